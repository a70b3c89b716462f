//! `getUpdates`: long polling, offsets, and quarrels between pollers.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::Inner;
use super::args::{Args, Refusal};
use super::state::State;

/// The longest a call may wait for updates, in seconds.
const LONGEST_POLL: i64 = 50;
/// The longest list of updates, in bytes.
const LONGEST_LIST: usize = 1 << 22;
/// The least time between two answers that tell of a conflict.
const CONFLICT_GAP: Duration = Duration::from_secs(3);

const WEBHOOK_IS_ACTIVE: &str =
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const ENDED_BY_WEBHOOK: &str = "terminated by setWebhook request";
const ENDED_BY_POLLER: &str = "terminated by other getUpdates request; make sure that only one bot instance is running";

/// A poll that waits.
struct Poll {
    offset: i64,
    limit: usize,
    timeout: Duration,
    /// Its number: a later poll ends it.
    number: u64,
}

impl State {
    fn begin_poll(&mut self, args: &Args) -> Result<Poll, &'static str> {
        if self.webhook.is_some() {
            return Err(WEBHOOK_IS_ACTIVE);
        }
        let offset = args.number("offset", 0);
        let mut limit = args.number("limit", 100).clamp(1, 100);
        let mut timeout = args.number("timeout", 0).clamp(0, LONGEST_POLL);
        self.read_allowed(args);
        // The real server slows down who asks for the same again and again; also who doesn't want to wait at all, which
        // here would only make every stop take longer.
        let now = Instant::now();
        let since = self.last_poll.filter(|(before, _)| *before == offset).map(|(_, at)| now.duration_since(at));
        if timeout > 0 && since.is_some_and(|since| since < Duration::from_secs(3)) {
            timeout = timeout.max(3);
        }
        if since.is_some_and(|since| since < Duration::from_millis(500)) {
            limit = 1;
        }
        self.last_poll = Some((offset, now));
        if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            let forget = self.queue.len().saturating_sub(keep);
            self.queue.drain(..forget);
        }
        self.poller += 1;
        let limit = usize::try_from(limit).unwrap_or(1);
        let timeout = Duration::from_secs(timeout.unsigned_abs());
        Ok(Poll { offset, limit, timeout, number: self.poller })
    }

    /// The list of what waits, if there is something.
    fn poll(&mut self, poll: &Poll) -> Result<Option<String>, &'static str> {
        match &self.webhook {
            _ if self.poller == poll.number => Ok(self.fetch(poll.offset, poll.limit)),
            Some(_) => Err(ENDED_BY_WEBHOOK),
            None => Err(ENDED_BY_POLLER),
        }
    }

    /// What is waiting from this number on; what comes before it is forgotten.
    fn fetch(&mut self, offset: i64, limit: usize) -> Option<String> {
        while self.queue.front().is_some_and(|u| u.id < offset) {
            self.queue.pop_front();
        }
        if self.queue.is_empty() {
            return None;
        }
        let mut list = String::from("[");
        for update in self.queue.iter().take(limit) {
            let comma = if list.len() > 1 { "," } else { "" };
            // Writing into a string can't fail.
            let _ = write!(list, "{comma}{{\"update_id\":{},{}}}", update.id, update.body);
            self.handed = self.handed.max(update.id);
            if list.len() > LONGEST_LIST {
                break;
            }
        }
        list.push(']');
        Some(list)
    }

    /// How long to wait with an answer that tells of a conflict: repeated ones come three seconds later.
    fn conflict_delay(&mut self) -> Duration {
        let now = Instant::now();
        if self.next_conflict.is_some_and(|next| now < next) {
            return CONFLICT_GAP;
        }
        self.next_conflict = Some(now + CONFLICT_GAP);
        Duration::ZERO
    }
}

/// Waits for updates, and gives their list.
pub(super) async fn get_updates(inner: &Inner, args: &Args) -> Result<String, Refusal> {
    match wait(inner, args).await {
        Ok(list) => Ok(list),
        Err(words) => {
            let delay = inner.lock().conflict_delay();
            if !delay.is_zero() {
                tokio::time::sleep(delay).await;
            }
            Err(Refusal { code: 409, description: format!("Conflict: {words}"), parameters: None })
        }
    }
}

/// Counts a poll while it waits, also when the bot hangs up.
struct Waiting<'a>(&'a Inner);

impl<'a> Waiting<'a> {
    fn begin(inner: &'a Inner) -> Self {
        inner.lock().polling += 1;
        inner.changed();
        Self(inner)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.lock().polling -= 1;
        self.0.changed();
    }
}

async fn wait(inner: &Inner, args: &Args) -> Result<String, &'static str> {
    let poll = inner.lock().begin_poll(args)?;
    // Whoever polled until now is told.
    inner.news.notify_waiters();
    let deadline = tokio::time::Instant::now() + poll.timeout;
    let mut waiting = None;
    loop {
        let news = inner.news.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        let list = inner.lock().poll(&poll)?;
        if let Some(list) = list {
            return Ok(list);
        }
        if poll.timeout.is_zero() {
            return Ok("[]".to_owned());
        }
        waiting.get_or_insert_with(|| Waiting::begin(inner));
        if tokio::time::timeout_at(deadline, news).await.is_err() {
            return Ok("[]".to_owned());
        }
    }
}
