//! `outreach-bot answers`: the questions that people said were answered wrongly, so that the campaign's search lines can
//! grow by them.

use std::io::{self, Write};

use bot_core::misread::KeptMisread;
use serde::Serialize;

use super::people;
use super::rows::day;
use crate::config::Settings;
use crate::failure::Failure;
use crate::house;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Show the questions that were answered wrongly, with what was answered
    Review(Review),
    /// Erase questions that you are done with
    Erase(Erase),
}

#[derive(Debug, clap::Args)]
pub(super) struct Review {
    /// Write one JSON object a line
    #[arg(long)]
    jsonl: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Erase {
    /// Their numbers, as `review` shows them
    #[arg(value_name = "NUMBER", required_unless_present = "all", conflicts_with = "all")]
    numbers: Vec<i64>,
    /// All of them
    #[arg(long)]
    all: bool,
}

/// A question as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    number: i64,
    day: Option<String>,
    question: &'a str,
    answered_with: Vec<&'a str>,
}

pub(super) async fn act(settings: &Settings, command: Command) -> Result<(), Failure> {
    let store = house::database(settings).await?;
    let mut out = io::stdout();
    match command {
        Command::Review(review) => {
            let kept = store.misread_questions().await?;
            if kept.is_empty() {
                people::nothing("nobody has told of a wrong answer yet");
            }
            for misread in &kept {
                writeln!(out, "{}", if review.jsonl { json(misread)? } else { plain(misread) })?;
            }
        }
        Command::Erase(erase) => {
            let erased = store.erase_misread(&erase.numbers).await?;
            if erased == 0 && !erase.all {
                store.close().await?;
                return Err(Failure::failed("there is no such number: `outreach-bot answers review` shows them"));
            }
            writeln!(out, "erased: {erased}")?;
        }
    }
    Ok(store.close().await?)
}

fn plain(misread: &KeptMisread) -> String {
    let day = day(misread.day).unwrap_or_default();
    match &misread.question {
        Some(question) => {
            let with: Vec<_> = question.answered_with.iter().map(|id| id.as_str()).collect();
            let with = if with.is_empty() { "no text".to_owned() } else { with.join(", ") };
            format!("{:>5}  {day}  answered with {with}: {}", misread.number, question.words)
        }
        None => format!("{:>5}  {day}  can't be opened: it was kept under another key", misread.number),
    }
}

fn json(misread: &KeptMisread) -> Result<String, Failure> {
    let line = Line {
        number: misread.number,
        day: day(misread.day),
        question: misread.question.as_ref().map_or("", |question| &question.words),
        answered_with: misread.question.iter().flat_map(|q| &q.answered_with).map(|id| id.as_str()).collect(),
    };
    serde_json::to_string(&line).map_err(|e| Failure::Failed(format!("a question can't be written as JSON ({e})")))
}
