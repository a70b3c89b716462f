//! What came that can't be used: one line in the log for each kind, however often it comes, and a count. No word of what
//! came is kept.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::frame::Odd;

/// How often each kind came.
#[derive(Debug, Default)]
pub(super) struct Oddities(Mutex<BTreeMap<Odd, u64>>);

impl Oddities {
    /// Counts one.
    pub(super) fn note(&self, odd: Odd) {
        let first = {
            // A count is whole whoever panicked meanwhile.
            let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(odd).or_default();
            *count += 1;
            *count == 1
        };
        if first {
            tracing::warn!(why = odd.name(), "a frame from Discord is skipped; further ones like it are only counted");
        }
    }

    /// Tells how many there were, if there were any.
    pub(super) fn sum_up(&self) {
        for (odd, count) in &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            tracing::info!(why = odd.name(), count, "frames from Discord were skipped");
        }
    }

    /// How often a kind came.
    #[cfg(test)]
    pub(super) fn count(&self, odd: Odd) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&odd).copied().unwrap_or_default()
    }
}
