//! Sending: every event waits for its turn.

use crate::settings::Settings;

/// Sends, each event in its turn.
pub(crate) struct Sender;

impl Sender {
    /// Must be called inside a Tokio runtime.
    pub(crate) fn new(_settings: &Settings) -> Self {
        Self
    }
}
