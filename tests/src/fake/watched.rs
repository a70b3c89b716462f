//! A state that threads share and tests wait for: events, never time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a test waits for something before it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A state, and who waits for its changes.
#[derive(Default)]
pub(crate) struct Watched<S> {
    state: Mutex<S>,
    changed: Condvar,
}

impl<S> Watched<S> {
    pub(crate) fn new(state: S) -> Self {
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, S> {
        // A test that panicked while it looked has failed already; the others may go on.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whoever waits that something changed.
    pub(crate) fn changed(&self) {
        self.changed.notify_all();
    }

    /// Changes the state, and tells whoever waits.
    pub(crate) fn act<T>(&self, act: impl FnOnce(&mut S) -> T) -> T {
        let done = act(&mut self.lock());
        self.changed();
        done
    }

    /// Waits until the state gives an answer, and returns it.
    ///
    /// # Panics
    /// When that takes too long; shows what `about` tells of the state.
    pub(crate) fn wait<T>(&self, what: &str, look: impl Fn(&S) -> Option<T>, about: impl Fn(&S) -> String) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.lock();
        loop {
            if let Some(found) = look(&state) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what}; {}", about(&state));
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}
