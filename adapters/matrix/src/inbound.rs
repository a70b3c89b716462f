//! From an event of a room, decrypted where it has to be, to what it means for the bot. Pure: what it needs to know of the
//! room is told.
//!
//! In rooms, commands, mentions of the bot and answers to its own messages concern it; in private chats, everything that
//! people say. What bots say never does. Events are read leniently: a field that is broken counts as absent, as long as the
//! rest makes sense. Absent on purpose: what commands there are, whether an event is too old or was read before, and events
//! that can't be decrypted yet (see `late.rs`).

mod words;

use std::time::Duration;

use bot_core::incoming::Event;
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind, VerificationLevel, VerificationState};
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, MilliSecondsSinceUnixEpoch, OwnedEventId, OwnedUserId, UInt, UserId};
use serde::Deserialize;
use serde_json::Value;

use crate::choices::number_of;
use words::Manner;

/// One message or the like, and where an answer belongs.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Its id.
    pub(crate) event: OwnedEventId,
    /// Who sent it.
    pub(crate) sender: OwnedUserId,
    /// How old it was when the server told of it, if the server said so.
    pub(crate) age: Option<Duration>,
    /// When it was sent, by the clock of the sender's server: for when there is no `age`.
    pub(crate) sent: Option<MilliSecondsSinceUnixEpoch>,
    /// The root of the thread it stands in.
    pub(crate) thread: Option<OwnedEventId>,
    /// The message of the bot's that it answers.
    pub(crate) answers: Option<OwnedEventId>,
}

/// What an event means for the bot.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Somebody spoke to the bot.
    Said {
        /// Where it came from.
        origin: Origin,
        /// Text or a command.
        what: Event,
        /// See [`bot_core::incoming::Incoming::addressed`].
        addressed: bool,
    },
    /// Somebody changed a message, and it speaks to the bot now, or may have done so before. That it was their own message
    /// can't be seen here: anybody can send a change of anything, so whoever acts on it looks.
    Edited {
        /// Where the change came from; its event is the change's own.
        origin: Origin,
        /// What was changed.
        original: OwnedEventId,
        /// What it says now; nothing if it doesn't speak to the bot by itself.
        what: Option<Event>,
        /// What it says if the message that was changed answers one of the bot's: it still does, and that isn't told again.
        answering: Option<Event>,
        /// See [`bot_core::incoming::Incoming::addressed`].
        addressed: bool,
    },
    /// Somebody answered a message of the bot's with a reaction.
    Reacted {
        /// Where it came from.
        origin: Origin,
        /// The message.
        to: OwnedEventId,
        /// The reaction, as it was sent.
        key: String,
    },
    /// Something was taken back.
    Redacted {
        /// What.
        event: OwnedEventId,
    },
    /// The room was replaced by another.
    Replaced,
    /// Somebody came or went.
    Members,
    /// Nothing that concerns the bot.
    Nothing,
}

/// Who the bot is in a room.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Me<'a> {
    /// Its id.
    pub(crate) user: &'a UserId,
    /// What it is called there.
    pub(crate) name: Option<&'a str>,
}

/// What there is to know of a room for reading its events.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    /// Whether everything there is meant for the bot, see [`bot_core::incoming::PlaceKind::Private`].
    pub(crate) private: bool,
    /// Whether a redaction names its event in the content: the room version's `content_field_redacts`. Elsewhere anybody
    /// could write something there.
    pub(crate) redacts_in_content: bool,
    /// Whether a message is one of the bot's own. Asked for the one that [`answered`] tells, and no other.
    pub(crate) knows: &'a dyn Fn(&EventId) -> bool,
}

/// Why an event can't be read. It names no more than the kind of event, and the kinds are few.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an event of the kind {kind} can't be read")]
pub(crate) struct Unreadable {
    /// The kind, in words of our own.
    pub(crate) kind: &'static str,
}

/// Whether an event says of itself what can't be true: that somebody sent it with whose key it isn't encrypted, as only a
/// homeserver can make up; or that it were state or a redaction. Those are never encrypted, but whoever encrypts an event
/// can write into it that it were one, and the SDK leaves that in. Such an event is to be dropped before anything looks at
/// it.
pub(crate) fn is_forged(event: &TimelineEvent) -> bool {
    let TimelineEventKind::Decrypted(decrypted) = &event.kind else { return false };
    if decrypted.encryption_info.verification_state
        == VerificationState::Unverified(VerificationLevel::MismatchedSender)
    {
        return true;
    }
    Told::of(event.raw()).is_ok_and(|told| !told.state_key.is_null() || told.kind == "m.room.redaction")
}

/// Whether an event came unencrypted that doesn't in an encrypted room. State, reactions and redactions do there, too.
pub(crate) fn is_open(event: &TimelineEvent) -> bool {
    const ALWAYS: [&str; 3] = ["m.reaction", "m.room.redaction", "m.room.encrypted"];
    let TimelineEventKind::PlainText { event } = &event.kind else { return false };
    Told::of(event).is_ok_and(|told| !told.state_key.is_string() && !ALWAYS.contains(&told.kind.as_str()))
}

/// The message that this one answers, whose author has to be known in order to read this one. Ask before [`read`]:
/// finding out may take a call to the homeserver.
pub(crate) fn answered(event: &Raw<AnySyncTimelineEvent>, me: &Me<'_>) -> Option<OwnedEventId> {
    let told = Told::of(event).ok().filter(|told| told.sender != me.user && told.kind == "m.room.message")?;
    told.is_spoken().then(|| told.relation().answers)?
}

/// What an event means for the bot.
///
/// # Errors
/// When something is missing or broken without which it can't be understood.
pub(crate) fn read(event: &Raw<AnySyncTimelineEvent>, me: &Me<'_>, about: &About<'_>) -> Result<Seen, Unreadable> {
    let told = Told::of(event)?;
    if let Some(state_key) = told.state_key.as_str() {
        return Ok(match told.kind.as_str() {
            "m.room.tombstone" if state_key.is_empty() => Seen::Replaced,
            "m.room.member" => Seen::Members,
            _ => Seen::Nothing,
        });
    }
    if told.sender == me.user || told.is_gone() {
        return Ok(Seen::Nothing);
    }
    match told.kind.as_str() {
        "m.room.message" if told.relation().kind == Some("m.replace") => changed(&told, me, about),
        "m.room.message" => message(&told, me, about),
        "m.sticker" | "m.poll.start" | "org.matrix.msc3381.poll.start" if about.private => {
            Ok(Seen::Said { origin: told.origin(), what: nothing_to_read(), addressed: true })
        }
        "m.reaction" => reaction(&told),
        "m.room.redaction" => redaction(&told, about),
        _ => Ok(Seen::Nothing),
    }
}

fn message(told: &Told, me: &Me<'_>, about: &About<'_>) -> Result<Seen, Unreadable> {
    let mut origin = told.origin();
    origin.answers = origin.answers.filter(|answered| (about.knows)(answered));
    Ok(match spoken(&told.content, told.relation().replies, origin.answers.is_some(), me, about)? {
        Some((what, addressed)) => Seen::Said { origin, what, addressed },
        None => Seen::Nothing,
    })
}

fn changed(told: &Told, me: &Me<'_>, about: &About<'_>) -> Result<Seen, Unreadable> {
    let original = told.relation().to.ok_or(Unreadable { kind: "change" })?;
    let content = &told.content["m.new_content"];
    if !content.is_object() {
        return Err(Unreadable { kind: "change" });
    }
    let (what, addressed) = spoken(content, false, false, me, about)?.unzip();
    let answering = spoken(content, false, true, me, about)?.map(|(what, _)| what);
    Ok(Seen::Edited { origin: told.origin(), original, what, answering, addressed: addressed.unwrap_or(false) })
}

/// What a message's content says to the bot, if anything, and whether the bot is certainly meant.
fn spoken(
    content: &Value,
    replies: bool,
    answers: bool,
    me: &Me<'_>,
    about: &About<'_>,
) -> Result<Option<(Event, bool)>, Unreadable> {
    let said = |body: &str| {
        let body = if replies { words::without_fallback(body) } else { body };
        words::said(body, me, Manner { private: about.private, calls: calls(content, me), answers })
    };
    match content["msgtype"].as_str() {
        Some("m.text") => Ok(said(content["body"].as_str().ok_or(Unreadable { kind: "message" })?)),
        Some("m.audio" | "m.file" | "m.image" | "m.location" | "m.video") => Ok(match caption(content) {
            Some(caption) => said(caption),
            None => about.private.then(|| (nothing_to_read(), true)),
        }),
        // What bots say, what people do ("/me waves"), what servers tell, what clients agree on between themselves.
        Some(_) => Ok(None),
        None => Err(Unreadable { kind: "message" }),
    }
}

/// People meet an answer to a picture: that only words are read.
fn nothing_to_read() -> Event {
    Event::Text(String::new())
}

/// What stands below a picture or the like. Without a file's name of its own, the body is that name
/// (<https://spec.matrix.org/v1.15/client-server-api/#media-captions>).
fn caption(content: &Value) -> Option<&str> {
    let (body, file) = (content["body"].as_str()?, content["filename"].as_str()?);
    (body != file && !body.trim().is_empty()).then_some(body)
}

/// Whether a message calls the bot, as its client says; unknown if that says nothing. A call of the whole room is none.
fn calls(content: &Value, me: &Me<'_>) -> Option<bool> {
    let mentions = content["m.mentions"].as_object()?;
    let users = mentions.get("user_ids").and_then(Value::as_array);
    Some(users.is_some_and(|users| users.iter().any(|user| user == me.user.as_str())))
}

fn reaction(told: &Told) -> Result<Seen, Unreadable> {
    let relation = told.relation();
    let key = told.content["m.relates_to"]["key"].as_str();
    match (relation.kind, relation.to, key) {
        // Hearts and thumbs say nothing to the bot.
        (Some("m.annotation"), Some(_), Some(key)) if number_of(key).is_none() => Ok(Seen::Nothing),
        (Some("m.annotation"), Some(to), Some(key)) => {
            Ok(Seen::Reacted { origin: told.origin(), to, key: key.to_owned() })
        }
        _ => Err(Unreadable { kind: "reaction" }),
    }
}

fn redaction(told: &Told, about: &About<'_>) -> Result<Seen, Unreadable> {
    let redacts = if about.redacts_in_content { &told.content["redacts"] } else { &told.redacts };
    let event = event_id(redacts).ok_or(Unreadable { kind: "redaction" })?;
    Ok(Seen::Redacted { event })
}

/// An event, as far as it concerns the bot. Beside who sent it and what it is, everything may be missing or broken.
#[derive(Deserialize)]
struct Told {
    #[serde(rename = "type")]
    kind: String,
    event_id: OwnedEventId,
    sender: OwnedUserId,
    /// What isn't state has none, whatever it calls itself.
    #[serde(default)]
    state_key: Value,
    #[serde(default)]
    content: Value,
    #[serde(default)]
    unsigned: Value,
    #[serde(default)]
    origin_server_ts: Value,
    #[serde(default)]
    redacts: Value,
}

/// What an event has to do with another one.
struct Relation<'a> {
    kind: Option<&'a str>,
    /// The other one: what is changed or reacted to, or a thread's root.
    to: Option<OwnedEventId>,
    /// Whether it has the form of a reply, also where that only stands in for a thread.
    replies: bool,
    /// What it answers.
    answers: Option<OwnedEventId>,
}

impl Told {
    fn of(event: &Raw<AnySyncTimelineEvent>) -> Result<Self, Unreadable> {
        serde_json::from_str(event.json().get()).map_err(|_| Unreadable { kind: "event" })
    }

    /// Whether it was redacted: what is left of it says nothing.
    fn is_gone(&self) -> bool {
        self.unsigned["redacted_because"].is_object()
    }

    /// Whether it could be somebody's words to the bot.
    fn is_spoken(&self) -> bool {
        !self.is_gone() && !matches!(self.content["msgtype"].as_str(), None | Some("m.notice" | "m.emote"))
    }

    fn relation(&self) -> Relation<'_> {
        let relation = &self.content["m.relates_to"];
        let (kind, reply) = (relation["rel_type"].as_str(), event_id(&relation["m.in_reply_to"]["event_id"]));
        // In a thread, clients name the message before for those that don't know threads.
        let falls_back = kind == Some("m.thread") && relation["is_falling_back"] == true;
        Relation {
            kind,
            to: event_id(&relation["event_id"]),
            replies: reply.is_some(),
            answers: reply.filter(|_| !falls_back),
        }
    }

    fn origin(&self) -> Origin {
        let Relation { kind, to, answers, .. } = self.relation();
        let milliseconds = |told: &Value| told.as_i64().map(|ms| u64::try_from(ms).unwrap_or(0));
        Origin {
            event: self.event_id.clone(),
            sender: self.sender.clone(),
            age: milliseconds(&self.unsigned["age"]).map(Duration::from_millis),
            sent: self.origin_server_ts.as_u64().and_then(UInt::new).map(MilliSecondsSinceUnixEpoch),
            thread: to.filter(|_| kind == Some("m.thread")),
            answers,
        }
    }
}

fn event_id(told: &Value) -> Option<OwnedEventId> {
    OwnedEventId::try_from(told.as_str()?).ok()
}

#[cfg(test)]
mod tests;
