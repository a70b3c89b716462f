//! The door through which Telegram brings updates.

use axum::http::StatusCode as Status;
use reqwest::Client;
use serde_json::json;

use super::*;
use crate::register::CommandMenu;
use crate::stand_in::{Server, Yes, refused, said};

const WORD: &str = "open-sesame_1";

fn webhook(listen: std::net::SocketAddr) -> Webhook {
    Webhook {
        url: "https://bot.example.org/telegram/in".parse().expect("an address"),
        listen,
        secret: Token::new(WORD),
    }
}

/// A port that nothing listens on.
fn free() -> std::net::SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has free ports");
    listener.local_addr().expect("it listens")
}

#[tokio::test]
async fn only_telegram_gets_in_and_each_update_is_answered() {
    let server = Server::start(|_, _| (Status::OK, String::new())).await;
    let mut settings = server.settings.clone();
    let listen = free();
    settings.webhook = Some(webhook(listen));
    let clock: crate::Clock = std::sync::Arc::new(|| bot_core::ids::Timestamp(0));
    let phrases = bot_core::phrases::Phrases::embedded();
    let telegram = crate::Telegram::connect(settings, phrases, clock).await.expect("the token is right");
    let (stop, stopped) = watch::channel(false);
    let bot = Yes::new(true);
    let running = tokio::spawn({
        let bot = bot.clone();
        async move { telegram.run(bot, &CommandMenu::default(), stopped).await }
    });
    let set = &server.calls("SetWebhook", 1).await[0];
    assert_eq!(set["url"], "https://bot.example.org/telegram/in");
    assert_eq!((&set["secret_token"], &set["max_connections"]), (&json!(WORD), &json!(100)));
    assert_eq!(set["allowed_updates"], json!(crate::wire::KINDS));

    let bring = |path: &str, word: Option<&str>, body: String| {
        let request = Client::new().post(format!("http://{listen}{path}")).body(body);
        let request = if let Some(word) = word { request.header(SECRET, word) } else { request };
        async move { request.send().await.expect("it listens").status().as_u16() }
    };
    let good = said(1, 7, "hello").to_string();
    let path = "/telegram/in";
    assert_eq!(bring(path, None, good.clone()).await, 401);
    assert_eq!(bring(path, Some("open-sesame_2"), good.clone()).await, 401);
    assert_eq!(bring(path, Some(""), good.clone()).await, 401);
    assert_eq!(bring("/elsewhere", Some(WORD), good.clone()).await, 404);
    let got = Client::new().get(format!("http://{listen}{path}")).send().await.expect("it listens");
    assert_eq!(got.status().as_u16(), 405);
    assert_eq!(*bot.received.lock().expect("nobody panics"), [""; 0]);

    for odd in ["", "{", "[]", r#"{"update_id":3,"message":5}"#, &"a".repeat(LONGEST + 1)] {
        assert_eq!(bring(path, Some(WORD), odd.to_owned()).await, 200, "Telegram must not bring it again");
    }
    assert_eq!(bring(path, Some(WORD), good).await, 200);
    assert_eq!(server.calls("SendMessage", 1).await[0]["text"], "yes");

    // One that isn't answered in time is kept, and taken then.
    bot.gate.forget_permits(tokio::sync::Semaphore::MAX_PERMITS);
    assert_eq!(bring(path, Some(WORD), said(2, 7, "wait").to_string()).await, 200);
    assert_eq!(bot.kept.lock().expect("nobody panics").len(), 1);
    bot.gate.add_permits(1);
    stop.send_replace(true);
    running.await.expect("no panic").expect("nothing is wrong");
    assert!(bot.kept.lock().expect("nobody panics").is_empty());
}

#[tokio::test]
async fn a_webhook_that_telegram_does_not_take_ends_it() {
    let server = Server::start(|method, _| match method {
        "SetWebhook" => {
            (Status::BAD_REQUEST, refused(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook"))
        }
        _ => (Status::OK, String::new()),
    })
    .await;
    let error = set(&Api::new(&server.settings).expect("a client"), &webhook(free())).await.expect_err("it is refused");
    assert!(error.to_string().contains("HTTPS url must be provided"), "{error}");
}

#[tokio::test]
async fn a_webhook_that_is_set_elsewhere_at_that_moment_is_set_again() {
    let tries = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |method, _| match method {
        "SetWebhook" if tries.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0 => {
            (Status::CONFLICT, refused(409, "Conflict: terminated by other setWebhook"))
        }
        _ => (Status::OK, String::new()),
    })
    .await;
    set(&Api::new(&server.settings).expect("a client"), &webhook(free())).await.expect("the second try is taken");
    assert_eq!(server.calls("SetWebhook", 2).await.len(), 2);
}

#[tokio::test]
async fn a_stop_does_not_wait_for_a_request_that_never_ends() {
    let server = Server::start(|_, _| (Status::OK, String::new())).await;
    let mut settings = server.settings.clone();
    let listen = free();
    settings.webhook = Some(webhook(listen));
    let clock: crate::Clock = Arc::new(|| bot_core::ids::Timestamp(0));
    let phrases = bot_core::phrases::Phrases::embedded();
    let telegram = crate::Telegram::connect(settings, phrases, clock).await.expect("the token is right");
    let (stop, stopped) = watch::channel(false);
    let bot = Yes::new(true);
    let running = tokio::spawn(async move { telegram.run(bot, &CommandMenu::default(), stopped).await });
    server.calls("SetWebhook", 1).await;
    let mut half = tokio::net::TcpStream::connect(listen).await.expect("it listens");
    let head = format!("POST /telegram/in HTTP/1.1\r\nhost: a\r\n{SECRET}: {WORD}\r\ncontent-length: 9\r\n\r\n{{");
    tokio::io::AsyncWriteExt::write_all(&mut half, head.as_bytes()).await.expect("it is connected");
    // Once a later request was answered, that one has begun.
    let whole = Client::new().post(format!("http://{listen}/telegram/in")).header(SECRET, WORD).body("{}");
    assert_eq!(whole.send().await.expect("it listens").status().as_u16(), 200);
    let began = std::time::Instant::now();
    stop.send_replace(true);
    running.await.expect("no panic").expect("nothing is wrong");
    let took = began.elapsed();
    assert!(took >= FAREWELL && took < crate::FAREWELL, "it is given some time: {took:?}");
}
