//! What can be called, and what shares a limit.
