//! Typing on a real pseudo-terminal: whatever is typed ahead of an answer, nothing of it is lost, and the terminal
//! is left as it was found.
#![cfg(unix)]

#[allow(dead_code, reason = "what only the test of crashes needs")]
mod sitting;

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::tcgetattr;
use sitting::Home;

/// How long an answer may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// Types all of `keys` at once and returns what stood on the screen when the program had ended.
fn type_at_once(keys: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a test may make a folder");
    let home = Home { folder: folder.path().to_owned(), database: None };
    let hand = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("the system has pseudo-terminals");
    grantpt(&hand).and_then(|()| unlockpt(&hand)).expect("a pseudo-terminal of our own can be used");
    let name = ptsname(&hand, Vec::new()).expect("a pseudo-terminal has a name");
    let name = name.to_str().expect("its name is plain").to_owned();
    let terminal = OpenOptions::new().read(true).write(true).open(name).expect("it can be opened");
    let found = tcgetattr(&hand).expect("a terminal has modes");
    let other = || Stdio::from(terminal.try_clone().expect("an open terminal can be shared"));
    let mut program = home.program();
    program.env("TERM", "xterm").stdin(other()).stdout(other()).stderr(Stdio::null());
    let mut child = program.spawn().expect("the program can be started");
    // From here on, only the program holds the terminal, so that reading ends with it.
    drop((program, terminal));

    let mut hand = File::from(hand);
    let mut screen = hand.try_clone().expect("an open terminal can be shared");
    let (sender, printed) = channel();
    std::thread::spawn(move || {
        let mut seen = Vec::new();
        let mut part = [0; 4096];
        while let Ok(n @ 1..) = screen.read(&mut part) {
            seen.extend_from_slice(&part[..n]);
        }
        sender.send(String::from_utf8_lossy(&seen).into_owned())
    });
    hand.write_all(keys).expect("a terminal takes what is typed");
    let seen = printed.recv_timeout(PATIENCE);
    if seen.is_err() {
        child.kill().expect("a child can be killed");
    }
    let status = child.wait().expect("a child can be waited for");
    let seen = seen.expect("the program ends in time");
    let left = tcgetattr(&hand).expect("a terminal has modes");
    assert!(status.success(), "{status}; on the screen:\n{seen}");
    assert_eq!(found.local_modes, left.local_modes, "the terminal is left as it was found");
    assert_eq!(found.input_modes, left.input_modes, "the terminal is left as it was found");
    seen
}

#[test]
fn lines_typed_ahead_are_all_answered() {
    let seen = type_at_once(b"pledge\ryes\rindividual\rAna Zed\rNP\r:leave #last\r:quit\r");
    for words in ["question 3 of", "question 4 of", "question 5 of", "The bot isn't in #last."] {
        assert!(seen.contains(words), "{words:?} is not among:\n{seen}");
    }
}

#[test]
fn many_lines_pasted_at_once_all_arrive() {
    let lines: String = (0..60).map(|n| format!(":leave #room-{n}\r")).collect();
    let seen = type_at_once((lines + ":quit\r").as_bytes());
    let missing: Vec<_> = (0..60).filter(|n| !seen.contains(&format!("The bot isn't in #room-{n}."))).collect();
    assert!(missing.is_empty(), "{missing:?} are not answered in:\n{seen}");
}
