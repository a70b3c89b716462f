//! The bot on Discord: servers, channels, threads and direct messages.
//!
//! [`Discord::connect`] says who the bot is, [`Discord::run`] takes what happens and answers it, and as a
//! [`bot_core::platform::Messenger`] it delivers what rooms hear. Absent on purpose: any rule of the bot's, state that
//! outlives the process, and serenity's own client, gateway and cache (its payload builders and models are used): what
//! they lose, an adapter that people rely on can't do without.

mod api;
mod check;
mod complete;
mod components;
mod crosspost;
mod directory;
mod gateway;
mod inbound;
mod intake;
mod markup;
mod menu;
mod messenger;
mod modal;
mod register;
mod render;
mod route;
mod send;
mod settings;
mod show;
mod wire;

use std::sync::Arc;

use bot_core::ids::{Platform, Timestamp};
use serenity::all::{ApplicationId, UserId};

pub use check::check;
pub use settings::{Limits, Settings, Token};

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Discord";

/// Tells the time, as events carry it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("discord").expect("lower-case letters are a platform's name")
}

/// Who the bot is on Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Me {
    /// The bot as a user: who is mentioned, and whose messages are its own.
    pub(crate) id: UserId,
    /// What people call it.
    pub(crate) name: String,
    /// The application, which commands and the answers to interactions belong to. The same number as `id` for all but
    /// applications from before 2017.
    pub(crate) application: ApplicationId,
}
