//! The log: a sentence and its fields, for operators. It goes to standard error; a conversation in the terminal
//! keeps it in a file instead, so that it doesn't come between the lines. Names, ids and message texts are never in
//! it: whoever logs sees to that.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::config::LogFormat;
use crate::failure::{Failure, plainly};

/// The largest log of conversations in the terminal, in bytes; a larger one begins anew.
const MAX_FILE: u64 = 1024 * 1024;

/// The crates of this program.
const OURS: [&str; 9] =
    ["outreach_bot", "console", "discord", "matrix", "store", "telegram", "traffic", "commands", "bot_core"];

/// Other people's crates through which requests, answers and frames go, or that work on what people write. A name
/// stands for all that begin with it: `matrix_sdk` for `matrix_sdk_crypto`, too.
const CARRIERS: [&str; 18] = [
    "aws_lc_rs",
    "deadpool",
    "eyeball",
    "h2",
    "hyper",
    "matrix_pickle",
    "matrix_sdk",
    "oauth2",
    "reqwest",
    "ruma",
    "rusqlite",
    "rustls",
    "serenity",
    "sqlx",
    "teloxide",
    "tokio_tungstenite",
    "tungstenite",
    "vodozemac",
];

/// What is written: what matters to somebody who runs the bot, or more with each `-v`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// What went wrong.
    Warnings,
    /// What happens, too.
    Events,
    /// What is decided on the way, too.
    Steps,
    /// Everything of ours.
    All,
}

impl Detail {
    /// More by so many `-v`.
    #[must_use]
    pub fn plus(self, verbose: u8) -> Self {
        const ALL: [Detail; 4] = [Detail::Warnings, Detail::Events, Detail::Steps, Detail::All];
        let at = (self as usize).saturating_add(usize::from(verbose)).min(ALL.len() - 1);
        ALL[at]
    }

    /// Other people's crates get to speak only when something is wrong: what they would log isn't ours to judge. Those
    /// that carry requests and frames never do, because these hold tokens and what people write.
    fn filter(self) -> EnvFilter {
        let level = match self {
            Self::Warnings => "warn",
            Self::Events => "info",
            Self::Steps => "debug",
            Self::All => "trace",
        };
        let ours = OURS.map(|name| (name, level));
        let carriers = CARRIERS.map(|name| (name, "off"));
        let directives: Vec<_> = ours.iter().chain(&carriers).map(|(name, level)| format!("{name}={level}")).collect();
        EnvFilter::new(format!("warn,{}", directives.join(",")))
    }
}

/// Logs to standard error from now on.
pub fn to_stderr(format: LogFormat, detail: Detail) {
    begin(format, detail, io::stderr);
}

/// Logs to a file from now on, readable by its owner alone.
///
/// # Errors
/// When the file can't be written.
pub fn to_file(path: &Path, format: LogFormat, detail: Detail) -> Result<(), Failure> {
    let file = private(path).map_err(|e| {
        let why = plainly(&e);
        Failure::Failed(format!(
            "{} can't be written ({why}): check the permissions of the data folder",
            path.display()
        ))
    })?;
    begin(format, detail, std::sync::Mutex::new(file));
    Ok(())
}

fn begin(format: LogFormat, detail: Detail, writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    let log = tracing_subscriber::fmt().with_env_filter(detail.filter()).with_writer(writer).with_ansi(false);
    // A log that can't be written (a full disk) is no news for whoever is in a conversation.
    let log = log.log_internal_errors(false);
    // A second start in one process keeps the first log; only tests do that.
    let _ = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}

fn private(path: &Path) -> io::Result<File> {
    let grown = fs::metadata(path).is_ok_and(|m| m.len() > MAX_FILE);
    let mut options = OpenOptions::new();
    options.create(true).append(!grown).write(true).truncate(grown);
    crate::house::owner_only(&mut options);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("nobody panics over it").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_carries_ids_and_words_is_silent_at_every_level() {
        for detail in [Detail::Warnings, Detail::Events, Detail::Steps, Detail::All] {
            let written = Written::default();
            let into = written.clone();
            let log = tracing_subscriber::fmt().with_env_filter(detail.filter()).with_ansi(false);
            let log = log.with_writer(move || into.clone()).finish();
            tracing::subscriber::with_default(log, || {
                tracing::error!(target: "matrix", "ours");
                tracing::error!(target: "elsewhere", "theirs");
                // In a span of theirs, what is ours is said without its fields.
                let span = tracing::error_span!(target: "matrix_sdk::client", "sync", user = "@ana:example.org");
                span.in_scope(|| tracing::error!(target: "matrix::sync", "ours, too"));
                tracing::error!(target: "matrix_sdk::room", "secret");
                tracing::error!(target: "matrix_sdk_crypto::machine", "secret");
                tracing::error!(target: "vodozemac", "secret");
            });
            let written = String::from_utf8(written.0.lock().expect("nobody panics over it").clone()).expect("UTF-8");
            let lines: Vec<&str> = written.lines().collect();
            assert_eq!(lines.len(), 3, "{written}");
            assert!(!written.contains("secret") && !written.contains("@ana"), "{written}");
        }
    }
}
