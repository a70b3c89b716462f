//! From a [`View`] to messages, each as plain text and as HTML. Pure.
//!
//! The plain text says everything by itself, as the terminal does: it is what notifications, bridges and simple clients
//! show. Choices stand in both with their numbers and the words to type. The HTML has few tags, all of which the
//! specification names: paragraphs, bold headings and names, quotations with their source linked beneath, lists. No
//! headings, colours or pictures: they would be loud in a room and say nothing. Absent on purpose: sending, and what a
//! message belongs to (see `content.rs`).

use bot_core::phrases::{Phrases, Say};
use bot_core::view::{Block, Choice, ChoiceToken, View};

use crate::choices::{MOST, key_of};
use crate::html::{LONGEST_ADDRESS, bold, escaped, is_blank, length, line, link, pieces, words};

/// The most bytes that a message's words take. An event may have 65,536; encryption adds a third, a change says the plain
/// text twice, and homeservers add signatures.
const LONGEST: usize = 15 * 1024;

/// The most bytes of what is never torn apart: small enough that a message is well filled before the next begins.
const LONGEST_PIECE: usize = 5 * 1024;

/// The longest label of a choice, and the longest words to type instead, in characters.
const LONGEST_LABEL: usize = 200;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// The words, complete by themselves.
    pub(crate) plain: String,
    /// The same as HTML.
    pub(crate) html: String,
    /// The choices that stand in it, by number from one on.
    pub(crate) choices: Vec<Offer>,
}

/// A choice of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What comes back when it is picked.
    pub(crate) token: ChoiceToken,
    /// See [`bot_core::view::Choice::typed`].
    pub(crate) typed: bool,
}

impl Body {
    /// The reactions that the bot puts under the message: one for each choice that may be picked by one.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        let pickable = |(number, offer): (usize, &Offer)| key_of(number).filter(|_| !offer.typed);
        (1..).zip(&self.choices).filter_map(pickable).collect()
    }
}

/// The view as at least one message. The choices stand in the last one.
pub(crate) fn render(view: &View, phrases: &Phrases) -> Vec<Body> {
    let View {
        title,
        blocks,
        choices,
        language,
        // Matrix has no forms; the blocks ask for one answer at a time, so nothing is lost.
        form: _,
    } = view;
    let say = phrases.say(*language);
    let choices = choices.get(..MOST).unwrap_or(choices);
    // A heading stays with what it is about.
    let mut heading: Vec<Part> = title.iter().flat_map(|title| texts(&words(title), bold)).collect();
    let mut groups = Vec::new();
    for block in blocks {
        let mut group = std::mem::take(&mut heading);
        group.extend(parts(block, say));
        groups.push(group);
    }
    groups.push(heading);
    groups.push(offers(choices, say));
    let mut bodies: Vec<Body> = messages(groups).iter().map(|parts| body(parts)).collect();
    if bodies.is_empty() {
        // Whoever asked meets an answer.
        bodies.push(Body { plain: "…".to_owned(), html: "…".to_owned(), choices: Vec::new() });
    }
    if let Some(last) = bodies.last_mut() {
        last.choices =
            choices.iter().map(|choice| Offer { token: choice.token.clone(), typed: choice.typed }).collect();
    }
    bodies
}

/// A part of a message that is never torn apart.
struct Part {
    plain: String,
    /// Without the tags around it that its kind has.
    html: String,
    kind: Kind,
    /// What it takes besides its words, in bytes.
    more: usize,
}

/// How a part stands beside others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By itself.
    Paragraph,
    /// By itself, set apart.
    Quotation,
    /// Right below what stands above.
    Source,
    /// In a list.
    Item,
    /// Below other lines of its sort.
    Line,
}

impl Part {
    fn new(kind: Kind, plain: String, html: String) -> Self {
        Self { plain, html, kind, more: 0 }
    }

    /// What it takes at most, with the tags that it may need.
    fn length(&self) -> usize {
        length(&self.plain) + length(&self.html) + self.more + TAGS
    }
}

/// More bytes than the tags and line breaks around any part have.
const TAGS: usize = 40;

fn parts(block: &Block, say: Say<'_>) -> Vec<Part> {
    match block {
        Block::Paragraph(text) => texts(&words(text), escaped),
        Block::Quotation { text, citation, link } => {
            let text = words(text);
            let quoted = pieces(&text, LONGEST_PIECE);
            let quoted = quoted
                .into_iter()
                .map(|text| Part::new(Kind::Quotation, format!("> {}", text.replace('\n', "\n> ")), escaped(text)));
            quoted.chain([source(citation, link)]).collect()
        }
        Block::List(items) => {
            let item = |text: &str| Part::new(Kind::Item, format!("- {}", text.replace('\n', "\n  ")), escaped(text));
            let of = |text: &String| pieces(&words(text), LONGEST_PIECE).into_iter().map(item).collect::<Vec<_>>();
            items.iter().flat_map(of).collect()
        }
        Block::Fields(fields) => {
            let of = |(name, value): &(String, String)| {
                let field = say.with("console-field", &[("name", name.into()), ("value", value.into())]);
                let (field, name) = (words(&field), words(name));
                let line = |text: &str| {
                    let html = match text.strip_prefix(name.as_str()) {
                        Some(rest) if !is_blank(&name) => format!("{}{}", bold(&name), escaped(rest)),
                        _ => escaped(text),
                    };
                    Part::new(Kind::Line, text.replace('\n', "\n  "), html)
                };
                pieces(&field, LONGEST_PIECE).into_iter().map(line).collect::<Vec<_>>()
            };
            fields.iter().flat_map(of).collect()
        }
    }
}

/// A text that stands by itself.
fn texts(text: &str, markup: impl Fn(&str) -> String) -> Vec<Part> {
    pieces(text, LONGEST_PIECE)
        .into_iter()
        .map(|text| Part::new(Kind::Paragraph, text.to_owned(), markup(text)))
        .collect()
}

/// Where a quotation is from.
fn source(citation: &str, address: &str) -> Part {
    let citation = line(citation, LONGEST_LABEL);
    let shown = line(address, LONGEST_ADDRESS);
    Part::new(Kind::Source, format!("  {citation}\n  {shown}"), link(&citation, address))
}

/// The choices, with their numbers and the words to type.
fn offers(choices: &[Choice], say: Say<'_>) -> Vec<Part> {
    let offer = |(number, choice): (usize, &Choice)| {
        let (label, typed) = (line(&choice.label, LONGEST_LABEL), line(&choice.say, LONGEST_LABEL));
        let values = [("number", number.to_string().into()), ("label", label.into()), ("say", typed.into())];
        let text = say.with(choice.numbered_phrase(), &values);
        Part::new(Kind::Line, format!("  {text}"), escaped(&text))
    };
    let mut offers: Vec<Part> = (1..).zip(choices).map(offer).collect();
    if let Some(last) = offers.last_mut() {
        // The tokens of all of them, each with quotation marks and a comma.
        last.more = choices.iter().map(|choice| choice.token.as_str().len() + 3).sum();
    }
    offers
}

/// The parts of each message. What belongs together stays so if it fits.
fn messages(groups: Vec<Vec<Part>>) -> Vec<Vec<(usize, Part)>> {
    let mut messages: Vec<Vec<(usize, Part)>> = Vec::new();
    let mut left = 0;
    for (n, group) in groups.into_iter().enumerate() {
        let whole: usize = group.iter().map(Part::length).sum();
        if whole > left && whole <= LONGEST {
            left = 0;
        }
        for part in group {
            let length = part.length();
            match messages.last_mut().filter(|_| length <= left) {
                Some(message) => message.push((n, part)),
                None => {
                    messages.push(vec![(n, part)]);
                    left = LONGEST;
                }
            }
            left = left.saturating_sub(length);
        }
    }
    messages
}

/// A message of these parts, which come with the number of their group.
fn body(parts: &[(usize, Part)]) -> Body {
    let (mut plain, mut html) = (String::new(), String::new());
    for together in parts.chunk_by(|(a, above), (b, below)| a == b && above.kind == below.kind && below.kind.gathers())
    {
        let (mut plains, mut htmls) = (Vec::new(), Vec::new());
        for (_, part) in together {
            plains.push(part.plain.as_str());
            htmls.push(part.html.as_str());
        }
        let kind = together.first().map_or(Kind::Paragraph, |(_, part)| part.kind);
        if !plain.is_empty() {
            plain.push_str(if kind == Kind::Source { "\n" } else { "\n\n" });
        }
        plain.push_str(&plains.join("\n"));
        let (open, between, close) = kind.tags();
        html.extend([open, &htmls.join(between), close]);
    }
    Body { plain, html, choices: Vec::new() }
}

impl Kind {
    /// Whether several of them are one thing.
    fn gathers(self) -> bool {
        matches!(self, Self::Item | Self::Line)
    }

    /// What stands before, between and behind them.
    fn tags(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Paragraph | Self::Source => ("<p>", "", "</p>"),
            Self::Quotation => ("<blockquote>", "", "</blockquote>"),
            Self::Item => ("<ul><li>", "</li><li>", "</li></ul>"),
            Self::Line => ("<p>", "<br>", "</p>"),
        }
    }
}

#[cfg(test)]
mod tests;
