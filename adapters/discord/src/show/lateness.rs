//! How old an interaction is. Its id says when it was made, by Discord's clock; ours may go wrong, and then the
//! difference says nothing. So it is believed until Discord shows that it is wrong.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bot_core::ids::Timestamp;

/// By how many milliseconds our clock seems to be ahead of Discord's.
#[derive(Debug, Default)]
pub(crate) struct Lateness(AtomicI64);

impl Lateness {
    /// How old something is that was made at a time by Discord's clock.
    pub(crate) fn age(&self, made: Timestamp, now: Timestamp) -> Duration {
        let apart = now.0.saturating_sub(made.0);
        // Nothing comes before it was made.
        let ahead = self.0.fetch_min(apart, Ordering::Relaxed).min(apart);
        Duration::from_millis(u64::try_from(apart.saturating_sub(ahead)).unwrap_or_default())
    }

    /// Discord took the answer to something that seemed to be too old: it is our clock that is wrong.
    pub(crate) fn correct(&self, made: Timestamp, now: Timestamp) {
        self.0.store(now.0.saturating_sub(made.0), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn age(lateness: &Lateness, made: i64, now: i64) -> u128 {
        lateness.age(Timestamp(made), Timestamp(now)).as_millis()
    }

    #[test]
    fn a_right_clock_tells_the_age() {
        let lateness = Lateness::default();
        assert_eq!(age(&lateness, 1_000, 1_120), 120);
        assert_eq!(age(&lateness, 1_000, 9_000), 8_000);
    }

    #[test]
    fn a_clock_that_is_behind_is_noticed_at_once() {
        let lateness = Lateness::default();
        assert_eq!(age(&lateness, 10_000, 4_000), 0);
        assert_eq!(age(&lateness, 20_000, 14_500), 500, "six seconds behind, and half a second on its way");
    }

    #[test]
    fn a_clock_that_is_ahead_is_noticed_when_discord_shows_it() {
        let lateness = Lateness::default();
        assert_eq!(age(&lateness, 1_000, 8_000), 7_000);
        lateness.correct(Timestamp(1_000), Timestamp(8_000));
        assert_eq!(age(&lateness, 2_000, 9_100), 100);
        assert_eq!(age(&lateness, 3_000, 3_050), 0, "and put right again");
        assert_eq!(age(&lateness, 4_000, 5_050), 1_000);
    }

    #[test]
    fn senseless_times_are_no_trouble() {
        let lateness = Lateness::default();
        assert_eq!(age(&lateness, i64::MAX, i64::MIN), 0);
        age(&lateness, i64::MIN, i64::MAX);
    }
}
