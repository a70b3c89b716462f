//! What of Discord's API is called, and which calls share a limit. Absent on purpose: calling (see `api.rs`).

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use reqwest::Method;
use serenity::all::{ApplicationId, ChannelId, GuildId, InteractionId, MessageId, UserId};

use crate::settings::Token;

/// A call, without what it says. Threads and direct messages are channels. It has no `Debug`: some addresses hold a token.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// Who the bot is.
    Me,
    /// The application that the bot belongs to.
    Application,
    /// Where events come from, in how many shards, and how many may still be opened.
    Gateway,
    /// The guilds that the bot is in, 200 at a time, after this one.
    MyGuilds { after: Option<GuildId> },
    /// A guild with its roles.
    Guild { guild: GuildId },
    /// Somebody in a guild.
    Member { guild: GuildId, user: UserId },
    /// A channel.
    Channel { channel: ChannelId },
    /// Changes a channel, such as a thread that is to be open again.
    ChangeChannel { channel: ChannelId },
    /// Opens the direct messages with somebody, or says which they are.
    OpenPrivate,
    /// The messages of a channel after this one, up to 100.
    History { channel: ChannelId, after: MessageId },
    /// Posts a message. What is posted carries a nonce, always: only then may it be sent again.
    Post { channel: ChannelId },
    /// Changes a message.
    Edit { channel: ChannelId, message: MessageId },
    /// Deletes a message.
    Delete { channel: ChannelId, message: MessageId },
    /// Passes a message of an announcement channel on to those who follow it.
    Crosspost { channel: ChannelId, message: MessageId },
    /// The commands as Discord has them, with all languages: everywhere, or in one guild.
    Commands { application: ApplicationId, guild: Option<GuildId> },
    /// Replaces all commands.
    ReplaceCommands { application: ApplicationId, guild: Option<GuildId> },
    /// The first answer to an interaction.
    Respond { interaction: InteractionId, token: Token },
    /// A further answer to an interaction.
    FollowUp { application: ApplicationId, token: Token },
    /// Changes the first answer, or with a message a further one.
    EditAnswer { application: ApplicationId, token: Token, message: Option<MessageId> },
    /// Deletes the first answer, or with a message a further one.
    DeleteAnswer { application: ApplicationId, token: Token, message: Option<MessageId> },
}

/// Calls with the same key share a limit: the kind of call, and the channel, guild or interaction that it is about
/// (<https://discord.com/developers/docs/topics/rate-limits>: the "top-level resource").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Bucket {
    /// The kind of call.
    pub(crate) kind: Kind,
    /// What it is about; 0 where there is only one.
    pub(crate) major: u64,
}

/// A kind of call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// About the bot itself.
    Me,
    /// About its application.
    Application,
    /// About the gateway.
    Gateway,
    /// The list of its guilds.
    MyGuilds,
    /// A guild.
    Guild,
    /// A guild's members.
    Member,
    /// A channel.
    Channel,
    /// Changes of a channel.
    ChangeChannel,
    /// Opening direct messages.
    OpenPrivate,
    /// Reading messages.
    History,
    /// New messages.
    Post,
    /// Changed messages.
    Edit,
    /// Deleted messages.
    Delete,
    /// Messages that are passed on.
    Crosspost,
    /// Reading the commands.
    Commands,
    /// Replacing the commands.
    ReplaceCommands,
    /// First answers to an interaction.
    Respond,
    /// All that comes after the first answer.
    Webhook,
}

impl Route {
    /// How it is called.
    pub(crate) fn method(&self) -> Method {
        match self {
            Self::Me
            | Self::Application
            | Self::Gateway
            | Self::MyGuilds { .. }
            | Self::Guild { .. }
            | Self::Member { .. }
            | Self::Channel { .. }
            | Self::History { .. }
            | Self::Commands { .. } => Method::GET,
            Self::OpenPrivate
            | Self::Post { .. }
            | Self::Crosspost { .. }
            | Self::Respond { .. }
            | Self::FollowUp { .. } => Method::POST,
            Self::ChangeChannel { .. } | Self::Edit { .. } | Self::EditAnswer { .. } => Method::PATCH,
            Self::ReplaceCommands { .. } => Method::PUT,
            Self::Delete { .. } | Self::DeleteAnswer { .. } => Method::DELETE,
        }
    }

    /// Its address below the API's, with a token where that is part of it: never to be shown.
    pub(crate) fn path(&self) -> String {
        let mut path = String::with_capacity(96);
        // Writing into a string can't fail.
        let _ = match self {
            Self::Me => write!(path, "users/@me"),
            Self::Application => write!(path, "applications/@me"),
            Self::Gateway => write!(path, "gateway/bot"),
            Self::MyGuilds { after } => {
                write!(path, "users/@me/guilds?limit=200&after={}", after.map_or(0, GuildId::get))
            }
            Self::Guild { guild } => write!(path, "guilds/{guild}"),
            Self::Member { guild, user } => write!(path, "guilds/{guild}/members/{user}"),
            Self::Channel { channel } | Self::ChangeChannel { channel } => write!(path, "channels/{channel}"),
            Self::OpenPrivate => write!(path, "users/@me/channels"),
            Self::History { channel, after } => write!(path, "channels/{channel}/messages?limit=100&after={after}"),
            Self::Post { channel } => write!(path, "channels/{channel}/messages"),
            Self::Edit { channel, message } | Self::Delete { channel, message } => {
                write!(path, "channels/{channel}/messages/{message}")
            }
            Self::Crosspost { channel, message } => write!(path, "channels/{channel}/messages/{message}/crosspost"),
            Self::Commands { application, guild: None } => {
                write!(path, "applications/{application}/commands?with_localizations=true")
            }
            Self::Commands { application, guild: Some(guild) } => {
                write!(path, "applications/{application}/guilds/{guild}/commands?with_localizations=true")
            }
            Self::ReplaceCommands { application, guild: None } => write!(path, "applications/{application}/commands"),
            Self::ReplaceCommands { application, guild: Some(guild) } => {
                write!(path, "applications/{application}/guilds/{guild}/commands")
            }
            Self::Respond { interaction, token } => {
                write!(path, "interactions/{interaction}/{}/callback", token.reveal())
            }
            Self::FollowUp { application, token } => write!(path, "webhooks/{application}/{}", token.reveal()),
            Self::EditAnswer { application, token, message: None }
            | Self::DeleteAnswer { application, token, message: None } => {
                write!(path, "webhooks/{application}/{}/messages/@original", token.reveal())
            }
            Self::EditAnswer { application, token, message: Some(message) }
            | Self::DeleteAnswer { application, token, message: Some(message) } => {
                write!(path, "webhooks/{application}/{}/messages/{message}", token.reveal())
            }
        };
        path
    }

    /// What it shares its limit with.
    pub(crate) fn bucket(&self) -> Bucket {
        let (kind, major) = match self {
            Self::Me => (Kind::Me, 0),
            Self::Application => (Kind::Application, 0),
            Self::Gateway => (Kind::Gateway, 0),
            Self::MyGuilds { .. } => (Kind::MyGuilds, 0),
            Self::Guild { guild } => (Kind::Guild, guild.get()),
            Self::Member { guild, .. } => (Kind::Member, guild.get()),
            Self::Channel { channel } => (Kind::Channel, channel.get()),
            Self::ChangeChannel { channel } => (Kind::ChangeChannel, channel.get()),
            Self::OpenPrivate => (Kind::OpenPrivate, 0),
            Self::History { channel, .. } => (Kind::History, channel.get()),
            Self::Post { channel } => (Kind::Post, channel.get()),
            Self::Edit { channel, .. } => (Kind::Edit, channel.get()),
            Self::Delete { channel, .. } => (Kind::Delete, channel.get()),
            Self::Crosspost { channel, .. } => (Kind::Crosspost, channel.get()),
            Self::Commands { guild, .. } => (Kind::Commands, guild.map_or(0, GuildId::get)),
            Self::ReplaceCommands { guild, .. } => (Kind::ReplaceCommands, guild.map_or(0, GuildId::get)),
            Self::Respond { interaction, .. } => (Kind::Respond, interaction.get()),
            Self::FollowUp { token, .. } | Self::EditAnswer { token, .. } | Self::DeleteAnswer { token, .. } => {
                (Kind::Webhook, digest(token))
            }
        };
        Bucket { kind, major }
    }

    /// Whether it counts towards the calls a second that a bot has in all. Answers to interactions don't.
    pub(crate) fn counts(&self) -> bool {
        !matches!(self.bucket().kind, Kind::Respond | Kind::Webhook)
    }

    /// Whether sending it twice does no more than sending it once, so that it may be sent again when nobody knows what
    /// became of it. A second first answer to an interaction is refused, and a message is known by its nonce.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self, Self::FollowUp { .. })
    }
}

/// A number that stands for a token.
fn digest(token: &Token) -> u64 {
    let mut hasher = DefaultHasher::new();
    token.reveal().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
