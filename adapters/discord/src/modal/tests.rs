use bot_core::view::{Choice, Destination};
use serde_json::json;
use serenity::all::UserId;

use super::*;
use crate::components::picked;

fn form(inputs: Vec<Input>) -> Form {
    let token = ChoiceToken::parse("form").expect("short ASCII");
    let open = Choice {
        token,
        label: "Fill in a form".to_owned(),
        say: "form".to_owned(),
        destination: Destination::Here,
        typed: false,
    };
    Form { open, title: "Pledge: a title that is much longer than what Discord shows".to_owned(), inputs }
}

fn asked(field: Field, value: Option<&str>, optional: bool) -> Input {
    Input { field, label: "Your name\nor the body's".to_owned(), value: value.map(str::to_owned), optional }
}

#[test]
fn a_form_is_a_window_with_what_was_typed_before() {
    let form = form(vec![asked(Field::Name, Some("Ana"), false), asked(Field::Letter, None, true)]);
    let opened = serde_json::to_value(open(&form, Owner::Person(UserId::new(7)))).expect("a payload is JSON");
    assert_eq!(opened["type"], 9);
    assert_eq!(opened["data"]["title"], "Pledge: a title that is much longer than wha…");
    let input = |n: usize| opened["data"]["components"][n]["components"][0].clone();
    let name = json!({
        "type": 4, "custom_id": "name", "style": 1, "label": "Your name or the body's", "required": true, "value": "Ana",
    });
    assert_eq!(input(0), name);
    assert_eq!((&input(1)["style"], &input(1)["required"], input(1).get("value")), (&json!(2), &json!(false), None));
}

#[test]
fn a_form_with_other_answers_filled_in_is_another_one() {
    let id = |value| {
        let form = form(vec![asked(Field::Name, value, false)]);
        let opened = serde_json::to_value(open(&form, Owner::Person(UserId::new(7)))).expect("a payload is JSON");
        opened["data"]["custom_id"].as_str().map(str::to_owned).expect("an id")
    };
    assert_eq!(id(Some("Ana")), id(Some("Ana")), "what was typed before an accidental close is still there");
    assert_ne!(id(Some("Ana")), id(Some("Asha")));
    assert_ne!(id(None), id(Some("")));
    let (owner, _) = picked(&id(None), &[]).expect("it says whose it is");
    assert!(owner == Owner::Person(UserId::new(7)) && id(None).len() <= 100);
}

#[test]
fn no_form_is_more_than_discord_shows() {
    let long = "x".repeat(4_001);
    let form = form(vec![asked(Field::Name, Some(&long), false); 9]);
    let opened = serde_json::to_value(open(&form, Owner::Nobody)).expect("a payload is JSON");
    let rows = opened["data"]["components"].as_array().expect("rows");
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0]["components"][0].get("value"), None, "never half an answer");
}

#[test]
fn answers_come_back_in_rows_and_in_labels() {
    let sent = |components: serde_json::Value| {
        let form: wire::Form =
            wire::read(&json!({ "custom_id": "7.form", "components": components }).to_string()).expect("a form");
        answers(&form)
    };
    let expected = [(Field::Name, "Ana".to_owned()), (Field::Country, String::new())];
    let input = |name: &str, value: &str| json!({ "type": 4, "id": 2, "custom_id": name, "value": value });
    let rows = json!([
        { "type": 1, "components": [input("name", "Ana")] },
        { "type": 1, "components": [input("country", "")] },
        { "type": 1, "components": [input("colour", "red")] },
    ]);
    assert_eq!(sent(rows), expected);
    let labels = json!([
        { "type": 10, "content": "words" },
        { "type": 18, "component": input("name", "Ana") },
        { "type": 18, "component": input("country", "") },
    ]);
    assert_eq!(sent(labels), expected);
}

#[test]
fn every_field_is_found_by_its_name() {
    for known in FIELDS {
        assert_eq!(field(name(known)), Some(known));
    }
}
