//! What a room hears, when and in which language: its own choice. Pure calendar rules; the time is passed in.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::ids::{DAY, MINUTE, Timestamp};
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

/// Whether a message makes itself heard on people's devices, where the platform can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sound {
    /// It is there when somebody looks.
    #[default]
    Silent,
    /// As any message that somebody writes.
    Audible,
}

impl Sound {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Silent, Self::Audible];

    /// The stable name in the database and in commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Audible => "audible",
        }
    }

    /// Reads [`Sound::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// How far a message goes from a room that others follow from elsewhere, where the platform has such rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// It stays in the room.
    #[default]
    #[serde(rename = "room-only")]
    Room,
    /// It is passed on to everybody who follows the room.
    #[serde(rename = "followers")]
    Followers,
}

impl Reach {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Room, Self::Followers];

    /// The stable name in the database and in commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Room => "room-only",
            Self::Followers => "followers",
        }
    }

    /// Reads [`Reach::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == name)
    }
}

/// How a message is posted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Manner {
    /// Whether it is heard.
    pub sound: Sound,
    /// How far it goes.
    pub reach: Reach,
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

    /// This time on a day. The type holds less than a day, so hour and minute are in range.
    fn on(self, day: Date) -> DateTime {
        day.at((self.0 / 60) as i8, (self.0 % 60) as i8, 0, 0)
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
        let zone = TimeZone::get(name.trim()).ok()?;
        zone.iana_name().map(|n| Self(n.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Every name that there is, in the order of the alphabet.
    pub fn all() -> impl Iterator<Item = &'static str> {
        static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
            let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
            names.sort();
            names
        });
        ALL.iter().map(String::as_str)
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
    /// Whether it is heard.
    pub sound: Sound,
    /// How far it goes, where the room has followers.
    pub reach: Reach,
}

impl Default for Subscription {
    fn default() -> Self {
        Self {
            pace: Pace::Off,
            quiet: None,
            time_zone: TimeZoneName::default(),
            language: None,
            sound: Sound::default(),
            reach: Reach::default(),
        }
    }
}

/// After a message, a room that hears each supporter rests so long; what comes meanwhile is told together.
pub const REST: i64 = 10 * MINUTE;
/// When daily and weekly messages come.
const TURN: TimeOfDay = TimeOfDay(9 * 60);

impl Subscription {
    /// How its messages are posted.
    pub fn manner(&self) -> Manner {
        Manner { sound: self.sound, reach: self.reach }
    }

    /// When the first message may come after the room chose this: at once, or at the next turn of its day or week.
    pub fn first_at(&self, now: Timestamp) -> Timestamp {
        match self.pace {
            Pace::Off | Pace::Each | Pace::Milestones => now,
            Pace::Daily => self.next_turn(now, false),
            Pace::Weekly => self.next_turn(now, true),
        }
    }

    /// When the next message may come after one was sent: ten minutes later, or at the next turn of its day or week.
    pub fn next_after(&self, sent_at: Timestamp) -> Timestamp {
        match self.pace {
            Pace::Off | Pace::Each | Pace::Milestones => sent_at.plus(REST),
            Pace::Daily => self.next_turn(sent_at, false),
            Pace::Weekly => self.next_turn(sent_at, true),
        }
    }

    /// Whether a message may come now; otherwise when the quiet hours end.
    ///
    /// # Errors
    /// The end of the quiet hours.
    pub fn may_speak(&self, now: Timestamp) -> Result<(), Timestamp> {
        let mut end = now;
        // Where a clock is put forward over the end of the quiet hours, they can begin again at once.
        while let Some(later) = self.quiet_until(end).filter(|later| *later > end) {
            end = later;
        }
        if end == now { Ok(()) } else { Err(end) }
    }

    /// The end of the quiet hours if this moment lies in them.
    fn quiet_until(&self, now: Timestamp) -> Option<Timestamp> {
        let QuietHours { from, to } = self.quiet?;
        let zone = self.zone();
        let local = zone.to_datetime(jiff::Timestamp::from_millisecond(now.0).ok()?);
        let minute = u16::try_from(local.hour()).ok()? * 60 + u16::try_from(local.minute()).ok()?;
        let (from, until) = (from.minutes(), to.minutes());
        let past_midnight = from > until;
        let quiet = if past_midnight { minute >= from || minute < until } else { (from..until).contains(&minute) };
        if !quiet {
            return None;
        }
        let day = if past_midnight && minute >= from { local.date().tomorrow().ok()? } else { local.date() };
        let end = zone.to_ambiguous_timestamp(to.on(day));
        let earlier = end.compatible().ok()?.as_millisecond();
        // In the hour that autumn repeats, the first end may be over already.
        let end = if earlier > now.0 { earlier } else { end.later().ok()?.as_millisecond() };
        Some(Timestamp(end))
    }

    /// The next turn strictly after a moment, on a Monday or on any day.
    fn next_turn(&self, after: Timestamp, only_mondays: bool) -> Timestamp {
        // Only a time beyond the calendar's years has no turn.
        self.turns(after, only_mondays).unwrap_or_else(|| after.plus(if only_mondays { 7 * DAY } else { DAY }))
    }

    fn turns(&self, after: Timestamp, only_mondays: bool) -> Option<Timestamp> {
        let zone = self.zone();
        let today = zone.to_datetime(jiff::Timestamp::from_millisecond(after.0).ok()?).date();
        today
            .series(jiff::Span::new().days(1))
            .take(9)
            .filter(|day| !only_mondays || day.weekday() == jiff::civil::Weekday::Monday)
            .filter_map(|day| zone.to_timestamp(TURN.on(day)).ok())
            .map(|turn| Timestamp(turn.as_millisecond()))
            .find(|turn| *turn > after)
    }

    /// The room's clock; UTC for a zone that the database no longer knows.
    fn zone(&self) -> TimeZone {
        TimeZone::get(self.time_zone.as_str()).unwrap_or(TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests;
