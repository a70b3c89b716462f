//! Tests that act as people: scripts of conversations, and the stages on which they are acted. Every stage is a
//! platform with people and rooms in front of the whole bot; the script can't tell which one it is on.

pub mod core_stage;
pub mod postgres;
pub mod script;
pub mod seen;
pub mod terminal_stage;

/// When every script begins: Monday 2035-01-01, 12:00 UTC, in milliseconds. A fixed moment, because pages show days
/// and rooms have quiet hours; in the future, because the terminal's clock only goes forwards.
pub const BEGINNING: i64 = 2_051_265_600_000;
