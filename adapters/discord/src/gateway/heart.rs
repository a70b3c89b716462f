//! When a heartbeat is due, and when the connection is dead.

use std::time::Duration;

use tokio::time::Instant;

/// The heartbeats of one connection.
#[derive(Debug)]
pub(super) struct Heart {
    every: Duration,
    due: Instant,
    /// Whether the last heartbeat is still unanswered.
    unanswered: bool,
}

/// What is to be done when a heartbeat is due.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beat {
    /// To send one.
    Send,
    /// To give the connection up: the last one was never answered, so nobody is there any more.
    Dead,
}

impl Heart {
    /// Begins to beat. The first heartbeat comes after a random part of the time (`jitter`, 0 to 1), as Discord asks,
    /// so that all who lost the same server don't beat together.
    pub(super) fn new(every: Duration, jitter: f64, now: Instant) -> Self {
        Self { every, due: now + every.mul_f64(jitter.clamp(0.0, 1.0)), unanswered: false }
    }

    /// When the next heartbeat is due.
    pub(super) fn due(&self) -> Instant {
        self.due
    }

    /// A heartbeat is due.
    pub(super) fn beat(&mut self, now: Instant) -> Beat {
        if self.unanswered {
            return Beat::Dead;
        }
        self.unanswered = true;
        // From now on: had the machine slept, those that were missed meanwhile are not made up for.
        self.due = now + self.every;
        Beat::Send
    }

    /// A heartbeat was answered.
    pub(super) fn answered(&mut self) {
        self.unanswered = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Duration = Duration::from_secs(40);

    #[test]
    fn the_first_heartbeat_comes_at_random_and_the_others_regularly() {
        let start = Instant::now();
        let mut heart = Heart::new(EVERY, 0.25, start);
        assert_eq!(heart.due(), start + EVERY / 4);
        for n in 0..3 {
            let due = heart.due();
            assert_eq!(heart.beat(due), Beat::Send);
            heart.answered();
            assert_eq!(heart.due(), due + EVERY, "{n}");
        }
    }

    #[test]
    fn an_unanswered_heartbeat_is_the_last() {
        let mut heart = Heart::new(EVERY, 0.0, Instant::now());
        assert_eq!(heart.beat(heart.due()), Beat::Send);
        assert_eq!(heart.beat(heart.due()), Beat::Dead);
    }
}
