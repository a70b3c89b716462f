//! What happened on a platform, in words that no platform owns. An adapter builds one [`Incoming`] per event
//! that concerns the bot; chatter that isn't addressed to the bot is dropped in the adapter and never gets here.

use std::fmt;

use crate::ids::{EventId, PersonAddress, RoomAddress, Timestamp};
use crate::pledge::Field;
use crate::view::ChoiceToken;

/// One event that concerns the bot.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The platform's id of the event, by which a repeated one is recognised.
    pub event: EventId,
    /// Where it happened.
    pub place: Place,
    /// Who did it.
    pub actor: PersonAddress,
    /// The language the person's app is set to, as the platform tells it (a BCP 47 tag), if it does.
    pub locale: Option<String>,
    /// When it reached the bot.
    pub at: Timestamp,
    /// Whether the bot itself was meant: in a private chat, by its name, by an answer to it or by one of its choices. A
    /// command in a room that names nobody may be meant for another bot there.
    pub addressed: bool,
    /// Whether these words take the place of earlier ones, which were answered already. Only what reads is answered then;
    /// what would change something changes nothing and gets no reply, so an action is never repeated by an edit.
    pub edited: bool,
    /// What it was.
    pub what: Event,
}

/// A room, and what can be said in it safely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where answers go.
    pub address: RoomAddress,
    /// Who else is there.
    pub kind: PlaceKind,
    /// What people call the service, as it stands in sentences ("this terminal").
    pub service: String,
    /// Who can read along.
    pub secrecy: Secrecy,
    /// What stands before a command that is typed here: "/" or the like in a room, where other words are people's own
    /// talk; nothing in a private chat.
    pub prefix: &'static str,
    /// Whether choices stand here with numbers, so that a typed number picks one. Where they are buttons, nobody sees
    /// a number on them, and one that is typed means a passage.
    pub numbered: bool,
    /// The language the room is set to, as the platform tells it (a BCP 47 tag), if it does.
    pub locale: Option<String>,
    /// Whether the bot may write here by itself later. True unless the platform says that it may not.
    pub may_post: bool,
    /// Whether what is posted here can be passed on to people who follow the room from elsewhere.
    pub has_followers: bool,
}

impl Place {
    /// Whether only this person and the bot see what is said here and what is answered now. What is told later
    /// needs a private chat, see [`Place::is_private_chat`].
    pub fn is_private(&self) -> bool {
        matches!(self.kind, PlaceKind::Private | PlaceKind::Aside)
    }

    /// Whether a message that comes later, by itself, is also seen by nobody but this person.
    pub fn is_private_chat(&self) -> bool {
        self.kind == PlaceKind::Private
    }
}

/// Who is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// One person and the bot.
    Private,
    /// A reply inside a group that only this person sees. The address is the group's: whatever is posted there later
    /// is seen by everybody.
    Aside,
    /// Several people. `aside` is how one of them can be answered alone.
    Group {
        /// How one person in it can be answered alone.
        aside: Aside,
    },
}

/// How a person in a group can be answered alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// The adapter can show this person something that nobody else sees.
    Possible,
    /// The bot may not write first: the person has to open a private chat. The group gets a reply with one
    /// choice that leads there (see [`crate::view::Destination::Private`]).
    MustOpen,
    /// The bot may write first: the adapter opens a private chat by itself, or uses the one there is, and the same
    /// event goes on there (see [`crate::view::Reply::onward`]).
    BotOpens,
}

/// Who, besides the people in the room and this bot, can read what is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// Nothing leaves this machine.
    OnThisMachine,
    /// Encrypted between the people's devices and the bot.
    EndToEnd,
    /// The company that runs the platform can read it.
    ReadableByService,
    /// Those who run the servers of the people in the room, and of this bot, can read it: the platform is a network of
    /// servers, and nobody runs all of it.
    ReadableByServers,
}

/// What happened.
#[derive(Clone, PartialEq, Eq)]
pub enum Event {
    /// Words addressed to the bot: in a private chat, in a reply to it or with its name, which is cut off.
    Text(String),
    /// A command, without its prefix.
    Command {
        /// The word after the prefix, as typed.
        name: String,
        /// The rest of the line.
        arguments: String,
    },
    /// A choice that the bot offered was picked.
    Choice(ChoiceToken),
    /// A choice that the bot offered was picked by a sign under its message. That is fine for finding one's way; it
    /// is too little for consent, so a choice that must be typed (see [`crate::view::Choice::typed`]) isn't taken.
    Reaction(ChoiceToken),
    /// A form that the bot offered was sent in.
    Form(Vec<(Field, String)>),
    /// The bot was added to this room.
    Joined,
    /// The bot was removed from this room, or the room is gone.
    Removed,
    /// This room lives on under another address.
    Moved(RoomAddress),
}

impl fmt::Debug for Event {
    /// Names the kind of event only: what people write is not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Command { .. } => "Command(…)",
            Self::Choice(_) => "Choice(…)",
            Self::Reaction(_) => "Reaction(…)",
            Self::Form(_) => "Form(…)",
            Self::Joined => "Joined",
            Self::Removed => "Removed",
            Self::Moved(_) => "Moved(…)",
        })
    }
}
