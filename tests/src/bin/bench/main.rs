//! `scripts/bench`: how fast the bot is and how much memory it takes, each figure beside one that was measured in the
//! same run on the same disk: Python, plain SQLite, bare serenity, bare matrix-sdk and bare teloxide where there is
//! something to compare with, and the bot with only the first supporters elsewhere. Every figure is the median of several
//! runs. A part can be measured alone, by its name; see [`Part`].
//!
//! Absent on purpose: networks. What a platform's delays and limits do is measured against a fake of it on loopback; for
//! Matrix there is a real homeserver.

mod asking;
mod discord;
mod files;
mod matrix;
mod news;
mod people;
mod pledging;
mod process;
mod python;
mod table;
mod telegram;

use std::path::Path;
use std::process::ExitCode;

use files::Workshop;
use table::Table;

/// How many supporters the large database has, beside the first ones.
const SUPPORTERS: usize = 100_000;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Everything.
    All,
    /// `core`: what no platform has a share in.
    Core,
    /// `discord`: the bot on Discord.
    Discord,
    /// `matrix`: the bot on Matrix.
    Matrix,
    /// `telegram`: the bot on Telegram.
    Telegram,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut scale = matrix::Scale::default();
    let part = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Part::All,
        ["core"] => Part::Core,
        ["discord"] => Part::Discord,
        ["matrix"] => Part::Matrix,
        // A short run shows whether the benchmark itself still works.
        ["matrix", "short"] => {
            scale = matrix::Scale::SHORT;
            Part::Matrix
        }
        ["telegram"] => Part::Telegram,
        // Started by the part about Telegram.
        ["bare-telegram", url, token, answer] => {
            telegram::bare::run(url, token, Path::new(answer)).await;
            return ExitCode::SUCCESS;
        }
        // Started by the part about Matrix.
        ["bare-matrix", folder] => {
            matrix::bare::answer(Path::new(folder)).await;
            return ExitCode::SUCCESS;
        }
        ["bare-matrix", folder, at_once] => {
            let at_once = at_once.parse().expect("a number of rooms");
            matrix::bare::announce(Path::new(folder), at_once).await;
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!(
                "scripts/bench: everything is measured without a word, a part with `core`, `discord`, `matrix` or \
                 `telegram`"
            );
            return ExitCode::from(2);
        }
    };
    let workshop = Workshop::new();
    let mut table = Table::default();
    let measured = |wanted| part == Part::All || part == wanted;
    if measured(Part::Core) {
        core(&workshop, &mut table).await;
    }
    if measured(Part::Discord) {
        discord::measure(&workshop, &mut table).await;
    }
    if measured(Part::Matrix) {
        matrix::measure(&workshop, &mut table, scale).await;
    }
    if measured(Part::Telegram) {
        telegram::measure(&workshop, &mut table).await;
    }
    table.print();
    if table.all_reached() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn core(workshop: &Workshop, table: &mut Table) {
    // The databases that this makes are used by all that follows.
    let (large, small) = files::import(workshop, table);
    files::start(&large, &small, table);
    asking::answers(&large, &small, table).await;
    asking::lists(&large, &small, table).await;
    pledging::pledges(workshop, table).await;
}
