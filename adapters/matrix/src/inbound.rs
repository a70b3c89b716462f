//! From an event of a room, decrypted where it has to be, to what it means for the bot. Pure: what it needs to know of the
//! room is told.

use std::time::Duration;

use bot_core::incoming::Event;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, MilliSecondsSinceUnixEpoch, OwnedEventId, OwnedUserId, UserId};

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
        /// What it says now; nothing if it no longer speaks to the bot.
        what: Option<Event>,
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

/// The message that this one answers, if it has to be known whose that is in order to read this one. Ask before
/// [`read`]: finding out may take a call to the homeserver.
pub(crate) fn answered(event: &Raw<AnySyncTimelineEvent>, me: &Me<'_>) -> Option<OwnedEventId> {
    let _ = (event, me);
    None
}

/// What an event means for the bot.
///
/// # Errors
/// When something is missing or broken without which it can't be understood.
pub(crate) fn read(event: &Raw<AnySyncTimelineEvent>, me: &Me<'_>, about: &About<'_>) -> Result<Seen, Unreadable> {
    let _ = (event, me, about);
    Ok(Seen::Nothing)
}
