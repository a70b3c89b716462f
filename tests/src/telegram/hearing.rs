//! What reaches the bot: what is published in chats, filtered by privacy mode, and changes of its membership.

use serde_json::{Value, json};

use super::entities::detect;
use super::state::State;
use super::world::{Chat, ChatId, Kind, Message, Person, Sender, Spot, Status};

impl State {
    /// The private chat of a person, who lifts a block by writing.
    pub(super) fn open_private(&mut self, person: Person) -> ChatId {
        match self.chats.get(&person.0).map(|chat| chat.status(self.bot.id)) {
            Some(Status::Kicked) => self.change_bot(person.0, person.0, Status::Member),
            Some(_) => {}
            None => {
                let mut chat = Chat::new(person.0, Kind::Private, "");
                chat.members.extend([(person.0, Status::Member), (self.bot.id, Status::Member)]);
                self.chats.insert(person.0, chat);
            }
        }
        ChatId(person.0)
    }

    /// What somebody writes, not yet published.
    pub(super) fn words(&mut self, sender: Sender, spot: Spot, text: &str, reply_to: Option<i32>) -> Message {
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
        // Whoever is removed from a basic group is told that they left.
        let shown = |status| if place.kind == Kind::Group && status == Status::Kicked { Status::Left } else { status };
        let member = |status| self.member_json(place, bot, shown(status));
        let update: Value = json!({
            "chat": self.chat_json(place), "from": self.user_json(actor), "date": date,
            "old_chat_member": member(old), "new_chat_member": member(status),
        });
        self.push("my_chat_member", &update);
    }
}
