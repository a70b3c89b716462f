//! Polling, pushing, limits, and trouble that was ordered.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use outreach_tests::telegram::{Conduct, Counting, Fake, Limits, Order, Trouble};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{RUNTIME, call, calling, fine, refused, start, updates};

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().into_iter().flatten().filter_map(|u| u["update_id"].as_i64()).collect()
}

#[test]
fn offsets_confirm() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let chat = fake.private_chat(asha);
    for text in ["1", "2", "3", "4"] {
        fake.say(asha, chat, text);
    }
    let all = ids(&fine(&fake, "getUpdates", &json!({})));
    assert_eq!(all.len(), 4);
    assert!(all.is_sorted(), "numbers grow");
    assert_eq!(ids(&fine(&fake, "getUpdates", &json!({"offset": all[1], "limit": 2}))), all[1..3]);
    assert_eq!(fake.look(|world| world.pending()), 3, "what comes before the offset is forgotten");
    assert_eq!(ids(&fine(&fake, "getUpdates", &json!({"offset": -1}))), all[3..]);
    assert_eq!(fake.look(|world| world.pending()), 1, "and all but the last by an offset of -1");
    assert_eq!(ids(&fine(&fake, "getUpdates", &json!({"offset": all[3] + 1}))), Vec::<i64>::new());
    assert!(fake.look(|world| world.all_confirmed()));
}

#[test]
fn a_poll_waits() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let chat = fake.private_chat(asha);
    std::thread::scope(|scope| {
        let poll = scope.spawn(|| fine(&fake, "getUpdates", &json!({"timeout": 20})));
        fake.wait("the poll", |world| world.is_polled().then_some(()));
        fake.say(asha, chat, "hello");
        let began = Instant::now();
        let list = poll.join().expect("the poll is answered");
        assert_eq!(list[0]["message"]["text"], "hello");
        assert!(began.elapsed() < Duration::from_secs(5), "at once");
    });
}

#[test]
fn only_one_may_poll() {
    let fake = start();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| refused(&fake, "getUpdates", &json!({"timeout": 20})));
        fake.wait("the poll", |world| world.is_polled().then_some(()));
        let second = scope.spawn(|| fine(&fake, "getUpdates", &json!({"offset": 7, "timeout": 20})));
        let words = "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is \
                     running";
        assert_eq!(first.join().expect("the first poller is told"), words);
        fake.private_chat(fake.person("Asha", "en"));
        fake.update("\"poll\":{}");
        assert_eq!(ids(&second.join().expect("the second gets updates")).len(), 1);
    });
}

#[test]
fn only_what_is_allowed_comes() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    fine(&fake, "getUpdates", &json!({"allowed_updates": ["callback_query"]}));
    let chat = fake.follow(asha, "");
    fake.press_data(asha, chat, 1, "x");
    let list = updates(&fake);
    assert_eq!(list.len(), 1);
    let expected = json!({"chat": list[0]["callback_query"]["message"]["chat"], "date": 0, "message_id": 1});
    assert_eq!(list[0]["callback_query"]["message"], expected, "a message that can't be seen has only a number");
}

#[test]
fn other_ways_to_call() {
    let fake = start();
    let chat = fake.private_chat(fake.person("Asha", "en")).0.to_string();
    let client = reqwest::Client::new();
    let url = |token: &str, method: &str| format!("{}/bot{token}/{method}", fake.url());
    let send = |request: reqwest::RequestBuilder| {
        RUNTIME.block_on(async { request.send().await.expect("the fake answers").status().as_u16() })
    };
    assert_eq!(send(client.get(url(fake.token(), "getme"))), 200);
    assert_eq!(send(client.get(url("1:wrong", "getMe"))), 401);
    assert_eq!(send(client.get(format!("{}/nothing", fake.url()))), 404);
    assert_eq!(send(client.get(url(fake.token(), "getNothing"))), 404);
    let written = reqwest::Client::new().get(url(fake.token(), "sendMessage"));
    assert_eq!(send(written.query(&[("chat_id", chat.as_str()), ("text", "é &")])), 200);
    let form = client.post(url(fake.token(), "SENDMESSAGE")).form(&[("chat_id", chat.as_str()), ("text", "a b")]);
    assert_eq!(send(form), 200);
    let part = "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\nCHAT\r\n--B\r\nContent-Disposition: \
                form-data; name=\"text\"\r\n\r\nin\r\nparts\r\n--B--\r\n";
    let multipart = client.post(url(fake.token(), "sendMessage")).body(part.replace("CHAT", &chat));
    assert_eq!(send(multipart.header("Content-Type", "multipart/form-data; boundary=B")), 200);
    let seen = fake.look(|world| {
        let chat = outreach_tests::telegram::ChatId(chat.parse().expect("a number"));
        world.bot_messages(chat).iter().map(|m| m.text.clone()).collect::<Vec<_>>()
    });
    assert_eq!(seen, ["é &", "a b", "in\r\nparts"]);
}

#[test]
fn what_is_not_known_is_noted() {
    let fake = start();
    let chat = fake.private_chat(fake.person("Asha", "en")).0;
    fine(&fake, "sendMessage", &json!({"chat_id": chat, "text": "x", "parse_mod": "HTML"}));
    assert_eq!(fake.look(|world| world.unknown_parameters()), ["sendMessage parse_mod"]);
}

/// A webhook that answers 500 to the first push and 200 to all others, and keeps what it got.
async fn listen() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has free ports");
    let address = listener.local_addr().expect("a listener has an address");
    let got: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&got);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = String::new();
            let mut buffer = [0; 8192];
            // Head and body are complete when the update's last brace is there.
            while !request.ends_with('}') {
                let Ok(length @ 1..) = stream.read(&mut buffer).await else { break };
                request.push_str(&String::from_utf8_lossy(&buffer[..length]));
            }
            let first = {
                let mut kept = kept.lock().expect("nobody panicked");
                kept.push(request);
                kept.len() == 1
            };
            let status = if first { "500 Internal Server Error" } else { "200 OK" };
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    (address, got)
}

#[test]
fn webhooks() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    fake.follow(asha, "");
    let bad = |url: &str, secret: &str| json!({"url": url, "secret_token": secret});
    let no_https = "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
    assert_eq!(refused(&fake, "setWebhook", &bad("http://example.org", "")), no_https);
    let letters = "400 Bad Request: secret token contains unallowed characters";
    assert_eq!(refused(&fake, "setWebhook", &bad("https://example.org", "no!")), letters);
    let (address, got) = RUNTIME.block_on(listen());
    fine(&fake, "setWebhook", &bad(&format!("http://{address}/hook"), "secret-1"));
    fake.wait_until_confirmed();
    let got = got.lock().expect("nobody panicked").clone();
    assert_eq!(got.len(), 2, "what wasn't taken comes again: {got:?}");
    assert!(got[0].starts_with("POST /hook HTTP/1.1"), "{}", got[0]);
    assert!(got[1].to_lowercase().contains("x-telegram-bot-api-secret-token: secret-1"), "{}", got[1]);
    let body = got[1].split_once("\r\n\r\n").expect("a head and a body").1;
    let update: Value = serde_json::from_str(body).expect("updates are JSON");
    assert_eq!(update["message"]["text"], "/start");
    let info = fine(&fake, "getWebhookInfo", &json!({}));
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 500 Internal Server Error");
    let active = "409 Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the \
                  webhook first";
    assert_eq!(refused(&fake, "getUpdates", &json!({})), active);
    fine(&fake, "deleteWebhook", &json!({}));
    assert!(updates(&fake).is_empty());
    assert_eq!(fine(&fake, "getWebhookInfo", &json!({}))["url"], "");
}

#[test]
fn limits_in_all() {
    for counting in [Counting::SlidingWindow, Counting::TokenBucket] {
        let limits = Limits { per_second: 5, counting, ..Limits::default() };
        let fake = Fake::start(Conduct { limits: Some(limits), ..Conduct::default() });
        let chats: Vec<i64> = (0..6).map(|_| fake.private_chat(fake.person("Asha", "en")).0).collect();
        let send = |chat: &i64| call(&fake, "sendMessage", &json!({"chat_id": chat, "text": "x"})).0;
        let calls = || {
            RUNTIME.block_on(async {
                let parameters: Vec<Value> = chats.iter().map(|chat| json!({"chat_id": chat, "text": "x"})).collect();
                let mut statuses = Vec::new();
                for parameters in &parameters {
                    statuses.push(calling(&fake, "sendMessage", parameters).await.expect("the fake answers").0);
                }
                statuses
            })
        };
        assert_eq!(calls(), [200, 200, 200, 200, 200, 429], "{counting:?}");
        assert_eq!(send(&chats[0]), 429, "who sends on is refused on");
        assert_eq!(fake.look(|world| world.floods()), 2);
    }
}

#[test]
fn limits_of_a_chat() {
    let limits = Limits { group_per_minute: 2, chat_gap: Duration::ZERO, ..Limits::default() };
    let fake = Fake::start(Conduct { limits: Some(limits), ..Conduct::default() });
    let asha = fake.person("Asha", "en");
    let channel = fake.channel("News", &[asha]);
    fake.add_bot(asha, channel, outreach_tests::telegram::Status::ADMIN);
    let send = || call(&fake, "sendMessage", &json!({"chat_id": channel.0, "text": "x"}));
    assert_eq!([send().0, send().0], [200, 200]);
    let (status, body) = send();
    assert_eq!(status, 429);
    let seconds = body["parameters"]["retry_after"].as_u64().expect("it says how long");
    assert!((55..=60).contains(&seconds), "{seconds}");
    assert_eq!(body["description"], json!(format!("Too Many Requests: retry after {seconds}")));
    fake.conduct(|conduct| conduct.limits = Some(Limits::default()));
    assert_eq!(send().0, 200);
    assert_eq!(send().1["parameters"]["retry_after"], 1, "one message a second");
}

#[test]
fn trouble() {
    let fake = start();
    let (asha, ben) = (fake.person("Asha", "en"), fake.person("Ben", "en"));
    let (here, there) = (fake.private_chat(asha), fake.private_chat(ben));
    let send = |chat: i64| json!({"chat_id": chat, "text": "x"});
    fake.order(Order::new(Trouble::Flood(7)).about(here).times(2));
    fine(&fake, "sendMessage", &send(there.0));
    for _ in 0..2 {
        let (status, body) = call(&fake, "sendMessage", &send(here.0));
        assert_eq!((status, &body["parameters"]["retry_after"]), (429, &json!(7)));
    }
    fine(&fake, "sendMessage", &send(here.0));
    let kicked = "Forbidden: bot was kicked from the supergroup chat";
    fake.order(Order::new(Trouble::Refused(403, kicked.to_owned())).on("sendMessage"));
    fine(&fake, "getMe", &json!({}));
    assert_eq!(refused(&fake, "sendMessage", &send(here.0)), format!("403 {kicked}"));
    let written = || fake.look(|world| world.bot_messages(here).len());
    let before = written();
    for (trouble, carried_out) in [(Trouble::LostBefore, 0), (Trouble::LostAfter, 1), (Trouble::Page(502), 1)] {
        fake.order(Order::new(trouble.clone()));
        let result = RUNTIME.block_on(calling(&fake, "sendMessage", &send(here.0)));
        assert!(result.is_err(), "{trouble:?} is no answer: {result:?}");
        assert_eq!(written() - before, carried_out, "{trouble:?}");
    }
    fake.order(Order::new(Trouble::Late(Duration::from_millis(80))));
    let began = Instant::now();
    fine(&fake, "getMe", &json!({}));
    assert!(began.elapsed() >= Duration::from_millis(80));
}
