//! The line at which somebody types: editing, completion, and what the arrow keys bring back. Runs on a thread of
//! its own, because reading a key waits.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Context, Editor, Event, EventContext, EventHandler, ExternalPrinter, Helper,
    KeyEvent, Movement, RepeatCount,
};
use tokio::sync::mpsc::UnboundedSender;

use crate::direction::DIRECTIONS;
use crate::history::Kept;
use crate::input::Typed;

/// What can be completed.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Names of commands, without the `/`.
    pub(crate) commands: Vec<String>,
    /// People who have been on stage.
    pub(crate) people: BTreeSet<String>,
    /// Rooms that have been on stage.
    pub(crate) rooms: BTreeSet<String>,
}

impl Vocabulary {
    /// The words that the last word of `line` may become, and where that word begins.
    fn complete(&self, line: &str) -> (usize, Vec<String>) {
        let start = line.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let word = &line[start..];
        let all: Vec<String> = match word.chars().next() {
            Some('/') => self.commands.iter().map(|c| format!("/{c}")).collect(),
            Some('@') => self.people.iter().map(|p| format!("@{p}")).collect(),
            Some('#') => self.rooms.iter().map(|r| format!("#{r}")).collect(),
            Some(':') if start == 0 => DIRECTIONS.map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        let typed = word.to_lowercase();
        (start, all.into_iter().filter(|c| c.starts_with(&typed)).map(|c| c + " ").collect())
    }
}

struct Hand {
    vocabulary: Arc<Mutex<Vocabulary>>,
}

impl Completer for Hand {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let typed = line.get(..at).unwrap_or(line);
        Ok(self.vocabulary.lock().unwrap_or_else(PoisonError::into_inner).complete(typed))
    }
}

impl Hinter for Hand {
    type Hint = String;
}

impl Highlighter for Hand {}
impl Validator for Hand {}
impl Helper for Hand {}

/// Ctrl-C clears a line with something on it; on an empty line it ends the sitting, as the editor does by itself.
struct ClearFirst;

impl ConditionalEventHandler for ClearFirst {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext<'_>) -> Option<Cmd> {
        (!context.line().is_empty()).then_some(Cmd::Kill(Movement::WholeBuffer))
    }
}

/// What the thread needs.
pub(crate) struct Desk {
    /// Prompts to show, one for each line that is wanted.
    pub(crate) prompts: mpsc::Receiver<String>,
    /// What was typed.
    pub(crate) typed: UnboundedSender<std::io::Result<Typed>>,
    /// Text to print above the line.
    pub(crate) above: mpsc::Receiver<String>,
    /// Whether text can be printed above the line on this terminal; answered once.
    pub(crate) ready: mpsc::SyncSender<bool>,
    pub(crate) vocabulary: Arc<Mutex<Vocabulary>>,
    pub(crate) history: Option<PathBuf>,
}

/// Edits lines until nobody wants one any more.
pub(crate) fn run(desk: Desk) {
    let Desk { prompts, typed, above, ready, vocabulary, history } = desk;
    let config = Config::builder().auto_add_history(false).build();
    let history_of_sitting = MemHistory::with_config(&config);
    let made = Editor::<Hand, MemHistory>::with_history(config, history_of_sitting);
    let mut editor = match made {
        Ok(editor) => editor,
        Err(e) => {
            // The other side reads the failure in place of its first line.
            let _ = ready.send(false);
            let _ = typed.send(Err(failure(e)));
            return;
        }
    };
    editor.set_helper(Some(Hand { vocabulary }));
    editor.bind_sequence(KeyEvent::ctrl('c'), EventHandler::Conditional(Box::new(ClearFirst)));
    let mut kept = history.map(Kept::read);
    for line in kept.iter().flat_map(Kept::lines) {
        let _ = editor.add_history_entry(line.as_str());
    }
    let printer = editor.create_external_printer().ok();
    let _ = ready.send(printer.is_some());
    if let Some(mut printer) = printer {
        // A thread of its own again: printing waits for the editor to make room.
        std::thread::spawn(move || {
            for text in above {
                if printer.print(text).is_err() {
                    return;
                }
            }
        });
    }
    for prompt in prompts {
        let line = match editor.readline(&prompt) {
            Ok(line) => {
                let _ = editor.add_history_entry(line.as_str());
                if let Some(kept) = &mut kept {
                    kept.add(&line);
                    if kept.save().is_err() {
                        tracing::warn!("the terminal's history can't be written; this sitting goes on without it");
                    }
                }
                Ok(Typed::Line(line))
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(Typed::End),
            // Broken UTF-8 typed or pasted: the editor reports it as invalid data.
            Err(ReadlineError::Io(e)) if e.kind() == std::io::ErrorKind::InvalidData => Ok(Typed::Broken),
            Err(e) => Err(failure(e)),
        };
        if typed.send(line).is_err() {
            return;
        }
    }
}

fn failure(error: ReadlineError) -> std::io::Error {
    match error {
        ReadlineError::Io(e) => e,
        other => std::io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_at_the_end_is_completed() {
        let vocabulary = Vocabulary {
            commands: vec!["latest".into(), "language".into(), "help".into()],
            people: ["ana".to_owned(), "you".to_owned()].into(),
            rooms: ["plaza".to_owned()].into(),
        };
        let cases = [
            ("/la", 0, vec!["/latest ", "/language "]),
            ("/LAT", 0, vec!["/latest "]),
            ("@ana #plaza /h", 12, vec!["/help "]),
            ("@", 0, vec!["@ana ", "@you "]),
            ("@ana #", 5, vec!["#plaza "]),
            (":t", 0, vec![":time "]),
            ("hello :t", 6, vec![]),
            ("hello", 0, vec![]),
            ("", 0, vec![]),
            ("é /h", 3, vec!["/help "]),
        ];
        for (line, start, expected) in cases {
            assert_eq!(
                vocabulary.complete(line),
                (start, expected.into_iter().map(str::to_owned).collect()),
                "{line:?}"
            );
        }
    }
}
