//! The bot on Telegram, against the fake Bot API on loopback: how many people it answers, how long one of them waits, what
//! that costs, and how near to Telegram's limits it announces. Beside it runs a bare teloxide bot that answers every
//! message with a constant, which is the very message that our bot sends: so both send and receive the same bytes.
//!
//! Both bots are processes of their own and take turns, so that what else happens on this machine befalls both. The fake
//! takes part of the processor in either case; what a bot itself uses is told by its own figures.

mod announcing;
pub(crate) mod bare;
mod crowd;

use std::path::{Path, PathBuf};

use outreach_tests::telegram::Fake;

use crate::files::Workshop;
use crate::process::Process;
use crate::table::Table;

/// How often each side is measured.
const RUNS: usize = 3;

/// What everybody asks.
const QUESTION: &str = "/rec 8";

/// Measures everything about Telegram.
pub(crate) async fn measure(workshop: &Workshop, table: &mut Table) {
    crowd::measure(workshop, table);
    announcing::measure(workshop, table).await;
}

/// A fresh data folder.
fn data(workshop: &Workshop, name: &str, run: usize) -> PathBuf {
    workshop.path(&format!("telegram-{name}-{run}"))
}

/// Our bot on this Telegram.
fn ours(fake: &Fake, data: &Path, per_second: u32) -> Process {
    let per_second = per_second.to_string();
    let settings = [
        ("OUTREACH_TELEGRAM__TOKEN", fake.token()),
        ("OUTREACH_TELEGRAM__API_URL", fake.url()),
        ("OUTREACH_TELEGRAM__MESSAGES_PER_SECOND", &per_second),
    ];
    Process::ours(data, &settings)
}
