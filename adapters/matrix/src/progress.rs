//! How far the bot has come in the stream of what happens, and which events it has worked through.
//!
//! The SDK keeps its own place in the stream before anybody has seen what came, so a death right after would lose it. The
//! place that counts is therefore ours: it moves behind a batch when everything in that batch and in those before it was
//! worked through, and at each start the SDK is set back to it ([`set_back`]). What it then reads again is harmless to
//! the SDK, which knows state as it is and recognises keys that it has; and to people, because every answer has a fixed
//! transaction id and is remembered by the question's id (`answers.rs`). Absent on purpose: keeping events. The
//! homeserver has them.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use matrix_sdk::Client;
use matrix_sdk::store::{StateStoreDataKey, StateStoreDataValue};
use tokio::sync::Notify;

use crate::fault::Fault;
use crate::notes::Notes;

/// The name of the note that tells the place.
const PLACE: &str = "place";

/// How many events are remembered as heard. A repetition within one run of the program comes soon after.
const REMEMBERED: usize = 8192;

/// At most one write in this time. What a death makes the bot read again is what was worked through since.
const BETWEEN_WRITES: Duration = Duration::from_millis(500);

/// How far the bot has come. Clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Progress(Arc<Inner>);

#[derive(Default)]
struct Inner {
    state: Mutex<State>,
    /// An event was worked through.
    handled: Notify,
    /// The place has moved.
    moved: Notify,
    /// Whether the homeserver has told of the rooms since the start.
    in_sync: AtomicBool,
}

#[derive(Default)]
struct State {
    ledger: Ledger,
    heard: Heard,
    /// The place, while it isn't written yet.
    unwritten: Option<String>,
}

/// A batch that is being taken in. Dropped without [`Batch::close`], it is read again after the next start.
pub(crate) struct Batch {
    progress: Progress,
    number: u64,
}

/// Goes along with an event. Dropped without [`Ticket::done`], the event is read again after the next start.
pub(crate) struct Ticket {
    progress: Progress,
    /// None for an event that doesn't hold up the place, because it is noted elsewhere.
    batch: Option<u64>,
    event: u64,
    open: bool,
}

impl Progress {
    /// Takes in what came up to this place. The batches must be begun in the order in which they came.
    pub(crate) fn batch(&self, place: String) -> Batch {
        let number = self.lock().ledger.begin(place);
        Batch { progress: self.clone(), number }
    }

    /// A ticket for an event that is noted elsewhere until it is worked through, if it isn't under way already.
    pub(crate) fn aside(&self, event: &str) -> Option<Ticket> {
        let event = hash(event);
        self.lock().heard.again(event).then(|| Ticket { progress: self.clone(), batch: None, event, open: true })
    }

    /// A sync has come through.
    pub(crate) fn tell_in_sync(&self) {
        self.0.in_sync.store(true, Ordering::Release);
    }

    /// Whether a sync has come through since the start. Before, a new device knows of no room.
    pub(crate) fn is_in_sync(&self) -> bool {
        self.0.in_sync.load(Ordering::Acquire)
    }

    /// Resolves when this event was worked through.
    pub(crate) async fn handled(&self, event: &str) {
        let event = hash(event);
        loop {
            let mut handled = pin!(self.0.handled.notified());
            handled.as_mut().enable();
            if self.lock().heard.is_done(event) {
                return;
            }
            handled.await;
        }
    }

    /// Writes the place down whenever it has moved, for as long as this is polled.
    pub(crate) async fn keep(&self, notes: &Notes) {
        let mut failing = false;
        loop {
            self.0.moved.notified().await;
            // Waiting first gathers what is worked through at the same time.
            tokio::time::sleep(BETWEEN_WRITES).await;
            if self.write(notes).await.is_err() {
                if !failing {
                    tracing::error!("the place in the stream can't be kept: check the disk; trying again");
                }
                failing = true;
                self.0.moved.notify_one();
            } else {
                failing = false;
            }
        }
    }

    /// Writes the place down now, if it has moved.
    pub(crate) async fn write(&self, notes: &Notes) -> Result<(), Fault> {
        let Some(place) = self.lock().unwritten.take() else { return Ok(()) };
        let written = notes.put(PLACE, &place).await;
        if written.is_err() {
            // Unless it has moved further meanwhile.
            self.lock().unwritten.get_or_insert(place);
        }
        written
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing under this lock panics half way through a change.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn move_to(&self, state: &mut State, place: Option<String>) {
        if place.is_some() {
            state.unwritten = place;
            self.0.moved.notify_one();
        }
    }
}

impl Batch {
    /// A ticket for an event, unless it was heard before.
    pub(crate) fn add(&self, event: &str) -> Option<Ticket> {
        let event = hash(event);
        let mut state = self.progress.lock();
        state.heard.first(event).then(|| {
            state.ledger.add(self.number);
            Ticket { progress: self.progress.clone(), batch: Some(self.number), event, open: true }
        })
    }

    /// All its events are in.
    pub(crate) fn close(self) {
        let mut state = self.progress.lock();
        let place = state.ledger.done(self.number);
        self.progress.move_to(&mut state, place);
    }
}

impl Ticket {
    /// The event was worked through.
    pub(crate) fn done(mut self) {
        self.close();
    }

    fn close(&mut self) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        let mut state = self.progress.lock();
        state.heard.done(self.event);
        if let Some(batch) = self.batch {
            let place = state.ledger.done(batch);
            self.progress.move_to(&mut state, place);
        }
        drop(state);
        self.progress.0.handled.notify_waiters();
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // Whatever a mistake in the program stopped once it would stop again after every start.
        if std::thread::panicking() {
            self.close();
        }
    }
}

/// Which batches are worked through. Pure.
#[derive(Debug, Default)]
struct Ledger {
    /// Those that aren't, and those behind them, oldest first.
    batches: VecDeque<Page>,
    /// The number of the oldest.
    first: u64,
}

#[derive(Debug)]
struct Page {
    /// Where the stream goes on after it.
    place: String,
    /// How much of it isn't worked through; it counts itself until all its events are in.
    open: usize,
}

impl Ledger {
    fn begin(&mut self, place: String) -> u64 {
        // Behind something that takes long, batches that are worked through become one.
        match self.batches.back_mut() {
            Some(last) if last.open == 0 => *last = Page { place, open: 1 },
            _ => self.batches.push_back(Page { place, open: 1 }),
        }
        self.first + self.batches.len() as u64 - 1
    }

    fn add(&mut self, batch: u64) {
        if let Some(page) = self.page(batch) {
            page.open += 1;
        }
    }

    /// Something of this batch was worked through. Where the stream goes on for the bot, if that has moved.
    fn done(&mut self, batch: u64) -> Option<String> {
        let page = self.page(batch)?;
        page.open = page.open.saturating_sub(1);
        let mut place = None;
        while self.batches.front().is_some_and(|page| page.open == 0) {
            place = self.batches.pop_front().map(|page| page.place);
            self.first += 1;
        }
        place
    }

    fn page(&mut self, batch: u64) -> Option<&mut Page> {
        let index = usize::try_from(batch.checked_sub(self.first)?).ok()?;
        self.batches.get_mut(index)
    }
}

/// The last events that were heard of, and whether they are worked through. Pure.
#[derive(Debug, Default)]
struct Heard {
    events: HashMap<u64, bool>,
    /// The oldest first.
    order: VecDeque<u64>,
}

impl Heard {
    /// Remembers an event; `false` if it was heard before.
    fn first(&mut self, event: u64) -> bool {
        if self.events.contains_key(&event) {
            return false;
        }
        if self.order.len() >= REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.events.remove(&oldest);
        }
        self.order.push_back(event);
        self.events.insert(event, false);
        true
    }

    /// Opens an event again that was put off; `false` if it is under way.
    fn again(&mut self, event: u64) -> bool {
        match self.events.get_mut(&event) {
            Some(done) => std::mem::take(done),
            None => self.first(event),
        }
    }

    fn done(&mut self, event: u64) {
        if let Some(done) = self.events.get_mut(&event) {
            *done = true;
        }
    }

    fn is_done(&self, event: u64) -> bool {
        self.events.get(&event).copied().unwrap_or_default()
    }
}

/// Where the bot has come, if it was ever in sync.
pub(crate) async fn place(notes: &Notes) -> Result<Option<String>, Fault> {
    notes.get(PLACE).await
}

/// Notes the very first place.
pub(crate) async fn begin(notes: &Notes, place: &str) -> Result<(), Fault> {
    notes.put(PLACE, &place).await
}

/// Sets the SDK back to where the bot has come. Must be called before the session is restored: the SDK reads its own place
/// then, and ignores a batch that ends where it believes to be already.
pub(crate) async fn set_back(client: &Client, notes: &Notes) -> Result<(), Fault> {
    let Some(place) = place(notes).await? else { return Ok(()) };
    let value = StateStoreDataValue::SyncToken(place);
    client.state_store().set_kv_data(StateStoreDataKey::SyncToken, value).await.map_err(|_| Fault::Store)
}

fn hash(event: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    event.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests;
