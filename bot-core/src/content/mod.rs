//! The campaign as data: texts, explanations, translations, search lines and first supporters. The embedded campaign lies in
//! `content/campaign/`; another can be loaded from a folder of the same form. Loading reports every problem at once.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::ids::SupporterNumber;
use crate::language::Language;
use crate::supporter::SupporterKind;

mod embedded;
mod load;
mod problem;
mod record;

pub use load::Files;
pub use problem::Problem;

/// The id of a passage, such as `R8` or `F3`. Only loading makes one, so it always names a passage that exists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PassageId(pub(crate) String);

impl PassageId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A numbered list of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Series {
    /// The recommendations.
    Recommendation,
    /// The points of the later statement.
    Statement,
}

/// One quotable piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its id.
    pub id: PassageId,
    /// Its place in a numbered list.
    pub numbered: Option<(Series, u32)>,
    /// The [`Source`] that it is taken from, by its id.
    pub source: String,
    /// How to cite it.
    pub citation: String,
    /// Where to read it.
    pub link: String,
    /// The words, byte for byte as in the source.
    pub text: String,
    /// Passages to read next, nearest first.
    pub related: Vec<PassageId>,
    /// A short title for lists and buttons.
    pub titles: BTreeMap<Language, String>,
    /// The words in other languages: unofficial, and always marked so. Never for English.
    pub translations: BTreeMap<Language, String>,
    /// A curated explanation in plain language. Never normative; always marked as an explanation.
    pub explanations: BTreeMap<Language, String>,
    /// What people may say when they mean this passage, with the code of the language they say it in. The code may
    /// name a language in which the bot itself doesn't speak yet.
    pub search_lines: Vec<(String, String)>,
    /// Whether free questions may lead here. Lists of names attract every question, so they may not.
    pub searchable: bool,
}

impl Passage {
    /// Its short title, in English where the campaign has none in this language.
    pub fn title(&self, language: Language) -> &str {
        in_language(&self.titles, language)
    }

    /// The words in this language, if it isn't the source's own and the campaign has them.
    pub fn translation(&self, language: Language) -> Option<&str> {
        self.translations.get(&language).map(String::as_str)
    }

    /// Its explanation, in English where the campaign has none in this language.
    pub fn explanation(&self, language: Language) -> &str {
        in_language(&self.explanations, language)
    }
}

/// Loading makes sure that English is there.
fn in_language(words: &BTreeMap<Language, String>, language: Language) -> &str {
    words.get(&language).or_else(|| words.get(&Language::English)).map_or("", String::as_str)
}

/// A text that passages are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id within the campaign.
    pub id: String,
    /// Its title, in the source's own words.
    pub title: String,
    /// The SHA-256 of the whole text as it was received, in lower-case hexadecimal.
    pub sha256: String,
}

/// A supporter from the source texts, as written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstSupporter {
    /// A name that stays the same when the list is edited, by which it is imported once.
    pub key: String,
    /// The public number; the first lists have none.
    pub number: Option<SupporterNumber>,
    /// What kind.
    pub kind: SupporterKind,
    /// The name as written.
    pub name: String,
    /// The country as written, if any.
    pub country_as_written: Option<String>,
    /// The country, where it is known.
    pub country: Option<Country>,
    /// The affiliation as written, if any.
    pub affiliation: Option<String>,
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its name, as it stands in sentences.
    pub name: String,
    /// Its site.
    pub site: String,
    /// The address to write to for bodies and letters of support.
    pub contact: String,
    /// The texts that the passages are taken from.
    pub sources: Vec<Source>,
    /// The passages in reading order.
    pub passages: Vec<Passage>,
    /// The passage that `definition` answers with.
    pub definition: PassageId,
    /// The passage that tells how to add support.
    pub how_to_support: PassageId,
    /// The passage that lists the supporters.
    pub list_of_supporters: PassageId,
    /// The passages that `about` answers with.
    pub about: Vec<PassageId>,
    /// Supporters from the source texts.
    pub first_supporters: Vec<FirstSupporter>,
}

impl Campaign {
    /// Makes a campaign of the files of a folder. The same form as the embedded one, but only English explanations
    /// are required, and there may be no first supporters and no search lines.
    ///
    /// # Errors
    /// Everything that is wrong with the files, file by file.
    pub fn load(files: &Files) -> Result<Self, Vec<Problem>> {
        load::load(files)
    }

    /// The passage with this id, whatever the case of its letters.
    pub fn find(&self, id: &str) -> Option<&Passage> {
        self.passages.iter().find(|p| p.id.0.eq_ignore_ascii_case(id))
    }

    /// The passage with this id.
    pub fn passage(&self, id: &PassageId) -> &Passage {
        self.find(&id.0).expect("ids are made by loading and name passages that exist")
    }

    /// A passage by its place in a numbered list.
    pub fn numbered(&self, series: Series, number: u32) -> Option<&Passage> {
        self.passages.iter().find(|p| p.numbered == Some((series, number)))
    }

    /// How many passages a numbered list has.
    pub fn count(&self, series: Series) -> u32 {
        self.passages.iter().filter_map(|p| p.numbered).filter(|(s, _)| *s == series).map(|(_, n)| n).max().unwrap_or(0)
    }
}
