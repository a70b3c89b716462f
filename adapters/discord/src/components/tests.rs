use bot_core::view::Destination;
use serde_json::{Value, json};

use super::*;

fn choice(token: &str, label: &str) -> Choice {
    let token = ChoiceToken::parse(token).expect("short ASCII");
    Choice { token, label: label.to_owned(), say: "typed".to_owned(), destination: Destination::Here, typed: false }
}

fn shown(choices: &[Choice], form: Option<&Form>) -> Value {
    serde_json::to_value(rows(choices, form, Owner::Person(UserId::new(7)))).expect("a payload is JSON")
}

fn all(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn labels(rows: &Value) -> Vec<Vec<&str>> {
    let buttons = all(rows).iter().map(|row| all(&row["components"]).iter());
    buttons.map(|buttons| buttons.filter_map(|button| button["label"].as_str()).collect()).collect()
}

#[test]
fn what_is_picked_says_whose_it_was() {
    let token = |text| ChoiceToken::parse(text).expect("short ASCII");
    let person = Owner::Person(UserId::new(7));
    assert_eq!(custom_id(person, &token("p.17.kind.group")), "7.p.17.kind.group");
    assert_eq!(picked("7.p.17.kind.group", &[]), Some((person, token("p.17.kind.group"))));
    assert_eq!(picked("0./pledge", &[]), Some((Owner::Nobody, token("/pledge"))));
    assert_eq!(picked("7.0", &["/ask:R8".to_owned()]), Some((person, token("/ask:R8"))));
    let longest = custom_id(Owner::Person(UserId::new(u64::MAX - 1)), &token(&"x".repeat(ChoiceToken::MAX_BYTES)));
    assert!(longest.len() <= 100 && picked(&longest, &[]).is_some());
    for other in ["", "7", "7.", ".x", "x.y", "-7.x", "7.é", "18446744073709551615.x", "99999999999999999999.x"] {
        assert_eq!(picked(other, &[]), None, "{other}");
    }
}

#[test]
fn short_choices_stand_side_by_side() {
    let choices = ["Next: 9", "Previous: 7", "Related: 3", &"A long way to say it".repeat(2), "Pledge", "About"]
        .map(|l| choice(l.trim_end().replace(' ', "_").as_str(), l));
    let rows = shown(&choices, None);
    let labels = labels(&rows);
    assert_eq!(
        labels,
        [
            vec!["Next: 9", "Previous: 7", "Related: 3"],
            vec![&*"A long way to say it".repeat(2)],
            vec!["Pledge", "About"]
        ]
    );
}

#[test]
fn the_form_comes_first_and_nothing_twice() {
    let form = Form { open: choice("form", "Fill in a form"), title: "Pledge".to_owned(), inputs: Vec::new() };
    let rows = shown(&[choice("back", "Back"), choice("back", "Back again"), choice("form", "Form")], Some(&form));
    assert_eq!(labels(&rows), [["Fill in a form", "Back"]]);
    assert_eq!(rows[0]["components"][0]["style"], 1, "the short way stands out");
    assert_eq!(rows[0]["components"][1]["style"], 2);
}

#[test]
fn many_choices_fill_their_rows_and_more_become_a_select() {
    let choices = |count| {
        (0..count).map(|n| choice(&format!("t{n}"), &format!("A choice of some length, {n}"))).collect::<Vec<_>>()
    };
    let full = shown(&choices(25), None);
    assert_eq!(labels(&full).iter().map(Vec::len).collect::<Vec<_>>(), [5; 5]);
    let rows = shown(&choices(30), None);
    let select = &rows[0]["components"][0];
    assert_eq!((&select["type"], &select["custom_id"]), (&json!(3), &json!("7.0")));
    assert_eq!(select["options"].as_array().map(Vec::len), Some(25));
    assert_eq!(
        rows[1]["components"][0]["options"][4],
        json!({ "label": "A choice of some length, 29", "value": "t29" })
    );
}
