//! Calls against a server on loopback.

use serde_json::{Value, json};
use serenity::all::{ApplicationId, ChannelId, InteractionId};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;
use crate::settings::Token;
use crate::stand_in::{self, Server, TOKEN, answer, fine, limited, refused, text};

const PATIENCE: Duration = Duration::from_secs(5);

fn post() -> Route {
    Route::Post { channel: ChannelId::new(7) }
}

async fn answered(told: stand_in::Answer) -> Result<Answered<Value>, Fault> {
    let server = Server::start(move |_| told.clone()).await;
    Api::new(&server.settings).expect("a client").call(&post(), Some(&json!({ "content": "hello" })), PATIENCE).await
}

#[tokio::test]
async fn a_call_says_who_calls_and_what() {
    let server = Server::start(|_| fine()).await;
    let api = Api::new(&server.settings).expect("a client");
    let sent = api.call::<Value>(&post(), Some(&json!({ "content": "hello" })), PATIENCE).await.expect("it is taken");
    assert_eq!((sent.value["id"].as_str(), sent.rest), (Some("1"), None));
    let [call] = server.all_calls().try_into().expect("one call");
    assert_eq!((call.what.as_str(), &call.body), ("POST /channels/7/messages", &json!({ "content": "hello" })));
    let header =
        |name: &str| call.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!(header("authorization"), format!("Bot {TOKEN}"));
    let agent = header("user-agent");
    assert!(agent.starts_with("DiscordBot (https://") && agent.ends_with(')'), "{agent}");
}

#[tokio::test]
async fn answers_to_interactions_carry_their_own_token_only() {
    let server = Server::start(|_| text(204, "")).await;
    let api = Api::new(&server.settings).expect("a client");
    let route = Route::Respond { interaction: InteractionId::new(5), token: Token::new("whisper") };
    assert_eq!(api.call(&route, Some(&json!({ "type": 5 })), PATIENCE).await, Ok(Answered { value: (), rest: None }));
    let [call] = server.all_calls().try_into().expect("one call");
    assert_eq!(call.what, "POST /interactions/5/whisper/callback");
    assert!(!call.headers.contains_key("authorization"));
}

#[tokio::test]
async fn an_address_that_names_the_version_is_the_same() {
    let server = Server::start(|_| fine()).await;
    let mut settings = server.settings.clone();
    settings.api_url = format!("{}api/v10/", settings.api_url).parse().expect("an address");
    let api = Api::new(&settings).expect("a client");
    assert!(api.call::<Value>(&Route::Me, NOTHING, PATIENCE).await.is_ok());
    assert_eq!(server.all_calls()[0].what, "GET /users/@me");
}

#[tokio::test]
async fn refusals_say_what_they_are() {
    let limit = |wait, scope| Fault::Limited { wait: Duration::from_millis(wait), scope };
    let cases = [
        (refused(403, 50_013), Fault::Refused { status: 403, code: 50_013 }),
        (refused(404, 10_003), Fault::Refused { status: 404, code: 10_003 }),
        (answer(400, &json!({ "message": "400: Bad Request" })), Fault::Refused { status: 400, code: 0 }),
        (refused(401, 0), Fault::Unauthorized),
        (limited(1.5, false), limit(1_500, Scope::Bucket)),
        (limited(0.25, true), limit(250, Scope::Everything)),
        (limited(3.0, false).header("x-ratelimit-scope", "global"), limit(3_000, Scope::Everything)),
        (limited(3.0, false).header("x-ratelimit-scope", "shared"), limit(3_000, Scope::Bucket)),
        // Whoever stands before Discord speaks otherwise.
        (text(429, "error code: 1015").header("retry-after", 600), limit(600_000, Scope::Everything)),
        (text(429, "error code: 1015"), limit(5_000, Scope::Everything)),
        (limited(-1.0, false).header("retry-after", 7), limit(7_000, Scope::Bucket)),
        (limited(1e300, false), limit(5_000, Scope::Bucket)),
        (answer(500, &json!({ "message": "500: Internal Server Error", "code": 0 })), Fault::Unreachable),
        (refused(503, 130_000), Fault::Unreachable),
        (refused(403, 40_333), Fault::Unreachable),
        (text(502, "<html>502 Bad Gateway</html>"), Fault::Unreachable),
        (text(403, "<html>blocked</html>"), Fault::Unreachable),
        (text(200, "<html>Please log in to this network</html>"), Fault::Unreachable),
        (text(200, r#"{"id":"#), Fault::Unreadable),
    ];
    for (told, expected) in cases {
        assert_eq!(answered(told.clone()).await, Err(expected), "{told:?}");
    }
}

#[tokio::test]
async fn an_interaction_that_is_over_does_not_make_the_token_wrong() {
    let server = Server::start(|_| refused(401, code::INVALID_WEBHOOK_TOKEN)).await;
    let api = Api::new(&server.settings).expect("a client");
    let route = Route::FollowUp { application: ApplicationId::new(9), token: Token::new("whisper") };
    for _ in 0..5 {
        let told = api.call::<Value>(&route, Some(&json!({})), PATIENCE).await.expect_err("it is over");
        assert!(told.is(code::INVALID_WEBHOOK_TOKEN), "{told}");
    }
}

#[tokio::test]
async fn a_token_that_is_wrong_is_not_tried_again_and_again() {
    let server = Server::start(|_| refused(401, 0)).await;
    let api = Api::new(&server.settings).expect("a client");
    for _ in 0..50 {
        assert_eq!(api.call::<Value>(&Route::Me, NOTHING, PATIENCE).await, Err(Fault::Unauthorized));
    }
    assert_eq!(server.all_calls().len(), 3);
}

#[tokio::test]
async fn what_an_answer_says_about_its_bucket_is_told() {
    let headers = |left: u32| {
        let told = fine().header("x-ratelimit-remaining", left).header("x-ratelimit-reset-after", "1.25");
        told.header("x-ratelimit-bucket", "abcd")
    };
    assert_eq!(answered(headers(1)).await.map(|answered| answered.rest), Ok(None));
    let rest = Some(Duration::from_millis(1_250));
    assert_eq!(answered(headers(0)).await.map(|answered| answered.rest), Ok(rest));
    let odd = fine().header("x-ratelimit-remaining", 0).header("x-ratelimit-reset-after", "soon");
    assert_eq!(answered(odd).await.map(|answered| answered.rest), Ok(None));
}

async fn objections(status: u16, errors: Value) -> Vec<String> {
    let body = json!({ "message": "Invalid Form Body", "code": 50_035, "errors": errors });
    let server = Server::start(move |_| answer(status, &body)).await;
    let api = Api::new(&server.settings).expect("a client");
    let (refused, told) = api.exchange::<Value>(&post(), Some(&json!({ "content": "hello" })), PATIENCE).await;
    assert_eq!(refused, Err(Fault::Refused { status, code: 50_035 }), "whatever is objected to");
    told.objections.into_iter().map(|Objection { place, code }| format!("{place}: {code}")).collect()
}

#[tokio::test]
async fn what_discord_objects_to_is_told_by_place_and_code() {
    let fault = |code: &str| json!({ "_errors": [{ "code": code, "message": "Somebody's words" }] });
    let nested = json!({
        "0": { "name_localizations": { "pt-BR": fault("APPLICATION_COMMAND_INVALID_NAME") } },
        "3": {
            "_errors": [{ "code": "APPLICATION_COMMAND_TOO_LARGE", "message": "…" }],
            "options": { "1": { "description": fault("BASE_TYPE_BAD_LENGTH") } },
        },
    });
    assert_eq!(
        objections(400, nested.clone()).await,
        [
            "0.name_localizations.pt-BR: APPLICATION_COMMAND_INVALID_NAME",
            "3: APPLICATION_COMMAND_TOO_LARGE",
            "3.options.1.description: BASE_TYPE_BAD_LENGTH",
        ]
    );
    assert_eq!(objections(403, nested).await, [""; 0], "it is no such refusal");
    // What doesn't look like Discord's costs nothing, and brings nothing else into the log.
    for odd in [json!(null), json!("x"), json!([1]), json!({ "name": { "_errors": "x" } }), json!({ "_errors": [5] })] {
        assert_eq!(objections(400, odd.clone()).await, [""; 0], "{odd}");
    }
    let told = objections(400, json!({ "two\nlines": fault("A secret <b>") })).await;
    assert_eq!(told, ["twolines: Asecretb"]);
    let many: serde_json::Map<_, _> = (0..100).map(|n| (format!("{n}{}", "x".repeat(500)), fault("LONG"))).collect();
    let told = objections(400, Value::Object(many)).await;
    assert_eq!((told.len(), told[0].chars().count()), (OBJECTIONS, LONGEST_OBJECTION + ": LONG".len()));
}

#[tokio::test]
async fn an_answer_is_read_up_to_a_limit() {
    let endless = format!(r#"{{"id":"{}"}}"#, "a".repeat(LONGEST));
    assert_eq!(answered(text(200, &endless)).await, Err(Fault::Unreadable));
}

#[tokio::test]
async fn a_connection_that_breaks_or_hangs_is_out_of_reach() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("loopback has free ports");
    let mut settings = Server::start(|_| fine()).await.settings.clone();
    settings.api_url = format!("http://{}", listener.local_addr().expect("it listens")).parse().expect("an address");
    let api = Api::new(&settings).expect("a client");
    let server = async {
        let (mut breaks, _) = listener.accept().await.expect("a connection");
        let _ = breaks.read(&mut [0; 1024]).await;
        let _ = breaks.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":").await;
        drop(breaks);
        listener.accept().await.expect("another connection")
    };
    let calls = async {
        assert_eq!(api.call::<Value>(&Route::Me, NOTHING, PATIENCE).await, Err(Fault::Unreachable));
        assert_eq!(api.call::<Value>(&Route::Me, NOTHING, Duration::from_millis(50)).await, Err(Fault::Unreachable));
    };
    let (_hangs, ()) = tokio::join!(server, calls);
}

#[tokio::test]
async fn neither_a_token_nor_an_id_is_shown() {
    let server = Server::start(|_| refused(403, 50_001)).await;
    let api = Api::new(&server.settings).expect("a client");
    let fault = api.call::<Value>(&post(), NOTHING, PATIENCE).await.expect_err("it is refused");
    assert_eq!(fault.to_string(), "Discord refused: HTTP 403, code 50001");
    assert!(!format!("{api:?} {fault:?} {:?}", server.settings).contains("hush"));
}
