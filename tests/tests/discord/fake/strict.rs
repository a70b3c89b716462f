//! What Discord refuses of a message's form.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Village, call, faults, get, refused, request};

fn button(label: &str, id: &str) -> Value {
    json!({"type": 2, "style": 1, "label": label, "custom_id": id})
}

fn rows(rows: &[Vec<Value>]) -> Value {
    let rows: Vec<Value> = rows.iter().map(|row| json!({"type": 1, "components": row})).collect();
    json!({"content": "x", "components": rows})
}

#[test]
fn lengths_count_code_points() {
    let village = Village::new();
    // Each of these is two UTF-16 units.
    village.post(&json!({"content": "🌍".repeat(2_000)}));
    let long = json!({"content": "🌍".repeat(2_001)});
    assert_eq!(faults(&village.fake, Method::POST, &village.messages(), &long, "content"), ["BASE_TYPE_MAX_LENGTH"]);
}

#[test]
fn nothing_is_not_a_message() {
    let village = Village::new();
    for body in [json!({}), json!({"content": "  \n "}), json!({"content": "", "embeds": []})] {
        assert_eq!(refused(&village.fake, Method::POST, &village.messages(), &body), (400, 50_006), "{body}");
    }
}

#[test]
fn embeds_keep_their_limits() {
    let village = Village::new();
    let post = |embed: Value, place: &str| {
        faults(&village.fake, Method::POST, &village.messages(), &json!({"embeds": [embed]}), place)
    };
    assert_eq!(post(json!({"title": "x".repeat(257)}), "embeds.0.title"), ["BASE_TYPE_MAX_LENGTH"]);
    assert_eq!(post(json!({"description": "x".repeat(4_097)}), "embeds.0.description"), ["BASE_TYPE_MAX_LENGTH"]);
    assert_eq!(post(json!({}), "embeds.0.description"), ["BASE_TYPE_REQUIRED"]);
    assert_eq!(post(json!({"title": "x", "url": "javascript:1"}), "embeds.0.url"), ["URL_TYPE_INVALID_SCHEME"]);
    assert_eq!(post(json!({"fields": [{"name": "x"}]}), "embeds.0.fields.0.value"), ["BASE_TYPE_REQUIRED"]);
    let field = json!({"name": "x", "value": "y"});
    let many = json!({"fields": vec![field; 26]});
    assert_eq!(post(many, "embeds.0.fields"), ["BASE_TYPE_BAD_LENGTH"]);
    let whole = json!({"embeds": [{"description": "x".repeat(4_000)}, {"description": "x".repeat(2_001)}]});
    let codes = faults(&village.fake, Method::POST, &village.messages(), &whole, "embeds");
    assert_eq!(codes, ["MAX_EMBED_SIZE_EXCEEDED"]);
    let eleven = json!({"embeds": vec![json!({"title": "x"}); 11]});
    assert_eq!(faults(&village.fake, Method::POST, &village.messages(), &eleven, "embeds"), ["BASE_TYPE_BAD_LENGTH"]);
}

#[test]
fn rows_of_buttons_keep_their_limits() {
    let village = Village::new();
    let post =
        |list: &[Vec<Value>], place: &str| faults(&village.fake, Method::POST, &village.messages(), &rows(list), place);
    let at = "components.0.components.0";
    village.post(&rows(&[vec![button("a", "1"), button("b", "2")], vec![button("c", "3")]]));
    let six: Vec<Value> = (0..6).map(|n| button("x", &n.to_string())).collect();
    assert_eq!(post(&[six], "components.0.components"), ["BASE_TYPE_BAD_LENGTH"]);
    let tall: Vec<Vec<Value>> = (0..6).map(|n| vec![button("x", &n.to_string())]).collect();
    assert_eq!(post(&tall, "components"), ["BASE_TYPE_BAD_LENGTH"]);
    let twice = [vec![button("a", "1")], vec![button("b", "1")]];
    assert_eq!(post(&twice, "components.1.components.0.custom_id"), ["COMPONENT_CUSTOM_ID_DUPLICATED"]);
    assert_eq!(post(&[vec![button(&"x".repeat(81), "1")]], &format!("{at}.label")), ["BASE_TYPE_MAX_LENGTH"]);
    assert_eq!(post(&[vec![button("x", &"x".repeat(101))]], &format!("{at}.custom_id")), ["BASE_TYPE_BAD_LENGTH"]);
    assert_eq!(post(&[vec![button("", "1")]], at), ["BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"]);
    let without = json!({"type": 2, "style": 1, "label": "x"});
    assert_eq!(post(&[vec![without]], at), ["BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"]);
    let link = json!({"type": 2, "style": 5, "label": "x"});
    assert_eq!(post(&[vec![link]], at), ["BUTTON_COMPONENT_URL_REQUIRED"]);
    let typed = json!({"type": 4, "style": 1, "label": "x", "custom_id": "1"});
    assert_eq!(post(&[vec![typed]], &format!("{at}.type")), ["UNION_TYPE_CHOICES"]);
}

#[test]
fn menus_keep_their_limits() {
    let village = Village::new();
    let menu = |count: usize| {
        let options: Vec<Value> = (0..count).map(|n| json!({"label": "x", "value": n.to_string()})).collect();
        json!({"type": 3, "custom_id": "m", "options": options})
    };
    let post =
        |list: &[Vec<Value>], place: &str| faults(&village.fake, Method::POST, &village.messages(), &rows(list), place);
    village.post(&rows(&[vec![menu(25)]]));
    let place = "components.0.components.0.options";
    assert_eq!(post(&[vec![menu(26)]], place), ["BASE_TYPE_BAD_LENGTH"]);
    assert!(post(&[vec![menu(0)]], place).contains(&"BASE_TYPE_BAD_LENGTH".to_owned()));
    let beside = [vec![menu(2), button("a", "1")]];
    assert_eq!(post(&beside, "components.0.components"), ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"]);
    let mut same = menu(2);
    same["options"][1]["value"] = json!("0");
    let codes = post(&[vec![same]], &format!("{place}.1"));
    assert_eq!(codes, ["SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"]);
}

#[test]
fn what_nobody_knows_is_noted() {
    let village = Village::new();
    village.post(&json!({"content": "x", "colour": 1, "embeds": [{"title": "x", "colour": 1}], "flags": 64}));
    let noted = village.fake.look(|world| world.unknown_parameters());
    let route = "POST /channels/{channel}/messages";
    assert_eq!(noted, [format!("{route} colour"), format!("{route} embeds.0.colour"), format!("{route} flags")]);
}

#[test]
fn who_calls_and_how_matters() {
    let village = Village::new();
    let fake = &village.fake;
    assert_eq!(refused(fake, Method::GET, "/nowhere", &Value::Null), (404, 0));
    assert_eq!(refused(fake, Method::GET, "/channels/x", &Value::Null), (400, 50_035));
    assert_eq!(get(fake, "/users/@me").1["id"], json!(fake.bot_id().to_string()));
    let call = |agent: &str, token: &str| {
        let url = format!("{}/api/v10/users/@me", fake.api_url());
        let request = reqwest::Client::new().get(url).header("User-Agent", agent).header("Authorization", token);
        super::RUNTIME.block_on(async { request.send().await.expect("the fake answers").status().as_u16() })
    };
    let good = format!("Bot {}", fake.token());
    assert_eq!(call("DiscordBot (x, 1)", &good), 200);
    assert_eq!(call("DiscordBot (x, 1)", fake.token()), 401, "the word before the token is missing");
    assert_eq!(call("DiscordBot (x, 1)", "Bot wrong"), 401);
    assert_eq!(call("curl/8", &good), 403);
    fake.revoke_token();
    assert_eq!(call("DiscordBot (x, 1)", &good), 401);
}

#[test]
fn bodies_are_json() {
    let village = Village::new();
    let send = |body: &'static str, kind: &str| {
        let request = request(&village.fake, Method::POST, &village.messages(), &Value::Null);
        let request = request.header("Content-Type", kind).body(body);
        super::RUNTIME.block_on(async {
            let answer: Value = request.send().await.expect("an answer").json().await.expect("JSON");
            answer["code"].as_u64()
        })
    };
    assert_eq!(send("{", "application/json"), Some(50_109));
    assert_eq!(send("content=x", "application/x-www-form-urlencoded"), Some(50_035));
}

#[test]
fn allowed_mentions_are_read_strictly() {
    let village = Village::new();
    let body = json!({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}});
    let codes = faults(&village.fake, Method::POST, &village.messages(), &body, "allowed_mentions");
    assert_eq!(codes, ["MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]);
    let (status, _) = call(
        &village.fake,
        Method::POST,
        &village.messages(),
        &json!({"content": "x", "allowed_mentions": {"parse": ["nobody"]}}),
    );
    assert_eq!(status, 400);
}
