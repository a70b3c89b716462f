//! What people do.

use serde_json::{Value, json};

use super::Fake;
use super::state::{Door, State, User};
use super::world::{ChannelId, Component, InteractionId, InteractionKind, Message, MessageId, Person, Ping, Pressed};

impl Fake {
    /// A new person, whose app speaks this language: one of Discord's codes, such as `en-US`, `fr` or `es-419`.
    pub fn person(&self, name: &str, locale: &str) -> Person {
        self.act(|state| Person(state.new_user(name, locale, false)))
    }

    /// Another bot.
    pub fn other_bot(&self, name: &str) -> Person {
        self.act(|state| Person(state.new_user(name, "en-US", true)))
    }

    /// A person sets their app to another language.
    pub fn set_person_locale(&self, person: Person, locale: &str) {
        self.act(|state| locale.clone_into(&mut state.users.get_mut(&person.0).expect("tests made them").locale));
    }

    /// A person writes. Whoever is mentioned in the words is pinged.
    pub fn say(&self, person: Person, channel: ChannelId, text: &str) -> MessageId {
        self.act(|state| state.write(person, channel, text, None, false))
    }

    /// A person replies to a message, with or without pinging its author.
    pub fn reply(&self, person: Person, channel: ChannelId, text: &str, to: MessageId, ping: bool) -> MessageId {
        self.act(|state| state.write(person, channel, text, Some(to), ping))
    }

    /// A person changes what they wrote.
    pub fn edit(&self, message: MessageId, text: &str) {
        self.act(|state| {
            let now = state.now_ms();
            let Some(kept) = state.message_mut(message.0) else { return };
            text.clone_into(&mut kept.content);
            kept.edited = Some(now);
            state.changed(message.0);
            state.tell_message(message.0, "MESSAGE_UPDATE");
        });
    }

    /// Somebody deletes a message: their own, or a moderator any.
    pub fn delete(&self, message: MessageId) {
        self.act(|state| state.delete_message(message.0));
    }

    /// A person uses a slash command, with these options. Their app only sends what the bot has registered.
    ///
    /// # Panics
    /// When there is no such command there, or the options don't fit it: people couldn't send this.
    pub fn slash(&self, person: Person, channel: ChannelId, name: &str, options: &[(&str, Value)]) -> InteractionId {
        self.act(|state| {
            let data = state.command_data(channel, name, options, None);
            state.interact(person, channel, InteractionKind::Command, &data, None)
        })
    }

    /// A person types a command: the last of these options has the cursor, and the app asks the bot for suggestions.
    ///
    /// # Panics
    /// When there is no such command there, or the option with the cursor asks for no suggestions.
    pub fn autocomplete(
        &self,
        person: Person,
        channel: ChannelId,
        name: &str,
        options: &[(&str, Value)],
    ) -> InteractionId {
        self.act(|state| {
            let focus = options.last().expect("the cursor is in an option").0;
            let data = state.command_data(channel, name, options, Some(focus));
            state.interact(person, channel, InteractionKind::Autocomplete, &data, None)
        })
    }

    /// A person presses a button by what stands on it.
    ///
    /// # Panics
    /// When they see no such button, it is greyed out, or it opens a page.
    pub fn press(&self, person: Person, message: MessageId, label: &str) -> InteractionId {
        let id = self.look(|world| {
            let message = visible(world.message(message), person);
            let found = message.buttons().find(|b| b.label == label);
            let button = found.unwrap_or_else(|| panic!("there is no button {label:?} on {message:#?}"));
            assert!(!button.disabled, "the button {label:?} is greyed out");
            assert!(button.url.is_none(), "the button {label:?} opens a page");
            button.custom_id.clone()
        });
        self.press_id(person, message, &id)
    }

    /// A person's app presses a button of which only the `custom_id` is known: forged, or one that isn't there any more.
    pub fn press_id(&self, person: Person, message: MessageId, custom_id: &str) -> InteractionId {
        self.act(|state| {
            let on = state.message(message.0).expect("a button is on a message").clone();
            let data = json!({"custom_id": custom_id, "component_type": 2, "id": 2});
            state.interact(person, on.channel, InteractionKind::Component, &data, Some(&on))
        })
    }

    /// A person chooses lines of a menu by what stands on them; the message's first menu that has them all.
    ///
    /// # Panics
    /// When there is no such menu, it is greyed out, or it doesn't take so many.
    pub fn select(&self, person: Person, message: MessageId, labels: &[&str]) -> InteractionId {
        let (id, values) = self.look(|world| {
            let message = visible(world.message(message), person);
            let value = |menu: &super::world::Menu, label: &str| {
                menu.choices.iter().find(|c| c.label == label).map(|c| c.value.clone())
            };
            let fitting = message.menus().find_map(|menu| {
                let values: Option<Vec<String>> = labels.iter().map(|label| value(menu, label)).collect();
                values.map(|values| (menu, values))
            });
            let (menu, values) = fitting.unwrap_or_else(|| panic!("no menu has {labels:?} on {message:#?}"));
            assert!(!menu.disabled, "the menu is greyed out");
            let count = u64::try_from(values.len()).unwrap_or(u64::MAX);
            assert!((menu.least..=menu.most).contains(&count), "the menu takes {} to {}", menu.least, menu.most);
            (menu.custom_id.clone(), values)
        });
        self.select_id(person, message, &id, &values)
    }

    /// A person's app sends a menu's choice, whether or not the menu has it.
    pub fn select_id(&self, person: Person, message: MessageId, custom_id: &str, values: &[String]) -> InteractionId {
        self.act(|state| {
            let on = state.message(message.0).expect("a menu is on a message").clone();
            let data = json!({"custom_id": custom_id, "component_type": 3, "id": 2, "values": values});
            state.interact(person, on.channel, InteractionKind::Component, &data, Some(&on))
        })
    }

    /// A person fills in the form that an interaction of theirs opened, and sends it. Fields are called by their label
    /// or `custom_id`; what isn't named keeps the words that stood there.
    ///
    /// # Panics
    /// When no form is open, there is no such field, or the app wouldn't send it: too short, too long, or empty.
    pub fn submit(&self, person: Person, opened: InteractionId, fields: &[(&str, &str)]) -> InteractionId {
        self.act(|state| {
            let pressed = state.interactions.get(&opened.0).expect("a form is opened by an interaction").clone();
            assert_eq!(pressed.person, person, "a form is open on one screen only");
            let modal = pressed.modal.expect("a form is open");
            for (name, _) in fields {
                let known = modal.inputs.iter().any(|i| i.label == *name || i.custom_id == *name);
                assert!(known, "the form has no field {name:?}: {modal:#?}");
            }
            let rows: Vec<Value> = modal
                .inputs
                .iter()
                .map(|input| {
                    let given = fields.iter().find(|(name, _)| *name == input.label || *name == input.custom_id);
                    let words = given.map_or(input.value.as_str(), |(_, words)| words);
                    let length = u64::try_from(words.chars().count()).unwrap_or(u64::MAX);
                    let fits = (length >= input.least || (length == 0 && !input.required)) && length <= input.most;
                    assert!(fits && (length > 0 || !input.required), "the app doesn't send {words:?} in {input:#?}");
                    let field = json!({"type": 4, "id": 2, "custom_id": input.custom_id, "value": words});
                    json!({"type": 1, "id": 1, "components": [field]})
                })
                .collect();
            let data = json!({"custom_id": modal.custom_id, "components": rows});
            let on = pressed.on.and_then(|id| state.message(id.0)).cloned();
            state.interact(person, pressed.channel, InteractionKind::Modal, &data, on.as_ref())
        })
    }

    /// A person's app sends a form with any content, as a forged one may: `custom_id`, then field and words.
    pub fn submit_forged(
        &self,
        person: Person,
        channel: ChannelId,
        custom_id: &str,
        fields: &[(&str, &str)],
    ) -> InteractionId {
        self.act(|state| {
            let rows: Vec<Value> = fields
                .iter()
                .map(|(id, words)| json!({"type": 1, "components": [{"type": 4, "custom_id": id, "value": words}]}))
                .collect();
            let data = json!({"custom_id": custom_id, "components": rows});
            state.interact(person, channel, InteractionKind::Modal, &data, None)
        })
    }

    /// A person closes a message that only they see.
    pub fn dismiss(&self, person: Person, message: MessageId) {
        self.act(|state| {
            if let Some(kept) = state.message_mut(message.0).filter(|m| m.only_for == Some(person)) {
                kept.deleted = true;
                state.changed(message.0);
            }
        });
    }

    /// A webhook writes in a channel, under any name.
    pub fn say_as_webhook(&self, channel: ChannelId, text: &str) {
        self.act(|state| {
            let id = state.fresh_id();
            let guild = state.channel(channel).guild;
            let bot = state.user_json(state.bot);
            let mentions = if text.contains(&format!("<@{}>", state.bot)) { json!([bot]) } else { json!([]) };
            let message = json!({
                "id": id.to_string(), "type": 0, "content": text, "channel_id": channel.0.to_string(),
                "guild_id": guild.map(|g| g.to_string()), "webhook_id": "77", "attachments": [], "embeds": [],
                "author": {"id": "77", "username": "Hook", "discriminator": "0000", "avatar": null, "bot": true},
                "mentions": mentions, "mention_roles": [], "mention_everyone": false, "pinned": false, "tts": false,
                "timestamp": super::json::time(state.now_ms()), "edited_timestamp": null, "flags": 0, "components": [],
            });
            state.emit(guild, 1 << 9, "MESSAGE_CREATE", &message);
        });
    }
}

fn visible(message: Option<&Message>, person: Person) -> &Message {
    let seen = message.filter(|m| !m.deleted && m.only_for.is_none_or(|only| only == person));
    seen.expect("people press what they see")
}

impl State {
    fn new_user(&mut self, name: &str, locale: &str, is_bot: bool) -> u64 {
        let id = self.fresh_id();
        let (name, locale) = (name.to_owned(), locale.to_owned());
        self.users.insert(id, User { id, name, locale, is_bot, door: Door::Open, direct: None });
        id
    }

    fn write(
        &mut self,
        person: Person,
        channel: ChannelId,
        text: &str,
        to: Option<MessageId>,
        ping: bool,
    ) -> MessageId {
        let mut message = self.draft(channel.0, person.0);
        text.clone_into(&mut message.content);
        message.reply_to = to;
        if to.is_some() {
            message.kind = 19;
        }
        let all = self.mentioned_users(text);
        message.pings = all.into_iter().map(|id| Ping::Person(Person(id))).collect();
        if text.contains("@everyone") || text.contains("@here") {
            message.pings.push(Ping::Everyone);
        }
        if let Some(author) = to.and_then(|to| self.message(to.0)).map(|m| m.author).filter(|_| ping) {
            message.pings.push(Ping::Replied(Person(author)));
        }
        MessageId(self.publish(message))
    }

    pub(super) fn delete_message(&mut self, id: u64) {
        let Some(message) = self.message_mut(id).filter(|m| !m.deleted) else { return };
        message.deleted = true;
        let (channel, aside) = (message.channel, message.only_for.is_some());
        self.changed(id);
        if !aside {
            let guild = self.channel(channel).guild;
            let intent = if guild.is_some() { 1 << 9 } else { 1 << 12 };
            let told = json!({
                "id": id.to_string(), "channel_id": channel.0.to_string(), "guild_id": guild.map(|g| g.to_string()),
            });
            self.emit(guild, intent, "MESSAGE_DELETE", &told);
        }
    }

    /// Sends an interaction to the bot, and begins to wait for its answer.
    pub(super) fn interact(
        &mut self,
        person: Person,
        channel: ChannelId,
        kind: InteractionKind,
        data: &Value,
        on: Option<&Message>,
    ) -> InteractionId {
        let id = self.fresh_id();
        let pressed = Pressed {
            id: InteractionId(id),
            person,
            channel,
            kind,
            answer: None,
            took_ms: None,
            took: None,
            on: on.map(|m| m.id),
            original: None,
            follow_ups: Vec::new(),
            modal: None,
            choices: None,
            at: self.now_ms(),
            began: std::time::Instant::now(),
            token: format!("aW50ZXJhY3Rpb246{id}_only-for-tests-{}", id.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            locale: self.user(person.0).locale.clone(),
        };
        let event = self.interaction_json(&pressed, data, on);
        let guild = self.channel(channel).guild;
        self.tokens.insert(pressed.token.clone(), id);
        self.interactions.insert(id, pressed);
        self.emit(guild, 0, "INTERACTION_CREATE", &event);
        InteractionId(id)
    }
}

impl Component {
    /// What the bot is told when it is used; `None` for links.
    pub fn custom_id(&self) -> Option<&str> {
        match self {
            Self::Button(button) => Some(button.custom_id.as_str()).filter(|id| !id.is_empty()),
            Self::Menu(menu) => Some(&menu.custom_id),
        }
    }
}
