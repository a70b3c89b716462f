//! One run of `outreach-bot run`: watched by what it logs, and ended by a signal or by force. A process that is still
//! there when its run goes out of scope is ended by its own id.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// Whatever is waited for takes far less; whoever waits longer waits for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many lines of the log a failure shows.
const LAST_LINES: usize = 30;

/// What a program said so far, and whether it can say more.
#[derive(Default)]
struct Said {
    text: String,
    ended: bool,
}

/// A running program.
pub(crate) struct Serving {
    child: Child,
    said: Arc<(Mutex<Said>, Condvar)>,
}

impl Serving {
    /// Starts the program. What it says on standard output is of no matter.
    pub(crate) fn begin(program: Command) -> Self {
        Self::begin_into(program, Stdio::null())
    }

    /// Starts the program, with what it says on standard output going there.
    pub(crate) fn begin_into(mut program: Command, output: Stdio) -> Self {
        let mut child = program
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let errors = child.stderr.take().expect("standard error is piped");
        let said = Arc::new((Mutex::new(Said::default()), Condvar::new()));
        let hears = Arc::clone(&said);
        thread::spawn(move || {
            let mut errors = BufReader::new(errors);
            let mut line = String::new();
            let (said, more) = &*hears;
            loop {
                line.clear();
                let ended = !errors.read_line(&mut line).is_ok_and(|n| n > 0);
                let mut said = said.lock().expect("nobody panics over it");
                said.text.push_str(&line);
                said.ended = ended;
                more.notify_all();
                if ended {
                    return;
                }
            }
        });
        Self { child, said }
    }

    /// Waits until the program has said this on standard error.
    pub(crate) fn wait_for(&self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        let (said, more) = &*self.said;
        let mut said = said.lock().expect("nobody panics over it");
        while !said.text.contains(words) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!said.ended && !left.is_zero(), "the program never said {words:?}, but:\n{}", said.text);
            said = more.wait_timeout(said, left).expect("nobody panics over it").0;
        }
    }

    /// Sends SIGTERM.
    pub(crate) fn ask_to_stop(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("a child can be signalled");
    }

    /// Asks the program to stop, and gives what it said.
    pub(crate) fn stop(self) -> String {
        self.ask_to_stop();
        let (status, said) = self.end();
        assert!(status.success(), "{status}:\n{said}");
        assert!(said.trim_end().ends_with("stopped"), "{said}");
        said
    }

    /// Asks a program that has something under way to stop, and then to stop at once. Gives what it said.
    pub(crate) fn stop_at_once(self) -> String {
        self.ask_to_stop();
        self.wait_for("stopping");
        self.ask_to_stop();
        let (status, said) = self.end();
        assert_eq!(status.code(), Some(1), "{said}");
        assert!(!said.contains("stopped"), "{said}");
        said
    }

    /// Waits until the program has ended. Gives how, and all it said.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let deadline = Instant::now() + PATIENCE;
        let (said, more) = &*self.said;
        let mut said = said.lock().expect("nobody panics over it");
        while !said.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program doesn't end; it said:\n{}", said.text);
            said = more.wait_timeout(said, left).expect("nobody panics over it").0;
        }
        let text = said.text.clone();
        drop(said);
        (self.child.wait().expect("a child can be waited for"), text)
    }

    /// Ends the program as a power cut would. Gives all it said.
    pub(crate) fn kill(mut self) -> String {
        self.child.kill().expect("a child can be killed");
        self.end().1
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It has ended already, or the test failed; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            let said = self.said.0.lock().expect("nobody panics over it");
            let last: Vec<&str> = said.text.lines().rev().take(LAST_LINES).collect();
            println!("what the program said last, newest first: {last:#?}");
        }
    }
}
