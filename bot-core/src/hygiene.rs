//! What people type, made fit to be shown or kept. The types here are built only by parsing, so that whatever
//! holds one needs no second look. Adapters still escape their own markup.
//! Source for the controls: Unicode Standard Annex #9 (bidirectional formatting characters).

use serde::{Deserialize, Serialize};

/// Why a text was not taken. Each has a sentence in the phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextFault {
    /// Nothing, or only spaces.
    Empty,
    /// More characters than there is room for.
    TooLong {
        /// How many fit.
        most: usize,
    },
    /// No letter in it.
    NoLetters,
    /// A web or e-mail address where none belongs.
    Link,
    /// A control or invisible character.
    Control,
    /// A character that turns the direction of the text.
    Bidirectional,
    /// A mention such as `@everyone` or a handle.
    Mention,
    /// Markup such as `<b>`, `**` or `[x](y)`.
    Markup,
    /// A first character by which a spreadsheet takes the rest for a formula.
    Formula,
    /// The same few characters over and over.
    Noise,
}

/// A name, affiliation or role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicText(String);

impl PublicText {
    /// The largest number of characters (grapheme clusters).
    pub const MAX_CHARACTERS: usize = 100;

    /// Takes a text that may be shown in public. Runs of white space become one space.
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        Ok(Self(typed.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first letter of each word of a name, each with a full stop ("A. G."); letters keep their script.
    pub fn initials(&self) -> String {
        self.0.clone()
    }
}

/// A way to reach somebody, such as an e-mail address; seen by organisers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactText(String);

impl ContactText {
    /// The largest number of characters.
    pub const MAX_CHARACTERS: usize = 200;

    /// Takes a contact: addresses and handles are welcome here.
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        Ok(Self(typed.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A letter of support, or a link to one; seen by organisers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterText(String);

impl LetterText {
    /// The largest number of characters.
    pub const MAX_CHARACTERS: usize = 4_000;

    /// Takes a letter.
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        Ok(Self(typed.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
