//! For this crate's own tests: a server that answers as it is told, and a bot that says one thing. How the adapter
//! stands up to a strict Bot API is tested in `tests/`, with the real bot.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use bot_core::ids::{EventId, PersonAddress, Platform, Timestamp};
use bot_core::incoming::Incoming;
use bot_core::phrases::Phrases;
use bot_core::platform::{Blank, Bot, Boxed, Completion, KeepFault, Suggestion, Unanswered};
use bot_core::view::{Audience, Reply, View};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use crate::settings::{Limits, Settings, Token};
use crate::{Clock, Telegram};

/// A secret that must show up nowhere.
pub(crate) const TOKEN: &str = "123:hush";

/// What a call is answered with, by its method and payload.
type Script = dyn Fn(&str, &Value) -> (StatusCode, String) + Send + Sync;

/// A Bot API on loopback.
pub(crate) struct Server {
    script: Box<Script>,
    calls: watch::Sender<Vec<(String, Value)>>,
    pub(crate) settings: Settings,
}

impl Server {
    /// Starts a server. `getMe` and whatever isn't in the script (which then answers with an empty text) is fine.
    pub(crate) async fn start(
        script: impl Fn(&str, &Value) -> (StatusCode, String) + Send + Sync + 'static,
    ) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has free ports");
        let address = listener.local_addr().expect("it listens");
        let settings = Settings {
            token: Token::new(TOKEN),
            api_url: format!("http://{address}/api/").parse().expect("an address"),
            webhook: None,
            limits: Limits { per_second: 100_000, chat_gap: std::time::Duration::ZERO, group_per_minute: 100_000 },
        };
        let server = Arc::new(Self { script: Box::new(script), calls: watch::Sender::default(), settings });
        let app = Router::new().fallback(answer).with_state(Arc::clone(&server));
        tokio::spawn(async move { axum::serve(listener, app).await });
        server
    }

    /// Waits until this method was called so often, and gives the payloads.
    pub(crate) async fn calls(&self, method: &str, count: usize) -> Vec<Value> {
        let of = |calls: &Vec<(String, Value)>| -> Vec<Value> {
            calls.iter().filter(|(name, _)| name == method).map(|(_, payload)| payload.clone()).collect()
        };
        let calls = self.calls.subscribe().wait_for(|calls| of(calls).len() >= count).await.map(|calls| of(&calls));
        calls.expect("the server lives")
    }

    /// Every call so far.
    pub(crate) fn all_calls(&self) -> Vec<(String, Value)> {
        self.calls.borrow().clone()
    }

    /// An adapter that is connected to it.
    pub(crate) async fn telegram(&self) -> Arc<Telegram> {
        let clock: Clock = Arc::new(|| Timestamp(0));
        Telegram::connect(self.settings.clone(), Phrases::embedded(), clock).await.expect("the token is right")
    }
}

async fn answer(State(server): State<Arc<Server>>, uri: Uri, body: Bytes) -> (StatusCode, String) {
    let Some(method) = uri.path().strip_prefix(&format!("/api/bot{TOKEN}/")) else {
        return (StatusCode::NOT_FOUND, refused(404, "Not Found"));
    };
    let payload: Value = serde_json::from_slice(&body).expect("a payload is JSON");
    server.calls.send_modify(|calls| calls.push((method.to_owned(), payload.clone())));
    match (server.script)(method, &payload) {
        (StatusCode::OK, text) if text.is_empty() => (StatusCode::OK, fine(method)),
        answer => answer,
    }
}

fn fine(method: &str) -> String {
    let result = match method {
        "GetMe" => json!({ "id": 9, "is_bot": true, "first_name": "Outreach", "username": "OutreachBot" }),
        "GetUpdates" => json!([]),
        "SendMessage" | "EditMessageText" => json!({ "message_id": 1 }),
        _ => json!(true),
    };
    json!({ "ok": true, "result": result }).to_string()
}

/// A refusal as the Bot API words it.
pub(crate) fn refused(code: u16, description: &str) -> String {
    json!({ "ok": false, "error_code": code, "description": description }).to_string()
}

/// A message in a private chat.
pub(crate) fn said(update: i32, chat: i64, text: &str) -> Value {
    json!({
        "update_id": update,
        "message": {
            "message_id": update,
            "date": 1_700_000_000,
            "chat": { "id": chat, "type": "private", "first_name": "Ada" },
            "from": { "id": chat, "is_bot": false, "first_name": "Ada" },
            "text": text,
        },
    })
}

/// A bot that says the same to everything ("yes" unless told otherwise) once its gate is open, and remembers what it is
/// told to keep.
pub(crate) struct Yes {
    pub(crate) says: Mutex<Vec<Reply>>,
    pub(crate) gate: Semaphore,
    pub(crate) received: Mutex<Vec<String>>,
    pub(crate) kept: Mutex<VecDeque<Unanswered>>,
    pub(crate) answered: watch::Sender<Vec<EventId>>,
}

impl Yes {
    /// A bot that answers at once, or never.
    pub(crate) fn new(open: bool) -> Arc<Self> {
        let gate = Semaphore::new(if open { Semaphore::MAX_PERMITS } else { 0 });
        Arc::new(Self {
            says: Mutex::new(vec![Reply { view: View::text("yes"), audience: Audience::Room, onward: None }]),
            gate,
            received: Mutex::default(),
            kept: Mutex::default(),
            answered: watch::Sender::default(),
        })
    }
}

impl Bot for Yes {
    fn receive(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        Box::pin(async move {
            let _open = self.gate.acquire().await;
            self.received.lock().expect("nobody panics").push(incoming.event.id);
            self.says.lock().expect("nobody panics").clone()
        })
    }

    fn receive_again(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        self.receive(incoming)
    }

    fn suggest<'a>(&'a self, _: &'a PersonAddress, _: Option<&'a str>, _: &'a str) -> Boxed<'a, Vec<Suggestion>> {
        Box::pin(async { Vec::new() })
    }

    fn complete<'a>(
        &'a self,
        _: &'a PersonAddress,
        _: Option<&'a str>,
        _: Blank,
        _: &'a str,
    ) -> Boxed<'a, Vec<Completion>> {
        Box::pin(async { Vec::new() })
    }

    fn keep(&self, events: Vec<Unanswered>) -> Boxed<'_, Result<(), KeepFault>> {
        self.kept.lock().expect("nobody panics").extend(events);
        Box::pin(async { Ok(()) })
    }

    fn answered(&self, events: Vec<EventId>) -> Boxed<'_, ()> {
        self.kept.lock().expect("nobody panics").retain(|kept| !events.contains(&kept.event));
        self.answered.send_modify(|answered| answered.extend(events));
        Box::pin(async {})
    }

    fn unanswered<'a>(&'a self, _: &'a Platform) -> Boxed<'a, Result<Vec<Unanswered>, KeepFault>> {
        let kept = self.kept.lock().expect("nobody panics").iter().cloned().collect();
        Box::pin(async { Ok(kept) })
    }
}
