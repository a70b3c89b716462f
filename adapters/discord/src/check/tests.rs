use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use super::*;
use crate::stand_in::{Server as Api, answer, refused};

fn me() -> Me {
    Me { id: 9.into(), name: "outreach".to_owned(), application: 8.into() }
}

fn server(name: &str, permissions: Permissions) -> Server {
    Server { id: GuildId::new(1), name: name.to_owned(), permissions }
}

fn words(findings: &[Finding]) -> Vec<(Verdict, &str)> {
    findings.iter().map(|finding| (finding.verdict, finding.words.as_str())).collect()
}

#[test]
fn the_link_asks_for_exactly_what_is_needed() {
    let link =
        "https://discord.com/oauth2/authorize?client_id=8&scope=bot+applications.commands&permissions=274877991936";
    assert_eq!(invitation(&me()), link);
    assert_eq!(needed().bits(), 274_877_991_936);
}

#[test]
fn what_is_missing_in_a_server_is_named() {
    let lacking = needed() - Permissions::EMBED_LINKS - Permissions::SEND_MESSAGES_IN_THREADS;
    let servers = [server("Fine", needed()), server("Ru\nde", lacking), server("Boss", Permissions::ADMINISTRATOR)];
    let findings = about_servers(&servers);
    let cure = "one of its admins can open the link above again, or give it to the bot's role";
    let rude = format!("in the server \"Rude\" the bot lacks Send Messages in Threads and Embed Links: {cure}");
    let fine = "the bot has all it needs in 2 servers, unless a channel's own settings take it away";
    assert_eq!(words(&findings), [(Verdict::Ok, fine), (Verdict::Warning, rude.as_str())]);
}

#[test]
fn many_servers_that_lack_something_are_not_all_named() {
    let servers: Vec<_> = (0..50).map(|n| server(&n.to_string(), Permissions::empty())).collect();
    let findings = about_servers(&servers);
    assert_eq!(findings.len(), 21);
    assert_eq!(findings[20].words, "and in 30 more servers it lacks something too");
}

#[test]
fn what_keeps_an_application_from_working_is_said_with_the_cure() {
    let application = |more: Value| {
        let mut whole = json!({ "id": "8" });
        whole.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        serde_json::from_value::<Application>(whole).expect("an application")
    };
    let verdicts = |more: Value| -> Vec<Verdict> {
        about_application(&me(), &application(more)).iter().map(|finding| finding.verdict).collect()
    };
    assert_eq!(verdicts(json!({})), [Verdict::Ok, Verdict::Ok]);
    let all = json!({
        "interactions_endpoint_url": "https://example.org", "bot_require_code_grant": true, "bot_public": false,
    });
    assert_eq!(verdicts(all)[2..], [Verdict::Problem, Verdict::Problem, Verdict::Warning]);
}

#[test]
fn few_sessions_are_a_warning() {
    let outlook =
        |remaining, way| Outlook { shards: 2, total: 1000, remaining, resets: Duration::from_secs(5400), way };
    let findings = about_gateway(&outlook(998, Way::Open));
    assert_eq!(
        words(&findings),
        [
            (Verdict::Ok, "the gateway can be reached, by 2 connections as Discord recommends"),
            (Verdict::Ok, "998 of 1000 sessions may still be started within the next 2 hours"),
        ]
    );
    assert_eq!(about_gateway(&outlook(99, Way::Open))[1].verdict, Verdict::Warning);
    assert_eq!(about_gateway(&outlook(998, Way::Blocked))[0].verdict, Verdict::Problem);
    assert_eq!(about_gateway(&outlook(998, Way::Barred))[0].verdict, Verdict::Problem);
}

#[tokio::test]
async fn every_page_of_servers_is_asked_for() {
    let asked = AtomicU64::new(0);
    let api = Api::start(move |call| {
        if call.what != "GET /users/@me/guilds" {
            return crate::stand_in::fine();
        }
        let page = asked.fetch_add(1, Ordering::Relaxed);
        let server = |n: u64| json!({ "id": (page * 1000 + n).to_string(), "name": "x", "permissions": needed() });
        answer(200, &(1..=if page < 2 { 200 } else { 7 }).map(server).collect())
    })
    .await;
    let findings = check(&api.settings).await;
    let fine = "the bot has all it needs in 407 servers, unless a channel's own settings take it away";
    assert!(findings.iter().any(|finding| finding.words == fine), "{findings:?}");
}

#[tokio::test]
async fn a_wrong_token_is_one_problem() {
    let api = Api::start(|_| refused(401, 0)).await;
    let findings = check(&api.settings).await;
    assert_eq!(words(&findings), [(Verdict::Problem, ConnectError::WrongToken.to_string().as_str())]);
}

#[tokio::test]
async fn a_development_server_without_the_bot_is_a_problem() {
    let api = Api::start(|call| match call.what.as_str() {
        what if what.contains("/commands") => refused(403, code::MISSING_ACCESS),
        "GET /users/@me/guilds" => answer(200, &json!([{ "id": "1", "name": "Home", "permissions": needed() }])),
        _ => crate::stand_in::fine(),
    })
    .await;
    let mut settings = api.settings.clone();
    settings.development_guild = Some(5);
    let findings = check(&settings).await;
    let problem = findings.iter().find(|finding| finding.words.contains("discord.development_guild"));
    assert_eq!(problem.map(|finding| finding.verdict), Some(Verdict::Problem));
    // Nothing was changed.
    assert!(api.all_calls().iter().all(|call| call.what.starts_with("GET ")));
}

#[tokio::test]
async fn commands_that_show_twice_are_a_warning() {
    for (everywhere, warned) in [(0, false), (3, true)] {
        let api = Api::start(move |call| match call.what.as_str() {
            "GET /applications/9/commands" => answer(200, &json!(vec![json!({}); everywhere])),
            what if what.ends_with("/commands") => answer(200, &json!([{}])),
            "GET /users/@me/guilds" => answer(200, &json!([])),
            _ => crate::stand_in::fine(),
        })
        .await;
        let mut settings = api.settings.clone();
        settings.development_guild = Some(5);
        let findings = check(&settings).await;
        let told = findings.iter().find(|finding| finding.words.contains("twice"));
        assert_eq!(told.map(|finding| finding.verdict), warned.then_some(Verdict::Warning), "{findings:?}");
    }
}
