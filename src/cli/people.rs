//! Who acts when a command does: the operator, who is on no chat platform; and what they are told aside.

use std::io::{self, Write};

use bot_core::ids::{PersonAddress, Platform, RoomAddress};

/// The operator, and the place where operators act.
///
/// # Panics
/// Never: the platform's name is lower-case letters.
pub(super) fn operator() -> (PersonAddress, RoomAddress) {
    let platform = Platform::parse("operator").expect("lower-case letters are a platform name");
    let person = PersonAddress { platform: platform.clone(), user: "operator".to_owned() };
    (person, RoomAddress { platform, room: "command line".to_owned(), thread: None })
}

/// Says that a list is empty. On standard error, so that the list itself stays empty for programs.
pub(super) fn nothing(sentence: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "{sentence}");
}
