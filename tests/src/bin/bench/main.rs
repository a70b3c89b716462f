//! `scripts/bench`: how fast the bot is and how much memory it takes, each figure beside one that was measured in the
//! same run on the same disk: Python and plain SQLite where there is something to compare with, and the bot with
//! only the first supporters elsewhere. Every figure is the median of several runs.
//!
//! Absent on purpose: networks and platforms, whose own limits are far below anything measured here.

mod asking;
mod files;
mod people;
mod pledging;
mod python;
mod table;

use std::process::ExitCode;

use files::Workshop;
use table::Table;

/// How many supporters the large database has, beside the first ones.
const SUPPORTERS: usize = 100_000;

#[tokio::main]
async fn main() -> ExitCode {
    let workshop = Workshop::new();
    let mut table = Table::default();
    // The databases that this makes are used by all that follows.
    let (large, small) = files::import(&workshop, &mut table);
    files::start(&large, &small, &mut table);
    asking::answers(&large, &small, &mut table).await;
    asking::lists(&large, &small, &mut table).await;
    pledging::pledges(&workshop, &mut table).await;
    table.print();
    if table.all_reached() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
