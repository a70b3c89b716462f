//! The outbox worker: takes what is due from the store, makes the message, hands it to its platform, and keeps how
//! it ended. One step does one round and can be driven by tests; [`Outbox::run`] repeats it until the bot stops.
//! A message that was sent but not yet settled when the bot died is sent again under the same key.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use bot_core::announcement::{Delivery, Posted, Settlement, Task};
use bot_core::ids::{HOUR, MINUTE, Platform, SECOND, Timestamp};
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

/// After how long keeping the end of a message is tried again.
const SETTLE_AGAIN: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(2)];

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
    platforms: Vec<Platform>,
    clock: Clock,
}

impl<S: Store + 'static> Outbox<S> {
    /// A worker over a store and the platforms that are connected.
    pub fn new(knowledge: Arc<Knowledge>, store: Arc<S>, messengers: Messengers, clock: Clock) -> Self {
        let platforms = messengers.keys().cloned().collect();
        Self { knowledge, store, messengers, platforms, clock }
    }

    /// Delivers what is due now, and says how many messages that was.
    ///
    /// # Errors
    /// When the store fails; what was claimed and isn't settled comes again after its lease, under the same key.
    pub async fn step(&self) -> Result<usize, StoreError> {
        let due = self.store.claim(&self.platforms, (self.clock)(), LEASE, AT_ONCE).await?;
        let count = due.len();
        let (mut sending, mut under_way) = (JoinSet::new(), HashMap::new());
        for delivery in due {
            // Only the connected platforms' messages were asked for; another's would come again after its lease.
            let Some(messenger) = self.messengers.get(&delivery.room.platform).cloned() else { continue };
            let knowledge = Arc::clone(&self.knowledge);
            let now = (self.clock)();
            let delivery = Arc::new(delivery);
            let sent = Arc::clone(&delivery);
            let task = sending.spawn(async move { deliver(&knowledge, messenger, &sent, now).await });
            under_way.insert(task.id(), delivery);
        }
        let mut failed = None;
        while let Some(ended) = sending.join_next_with_id().await {
            let (task, settlement) = match ended {
                Ok((task, settlement)) => (task, Some(settlement)),
                Err(panicked) => (panicked.id(), None),
            };
            let Some(delivery) = under_way.remove(&task) else { continue };
            let now = (self.clock)();
            let settlement = settlement.unwrap_or_else(|| {
                tracing::error!(delivery = delivery.id.0, "an adapter stopped over a message; it is tried again later");
                later(&delivery, now, None)
            });
            // One that can't be kept doesn't stop the others: they are on their way and would be sent twice.
            if let Err(error) = self.settle(&delivery, settlement).await {
                failed.get_or_insert(error);
            }
        }
        failed.map_or(Ok(count), Err)
    }

    /// Keeps how a message ended. Not every platform recognises a repeated send, so this is tried more than once.
    async fn settle(&self, delivery: &Delivery, settlement: Settlement) -> Result<(), StoreError> {
        for wait in SETTLE_AGAIN {
            match self.store.settle(delivery.id, delivery.claim, settlement.clone(), (self.clock)()).await {
                Err(StoreError::Unavailable(_)) => tokio::time::sleep(wait).await,
                settled => return settled,
            }
        }
        self.store.settle(delivery.id, delivery.claim, settlement, (self.clock)()).await
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
        let mut swept = None;
        let mut failures = 0;
        while !*stop.borrow() {
            let now = (self.clock)();
            let rest = match self.round(now, &mut swept).await {
                Ok(count) => {
                    failures = 0;
                    if count > 0 {
                        continue;
                    }
                    self.until_next(now).await
                }
                Err(error) => {
                    tracing::error!(%error, "the outbox can't work with the database; it tries again");
                    failures += 1;
                    millis(backoff(failures, 0))
                }
            };
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                () = news.notified() => {}
                // Whoever could stop it is gone: that is a stop, too.
                changed = stop.changed() => if changed.is_err() { return },
            }
        }
    }

    async fn round(&self, now: Timestamp, swept: &mut Option<Timestamp>) -> Result<usize, StoreError> {
        // Also when the clock was put back: what was put off by the wrong one is due then.
        if swept.is_none_or(|swept| now < swept || now >= swept.plus(SWEEP_EVERY)) {
            self.store.sweep(now).await?;
            *swept = Some(now);
        }
        self.step().await
    }

    async fn until_next(&self, now: Timestamp) -> Duration {
        // Another process, or an organiser's command, may add something without waking this one.
        let longest = 10 * SECOND;
        match self.store.next_due(&self.platforms).await {
            Ok(Some(due)) => millis((due.0 - now.0).clamp(10, longest)),
            Ok(None) | Err(_) => millis(longest),
        }
    }
}

async fn deliver(
    knowledge: &Knowledge,
    messenger: Arc<dyn Messenger>,
    delivery: &Delivery,
    now: Timestamp,
) -> Settlement {
    let view = commands::render(knowledge, delivery.language, &delivery.task);
    let sent = tokio::time::timeout(PATIENCE, async {
        match (&delivery.task, &view) {
            (Task::Correct { posted, .. }, view) => messenger.correct(&delivery.room, posted, view.as_ref()).await,
            (_, Some(view)) => messenger.deliver(&delivery.room, view, delivery.sound, DeliveryKey(delivery.id)).await,
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
        Ok(Err(DeliveryFault::Later { after })) => later(delivery, now, after),
        Err(_) => later(delivery, now, None),
    }
}

fn later(delivery: &Delivery, now: Timestamp, after: Option<i64>) -> Settlement {
    if delivery.attempts + 1 >= TRIES {
        tracing::error!(
            platform = delivery.room.platform.as_str(),
            delivery = delivery.id.0,
            "a message failed too often; it is put aside"
        );
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
