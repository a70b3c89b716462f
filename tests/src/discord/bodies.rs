//! What a message is to be, read from the body of a call.

use serde_json::Value;

use super::components::rows;
use super::embeds::embeds;
use super::form::{Form, Path, field};
use super::mentions::{Allowed, allowed};
use super::state::State;
use super::world::{Component, Embed, Message, Person};

/// "Only you can see this".
pub(super) const EPHEMERAL: u64 = 1 << 6;
const SUPPRESS_EMBEDS: u64 = 1 << 2;
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;

/// What is done with the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A message in a channel.
    Create,
    /// A change of any message.
    Edit,
    /// The first answer to an interaction, or a further one.
    Answer,
}

/// What a message is to be. What is `None` stays.
pub(super) struct Wanted {
    pub(super) content: Option<String>,
    pub(super) embeds: Option<(Vec<Embed>, Value)>,
    pub(super) rows: Option<(Vec<Vec<Component>>, Value)>,
    pub(super) flags: Option<u64>,
    pub(super) allowed: Allowed,
}

impl Wanted {
    /// Whether nothing in it could be seen.
    pub(super) fn is_empty(&self) -> bool {
        self.content.as_deref().unwrap_or_default().is_empty() && self.embeds.as_ref().is_none_or(|(e, _)| e.is_empty())
    }

    pub(super) fn ephemeral(&self) -> bool {
        self.flags.unwrap_or_default() & EPHEMERAL != 0
    }
}

/// Reads a body.
pub(super) fn message(form: &mut Form, body: &Value, purpose: Purpose) -> Wanted {
    let mut known = vec!["content", "embeds", "flags", "allowed_mentions", "components", "attachments"];
    if purpose != Purpose::Edit {
        known.extend(["tts", "poll"]);
    }
    if purpose == Purpose::Create {
        known.extend(["nonce", "enforce_nonce", "message_reference", "sticker_ids"]);
    }
    let root = Path::root();
    let empty = serde_json::Map::new();
    let fields = form.object(&root, body, &known).unwrap_or(&empty);
    let content = fields.get("content").map(|value| form.text(&root.key("content"), value, 0, 2_000).trim().to_owned());
    let embeds = fields.get("embeds").map(|value| {
        let read = embeds(form, value);
        let mut raw = if value.is_array() { value.clone() } else { Value::Array(Vec::new()) };
        for embed in raw.as_array_mut().into_iter().flatten() {
            embed["type"] = Value::from("rich");
        }
        (read, raw)
    });
    let rows = fields.get("components").map(|value| {
        let raw = if value.is_array() { value.clone() } else { Value::Array(Vec::new()) };
        (rows(form, value), raw)
    });
    let settable = match purpose {
        Purpose::Create => SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS,
        Purpose::Edit => SUPPRESS_EMBEDS,
        Purpose::Answer => SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | EPHEMERAL,
    };
    let flags = fields.get("flags").filter(|value| !value.is_null()).map(|value| {
        let all = form.number(&root.key("flags"), value, 0, i64::MAX, 0);
        let all = u64::try_from(all).unwrap_or_default();
        if all & !settable != 0 {
            form.ignores(&root.key("flags"));
        }
        all & settable
    });
    form.flag(&root.key("tts"), field(fields, "tts"));
    let allowed = allowed(form, field(fields, "allowed_mentions"));
    Wanted { content, embeds, rows, flags, allowed }
}

impl State {
    /// Makes a message what it is to be. Without the permission to embed links, embeds are dropped without a word.
    pub(super) fn shape(&self, message: &mut Message, wanted: Wanted, replied: Option<u64>, may_embed: bool) {
        if let Some(content) = wanted.content {
            message.content = content;
        }
        if let Some((embeds, raw)) = wanted.embeds
            && (may_embed || embeds.is_empty())
        {
            (message.embeds, message.raw_embeds) = (embeds, raw);
        }
        if let Some((rows, raw)) = wanted.rows {
            (message.rows, message.raw_components) = (rows, raw);
        }
        if let Some(flags) = wanted.flags {
            message.without_embeds = flags & SUPPRESS_EMBEDS != 0;
            message.silent |= flags & SUPPRESS_NOTIFICATIONS != 0;
        }
        // What is shown to one person alone pings nobody else.
        let pings = self.pings(message.channel.0, &message.content, &wanted.allowed, replied);
        let only = message.only_for;
        let reaches =
            |ping: &super::world::Ping| only.is_none_or(|Person(id)| *ping == super::world::Ping::Person(Person(id)));
        message.pings.extend(pings.into_iter().filter(reaches));
        message.pings.sort_unstable();
        message.pings.dedup();
    }
}
