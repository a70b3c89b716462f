//! What is known of servers.
