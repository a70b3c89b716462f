//! From an event of a room, decrypted where it has to be, to what it means for the bot. Pure: what it needs to know of the
//! room is told.

use std::time::Duration;

use bot_core::incoming::Event;
use matrix_sdk::ruma::{OwnedEventId, OwnedUserId};

/// One message or the like, and where an answer belongs.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Its id.
    pub(crate) event: OwnedEventId,
    /// Who sent it.
    pub(crate) sender: OwnedUserId,
    /// How old it was when the server told of it, if the server said so.
    pub(crate) age: Option<Duration>,
    /// The root of the thread it stands in.
    pub(crate) thread: Option<OwnedEventId>,
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
    /// Somebody changed what they had said to the bot, or said it to the bot only now.
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
