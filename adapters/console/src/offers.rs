//! The choices that stand on the screen, so that a number picks one. Everybody in a room sees the room's messages;
//! what was shown to one person alone is in front of that person only.

use std::collections::HashMap;

use bot_core::view::Choice;

use crate::direction::Spot;

/// Where a message was shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shown {
    /// To everybody in a room.
    Room(String),
    /// To one person in a room.
    Aside(Spot),
    /// In a person's private chat.
    Private(String),
}

/// A choice that was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picked {
    pub(crate) choice: Choice,
    /// Whether only this person saw the message.
    pub(crate) aside: bool,
}

/// The choices shown last, by place.
#[derive(Debug, Default)]
pub(crate) struct Offers(HashMap<Shown, Vec<Choice>>);

impl Offers {
    /// Keeps what was shown last; no choices mean that numbers are words again.
    pub(crate) fn show(&mut self, shown: Shown, choices: Vec<Choice>) {
        if let Shown::Room(room) = &shown {
            self.0.retain(|s, _| !matches!(s, Shown::Aside(spot) if spot.room.as_ref() == Some(room)));
        }
        self.0.insert(shown, choices);
    }

    /// The choice that somebody means by a number, or in a room by the words that stand beside it. In private chats
    /// the bot itself understands those words.
    pub(crate) fn pick(&self, by: &Spot, words: &str) -> Option<Picked> {
        let (choices, aside) = match &by.room {
            None => (self.0.get(&Shown::Private(by.person.clone()))?, false),
            Some(room) => match self.0.get(&Shown::Aside(by.clone())) {
                Some(choices) => (choices, true),
                None => (self.0.get(&Shown::Room(room.clone()))?, false),
            },
        };
        let by_number = || {
            let digits = words.strip_suffix([')', '.']).unwrap_or(words);
            let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let number: usize = plain.then(|| digits.parse().ok()).flatten()?;
            choices.get(number.checked_sub(1)?)
        };
        let by_words = || {
            let same = |c: &&Choice| c.say.to_lowercase() == words.to_lowercase();
            by.room.as_ref().and_then(|_| choices.iter().find(same))
        };
        let choice = by_number().or_else(by_words)?.clone();
        Some(Picked { choice, aside })
    }
}

#[cfg(test)]
mod tests {
    use bot_core::view::{ChoiceToken, Destination};

    use super::*;

    fn choices(says: &[&str]) -> Vec<Choice> {
        let choice = |say: &&str| Choice {
            token: ChoiceToken::parse(say.replace(' ', "-")).expect("the words of these tests are short ASCII"),
            label: format!("Go to {say}"),
            say: (*say).to_owned(),
            destination: Destination::Here,
            typed: false,
        };
        says.iter().map(choice).collect()
    }

    fn spot(person: &str, room: Option<&str>) -> Spot {
        Spot { person: person.into(), room: room.map(Into::into) }
    }

    fn token(offers: &Offers, by: &Spot, words: &str) -> Option<String> {
        offers.pick(by, words).map(|p| p.choice.token.as_str().to_owned())
    }

    #[test]
    fn a_number_picks_what_was_shown_last_to_this_person_here() {
        let mut offers = Offers::default();
        let (ana, ben) = (spot("ana", None), spot("ben", None));
        offers.show(Shown::Private("ana".into()), choices(&["rec 9", "rec 7"]));
        assert_eq!(token(&offers, &ana, "1").as_deref(), Some("rec-9"));
        assert_eq!(token(&offers, &ana, "2)").as_deref(), Some("rec-7"));
        for words in ["0", "3", "99999999999999999999999", "-1", "+1", "1st", "", ")", "rec 9"] {
            assert_eq!(token(&offers, &ana, words), None, "{words:?}");
        }
        assert_eq!(token(&offers, &ben, "1"), None);
        offers.show(Shown::Private("ana".into()), Vec::new());
        assert_eq!(token(&offers, &ana, "1"), None);
    }

    #[test]
    fn a_room_s_choices_are_everybody_s_and_an_aside_is_one_person_s() {
        let mut offers = Offers::default();
        let (ana, ben) = (spot("ana", Some("plaza")), spot("ben", Some("plaza")));
        offers.show(Shown::Room("plaza".into()), choices(&["rec 9"]));
        offers.show(Shown::Aside(ana.clone()), choices(&["yes"]));
        assert_eq!(token(&offers, &ana, "1").as_deref(), Some("yes"));
        assert!(offers.pick(&ana, "YES").expect("the words stand beside the choice").aside);
        assert_eq!(token(&offers, &ben, "1").as_deref(), Some("rec-9"));
        assert_eq!(token(&offers, &ben, "Rec 9").as_deref(), Some("rec-9"));
        offers.show(Shown::Room("plaza".into()), choices(&["rec 10"]));
        assert_eq!(token(&offers, &ana, "1").as_deref(), Some("rec-10"));
        assert_eq!(token(&offers, &spot("ana", None), "1"), None);
        assert_eq!(token(&offers, &spot("ana", Some("hall")), "1"), None);
    }
}
