//! Tests of what is sent.

use bot_core::view::ChoiceToken;

use super::*;
use crate::render::Offer;

fn id(id: &str) -> &EventId {
    id.try_into().expect("an event's id")
}

fn body(tokens: &[&str]) -> Body {
    let offer = |token: &&str| Offer { token: ChoiceToken::parse(*token).expect("short ASCII"), typed: false };
    Body { plain: "Hello".to_owned(), html: "<p>Hello</p>".to_owned(), choices: tokens.iter().map(offer).collect() }
}

#[test]
fn a_message_has_both_bodies_and_calls_nobody() {
    let expected = json!({
        "msgtype": "m.notice",
        "body": "Hello",
        "format": "org.matrix.custom.html",
        "formatted_body": "<p>Hello</p>",
        "m.mentions": {},
        "com.beeper.linkpreviews": [],
        "org.outreach_bot.choices": ["/ask:R9", "yes"],
    });
    assert_eq!(message(Kind::Notice, &body(&["/ask:R9", "yes"]), Relation::Alone), expected);
    let text = message(Kind::Text, &body(&[]), Relation::Alone);
    assert_eq!(text["msgtype"], "m.text");
    assert!(text.get(choices::FIELD).is_none() && text.get("m.relates_to").is_none());
}

#[test]
fn answers_stand_under_what_they_answer() {
    let reply = message(Kind::Notice, &body(&[]), Relation::Reply(id("$asked")));
    assert_eq!(reply["m.relates_to"], json!({ "m.in_reply_to": { "event_id": "$asked" } }));
    let threaded = message(Kind::Notice, &body(&[]), Relation::Thread { root: id("$root"), to: id("$asked") });
    let expected = json!({
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": false,
        "m.in_reply_to": { "event_id": "$asked" },
    });
    assert_eq!(threaded["m.relates_to"], expected);
    let alone = message(Kind::Notice, &body(&[]), Relation::Thread { root: id("$root"), to: id("$root") });
    assert_eq!(alone["m.relates_to"]["is_falling_back"], true, "it stands in the thread and answers nothing");
}

#[test]
fn a_change_says_all_of_the_message_anew() {
    let changed = edit(Kind::Notice, &body(&["yes"]), id("$said"));
    let new = message(Kind::Notice, &body(&["yes"]), Relation::Alone);
    let expected = json!({
        "msgtype": "m.notice",
        "body": "* Hello",
        "m.mentions": {},
        "com.beeper.linkpreviews": [],
        "m.new_content": new,
        "m.relates_to": { "rel_type": "m.replace", "event_id": "$said" },
    });
    assert_eq!(changed, expected);
}

#[test]
fn a_reaction_names_its_message_and_sign() {
    let expected =
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$said", "key": "1\u{fe0f}\u{20e3}" } });
    assert_eq!(reaction(id("$said"), "1\u{fe0f}\u{20e3}"), expected);
}

#[test]
fn what_is_sent_is_what_the_specification_has() {
    use matrix_sdk::ruma::events::reaction::ReactionEventContent;
    use matrix_sdk::ruma::events::room::message::{MessageType, Relation as Related, RoomMessageEventContent};

    let read =
        |content: Value| serde_json::from_value::<RoomMessageEventContent>(content).expect("a message's content");
    let threaded = read(message(Kind::Notice, &body(&[]), Relation::Thread { root: id("$root"), to: id("$asked") }));
    assert!(matches!(threaded.msgtype, MessageType::Notice(_)));
    assert!(
        matches!(threaded.relates_to, Some(Related::Thread(thread)) if thread.event_id == "$root" && !thread.is_falling_back)
    );
    let mentions = threaded.mentions.expect("mentions, of nobody");
    assert!(mentions.user_ids.is_empty() && !mentions.room);
    let changed = read(edit(Kind::Text, &body(&[]), id("$said")));
    assert!(matches!(changed.relates_to, Some(Related::Replacement(change)) if change.event_id == "$said"));
    let reacted: ReactionEventContent =
        serde_json::from_value(reaction(id("$said"), "1\u{fe0f}\u{20e3}")).expect("a reaction's content");
    assert_eq!(reacted.relates_to.key, "1\u{fe0f}\u{20e3}");
}
