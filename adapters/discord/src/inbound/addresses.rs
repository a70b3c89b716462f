//! What rooms and people are called outside this adapter, and what ids tell.

use bot_core::ids::{PersonAddress, RoomAddress, Timestamp};
use serenity::all::{ChannelId, GuildId, UserId};

use crate::platform;

/// Somebody's address.
pub(crate) fn person(id: UserId) -> PersonAddress {
    PersonAddress { platform: platform(), user: id.to_string() }
}

/// Reads [`person`].
pub(crate) fn account(address: &PersonAddress) -> Option<UserId> {
    number(&address.user).map(UserId::new)
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
    let id = number;
    match (address.room.strip_prefix('@'), &address.thread) {
        (Some(user), None) => id(user).map(|user| Where::Direct(UserId::new(user))),
        (Some(_), Some(_)) => None,
        (None, None) => id(&address.room).map(|guild| Where::Server(GuildId::new(guild))),
        (None, Some(channel)) => Some(Where::Channel(GuildId::new(id(&address.room)?), ChannelId::new(id(channel)?))),
    }
}

/// An id of Discord's. There are none of these two numbers.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|id| (1..u64::MAX).contains(id))
}

/// When something was made, as its id says (<https://discord.com/developers/docs/reference#snowflakes>).
pub(crate) fn made_at(id: u64) -> Timestamp {
    /// The first second of 2015, in milliseconds since 1970.
    const EPOCH: u64 = 1_420_070_400_000;
    // 42 bits and a constant always fit.
    Timestamp(i64::try_from((id >> 22) + EPOCH).unwrap_or(i64::MAX))
}
