//! The gateway: takes websockets, and hands events to the sessions that they belong to. What is refused, and with which
//! close code: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway>.

mod events;
mod login;
mod trouble;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, frame::coding::CloseCode};
use tokio_tungstenite::tungstenite::{Message as Frame, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async};

use super::Inner;
use super::state::State;

/// How many events a session keeps for a client that comes back.
const KEPT: usize = 4_000;
/// The longest frame that a client may send, in bytes:
/// <https://discord.com/developers/docs/events/gateway#sending-events>.
const LONGEST: usize = 4_096;
/// How many frames a client may send within [`RATE_WINDOW`]: <https://discord.com/developers/docs/events/gateway#rate-limiting>.
const RATE: usize = 120;
const RATE_WINDOW: Duration = Duration::from_secs(60);

/// What a connection has to do next.
pub(super) enum Out {
    Text(Utf8Bytes),
    /// All about a guild, made only when it is its turn: thousands of them would fill the memory.
    Guild {
        id: u64,
        seq: u64,
    },
    /// The session has been sent its guilds.
    Complete,
    Close(u16),
    /// Hang up, without a word.
    Drop,
}

/// What a session keeps.
pub(super) enum Kept {
    Text(Utf8Bytes),
    Guild(u64),
}

/// A websocket.
pub(super) struct Connection {
    pub(super) out: UnboundedSender<Out>,
    pub(super) session: Option<String>,
    /// It came to the address for resuming.
    back: bool,
    frames: VecDeque<Instant>,
}

/// What a client began with "identify".
pub(super) struct Session {
    pub(super) shard: (u32, u32),
    pub(super) intents: u64,
    pub(super) seq: u64,
    /// The last event that the client says it has read.
    heard: u64,
    /// The last event that the client was asked about.
    asked: u64,
    kept: VecDeque<(u64, Kept)>,
    pub(super) connection: Option<u64>,
    /// When its connection was lost, in Unix milliseconds.
    left: Option<i64>,
    complete: bool,
}

impl Session {
    pub(super) fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    pub(super) fn has_guilds(&self) -> bool {
        self.complete
    }
}

/// What happened so far.
#[derive(Default)]
pub(super) struct Counters {
    pub(super) connected: u64,
    pub(super) identifies: u64,
    pub(super) hasty: u64,
    pub(super) resumes: u64,
    pub(super) resumes_at_resume_url: u64,
    pub(super) heartbeats: u64,
    pub(super) closed: Vec<u16>,
    pub(super) left: Vec<u16>,
    pub(super) intents: Option<u64>,
    next: u64,
    /// When shards of each bucket identified last.
    last_identify: std::collections::HashMap<u32, Instant>,
    /// When the count of sessions began, in Unix milliseconds, and how many there were since.
    pub(super) budget: (i64, u32),
    /// Says nothing to heartbeats.
    deaf: bool,
    /// How many connections are refused.
    refuse: u32,
    /// Close codes that the next identifies are answered with.
    refuse_identify: VecDeque<u16>,
}

/// An event that was sent.
#[derive(Clone)]
pub(super) struct Event {
    guild: Option<u64>,
    intent: u64,
    kind: String,
    data: Value,
}

/// Takes connections until the runtime ends.
pub(super) async fn serve(listener: TcpListener, inner: Arc<Inner>, back: bool) -> Infallible {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let refused = {
            let mut state = inner.lock();
            let refused = state.gateway.refuse > 0;
            state.gateway.refuse = state.gateway.refuse.saturating_sub(1);
            refused
        };
        if !refused {
            tokio::task::spawn_local(connection(stream, Arc::clone(&inner), back));
        }
    }
}

async fn connection(stream: TcpStream, inner: Arc<Inner>, back: bool) {
    let mut query = String::new();
    // The library fixes the type of a refusal.
    #[allow(clippy::result_large_err)]
    let note = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        query = request.uri().query().unwrap_or_default().to_owned();
        Ok(response)
    };
    let Ok(mut socket) = accept_hdr_async(stream, note).await else { return };
    let (out, mut orders) = unbounded_channel();
    let (id, interval) = {
        let mut state = inner.lock();
        state.gateway.next += 1;
        state.gateway.connected += 1;
        let id = state.gateway.next;
        if let Some(code) = bad_query(&query) {
            state.gateway.closed.push(code);
            let _ = out.send(Out::Close(code));
        }
        let interval = state.conduct.heartbeat;
        let hello = json!({"t": null, "s": null, "op": 10, "d": {
            "heartbeat_interval": u64::try_from(interval.as_millis()).unwrap_or(u64::MAX),
            "_trace": ["[\"gateway-only-for-tests\",{\"micros\":0.0}]"],
        }});
        let _ = out.send(Out::Text(hello.to_string().into()));
        state.connections.insert(id, Connection { out, session: None, back, frames: VecDeque::new() });
        (id, interval)
    };
    inner.changed();
    let left = talk(&mut socket, &mut orders, &inner, id, interval).await;
    inner.lock().disconnected(id, left);
    inner.changed();
}

/// The close code for an address that the gateway doesn't speak at.
fn bad_query(query: &str) -> Option<u16> {
    let mut version = None;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match (name.as_ref(), value.as_ref()) {
            ("v", value) => version = Some(value.to_owned()),
            ("encoding", "json") => {}
            // ETF and compression exist; the fake doesn't speak them.
            _ => return Some(4002),
        }
    }
    (version.as_deref() != Some("10")).then_some(4012)
}

/// Speaks with a client until one side ends it. Gives the code that the client ended it with, 0 for none, `None` when
/// this side did.
async fn talk(
    socket: &mut WebSocketStream<TcpStream>,
    orders: &mut UnboundedReceiver<Out>,
    inner: &Inner,
    id: u64,
    interval: Duration,
) -> Option<u16> {
    let mut waiting = Vec::new();
    let mut alive = Instant::now();
    loop {
        // The real one waits a little longer than the interval.
        let silence = alive + interval * 2;
        tokio::select! {
            count = orders.recv_many(&mut waiting, 64) => {
                if count == 0 {
                    return None;
                }
                for order in waiting.drain(..) {
                    let sent = match order {
                        Out::Text(text) => socket.feed(Frame::Text(text)).await,
                        Out::Guild { id, seq } => {
                            let text = inner.lock().guild_event(id, seq);
                            socket.feed(Frame::Text(text)).await
                        }
                        Out::Complete => {
                            inner.lock().completed(id);
                            inner.changed();
                            Ok(())
                        }
                        Out::Close(code) => {
                            let frame = CloseFrame { code: CloseCode::from(code), reason: reason(code).into() };
                            let _ = socket.send(Frame::Close(Some(frame))).await;
                            let _ = tokio::time::timeout(Duration::from_secs(1), drain(socket)).await;
                            return None;
                        }
                        Out::Drop => return None,
                    };
                    if sent.is_err() {
                        return Some(0);
                    }
                }
                if socket.flush().await.is_err() {
                    return Some(0);
                }
            }
            frame = socket.next() => match frame {
                Some(Ok(Frame::Text(text))) => {
                    let mut state = inner.lock();
                    if state.receive(id, &text) {
                        alive = Instant::now();
                    }
                    drop(state);
                    inner.changed();
                }
                Some(Ok(Frame::Close(frame))) => return Some(frame.map_or(0, |f| f.code.into())),
                Some(Ok(Frame::Binary(_))) => inner.lock().punish(id, 4002),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Some(0),
            },
            () = tokio::time::sleep_until(silence.into()) => {
                inner.lock().punish(id, 4009);
                alive = Instant::now();
            }
        }
    }
}

/// Reads until the client has ended it too.
async fn drain(socket: &mut WebSocketStream<TcpStream>) {
    while let Some(Ok(_)) = socket.next().await {}
}

fn reason(code: u16) -> &'static str {
    match code {
        4001 => "Unknown opcode.",
        4002 => "Error while decoding payload.",
        4003 => "Not authenticated.",
        4004 => "Authentication failed.",
        4005 => "Already authenticated.",
        4007 => "Invalid seq.",
        4008 => "Rate limited.",
        4009 => "Session timed out.",
        4010 => "Invalid shard.",
        4011 => "Sharding required.",
        4012 => "Invalid API version.",
        4013 => "Invalid intent(s).",
        4014 => "Disallowed intent(s).",
        _ => "",
    }
}

impl State {
    /// Closes a connection because of what the client did.
    fn punish(&mut self, id: u64, code: u16) {
        self.gateway.closed.push(code);
        if let Some(connection) = self.connections.get(&id) {
            let _ = connection.out.send(Out::Close(code));
        }
        // After these a session can't be resumed.
        if matches!(code, 4004 | 4009)
            && let Some(session) = self.connections.get(&id).and_then(|c| c.session.clone())
        {
            self.sessions.remove(&session);
        }
    }

    fn send(&self, id: u64, frame: &Value) {
        if let Some(connection) = self.connections.get(&id) {
            let _ = connection.out.send(Out::Text(frame.to_string().into()));
        }
    }

    fn disconnected(&mut self, id: u64, left: Option<u16>) {
        let now = self.now_ms();
        self.gateway.left.extend(left);
        let Some(connection) = self.connections.remove(&id) else { return };
        let Some(name) = connection.session else { return };
        // Who says goodbye with 1000 or 1001 ends the session:
        // https://discord.com/developers/docs/events/gateway#initiating-a-disconnect
        if matches!(left, Some(1000 | 1001)) {
            self.sessions.remove(&name);
            return;
        }
        if let Some(session) = self.sessions.get_mut(&name).filter(|s| s.connection == Some(id)) {
            (session.connection, session.left) = (None, Some(now));
        }
    }

    /// Takes a client's frame. Whether it was a heartbeat or a login: a sign of life.
    fn receive(&mut self, id: u64, text: &str) -> bool {
        let now = Instant::now();
        let Some(connection) = self.connections.get_mut(&id) else { return false };
        while connection.frames.front().is_some_and(|first| now - *first >= RATE_WINDOW) {
            connection.frames.pop_front();
        }
        connection.frames.push_back(now);
        if connection.frames.len() > RATE {
            self.punish(id, 4008);
            return false;
        }
        let known = connection.session.clone().filter(|name| self.sessions.contains_key(name));
        let Some(frame) = serde_json::from_str::<Value>(text).ok().filter(|_| text.len() <= LONGEST) else {
            self.punish(id, 4002);
            return false;
        };
        match (frame["op"].as_u64(), known) {
            (Some(1), session) => {
                self.gateway.heartbeats += 1;
                if let (Some(session), Some(heard)) =
                    (session.and_then(|name| self.sessions.get_mut(&name)), frame["d"].as_u64())
                {
                    session.heard = session.heard.max(heard);
                }
                if !self.gateway.deaf {
                    self.send(id, &json!({"t": null, "s": null, "op": 11, "d": null}));
                }
            }
            (Some(2), None) => self.identify(id, &frame["d"]),
            (Some(6), None) => self.resume(id, &frame["d"]),
            (Some(2 | 6), Some(_)) => self.punish(id, 4005),
            (Some(3 | 4 | 8 | 31), Some(_)) => {}
            (Some(3 | 4 | 8 | 31), None) => self.punish(id, 4003),
            (Some(_), _) => self.punish(id, 4001),
            (None, _) => self.punish(id, 4002),
        }
        matches!(frame["op"].as_u64(), Some(1 | 2 | 6))
    }

    fn completed(&mut self, id: u64) {
        let name = self.connections.get(&id).and_then(|c| c.session.clone());
        if let Some(session) = name.and_then(|name| self.sessions.get_mut(&name)) {
            session.complete = true;
        }
    }
}
