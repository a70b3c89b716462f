//! Passing news on to those who follow an announcement channel elsewhere ("crossposting"). Discord lets about ten messages
//! an hour and channel through, and doesn't say in advance when; so each channel's last hour is counted here, and what
//! comes on top waits. What waits is in memory alone, bounded, a day at the longest: when the program ends, the message
//! stands in its channel and its followers don't hear it, for whoever runs the channel to publish by hand. Absent on
//! purpose: changing and deleting what was passed on, which Discord does by itself when the message changes. Changes count
//! towards the same ten (discordjs/discord.js#4956); they aren't counted here, and what Discord says about them is obeyed.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::de::IgnoredAny;
use serenity::all::{ChannelId, MessageId};
use tokio::task::JoinSet;
use tokio::time::Instant;
use traffic::{Backoff, Lane};

use crate::api::{Fault, NOTHING, code};
use crate::route::Route;
use crate::send::Sender;

/// How many messages a channel may pass on in an hour.
const HOURLY: usize = 10;
/// The time over which they are counted.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// News that waited longer is news no more.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);
/// How many messages may wait, in all channels together.
const MOST: usize = 10_000;
/// The first delay after a fault.
const FIRST_DELAY: Duration = Duration::from_secs(2);
/// The longest delay between two tries.
const LONGEST_DELAY: Duration = Duration::from_secs(10 * 60);
/// The least time between two lines about messages for which there is no room.
const BETWEEN_LINES: Duration = Duration::from_secs(60 * 60);

/// Passes messages on.
pub(crate) struct Crossposts {
    desk: Arc<Desk>,
    /// One task for each channel in which something waits; they end with this.
    working: Mutex<JoinSet<()>>,
}

struct Desk {
    sender: Arc<Sender>,
    queues: Mutex<Queues>,
}

#[derive(Default)]
struct Queues {
    channels: HashMap<ChannelId, Channel>,
    /// How many messages wait.
    waiting: usize,
    /// When the log said last that there is no room.
    told: Option<Instant>,
}

/// A channel from which something was passed on in the last hour, or will be.
#[derive(Default)]
struct Channel {
    /// Whether a task sees to it.
    busy: bool,
    /// The messages, and since when they wait.
    waiting: VecDeque<(MessageId, Instant)>,
    /// When the last ones were passed on.
    passed: VecDeque<Instant>,
}

/// What a channel does next.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Passes this message on.
    Pass(MessageId),
    /// Nothing before this time.
    Wait(Instant),
    /// Nothing more.
    Rest,
}

impl Crossposts {
    /// Nothing waits yet.
    pub(crate) fn new(sender: Arc<Sender>) -> Self {
        Self { desk: Arc::new(Desk { sender, queues: Mutex::default() }), working: Mutex::default() }
    }

    /// Passes these messages of a channel on, as soon as that may be. Must be called inside a Tokio runtime.
    pub(crate) fn add(&self, channel: ChannelId, messages: impl IntoIterator<Item = MessageId>) {
        if self.desk.queues().add(channel, messages, Instant::now()) {
            let mut working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
            while working.try_join_next().is_some() {}
            working.spawn(work(Arc::clone(&self.desk), channel));
        }
    }
}

impl Drop for Crossposts {
    fn drop(&mut self) {
        let messages = self.desk.queues().waiting;
        if messages > 0 {
            tracing::warn!(messages, "news stands in its channels but is not passed on to their followers");
        }
    }
}

impl Desk {
    fn queues(&self) -> MutexGuard<'_, Queues> {
        // Nothing under this lock can panic half way.
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queues {
    /// Queues messages. Whether the channel needs a task now.
    fn add(&mut self, id: ChannelId, messages: impl IntoIterator<Item = MessageId>, now: Instant) -> bool {
        self.channels.retain(|_, channel| channel.busy || channel.passed.back().is_some_and(|at| now < *at + HOUR));
        let channel = self.channels.entry(id).or_default();
        for message in messages {
            if self.waiting >= MOST {
                if self.told.is_none_or(|told| now >= told + BETWEEN_LINES) {
                    self.told = Some(now);
                    tracing::warn!("some news is not passed on to followers: too much waits for that already");
                }
                break;
            }
            self.waiting += 1;
            channel.waiting.push_back((message, now));
        }
        let begins = !channel.busy && !channel.waiting.is_empty();
        channel.busy |= begins;
        begins
    }

    fn next(&mut self, id: ChannelId, now: Instant) -> Step {
        let Some(channel) = self.channels.get_mut(&id) else { return Step::Rest };
        while let Some((_, since)) = channel.waiting.front().filter(|(_, since)| now >= *since + STALE).copied() {
            tracing::warn!(seconds = (now - since).as_secs(), "news is not passed on to followers: it waited too long");
            channel.waiting.pop_front();
            self.waiting = self.waiting.saturating_sub(1);
        }
        while channel.passed.front().is_some_and(|at| now >= *at + HOUR) {
            channel.passed.pop_front();
        }
        let Some((message, _)) = channel.waiting.front().copied() else {
            channel.busy = false;
            return Step::Rest;
        };
        match channel.passed.front() {
            Some(first) if channel.passed.len() >= HOURLY => Step::Wait(*first + HOUR),
            _ => Step::Pass(message),
        }
    }

    /// The first message needs to wait no more; `passed`: it went through.
    fn done(&mut self, id: ChannelId, passed: bool, now: Instant) {
        let Some(channel) = self.channels.get_mut(&id) else { return };
        if channel.waiting.pop_front().is_some() {
            self.waiting = self.waiting.saturating_sub(1);
        }
        if passed {
            channel.passed.push_back(now);
        }
    }
}

/// Passes on what waits in a channel.
async fn work(desk: Arc<Desk>, channel: ChannelId) {
    let mut backoff = Backoff::new(FIRST_DELAY, LONGEST_DELAY);
    loop {
        let step = desk.queues().next(channel, Instant::now());
        let message = match step {
            Step::Pass(message) => message,
            Step::Wait(until) => {
                tokio::time::sleep_until(until).await;
                continue;
            }
            Step::Rest => return,
        };
        let route = Route::Crosspost { channel, message };
        let passed = match desk.sender.send::<IgnoredAny>(Lane::News, &route, NOTHING).await {
            // What can't be read was carried out all the same.
            Ok(_) | Err(Fault::Unreadable) => true,
            Err(Fault::Refused { code: code::CROSSPOSTED, .. }) => true,
            Err(Fault::Refused { code: code::UNKNOWN_MESSAGE, .. }) => false,
            Err(fault @ Fault::Refused { .. }) => {
                tracing::warn!(%fault, "news is not passed on to followers");
                false
            }
            Err(fault) => {
                let asked = if let Fault::Limited { wait, .. } = fault { wait } else { Duration::ZERO };
                tokio::time::sleep(backoff.at_least(asked)).await;
                continue;
            }
        };
        backoff.reset();
        desk.queues().done(channel, passed, Instant::now());
    }
}

#[cfg(test)]
mod tests;
