//! News and corrections, against a server that refuses in every way.

#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicI32, Ordering};

use axum::http::StatusCode;
use bot_core::ids::DeliveryId;
use bot_core::platform::DeliveryFault::{Gone, Later, Moved, Refused};
use bot_core::subscription::Reach;
use serde_json::{Value, json};

use super::*;
use crate::stand_in::{Server, refused};

const KEY: DeliveryKey = DeliveryKey { id: DeliveryId(1), since: None };
const LOUD: Manner = Manner { sound: Sound::Audible, reach: Reach::Room };

fn room(chat: i64, thread: Option<&str>) -> RoomAddress {
    RoomAddress { platform: crate::platform(), room: chat.to_string(), thread: thread.map(str::to_owned) }
}

fn fine() -> (StatusCode, String) {
    (StatusCode::OK, String::new())
}

fn bad(description: &str) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, refused(400, &format!("Bad Request: {description}")))
}

/// Longer than one message, in several paragraphs.
fn long() -> View {
    (0..3).fold(View::default(), |view, n| view.paragraph(format!("{n} {}", "word ".repeat(700))))
}

#[tokio::test]
async fn news_goes_to_its_topic_silently_and_without_a_preview() {
    let server = Server::start(|_, _| fine()).await;
    let telegram = server.telegram().await;
    let posted = telegram.deliver(&room(-5, Some("17")), &View::text("news"), Manner::default(), KEY).await;
    assert_eq!(posted, Ok(Posted(vec!["-5:1:en".to_owned()])));
    telegram.deliver(&room(-5, None), &View::text("news"), LOUD, KEY).await.unwrap();
    let sent = server.calls("SendMessage", 2).await;
    assert_eq!((&sent[0]["chat_id"], &sent[0]["message_thread_id"]), (&json!(-5), &json!(17)));
    assert_eq!((&sent[0]["disable_notification"], &sent[1]["disable_notification"]), (&json!(true), &json!(false)));
    assert_eq!(sent[0]["link_preview_options"]["is_disabled"], true);
    assert_eq!(sent[1].get("message_thread_id"), None);
}

#[tokio::test]
async fn refusals_end_what_they_should_and_nothing_more() {
    let moved = json!({
        "ok": false, "error_code": 400, "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": { "migrate_to_chat_id": -1007 },
    });
    let flood = json!({
        "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 7",
        "parameters": { "retry_after": 7 },
    });
    let forbidden = |text: &str| (StatusCode::FORBIDDEN, refused(403, &format!("Forbidden: {text}")));
    let new = Moved(room(-1007, Some("3")));
    let cases = [
        (forbidden("bot was blocked by the user"), Err(Gone)),
        (forbidden("bot was kicked from the supergroup chat"), Err(Gone)),
        (forbidden("bot is not a member of the channel chat"), Err(Gone)),
        (forbidden("words that nobody knows yet"), Err(Gone)),
        (bad("chat not found"), Err(Gone)),
        (bad("PEER_ID_INVALID"), Err(Gone)),
        (bad("not enough rights to send text messages to the chat"), Err(Gone)),
        (bad("need administrator rights in the channel chat"), Err(Gone)),
        (bad("message thread not found"), Err(Gone)),
        (bad("TOPIC_CLOSED"), Err(Gone)),
        (bad("CHAT_WRITE_FORBIDDEN"), Err(Gone)),
        (bad("private chat not found"), Err(Gone)),
        (bad("have no write access to the chat"), Err(Gone)),
        (bad("USER_BANNED_IN_CHANNEL"), Err(Gone)),
        ((StatusCode::BAD_REQUEST, moved.to_string()), Err(new)),
        ((StatusCode::TOO_MANY_REQUESTS, flood.to_string()), Err(Later { after: Some(7_000) })),
        ((StatusCode::BAD_GATEWAY, "<html>".to_owned()), Err(Later { after: None })),
        ((StatusCode::UNAUTHORIZED, refused(401, "Unauthorized")), Err(Later { after: None })),
        (bad("can't parse entities: unexpected end tag"), Err(Refused)),
        (bad("message is too long"), Err(Refused)),
        ((StatusCode::OK, r#"{"ok":true,"result":{"new":"shape"}}"#.to_owned()), Ok(Posted(vec![]))),
    ];
    let answers: Vec<_> = cases.iter().map(|(answer, _)| answer.clone()).collect();
    let server = Server::start(move |method, payload| match method {
        "SendMessage" => answers[usize::try_from(-payload["chat_id"].as_i64().unwrap() - 1).unwrap()].clone(),
        _ => fine(),
    })
    .await;
    let telegram = server.telegram().await;
    for (n, (answer, expected)) in cases.into_iter().enumerate() {
        let room = room(-1 - i64::try_from(n).unwrap(), Some("3"));
        let ended = telegram.deliver(&room, &View::text("news"), Manner::default(), KEY).await;
        assert_eq!(ended, expected, "{answer:?}");
    }
}

#[tokio::test]
async fn a_chat_told_to_wait_is_not_asked_again_before() {
    let flood = r#"{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":30}}"#;
    let server = Server::start(move |method, _| match method {
        "SendMessage" => (StatusCode::TOO_MANY_REQUESTS, flood.to_owned()),
        _ => fine(),
    })
    .await;
    let telegram = server.telegram().await;
    for _ in 0..3 {
        let ended = telegram.deliver(&room(-1, None), &View::text("news"), Manner::default(), KEY).await;
        assert!(matches!(ended, Err(Later { after: Some(29_000..=30_000) })), "{ended:?}");
    }
    assert_eq!(server.calls("SendMessage", 1).await.len(), 1);
}

#[tokio::test]
async fn a_long_message_is_posted_as_a_whole_or_not_at_all() {
    let number = AtomicI32::new(0);
    let server = Server::start(move |method, payload| {
        let n = number.fetch_add(i32::from(method == "SendMessage"), Ordering::Relaxed) + 1;
        match method {
            "SendMessage" if payload["chat_id"] == -2 && n > 2 => bad("message text is empty"),
            "SendMessage" => (StatusCode::OK, json!({ "ok": true, "result": { "message_id": n } }).to_string()),
            _ => fine(),
        }
    })
    .await;
    let telegram = server.telegram().await;
    let broken = telegram.deliver(&room(-2, None), &long(), Manner::default(), KEY).await;
    assert_eq!(broken, Err(Refused));
    let deleted = server.calls("DeleteMessage", 2).await;
    assert_eq!(deleted, [1, 2].map(|n| json!({ "chat_id": -2, "message_id": n })));
    let posted = telegram.deliver(&room(-3, None), &long(), Manner::default(), KEY).await;
    assert_eq!(posted, Ok(Posted(vec!["-3:4:en".to_owned(), "-3:5:en".to_owned(), "-3:6:en".to_owned()])));
}

fn posted(names: &[&str]) -> Posted {
    Posted(names.iter().map(|name| (*name).to_owned()).collect())
}

/// What every message with an even number is refused with, when it is changed or deleted.
async fn correcting(refusal: &'static str) -> (std::sync::Arc<Server>, std::sync::Arc<Telegram>) {
    let server = Server::start(move |_, payload: &Value| match payload["message_id"].as_i64() {
        Some(number) if number % 2 == 0 => bad(refusal),
        _ => fine(),
    })
    .await;
    let telegram = server.telegram().await;
    (server, telegram)
}

#[tokio::test]
async fn a_correction_edits_and_deletes_what_is_left_over() {
    let (server, telegram) = correcting("unused").await;
    let kept = telegram.correct(&room(-1, None), &posted(&["-1:1:fr", "-1:3:fr"]), Some(&View::text("less"))).await;
    assert_eq!(kept, Ok(posted(&["-1:1:en"])));
    let edited = &server.calls("EditMessageText", 1).await[0];
    assert_eq!((&edited["text"], &edited["message_id"]), (&json!("less"), &json!(1)));
    assert_eq!(edited["link_preview_options"]["is_disabled"], true);
    assert_eq!(server.calls("DeleteMessage", 1).await, [json!({ "chat_id": -1, "message_id": 3 })]);
    assert_eq!(telegram.correct(&room(-1, None), &posted(&["-1:5:en"]), None).await, Ok(posted(&[])));
    assert_eq!(server.calls("DeleteMessage", 2).await[1]["message_id"], 5);
}

#[tokio::test]
async fn what_is_right_or_gone_already_needs_no_correction() {
    let (_, telegram) = correcting(
        "message is not modified: specified new message content and reply markup are exactly the same as a current \
         content and reply markup of the message",
    )
    .await;
    let view = View::text("the same");
    let same = telegram.correct(&room(-1, None), &posted(&["-1:2:en"]), Some(&view)).await;
    assert_eq!(same, Ok(posted(&["-1:2:en"])));
    for gone in ["message to edit not found", "message to delete not found", "MESSAGE_ID_INVALID"] {
        let (server, telegram) = correcting(gone).await;
        for view in [Some(&view), None] {
            assert_eq!(telegram.correct(&room(-1, None), &posted(&["-1:2:en"]), view).await, Ok(posted(&[])), "{gone}");
        }
        assert!(server.all_calls().iter().all(|(method, _)| method != "SendMessage"));
    }
}

#[tokio::test]
async fn what_cannot_be_deleted_any_more_loses_its_words() {
    let server = Server::start(|method, _| match method {
        "DeleteMessage" => bad("message can't be deleted for everyone"),
        _ => fine(),
    })
    .await;
    let telegram = server.telegram().await;
    assert_eq!(telegram.correct(&room(-1, None), &posted(&["-1:8:fr"]), None).await, Ok(posted(&[])));
    let edited = &server.calls("EditMessageText", 1).await[0];
    assert_eq!((&edited["text"], &edited["message_id"]), (&json!("Ce message a été retiré."), &json!(8)));
}

#[tokio::test]
async fn what_was_posted_before_a_move_is_changed_where_it_stands() {
    let moved = r#"{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1007}}"#;
    let server = Server::start(move |method, _| match method {
        "DeleteMessage" => (StatusCode::BAD_REQUEST, moved.to_owned()),
        _ => fine(),
    })
    .await;
    let telegram = server.telegram().await;
    // Also before the bot hears of the move.
    for room in [room(-1007, None), room(-7, None)] {
        let less = telegram.correct(&room, &posted(&["-7:1:en"]), Some(&View::text("less"))).await;
        assert_eq!(less, Ok(posted(&["-7:1:en"])));
        assert_eq!(telegram.correct(&room, &posted(&["-7:1:en"]), None).await, Ok(posted(&[])));
    }
    let edited = server.calls("EditMessageText", 4).await;
    let withdrawn = "This message was withdrawn.";
    assert_eq!([0, 1, 2, 3].map(|n| &edited[n]["text"]), ["less", withdrawn, "less", withdrawn]);
    assert!(server.all_calls().iter().all(|(method, call)| method == "GetMe" || call["chat_id"] == -7));
}

#[tokio::test]
async fn an_old_chat_that_cannot_be_changed_says_nothing_about_the_room() {
    for refusal in ["message can't be edited", "chat not found", "CHAT_WRITE_FORBIDDEN"] {
        let server = Server::start(move |_, payload| match payload["chat_id"].as_i64() {
            Some(-7) => bad(refusal),
            _ => fine(),
        })
        .await;
        let telegram = server.telegram().await;
        for view in [Some(&View::text("less")), None] {
            let ended = telegram.correct(&room(-1007, None), &posted(&["-7:1:en"]), view).await;
            assert_eq!(ended, Ok(posted(&[])), "{refusal}");
        }
    }
}

#[tokio::test]
async fn admins_administer() {
    let server = Server::start(|method, payload| match (method, payload["user_id"].as_i64()) {
        ("GetChatMember", Some(user)) => {
            let status = ["creator", "administrator", "member", "restricted", "left", "kicked", "new"];
            match status.get(usize::try_from(user).unwrap()) {
                Some(status) => {
                    (StatusCode::OK, json!({ "ok": true, "result": { "status": status, "user": {} } }).to_string())
                }
                None if user == 90 => (StatusCode::BAD_GATEWAY, String::new()),
                None => bad(["PARTICIPANT_ID_INVALID", "CHAT_ADMIN_REQUIRED"][usize::from(user > 8)]),
            }
        }
        // Where members are hidden, the admins are still told.
        ("GetChatAdministrators", _) => {
            let admins = [8, 9].map(|id| json!({ "status": "administrator", "user": { "id": id } }));
            (StatusCode::OK, json!({ "ok": true, "result": admins }).to_string())
        }
        _ => fine(),
    })
    .await;
    let telegram = server.telegram().await;
    let person = |user: i64| PersonAddress { platform: crate::platform(), user: user.to_string() };
    let group = room(-5, None);
    for user in 0..10 {
        let expected = matches!(user, 0 | 1 | 8 | 9);
        assert_eq!(telegram.may_administer(&group, &person(user)).await, Ok(expected), "{user}");
    }
    assert_eq!(telegram.may_administer(&group, &person(90)).await, Err(Later { after: None }));
    let asked = server.calls("GetChatMember", 9).await.len();
    assert_eq!(telegram.may_administer(&group, &person(-5)).await, Ok(true), "an anonymous admin");
    assert_eq!(telegram.may_administer(&group, &person(-6)).await, Ok(false), "another channel");
    assert_eq!(telegram.may_administer(&room(8, None), &person(8)).await, Ok(true), "one's own private chat");
    assert_eq!(server.calls("GetChatMember", 9).await.len(), asked);
}
