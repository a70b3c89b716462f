//! Identifiers and points in time. Addresses are what a platform calls its rooms and people: they are
//! personal data, so they never show themselves in `Debug`, and no type here turns them into text for logs.
//! Absent on purpose: hashing and sealing of addresses, which need a key and live with the store.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A chat platform's short name, such as the one an adapter registers under.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Platform(String);

impl Platform {
    /// A platform name: lower-case letters and digits only.
    ///
    /// # Errors
    /// `None` when the name is empty or has any other character.
    pub fn parse(name: &str) -> Option<Self> {
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        plain.then(|| Self(name.to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where messages can be posted: a channel, group, topic, thread or direct chat.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RoomAddress {
    /// The platform the room is on.
    pub platform: Platform,
    /// The platform's own id of the room.
    pub room: String,
    /// The thread or topic inside the room, where the platform has them.
    pub thread: Option<String>,
}

impl fmt::Debug for RoomAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RoomAddress({}, …)", self.platform.0)
    }
}

/// Who is speaking: a platform's own id of a person.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonAddress {
    /// The platform the person is on.
    pub platform: Platform,
    /// The platform's own id of the person.
    pub user: String,
}

impl PersonAddress {
    /// Reads `platform:id`, as organisers write it on the command line.
    pub fn parse(text: &str) -> Option<Self> {
        let (platform, user) = text.split_once(':')?;
        let user = user.trim();
        (!user.is_empty()).then_some(())?;
        Some(Self { platform: Platform::parse(platform.trim())?, user: user.to_owned() })
    }
}

impl fmt::Debug for PersonAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonAddress({}, …)", self.platform.0)
    }
}

/// A platform's id of one event, unique on that platform; the same id is acted on once.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EventId {
    /// The platform the event came from.
    pub platform: Platform,
    /// The platform's own id of the event.
    pub id: String,
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventId({}, …)", self.platform.0)
    }
}

/// Milliseconds since 1970-01-01 00:00 UTC. Always passed in; nothing in this crate reads a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment, so many milliseconds later.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The day by UTC, as ISO 8601 writes it.
    pub fn iso_day(self) -> String {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(at) => at.strftime("%Y-%m-%d").to_string(),
            Err(_) => "?".to_owned(),
        }
    }
}

/// One second in the unit of [`Timestamp`].
pub const SECOND: i64 = 1_000;
/// One minute in the unit of [`Timestamp`].
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in the unit of [`Timestamp`].
pub const HOUR: i64 = 60 * MINUTE;
/// One day in the unit of [`Timestamp`].
pub const DAY: i64 = 24 * HOUR;

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

row_id!(
    /// A pledge, from its submission on.
    PledgeId
);
row_id!(
    /// A supporter's place in the list, with or without a public number.
    SupporterId
);
row_id!(
    /// One piece of news for rooms.
    AnnouncementId
);
row_id!(
    /// One message for one room; also the key by which a platform recognises a repeated send.
    DeliveryId
);

/// The public number of a supporter. Numbers only grow and are never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SupporterNumber(pub u32);

impl fmt::Display for SupporterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
