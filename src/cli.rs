//! The command line: what can be asked for, and what becomes of it. Each command is a file under `cli/`.

mod answer;
mod answers;
mod backup;
mod chat;
mod check;
mod people;
mod pledges;
mod roles;
mod rows;
mod run;
mod supporters;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::config::{Flags, LogFormat, Settings};
use crate::failure::Failure;
use crate::logs::{self, Detail};

/// A chat bot that answers questions about recommendations, takes pledges of support and announces new supporters.
#[derive(Debug, Parser)]
#[command(name = "outreach-bot", version, about, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Args)]
struct Global {
    /// Settings file [default: outreach-bot.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder for the key, the embedded database and the log [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Folder with another campaign [default: the one that is built in]
    #[arg(long, global = true, value_name = "DIR")]
    content: Option<PathBuf>,
    /// How the log is written [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    /// Log more; twice for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The whole bot in this terminal (also without any command)
    Chat,
    /// Serve every chat platform that is configured
    Run,
    /// Check settings, content, key, database and platforms
    Check,
    /// Answer one question, or a stream of them
    Answer(answer::Ask),
    /// The public list of supporters
    #[command(subcommand)]
    Supporters(supporters::Command),
    /// Pledges that wait for an organiser
    #[command(subcommand)]
    Pledges(pledges::Command),
    /// Questions that people said were answered wrongly
    #[command(subcommand)]
    Answers(answers::Command),
    /// Who reviews pledges and writes to rooms
    #[command(subcommand)]
    Roles(roles::Command),
    /// Write the whole database to a file (without the key)
    Backup(backup::Backup),
    /// Fill an empty database from a backup
    Restore(backup::Restore),
}

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) if e.use_stderr() => return report(&Failure::Usage(slip(&e))),
        Err(e) => {
            // Help and the version. A closed pipe is no failure.
            let _ = e.print();
            return ExitCode::SUCCESS;
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(e) => {
            return report(&Failure::Failed(format!("the system gives no threads ({}): free some memory", e.kind())));
        }
    };
    let ended = runtime.block_on(act(cli));
    // Somebody may still be reading a key or a pipe; the end doesn't wait for that.
    runtime.shutdown_timeout(Duration::from_millis(500));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report(&failure),
    }
}

/// What is wrong with the command line, in one sentence: the parser's own words without its page of usage.
fn slip(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let words = text.lines().map(str::trim).take_while(|l| !l.starts_with("Usage:") && !l.starts_with("For more"));
    let sentence = words.filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ");
    let sentence = sentence.strip_prefix("error: ").unwrap_or(&sentence).replace(" tip: ", ": ");
    format!("{}: see `outreach-bot --help`", sentence.trim_end_matches(['.', ' ']))
}

fn report(failure: &Failure) -> ExitCode {
    let (code, sentence) = match failure {
        Failure::Usage(sentence) => (2, sentence.as_str()),
        Failure::Failed(sentence) => (1, sentence.as_str()),
        Failure::Told => return ExitCode::FAILURE,
        Failure::Unread => return ExitCode::SUCCESS,
    };
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr(), "outreach-bot: {}", sentence.trim_end_matches('.'));
    ExitCode::from(code)
}

async fn act(cli: Cli) -> Result<(), Failure> {
    let Global { config, data_dir, content, log_format, verbose } = cli.global;
    let command = cli.command.unwrap_or(Command::Chat);
    let variables = std::env::vars_os().filter_map(|(name, value)| {
        // A value of ours that isn't UTF-8 becomes one that is no valid setting; others are none of our business.
        Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
    });
    let loaded = Settings::load(&Flags { config, data_dir, content, log_format }, variables);
    if let Command::Check = command {
        logs::to_stderr(log_format.unwrap_or_default(), Detail::Warnings.plus(verbose));
        return check::check(loaded).await;
    }
    let settings = loaded.map_err(|problems| {
        let first = problems.first().map_or_else(String::new, ToString::to_string);
        Failure::Usage(match problems.len() {
            0 | 1 => first,
            n => format!("{} (and {} more: `outreach-bot check` lists them)", first.trim_end_matches('.'), n - 1),
        })
    })?;
    match &command {
        Command::Chat => {}
        Command::Run => logs::to_stderr(settings.log_format, Detail::Events.plus(verbose)),
        _ => logs::to_stderr(settings.log_format, Detail::Warnings.plus(verbose)),
    }
    match command {
        Command::Chat => chat::chat(&settings, verbose).await,
        Command::Run => run::run(&settings).await,
        Command::Check => Ok(()),
        Command::Answer(ask) => answer::answer(&settings, ask).await,
        Command::Supporters(command) => supporters::act(&settings, command).await,
        Command::Pledges(command) => pledges::act(&settings, command).await,
        Command::Answers(command) => answers::act(&settings, command).await,
        Command::Roles(command) => roles::act(&settings, command).await,
        Command::Backup(command) => backup::backup(&settings, command).await,
        Command::Restore(command) => backup::restore(&settings, command).await,
    }
}

/// Comes true when the system asks the program to stop: Ctrl-C, SIGTERM or SIGHUP. The program then ends within
/// `last_work`, also where something hangs, such as an output that nobody reads; asked once more, it ends at once.
/// Whatever was confirmed is safe by then.
fn stop(last_work: Duration) -> impl Future<Output = ()> {
    let (asked, told) = tokio::sync::oneshot::channel();
    // On a task of its own, because whoever waits for the answer may be what hangs.
    tokio::spawn(async move {
        // Listened to without a gap, so that the second signal counts also when it comes right after the first.
        let mut signals = Signals::listen();
        signals.next().await;
        std::thread::spawn(move || {
            std::thread::sleep(last_work);
            std::process::exit(1);
        });
        // Whoever would stop may have ended by itself just now.
        let _ = asked.send(());
        signals.next().await;
        std::process::exit(1);
    });
    async move { drop(told.await) }
}

/// What the system asks a program to stop with.
#[cfg(unix)]
struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    /// Ctrl-C, SIGTERM, and SIGHUP, which comes when the terminal's window was closed. One that can't be listened to
    /// does what it does without us: it ends the program.
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        Self(kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect())
    }

    async fn next(&mut self) {
        std::future::poll_fn(|context| {
            let came = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if came { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Ctrl-C.
    fn listen() -> Self {
        Self
    }

    async fn next(&mut self) {
        drop(tokio::signal::ctrl_c().await);
    }
}
