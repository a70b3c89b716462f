//! What the bot sends, as the content of events. Pure. Every message says that it mentions nobody, so that no name in it
//! rings anywhere, and asks for no previews of its links. Absent on purpose: sending, and what the words are.

use matrix_sdk::ruma::EventId;
use serde_json::{Value, json};

use crate::choices;
use crate::render::Body;

/// The types of the events whose content is made here.
pub(crate) const MESSAGE: &str = "m.room.message";
/// See [`MESSAGE`].
pub(crate) const REACTION: &str = "m.reaction";

/// What sort of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What bots say: no bot answers it, and most clients don't ring.
    Notice,
    /// What people say.
    Text,
}

/// What a message belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation<'a> {
    /// It stands by itself.
    Alone,
    /// It answers this message.
    Reply(&'a EventId),
    /// It stands in a thread.
    Thread {
        /// The message that the thread began with.
        root: &'a EventId,
        /// The message in it that it answers; the root if it answers none.
        to: &'a EventId,
    },
}

/// The content of a message.
pub(crate) fn message(kind: Kind, body: &Body, relation: Relation<'_>) -> Value {
    let mut content = words(kind, body);
    match relation {
        Relation::Alone => {}
        Relation::Reply(to) => content["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": to } }),
        Relation::Thread { root, to } => {
            content["m.relates_to"] = json!({
                "rel_type": "m.thread",
                "event_id": root,
                // What answers nothing names the root for clients without threads alone: others would show a reply to it.
                "is_falling_back": to == root,
                "m.in_reply_to": { "event_id": to },
            });
        }
    }
    content
}

/// The content of a change of a message: the message keeps its place and its relation, and says this from now on.
pub(crate) fn edit(kind: Kind, body: &Body, original: &EventId) -> Value {
    json!({
        "msgtype": msgtype(kind),
        // For clients that don't know changes; a star is how they are told.
        "body": format!("* {}", body.plain),
        "m.mentions": {},
        PREVIEWS: [],
        "m.new_content": words(kind, body),
        "m.relates_to": { "rel_type": "m.replace", "event_id": original },
    })
}

/// The content of a reaction.
pub(crate) fn reaction(to: &EventId, key: &str) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": to, "key": key } })
}

/// The previews of a message's links, which its sender brings along
/// (<https://github.com/matrix-org/matrix-spec-proposals/pull/4095>). An empty list means that there are none: clients that
/// know it ask no server for them.
const PREVIEWS: &str = "com.beeper.linkpreviews";

fn words(kind: Kind, body: &Body) -> Value {
    let mut content = json!({
        "msgtype": msgtype(kind),
        "body": body.plain,
        "format": "org.matrix.custom.html",
        "formatted_body": body.html,
        "m.mentions": {},
        PREVIEWS: [],
    });
    if !body.choices.is_empty() {
        content[choices::FIELD] = body.choices.iter().map(|offer| offer.token.as_str()).collect();
    }
    content
}

fn msgtype(kind: Kind) -> &'static str {
    match kind {
        Kind::Notice => "m.notice",
        Kind::Text => "m.text",
    }
}

#[cfg(test)]
mod tests;
