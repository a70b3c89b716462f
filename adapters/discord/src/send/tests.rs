//! Patience, against a server that needs it.

use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};
use serenity::all::{ApplicationId, ChannelId, InteractionId, MessageId};
use tracing::field::Field;
use tracing::span::{Attributes, Id, Record};
use tracing::{Level, Metadata};

use super::*;
use crate::settings::Token;
use crate::stand_in::{Server, fine, limited, refused, text};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Keeps the lines of the log that are warnings.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl tracing::Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = String::new();
        event.record(&mut |field: &Field, value: &dyn Debug| {
            if field.name() == "message" {
                line = format!("{value:?}");
            }
        });
        lock(&self.0).push(line);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn sender(server: &Server) -> Sender {
    Sender::new(Api::new(&server.settings).expect("a client"), server.settings.limits)
}

fn post(channel: u64) -> Route {
    Route::Post { channel: ChannelId::new(channel) }
}

fn follow_up(token: &str) -> Route {
    Route::FollowUp { application: ApplicationId::new(9), token: Token::new(token) }
}

#[tokio::test]
async fn a_reply_gets_through_faults_and_limits() {
    let calls = AtomicU32::new(0);
    let server = Server::start(move |_| match calls.fetch_add(1, Ordering::Relaxed) {
        0 => text(502, ""),
        1 => limited(0.3, false),
        2 => limited(0.2, true),
        _ => fine(),
    })
    .await;
    let began = Instant::now();
    let hello = json!({ "content": "hello", "nonce": "m1" });
    let sent: Result<Value, _> = sender(&server).send_patiently(&post(7), Some(&hello), PATIENCE).await;
    assert_eq!(sent.map(|sent| sent["id"].clone()), Ok(json!("1")));
    assert!(began.elapsed() >= FIRST_DELAY + Duration::from_millis(500));
    let said: Vec<_> = server.all_calls().into_iter().map(|call| call.body).collect();
    assert_eq!(said, vec![hello; 4], "the same nonce each time");
}

#[tokio::test]
async fn what_is_refused_is_not_repeated_and_nor_is_what_would_show_twice() {
    let server =
        Server::start(|call| if call.what.contains("webhooks") { text(502, "") } else { refused(403, 1) }).await;
    let sender = sender(&server);
    let sent: Result<Value, _> = sender.send_patiently(&post(7), Some(&json!({})), PATIENCE).await;
    assert_eq!(sent, Err(Fault::Refused { status: 403, code: 1 }));
    let warnings = Warnings::default();
    // This test has one thread.
    let listening = tracing::subscriber::set_default(warnings.clone());
    let sent: Result<Value, _> = sender.send_patiently(&follow_up("a"), Some(&json!({})), PATIENCE).await;
    drop(listening);
    assert_eq!(sent, Err(Fault::Unreachable), "it may have been posted, and has no nonce");
    assert_eq!(server.all_calls().len(), 2);
    let said = lock(&warnings.0).clone();
    assert!(said.len() == 1 && said[0].starts_with("a reply may be lost"), "somebody waits in vain: {said:?}");
}

#[tokio::test]
async fn a_bucket_that_is_used_up_rests_and_no_other_with_it() {
    let empty = || fine().header("x-ratelimit-remaining", 0).header("x-ratelimit-reset-after", "0.4");
    let server = Server::start(move |call| if call.what.contains("/7/") { empty() } else { fine() }).await;
    let sender = sender(&server);
    let send = |route: Route| {
        let sender = &sender;
        async move { sender.send::<Value>(Lane::Reply, &route, Some(&json!({}))).await.expect("it is taken") }
    };
    send(post(7)).await;
    let began = Instant::now();
    send(post(8)).await;
    assert!(began.elapsed() < Duration::from_millis(350));
    send(post(7)).await;
    assert!(began.elapsed() >= Duration::from_millis(350));
}

#[tokio::test]
async fn kinds_of_calls_that_share_a_limit_rest_together() {
    let server = Server::start(|call| {
        let named = fine().header("x-ratelimit-bucket", "one");
        let last = call.body == json!("last");
        if last { named.header("x-ratelimit-remaining", 0).header("x-ratelimit-reset-after", "0.4") } else { named }
    })
    .await;
    let sender = sender(&server);
    let edit = Route::Edit { channel: ChannelId::new(7), message: MessageId::new(1) };
    let send = |route: Route, body: &'static str| {
        let sender = &sender;
        async move { sender.send::<Value>(Lane::Reply, &route, Some(&json!(body))).await.expect("it is taken") }
    };
    send(post(7), "").await;
    send(edit.clone(), "").await;
    send(post(7), "last").await;
    let began = Instant::now();
    send(edit, "").await;
    assert!(began.elapsed() >= Duration::from_millis(350));
}

#[tokio::test]
async fn an_interactions_own_bucket_is_respected_and_the_queue_does_not_hold_it_up() {
    let server = Server::start(|call| match call.what.as_str() {
        "POST /webhooks/9/a" => fine().header("x-ratelimit-remaining", 0).header("x-ratelimit-reset-after", "0.4"),
        what if what.contains("/channels/") => limited(30.0, true),
        _ => fine(),
    })
    .await;
    let sender = sender(&server);
    let paused = sender.send::<Value>(Lane::Reply, &post(7), Some(&json!({}))).await.expect_err("everything pauses");
    assert_eq!(paused, Fault::Limited { wait: Duration::from_secs(30), scope: Scope::Everything });
    let began = Instant::now();
    let respond = Route::Respond { interaction: InteractionId::new(5), token: Token::new("a") };
    for route in [respond, follow_up("a"), follow_up("b")] {
        sender.send_patiently::<Value>(&route, Some(&json!({})), PATIENCE).await.expect("it is taken");
    }
    assert!(began.elapsed() < Duration::from_millis(350));
    sender.send_patiently::<Value>(&follow_up("a"), Some(&json!({})), PATIENCE).await.expect("it is taken");
    assert!(began.elapsed() >= Duration::from_millis(350));
}

#[tokio::test]
async fn news_that_would_wait_long_goes_back_to_the_outbox() {
    let server = Server::start(|_| limited(60.0, false)).await;
    let sender = sender(&server);
    for _ in 0..3 {
        let sent = sender.send::<Value>(Lane::News, &post(7), Some(&json!({}))).await;
        assert!(matches!(sent, Err(Fault::Limited { wait, .. }) if wait > Duration::from_secs(58)), "{sent:?}");
    }
    assert_eq!(server.all_calls().len(), 1, "it is not asked again before");
}

#[tokio::test]
async fn a_channel_in_trouble_holds_no_other() {
    let server = Server::start(|call| if call.what.contains("/1/") { text(502, "") } else { fine() }).await;
    let sender = Arc::new(sender(&server));
    let troubled = Arc::clone(&sender);
    let troubled = tokio::spawn(async move {
        troubled.send_patiently::<Value>(&post(1), Some(&json!({})), Duration::from_secs(60)).await
    });
    server.calls("POST /channels/1/messages", 2).await;
    let began = Instant::now();
    for channel in 2..50 {
        sender.send::<Value>(Lane::Reply, &post(channel), Some(&json!({}))).await.expect("it is taken");
    }
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(!troubled.is_finished());
    troubled.abort();
}
