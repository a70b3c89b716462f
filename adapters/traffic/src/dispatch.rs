//! Who is next: what has the same key, such as the chat in which it happens, is answered in the order in which it came,
//! different keys side by side. A key costs something only while something of it waits. Absent on purpose: what answering
//! means, and any limit on sending, which has its own queues (see `pace.rs`).

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::future::Future;
use std::hash::Hash;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, watch};

/// How much of one key may wait. Somebody who floods the bot gets no answers to what comes on top; at a message a second,
/// the last of these is answered after minutes already.
const WAITING: usize = 128;

/// How much is under way, under all keys together.
#[derive(Debug, Default)]
pub struct Load {
    count: AtomicUsize,
    fell: Notify,
}

impl Load {
    /// Counts one more until the guard is dropped.
    pub fn enter(self: &Arc<Self>) -> UnderWay {
        self.count.fetch_add(1, Ordering::AcqRel);
        UnderWay(Arc::clone(self))
    }

    /// Waits until at most `most` are under way.
    pub async fn at_most(&self, most: usize) {
        loop {
            let mut fell = pin!(self.fell.notified());
            fell.as_mut().enable();
            if self.count.load(Ordering::Acquire) <= most {
                return;
            }
            fell.await;
        }
    }
}

/// Something is under way as long as this lives.
#[derive(Debug)]
pub struct UnderWay(Arc<Load>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.count.fetch_sub(1, Ordering::AcqRel);
        self.0.fell.notify_waiters();
    }
}

/// The work on one job.
pub type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What waits under each key.
type Waiting<K, J> = HashMap<K, VecDeque<(J, UnderWay)>>;

/// What turns a job into work, when its turn has come.
type Start<J> = Box<dyn Fn(J) -> Work + Send + Sync>;

/// The queues, one for each key.
pub struct Dispatch<K: Copy + Eq + Hash + Send + 'static, J: Send + 'static>(Arc<Queues<K, J>>);

struct Queues<K, J> {
    /// A key is here as long as one of its jobs runs; the queue holds the others.
    keys: Mutex<Waiting<K, J>>,
    start: Start<J>,
    load: Arc<Load>,
    closed: watch::Sender<bool>,
}

impl<K: Copy + Eq + Hash + Send + 'static, J: Send + 'static> Dispatch<K, J> {
    /// Queues without anything in them, which count what they hold in `load`.
    pub fn new(load: Arc<Load>, start: impl Fn(J) -> Work + Send + Sync + 'static) -> Self {
        let (keys, start) = (Mutex::default(), Box::new(start));
        Self(Arc::new(Queues { keys, start, load, closed: watch::Sender::new(false) }))
    }

    /// Does this job after those of the same key that came before. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// Gives the job back when too much of this key waits.
    pub fn push(&self, key: K, job: J) -> Result<(), J> {
        let under_way = self.0.load.enter();
        {
            let mut keys = self.0.lock();
            if let Some(queue) = keys.get_mut(&key) {
                if queue.len() >= WAITING {
                    return Err(job);
                }
                queue.push_back((job, under_way));
                return Ok(());
            }
            keys.insert(key, VecDeque::new());
        }
        Queues::run(&self.0, key, job, under_way);
        Ok(())
    }

    /// Stops what runs where it stands, and begins nothing more.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
        let dropped = std::mem::take(&mut *self.0.lock());
        drop(dropped);
    }
}

impl<K: Copy + Eq + Hash + Send + 'static, J: Send + 'static> fmt::Debug for Dispatch<K, J> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Dispatch(…)")
    }
}

impl<K: Copy + Eq + Hash + Send + 'static, J: Send + 'static> Queues<K, J> {
    fn run(this: &Arc<Self>, key: K, job: J, under_way: UnderWay) {
        let turn = Turn { queues: Arc::clone(this), key, under_way: Some(under_way) };
        let mut closed = this.closed.subscribe();
        tokio::spawn(async move {
            let turn = turn;
            let work = (turn.queues.start)(job);
            tokio::select! {
                () = work => {}
                // The sender lives in `turn`.
                _ = closed.wait_for(|closed| *closed) => {}
            }
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting<K, J>> {
        // Nothing under this lock can panic half way.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The turn of a key. However it ends, also by a panic, the key's next job follows.
struct Turn<K: Copy + Eq + Hash + Send + 'static, J: Send + 'static> {
    queues: Arc<Queues<K, J>>,
    key: K,
    under_way: Option<UnderWay>,
}

impl<K: Copy + Eq + Hash + Send + 'static, J: Send + 'static> Drop for Turn<K, J> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            tracing::error!("a mistake in the program stopped an answer; its place is told where it happened");
        }
        let next = {
            let mut keys = self.queues.lock();
            let next = keys.get_mut(&self.key).and_then(VecDeque::pop_front);
            if next.is_none() {
                keys.remove(&self.key);
            }
            next
        };
        if let Some((job, under_way)) = next {
            Queues::run(&self.queues, self.key, job, under_way);
        }
        // Only now, so that nobody takes the bot for idle between the two.
        self.under_way.take();
    }
}

#[cfg(test)]
mod tests;
