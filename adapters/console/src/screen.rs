//! Where text goes: to a pipe, or to a screen on which somebody may be typing right now.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};

use crate::render::Look;

/// Prints text; knows how wide it may be and whether anybody still listens.
pub(crate) struct Screen {
    out: Mutex<Box<dyn Write + Send>>,
    look: Box<dyn Fn() -> Look + Send + Sync>,
    /// Prints above a line that is being edited.
    above: OnceLock<mpsc::Sender<String>>,
    closed: AtomicBool,
}

impl Screen {
    pub(crate) fn new(out: impl Write + Send + 'static, look: impl Fn() -> Look + Send + Sync + 'static) -> Self {
        Self {
            out: Mutex::new(Box::new(out)),
            look: Box::new(look),
            above: OnceLock::new(),
            closed: AtomicBool::new(false),
        }
    }

    /// From now on, messages that come by themselves go through `above`.
    pub(crate) fn edit_with(&self, above: mpsc::Sender<String>) {
        // A screen gets one editor in its life; a second call would change nothing.
        let _ = self.above.set(above);
    }

    pub(crate) fn look(&self) -> Look {
        (self.look)()
    }

    /// Whether the reader of our output has gone.
    pub(crate) fn closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Prints at once. Once the reader of a pipe has gone, nothing is printed any more and that is no error.
    ///
    /// # Errors
    /// When the output can't be written for any other reason.
    pub(crate) fn print(&self, text: &str) -> io::Result<()> {
        if self.closed() {
            return Ok(());
        }
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.store(true, Ordering::Relaxed);
                Ok(())
            }
            other => other,
        }
    }

    /// Prints something that nobody at the keyboard asked for just now.
    ///
    /// # Errors
    /// As [`Screen::print`].
    pub(crate) fn print_above(&self, text: &str) -> io::Result<()> {
        match self.above.get() {
            Some(above) => above.send(text.to_owned()).map_err(|_| io::ErrorKind::BrokenPipe.into()),
            None => self.print(text),
        }
    }
}
