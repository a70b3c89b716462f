//! How the bot is on Matrix.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use matrix_sdk::ruma::{OwnedServerName, OwnedUserId, ServerName, UserId};
use url::{Host, Url};

pub use bot_core::platform::Token;

/// The longest name a user may have, in bytes, if the server's name were empty (Matrix specification, user identifiers).
const LONGEST_NAME: usize = 250;

/// The key under which the SDK's store is encrypted. It never shows itself.
#[derive(Clone, PartialEq, Eq)]
pub struct StoreKey(pub [u8; 32]);

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

/// Whose invitations are accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Welcome {
    /// Anyone's.
    #[default]
    Everyone,
    /// Those of these users (`@user:server`) and of everyone on these servers.
    Only(Vec<String>),
}

/// Where the homeserver is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Homeserver {
    /// At this address, such as `https://matrix.example.org`. No other is asked.
    Address(Url),
    /// The homeserver of this name, such as `example.org`: its address is looked up there (`.well-known`).
    Name(OwnedServerName),
}

/// Who the bot is at its homeserver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// `bot`
    Local(String),
    /// `@bot:example.org`
    Full(OwnedUserId),
}

/// Why a setting can't be used: to follow the setting's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Neither an address nor a name.
    #[error("is neither the address of a homeserver (https://matrix.example.org) nor the name of one (example.org)")]
    Homeserver,
    /// An address that would carry passwords in the clear.
    #[error("has to begin with https://; only a homeserver on this machine may be reached by http://")]
    Cleartext,
    /// Not a user's name.
    #[error("is no Matrix user: write bot or @bot:example.org")]
    Account,
}

impl FromStr for Homeserver {
    type Err = SettingsError;

    fn from_str(text: &str) -> Result<Self, SettingsError> {
        if !text.contains("://") {
            return ServerName::parse(text).map(Self::Name).map_err(|_| SettingsError::Homeserver);
        }
        let address = Url::parse(text).map_err(|_| SettingsError::Homeserver)?;
        let here = match address.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => return Err(SettingsError::Homeserver),
        };
        let plain = address.username().is_empty() && address.password().is_none();
        match address.scheme() {
            "https" | "http" if !plain || address.query().is_some() || address.fragment().is_some() => {
                Err(SettingsError::Homeserver)
            }
            "https" => Ok(Self::Address(address)),
            "http" if here => Ok(Self::Address(address)),
            "http" => Err(SettingsError::Cleartext),
            _ => Err(SettingsError::Homeserver),
        }
    }
}

impl fmt::Display for Homeserver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => address.fmt(f),
            Self::Name(name) => name.fmt(f),
        }
    }
}

impl Account {
    /// Whether this user is meant. A short name is one of the homeserver's own, whose name isn't known yet.
    pub(crate) fn is(&self, user: &UserId) -> bool {
        match self {
            Self::Local(name) => user.localpart() == name,
            Self::Full(id) => id == user,
        }
    }
}

impl FromStr for Account {
    type Err = SettingsError;

    fn from_str(text: &str) -> Result<Self, SettingsError> {
        if text.starts_with('@') {
            return UserId::parse(text).map(Self::Full).map_err(|_| SettingsError::Account);
        }
        // A name of today's form: the server's name doesn't matter for that.
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._=/+".contains(c);
        if text.is_empty() || text.len() > LONGEST_NAME || !text.chars().all(fine) {
            return Err(SettingsError::Account);
        }
        Ok(Self::Local(text.to_owned()))
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(name) => f.write_str(name),
            Self::Full(id) => id.fmt(f),
        }
    }
}

/// How the bot is on Matrix.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where its homeserver is.
    pub homeserver: Homeserver,
    /// Who it is there.
    pub account: Account,
    /// Its password; needed for the first start, and when the server asks for it again.
    pub password: Option<Token>,
    /// An access token instead of a password.
    pub token: Option<Token>,
    /// What makes a new device a trusted one.
    pub recovery_key: Option<Token>,
    /// Where the SDK keeps its store. Nobody else's.
    pub folder: PathBuf,
    /// The key of that store.
    pub store_key: StoreKey,
    /// Whose invitations are accepted.
    pub welcome: Welcome,
    /// What was said while the bot was away is answered if it isn't older.
    pub answer_within: Duration,
    /// After this time without a key, the bot says that it can't read a message.
    pub key_patience: Duration,
    /// How many events a second may be sent; what the homeserver itself says counts more.
    pub events_per_second: u32,
}

#[cfg(test)]
mod tests;
