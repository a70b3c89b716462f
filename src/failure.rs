//! How a command ends when it doesn't end well: one sentence for people, and the exit code. Absent on purpose:
//! backtraces and chains of causes, which help nobody at a terminal.

use std::io;

/// Why a command ended early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The settings or the way it was called: nothing was tried. Exit code 2.
    #[error("{0}")]
    Usage(String),
    /// It ran, and something failed. Exit code 1.
    #[error("{0}")]
    Failed(String),
    /// It ran, and what failed was said already. Exit code 1.
    #[error("something failed")]
    Told,
    /// Whoever read our output has gone. Nothing is wrong.
    #[error("nobody reads the output any more")]
    Unread,
}

impl Failure {
    /// A failure whose sentence says what to do.
    pub fn failed(sentence: impl ToString) -> Self {
        Self::Failed(sentence.to_string())
    }
}

/// Why a file or folder couldn't be used, in plain words.
pub fn plainly(error: &io::Error) -> String {
    use io::ErrorKind::{
        AlreadyExists, InvalidData, IsADirectory, NotADirectory, NotFound, PermissionDenied, ReadOnlyFilesystem,
        StorageFull,
    };
    match error.kind() {
        NotFound => "there is nothing of that name".to_owned(),
        PermissionDenied => "its permissions don't allow it".to_owned(),
        IsADirectory => "it is a folder".to_owned(),
        AlreadyExists | NotADirectory => "a file is in its place".to_owned(),
        InvalidData => "it isn't UTF-8 text".to_owned(),
        StorageFull => "the disk is full".to_owned(),
        ReadOnlyFilesystem => "nothing can be written there".to_owned(),
        // The system's own words; a number says nothing to people.
        _ => error.to_string(),
    }
}

/// For writing to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unread,
            io::ErrorKind::StorageFull => {
                Self::failed("the output can't be written, the disk is full: free some space")
            }
            kind => Self::Failed(format!("the output can't be written ({kind}): check where it goes")),
        }
    }
}

impl From<bot_core::store::StoreError> for Failure {
    fn from(error: bot_core::store::StoreError) -> Self {
        Self::failed(error)
    }
}

impl From<store::OpenError> for Failure {
    fn from(error: store::OpenError) -> Self {
        Self::failed(error)
    }
}

impl From<store::FirstSupportersError> for Failure {
    fn from(error: store::FirstSupportersError) -> Self {
        Self::failed(error)
    }
}

impl From<store::KeyError> for Failure {
    fn from(error: store::KeyError) -> Self {
        Self::failed(error)
    }
}
