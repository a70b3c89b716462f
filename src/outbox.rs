//! The outbox worker: takes what is due from the store, makes the message, hands it to its platform, and keeps how
//! it ended. [`Outbox::run`] is a steady stream: each message is settled the moment it ends, and others are claimed as
//! soon as there is room, so a slow one holds nobody but itself. [`Outbox::step`] does one round, for tests and sittings
//! in a terminal. How fast messages may follow each other is the platforms' matter.
//!
//! A message that was sent but not yet settled when the bot died is sent again under the same key.

use std::sync::Arc;
use std::time::Duration;

use bot_core::announcement::{Delivery, Posted, Settlement, Task};
use bot_core::ids::{HOUR, MINUTE, Platform, SECOND, Timestamp};
use bot_core::platform::{DeliveryFault, DeliveryKey, Messenger};
use bot_core::store::{Store, StoreError};
use commands::Knowledge;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use crate::engine::Messengers;

/// How long a claimed message belongs to one worker, in milliseconds.
const LEASE: i64 = 3 * MINUTE;

/// How long a platform may take for one message, waiting for its turn included. Shorter than the lease, so that no other
/// worker takes it meanwhile.
const PATIENCE: Duration = Duration::from_secs(2 * 60);

/// After how long keeping the end of a message is tried again.
const SETTLE_AGAIN: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(2)];

/// How many messages are on their way at once: about what a platform takes in two seconds, so that none is kept waiting
/// by slow rooms, and none waits long for its turn there.
const AT_ONCE: usize = 64;

/// When there is more to send, others are claimed once so many have ended: one transaction for several.
const ROOM: usize = 8;

/// Or after this time, when those on their way are slow.
const SOON: Duration = Duration::from_millis(100);

/// How long messages that are on their way may take to end when the bot stops.
const FAREWELL: Duration = Duration::from_secs(8);

/// How long the worker sleeps at most: another process, or an organiser's command, may add something without waking it.
const LONGEST_REST: i64 = 10 * SECOND;

/// How often a message is tried before it is put aside: about two days, with the growing delays. Where the platform says
/// when to come back, that doesn't count: of many rooms, the last ones are told to wait many times.
const TRIES: u32 = 50;

/// The shortest of such pauses. They may go on for as long as the platform asks for them, so they must cost little.
const SHORTEST_PAUSE: i64 = SECOND;

/// How often old data is dropped, in milliseconds.
const SWEEP_EVERY: i64 = HOUR;

/// Tells the time; tests and the terminal bring their own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The worker.
pub struct Outbox<S> {
    desk: Arc<Desk<S>>,
    platforms: Vec<Platform>,
}

/// What every message needs on its way.
struct Desk<S> {
    knowledge: Arc<Knowledge>,
    store: Arc<S>,
    messengers: Messengers,
    clock: Clock,
}

/// When the worker looks for messages again.
struct Look {
    /// Now that it is this time.
    at: Instant,
    /// There may be more that is due: also as soon as there is room for several.
    more: bool,
}

impl<S: Store + 'static> Outbox<S> {
    /// A worker over a store and the platforms that are connected.
    pub fn new(knowledge: Arc<Knowledge>, store: Arc<S>, messengers: Messengers, clock: Clock) -> Self {
        let platforms = messengers.keys().cloned().collect();
        Self { desk: Arc::new(Desk { knowledge, store, messengers, clock }), platforms }
    }

    /// Delivers what is due now, and says how many messages that was.
    ///
    /// # Errors
    /// When the store fails; what was claimed and isn't settled comes again after its lease, under the same key.
    pub async fn step(&self) -> Result<usize, StoreError> {
        let mut under_way = JoinSet::new();
        let count = self.send_off(&mut under_way, AT_ONCE).await?;
        let mut failed = None;
        // One that can't be settled doesn't stop the others: they are on their way and would be sent twice.
        while let Some(ended) = under_way.join_next().await {
            if let Err(error) = settled(ended) {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(count), Err)
    }

    /// Delivers until nothing more is due.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drain(&self) -> Result<(), StoreError> {
        while self.step().await? > 0 {}
        Ok(())
    }

    /// Works until `stop` turns true; what is on its way then may end, up to eight seconds. `news` wakes it when something
    /// may be due.
    pub async fn run(&self, news: Arc<Notify>, mut stop: watch::Receiver<bool>) {
        let mut under_way = JoinSet::new();
        let (mut swept, mut failures) = (None, 0);
        let mut look = Look { at: Instant::now(), more: false };
        while !*stop.borrow() {
            let room = AT_ONCE - under_way.len();
            if room > 0 && look.at <= Instant::now() || look.more && room >= ROOM {
                look = match self.look(&mut under_way, room, &mut swept).await {
                    Ok(next) => {
                        failures = 0;
                        next
                    }
                    Err(error) => {
                        failures += 1;
                        troubled(&error);
                        Look { at: Instant::now() + millis(backoff(failures, 0)), more: false }
                    }
                };
                continue;
            }
            tokio::select! {
                Some(ended) = under_way.join_next() => if let Err(error) = settled(ended) {
                    troubled(&error);
                },
                () = tokio::time::sleep_until(look.at), if room > 0 => {}
                () = news.notified() => look.at = Instant::now(),
                // Whoever could stop it is gone: that is a stop, too.
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        let ending = async { while under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(FAREWELL, ending).await.is_err() {
            tracing::warn!("some messages were still on their way; they are sent again later");
        }
    }

    /// Claims messages, sends them off, and says when to look again.
    async fn look(
        &self,
        under_way: &mut JoinSet<Result<(), StoreError>>,
        room: usize,
        swept: &mut Option<Timestamp>,
    ) -> Result<Look, StoreError> {
        let (store, now) = (&self.desk.store, (self.desk.clock)());
        // Also when the clock was put back: what was put off by the wrong one is due then.
        if swept.is_none_or(|swept| now < swept || now >= swept.plus(SWEEP_EVERY)) {
            store.sweep(now).await?;
            *swept = Some(now);
        }
        if self.send_off(under_way, room).await? == room {
            return Ok(Look { at: Instant::now() + SOON, more: true });
        }
        let next = store.next_due(&self.platforms).await?;
        let rest = next.map_or(LONGEST_REST, |due| (due.0 - now.0).clamp(10, LONGEST_REST));
        Ok(Look { at: Instant::now() + millis(rest), more: false })
    }

    /// Claims up to so many messages, and lets each go its way.
    async fn send_off(
        &self,
        under_way: &mut JoinSet<Result<(), StoreError>>,
        room: usize,
    ) -> Result<usize, StoreError> {
        let room = u32::try_from(room).unwrap_or(u32::MAX);
        let due = self.desk.store.claim(&self.platforms, (self.desk.clock)(), LEASE, room).await?;
        let count = due.len();
        for delivery in due {
            under_way.spawn(carry(Arc::clone(&self.desk), delivery));
        }
        Ok(count)
    }
}

/// Takes one message all its way.
async fn carry<S: Store + 'static>(desk: Arc<Desk<S>>, delivery: Delivery) -> Result<(), StoreError> {
    // Only the connected platforms' messages were asked for; another's would come again after its lease.
    let Some(messenger) = desk.messengers.get(&delivery.room.platform).cloned() else { return Ok(()) };
    let delivery = Arc::new(delivery);
    let sent = (Arc::clone(&desk), Arc::clone(&delivery), Arc::clone(&messenger));
    // In a task of its own, which may panic; it ends with this one.
    let mut sending = JoinSet::new();
    sending.spawn(async move {
        let (desk, delivery, messenger) = sent;
        deliver(&desk.knowledge, messenger, &delivery, &desk.clock).await
    });
    let settlement = match sending.join_next().await {
        Some(Ok(settlement)) => settlement,
        Some(Err(_)) | None => {
            tracing::error!(delivery = delivery.id.0, "an adapter stopped over a message; it is tried again later");
            failed(&delivery, (desk.clock)())
        }
    };
    // Not every platform recognises a repeated send, so keeping the end is tried more than once.
    let _settling = messenger.settling();
    for wait in SETTLE_AGAIN {
        match desk.store.settle(delivery.id, delivery.claim, settlement.clone(), (desk.clock)()).await {
            Err(StoreError::Unavailable(_)) => tokio::time::sleep(wait).await,
            settled => return settled,
        }
    }
    desk.store.settle(delivery.id, delivery.claim, settlement, (desk.clock)()).await
}

/// How a message's way ended; the way itself has no room for a panic, and is broken off only when everything ends.
fn settled(ended: Result<Result<(), StoreError>, JoinError>) -> Result<(), StoreError> {
    ended.unwrap_or(Ok(()))
}

fn troubled(error: &StoreError) {
    tracing::error!(%error, "the outbox can't work with the database; it tries again");
}

async fn deliver(
    knowledge: &Knowledge,
    messenger: Arc<dyn Messenger>,
    delivery: &Delivery,
    clock: &Clock,
) -> Settlement {
    let view = commands::render(knowledge, delivery.language, &delivery.task, messenger.room_prefix());
    let sent = tokio::time::timeout(PATIENCE, async {
        match (&delivery.task, &view) {
            (Task::Correct { posted, .. }, view) => messenger.correct(&delivery.room, posted, view.as_ref()).await,
            (_, Some(view)) => {
                messenger.deliver(&delivery.room, view, delivery.manner, DeliveryKey::of(delivery)).await
            }
            (_, None) => Ok(Posted::default()),
        }
    });
    match sent.await {
        Ok(Ok(_)) if view.is_none() && !matches!(delivery.task, Task::Correct { .. }) => Settlement::Nothing,
        Ok(Ok(posted)) => Settlement::Delivered { posted },
        Ok(Err(DeliveryFault::Gone)) => Settlement::Gone,
        Ok(Err(DeliveryFault::Moved(address))) => Settlement::Moved(address),
        Ok(Err(DeliveryFault::Refused)) => {
            tracing::error!(
                platform = delivery.room.platform.as_str(),
                delivery = delivery.id.0,
                "the platform refused a message; it is put aside"
            );
            Settlement::Dead
        }
        Ok(Err(DeliveryFault::Later { after: Some(pause) })) => {
            Settlement::Paused(clock().plus(pause.max(SHORTEST_PAUSE)))
        }
        Ok(Err(DeliveryFault::Later { after: None })) | Err(_) => failed(delivery, clock()),
    }
}

fn failed(delivery: &Delivery, now: Timestamp) -> Settlement {
    if delivery.attempts + 1 >= TRIES {
        tracing::error!(
            platform = delivery.room.platform.as_str(),
            delivery = delivery.id.0,
            "a message failed too often; it is put aside"
        );
        return Settlement::Dead;
    }
    Settlement::Later(now.plus(backoff(delivery.attempts + 1, delivery.id.0)))
}

/// Growing delays: 5 s, 10 s, 20 s … up to an hour, each up to a quarter longer so that messages that failed
/// together don't come back together. The spread follows from the message, so it needs no randomness.
fn backoff(failures: u32, spread: i64) -> i64 {
    let delay = (5 * SECOND).saturating_mul(1_i64 << failures.saturating_sub(1).min(20)).min(HOUR);
    delay + delay / 4 * (spread.wrapping_mul(2_654_435_761) & 0xff) / 0xff
}

fn millis(milliseconds: i64) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))
}
