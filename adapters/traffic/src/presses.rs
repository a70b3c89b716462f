//! Presses that count as one. A finger presses twice before it sees the first press change the message, and the answer to
//! the second one, "that button is too old", would replace what the first one did. Absent on purpose: safety, which is
//! the bot's: whatever is pressed twice later changes nothing twice.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use bot_core::view::ChoiceToken;

/// The most presses that are remembered; with more in a few seconds, the oldest may count twice.
const MOST: usize = 1024;

/// The last presses. `F` is a finger: who presses, under which message.
#[derive(Debug)]
pub struct Presses<F> {
    /// How long a press can be repeated.
    moment: Duration,
    /// The oldest first.
    last: VecDeque<(Instant, F, ChoiceToken)>,
}

impl<F: PartialEq> Presses<F> {
    /// None yet. For this long a press of the same button counts as the same one.
    pub fn new(moment: Duration) -> Self {
        Self { moment, last: VecDeque::new() }
    }

    /// Whether this repeats the last press of the same finger. Going back and forth between two buttons doesn't.
    pub fn repeats(&mut self, finger: F, token: &ChoiceToken, now: Instant) -> bool {
        let moment = self.moment;
        while self.last.front().is_some_and(|(at, ..)| now.duration_since(*at) >= moment) || self.last.len() >= MOST {
            self.last.pop_front();
        }
        let before = self.last.iter().rev().find(|(_, seen, _)| *seen == finger);
        if before.is_some_and(|(.., pressed)| pressed == token) {
            return true;
        }
        self.last.push_back((now, finger, token.clone()));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person, a chat and a message.
    const FINGER: (u64, i64, i32) = (1, -2, 3);

    fn presses() -> Presses<(u64, i64, i32)> {
        Presses::new(Duration::from_secs(3))
    }

    fn token(text: &str) -> ChoiceToken {
        ChoiceToken::parse(text).expect("a short ASCII token")
    }

    #[test]
    fn a_press_is_repeated_by_the_same_person_on_the_same_button_for_a_moment() {
        let (mut presses, start) = (presses(), Instant::now());
        assert!(!presses.repeats(FINGER, &token("n.yes"), start));
        assert!(presses.repeats(FINGER, &token("n.yes"), start + Duration::from_millis(200)));
        let others = [(9, -2, 3), (1, -9, 3), (1, -2, 9)];
        for other in others {
            assert!(!presses.repeats(other, &token("n.yes"), start + Duration::from_millis(300)));
        }
        assert!(!presses.repeats(FINGER, &token("n.yes"), start + Duration::from_secs(3)), "later it is another press");
    }

    #[test]
    fn going_back_and_forth_repeats_nothing() {
        let (mut presses, now) = (presses(), Instant::now());
        for page in ["/ask:R9", "/ask:R8", "/ask:R9", "/ask:R8"] {
            assert!(!presses.repeats(FINGER, &token(page), now), "{page}");
        }
    }

    #[test]
    fn no_more_is_remembered_than_room_is_for() {
        let (mut presses, now) = (presses(), Instant::now());
        for person in 0..5_000 {
            assert!(!presses.repeats((person, -2, 3), &token("n.yes"), now));
        }
        assert_eq!(presses.last.len(), MOST);
    }
}
