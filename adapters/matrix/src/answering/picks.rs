//! Numbers under a message of the bot's, and numbers that answer one: which choice they pick. Which choices a message
//! offers stands in the message itself (see `choices.rs`), so it is fetched when it isn't remembered.

use std::time::Instant;

use bot_core::incoming::Event;
use bot_core::view::ChoiceToken;
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId};
use serde::Deserialize;

use super::{Question, Scene, lock, outlast};
use crate::choices;
use crate::fault::Fault;
use crate::inbound::{Origin, is_forged};
use crate::rooms;

/// What can be picked from a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offered {
    /// By number, from one on; nothing for messages that aren't the bot's.
    pub(crate) tokens: Vec<ChoiceToken>,
    /// The thread in which the message stands.
    pub(crate) thread: Option<OwnedEventId>,
}

impl Offered {
    fn pick(self, number: usize) -> Option<ChoiceToken> {
        self.tokens.into_iter().nth(number.checked_sub(1)?)
    }
}

impl Scene<'_> {
    /// Somebody put a sign under a message: if it is a number of a choice, that is picked. The answer is a message of its
    /// own, for everybody sees the one with the choices.
    pub(super) async fn pressed(self, origin: &Origin, to: &EventId, key: &str) -> Result<(), Fault> {
        let Some(number) = choices::number_of(key) else { return Ok(()) };
        let Some(offered) = self.offered(to).await? else { return Ok(()) };
        let thread = offered.thread.clone();
        let Some(token) = offered.pick(number) else { return Ok(()) };
        let finger = (origin.sender.clone(), to.to_owned());
        if lock(&self.matrix.answering.presses).repeats(finger, &token, Instant::now()) {
            return Ok(());
        }
        let (event, asker, thread) = (&*origin.event, &*origin.sender, thread.as_deref());
        let (what, replies) = (Event::Reaction(token), false);
        self.answer(Question { event, asker, to, thread, replies, addressed: true, what }).await;
        Ok(())
    }

    /// A number that answers a message of the bot's picks from that message; anything else means what it says.
    pub(super) async fn picked(self, origin: &Origin, what: Event) -> Result<Event, Fault> {
        let (Event::Text(words), Some(answers)) = (&what, &origin.answers) else { return Ok(what) };
        let Some(number) = choices::typed(words) else { return Ok(what) };
        let token = self.offered(answers).await?.and_then(|offered| offered.pick(number));
        Ok(token.map_or(what, Event::Choice))
    }

    /// What can be picked from a message, if it can be known.
    async fn offered(self, message: &EventId) -> Result<Option<Offered>, Fault> {
        let answering = &self.matrix.answering;
        if let Some(offered) = lock(&answering.offers).get(message) {
            return Ok(Some(offered.clone()));
        }
        let Some(mut event) = self.fetch(message).await? else { return Ok(None) };
        if let TimelineEventKind::UnableToDecrypt { utd_info, .. } = &event.kind {
            // After a lost disk, its key is in the backup alone.
            let Some(session) = utd_info.session_id.as_deref() else { return Ok(None) };
            let backups = self.matrix.client.encryption().backups();
            let download = || async { Ok(backups.download_room_key(self.room.room_id(), session).await?) };
            if !passing(outlast(self.until, download).await)?.unwrap_or_default() {
                return Ok(None);
            }
            let Some(found) = self.fetch(message).await? else { return Ok(None) };
            event = found;
        }
        if event.kind.is_utd() || is_forged(&event) || rooms::is_unproven(self.room, &event) {
            return Ok(None);
        }
        let offered =
            Offered { tokens: choices::tokens_of(event.raw(), &self.matrix.me), thread: thread_of(event.raw()) };
        // Also of other people's messages, so that nobody's is asked for with each sign under it.
        answering.remember(message, offered.clone());
        Ok(Some(offered))
    }

    /// An event of the room; nothing if there is none, or none that the bot may see.
    pub(super) async fn fetch(self, event: &EventId) -> Result<Option<TimelineEvent>, Fault> {
        passing(outlast(self.until, || async { Ok(self.room.event(event, None).await?) }).await)
    }
}

/// What was found, and nothing where asking once more would find no more.
fn passing<T>(found: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(fault @ (Fault::Store | Fault::Unauthorized { .. })) => Err(fault),
        Err(_) => Ok(None),
    }
}

/// The root of the thread in which a message stands.
pub(crate) fn thread_of(event: &Raw<AnySyncTimelineEvent>) -> Option<OwnedEventId> {
    #[derive(Deserialize)]
    struct Content {
        #[serde(rename = "m.relates_to")]
        relation: Relation,
    }
    #[derive(Deserialize)]
    struct Relation {
        rel_type: String,
        event_id: OwnedEventId,
    }
    let content: Content = event.get_field("content").ok().flatten()?;
    (content.relation.rel_type == "m.thread").then_some(content.relation.event_id)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(content: &serde_json::Value) -> Raw<AnySyncTimelineEvent> {
        let event = json!({ "type": "m.room.message", "sender": "@bot:example.org", "content": content });
        Raw::from_json_string(event.to_string()).expect("JSON")
    }

    #[test]
    fn a_message_stands_in_a_thread_if_it_says_so() {
        let thread = json!({ "m.relates_to": { "rel_type": "m.thread", "event_id": "$root" } });
        assert_eq!(thread_of(&event(&thread)).expect("a thread"), "$root");
        for content in [
            json!({}),
            json!({ "m.relates_to": { "m.in_reply_to": { "event_id": "$question" } } }),
            json!({ "m.relates_to": { "rel_type": "m.replace", "event_id": "$message" } }),
            json!({ "m.relates_to": { "rel_type": "m.thread", "event_id": 7 } }),
            json!({ "m.relates_to": "m.thread" }),
        ] {
            assert_eq!(thread_of(&event(&content)), None, "{content}");
        }
    }

    #[test]
    fn numbers_begin_at_one_and_end_with_the_choices() {
        let token = |text| ChoiceToken::parse(text).expect("a short ASCII token");
        let offered = Offered { tokens: vec![token("first"), token("second")], thread: None };
        assert_eq!(offered.clone().pick(0), None);
        assert_eq!(offered.clone().pick(1), Some(token("first")));
        assert_eq!(offered.clone().pick(2), Some(token("second")));
        assert_eq!(offered.pick(3), None);
    }
}
