//! The outbox worker: takes what is due from the store, makes the message, hands it to its platform, and keeps how
//! it ended. One step does one round and can be driven by tests; [`Outbox::run`] repeats it until the bot stops.
//! A message that was sent but not yet settled when the bot died is sent again under the same key.

use std::sync::Arc;
use std::time::Duration;

use bot_core::announcement::{Delivery, Posted, Settlement, Task};
use bot_core::ids::{HOUR, MINUTE, SECOND, Timestamp};
use bot_core::platform::{DeliveryFault, DeliveryKey, Messenger};
use bot_core::store::{Store, StoreError};
use commands::Knowledge;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::engine::Messengers;

/// How long a claimed message belongs to one worker, in milliseconds.
const LEASE: i64 = MINUTE;

/// How long a platform may take for one message. Shorter than the lease, so that no other worker takes it meanwhile.
const PATIENCE: Duration = Duration::from_secs(45);

/// How many messages are on their way at once.
const AT_ONCE: u32 = 16;

/// How often a message is tried before it is put aside: about two days, with the growing delays.
const TRIES: u32 = 50;

/// How often old data is dropped, in milliseconds.
const SWEEP_EVERY: i64 = HOUR;

/// Tells the time; tests and the terminal bring their own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The worker.
pub struct Outbox<S> {
    knowledge: Arc<Knowledge>,
    store: Arc<S>,
    messengers: Messengers,
    clock: Clock,
}

impl<S: Store + 'static> Outbox<S> {
    /// A worker over a store and the platforms that are connected.
    pub fn new(knowledge: Arc<Knowledge>, store: Arc<S>, messengers: Messengers, clock: Clock) -> Self {
        Self { knowledge, store, messengers, clock }
    }

    /// Delivers what is due now, and says how many messages that was.
    ///
    /// # Errors
    /// When the store fails; what was claimed comes again after its lease.
    pub async fn step(&self) -> Result<usize, StoreError> {
        let due = self.store.claim((self.clock)(), LEASE, AT_ONCE).await?;
        let count = due.len();
        let mut sending = JoinSet::new();
        for delivery in due {
            let messenger = self.messengers.get(&delivery.room.platform).cloned();
            let knowledge = Arc::clone(&self.knowledge);
            let now = (self.clock)();
            sending.spawn(async move {
                let settlement = deliver(&knowledge, messenger, &delivery, now).await;
                (delivery.id, settlement)
            });
        }
        while let Some(ended) = sending.join_next().await {
            match ended {
                Ok((id, settlement)) => self.store.settle(id, settlement, (self.clock)()).await?,
                Err(_) => tracing::error!("an adapter panicked over a message; it comes again after its lease"),
            }
        }
        Ok(count)
    }

    /// Delivers until nothing more is due.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drain(&self) -> Result<(), StoreError> {
        while self.step().await? > 0 {}
        Ok(())
    }

    /// Works until `stop` turns true. `news` wakes it when something may be due.
    pub async fn run(&self, news: Arc<Notify>, mut stop: watch::Receiver<bool>) {
        let mut swept = Timestamp(0);
        let mut failures = 0;
        while !*stop.borrow() {
            let now = (self.clock)();
            let rested = match self.round(now, &mut swept).await {
                Ok(0) => self.until_next(now).await,
                Ok(_) => Duration::ZERO,
                Err(error) => {
                    tracing::error!(%error, "the outbox can't reach the database; it tries again");
                    failures += 1;
                    millis(backoff(failures, 0))
                }
            };
            if rested.is_zero() {
                failures = 0;
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(rested) => {}
                () = news.notified() => {}
                _ = stop.changed() => {}
            }
        }
    }

    async fn round(&self, now: Timestamp, swept: &mut Timestamp) -> Result<usize, StoreError> {
        if now >= swept.plus(SWEEP_EVERY) {
            self.store.sweep(now).await?;
            *swept = now;
        }
        self.step().await
    }

    async fn until_next(&self, now: Timestamp) -> Duration {
        // Another process, or an organiser's command, may add something without waking this one.
        let longest = 30 * SECOND;
        match self.store.next_due(now).await {
            Ok(Some(due)) => millis((due.0 - now.0).clamp(10, longest)),
            Ok(None) | Err(_) => millis(longest),
        }
    }
}

async fn deliver(
    knowledge: &Knowledge,
    messenger: Option<Arc<dyn Messenger>>,
    delivery: &Delivery,
    now: Timestamp,
) -> Settlement {
    // A platform that isn't connected today may be tomorrow.
    let Some(messenger) = messenger else { return Settlement::Later(now.plus(10 * MINUTE)) };
    let view = commands::render(knowledge, delivery.language, &delivery.task);
    let sent = tokio::time::timeout(PATIENCE, async {
        match (&delivery.task, &view) {
            (Task::Correct { posted, .. }, view) => messenger.correct(&delivery.room, posted, view.as_ref()).await,
            (_, Some(view)) => messenger.deliver(&delivery.room, view, DeliveryKey(delivery.id)).await,
            (_, None) => Ok(Posted::default()),
        }
    });
    match sent.await {
        Ok(Ok(_)) if view.is_none() && !matches!(delivery.task, Task::Correct { .. }) => Settlement::Nothing,
        Ok(Ok(posted)) => Settlement::Delivered { posted },
        Ok(Err(DeliveryFault::Gone)) => Settlement::Gone,
        Ok(Err(DeliveryFault::Moved(address))) => Settlement::Moved(address),
        Ok(Err(DeliveryFault::Refused)) => {
            tracing::error!(platform = delivery.room.platform.as_str(), delivery = delivery.id.0, "the platform refused a message; it is put aside");
            Settlement::Dead
        }
        Ok(Err(DeliveryFault::Later { after })) => later(delivery, now, after),
        Err(_) => later(delivery, now, None),
    }
}

fn later(delivery: &Delivery, now: Timestamp, after: Option<i64>) -> Settlement {
    if delivery.attempts + 1 >= TRIES {
        tracing::error!(platform = delivery.room.platform.as_str(), delivery = delivery.id.0, "a message failed too often; it is put aside");
        return Settlement::Dead;
    }
    Settlement::Later(now.plus(after.unwrap_or_else(|| backoff(delivery.attempts + 1, delivery.id.0))))
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
