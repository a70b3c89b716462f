//! A server on the fake Discord in which tests of what happens in one channel take place.

use crate::discord::{ChannelId, GuildId, Message, Person};
use crate::discord_bot::DiscordBot;

/// A server with Olga, who owns it, Ana and Ben, and the bot.
pub struct Plaza {
    /// The bot.
    pub bot: DiscordBot,
    /// Who owns the server.
    pub olga: Person,
    /// A member.
    pub ana: Person,
    /// Another member.
    pub ben: Person,
    /// The server.
    pub guild: GuildId,
    /// Its channel, in which the bot has greeted.
    pub channel: ChannelId,
}

/// A new world with that server.
pub fn plaza() -> Plaza {
    let bot = DiscordBot::new();
    let [olga, ana, ben] = ["Olga", "Ana", "Ben"].map(|name| bot.fake.person(name, "en-US"));
    let guild = bot.fake.guild("Plaza", olga);
    let channel = bot.fake.text_channel(guild, "square");
    for person in [ana, ben] {
        bot.fake.join(person, guild);
    }
    bot.fake.add_bot(guild);
    bot.settle();
    Plaza { bot, olga, ana, ben, guild, channel }
}

/// The only one of them.
///
/// # Panics
/// When there is none, or more than one.
#[track_caller]
pub fn one(mut messages: Vec<Message>) -> Message {
    assert_eq!(messages.len(), 1, "{messages:#?}");
    messages.remove(0)
}
