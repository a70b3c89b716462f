//! Consent, asked and kept for each purpose by itself.

use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;

/// What a person may agree to, each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Keeping the pledge at all.
    Store,
    /// Showing the public line on the list.
    Publish,
    /// Telling rooms about the new supporter.
    Announce,
    /// Writing to the person about their pledge.
    Contact,
}

impl Purpose {
    /// Every purpose, in the order in which it is asked.
    pub const ALL: [Self; 4] = [Self::Store, Self::Publish, Self::Announce, Self::Contact];

    /// The stable name in the database and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Publish => "publish",
            Self::Announce => "announce",
            Self::Contact => "contact",
        }
    }
}

/// The version of the consent questions. Raise it whenever their meaning changes in any language.
pub const CONSENT_TEXT_VERSION: u32 = 1;

/// One answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// What was asked.
    pub purpose: Purpose,
    /// Whether the answer was yes.
    pub given: bool,
    /// The version of the question, see [`CONSENT_TEXT_VERSION`].
    pub text_version: u32,
    /// When it was answered.
    pub at: Timestamp,
}

/// A person's answers; a later answer to the same question replaces the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Consents(Vec<Consent>);

impl Consents {
    /// Keeps an answer.
    pub fn record(&mut self, purpose: Purpose, given: bool, at: Timestamp) {
        self.forget(purpose);
        self.0.push(Consent { purpose, given, text_version: CONSENT_TEXT_VERSION, at });
    }

    /// Takes an answer back, so that the question is asked again.
    pub fn forget(&mut self, purpose: Purpose) {
        self.0.retain(|c| c.purpose != purpose);
    }

    /// The answer, if the question was asked.
    pub fn answer(&self, purpose: Purpose) -> Option<bool> {
        self.0.iter().find(|c| c.purpose == purpose).map(|c| c.given)
    }

    /// Whether the person said yes; not asked means no.
    pub fn given(&self, purpose: Purpose) -> bool {
        self.answer(purpose).unwrap_or(false)
    }

    /// Every answer, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Consent> {
        self.0.iter()
    }
}

impl FromIterator<Consent> for Consents {
    fn from_iter<I: IntoIterator<Item = Consent>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}
