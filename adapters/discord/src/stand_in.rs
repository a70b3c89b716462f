//! For this crate's own tests: a server that answers as it is told. How the adapter stands up to a strict Discord is
//! tested in `tests/`, with the real bot.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use bot_core::ids::Timestamp;
use bot_core::phrases::Phrases;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::menu::CommandMenu;
use crate::settings::{Limits, Settings, Token};
use crate::{Clock, Discord};

/// A secret that must show up nowhere.
pub(crate) const TOKEN: &str = "hush.hush.hush";

/// What was called.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The method and the path below the API's, such as `POST /channels/7/messages`.
    pub(crate) what: String,
    /// What was said; null if nothing.
    pub(crate) body: Value,
    pub(crate) headers: HeaderMap,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    status: StatusCode,
    headers: Vec<(&'static str, String)>,
    body: String,
}

/// What a call is answered with.
type Script = dyn Fn(&Call) -> Answer + Send + Sync;

/// An API on loopback.
pub(crate) struct Server {
    script: Box<Script>,
    calls: watch::Sender<Vec<Call>>,
    pub(crate) settings: Settings,
}

/// An answer with this body.
pub(crate) fn answer(status: u16, body: &Value) -> Answer {
    let status = StatusCode::from_u16(status).expect("a status");
    Answer { status, headers: Vec::new(), body: body.to_string() }
}

/// An answer in somebody else's words.
pub(crate) fn text(status: u16, body: &str) -> Answer {
    let status = StatusCode::from_u16(status).expect("a status");
    Answer { status, headers: Vec::new(), body: body.to_owned() }
}

/// Whatever is usual: who the bot is, a message, or nothing.
pub(crate) fn fine() -> Answer {
    Answer::default()
}

/// A refusal as Discord words it.
pub(crate) fn refused(status: u16, code: u32) -> Answer {
    answer(status, &json!({ "message": "Refused", "code": code }))
}

/// Too many calls.
pub(crate) fn limited(seconds: f64, global: bool) -> Answer {
    answer(429, &json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global }))
}

impl Answer {
    /// With one more header.
    pub(crate) fn header(mut self, name: &'static str, value: impl ToString) -> Self {
        self.headers.push((name, value.to_string()));
        self
    }
}

impl Server {
    /// Starts a server.
    pub(crate) async fn start(script: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has free ports");
        let address = listener.local_addr().expect("it listens");
        let settings = Settings {
            token: Token::new(TOKEN),
            api_url: format!("http://{address}").parse().expect("an address"),
            development_guild: None,
            limits: Limits { per_second: 100_000 },
        };
        let server = Arc::new(Self { script: Box::new(script), calls: watch::Sender::default(), settings });
        let app = Router::new().fallback(respond).with_state(Arc::clone(&server));
        tokio::spawn(async move { axum::serve(listener, app).await });
        server
    }

    /// Waits until this was called so often, and gives what was said.
    pub(crate) async fn calls(&self, what: &str, count: usize) -> Vec<Value> {
        let of = |calls: &Vec<Call>| -> Vec<Value> {
            calls.iter().filter(|call| call.what == what).map(|call| call.body.clone()).collect()
        };
        let calls = self.calls.subscribe().wait_for(|calls| of(calls).len() >= count).await.map(|calls| of(&calls));
        calls.expect("the server lives")
    }

    /// Every call so far.
    pub(crate) fn all_calls(&self) -> Vec<Call> {
        self.calls.borrow().clone()
    }

    /// What was called so far, in order, without the questions by which the bot connects.
    pub(crate) fn story(&self) -> Vec<String> {
        let all = self.all_calls().into_iter().map(|call| call.what);
        all.filter(|what| !what.ends_with("/@me")).collect()
    }

    /// An adapter that is connected to it.
    pub(crate) async fn discord(&self) -> Arc<Discord> {
        self.discord_at(Arc::new(|| Timestamp(0))).await
    }

    /// The same, by this clock.
    pub(crate) async fn discord_at(&self, clock: Clock) -> Arc<Discord> {
        let connected = Discord::connect(self.settings.clone(), Phrases::embedded(), CommandMenu::default(), clock);
        connected.await.expect("the token is right")
    }
}

async fn respond(
    State(server): State<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, HeaderMap, String) {
    let path = uri.path().strip_prefix("/api/v10").expect("calls are below the API's address");
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).expect("a body is JSON") };
    let call = Call { what: format!("{method} {path}"), body, headers };
    server.calls.send_modify(|calls| calls.push(call.clone()));
    let mut told = (server.script)(&call);
    if told.status == StatusCode::OK && told.body.is_empty() {
        told.body = usual(&method, path).to_string();
    }
    let headers = told
        .headers
        .into_iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(&value).expect("a header's value")));
    (told.status, headers.collect(), told.body)
}

fn usual(method: &Method, path: &str) -> Value {
    match path {
        "/users/@me" => json!({ "id": "9", "username": "outreach", "bot": true }),
        "/applications/@me" => json!({ "id": "9", "name": "outreach" }),
        "/users/@me/channels" => json!({ "id": "77", "type": 1 }),
        _ if method == Method::DELETE => Value::Null,
        _ => json!({ "id": "1", "channel_id": "7" }),
    }
}
