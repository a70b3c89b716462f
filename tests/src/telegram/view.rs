//! What tests can look at.

use serde_json::Value;

use super::Call;
use super::state::{CallbackAnswer, State};
use super::world::{ChatId, Message, Person, Sender, Spot, Status};

/// The world as it is at this moment.
pub struct World<'a>(pub(super) &'a State);

impl<'a> World<'a> {
    /// All messages of a chat that people can see now, oldest first.
    pub fn messages(&self, chat: ChatId) -> Vec<&'a Message> {
        self.0.chats.get(&chat.0).into_iter().flat_map(|c| c.messages.values()).filter(|m| !m.deleted).collect()
    }

    /// All messages of a chat, also those that were deleted, oldest first.
    pub fn history(&self, chat: ChatId) -> Vec<&'a Message> {
        self.0.chats.get(&chat.0).into_iter().flat_map(|c| c.messages.values()).collect()
    }

    /// The bot's messages in a chat or topic that people can see now, oldest first.
    pub fn bot_messages(&self, spot: impl Into<Spot>) -> Vec<&'a Message> {
        let spot = spot.into();
        let bot = self.0.bot.id;
        let own = |m: &&Message| {
            m.service.is_none()
                && (m.sender == Sender::User(bot) || (m.sender == Sender::Chat(spot.chat.0) && self.is_channel(spot)))
        };
        let here = |m: &&Message| spot.topic.is_none_or(|topic| m.in_topic && m.thread == Some(topic));
        self.messages(spot.chat).into_iter().filter(own).filter(here).collect()
    }

    /// The bot's newest message in a chat or topic.
    pub fn newest(&self, spot: impl Into<Spot>) -> Option<Message> {
        self.bot_messages(spot).last().map(|message| (*message).clone())
    }

    fn is_channel(&self, spot: Spot) -> bool {
        self.0.chats.get(&spot.chat.0).is_some_and(|c| c.kind == super::Kind::Channel)
    }

    /// One message, also a deleted one.
    pub fn message(&self, chat: ChatId, id: i32) -> Option<&'a Message> {
        self.0.chats.get(&chat.0)?.messages.get(&id)
    }

    /// All calls, oldest first.
    pub fn calls(&self) -> &'a [Call] {
        &self.0.calls
    }

    /// How many calls of a method were answered so far, well or not.
    pub fn count(&self, method: &str) -> u64 {
        self.0.count.get(&method.to_lowercase()).copied().unwrap_or_default()
    }

    /// How many messages were refused because of the limits.
    pub fn floods(&self) -> u64 {
        self.0.floods
    }

    /// What the bot told the person who pressed a button; `None` while the button spins.
    pub fn pressed(&self, query: &str) -> Option<CallbackAnswer> {
        self.0.pressed.get(query)?.answer.clone()
    }

    /// How many pressed buttons spin still.
    pub fn spinning(&self) -> usize {
        self.0.pressed.values().filter(|p| p.answer.is_none()).count()
    }

    /// What the bot answered to an inline query: `results`, `button`, `next_offset`.
    pub fn suggested(&self, query: &str) -> Option<Value> {
        self.0.asked.get(query)?.answer.clone()
    }

    /// Whether the bot has fetched all updates and said so.
    pub fn all_confirmed(&self) -> bool {
        self.0.queue.is_empty()
    }

    /// Whether the bot polls at this moment: a call of `getUpdates` waits.
    pub fn is_polled(&self) -> bool {
        self.0.polling > 0
    }

    /// How many updates wait.
    pub fn pending(&self) -> usize {
        self.0.queue.len()
    }

    /// Whether the bot was handed the update that came last, confirmed or not.
    pub fn all_handed(&self) -> bool {
        self.0.handed == self.0.next_update - 1 || self.0.queue.is_empty()
    }

    /// What the bot is in a chat.
    pub fn bot_status(&self, chat: ChatId) -> Status {
        self.0.bot_status(chat.0)
    }

    /// The commands that the bot registered for a scope such as `all_private_chats`, and a language.
    pub fn commands(&self, scope: &str, language: &str) -> Option<&'a Value> {
        self.0.commands.get(&(scope.to_owned(), language.to_owned()))
    }

    /// `description`, `short_description` or `name`, in a language.
    pub fn words_of_bot(&self, what: &'static str, language: &str) -> Option<&'a str> {
        self.0.descriptions.get(&(what, language.to_owned())).map(String::as_str)
    }

    /// The parameters that Telegram doesn't know, as `method parameter`.
    pub fn unknown_parameters(&self) -> Vec<String> {
        let all = self.0.calls.iter().flat_map(|c| c.unread.iter().map(|p| format!("{} {p}", c.method)));
        all.collect()
    }

    /// A person's name.
    pub fn name(&self, person: Person) -> &'a str {
        &self.0.user(person).first_name
    }
}
