//! One run of the real program on a pipe: lines in, answers out, and its end by force at a chosen moment.
//! A process that is still there when its sitting goes out of scope is ended by its own id.

#[path = "home.rs"]
mod home;

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) use home::Home;

/// An answer takes far less; whoever waits longer waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program printed for a line.
pub(crate) struct Answer {
    /// The whole lines.
    pub(crate) lines: Vec<String>,
    /// Whether the answer, and all that was due with it, came to its end; otherwise the program was killed.
    pub(crate) whole: bool,
}

/// A running program.
pub(crate) struct Sitting<'a> {
    home: &'a Home,
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<String>,
    said: usize,
    kill_at: Option<Instant>,
}

impl<'a> Sitting<'a> {
    /// Starts the program.
    pub(crate) fn begin(home: &'a Home) -> Self {
        let errors = OpenOptions::new().create(true).append(true).open(errors(home));
        let errors: File = errors.expect("the test's folder can be written to");
        let mut child = home
            .program()
            .arg("chat")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .expect("the program can be started");
        let (input, printed) = (child.stdin.take(), child.stdout.take());
        let printed = printed.expect("standard output is piped");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut printed = BufReader::new(printed);
            let mut line = String::new();
            // A last line without its end was cut by a kill: nobody has read it.
            while printed.read_line(&mut line).is_ok_and(|n| n > 0) && line.ends_with('\n') {
                line.pop();
                if sender.send(std::mem::take(&mut line)).is_err() {
                    return;
                }
            }
        });
        Self { home, child, input, output, said: 0, kill_at: None }
    }

    /// Kills the program this much later, whatever it does then.
    pub(crate) fn kill_after(&mut self, delay: Duration) {
        self.kill_at = Some(Instant::now() + delay);
    }

    /// Types a line and reads what comes of it. The end of an answer is known by a second line, which the terminal
    /// itself answers after everything that was due.
    pub(crate) fn say(&mut self, line: &str) -> Answer {
        self.said += 1;
        let end = format!(" #mark-{}.", self.said);
        if let Some(input) = &mut self.input {
            // A program that was killed no longer reads; what it printed before is read below.
            let _ = write!(input, "{line}\n:leave #mark-{}\n", self.said);
        }
        let mut lines = Vec::new();
        loop {
            let wait = self.kill_at.map_or(PATIENCE, |at| at.saturating_duration_since(Instant::now()));
            match self.output.recv_timeout(wait) {
                Ok(printed) if printed.replace(['\u{2068}', '\u{2069}'], "").ends_with(&end) => {
                    return Answer { lines, whole: true };
                }
                Ok(printed) => lines.push(printed),
                Err(RecvTimeoutError::Timeout) if self.kill_at.is_some() => {
                    self.kill();
                    // What it had printed by then was read by somebody.
                    lines.extend(self.output.iter().filter(|l| !l.contains(" #mark-")));
                    return Answer { lines, whole: false };
                }
                Err(RecvTimeoutError::Timeout) => panic!("no answer to {line:?}; so far: {lines:#?}"),
                Err(RecvTimeoutError::Disconnected) => {
                    let errors = std::fs::read_to_string(errors(self.home)).unwrap_or_default();
                    panic!("the program ended by itself at {line:?}; it printed {lines:#?} and said:\n{errors}");
                }
            }
        }
    }

    /// Types a line whose whole answer is needed.
    pub(crate) fn ask(&mut self, line: &str) -> Vec<String> {
        let answer = self.say(line);
        assert!(answer.whole, "nobody kills the program here");
        answer.lines
    }

    /// Ends the input, as Ctrl-D does, and waits.
    pub(crate) fn leave(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().expect("a child can be waited for")
    }

    fn kill(&mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be waited for");
    }
}

impl Drop for Sitting<'_> {
    fn drop(&mut self) {
        // It has ended already, or the test failed; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the program said on standard error, in all its runs.
fn errors(home: &Home) -> PathBuf {
    home.folder.join("errors")
}

/// Whether `outreach-bot check` finds the database in order.
pub(crate) fn check(home: &Home) -> Result<(), String> {
    let done = home.program().arg("check").output().expect("the program can be started");
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    if done.status.success() { Ok(()) } else { Err(text) }
}

/// A folder that the program may take for its own.
pub(crate) fn data_folder(inside: &Path) -> PathBuf {
    inside.join("data")
}
