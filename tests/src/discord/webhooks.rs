//! What the bot does with an interaction after its first answer: for fifteen minutes its token is a webhook.
//! <https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages>

use serde_json::Value;

use super::form::Form;
use super::refusal::{Answer, Refusal};
use super::routes::Meant;
use super::state::State;
use super::world::{InteractionKind, Pressed};

/// How long a token lives, in milliseconds.
const LIFE: i64 = 15 * 60 * 1_000;

impl State {
    /// The interaction that a token belongs to, if it still lives and was acknowledged.
    fn hook(&self, meant: &Meant) -> Result<&Pressed, Refusal> {
        if meant.application != self.application {
            return Err(Refusal::unknown(10_015));
        }
        let dead = || Refusal::new(401, 50_027, "Invalid Webhook Token");
        let id = self.tokens.get(&meant.token).ok_or_else(dead)?;
        let pressed = self.interactions.get(id).ok_or_else(dead)?;
        if self.now_ms() - pressed.at > LIFE {
            return Err(dead());
        }
        // Nothing was answered yet, or there is nothing that could be said.
        if pressed.answer.is_none() || pressed.kind == InteractionKind::Autocomplete {
            return Err(Refusal::unknown(10_015));
        }
        Ok(pressed)
    }

    pub(super) fn follow_up(&mut self, meant: &Meant, body: &Value, form: &mut Form) -> Answer {
        let pressed = self.hook(meant)?.clone();
        // The first one keeps the promise, if there is one: its flags stay those of the promise.
        let promised = pressed.original.filter(|id| self.message(id.0).is_some_and(|m| m.thinking && !m.deleted));
        let mut message = self.draft_answer(&pressed, body, form)?;
        if let Some(promised) = promised {
            message.id = promised;
            message.only_for = self.message(promised.0).and_then(|m| m.only_for);
            if let Some(kept) = self.message_mut(promised.0) {
                *kept = message;
            }
            self.changed(promised.0);
            self.tell_message(promised.0, "MESSAGE_UPDATE");
            return self.told(promised.0);
        }
        let id = message.id;
        if let Some(first) = pressed.original {
            message.reply_to = self.message(first.0).filter(|m| !m.deleted).map(|m| m.id);
        }
        if let Some(pressed) = self.interactions.get_mut(&pressed.id.0) {
            pressed.follow_ups.push(id);
        }
        self.keep(message);
        self.tell_message(id.0, "MESSAGE_CREATE");
        self.told(id.0)
    }

    /// The message that a call is about: the first answer, or a further one.
    fn of_hook(&self, meant: &Meant) -> Result<u64, Refusal> {
        let pressed = self.hook(meant)?;
        let id = match meant.message {
            0 => pressed.original.map(|id| id.0),
            id => pressed.original.iter().chain(&pressed.follow_ups).map(|m| m.0).find(|m| *m == id),
        };
        let standing = id.filter(|id| self.message(*id).is_some_and(|m| !m.deleted));
        standing.ok_or_else(|| Refusal::unknown(10_008))
    }

    pub(super) fn get_of_hook(&self, meant: &Meant) -> Answer {
        self.told(self.of_hook(meant)?)
    }

    pub(super) fn edit_of_hook(&mut self, meant: &Meant, body: &Value, form: &mut Form) -> Answer {
        let id = self.of_hook(meant)?;
        self.change(id, body, form, true)
    }

    pub(super) fn delete_of_hook(&mut self, meant: &Meant) -> Answer {
        let id = self.of_hook(meant)?;
        self.delete_message(id);
        Ok(Value::Null)
    }
}
