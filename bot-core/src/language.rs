//! The languages that the bot speaks. Adding one is a variant here, a folder of phrases and a file of explanations.

use serde::{Deserialize, Serialize};

/// An interface language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// English, the language of the campaign's texts and the default.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// Portuguese.
    #[serde(rename = "pt")]
    Portuguese,
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// Chinese, in simplified characters.
    #[serde(rename = "zh")]
    Chinese,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Bengali.
    #[serde(rename = "bn")]
    Bengali,
    /// Nepali.
    #[serde(rename = "ne")]
    Nepali,
    /// Swahili.
    #[serde(rename = "sw")]
    Swahili,
}

impl Language {
    /// Every interface language.
    pub const ALL: [Self; 11] = [
        Self::English,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Arabic,
        Self::Russian,
        Self::Chinese,
        Self::German,
        Self::Bengali,
        Self::Nepali,
        Self::Swahili,
    ];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Arabic => "ar",
            Self::Russian => "ru",
            Self::Chinese => "zh",
            Self::German => "de",
            Self::Bengali => "bn",
            Self::Nepali => "ne",
            Self::Swahili => "sw",
        }
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::French => "français",
            Self::Spanish => "español",
            Self::Portuguese => "português",
            Self::Arabic => "العربية",
            Self::Russian => "русский",
            Self::Chinese => "中文",
            Self::German => "Deutsch",
            Self::Bengali => "বাংলা",
            Self::Nepali => "नेपाली",
            Self::Swahili => "Kiswahili",
        }
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }

    /// Reads a BCP 47 tag or a POSIX locale: only the primary language counts.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next()?.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|l| l.code() == primary)
    }
}
