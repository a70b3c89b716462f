//! From an event to work on it.
