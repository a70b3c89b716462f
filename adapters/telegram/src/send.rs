//! Sending: every message and every edit waits for its turn (see the crate `traffic`), replies are repeated while
//! that can help, and what the Bot API says about its limits reaches the pacing. Answers to callback and inline queries
//! and questions about chats aren't limited by Telegram and don't come here. Absent on purpose: repeating news, which is
//! the outbox's task and outlives the process.

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use teloxide::requests::Payload;
use tokio::time::Instant;
pub(crate) use traffic::Lane;
use traffic::{Backoff, Ended, Hold, Scope, Turns};

use crate::api::{Api, Fault};
use crate::settings::Limits;

/// How long the Bot API may take for one message. Telegram answers within a second as a rule.
const CALL: Duration = Duration::from_secs(20);

/// How long news waits for its turn before it goes back to the outbox, which asks again later. Together with [`CALL`]
/// it stays below the outbox's own patience, so that no message is given up while it is being sent.
const NEWS: Duration = Duration::from_secs(15);

/// How long a reply is tried. Later, an answer would surprise more than help.
const REPLY: Duration = Duration::from_secs(5 * 60);

/// The first delay after a fault.
const FIRST_DELAY: Duration = Duration::from_millis(500);

/// The longest delay between two tries.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// How often a reply follows a group that moves. Groups become supergroups once; more would be a circle.
const MOVES: u32 = 2;

/// Sends messages, each in its turn.
pub(crate) struct Sender {
    api: Api,
    turns: Turns<i64>,
}

impl Sender {
    /// Over this API, within these limits. Must be called inside a Tokio runtime, whose clock it uses.
    pub(crate) fn new(api: Api, limits: Limits) -> Self {
        Self { api, turns: Turns::new(turns(limits)) }
    }

    /// Lets no news begin while what this gives lives.
    pub(crate) fn hold(&self) -> Hold<i64> {
        self.turns.hold()
    }

    /// Waits for its turn and sends once. News whose turn is far away isn't sent: that is a [`Fault::Flood`] with the
    /// time until its turn.
    pub(crate) async fn send<T: DeserializeOwned>(
        &self,
        lane: Lane,
        chat: i64,
        payload: &(impl Payload + Serialize),
    ) -> Result<T, Fault> {
        let patience = match lane {
            Lane::Reply => REPLY,
            Lane::News => NEWS,
        };
        self.once(lane, chat, payload, patience).await
    }

    /// Sends a reply, which `payload` makes for a chat: again with growing delays while Telegram is out of reach or busy,
    /// and at the new id when the group moved. After five minutes it is given up, with a line in the log.
    pub(crate) async fn send_patiently<T: DeserializeOwned, P: Payload + Serialize>(
        &self,
        mut chat: i64,
        payload: impl Fn(i64) -> P,
    ) -> Result<T, Fault> {
        let until = Instant::now() + REPLY;
        let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
        let mut moves = 0;
        loop {
            let patience = until.saturating_duration_since(Instant::now());
            let fault = match self.once(Lane::Reply, chat, &payload(chat), patience).await {
                Err(fault) => fault,
                sent => return sent,
            };
            let delay = match fault {
                // The pacing knows, and gives the next turn after it.
                Fault::Flood(_) => Duration::ZERO,
                Fault::Unreachable => backoff.next(),
                Fault::Moved(id) if moves < MOVES => {
                    moves += 1;
                    chat = id;
                    Duration::ZERO
                }
                fault => return Err(fault),
            };
            if Instant::now() + delay >= until {
                tracing::warn!(%fault, "a reply is given up: it could not be sent for five minutes");
                return Err(fault);
            }
            tokio::time::sleep(delay).await;
        }
    }

    async fn once<T: DeserializeOwned>(
        &self,
        lane: Lane,
        chat: i64,
        payload: &(impl Payload + Serialize),
        patience: Duration,
    ) -> Result<T, Fault> {
        let turn = self.turns.turn(lane, chat, patience).await.map_err(Fault::Flood)?;
        let result = self.api.call(payload, CALL).await;
        turn.end(match &result {
            // It isn't said which limit was hit.
            Err(Fault::Flood(wait)) => Ended::Refused { wait: *wait, scope: Scope::Unknown },
            _ => Ended::Fine,
        });
        result
    }
}

/// The limits, by chat.
fn turns(limits: Limits) -> traffic::Limits<i64> {
    let Limits { per_second, chat_gap: gap, group_per_minute: per_minute } = limits;
    // Groups and channels have negative ids, people positive ones.
    traffic::Limits { per_second, gap, per_minute, has_minute: |chat| chat < 0 }
}

#[cfg(test)]
mod tests;
