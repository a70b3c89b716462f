//! Rate limits, and trouble on order.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use outreach_tests::discord::{Conduct, Counting, Limits, Order, Trouble};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::{RUNTIME, Village, get, request};

const POST: &str = "POST /channels/{channel}/messages";

fn limited(limits: Limits) -> Village {
    Village::with(Conduct { limits: Some(limits), ..Conduct::default() })
}

fn send(village: &Village, method: Method, path: &str, body: &Value) -> Response {
    let request = request(&village.fake, method, path, body);
    RUNTIME.block_on(async { request.send().await }).expect("the fake answers")
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn body(response: Response) -> Value {
    RUNTIME.block_on(async { response.json().await }).expect("JSON")
}

#[test]
fn a_channels_bucket_is_its_own() {
    let village = limited(Limits::default());
    let words = json!({"content": "x"});
    for left in ["4", "3", "2", "1", "0"] {
        let sent = send(&village, Method::POST, &village.messages(), &words);
        assert_eq!((sent.status().as_u16(), header(&sent, "x-ratelimit-remaining")), (200, left));
        assert_eq!(header(&sent, "x-ratelimit-limit"), "5");
        assert!(header(&sent, "x-ratelimit-reset-after").parse::<f64>().is_ok_and(|s| s > 4.0 && s <= 5.0));
        assert!(!header(&sent, "x-ratelimit-bucket").is_empty());
    }
    let refused = send(&village, Method::POST, &village.messages(), &words);
    assert_eq!((refused.status().as_u16(), header(&refused, "x-ratelimit-scope")), (429, "user"));
    assert_eq!(header(&refused, "retry-after"), "5");
    let told = body(refused);
    assert!(told["retry_after"].as_f64().is_some_and(|s| s > 4.0 && s <= 5.0), "{told}");
    assert_eq!(told["global"], json!(false));
    let other = village.fake.text_channel(village.guild, "other");
    let path = format!("/channels/{}/messages", other.0);
    assert_eq!(send(&village, Method::POST, &path, &words).status().as_u16(), 200);
    assert_eq!(village.fake.look(|world| world.floods()), 1);
}

#[test]
fn all_calls_together_have_a_limit_but_not_interactions() {
    for counting in [Counting::SlidingWindow, Counting::TokenBucket, Counting::FixedWindow] {
        let village = limited(Limits { per_second: 3, counting, routes: BTreeMap::new() });
        let began = Instant::now();
        let statuses: Vec<u16> =
            (0..4).map(|_| send(&village, Method::GET, "/users/@me", &Value::Null).status().as_u16()).collect();
        if began.elapsed() < Duration::from_millis(300) {
            assert_eq!(statuses, [200, 200, 200, 429], "{counting:?}");
            let refused = send(&village, Method::GET, "/users/@me", &Value::Null);
            assert_eq!(header(&refused, "x-ratelimit-scope"), "global");
            assert_eq!(header(&refused, "x-ratelimit-global"), "true");
            assert_eq!(body(refused)["global"], json!(true));
            let path = "/interactions/1/x/callback";
            assert_eq!(send(&village, Method::POST, path, &json!({"type": 5})).status().as_u16(), 404);
        }
    }
}

#[test]
fn trouble_comes_in_order() {
    let village = Village::new();
    let fake = &village.fake;
    let words = json!({"content": "x"});
    fake.order(Order::new(Trouble::LimitedForAll(Duration::from_secs(7))).on(POST));
    fake.order(Order::new(Trouble::LimitedEverywhere(Duration::from_secs(8))).on(POST));
    fake.order(Order::new(Trouble::Refused(403, 50_013, "Missing Permissions".to_owned())).on(POST));
    fake.order(Order::new(Trouble::Page(502)).on(POST).about(village.square));
    assert_eq!(get(fake, "/users/@me").0, 200, "other routes have no trouble");
    let first = send(&village, Method::POST, &village.messages(), &words);
    assert_eq!((first.status().as_u16(), header(&first, "x-ratelimit-scope")), (429, "shared"));
    let second = send(&village, Method::POST, &village.messages(), &words);
    assert_eq!(header(&second, "retry-after"), "8");
    let third = send(&village, Method::POST, &village.messages(), &words);
    assert_eq!(third.status().as_u16(), 403);
    let fourth = send(&village, Method::POST, &village.messages(), &words);
    assert_eq!((fourth.status().as_u16(), header(&fourth, "content-type").starts_with("text/html")), (502, true));
    assert_eq!(send(&village, Method::POST, &village.messages(), &words).status().as_u16(), 200);
}

#[test]
fn an_answer_can_be_lost_before_and_after() {
    let village = Village::new();
    let words = json!({"content": "x", "nonce": "1", "enforce_nonce": true});
    let lose = |trouble| {
        village.fake.order(Order::new(trouble).on(POST));
        let request = request(&village.fake, Method::POST, &village.messages(), &words);
        assert!(RUNTIME.block_on(async { request.send().await }).is_err());
        village.fake.look(|world| world.bot_messages(village.square).len())
    };
    assert_eq!(lose(Trouble::LostBefore), 0);
    assert_eq!(lose(Trouble::LostAfter), 1);
    village.post(&words);
    assert_eq!(village.fake.look(|world| (world.duplicates(), world.bot_messages(village.square).len())), (1, 1));
}

#[test]
fn calls_are_noted() {
    let village = Village::new();
    village.post(&json!({"content": "x"}));
    village.fake.look(|world| {
        let last = world.calls().last().expect("a call");
        assert_eq!((last.route.as_str(), last.channel, last.status), (POST, Some(village.square), 200));
        assert_eq!((world.count(POST), world.most_in_a_second()), (1, 1));
    });
}
