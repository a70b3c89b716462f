//! Long polling: fetches updates, has them answered, and confirms them by asking for the next. A confirmed update is
//! gone, so what isn't answered by then is kept first (see `ledger.rs`). Nothing that comes ends the loop but a stop,
//! a token that isn't valid any more, or a webhook that takes the updates.

use std::time::{Duration, Instant};

use serde_json::value::RawValue;
use teloxide::ApiError;
use teloxide::payloads::GetUpdates;
use tokio::sync::watch;
use traffic::Backoff;

use crate::RunError;
use crate::api::{Answer, Api, Fault};
use crate::intake::{Intake, kinds};
use crate::ledger::{Batch, Ledger};

/// How long the Bot API holds a poll open when there is nothing to tell.
const POLL: Duration = Duration::from_secs(50);
/// How long we wait for it; longer, so that an answer on its way isn't lost.
const PATIENCE: Duration = Duration::from_secs(65);
/// How long the confirmation may take when the bot stops. Whoever asks with the same offset twice within three seconds
/// is kept waiting for three, whatever the timeout says.
const FAREWELL: Duration = Duration::from_secs(5);
/// How many updates are asked for, which is as many as the Bot API tells at once.
const FULL: u8 = 100;
/// How long the log isn't told again of another program that polls, too: the polls end each other's in turns.
const CONFLICT_AGAIN: Duration = Duration::from_secs(10 * 60);
/// The least time between two tries while another program polls, too.
const POLITE: Duration = Duration::from_secs(5);
/// The longest answer that is read, in bytes; a hundred long messages come to some 2 MB.
const LONGEST: usize = 8 * 1024 * 1024;
/// How long the answers to a few updates are waited for, before they are kept.
const GRACE: Duration = Duration::from_millis(20);
/// How long the answers to as many updates as can be fetched at once are waited for where the Bot API is near. Where it
/// is far, more are fetched meanwhile, or the network would set the pace.
const FULL_GRACE: Duration = Duration::from_millis(100);
/// The Bot API is near when an answer that need not be waited for takes less.
const NEAR: Duration = Duration::from_millis(25);
/// How often in a row the token may be refused, which takes about a minute: Telegram's own trouble has looked like that.
const REFUSALS: u32 = 8;

/// Fetches updates until `stop` turns true. What isn't confirmed comes again.
pub(crate) async fn poll(
    api: &Api,
    intake: &Intake,
    ledger: &Ledger,
    stop: &mut watch::Receiver<bool>,
) -> Result<Unconfirmed, RunError> {
    let mut polling = Polling::new();
    let mut offset = None;
    loop {
        let mut asked = Instant::now();
        let answer = tokio::select! {
            biased;
            () = stopped(stop) => break,
            answer = async {
                intake.room().await;
                asked = Instant::now();
                let request = get_updates(offset, polling.limit, polling.timeout());
                api.post(&request, PATIENCE, LONGEST).await
            } => answer,
        };
        let near = asked.elapsed() < NEAR;
        let mut batch = ledger.batch();
        let fetched = answer.and_then(|answer| take(&answer, polling.limit, intake, &mut batch));
        let count = match fetched {
            Ok(Fetched { count, next }) => {
                offset = next.or(offset);
                polling.works();
                count
            }
            Err(fault) => {
                let wait = polling.failed(&fault)?;
                tokio::select! {
                    () = stopped(stop) => break,
                    () = tokio::time::sleep(wait) => continue,
                }
            }
        };
        let grace = match (count < usize::from(FULL), near) {
            (true, _) => GRACE,
            (false, true) => FULL_GRACE,
            (false, false) => Duration::ZERO,
        };
        tokio::select! {
            () = ledger.close(&mut batch, grace) => {}
            () = stopped(stop) => return Ok(Unconfirmed { offset, batch }),
        }
    }
    Ok(Unconfirmed { offset, batch: ledger.batch() })
}

/// What was fetched last and isn't confirmed yet.
pub(crate) struct Unconfirmed {
    offset: Option<i32>,
    /// What of it waits for an answer.
    batch: Batch,
}

impl Unconfirmed {
    /// Keeps what of it isn't answered, and confirms it, so that it doesn't come again.
    pub(crate) async fn confirm(&mut self, api: &Api, ledger: &Ledger) {
        let Some(offset) = self.offset else { return };
        let _ = tokio::time::timeout(GRACE, self.batch.answered()).await;
        if !ledger.keep(&mut self.batch).await {
            tracing::warn!("what was fetched last can't be kept; it comes again after the next start");
            return;
        }
        let told = api.call::<serde::de::IgnoredAny>(&get_updates(Some(offset), 1, Duration::ZERO), FAREWELL).await;
        if let Err(fault) = told {
            tracing::warn!(%fault, "what was fetched last can't be confirmed, and may be answered again");
        }
    }
}

/// Resolves when the bot is to stop, also when whoever could say so is gone.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

fn get_updates(offset: Option<i32>, limit: u8, timeout: Duration) -> GetUpdates {
    GetUpdates {
        offset,
        limit: Some(limit),
        timeout: Some(u32::try_from(timeout.as_secs()).unwrap_or(0)),
        allowed_updates: Some(kinds()),
    }
}

/// What an answer held.
#[derive(Debug, PartialEq, Eq)]
struct Fetched {
    count: usize,
    /// The offset that confirms it.
    next: Option<i32>,
}

/// Starts answering what came.
fn take(answer: &Answer, limit: u8, intake: &Intake, batch: &mut Batch) -> Result<Fetched, Fault> {
    let updates = match answer.read::<Vec<&RawValue>>() {
        // Alone, and still too long or broken: the ones behind it must not wait for ever.
        Err(Fault::Unreadable) if limit == 1 => {
            let id = first_id(&answer.body).ok_or(Fault::Unreadable)?;
            tracing::warn!(update = id, "an update is skipped: it is too long or broken");
            return Ok(Fetched { count: 1, next: id.checked_add(1) });
        }
        updates => updates?,
    };
    let mut next = None;
    for update in &updates {
        let id = intake.take(update.get(), batch);
        next = next.max(id.and_then(|id| id.checked_add(1)));
    }
    if next.is_none() && !updates.is_empty() {
        // Not one number among them: without a number nothing can be confirmed.
        return Err(Fault::Unreadable);
    }
    Ok(Fetched { count: updates.len(), next })
}

/// The first update's number in an answer that is no whole JSON.
fn first_id(body: &[u8]) -> Option<i32> {
    const KEY: &[u8] = b"\"update_id\"";
    let at = body.windows(KEY.len()).position(|window| window == KEY)?;
    let rest = body[at + KEY.len()..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let end = rest.iter().position(|b| !b.is_ascii_digit())?;
    std::str::from_utf8(&rest[..end]).ok()?.parse().ok()
}

/// How the polling goes, and what the log was told of it.
struct Polling {
    /// How many updates are asked for: one while an answer can't be read, to find out which update it is.
    limit: u8,
    backoff: Backoff,
    trouble: Option<Trouble>,
    /// When the log was told of another program that polls, too.
    conflict_told: Option<Instant>,
}

/// What keeps the updates away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Unreachable,
    Unreadable,
    AnotherPoller,
    Refused,
}

impl Polling {
    fn new() -> Self {
        Self {
            limit: FULL,
            backoff: Backoff::new(Duration::from_millis(250), Duration::from_secs(30)),
            trouble: None,
            conflict_told: None,
        }
    }

    /// How long a poll is held open. After trouble not at all, to learn at once that it is over.
    fn timeout(&self) -> Duration {
        if self.trouble.is_some() { Duration::ZERO } else { POLL }
    }

    fn works(&mut self) {
        match self.trouble.take() {
            // Polls that end each other's work in turns.
            None | Some(Trouble::AnotherPoller) => {}
            Some(_) => tracing::info!("updates come in from Telegram again"),
        }
        self.backoff.reset();
        self.limit = FULL;
    }

    /// How long to wait after a fault. Each kind of trouble is told once, until it is over.
    fn failed(&mut self, fault: &Fault) -> Result<Duration, RunError> {
        let trouble = match fault {
            Fault::Refused(ApiError::CantGetUpdates) => return Err(RunError::WebhookSet),
            Fault::Refused(ApiError::InvalidToken) if self.backoff.failures() >= REFUSALS => {
                return Err(RunError::WrongToken);
            }
            Fault::Refused(ApiError::TerminatedByOtherGetUpdates) => Trouble::AnotherPoller,
            Fault::Refused(_) | Fault::Moved(_) => Trouble::Refused,
            Fault::Unreadable if self.limit > 1 => {
                self.limit = 1;
                return Ok(Duration::ZERO);
            }
            Fault::Unreadable => {
                // An update without a number can only be passed over together with one behind it.
                self.limit = FULL;
                Trouble::Unreadable
            }
            Fault::Unreachable | Fault::Flood(_) => Trouble::Unreachable,
        };
        let told = match trouble {
            Trouble::AnotherPoller => self.conflict_told.is_some_and(|at| at.elapsed() < CONFLICT_AGAIN),
            trouble => self.trouble == Some(trouble),
        };
        if !told {
            match trouble {
                Trouble::AnotherPoller => tracing::error!(
                    "another program fetches this bot's updates with the same token: stop that one, or give each a bot of its own"
                ),
                Trouble::Unreadable => tracing::error!("the Bot API's updates can't be read; trying again"),
                Trouble::Unreachable | Trouble::Refused => {
                    tracing::warn!(%fault, "no updates come in from Telegram; trying again until they do");
                }
            }
        }
        if trouble == Trouble::AnotherPoller && !told {
            self.conflict_told = Some(Instant::now());
        }
        self.trouble = Some(trouble);
        let wait = self.backoff.at_least(fault.wait());
        Ok(match fault {
            // Each of our polls ends the other's, whose program may be the one that is wanted.
            Fault::Refused(ApiError::TerminatedByOtherGetUpdates) => wait.max(POLITE),
            _ => wait,
        })
    }
}

#[cfg(test)]
mod tests;
