//! The server: takes calls over HTTP, orders what goes wrong, and answers in the real server's form.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, header};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::TcpListener;

use super::args::{Args, Refusal, flood, migrated};
use super::orders::Trouble;
use super::state::State;
use super::world::ChatId;
use super::{Call, Inner};

type Reply = Result<Response<Full<Bytes>>, Lost>;

/// The connection ends without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection was ordered to end")]
pub(super) struct Lost;

/// The longest a call may wait for updates, in seconds.
const LONGEST_POLL: i64 = 50;

/// Takes calls until the runtime ends.
pub(super) async fn serve(listener: TcpListener, inner: Arc<Inner>) -> Infallible {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let inner = Arc::clone(&inner);
        tokio::task::spawn_local(async move {
            let service = service_fn(move |request| {
                let inner = Arc::clone(&inner);
                async move { answer(&inner, request).await }
            });
            // An error here is a client that left, or an order to hang up.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn answer(inner: &Inner, request: Request<Incoming>) -> Reply {
    let latency = inner.lock().conduct.latency / 2;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    let reply = receive(inner, request).await;
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    reply
}

async fn receive(inner: &Inner, request: Request<Incoming>) -> Reply {
    let path = request.uri().path().to_owned();
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return Ok(refused(Refusal { code: 404, description: "Not Found".to_owned(), parameters: None }));
    };
    let mut args = Args::default();
    if let Some(query) = request.uri().query() {
        args.form(query.as_bytes());
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let Ok(body) = request.into_body().collect().await else { return Err(Lost) };
    let read = super::body::read(&mut args, &kind, &body.to_bytes());
    if token != inner.token {
        return Ok(refused(Refusal { code: 401, description: "Unauthorized".to_owned(), parameters: None }));
    }
    let began = Instant::now();
    let call = Call {
        method: method.to_owned(),
        chat: args.given().get("chat_id").and_then(|c| c.parse().ok()).map(ChatId),
        parameters: args.given().clone(),
        unread: Vec::new(),
        began,
        status: 0,
        description: None,
    };
    let trouble = inner.lock().trouble(&call);
    match &trouble {
        Some(Trouble::LostBefore) => {
            log(inner, call, 0, None, Vec::new());
            return Err(Lost);
        }
        Some(Trouble::Page(status)) => {
            log(inner, call, *status, None, Vec::new());
            return Ok(page(*status));
        }
        Some(Trouble::Garbage) => {
            log(inner, call, 200, None, Vec::new());
            return Ok(response(200, "{\"ok\":tru".to_owned()));
        }
        _ => {}
    }
    let ordered = match &trouble {
        Some(Trouble::Flood(seconds)) => Some(flood(*seconds)),
        Some(Trouble::Migrated(to)) => Some(migrated(*to)),
        Some(Trouble::Refused(code, words)) => {
            Some(Refusal { code: *code, description: words.clone(), parameters: None })
        }
        _ => None,
    };
    let method = method.to_lowercase();
    let outcome = match (ordered, read) {
        (Some(refusal), _) | (None, Err(refusal)) => Err(refusal),
        (None, Ok(())) if method == "getupdates" => get_updates(inner, &args).await,
        (None, Ok(())) => inner.lock().carry_out(&method, &args).map(|v| v.to_string()),
    };
    inner.changed();
    if method == "setwebhook" || method == "deletewebhook" {
        inner.news.notify_waiters();
    }
    if let Some(Trouble::Late(by)) = trouble {
        tokio::time::sleep(by).await;
    }
    match outcome {
        Ok(result) => {
            log(inner, call, 200, None, args.unread());
            if trouble == Some(Trouble::LostAfter) {
                return Err(Lost);
            }
            Ok(response(200, format!("{{\"ok\":true,\"result\":{result}}}")))
        }
        Err(refusal) => {
            log(inner, call, refusal.code, Some(refusal.description.clone()), Vec::new());
            Ok(refused(refusal))
        }
    }
}

fn log(inner: &Inner, mut call: Call, status: u16, description: Option<String>, unread: Vec<String>) {
    call.status = status;
    call.description = description;
    call.unread = unread;
    let mut state = inner.lock();
    *state.count.entry(call.method.to_lowercase()).or_default() += 1;
    if state.conduct.log {
        state.calls.push(call);
    }
    drop(state);
    inner.changed();
}

fn response(status: u16, body: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    response
}

fn refused(refusal: Refusal) -> Response<Full<Bytes>> {
    let mut body = json!({"ok": false, "error_code": refusal.code, "description": refusal.description});
    let retry = refusal.parameters.as_ref().and_then(|p| p["retry_after"].as_u64());
    if let Some(parameters) = refusal.parameters {
        body["parameters"] = parameters;
    }
    let mut response = response(refusal.code, body.to_string());
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn page(status: u16) -> Response<Full<Bytes>> {
    let words = format!("<html>\r\n<head><title>{status}</title></head>\r\n<body>nginx</body>\r\n</html>\r\n");
    let mut page = response(status, words);
    page.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html"));
    page
}

impl State {
    /// The trouble that was ordered for this call.
    fn trouble(&mut self, call: &Call) -> Option<Trouble> {
        let at = self.orders.iter().position(|order| order.befalls(call))?;
        let order = self.orders.get_mut(at)?;
        let trouble = order.trouble.clone();
        order.times = order.times.saturating_sub(1);
        if order.times == 0 {
            self.orders.remove(at);
        }
        Some(trouble)
    }

    /// What is waiting from this number on; what comes before it is forgotten.
    fn fetch(&mut self, offset: i64, limit: usize) -> Option<String> {
        if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            let forget = self.queue.len().saturating_sub(keep);
            self.queue.drain(..forget);
        }
        while self.queue.front().is_some_and(|u| u.id < offset) {
            self.queue.pop_front();
        }
        if offset > 0 {
            self.confirmed = self.confirmed.max(offset - 1);
        }
        if self.queue.is_empty() {
            return None;
        }
        let mut list = String::from("[");
        for update in self.queue.iter().take(limit) {
            if list.len() > 1 {
                list.push(',');
            }
            list.push_str(&format!("{{\"update_id\":{},{}}}", update.id, update.body));
            self.handed = self.handed.max(update.id);
            if list.len() > 1 << 22 {
                break;
            }
        }
        list.push(']');
        Some(list)
    }
}

async fn get_updates(inner: &Inner, args: &Args) -> Result<String, Refusal> {
    let offset = args.number("offset", 0);
    let mut limit = args.number("limit", 100).clamp(1, 100);
    let mut timeout = args.number("timeout", 0).clamp(0, LONGEST_POLL);
    let (place, deadline) = {
        let mut state = inner.lock();
        if state.webhook.is_some() {
            drop(state);
            let words =
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
            return Err(conflict(inner, words).await);
        }
        state.read_allowed(args);
        // As the real server slows down who asks for the same again and again.
        let now = Instant::now();
        if let Some((before, at)) = state.last_poll.filter(|(before, _)| *before == offset) {
            let since = now.duration_since(at);
            debug_assert_eq!(before, offset, "filtered above");
            if timeout < 3 && timeout > 0 && since < Duration::from_secs(3) {
                timeout = 3;
            }
            if since < Duration::from_millis(500) {
                limit = 1;
            }
        }
        state.last_poll = Some((offset, now));
        state.poller += 1;
        (state.poller, tokio::time::Instant::now() + Duration::from_secs(timeout.unsigned_abs()))
    };
    inner.news.notify_waiters();
    loop {
        let news = inner.news.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        {
            let mut state = inner.lock();
            if state.poller != place {
                let words = if state.webhook.is_some() {
                    "terminated by setWebhook request"
                } else {
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                };
                drop(state);
                return Err(conflict(inner, words).await);
            }
            if let Some(list) = state.fetch(offset, usize::try_from(limit).unwrap_or(100)) {
                return Ok(list);
            }
        }
        inner.changed();
        if tokio::time::timeout_at(deadline, news).await.is_err() {
            return Ok("[]".to_owned());
        }
    }
}

/// 409; repeated ones come three seconds later, as from the real server.
async fn conflict(inner: &Inner, words: &str) -> Refusal {
    let wait = {
        let mut state = inner.lock();
        let now = Instant::now();
        let wait = state.next_conflict.is_some_and(|next| now < next);
        if !wait {
            state.next_conflict = Some(now + Duration::from_secs(3));
        }
        wait
    };
    if wait {
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
    Refusal { code: 409, description: format!("Conflict: {words}"), parameters: None }
}
