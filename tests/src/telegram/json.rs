//! The JSON of the Bot API, as the real server writes it: the same fields, absent where it leaves them out.

use serde_json::{Map, Value, json};

use super::state::{ANONYMOUS_BOT, CHANNEL_BOT, State};
use super::world::{Action, Button, Chat, Kind, Message, Sender, Status, User};

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// A user.
pub(super) fn user(user: &User) -> Value {
    let mut json = Map::new();
    json.insert("id".into(), user.id.into());
    json.insert("is_bot".into(), user.is_bot.into());
    json.insert("first_name".into(), user.first_name.clone().into());
    if let Some(name) = &user.username {
        json.insert("username".into(), name.clone().into());
    }
    if let Some(code) = &user.language_code {
        json.insert("language_code".into(), code.clone().into());
    }
    Value::Object(json)
}

/// Buttons.
pub(super) fn keyboard(rows: &[Vec<Button>]) -> Value {
    let button = |button: &Button| match &button.action {
        Action::Callback(data) => json!({"text": button.text, "callback_data": data}),
        Action::Url(url) => json!({"text": button.text, "url": url}),
        Action::Inline { query, here: false } => json!({"text": button.text, "switch_inline_query": query}),
        Action::Inline { query, here: true } => json!({"text": button.text, "switch_inline_query_current_chat": query}),
        Action::Other => json!({"text": button.text, "callback_game": {}}),
    };
    let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(button).collect()).collect();
    json!({"inline_keyboard": rows})
}

impl State {
    pub(super) fn user_json(&self, id: i64) -> Value {
        self.users.get(&id).map_or_else(|| json!({"id": id, "is_bot": false, "first_name": ""}), user)
    }

    /// A chat as it stands in a message.
    pub(super) fn chat_json(&self, chat: &Chat) -> Value {
        let mut json = Map::new();
        json.insert("id".into(), chat.id.into());
        if chat.kind == Kind::Private {
            if let Some(user) = self.users.get(&chat.id) {
                json.insert("first_name".into(), user.first_name.clone().into());
                if let Some(name) = &user.username {
                    json.insert("username".into(), name.clone().into());
                }
            }
        } else {
            json.insert("title".into(), chat.title.clone().into());
            if let Some(name) = &chat.username {
                json.insert("username".into(), name.clone().into());
            }
            if chat.is_forum() {
                json.insert("is_forum".into(), true.into());
            }
        }
        json.insert("type".into(), chat.name_of_kind().into());
        if chat.kind == Kind::Group {
            json.insert("all_members_are_administrators".into(), true.into());
            let no = json!({"unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false, "gifts_from_channels": false});
            json.insert("accepted_gift_types".into(), no);
        }
        Value::Object(json)
    }

    pub(super) fn chat_json_of(&self, id: i64) -> Value {
        self.chats.get(&id).map_or(Value::Null, |chat| self.chat_json(chat))
    }

    /// A message as the bot is told of it.
    pub(super) fn message_json(&self, message: &Message) -> Value {
        self.message_with(message, true)
    }

    fn message_with(&self, message: &Message, with_reply: bool) -> Value {
        let chat = self.chat(message.chat.0);
        let mut json = Map::new();
        json.insert("message_id".into(), message.id.into());
        match message.sender {
            Sender::User(id) => {
                json.insert("from".into(), self.user_json(id));
            }
            Sender::Chat(id) => {
                if chat.kind != Kind::Channel {
                    let stand_in = if id == chat.id { ANONYMOUS_BOT } else { CHANNEL_BOT };
                    json.insert("from".into(), self.user_json(stand_in));
                }
                json.insert("sender_chat".into(), self.chat_json_of(id));
            }
        }
        json.insert("chat".into(), self.chat_json(chat));
        json.insert("date".into(), message.date.into());
        if let Some(edited) = message.edited {
            json.insert("edit_date".into(), edited.into());
        }
        if let Some(thread) = message.thread {
            json.insert("message_thread_id".into(), thread.into());
        }
        let replied = message.reply_to.or(message.thread.filter(|_| message.in_topic));
        let replied = replied.filter(|_| with_reply).and_then(|id| chat.messages.get(&id)).filter(|m| !m.deleted);
        if let Some(replied) = replied {
            json.insert("reply_to_message".into(), self.message_with(replied, false));
        }
        let (words, entities) = if message.caption { ("caption", "caption_entities") } else { ("text", "entities") };
        if message.caption {
            json.insert("photo".into(), photo(message.id));
        }
        if let Some(album) = &message.album {
            json.insert("media_group_id".into(), album.clone().into());
        }
        if let Some(service) = &message.service {
            json.extend(fields(service.clone()));
        } else if !message.text.is_empty() {
            json.insert(words.into(), message.text.clone().into());
        }
        if !message.entities.is_empty() {
            let list: Vec<Value> = message.entities.iter().map(|e| e.json(|id| self.user_json(id))).collect();
            json.insert(entities.into(), list.into());
        }
        if message.without_preview {
            json.insert("link_preview_options".into(), json!({"is_disabled": true}));
        }
        if !message.keyboard.is_empty() {
            json.insert("reply_markup".into(), keyboard(&message.keyboard));
        }
        if message.via_bot {
            json.insert("via_bot".into(), user(&self.bot));
        }
        if message.in_topic {
            json.insert("is_topic_message".into(), true.into());
        }
        Value::Object(json)
    }

    /// A member of a chat.
    pub(super) fn member_json(&self, chat: &Chat, id: i64, status: Status) -> Value {
        let user = self.user_json(id);
        match status {
            Status::Creator { anonymous } => {
                json!({"user": user, "status": "creator", "is_anonymous": anonymous})
            }
            Status::Administrator { anonymous, can_post, can_delete } => {
                let mut json = json!({
                    "user": user, "status": "administrator", "can_be_edited": false,
                    "can_manage_chat": true, "can_change_info": true, "can_delete_messages": can_delete,
                    "can_invite_users": true, "can_restrict_members": true, "can_promote_members": false,
                    "can_manage_video_chats": true, "can_post_stories": false, "can_edit_stories": false,
                    "can_delete_stories": false, "is_anonymous": anonymous, "can_manage_voice_chats": true,
                });
                if chat.kind == Kind::Channel {
                    json["can_post_messages"] = can_post.into();
                    json["can_edit_messages"] = can_post.into();
                } else {
                    json["can_pin_messages"] = true.into();
                    json["can_manage_topics"] = chat.is_forum().into();
                }
                json
            }
            Status::Member => json!({"user": user, "status": "member"}),
            Status::Restricted => json!({
                "user": user, "status": "restricted", "until_date": 0, "is_member": true,
                "can_send_messages": false, "can_send_audios": false, "can_send_documents": false,
                "can_send_photos": false, "can_send_videos": false, "can_send_video_notes": false,
                "can_send_voice_notes": false, "can_send_media_messages": false, "can_send_polls": false,
                "can_send_other_messages": false, "can_add_web_page_previews": false, "can_change_info": false,
                "can_invite_users": false, "can_pin_messages": false, "can_manage_topics": false,
                "can_react_to_messages": false, "can_edit_tag": false,
            }),
            Status::Left => json!({"user": user, "status": "left"}),
            Status::Kicked => json!({"user": user, "status": "kicked", "until_date": 0}),
        }
    }
}

fn photo(id: i32) -> Value {
    let file = |size: &str| (format!("AgAC{size}{id}"), format!("AQAD{size}{id}"));
    let (small, small_unique) = file("s");
    json!([{"file_id": small, "file_unique_id": small_unique, "file_size": 1253, "width": 90, "height": 51}])
}
