//! What adapters to networks share: who is next, who may send, how long to wait after a fault. No platform is named
//! here, and nothing here opens a connection.
