//! When which message may be sent: an algorithm without clock, network or tasks; `turns.rs` gives it those.
//!
//! Telegram publishes three limits (about 30 messages a second in all, one a second in a chat, 20 a minute in a group)
//! but not how it counts. So this holds under every way of counting, at the server, whatever the network does:
//!
//! - There are as many permits as messages a second. One comes back a second after its call *ended*. Whenever the
//!   server counted the call, the next one with that permit comes at least a second later, so no second holds more.
//! - In a chat there is one call at a time, and the next starts after the gap from the *end* of the one before; a
//!   group's minute is counted in the same way.
//! - Starts follow the "generic cell rate algorithm", which is a token bucket turned around: a bucket that holds a
//!   third of a second's messages never runs empty. News, of which there is much at once, keeps closer to the even
//!   beat, its starts are always apart, and none begins while the end of another is still being kept: whoever pulls the
//!   plug finds one message of uncertain fate, not a handful.
//! - A process that was killed may have used up everything just before. So the first second is begun as if it had.
//!
//! Replies go before news, but of ten starts at least one is for news that waits. Within a lane, it is first come,
//! first served among the chats that may be written to. A chat is forgotten once its limits are past.
//!
//! The answer 429 says how long to wait, but not which limit was hit. The first one therefore pauses its chat. When a
//! second chat is told the same meanwhile, it is not about a chat, and everything pauses.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::settings::Limits;

/// The time in which all permits can be used once.
const SECOND: Duration = Duration::from_secs(1);

/// The time over which a group's messages are counted.
const MINUTE: Duration = Duration::from_secs(60);

/// The most permits there are; more would cost memory and change nothing.
const MOST: u32 = 100_000;

/// After so many replies in a row, it is the turn of news that waits.
const IN_A_ROW: u32 = 9;

/// Who waits for a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// A person, who wrote just now.
    Reply,
    /// Nobody in particular.
    News,
}

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
pub(crate) struct Pace {
    limits: Limits,
    permits: usize,
    /// The even beat.
    interval: Duration,
    /// How far a reply may run ahead of the beat.
    burst: Duration,
    /// How far news may, to make up for a delay.
    slack: Duration,
    /// The least time between two starts of news.
    apart: Duration,
    /// Chats that aren't known may have been written to just before this process began.
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
    /// The chat that was told to wait the longest, and until when.
    told_to_wait: Option<(i64, Instant)>,
    chats: HashMap<i64, Chat>,
    /// The first ticket of each chat that may be written to, for replies and for news.
    ready: [BTreeMap<Ticket, i64>; 2],
    /// Chats with somebody waiting that may not be written to yet.
    later: BTreeSet<(Instant, i64)>,
    /// Chats that nobody waits for, and when they can be forgotten.
    fading: BTreeSet<(Instant, i64)>,
    tickets: u64,
}

/// A chat that was written to lately, or will be.
struct Chat {
    busy: bool,
    /// When it may be written to again, by the gap and by what Telegram said.
    free_from: Instant,
    /// When a group's last calls ended, as many as it may have in a minute.
    ends: VecDeque<Instant>,
    /// Who waits, replies and news.
    waiting: [VecDeque<Ticket>; 2],
    /// Its place in `later` or `fading`.
    at: Instant,
}

impl Pace {
    /// Nobody waits yet.
    pub(crate) fn new(limits: Limits, now: Instant) -> Self {
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
            known_from: now + limits.chat_gap,
            under_way: 0,
            // In the second before, there were at most a burst and an even beat. They come back in that order.
            back: (0..per_second).map(|i| now + burst + interval * (i + 2)).collect(),
            due: now,
            news_from: now,
            in_a_row: 0,
            held: 0,
            paused: now,
            told_to_wait: None,
            chats: HashMap::new(),
            ready: [BTreeMap::new(), BTreeMap::new()],
            later: BTreeSet::new(),
            fading: BTreeSet::new(),
            tickets: 0,
        }
    }

    /// Queues a call.
    pub(crate) fn ask(&mut self, lane: Lane, chat: i64, now: Instant) -> Ticket {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.take_out(chat);
        let known_from = self.known_from;
        let place = self.chats.entry(chat).or_insert_with(|| Chat {
            busy: false,
            free_from: known_from,
            ends: VecDeque::new(),
            waiting: [VecDeque::new(), VecDeque::new()],
            at: now,
        });
        place.waiting[lane as usize].push_back(ticket);
        self.put_back(chat, now);
        ticket
    }

    /// Takes a call that has not started out of the queue.
    pub(crate) fn withdraw(&mut self, ticket: Ticket, lane: Lane, chat: i64, now: Instant) {
        self.take_out(chat);
        if let Some(place) = self.chats.get_mut(&chat) {
            place.waiting[lane as usize].retain(|waiting| *waiting != ticket);
        }
        self.put_back(chat, now);
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

    /// A call has ended, whatever came of it. `told` is how long Telegram said to wait.
    pub(crate) fn ended(&mut self, chat: i64, told: Option<Duration>, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        self.back.push_back(now + SECOND);
        let per_minute = self.per_minute(chat);
        if let Some(place) = self.chats.get_mut(&chat) {
            place.busy = false;
            place.free_from = now + self.limits.chat_gap.max(told.unwrap_or_default());
            if let Some(per_minute) = per_minute {
                place.ends.push_back(now);
                let surplus = place.ends.len().saturating_sub(per_minute);
                place.ends.drain(..surplus);
            }
        }
        if let Some(told) = told {
            self.pause(chat, now + told, now);
        }
        self.put_back(chat, now);
    }

    /// How long this chat can't be written to for reasons of its own, or because everything pauses.
    pub(crate) fn away(&self, chat: i64, now: Instant) -> Duration {
        let open_from = self.chats.get(&chat).map_or(self.known_from, |place| self.free_from(chat, place));
        open_from.max(self.paused).saturating_duration_since(now)
    }

    fn pause(&mut self, chat: i64, until: Instant, now: Instant) {
        match self.told_to_wait.filter(|(_, until)| now < *until) {
            Some((other, longest)) => {
                if other != chat {
                    self.paused = self.paused.max(until);
                }
                if longest < until {
                    self.told_to_wait = Some((chat, until));
                }
            }
            None => self.told_to_wait = Some((chat, until)),
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
        let (&ticket, &chat) = self.ready[lane as usize].first_key_value().expect("somebody is ready in this lane");
        let news_waits = !self.ready[Lane::News as usize].is_empty();
        self.take_out(chat);
        if let Some(place) = self.chats.get_mut(&chat) {
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

    /// Sees to the chats whose time has come.
    fn look_again(&mut self, now: Instant) {
        while let Some((at, chat)) = self.later.first().copied().filter(|(at, _)| *at <= now) {
            self.later.remove(&(at, chat));
            self.put_back(chat, now);
        }
        while let Some((at, chat)) = self.fading.first().copied().filter(|(at, _)| *at <= now) {
            self.fading.remove(&(at, chat));
            self.chats.remove(&chat);
        }
    }

    /// Takes a chat out of all lists, before anything about it changes.
    fn take_out(&mut self, chat: i64) {
        let Some(place) = self.chats.get(&chat) else { return };
        for (ready, waiting) in self.ready.iter_mut().zip(&place.waiting) {
            if let Some(first) = waiting.front() {
                ready.remove(first);
            }
        }
        self.later.remove(&(place.at, chat));
        self.fading.remove(&(place.at, chat));
    }

    /// Puts it where it belongs.
    fn put_back(&mut self, chat: i64, now: Instant) {
        let Some(place) = self.chats.get(&chat).filter(|place| !place.busy) else { return };
        let free_from = self.free_from(chat, place);
        if place.waiting.iter().all(VecDeque::is_empty) {
            let last = place.ends.back().map_or(free_from, |end| free_from.max(*end + MINUTE));
            if last <= now {
                self.chats.remove(&chat);
            } else {
                self.fading.insert((last, chat));
                self.set_at(chat, last);
            }
        } else if free_from <= now {
            for (ready, waiting) in self.ready.iter_mut().zip(&place.waiting) {
                if let Some(first) = waiting.front() {
                    ready.insert(*first, chat);
                }
            }
        } else {
            self.later.insert((free_from, chat));
            self.set_at(chat, free_from);
        }
    }

    fn set_at(&mut self, chat: i64, at: Instant) {
        if let Some(place) = self.chats.get_mut(&chat) {
            place.at = at;
        }
    }

    fn free_from(&self, chat: i64, place: &Chat) -> Instant {
        match (self.per_minute(chat), place.ends.front()) {
            (Some(per_minute), Some(first)) if place.ends.len() >= per_minute => place.free_from.max(*first + MINUTE),
            _ => place.free_from,
        }
    }

    /// Groups and channels have negative ids, people positive ones.
    fn per_minute(&self, chat: i64) -> Option<usize> {
        (chat < 0).then_some(self.limits.group_per_minute.max(1) as usize)
    }
}

fn before(at: Instant, duration: Duration) -> Instant {
    // A clock that began less than this ago has no earlier moment; then it is the moment itself.
    at.checked_sub(duration).unwrap_or(at)
}

#[cfg(test)]
mod tests;
