//! Patience, against a server that needs it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::StatusCode;
use serde_json::{Value, json};
use teloxide::payloads::SendMessage;
use teloxide::types::ChatId;

use super::*;
use crate::stand_in::{Server, refused};

async fn sender(server: &Server) -> Sender {
    Sender::new(Api::new(&server.settings).expect("a client"), server.settings.limits)
}

fn hello(chat: i64) -> SendMessage {
    SendMessage::new(ChatId(chat), "hello")
}

#[tokio::test]
async fn a_reply_gets_through_faults_and_floods_and_follows_a_group_that_moved() {
    let flood = json!({ "ok": false, "error_code": 429, "description": "x", "parameters": { "retry_after": 1 } });
    let moved =
        json!({ "ok": false, "error_code": 400, "description": "x", "parameters": { "migrate_to_chat_id": -8 } });
    let calls = AtomicU32::new(0);
    let server = Server::start(move |_, _| match calls.fetch_add(1, Ordering::Relaxed) {
        0 => (StatusCode::BAD_GATEWAY, String::new()),
        1 => (StatusCode::TOO_MANY_REQUESTS, flood.to_string()),
        2 => (StatusCode::BAD_REQUEST, moved.to_string()),
        _ => (StatusCode::OK, String::new()),
    })
    .await;
    let began = Instant::now();
    let sent: Result<Value, _> = sender(&server).await.send_patiently(-7, hello).await;
    assert_eq!(sent, Ok(json!({ "message_id": 1 })));
    assert!(began.elapsed() >= FIRST_DELAY + Duration::from_secs(1));
    let chats: Vec<_> = server.all_calls().iter().map(|(_, payload)| payload["chat_id"].clone()).collect();
    assert_eq!(chats, [-7, -7, -7, -8]);
}

#[tokio::test]
async fn what_is_refused_is_not_repeated() {
    let server = Server::start(|_, _| (StatusCode::FORBIDDEN, refused(403, "Forbidden: x"))).await;
    let sent: Result<Value, _> = sender(&server).await.send_patiently(7, hello).await;
    assert!(matches!(sent, Err(Fault::Refused(_))));
    assert_eq!(server.all_calls().len(), 1);
}

#[tokio::test]
async fn a_chat_in_trouble_holds_no_other() {
    let server = Server::start(|_, payload| match payload["chat_id"].as_i64() {
        Some(1) => (StatusCode::BAD_GATEWAY, String::new()),
        _ => (StatusCode::OK, String::new()),
    })
    .await;
    let sender = Arc::new(sender(&server).await);
    let troubled = Arc::clone(&sender);
    let troubled = tokio::spawn(async move { troubled.send_patiently::<Value, _>(1, hello).await });
    server.calls("SendMessage", 2).await;
    let began = Instant::now();
    for chat in 2..50 {
        sender.send::<Value>(Lane::Reply, chat, &hello(chat)).await.expect("it is taken");
    }
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(!troubled.is_finished());
    troubled.abort();
}

#[tokio::test]
async fn turns_that_nobody_takes_are_passed_on() {
    let server = Server::start(|_, _| (StatusCode::OK, String::new())).await;
    let limits = Limits { per_second: 20, chat_gap: Duration::from_millis(100), group_per_minute: 20 };
    let sender = Arc::new(Sender::new(Api::new(&server.settings).expect("a client"), limits));
    // All of them leave while they wait, some in the moment in which they are called.
    for wait in [0, 1, 400, 550, 560, 570, 580, 590] {
        let message = hello(1);
        let leaving = sender.send::<Value>(Lane::News, 1, &message);
        let _ = tokio::time::timeout(Duration::from_millis(wait), leaving).await;
    }
    let sent = tokio::time::timeout(Duration::from_secs(10), sender.send::<Value>(Lane::News, 1, &hello(1))).await;
    assert!(sent.expect("its turn comes").is_ok());
}
