//! The clock of the terminal: the real one, plus what `:time` moved it on. Events carry it, and whoever delivers
//! announcements goes by it, so that a day's wait can be played in a second.
//! The move lasts for one sitting: the next one begins at the real time again, and what was put off until later then
//! waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bot_core::ids::Timestamp;
use tokio::sync::Notify;

/// A clock that can be moved on.
pub struct Clock {
    real: Box<dyn Fn() -> Timestamp + Send + Sync>,
    shift: AtomicI64,
    moved: Arc<Notify>,
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock(+{} ms)", self.shift.load(Ordering::Relaxed))
    }
}

impl Clock {
    /// A clock that goes by `real`. `moved` is told when somebody moves it on, because more may be due then.
    pub fn new(real: impl Fn() -> Timestamp + Send + Sync + 'static, moved: Arc<Notify>) -> Self {
        Self { real: Box::new(real), shift: AtomicI64::new(0), moved }
    }

    /// The time on stage.
    pub fn now(&self) -> Timestamp {
        (self.real)().plus(self.shift.load(Ordering::Relaxed))
    }

    pub(crate) fn advance(&self, milliseconds: i64) {
        let later = |shift: i64| Some(shift.saturating_add(milliseconds));
        // The closure always gives a value, so there is no error to look at.
        let _ = self.shift.fetch_update(Ordering::Relaxed, Ordering::Relaxed, later);
        self.moved.notify_one();
    }
}
