//! Presses that count as one. A finger presses twice before it sees the first press change the message, and the answer to
//! the second one, "that button is too old", would replace what the first one did. Absent on purpose: safety, which is
//! the bot's: whatever is pressed twice later changes nothing twice.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use bot_core::view::ChoiceToken;

/// For how many of a chat's gaps a press of the same button counts as the same one: the change waits for one, and whoever
/// presses needs time to see it.
const GAPS: u32 = 3;

/// The most presses that are remembered; with more in a few seconds, the oldest may count twice.
const MOST: usize = 1024;

/// Who pressed under which message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Finger {
    /// The person.
    pub(crate) person: i64,
    /// The chat.
    pub(crate) chat: i64,
    /// The message.
    pub(crate) message: i32,
}

/// The last presses.
pub(crate) struct Presses {
    /// How long a press can be repeated.
    moment: Duration,
    /// The oldest first.
    last: VecDeque<(Instant, Finger, ChoiceToken)>,
}

impl Presses {
    /// None yet, in chats whose messages change no more often than this.
    pub(crate) fn new(chat_gap: Duration) -> Self {
        Self { moment: chat_gap * GAPS, last: VecDeque::new() }
    }

    /// Whether this repeats the last press of the same finger. Going back and forth between two buttons doesn't.
    pub(crate) fn repeats(&mut self, finger: Finger, token: &ChoiceToken, now: Instant) -> bool {
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

    const FINGER: Finger = Finger { person: 1, chat: -2, message: 3 };

    fn presses() -> Presses {
        Presses::new(Duration::from_secs(1))
    }

    fn token(text: &str) -> ChoiceToken {
        ChoiceToken::parse(text).expect("a short ASCII token")
    }

    #[test]
    fn a_press_is_repeated_by_the_same_person_on_the_same_button_for_a_moment() {
        let (mut presses, start) = (presses(), Instant::now());
        assert!(!presses.repeats(FINGER, &token("n.yes"), start));
        assert!(presses.repeats(FINGER, &token("n.yes"), start + Duration::from_millis(200)));
        let others = [Finger { person: 9, ..FINGER }, Finger { chat: -9, ..FINGER }, Finger { message: 9, ..FINGER }];
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
            assert!(!presses.repeats(Finger { person, ..FINGER }, &token("n.yes"), now));
        }
        assert_eq!(presses.last.len(), MOST);
    }
}
