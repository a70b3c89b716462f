//! What stands in the world: people, guilds, channels, and the messages that people see now.

use std::time::Instant;

use serde_json::Value;

/// A person, by their user id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person(pub u64);

/// A guild, which people call a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GuildId(pub u64);

/// A channel of any kind: also threads and direct messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelId(pub u64);

/// A role of a guild.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(pub u64);

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(pub u64);

/// Something that a person did with the bot: a command, a press, a form, an autocomplete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InteractionId(pub u64);

/// What kind of channel it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of a guild.
    Text,
    /// One person with the bot.
    Direct,
    /// A folder of channels.
    Category,
    /// Whose messages can be published to other guilds.
    Announcement,
    /// Below a text or forum channel.
    Thread,
    /// Below an announcement channel.
    AnnouncementThread,
    /// Below a text channel, for those who were added.
    PrivateThread,
    /// Takes no messages, only threads ("posts").
    Forum,
}

impl Kind {
    /// Discord's number for it.
    pub fn number(self) -> u8 {
        match self {
            Self::Text => 0,
            Self::Direct => 1,
            Self::Category => 4,
            Self::Announcement => 5,
            Self::AnnouncementThread => 10,
            Self::Thread => 11,
            Self::PrivateThread => 12,
            Self::Forum => 15,
        }
    }

    /// Whether it is a thread of any kind.
    pub fn is_thread(self) -> bool {
        matches!(self, Self::Thread | Self::AnnouncementThread | Self::PrivateThread)
    }
}

/// Whom a channel's overwrite is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whom {
    /// Every member of the guild.
    Everyone,
    /// Those with a role.
    Role(RoleId),
    /// One person.
    Person(Person),
    /// The bot.
    Bot,
}

/// Somebody who was pinged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ping {
    /// `@everyone` or `@here`.
    Everyone,
    /// Everybody with a role.
    Role(RoleId),
    /// A person.
    Person(Person),
    /// The person whose message is replied to.
    Replied(Person),
}

/// A button or a menu below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Component {
    /// A button.
    Button(Button),
    /// A menu to choose from.
    Menu(Menu),
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// The picture on it.
    pub emoji: Option<String>,
    /// 1 to 4 for colours, 5 for a link.
    pub style: u8,
    /// What the bot is told when it is pressed; empty for links.
    pub custom_id: String,
    /// The page that it opens.
    pub url: Option<String>,
    /// Greyed out.
    pub disabled: bool,
}

/// A menu below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What the bot is told when something is chosen.
    pub custom_id: String,
    /// What stands there while nothing is chosen.
    pub placeholder: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The least that can be chosen at once.
    pub least: u64,
    /// The most that can be chosen at once.
    pub most: u64,
    /// Greyed out.
    pub disabled: bool,
}

/// A line of a menu, or a suggestion while a command is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands on it.
    pub label: String,
    /// What the bot is told; as JSON for suggestions of numbers.
    pub value: String,
    /// Smaller words below it.
    pub description: String,
    /// Chosen from the start.
    pub default: bool,
}

/// A card below a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Its title.
    pub title: String,
    /// Where its title leads.
    pub url: String,
    /// Its words.
    pub description: String,
    /// Its fields: name, value.
    pub fields: Vec<Block>,
    /// What stands above the title.
    pub author: String,
    /// What stands below all.
    pub footer: String,
    /// Whether it has a picture of any size.
    pub pictures: bool,
}

/// A field of an embed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// What stands above it.
    pub name: String,
    /// Its words.
    pub value: String,
}

/// A form that opens on a person's screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modal {
    /// What the bot is told when it is sent.
    pub custom_id: String,
    /// What stands above it.
    pub title: String,
    /// Its fields.
    pub inputs: Vec<Input>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its name for the bot.
    pub custom_id: String,
    /// What stands above it.
    pub label: String,
    /// Several lines.
    pub paragraph: bool,
    /// The least code points.
    pub least: u64,
    /// The most code points.
    pub most: u64,
    /// Whether it may not be left empty.
    pub required: bool,
    /// What is written in it from the start.
    pub value: String,
    /// What stands there in grey while it is empty.
    pub placeholder: String,
}

/// A message as people see it now.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Where it stands.
    pub channel: ChannelId,
    /// Who wrote it: a person or the bot.
    pub author: u64,
    /// When, in Unix milliseconds.
    pub date: i64,
    /// When it was changed last, in Unix milliseconds.
    pub edited: Option<i64>,
    /// Its words, as they were sent.
    pub content: String,
    /// Its cards. Without the permission to embed links there are none.
    pub embeds: Vec<Embed>,
    /// Its buttons and menus, row by row.
    pub rows: Vec<Vec<Component>>,
    /// Shown to this person alone ("ephemeral").
    pub only_for: Option<Person>,
    /// "… is thinking": the bot has promised an answer.
    pub thinking: bool,
    /// Whom it pinged.
    pub pings: Vec<Ping>,
    /// Whether it came without a sound.
    pub silent: bool,
    /// Whether links in it show no preview, and its cards are hidden.
    pub without_embeds: bool,
    /// What it answers.
    pub reply_to: Option<MessageId>,
    /// What the sender called it, so that it is sent once.
    pub nonce: Option<String>,
    /// Whether it was published to the channel's followers.
    pub published: bool,
    /// The interaction that it answers.
    pub interaction: Option<InteractionId>,
    /// Whether it was taken away.
    pub deleted: bool,
    pub(super) raw_embeds: Value,
    pub(super) raw_components: Value,
    pub(super) by_bot: bool,
    pub(super) kind: u8,
    /// The number of its last change.
    pub(super) order: u64,
}

impl Message {
    /// Every button, row by row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.rows.iter().flatten().filter_map(|c| match c {
            Component::Button(button) => Some(button),
            Component::Menu(_) => None,
        })
    }

    /// Every menu, row by row.
    pub fn menus(&self) -> impl Iterator<Item = &Menu> {
        self.rows.iter().flatten().filter_map(|c| match c {
            Component::Menu(menu) => Some(menu),
            Component::Button(_) => None,
        })
    }

    /// Whether it is shown to one person alone.
    pub fn is_ephemeral(&self) -> bool {
        self.only_for.is_some()
    }
}

/// What kind of interaction it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InteractionKind {
    /// A slash command.
    Command,
    /// A button or a menu.
    Component,
    /// Suggestions while a command is typed.
    Autocomplete,
    /// A form that was sent.
    Modal,
}

impl InteractionKind {
    /// Discord's number for it.
    pub fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }
}

/// How the bot acknowledged an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledgement {
    /// With a new message (4).
    Message,
    /// With the promise of one (5).
    Thinking,
    /// With the promise to change the message, or with nothing (6).
    Later,
    /// By changing the message (7).
    Update,
    /// With suggestions (8).
    Suggestions,
    /// With a form (9).
    Modal,
}

/// Something that a person did with the bot, and what became of it.
#[derive(Clone, Debug)]
pub struct Pressed {
    /// Its id.
    pub id: InteractionId,
    /// Who did it.
    pub person: Person,
    /// Where.
    pub channel: ChannelId,
    /// What kind it is.
    pub kind: InteractionKind,
    /// What the bot answered first; `None` while the person sees a spinner, or that the application doesn't respond.
    pub answer: Option<Acknowledgement>,
    /// How long that took, in milliseconds of this world.
    pub took_ms: Option<i64>,
    /// How long that took in real time.
    pub took: Option<std::time::Duration>,
    /// The message that a button or menu is on.
    pub on: Option<MessageId>,
    /// The answer: a new message, or the one that was changed.
    pub original: Option<MessageId>,
    /// Every further message.
    pub follow_ups: Vec<MessageId>,
    /// The form that opened.
    pub modal: Option<Modal>,
    /// What is suggested.
    pub choices: Option<Vec<Choice>>,
    /// In Unix milliseconds.
    pub(super) at: i64,
    pub(super) began: Instant,
    pub(super) token: String,
    /// The language of the person's app.
    pub(super) locale: String,
}

impl Pressed {
    /// What the bot answers with after its first answer, for fifteen minutes.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether the bot has answered in any way; for [`super::Fake::wait`].
    pub fn acknowledged(&self) -> Option<Acknowledgement> {
        self.answer
    }
}
