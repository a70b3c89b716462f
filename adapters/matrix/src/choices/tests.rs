//! Tests of choices as signs.

use serde_json::json;

use super::*;

const BOT: &str = "@outreach:example.org";

fn tokens(event: Value) -> Vec<String> {
    let event = Raw::from_json(serde_json::value::to_raw_value(&event).expect("JSON"));
    let tokens = tokens_of(&event, BOT.try_into().expect("an id"));
    tokens.into_iter().map(|token| token.as_str().to_owned()).collect()
}

fn message(sender: &str, choices: Value) -> Value {
    json!({ "type": "m.room.message", "event_id": "$ours", "sender": sender, "content": { FIELD: choices } })
}

#[test]
fn the_first_ten_numbers_have_signs() {
    for number in 1..=10 {
        let key = key_of(number).expect("a sign");
        assert_eq!(number_of(key), Some(number));
        assert_eq!(number_of(&key.replace('\u{fe0f}', "")), Some(number), "without the selector");
    }
    assert_eq!(number_of("\u{1f51f}\u{fe0f}"), Some(10), "with a selector that it doesn't need");
    assert_eq!((key_of(0), key_of(11)), (None, None));
    for other in ["", "1", "0\u{fe0f}\u{20e3}", "#\u{fe0f}\u{20e3}", "11", "1\u{fe0f}\u{20e3} ", "👍", "\u{fe0f}"] {
        assert_eq!(number_of(other), None, "{other:?}");
    }
}

#[test]
fn numbers_are_typed_in_some_ways() {
    for (words, number) in
        [("2", 2), (" 2 ", 2), ("2)", 2), ("2.", 2), ("12", 12), ("2\u{fe0f}\u{20e3}", 2), ("\u{1f51f}", 10)]
    {
        assert_eq!(typed(words), Some(number), "{words:?}");
    }
    for words in ["", "0", "-1", "+1", "two", "2 apples", "1234", "99999999999999999999", ")", "2))", "٢"] {
        assert_eq!(typed(words), None, "{words:?}");
    }
}

#[test]
fn only_the_bot_s_own_messages_have_choices() {
    assert_eq!(tokens(message(BOT, json!(["/ask:R9", "yes"]))), ["/ask:R9", "yes"]);
    assert!(tokens(message("@eve:example.org", json!(["/ask:R9"]))).is_empty());
    assert!(tokens(json!({ "content": { FIELD: ["yes"] } })).is_empty());
    assert!(tokens(json!({ "sender": BOT, "content": {} })).is_empty());
    assert!(tokens(message(BOT, json!("yes"))).is_empty());
}

#[test]
fn numbers_never_move() {
    assert_eq!(tokens(message(BOT, json!(["yes", 7, "no"]))), ["yes"]);
    assert_eq!(tokens(message(BOT, json!(["yes", "not a token", "no"]))), ["yes"]);
    assert_eq!(tokens(message(BOT, json!(vec!["yes"; 10_000]))).len(), MOST);
}

#[test]
fn a_changed_message_has_its_newest_choices() {
    let with = |sender: &str, new: Value| {
        let mut event = message(BOT, json!(["old"]));
        event["unsigned"] =
            json!({ "m.relations": { "m.replace": { "sender": sender, "content": { "m.new_content": new } } } });
        tokens(event)
    };
    assert_eq!(with(BOT, json!({ FIELD: ["new"] })), ["new"]);
    assert!(with(BOT, json!({ "body": "no choices any more" })).is_empty());
    assert_eq!(with("@eve:example.org", json!({ FIELD: ["forged"] })), ["old"]);
}
