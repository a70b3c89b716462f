//! The bot on Discord: servers, channels, threads and direct messages.

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

use bot_core::ids::Platform;

pub use settings::{Limits, Settings, Token};

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Discord";

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("discord").expect("lower-case letters are a platform's name")
}
