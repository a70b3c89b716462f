//! Patience, against a server that needs it.
