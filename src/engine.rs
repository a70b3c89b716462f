//! How an event travels: interpret, read the facts, decide, keep, answer. Holds what a running bot remembers only
//! for comfort (the choices it showed last, the events it saw last); everything that matters is in the store.
//! Absent on purpose: platforms and rendering, and a queue of its own — adapters call [`Bot::receive`] directly.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, Hash, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bot_core::decision::Decision;
use bot_core::ids::{EventId, PersonAddress, Platform, RoomAddress};
use bot_core::incoming::{Aside, Event, Incoming, PlaceKind};
use bot_core::language::Language;
use bot_core::platform::{Blank, Bot, Boxed, Completion, DeliveryFault, KeepFault, Messenger, Suggestion, Unanswered};
use bot_core::store::{Commit, Committed, Facts, Store, StoreError, Wants};
use bot_core::view::{Audience, Choice, ChoiceToken, Reply, View};
use commands::{Interpretation, Knowledge};
use tokio::sync::Notify;

/// How often a decision is made again because somebody changed the facts in between.
const TRIES: usize = 10;

/// How many people's last choices, and how many events, are remembered.
const REMEMBERED: usize = 10_000;

/// How long a platform may take to say who administers a room.
const PATIENCE: Duration = Duration::from_secs(10);

/// The platforms that are connected.
pub type Messengers = HashMap<Platform, Arc<dyn Messenger>>;

/// A running bot.
pub struct Engine<S> {
    knowledge: Arc<Knowledge>,
    store: Arc<S>,
    messengers: Messengers,
    outbox: Arc<Notify>,
    shown: Mutex<Shown>,
    /// The events that were answered last, with what their words picked: told again, they pick the same.
    answered: Mutex<Recent<Option<ChoiceToken>>>,
    failures: AtomicU64,
}

/// Why an event couldn't be answered.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its place is told where it happened.
    #[error("a mistake in the program stopped an answer")]
    Mistake,
}

/// Whether whoever caused an event heard what the bot said to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    /// If the bot acted on it, it was answered as well.
    Perhaps,
    /// Nothing was shown yet.
    Never,
}

/// Who was shown something where; one's private chat is one place on whatever room it is.
#[derive(Hash)]
struct Reader<'a> {
    person: &'a PersonAddress,
    room: Option<&'a RoomAddress>,
}

impl<S: Store> Engine<S> {
    /// A bot over a store. `outbox` is told whenever there may be something to deliver.
    pub fn new(knowledge: Arc<Knowledge>, store: Arc<S>, messengers: Messengers, outbox: Arc<Notify>) -> Self {
        Self {
            knowledge,
            store,
            messengers,
            outbox,
            shown: Mutex::new(Shown::default()),
            answered: Mutex::new(Recent::default()),
            failures: AtomicU64::new(0),
        }
    }

    /// How many events couldn't be answered because something failed. Nothing of them was kept.
    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    async fn act(&self, incoming: &Incoming, heard: Heard) -> Result<Vec<Reply>, Trouble> {
        let interpretation = guarded(|| commands::interpret(&self.knowledge, incoming))?;
        let wants = commands::wants(&interpretation);
        let may_administer = self.may_administer(incoming, &interpretation).await;
        let room = &incoming.place.address;
        for _ in 0..TRIES {
            let facts = self.store.facts(Some(&incoming.event), &incoming.actor, room, &wants).await?;
            if facts.seen {
                return match heard {
                    Heard::Perhaps => Ok(Vec::new()),
                    Heard::Never => self.unheard(incoming, &commands::unheard(&interpretation), may_administer).await,
                };
            }
            let decide = || commands::decide(&self.knowledge, incoming, &interpretation, &facts, may_administer);
            let decision = guarded(decide)?;
            if decision.changes_nothing() {
                return Ok(decision.replies);
            }
            let commit = self.commit(incoming, &facts, &decision);
            match self.store.commit(commit).await? {
                Committed::Done { number } => {
                    self.outbox.notify_one();
                    let thanks = decision.thanks.as_ref().zip(number);
                    let view = thanks.map(|(thanks, number)| commands::thank(&self.knowledge, thanks, number));
                    let audience = if incoming.place.is_private() { Audience::Room } else { Audience::OnlyYou };
                    let mut replies = decision.replies;
                    replies.extend(view.map(|view| Reply { view, audience, onward: None }));
                    return Ok(replies);
                }
                // The next look at the facts tells which.
                Committed::Repeated | Committed::Stale => {}
            }
        }
        let sentence = "the same facts kept changing while an answer was decided; try again";
        Err(StoreError::Unavailable(sentence.to_owned()).into())
    }

    /// What to say about an event that was acted on; changes nothing.
    async fn unheard(
        &self,
        incoming: &Incoming,
        interpretation: &Interpretation,
        may_administer: bool,
    ) -> Result<Vec<Reply>, Trouble> {
        let (wants, room) = (commands::wants(interpretation), &incoming.place.address);
        let facts = self.store.facts(None, &incoming.actor, room, &wants).await?;
        let decide = || commands::decide(&self.knowledge, incoming, interpretation, &facts, may_administer);
        Ok(guarded(decide)?.replies)
    }

    async fn take(&self, mut incoming: Incoming, heard: Heard) -> Vec<Reply> {
        let before = lock(&self.answered).get(&incoming.event).cloned();
        let picked = before.map_or_else(|| guarded(|| self.picked(&incoming)), Ok);
        let acted = match &picked {
            // It was written under another message than the one that was shown last.
            Ok(Some(_)) if incoming.edited => return Vec::new(),
            Ok(Some(token)) => {
                incoming.what = Event::Choice(token.clone());
                self.act(&incoming, heard).await
            }
            Ok(None) => self.act(&incoming, heard).await,
            Err(_) => Err(Trouble::Mistake),
        };
        let replies = match acted {
            Ok(replies) => replies,
            Err(error) => {
                self.failures.fetch_add(1, Ordering::Relaxed);
                tracing::error!(%error, "an event could not be answered");
                return vec![self.trouble(&incoming)];
            }
        };
        if !replies.is_empty() {
            lock(&self.answered).put(&incoming.event, picked.unwrap_or_default());
        }
        self.remember(&incoming, &replies);
        replies
    }

    fn commit(&self, incoming: &Incoming, facts: &Facts, decision: &Decision) -> Commit {
        let messenger = self.messengers.get(&incoming.actor.platform);
        Commit {
            event: incoming.event.clone(),
            person: incoming.actor.clone(),
            room: incoming.place.address.clone(),
            private: incoming.place.is_private_chat(),
            private_chat: messenger.and_then(|messenger| messenger.private_chat(&incoming.actor)),
            language: commands::answer_language(incoming, facts),
            revision: facts.revision,
            conversation: decision.conversation.clone(),
            changes: decision.changes.clone(),
            at: incoming.at,
        }
    }

    async fn may_administer(&self, incoming: &Incoming, interpretation: &Interpretation) -> bool {
        if incoming.place.is_private_chat() {
            return true;
        }
        if !commands::asks_for_authority(interpretation) {
            return false;
        }
        let room = &incoming.place.address;
        let Some(messenger) = self.messengers.get(&room.platform) else { return false };
        let told = tokio::time::timeout(PATIENCE, messenger.may_administer(room, &incoming.actor)).await;
        told.unwrap_or(Err(DeliveryFault::Later { after: None })).unwrap_or_else(|fault| {
            let platform = room.platform.as_str();
            tracing::warn!(platform, %fault, "who administers a room can't be told: taken for nobody");
            false
        })
    }

    /// The facts for somebody who is typing, maybe somewhere that the bot doesn't see; none if they can't be read, because
    /// the texts can be told even so.
    async fn elsewhere(&self, person: &PersonAddress, wants: &Wants) -> Facts {
        let nowhere = RoomAddress { platform: person.platform.clone(), room: String::new(), thread: None };
        self.store.facts(None, person, &nowhere, wants).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "what somebody who is typing chose can't be read");
            Facts::default()
        })
    }

    /// What words pick from the message that this person was shown last.
    fn picked(&self, incoming: &Incoming) -> Option<ChoiceToken> {
        let Event::Text(text) = &incoming.what else { return None };
        let shown = lock(&self.shown);
        let choices = shown.last.get(&reader(incoming, incoming.place.is_private()))?;
        commands::choose(choices, text, incoming.place.numbered)
    }

    fn remember(&self, incoming: &Incoming, replies: &[Reply]) {
        // The replies to one event are read as one: their choices are counted through.
        for private in [false, true] {
            let alone =
                |reply: &&Reply| private == (incoming.place.is_private() || reply.audience == Audience::OnlyYou);
            let mut seen = replies.iter().filter(alone).peekable();
            if seen.peek().is_some() {
                let choices: Vec<Choice> = seen.flat_map(|reply| reply.view.choices.clone()).collect();
                // Whoever is told to type what a sign can't say does so with the choices that still stand there.
                if choices.is_empty() && matches!(incoming.what, Event::Reaction(_)) {
                    continue;
                }
                lock(&self.shown).put(&reader(incoming, private), choices);
            }
        }
    }
}

impl<S: Store> Bot for Engine<S> {
    fn receive(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        Box::pin(async move {
            if lock(&self.answered).get(&incoming.event).is_some() {
                return Vec::new();
            }
            self.take(incoming, Heard::Perhaps).await
        })
    }

    fn receive_again(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        Box::pin(self.take(incoming, Heard::Never))
    }

    fn suggest<'a>(
        &'a self,
        person: &'a PersonAddress,
        locale: Option<&'a str>,
        words: &'a str,
    ) -> Boxed<'a, Vec<Suggestion>> {
        Box::pin(async move {
            let chosen = self.elsewhere(person, &Wants::default()).await.language;
            let language = chosen.or_else(|| locale.and_then(Language::from_tag)).unwrap_or_default();
            guarded(|| commands::suggest(&self.knowledge, words, language)).unwrap_or_default()
        })
    }

    fn complete<'a>(
        &'a self,
        person: &'a PersonAddress,
        locale: Option<&'a str>,
        blank: Blank,
        words: &'a str,
    ) -> Boxed<'a, Vec<Completion>> {
        Box::pin(async move {
            let wants = guarded(|| commands::wants_to_complete(blank, words)).unwrap_or_default();
            let facts = self.elsewhere(person, &wants).await;
            let language = facts.language.or_else(|| locale.and_then(Language::from_tag)).unwrap_or_default();
            guarded(|| commands::complete(&self.knowledge, language, blank, words, &facts)).unwrap_or_default()
        })
    }

    fn keep(&self, events: Vec<Unanswered>) -> Boxed<'_, Result<(), KeepFault>> {
        Box::pin(async move { self.store.keep_unanswered(&events).await.map_err(|e| cant_keep(&e)) })
    }

    fn answered(&self, events: Vec<EventId>) -> Boxed<'_, ()> {
        Box::pin(async move {
            // One that stays is answered with nothing after the next start, if it changed anything, or once more.
            if let Err(error) = self.store.drop_unanswered(&events).await {
                tracing::warn!(%error, "answered events stay kept");
            }
        })
    }

    fn unanswered<'a>(&'a self, platform: &'a Platform) -> Boxed<'a, Result<Vec<Unanswered>, KeepFault>> {
        Box::pin(async move { self.store.unanswered(platform).await.map_err(|e| cant_keep(&e)) })
    }
}

impl<S> Engine<S> {
    /// What people see when the store fails: nothing was kept, so trying again is safe.
    fn trouble(&self, incoming: &Incoming) -> Reply {
        let language = incoming.locale.as_deref().and_then(Language::from_tag).unwrap_or(Language::English);
        // It holds nothing personal, so where one person can't be answered alone, the room reads it too.
        let alone = incoming.place.kind == PlaceKind::Group { aside: Aside::Possible };
        let audience = if alone { Audience::OnlyYou } else { Audience::Room };
        let view = View::text(self.knowledge.say(language).text("trouble")).written_in(language);
        Reply { view, audience, onward: None }
    }
}

fn cant_keep(error: &StoreError) -> KeepFault {
    tracing::error!(%error, "what waits for an answer can't be kept or read");
    KeepFault
}

fn reader(incoming: &Incoming, private: bool) -> Reader<'_> {
    Reader { person: &incoming.actor, room: (!private).then_some(&incoming.place.address) }
}

/// One event that the bot can't think through must not end it for everybody.
fn guarded<T>(think: impl FnOnce() -> T) -> Result<T, Trouble> {
    // What it may have left half done is thrown away with it; what it only read is as it was.
    catch_unwind(AssertUnwindSafe(think)).map_err(|_| Trouble::Mistake)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is behind these locks is only ever replaced as a whole, so a panic elsewhere leaves it in order.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What people were shown last. Most are shown what others were, so what is the same is held once.
#[derive(Default)]
struct Shown {
    last: Recent<Arc<[Choice]>>,
    all: HashSet<Arc<[Choice]>>,
    /// How many there may be in all before those that nobody was shown last are dropped.
    most: usize,
}

impl Shown {
    fn put(&mut self, reader: &Reader<'_>, choices: Vec<Choice>) {
        let choices = match self.all.get(choices.as_slice()) {
            Some(same) => Arc::clone(same),
            None => {
                if self.all.len() >= self.most {
                    self.all.retain(|choices| Arc::strong_count(choices) > 1);
                    self.most = 2 * self.all.len() + 64;
                }
                let choices: Arc<[Choice]> = choices.into();
                self.all.insert(Arc::clone(&choices));
                choices
            }
        };
        self.last.put(reader, choices);
    }
}

/// The last few things, oldest forgotten first. Their keys are held as hashes, which take little room, say nothing about
/// whose they are, and that nobody outside can foresee; with 64 bits, no two of so few are ever the same.
struct Recent<V> {
    hasher: RandomState,
    values: HashMap<u64, V>,
    order: VecDeque<u64>,
}

impl<V> Default for Recent<V> {
    fn default() -> Self {
        Self { hasher: RandomState::new(), values: HashMap::new(), order: VecDeque::new() }
    }
}

impl<V> Recent<V> {
    fn get(&self, key: &impl Hash) -> Option<&V> {
        self.values.get(&self.hasher.hash_one(key))
    }

    fn put(&mut self, key: &impl Hash, value: V) {
        let key = self.hasher.hash_one(key);
        if self.values.insert(key, value).is_none() {
            self.order.push_back(key);
        }
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.values.remove(&oldest);
        }
    }
}
