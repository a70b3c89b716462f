//! From a view to messages.
