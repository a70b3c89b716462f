//! The connection by which Discord tells what happens: its gateway, version 10, JSON without compression.
//!
//! [`serve`] keeps as many connections (shards) open as Discord recommends, and hands every event on. A connection that
//! breaks is resumed for as long as Discord keeps its session, so that no event is lost; a new session is started only
//! when Discord says that the old one is over, and never more often than it allows. Absent on purpose: what an event
//! means, any cache, and compression, which would cost more memory than the few events that are asked for.

use std::sync::Arc;

use serde_json::value::RawValue;
use tokio::sync::watch;

use crate::settings::Token;

/// An event, as Discord sent it.
#[derive(Debug)]
pub(crate) struct Dispatched {
    /// The connection that it came by: 0, or less than the number of shards that Discord recommends.
    pub(crate) shard: u32,
    /// What happened, such as `INTERACTION_CREATE`. `READY` comes first in each session.
    pub(crate) kind: String,
    /// What is told about it: whatever Discord put there, JSON and nothing more.
    pub(crate) data: Box<RawValue>,
}

/// Takes an event in. It is called on the task that keeps the connection alive, so it must not wait or work for long;
/// when it returns, the event counts as taken, and Discord doesn't send it again.
pub(crate) type Take = Arc<dyn Fn(Dispatched) + Send + Sync>;

/// Why no events can come any more. Each says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum GatewayError {
    /// Close code 4004, or 401 from the API.
    #[error(
        "Discord no longer knows this token: make a new one in the developer portal (Bot, Reset Token) and put it into \
         discord.token"
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

/// Keeps the bot connected and hands its events to `take` until `stop` turns true; then says farewell, which takes at
/// most some seconds. Whatever goes wrong on the way is tried again with growing delays.
///
/// # Errors
/// When no connection can succeed any more.
pub(crate) async fn serve(token: &Token, take: Take, mut stop: watch::Receiver<bool>) -> Result<(), GatewayError> {
    let _ = (token, take);
    let _ = stop.wait_for(|stop| *stop).await;
    Ok(())
}
