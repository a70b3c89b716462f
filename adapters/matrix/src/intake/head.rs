//! What can be seen of an event without reading it: its kind, its sender, and whether it tells of the bot's own coming or
//! going. Pure.

use std::borrow::Cow;
use std::time::Duration;

use matrix_sdk::ruma::UserId;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The outer parts of an event.
#[derive(Deserialize)]
pub(crate) struct Head<'a> {
    /// What kind of event it is.
    #[serde(rename = "type", borrow)]
    pub(crate) kind: Cow<'a, str>,
    /// Its id. Without one, nothing can be done about it.
    pub(crate) event_id: Option<Cow<'a, str>>,
    /// Who sent it.
    #[serde(borrow)]
    pub(crate) sender: Cow<'a, str>,
    state_key: Option<Cow<'a, str>>,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
    #[serde(borrow)]
    unsigned: Option<&'a RawValue>,
}

/// A change of somebody's membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// `invite`, `join`, `leave` or `ban`.
    pub(crate) now: String,
    /// What it was before, if the server says so.
    pub(crate) before: Option<String>,
    /// Who brought about what was before, such as whoever sent an invitation, if the server says so.
    pub(crate) before_by: Option<String>,
}

#[derive(Deserialize)]
struct Membership {
    membership: String,
}

#[derive(Default, Deserialize)]
struct Unsigned {
    age: Option<i64>,
    prev_content: Option<Membership>,
    prev_sender: Option<String>,
}

impl<'a> Head<'a> {
    /// Reads the outer parts of an event.
    pub(crate) fn of(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// Whether it is part of the room's state.
    pub(crate) fn is_state(&self) -> bool {
        self.state_key.is_some()
    }

    /// Whether somebody came, went, or changed their name.
    pub(crate) fn is_member(&self) -> bool {
        self.is_state() && self.kind == "m.room.member"
    }

    /// Whether the room was closed in favour of another.
    pub(crate) fn is_tombstone(&self) -> bool {
        self.state_key.as_deref() == Some("") && self.kind == "m.room.tombstone"
    }

    /// What it says of this user's membership, if that is what it is about.
    pub(crate) fn step_of(&self, user: &UserId) -> Option<Step> {
        if !self.is_member() || self.state_key.as_deref() != Some(user.as_str()) {
            return None;
        }
        let content: Membership = serde_json::from_str(self.content?.get()).ok()?;
        let Unsigned { prev_content, prev_sender, .. } = self.unsigned();
        Some(Step {
            now: content.membership,
            before: prev_content.map(|before| before.membership),
            before_by: prev_sender,
        })
    }

    /// How old it was when the server told of it.
    pub(crate) fn age(&self) -> Option<Duration> {
        // A clock that was set back makes it negative.
        self.unsigned().age.map(|age| Duration::from_millis(u64::try_from(age).unwrap_or_default()))
    }

    fn unsigned(&self) -> Unsigned {
        self.unsigned.and_then(|unsigned| serde_json::from_str(unsigned.get()).ok()).unwrap_or_default()
    }
}

impl Step {
    /// Whether the user came into the room with it. A new name or picture is a join after a join.
    pub(crate) fn is_arrival(&self) -> bool {
        self.now == "join" && self.before.as_deref() != Some("join")
    }

    /// Whether the user was in the room and is no longer.
    pub(crate) fn is_departure(&self) -> bool {
        matches!(self.now.as_str(), "leave" | "ban") && self.before.as_deref().is_none_or(|before| before == "join")
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::user_id;
    use serde_json::{Value, json};

    use super::*;

    fn member(user: &str, now: &str, unsigned: Value) -> String {
        json!({
            "type": "m.room.member", "event_id": "$1", "sender": "@ann:x", "state_key": user,
            "content": {"membership": now}, "unsigned": unsigned,
        })
        .to_string()
    }

    #[test]
    fn coming_and_going_are_told_from_a_new_name() {
        let bot = user_id!("@bot:x");
        let cases = [
            ("join", json!({"prev_content": {"membership": "invite"}, "prev_sender": "@ann:x"}), (true, false)),
            ("join", json!({}), (true, false)),
            ("join", json!({"prev_content": {"membership": "join"}}), (false, false)),
            ("leave", json!({"prev_content": {"membership": "join"}}), (false, true)),
            ("ban", json!({"prev_content": {"membership": "join"}}), (false, true)),
            ("leave", json!({"prev_content": {"membership": "invite"}}), (false, false)),
            ("leave", json!({}), (false, true)),
        ];
        for (now, unsigned, expected) in cases {
            let json = member("@bot:x", now, unsigned);
            let step = Head::of(&json).and_then(|head| head.step_of(bot)).expect("a change of the bot's membership");
            assert_eq!((step.is_arrival(), step.is_departure()), expected, "{json}");
        }
        let invited = member("@bot:x", "join", json!({"prev_sender": "@ann:x"}));
        let step = Head::of(&invited).and_then(|head| head.step_of(bot)).expect("the bot's");
        assert_eq!(step.before_by.as_deref(), Some("@ann:x"));
    }

    #[test]
    fn what_isnt_the_bots_membership_isnt_taken_for_it() {
        let bot = user_id!("@bot:x");
        let others = member("@ann:x", "join", json!({}));
        let said = json!({"type": "m.room.member", "sender": "@ann:x", "content": {"membership": "join"}}).to_string();
        let broken =
            json!({"type": "m.room.member", "sender": "@ann:x", "state_key": "@bot:x", "content": 5}).to_string();
        for json in [others, said, broken] {
            assert_eq!(Head::of(&json).expect("readable").step_of(bot), None, "{json}");
        }
        assert!(Head::of(r#"{"type": 5, "sender": "@ann:x"}"#).is_none());
        assert!(Head::of(r#"["m.room.message"]"#).is_none());
    }

    #[test]
    fn ages_are_read_as_far_as_they_are_ages() {
        let age = |age: Value| {
            let json = json!({"type": "m", "sender": "@a:x", "unsigned": {"age": age}}).to_string();
            Head::of(&json).expect("readable").age()
        };
        assert_eq!(age(json!(1500)), Some(Duration::from_millis(1500)));
        assert_eq!(age(json!(-7)), Some(Duration::ZERO));
        assert_eq!(age(json!("old")), None);
    }
}
