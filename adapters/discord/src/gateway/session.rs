//! What becomes of a shard when its connection ends: pure, so that every way to end is tested.

use std::time::Duration;

use tokio::time::Instant;
use traffic::Backoff;

use super::GatewayError;
use super::address::Address;

/// The shortest and the longest wait between two attempts to connect.
const ATTEMPTS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));
/// The shortest and the longest wait before a session that follows one which didn't last. At most 288 a day come of it;
/// Discord allows a bot 1,000, and takes the token away from one that needs more.
const SESSIONS: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(300));
/// A connection that lasted so long was none of a row of failures.
const STEADY: Duration = Duration::from_secs(60);
/// A session that lasted so long was none of a row of failures.
const LASTING: Duration = Duration::from_secs(300);
/// How often the address where a session is to be resumed is tried before that of all sessions.
const STRAYED: u32 = 3;
/// How often a frame that is too long may come before the session, which would send it again, is given up.
const STUCK: u32 = 3;

/// What a shard and Discord agreed on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Session {
    /// What Discord calls it.
    pub(super) id: String,
    /// Where Discord wants it resumed; without it, where all sessions begin.
    pub(super) resume_at: Option<Address>,
    /// The number of the last event that was handed on.
    pub(super) sequence: u64,
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The bot stops.
    Stopped,
    /// It never opened.
    Unreachable,
    /// It broke, or nothing came that had to come.
    Lost,
    /// Heartbeats were no longer answered.
    Dead,
    /// Discord asked for another one.
    Reconnect,
    /// Discord says that the session is over, or can be resumed only by another connection.
    InvalidSession { resumable: bool },
    /// Discord closed it and said why.
    Closed(u16),
    /// What Discord sent is longer than is read.
    TooLong,
}

impl Ended {
    /// What happened, for the log.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Stopped => "the bot stops",
            Self::Unreachable => "Discord's gateway can't be reached",
            Self::Lost => "it broke, or Discord said nothing",
            Self::Dead => "Discord no longer answered",
            Self::Reconnect => "Discord asked for another one",
            Self::InvalidSession { resumable: true } => "Discord wants the session resumed by another one",
            Self::InvalidSession { resumable: false } => "Discord ended the session",
            Self::Closed(_) => "Discord closed it",
            Self::TooLong => "Discord sent more at once than is read",
        }
    }
}

/// One connection, when it is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past {
    /// How it ended.
    pub(super) ended: Ended,
    /// When it was begun to identify, if it was.
    pub(super) identified: Option<Instant>,
    /// When Discord said that the session begins or goes on, if it did.
    pub(super) settled: Option<Instant>,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Another connection for the same session, after a wait.
    Resume { wait: Duration },
    /// A new session, after a wait.
    Identify { wait: Duration },
    /// Another number of shards: Discord is to be asked how many.
    Recount,
    /// Nothing: the bot stops.
    Stop,
    /// Nothing: no connection can succeed.
    GiveUp(GatewayError),
}

/// One shard, from connection to connection.
#[derive(Debug)]
pub(super) struct Shard {
    /// The session that is to be resumed.
    pub(super) session: Option<Session>,
    attempts: Backoff,
    sessions: Backoff,
    identified: Option<Instant>,
    /// Connections in a row that never opened.
    unreachable: u32,
    /// Connections in a row that ended with a frame that is too long.
    stuck: u32,
}

impl Shard {
    /// A shard that has no session yet.
    pub(super) fn new() -> Self {
        let (attempts, sessions) = (Backoff::new(ATTEMPTS.0, ATTEMPTS.1), Backoff::new(SESSIONS.0, SESSIONS.1));
        Self { session: None, attempts, sessions, identified: None, unreachable: 0, stuck: 0 }
    }

    /// Where the session is to be resumed: `None` if where all sessions begin.
    pub(super) fn resume_at(&self) -> Option<&Address> {
        if self.unreachable >= STRAYED {
            return None;
        }
        self.session.as_ref()?.resume_at.as_ref()
    }

    /// What comes after a connection. `pause` is what Discord asks to wait after an invalid session: random, 1 to 5
    /// seconds.
    pub(super) fn after(&mut self, past: Past, pause: Duration, now: Instant) -> Next {
        self.identified = past.identified.or(self.identified);
        if past.settled.is_some_and(|settled| now - settled >= STEADY) {
            self.attempts.reset();
        }
        self.unreachable = if past.ended == Ended::Unreachable { self.unreachable + 1 } else { 0 };
        self.stuck = if past.ended == Ended::TooLong { self.stuck + 1 } else { 0 };
        let over = match past.ended {
            Ended::Stopped => return Next::Stop,
            Ended::Closed(code) => match fate(code) {
                Fate::Resumable => false,
                Fate::Over => true,
                Fate::Recount => return Next::Recount,
                Fate::Final(error) => return Next::GiveUp(error),
            },
            Ended::InvalidSession { resumable } => !resumable,
            Ended::TooLong => self.stuck >= STUCK,
            Ended::Unreachable | Ended::Lost | Ended::Dead | Ended::Reconnect => false,
        };
        let first = self.attempts.failures() == 0 && past.settled.is_some();
        let mut wait = self.attempts.next();
        if first {
            // What worked until now is tried again at once.
            wait = Duration::ZERO;
        }
        if matches!(past.ended, Ended::InvalidSession { .. }) {
            wait = wait.max(pause);
        }
        if over {
            self.session = None;
            self.stuck = 0;
        }
        if self.session.is_some() {
            return Next::Resume { wait };
        }
        if let Some(identified) = self.identified.take() {
            if now - identified >= LASTING {
                self.sessions.reset();
            } else {
                wait = wait.max(self.sessions.next());
            }
        }
        Next::Identify { wait }
    }
}

/// What a close code means: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway>.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Resumable,
    Over,
    Recount,
    Final(GatewayError),
}

fn fate(code: u16) -> Fate {
    match code {
        // Not authenticated (also: "this session has been invalidated"), invalid sequence, session timed out.
        4003 | 4007 | 4009 => Fate::Over,
        4004 => Fate::Final(GatewayError::WrongToken),
        4010 => Fate::Final(GatewayError::InvalidShard),
        4011 => Fate::Recount,
        4012 => Fate::Final(GatewayError::InvalidVersion),
        4013 => Fate::Final(GatewayError::InvalidIntents),
        4014 => Fate::Final(GatewayError::DisallowedIntents),
        // If Discord doesn't keep the session, it says so when it is resumed, which costs nothing; to begin anew without
        // need would cost events.
        _ => Fate::Resumable,
    }
}

#[cfg(test)]
mod tests;
