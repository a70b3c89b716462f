//! From a [`View`] to messages. Pure.
//!
//! What stands where: the words of a message (`content`) are the whole answer. Heading, sentences, lists, names and values
//! stand there, and of each quotation where it stands and its link. Embeds hold the quotations, so that the campaign's own
//! words are set apart from the bot's, with the place they are from as the heading. Whoever has embeds switched off loses
//! nothing but the words behind a link that they can see; and whoever listens to a screen reader hears nothing twice. News
//! that names more than three is the one exception: its list is an embed, because a long list of names in a room is in
//! everybody's way, and the sentence above it tells how many joined. Where the bot may not post embeds, nobody would see
//! any of it; there the words tell it, too, as far as they have room (see `cards.rs`).
//!
//! Embeds have no colours, pictures or icons: they would say nothing. Absent on purpose: sending, and who sees it.

use bot_core::phrases::{Phrases, Say};
use bot_core::view::{Block, View};
use serde::Serialize;
use serenity::all::{CreateActionRow, CreateAllowedMentions, CreateEmbed};

use crate::components::{Owner, rows};
use crate::markup::{address, bold, is_address, is_blank, item, length, line, linked, pieces, plain};

/// The longest words of a message, in characters (<https://discord.com/developers/docs/resources/message>).
const LONGEST_CONTENT: usize = 2_000;
/// The most embeds of a message, and the most characters in all of them together.
const MOST_EMBEDS: usize = 10;
const LONGEST_EMBEDS: usize = 6_000;
/// The longest heading and the longest text of one embed, in characters.
const LONGEST_TITLE: usize = 256;
const LONGEST_DESCRIPTION: usize = 4_096;
/// The most lines that news tells in its words.
const MOST_TOLD: usize = 3;

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
    /// The words, as Discord's Markdown. Never empty: where the bot may not post embeds, Discord refuses a message that
    /// has nothing else, and drops the embeds of all others.
    pub(crate) content: String,
    /// Quotations and long lists.
    pub(crate) embeds: Vec<CreateEmbed>,
    /// The words with what the embeds hold, as far as there is room.
    #[serde(skip)]
    pub(crate) with_cards: Option<String>,
    /// The choices.
    pub(crate) components: Vec<CreateActionRow>,
    /// Nobody, ever.
    allowed_mentions: CreateAllowedMentions,
}

impl Part {
    fn new(content: String) -> Self {
        Self {
            content,
            embeds: Vec::new(),
            with_cards: None,
            components: Vec::new(),
            allowed_mentions: CreateAllowedMentions::new().replied_user(false),
        }
    }
}

/// The view as at least one message. The choices stand under the last one, which is also the one with the embeds, unless
/// these fill more than one.
pub(crate) fn render(view: &View, context: &RenderContext<'_>) -> Vec<Part> {
    let View { title, blocks, choices, language, form } = view;
    let mut words = Words::default();
    let mut frames = Vec::new();
    if let Some(title) = title {
        words.add(GAP, title, bold);
    }
    for block in blocks {
        block_into(&mut words, &mut frames, block, context.shape, context.phrases.say(*language));
    }
    if words.messages.is_empty() {
        // The choices need a message.
        words.messages.push(MORE.to_owned());
    }
    let mut parts: Vec<Part> = words.messages.into_iter().map(Part::new).collect();
    for (n, Cards { embeds, texts }) in together(frames).into_iter().enumerate() {
        if n > 0 {
            parts.push(Part::new(MORE.to_owned()));
        }
        let number = parts.len() - 1;
        if let Some(last) = parts.last_mut() {
            last.with_cards = Some(with_cards(&last.content, number, &texts));
            last.embeds = embeds;
        }
    }
    if let Some(last) = parts.last_mut() {
        last.components = rows(choices, form.as_deref(), context.owner);
    }
    parts
}

fn block_into(words: &mut Words, frames: &mut Vec<Frame>, block: &Block, shape: Shape, say: Say<'_>) {
    match block {
        Block::Paragraph(text) => words.add(GAP, text, linked),
        Block::Quotation { text, citation, link } => {
            words.add(GAP, citation, |citation| format!("{} · {}", plain(citation), address(link)));
            frames.extend(quotation(text, citation, link, words.end()));
        }
        Block::List(items) if shape == Shape::News && items.len() > MOST_TOLD => {
            let lines = items.iter().map(|text| item(text)).filter(|line| !is_blank(line));
            let mut list = Words { longest: LONGEST_DESCRIPTION, ..Words::default() };
            lines.for_each(|line| list.add_markdown("\n", line));
            let end = words.end();
            frames.extend(list.messages.into_iter().map(|text| Frame::new(text, end)));
        }
        Block::List(items) => {
            for (n, text) in items.iter().enumerate() {
                words.add(if n == 0 { GAP } else { "\n" }, text, item);
            }
        }
        Block::Fields(fields) => {
            for (n, (name, value)) in fields.iter().enumerate() {
                let text = say.with("console-field", &[("name", name.into()), ("value", value.into())]);
                words.add(if n == 0 { GAP } else { "\n" }, &text, |text| match text.strip_prefix(name.as_str()) {
                    Some(rest) if !is_blank(name) => format!("{}{}", bold(name), plain(rest)),
                    _ => plain(text),
                });
            }
        }
    }
}

/// The words of a message that has none.
const MORE: &str = "…";

/// What stands between blocks.
const GAP: &str = "\n\n";

/// The words of messages that follow one another.
struct Words {
    messages: Vec<String>,
    longest: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self { messages: Vec::new(), longest: LONGEST_CONTENT }
    }
}

impl Words {
    /// Adds a text after what parts it from the one before: into the last message, or where it doesn't fit there, into
    /// new ones.
    fn add(&mut self, gap: &str, text: &str, markup: impl Fn(&str) -> String) {
        for (n, piece) in pieces(text, self.longest, markup).into_iter().enumerate() {
            if n == 0 {
                self.add_markdown(gap, piece);
            } else {
                self.messages.push(piece);
            }
        }
    }

    /// Where they end by now.
    fn end(&self) -> Spot {
        Spot { message: self.messages.len().saturating_sub(1), at: self.messages.last().map_or(0, String::len) }
    }

    fn add_markdown(&mut self, gap: &str, markdown: String) {
        match self.messages.last_mut() {
            Some(last) if length(last) + length(gap) + length(&markdown) <= self.longest => {
                last.push_str(gap);
                last.push_str(&markdown);
            }
            _ => self.messages.push(markdown),
        }
    }
}

/// A place in the words of messages that follow one another.
#[derive(Clone, Copy)]
struct Spot {
    message: usize,
    /// In bytes.
    at: usize,
}

/// An embed in the making.
struct Frame {
    title: Option<String>,
    link: Option<String>,
    text: String,
    /// See [`CardText`].
    quoted: bool,
    /// After which words it belongs.
    spot: Spot,
}

/// The embeds of a message, and what they say besides their headings, which the words say themselves.
#[derive(Default)]
struct Cards {
    embeds: Vec<CreateEmbed>,
    texts: Vec<CardText>,
}

/// What an embed says.
struct CardText {
    text: String,
    /// Whether these are somebody's own words, which are shown whole or not at all.
    quoted: bool,
    spot: Spot,
}

impl Frame {
    fn new(text: String, spot: Spot) -> Self {
        Self { title: None, link: None, text, quoted: false, spot }
    }

    fn length(&self) -> usize {
        self.title.as_deref().map_or(0, length) + length(&self.text)
    }
}

/// A quotation, headed by the place it is from.
fn quotation(text: &str, citation: &str, link: &str, spot: Spot) -> Vec<Frame> {
    let pieces = pieces(text, LONGEST_DESCRIPTION, plain);
    let mut frames: Vec<Frame> =
        pieces.into_iter().map(|text| Frame { quoted: true, ..Frame::new(text, spot) }).collect();
    if let Some(first) = frames.first_mut().filter(|_| !is_blank(citation)) {
        // A heading is a line of its own, and there is no line to be cut in the middle of a backslash and its sign.
        let short = line(citation, LONGEST_TITLE);
        let title = plain(&short);
        first.title =
            Some(if length(&title) <= LONGEST_TITLE { title } else { plain(&line(&short, LONGEST_TITLE / 2)) });
        first.link = is_address(link).then(|| link.to_owned());
    }
    frames
}

/// The embeds of each message.
fn together(frames: Vec<Frame>) -> Vec<Cards> {
    let mut messages: Vec<Cards> = Vec::new();
    let (mut room, mut links) = (0, Vec::new());
    for frame in frames {
        let length = frame.length();
        if room < length || messages.last().is_none_or(|cards| cards.embeds.len() >= MOST_EMBEDS) {
            messages.push(Cards::default());
            (room, links) = (LONGEST_EMBEDS, Vec::new());
        }
        room -= length;
        let text = CardText { text: frame.text.clone(), quoted: frame.quoted, spot: frame.spot };
        let mut embed = CreateEmbed::new().description(frame.text);
        if let Some(title) = frame.title {
            embed = embed.title(title);
        }
        // Of embeds with the same link, Discord shows the text of the first alone. The words have every link.
        if let Some(link) = frame.link.filter(|link| !links.contains(link)) {
            embed = embed.url(link.clone());
            links.push(link);
        }
        if let Some(cards) = messages.last_mut() {
            cards.embeds.push(embed);
            cards.texts.push(text);
        }
    }
    messages
}

/// The words of the message with this number, with what its embeds say where it belongs, as far as there is room.
fn with_cards(words: &str, number: usize, texts: &[CardText]) -> String {
    let mut room = LONGEST_CONTENT.saturating_sub(length(words));
    let (mut whole, mut from) = (String::with_capacity(words.len()), 0);
    for CardText { text, quoted, spot } in texts {
        let at = if spot.message == number && spot.at > 0 { spot.at } else { words.len() };
        whole.push_str(&words[from..at.max(from)]);
        from = at.max(from);
        let lines: Vec<String> = match quoted {
            true => vec![text.lines().map(|line| format!("\n> {line}")).collect()],
            false => {
                text.lines().enumerate().map(|(n, line)| format!("{}{line}", if n == 0 { GAP } else { "\n" })).collect()
            }
        };
        for line in lines {
            let Some(left) = room.checked_sub(length(&line)) else {
                // A list has no gaps, also where it goes on in another embed.
                room = if *quoted { room } else { 0 };
                break;
            };
            room = left;
            whole.push_str(&line);
        }
    }
    whole.push_str(&words[from..]);
    whole
}

#[cfg(test)]
mod tests;
