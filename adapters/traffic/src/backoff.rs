//! Growing delays with jitter, so that many bots that lost the same server don't come back together.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The delays of one row of failures.
#[derive(Debug)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl Backoff {
    /// Delays that begin with `first` and are doubled each time, up to `longest`.
    pub fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, failures: 0 }
    }

    /// How long to wait after one more failure: up to half longer than the plain delay.
    // It isn't an iterator: a delay that nobody waits for makes no sense.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Duration {
        let plain = self.first.saturating_mul(1 << self.failures.min(16)).min(self.longest);
        self.failures += 1;
        // The standard library's keys for its maps are random, and good enough for this.
        let random = u32::from(RandomState::new().hash_one(self.failures).to_le_bytes()[0]);
        plain + plain / 2 * random / 0xff
    }

    /// The same, but no less than the other side asks for.
    pub fn at_least(&mut self, asked: Duration) -> Duration {
        self.next().max(asked)
    }

    /// How many failures there were in a row.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// It worked.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_up_to_the_longest_and_begin_anew() {
        let second = Duration::from_secs(1);
        let mut backoff = Backoff::new(second, second * 10);
        for plain in [1, 2, 4, 8, 10, 10] {
            let delay = backoff.next();
            assert!(delay >= second * plain && delay <= second * plain * 3 / 2, "{delay:?} for {plain} s");
        }
        assert_eq!(backoff.failures(), 6);
        assert_eq!(backoff.at_least(second * 60), second * 60);
        backoff.reset();
        assert!(backoff.next() < second * 2);
    }

    #[test]
    fn delays_differ() {
        let delay = || Backoff::new(Duration::from_secs(60), Duration::from_secs(60)).next();
        let some: std::collections::HashSet<_> = (0..64).map(|_| delay()).collect();
        assert!(some.len() > 8, "only {} different delays", some.len());
    }
}
