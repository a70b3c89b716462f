//! From a [`View`] to messages. Pure.

use bot_core::phrases::Phrases;
use bot_core::view::View;
use serde::Serialize;
use serenity::all::{CreateActionRow, CreateAllowedMentions, CreateEmbed};

use crate::components::Owner;

/// What messages need to know beyond the view.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RenderContext<'a> {
    /// For what is added to the view's words.
    pub(crate) phrases: &'a Phrases,
    /// Whose conversation it is.
    pub(crate) owner: Owner,
    /// Whether it is an answer or news.
    pub(crate) shape: Shape,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Somebody asked for it.
    Answer,
    /// A room hears it.
    News,
}

/// One message. It serializes to the whole of what is sent: every field is always there, so that the same body makes a
/// new message, a reply to an interaction (as `data`), and an edit that leaves nothing of the old one. Flags, nonce and
/// the message that is answered are the sender's (`#[serde(flatten)]` this into what has them).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Part {
    /// The words, as Discord's Markdown, at most 2,000 characters.
    pub(crate) content: String,
    /// Quotations and long lists.
    pub(crate) embeds: Vec<CreateEmbed>,
    /// The choices.
    pub(crate) components: Vec<CreateActionRow>,
    /// Nobody, ever.
    allowed_mentions: CreateAllowedMentions,
}

/// The view as at least one message. The choices stand under the last one.
pub(crate) fn render(view: &View, context: &RenderContext<'_>) -> Vec<Part> {
    let _ = (view, context);
    Vec::new()
}
