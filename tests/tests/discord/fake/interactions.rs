//! Interactions: deadlines, acknowledgements, what is shown to one person alone, forms and suggestions.

use std::time::Duration;

use outreach_tests::discord::{Acknowledgement, InteractionId};
use reqwest::Method;
use serde_json::{Value, json};

use super::commands::register;
use super::{Village, call, faults, refused};

impl Village {
    fn ask(&self) -> InteractionId {
        if self.fake.look(|world| world.commands(None).is_empty()) {
            let option = json!({"type": 4, "name": "number", "description": "Which", "autocomplete": true});
            register(self, &json!([{"name": "rec", "description": "One", "options": [option]}]));
        }
        self.fake.slash(self.asha, self.square, "rec", &[("number", json!(8))])
    }

    fn callback(&self, id: InteractionId) -> String {
        format!("/interactions/{}/{}/callback", id.0, self.fake.look(|world| world.interaction(id).token().to_owned()))
    }

    fn hook(&self, id: InteractionId, rest: &str) -> String {
        let token = self.fake.look(|world| world.interaction(id).token().to_owned());
        format!("/webhooks/{}/{token}{rest}", self.fake.application())
    }

    fn acknowledge(&self, id: InteractionId, body: &Value) {
        let (status, answer) = call(&self.fake, Method::POST, &self.callback(id), body);
        assert_eq!(status, 204, "{body}: {answer}");
    }
}

fn with_button() -> Value {
    let button = json!({"type": 2, "style": 1, "label": "Next", "custom_id": "next"});
    json!({"content": "x", "components": [{"type": 1, "components": [button]}]})
}

#[test]
fn after_three_seconds_nobody_waits() {
    let village = Village::new();
    let answer = json!({"type": 4, "data": {"content": "x"}});
    let late = village.ask();
    village.fake.pass(Duration::from_millis(3_001));
    assert_eq!(refused(&village.fake, Method::POST, &village.callback(late), &answer), (404, 10_062));
    assert_eq!(village.fake.look(|world| world.unacknowledged()), [late]);
    let asked = village.ask();
    village.fake.pass(Duration::from_millis(2_999));
    village.acknowledge(asked, &answer);
    assert_eq!(village.fake.look(|world| world.interaction(asked).took_ms), Some(2_999));
    assert_eq!(refused(&village.fake, Method::POST, &village.callback(asked), &answer), (400, 40_060));
    assert_eq!(village.fake.look(|world| world.answer(asked)).map(|m| m.content), Some("x".to_owned()));
}

#[test]
fn a_promise_is_kept_within_fifteen_minutes() {
    let village = Village::new();
    let asked = village.ask();
    let original = village.hook(asked, "/messages/@original");
    let body = json!({"content": "x"});
    assert_eq!(refused(&village.fake, Method::PATCH, &original, &body), (404, 10_015), "nothing was promised yet");
    village.acknowledge(asked, &json!({"type": 5, "data": {"flags": 64}}));
    assert_eq!(village.fake.look(|world| (world.thinking(), world.answer(asked).is_none())), (1, true));
    let (status, told) = call(&village.fake, Method::PATCH, &original, &body);
    assert_eq!((status, &told["flags"]), (200, &json!(64)), "what was promised to one stays with one");
    let further = call(&village.fake, Method::POST, &village.hook(asked, ""), &json!({"content": "y"})).1;
    let further = village.hook(asked, &format!("/messages/{}", further["id"].as_str().expect("an id")));
    assert_eq!(call(&village.fake, Method::PATCH, &further, &json!({"content": "z"})).0, 200);
    let answers = village.fake.look(|world| world.answers(asked));
    assert_eq!(answers.iter().map(|m| m.content.as_str()).collect::<Vec<_>>(), ["x", "z"]);
    assert_eq!(answers[0].only_for, Some(village.asha));
    village.fake.pass(Duration::from_secs(901));
    assert_eq!(refused(&village.fake, Method::PATCH, &original, &body), (401, 50_027));
}

#[test]
fn the_first_further_message_keeps_the_promise() {
    let village = Village::new();
    let asked = village.ask();
    village.acknowledge(asked, &json!({"type": 5}));
    call(&village.fake, Method::POST, &village.hook(asked, ""), &json!({"content": "x"}));
    assert_eq!(village.fake.look(|world| (world.thinking(), world.answers(asked).len())), (0, 1));
}

#[test]
fn what_one_person_sees_is_seen_by_nobody_else() {
    let village = Village::new();
    let asked = village.ask();
    village.acknowledge(asked, &json!({"type": 4, "data": {"content": "alone", "flags": 64}}));
    let bela = village.fake.person("Bela", "hu");
    let (id, theirs, others) = village.fake.look(|world| {
        let id = world.answer(asked).expect("an answer").id;
        (id, world.seen(village.asha, village.square).len(), world.seen(bela, village.square).len())
    });
    assert_eq!((theirs, others), (1, 0));
    let path = format!("{}/{}", village.messages(), id.0);
    assert_eq!(refused(&village.fake, Method::GET, &path, &Value::Null), (404, 10_008));
    assert_eq!(refused(&village.fake, Method::PATCH, &path, &json!({"content": "x"})), (404, 10_008));
    let original = village.hook(asked, "/messages/@original");
    let (_, told) = call(&village.fake, Method::PATCH, &original, &json!({"content": "y", "flags": 0}));
    assert_eq!(told["flags"], json!(64), "a change makes nothing public");
    assert_eq!(call(&village.fake, Method::DELETE, &original, &Value::Null).0, 204);
    assert_eq!(refused(&village.fake, Method::PATCH, &original, &json!({"content": "x"})), (404, 10_008));
}

#[test]
fn each_kind_has_its_answers() {
    let village = Village::new();
    let choices =
        |id, kind: u64| faults(&village.fake, Method::POST, &village.callback(id), &json!({"type": kind}), "type");
    let command = village.ask();
    for kind in [6, 7, 8] {
        assert_eq!(choices(command, kind), ["BASE_TYPE_CHOICES"], "{kind}");
    }
    village.acknowledge(command, &json!({"type": 4, "data": with_button()}));
    let message = village.fake.look(|world| world.answer(command)).expect("an answer");
    let pressed = village.fake.press(village.asha, message.id, "Next");
    assert_eq!(choices(pressed, 8), ["BASE_TYPE_CHOICES"]);
    village.acknowledge(pressed, &json!({"type": 7, "data": {"content": "changed", "components": []}}));
    let changed = village.fake.look(|world| world.answer(pressed)).expect("the same message");
    assert_eq!((changed.id, changed.content.as_str(), changed.rows.len()), (message.id, "changed", 0));
    let typed = village.fake.autocomplete(village.asha, village.square, "rec", &[("number", json!("8"))]);
    assert_eq!(choices(typed, 4), ["BASE_TYPE_CHOICES"]);
}

#[test]
fn suggestions_are_few_and_short() {
    let village = Village::new();
    village.ask();
    let typed = village.fake.autocomplete(village.asha, village.square, "rec", &[("number", json!("8"))]);
    let suggest = |count: usize, name: &str| {
        let list: Vec<Value> = (0..count).map(|n| json!({"name": name, "value": n})).collect();
        json!({"type": 8, "data": {"choices": list}})
    };
    let path = village.callback(typed);
    let codes = faults(&village.fake, Method::POST, &path, &suggest(26, "x"), "data.choices");
    assert_eq!(codes, ["BASE_TYPE_BAD_LENGTH"]);
    let long = suggest(1, &"x".repeat(101));
    let codes = faults(&village.fake, Method::POST, &path, &long, "data.choices.0.name");
    assert_eq!(codes, ["BASE_TYPE_BAD_LENGTH"]);
    village.acknowledge(typed, &suggest(25, "x"));
    assert_eq!(village.fake.look(|world| world.choices(typed)).map(|c| c.len()), Some(25));
    assert_eq!(refused(&village.fake, Method::POST, &village.hook(typed, ""), &json!({"content": "x"})), (404, 10_015));
}

fn form(count: usize) -> Value {
    let rows: Vec<Value> = (0..count)
        .map(|n| {
            let input = json!({"type": 4, "style": 1, "custom_id": n.to_string(), "label": format!("Field {n}"),
                "max_length": 5, "required": n == 0});
            json!({"type": 1, "components": [input]})
        })
        .collect();
    json!({"type": 9, "data": {"custom_id": "form", "title": "Fill in", "components": rows}})
}

#[test]
fn a_form_opens_from_a_command_or_a_button_only() {
    let village = Village::new();
    let asked = village.ask();
    let path = village.callback(asked);
    let codes = faults(&village.fake, Method::POST, &path, &form(6), "data.components");
    assert_eq!(codes, ["BASE_TYPE_BAD_LENGTH"]);
    let mut long = form(1);
    long["data"]["title"] = json!("x".repeat(46));
    assert_eq!(faults(&village.fake, Method::POST, &path, &long, "data.title"), ["BASE_TYPE_BAD_LENGTH"]);
    village.acknowledge(asked, &form(5));
    let modal = village.fake.look(|world| world.modal(asked)).expect("a form");
    assert_eq!((modal.inputs.len(), modal.inputs[0].label.as_str()), (5, "Field 0"));
    let sent = village.fake.submit(village.asha, asked, &[("Field 0", "Asha")]);
    let path = village.callback(sent);
    assert_eq!(faults(&village.fake, Method::POST, &path, &form(1), "type"), ["BASE_TYPE_CHOICES"]);
    assert_eq!(faults(&village.fake, Method::POST, &path, &json!({"type": 7}), "type"), ["BASE_TYPE_CHOICES"]);
    village.acknowledge(sent, &json!({"type": 4, "data": {"content": "thanks", "flags": 64}}));
}

#[test]
fn a_form_from_a_button_changes_its_message() {
    let village = Village::new();
    let asked = village.ask();
    village.acknowledge(asked, &json!({"type": 4, "data": with_button()}));
    let message = village.fake.look(|world| world.answer(asked)).expect("an answer");
    let pressed = village.fake.press(village.asha, message.id, "Next");
    village.acknowledge(pressed, &form(1));
    let sent = village.fake.submit(village.asha, pressed, &[("0", "Asha")]);
    village.acknowledge(sent, &json!({"type": 6}));
    assert_eq!(village.fake.look(|world| world.interaction(sent).answer), Some(Acknowledgement::Later));
    let original = village.hook(sent, "/messages/@original");
    assert_eq!(call(&village.fake, Method::PATCH, &original, &json!({"content": "done"})).0, 200);
    assert_eq!(
        village.fake.look(|world| world.message(message.id).map(|m| m.content.clone())),
        Some("done".to_owned())
    );
}

#[test]
#[should_panic(expected = "doesn't send")]
fn the_app_keeps_a_forms_lengths() {
    let village = Village::new();
    let asked = village.ask();
    village.acknowledge(asked, &form(1));
    village.fake.submit(village.asha, asked, &[("0", "too long")]);
}

#[test]
fn a_wrong_token_is_nobodys() {
    let village = Village::new();
    let asked = village.ask();
    let path = format!("/interactions/{}/wrong/callback", asked.0);
    assert_eq!(refused(&village.fake, Method::POST, &path, &json!({"type": 5})), (404, 10_062));
    let path = format!("/webhooks/{}/wrong", village.fake.application());
    assert_eq!(refused(&village.fake, Method::POST, &path, &json!({"content": "x"})), (401, 50_027));
    village.acknowledge(asked, &json!({"type": 5}));
    let path = village.hook(asked, "").replacen(&village.fake.application().to_string(), "12", 1);
    assert_eq!(refused(&village.fake, Method::POST, &path, &json!({"content": "x"})), (404, 10_015));
}
