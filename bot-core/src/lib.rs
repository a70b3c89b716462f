//! The campaign's data and the bot's rules: what can happen, what can be shown, what a pledge is, who hears what.
//! Pure: no clock, no randomness, no input or output, no platform. Whatever varies is passed in.

pub mod announcement;
pub mod answers;
pub mod consent;
pub mod content;
pub mod conversation;
pub mod country;
pub mod decision;
pub mod folding;
pub mod hygiene;
pub mod ids;
pub mod incoming;
pub mod language;
pub mod misread;
pub mod phrases;
pub mod platform;
pub mod pledge;
pub mod store;
pub mod subscription;
pub mod supporter;
pub mod view;
