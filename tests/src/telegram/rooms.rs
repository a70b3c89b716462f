//! Chats, and what happens to them.

use serde_json::json;

use super::Fake;
use super::state::State;
use super::world::{Chat, ChatId, Kind, Person, Sender, Status};

impl Fake {
    /// The private chat of a person with the bot, as if they had written before.
    pub fn private_chat(&self, person: Person) -> ChatId {
        self.act(|state| state.open_private(person))
    }

    /// A basic group of these people, without the bot. The first owns it.
    pub fn group(&self, title: &str, people: &[Person]) -> ChatId {
        self.room(Kind::Group, title, people)
    }

    /// A supergroup of these people, without the bot. The first owns it.
    pub fn supergroup(&self, title: &str, people: &[Person]) -> ChatId {
        self.room(Kind::Supergroup { forum: false }, title, people)
    }

    /// A supergroup with topics, without the bot. The first owns it.
    pub fn forum(&self, title: &str, people: &[Person]) -> ChatId {
        self.room(Kind::Supergroup { forum: true }, title, people)
    }

    /// A channel that these people follow, without the bot. The first owns it.
    pub fn channel(&self, title: &str, people: &[Person]) -> ChatId {
        self.room(Kind::Channel, title, people)
    }

    fn room(&self, kind: Kind, title: &str, people: &[Person]) -> ChatId {
        self.act(|state| {
            let number = 1_000_000 + state.fresh_id();
            let id = if kind == Kind::Group { -number } else { -1_000_000_000_000 - number };
            let mut chat = Chat::new(id, kind, title);
            for (at, person) in people.iter().enumerate() {
                chat.members.insert(person.0, if at == 0 { Status::OWNER } else { Status::Member });
            }
            state.chats.insert(id, chat);
            ChatId(id)
        })
    }

    /// A new topic in a forum, made by a person.
    pub fn topic(&self, person: Person, forum: ChatId, name: &str) -> i32 {
        self.act(|state| {
            let mut message = state.draft(forum.0, Sender::User(person.0));
            let topic = message.id;
            message.thread = Some(topic);
            message.in_topic = true;
            message.service = Some(json!({"forum_topic_created": {"name": name, "icon_color": 7_322_096}}));
            state.chat_mut(forum.0).topics.insert(topic, true);
            state.publish(message);
            topic
        })
    }

    /// A topic takes no more messages, but for administrators' ones.
    pub fn close_topic(&self, forum: ChatId, topic: i32) {
        self.act(|state| state.chat_mut(forum.0).topics.insert(topic, false));
    }

    /// A topic is deleted with all its messages.
    pub fn delete_topic(&self, forum: ChatId, topic: i32) {
        self.act(|state| {
            let chat = state.chat_mut(forum.0);
            chat.topics.remove(&topic);
            for message in chat.messages.values_mut().filter(|m| m.in_topic && m.thread == Some(topic)) {
                message.deleted = true;
            }
        });
    }

    /// Gives a chat a public name, without @.
    pub fn make_public(&self, chat: ChatId, username: &str) {
        self.act(|state| state.chat_mut(chat.0).username = Some(username.to_owned()));
    }

    /// A chat's administrator deletes a message.
    pub fn delete(&self, chat: ChatId, message: i32) {
        self.act(|state| {
            if let Some(message) = state.chat_mut(chat.0).messages.get_mut(&message) {
                message.deleted = true;
            }
        });
    }

    /// A person adds the bot to a chat, as a member or an administrator.
    pub fn add_bot(&self, person: Person, chat: ChatId, status: Status) {
        self.act(|state| {
            let joined = !state.bot_status(chat.0).is_inside();
            state.change_bot(chat.0, person.0, status);
            if joined && state.chat(chat.0).is_group() {
                let mut message = state.draft(chat.0, Sender::User(person.0));
                let bot = state.user_json(state.bot.id);
                message.service = Some(json!({
                    "new_chat_participant": bot, "new_chat_member": bot, "new_chat_members": [bot],
                }));
                state.publish(message);
            }
        });
    }

    /// A person removes the bot from a chat.
    pub fn remove_bot(&self, person: Person, chat: ChatId) {
        self.act(|state| {
            if state.chat(chat.0).kind == Kind::Group {
                let mut message = state.draft(chat.0, Sender::User(person.0));
                let bot = state.user_json(state.bot.id);
                message.service = Some(json!({"left_chat_participant": bot, "left_chat_member": bot}));
                state.publish(message);
            }
            state.change_bot(chat.0, person.0, Status::Kicked);
        });
    }

    /// A person blocks the bot in their private chat.
    pub fn block_bot(&self, person: Person) {
        self.act(|state| {
            state.change_bot(person.0, person.0, Status::Kicked);
        });
    }

    /// A person's account is deleted.
    pub fn deactivate(&self, person: Person) {
        self.act(|state| {
            if let Some(user) = state.users.get_mut(&person.0) {
                user.deactivated = true;
            }
        });
    }

    /// Makes somebody something in a chat.
    pub fn set_status(&self, person: Person, chat: ChatId, status: Status) {
        self.act(|state| state.chat_mut(chat.0).members.insert(person.0, status));
    }

    /// Lets members of a group write, or only administrators.
    pub fn let_members_write(&self, chat: ChatId, may: bool) {
        self.act(|state| state.chat_mut(chat.0).may_write = may);
    }

    /// A basic group becomes a supergroup, whose id is given. To the bot it also looks as if it was added to that one;
    /// it is told so after the move.
    pub fn migrate(&self, person: Person, group: ChatId) -> ChatId {
        self.moving(person, group, false)
    }

    /// The same, but the bot is told of its new membership first.
    pub fn migrate_membership_first(&self, person: Person, group: ChatId) -> ChatId {
        self.moving(person, group, true)
    }

    fn moving(&self, person: Person, group: ChatId, membership_first: bool) -> ChatId {
        self.act(|state| {
            let id = -1_000_000_000_000 - 1_000_000 - state.fresh_id();
            let old = state.chat(group.0).clone();
            let (bot, status) = (state.bot.id, state.bot_status(group.0));
            let mut new = Chat::new(id, Kind::Supergroup { forum: false }, &old.title);
            new.members = old.members;
            state.chats.insert(id, new);
            let tell_membership = |state: &mut State| {
                state.chat_mut(id).members.remove(&bot);
                if status.is_inside() {
                    state.change_bot(id, person.0, status);
                }
            };
            if membership_first {
                tell_membership(state);
            }
            let mut left = state.draft(group.0, Sender::User(person.0));
            left.service = Some(json!({"migrate_to_chat_id": id}));
            state.publish(left);
            state.chat_mut(group.0).migrated_to = Some(id);
            let mut came = state.draft(id, Sender::Chat(id));
            came.service = Some(json!({"migrate_from_chat_id": group.0}));
            state.publish(came);
            if !membership_first {
                tell_membership(state);
            }
            ChatId(id)
        })
    }

    /// The update that came last comes once more, under a new number.
    pub fn repeat(&self) {
        self.act(|state| {
            let (chat, body) = state.last_update.clone();
            state.push_raw(chat, body);
        });
    }
}
