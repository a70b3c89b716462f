//! When which message may be sent: an algorithm without clock, network or tasks; `turns.rs` gives it those.
//!
//! Services say how much they take (so many calls a second in all, one a second in a chat, so many a minute in a group)
//! but not how they count. So this holds under every way of counting, at the server, whatever the network does:
//!
//! - There are as many permits as calls a second. One comes back a second after its call *ended*. Whenever the
//!   server counted the call, the next one with that permit comes at least a second later, so no second holds more.
//! - Under one key (a chat, or whatever else has a limit of its own) there is one call at a time, and the next starts
//!   after the gap from the *end* of the one before; a minute is counted in the same way, for keys that have such a limit.
//! - Starts follow the "generic cell rate algorithm", which is a token bucket turned around: a bucket that holds a
//!   third of a second's messages never runs empty. News, of which there is much at once, keeps closer to the even
//!   beat, its starts are always apart, and none begins while the end of another is still being kept: whoever pulls the
//!   plug finds one message of uncertain fate, not a handful.
//! - A process that was killed may have used up everything just before. So the first second is begun as if it had.
//!
//! Replies go before news, but of ten starts at least one is for news that waits. Within a lane, it is first come,
//! first served among the keys that may be used. A key is forgotten once its limits are past.
//!
//! A service that is told too much says how long to wait, and some also for what ([`Scope`]). Where it doesn't, the first
//! such answer pauses its key. When a second key is told the same meanwhile, it is not about a key, and everything pauses.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::Hash;
use std::time::Duration;

use tokio::time::Instant;

/// The time in which all permits can be used once.
const SECOND: Duration = Duration::from_secs(1);

/// The time over which the calls of keys with a limit by the minute are counted.
const MINUTE: Duration = Duration::from_secs(60);

/// The most permits there are; more would cost memory and change nothing.
const MOST: u32 = 100_000;

/// After so many replies in a row, it is the turn of news that waits.
const IN_A_ROW: u32 = 9;

/// Who waits for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A person, who wrote just now.
    Reply,
    /// Nobody in particular.
    News,
}

/// How much a service takes. `K` is what has a limit of its own.
#[derive(Clone, Copy, Debug)]
pub struct Limits<K> {
    /// Calls a second, all together.
    pub per_second: u32,
    /// The time between two calls under the same key.
    pub gap: Duration,
    /// Calls a minute under a key that has such a limit.
    pub per_minute: u32,
    /// Which keys have it.
    pub has_minute: fn(K) -> bool,
}

/// How a call ended, as far as limits are concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ended {
    /// Nothing was said about limits.
    #[default]
    Fine,
    /// It was carried out, and the next under this key may come after this time.
    Rest(Duration),
    /// It was refused, because there were too many.
    Refused {
        /// How long to wait.
        wait: Duration,
        /// For what.
        scope: Scope,
    },
}

/// What a service has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Calls under this key.
    Key,
    /// Calls of any kind.
    Everything,
    /// It doesn't say.
    Unknown,
}

/// What can be used as a key.
pub trait Key: Copy + Ord + Hash + Send + 'static {}

impl<K: Copy + Ord + Hash + Send + 'static> Key for K {}

/// A place in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ticket(u64);

/// What can be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The call with this ticket starts.
    Start(Ticket),
    /// Nothing before this time, unless something changes.
    Wait(Instant),
    /// Nothing, unless something changes.
    Rest,
}

/// All limits, and everybody who waits.
pub(crate) struct Pace<K> {
    limits: Limits<K>,
    permits: usize,
    /// The even beat.
    interval: Duration,
    /// How far a reply may run ahead of the beat.
    burst: Duration,
    /// How far news may, to make up for a delay.
    slack: Duration,
    /// The least time between two starts of news.
    apart: Duration,
    /// Keys that aren't known may have been used just before this process began.
    known_from: Instant,
    /// How many calls are under way.
    under_way: usize,
    /// When the permits that were used come back, soonest first.
    back: VecDeque<Instant>,
    /// When the next start is due by the beat.
    due: Instant,
    /// When news may start again.
    news_from: Instant,
    /// How many replies went before news that waited.
    in_a_row: u32,
    /// How many pieces of news have ended whose end is still being kept; no other begins meanwhile.
    held: usize,
    /// Nothing is sent before.
    paused: Instant,
    /// The key that was told to wait the longest, and until when.
    told_to_wait: Option<(K, Instant)>,
    keys: HashMap<K, Place>,
    /// The first ticket of each key that may be used, for replies and for news.
    ready: [BTreeMap<Ticket, K>; 2],
    /// Keys with somebody waiting that may not be used yet.
    later: BTreeSet<(Instant, K)>,
    /// Keys that nobody waits for, and when they can be forgotten.
    fading: BTreeSet<(Instant, K)>,
    tickets: u64,
}

/// A key that was used lately, or will be.
struct Place {
    busy: bool,
    /// When it may be used again, by the gap and by what the service said.
    free_from: Instant,
    /// When its last calls ended, as many as it may have in a minute; empty without such a limit.
    ends: VecDeque<Instant>,
    /// Who waits, replies and news.
    waiting: [VecDeque<Ticket>; 2],
    /// Its place in `later` or `fading`.
    at: Instant,
}

impl<K: Key> Pace<K> {
    /// Nobody waits yet.
    pub(crate) fn new(limits: Limits<K>, now: Instant) -> Self {
        let per_second = limits.per_second.clamp(1, MOST);
        let interval = SECOND / per_second;
        let burst = (10 * interval).clamp(Duration::from_millis(20), SECOND / 3);
        // Timers are as fine as a millisecond: with more messages than that, keeping single ones apart only slows.
        let apart = if interval < Duration::from_millis(5) { Duration::ZERO } else { interval * 4 / 5 };
        Self {
            limits,
            permits: per_second as usize,
            interval,
            burst,
            slack: burst * 2 / 5,
            apart,
            known_from: now + limits.gap,
            under_way: 0,
            // In the second before, there were at most a burst and an even beat. They come back in that order.
            back: (0..per_second).map(|i| now + burst + interval * (i + 2)).collect(),
            due: now,
            news_from: now,
            in_a_row: 0,
            held: 0,
            paused: now,
            told_to_wait: None,
            keys: HashMap::new(),
            ready: [BTreeMap::new(), BTreeMap::new()],
            later: BTreeSet::new(),
            fading: BTreeSet::new(),
            tickets: 0,
        }
    }

    /// Queues a call.
    pub(crate) fn ask(&mut self, lane: Lane, key: K, now: Instant) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.take_out(key);
        let known_from = self.known_from;
        let place = self.keys.entry(key).or_insert_with(|| Place {
            busy: false,
            free_from: known_from,
            ends: VecDeque::new(),
            waiting: [VecDeque::new(), VecDeque::new()],
            at: now,
        });
        place.waiting[lane as usize].push_back(ticket);
        self.put_back(key, now);
        ticket
    }

    /// Takes a call that has not started out of the queue.
    pub(crate) fn withdraw(&mut self, ticket: Ticket, lane: Lane, key: K, now: Instant) {
        self.take_out(key);
        if let Some(place) = self.keys.get_mut(&key) {
            place.waiting[lane as usize].retain(|waiting| *waiting != ticket);
        }
        self.put_back(key, now);
    }

    /// Starts the next call if one may start now.
    pub(crate) fn next(&mut self, now: Instant) -> Step {
        self.look_again(now);
        let next_later = self.later.first().map(|(at, _)| *at);
        let [replies, news] = &self.ready;
        let lane = match (replies.is_empty(), news.is_empty() || self.held > 0) {
            (true, true) => return next_later.map_or(Step::Rest, Step::Wait),
            (false, true) => Lane::Reply,
            (true, false) => Lane::News,
            (false, false) if self.in_a_row < IN_A_ROW => Lane::Reply,
            (false, false) => Lane::News,
        };
        match self.open_from(lane, now) {
            Some(from) if from <= now => Step::Start(self.start(lane, now)),
            // While every permit is under way, only the end of a call can change that.
            from => from.into_iter().chain(next_later).min().map_or(Step::Rest, Step::Wait),
        }
    }

    /// The end of a piece of news is being kept: no other begins before [`Pace::release`].
    pub(crate) fn hold(&mut self) {
        self.held += 1;
    }

    /// It was kept.
    pub(crate) fn release(&mut self) {
        self.held = self.held.saturating_sub(1);
    }

    /// A call has ended, whatever came of it.
    pub(crate) fn ended(&mut self, key: K, how: Ended, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        self.back.push_back(now + SECOND);
        let per_minute = self.per_minute(key);
        if let Some(place) = self.keys.get_mut(&key) {
            place.busy = false;
            let wait = match how {
                Ended::Fine | Ended::Refused { scope: Scope::Everything, .. } => Duration::ZERO,
                Ended::Rest(wait) | Ended::Refused { wait, scope: Scope::Key | Scope::Unknown } => wait,
            };
            place.free_from = now + self.limits.gap.max(wait);
            if let Some(per_minute) = per_minute {
                place.ends.push_back(now);
                let surplus = place.ends.len().saturating_sub(per_minute);
                place.ends.drain(..surplus);
            }
        }
        match how {
            Ended::Refused { wait, scope: Scope::Everything } => self.paused = self.paused.max(now + wait),
            Ended::Refused { wait, scope: Scope::Unknown } => self.pause(key, now + wait, now),
            Ended::Refused { scope: Scope::Key, .. } | Ended::Rest(_) | Ended::Fine => {}
        }
        self.put_back(key, now);
    }

    /// How long this key can't be used for reasons of its own, or because everything pauses.
    pub(crate) fn away(&self, key: K, now: Instant) -> Duration {
        let open_from = self.keys.get(&key).map_or(self.known_from, |place| self.free_from(key, place));
        open_from.max(self.paused).saturating_duration_since(now)
    }

    fn pause(&mut self, key: K, until: Instant, now: Instant) {
        match self.told_to_wait.filter(|(_, until)| now < *until) {
            Some((other, longest)) => {
                if other != key {
                    self.paused = self.paused.max(until);
                }
                if longest < until {
                    self.told_to_wait = Some((key, until));
                }
            }
            None => self.told_to_wait = Some((key, until)),
        }
    }

    /// When a call of this lane may start; `None` when that can't be known before another ends.
    fn open_from(&mut self, lane: Lane, now: Instant) -> Option<Instant> {
        while self.back.front().is_some_and(|back| *back <= now) {
            self.back.pop_front();
        }
        let permit = if self.under_way + self.back.len() < self.permits { now } else { *self.back.front()? };
        let from = permit.max(self.paused);
        Some(match lane {
            Lane::Reply => from.max(before(self.due, self.burst)),
            // Replies without end run as far ahead as they may: then news must be allowed the same.
            Lane::News if self.in_a_row >= IN_A_ROW => from.max(before(self.due, self.burst)).max(self.news_from),
            Lane::News => from.max(before(self.due, self.slack)).max(self.news_from),
        })
    }

    fn start(&mut self, lane: Lane, now: Instant) -> Ticket {
        let (&ticket, &key) = self.ready[lane as usize].first_key_value().expect("somebody is ready in this lane");
        let news_waits = !self.ready[Lane::News as usize].is_empty();
        self.take_out(key);
        if let Some(place) = self.keys.get_mut(&key) {
            place.waiting[lane as usize].pop_front();
            place.busy = true;
        }
        self.under_way += 1;
        self.due = self.due.max(now) + self.interval;
        match lane {
            Lane::News => {
                self.in_a_row = 0;
                self.news_from = now + self.apart;
            }
            Lane::Reply => self.in_a_row = if news_waits { self.in_a_row + 1 } else { 0 },
        }
        ticket
    }

    /// Sees to the keys whose time has come.
    fn look_again(&mut self, now: Instant) {
        while let Some((at, key)) = self.later.first().copied().filter(|(at, _)| *at <= now) {
            self.later.remove(&(at, key));
            self.put_back(key, now);
        }
        while let Some((at, key)) = self.fading.first().copied().filter(|(at, _)| *at <= now) {
            self.fading.remove(&(at, key));
            self.keys.remove(&key);
        }
    }

    /// Takes a key out of all lists, before anything about it changes.
    fn take_out(&mut self, key: K) {
        let Some(place) = self.keys.get(&key) else { return };
        for (ready, waiting) in self.ready.iter_mut().zip(&place.waiting) {
            if let Some(first) = waiting.front() {
                ready.remove(first);
            }
        }
        self.later.remove(&(place.at, key));
        self.fading.remove(&(place.at, key));
    }

    /// Puts it where it belongs.
    fn put_back(&mut self, key: K, now: Instant) {
        let Some(place) = self.keys.get(&key).filter(|place| !place.busy) else { return };
        let free_from = self.free_from(key, place);
        if place.waiting.iter().all(VecDeque::is_empty) {
            let last = place.ends.back().map_or(free_from, |end| free_from.max(*end + MINUTE));
            if last <= now {
                self.keys.remove(&key);
            } else {
                self.fading.insert((last, key));
                self.set_at(key, last);
            }
        } else if free_from <= now {
            for (ready, waiting) in self.ready.iter_mut().zip(&place.waiting) {
                if let Some(first) = waiting.front() {
                    ready.insert(*first, key);
                }
            }
        } else {
            self.later.insert((free_from, key));
            self.set_at(key, free_from);
        }
    }

    fn set_at(&mut self, key: K, at: Instant) {
        if let Some(place) = self.keys.get_mut(&key) {
            place.at = at;
        }
    }

    fn free_from(&self, key: K, place: &Place) -> Instant {
        match (self.per_minute(key), place.ends.front()) {
            (Some(per_minute), Some(first)) if place.ends.len() >= per_minute => place.free_from.max(*first + MINUTE),
            _ => place.free_from,
        }
    }

    fn per_minute(&self, key: K) -> Option<usize> {
        (self.limits.has_minute)(key).then_some(self.limits.per_minute.max(1) as usize)
    }
}

fn before(at: Instant, duration: Duration) -> Instant {
    // A clock that began less than this ago has no earlier moment; then it is the moment itself.
    at.checked_sub(duration).unwrap_or(at)
}

#[cfg(test)]
mod tests;
