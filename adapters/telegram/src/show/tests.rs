//! Where replies go, and what becomes of the pressed message.

use std::sync::Arc;

use axum::http::StatusCode;
use bot_core::ids::{EventId, PersonAddress, RoomAddress, Timestamp};
use bot_core::incoming::{Aside, Event, Place, PlaceKind, Secrecy};
use bot_core::view::View;
use serde_json::{Value, json};

use super::*;
use crate::inbound::Pressed;
use crate::platform;
use crate::stand_in::{Server, Yes, refused};

const GROUP: i64 = -1007;

fn origin(chat: i64) -> Origin {
    Origin { chat, private: chat > 0, ..Origin::default() }
}

fn pressed(chat: i64, message: Option<i32>) -> Origin {
    Origin { pressed: Some(Pressed { query: "q".to_owned(), message }), ..origin(chat) }
}

fn reply(text: &str, audience: Audience) -> Reply {
    Reply { view: View::text(text), audience, onward: None }
}

fn to_all(texts: &[&str]) -> Vec<Reply> {
    texts.iter().map(|text| reply(text, Audience::Room)).collect()
}

/// Shows replies to what `person` did, and gives the calls that this made.
async fn shown(
    replies: Vec<Reply>,
    origin: &Origin,
    person: i64,
    script: impl Fn(&str, &Value) -> Option<(u16, &'static str)> + Send + Sync + 'static,
) -> Vec<(String, Value)> {
    let server = Server::start(move |method, payload| match script(method, payload) {
        Some((code, whole)) if whole.starts_with('{') => {
            (StatusCode::from_u16(code).expect("a status"), whole.to_owned())
        }
        Some((code, why)) => (StatusCode::from_u16(code).expect("a status"), refused(code, why)),
        None => (StatusCode::OK, String::new()),
    })
    .await;
    let telegram = server.telegram().await;
    let bot = Yes::new(true);
    *bot.says.lock().expect("nobody panics") = replies;
    let incoming = Incoming {
        event: EventId { platform: platform(), id: "m1".to_owned() },
        place: Place {
            address: RoomAddress { platform: platform(), room: origin.chat.to_string(), thread: None },
            kind: PlaceKind::Group { aside: Aside::MustOpen },
            service: crate::SERVICE.to_owned(),
            secrecy: Secrecy::ReadableByService,
            prefix: "/",
            numbered: false,
            locale: None,
            may_post: true,
            has_followers: false,
        },
        actor: PersonAddress { platform: platform(), user: person.to_string() },
        locale: None,
        at: Timestamp(0),
        addressed: true,
        edited: false,
        what: Event::Text("hello".to_owned()),
    };
    telegram.answer(&*Arc::clone(&bot), incoming, origin, None).await;
    let mut calls = server.all_calls();
    calls.retain(|(method, _)| method != "GetMe");
    calls
}

/// The calls as method, chat, changed message and text.
fn brief(calls: &[(String, Value)]) -> Vec<(&str, i64, Option<i64>, &str)> {
    calls
        .iter()
        .map(|(method, payload)| {
            let (chat, message) = (payload["chat_id"].as_i64().unwrap_or(0), payload["message_id"].as_i64());
            (method.as_str(), chat, message, payload["text"].as_str().unwrap_or(""))
        })
        .collect()
}

#[tokio::test]
async fn in_a_group_the_first_reply_answers_the_message_in_its_topic() {
    let origin = Origin { thread: Some(5), reply_to: Some(31), ..origin(GROUP) };
    let calls = shown(to_all(&["one", "two"]), &origin, 7, |_, _| None).await;
    let plain = json!({
        "chat_id": GROUP, "text": "two", "message_thread_id": 5, "parse_mode": "HTML",
        "link_preview_options": { "is_disabled": true },
    });
    let mut first = plain.clone();
    first["text"] = json!("one");
    first["reply_parameters"] = json!({ "message_id": 31, "allow_sending_without_reply": true });
    assert_eq!(calls, [("SendMessage".to_owned(), first), ("SendMessage".to_owned(), plain)]);
}

#[tokio::test]
async fn the_pressed_message_becomes_the_first_part_and_the_rest_follows() {
    let long = "words ".repeat(1000);
    let calls = shown(to_all(&[&long, "two"]), &pressed(7, Some(31)), 7, |_, _| None).await;
    let methods: Vec<_> = brief(&calls).into_iter().map(|(method, chat, message, _)| (method, chat, message)).collect();
    assert_eq!(methods, [("EditMessageText", 7, Some(31)), ("SendMessage", 7, None), ("SendMessage", 7, None)]);
    let gone = shown(to_all(&["one"]), &pressed(7, None), 7, |_, _| None).await;
    assert_eq!(brief(&gone), [("SendMessage", 7, None, "one")]);
}

#[tokio::test]
async fn a_message_that_says_it_already_stays_and_one_that_can_not_change_is_followed_by_a_new_one() {
    let same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the \
                same as a current content and reply markup of the message";
    let origin = pressed(7, Some(31));
    let calls =
        shown(to_all(&["one"]), &origin, 7, move |method, _| (method == "EditMessageText").then_some((400, same)));
    assert_eq!(brief(&calls.await), [("EditMessageText", 7, Some(31), "one")]);
    let calls = shown(to_all(&["one"]), &origin, 7, |method, _| {
        (method == "EditMessageText").then_some((400, "Bad Request: message can't be edited"))
    });
    assert_eq!(brief(&calls.await), [("EditMessageText", 7, Some(31), "one"), ("SendMessage", 7, None, "one")]);
}

#[tokio::test]
async fn where_a_group_moved_to_its_old_numbers_mean_nothing() {
    let moved = r#"{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1009}}"#;
    let script = move |_: &str, payload: &Value| (payload["chat_id"] == GROUP).then_some((400, moved));
    let asked = Origin { reply_to: Some(31), ..origin(GROUP) };
    let calls = shown(to_all(&["one"]), &asked, 7, script).await;
    assert_eq!(brief(&calls), [("SendMessage", GROUP, None, "one"), ("SendMessage", -1009, None, "one")]);
    assert_eq!(calls[0].1["reply_parameters"]["message_id"], 31);
    assert_eq!(calls[1].1.get("reply_parameters"), None);
    let calls = shown(to_all(&["one"]), &pressed(GROUP, Some(31)), 7, script).await;
    assert_eq!(brief(&calls).last(), Some(&("SendMessage", -1009, None, "one")));
    assert!(calls.iter().all(|(method, payload)| method == "SendMessage" || payload["chat_id"] == GROUP));
}

#[tokio::test]
async fn what_is_for_one_person_never_shows_in_a_group() {
    let mine = || vec![reply("yours alone", Audience::OnlyYou), reply("for all", Audience::Room)];
    let origin = pressed(GROUP, Some(31));
    let calls = shown(mine(), &origin, 7, |_, _| None).await;
    let for_all = ("EditMessageText", GROUP, Some(31), "for all");
    assert_eq!(brief(&calls), [("SendMessage", 7, None, "yours alone"), for_all]);
    let closed = "Forbidden: bot can't initiate conversation with a user";
    let calls = shown(mine(), &origin, 7, move |method, _| (method == "SendMessage").then_some((403, closed))).await;
    assert_eq!(brief(&calls), [("SendMessage", 7, None, "yours alone"), for_all]);
    let anonymous = shown(mine(), &origin, GROUP, |_, _| None).await;
    assert_eq!(brief(&anonymous), [for_all]);
}

#[tokio::test]
async fn a_button_is_told_to_stop_waiting_also_on_the_second_try() {
    let fails = std::sync::atomic::AtomicBool::new(true);
    let server = Server::start(move |method, _| {
        let fail = method == "AnswerCallbackQuery" && fails.swap(false, std::sync::atomic::Ordering::Relaxed);
        let status = if fail { StatusCode::BAD_GATEWAY } else { StatusCode::OK };
        (status, String::new())
    })
    .await;
    server.telegram().await.acknowledge("q".to_owned(), None).await;
    let asked = json!({ "callback_query_id": "q" });
    assert_eq!(server.calls("AnswerCallbackQuery", 2).await, [asked.clone(), asked]);
}
