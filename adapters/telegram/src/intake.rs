//! From an update to work on it: what both ways of getting updates share. Reads each update by itself, so that one that
//! can't be read costs its neighbours nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bot_core::incoming::{Event, Incoming};
use bot_core::language::Language;
use bot_core::platform::{Bot, Unanswered};
use serde::Deserialize;
use serde::de::{IgnoredAny, IntoDeserializer};
use teloxide::types::AllowedUpdate;
use tokio::sync::oneshot;
use traffic::{Crowd, Dispatch, Presses};

use crate::hindsight::{Doubt, Hindsight, Sign};
use crate::inbound::{self, Origin, Seen};
use crate::ledger::{Batch, Ticket};
use crate::wire::{KINDS, Update};
use crate::{Telegram, inline};

/// The longest update that is read, in bytes. A message of 4,096 characters with everything around it stays far below.
const LONGEST: usize = 256 * 1024;

/// How many updates may be under way before no more are taken in.
const UNDER_WAY: usize = 4096;

/// How long a pressed button waits for words to whisper.
const MOMENT: Duration = Duration::from_secs(1);

/// For how many of a chat's gaps a press of the same button counts as the same one: the change waits for one, and whoever
/// presses needs time to see it.
const GAPS: u32 = 3;

/// Who pressed under which message.
#[derive(PartialEq, Eq)]
struct Finger {
    person: i64,
    chat: i64,
    message: i32,
}

/// Takes updates in.
pub(crate) struct Intake {
    telegram: Arc<Telegram>,
    bot: Arc<dyn Bot>,
    dispatch: Dispatch<i64, Job>,
    crowd: Mutex<Crowd>,
    presses: Mutex<Presses<Finger>>,
    hindsight: Arc<Hindsight>,
}

/// An event to answer.
struct Job {
    incoming: Box<Incoming>,
    origin: Origin,
    /// To whoever pressed a button in a group.
    whisper: Option<oneshot::Sender<String>>,
    doubt: Option<Doubt>,
    ticket: Ticket,
}

/// The kinds of updates that are asked for.
pub(crate) fn kinds() -> Vec<AllowedUpdate> {
    let kind = |name: &&'static str| {
        let name: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        AllowedUpdate::deserialize(name).expect("our own list has the Bot API's names")
    };
    KINDS.iter().map(kind).collect()
}

impl Intake {
    /// Takes updates for this bot.
    pub(crate) fn new(telegram: Arc<Telegram>, bot: Arc<dyn Bot>) -> Self {
        let hindsight = Arc::new(Hindsight::new(telegram.settings.limits.chat_gap));
        let answering = (Arc::clone(&telegram), Arc::clone(&bot), Arc::clone(&hindsight));
        let dispatch = Dispatch::new(Arc::clone(&telegram.load), move |job: Job| {
            let (telegram, bot, hindsight) = answering.clone();
            Box::pin(async move {
                let needless = match &job.doubt {
                    Some(doubt) => hindsight.shows(doubt).await,
                    None => false,
                };
                if !needless {
                    telegram.answer(&*bot, *job.incoming, &job.origin, job.whisper).await;
                }
                job.ticket.done();
            })
        });
        let presses = Mutex::new(Presses::new(telegram.settings.limits.chat_gap * GAPS));
        Self { telegram, bot, dispatch, crowd: Mutex::default(), presses, hindsight }
    }

    /// Waits until there is room for more.
    pub(crate) async fn room(&self) {
        self.telegram.load.at_most(UNDER_WAY).await;
    }

    /// Starts answering an update, and gives its number if it has one that can be read. An event goes into `batch`.
    pub(crate) fn take(&self, json: &str, batch: &mut Batch) -> Option<i32> {
        self.start(json, |incoming| batch.add(incoming.event.clone(), json))
    }

    /// Starts answering an event that was kept.
    pub(crate) fn take_again(&self, kept: &Unanswered, batch: &mut Batch) {
        let mut ticket = Some(batch.add_kept(kept.event.clone()));
        self.start(&kept.body, |_| ticket.take().expect("an update is one event"));
        // Nobody would ever answer what can't be read any more.
        if let Some(ticket) = ticket {
            ticket.done();
        }
    }

    /// Stops what is still under way where it stands.
    pub(crate) fn close(&self) {
        self.dispatch.close();
    }

    fn start(&self, json: &str, ticket: impl FnOnce(&Incoming) -> Ticket) -> Option<i32> {
        let update = match Update::read(json) {
            Ok(update) if json.len() <= LONGEST => update,
            Ok(update) => {
                tracing::warn!(update = update.update_id, bytes = json.len(), "an update is skipped: it is too long");
                return i32::try_from(update.update_id).ok();
            }
            Err(unreadable) => {
                let (update, kind) = (unreadable.update_id, kind(json));
                tracing::warn!(update, kind, "an update is skipped: it can't be read");
                return update.and_then(|id| i32::try_from(id).ok());
            }
        };
        let id = i32::try_from(update.update_id).ok();
        if let Some(sign) = Sign::of(&update) {
            self.hindsight.notice(sign);
        }
        match inbound::read(&update, &self.telegram.me, (self.telegram.clock)()) {
            Seen::Event(incoming, origin) if self.repeats(&incoming, &origin) => {
                if let Some(pressed) = origin.pressed {
                    self.acknowledge(pressed.query, None);
                }
            }
            Seen::Event(incoming, origin) => {
                let whisper = origin.pressed.as_ref().and_then(|pressed| {
                    let query = pressed.query.clone();
                    if origin.private {
                        self.acknowledge(query, None);
                        return None;
                    }
                    Some(self.acknowledge_soon(query))
                });
                let ticket = ticket(&incoming);
                let doubt = Sign::against(&update).map(|sign| self.hindsight.doubt(sign));
                let chat = origin.chat;
                if let Err(job) = self.dispatch.push(chat, Job { incoming, origin, whisper, doubt, ticket }) {
                    self.skip();
                    job.ticket.done();
                }
            }
            Seen::Inline(query) => {
                let (query, under_way) = (query.clone(), self.telegram.load.enter());
                let (telegram, bot) = (Arc::clone(&self.telegram), Arc::clone(&self.bot));
                tokio::spawn(async move {
                    inline::answer(&telegram, &*bot, &query).await;
                    drop(under_way);
                });
            }
            Seen::Idle(query) => self.acknowledge(query.to_owned(), None),
            Seen::Stray(query) => {
                let language = query.from.language_code.as_deref().and_then(Language::from_tag).unwrap_or_default();
                let words = self.telegram.phrases.say(language).text("stale-choice");
                self.acknowledge(query.id.clone(), Some(words));
            }
            Seen::Nothing => {}
        }
        id
    }

    /// Whether this is a second press of a button that has been pressed just now.
    fn repeats(&self, incoming: &Incoming, origin: &Origin) -> bool {
        let Event::Choice(token) = &incoming.what else { return false };
        let Some(message) = origin.pressed.as_ref().and_then(|pressed| pressed.message) else { return false };
        let Ok(person) = incoming.actor.user.parse() else { return false };
        // What is remembered is whole whoever panicked meanwhile.
        let mut presses = self.presses.lock().unwrap_or_else(PoisonError::into_inner);
        presses.repeats(Finger { person, chat: origin.chat, message }, token, Instant::now())
    }

    fn skip(&self) {
        // A count is whole whoever panicked meanwhile.
        let mut crowd = self.crowd.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(updates) = crowd.skip((self.telegram.clock)()) {
            tracing::warn!(updates, "updates are skipped: too much of their chat waits already");
        }
    }

    /// Tells a pressed button at once to stop waiting, whatever comes of it.
    fn acknowledge(&self, query: String, words: Option<String>) {
        self.acknowledge_with(query, std::future::ready(words));
    }

    /// The same after a moment in which there may be something to whisper to the presser.
    fn acknowledge_soon(&self, query: String) -> oneshot::Sender<String> {
        let (whisper, heard) = oneshot::channel();
        // Neither a word too late nor none at all is a fault.
        let words = async { tokio::time::timeout(MOMENT, heard).await.ok().and_then(Result::ok) };
        self.acknowledge_with(query, words);
        whisper
    }

    fn acknowledge_with(&self, query: String, words: impl Future<Output = Option<String>> + Send + 'static) {
        let (telegram, under_way) = (Arc::clone(&self.telegram), self.telegram.load.enter());
        tokio::spawn(async move {
            telegram.acknowledge(query, words.await).await;
            drop(under_way);
        });
    }
}

/// What an update is about, for the log: the first field beside its number, if the Bot API could have written it.
fn kind(json: &str) -> String {
    let fields: BTreeMap<String, IgnoredAny> = serde_json::from_str(json).unwrap_or_default();
    let known = |name: &String| {
        name != "update_id" && name.len() < 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    };
    fields.into_keys().find(known).unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_is_read_is_asked_for() {
        let names: Vec<String> = kinds().iter().map(|k| serde_json::to_value(k).expect("a name").to_string()).collect();
        assert_eq!(names, KINDS.map(|name| format!("\"{name}\"")));
    }

    #[test]
    fn the_log_names_kinds_but_no_content() {
        assert_eq!(kind(r#"{"update_id": 7, "message": {"text": 5}}"#), "message");
        assert_eq!(kind(r#"{"update_id": 7, "Secret words": 1}"#), "unknown");
        assert_eq!(kind("[1]"), "unknown");
    }
}
