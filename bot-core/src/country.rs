//! Countries: ISO 3166 codes, names in every interface language, regions, and finding one by what people type.
//! The data (`content/countries.tsv`) comes from the Unicode CLDR; its head says how it was made.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A country or territory, by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// The code in upper case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("both bytes are ASCII letters, see parse")
    }

    /// Reads a code of two letters. Whether a country has it is known to [`Countries`] only.
    pub fn parse(code: &str) -> Option<Self> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = &'static str;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::parse(&code).ok_or("a country code has two letters")
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

/// What typed words mean as a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountryMatch {
    /// Surely this one.
    Exact(Country),
    /// A slip: the nearest ones, best first, at most three.
    Nearest(Vec<Country>),
    /// Nothing like it.
    Unknown,
}

/// All countries.
#[derive(Debug)]
pub struct Countries {}

impl Countries {
    /// Reads the embedded table.
    pub fn load() -> Self {
        Self {}
    }

    /// Finds a country by its name in any language of the table, an alias, or its two- or three-letter code.
    /// Case, accents and punctuation don't matter.
    pub fn find(&self, _typed: &str) -> CountryMatch {
        CountryMatch::Unknown
    }

    /// Every country or region (a continent or part of one) that is named in a text, as the countries it means.
    pub fn mentioned(&self, _text: &str) -> Vec<Country> {
        Vec::new()
    }

    /// The country's name.
    pub fn name(&self, _country: Country, _language: Language) -> &str {
        ""
    }
}
