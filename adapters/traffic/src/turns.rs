//! The pacing at work: who wants to send waits here for a [`Turn`]. The rules are in `pace.rs`; this adds the clock and
//! one task that wakes whoever's time has come.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::pace::{Ended, Key, Lane, Limits, Pace, Step, Ticket};

/// News for a key that can't be used for longer than this need not queue at all.
const SOON: Duration = Duration::from_secs(5);

/// What a caller is told at the least when it has waited in vain.
const A_LITTLE: Duration = Duration::from_secs(1);

/// Gives everybody a turn.
pub struct Turns<K: Key> {
    shared: Arc<Shared<K>>,
    waking: JoinHandle<()>,
}

struct Shared<K> {
    state: Mutex<State<K>>,
    sooner: Notify,
}

struct State<K> {
    pace: Pace<K>,
    waiting: HashMap<Ticket, oneshot::Sender<()>>,
    wake_at: Option<Instant>,
}

/// The right to make one call now. Its end counts: keep it until the answer is there.
pub struct Turn<K: Key> {
    shared: Arc<Shared<K>>,
    key: K,
    how: Ended,
}

/// Holds back news until it is dropped.
pub struct Hold<K: Key>(Arc<Shared<K>>);

/// Somebody in the queue, who may leave it at any time.
struct Queued<K: Key> {
    shared: Arc<Shared<K>>,
    ticket: Ticket,
    lane: Lane,
    key: K,
    called: bool,
}

impl<K: Key> Turns<K> {
    /// Within these limits. Must be called inside a Tokio runtime.
    pub fn new(limits: Limits<K>) -> Self {
        let state = State { pace: Pace::new(limits, Instant::now()), waiting: HashMap::new(), wake_at: None };
        let shared = Arc::new(Shared { state: Mutex::new(state), sooner: Notify::new() });
        let waking = tokio::spawn(wake(Arc::clone(&shared)));
        Self { shared, waking }
    }

    /// Lets no news begin while what this gives lives.
    pub fn hold(&self) -> Hold<K> {
        self.shared.lock().pace.hold();
        Hold(Arc::clone(&self.shared))
    }

    /// Waits for a turn, `patience` at the longest.
    ///
    /// # Errors
    /// There will be none so soon; the time until it is worth asking again.
    pub async fn turn(&self, lane: Lane, key: K, patience: Duration) -> Result<Turn<K>, Duration> {
        let (mut queued, called) = {
            let mut state = self.shared.lock();
            let now = Instant::now();
            let away = state.pace.away(key, now);
            if lane == Lane::News && away > SOON {
                return Err(away);
            }
            let ticket = state.pace.ask(lane, key, now);
            let (call, called) = oneshot::channel();
            state.waiting.insert(ticket, call);
            self.shared.go_on(&mut state, now);
            (Queued { shared: Arc::clone(&self.shared), ticket, lane, key, called: false }, called)
        };
        match tokio::time::timeout(patience, called).await {
            Ok(Ok(())) => {
                queued.called = true;
                Ok(Turn { shared: Arc::clone(&self.shared), key, how: Ended::Fine })
            }
            Ok(Err(_)) | Err(_) => Err(self.shared.lock().pace.away(key, Instant::now()).max(A_LITTLE)),
        }
    }
}

macro_rules! opaque {
    ($($name:ident),*) => {$(
        impl<K: Key> fmt::Debug for $name<K> {
            /// Keys can be addresses, which aren't for logs.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}
opaque!(Turns, Turn, Hold);

impl<K: Key> Drop for Hold<K> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.pace.release();
        self.0.go_on(&mut state, Instant::now());
    }
}

impl<K: Key> Drop for Turns<K> {
    fn drop(&mut self) {
        self.waking.abort();
    }
}

impl<K: Key> Turn<K> {
    /// The call has ended in this way.
    pub fn end(mut self, how: Ended) {
        self.how = how;
    }
}

impl<K: Key> Drop for Turn<K> {
    /// Also when the caller went away in the middle of the call: it counts all the same.
    fn drop(&mut self) {
        self.shared.ended(self.key, self.how);
    }
}

impl<K: Key> Drop for Queued<K> {
    fn drop(&mut self) {
        if self.called {
            return;
        }
        let mut state = self.shared.lock();
        if state.waiting.remove(&self.ticket).is_some() {
            let now = Instant::now();
            state.pace.withdraw(self.ticket, self.lane, self.key, now);
            self.shared.go_on(&mut state, now);
        } else {
            // It was called in the very moment in which it left.
            drop(state);
            self.shared.ended(self.key, Ended::Fine);
        }
    }
}

impl<K: Key> Shared<K> {
    fn lock(&self) -> MutexGuard<'_, State<K>> {
        // Nothing in there panics half way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ended(&self, key: K, how: Ended) {
        let mut state = self.lock();
        let now = Instant::now();
        state.pace.ended(key, how, now);
        self.go_on(&mut state, now);
    }

    /// Calls everybody whose turn it is.
    fn go_on(&self, state: &mut State<K>, now: Instant) {
        let wake_at = loop {
            match state.pace.next(now) {
                Step::Start(ticket) => {
                    if let Some(call) = state.waiting.remove(&ticket) {
                        // Whoever left in this moment gives the turn back.
                        let _ = call.send(());
                    }
                }
                Step::Wait(at) => break Some(at),
                Step::Rest => break None,
            }
        };
        let sooner = wake_at.is_some_and(|at| state.wake_at.is_none_or(|planned| at < planned));
        state.wake_at = wake_at;
        if sooner {
            self.sooner.notify_one();
        }
    }
}

async fn wake<K: Key>(shared: Arc<Shared<K>>) {
    loop {
        let wake_at = shared.lock().wake_at;
        let timer = async {
            match wake_at {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = timer => {}
            () = shared.sooner.notified() => continue,
        }
        let mut state = shared.lock();
        shared.go_on(&mut state, Instant::now());
    }
}
