//! What people see, before a platform gives it its shape. A [`View`] is already in the reader's language;
//! each adapter turns it into its own markup, escapes it and splits it. Nothing here carries meaning by colour,
//! emoji or picture alone, and every choice can also be typed.

use crate::incoming::Event;
use crate::language::Language;
use crate::pledge::Field;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct View {
    /// The language of the words, for what a platform adds to them.
    pub language: Language,
    /// A short heading.
    pub title: Option<String>,
    /// The body, in order.
    pub blocks: Vec<Block>,
    /// What can be picked next.
    pub choices: Vec<Choice>,
    /// The same questions as a form, for platforms that have forms. The blocks always ask for one answer that
    /// can be typed, so ignoring this loses nothing.
    pub form: Option<Box<Form>>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Plain words.
    Paragraph(String),
    /// The campaign's own words, byte for byte.
    Quotation {
        /// The words.
        text: String,
        /// Where they stand.
        citation: String,
        /// Where to read them in full.
        link: String,
    },
    /// Lines that belong together.
    List(Vec<String>),
    /// Names and values.
    Fields(Vec<(String, String)>),
}

/// Something to pick.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What comes back when it is picked.
    pub token: ChoiceToken,
    /// What it says.
    pub label: String,
    /// The words to type instead, which do the same.
    pub say: String,
    /// Where it leads.
    pub destination: Destination,
    /// Whether a sign under the message is too little to pick it: what it does is consent, or can't be undone. A button
    /// that says what it does is enough.
    pub typed: bool,
}

impl Choice {
    /// The phrase by which it is offered where choices have numbers; its values are `number`, `label` and `say`. Words to
    /// type that are the label once more are left out.
    pub fn numbered_phrase(&self) -> &'static str {
        let same = self.label.to_lowercase() == self.say.to_lowercase();
        match (self.destination, same) {
            (Destination::Here, true) => "console-choice-plain",
            (Destination::Here, false) => "console-choice",
            (Destination::Private, true) => "console-choice-private-plain",
            (Destination::Private, false) => "console-choice-private",
        }
    }
}

/// Where a choice leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Destination {
    /// Answered where it was picked.
    #[default]
    Here,
    /// Opens the person's private chat with the bot first, and is answered there.
    Private,
}

/// The value behind a choice: at most 64 bytes of ASCII, so that it fits every platform's limit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChoiceToken(String);

impl ChoiceToken {
    /// The largest number of bytes that every platform carries.
    pub const MAX_BYTES: usize = 64;

    /// A token, if it fits.
    pub fn parse(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let fits = !text.is_empty() && text.len() <= Self::MAX_BYTES && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then_some(Self(text))
    }

    /// The token as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Several answers asked for at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What shows the open question again together with its form, for platforms that open a form by a choice.
    pub open: Choice,
    /// The heading.
    pub title: String,
    /// The inputs, at most five.
    pub inputs: Vec<Input>,
}

/// One input of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What the answer is for.
    pub field: Field,
    /// What it says beside the input.
    pub label: String,
    /// What is filled in already.
    pub value: Option<String>,
    /// Whether it may be left empty.
    pub optional: bool,
}

impl View {
    /// A message of one paragraph.
    pub fn text(paragraph: impl Into<String>) -> Self {
        Self::default().paragraph(paragraph)
    }

    /// In this language.
    #[must_use]
    pub fn written_in(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// With a heading.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// With one more paragraph.
    #[must_use]
    pub fn paragraph(mut self, paragraph: impl Into<String>) -> Self {
        self.blocks.push(Block::Paragraph(paragraph.into()));
        self
    }

    /// With one more block.
    #[must_use]
    pub fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// With one more choice.
    #[must_use]
    pub fn choice(mut self, choice: Choice) -> Self {
        self.choices.push(choice);
        self
    }
}

/// One message and who is to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The message.
    pub view: View,
    /// Who sees it.
    pub audience: Audience,
    /// Set where the event goes on in the person's private chat, which the adapter opens; only in a room that says
    /// [`crate::incoming::Aside::BotOpens`]. The view is for the room then, once the chat is open.
    pub onward: Option<Onward>,
}

/// An event that goes on in the person's private chat: the adapter opens that chat, hands the event to the bot once more
/// as `what`, with an id of its own (the first one's with a suffix) and the chat as its place, set to the language of the
/// reply, shows the replies there, and the reply's view in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onward {
    /// The event as it is handed on: what the words meant where they were written. In the chat, another question may be
    /// open, and it would take them for its answer.
    pub what: Event,
    /// What the room is shown instead if the chat can't be opened.
    pub otherwise: View,
}

/// Who sees a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody in the room where it was asked.
    Room,
    /// Only the person who asked: in the private chat, or so that nobody else in the room sees it.
    OnlyYou,
}
