//! Calls against a server on loopback.
