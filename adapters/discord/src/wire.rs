//! What is read of Discord's objects: the few fields that the bot uses. serenity's own types take everything that an
//! object can hold, and drop the whole event over a detail that is newer than they are. Names are Discord's
//! (<https://discord.com/developers/docs/events/gateway-events>). Fields that aren't named here are skipped, and kinds are
//! plain numbers, so that a new one does no harm. Absent on purpose: what any of it means for the bot (see `inbound.rs`).

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serenity::all::{ChannelId, GenericId, GuildId, InteractionId, MessageId, Permissions, RoleId, UserId};

/// An event that can't be read. Shows nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an event can't be read")]
pub(crate) struct Unreadable;

/// Reads an object.
///
/// # Errors
/// When something is missing that has to be there, or is of another type.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Result<T, Unreadable> {
    serde_json::from_str(json).map_err(|_| Unreadable)
}

/// What stands for nothing may be absent or `null`.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// An object of which only the kind is looked at.
#[derive(Debug, Deserialize)]
pub(crate) struct Kind {
    #[serde(rename = "type")]
    pub(crate) kind: u64,
}

/// What kinds of interactions there are.
pub(crate) mod interaction {
    pub(crate) const PING: u64 = 1;
    pub(crate) const COMMAND: u64 = 2;
    pub(crate) const COMPONENT: u64 = 3;
    pub(crate) const AUTOCOMPLETE: u64 = 4;
    pub(crate) const FORM: u64 = 5;
}

/// An interaction, with what is particular to its kind.
#[derive(Debug, Deserialize)]
pub(crate) struct Interaction<Data> {
    pub(crate) id: InteractionId,
    pub(crate) token: String,
    pub(crate) data: Data,
    #[serde(default)]
    pub(crate) guild_id: Option<GuildId>,
    pub(crate) channel_id: ChannelId,
    #[serde(default)]
    pub(crate) channel: Option<Channel>,
    /// Who, in a server.
    #[serde(default)]
    pub(crate) member: Option<Member>,
    /// Who, in a direct chat.
    #[serde(default)]
    pub(crate) user: Option<User>,
    /// What the person's app is set to.
    #[serde(default)]
    pub(crate) locale: Option<String>,
    /// What the server is set to.
    #[serde(default)]
    pub(crate) guild_locale: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) guild: Features,
    /// What the bot may do in this channel.
    #[serde(default)]
    pub(crate) app_permissions: Option<Permissions>,
    /// The message with the component that was used.
    #[serde(default)]
    pub(crate) message: Option<Used>,
    /// 0 in a server, 1 in the direct chat with the bot, 2 in other private channels.
    #[serde(default)]
    pub(crate) context: Option<u64>,
}

/// A server of which only matters what it has.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Features {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) features: Vec<String>,
}

/// A command.
#[derive(Debug, Deserialize)]
pub(crate) struct Command {
    /// Its registered name, in whatever language it was picked.
    pub(crate) name: String,
    /// 1 is a slash command.
    #[serde(rename = "type", default = "one")]
    pub(crate) kind: u64,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) options: Vec<Filled>,
}

fn one() -> u64 {
    1
}

/// An option that was filled in.
#[derive(Debug, Deserialize)]
pub(crate) struct Filled {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) value: Option<Value>,
    /// Whether it is being typed right now.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) focused: bool,
    /// Those of a group of commands.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) options: Vec<Filled>,
}

impl Filled {
    /// What was filled in, as it is typed.
    pub(crate) fn words(&self) -> Option<String> {
        match self.value.as_ref()? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

/// A component that was used.
#[derive(Debug, Deserialize)]
pub(crate) struct Component {
    pub(crate) custom_id: String,
    /// What was picked in a select.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) values: Vec<String>,
}

/// A form that was sent in.
#[derive(Debug, Deserialize)]
pub(crate) struct Form {
    pub(crate) custom_id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) components: Vec<FormPart>,
}

/// A part of a form: an input, or what holds inputs. Discord writes the same form as rows or as labels.
#[derive(Debug, Deserialize)]
pub(crate) struct FormPart {
    #[serde(default)]
    pub(crate) custom_id: Option<String>,
    #[serde(default)]
    pub(crate) value: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) components: Vec<FormPart>,
    #[serde(default)]
    pub(crate) component: Option<Box<FormPart>>,
}

impl FormPart {
    /// Every input in it with its words.
    pub(crate) fn inputs(&self) -> Vec<(&str, &str)> {
        let own = self.custom_id.as_deref().zip(self.value.as_deref());
        let inner = self.components.iter().chain(self.component.as_deref()).flat_map(FormPart::inputs);
        own.into_iter().chain(inner).collect()
    }
}

/// The message whose component was used.
#[derive(Debug, Deserialize)]
pub(crate) struct Used {
    pub(crate) id: MessageId,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) flags: u64,
}

/// The flag of a message that one person alone sees.
pub(crate) const EPHEMERAL: u64 = 1 << 6;

/// Somebody in a server.
#[derive(Debug, Deserialize)]
pub(crate) struct Member {
    #[serde(default)]
    pub(crate) user: Option<User>,
    /// What they may do in the channel of the interaction that tells it.
    #[serde(default)]
    pub(crate) permissions: Option<Permissions>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) roles: Vec<RoleId>,
}

/// Somebody.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(crate) struct User {
    pub(crate) id: UserId,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) bot: bool,
}

/// The kind of a channel that passes on what is posted in it.
pub(crate) const ANNOUNCEMENT: u64 = 5;
/// The kinds of channels that are threads, in announcement channels, open, and closed to others.
pub(crate) const THREADS: [u64; 3] = [10, 11, 12];

/// A channel or thread.
#[derive(Debug, Deserialize)]
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    #[serde(rename = "type", default)]
    pub(crate) kind: u64,
    #[serde(default)]
    pub(crate) guild_id: Option<GuildId>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) permission_overwrites: Vec<Overwrite>,
}

/// An exception from what roles say, in one channel.
#[derive(Debug, Deserialize)]
pub(crate) struct Overwrite {
    /// A role, a member, or the server itself for everybody.
    pub(crate) id: GenericId,
    pub(crate) allow: Permissions,
    pub(crate) deny: Permissions,
}

/// What some members may do.
#[derive(Debug, Deserialize)]
pub(crate) struct Role {
    /// The role of everybody has the server's id.
    pub(crate) id: RoleId,
    pub(crate) permissions: Permissions,
}

/// A message, as `MESSAGE_CREATE` tells it.
#[derive(Debug, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: MessageId,
    pub(crate) channel_id: ChannelId,
    #[serde(default)]
    pub(crate) guild_id: Option<GuildId>,
    pub(crate) author: User,
    /// Set where a webhook wrote it; its author is nobody then.
    #[serde(default)]
    pub(crate) webhook_id: Option<IgnoredAny>,
    #[serde(rename = "type", default)]
    pub(crate) kind: u64,
    /// Empty where the bot isn't meant: it doesn't ask for the content of all messages.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) content: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) mentions: Vec<User>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) mention_roles: Vec<RoleId>,
    /// The message that this one answers, if it is still there.
    #[serde(default)]
    pub(crate) referenced_message: Option<Box<Referenced>>,
    /// What is passed on in it.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) message_snapshots: Vec<IgnoredAny>,
}

/// The message that another one answers.
#[derive(Debug, Deserialize)]
pub(crate) struct Referenced {
    pub(crate) author: User,
}

/// The kinds of messages that people write: by itself, and as an answer. All others tell of something.
pub(crate) const WRITTEN: [u64; 2] = [0, 19];

/// What a session begins with.
#[derive(Debug, Deserialize)]
pub(crate) struct Ready {
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) guilds: Vec<KnownGuild>,
    /// Which connection this is, and of how many.
    #[serde(default)]
    pub(crate) shard: Option<(u32, u32)>,
}

/// A server of which only the id is told.
#[derive(Debug, Deserialize)]
pub(crate) struct KnownGuild {
    pub(crate) id: GuildId,
    /// Whether Discord has trouble with it: then it is not gone.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) unavailable: bool,
}

/// A server that appeared or changed, as far as it is remembered.
#[derive(Debug, Deserialize)]
pub(crate) struct Guild {
    pub(crate) id: GuildId,
    #[serde(default)]
    pub(crate) preferred_locale: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) features: Vec<String>,
    /// When the bot came in. `GUILD_CREATE` alone tells it, and the channels.
    #[serde(default)]
    pub(crate) joined_at: Option<String>,
    #[serde(default)]
    pub(crate) channels: Option<Vec<ChannelKind>>,
    #[serde(default)]
    pub(crate) roles: Option<Vec<TaggedRole>>,
}

/// A role of which only matters whom it belongs to.
#[derive(Debug, Deserialize)]
pub(crate) struct TaggedRole {
    pub(crate) id: RoleId,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) tags: RoleTags,
}

/// Whom a role belongs to.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct RoleTags {
    /// The bot that Discord made it for when it was added to the server.
    #[serde(default)]
    pub(crate) bot_id: Option<UserId>,
}

/// A channel of which only the kind matters.
#[derive(Debug, Deserialize)]
pub(crate) struct ChannelKind {
    pub(crate) id: ChannelId,
    #[serde(rename = "type", default)]
    pub(crate) kind: u64,
}

/// A server that the bot just came into: what says where it may write.
#[derive(Debug, Deserialize)]
pub(crate) struct NewGuild {
    pub(crate) id: GuildId,
    /// Where Discord itself says hello to new members.
    #[serde(default)]
    pub(crate) system_channel_id: Option<ChannelId>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) channels: Vec<Channel>,
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) roles: Vec<Role>,
    /// The bot itself, and others.
    #[serde(default, deserialize_with = "or_default")]
    pub(crate) members: Vec<Member>,
}

#[cfg(test)]
mod tests;
