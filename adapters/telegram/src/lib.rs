//! The bot on Telegram: private chats, groups, topics and channels.
//!
//! [`Telegram::connect`] says who the bot is, [`Telegram::run`] takes updates and answers them, and as a
//! [`bot_core::platform::Messenger`] it delivers what rooms hear. Absent on purpose: any rule of the bot's, state that
//! outlives the process (what waits for an answer is kept through [`bot_core::platform::Bot::keep`]), and teloxide's
//! dispatcher, dialogues and throttle, beside which the core and our own pacing would stand twice.

mod api;
mod pace;
mod send;
mod html;
mod inbound;
mod link;
mod render;
mod settings;
mod turns;
mod wire;

use bot_core::ids::Platform;

pub use settings::{Limits, Settings, Token, Webhook};

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Telegram";

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("telegram").expect("lower-case letters are a platform's name")
}
