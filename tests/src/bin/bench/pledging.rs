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
/// How long plain SQLite commits rows in one run.
const RUN: Duration = Duration::from_secs(3);

/// How many pledges each person confirms in one run.
const PLEDGES: usize = 40;

/// What was kept, a second.
struct Rates {
    /// Steps of pledges: the short form and each answer.
    steps: f64,
    /// Confirmed pledges, each published with its number, its words and its announcement.
    confirmed: f64,
}

/// Measures both sides in turn.
pub(crate) async fn pledges(workshop: &Workshop, table: &mut Table) {
    let (mut steps, mut confirmed, mut plain, mut python) = (vec![], vec![], vec![], vec![]);
    for run in 0..RUNS {
        plain.push(plain_commits(&workshop.path(&format!("commits-{run}.db"))).await);
        python.extend(python::run("commits", &[&workshop.path(&format!("python-commits-{run}.db"))]));
        let ours = at_once(&workshop.path(&format!("pledges-{run}"))).await;
        steps.push(ours.steps);
        confirmed.push(ours.confirmed);
    }
    let by_sqlx = (median(&plain), "single-row commits: plain SQLite by sqlx, one connection");
    let by_python = (median(&python), "single-row commits: plain SQLite by Python's sqlite3");
    for (what, rate) in [("answers kept", median(&steps)), ("pledges published", median(&confirmed))] {
        for beside in [by_sqlx, by_python] {
            table.add(Figure {
                what: format!("{what}, {PEOPLE} people at once"),
                value: rate,
                unit: "/s",
                // The goal is the rate of the same library through the same driver; Python's is for orientation.
                goal: (beside == by_sqlx).then_some((Better::Higher, beside.0)),
                beside: Some(beside),
            });
        }
    }
}

/// Everybody answers all questions of their pledges, and then everybody confirms them.
async fn at_once(data: &Path) -> Rates {
    let talk = Arc::new(Talk::open(data).await);
    let count = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut people = JoinSet::new();
    for person in 0..PEOPLE {
        let (talk, count) = (Arc::clone(&talk), Arc::clone(&count));
        people.spawn(async move {
            let mut open = Vec::new();
            for pledge in 0..PLEDGES {
                open.push(answer_all(&talk, person * PLEDGES + pledge, &count).await);
            }
            open
        });
    }
    let open = people.join_all().await;
    let steps = rate(count.load(Ordering::Relaxed), began);
    let began = Instant::now();
    let mut people = JoinSet::new();
    for (person, open) in open.into_iter().enumerate() {
        let talk = Arc::clone(&talk);
        people.spawn(async move {
            for (pledge, confirm) in open.into_iter().enumerate() {
                let person = person * PLEDGES + pledge;
                let replies = talk.say(&format!("p{person}"), format!("{person}-confirm"), confirm).await;
                assert!(first_answer(&replies).is_none(), "it is published: {replies:?}");
            }
        });
    }
    people.join_all().await;
    let confirmed = rate(PEOPLE * PLEDGES, began);
    talk.store.close().await.expect("the database can be closed");
    Rates { steps, confirmed }
}

fn rate(count: usize, since: Instant) -> f64 {
    f64::from(u32::try_from(count).expect("a run is short")) / since.elapsed().as_secs_f64()
}

/// The person of this number pledges, for everybody to hear.
pub(crate) async fn publish(talk: &Talk, person: usize) {
    let confirm = answer_all(talk, person, &AtomicUsize::new(0)).await;
    let replies = talk.say(&format!("p{person}"), format!("{person}-confirm"), confirm).await;
    assert!(first_answer(&replies).is_none(), "it is published: {replies:?}");
}

/// One pledge from the short form to the last question; returns the answer that confirms it. Each step is an event
/// that is kept.
async fn answer_all(talk: &Talk, person: usize, count: &AtomicUsize) -> Event {
    /// The short form, and then: keep it, a person, the full name, tell rooms, write to me.
    const STEPS: usize = 6;
    let who = format!("p{person}");
    let arguments = format!("Anna {} | Nepal | Teacher", letters(person));
    let mut what = Event::Command { name: "pledge".to_owned(), arguments };
    for step in 0..STEPS {
        let replies = talk.say(&who, format!("{person}-{step}"), what).await;
        count.fetch_add(1, Ordering::Relaxed);
        what = first_answer(&replies).unwrap_or_else(|| panic!("step {step} asks nothing: {replies:?}"));
    }
    what
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
