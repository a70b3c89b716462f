//! How far the bot has come in the stream of what happens.

use matrix_sdk::Client;

use crate::fault::Fault;
use crate::notes::Notes;

/// How far the bot has come.
#[derive(Default)]
pub(crate) struct Progress;

impl Progress {
    /// Resolves when this event was worked through.
    pub(crate) async fn handled(&self, _event_id: &str) {}
}

/// Sets the SDK back to where the bot has come. Must be called before the session is restored, since the SDK reads its own
/// place in the stream then.
#[allow(dead_code)]
pub(crate) async fn set_back(_client: &Client, _notes: &Notes) -> Result<(), Fault> {
    Ok(())
}
