//! Discord's rate limits: <https://discord.com/developers/docs/topics/rate-limits>. The numbers of single routes aren't
//! published; these are what libraries see in the headers.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{Duration, Instant};

/// How the limit of calls a second is counted: the real way is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// So many in any second.
    SlidingWindow,
    /// A bucket of so many tokens that fills by so many a second.
    TokenBucket,
    /// So many in each second of the clock.
    FixedWindow,
}

/// How much the bot may send.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Calls a second, in all. Interactions' own calls don't count.
    pub per_second: u32,
    /// How these are counted.
    pub counting: Counting,
    /// How many calls of a route, within which time, for one channel, guild or webhook. Routes are written as in
    /// [`super::Call::route`]; those that aren't here are free.
    pub routes: BTreeMap<&'static str, (u32, Duration)>,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        let routes = [
            ("POST /channels/{channel}/messages", (5, seconds(5))),
            ("PATCH /channels/{channel}/messages/{message}", (5, seconds(5))),
            ("DELETE /channels/{channel}/messages/{message}", (5, seconds(1))),
            ("GET /channels/{channel}/messages", (5, seconds(5))),
            ("GET /channels/{channel}/messages/{message}", (30, seconds(30))),
            ("PATCH /channels/{channel}", (5, seconds(15))),
            ("POST /webhooks/{application}/{token}", (5, seconds(2))),
            ("PATCH /webhooks/{application}/{token}/messages/@original", (5, seconds(2))),
            ("PATCH /webhooks/{application}/{token}/messages/{message}", (5, seconds(2))),
            ("POST /users/@me/channels", (10, seconds(10))),
            ("GET /users/@me/guilds", (1, seconds(1))),
            ("GET /guilds/{guild}", (10, seconds(10))),
            ("GET /guilds/{guild}/members/{user}", (5, seconds(1))),
            ("PUT /applications/{application}/commands", (2, seconds(20))),
        ];
        Self { per_second: 50, counting: Counting::SlidingWindow, routes: BTreeMap::from(routes) }
    }
}

/// What a route's headers say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    pub(super) limit: u32,
    pub(super) remaining: u32,
    pub(super) reset_after: Duration,
}

/// Whether a call may be made.
pub(super) enum Verdict {
    Fine(Option<Room>),
    /// Its route's bucket is empty.
    Full(Room),
    /// Too many calls in all.
    Everywhere(Duration),
}

struct Bucket {
    left: u32,
    resets: Instant,
}

/// Counts calls.
pub(super) struct Pacer {
    limits: Option<Limits>,
    sent: VecDeque<Instant>,
    tokens: f64,
    filled: Option<Instant>,
    window: Option<(Instant, u32)>,
    refused_until: Option<Instant>,
    buckets: HashMap<(&'static str, String), Bucket>,
}

impl Pacer {
    pub(super) fn new(limits: Option<Limits>) -> Self {
        let tokens = limits.as_ref().map_or(0.0, |l| f64::from(l.per_second));
        let (sent, buckets) = (VecDeque::new(), HashMap::new());
        Self { limits, sent, tokens, filled: None, window: None, refused_until: None, buckets }
    }

    /// Counts a call of a route about a channel, guild or webhook.
    pub(super) fn take(&mut self, route: &'static str, major: &str, counts: bool, now: Instant) -> Verdict {
        if self.limits.is_none() {
            return Verdict::Fine(None);
        }
        if counts && let Some(wait) = self.everywhere(now) {
            return Verdict::Everywhere(wait);
        }
        let limits = self.limits.as_ref();
        let Some((limit, within)) = limits.and_then(|l| l.routes.get(route)).copied() else {
            return Verdict::Fine(None);
        };
        let fresh = || Bucket { left: limit, resets: now + within };
        let bucket = self.buckets.entry((route, major.to_owned())).or_insert_with(fresh);
        if bucket.resets <= now {
            *bucket = fresh();
        }
        let room = |left| Room { limit, remaining: left, reset_after: bucket.resets - now };
        if bucket.left == 0 {
            return Verdict::Full(room(0));
        }
        let left = bucket.left - 1;
        let room = room(left);
        bucket.left = left;
        Verdict::Fine(Some(room))
    }

    /// How long to wait when there are too many calls in all. Who goes on while told to wait is refused on.
    fn everywhere(&mut self, now: Instant) -> Option<Duration> {
        let limits = self.limits.as_ref()?;
        if let Some(until) = self.refused_until.filter(|until| now < *until) {
            return Some(until - now);
        }
        let second = Duration::from_secs(1);
        let full = match limits.counting {
            Counting::SlidingWindow => {
                while self.sent.front().is_some_and(|t| now - *t >= second) {
                    self.sent.pop_front();
                }
                let full = self.sent.len() >= limits.per_second as usize;
                self.sent.push_back(now);
                full
            }
            Counting::TokenBucket => {
                let most = f64::from(limits.per_second);
                let passed = self.filled.map_or(0.0, |t| (now - t).as_secs_f64());
                self.tokens = (self.tokens + passed * most).min(most);
                self.filled = Some(now);
                let full = self.tokens < 1.0;
                self.tokens -= if full { 0.0 } else { 1.0 };
                full
            }
            Counting::FixedWindow => {
                let window = self.window.filter(|(began, _)| now - *began < second).unwrap_or((now, 0));
                self.window = Some((window.0, window.1 + 1));
                window.1 >= limits.per_second
            }
        };
        full.then(|| {
            self.refused_until = Some(now + second);
            second
        })
    }
}
