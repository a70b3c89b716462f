//! How the bot is on Matrix.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

pub use bot_core::platform::Token;

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

/// How the bot is on Matrix.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The homeserver's address (`https://matrix.example.org`), or its name, by which the address is looked up.
    pub homeserver: Url,
    /// The bot's name there, `bot` or `@bot:example.org`.
    pub user: String,
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
