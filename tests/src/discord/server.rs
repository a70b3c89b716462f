//! The server of REST: takes calls over HTTP, orders what goes wrong, and answers in the real server's form.

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::{Request, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::form::Form;
use super::limits::{Room, Verdict};
use super::orders::Trouble;
use super::refusal::{Answer, Refusal};
use super::routes::{Meant, find};
use super::state::State;
use super::world::{ChannelId, GuildId, InteractionId};
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

/// A call as it came in.
struct Came {
    method: String,
    path: String,
    query: HashMap<String, String>,
    token: Option<String>,
    agent: String,
    body: Result<Value, Refusal>,
}

async fn receive(inner: &Inner, request: Request<Incoming>) -> Reply {
    let text = |name| request.headers().get(name).and_then(|v: &HeaderValue| v.to_str().ok()).map(str::to_owned);
    let (token, agent, kind) = (text(header::AUTHORIZATION), text(header::USER_AGENT), text(header::CONTENT_TYPE));
    let query = request.uri().query().unwrap_or_default();
    let query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let Ok(body) = request.into_body().collect().await else { return Err(Lost) };
    let body = read(&body.to_bytes(), kind.as_deref().unwrap_or_default());
    let came = Came { method, path, query, token, agent: agent.unwrap_or_default(), body };

    let meant = route(&came);
    let (trouble, mut call) = {
        let mut state = inner.lock();
        let call = state.call(&came, meant.as_ref().ok());
        let trouble = state.trouble(&call);
        if meant.as_ref().is_ok_and(|m| !m.of_interactions()) {
            state.counted.push(call.began);
        }
        (trouble, call)
    };
    if let Some(Trouble::Slow(by)) = trouble {
        tokio::time::sleep(by).await;
        inner.lock().moved += i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    }
    if let Some(reply) = instead(inner, &trouble, &call) {
        return reply;
    }
    let (outcome, room) = inner.lock().decide(&came, meant, &mut call);
    inner.changed();
    if let Some(Trouble::Late(by)) = trouble {
        tokio::time::sleep(by).await;
    }
    let (response, status, refusal) = match outcome {
        Ok(_) if trouble == Some(Trouble::Garbage) => (http::json(200, "{\"id\":\"12".to_owned()), 200, None),
        Ok(result) if result.is_null() => (http::json(204, String::new()), 204, None),
        Ok(result) => (http::json(200, result.to_string()), 200, None),
        Err(refusal) => (refused(&refusal, room), refusal.status, Some(refusal)),
    };
    let mut response = response;
    if let Some(room) = room {
        headers(&mut response, &call.route, room);
    }
    log(inner, call, status, refusal);
    if trouble == Some(Trouble::LostAfter) { Err(Lost) } else { Ok(response) }
}

/// What happens instead of carrying out a call.
fn instead(inner: &Inner, trouble: &Option<Trouble>, call: &Call) -> Option<Reply> {
    let trouble = trouble.as_ref()?;
    if let Some(refusal) = trouble.refusal() {
        let (status, reply) = (refusal.status, Ok(refused(&refusal, None)));
        log(inner, call.clone(), status, Some(refusal));
        return Some(reply);
    }
    let (status, reply) = match trouble {
        Trouble::LostBefore => (0, Err(Lost)),
        Trouble::Page(status) => (*status, Ok(http::page(*status, "cloudflare"))),
        Trouble::Banned(wait) => {
            let mut page = http::page(429, "cloudflare");
            page.headers_mut().insert(header::RETRY_AFTER, whole(*wait).into());
            (429, Ok(page))
        }
        Trouble::Limited(wait) => {
            let room = Room { limit: 5, remaining: 0, reset_after: *wait };
            let mut reply = limited(*wait, "user");
            headers(&mut reply, &call.route, room);
            (429, Ok(reply))
        }
        Trouble::LimitedEverywhere(wait) => (429, Ok(limited(*wait, "global"))),
        Trouble::LimitedForAll(wait) => {
            let mut reply = limited(*wait, "shared");
            headers(&mut reply, &call.route, Room { limit: 5, remaining: 4, reset_after: *wait });
            (429, Ok(reply))
        }
        Trouble::Refused(..)
        | Trouble::Objected(_)
        | Trouble::Garbage
        | Trouble::LostAfter
        | Trouble::Late(_)
        | Trouble::Slow(_) => return None,
    };
    log(inner, call.clone(), status, None);
    Some(reply)
}

fn read(body: &Bytes, kind: &str) -> Result<Value, Refusal> {
    if body.is_empty() {
        return Ok(Value::Null);
    }
    if !kind.starts_with("application/json") {
        let words = "Expected \"Content-Type\" header to be one of {'application/json'}.";
        return Err(Refusal::new(400, 50_035, words));
    }
    serde_json::from_slice(body).map_err(|_| Refusal::new(400, 50_109, "The request body contains invalid JSON."))
}

fn route(came: &Came) -> Result<Meant, Refusal> {
    let Some(rest) = came.path.strip_prefix("/api/") else { return Err(Refusal::nowhere()) };
    let Some(path) = rest.strip_prefix("v10/") else {
        return Err(Refusal::new(400, 50_041, "Invalid API version"));
    };
    find(&came.method, path)
}

impl State {
    fn call(&self, came: &Came, meant: Option<&Meant>) -> Call {
        let began = Instant::now();
        let by_token = meant.and_then(|m| self.tokens.get(&m.token)).copied();
        let named = meant.map(|m| m.interaction).filter(|id| *id != 0);
        let interaction = named.or(by_token).map(InteractionId);
        let pressed = interaction.and_then(|id| self.interactions.get(&id.0));
        let channel = meant.and_then(|m| m.channel).map(ChannelId).or(pressed.map(|p| p.channel));
        Call {
            route: meant.map_or_else(|| format!("{} {}", came.method, came.path), |m| m.route.to_owned()),
            channel,
            guild: meant.and_then(|m| m.guild).map(GuildId),
            interaction,
            body: if self.conduct.log { came.body.as_ref().cloned().unwrap_or_default() } else { Value::Null },
            unread: Vec::new(),
            began,
            ended: began,
            status: 0,
            code: None,
            refusal: None,
        }
    }

    /// The trouble that was ordered for this call.
    fn trouble(&mut self, call: &Call) -> Option<Trouble> {
        let at = self.orders.iter_mut().position(|order| order.befalls(call))?;
        let order = self.orders.get_mut(at)?;
        let trouble = order.trouble.clone();
        order.times = order.times.saturating_sub(1);
        if order.times == 0 {
            self.orders.remove(at);
        }
        Some(trouble)
    }

    /// Looks whether a call may be made, and carries it out.
    fn decide(&mut self, came: &Came, meant: Result<Meant, Refusal>, call: &mut Call) -> (Answer, Option<Room>) {
        // Whoever doesn't say who they are is stopped by the proxy in front of Discord:
        // https://discord.com/developers/docs/reference#user-agent
        if !came.agent.starts_with("DiscordBot (") {
            return (Err(Refusal::new(403, 40_333, "internal network error")), None);
        }
        let meant = match meant {
            Ok(meant) => meant,
            Err(refusal) => return (Err(refusal), None),
        };
        if !meant.is_open() && came.token.as_deref() != Some(&format!("Bot {}", self.token)) {
            return (Err(Refusal::unauthorized()), None);
        }
        let room = match self.pacer.take(meant.route, &meant.major(), !meant.of_interactions(), call.began) {
            Verdict::Fine(room) => room,
            Verdict::Full(room) => return (Err(too_many(room.reset_after, false)), Some(room)),
            Verdict::Everywhere(wait) => return (Err(too_many(wait, true)), None),
        };
        let body = match &came.body {
            Ok(body) => body,
            Err(refusal) => {
                let refusal = Refusal { status: refusal.status, body: refusal.body.clone(), shared: false };
                return (Err(refusal), room);
            }
        };
        let mut form = Form::default();
        let answer = self.carry_out(&meant, &came.query, body, &mut form);
        if answer.is_ok() {
            call.unread = form.unread;
        }
        (answer, room)
    }

    fn carry_out(&mut self, meant: &Meant, query: &HashMap<String, String>, body: &Value, form: &mut Form) -> Answer {
        let says = |name: &str| query.get(name).is_some_and(|v| v == "true");
        let channel = meant.channel.unwrap_or_default();
        let (method, path) = meant.route.split_once(' ').unwrap_or_default();
        if let Some(rest) = path.strip_prefix("/applications/{application}") {
            let one = rest.ends_with("{command}");
            return match (method, one) {
                ("GET", false) => self.get_commands(meant, says("with_localizations")),
                ("PUT", _) => self.overwrite_commands(meant, body, form),
                ("POST", _) => self.create_command(meant, body, form),
                ("PATCH", _) => self.change_command(meant, body, form),
                ("DELETE", _) => self.delete_command(meant),
                _ => self.one_command(meant),
            };
        }
        if path.starts_with("/webhooks/") {
            return match method {
                "POST" => self.follow_up(meant, body, form),
                "PATCH" => self.edit_of_hook(meant, body, form),
                "DELETE" => self.delete_of_hook(meant),
                _ => self.get_of_hook(meant),
            };
        }
        match meant.route {
            "GET /gateway" => Ok(json!({"url": self.gateway_url})),
            "GET /gateway/bot" => Ok(self.gateway_bot()),
            "GET /users/@me" => Ok(self.me()),
            "GET /users/@me/guilds" => self.get_own_guilds(query, form),
            "DELETE /users/@me/guilds/{guild}" => self.leave_guild(meant.guild),
            "POST /users/@me/channels" => self.open_channel_with(body, form),
            "GET /users/{user}" => self.get_user(meant.user),
            "GET /applications/@me" | "GET /oauth2/applications/@me" => Ok(self.application_json()),
            "GET /guilds/{guild}" => self.own_guild(meant.guild).map(|guild| self.guild_json(guild.id)),
            "GET /guilds/{guild}/roles" => self.get_roles(meant.guild),
            "GET /guilds/{guild}/channels" => self.get_channels(meant.guild),
            "GET /guilds/{guild}/threads/active" => self.get_threads(meant.guild),
            "GET /guilds/{guild}/members/{user}" => self.get_member(meant),
            "GET /channels/{channel}" => self.visible_channel(channel).map(|c| self.channel_json(c.id)),
            "PATCH /channels/{channel}" => self.change_channel(channel, body, form),
            "GET /channels/{channel}/messages" => self.get_messages(channel, query, form),
            "POST /channels/{channel}/messages" => self.create_message(channel, body, form),
            "GET /channels/{channel}/messages/{message}" => self.get_message(meant),
            "PATCH /channels/{channel}/messages/{message}" => self.edit_message(meant, body, form),
            "DELETE /channels/{channel}/messages/{message}" => self.remove_message(meant),
            "POST /channels/{channel}/messages/{message}/crosspost" => self.crosspost(meant),
            "POST /channels/{channel}/typing" => self.visible_channel(channel).map(|_| Value::Null),
            "PUT /channels/{channel}/thread-members/@me" => self.join_thread(channel),
            "POST /interactions/{interaction}/{token}/callback" => {
                self.callback(meant, body, says("with_response"), form)
            }
            // Known to Discord, but the bot has no use for it.
            _ => Err(Refusal::nowhere()),
        }
    }
}

fn too_many(wait: Duration, global: bool) -> Refusal {
    let body = json!({"message": "You are being rate limited.", "retry_after": wait.as_secs_f64(), "global": global});
    Refusal { status: 429, body, shared: false }
}

fn log(inner: &Inner, mut call: Call, status: u16, refusal: Option<Refusal>) {
    call.ended = Instant::now();
    call.status = status;
    call.code = refusal.as_ref().and_then(Refusal::code);
    call.refusal = refusal.map(|r| r.body);
    let mut state = inner.lock();
    *state.count.entry(call.route.clone()).or_default() += 1;
    state.floods += u64::from(status == 429);
    if state.conduct.log {
        state.calls.push(call);
    }
    drop(state);
    inner.changed();
}

/// Seconds as `Retry-After` has them: whole ones.
fn whole(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

fn limited(wait: Duration, scope: &'static str) -> Response<Full<Bytes>> {
    let words = if scope == "shared" { "The resource is being rate limited." } else { "You are being rate limited." };
    let body = json!({"message": words, "retry_after": wait.as_secs_f64(), "global": scope == "global"});
    let mut response = http::json(429, body.to_string());
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, whole(wait).into());
    headers.insert("x-ratelimit-scope", HeaderValue::from_static(scope));
    if scope == "global" {
        headers.insert("x-ratelimit-global", HeaderValue::from_static("true"));
    }
    response
}

fn refused(refusal: &Refusal, room: Option<Room>) -> Response<Full<Bytes>> {
    if refusal.status != 429 {
        return http::json(refusal.status, refusal.body.to_string());
    }
    let wait = Duration::from_secs_f64(refusal.body["retry_after"].as_f64().unwrap_or(1.0));
    if refusal.shared {
        // What the headers say has nothing to do with it: discord/discord-api-docs#6109.
        let mut response = limited(Duration::from_secs(1), "shared");
        *response.body_mut() = Full::new(Bytes::from(refusal.body.to_string()));
        return response;
    }
    let global = refusal.body["global"] == json!(true);
    let wait = room.map_or(wait, |room| room.reset_after);
    limited(wait, if global { "global" } else { "user" })
}

/// <https://discord.com/developers/docs/topics/rate-limits#header-format>
fn headers(response: &mut Response<Full<Bytes>>, route: &str, room: Room) {
    let mut hasher = DefaultHasher::new();
    route.hash(&mut hasher);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let texts = [
        ("x-ratelimit-limit", room.limit.to_string()),
        ("x-ratelimit-remaining", room.remaining.to_string()),
        ("x-ratelimit-reset", format!("{:.3}", (now + room.reset_after).as_secs_f64())),
        ("x-ratelimit-reset-after", format!("{:.3}", room.reset_after.as_secs_f64())),
        ("x-ratelimit-bucket", format!("{:016x}{:016x}", hasher.finish(), hasher.finish().rotate_left(17))),
    ];
    for (name, text) in texts {
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().insert(name, value);
        }
    }
}
