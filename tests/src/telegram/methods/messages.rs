//! Sending, changing and deleting messages.

use serde_json::{Value, json};

use crate::telegram::args::{Answer, Args, Refusal, bad};
use crate::telegram::entities::{Entity, is_link, parse_html, units};
use crate::telegram::state::State;
use crate::telegram::world::{Action, Button, Chat, Kind, Message, Sender, Status};

/// The longest text, in UTF-16 units after its formatting was read.
const LONGEST_TEXT: usize = 4096;
/// Formatting beyond this many parts is lost.
const MOST_ENTITIES: usize = 100;
/// The most buttons under a message, and in a row.
const MOST_BUTTONS: usize = 100;
const WIDEST_ROW: usize = 8;
/// How long a bot can delete messages, in seconds.
const TWO_DAYS: i64 = 48 * 60 * 60;

/// A text with its formatting, as `parse_mode` and `entities` say.
pub(in crate::telegram) fn formatted(
    text: &str,
    parse_mode: &str,
    entities: &Value,
) -> Result<(String, Vec<Entity>), Refusal> {
    if text.len() > 1 << 15 {
        return Err(bad("Text is too long"));
    }
    let (text, entities) = match parse_mode.to_lowercase().as_str() {
        "" | "none" => (text.to_owned(), given_entities(entities)?),
        "html" => parse_html(text).map_err(|e| bad(format!("can't parse entities: {e}")))?,
        // The bot writes HTML; Markdown would have to be read as strictly.
        "markdown" | "markdownv2" => return Err(bad("this fake reads HTML only")),
        _ => return Err(bad("Unsupported parse_mode")),
    };
    let (text, entities) = trimmed(&text, entities);
    if text.is_empty() {
        return Err(bad("text must be non-empty"));
    }
    if units(&text) > LONGEST_TEXT {
        return Err(bad("message is too long"));
    }
    Ok((text, entities))
}

/// Telegram takes white space from both ends, and cuts the formatting to what is left.
fn trimmed(text: &str, mut entities: Vec<Entity>) -> (String, Vec<Entity>) {
    let start = units(text) - units(text.trim_start());
    let text = text.trim();
    let end = units(text);
    entities.truncate(MOST_ENTITIES);
    let cut = |e: Entity| {
        let from = e.offset.saturating_sub(start).min(end);
        let to = (e.offset + e.length).saturating_sub(start).min(end);
        (to > from).then(|| Entity { offset: from, length: to - from, ..e })
    };
    (text.to_owned(), entities.into_iter().filter_map(cut).collect())
}

fn given_entities(list: &Value) -> Result<Vec<Entity>, Refusal> {
    const KINDS: [&str; 9] =
        ["bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link", "blockquote"];
    let Some(list) = list.as_array() else { return Ok(Vec::new()) };
    let entity = |e: &Value| {
        let kind = KINDS.into_iter().find(|k| e["type"] == *k)?;
        let number = |name: &str| e[name].as_u64().and_then(|n| usize::try_from(n).ok());
        let detail = e["url"].as_str().or(e["language"].as_str()).map(str::to_owned);
        Some(Entity { kind, offset: number("offset")?, length: number("length")?, detail })
    };
    Ok(list.iter().filter_map(entity).collect())
}

/// Reads an inline keyboard.
pub(in crate::telegram) fn keyboard(markup: &Value) -> Result<Vec<Vec<Button>>, Refusal> {
    let markup = match markup {
        Value::Null => return Ok(Vec::new()),
        Value::Object(markup) => markup,
        _ => return Err(bad("Object expected as reply markup")),
    };
    let rows = match markup.get("inline_keyboard") {
        None => return Ok(Vec::new()),
        Some(Value::Array(rows)) => rows,
        Some(_) => return Err(bad("Field \"inline_keyboard\" must be of type Array")),
    };
    let mut keyboard = Vec::new();
    for row in rows {
        let words = "Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays";
        let row = row.as_array().ok_or_else(|| bad(words))?;
        let buttons: Vec<Button> = row.iter().map(button).collect::<Result<_, _>>()?;
        if buttons.len() > WIDEST_ROW {
            return Err(bad("reply markup is too long"));
        }
        // Telegram drops empty rows.
        keyboard.extend(Some(buttons).filter(|b| !b.is_empty()));
    }
    if keyboard.iter().map(Vec::len).sum::<usize>() > MOST_BUTTONS {
        return Err(bad("reply markup is too long"));
    }
    Ok(keyboard)
}

fn button(button: &Value) -> Result<Button, Refusal> {
    let wrong = |what: &str| bad(format!("Can't parse inline keyboard button: {what}"));
    let button = button.as_object().ok_or_else(|| wrong("InlineKeyboardButton must be an Object"))?;
    let string = |name: &str| match button.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(wrong(&format!("Field \"{name}\" must be of type String"))),
    };
    let text = string("text")?.ok_or_else(|| wrong("Can't find field \"text\""))?;
    let action = if let Some(url) = string("url")?.filter(|u| !u.is_empty()) {
        if !is_link(&url) {
            return Err(bad(format!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")));
        }
        if url.contains("://localhost") {
            return Err(bad("BUTTON_URL_INVALID"));
        }
        Action::Url(url)
    } else if let Some(data) = string("callback_data")?.filter(|d| !d.is_empty()) {
        if data.len() > 64 {
            return Err(bad("BUTTON_DATA_INVALID"));
        }
        Action::Callback(data)
    } else if let Some(query) = string("switch_inline_query")? {
        Action::Inline { query, here: false }
    } else if let Some(query) = string("switch_inline_query_current_chat")? {
        Action::Inline { query, here: true }
    } else if ["callback_game", "pay", "login_url", "web_app", "copy_text", "switch_inline_query_chosen_chat"]
        .iter()
        .any(|kind| button.contains_key(*kind))
    {
        Action::Other
    } else {
        return Err(wrong("Text buttons are unallowed in the inline keyboard"));
    };
    if text.trim().is_empty() {
        return Err(bad("inline keyboard button text must be non-empty"));
    }
    Ok(Button { text, action })
}

/// What the bot wants to write: words, formatting, and whether links show no preview.
fn written(args: &Args) -> Result<(String, Vec<Entity>, bool), Refusal> {
    let text = args.text("text");
    if text.is_empty() {
        return Err(bad("Message text is empty"));
    }
    let entities = args.object("entities", "can't parse entities JSON object")?;
    let (text, entities) = formatted(text, args.text("parse_mode"), &entities)?;
    let preview = args.object("link_preview_options", "Can't parse link preview options JSON object")?;
    if !preview.is_null() && !preview.is_object() {
        return Err(bad("Object expected as link preview options"));
    }
    let without = preview["is_disabled"] == true || args.flag("disable_web_page_preview");
    Ok((text, entities, without))
}

impl State {
    fn buttons(&self, args: &Args) -> Result<Vec<Vec<Button>>, Refusal> {
        keyboard(&args.object("reply_markup", "Can't parse reply keyboard markup JSON object")?)
    }

    /// Whether the bot may write in a chat.
    fn may_write(&self, chat: &Chat) -> Result<(), Refusal> {
        let status = chat.status(self.bot.id);
        let may = match (chat.kind, status) {
            (Kind::Private, _) => true,
            (Kind::Channel, Status::Administrator { can_post, .. }) => can_post,
            (Kind::Channel, _) => return Err(bad("need administrator rights in the channel chat")),
            (_, Status::Restricted) => false,
            (_, status) => chat.may_write || status.is_admin(),
        };
        if may { Ok(()) } else { Err(bad("not enough rights to send text messages to the chat")) }
    }

    pub(super) fn send_message(&mut self, args: &Args) -> Answer {
        let (text, entities, without_preview) = written(args)?;
        let keyboard = self.buttons(args)?;
        let reply = args.object("reply_parameters", "Can't parse reply parameters JSON object")?;
        if !reply.is_null() && !reply.is_object() {
            return Err(bad("Object expected as reply parameters"));
        }
        let thread = args.number("message_thread_id", 0);
        let silent = args.flag("disable_notification");
        args.flag("protect_content");
        args.flag("allow_paid_broadcast");
        let id = self.writable_chat(args)?;
        let topic = self.check_topic(id, thread)?;
        let reply_to = self.check_reply(id, topic, &reply, args)?;
        self.may_write(self.chat(id))?;
        let closed = topic.is_some_and(|t| self.chat(id).topics.get(&t) == Some(&false));
        if closed && !self.bot_status(id).is_admin() {
            return Err(bad("TOPIC_CLOSED"));
        }
        self.count_message(id)?;
        let sender = match self.chat(id).kind {
            Kind::Channel => Sender::Chat(id),
            _ => Sender::User(self.bot.id),
        };
        let mut message = self.draft(id, sender);
        message.text = text;
        message.entities = entities;
        message.keyboard = keyboard;
        message.silent = silent;
        message.without_preview = without_preview;
        message.in_topic = topic.is_some();
        message.thread = topic.or_else(|| self.thread_of_reply(id, reply_to));
        message.reply_to = reply_to;
        let answer = self.message_json(&message);
        self.keep(message);
        Ok(answer)
    }

    fn check_topic(&self, chat: i64, thread: i64) -> Result<Option<i32>, Refusal> {
        let chat = self.chat(chat);
        match i32::try_from(thread) {
            Ok(thread) if thread <= 0 => Ok(None),
            Ok(thread) if chat.is_forum() && chat.topics.contains_key(&thread) => Ok(Some(thread)),
            // The general topic has no number for bots, and private chats of this bot have no topics.
            _ if chat.is_forum() || chat.kind == Kind::Private => Err(bad("message thread not found")),
            // Elsewhere Telegram ignores it.
            _ => Ok(None),
        }
    }

    fn check_reply(&self, chat: i64, topic: Option<i32>, reply: &Value, args: &Args) -> Result<Option<i32>, Refusal> {
        let old = args.number("reply_to_message_id", 0);
        let wanted = reply["message_id"].as_i64().unwrap_or(old);
        if wanted == 0 {
            return Ok(None);
        }
        let anyway = reply["allow_sending_without_reply"] == true || args.flag("allow_sending_without_reply");
        let found = i32::try_from(wanted).ok().and_then(|id| self.chat(chat).messages.get(&id)).filter(|m| !m.deleted);
        match found {
            Some(message) if topic.is_none() || message.thread.filter(|_| message.in_topic) == topic => {
                Ok(Some(message.id))
            }
            _ if anyway => Ok(None),
            _ => Err(bad("message to be replied not found")),
        }
    }

    /// In supergroups, answers to answers make a thread, named after its first message.
    pub(in crate::telegram) fn thread_of_reply(&self, chat: i64, reply_to: Option<i32>) -> Option<i32> {
        let chat = self.chat(chat);
        let replied = chat.messages.get(&reply_to?)?;
        match chat.kind {
            Kind::Supergroup { forum: false } => Some(replied.thread.unwrap_or(replied.id)),
            _ => None,
        }
    }

    /// The message that the bot wants to change.
    fn message_of<'a>(&'a self, id: i64, args: &Args, what: &str) -> Result<&'a Message, Refusal> {
        let number = args.number("message_id", 0);
        if number <= 0 {
            return Err(bad("message identifier is not specified"));
        }
        let message = i32::try_from(number).ok().and_then(|number| self.chat(id).messages.get(&number));
        message.filter(|m| !m.deleted).ok_or_else(|| bad(format!("{what} not found")))
    }

    /// Finds the message to change: by chat and number, or by the id of an inline message.
    fn target(&mut self, args: &Args) -> Result<(i64, i32, bool), Refusal> {
        if args.text("chat_id").is_empty() && args.number("message_id", 0) == 0 {
            let inline = args.text("inline_message_id");
            if inline.is_empty() {
                return Err(bad("message identifier is not specified"));
            }
            let found = self.inline_messages.get(inline).copied();
            let (chat, message) = found.ok_or_else(|| bad("MESSAGE_ID_INVALID"))?;
            return Ok((chat, message, true));
        }
        // What was said in a group before it became a supergroup can still be changed there, though not deleted.
        let id = self.find_chat(args)?;
        if self.chat(id).migrated_to.is_none() {
            self.writable_chat(args)?;
        }
        let message = self.message_of(id, args, "message to edit")?;
        let own = message.sender == Sender::User(self.bot.id);
        let in_channel = self.chat(id).kind == Kind::Channel && message.sender == Sender::Chat(id);
        if !(own || in_channel) || message.service.is_some() {
            return Err(bad("message can't be edited"));
        }
        let number = message.id;
        if self.pacer.counts_edits() {
            self.count_message(id)?;
        }
        Ok((id, number, false))
    }

    fn change(&mut self, chat: i64, number: i32, inline: bool, change: impl FnOnce(&mut Message)) -> Answer {
        let now = self.now();
        let messages = &mut self.chat_mut(chat).messages;
        let message = messages.get_mut(&number).ok_or_else(|| bad("message to edit not found"))?;
        let before = (message.text.clone(), message.entities.clone(), message.keyboard.clone());
        change(message);
        if before == (message.text.clone(), message.entities.clone(), message.keyboard.clone()) {
            return Err(bad(
                "message is not modified: specified new message content and reply markup are exactly the same as a \
                 current content and reply markup of the message",
            ));
        }
        message.edited = Some(now);
        let message = message.clone();
        if inline { Ok(Value::Bool(true)) } else { Ok(self.message_json(&message)) }
    }

    pub(super) fn edit_message_text(&mut self, args: &Args) -> Answer {
        let (text, entities, without_preview) = written(args)?;
        let keyboard = self.buttons(args)?;
        let (chat, number, inline) = self.target(args)?;
        self.change(chat, number, inline, |message| {
            message.text = text;
            message.entities = entities;
            message.keyboard = keyboard;
            message.without_preview = without_preview;
        })
    }

    pub(super) fn edit_reply_markup(&mut self, args: &Args) -> Answer {
        let keyboard = self.buttons(args)?;
        let (chat, number, inline) = self.target(args)?;
        self.change(chat, number, inline, |message| message.keyboard = keyboard)
    }

    /// Whether the bot may delete a message: its own, and others' as an administrator with that right; in private chats,
    /// whatever it is. All of it within two days, whatever rights a bot has.
    fn may_delete(&self, chat: &Chat, message: &Message) -> bool {
        let young = self.now() - message.date < TWO_DAYS;
        let own = message.sender == Sender::User(self.bot.id);
        let status = chat.status(self.bot.id);
        let right = matches!(status, Status::Creator { .. } | Status::Administrator { can_delete: true, .. });
        let allowed = match chat.kind {
            Kind::Private => true,
            Kind::Channel => right || matches!(status, Status::Administrator { can_post: true, .. }),
            _ => right || (own && message.service.is_none()),
        };
        young && allowed
    }

    pub(super) fn delete_message(&mut self, args: &Args) -> Answer {
        let id = self.writable_chat(args)?;
        let message = self.message_of(id, args, "message to delete")?;
        if !self.may_delete(self.chat(id), message) {
            return Err(bad("message can't be deleted"));
        }
        let number = message.id;
        if let Some(message) = self.chat_mut(id).messages.get_mut(&number) {
            message.deleted = true;
        }
        Ok(Value::Bool(true))
    }

    pub(super) fn delete_messages(&mut self, args: &Args) -> Answer {
        let list = args.object("message_ids", "Can't parse message identifiers JSON object")?;
        if list.is_null() {
            return Err(bad("Message identifiers are not specified"));
        }
        let list = list.as_array().ok_or_else(|| bad("Expected an Array of message identifiers"))?;
        if list.len() > 100 {
            return Err(bad("Too many message identifiers specified"));
        }
        let number = |v: &Value| v.as_i64().and_then(|n| i32::try_from(n).ok()).filter(|n| *n > 0);
        let numbers: Vec<i32> = list
            .iter()
            .map(|v| number(v).ok_or_else(|| bad("Invalid message identifier specified")))
            .collect::<Result<_, _>>()?;
        let id = self.writable_chat(args)?;
        let found: Vec<&Message> = numbers.iter().filter_map(|n| self.chat(id).messages.get(n)).collect();
        if found.iter().any(|m| !m.deleted && !self.may_delete(self.chat(id), m)) {
            return Err(bad("message can't be deleted"));
        }
        // What can't be found is skipped.
        for number in numbers {
            if let Some(message) = self.chat_mut(id).messages.get_mut(&number) {
                message.deleted = true;
            }
        }
        Ok(Value::Bool(true))
    }

    pub(super) fn send_chat_action(&mut self, args: &Args) -> Answer {
        let known = ["typing", "upload_photo", "upload_document", "choose_sticker", "find_location", "record_video"];
        if !known.contains(&args.text("action")) {
            return Err(bad("Wrong parameter action in request"));
        }
        let thread = args.number("message_thread_id", 0);
        let id = self.writable_chat(args)?;
        self.check_topic(id, thread)?;
        Ok(json!(true))
    }
}
