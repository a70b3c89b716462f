//! From an event to what it is for the bot: something to answer with the place where it is answered, something to
//! remember, or nothing. Pure.
//!
//! Interactions are always meant for the bot. Of messages, those concern it that are sent to it directly and those that
//! mention it; what bots and webhooks write never does. Absent on purpose: any look at the clock or the network.

use bot_core::ids::{EventId, PersonAddress, RoomAddress, Timestamp};
use bot_core::incoming::Incoming;
use bot_core::platform::Blank;
use serenity::all::{ChannelId, GuildId, InteractionId, MessageId, Permissions, UserId};

use crate::Me;
use crate::components::Owner;
use crate::directory::{Change, Directory};
use crate::menu::CommandMenu;
use crate::platform;
use crate::settings::Token;
use crate::wire::Unreadable;

/// What an event is for the bot.
#[derive(Debug)]
pub(crate) enum Seen {
    /// Something to act on, and where its answer goes.
    Event(Box<Incoming>, Origin),
    /// Somebody is filling in a command.
    Complete(Question),
    /// Something to remember, and then maybe something to act on.
    Changed(Change, Option<(Box<Incoming>, Origin)>),
    /// Nothing that concerns the bot.
    Nothing,
    /// A kind of event that the bot doesn't know: what can be said of it in the log.
    Unknown {
        /// Such as `INTERACTION_CREATE 9`.
        kind: String,
    },
}

/// Where an event came from, as far as its answer needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A command, a press or a form.
    Interaction(Box<Interaction>),
    /// A message, in a server or to the bot alone.
    Message { guild: Option<GuildId>, channel: ChannelId, id: MessageId },
    /// The bot came into a server: where it may say hello.
    Greeting { guild: GuildId, channel: ChannelId },
    /// Somewhere that is gone.
    Gone,
}

/// What has to be acknowledged within three seconds of its `id`, and can be answered for 15 minutes by its `token`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Interaction {
    pub(crate) id: InteractionId,
    pub(crate) token: Token,
    /// Where; none in a direct chat.
    pub(crate) guild: Option<GuildId>,
    pub(crate) channel: ChannelId,
    pub(crate) person: UserId,
    /// What the person may do in this channel, in a server.
    pub(crate) granted: Option<Permissions>,
    /// Whether an answer that takes longer has to be begun for the person alone: a private command in a server, or
    /// something pressed in a message that is already theirs alone.
    pub(crate) ephemeral: bool,
    /// The message that was pressed, or from which a form was opened.
    pub(crate) pressed: Option<Pressed>,
    /// Whether it is a form that was sent in. It can't be answered by another form.
    pub(crate) form: bool,
}

/// A message of the bot's with something to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pressed {
    pub(crate) message: MessageId,
    /// Whose conversation it is.
    pub(crate) owner: Owner,
    /// Whether only the presser sees it.
    pub(crate) ephemeral: bool,
}

impl Interaction {
    /// When it was made, as its id says.
    pub(crate) fn created(&self) -> Timestamp {
        made_at(self.id.get())
    }

    /// Whether the pressed message is the presser's own, so that the answer takes its place. Everybody may press the
    /// others, and is answered beside them.
    pub(crate) fn updates(&self) -> bool {
        self.pressed.is_some_and(|pressed| pressed.ephemeral || pressed.owner == Owner::Person(self.person))
    }
}

/// When something was made, as its id says (<https://discord.com/developers/docs/reference#snowflakes>).
pub(crate) fn made_at(id: u64) -> Timestamp {
    /// The first second of 2015, in milliseconds since 1970.
    const EPOCH: u64 = 1_420_070_400_000;
    // 42 bits and a constant always fit.
    Timestamp(i64::try_from((id >> 22) + EPOCH).unwrap_or(i64::MAX))
}

/// What somebody is filling in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) id: InteractionId,
    pub(crate) token: Token,
    pub(crate) person: PersonAddress,
    /// What their app is set to.
    pub(crate) locale: Option<String>,
    /// What is asked for; none for an option that nothing is known about any more.
    pub(crate) blank: Option<Blank>,
    /// Whether the option takes numbers.
    pub(crate) number: bool,
    /// What was typed so far.
    pub(crate) words: String,
}

/// What an event of this kind that reached the bot `at` this time is for it.
///
/// # Errors
/// When something is missing without which it can't be understood.
pub(crate) fn read(
    kind: &str,
    json: &str,
    me: &Me,
    directory: &Directory,
    menu: &CommandMenu,
    at: Timestamp,
) -> Result<Seen, Unreadable> {
    let _ = (kind, json, me, directory, menu, at);
    Ok(Seen::Nothing)
}

/// Somebody's address.
pub(crate) fn person(id: UserId) -> PersonAddress {
    PersonAddress { platform: platform(), user: id.to_string() }
}

/// The address of a channel or thread in a server; without one, of the server and all in it.
pub(crate) fn room(guild: GuildId, channel: Option<ChannelId>) -> RoomAddress {
    RoomAddress { platform: platform(), room: guild.to_string(), thread: channel.map(|channel| channel.to_string()) }
}

/// The address of somebody's direct chat with the bot.
pub(crate) fn direct(person: UserId) -> RoomAddress {
    RoomAddress { platform: platform(), room: format!("@{person}"), thread: None }
}

/// Where a room is, as its address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// A channel or thread of a server.
    Channel(GuildId, ChannelId),
    /// A server and all in it.
    Server(GuildId),
    /// Somebody's direct chat.
    Direct(UserId),
}

/// Reads [`room`] and [`direct`].
pub(crate) fn locate(address: &RoomAddress) -> Option<Where> {
    let id = |text: &str| text.parse::<u64>().ok().filter(|id| *id != 0 && *id != u64::MAX);
    match (address.room.strip_prefix('@'), &address.thread) {
        (Some(user), None) => id(user).map(|user| Where::Direct(UserId::new(user))),
        (Some(_), Some(_)) => None,
        (None, None) => id(&address.room).map(|guild| Where::Server(GuildId::new(guild))),
        (None, Some(channel)) => Some(Where::Channel(GuildId::new(id(&address.room)?), ChannelId::new(id(channel)?))),
    }
}

fn event_id(id: String) -> EventId {
    EventId { platform: platform(), id }
}
