//! What the adapter is told by the operator.

use std::net::SocketAddr;
use std::time::Duration;

pub use bot_core::platform::Token;
use reqwest::Url;

/// How to reach Telegram, and how much it takes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token, as BotFather gave it.
    pub token: Token,
    /// The Bot API server.
    pub api_url: Url,
    /// Where updates are sent to; without it, they are fetched by long polling.
    pub webhook: Option<Webhook>,
    /// How much the bot may send.
    pub limits: Limits,
}

/// Updates come to this address, instead of being fetched.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The public address, which a reverse proxy passes on to `listen`.
    pub url: Url,
    /// Where this program listens.
    pub listen: SocketAddr,
    /// What Telegram sends along to show that it is Telegram.
    pub secret: Token,
}

/// How much the bot may send, as Telegram's documentation gives it for most bots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Messages a second, to all chats together.
    pub per_second: u32,
    /// The least time between two messages to the same chat.
    pub chat_gap: Duration,
    /// Messages a minute to the same group or channel.
    pub group_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { per_second: 30, chat_gap: Duration::from_secs(1), group_per_minute: 20 }
    }
}
