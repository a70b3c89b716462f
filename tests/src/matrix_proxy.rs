//! What stands between somebody and their homeserver: every call passes here, is named and counted, and what goes wrong
//! on the way can be ordered. Before the bot it is a bad network, or a homeserver that is short of everything; before a
//! person it keeps keys back.
//!
//! The proxy runs on a thread of its own; what tests call is synchronous, and waits for events, never for time. Absent
//! on purpose: everything that a homeserver does by itself. Behind it is a real one.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Method, Request, Response, StatusCode, header};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use url::Url;

use crate::fake::http::{self, Lost, Reply};
use crate::fake::watched::Watched;
use crate::fake::{Port, Serving};
use crate::synapse::{Synapse, assert_loopback};

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// 429, wait so long.
    Limited(Duration),
    /// This status with a page of HTML, as a proxy before a homeserver that is away answers.
    Page(u16),
    /// 200 with a body that isn't JSON.
    Garbage,
    /// 401: the session is over, its device isn't.
    SoftLogout,
    /// The connection ends before the call is carried out.
    LostBefore,
    /// The call is carried out, and the connection ends before its answer.
    LostAfter,
    /// The call waits before it is carried out, until [`Proxy::go_on`] or until whoever makes it is gone.
    Held,
    /// The call is carried out, and its answer waits, until [`Proxy::go_on`] or until whoever makes it is gone.
    Unanswered,
    /// The call is answered as if it were carried out, which it is only with [`Proxy::go_on`].
    KeptBack,
}

/// Trouble, and which calls it befalls.
#[derive(Clone, Debug)]
pub struct Order {
    trouble: Trouble,
    name: &'static str,
    spared: usize,
    times: usize,
}

impl Order {
    /// Befalls the next call of this name.
    pub fn new(trouble: Trouble, name: &'static str) -> Self {
        Self { trouble, name, spared: 0, times: 1 }
    }

    /// Spares so many calls before that.
    #[must_use]
    pub fn after(self, spared: usize) -> Self {
        Self { spared, ..self }
    }

    /// Befalls so many calls.
    #[must_use]
    pub fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// Befalls all calls, until [`Proxy::peace`].
    #[must_use]
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }
}

/// A call that passed here.
#[derive(Clone, Debug)]
pub struct Call {
    /// What it is, without ids: `sync`, `send`, `redact`, `messages`, `sendToDevice`, `keys/query`, `createRoom` and so on.
    pub name: String,
    /// Its path, with ids, and its query.
    pub path: String,
    /// What it says, if that is JSON.
    pub body: Value,
    /// When it came.
    pub began: Instant,
    /// Whether the homeserver has carried it out.
    pub carried_out: bool,
    /// The answer's status; 0 for a connection that was ended, nothing while there is no answer.
    pub status: Option<u16>,
}

#[derive(Default)]
struct State {
    orders: Vec<Order>,
    calls: Vec<Call>,
    /// How many times what waits was let go.
    gone_on: u64,
    /// How much older than they are the homeserver says that events are.
    older: HashMap<String, Duration>,
}

struct Inner {
    state: Watched<State>,
    go_on: Notify,
    homeserver: Url,
    http: reqwest::Client,
}

/// A proxy before a homeserver. Ends with the test.
pub struct Proxy {
    inner: Arc<Inner>,
    url: Url,
    _serving: Serving,
}

impl Proxy {
    /// Stands before this homeserver.
    ///
    /// # Panics
    /// When the homeserver isn't on this machine, or loopback has no free port.
    pub fn before(server: &Synapse) -> Self {
        assert_loopback(&server.url());
        let port = Port::free();
        let url = format!("http://{}", port.address()).parse().expect("an address with a port is an address");
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        let http = http.expect("a client without settings can be made");
        let inner = Arc::new(Inner { state: Watched::default(), go_on: Notify::new(), homeserver: server.url(), http });
        let serving = Arc::clone(&inner);
        let serving = Serving::start(move || serve(port.listener(), serving));
        Self { inner, url, _serving: serving }
    }

    /// Its address, to be taken for the homeserver's.
    pub fn url(&self) -> Url {
        self.url.clone()
    }

    /// From now on, this goes wrong.
    pub fn order(&self, order: Order) {
        self.inner.state.lock().orders.push(order);
    }

    /// Nothing goes wrong any more. What waits goes on waiting.
    pub fn peace(&self) {
        self.inner.state.lock().orders.clear();
    }

    /// What waits goes on.
    pub fn go_on(&self) {
        self.inner.state.lock().gone_on += 1;
        self.inner.go_on.notify_waiters();
    }

    /// The homeserver says from now on that this event is so much older than it is.
    pub fn make_older(&self, event: &str, by: Duration) {
        self.inner.state.lock().older.insert(event.to_owned(), by);
    }

    /// The calls of a name so far, in the order in which they came.
    pub fn calls(&self, name: &str) -> Vec<Call> {
        self.inner.state.lock().calls.iter().filter(|call| call.name == name).cloned().collect()
    }

    /// Waits until so many calls of a name have come, answered or not.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn await_calls(&self, name: &str, count: usize) {
        self.wait(&format!("{count} calls of {name}"), |calls| {
            (calls.iter().filter(|call| call.name == name).count() >= count).then_some(())
        });
    }

    /// Waits for something about the calls, in the order in which they came.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn wait<T>(&self, what: &str, holds: impl Fn(&[Call]) -> Option<T>) -> T {
        let about = |state: &State| {
            let names = state.calls.iter().map(|call| format!("{} {:?}", call.name, call.status));
            format!("the calls: {:#?}", names.collect::<Vec<_>>())
        };
        self.inner.state.wait(what, |state| holds(&state.calls), about)
    }
}

/// Takes calls until the runtime ends.
async fn serve(listener: TcpListener, inner: Arc<Inner>) -> Infallible {
    http::serve(listener, move |request| pass(Arc::clone(&inner), request)).await
}

/// Passes a call on, unless something else was ordered.
async fn pass(inner: Arc<Inner>, request: Request<Incoming>) -> Reply {
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await else { return Err(Lost) };
    let body = body.to_bytes();
    let (number, gone_on, trouble) = inner.state.act(|state| {
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let (name, said) = (name(head.uri.path()), serde_json::from_slice(&body).unwrap_or_default());
        let trouble = state.trouble(&name);
        state.calls.push(Call { name, path, body: said, began: Instant::now(), carried_out: false, status: None });
        (state.calls.len() - 1, state.gone_on, trouble)
    });
    let forward = inner.forward(number, head, body);
    let reply = match trouble {
        None => forward.await,
        Some(Trouble::Limited(wait)) => {
            let millis = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            Ok(refusal(429, json!({"errcode": "M_LIMIT_EXCEEDED", "error": "Too many", "retry_after_ms": millis})))
        }
        Some(Trouble::Page(status)) => Ok(http::page(status, "nginx")),
        Some(Trouble::Garbage) => Ok(http::json(200, "{\"next_batch\":".to_owned())),
        Some(Trouble::SoftLogout) => {
            Ok(refusal(401, json!({"errcode": "M_UNKNOWN_TOKEN", "error": "Sign in anew", "soft_logout": true})))
        }
        Some(Trouble::LostBefore) => Err(Lost),
        Some(Trouble::LostAfter) => forward.await.and(Err(Lost)),
        Some(Trouble::Held) => {
            inner.held(gone_on).await;
            forward.await
        }
        Some(Trouble::Unanswered) => {
            let reply = forward.await;
            inner.held(gone_on).await;
            reply
        }
        Some(Trouble::KeptBack) => {
            let inner = Arc::clone(&inner);
            tokio::task::spawn_local(async move {
                inner.held(gone_on).await;
                forward.await
            });
            Ok(http::json(200, "{}".to_owned()))
        }
    };
    let status = reply.as_ref().map_or(0, |reply| reply.status().as_u16());
    inner.state.act(|state| state.calls[number].status = Some(status));
    reply
}

impl Inner {
    /// Lets the homeserver carry a call out.
    fn forward(
        self: &Arc<Self>,
        number: usize,
        head: hyper::http::request::Parts,
        body: Bytes,
    ) -> impl Future<Output = Reply> + use<> {
        let inner = Arc::clone(self);
        async move {
            let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
            let url = inner.homeserver.join(path).map_err(|_| Lost)?;
            assert_loopback(&url);
            let mut call = inner.http.request(head.method.clone(), url);
            for (key, value) in &head.headers {
                if ![header::HOST, header::CONTENT_LENGTH, header::CONNECTION, header::TRANSFER_ENCODING].contains(key)
                {
                    call = call.header(key, value);
                }
            }
            if head.method != Method::GET {
                call = call.body(body);
            }
            // A homeserver that isn't there is what a proxy tells as a bad gateway.
            let Ok(answer) = call.send().await else { return Ok(http::page(502, "nginx")) };
            let status = answer.status();
            let Ok(body) = answer.bytes().await else { return Err(Lost) };
            inner.state.act(|state| state.calls[number].carried_out = true);
            Ok(response(status, inner.aged(body)))
        }
    }

    /// Waits until what waits is let go after so many times.
    async fn held(&self, gone_on: u64) {
        loop {
            let mut notified = std::pin::pin!(self.go_on.notified());
            notified.as_mut().enable();
            if self.state.lock().gone_on > gone_on {
                return;
            }
            notified.await;
        }
    }

    /// An answer in which events are as old as was ordered.
    fn aged(&self, body: Bytes) -> Bytes {
        let state = self.state.lock();
        if state.older.is_empty() {
            return body;
        }
        let Ok(mut answer) = serde_json::from_slice(&body) else { return body };
        age(&mut answer, &state.older);
        Bytes::from(answer.to_string())
    }
}

impl State {
    /// What was ordered for the next call of this name.
    fn trouble(&mut self, name: &str) -> Option<Trouble> {
        let at = self.orders.iter().position(|order| order.name == name)?;
        let order = self.orders.get_mut(at)?;
        if order.spared > 0 {
            order.spared -= 1;
            return None;
        }
        let trouble = order.trouble.clone();
        order.times -= 1;
        if order.times == 0 {
            self.orders.remove(at);
        }
        Some(trouble)
    }
}

fn age(value: &mut Value, older: &HashMap<String, Duration>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| age(value, older)),
        Value::Object(fields) => {
            let by = fields.get("event_id").and_then(Value::as_str).and_then(|id| older.get(id));
            if let Some(by) = by {
                let is = fields.get("unsigned").and_then(|unsigned| unsigned["age"].as_u64()).unwrap_or_default();
                fields.entry("unsigned").or_insert_with(|| json!({}))["age"] =
                    json!(is.saturating_add(u64::try_from(by.as_millis()).unwrap_or(u64::MAX)));
            }
            fields.values_mut().for_each(|value| age(value, older));
        }
        _ => {}
    }
}

/// What a path calls, without ids. A sign under a message isn't said, so putting one has a name of its own.
fn name(path: &str) -> String {
    let mut parts = path.trim_start_matches('/').split('/').skip(3);
    match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
        ("rooms", _, Some("send")) if parts.next() == Some("m.reaction") => "react".to_owned(),
        ("rooms" | "user", _, Some(what)) => what.to_owned(),
        ("keys", Some(what), _) => format!("keys/{what}"),
        (what, _, _) => what.to_owned(),
    }
}

fn refusal(status: u16, body: Value) -> Response<Full<Bytes>> {
    http::json(status, body.to_string())
}

fn response(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_named_without_ids() {
        let cases = [
            ("/_matrix/client/v3/sync", "sync"),
            ("/_matrix/client/v3/rooms/!x:y/send/m.room.message/1", "send"),
            ("/_matrix/client/v3/rooms/!x:y/send/m.reaction/1", "react"),
            ("/_matrix/client/v3/sendToDevice/m.room.encrypted/1", "sendToDevice"),
            ("/_matrix/client/v3/keys/query", "keys/query"),
            ("/_matrix/client/v3/user/@x:y/account_data/m.direct", "account_data"),
            ("/", ""),
        ];
        for (path, expected) in cases {
            assert_eq!(name(path), expected, "{path}");
        }
    }
}
