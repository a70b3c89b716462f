//! What people do.

use serde_json::{Value, json};

use super::Fake;
use super::entities::detect;
use super::state::{Asked, Pressed, State};
use super::world::{Action, Chat, ChatId, Kind, Message, Person, Sender, Spot, Status, User};

impl Fake {
    /// A new person, whose app speaks this language ("" for none).
    pub fn person(&self, first_name: &str, language_code: &str) -> Person {
        self.act(|state| {
            let id = 100_000_000 + state.fresh_id();
            let user = User {
                id,
                is_bot: false,
                first_name: first_name.to_owned(),
                username: None,
                language_code: Some(language_code.to_owned()).filter(|c| !c.is_empty()),
                deactivated: false,
            };
            state.users.insert(id, user);
            Person(id)
        })
    }

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

    /// A person writes. Gives the message's number.
    pub fn say(&self, person: Person, spot: impl Into<Spot>, text: &str) -> i32 {
        self.write(person, spot.into(), text, None, false)
    }

    /// A person answers a message.
    pub fn reply(&self, person: Person, spot: impl Into<Spot>, text: &str, to: i32) -> i32 {
        self.write(person, spot.into(), text, Some(to), false)
    }

    /// A person posts a photo with words under it.
    pub fn caption(&self, person: Person, spot: impl Into<Spot>, text: &str) -> i32 {
        self.write(person, spot.into(), text, None, true)
    }

    fn write(&self, person: Person, spot: Spot, text: &str, reply_to: Option<i32>, caption: bool) -> i32 {
        self.act(|state| {
            if state.chat(spot.chat.0).kind == Kind::Private {
                state.open_private(person);
            }
            let sender = match state.chat(spot.chat.0).status(person.0) {
                status if status.is_anonymous() => Sender::Chat(spot.chat.0),
                _ => Sender::User(person.0),
            };
            let mut message = state.words(sender, spot, text, reply_to);
            message.caption = caption;
            state.publish(message)
        })
    }

    /// A channel's administrator posts in it.
    pub fn post(&self, channel: ChatId, text: &str) -> i32 {
        self.act(|state| {
            let message = state.words(Sender::Chat(channel.0), channel.into(), text, None);
            state.publish(message)
        })
    }

    /// Somebody writes in a group in the name of a channel.
    pub fn say_as_channel(&self, channel: ChatId, spot: impl Into<Spot>, text: &str) -> i32 {
        self.act(|state| {
            let message = state.words(Sender::Chat(channel.0), spot.into(), text, None);
            state.publish(message)
        })
    }

    /// A person changes what they wrote.
    pub fn edit(&self, chat: ChatId, message: i32, text: &str) {
        self.act(|state| {
            let now = state.now();
            let Some(kept) = state.chat_mut(chat.0).messages.get_mut(&message) else { return };
            text.clone_into(&mut kept.text);
            kept.entities = detect(text);
            kept.edited = Some(now);
            let kept = kept.clone();
            if state.hears(&kept) {
                let kind =
                    if state.chat(chat.0).kind == Kind::Channel { "edited_channel_post" } else { "edited_message" };
                let json = state.message_json(&kept);
                state.push(kind, &json);
            }
        });
    }

    /// A person opens `t.me/BOT?start=PAYLOAD`, or the bot's profile when the payload is empty, and presses Start.
    /// Gives their private chat.
    pub fn follow(&self, person: Person, payload: &str) -> ChatId {
        let chat = self.act(|state| state.open_private(person));
        let text = if payload.is_empty() { "/start".to_owned() } else { format!("/start {payload}") };
        self.say(person, chat, &text);
        chat
    }

    /// A person presses a button by what stands on it: sends its data, or follows its link. Gives the query's id, which
    /// is empty for links.
    ///
    /// # Panics
    /// When there is no such button.
    pub fn press(&self, person: Person, chat: ChatId, message: i32, label: &str) -> String {
        let action = self.look(|world| {
            let message = world.message(chat, message).filter(|m| !m.deleted);
            let message = message.expect("a button is pressed on a message that people see");
            let found = message.buttons().find(|b| b.text == label);
            found.unwrap_or_else(|| panic!("there is no button {label:?} on {message:#?}")).action.clone()
        });
        match action {
            Action::Callback(data) => self.press_data(person, chat, message, &data),
            Action::Url(url) => {
                let start = url.split_once("?start=").map_or("", |(_, payload)| payload);
                self.follow(person, start);
                String::new()
            }
            other => panic!("this button does {other:?}"),
        }
    }

    /// A person's app sends data as if they had pressed a button: forged, or of a button that isn't there any more.
    pub fn press_data(&self, person: Person, chat: ChatId, message: i32, data: &str) -> String {
        self.act(|state| {
            let id = (4_000_000_000_000_000_000 + state.fresh_id()).to_string();
            let at = state.now_ms();
            state.pressed.insert(id.clone(), Pressed { at, answer: None });
            let shown = state.chat(chat.0).messages.get(&message).filter(|m| !m.deleted).cloned();
            let shown = match shown {
                Some(message) => state.message_json(&message),
                None => json!({"chat": state.chat_json_of(chat.0), "message_id": message, "date": 0}),
            };
            let query = json!({
                "id": id, "from": state.user_json(person.0), "message": shown,
                "chat_instance": (chat.0.wrapping_mul(31_337)).to_string(), "data": data,
            });
            state.push("callback_query", &query);
            id
        })
    }

    /// A person types `@bot words` in some chat. Gives the query's id.
    pub fn inline_query(&self, person: Person, words: &str, offset: &str) -> String {
        self.act(|state| {
            let id = (3_000_000_000_000_000_000 + state.fresh_id()).to_string();
            let at = state.now_ms();
            state.asked.insert(id.clone(), Asked { at, answer: None });
            let query = json!({
                "id": id, "from": state.user_json(person.0), "chat_type": "sender", "query": words, "offset": offset,
            });
            state.push("inline_query", &query);
            id
        })
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
            let status = if state.chat(chat.0).kind == Kind::Group { Status::Left } else { Status::Kicked };
            state.change_bot(chat.0, person.0, status);
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

    /// A basic group becomes a supergroup, with an id that is given.
    pub fn migrate(&self, person: Person, group: ChatId) -> ChatId {
        self.act(|state| {
            let id = -1_000_000_000_000 - 1_000_000 - state.fresh_id();
            let old = state.chat(group.0).clone();
            let mut new = Chat::new(id, Kind::Supergroup { forum: false }, &old.title);
            new.members = old.members;
            state.chats.insert(id, new);
            let mut left = state.draft(group.0, Sender::User(person.0));
            left.service = Some(json!({"migrate_to_chat_id": id}));
            state.publish(left);
            state.chat_mut(group.0).migrated_to = Some(id);
            let mut came = state.draft(id, Sender::Chat(id));
            came.service = Some(json!({"migrate_from_chat_id": group.0}));
            state.publish(came);
            ChatId(id)
        })
    }

    /// An update with this content, whatever it is: `"\"message\":{…}"`, without the braces of the update and its id.
    pub fn update(&self, body: &str) {
        self.act(|state| state.push_raw(body.to_owned()));
    }
}

impl State {
    fn open_private(&mut self, person: Person) -> ChatId {
        let bot = self.bot.id;
        if !self.chats.contains_key(&person.0) {
            let mut chat = Chat::new(person.0, Kind::Private, "");
            chat.members.insert(person.0, Status::Member);
            chat.members.insert(bot, Status::Member);
            self.chats.insert(person.0, chat);
        } else if self.bot_status(person.0) == Status::Kicked {
            self.change_bot(person.0, person.0, Status::Member);
        }
        ChatId(person.0)
    }

    fn words(&mut self, sender: Sender, spot: Spot, text: &str, reply_to: Option<i32>) -> Message {
        let mut message = self.draft(spot.chat.0, sender);
        text.clone_into(&mut message.text);
        message.entities = detect(text);
        message.reply_to = reply_to;
        message.in_topic = spot.topic.is_some();
        message.thread = spot.topic.or_else(|| self.thread_of_reply(spot.chat.0, reply_to));
        message
    }

    /// Writes a message down and hands it to the bot, if it may hear it.
    pub(super) fn publish(&mut self, message: Message) -> i32 {
        let id = message.id;
        let kind = self.chat(message.chat.0).kind;
        if self.hears(&message) {
            let json = self.message_json(&message);
            self.push(if kind == Kind::Channel { "channel_post" } else { "message" }, &json);
        }
        self.keep(message);
        id
    }

    /// Privacy mode: which messages a bot is handed.
    pub(super) fn hears(&self, message: &Message) -> bool {
        let chat = self.chat(message.chat.0);
        let status = chat.status(self.bot.id);
        if !status.is_inside() {
            return false;
        }
        if matches!(chat.kind, Kind::Private | Kind::Channel)
            || self.conduct.reads_everything
            || status.is_admin()
            || message.service.is_some()
        {
            return true;
        }
        let name = format!("@{}", self.bot.username.as_deref().unwrap_or_default());
        let ours = |entity: &super::Entity| {
            let words = entity.covers(&message.text);
            match entity.kind {
                "mention" => words.eq_ignore_ascii_case(&name),
                "text_mention" => entity.detail.as_deref() == Some(&self.bot.id.to_string()),
                // A command without a name is for the bot that wrote last, and there is only this one.
                "bot_command" => words.find('@').is_none_or(|at| words[at..].eq_ignore_ascii_case(&name)),
                _ => false,
            }
        };
        let replied = message.reply_to.and_then(|id| chat.messages.get(&id));
        message.entities.iter().any(ours) || replied.is_some_and(|m| m.sender == Sender::User(self.bot.id) || m.via_bot)
    }

    /// Changes what the bot is in a chat, and tells it.
    pub(super) fn change_bot(&mut self, chat: i64, actor: i64, status: Status) {
        let bot = self.bot.id;
        let old = self.bot_status(chat);
        self.chat_mut(chat).members.insert(bot, status);
        let date = self.now();
        let place = self.chat(chat);
        let member = |status| self.member_json(place, bot, status);
        let update: Value = json!({
            "chat": self.chat_json(place), "from": self.user_json(actor), "date": date,
            "old_chat_member": member(old), "new_chat_member": member(status),
        });
        self.push("my_chat_member", &update);
    }
}
