//! `outreach-bot run`: serves the chat platforms. This version has none built in, and says so.

use crate::config::Settings;
use crate::failure::Failure;

pub(super) fn run(settings: &Settings) -> Result<(), Failure> {
    let sentence = "no chat platform is built into this version, so there is nothing to serve: \
                    talk with the bot in this terminal with `outreach-bot chat`";
    Err(Failure::Failed(match settings.unused.as_slice() {
        [] => sentence.to_owned(),
        unused => format!("{sentence}, and remove the settings that it can't use yet ({})", unused.join(", ")),
    }))
}
