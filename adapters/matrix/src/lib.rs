//! The bot on Matrix: rooms, threads and direct chats, encrypted where the room is.
//!
//! [`Matrix::connect`] signs in, [`Matrix::run`] takes what happens and answers it, and as a
//! [`bot_core::platform::Messenger`] it delivers what rooms hear. Absent on purpose: any rule of the bot's, and
//! matrix-sdk's event handlers and its endless sync: they run after the place in the stream was kept, so a death within
//! one would lose a message.
#![recursion_limit = "256"]

mod answering;
mod catch_up;
mod check;
mod choices;
mod client;
mod content;
mod direct;
mod fault;
mod html;
mod inbound;
mod intake;
mod invites;
mod late;
mod messenger;
mod notes;
mod progress;
mod recovery;
mod render;
mod rooms;
mod send;
mod session;
mod settings;
mod show;
mod sync;
mod upgrade;

use std::sync::Arc;

use bot_core::ids::{Platform, Timestamp};

pub use settings::{Settings, StoreKey, Token, Welcome};

/// What the bot is called in sentences such as "What you write in … can be read by its operator".
pub const SERVICE: &str = "Matrix";

/// Tells the time, as events carry it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the platform is called in addresses.
///
/// # Panics
/// Never: the name is a constant.
pub fn platform() -> Platform {
    Platform::parse("matrix").expect("lower-case letters are a platform's name")
}
