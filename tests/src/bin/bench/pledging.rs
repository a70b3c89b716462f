//! Many people pledging at once, each step durable before it is answered, beside commits of a single row each into a
//! plain SQLite database with the same settings on the same disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bot_core::incoming::Event;
use bot_core::view::Reply;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use tokio::task::JoinSet;

use crate::asking::Talk;
use crate::files::Workshop;
use crate::people::letters;
use crate::python;
use crate::table::{Better, Figure, Table, median};

/// How many people are at it at once.
const PEOPLE: usize = 64;
const RUNS: usize = 3;
/// How long one run takes.
const RUN: Duration = Duration::from_secs(4);

/// Pledges that came to their end, and events that were kept, a second.
struct Rates {
    pledges: f64,
    commits: f64,
}

/// Measures both sides in turn.
pub(crate) async fn pledges(workshop: &Workshop, table: &mut Table) {
    let (mut ours, mut plain, mut python) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        plain.push(plain_commits(&workshop.path(&format!("commits-{run}.db"))).await);
        python.extend(python::run("commits", &[&workshop.path(&format!("python-commits-{run}.db"))]));
        ours.push(at_once(&workshop.path(&format!("pledges-{run}"))).await);
    }
    let commits = median(&ours.iter().map(|r| r.commits).collect::<Vec<_>>());
    let pledges = median(&ours.iter().map(|r| r.pledges).collect::<Vec<_>>());
    let (plain, python) = (median(&plain), median(&python));
    let commits = |goal, beside| Figure {
        what: format!("durable steps of pledges, {PEOPLE} people at once"),
        value: commits,
        unit: "/s",
        goal,
        beside: Some(beside),
    };
    let single = (plain, "commits of one row: plain SQLite by sqlx, WAL, FULL, one connection");
    table.add(commits(Some((Better::Higher, plain)), single));
    table.add(commits(Some((Better::Higher, python)), (python, "the same by Python's sqlite3")));
    table.add(Figure {
        what: format!("whole pledges (published), {PEOPLE} people at once"),
        value: pledges,
        unit: "/s",
        goal: Some((Better::Higher, plain)),
        beside: Some(single),
    });
}

/// Each person pledges again and again under another name, until the time is over.
async fn at_once(data: &Path) -> Rates {
    let talk = Arc::new(Talk::open(data).await);
    let (names, steps) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let began = Instant::now();
    let mut people = JoinSet::new();
    for _ in 0..PEOPLE {
        let (talk, names, steps) = (Arc::clone(&talk), Arc::clone(&names), Arc::clone(&steps));
        people.spawn(async move {
            let mut published = 0_u32;
            while began.elapsed() < RUN {
                pledge(&talk, names.fetch_add(1, Ordering::Relaxed), &steps).await;
                published += 1;
            }
            published
        });
    }
    let published: u32 = people.join_all().await.into_iter().sum();
    let seconds = began.elapsed().as_secs_f64();
    talk.store.close().await.expect("the database can be closed");
    let steps = u32::try_from(steps.load(Ordering::Relaxed)).expect("a run of seconds has few steps");
    Rates { pledges: f64::from(published) / seconds, commits: f64::from(steps) / seconds }
}

/// One pledge from the short form to the number; each step is an event that is kept.
async fn pledge(talk: &Talk, person: usize, steps: &AtomicUsize) {
    let who = format!("p{person}");
    let arguments = format!("Anna {} | Nepal | Teacher", letters(person));
    let mut what = Event::Command { name: "pledge".to_owned(), arguments };
    for step in 0.. {
        let replies = talk.say(&who, format!("{person}-{step}"), what).await;
        steps.fetch_add(1, Ordering::Relaxed);
        match first_answer(&replies) {
            Some(answer) => what = answer,
            None => {
                assert!(step >= 5, "a pledge has more questions than {step}: {replies:?}");
                return;
            }
        }
    }
}

/// The first answer that an open question offers, which is always the one that goes on.
fn first_answer(replies: &[Reply]) -> Option<Event> {
    let choice = replies.iter().flat_map(|reply| &reply.view.choices).next()?;
    choice.token.as_str().starts_with("p.").then(|| Event::Choice(choice.token.clone()))
}

async fn plain_commits(file: &Path) -> f64 {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging();
    let mut connection = options.connect().await.expect("SQLite can make a file here");
    let table = "CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";
    sqlx::query(table).execute(&mut connection).await.expect("SQLite can make a table");
    let text = "x".repeat(200);
    let began = Instant::now();
    let mut count = 0_u32;
    while began.elapsed() < RUN {
        let insert = sqlx::query("INSERT INTO rows (text) VALUES (?)").bind(&text);
        insert.execute(&mut connection).await.expect("SQLite can insert a row");
        count += 1;
    }
    let rate = f64::from(count) / began.elapsed().as_secs_f64();
    connection.close().await.expect("SQLite can close a file");
    rate
}
