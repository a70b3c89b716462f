//! Polling against a server that behaves as told. What the bot says is the stand-in's "yes".

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::*;
use crate::register::CommandMenu;
use crate::stand_in::{Server, Yes, refused, said};

/// A server that answers polls with these, one after the other, and then with nothing.
async fn server(polls: Vec<(StatusCode, String)>) -> Arc<Server> {
    let polls = Mutex::new(VecDeque::from(polls));
    Server::start(move |method, payload| match method {
        "GetUpdates" if payload["limit"] == 1 && payload["timeout"] == 0 => (StatusCode::OK, String::new()),
        "GetUpdates" => polls.lock().expect("nobody panics").pop_front().unwrap_or_default(),
        _ => (StatusCode::OK, String::new()),
    })
    .await
}

fn updates(updates: &[Value]) -> (StatusCode, String) {
    (StatusCode::OK, json!({ "ok": true, "result": updates }).to_string())
}

/// A bot that polls until told to stop.
struct Running {
    stop: watch::Sender<bool>,
    running: tokio::task::JoinHandle<Result<(), RunError>>,
}

impl Running {
    async fn start(server: &Server, bot: Arc<Yes>) -> Self {
        let telegram = server.telegram().await;
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(async move { telegram.run(bot, &CommandMenu::default(), stopped).await });
        Self { stop, running }
    }

    async fn stop(self) -> Result<(), RunError> {
        self.stop.send_replace(true);
        self.running.await.expect("no panic")
    }
}

fn texts(sent: &[Value]) -> Vec<(i64, &str)> {
    sent.iter().map(|sent| (sent["chat_id"].as_i64().unwrap_or(0), sent["text"].as_str().unwrap_or(""))).collect()
}

#[tokio::test]
async fn what_comes_is_answered_and_confirmed() {
    let server = server(vec![updates(&[said(41, 7, "hello")]), updates(&[said(42, 8, "hello")])]).await;
    let bot = Yes::new(true);
    let running = Running::start(&server, bot.clone()).await;
    assert_eq!(texts(&server.calls("SendMessage", 2).await), [(7, "yes"), (8, "yes")]);
    let polls = server.calls("GetUpdates", 3).await;
    assert_eq!(polls[0]["offset"], Value::Null);
    assert_eq!([&polls[1]["offset"], &polls[2]["offset"]], [42, 43]);
    assert_eq!(polls[0]["allowed_updates"], json!(crate::wire::KINDS));
    running.stop().await.expect("nothing is wrong");
    let last = server.calls("GetUpdates", 4).await.pop().expect("a farewell");
    assert_eq!((&last["offset"], &last["limit"], &last["timeout"]), (&json!(43), &json!(1), &json!(0)));
    assert_eq!(*bot.received.lock().expect("nobody panics"), ["m7:41", "m8:42"]);
}

#[tokio::test]
async fn an_answer_on_its_way_is_kept_before_it_is_confirmed() {
    let server = server(vec![updates(&[said(41, 7, "hello")])]).await;
    let bot = Yes::new(false);
    let running = Running::start(&server, bot.clone()).await;
    let polls = server.calls("GetUpdates", 2).await;
    assert_eq!(polls[1]["offset"], 42);
    assert_eq!(bot.kept.lock().expect("nobody panics").len(), 1);
    bot.gate.add_permits(1);
    let mut answered = bot.answered.subscribe();
    answered.wait_for(|answered| answered.len() == 1).await.expect("the bot lives");
    assert!(bot.kept.lock().expect("nobody panics").is_empty());
    running.stop().await.expect("nothing is wrong");
}

#[tokio::test]
async fn what_was_kept_is_answered_first_after_a_start() {
    let first = server(vec![updates(&[said(41, 7, "hello"), said(42, 8, "hello")])]).await;
    let bot = Yes::new(false);
    let running = Running::start(&first, bot.clone()).await;
    first.calls("GetUpdates", 2).await;
    // As if it was killed.
    running.running.abort();
    assert_eq!(bot.kept.lock().expect("nobody panics").len(), 2);
    let again = Yes::new(true);
    again.kept.lock().expect("nobody panics").extend(bot.kept.lock().expect("nobody panics").iter().cloned());
    let second = server(vec![updates(&[said(43, 7, "again")])]).await;
    let running = Running::start(&second, again.clone()).await;
    second.calls("SendMessage", 3).await;
    let received = again.received.lock().expect("nobody panics").clone();
    let place = |id: &str| received.iter().position(|event| event == id);
    assert!(place("m7:41").is_some() && place("m7:41") < place("m7:43"), "{received:?}");
    assert!(place("m8:42").is_some(), "{received:?}");
    running.stop().await.expect("nothing is wrong");
    assert!(again.kept.lock().expect("nobody panics").is_empty());
}

#[tokio::test]
async fn what_can_not_be_read_costs_its_neighbours_nothing() {
    let strange = [
        json!({ "update_id": 2, "message": "what?" }),
        json!({ "update_id": 3, "a_kind_of_tomorrow": { "x": [1, 2] } }),
        json!({ "update_id": 4 }),
        json!("no update at all"),
    ];
    let mut batch = vec![said(1, 7, "before")];
    batch.extend(strange);
    batch.push(said(5, 7, "behind"));
    let broken = r#"{"ok":true,"result":[{"update_id":6,"message":{"text":"\u"#.to_owned();
    let polls = vec![
        updates(&batch),
        (StatusCode::OK, broken.clone()),
        (StatusCode::OK, broken),
        updates(&[said(7, 7, "after")]),
    ];
    let server = server(polls).await;
    let running = Running::start(&server, Yes::new(true)).await;
    server.calls("SendMessage", 3).await;
    let polls = server.calls("GetUpdates", 5).await;
    let asked: Vec<_> = polls[..5].iter().map(|poll| (poll["offset"].as_i64(), poll["limit"].as_i64())).collect();
    let (one, all) = (Some(1), Some(100));
    assert_eq!(asked, [(None, all), (Some(6), all), (Some(6), one), (Some(7), all), (Some(8), all)]);
    running.stop().await.expect("nothing is wrong");
}

#[tokio::test]
async fn trouble_passes() {
    let polls = vec![
        (StatusCode::BAD_GATEWAY, "<html>".to_owned()),
        (StatusCode::UNAUTHORIZED, refused(401, "Unauthorized")),
        updates(&[said(1, 7, "hello")]),
    ];
    let server = server(polls).await;
    let running = Running::start(&server, Yes::new(true)).await;
    server.calls("SendMessage", 1).await;
    running.stop().await.expect("nothing is wrong");
}

#[test]
fn the_delays_are_as_long_as_others_need() {
    let mut polling = Polling::new();
    let other = Fault::Refused(ApiError::TerminatedByOtherGetUpdates);
    assert!(polling.failed(&other).expect("it goes on") >= POLITE);
    assert!(polling.failed(&Fault::Flood(Duration::from_secs(77))).expect("it goes on") >= Duration::from_secs(77));
}

#[tokio::test]
async fn a_webhook_ends_the_polling_with_the_cure() {
    let taken =
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
    let server = server(vec![(StatusCode::CONFLICT, refused(409, taken))]).await;
    let running = Running::start(&server, Yes::new(true)).await;
    let error = running.running.await.expect("no panic").expect_err("it ends").to_string();
    assert!(error.contains("telegram.webhook.url") && error.contains("deleteWebhook"), "{error}");
}

#[test]
fn a_token_that_stays_refused_ends_the_polling() {
    let mut polling = Polling::new();
    let refused = Fault::Refused(ApiError::InvalidToken);
    for _ in 0..REFUSALS {
        assert!(polling.failed(&refused).is_ok());
    }
    assert!(matches!(polling.failed(&refused), Err(RunError::WrongToken)));
}

#[test]
fn the_first_number_is_found_in_what_is_no_json() {
    assert_eq!(first_id(br#"{"ok":true,"result":[{"update_id": 12,"mess"#), Some(12));
    assert_eq!(first_id(br#"{"ok":true,"result":[{"update_id"#), None);
    assert_eq!(first_id(br#"{"ok":true,"result":[{"update_id":"x""#), None);
    assert_eq!(first_id(br#"{"ok":true,"result":[{"update_id":99999999999999,"#), None);
}
