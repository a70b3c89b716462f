//! From an event to work on it. Reads each event by itself, so that one that can't be read costs its neighbours nothing;
//! remembers what it says about servers; begins to answer what concerns the bot. What one person does is answered in
//! the order in which it came, different people side by side. Nothing here waits: the connection's heart beats on the
//! same task. Absent on purpose: keeping events, because Discord tells again what a broken connection missed, and an
//! interaction that wasn't answered in time can't be answered any more.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bot_core::ids::Timestamp;
use bot_core::incoming::{Event, Incoming};
use bot_core::platform::Bot;
use futures_util::FutureExt;
use serenity::all::{MessageId, UserId};
use traffic::{Crowd, Dispatch, Presses};

use crate::Discord;
use crate::gateway::Dispatched;
use crate::inbound::{self, Interaction, Origin, Question, Seen};
use crate::show::{Exchange, Lateness};

/// How many events may be under way before more are skipped. Each costs a few kilobytes.
const UNDER_WAY: usize = 8192;

/// The longest event that is read, in bytes. The largest interactions and messages stay far below; a server with
/// thousands of channels and threads doesn't, and is read by itself.
const LONGEST: usize = 16 * 1024 * 1024;

/// How long a press of the same button counts as the same one: longer than a finger that presses twice, and shorter than
/// somebody who goes back two questions. While an answer is on its way, apps let nobody press again.
const MOMENT: Duration = Duration::from_secs(1);

/// Of how many kinds of events the log tells that they can't be used. Discord has about a hundred.
const KINDS: usize = 200;

/// Takes events in.
pub(crate) struct Intake {
    discord: Arc<Discord>,
    bot: Arc<dyn Bot>,
    dispatch: Dispatch<u64, Job>,
    presses: Mutex<Presses<(UserId, MessageId)>>,
    /// When this began.
    began: Instant,
    lateness: Arc<Lateness>,
    crowd: Mutex<Crowd>,
    unused: Mutex<BTreeMap<(Trouble, String), u64>>,
}

/// Why an event is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trouble {
    /// It lacks something without which it can't be understood.
    Unreadable,
    /// The bot doesn't know such events.
    Unknown,
}

/// An event to answer.
struct Job {
    incoming: Box<Incoming>,
    answer: Answer,
}

/// How it is answered.
enum Answer {
    /// An interaction.
    Exchange(Arc<Exchange>),
    /// Messages.
    Messages(Origin),
}

impl Intake {
    /// Takes events for this bot.
    pub(crate) fn new(discord: Arc<Discord>, bot: Arc<dyn Bot>) -> Self {
        let answering = (Arc::clone(&discord), Arc::clone(&bot));
        let dispatch = Dispatch::new(Arc::clone(&discord.load), move |job: Job| {
            let (discord, bot) = answering.clone();
            Box::pin(async move {
                match job.answer {
                    Answer::Exchange(exchange) => exchange.answer(&*bot, *job.incoming).await,
                    Answer::Messages(origin) => discord.answer(&*bot, *job.incoming, &origin).await,
                }
            })
        });
        let presses = Mutex::new(Presses::new(MOMENT));
        let (lateness, crowd, unused) = (Arc::default(), Mutex::default(), Mutex::default());
        Self { discord, bot, dispatch, presses, began: Instant::now(), lateness, crowd, unused }
    }

    /// Starts answering an event.
    pub(crate) fn take(&self, event: &Dispatched<'_>) {
        let (kind, json) = (event.kind, event.data.get());
        let now = (self.discord.clock)();
        let Discord { me, directory, menu, .. } = &*self.discord;
        let seen = if json.len() > LONGEST {
            Err(crate::wire::Unreadable)
        } else {
            inbound::read(kind, json, me, directory, menu, now)
        };
        match seen {
            Err(_) => self.note(Trouble::Unreadable, kind),
            Ok(Seen::Unknown { kind }) => self.note(Trouble::Unknown, &kind),
            Ok(Seen::Nothing) => {}
            Ok(Seen::Complete(question)) => self.complete(question),
            Ok(Seen::Event(incoming, origin)) => self.begin(incoming, origin, now),
            Ok(Seen::Changed(change, then)) => {
                directory.apply(change);
                if let Some((incoming, origin)) = then {
                    self.begin(incoming, origin, now);
                }
            }
        }
    }

    /// Stops what is still under way where it stands.
    pub(crate) fn close(&self) {
        self.dispatch.close();
    }

    /// Tells the log how many events were of no use, if there were any.
    pub(crate) fn sum_up(&self) {
        for ((trouble, kind), events) in &*lock(&self.unused) {
            tracing::info!(kind, events, ?trouble, "events that were of no use");
        }
    }

    fn begin(&self, incoming: Box<Incoming>, origin: Origin, now: Timestamp) {
        let key = key(&incoming);
        let answer = match origin {
            Origin::Interaction(interaction) => {
                let Interaction { guild, channel, person, granted, .. } = *interaction;
                if let Some(granted) = granted {
                    self.discord.directory.allow(channel, person, granted);
                }
                if guild.is_none() {
                    self.discord.directory.direct(person, channel);
                }
                let exchange = Exchange::new(&self.discord, *interaction, now, &self.lateness);
                if self.repeats(&incoming, exchange.interaction()) {
                    self.spawn(async move { exchange.settle().await });
                    return;
                }
                Answer::Exchange(exchange)
            }
            origin => {
                if let (Origin::Message { guild: None, channel, .. }, Some(person)) = (&origin, key) {
                    self.discord.directory.direct(person.into(), *channel);
                }
                Answer::Messages(origin)
            }
        };
        let timer = match &answer {
            Answer::Exchange(exchange) => Some(Arc::clone(exchange)),
            Answer::Messages(_) => None,
        };
        if self.is_full() || self.dispatch.push(key.unwrap_or_default(), Job { incoming, answer }).is_err() {
            return self.skip(now);
        }
        if let Some(exchange) = timer {
            tokio::spawn(exchange.acknowledge_in_time());
        }
    }

    fn complete(&self, question: Question) {
        if self.is_full() {
            return;
        }
        let (discord, bot) = (Arc::clone(&self.discord), Arc::clone(&self.bot));
        self.spawn(async move { discord.complete(&*bot, &question).await });
    }

    /// Whether this is a second press of a button that has been pressed just now.
    fn repeats(&self, incoming: &Incoming, interaction: &Interaction) -> bool {
        let Event::Choice(token) = &incoming.what else { return false };
        let Some(pressed) = interaction.pressed else { return false };
        lock(&self.presses).repeats((interaction.person, pressed.message), token, self.pressed_at(interaction))
    }

    /// When somebody pressed: by Discord's clock, because a connection that was broken tells of many presses at once.
    /// Only the time between two of these means anything.
    fn pressed_at(&self, interaction: &Interaction) -> Instant {
        let since = u64::try_from(interaction.created().0).unwrap_or_default();
        self.began.checked_add(Duration::from_millis(since)).unwrap_or(self.began)
    }

    fn is_full(&self) -> bool {
        self.discord.load.at_most(UNDER_WAY).now_or_never().is_none()
    }

    fn skip(&self, now: Timestamp) {
        if let Some(events) = lock(&self.crowd).skip(now) {
            tracing::warn!(events, "events are skipped: too much waits already, of one person or of all");
        }
    }

    fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let under_way = self.discord.load.enter();
        tokio::spawn(async move {
            work.await;
            drop(under_way);
        });
    }

    /// Counts an event that is of no use; the log tells of the first of each kind.
    fn note(&self, trouble: Trouble, kind: &str) {
        let kind = named(kind);
        let mut unused = lock(&self.unused);
        if unused.len() >= KINDS && !unused.contains_key(&(trouble, kind.clone())) {
            return;
        }
        let count = unused.entry((trouble, kind.clone())).or_default();
        *count += 1;
        if *count > 1 {
            return;
        }
        match trouble {
            Trouble::Unreadable => {
                tracing::warn!(kind, "an event is skipped: it can't be read. More of this kind are only counted");
            }
            Trouble::Unknown => {
                tracing::info!(kind, "an event is skipped: the bot doesn't know its kind. More of it are only counted");
            }
        }
    }
}

/// What shares an order with an event: what the same person does, or what becomes of the same server.
fn key(incoming: &Incoming) -> Option<u64> {
    let id = match incoming.what {
        Event::Joined | Event::Removed | Event::Moved(_) => &incoming.place.address.room,
        Event::Text(_) | Event::Command { .. } | Event::Choice(_) | Event::Reaction(_) | Event::Form(_) => {
            &incoming.actor.user
        }
    };
    id.parse().ok().filter(|id| (1..u64::MAX).contains(id))
}

/// A kind of event as it can stand in the log: Discord's own names, and nothing that somebody wrote.
fn named(kind: &str) -> String {
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | ' ');
    let known = !kind.is_empty() && kind.len() <= 64 && kind.chars().all(plain);
    if known { kind.to_owned() } else { "unnamed".to_owned() }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Counts, and the last presses, are whole whoever panicked meanwhile.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
