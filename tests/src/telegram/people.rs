//! What people do.

use serde_json::{Value, json};

use super::Fake;
use super::entities::{Entity, detect};
use super::methods::{formatted, keyboard};
use super::state::{Asked, Pressed};
use super::world::{Action, ChatId, Kind, Person, Sender, Spot, User};

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

    /// A person posts an album of photos with these words under them; none where a text is empty.
    pub fn album(&self, person: Person, chat: ChatId, captions: &[&str]) {
        self.act(|state| {
            let album = (13_000_000_000_000_000 + state.fresh_id()).to_string();
            for caption in captions {
                let mut message = state.words(Sender::User(person.0), chat.into(), caption, None);
                message.caption = true;
                message.album = Some(album.clone());
                state.publish(message);
            }
        });
    }

    /// A person writes with formatting of their own, such as the mention of somebody without a username.
    pub fn say_formatted(&self, person: Person, spot: impl Into<Spot>, text: &str, formatting: Vec<Entity>) -> i32 {
        let spot = spot.into();
        self.act(|state| {
            let mut message = state.words(Sender::User(person.0), spot, text, None);
            message.entities.extend(formatting);
            message.entities.sort_by_key(|e| e.offset);
            state.publish(message)
        })
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
            let mut query = json!({
                "id": id, "from": state.user_json(person.0),
                "chat_instance": (chat.0.wrapping_mul(31_337)).to_string(), "data": data,
            });
            let shown = state.chat(chat.0).messages.get(&message).filter(|m| !m.deleted).cloned();
            let inline = state.inline_messages.iter().find(|(_, place)| **place == (chat.0, message));
            match (inline, shown) {
                (Some((inline, _)), _) => query["inline_message_id"] = json!(inline),
                (None, Some(message)) => query["message"] = state.message_json(&message),
                // Of a message that can't be seen any more, only its number is left.
                (None, None) => {
                    query["message"] = json!({"chat": state.chat_json_of(chat.0), "message_id": message, "date": 0});
                }
            }
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

    /// A person posts a result of an inline query in a chat, by its place in the list. Gives the message's number; its
    /// buttons work there as on any message.
    ///
    /// # Panics
    /// When the bot suggested no such result.
    pub fn choose_inline(&self, person: Person, query: &str, result: usize, spot: impl Into<Spot>) -> i32 {
        let spot = spot.into();
        self.act(|state| {
            let answer = state.asked.get(query).and_then(|a| a.answer.clone());
            let result = answer.map(|a| a["results"][result].clone()).filter(|r| r.is_object());
            let result = result.expect("people choose what the bot suggested");
            let content = &result["input_message_content"];
            let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let read =
                formatted(&string(&content["message_text"]), &string(&content["parse_mode"]), &content["entities"]);
            let (text, entities) = read.expect("the fake checked this when the bot suggested it");
            let buttons = keyboard(&result["reply_markup"]).expect("the fake checked this too");
            let mut message = state.words(Sender::User(person.0), spot, &text, None);
            message.entities = entities;
            message.keyboard = buttons;
            message.via_bot = true;
            if !message.keyboard.is_empty() {
                let id = format!("BAAA{}_{}", spot.chat.0.unsigned_abs(), message.id);
                state.inline_messages.insert(id, (spot.chat.0, message.id));
            }
            state.publish(message)
        })
    }

    /// An update with this content, whatever it is: `"\"message\":{…}"`, without the braces of the update and its id.
    pub fn update(&self, body: &str) {
        self.act(|state| state.push_raw(0, body.to_owned()));
    }
}
