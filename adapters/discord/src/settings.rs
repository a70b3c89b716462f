//! What the adapter is told by the operator.

pub use bot_core::platform::Token;
use reqwest::Url;
use serenity::all::GuildId;

/// How to reach Discord, and how much it takes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token, as the developer portal gave it.
    pub token: Token,
    /// The server of the API; its calls are below `/api/v10`, unless the address already ends so.
    pub api_url: Url,
    /// The commands are registered in this guild alone, where changes show at once; without it, everywhere.
    pub development_guild: Option<u64>,
    /// How much the bot may send.
    pub limits: Limits,
}

impl Settings {
    /// Where the commands are registered, if not everywhere. 0 is no guild's number.
    pub(crate) fn development_guild(&self) -> Option<GuildId> {
        self.development_guild.filter(|id| *id != 0).map(GuildId::new)
    }
}

/// How much the bot may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Calls a second, all together: <https://discord.com/developers/docs/topics/rate-limits#global-rate-limit>.
    pub per_second: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { per_second: 50 }
    }
}
