//! The clock of the terminal: the real one, plus what `:time` moved it on. Events carry it, and whoever delivers
//! announcements goes by it, so that a day's wait can be played in a second.

use std::sync::atomic::{AtomicI64, Ordering};

use bot_core::ids::Timestamp;
use tokio::sync::Notify;

/// A clock that can be moved on.
pub struct Clock {
    real: Box<dyn Fn() -> Timestamp + Send + Sync>,
    shift: AtomicI64,
    moved: Notify,
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock(+{} ms)", self.shift.load(Ordering::Relaxed))
    }
}

impl Clock {
    /// A clock that goes by `real`.
    pub fn new(real: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { real: Box::new(real), shift: AtomicI64::new(0), moved: Notify::new() }
    }

    /// The time on stage.
    pub fn now(&self) -> Timestamp {
        (self.real)().plus(self.shift.load(Ordering::Relaxed))
    }

    /// Waits until somebody moves the clock on. A move that came before the call counts once.
    pub async fn moved(&self) {
        self.moved.notified().await;
    }

    pub(crate) fn advance(&self, milliseconds: i64) {
        let later = |shift: i64| Some(shift.saturating_add(milliseconds));
        // The closure always gives a value, so there is no error to look at.
        let _ = self.shift.fetch_update(Ordering::Relaxed, Ordering::Relaxed, later);
        self.moved.notify_one();
    }
}
