//! What is kept and what isn't: Telegram forgets an update once it is confirmed, so an event whose answer is still on
//! its way by then is kept by the bot, and let go once it was answered. An event that is answered in time costs nothing.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::time::Duration;

use bot_core::ids::EventId;
use bot_core::platform::{Bot, Unanswered};
use tokio::sync::{Notify, mpsc};

/// Answers that end within this time are told to the bot together.
const GATHER: Duration = Duration::from_millis(50);
/// How many at most.
const TOGETHER: usize = 500;
/// The first wait when events can't be kept, doubled each time up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// The longest wait between two tries to keep events.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The answer is on its way.
const OPEN: u8 = 0;
/// The answer is on its way, and the event is kept.
const KEPT: u8 = 1;
/// It was answered.
const DONE: u8 = 2;

/// Keeps what isn't answered yet.
pub(crate) struct Ledger {
    bot: Arc<dyn Bot>,
    answered: mpsc::UnboundedSender<EventId>,
}

/// An event whose answer is on its way.
struct Entry {
    event: EventId,
    state: AtomicU8,
    batch: Arc<Rest>,
    answered: mpsc::UnboundedSender<EventId>,
}

/// How many events of a batch aren't answered yet.
#[derive(Default)]
struct Rest {
    count: AtomicUsize,
    none: Notify,
}

/// Goes along with the answering of an event. Dropped without [`Ticket::done`], the event stays unanswered.
pub(crate) struct Ticket(Arc<Entry>);

impl Ticket {
    /// The event was answered.
    pub(crate) fn done(self) {
        self.0.done();
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // Whatever a mistake in the program stopped once it would stop again after every start.
        if std::thread::panicking() {
            self.0.done();
        }
    }
}

impl Entry {
    fn done(&self) {
        match self.state.swap(DONE, Ordering::AcqRel) {
            DONE => return,
            // Nobody reads any more once the adapter has stopped; the bot then finds the event kept, and knows it.
            KEPT => drop(self.answered.send(self.event.clone())),
            _ => {}
        }
        if self.batch.count.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.batch.none.notify_waiters();
        }
    }

    fn kept(&self) {
        if self.state.compare_exchange(OPEN, KEPT, Ordering::AcqRel, Ordering::Acquire) == Err(DONE) {
            drop(self.answered.send(self.event.clone()));
        }
    }

    fn waits(&self) -> bool {
        self.state.load(Ordering::Acquire) == OPEN
    }
}

/// Events that Telegram will forget together.
pub(crate) struct Batch {
    entries: Vec<(Arc<Entry>, String)>,
    rest: Arc<Rest>,
    answered: mpsc::UnboundedSender<EventId>,
}

impl Batch {
    /// Adds an event in Telegram's own form.
    pub(crate) fn add(&mut self, event: EventId, body: impl Into<String>) -> Ticket {
        let ticket = self.enter(event, OPEN);
        self.entries.push((Arc::clone(&ticket.0), body.into()));
        ticket
    }

    /// Adds an event that is kept already.
    pub(crate) fn add_kept(&mut self, event: EventId) -> Ticket {
        self.enter(event, KEPT)
    }

    fn enter(&mut self, event: EventId, state: u8) -> Ticket {
        self.rest.count.fetch_add(1, Ordering::AcqRel);
        let (batch, answered) = (Arc::clone(&self.rest), self.answered.clone());
        Ticket(Arc::new(Entry { event, state: AtomicU8::new(state), batch, answered }))
    }

    /// Waits until everything in it was answered.
    pub(crate) async fn answered(&self) {
        loop {
            let mut none = pin!(self.rest.none.notified());
            none.as_mut().enable();
            if self.rest.count.load(Ordering::Acquire) == 0 {
                return;
            }
            none.await;
        }
    }

    fn unanswered(&self) -> Vec<Unanswered> {
        self.entries.iter().map(|(entry, body)| Unanswered { event: entry.event.clone(), body: body.clone() }).collect()
    }
}

impl Ledger {
    /// A ledger, and what tells the bot what was answered; that ends when the ledger and all its batches are gone.
    pub(crate) fn new(bot: Arc<dyn Bot>) -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (answered, receiver) = mpsc::unbounded_channel();
        let teller = tell(Arc::clone(&bot), receiver);
        (Self { bot, answered }, teller)
    }

    /// A batch without events.
    pub(crate) fn batch(&self) -> Batch {
        Batch { entries: Vec::new(), rest: Arc::default(), answered: self.answered.clone() }
    }

    /// Waits up to `grace` for the answers, and keeps what isn't answered by then. When this returns, Telegram may
    /// forget the batch. While nothing can be kept, it waits for either.
    pub(crate) async fn close(&self, batch: &mut Batch, grace: Duration) {
        if !grace.is_zero() {
            // Either way, what counts is what waits now.
            let _ = tokio::time::timeout(grace, batch.answered()).await;
        }
        let mut wait = FIRST_WAIT;
        while !self.keep(batch).await {
            if wait == FIRST_WAIT {
                tracing::error!("what waits for an answer can't be kept; no more is taken until it can");
            }
            let _ = tokio::time::timeout(wait, batch.answered()).await;
            wait = (wait * 2).min(LONGEST_WAIT);
        }
        if wait != FIRST_WAIT {
            tracing::info!("what waits for an answer is kept or answered; updates are taken again");
        }
    }

    /// Keeps what isn't answered, once; `false` when it can't be kept.
    pub(crate) async fn keep(&self, batch: &mut Batch) -> bool {
        batch.entries.retain(|(entry, _)| entry.waits());
        if batch.entries.is_empty() {
            return true;
        }
        if self.bot.keep(batch.unanswered()).await.is_err() {
            return false;
        }
        for (entry, _) in batch.entries.drain(..) {
            entry.kept();
        }
        true
    }
}

async fn tell(bot: Arc<dyn Bot>, mut answered: mpsc::UnboundedReceiver<EventId>) {
    let mut events = Vec::new();
    while answered.recv_many(&mut events, TOGETHER).await > 0 {
        if events.len() < TOGETHER {
            tokio::time::sleep(GATHER).await;
            while events.len() < TOGETHER
                && let Ok(event) = answered.try_recv()
            {
                events.push(event);
            }
        }
        bot.answered(std::mem::take(&mut events)).await;
    }
}

#[cfg(test)]
mod tests;
