//! What is read of the Bot API's updates: the few fields that the bot uses. teloxide's own types take everything a
//! message can hold, and drop the whole message over a detail that is newer than they are. Names are the Bot API's (<https://core.telegram.org/bots/api#update>). Kinds and fields that aren't named
//! here are skipped. Absent on purpose: what any of it means for the bot (see `inbound.rs`).

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The user behind whom a group's anonymous admins write (`GroupAnonymousBot`).
pub(crate) const ANONYMOUS_ADMIN: i64 = 1_087_968_824;

/// Who the bot is (`getMe`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Me {
    pub(crate) id: i64,
    /// Without `@`.
    pub(crate) username: String,
    pub(crate) can_join_groups: bool,
    pub(crate) can_read_all_group_messages: bool,
    pub(crate) supports_inline_queries: bool,
}

/// One update.
#[derive(Debug, Deserialize)]
#[serde(from = "Fields")]
pub(crate) struct Update {
    pub(crate) update_id: i64,
    pub(crate) kind: Kind,
}

/// What an update is about.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Somebody wrote in a private chat or a group.
    Message(Box<Message>),
    /// Something was posted in a channel.
    ChannelPost(Box<Message>),
    /// A button was pressed.
    CallbackQuery(Box<CallbackQuery>),
    /// Somebody types the bot's name and more in any chat.
    InlineQuery(InlineQuery),
    /// The bot's own membership changed.
    MyChatMember(ChatMemberUpdated),
    /// Anything else.
    Other,
}

/// The `allowed_updates` that go with [`Kind`].
pub(crate) const KINDS: [&str; 5] = ["message", "channel_post", "callback_query", "inline_query", "my_chat_member"];

/// An update that can't be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("an update can't be read")]
pub(crate) struct Unreadable {
    /// Its number, if at least that can be read, so that the updates after it can be asked for.
    pub(crate) update_id: Option<i64>,
}

impl Update {
    /// Reads an update.
    ///
    /// # Errors
    /// When it is no JSON, or a field that is used holds something of another type.
    pub(crate) fn read(json: &str) -> Result<Self, Unreadable> {
        #[derive(Deserialize)]
        struct Numbered {
            update_id: i64,
        }
        serde_json::from_str(json).map_err(|_| Unreadable {
            update_id: serde_json::from_str::<Numbered>(json).ok().map(|numbered| numbered.update_id),
        })
    }
}

/// An update as it is written: at most one of the kinds is there.
#[derive(Deserialize)]
struct Fields {
    update_id: i64,
    #[serde(default)]
    message: Option<Box<Message>>,
    #[serde(default)]
    channel_post: Option<Box<Message>>,
    #[serde(default)]
    callback_query: Option<Box<CallbackQuery>>,
    #[serde(default)]
    inline_query: Option<InlineQuery>,
    #[serde(default)]
    my_chat_member: Option<ChatMemberUpdated>,
}

impl From<Fields> for Update {
    fn from(fields: Fields) -> Self {
        let Fields { update_id, message, channel_post, callback_query, inline_query, my_chat_member } = fields;
        let kind = message
            .map(Kind::Message)
            .or_else(|| channel_post.map(Kind::ChannelPost))
            .or_else(|| callback_query.map(Kind::CallbackQuery))
            .or_else(|| inline_query.map(Kind::InlineQuery))
            .or_else(|| my_chat_member.map(Kind::MyChatMember))
            .unwrap_or(Kind::Other);
        Self { update_id, kind }
    }
}

/// Something that is only looked at for being there.
pub(crate) type Presence = Option<IgnoredAny>;

/// A message, or a channel's post.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Message {
    pub(crate) message_id: i32,
    /// Unix time in seconds; 0 where a button's message is no longer accessible.
    pub(crate) date: i64,
    pub(crate) chat: Chat,
    pub(crate) from: Option<User>,
    /// The group or channel in whose name somebody writes.
    pub(crate) sender_chat: Option<Id>,
    pub(crate) message_thread_id: Option<i32>,
    /// Whether the thread is a forum's topic; otherwise it is a mere chain of replies.
    pub(crate) is_topic_message: bool,
    /// A channel's post that came into its discussion group by itself.
    pub(crate) is_automatic_forward: bool,
    pub(crate) forward_origin: Presence,
    pub(crate) via_bot: Option<Id>,
    pub(crate) reply_to_message: Option<Box<RepliedTo>>,
    pub(crate) media_group_id: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) caption: Option<String>,
    pub(crate) caption_entities: Vec<Entity>,
    pub(crate) migrate_to_chat_id: Option<i64>,
    pub(crate) migrate_from_chat_id: Option<i64>,
    // What people send besides words.
    pub(crate) animation: Presence,
    pub(crate) audio: Presence,
    pub(crate) contact: Presence,
    pub(crate) dice: Presence,
    pub(crate) document: Presence,
    pub(crate) location: Presence,
    pub(crate) photo: Presence,
    pub(crate) poll: Presence,
    pub(crate) sticker: Presence,
    pub(crate) story: Presence,
    pub(crate) venue: Presence,
    pub(crate) video: Presence,
    pub(crate) video_note: Presence,
    pub(crate) voice: Presence,
}

impl Message {
    /// Whether somebody sent something besides words. Otherwise, a message without words tells of the chat itself.
    pub(crate) fn has_media(&self) -> bool {
        let media = [
            &self.animation,
            &self.audio,
            &self.contact,
            &self.dice,
            &self.document,
            &self.location,
            &self.photo,
            &self.poll,
            &self.sticker,
            &self.story,
            &self.venue,
            &self.video,
            &self.video_note,
            &self.voice,
        ];
        media.into_iter().any(Option::is_some)
    }
}

/// The message that another one answers.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RepliedTo {
    pub(crate) from: Option<Id>,
    /// Every message of a topic answers the one that opened the topic.
    pub(crate) forum_topic_created: Presence,
}

/// A chat.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Chat {
    pub(crate) id: i64,
    #[serde(rename = "type", default)]
    pub(crate) kind: ChatKind,
    /// Whether it has topics.
    #[serde(default)]
    pub(crate) is_forum: bool,
    /// Messages to a channel's admins.
    #[serde(default)]
    pub(crate) is_direct_messages: bool,
}

/// What a chat is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
    #[default]
    #[serde(other)]
    Unknown,
}

/// Somebody.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct User {
    pub(crate) id: i64,
    #[serde(default)]
    pub(crate) is_bot: bool,
    /// What their app is set to, as an IETF language tag.
    #[serde(default)]
    pub(crate) language_code: Option<String>,
}

/// A user or chat of which only the id matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Id {
    pub(crate) id: i64,
}

/// A part of a text with a meaning.
#[derive(Debug, Deserialize)]
pub(crate) struct Entity {
    #[serde(rename = "type")]
    pub(crate) kind: EntityKind,
    /// In UTF-16 units.
    pub(crate) offset: usize,
    /// In UTF-16 units.
    pub(crate) length: usize,
    /// Who is meant by a [`EntityKind::TextMention`].
    #[serde(default)]
    pub(crate) user: Option<Id>,
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EntityKind {
    /// `@username`
    Mention,
    /// A mention of somebody without a username.
    TextMention,
    /// `/command` or `/command@username`
    BotCommand,
    #[serde(other)]
    Other,
}

/// A pressed button.
#[derive(Debug, Deserialize)]
pub(crate) struct CallbackQuery {
    pub(crate) id: String,
    pub(crate) from: User,
    /// The message with the button; none if it was posted through inline mode.
    #[serde(default)]
    pub(crate) message: Option<Message>,
    #[serde(default)]
    pub(crate) data: Option<String>,
}

/// What somebody types after the bot's name in any chat.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct InlineQuery {
    pub(crate) id: String,
    pub(crate) from: User,
    #[serde(default)]
    pub(crate) query: String,
}

/// A change of the bot's own membership.
#[derive(Debug, Deserialize)]
pub(crate) struct ChatMemberUpdated {
    pub(crate) chat: Chat,
    pub(crate) from: User,
    pub(crate) date: i64,
    pub(crate) old_chat_member: ChatMember,
    pub(crate) new_chat_member: ChatMember,
}

/// A membership.
#[derive(Debug, Deserialize)]
pub(crate) struct ChatMember {
    pub(crate) status: MemberStatus,
    /// Told of restricted members only.
    #[serde(default)]
    pub(crate) is_member: bool,
}

impl ChatMember {
    /// Whether the bot is in the chat.
    pub(crate) fn is_in(&self) -> bool {
        match self.status {
            MemberStatus::Creator | MemberStatus::Administrator | MemberStatus::Member => true,
            MemberStatus::Restricted => self.is_member,
            MemberStatus::Left | MemberStatus::Kicked | MemberStatus::Unknown => false,
        }
    }
}

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MemberStatus {
    Creator,
    Administrator,
    Member,
    Restricted,
    Left,
    Kicked,
    #[serde(other)]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Update {
        Update::read(json).expect("it can be read")
    }

    #[test]
    fn unknown_kinds_and_fields_and_values_do_no_harm() {
        assert!(matches!(read(r#"{"update_id": 5, "star_gift": {"x": [1]}}"#).kind, Kind::Other));
        let update = read(
            r#"{"update_id": 6, "message": {"message_id": 1, "date": 2, "new_field": {}, "text": "hi",
                "chat": {"id": 3, "type": "gathering", "title": "t"}, "from": {"id": 4, "first_name": "A"},
                "entities": [{"type": "sparkle", "offset": 0, "length": 1, "shine": 2}],
                "reply_to_message": {"message_id": 9, "date": 0, "chat": {"id": 3, "type": "group"}}}}"#,
        );
        let Kind::Message(message) = update.kind else { panic!("a message") };
        assert_eq!(message.chat.kind, ChatKind::Unknown);
        assert_eq!(message.entities[0].kind, EntityKind::Other);
        assert!(message.reply_to_message.is_some_and(|replied| replied.from.is_none()));
    }

    #[test]
    fn what_cannot_be_read_tells_its_number_if_it_can() {
        let number = |json| Update::read(json).expect_err("it can't be read").update_id;
        assert_eq!(number(r#"{"update_id": 7, "message": {"chat": "?"}}"#), Some(7));
        assert_eq!(number(r#"{"update_id": 7, "message": 5}"#), Some(7));
        assert_eq!(number(r#"{"message": {}}"#), None);
        assert_eq!(number("{"), None);
    }

    #[test]
    fn restricted_members_say_whether_they_are_in() {
        let is_in = |json| serde_json::from_str::<ChatMember>(json).expect("a member").is_in();
        assert!(is_in(r#"{"status": "restricted", "is_member": true, "can_send_messages": false}"#));
        assert!(!is_in(r#"{"status": "restricted", "is_member": false}"#));
        assert!(!is_in(r#"{"status": "kicked", "until_date": 0}"#));
        assert!(is_in(r#"{"status": "administrator", "can_post_messages": true}"#));
    }
}
