//! The world behind the fake: people, chats, who is in them, and the messages that people see now.

use std::collections::{BTreeMap, HashMap};

use super::entities::Entity;

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Person(pub i64);

/// A chat of any kind, by the id that the Bot API knows it under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChatId(pub i64);

impl ChatId {
    /// A topic of this forum.
    pub fn topic(self, topic: i32) -> Spot {
        Spot { chat: self, topic: Some(topic) }
    }
}

/// A chat, or a topic in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The chat.
    pub chat: ChatId,
    /// The topic; `None` is the forum's general topic, or a chat without topics.
    pub topic: Option<i32>,
}

impl From<ChatId> for Spot {
    fn from(chat: ChatId) -> Self {
        Self { chat, topic: None }
    }
}

/// A user, human or not.
#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) id: i64,
    pub(super) is_bot: bool,
    pub(super) first_name: String,
    pub(super) username: Option<String>,
    pub(super) language_code: Option<String>,
    pub(super) deactivated: bool,
}

/// What kind of chat it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person with the bot.
    Private,
    /// A basic group.
    Group,
    /// A supergroup, with or without topics.
    Supergroup {
        /// Whether it has topics.
        forum: bool,
    },
    /// A channel.
    Channel,
}

/// What somebody is in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its owner.
    Creator {
        /// Writes in the chat's name.
        anonymous: bool,
    },
    /// An administrator.
    Administrator {
        /// Writes in the chat's name.
        anonymous: bool,
        /// May post in the channel.
        can_post: bool,
        /// May delete others' messages.
        can_delete: bool,
    },
    /// A member.
    Member,
    /// A member who may not write.
    Restricted,
    /// Not, or no longer, a member.
    Left,
    /// Removed by an administrator; in a private chat, the person blocked the bot.
    Kicked,
}

impl Status {
    /// An administrator with every right, seen as themselves.
    pub const ADMIN: Self = Self::Administrator { anonymous: false, can_post: true, can_delete: true };
    /// An administrator who writes in the chat's name.
    pub const ANONYMOUS: Self = Self::Administrator { anonymous: true, can_post: true, can_delete: true };
    /// The owner, seen as themselves.
    pub const OWNER: Self = Self::Creator { anonymous: false };

    /// Whether this is somebody in the chat.
    pub fn is_inside(self) -> bool {
        !matches!(self, Self::Left | Self::Kicked)
    }

    /// Whether this is an administrator or the owner.
    pub fn is_admin(self) -> bool {
        matches!(self, Self::Creator { .. } | Self::Administrator { .. })
    }

    pub(super) fn is_anonymous(self) -> bool {
        matches!(self, Self::Creator { anonymous: true } | Self::Administrator { anonymous: true, .. })
    }
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A user, or the bot.
    User(i64),
    /// A chat: an anonymous administrator writes as the group, a channel as itself.
    Chat(i64),
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub text: String,
    /// What it does.
    pub action: Action,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sends this to the bot.
    Callback(String),
    /// Opens a page.
    Url(String),
    /// Begins an inline query, elsewhere or here.
    Inline {
        /// The words it begins with.
        query: String,
        /// In this chat.
        here: bool,
    },
    /// Something else that the fake knows no more of.
    Other,
}

/// A message as people see it now.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its number in the chat.
    pub id: i32,
    /// The chat.
    pub chat: ChatId,
    /// Who wrote it.
    pub sender: Sender,
    /// When, in Unix seconds.
    pub date: i64,
    /// When it was changed last, in Unix seconds.
    pub edited: Option<i64>,
    /// Its words, without formatting.
    pub text: String,
    /// Their formatting.
    pub entities: Vec<Entity>,
    /// Its buttons.
    pub keyboard: Vec<Vec<Button>>,
    /// Whether it came without a sound.
    pub silent: bool,
    /// What it answers.
    pub reply_to: Option<i32>,
    /// Its topic, or the thread of replies that it belongs to.
    pub thread: Option<i32>,
    /// Whether `thread` is a forum's topic.
    pub in_topic: bool,
    /// Whether it was taken away.
    pub deleted: bool,
    /// Whether links in it show no preview.
    pub without_preview: bool,
    /// Its parts in a service message, such as `{"migrate_to_chat_id": …}`.
    pub service: Option<serde_json::Value>,
    /// Whether its words are the caption of a photo.
    pub caption: bool,
    /// The album that its photo belongs to.
    pub album: Option<String>,
    /// Posted through the bot's inline mode.
    pub via_bot: bool,
}

impl Message {
    /// Every button, row by row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.keyboard.iter().flatten()
    }

    /// The words that an entity of this kind covers, in order.
    pub fn covered(&self, kind: &str) -> Vec<String> {
        self.entities.iter().filter(|e| e.kind == kind).map(|e| e.covers(&self.text)).collect()
    }
}

/// A chat.
#[derive(Clone, Debug)]
pub(super) struct Chat {
    pub(super) id: i64,
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) username: Option<String>,
    pub(super) members: HashMap<i64, Status>,
    pub(super) messages: BTreeMap<i32, Message>,
    pub(super) next_message: i32,
    /// Topics, and whether they are open.
    pub(super) topics: BTreeMap<i32, bool>,
    pub(super) migrated_to: Option<i64>,
    /// Members may write.
    pub(super) may_write: bool,
}

impl Chat {
    pub(super) fn new(id: i64, kind: Kind, title: &str) -> Self {
        Self {
            id,
            kind,
            title: title.to_owned(),
            username: None,
            members: HashMap::new(),
            messages: BTreeMap::new(),
            next_message: 1,
            topics: BTreeMap::new(),
            migrated_to: None,
            may_write: true,
        }
    }

    pub(super) fn status(&self, user: i64) -> Status {
        self.members.get(&user).copied().unwrap_or(Status::Left)
    }

    pub(super) fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Group | Kind::Supergroup { .. })
    }

    pub(super) fn is_forum(&self) -> bool {
        self.kind == Kind::Supergroup { forum: true }
    }

    /// What errors call it.
    pub(super) fn name_of_kind(&self) -> &'static str {
        match self.kind {
            Kind::Private => "private",
            Kind::Group => "group",
            Kind::Supergroup { .. } => "supergroup",
            Kind::Channel => "channel",
        }
    }
}
