//! How old an interaction is. Its id says when it was made, by Discord's clock; ours may go wrong, and then the
//! difference says nothing. So it is believed until something shows that it is wrong: an interaction that comes before it
//! was made, one that seemed too old and could be answered, or many over a while of which none came at once. Absent on
//! purpose: asking anybody for the time.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bot_core::ids::{MINUTE, Timestamp};

/// What comes at this age may be lost already: whoever pressed was told that it failed, and presses again.
pub(super) const LATE: Duration = Duration::from_millis(2500);

/// Over how long, in milliseconds, and in how many interactions, the least difference is looked for. Most come within a
/// tenth of a second; the bot may have too much to do for a minute, but not for so long.
const ROUND: (i64, u32) = (10 * MINUTE, 8);

/// From how many milliseconds on the log tells that the clock is wrong.
const WRONG: i64 = 1_000;

/// By how much our clock seems to be ahead of Discord's.
#[derive(Debug, Default)]
pub(crate) struct Lateness(Mutex<Clocks>);

#[derive(Debug, Default)]
struct Clocks {
    /// In milliseconds.
    ahead: i64,
    round: Option<Round>,
    /// Whether the log has told that the clock is wrong.
    told: bool,
}

/// What came lately.
#[derive(Clone, Copy, Debug)]
struct Round {
    began: Timestamp,
    seen: u32,
    /// The least difference, in milliseconds.
    least: i64,
}

impl Lateness {
    /// How old something is that was made at a time by Discord's clock.
    pub(crate) fn age(&self, made: Timestamp, now: Timestamp) -> Duration {
        let mut clocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let apart = now.0.saturating_sub(made.0);
        if apart < clocks.ahead {
            // Nothing comes before it was made.
            clocks.set(apart);
        }
        let age = Duration::from_millis(u64::try_from(apart.saturating_sub(clocks.ahead)).unwrap_or_default());
        if age < LATE {
            clocks.note(apart, now);
        }
        age
    }

    /// Discord took the answer to something that seemed to be too old: it is our clock that is wrong.
    pub(crate) fn correct(&self, made: Timestamp, now: Timestamp) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).set(now.0.saturating_sub(made.0));
    }
}

impl Clocks {
    fn set(&mut self, ahead: i64) {
        (self.ahead, self.round) = (ahead, None);
        if ahead.saturating_abs() >= WRONG && !std::mem::replace(&mut self.told, true) {
            let seconds = ahead / 1_000;
            tracing::warn!(
                seconds,
                "the machine's clock is ahead of Discord's by so much, or behind; NTP sets it right"
            );
        }
    }

    /// Something came that isn't too old.
    fn note(&mut self, apart: i64, now: Timestamp) {
        let mut round = self.round.unwrap_or(Round { began: now, seen: 0, least: apart });
        (round.seen, round.least) = (round.seen.saturating_add(1), round.least.min(apart));
        self.round = Some(round);
        let lasted = now.0.saturating_sub(round.began.0);
        if lasted < 0 {
            self.round = None;
        } else if lasted >= ROUND.0 && round.seen >= ROUND.1 {
            self.set(round.least);
        }
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
    fn a_clock_that_is_a_little_ahead_is_noticed_after_a_while() {
        let lateness = Lateness::default();
        for n in 0..10 {
            let made = n * MINUTE;
            assert_eq!(age(&lateness, made, made + 1_800 + n % 2), 1_800 + u128::from(n % 2 == 1));
        }
        let made = 10 * MINUTE;
        age(&lateness, made, made + 2_300);
        assert_eq!(age(&lateness, made, made + 1_900), 100, "1.8 s ahead, and a tenth of one on its way");
    }

    #[test]
    fn too_much_to_do_for_a_moment_is_no_wrong_clock() {
        let lateness = Lateness::default();
        for n in 0..1_000 {
            assert_eq!(age(&lateness, n, n + 2_000), 2_000);
        }
    }

    #[test]
    fn senseless_times_are_no_trouble() {
        let lateness = Lateness::default();
        assert_eq!(age(&lateness, i64::MAX, i64::MIN), 0);
        age(&lateness, i64::MIN, i64::MAX);
    }
}
