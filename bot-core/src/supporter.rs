//! Supporters as the public sees them: published lines, counts, and questions about both.
//! What a person chose not to show is not here at all.

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::folding::{ascii_digit, is_optional_mark};
use crate::ids::{SupporterId, SupporterNumber, Timestamp};

/// What kind of supporter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupporterKind {
    /// A state or a body of states.
    Government,
    /// A registered organisation.
    Organisation,
    /// A group or network without registration.
    Group,
    /// One person.
    Individual,
}

impl SupporterKind {
    /// Every kind, in the order of the public list.
    pub const ALL: [Self; 4] = [Self::Government, Self::Organisation, Self::Group, Self::Individual];

    /// The stable name in the database and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Organisation => "organisation",
            Self::Group => "group",
            Self::Individual => "individual",
        }
    }

    /// Reads [`SupporterKind::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == name)
    }

    /// Whether somebody speaks for others here, so that organisers look first.
    pub fn needs_review(self) -> bool {
        self != Self::Individual
    }
}

/// What the public list shows of one supporter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicLine {
    /// The name or initials, exactly as shown.
    pub name: String,
    /// The country as the source wrote it, where it differs from the country's name today.
    pub country_as_written: Option<String>,
    /// The country, where it is known and shown.
    pub country: Option<Country>,
    /// The affiliation, where it is shown.
    pub affiliation: Option<String>,
}

/// One entry of the public list. Supporters who are only counted have no line and are never listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supporter {
    /// The place in the list.
    pub id: SupporterId,
    /// The public number; the first governments, organisations and individuals have none.
    pub number: Option<SupporterNumber>,
    /// What kind.
    pub kind: SupporterKind,
    /// What is shown.
    pub line: PublicLine,
    /// When the supporter joined; unknown for those in the source texts.
    pub joined_at: Option<Timestamp>,
}

/// Which supporters to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupporterQuery {
    /// Words that must each begin a word of the line (case and accents don't matter).
    pub words: String,
    /// Only supporters from one of these countries; empty means any.
    pub countries: Vec<Country>,
    /// Only this kind.
    pub kind: Option<SupporterKind>,
    /// Only entries with a public number (the "latest" table).
    pub numbered: bool,
    /// Entries to pass over.
    pub offset: u32,
    /// Entries to return, at most.
    pub limit: u32,
}

impl SupporterQuery {
    /// Entries on a page.
    pub const PAGE: u32 = 10;
}

/// One page of the list, newest first; those without a number come last, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupporterPage {
    /// The entries.
    pub supporters: Vec<Supporter>,
    /// How many entries match in all.
    pub total: u64,
}

/// Counts. Those who are only counted are in `by_kind`; countries count listed supporters only, so that no
/// number gives somebody away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Supporters of each kind, also those who are only counted.
    pub by_kind: Vec<(SupporterKind, u64)>,
    /// Listed supporters of each country, most first.
    pub by_country: Vec<(Country, u64)>,
    /// Supporters who are only counted.
    pub counted_only: u64,
}

impl Tallies {
    /// All supporters.
    pub fn total(&self) -> u64 {
        self.by_kind.iter().map(|(_, n)| n).sum()
    }

    /// Supporters of one kind.
    pub fn of_kind(&self, kind: SupporterKind) -> u64 {
        self.by_kind.iter().find(|(k, _)| *k == kind).map_or(0, |(_, n)| *n)
    }
}

/// The words of a text as they are compared in searches: lower case, without accents, digits as 0 to 9, split at
/// anything that is neither a letter (with its vowel sign) nor a digit. Used when a line is stored and when it is looked
/// for.
pub fn search_words(text: &str) -> Vec<String> {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let kept = text.nfkd().filter(|c| !is_optional_mark(*c));
    let folded: String = kept.flat_map(char::to_lowercase).map(ascii_digit).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}
