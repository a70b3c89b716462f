//! What is done about an event: the bot is asked, and its replies are shown.

/// What answering remembers.
#[derive(Default)]
pub(crate) struct Answering;
