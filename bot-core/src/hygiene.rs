//! What people type, made fit to be shown or kept. The types here are built only by parsing, also when they are read
//! back from a database, so that whatever holds one needs no second look. Adapters still escape their own markup.
//!
//! A name that looks like an address ("Booking.com") is refused, since chat programs turn it into a link; it can be
//! written without its ending. A number sign before digits ("Team #2") is fine, before letters it is a channel.
//!
//! Deliberately absent: lists of bad words, and any guess whether a name is real: people review that.
//! Source for the controls: Unicode Standard Annex #9 (bidirectional formatting characters) and the property
//! Default_Ignorable_Code_Point.

mod characters;
mod patterns;
mod showing;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

pub use showing::{harmless, is_visible};

/// Why a text was not taken. Each has a sentence in the phrases; the words here are for logs and files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum TextFault {
    /// Nothing, or only spaces.
    #[error("the text is empty")]
    Empty,
    /// More characters than there is room for.
    #[error("the text is longer than {most} characters")]
    TooLong {
        /// How many fit.
        most: usize,
    },
    /// No letter in it.
    #[error("the text has no letters")]
    NoLetters,
    /// A web or e-mail address where none belongs.
    #[error("the text has a link in it")]
    Link,
    /// A control or invisible character.
    #[error("the text has a control or invisible character in it")]
    Control,
    /// A character that turns the direction of the text.
    #[error("the text has a character in it that turns its direction")]
    Bidirectional,
    /// A mention such as `@everyone` or a handle.
    #[error("the text has a mention in it")]
    Mention,
    /// Markup such as `<b>`, `**` or `[x](y)`.
    #[error("the text has markup in it")]
    Markup,
    /// A first character by which a spreadsheet takes the rest for a formula.
    #[error("the text begins like a formula")]
    Formula,
    /// The same few characters over and over.
    #[error("the text repeats the same characters")]
    Noise,
    /// Words that can't be a way to reach anybody: no address, no handle, no number.
    #[error("it is no way to reach anybody")]
    NoContact,
}

/// A name, affiliation or role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicText(String);

impl PublicText {
    /// The largest number of characters (grapheme clusters).
    pub const MAX_CHARACTERS: usize = 100;
    /// The largest number of bytes: eight for a character, which Indic scripts need.
    const MAX_BYTES: usize = 8 * Self::MAX_CHARACTERS;

    /// Takes a text that may be shown in public. Runs of white space become one space; letters with accents are
    /// composed (NFC).
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        let text = one_line(typed);
        fits(&text, Self::MAX_CHARACTERS, Self::MAX_BYTES)?;
        characters::check(&text)?;
        if patterns::has_link(&text) {
            return Err(TextFault::Link);
        }
        if patterns::has_mention(&text) {
            return Err(TextFault::Mention);
        }
        if patterns::begins_like_a_formula(&text) {
            return Err(TextFault::Formula);
        }
        if patterns::has_markup(&text) {
            return Err(TextFault::Markup);
        }
        if !text.chars().any(char::is_alphabetic) {
            return Err(TextFault::NoLetters);
        }
        if patterns::is_noise(&text) {
            return Err(TextFault::Noise);
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first letter of each word of a name, each with a full stop ("A. G."); letters keep their script.
    /// Words without letters are left out; words with a hyphen count once.
    pub fn initials(&self) -> String {
        let initial = |word: &str| {
            let letter = word.graphemes(true).find(|g| g.chars().any(char::is_alphabetic))?;
            Some(letter.to_uppercase() + ".")
        };
        self.0.split(' ').filter_map(initial).collect::<Vec<_>>().join(" ")
    }
}

/// A way to reach somebody, such as an e-mail address; seen by organisers only. It may begin with `+` or `@`, so
/// whoever writes it to a spreadsheet must keep it from being a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContactText(String);

impl ContactText {
    /// The largest number of characters.
    pub const MAX_CHARACTERS: usize = 200;
    const MAX_BYTES: usize = 8 * Self::MAX_CHARACTERS;

    /// Takes a contact: addresses, handles and telephone numbers are welcome here. Runs of white space become one
    /// space.
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        let text = one_line(typed);
        fits(&text, Self::MAX_CHARACTERS, Self::MAX_BYTES)?;
        characters::check(&text)?;
        // Every address, handle, link and telephone number has at least one of these.
        if !text.contains(|c: char| c.is_numeric() || "@./:_".contains(c)) {
            return Err(TextFault::NoContact);
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A letter of support, or a link to one; seen by organisers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LetterText(String);

impl LetterText {
    /// The largest number of characters.
    pub const MAX_CHARACTERS: usize = 4_000;
    const MAX_BYTES: usize = 8 * Self::MAX_CHARACTERS;

    /// Takes a letter. Its lines stay, and tabs become spaces. Letters are pasted from word processors, so the
    /// invisible hints these leave (soft hyphens, zero-width spaces, direction marks) are dropped, not refused.
    ///
    /// # Errors
    /// The first fault found.
    pub fn parse(typed: &str) -> Result<Self, TextFault> {
        let lines = typed.replace("\r\n", "\n").replace(characters::LINE_ENDS, "\n").replace('\t', " ");
        let visible: String = lines.nfc().filter(|c| !characters::is_hint(*c)).collect();
        let text: String = visible.nfc().collect::<String>().trim().to_owned();
        fits(&text, Self::MAX_CHARACTERS, Self::MAX_BYTES)?;
        for line in text.lines() {
            characters::check_directions_and_controls(line)?;
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Composed, on one line, with single spaces.
fn one_line(typed: &str) -> String {
    let composed: String = typed.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fits(text: &str, characters: usize, bytes: usize) -> Result<(), TextFault> {
    if text.is_empty() {
        return Err(TextFault::Empty);
    }
    if text.len() > bytes || text.graphemes(true).count() > characters {
        return Err(TextFault::TooLong { most: characters });
    }
    Ok(())
}

macro_rules! as_string {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = TextFault;
            fn try_from(text: String) -> Result<Self, TextFault> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )*};
}
as_string!(PublicText, ContactText, LetterText);

#[cfg(test)]
mod tests;
