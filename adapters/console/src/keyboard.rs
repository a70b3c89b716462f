//! The lines that somebody types, or that come through a pipe. Reading waits on a thread of its own, so that the
//! program can end while nobody types.

use std::io::{self, BufRead};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;

use tokio::sync::mpsc as tokio_mpsc;

use crate::Terminal;
use crate::editor::{self, Desk};
use crate::input::{Typed, read_line};

/// A source of lines.
pub struct Keyboard {
    prompts: mpsc::Sender<String>,
    typed: tokio_mpsc::UnboundedReceiver<io::Result<Typed>>,
    /// Whether somebody looks at a prompt.
    pub(crate) edited: bool,
    #[cfg(unix)]
    modes: Option<rustix::termios::Termios>,
}

impl std::fmt::Debug for Keyboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyboard {{ edited: {} }}", self.edited)
    }
}

impl Keyboard {
    /// Lines from a pipe or file. No prompt is shown and nothing is echoed.
    pub fn piped(input: impl BufRead + Send + 'static) -> Self {
        let (prompts, wanted) = mpsc::channel::<String>();
        let (sender, typed) = tokio_mpsc::unbounded_channel();
        let mut input = input;
        thread::spawn(move || {
            for _ in wanted {
                if sender.send(read_line(&mut input)).is_err() {
                    return;
                }
            }
        });
        Self {
            prompts,
            typed,
            edited: false,
            #[cfg(unix)]
            modes: None,
        }
    }

    /// Lines edited at this process' terminal. `history` is the file from which the arrow keys bring back stage
    /// directions and names of commands; nothing that was said is written to it.
    pub fn edited(terminal: &Arc<Terminal>, history: Option<PathBuf>) -> Self {
        let (prompts, wanted) = mpsc::channel();
        let (sender, typed) = tokio_mpsc::unbounded_channel();
        let (above, to_print) = mpsc::channel();
        let (ready, can_print_above) = mpsc::sync_channel(1);
        #[cfg(unix)]
        let modes = quiet();
        let vocabulary = Arc::clone(&terminal.vocabulary);
        thread::spawn(move || {
            editor::run(Desk { prompts: wanted, typed: sender, above: to_print, ready, vocabulary, history });
        });
        if can_print_above.recv().unwrap_or(false) {
            terminal.screen.edit_with(above);
        }
        Self {
            prompts,
            typed,
            edited: true,
            #[cfg(unix)]
            modes,
        }
    }

    /// The next line.
    ///
    /// # Errors
    /// When the input can't be read.
    pub(crate) async fn next(&mut self, prompt: String) -> io::Result<Typed> {
        if self.prompts.send(prompt).is_err() {
            return Ok(Typed::End);
        }
        self.typed.recv().await.unwrap_or(Ok(Typed::End))
    }

    /// Ends a line that is being edited, when the program ends meanwhile.
    pub(crate) fn leave(&self, terminal: &Terminal) {
        if self.edited {
            // The sequence ends the bracketed paste that the editor turned on. Nothing can be done about a failure:
            // the terminal is gone then.
            let _ = terminal.screen.print("\u{1b}[?2004l\n");
        }
    }
}

#[cfg(unix)]
impl Drop for Keyboard {
    /// Leaves the terminal as it was found.
    fn drop(&mut self) {
        if let Some(modes) = &self.modes {
            let _ = rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, modes);
        }
    }
}

/// Keeps the terminal from echoing and holding back what is typed while an answer is being made: the editor shows it
/// at its next line. Returns the modes that were found, if this is a terminal.
#[cfg(unix)]
fn quiet() -> Option<rustix::termios::Termios> {
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
    let found = tcgetattr(io::stdin()).ok()?;
    let mut quiet = found.clone();
    quiet.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
    tcsetattr(io::stdin(), OptionalActions::Now, &quiet).ok()?;
    Some(found)
}
