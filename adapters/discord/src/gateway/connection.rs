//! One connection, from its first frame to its last.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::value::RawValue;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

use super::address::Address;
use super::frame::{self, Frame, Odd, Ready};
use super::gate::Turn;
use super::heart::{Beat, Heart};
use super::session::{Ended, Past, Session};
use super::{Common, Dispatched, random, stopped};

/// How long Discord may take to say hello.
const HELLO: Duration = Duration::from_secs(20);
/// How long nothing may come between hello and the word that a session begins. While Discord has trouble, it answers
/// heartbeats and asks to be waited for; each try costs one of the sessions that it allows.
const BEGINNING: Duration = Duration::from_secs(300);
/// How long nothing may come between hello and the word that a session goes on. Another try costs nothing.
const RESUMING: Duration = Duration::from_secs(60);
/// How long a frame may take to be sent.
const SENDING: Duration = Duration::from_secs(10);
/// How long it may take to close a connection. The bot's stop waits for it.
const CLOSING: Duration = Duration::from_secs(1);
/// The close code after which Discord keeps the session; after 1000 or 1001 it would end it.
const TO_BE_RESUMED: u16 = 4000;

/// Begins a session with a `turn`, or goes on with `session` without one; hands on what comes until the connection
/// ends. `session` is then what can be resumed.
pub(super) async fn live<S: AsyncRead + AsyncWrite + Unpin>(
    link: WebSocketStream<S>,
    common: &Common,
    shard: u32,
    turn: Option<Turn>,
    session: &mut Option<Session>,
    stop: &mut watch::Receiver<bool>,
) -> Past {
    let mut connection = Connection { link, common, shard, session, identified: None, settled: None };
    let ended = tokio::select! {
        biased;
        () = stopped(stop) => Ended::Stopped,
        Err(ended) = connection.run(turn) => ended,
    };
    // A connection that doesn't close is dropped.
    let _ = timeout(CLOSING, connection.close(ended)).await;
    Past { ended, identified: connection.identified, settled: connection.settled }
}

struct Connection<'a, S> {
    link: WebSocketStream<S>,
    common: &'a Common,
    shard: u32,
    session: &'a mut Option<Session>,
    identified: Option<Instant>,
    settled: Option<Instant>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<'_, S> {
    async fn run(&mut self, turn: Option<Turn>) -> Result<Infallible, Ended> {
        let every = timeout(HELLO, self.hello()).await.map_err(|_| Ended::Lost)??;
        let mut heart = Heart::new(every, random(), Instant::now());
        let settling = if turn.is_some() { BEGINNING } else { RESUMING };
        self.greet(turn).await?;
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                () = sleep_until(heart.due()) => match heart.beat(Instant::now()) {
                    Beat::Send => self.heartbeat().await?,
                    Beat::Dead => return Err(Ended::Dead),
                },
                () = sleep_until(heard + settling), if self.settled.is_none() => return Err(Ended::Lost),
                text = next(&mut self.link) => {
                    let Some(text) = self.noted(text?) else { continue };
                    match self.noted(Frame::read(&text)) {
                        Some(Frame::Dispatch { kind, sequence, data }) => {
                            heard = Instant::now();
                            self.dispatch(&kind, sequence, data);
                        }
                        Some(Frame::Heartbeat) => self.heartbeat().await?,
                        Some(Frame::HeartbeatAck) => heart.answered(),
                        Some(Frame::Reconnect) => return Err(Ended::Reconnect),
                        Some(Frame::InvalidSession { resumable }) => return Err(Ended::InvalidSession { resumable }),
                        Some(Frame::Hello { .. }) | None => {}
                    }
                }
            }
        }
    }

    /// Waits for the first frame: how long between two heartbeats.
    async fn hello(&mut self) -> Result<Duration, Ended> {
        loop {
            let text = next(&mut self.link).await?;
            let Some(text) = self.noted(text) else { continue };
            match self.noted(Frame::read(&text)) {
                Some(Frame::Hello { every }) => return Ok(every),
                Some(Frame::Reconnect) => return Err(Ended::Reconnect),
                Some(Frame::InvalidSession { resumable }) => return Err(Ended::InvalidSession { resumable }),
                _ => {}
            }
        }
    }

    async fn greet(&mut self, turn: Option<Turn>) -> Result<(), Ended> {
        let token = &self.common.token;
        let Some(turn) = turn else {
            // Without a session there would have been a turn.
            let session = self.session.as_ref().ok_or(Ended::InvalidSession { resumable: false })?;
            return self.send(frame::resume(token, session)).await;
        };
        *self.session = None;
        self.identified = Some(Instant::now());
        let sent = self.send(frame::identify(token, self.shard, self.common.shards)).await;
        turn.take();
        sent
    }

    fn dispatch(&mut self, kind: &str, sequence: Option<u64>, data: &RawValue) {
        match kind {
            "READY" => {
                self.settled = Some(Instant::now());
                tracing::info!(shard = self.shard, "connected to Discord");
                *self.session = self.noted(Ready::read(data)).map(|ready| {
                    let resume_at = ready.resume_gateway_url.and_then(|url| Address::parse(&url, self.common.reach));
                    Session { id: ready.session_id, resume_at, sequence: 0 }
                });
            }
            "RESUMED" => {
                self.settled = Some(Instant::now());
                tracing::info!(shard = self.shard, "connected to Discord again; no event was lost");
            }
            _ => {}
        }
        let event = Dispatched { kind, data };
        // An event over which the bot stumbles must not cost those that follow.
        if catch_unwind(AssertUnwindSafe(|| (self.common.take)(event))).is_err() {
            self.common.oddities.note(Odd::Stumbled);
        }
        // Only now: whatever happens before, Discord sends the event again.
        if let (Some(session), Some(sequence)) = (&mut *self.session, sequence) {
            session.sequence = sequence;
        }
    }

    async fn heartbeat(&mut self) -> Result<(), Ended> {
        let sequence = self.session.as_ref().map(|session| session.sequence);
        self.send(frame::heartbeat(sequence)).await
    }

    async fn send(&mut self, json: String) -> Result<(), Ended> {
        match timeout(SENDING, self.link.send(Message::text(json))).await {
            Ok(Ok(())) => Ok(()),
            // Why Discord closed the connection may still be there to read.
            Ok(Err(_)) => loop {
                next(&mut self.link).await?.ok();
            },
            Err(_) => Err(Ended::Lost),
        }
    }

    async fn close(&mut self, ended: Ended) {
        let code = match ended {
            Ended::Stopped => CloseCode::Normal,
            // Answers Discord's own word.
            Ended::Closed(_) => {
                let _ = self.link.flush().await;
                return;
            }
            _ => TO_BE_RESUMED.into(),
        };
        let word = CloseFrame { code, reason: Utf8Bytes::default() };
        if self.link.send(Message::Close(Some(word))).await.is_ok() && ended == Ended::Stopped {
            while let Some(Ok(_)) = self.link.next().await {}
        }
    }

    /// What could be read; what couldn't is counted.
    fn noted<T>(&self, read: Result<T, Odd>) -> Option<T> {
        read.map_err(|odd| self.common.oddities.note(odd)).ok()
    }
}

/// The next text, or how the connection ended.
async fn next<S: AsyncRead + AsyncWrite + Unpin>(
    link: &mut WebSocketStream<S>,
) -> Result<Result<Utf8Bytes, Odd>, Ended> {
    loop {
        return match link.next().await {
            Some(Ok(Message::Text(text))) => Ok(Ok(text)),
            Some(Ok(Message::Binary(_))) => Ok(Err(Odd::Binary)),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
            Some(Ok(Message::Close(word))) => Err(word.map_or(Ended::Lost, |word| Ended::Closed(word.code.into()))),
            Some(Err(Error::Capacity(_))) => Err(Ended::TooLong),
            Some(Err(_)) | None => Err(Ended::Lost),
        };
    }
}

#[cfg(test)]
mod tests;
