//! What is read of Discord's objects.

/// An event that can't be read. Shows nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an event can't be read")]
pub(crate) struct Unreadable;
