//! Sending: everything waits for its turn.
