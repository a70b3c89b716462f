//! Sending: every event waits for its turn (see the crate `traffic`), replies go before news, and a homeserver that asks
//! for a pause gets it for everything. Replies are repeated while that can help, until the question is too old to be
//! answered: their transaction ids make a repetition the same event. Numbers under a message (see `choices.rs`) are sent
//! only while nobody else sends. Absent on purpose: repeating news, which is the outbox's task and outlives the process,
//! and the SDK's own repetitions, which are off.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use matrix_sdk::Room;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedTransactionId};
use serde_json::Value;
use tokio::sync::Notify;
use tokio::time::Instant;
pub(crate) use traffic::Lane;
use traffic::{Backoff, Ended, Load, Scope, Turns};

use crate::answers;
use crate::fault::Fault;
use crate::settings::Settings;

/// How long news waits for its turn before it goes back to the outbox, which asks again later.
const NEWS: Duration = Duration::from_secs(15);

/// How long a reply is tried at the least. Meanwhile what the same person asks next waits; later it no longer does, and the
/// tries become rare.
pub(crate) const REPLY: Duration = Duration::from_secs(5 * 60);

/// How long one call may take. The SDK asks for a room's members three times, a minute each, whatever it is told of
/// repeating, and nobody else can send to that room meanwhile.
const CALL: Duration = Duration::from_secs(2 * 60);

/// How long a number waits until nobody else sends.
const IDLE: Duration = Duration::from_secs(10);

/// For how long no numbers are sent after the homeserver asked for a pause: where events are scarce, they are for words.
/// Each time that they brought about another pause, it is twice as long.
const SCARCE: Duration = Duration::from_secs(30 * 60);

/// For how long at the most.
const SCARCEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The pause where the homeserver asks for one and doesn't say how long.
const PAUSE: Duration = Duration::from_secs(2);

/// The first delay after a fault.
const FIRST_DELAY: Duration = Duration::from_millis(250);

/// The longest delay between two tries.
const LONGEST_DELAY: Duration = Duration::from_secs(20);

/// The longest one for a reply that is late already.
const LATE_DELAY: Duration = Duration::from_secs(5 * 60);

/// Sends, each event in its turn.
pub(crate) struct Sender {
    turns: Turns<u64>,
    /// Everything but numbers.
    others: Arc<Load>,
    /// The homeserver can be reached again.
    back: Notify,
    /// The time between two numbers: half of what may be sent stays free for people who ask meanwhile.
    between: Duration,
    /// Before this, no numbers are sent, and for how long that was.
    plenty: Mutex<Option<(Instant, Duration)>>,
}

impl Sender {
    /// Must be called inside a Tokio runtime, whose clock it uses.
    pub(crate) fn new(settings: &Settings) -> Self {
        Self::within(settings.events_per_second.max(1))
    }

    /// So many events a second, at least one.
    fn within(per_second: u32) -> Self {
        let limits = traffic::Limits { per_second, gap: Duration::ZERO, per_minute: u32::MAX, has_minute: |_| false };
        let between = Duration::from_secs(2) / per_second;
        Self {
            turns: Turns::new(limits),
            others: Arc::default(),
            back: Notify::new(),
            between,
            plenty: Mutex::default(),
        }
    }

    /// Waits for its turn and makes a call once. News whose turn is far away isn't sent: that is a [`Fault::Limited`] with
    /// the time until then.
    pub(crate) async fn once<T>(
        &self,
        lane: Lane,
        room: u64,
        call: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let patience = match lane {
            Lane::Reply => REPLY,
            Lane::News => NEWS,
        };
        let _sending = self.others.enter();
        self.in_turn(lane, room, patience, call).await
    }

    /// Makes the call of a reply, for some minutes; see [`Self::until`].
    pub(crate) async fn patiently<T, F>(&self, room: u64, call: impl Fn() -> F) -> Result<T, Fault>
    where
        F: Future<Output = Result<T, Fault>>,
    {
        self.until(Instant::now() + REPLY, room, call).await
    }

    /// Makes the call of a reply: again, with growing delays, while the homeserver asks for a pause or is out of reach.
    /// Repeating it must do no harm. At this time it is given up, with a line in the log.
    pub(crate) async fn until<T, F>(&self, until: Instant, room: u64, call: impl Fn() -> F) -> Result<T, Fault>
    where
        F: Future<Output = Result<T, Fault>>,
    {
        let late = Instant::now() + REPLY;
        let mut is_late = false;
        let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
        let mut sending = None;
        loop {
            sending.get_or_insert_with(|| self.others.enter());
            // Also what comes back during the call.
            let mut back = pin!(self.back.notified());
            back.as_mut().enable();
            let left = until.saturating_duration_since(Instant::now());
            let fault = match self.in_turn(Lane::Reply, room, left, call()).await {
                Err(fault) => fault,
                done => return done,
            };
            let delay = match fault {
                // The pacing knows, and gives the next turn after it.
                Fault::Limited { .. } => Duration::ZERO,
                // A session that ran out is renewed meanwhile.
                Fault::Unreachable | Fault::Unauthorized { soft: true } => backoff.next(),
                fault => return Err(fault),
            };
            if Instant::now() + delay >= until {
                tracing::warn!(%fault, "a reply is given up: it could not be sent in time");
                return Err(fault);
            }
            if !is_late && Instant::now() >= late {
                is_late = true;
                tracing::warn!(%fault, "a reply could not be sent for five minutes; it is tried until it is too old");
                backoff = Backoff::new(LONGEST_DELAY, LATE_DELAY);
            }
            if is_late {
                // Between rare tries, there is room for numbers.
                sending = None;
            }
            tokio::select! {
                () = tokio::time::sleep(delay) => {}
                () = back => {}
            }
        }
    }

    /// The homeserver can be reached again: what waits for that is tried at once.
    pub(crate) fn tell_back(&self) {
        self.back.notify_waiters();
    }

    /// Waits for its turn and makes a call once that has a limit of its own: a refusal pauses nothing else.
    pub(crate) async fn apart<T>(
        &self,
        lane: Lane,
        key: u64,
        call: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let _sending = self.others.enter();
        let later = |wait| Fault::Limited { wait: Some(wait) };
        let _turn = self.turns.turn(lane, key, NEWS).await.map_err(later)?;
        call.await
    }

    /// Makes a call that nobody misses, once nobody else sends; whether it worked.
    pub(crate) async fn idly<T>(&self, room: u64, call: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        const LATER: Fault = Fault::Limited { wait: None };
        tokio::time::sleep(self.between).await;
        if self.is_scarce() || tokio::time::timeout(IDLE, self.others.at_most(0)).await.is_err() {
            return Err(LATER);
        }
        // The homeserver may have asked for a pause while it waited for its turn.
        let call = async { if self.is_scarce() { Ok(None) } else { call.await.map(Some) } };
        // Under a key of its own: a reply to the same room needn't wait for its end.
        self.in_turn(Lane::News, !room, IDLE, call).await?.ok_or(LATER)
    }

    /// Whether the homeserver asked for a pause not long ago.
    pub(crate) fn is_scarce(&self) -> bool {
        let plenty = *self.plenty.lock().unwrap_or_else(PoisonError::into_inner);
        plenty.is_some_and(|(plenty, _)| Instant::now() < plenty)
    }

    async fn in_turn<T>(
        &self,
        lane: Lane,
        room: u64,
        patience: Duration,
        call: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, Fault> {
        let later = |wait| Fault::Limited { wait: Some(wait) };
        let turn = self.turns.turn(lane, room, patience).await.map_err(later)?;
        let result = tokio::time::timeout(CALL, call).await.unwrap_or(Err(Fault::Unreachable));
        turn.end(match &result {
            // Limits are for the account: what one room used up is missing in all.
            Err(Fault::Limited { wait }) => {
                // Whole whoever panicked meanwhile.
                let mut plenty = self.plenty.lock().unwrap_or_else(PoisonError::into_inner);
                *plenty = Some(scarce(*plenty, Instant::now()));
                Ended::Refused { wait: wait.unwrap_or(PAUSE), scope: Scope::Everything }
            }
            _ => Ended::Fine,
        });
        result
    }
}

/// How long events are scarce after one more pause: longer if there were numbers again since the last one.
fn scarce(before: Option<(Instant, Duration)>, now: Instant) -> (Instant, Duration) {
    let long = match before {
        Some((plenty, long)) if now >= plenty => (long * 2).min(SCARCEST),
        Some((_, long)) => long,
        None => SCARCE,
    };
    (now + long, long)
}

/// Under which key a room's events have their turns.
pub(crate) fn key(room: &Room) -> u64 {
    answers::hash(room.room_id().as_str())
}

/// Sends an event, encrypted where the room is. Sent again with the same transaction id, it is the same event.
pub(crate) async fn event(room: &Room, kind: &str, content: &Value, transaction: &str) -> Result<OwnedEventId, Fault> {
    let transaction = OwnedTransactionId::from(transaction);
    let sent = room.send_raw(kind, content).with_transaction_id(&transaction).await?;
    Ok(sent.response.event_id)
}

/// Takes an event back. One that is gone already, or that nobody knows, is fine.
pub(crate) async fn redact(room: &Room, event: &EventId) -> Result<(), Fault> {
    let transaction = OwnedTransactionId::from(format!("r-{event}"));
    match room.redact(event, None, Some(transaction)).await.map_err(Fault::from) {
        Ok(_) | Err(Fault::NotFound) => Ok(()),
        Err(fault) => Err(fault),
    }
}

#[cfg(test)]
mod tests;
