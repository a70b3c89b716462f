//! What is kept when, and let go.

use bot_core::ids::Platform;

use super::*;
use crate::stand_in::Yes;

const LONG: Duration = Duration::from_secs(60);

fn event(id: &str) -> EventId {
    EventId { platform: Platform::parse("telegram").expect("a name"), id: id.to_owned() }
}

fn kept(bot: &Yes) -> Vec<(String, String)> {
    let kept = bot.kept.lock().expect("nobody panics");
    kept.iter().map(|kept| (kept.event.id.clone(), kept.body.clone())).collect()
}

#[tokio::test]
async fn what_is_answered_in_time_is_never_kept() {
    let bot = Yes::new(true);
    let (ledger, teller) = Ledger::new(bot.clone());
    let mut batch = ledger.batch();
    let (one, two) = (batch.add(event("1"), "one"), batch.add(event("2"), "two"));
    let answering = async {
        one.done();
        tokio::task::yield_now().await;
        two.done();
    };
    // Without waiting for the end of the grace.
    tokio::join!(ledger.close(&mut batch, LONG), answering);
    drop((ledger, batch));
    teller.await;
    assert_eq!(kept(&bot), []);
    assert_eq!(*bot.answered.borrow(), [], "what isn't kept needs no letting go");
}

#[tokio::test]
async fn what_is_not_answered_is_kept_until_it_is() {
    let bot = Yes::new(true);
    let (ledger, teller) = Ledger::new(bot.clone());
    let mut batch = ledger.batch();
    let (one, two) = (batch.add(event("1"), "one"), batch.add(event("2"), "two"));
    one.done();
    ledger.close(&mut batch, Duration::ZERO).await;
    assert_eq!(kept(&bot), [("2".to_owned(), "two".to_owned())]);
    two.done();
    batch.answered().await;
    drop((ledger, batch));
    teller.await;
    assert_eq!(kept(&bot), []);
    assert_eq!(*bot.answered.borrow(), [event("2")]);
}

#[tokio::test]
async fn what_is_answered_while_it_is_being_kept_is_let_go_too() {
    let bot = Yes::new(true);
    let (ledger, teller) = Ledger::new(bot.clone());
    let mut batch = ledger.batch();
    let ticket = batch.add(event("1"), "one");
    let entry = Arc::clone(&ticket.0);
    // As it is in `keep`, with an answer in the middle.
    assert!(bot.keep(batch.unanswered()).await.is_ok());
    ticket.done();
    entry.kept();
    drop((entry, ledger, batch));
    teller.await;
    assert_eq!(kept(&bot), []);
}

#[tokio::test]
async fn what_was_kept_before_is_let_go_once_answered_and_stays_when_given_up() {
    let bot = Yes::new(true);
    let body = String::new;
    bot.kept
        .lock()
        .expect("nobody panics")
        .extend([1, 2].map(|n| Unanswered { event: event(&n.to_string()), body: body() }));
    let (ledger, teller) = Ledger::new(bot.clone());
    let mut batch = ledger.batch();
    let (one, two) = (batch.add_kept(event("1")), batch.add_kept(event("2")));
    one.done();
    drop((two, ledger, batch));
    teller.await;
    assert_eq!(kept(&bot), [("2".to_owned(), body())]);
}

#[tokio::test]
async fn an_answer_that_a_mistake_stopped_is_not_tried_for_ever() {
    let bot = Yes::new(true);
    let (ledger, teller) = Ledger::new(bot.clone());
    let mut batch = ledger.batch();
    let ticket = batch.add(event("1"), "one");
    ledger.close(&mut batch, Duration::ZERO).await;
    assert_eq!(kept(&bot).len(), 1);
    let stopped = tokio::spawn(async move {
        let _ticket = ticket;
        panic!("a mistake");
    });
    assert!(stopped.await.is_err());
    drop((ledger, batch));
    teller.await;
    assert_eq!(kept(&bot), []);
}
