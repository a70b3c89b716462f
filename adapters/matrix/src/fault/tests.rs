//! What answers of homeservers come to.

use matrix_sdk::ruma::api::EndpointError;
use matrix_sdk::ruma::exports::http::Response;
use serde_json::{Value, json};

use super::*;

fn of(status: u16, body: &Value) -> Fault {
    let response = Response::builder().status(status).body(body.to_string().into_bytes()).expect("a response");
    let error = FromHttpResponseError::Server(UiaaResponse::from_http_response(response));
    Fault::of(&Error::from(HttpError::from(error)))
}

#[test]
fn an_ended_session_is_told_from_one_that_only_expired() {
    let gone = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "gone" });
    assert_eq!(of(401, &gone), Fault::Unauthorized { soft: false });
    let expired = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "expired", "soft_logout": true });
    assert_eq!(of(401, &expired), Fault::Unauthorized { soft: true });
    let missing = json!({ "errcode": "M_MISSING_TOKEN", "error": "none" });
    assert_eq!(of(401, &missing), Fault::Unauthorized { soft: false });
}

#[test]
fn a_limit_says_how_long() {
    let limited = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "slow", "retry_after_ms": 2500 });
    assert_eq!(of(429, &limited), Fault::Limited { wait: Some(Duration::from_millis(2500)) });
    let mute = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "slow" });
    assert_eq!(of(429, &mute), Fault::Limited { wait: None });
    assert_eq!(of(429, &json!("a proxy speaks")), Fault::Limited { wait: None });
}

#[test]
fn refusals_keep_their_code_and_nothing_else() {
    let forbidden = json!({ "errcode": "M_FORBIDDEN", "error": "@bot:example.org is not in the room" });
    assert_eq!(of(403, &forbidden), Fault::Forbidden { code: "M_FORBIDDEN".to_owned() });
    let odd = json!({ "errcode": "ORG.EXAMPLE.ODD", "error": "no" });
    assert_eq!(of(400, &odd), Fault::Refused { status: 400, code: "ORG.EXAMPLE.ODD".to_owned() });
    let hostile = json!({ "errcode": "@somebody:example.org said\n…", "error": "no" });
    assert_eq!(of(400, &hostile), Fault::Refused { status: 400, code: "a code that can't be shown".to_owned() });
}

#[test]
fn what_is_missing_too_large_or_broken_is_told_apart() {
    assert_eq!(of(404, &json!({ "errcode": "M_NOT_FOUND", "error": "no" })), Fault::NotFound);
    assert_eq!(of(413, &json!({ "errcode": "M_TOO_LARGE", "error": "no" })), Fault::TooLarge);
    assert_eq!(of(413, &json!("a proxy speaks")), Fault::TooLarge);
    assert_eq!(of(502, &json!("a proxy speaks")), Fault::Unreachable);
    assert_eq!(of(500, &json!({ "errcode": "M_UNKNOWN", "error": "oh" })), Fault::Unreachable);
}

#[test]
fn what_something_before_the_homeserver_refuses_says_nothing_about_the_call() {
    for status in [400, 401, 403, 404, 405, 451] {
        assert_eq!(of(status, &json!("a firewall speaks")), Fault::Unreachable, "{status}");
        assert_eq!(of(status, &json!({ "message": "blocked" })), Fault::Unreachable, "{status}");
    }
}

#[test]
fn what_never_reached_the_homeserver() {
    assert_eq!(Fault::of(&Error::Timeout), Fault::Unreachable);
    assert_eq!(Fault::of(&Error::NoOlmMachine), Fault::Encryption);
}
