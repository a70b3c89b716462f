//! The program around the bot: settings, command line, event loop, outbox worker. See docs/ARCHITECTURE.md.

pub mod cli;
pub mod config;
pub mod engine;
pub mod failure;
pub mod house;
pub mod logs;
pub mod looking;
pub mod outbox;
pub mod platforms;
pub mod progress;
