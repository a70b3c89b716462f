//! How many sessions may still be started. Discord allows a bot some (1,000 a day for most, all its programs together)
//! and takes the token away from one that starts more:
//! <https://discord.com/developers/docs/events/gateway#session-start-limit-object>.

use std::collections::HashMap;
use std::time::Duration;

use serde::Deserialize;
use tokio::time::Instant;

/// The longest time that is believed until the sessions are counted anew.
const PERIOD: Duration = Duration::from_secs(24 * 60 * 60);

/// What Discord says about sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Limit {
    /// How many may be started in a period.
    pub(super) total: u32,
    /// How many of them are left.
    pub(super) remaining: u32,
    /// How long until the next period begins, in milliseconds.
    pub(super) reset_after: u64,
    /// How many may be started within 5 seconds.
    pub(super) max_concurrency: u32,
}

/// What holds for most bots, if Discord doesn't say.
impl Default for Limit {
    fn default() -> Self {
        Self { total: 1000, remaining: 1000, reset_after: 24 * 60 * 60 * 1000, max_concurrency: 1 }
    }
}

/// The sessions that are left, as far as is known.
#[derive(Debug)]
pub(super) struct Budget {
    shards: u32,
    total: u32,
    remaining: u32,
    asked: Instant,
    resets: Instant,
    /// When this program's knowledge begins.
    began: Instant,
    /// When each shard last started a session.
    last: HashMap<u32, Instant>,
}

impl Budget {
    /// For so many shards, by what Discord said just now.
    pub(super) fn new(shards: u32, limit: Limit, now: Instant) -> Self {
        let (began, last) = (now, HashMap::new());
        let mut budget = Self { shards, total: 0, remaining: 0, asked: now, resets: now, began, last };
        budget.told(limit, now);
        budget
    }

    /// Discord was asked again: other programs with the same token may have started sessions too.
    pub(super) fn told(&mut self, limit: Limit, now: Instant) {
        (self.total, self.remaining, self.asked) = (limit.total.max(1), limit.remaining, now);
        self.resets = now + Duration::from_millis(limit.reset_after).min(PERIOD);
    }

    /// How long ago Discord was asked.
    pub(super) fn age(&self, now: Instant) -> Duration {
        now - self.asked
    }

    /// Whether nothing is known any more, because another period has begun.
    pub(super) fn over(&self, now: Instant) -> bool {
        now >= self.resets
    }

    /// Takes a session for a shard, or says how long to wait before asking again.
    ///
    /// A first session is given at once as long as some are left. When more than half of them are gone, further ones
    /// are spread over the rest of the period: whatever goes wrong, they last. When more than nine in ten are gone,
    /// first ones are spread too, for it may be the program that is started again and again.
    pub(super) fn take(&mut self, shard: u32, now: Instant) -> Result<(), Duration> {
        let left = self.resets.saturating_duration_since(now);
        if self.remaining == 0 {
            return Err(left.max(Duration::from_secs(1)));
        }
        let mut last = self.last.get(&shard).copied();
        if self.remaining <= self.total / 10 {
            last = last.or(Some(self.began));
        }
        if let Some(last) = last
            && self.remaining <= self.total / 2
        {
            let free = last + left.saturating_mul(self.shards) / self.remaining;
            if free > now {
                return Err(free - now);
            }
        }
        self.remaining -= 1;
        self.last.insert(shard, now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn limit(remaining: u32, reset_after: Duration) -> Limit {
        let reset_after = u64::try_from(reset_after.as_millis()).expect("a day");
        Limit { total: 1000, remaining, reset_after, max_concurrency: 1 }
    }

    #[test]
    fn while_there_are_many_they_are_given_at_once() {
        let now = Instant::now();
        let mut budget = Budget::new(1, limit(1000, 24 * HOUR), now);
        for _ in 0..500 {
            assert_eq!(budget.take(0, now), Ok(()));
        }
        assert!(budget.take(0, now).is_err(), "half of them are kept for the rest of the day");
    }

    #[test]
    fn when_there_are_few_they_are_spread_over_the_rest_of_the_day() {
        let start = Instant::now();
        for shards in [1, 4] {
            let mut budget = Budget::new(shards, limit(400, 10 * HOUR), start);
            let (mut now, mut given) = (start, 0);
            while !budget.over(now) {
                let waits: Vec<_> = (0..shards).filter_map(|shard| budget.take(shard, now).err()).collect();
                given += shards - u32::try_from(waits.len()).expect("few");
                now += waits.into_iter().min().unwrap_or(Duration::from_millis(1)).max(Duration::from_millis(1));
            }
            assert!((300..=400).contains(&given), "{given} of 400, by {shards}");
        }
    }

    #[test]
    fn a_first_session_is_given_at_once_unless_hardly_any_are_left() {
        let now = Instant::now();
        assert_eq!(Budget::new(1, limit(101, HOUR), now).take(0, now), Ok(()));
        let mut budget = Budget::new(1, limit(60, HOUR), now);
        assert_eq!(budget.take(0, now), Err(Duration::from_secs(60)));
        assert_eq!(budget.take(0, now + Duration::from_secs(60)), Ok(()));
    }

    #[test]
    fn when_none_is_left_the_next_day_is_awaited() {
        let now = Instant::now();
        let mut budget = Budget::new(1, limit(0, HOUR), now);
        assert_eq!(budget.take(0, now), Err(HOUR));
        let later = now + HOUR;
        assert!(budget.over(later));
        budget.told(limit(1000, 24 * HOUR), later);
        assert_eq!(budget.take(0, later), Ok(()));
    }

    #[test]
    fn what_discord_says_is_only_believed_within_reason() {
        let now = Instant::now();
        let odd = Limit { total: 0, remaining: u32::MAX, reset_after: u64::MAX, max_concurrency: 0 };
        let mut budget = Budget::new(1, odd, now);
        assert_eq!(budget.take(0, now), Ok(()));
        assert!(budget.over(now + PERIOD));
    }
}
