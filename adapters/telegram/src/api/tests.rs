//! Calls against a server on loopback.

use axum::http::StatusCode;
use serde_json::Value;
use teloxide::payloads::{EditMessageTextInline, GetMe, SendMessage};
use teloxide::types::ChatId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;
use crate::stand_in::{Server, TOKEN, refused};

const PATIENCE: Duration = Duration::from_secs(5);

async fn answered(status: StatusCode, body: &str) -> Result<Value, Fault> {
    let body = body.to_owned();
    let server = Server::start(move |_, _| (status, body.clone())).await;
    Api::new(&server.settings).expect("a client").call(&SendMessage::new(ChatId(7), "hello"), PATIENCE).await
}

#[tokio::test]
async fn a_call_names_its_method_and_says_what_is_set() {
    let server = Server::start(|_, _| (StatusCode::OK, String::new())).await;
    let api = Api::new(&server.settings).expect("a client");
    let sent: Value = api.call(&SendMessage::new(ChatId(7), "hello"), PATIENCE).await.expect("it is taken");
    assert_eq!(sent["message_id"], 1);
    assert_eq!(server.calls("SendMessage", 1).await, [serde_json::json!({ "chat_id": 7, "text": "hello" })]);
    let inline = EditMessageTextInline::new("an id", "new");
    assert_eq!(api.call::<Value>(&inline, PATIENCE).await, Ok(serde_json::json!({ "message_id": 1 })));
}

#[tokio::test]
async fn refusals_say_what_they_are() {
    let cases = [
        (403, "Forbidden: bot was blocked by the user", Fault::Refused(ApiError::BotBlocked)),
        (
            403,
            "Forbidden: bot can't initiate conversation with a user",
            Fault::Refused(ApiError::CantInitiateConversation),
        ),
        (403, "Forbidden: something new", Fault::Refused(ApiError::Unknown("Forbidden: something new".to_owned()))),
        (400, "Bad Request: chat not found", Fault::Refused(ApiError::ChatNotFound)),
        (401, "Unauthorized", Fault::Refused(ApiError::InvalidToken)),
        (401, "Unauthorized: invalid token specified", Fault::Refused(ApiError::InvalidToken)),
        (404, "Not Found", Fault::Refused(ApiError::InvalidToken)),
        (
            404,
            "Not Found: method not found",
            Fault::Refused(ApiError::Unknown("Not Found: method not found".to_owned())),
        ),
        (409, "Conflict: terminated by setWebhook request", Fault::Refused(ApiError::CantGetUpdates)),
        (
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            Fault::Refused(ApiError::CantGetUpdates),
        ),
        (
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            Fault::Refused(ApiError::TerminatedByOtherGetUpdates),
        ),
        (429, "Too Many Requests", Fault::Flood(FLOOD)),
        (500, "Internal Server Error", Fault::Unreachable),
    ];
    for (code, description, expected) in cases {
        let status = StatusCode::from_u16(code).expect("a status");
        assert_eq!(answered(status, &refused(code, description)).await, Err(expected), "{description}");
    }
}

#[tokio::test]
async fn refusals_say_what_to_do_instead() {
    let flood = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}"#;
    let waiting = Fault::Flood(Duration::from_secs(35));
    assert_eq!(answered(StatusCode::TOO_MANY_REQUESTS, flood).await, Err(waiting));
    let moved = r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001}}"#;
    assert_eq!(answered(StatusCode::BAD_REQUEST, moved).await, Err(Fault::Moved(-1001)));
}

#[tokio::test]
async fn what_the_bot_api_did_not_say_is_out_of_reach() {
    for (status, body) in [
        (StatusCode::BAD_GATEWAY, "<html>502 Bad Gateway</html>"),
        (StatusCode::OK, "<html>Please log in to this network</html>"),
        (StatusCode::FORBIDDEN, "blocked"),
    ] {
        assert_eq!(answered(status, body).await, Err(Fault::Unreachable), "{body}");
    }
}

#[tokio::test]
async fn an_answer_of_another_shape_was_carried_out() {
    for body in [r#"{"ok":true,"result":"seven"}"#, r#"{"ok":true}"#, r#"{"ok":true,"result":{"id":"#] {
        let server = Server::start(move |_, _| (StatusCode::OK, body.to_owned())).await;
        let told = Api::new(&server.settings).expect("a client").call::<u8>(&GetMe::new(), PATIENCE).await;
        assert_eq!(told, Err(Fault::Unreadable), "{body}");
    }
}

#[tokio::test]
async fn an_answer_is_read_up_to_a_limit() {
    let endless = format!(r#"{{"ok":true,"result":"{}"}}"#, "a".repeat(LONGEST));
    assert_eq!(answered(StatusCode::OK, &endless).await, Err(Fault::Unreadable));
}

#[tokio::test]
async fn a_connection_that_breaks_or_hangs_is_out_of_reach() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback has free ports");
    let mut settings = Server::start(|_, _| (StatusCode::OK, String::new())).await.settings.clone();
    settings.api_url = format!("http://{}", listener.local_addr().expect("it listens")).parse().expect("an address");
    let api = Api::new(&settings).expect("a client");
    let server = async {
        let (mut breaks, _) = listener.accept().await.expect("a connection");
        let _ = breaks.read(&mut [0; 1024]).await;
        let _ = breaks.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":").await;
        drop(breaks);
        listener.accept().await.expect("another connection")
    };
    let calls = async {
        assert_eq!(api.call::<Value>(&GetMe::new(), PATIENCE).await, Err(Fault::Unreachable));
        assert_eq!(api.call::<Value>(&GetMe::new(), Duration::from_millis(50)).await, Err(Fault::Unreachable));
    };
    let (_hangs, ()) = tokio::join!(server, calls);
}

#[tokio::test]
async fn neither_the_token_nor_what_was_sent_is_shown() {
    let parse = r#"Bad Request: can't parse entities: Unsupported start tag "Ada" at byte offset 12"#;
    for (code, description) in [(400, parse), (400, "Bad Request: user 4711 is strange"), (400, "Bad Request: @ada?")] {
        let fault = answered(StatusCode::BAD_REQUEST, &refused(code, description)).await.expect_err("it is refused");
        let shown = fault.to_string();
        assert!(shown.starts_with("the Bot API refused: Bad Request: "), "{shown}");
        assert!(!shown.to_lowercase().contains("ada") && !shown.contains(|c: char| c.is_ascii_digit()), "{shown}");
    }
    let server = Server::start(|_, _| (StatusCode::OK, String::new())).await;
    let api = Api::new(&server.settings).expect("a client");
    assert!(!format!("{api:?} {:?}", server.settings).contains(TOKEN));
}
