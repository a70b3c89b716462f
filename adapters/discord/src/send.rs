//! Sending: every call that counts waits for its turn (see the crate `traffic`), replies are repeated while that can
//! help, and what Discord says about its limits reaches the pacing, so that a bucket that is used up is not asked again
//! before it is full. Answers to interactions don't count towards the calls a second; they pass by the queue and wait
//! only for their own buckets. Absent on purpose: repeating news, which is the outbox's task and outlives the process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::time::Instant;
pub(crate) use traffic::Lane;
use traffic::{Backoff, Ended, Turns};

use crate::api::{Api, Fault, Objection, Scope, Told};
use crate::route::{Bucket, Kind, Route};
use crate::settings::Limits;

/// How long Discord may take for one call. It answers within a second as a rule.
const CALL: Duration = Duration::from_secs(15);

/// How long news waits for its turn before it goes back to the outbox, which asks again later. Together with [`CALL`]
/// it stays below the outbox's own patience, so that no message is given up while it is being sent.
const NEWS: Duration = Duration::from_secs(15);

/// How long a reply waits for its turn.
const REPLY: Duration = Duration::from_secs(60);

/// The first delay after a fault.
const FIRST_DELAY: Duration = Duration::from_millis(250);

/// The longest delay between two tries.
const LONGEST_DELAY: Duration = Duration::from_secs(15);

/// How many buckets of interactions, or names of limits, are remembered before old ones are forgotten.
const MANY: usize = 1024;

/// Which kinds of calls share a limit. Discord says so with each answer, by a name that means nothing else.
#[derive(Default)]
struct Shared {
    /// The name that each kind had last.
    names: HashMap<Kind, u64>,
    /// The kind under which all that have this name take their turns: the first that was seen.
    first: HashMap<u64, Kind>,
}

/// Sends, each call in its turn.
pub(crate) struct Sender {
    api: Api,
    turns: Turns<Bucket>,
    shared: Mutex<Shared>,
    /// Until when buckets of calls that don't count are used up.
    resting: Mutex<HashMap<Bucket, Instant>>,
}

impl Sender {
    /// Over this API, within these limits. Must be called inside a Tokio runtime, whose clock it uses.
    pub(crate) fn new(api: Api, limits: Limits) -> Self {
        let limits = traffic::Limits {
            per_second: limits.per_second,
            gap: Duration::ZERO,
            per_minute: u32::MAX,
            has_minute: |_| false,
        };
        Self { api, turns: Turns::new(limits), shared: Mutex::default(), resting: Mutex::default() }
    }

    /// Waits for its turn and sends once. What has its turn far away isn't sent: that is a [`Fault::Limited`] with the
    /// time until then.
    pub(crate) async fn send<T: DeserializeOwned>(
        &self,
        lane: Lane,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
    ) -> Result<T, Fault> {
        self.send_telling(lane, route, body).await.map_err(|(fault, _)| fault)
    }

    /// The same, and a refusal comes with what Discord doesn't take of the body, as far as it names that.
    pub(crate) async fn send_telling<T: DeserializeOwned>(
        &self,
        lane: Lane,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
    ) -> Result<T, (Fault, Vec<Objection>)> {
        let patience = match lane {
            Lane::Reply => REPLY,
            Lane::News => NEWS,
        };
        let (result, told) = self.once(lane, route, body, patience).await;
        result.map_err(|fault| (fault, told.objections))
    }

    /// Sends a reply: again, with growing delays, while Discord asks to wait, and where a repetition does no harm also
    /// while it is out of reach (see [`Route::is_repeatable`]; a message must carry a nonce, which Discord knows for some
    /// minutes). After `patience` it is given up, with a line in the log.
    pub(crate) async fn send_patiently<T: DeserializeOwned>(
        &self,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> Result<T, Fault> {
        let until = Instant::now() + patience;
        let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let fault = match self.once(Lane::Reply, route, body, left).await.0 {
                Err(fault) => fault,
                sent => return sent,
            };
            let delay = match fault {
                Fault::Limited { wait, .. } => wait,
                Fault::Unreachable if route.is_repeatable() => backoff.next(),
                Fault::Unreachable => {
                    tracing::warn!(%fault, "a reply may be lost: it can't be sent again, because it would show twice");
                    return Err(fault);
                }
                fault => return Err(fault),
            };
            if Instant::now() + delay >= until {
                tracing::warn!(%fault, seconds = patience.as_secs(), "a reply is given up: it could not be sent in time");
                return Err(fault);
            }
            tokio::time::sleep(delay).await;
        }
    }

    async fn once<T: DeserializeOwned>(
        &self,
        lane: Lane,
        route: &Route,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> (Result<T, Fault>, Told) {
        let bucket = route.bucket();
        if !route.counts() {
            return self.aside(route, bucket, body, patience).await;
        }
        let later = |wait| Fault::Limited { wait, scope: Scope::Bucket };
        let turn = match self.turns.turn(lane, self.key(bucket), patience).await {
            Ok(turn) => turn,
            Err(wait) => return (Err(later(wait)), Told::default()),
        };
        let (result, told) = self.api.exchange(route, body, CALL).await;
        self.learn(bucket.kind, &told);
        turn.end(match (&result, told.rest) {
            (Err(Fault::Limited { wait, scope: Scope::Bucket }), _) => {
                Ended::Refused { wait: *wait, scope: traffic::Scope::Key }
            }
            (Err(Fault::Limited { wait, scope: Scope::Everything }), _) => {
                Ended::Refused { wait: *wait, scope: traffic::Scope::Everything }
            }
            (_, Some(rest)) => Ended::Rest(rest),
            (_, None) => Ended::Fine,
        });
        (result, told)
    }

    /// Sends what doesn't count, once its own bucket isn't used up.
    async fn aside<T: DeserializeOwned>(
        &self,
        route: &Route,
        bucket: Bucket,
        body: Option<&(impl Serialize + ?Sized)>,
        patience: Duration,
    ) -> (Result<T, Fault>, Told) {
        let until = lock(&self.resting).get(&bucket).copied();
        if let Some(rest) = until.map(|until| until.saturating_duration_since(Instant::now())) {
            if rest > patience {
                return (Err(Fault::Limited { wait: rest, scope: Scope::Bucket }), Told::default());
            }
            tokio::time::sleep(rest).await;
        }
        let (result, told) = self.api.exchange(route, body, CALL.min(patience)).await;
        let rest = match &result {
            Err(Fault::Limited { wait, .. }) => Some(*wait),
            _ => told.rest,
        };
        if let Some(rest) = rest {
            let (now, mut resting) = (Instant::now(), lock(&self.resting));
            if resting.len() >= MANY {
                resting.retain(|_, until| *until > now);
            }
            resting.insert(bucket, now + rest);
        }
        (result, told)
    }

    /// Under which key a bucket has its turns: kinds that share a limit share a key.
    fn key(&self, bucket: Bucket) -> Bucket {
        let shared = lock(&self.shared);
        let first = shared.names.get(&bucket.kind).and_then(|name| shared.first.get(name));
        Bucket { kind: first.copied().unwrap_or(bucket.kind), ..bucket }
    }

    /// Remembers which limit a kind of call has.
    fn learn(&self, kind: Kind, told: &Told) {
        let Some(name) = told.bucket else { return };
        let mut shared = lock(&self.shared);
        if shared.first.len() >= MANY {
            *shared = Shared::default();
        }
        shared.names.insert(kind, name);
        shared.first.entry(name).or_insert(kind);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks can panic half way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
