//! From a [`View`] to messages with their keyboard. Pure. A heading and names of values are bold, quotations are block
//! quotations with their source linked beneath, and everything people wrote is escaped and made harmless.
//!
//! Quotations are never folded: they are what somebody asked for. Absent on purpose: sending and limits.

use bot_core::hygiene::harmless;
use bot_core::phrases::{Phrases, Say};
use bot_core::view::{Block, Choice, Destination, View};
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use crate::html::{LONGEST, Mark, Rich, unmentioning};
use crate::link;

/// The most buttons that Telegram takes under one message.
const MOST_BUTTONS: usize = 100;

/// The longest labels, in characters, that can be read whole on a telephone: alone in a row, two and three of them.
const LABEL_WIDTHS: [usize; 3] = [usize::MAX, 16, 9];

/// What messages need to know beyond the view.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RenderContext<'a> {
    /// The bot's username, without `@`.
    pub(crate) bot_username: &'a str,
    /// For what is added to the view's words.
    pub(crate) phrases: &'a Phrases,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    /// The words, as Telegram's HTML.
    pub(crate) html: String,
    /// The choices.
    pub(crate) keyboard: Option<InlineKeyboardMarkup>,
}

/// The view as at least one message. The choices stand under the last one.
pub(crate) fn render(view: &View, context: &RenderContext<'_>) -> Vec<Text> {
    let View {
        title,
        blocks,
        choices,
        language,
        // Telegram has no forms; the blocks ask for one answer at a time, so nothing is lost.
        form: _,
    } = view;
    let mut rich = Rich::default();
    if let Some(title) = title {
        rich.push_marked(&words(title), Mark::Bold);
    }
    for (n, block) in blocks.iter().enumerate() {
        // A heading stays with what it is about.
        if n > 0 {
            rich.seam();
        }
        rich.gap();
        push(&mut rich, block, context.phrases.say(*language));
    }
    if rich.is_blank() {
        // Telegram takes no empty message, and the choices need one.
        rich = Rich::default();
        rich.push("…");
    }
    let htmls = rich.messages(LONGEST);
    let mut texts: Vec<Text> = htmls.into_iter().map(|html| Text { html, keyboard: None }).collect();
    if let Some(last) = texts.last_mut() {
        last.keyboard = keyboard(choices, context.bot_username);
    }
    texts
}

fn push(rich: &mut Rich, block: &Block, say: Say<'_>) {
    match block {
        Block::Paragraph(text) => rich.push(&words(text)),
        Block::Quotation { text, citation, link } => {
            // The campaign's own words, which stay as they are.
            rich.push_marked(&harmless(text), Mark::Quote);
            rich.push("\n");
            rich.push_marked(&harmless(citation), Mark::Link(link.clone()));
        }
        Block::List(items) => {
            for (n, item) in items.iter().enumerate() {
                rich.push(if n == 0 { "• " } else { "\n• " });
                rich.push(&words(item));
            }
        }
        Block::Fields(fields) => {
            for (n, (name, value)) in fields.iter().enumerate() {
                if n > 0 {
                    rich.push("\n");
                }
                let line = say.with("console-field", &[("name", name.into()), ("value", value.into())]);
                match line.strip_prefix(name.as_str()) {
                    Some(rest) => {
                        rich.push_marked(&words(name), Mark::Bold);
                        rich.push(&words(rest));
                    }
                    None => rich.push(&words(&line)),
                }
            }
        }
    }
}

/// Words in which nothing acts on anybody.
fn words(text: &str) -> String {
    unmentioning(&harmless(text)).into_owned()
}

/// The choices as buttons, short ones side by side.
fn keyboard(choices: &[Choice], bot_username: &str) -> Option<InlineKeyboardMarkup> {
    let mut rest = choices.get(..MOST_BUTTONS).unwrap_or(choices);
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let (row, more) = rest.split_at(row_length(rest));
        rows.push(row.iter().map(|choice| button(choice, bot_username)).collect::<Vec<_>>());
        rest = more;
    }
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

/// How many of the choices fit into the next row.
fn row_length(choices: &[Choice]) -> usize {
    let fits = |count: &usize| {
        let row = choices.get(..*count);
        row.is_some_and(|row| row.iter().all(|choice| choice.label.chars().count() <= LABEL_WIDTHS[count - 1]))
    };
    (1..=LABEL_WIDTHS.len()).rev().find(fits).unwrap_or(1)
}

fn button(choice: &Choice, bot_username: &str) -> InlineKeyboardButton {
    let Choice {
        token,
        label,
        // Whoever types it is understood; the button needs no second label.
        say: _,
        destination,
        // Buttons say what they do.
        typed: _,
    } = choice;
    let label = match harmless(label).replace('\n', " ").trim() {
        "" => "…".to_owned(),
        label => label.to_owned(),
    };
    match destination {
        Destination::Here => InlineKeyboardButton::callback(label, token.as_str()),
        Destination::Private => InlineKeyboardButton::url(label, link::link(bot_username, token)),
    }
}

#[cfg(test)]
mod tests;
