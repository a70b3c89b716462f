//! The connection by which Discord tells what happens: its gateway, version 10, JSON without compression.
//!
//! [`serve`] keeps as many connections (shards) open as Discord recommends, and hands every event on. A connection that
//! breaks is resumed for as long as Discord keeps its session, so that no event is lost; a new session is started only
//! when Discord says that the old one is over, and never more often than it allows. Absent on purpose: what an event
//! means, any cache, and compression, which would cost more memory than the few events that are asked for.

mod address;
mod budget;
mod connection;
mod frame;
mod gate;
mod heart;
mod link;
mod oddities;
mod outlook;
mod session;

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use serde_json::value::RawValue;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use traffic::Backoff;

use crate::send::Sender;
use crate::settings::{Settings, Token};
use address::Reach;
use gate::{Gate, Source};
use link::Tls;
use oddities::Oddities;
pub(crate) use outlook::{Outlook, Way, look};
use session::{Ended, Next, Past, Shard};

/// How often in a row Discord may want more shards than it recommends.
const RECOUNTS: u32 = 5;
/// Shards that ran so long were none of a row of failures.
const STEADY: Duration = Duration::from_secs(3600);

/// An event, as Discord sent it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dispatched<'a> {
    /// What happened, such as `INTERACTION_CREATE`. `READY` comes first in each session.
    pub(crate) kind: &'a str,
    /// What is told about it: whatever Discord put there, JSON and nothing more. Still part of the frame: what is told
    /// of a large server isn't copied.
    pub(crate) data: &'a RawValue,
}

/// Takes an event in. It is called on the task that keeps the connection alive, so it must not wait or work for long;
/// when it returns, the event counts as taken, and Discord doesn't send it again.
pub(crate) type Take = Arc<dyn Fn(Dispatched<'_>) + Send + Sync>;

/// Why no events can come any more. Each says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum GatewayError {
    /// Close code 4004, or 401 from the API.
    #[error(
        "Discord no longer knows this token: make a new one in the developer portal (your application, Bot, Reset Token) \
         and put it into discord.token. If it still isn't known, Discord has disabled the bot, and wrote so to its owner"
    )]
    WrongToken,
    /// Close code 4010.
    #[error(
        "Discord doesn't accept how the bot's servers are divided among its connections (close code 4010): start the \
         bot again"
    )]
    InvalidShard,
    /// Close code 4011, again and again.
    #[error(
        "Discord wants the bot's servers divided among more connections than it recommends (close code 4011): start the \
         bot again in an hour"
    )]
    ShardingRequired,
    /// Close code 4012.
    #[error(
        "Discord no longer speaks version 10 of its gateway (close code 4012): update the bot to its newest version"
    )]
    InvalidVersion,
    /// Close code 4013.
    #[error(
        "Discord doesn't know the kinds of events that are asked for (close code 4013): update the bot to its newest \
         version"
    )]
    InvalidIntents,
    /// Close code 4014.
    #[error(
        "Discord doesn't allow this bot the events of its own servers and direct messages (close code 4014), which need \
         no approval: look in the developer portal whether the application is restricted, or write to Discord's support"
    )]
    DisallowedIntents,
}

/// Keeps the bot connected and hands its events to `take` until `stop` turns true; then says farewell, which takes about
/// a second at most. Whatever goes wrong on the way is tried again with growing delays.
///
/// # Errors
/// When no connection can succeed any more.
pub(crate) async fn serve(
    sender: Arc<Sender>,
    settings: &Settings,
    take: Take,
    stop: watch::Receiver<bool>,
) -> Result<(), GatewayError> {
    serve_from(sender, Reach::of(&settings.api_url), &settings.token, take, stop).await
}

/// The same with plans from anywhere.
async fn serve_from(
    source: Arc<dyn Source>,
    reach: Reach,
    token: &Token,
    take: Take,
    mut stop: watch::Receiver<bool>,
) -> Result<(), GatewayError> {
    let (tls, oddities) = (Tls::new(), Arc::new(Oddities::default()));
    let mut recounts = Backoff::new(Duration::from_secs(5), Duration::from_secs(300));
    let result = loop {
        let began = Instant::now();
        let gate = tokio::select! {
            biased;
            () = stopped(&mut stop) => break Ok(()),
            gate = Gate::open(Arc::clone(&source), reach) => match gate {
                Ok(gate) => gate,
                Err(error) => break Err(error),
            },
        };
        let (token, take, oddities) = (token.clone(), Arc::clone(&take), Arc::clone(&oddities));
        let shards = gate.shards();
        let common = Common { gate, shards, reach, tls: tls.clone(), token, take, oddities };
        match run(Arc::new(common), &mut stop).await {
            Over::Stopped => break Ok(()),
            Over::Failed(error) => break Err(error),
            Over::Recount => {}
        }
        if began.elapsed() > STEADY {
            recounts.reset();
        }
        if recounts.failures() >= RECOUNTS {
            break Err(GatewayError::ShardingRequired);
        }
        tracing::warn!(shards, "Discord wants the bot's servers divided among more connections; asking it how many");
        if !pause(recounts.next(), &mut stop).await {
            break Ok(());
        }
    };
    oddities.sum_up();
    result
}

/// What all shards share.
struct Common {
    gate: Gate,
    shards: u32,
    reach: Reach,
    tls: Tls,
    token: Token,
    take: Take,
    oddities: Arc<Oddities>,
}

/// Why shards ended.
enum Over {
    Stopped,
    Recount,
    Failed(GatewayError),
}

/// Runs all shards until they are to stop or one of them can't go on.
async fn run(common: Arc<Common>, stop: &mut watch::Receiver<bool>) -> Over {
    let (halt, halted) = watch::channel(false);
    let mut running = JoinSet::new();
    for shard in 0..common.shards {
        running.spawn(run_shard(Arc::clone(&common), shard, halted.clone()));
    }
    let mut over = None;
    loop {
        tokio::select! {
            () = stopped(stop), if !*halt.borrow() => {}
            ended = running.join_next() => match ended {
                None => return over.unwrap_or(Over::Stopped),
                Some(Ok(ended)) => over = over.or(Some(ended)),
                Some(Err(error)) => if let Ok(panic) = error.try_into_panic() {
                    std::panic::resume_unwind(panic)
                },
            },
        }
        halt.send_replace(true);
    }
}

/// Keeps one shard connected.
async fn run_shard(common: Arc<Common>, id: u32, mut stop: watch::Receiver<bool>) -> Over {
    let mut shard = Shard::new();
    let mut next = Next::Identify { wait: Duration::ZERO };
    // Whether the log has told that the shard isn't connected.
    let mut told = false;
    loop {
        let (wait, fresh) = match next {
            Next::Identify { wait } => (wait, true),
            Next::Resume { wait } => (wait, false),
            Next::Recount => return Over::Recount,
            Next::Stop => return Over::Stopped,
            Next::GiveUp(error) => return Over::Failed(error),
        };
        if !pause(wait, &mut stop).await {
            return Over::Stopped;
        }
        let opening = async {
            let turn = if fresh { Some(common.gate.turn(id).await?) } else { None };
            let address = match &turn {
                Some(turn) => turn.gateway.clone(),
                None => shard.resume_at().cloned().unwrap_or_else(|| common.gate.gateway()),
            };
            Ok((link::open(&address, &common.tls).await, turn))
        };
        let opened = tokio::select! {
            biased;
            () = stopped(&mut stop) => return Over::Stopped,
            opened = opening => opened,
        };
        let past = match opened {
            Err(error) => return Over::Failed(error),
            Ok((None, _)) => Past { ended: Ended::Unreachable, identified: None, settled: None },
            Ok((Some(link), turn)) => connection::live(link, &common, id, turn, &mut shard.session, &mut stop).await,
        };
        told &= past.settled.is_none();
        next = shard.after(past, Duration::from_secs_f64(1.0 + 4.0 * random()), Instant::now());
        tell(id, past.ended, next, &mut told);
    }
}

/// Tells that a connection ended: once, until there is one again.
fn tell(shard: u32, ended: Ended, next: Next, told: &mut bool) {
    let resumed = match next {
        Next::Resume { .. } => true,
        Next::Identify { .. } => false,
        Next::Recount | Next::Stop | Next::GiveUp(_) => return,
    };
    if ended == Ended::Reconnect {
        tracing::debug!(shard, "Discord asked for another connection");
    } else if !std::mem::replace(told, true) {
        let code = if let Ended::Closed(code) = ended { Some(code) } else { None };
        let words = if resumed {
            "the connection to Discord ended; it is resumed, so that no event is lost"
        } else {
            "the connection to Discord ended; trying again until there is one"
        };
        tracing::warn!(shard, code, why = ended.name(), "{words}");
    }
}

/// Resolves when the bot is to stop.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Whoever could say so no longer being there means the same.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Waits; `false` when the bot is to stop meanwhile.
async fn pause(wait: Duration, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        biased;
        () = stopped(stop) => false,
        () = tokio::time::sleep(wait) => true,
    }
}

/// A random number, 0 to 1.
fn random() -> f64 {
    // The standard library's keys for its maps are random, and good enough for this.
    f64::from(RandomState::new().hash_one(()) as u32) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests;
