//! How often Discord refused lately. Whoever gets 10,000 answers of 401, 403 or 429 within ten minutes is shut out, with
//! the whole address that it calls from
//! (<https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>). Long before, calls
//! slow down, and then they stop. Absent on purpose: what to do about a single refusal.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::api::{Fault, Scope};

/// The time over which Discord counts.
const WINDOW: Duration = Duration::from_secs(10 * 60);
/// Refusals are counted by such pieces of it; a piece counts until all of it is past.
const PIECE: Duration = Duration::from_secs(30);
/// From so many refusals on, calls follow each other slowly.
const SLOW: u32 = 4_000;
/// How slowly: if all of them were refused, another 3,000 would come in ten minutes.
const APART: Duration = Duration::from_millis(200);
/// From so many on, there are no calls. What is on its way then stays far below what is left.
const STOP: u32 = 8_000;
/// A slow call waits so long itself; whoever comes later is told to come again.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so many answers in a row that say the token is wrong, it is taken for wrong …
const IN_A_ROW: u32 = 3;
/// … and tried again only after this time, because Discord has been mistaken about tokens before.
const TRY_AGAIN: Duration = Duration::from_secs(60);

/// What was refused lately.
#[derive(Debug, Default)]
pub(crate) struct Refusals {
    /// When each piece of the window began, and how many refusals it has; the oldest first.
    pieces: VecDeque<(Instant, u32)>,
    /// When the next slow call may be made.
    next: Option<Instant>,
    /// How many answers in a row said that the token is wrong, and when the last did.
    unauthorized: Option<(u32, Instant)>,
    /// When the log told last that calls are slowed down.
    told: Option<Instant>,
}

impl Refusals {
    /// How long to wait before a call. Answers to interactions (`counts` is false) know no token of the bot's and are
    /// few, so they are only ever stopped.
    pub(crate) fn before(&mut self, counts: bool, now: Instant) -> Result<Duration, Fault> {
        let recently = |(row, last): &(u32, Instant)| *row >= IN_A_ROW && now < *last + TRY_AGAIN;
        if counts && self.unauthorized.as_ref().is_some_and(recently) {
            return Err(Fault::Unauthorized);
        }
        let refused = self.count(now);
        if refused < SLOW {
            return Ok(Duration::ZERO);
        }
        if self.told.is_none_or(|told| now >= told + WINDOW) {
            self.told = Some(now);
            tracing::error!(
                refused,
                "Discord refused so many calls in ten minutes that it would shut the bot out; calls slow down"
            );
        }
        let limited = |wait| Err(Fault::Limited { wait, scope: Scope::Everything });
        if refused >= STOP {
            let oldest = self.pieces.front().map_or(now, |(began, _)| *began);
            return limited((oldest + PIECE + WINDOW).saturating_duration_since(now));
        }
        if !counts {
            return Ok(Duration::ZERO);
        }
        let at = self.next.map_or(now, |next| next.max(now));
        let wait = at.saturating_duration_since(now);
        if wait > PATIENCE {
            return limited(wait);
        }
        self.next = Some(at + APART);
        Ok(wait)
    }

    /// Notes how a call ended. `shared` is a limit that others used up, which isn't counted against the bot.
    pub(crate) fn after(&mut self, counts: bool, status: u16, shared: bool, now: Instant) {
        if counts {
            match (status, self.unauthorized) {
                (401, row) => self.unauthorized = Some((row.map_or(1, |(row, _)| row.saturating_add(1)), now)),
                (500.., _) => {}
                (_, _) => self.unauthorized = None,
            }
        }
        if !matches!(status, 401 | 403 | 429) || shared {
            return;
        }
        match self.pieces.back_mut() {
            Some((began, refused)) if now < *began + PIECE => *refused += 1,
            _ => self.pieces.push_back((now, 1)),
        }
    }

    fn count(&mut self, now: Instant) -> u32 {
        while self.pieces.front().is_some_and(|(began, _)| now >= *began + PIECE + WINDOW) {
            self.pieces.pop_front();
        }
        self.pieces.iter().map(|(_, refused)| refused).sum()
    }
}

#[cfg(test)]
mod tests;
