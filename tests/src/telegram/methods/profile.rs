//! What the bot says about itself.

use serde_json::{Value, json};

use crate::telegram::args::{Answer, Args, Refusal, bad};
use crate::telegram::state::State;

const MOST_COMMANDS: usize = 100;

impl State {
    fn scope(&self, args: &Args) -> Result<String, Refusal> {
        let scope = args.object("scope", "Can't parse BotCommandScope JSON object")?;
        if scope.is_null() {
            return Ok("default".to_owned());
        }
        let object = scope.as_object().ok_or_else(|| bad("BotCommandScope must be an Object"))?;
        let kind = object.get("type").and_then(Value::as_str);
        let kind = kind.ok_or_else(|| bad("can't parse BotCommandScope: Can't find field \"type\""))?;
        match kind {
            "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => Ok(kind.to_owned()),
            "chat" | "chat_administrators" | "chat_member" => {
                let chat = match &scope["chat_id"] {
                    Value::Number(id) => id.to_string(),
                    Value::String(id) if !id.is_empty() => id.clone(),
                    _ => return Err(bad("can't parse BotCommandScope: Empty chat_id specified")),
                };
                if chat.parse().is_ok_and(|id: i64| !self.chats.contains_key(&id)) {
                    return Err(bad("chat not found"));
                }
                if chat.parse().is_ok_and(|id: i64| id > 0) && kind != "chat" {
                    return Err(bad("can't use specified scope in private chats"));
                }
                Ok(format!("{kind} {chat} {}", scope["user_id"].as_i64().unwrap_or_default()).trim_end().to_owned())
            }
            _ => Err(bad("can't parse BotCommandScope: Unsupported type specified")),
        }
    }

    fn language(args: &Args) -> Result<String, Refusal> {
        let code = args.text("language_code");
        let fine = code.is_empty() || (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()));
        if fine { Ok(code.to_owned()) } else { Err(bad("invalid language code specified")) }
    }

    pub(super) fn set_my_commands(&mut self, args: &Args) -> Answer {
        let commands = args.object("commands", "can't parse commands JSON object")?;
        let key = (self.scope(args)?, Self::language(args)?);
        let list = match &commands {
            Value::Array(list) => list,
            // Without commands, those of the scope are taken away.
            Value::Null => &Vec::new(),
            _ => return Err(bad("expected an Array of BotCommand")),
        };
        if list.len() > MOST_COMMANDS {
            return Err(bad("BOT_COMMANDS_TOO_MUCH"));
        }
        let mut kept = Vec::new();
        for command in list {
            let object = command.as_object().ok_or_else(|| bad("can't parse BotCommand: expected an Object"))?;
            let field = |name: &str| {
                let value = object.get(name).and_then(Value::as_str);
                value.ok_or_else(|| bad(format!("can't parse BotCommand: Can't find field \"{name}\"")))
            };
            let (name, about) = (field("command")?.trim(), field("description")?.trim());
            let name = name.strip_prefix('/').unwrap_or(name);
            let wrong = match (name.chars().count(), about.chars().count()) {
                (0, _) => "Command must be non-empty",
                (33.., _) => "Command length must not exceed 32",
                (_, 0) => "Command description must be non-empty",
                (_, 257..) => "Command description length must not exceed 256",
                _ if name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') => "",
                _ => "BOT_COMMAND_INVALID",
            };
            if !wrong.is_empty() {
                return Err(bad(wrong));
            }
            kept.push(json!({"command": name, "description": about}));
        }
        self.commands.insert(key, kept.into());
        Ok(Value::Bool(true))
    }

    pub(super) fn get_my_commands(&mut self, args: &Args) -> Answer {
        let key = (self.scope(args)?, Self::language(args)?);
        Ok(self.commands.get(&key).cloned().unwrap_or_else(|| json!([])))
    }

    pub(super) fn delete_my_commands(&mut self, args: &Args) -> Answer {
        let key = (self.scope(args)?, Self::language(args)?);
        self.commands.remove(&key);
        Ok(Value::Bool(true))
    }

    pub(super) fn set_my_words(&mut self, args: &Args, what: &'static str) -> Answer {
        let most = match what {
            "description" => 512,
            "short_description" => 120,
            _ => 64,
        };
        let language = Self::language(args)?;
        let words = args.text(what);
        if words.chars().count() > most {
            return Err(bad(match what {
                "description" => "BOT_DESCRIPTION_TOO_LONG",
                "short_description" => "BOT_SHORT_DESCRIPTION_TOO_LONG",
                _ => "BOT_NAME_TOO_LONG",
            }));
        }
        self.descriptions.insert((what, language), words.to_owned());
        Ok(Value::Bool(true))
    }

    pub(super) fn my_words(&self, args: &Args, what: &'static str) -> Value {
        let language = args.text("language_code").to_owned();
        let words = self.descriptions.get(&(what, language)).cloned();
        let words = words.unwrap_or_else(|| if what == "name" { self.bot.first_name.clone() } else { String::new() });
        json!({ what: words })
    }
}
