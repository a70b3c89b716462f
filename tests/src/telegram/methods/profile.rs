//! What the bot says about itself, and where its updates go.

use serde_json::{Value, json};

use crate::telegram::args::{Answer, Args, Refusal, bad};
use crate::telegram::state::{State, Webhook};

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
            let (name, about) = (field("command")?.trim_start_matches('/'), field("description")?.trim());
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if name.is_empty() || name.len() > 32 || !name.chars().all(allowed) {
                return Err(bad("BOT_COMMAND_INVALID"));
            }
            if about.is_empty() || about.chars().count() > 256 {
                return Err(bad("BOT_COMMAND_DESCRIPTION_INVALID"));
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

    pub(super) fn webhook_info(&self) -> Value {
        let mut info = json!({
            "url": self.webhook.as_ref().map_or("", |w| &w.url),
            "has_custom_certificate": false,
            "pending_update_count": self.queue.len(),
        });
        if let Some(webhook) = &self.webhook {
            if let Some((date, words)) = &webhook.last_error {
                info["last_error_date"] = json!(date);
                info["last_error_message"] = json!(words);
            }
            info["max_connections"] = json!(webhook.max_connections);
            info["ip_address"] = json!("127.0.0.1");
        }
        if let Some(allowed) = self.allowed.as_ref().filter(|a| !a.is_empty()) {
            info["allowed_updates"] = json!(allowed);
        }
        info
    }

    pub(in crate::telegram) fn read_allowed(&mut self, args: &Args) {
        if let Ok(Value::Array(list)) = args.object("allowed_updates", "")
            && !args.text("allowed_updates").is_empty()
        {
            self.allowed = Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
    }

    pub(super) fn delete_webhook(&mut self, args: &Args) -> Value {
        self.webhook = None;
        if args.flag("drop_pending_updates") {
            self.queue.clear();
        }
        Value::Bool(true)
    }

    pub(super) fn set_webhook(&mut self, args: &Args) -> Answer {
        let url = args.text("url").to_owned();
        let secret = args.text("secret_token").to_owned();
        let max_connections = args.number("max_connections", 40).clamp(1, 100);
        args.text("ip_address");
        self.read_allowed(args);
        if args.flag("drop_pending_updates") {
            self.queue.clear();
        }
        if url.is_empty() {
            self.webhook = None;
            return Ok(Value::Bool(true));
        }
        let rest = url.strip_prefix("https://");
        // A test's webhook listens on loopback, without a certificate.
        let rest = rest.or_else(|| url.strip_prefix("http://").filter(|r| r.starts_with("127.0.0.1")));
        if rest.is_none_or(str::is_empty) {
            return Err(bad("bad webhook: An HTTPS URL must be provided for webhook"));
        }
        if secret.len() > 256 {
            return Err(bad("secret token is too long"));
        }
        if !secret.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
            return Err(bad("secret token contains unallowed characters"));
        }
        let secret = Some(secret).filter(|s| !s.is_empty());
        self.webhook = Some(Webhook { url, secret, max_connections, last_error: None });
        // Whoever polls is told to stop.
        self.poller += 1;
        Ok(Value::Bool(true))
    }
}
