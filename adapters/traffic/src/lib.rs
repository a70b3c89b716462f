//! What adapters to networks share: what is answered next ([`Dispatch`]), when which call may be made ([`Turns`]), how long
//! to wait after a fault ([`Backoff`]), which presses of a button count as one ([`Presses`]), and how often the log tells
//! of what is skipped ([`Crowd`]). No platform is named here, and nothing here opens a connection. Absent on purpose:
//! repeating calls, since only an adapter knows what a repetition would do.

mod backoff;
mod crowd;
mod dispatch;
mod pace;
mod presses;
mod turns;

pub use backoff::Backoff;
pub use crowd::Crowd;
pub use dispatch::{Dispatch, Load, UnderWay, Work};
pub use pace::{Ended, Key, Lane, Limits, Scope};
pub use presses::Presses;
pub use turns::{Hold, Turn, Turns};
