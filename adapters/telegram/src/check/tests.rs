//! What operators read about how their bot is set up.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::*;
use crate::settings::{Token, Webhook};
use crate::stand_in::{Server, TOKEN, refused};

fn me(reads_all: bool, joins: bool, inline: bool) -> Value {
    json!({
        "id": 9, "is_bot": true, "first_name": "Outreach", "username": "OutreachBot",
        "can_join_groups": joins, "can_read_all_group_messages": reads_all, "supports_inline_queries": inline,
    })
}

async fn findings(me: Value, info: Value, webhook: Option<&str>) -> Vec<Finding> {
    let server = Server::start(move |method, _| {
        let result = if method == "GetMe" { &me } else { &info };
        (StatusCode::OK, json!({ "ok": true, "result": result }).to_string())
    })
    .await;
    let mut settings = server.settings.clone();
    settings.webhook = webhook.map(|url| Webhook {
        url: url.parse().expect("an address"),
        listen: ([127, 0, 0, 1], 1).into(),
        secret: Token::new("hush"),
    });
    check(&settings).await
}

fn told(findings: &[Finding], verdict: Verdict) -> Vec<&str> {
    findings.iter().filter(|f| f.verdict == verdict).map(|f| f.words.as_str()).collect()
}

#[tokio::test]
async fn a_bot_that_is_set_up_well_is_fine() {
    let findings = findings(me(false, true, true), json!({ "url": "" }), None).await;
    assert_eq!(findings[0].words, "the bot is @OutreachBot");
    assert_eq!((findings.len(), told(&findings, Verdict::Ok).len()), (5, 5), "{findings:?}");
}

#[tokio::test]
async fn what_is_set_otherwise_comes_with_its_cure() {
    let findings = findings(me(true, false, false), json!({ "url": "https://a.example.org/secret" }), None).await;
    let warnings = told(&findings, Verdict::Warning);
    for (warning, cure) in warnings.iter().zip(["/setprivacy", "/setjoingroups", "/setinline"]) {
        assert!(warning.contains(cure), "{warning}");
    }
    assert_eq!(warnings.len(), 3);
    let problems = told(&findings, Verdict::Problem);
    assert!(problems.len() == 1 && problems[0].contains("deleteWebhook"), "{problems:?}");
}

#[tokio::test]
async fn a_webhook_is_compared_without_showing_its_path() {
    let info = json!({
        "url": "https://b.example.org/secret", "pending_update_count": 12,
        "last_error_date": 1_763_769_600, "last_error_message": "Wrong response from the webhook: 502 Bad Gateway",
    });
    let same = findings(me(false, true, true), info.clone(), Some("https://b.example.org/secret")).await;
    let warnings = told(&same, Verdict::Warning).join("; ");
    assert!(warnings.contains("on 2025-11-22") && warnings.contains("502 Bad Gateway"), "{warnings}");
    let other = findings(me(false, true, true), info, Some("https://a.example.org/hidden")).await;
    let all: String = other.iter().map(|finding| finding.words.as_str()).collect();
    assert!(all.contains("at b.example.org") && all.contains("to a.example.org"), "{all}");
    assert!(!all.contains("secret") && !all.contains("hidden"), "{all}");
    let unset = findings(me(false, true, true), json!({ "url": "" }), Some("https://a.example.org/hidden")).await;
    assert!(told(&unset, Verdict::Ok).iter().any(|words| words.contains("a.example.org")), "{unset:?}");
}

#[tokio::test]
async fn a_wrong_token_and_a_silent_server_are_one_sentence_each() {
    let server = Server::start(|_, _| (StatusCode::UNAUTHORIZED, refused(401, "Unauthorized"))).await;
    let wrong = check(&server.settings).await;
    assert!(wrong.len() == 1 && wrong[0].words.contains("telegram.token"), "{wrong:?}");
    let mut settings = server.settings.clone();
    settings.api_url = "http://127.0.0.1:1".parse().expect("an address");
    let silent = check(&settings).await;
    assert!(silent.len() == 1 && silent[0].words.contains("telegram.api_url"), "{silent:?}");
    assert!([wrong, silent].concat().iter().all(|f| f.verdict == Verdict::Problem && !f.words.contains(TOKEN)));
}
