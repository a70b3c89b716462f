//! A database to try, and people and rooms that act on it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use bot_core::announcement::{Announcement, Delivery, News, Posted, Settlement, Task};
use bot_core::consent::{Consents, Purpose};
use bot_core::country::Country;
use bot_core::decision::{Change, ConversationChange};
use bot_core::hygiene::{ContactText, PublicText};
use bot_core::ids::{EventId, MINUTE, PersonAddress, Platform, RoomAddress, SupporterNumber, Timestamp};
use bot_core::language::Language;
use bot_core::pledge::{Display, NewPledge, Spokesperson};
use bot_core::store::{Commit, Committed, Facts, Store, Wants};
use bot_core::subscription::{Pace, Subscription};
use bot_core::supporter::{SupporterKind, SupporterQuery};
use outreach_tests::postgres::Postgres;
use store::{Database, Key};

/// Where a database lies, with its key; it can be opened more than once.
pub(crate) struct Place {
    pub(crate) url: String,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) key: Key,
    _server: Option<Arc<Postgres>>,
}

impl Place {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/data/a b%3f.sqlite", folder.path().display());
        Self { url, folder, key: Key::generate().unwrap(), _server: None }
    }

    pub(crate) fn postgres() -> Self {
        let server = Postgres::shared();
        let url = server.new_database();
        let folder = tempfile::tempdir().unwrap();
        Self { url, folder, key: Key::generate().unwrap(), _server: Some(server) }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// The other database, with the same key.
    pub(crate) fn other(&self) -> Self {
        let other = if self.is_sqlite() { Self::postgres() } else { Self::sqlite() };
        Self { key: self.key.clone(), ..other }
    }

    pub(crate) async fn open(&self) -> World {
        let db = Database::open(&self.url, &self.key).await.unwrap();
        World { db: Arc::new(db), clock: AtomicI64::new(1_790_000_000_000) }
    }
}

/// An open database and a clock.
pub(crate) struct World {
    pub(crate) db: Arc<Database>,
    clock: AtomicI64,
}

pub(crate) fn platform() -> Platform {
    Platform::parse("test").unwrap()
}

pub(crate) fn person(name: &str) -> PersonAddress {
    PersonAddress { platform: platform(), user: format!("user-{name}") }
}

/// A room, or a thread of it, such as `hall/rights`.
pub(crate) fn room(name: &str) -> RoomAddress {
    let (name, thread) = name.split_once('/').map_or((name, None), |(name, thread)| (name, Some(thread)));
    RoomAddress { platform: platform(), room: format!("room-{name}"), thread: thread.map(str::to_owned) }
}

pub(crate) fn event(id: &str) -> EventId {
    EventId { platform: platform(), id: id.to_owned() }
}

/// A pledge by name, from Nepal, with everything agreed to.
pub(crate) fn pledge(name: &str) -> NewPledge {
    let mut consents = Consents::default();
    for purpose in Purpose::ALL {
        consents.record(purpose, true, Timestamp(1));
    }
    NewPledge {
        kind: SupporterKind::Individual,
        name: PublicText::parse(name).unwrap(),
        country: Country::parse("NP"),
        affiliation: Some(PublicText::parse("Open Nepal").unwrap()),
        spokesperson: None,
        display: Display::Full,
        consents,
    }
}

/// A pledge of an organisation.
pub(crate) fn organisation(name: &str) -> NewPledge {
    let spokesperson = Spokesperson {
        role: PublicText::parse("Director").unwrap(),
        contact: ContactText::parse("secret.contact@example.org").unwrap(),
        letter: None,
    };
    let kind = SupporterKind::Organisation;
    NewPledge { kind, affiliation: None, spokesperson: Some(spokesperson), ..pledge(name) }
}

pub(crate) fn publish(pledge: NewPledge) -> Vec<Change> {
    vec![Change::Publish(Box::new(pledge))]
}

pub(crate) fn number(number: u32) -> Committed {
    Committed::Done { number: Some(SupporterNumber(number)) }
}

pub(crate) const DONE: Committed = Committed::Done { number: None };

impl World {
    pub(crate) fn now(&self) -> Timestamp {
        Timestamp(self.clock.load(Ordering::Relaxed))
    }

    pub(crate) fn pass(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    /// What somebody sees in their private chat.
    pub(crate) async fn facts(&self, name: &str, wants: &Wants) -> Facts {
        self.db.facts(None, &person(name), &room(name), wants).await.unwrap()
    }

    /// Whether an event was acted on.
    pub(crate) async fn seen(&self, event: &EventId) -> bool {
        let (who, place) = (person("nobody"), room("nowhere"));
        self.db.facts(Some(event), &who, &place, &Wants::default()).await.unwrap().seen
    }

    /// A commit of somebody in their private chat, decided on these facts.
    pub(crate) fn commit(&self, name: &str, facts: &Facts, changes: Vec<Change>) -> Commit {
        // Never the same in one process, also where a database is restored from another.
        static EVENTS: AtomicU64 = AtomicU64::new(0);
        let event = EVENTS.fetch_add(1, Ordering::Relaxed);
        Commit {
            event: self::event(&format!("{name}-{event}")),
            person: person(name),
            room: room(name),
            private: true,
            private_chat: None,
            language: Language::French,
            revision: facts.revision,
            conversation: Some(ConversationChange::End),
            changes,
            at: self.now(),
        }
    }

    /// Somebody does something in their private chat.
    pub(crate) async fn act(&self, name: &str, changes: Vec<Change>) -> Committed {
        let wanted = changes.iter().find_map(|c| match c {
            Change::Approve { pledge } | Change::Refuse { pledge, .. } => Some(*pledge),
            _ => None,
        });
        let facts = self.facts(name, &Wants { pledge: wanted, ..Wants::default() }).await;
        self.db.commit(self.commit(name, &facts, changes)).await.unwrap()
    }

    /// A room chooses a pace.
    pub(crate) async fn subscribe(&self, name: &str, pace: Pace) {
        let chosen = Subscription { pace, language: Some(Language::Spanish), ..Subscription::default() };
        self.choose(name, chosen).await;
    }

    pub(crate) async fn choose(&self, name: &str, chosen: Subscription) {
        assert_eq!(self.act(name, vec![Change::Subscribe(chosen)]).await, DONE);
    }

    /// Everything that is due, for a minute.
    pub(crate) async fn claim(&self) -> Vec<Delivery> {
        self.db.claim(&[platform()], self.now(), MINUTE, 100).await.unwrap()
    }

    pub(crate) async fn settle(&self, delivery: &Delivery, settlement: Settlement) {
        self.db.settle(delivery.id, delivery.claim, settlement, self.now()).await.unwrap();
    }

    /// Claims the only message that is due.
    pub(crate) async fn one(&self) -> Delivery {
        let mut due = self.claim().await;
        assert_eq!(due.len(), 1, "{due:?}");
        due.remove(0)
    }

    /// Claims the only message that is due and posts it under this id.
    pub(crate) async fn post(&self, id: &str) -> Delivery {
        let delivery = self.one().await;
        self.settle(&delivery, posted(id)).await;
        delivery
    }

    /// The public list: numbers and names, newest first.
    pub(crate) async fn list(&self) -> Vec<(Option<u32>, String)> {
        let query = SupporterQuery { limit: 1000, ..SupporterQuery::default() };
        let page = self.supporters(query).await;
        assert_eq!(page.1, page.0.len() as u64);
        page.0
    }

    /// A page of the list, and how many match in all.
    pub(crate) async fn supporters(&self, query: SupporterQuery) -> (Vec<(Option<u32>, String)>, u64) {
        let facts = self.facts("nobody", &Wants { supporters: Some(query), ..Wants::default() }).await;
        let page = facts.supporters.unwrap();
        (page.supporters.into_iter().map(|s| (s.number.map(|n| n.0), s.line.name)).collect(), page.total)
    }

    pub(crate) async fn total(&self) -> u64 {
        let facts = self.facts("nobody", &Wants { tallies: true, ..Wants::default() }).await;
        facts.tallies.unwrap().total()
    }
}

pub(crate) fn posted(id: &str) -> Settlement {
    Settlement::Delivered { posted: Posted(vec![id.to_owned()]) }
}

/// News in short: names, `+1` for somebody unnamed, round numbers, notices.
pub(crate) fn news(delivery: &Delivery) -> Vec<String> {
    match &delivery.task {
        Task::Tell(news) => in_short(news),
        Task::Correct { news, .. } => in_short(news),
        Task::Outcome(_) | Task::Lost { .. } => panic!("it has no news"),
    }
}

fn in_short(news: &[Announcement]) -> Vec<String> {
    let short = |a: &Announcement| match &a.news {
        News::Supporter(s) => s.line.name.clone(),
        News::Unnamed(_) => "+1".to_owned(),
        News::Milestone(n) => n.to_string(),
        News::Notice(text) => text.clone(),
        News::Retracted => panic!("what was retracted is left out"),
    };
    news.iter().map(short).collect()
}
