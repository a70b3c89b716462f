//! The fake Discord keeps to what the real one does: its refusals, its interactions, its limits and its gateway. Only
//! plain clients speak with it here, never the adapter.

mod commands;
mod gateway;
mod interactions;
mod messages;
mod rooms;
mod strict;
mod traffic;

use std::sync::LazyLock;
use std::time::Duration;

use outreach_tests::discord::{ChannelId, Conduct, Fake, GuildId, Person};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a test may make a runtime"));

/// A guild with a person, the bot and a channel.
struct Village {
    fake: Fake,
    asha: Person,
    guild: GuildId,
    square: ChannelId,
}

impl Village {
    fn new() -> Self {
        Self::with(Conduct::default())
    }

    /// Its clock stands still until it is moved.
    fn with(conduct: Conduct) -> Self {
        let fake = Fake::start(Conduct { clock: std::sync::Arc::new(|| outreach_tests::BEGINNING), ..conduct });
        let asha = fake.person("Asha", "en-US");
        let guild = fake.guild("Village", asha);
        fake.add_bot(guild);
        let square = fake.text_channel(guild, "square");
        Self { fake, asha, guild, square }
    }

    fn messages(&self) -> String {
        format!("/channels/{}/messages", self.square.0)
    }

    /// A message of the bot in the square; gives its id.
    fn post(&self, body: &Value) -> String {
        let (status, sent) = call(&self.fake, Method::POST, &self.messages(), body);
        assert_eq!(status, 200, "{body}: {sent}");
        sent["id"].as_str().expect("a message has an id").to_owned()
    }
}

/// A call as a bot makes it; gives the status and the body.
fn call(fake: &Fake, method: Method, path: &str, body: &Value) -> (u16, Value) {
    let request = request(fake, method, path, body);
    RUNTIME.block_on(async {
        let response = request.send().await.expect("the fake answers");
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or_default())
    })
}

fn request(fake: &Fake, method: Method, path: &str, body: &Value) -> reqwest::RequestBuilder {
    let request = reqwest::Client::new()
        .request(method, format!("{}/api/v10{path}", fake.api_url()))
        .header("Authorization", format!("Bot {}", fake.token()))
        .header("User-Agent", "DiscordBot (https://example.org, 1)")
        .timeout(Duration::from_secs(20));
    if body.is_null() { request } else { request.json(body) }
}

fn get(fake: &Fake, path: &str) -> (u16, Value) {
    call(fake, Method::GET, path, &Value::Null)
}

/// A call that is refused: its status and code.
fn refused(fake: &Fake, method: Method, path: &str, body: &Value) -> (u16, u64) {
    let (status, answer) = call(fake, method, path, body);
    assert!(status >= 400, "{path} {body} is taken: {answer}");
    (status, answer["code"].as_u64().expect("a refusal has a code"))
}

/// The codes at a place of a refused form, as `embeds.0.title`.
fn faults(fake: &Fake, method: Method, path: &str, body: &Value, place: &str) -> Vec<String> {
    let (status, answer) = call(fake, method, path, body);
    assert_eq!((status, &answer["code"]), (400, &json!(50_035)), "{body}: {answer}");
    let at = format!("/errors/{}/_errors", place.replace('.', "/"));
    let list = answer.pointer(&at).unwrap_or_else(|| panic!("nothing is wrong at {place}: {answer}"));
    let codes = list.as_array().into_iter().flatten().filter_map(|e| e["code"].as_str());
    codes.map(str::to_owned).collect()
}
