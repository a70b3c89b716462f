//! Who is next: what happens in one chat is answered in the order in which it came, different chats side by side.
//! A chat costs something only while something of it waits. Absent on purpose: what answering means, and any limit on
//! sending, which has its own queues (see `pace.rs`).

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, watch};

/// How much of one chat may wait. Somebody who floods the bot gets no answers to what comes on top; with Telegram's own
/// limits, the last of these would be answered after minutes already.
const WAITING: usize = 128;

/// How much is under way, in all chats together.
#[derive(Default)]
pub(crate) struct Load {
    count: AtomicUsize,
    fell: Notify,
}

impl Load {
    /// Counts one more until the guard is dropped.
    pub(crate) fn enter(self: &Arc<Self>) -> UnderWay {
        self.count.fetch_add(1, Ordering::AcqRel);
        UnderWay(Arc::clone(self))
    }

    /// Waits until at most `most` are under way.
    pub(crate) async fn at_most(&self, most: usize) {
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
pub(crate) struct UnderWay(Arc<Load>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.count.fetch_sub(1, Ordering::AcqRel);
        self.0.fell.notify_waiters();
    }
}

/// The work on one job.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What turns a job into work, when its turn has come.
type Start<J> = Box<dyn Fn(J) -> Work + Send + Sync>;

/// The queues of chats.
pub(crate) struct Dispatch<J>(Arc<Queues<J>>);

struct Queues<J> {
    /// A chat is here as long as one of its jobs runs; the queue holds the others.
    chats: Mutex<HashMap<i64, VecDeque<(J, UnderWay)>>>,
    start: Start<J>,
    load: Arc<Load>,
    closed: watch::Sender<bool>,
}

impl<J: Send + 'static> Dispatch<J> {
    /// Queues without anything in them, which count what they hold in `load`.
    pub(crate) fn new(load: Arc<Load>, start: impl Fn(J) -> Work + Send + Sync + 'static) -> Self {
        let (chats, start) = (Mutex::default(), Box::new(start));
        Self(Arc::new(Queues { chats, start, load, closed: watch::Sender::new(false) }))
    }

    /// Does this job after those of the same chat that came before. Must be called inside a Tokio runtime.
    ///
    /// # Errors
    /// Gives the job back when too much of this chat waits.
    pub(crate) fn push(&self, chat: i64, job: J) -> Result<(), J> {
        let under_way = self.0.load.enter();
        {
            let mut chats = self.0.lock();
            if let Some(queue) = chats.get_mut(&chat) {
                if queue.len() >= WAITING {
                    return Err(job);
                }
                queue.push_back((job, under_way));
                return Ok(());
            }
            chats.insert(chat, VecDeque::new());
        }
        Queues::run(&self.0, chat, job, under_way);
        Ok(())
    }

    /// Stops what runs where it stands, and begins nothing more.
    pub(crate) fn close(&self) {
        self.0.closed.send_replace(true);
        let dropped = std::mem::take(&mut *self.0.lock());
        drop(dropped);
    }
}

impl<J: Send + 'static> Queues<J> {
    fn run(this: &Arc<Self>, chat: i64, job: J, under_way: UnderWay) {
        let turn = Turn { queues: Arc::clone(this), chat, under_way: Some(under_way) };
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

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<i64, VecDeque<(J, UnderWay)>>> {
        // Nothing under this lock can panic half way.
        self.chats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The turn of a chat. However it ends, also by a panic, the chat's next job follows.
struct Turn<J: Send + 'static> {
    queues: Arc<Queues<J>>,
    chat: i64,
    under_way: Option<UnderWay>,
}

impl<J: Send + 'static> Drop for Turn<J> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            tracing::error!("a mistake in the program stopped an answer; its place is told where it happened");
        }
        let next = {
            let mut chats = self.queues.lock();
            let next = chats.get_mut(&self.chat).and_then(VecDeque::pop_front);
            if next.is_none() {
                chats.remove(&self.chat);
            }
            next
        };
        if let Some((job, under_way)) = next {
            Queues::run(&self.queues, self.chat, job, under_way);
        }
        // Only now, so that nobody takes the bot for idle between the two.
        self.under_way.take();
    }
}

#[cfg(test)]
mod tests;
