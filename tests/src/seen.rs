//! What a person sees, in a form that every platform can be read back into: where it stands, and its lines. Titles
//! and paragraphs are lines of their own; quotations begin with `> `, their source with `— `, items with `- `; names
//! and values stand as `name: value`; a choice is `[words to type] label`, or `[label]` when the words are the same;
//! the sentence on who else can read what is written there is [`SECRECY`].
//! Absent on purpose: decoration, empty lines and wrapping, in which platforms differ.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use bot_core::language::Language;
use bot_core::phrases::Phrases;
use bot_core::view::{Block, Choice, Destination, View};
use commands::CommandNames;

/// What stands in scripts for the sentence on who else can read what is written there: each platform has its own.
pub const SECRECY: &str = "(who else can read this)";

/// Somebody somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// Who.
    pub person: String,
    /// In which room; `None` is the private chat with the bot.
    pub room: Option<String>,
}

/// Who sees something, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Where {
    /// One person, in the private chat with the bot.
    Private(String),
    /// Everybody in a room: an answer.
    Room(String),
    /// One person in a room, and nobody else.
    Aside(Spot),
    /// Everybody in a room: a message that came by itself, counted in each room.
    News(String, usize),
    /// The same message, changed.
    Corrected(String, usize),
    /// The same message, taken away.
    Removed(String, usize),
}

impl Where {
    /// Where an answer to somebody stands if nothing else is said.
    pub fn of(spot: &Spot) -> Self {
        match &spot.room {
            None => Self::Private(spot.person.clone()),
            Some(room) => Self::Room(room.clone()),
        }
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(person) = text.strip_prefix("to @") {
            return Some(Self::Private(person.to_owned()));
        }
        let text = text.strip_prefix("in #")?;
        let Some((room, rest)) = text.split_once(", ") else { return Some(Self::Room(text.to_owned())) };
        let room = room.to_owned();
        if let Some(person) = rest.strip_prefix("only to @") {
            return Some(Self::Aside(Spot { person: person.to_owned(), room: Some(room) }));
        }
        let (number, what) = rest.strip_prefix("news ")?.split_once(' ').unwrap_or((rest.strip_prefix("news ")?, ""));
        let number = number.parse().ok()?;
        match what {
            "" => Some(Self::News(room, number)),
            "corrected" => Some(Self::Corrected(room, number)),
            "removed" => Some(Self::Removed(room, number)),
            _ => None,
        }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Private(person) => write!(f, "to @{person}"),
            Self::Room(room) => write!(f, "in #{room}"),
            Self::Aside(spot) => write!(f, "in #{}, only to @{}", spot.room.as_deref().unwrap_or("?"), spot.person),
            Self::News(room, number) => write!(f, "in #{room}, news {number}"),
            Self::Corrected(room, number) => write!(f, "in #{room}, news {number} corrected"),
            Self::Removed(room, number) => write!(f, "in #{room}, news {number} removed"),
        }
    }
}

/// What somebody saw in one place after one thing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where.
    pub place: Where,
    /// What, line by line.
    pub lines: Vec<String>,
}

/// Brings together what stands in the same place. Several answers to one line are one thing to read, and not every
/// platform shows where one ends; the order between places is nobody's.
pub fn gathered(all: Vec<Seen>) -> Vec<Seen> {
    let mut places: Vec<Where> = Vec::new();
    let mut lines: BTreeMap<Where, Vec<String>> = BTreeMap::new();
    for seen in all {
        if !places.contains(&seen.place) {
            places.push(seen.place.clone());
        }
        lines.entry(seen.place).or_default().extend(seen.lines);
    }
    places.into_iter().map(|place| Seen { lines: lines.remove(&place).unwrap_or_default(), place }).collect()
}

/// A message as lines.
pub fn lines(view: &View) -> Vec<String> {
    let View {
        title,
        blocks,
        choices,
        // Every script says what it expects in its own words.
        language: _,
        // The same questions once more; not every platform has forms.
        form: _,
    } = view;
    let mut lines = Vec::new();
    push(&mut lines, "", title.as_deref().unwrap_or_default());
    for block in blocks {
        match block {
            Block::Paragraph(text) => push(&mut lines, "", text),
            Block::Quotation { text, citation, link } => {
                push(&mut lines, "> ", text);
                push(&mut lines, "— ", &format!("{citation} {link}"));
            }
            Block::List(items) => items.iter().for_each(|item| push(&mut lines, "- ", item)),
            Block::Fields(fields) => {
                fields.iter().for_each(|(name, value)| push(&mut lines, "", &format!("{name}: {value}")));
            }
        }
    }
    for Choice { label, say, destination, token: _, typed: _ } in choices {
        push(&mut lines, "", &choice(label, say, *destination == Destination::Private));
    }
    lines
}

/// A choice as a line.
pub fn choice(label: &str, say: &str, private: bool) -> String {
    let aside = if private { IN_PRIVATE } else { "" };
    if label.to_lowercase() == say.to_lowercase() {
        format!("[{label}]{aside}")
    } else {
        format!("[{say}] {label}{aside}")
    }
}

/// What stands behind a choice that leads to the private chat.
const IN_PRIVATE: &str = " (in private)";

/// A choice, read back from its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it says.
    pub label: String,
    /// What can be typed instead.
    pub say: String,
    /// Whether it leads to the private chat.
    pub private: bool,
}

impl Offer {
    /// Reads what [`choice`] writes. Nothing else that the bot says begins with a bracket.
    pub fn parse(line: &str) -> Option<Self> {
        let (say, label) = line.strip_prefix('[')?.split_once(']')?;
        let (label, private) = label.strip_suffix(IN_PRIVATE).map_or((label, false), |label| (label, true));
        let label = if label.is_empty() { say } else { label.strip_prefix(' ')? };
        Some(Self { label: label.to_owned(), say: say.to_owned(), private })
    }

    /// As it looks where one person in a room can't be answered alone: a personal command leads to the private chat.
    #[must_use]
    pub fn without_asides(mut self, place: &Where) -> Self {
        static NAMES: LazyLock<CommandNames> = LazyLock::new(CommandNames::embedded);
        let name = self.say.split(' ').next().unwrap_or_default();
        let personal = NAMES.find(name).is_some_and(|command| command.is_personal());
        self.private |= personal && !matches!(place, Where::Private(_));
        self
    }
}

/// Adds each line of a text that has something in it.
pub fn push(lines: &mut Vec<String>, prefix: &str, text: &str) {
    for line in text.lines() {
        let line = plain(line);
        if is_about_secrecy(&line) {
            lines.push(SECRECY.to_owned());
        } else if !line.is_empty() {
            lines.push(format!("{prefix}{line}"));
        }
    }
}

/// Whether a line is one of the sentences on who else can read along, in any language and whatever the service is
/// called in it.
fn is_about_secrecy(line: &str) -> bool {
    const SERVICE: &str = "\u{e000}";
    static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let phrases = Phrases::embedded();
        let keys = ["secrecy-this-machine", "secrecy-end-to-end", "secrecy-readable", "secrecy-readable-by-servers"];
        let sentence = |language, key| plain(&phrases.say(language).with(key, &[("service", SERVICE.into())]));
        Language::ALL.into_iter().flat_map(|language| keys.map(|key| sentence(language, key))).collect()
    });
    SENTENCES.iter().any(|sentence| match sentence.split_once(SERVICE) {
        Some((before, after)) => line.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
        None => line == sentence,
    })
}

/// A line as it is compared: single spaces, and nothing invisible. What a platform does about invisible characters
/// is for its own tests.
pub fn plain(line: &str) -> String {
    let visible: String = line
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffd}')
        })
        .collect();
    visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_as_they_are_written() {
        for (label, say, private) in
            [("Help", "help", false), ("Leave out", "skip", false), ("Soutenir", "soutenir", true)]
        {
            let offer = Offer::parse(&choice(label, say, private)).expect("a choice is a choice");
            assert_eq!((&*offer.label, offer.private), (label, private));
            assert_eq!(offer.say.to_lowercase(), say);
        }
        for line in ["No choice", "- [x] y", "[open", "[a]b"] {
            assert_eq!(Offer::parse(line), None, "{line}");
        }
    }

    #[test]
    fn personal_commands_lead_out_of_rooms() {
        let (room, private) = (Where::Room("plaza".to_owned()), Where::Private("ana".to_owned()));
        let leads = |line: &str, place| Offer::parse(line).map(|offer| offer.without_asides(place).private);
        assert_eq!(leads("[mesdonnees] Ce que je garde", &room), Some(true));
        assert_eq!(leads("[pledge] Add your support", &private), Some(false));
        assert_eq!(leads("[supporters page 2] Next page", &room), Some(false));
    }

    #[test]
    fn each_platforms_sentence_on_secrecy_is_the_same_line() {
        let shown = |text: &str| {
            let mut lines = Vec::new();
            push(&mut lines, "", text);
            lines
        };
        let phrases = Phrases::embedded();
        for language in Language::ALL {
            let say = phrases.say(language);
            assert_eq!(shown(&say.text("secrecy-this-machine")), [SECRECY]);
            assert_eq!(shown(&say.with("secrecy-readable", &[("service", "Some Service".into())])), [SECRECY]);
            assert_ne!(shown(&say.text("pledge-notice-think")), [SECRECY]);
        }
    }
}
