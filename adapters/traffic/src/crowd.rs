//! What is skipped because too much waits already. Anybody can bring that about, so it mustn't fill the log.

use bot_core::ids::{MINUTE, Timestamp};

/// The least time between two lines of the log.
const BETWEEN_LINES: i64 = MINUTE;

/// Counts what is skipped, and says when the log should tell of it.
#[derive(Debug, Default)]
pub struct Crowd {
    /// How many events the log hasn't told of.
    untold: u64,
    /// When the log told of some.
    told: Option<Timestamp>,
}

impl Crowd {
    /// Counts an event that is skipped. How many the log should tell of now, if any.
    pub fn skip(&mut self, now: Timestamp) -> Option<u64> {
        self.untold += 1;
        if self.told.is_some_and(|told| now.0 - told.0 < BETWEEN_LINES) {
            return None;
        }
        self.told = Some(now);
        Some(std::mem::take(&mut self.untold))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_is_one_line_a_minute() {
        let mut crowd = Crowd::default();
        let told: Vec<_> = (0..300).filter_map(|second| crowd.skip(Timestamp(second * 1000))).collect();
        assert_eq!(told, [1, 60, 60, 60, 60], "the first at once, and each minute those since the line before");
    }
}
