//! Telegram's limits on what a bot sends.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// How the limit of messages a second is counted: the real way is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// So many in any second.
    SlidingWindow,
    /// A bucket of so many tokens that fills by so many a second.
    TokenBucket,
}

/// How much the bot may send.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Messages a second, in all.
    pub per_second: u32,
    /// How these are counted.
    pub counting: Counting,
    /// The least time between two messages to a chat.
    pub chat_gap: Duration,
    /// Messages a minute to a group or channel.
    pub group_per_minute: u32,
    /// Changes of messages count too.
    pub edits: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_second: 30,
            counting: Counting::SlidingWindow,
            chat_gap: Duration::from_secs(1),
            group_per_minute: 20,
            edits: false,
        }
    }
}

#[derive(Default)]
struct PerChat {
    sent: VecDeque<Instant>,
    refused_until: Option<Instant>,
}

/// Counts what is sent.
pub(super) struct Pacer {
    limits: Option<Limits>,
    sent: VecDeque<Instant>,
    tokens: f64,
    filled: Option<Instant>,
    refused_until: Option<Instant>,
    chats: HashMap<i64, PerChat>,
}

impl Pacer {
    pub(super) fn new(limits: Option<Limits>) -> Self {
        let tokens = limits.map_or(0.0, |l| f64::from(l.per_second));
        Self { limits, sent: VecDeque::new(), tokens, filled: None, refused_until: None, chats: HashMap::new() }
    }

    pub(super) fn counts_edits(&self) -> bool {
        self.limits.is_some_and(|l| l.edits)
    }

    /// Counts a message to a chat, or says how many seconds to wait. Who sends on while told to wait is refused on.
    pub(super) fn send(&mut self, chat: i64, is_group: bool, now: Instant) -> Result<(), u64> {
        let Some(limits) = self.limits else { return Ok(()) };
        let ceil = |until: Instant| (until - now).as_secs_f64().ceil().max(1.0) as u64;
        for until in [self.refused_until, self.chats.get(&chat).and_then(|c| c.refused_until)].into_iter().flatten() {
            if now < until {
                return Err(ceil(until));
            }
        }
        let second = Duration::from_secs(1);
        let everywhere = match limits.counting {
            Counting::SlidingWindow => {
                while self.sent.front().is_some_and(|t| now - *t >= second) {
                    self.sent.pop_front();
                }
                self.sent.len() >= limits.per_second as usize
            }
            Counting::TokenBucket => {
                let most = f64::from(limits.per_second);
                let passed = self.filled.map_or(0.0, |t| (now - t).as_secs_f64());
                self.tokens = (self.tokens + passed * most).min(most);
                self.filled = Some(now);
                self.tokens < 1.0
            }
        };
        if everywhere {
            self.refused_until = Some(now + second);
            return Err(1);
        }
        let sent = self.chats.entry(chat).or_default();
        let keep = if is_group { Duration::from_secs(60) } else { limits.chat_gap };
        while sent.sent.front().is_some_and(|t| now - *t >= keep) {
            sent.sent.pop_front();
        }
        let gap = sent.sent.back().map(|last| *last + limits.chat_gap).filter(|free| now < *free);
        let full = is_group && sent.sent.len() >= limits.group_per_minute as usize;
        let minute = sent.sent.front().filter(|_| full).map(|first| *first + Duration::from_secs(60));
        if let Some(until) = gap.max(minute) {
            let seconds = ceil(until);
            sent.refused_until = Some(now + Duration::from_secs(seconds));
            return Err(seconds);
        }
        sent.sent.push_back(now);
        self.sent.push_back(now);
        self.tokens -= 1.0;
        if limits.counting == Counting::TokenBucket {
            self.sent.clear();
        }
        Ok(())
    }
}
