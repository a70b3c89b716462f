//! The server: takes calls over HTTP, orders what goes wrong, and answers in the real server's form.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response, header};
use serde_json::json;
use tokio::net::TcpListener;

use super::args::{Args, Refusal, flood, migrated};
use super::orders::Trouble;
use super::polling::get_updates;
use super::state::State;
use super::world::ChatId;
use super::{Call, Inner};
use crate::fake::http::{self, Lost, Reply};

/// Takes calls until the runtime ends.
pub(super) async fn serve(listener: TcpListener, inner: Arc<Inner>) -> Infallible {
    http::serve(listener, move |request| {
        let inner = Arc::clone(&inner);
        async move {
            let latency = inner.lock().conduct.latency;
            http::far_away(latency, receive(&inner, request)).await
        }
    })
    .await
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
    let chat = args.given().get("chat_id").and_then(|c| c.parse().ok()).map(ChatId);
    let (trouble, call) = {
        let mut state = inner.lock();
        let parameters = if state.conduct.log { args.given().clone() } else { BTreeMap::new() };
        let (unread, began) = (Vec::new(), Instant::now());
        let method = method.to_owned();
        let call = Call { method, chat, parameters, unread, began, ended: began, status: 0, description: None };
        (state.trouble(&call), call)
    };
    match &trouble {
        Some(Trouble::LostBefore) => {
            log(inner, call, 0, None, Vec::new());
            return Err(Lost);
        }
        Some(Trouble::Page(status)) => {
            log(inner, call, *status, None, Vec::new());
            return Ok(http::page(*status, "nginx"));
        }
        Some(Trouble::Garbage) => {
            log(inner, call, 200, None, Vec::new());
            return Ok(http::json(200, "{\"ok\":tru".to_owned()));
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
            Ok(http::json(200, format!("{{\"ok\":true,\"result\":{result}}}")))
        }
        Err(refusal) => {
            log(inner, call, refusal.code, Some(refusal.description.clone()), Vec::new());
            Ok(refused(refusal))
        }
    }
}

fn log(inner: &Inner, mut call: Call, status: u16, description: Option<String>, unread: Vec<String>) {
    call.ended = Instant::now();
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

fn refused(refusal: Refusal) -> Response<Full<Bytes>> {
    let mut body = json!({"ok": false, "error_code": refusal.code, "description": refusal.description});
    let retry = refusal.parameters.as_ref().and_then(|p| p["retry_after"].as_u64());
    if let Some(parameters) = refusal.parameters {
        body["parameters"] = parameters;
    }
    let mut response = http::json(refusal.code, body.to_string());
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
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
}
