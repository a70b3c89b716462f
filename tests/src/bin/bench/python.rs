//! What Python's standard library does with the same work, for comparison, and a pseudo-terminal, which it has.

use std::path::Path;
use std::process::Command;

const SCRIPT: &str = include_str!("beside.py");

/// Runs one of the script's measurements; returns the numbers that it prints.
pub(crate) fn run(what: &str, arguments: &[&Path]) -> Vec<f64> {
    let done = Command::new("python3").args(["-c", SCRIPT, what]).args(arguments).output();
    let done = done.expect("scripts/bench looked for python3");
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{what} failed: {err}");
    out.split_whitespace().map(|n| n.parse().expect("the script prints numbers")).collect()
}
