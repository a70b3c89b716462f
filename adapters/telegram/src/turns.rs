//! The pacing at work: who wants to send waits here for a [`Turn`]. The rules are in `pace.rs`; this adds the clock and
//! one task that wakes whoever's time has come.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::pace::{Lane, Pace, Step, Ticket};
use crate::settings::Limits;

/// News for a chat that can't be written to for longer than this need not queue at all.
const SOON: Duration = Duration::from_secs(5);

/// What a caller is told at the least when it has waited in vain.
const A_LITTLE: Duration = Duration::from_secs(1);

/// Gives everybody a turn.
pub(crate) struct Turns {
    shared: Arc<Shared>,
    waking: JoinHandle<()>,
}

struct Shared {
    state: Mutex<State>,
    sooner: Notify,
}

struct State {
    pace: Pace,
    waiting: HashMap<Ticket, oneshot::Sender<()>>,
    wake_at: Option<Instant>,
}

/// The right to make one call now. Its end counts: keep it until the answer is there.
pub(crate) struct Turn {
    shared: Arc<Shared>,
    chat: i64,
    told: Option<Duration>,
}

/// Holds back news until it is dropped.
pub(crate) struct Hold(Arc<Shared>);

/// Somebody in the queue, who may leave it at any time.
struct Queued {
    shared: Arc<Shared>,
    ticket: Ticket,
    lane: Lane,
    chat: i64,
    called: bool,
}

impl Turns {
    /// Within these limits. Must be called inside a Tokio runtime.
    pub(crate) fn new(limits: Limits) -> Self {
        let state = State { pace: Pace::new(limits, Instant::now()), waiting: HashMap::new(), wake_at: None };
        let shared = Arc::new(Shared { state: Mutex::new(state), sooner: Notify::new() });
        let waking = tokio::spawn(wake(Arc::clone(&shared)));
        Self { shared, waking }
    }

    /// Lets no news begin while what this gives lives.
    pub(crate) fn hold(&self) -> Hold {
        self.shared.lock().pace.hold();
        Hold(Arc::clone(&self.shared))
    }

    /// Waits for a turn, `patience` at the longest.
    ///
    /// # Errors
    /// There will be none so soon; the time until it is worth asking again.
    pub(crate) async fn turn(&self, lane: Lane, chat: i64, patience: Duration) -> Result<Turn, Duration> {
        let (mut queued, called) = {
            let mut state = self.shared.lock();
            let now = Instant::now();
            let away = state.pace.away(chat, now);
            if lane == Lane::News && away > SOON {
                return Err(away);
            }
            let ticket = state.pace.ask(lane, chat, now);
            let (call, called) = oneshot::channel();
            state.waiting.insert(ticket, call);
            self.shared.go_on(&mut state, now);
            (Queued { shared: Arc::clone(&self.shared), ticket, lane, chat, called: false }, called)
        };
        match tokio::time::timeout(patience, called).await {
            Ok(Ok(())) => {
                queued.called = true;
                Ok(Turn { shared: Arc::clone(&self.shared), chat, told: None })
            }
            Ok(Err(_)) | Err(_) => Err(self.shared.lock().pace.away(chat, Instant::now()).max(A_LITTLE)),
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.pace.release();
        self.0.go_on(&mut state, Instant::now());
    }
}

impl Drop for Turns {
    fn drop(&mut self) {
        self.waking.abort();
    }
}

impl Turn {
    /// The call has ended; `told` is how long Telegram said to wait.
    pub(crate) fn end(mut self, told: Option<Duration>) {
        self.told = told;
    }
}

impl Drop for Turn {
    /// Also when the caller went away in the middle of the call: it counts all the same.
    fn drop(&mut self) {
        self.shared.ended(self.chat, self.told);
    }
}

impl Drop for Queued {
    fn drop(&mut self) {
        if self.called {
            return;
        }
        let mut state = self.shared.lock();
        if state.waiting.remove(&self.ticket).is_some() {
            let now = Instant::now();
            state.pace.withdraw(self.ticket, self.lane, self.chat, now);
            self.shared.go_on(&mut state, now);
        } else {
            // It was called in the very moment in which it left.
            drop(state);
            self.shared.ended(self.chat, None);
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in there panics half way through a change.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ended(&self, chat: i64, told: Option<Duration>) {
        let mut state = self.lock();
        let now = Instant::now();
        state.pace.ended(chat, told, now);
        self.go_on(&mut state, now);
    }

    /// Calls everybody whose turn it is.
    fn go_on(&self, state: &mut State, now: Instant) {
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

async fn wake(shared: Arc<Shared>) {
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
