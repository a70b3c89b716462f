//! How the bot answers what people do:
//! <https://discord.com/developers/docs/interactions/receiving-and-responding>.

use serde_json::{Value, json};

use super::bodies::{EPHEMERAL, Purpose, message as read};
use super::form::{Form, Path, field};
use super::modals::modal;
use super::refusal::{Answer, Refusal};
use super::routes::Meant;
use super::state::State;
use super::world::{Acknowledgement, Choice, InteractionKind, Message, Pressed};

/// How long an interaction waits for its acknowledgement, in milliseconds.
const PATIENCE: i64 = 3_000;
/// The most suggestions while a command is typed.
const SUGGESTIONS: usize = 25;

impl State {
    pub(super) fn callback(&mut self, meant: &Meant, body: &Value, with_response: bool, form: &mut Form) -> Answer {
        let now = self.now_ms();
        let known = self.interactions.get(&meant.interaction).filter(|p| p.token == meant.token);
        let pressed = known.cloned().ok_or_else(|| Refusal::unknown(10_062))?;
        if pressed.answer.is_some() {
            return Err(Refusal::new(400, 40_060, "Interaction has already been acknowledged."));
        }
        if now - pressed.at > PATIENCE {
            return Err(Refusal::unknown(10_062));
        }
        let on = pressed.on.is_some();
        let allowed: &[u64] = match pressed.kind {
            InteractionKind::Command => &[4, 5, 9, 10, 12],
            InteractionKind::Component => &[4, 5, 6, 7, 9, 10, 12],
            InteractionKind::Modal if on => &[4, 5, 6, 7, 10, 12],
            InteractionKind::Modal => &[4, 5, 10, 12],
            InteractionKind::Autocomplete => &[8],
        };
        let root = Path::root();
        form.object(&root, body, &["type", "data"]);
        let kind = body["type"].as_u64();
        if kind.is_none() {
            form.missing(&root.key("type"));
        }
        let kind = kind.unwrap_or_default();
        if !allowed.contains(&kind) {
            let list: Vec<String> = allowed.iter().map(u64::to_string).collect();
            let words = format!("Value must be one of {{{}}}.", list.join(", "));
            form.fault(&root.key("type"), "BASE_TYPE_CHOICES", &words);
        }
        form.done()?;
        let data = &body["data"];
        let answer = match kind {
            4 => self.answer_now(&pressed, data, form)?,
            5 => self.promise(&pressed, data, form)?,
            6 => Acknowledgement::Later,
            7 => {
                let id = pressed.on.map(|id| id.0).unwrap_or_default();
                if self.message(id).is_none_or(|m| m.deleted) {
                    return Err(Refusal::unknown(10_008));
                }
                if data.is_object() {
                    self.change(id, data, form, true)?;
                }
                Acknowledgement::Update
            }
            8 => {
                let choices = suggestions(form, data);
                form.done()?;
                self.pressed_mut(meant.interaction)?.choices = Some(choices);
                Acknowledgement::Suggestions
            }
            9 => {
                let opened = modal(form, data);
                form.done()?;
                self.pressed_mut(meant.interaction)?.modal = opened;
                Acknowledgement::Modal
            }
            _ => return Err(Refusal::new(400, 50_035, "Invalid Form Body")),
        };
        let known = self.pressed_mut(meant.interaction)?;
        known.answer = Some(answer);
        known.took_ms = Some(now - known.at);
        known.took = Some(known.began.elapsed());
        if matches!(answer, Acknowledgement::Later | Acknowledgement::Update) {
            known.original = known.on;
        }
        if !with_response {
            return Ok(Value::Null);
        }
        let original = self.interactions.get(&meant.interaction).and_then(|p| p.original);
        let message = original.and_then(|id| self.message(id.0)).map(|m| self.message_json(m));
        Ok(json!({
            "interaction": {
                "id": meant.interaction.to_string(), "type": pressed.kind.number(),
                "response_message_id": original.map(|id| id.0.to_string()),
                "response_message_loading": kind == 5,
            },
            "resource": {"type": kind, "message": message},
        }))
    }

    fn pressed_mut(&mut self, id: u64) -> Result<&mut Pressed, Refusal> {
        self.interactions.get_mut(&id).ok_or_else(|| Refusal::unknown(10_062))
    }

    fn answer_now(&mut self, pressed: &Pressed, data: &Value, form: &mut Form) -> Result<Acknowledgement, Refusal> {
        let message = self.draft_answer(pressed, data, form)?;
        let id = message.id;
        self.pressed_mut(pressed.id.0)?.original = Some(id);
        self.keep(message);
        self.tell_message(id.0, "MESSAGE_CREATE");
        Ok(Acknowledgement::Message)
    }

    /// A message that answers an interaction, not yet written into its channel.
    pub(super) fn draft_answer(
        &mut self,
        pressed: &Pressed,
        data: &Value,
        form: &mut Form,
    ) -> Result<Message, Refusal> {
        let wanted = read(form, data, Purpose::Answer);
        form.done()?;
        if wanted.is_empty() {
            return Err(Refusal::empty());
        }
        let mut message = self.draft(pressed.channel.0, self.bot);
        message.kind = if pressed.kind == InteractionKind::Command { 20 } else { 0 };
        message.only_for = wanted.ephemeral().then_some(pressed.person);
        message.interaction = Some(pressed.id);
        self.shape(&mut message, wanted, None, true);
        Ok(message)
    }

    fn promise(&mut self, pressed: &Pressed, data: &Value, form: &mut Form) -> Result<Acknowledgement, Refusal> {
        let path = Path::root().key("data");
        let known = ["flags", "tts", "content", "embeds", "components", "allowed_mentions", "attachments"];
        let flags = form.object(&path, data, &known).map(|fields| field(fields, "flags").clone());
        let flags = form.number(&path.key("flags"), &flags.unwrap_or_default(), 0, i64::MAX, 0);
        let flags = u64::try_from(flags).unwrap_or_default();
        // A promise says nothing yet: whatever else is given is ignored.
        if flags & !EPHEMERAL != 0 || data["content"].is_string() {
            form.ignores(&path);
        }
        form.done()?;
        let mut message = self.draft(pressed.channel.0, self.bot);
        message.thinking = true;
        message.kind = if pressed.kind == InteractionKind::Command { 20 } else { 0 };
        message.only_for = (flags & EPHEMERAL != 0).then_some(pressed.person);
        message.interaction = Some(pressed.id);
        let id = message.id;
        self.pressed_mut(pressed.id.0)?.original = Some(id);
        self.keep(message);
        self.tell_message(id.0, "MESSAGE_CREATE");
        Ok(Acknowledgement::Thinking)
    }
}

fn suggestions(form: &mut Form, data: &Value) -> Vec<Choice> {
    let path = Path::root().key("data").key("choices");
    if data["choices"].is_null() {
        form.missing(&path);
    }
    let mut all = Vec::new();
    for (at, value) in form.list(&path, &data["choices"], 0, SUGGESTIONS).iter().enumerate() {
        let path = path.index(at);
        let Some(fields) = form.object(&path, value, &["name", "name_localizations", "value"]) else { continue };
        let label = form.required(&path.key("name"), field(fields, "name"), 1, 100).to_owned();
        let value = match field(fields, "value") {
            text @ Value::String(_) => form.text(&path.key("value"), text, 1, 100).to_owned(),
            Value::Number(number) => number.to_string(),
            _ => {
                form.missing(&path.key("value"));
                String::new()
            }
        };
        all.push(Choice { label, value, description: String::new(), default: false });
    }
    all
}
