//! What each method does, and when it refuses.

mod chats;
mod messages;
mod profile;
mod queries;
mod webhook;

use std::time::Instant;

use serde_json::{Value, json};

pub(super) use messages::{formatted, keyboard};

use super::args::{Answer, Args, Refusal, bad, flood, forbidden, migrated};
use super::json;
use super::state::State;
use super::world::{Kind, Status};

impl State {
    /// Carries out a call. `getUpdates` and the webhook's methods are the server's.
    pub(super) fn carry_out(&mut self, method: &str, args: &Args) -> Answer {
        match method {
            "getme" => Ok(self.me()),
            "sendmessage" => self.send_message(args),
            "editmessagetext" => self.edit_message_text(args),
            "editmessagereplymarkup" => self.edit_reply_markup(args),
            "deletemessage" => self.delete_message(args),
            "deletemessages" => self.delete_messages(args),
            "sendchataction" => self.send_chat_action(args),
            "answercallbackquery" => self.answer_callback_query(args),
            "answerinlinequery" => self.answer_inline_query(args),
            "getchat" => self.get_chat(args),
            "getchatmember" => self.get_chat_member(args),
            "getchatadministrators" => self.get_chat_administrators(args),
            "getchatmembercount" => self.get_chat_member_count(args),
            "leavechat" => self.leave_chat(args),
            "setmycommands" => self.set_my_commands(args),
            "getmycommands" => self.get_my_commands(args),
            "deletemycommands" => self.delete_my_commands(args),
            "setmydescription" => self.set_my_words(args, "description"),
            "setmyshortdescription" => self.set_my_words(args, "short_description"),
            "setmyname" => self.set_my_words(args, "name"),
            "getmydescription" => Ok(self.my_words(args, "description")),
            "getmyshortdescription" => Ok(self.my_words(args, "short_description")),
            "getmyname" => Ok(self.my_words(args, "name")),
            "getwebhookinfo" => Ok(self.webhook_info()),
            "deletewebhook" => Ok(self.delete_webhook(args)),
            "setwebhook" => self.set_webhook(args),
            "logout" | "close" => Ok(Value::Bool(true)),
            _ => Err(Refusal { code: 404, description: "Not Found: method not found".to_owned(), parameters: None }),
        }
    }

    fn me(&self) -> Value {
        let mut me = json::user(&self.bot);
        for (name, value) in [
            ("can_join_groups", self.conduct.can_join_groups),
            ("can_read_all_group_messages", self.conduct.reads_everything),
            ("supports_inline_queries", self.conduct.inline),
            ("can_connect_to_business", false),
            ("has_main_web_app", false),
            ("has_topics_enabled", false),
            ("allows_users_to_create_topics", false),
        ] {
            me[name] = json!(value);
        }
        me
    }

    /// The chat that `chat_id` means, by number or @name.
    fn find_chat(&self, args: &Args) -> Result<i64, Refusal> {
        let given = args.text("chat_id");
        if given.is_empty() {
            return Err(bad("chat_id is empty"));
        }
        let id = match given.strip_prefix('@') {
            Some(name) => {
                let named = |c: &&super::world::Chat| {
                    c.kind != Kind::Private && c.username.as_deref().is_some_and(|n| n.eq_ignore_ascii_case(name))
                };
                self.chats.values().find(named).map(|c| c.id)
            }
            None => given.parse().ok(),
        };
        let id = id.ok_or_else(|| bad("chat not found"))?;
        if self.chats.contains_key(&id) {
            return Ok(id);
        }
        // Telegram knows every user that the bot shares a group with, but lets it write only to who wrote first.
        match self.users.get(&id) {
            Some(user) if user.is_bot && id != self.bot.id => Err(forbidden("bot can't send messages to bots")),
            Some(_) if self.chats.values().any(|c| c.status(id).is_inside() && c.status(self.bot.id).is_inside()) => {
                Err(forbidden("bot can't initiate conversation with a user"))
            }
            _ => Err(bad("chat not found")),
        }
    }

    /// The chat that the bot wants to change something in.
    fn writable_chat(&self, args: &Args) -> Result<i64, Refusal> {
        let id = self.find_chat(args)?;
        let chat = self.chat(id);
        if let Some(to) = chat.migrated_to {
            return Err(migrated(to));
        }
        if chat.kind == Kind::Private {
            if self.users.get(&id).is_some_and(|u| u.deactivated) {
                return Err(forbidden("user is deactivated"));
            }
            return match chat.status(self.bot.id) {
                Status::Kicked => Err(forbidden("bot was blocked by the user")),
                _ => Ok(id),
            };
        }
        match chat.status(self.bot.id) {
            Status::Kicked => Err(forbidden(format!("bot was kicked from the {} chat", chat.name_of_kind()))),
            Status::Left => Err(forbidden(format!("bot is not a member of the {} chat", chat.name_of_kind()))),
            _ => Ok(id),
        }
    }

    /// The chat that the bot wants to read.
    fn readable_chat(&self, args: &Args) -> Result<i64, Refusal> {
        let id = self.find_chat(args)?;
        let chat = self.chat(id);
        let supergroup = !matches!(chat.kind, Kind::Private | Kind::Group);
        match chat.status(self.bot.id) {
            Status::Kicked if supergroup => {
                Err(forbidden(format!("bot was kicked from the {} chat", chat.name_of_kind())))
            }
            Status::Left if supergroup && chat.username.is_none() => {
                Err(forbidden(format!("bot is not a member of the {} chat", chat.name_of_kind())))
            }
            _ => Ok(id),
        }
    }

    /// Counts a message against the limits.
    fn count_message(&mut self, chat: i64) -> Result<(), Refusal> {
        let is_group = self.chat(chat).kind != Kind::Private;
        self.pacer.send(chat, is_group, Instant::now()).map_err(|seconds| {
            self.floods += 1;
            flood(seconds)
        })
    }
}
