//! The fake Bot API keeps to what the real one does.

use std::sync::LazyLock;
use std::time::Duration;

use outreach_tests::telegram::{Conduct, Fake};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a test may make a runtime"));

/// A call as a bot makes it; gives the status and the body.
fn call(fake: &Fake, method: &str, parameters: &Value) -> (u16, Value) {
    let url = format!("{}/bot{}/{method}", fake.url(), fake.token());
    let request = reqwest::Client::new().post(url).json(parameters).timeout(Duration::from_secs(20));
    RUNTIME.block_on(async {
        let response = request.send().await.expect("the fake answers");
        (response.status().as_u16(), response.json().await.expect("answers are JSON"))
    })
}

/// A call that succeeds; gives the result.
fn fine(fake: &Fake, method: &str, parameters: &Value) -> Value {
    let (status, body) = call(fake, method, parameters);
    assert_eq!((status, &body["ok"]), (200, &json!(true)), "{method} {parameters}: {body}");
    body["result"].clone()
}

/// A call that is refused; gives code and description.
fn refused(fake: &Fake, method: &str, parameters: &Value) -> String {
    let (status, body) = call(fake, method, parameters);
    assert_eq!((&body["ok"], &body["error_code"]), (&json!(false), &json!(status)), "{method} {parameters}: {body}");
    format!("{status} {}", body["description"].as_str().unwrap_or_default())
}

#[test]
fn a_conversation() {
    let fake = Fake::start(Conduct::default());
    let me = fine(&fake, "GetMe", &json!({}));
    assert_eq!(me["username"], json!(fake.bot_username()));
    let asha = fake.person("Asha", "en");
    let chat = fake.follow(asha, "pledge");
    let updates = fine(&fake, "getUpdates", &json!({"timeout": 5}));
    let first = &updates[0];
    assert_eq!(first["message"]["text"], "/start pledge");
    assert_eq!(first["message"]["entities"], json!([{"offset": 0, "length": 6, "type": "bot_command"}]));
    assert_eq!(first["message"]["from"]["language_code"], "en");
    let keyboard = json!({"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]});
    let text =
        json!({"chat_id": chat.0, "text": "<b>One</b> &amp; two", "parse_mode": "HTML", "reply_markup": keyboard});
    let sent = fine(&fake, "SendMessage", &text);
    let shown = fake.wait("the answer", |world| world.bot_messages(chat).last().map(|m| (*m).clone()));
    assert_eq!((shown.text.as_str(), shown.covered("bold")), ("One & two", vec!["One".to_owned()]));
    let pressed = fake.press(asha, chat, shown.id, "Next");
    let next = first["update_id"].as_i64().expect("updates have numbers") + 1;
    let updates = fine(&fake, "getUpdates", &json!({"offset": next, "timeout": 5}));
    let query = &updates[0]["callback_query"];
    assert_eq!((&query["data"], &query["message"]["message_id"]), (&json!("n"), &sent["message_id"]));
    fine(&fake, "answerCallbackQuery", &json!({"callback_query_id": query["id"]}));
    assert!(fake.look(|world| world.pressed(&pressed)).is_some(), "the button doesn't spin any more");
    let edit = json!({"chat_id": chat.0, "message_id": shown.id, "text": "Three"});
    fine(&fake, "editMessageText", &edit);
    assert!(refused(&fake, "editMessageText", &edit).starts_with("400 Bad Request: message is not modified: "));
    fine(&fake, "getUpdates", &json!({"offset": next + 1}));
    assert!(fake.look(|world| world.all_confirmed()), "an offset confirms what comes before it");
}
