//! The fake Bot API keeps to what the real one does: its refusals, its privacy mode, its polling and pushing.

mod messages;
mod rooms;
mod strict;
mod traffic;

use std::sync::LazyLock;
use std::time::Duration;

use outreach_tests::telegram::{Conduct, Fake};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a test may make a runtime"));

fn start() -> Fake {
    Fake::start(Conduct::default())
}

/// A call as a bot makes it; gives the status and the body.
fn call(fake: &Fake, method: &str, parameters: &Value) -> (u16, Value) {
    RUNTIME.block_on(calling(fake, method, parameters)).expect("the fake answers")
}

async fn calling(fake: &Fake, method: &str, parameters: &Value) -> Result<(u16, Value), reqwest::Error> {
    let url = format!("{}/bot{}/{method}", fake.url(), fake.token());
    let request = reqwest::Client::new().post(url).json(parameters).timeout(Duration::from_secs(20));
    let response = request.send().await?;
    Ok((response.status().as_u16(), response.json().await?))
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

/// All updates that wait, confirmed.
fn updates(fake: &Fake) -> Vec<Value> {
    let list = fine(fake, "getUpdates", &json!({}));
    let list = list.as_array().cloned().unwrap_or_default();
    if let Some(last) = list.last() {
        fine(fake, "getUpdates", &json!({"offset": last["update_id"].as_i64().unwrap_or_default() + 1}));
    }
    list
}

/// The only update that waits.
fn update(fake: &Fake) -> Value {
    let mut list = updates(fake);
    assert_eq!(list.len(), 1, "{list:#?}");
    list.remove(0)
}
