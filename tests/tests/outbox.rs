//! The outbox worker over a real database and a platform that misbehaves.

#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bot_core::announcement::Posted;
use bot_core::content::Campaign;
use bot_core::decision::Change;
use bot_core::ids::{EventId, HOUR, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::platform::{Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::store::{Commit, Committed, Store, Wants};
use bot_core::subscription::{Manner, Pace, Subscription};
use bot_core::view::View;
use commands::{Knowledge, Review};
use outreach_bot::outbox::Outbox;
use store::{Database, Key};
use tokio::sync::{Notify, Semaphore, mpsc, watch};

/// Takes messages for all rooms but one, over which it panics.
#[derive(Default)]
struct Clumsy {
    posted: Mutex<Vec<String>>,
    stumbled: AtomicI64,
}

impl Messenger for Clumsy {
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        _: &'a View,
        _: Manner,
        _: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            if room.room == "slippery" {
                self.stumbled.fetch_add(1, Ordering::Relaxed);
                panic!("the adapter has a mistake");
            }
            self.posted.lock().unwrap().push(room.room.clone());
            Ok(Posted(vec!["1".to_owned()]))
        })
    }

    fn correct<'a>(
        &'a self,
        _: &'a RoomAddress,
        posted: &'a Posted,
        _: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move { Ok(posted.clone()) })
    }

    fn may_administer<'a>(
        &'a self,
        _: &'a RoomAddress,
        _: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async { Ok(true) })
    }
}

fn platform() -> Platform {
    Platform::parse("test").unwrap()
}

async fn act(db: &Database, room: &str, change: Change, at: Timestamp) {
    let person = PersonAddress { platform: platform(), user: room.to_owned() };
    let room = RoomAddress { platform: platform(), room: room.to_owned(), thread: None };
    let facts = db.facts(None, &person, &room, &Wants::default()).await.unwrap();
    let commit = Commit {
        event: EventId { platform: platform(), id: room.room.clone() },
        person,
        room,
        private: false,
        private_chat: None,
        language: Language::English,
        revision: facts.revision,
        conversation: None,
        changes: vec![change],
        at,
    };
    assert_eq!(db.commit(commit).await.unwrap(), Committed::Done { number: None });
}

#[tokio::test]
async fn a_panic_over_one_message_stops_no_other_and_is_not_repeated_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let db = Database::open(folder.path().join("db").to_str().unwrap(), &Key::generate().unwrap()).await.unwrap();
    let db = Arc::new(db);
    let time = Arc::new(AtomicI64::new(1_790_000_000_000));
    let now = || Timestamp(time.load(Ordering::Relaxed));
    let rooms = ["attic", "slippery", "yard"];
    for room in rooms {
        let chosen = Subscription { pace: Pace::Each, ..Subscription::default() };
        act(&db, room, Change::Subscribe(chosen), now()).await;
    }
    act(&db, "organiser", Change::Notice("Meeting".to_owned()), now()).await;

    let clumsy = Arc::new(Clumsy::default());
    let messenger: Arc<dyn Messenger> = Arc::clone(&clumsy) as _;
    let knowledge = Arc::new(Knowledge::new(Campaign::embedded(), Review::default()));
    let clock = Arc::clone(&time);
    let clock = Arc::new(move || Timestamp(clock.load(Ordering::Relaxed)));
    let outbox = Outbox::new(knowledge, Arc::clone(&db), HashMap::from([(platform(), messenger)]), clock);
    assert_eq!(outbox.step().await.unwrap(), 3);
    let mut posted = clumsy.posted.lock().unwrap().clone();
    posted.sort();
    assert_eq!(posted, ["attic", "yard"]);
    // It is tried again, later each time, and in the end put aside.
    assert_eq!(outbox.step().await.unwrap(), 0);
    for _ in 0..200 {
        time.fetch_add(2 * HOUR, Ordering::Relaxed);
        outbox.step().await.unwrap();
    }
    assert_eq!(clumsy.stumbled.load(Ordering::Relaxed), 50);
    assert_eq!(clumsy.posted.lock().unwrap().len(), 2);
    assert_eq!(db.next_due(&[platform()]).await.unwrap(), None);
}

/// Asks a hundred times for a pause of a second, then fails 49 times, and then takes what it is given.
#[derive(Default)]
struct Busy {
    asked: AtomicI64,
}

impl Messenger for Busy {
    fn deliver<'a>(
        &'a self,
        _: &'a RoomAddress,
        _: &'a View,
        _: Manner,
        _: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        let end = match self.asked.fetch_add(1, Ordering::Relaxed) {
            // One that is over at once is asked for as well.
            asked @ 0..100 => Err(DeliveryFault::Later { after: Some(asked % 2 * 1_000) }),
            100..149 => Err(DeliveryFault::Later { after: None }),
            _ => Ok(Posted(vec!["1".to_owned()])),
        };
        Box::pin(async { end })
    }

    fn correct<'a>(
        &'a self,
        _: &'a RoomAddress,
        posted: &'a Posted,
        _: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move { Ok(posted.clone()) })
    }

    fn may_administer<'a>(
        &'a self,
        _: &'a RoomAddress,
        _: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async { Ok(true) })
    }
}

#[tokio::test]
async fn a_platform_that_asks_for_many_pauses_gets_its_message_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let db = Database::open(folder.path().join("db").to_str().unwrap(), &Key::generate().unwrap()).await.unwrap();
    let db = Arc::new(db);
    let time = Arc::new(AtomicI64::new(1_790_000_000_000));
    let now = || Timestamp(time.load(Ordering::Relaxed));
    let chosen = Subscription { pace: Pace::Each, ..Subscription::default() };
    act(&db, "hall", Change::Subscribe(chosen), now()).await;
    act(&db, "organiser", Change::Notice("Meeting".to_owned()), now()).await;

    let busy = Arc::new(Busy::default());
    let messenger: Arc<dyn Messenger> = Arc::clone(&busy) as _;
    let knowledge = Arc::new(Knowledge::new(Campaign::embedded(), Review::default()));
    let clock = Arc::clone(&time);
    let clock = Arc::new(move || Timestamp(clock.load(Ordering::Relaxed)));
    let outbox = Outbox::new(knowledge, Arc::clone(&db), HashMap::from([(platform(), messenger)]), clock);
    for pauses in 1..=100 {
        assert_eq!(outbox.step().await.unwrap(), 1, "it is due again");
        assert_eq!(outbox.step().await.unwrap(), 0, "it has its pause, also if that is none");
        assert_eq!(busy.asked.load(Ordering::Relaxed), pauses);
        time.fetch_add(1_000, Ordering::Relaxed);
    }
    // Pauses leave it all its tries.
    for _ in 0..50 {
        assert_eq!(outbox.step().await.unwrap(), 1, "it isn't given up");
        time.fetch_add(2 * HOUR, Ordering::Relaxed);
    }
    assert_eq!(busy.asked.load(Ordering::Relaxed), 150);
    assert_eq!(outbox.step().await.unwrap(), 0);
    assert_eq!(db.next_due(&[platform()]).await.unwrap(), None);
}

/// Takes messages at once, but for rooms whose name begins with `slow` only when it is let.
struct Gate {
    posted: mpsc::UnboundedSender<String>,
    open: Semaphore,
}

impl Messenger for Gate {
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        _: &'a View,
        _: Manner,
        _: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move {
            if room.room.starts_with("slow") {
                self.open.acquire().await.unwrap().forget();
            }
            self.posted.send(room.room.clone()).unwrap();
            Ok(Posted(vec!["1".to_owned()]))
        })
    }

    fn correct<'a>(
        &'a self,
        _: &'a RoomAddress,
        posted: &'a Posted,
        _: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>> {
        Box::pin(async move { Ok(posted.clone()) })
    }

    fn may_administer<'a>(
        &'a self,
        _: &'a RoomAddress,
        _: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>> {
        Box::pin(async { Ok(true) })
    }
}

/// A worker that runs, over rooms that all hear of a meeting.
struct Working {
    _folder: tempfile::TempDir,
    db: Arc<Database>,
    gate: Arc<Gate>,
    posted: mpsc::UnboundedReceiver<String>,
    stop: watch::Sender<bool>,
    running: tokio::task::JoinHandle<()>,
}

impl Working {
    async fn new(rooms: impl Iterator<Item = String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = folder.path().join("db");
        let db = Arc::new(Database::open(url.to_str().unwrap(), &Key::generate().unwrap()).await.unwrap());
        let now = Timestamp(1_790_000_000_000);
        let chosen = Subscription { pace: Pace::Each, ..Subscription::default() };
        for room in rooms {
            act(&db, &room, Change::Subscribe(chosen.clone()), now).await;
        }
        act(&db, "organiser", Change::Notice("Meeting".to_owned()), now).await;
        let (sender, posted) = mpsc::unbounded_channel();
        let gate = Arc::new(Gate { posted: sender, open: Semaphore::new(0) });
        let messenger: Arc<dyn Messenger> = Arc::clone(&gate) as _;
        let knowledge = Arc::new(Knowledge::new(Campaign::embedded(), Review::default()));
        let messengers = HashMap::from([(platform(), messenger)]);
        let outbox = Outbox::new(knowledge, Arc::clone(&db), messengers, Arc::new(move || now));
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(async move { outbox.run(Arc::new(Notify::new()), stopped).await });
        Self { _folder: folder, db, gate, posted, stop, running }
    }

    async fn next(&mut self) -> String {
        let next = tokio::time::timeout(Duration::from_secs(20), self.posted.recv()).await;
        next.expect("the next message comes").unwrap()
    }

    async fn rooms(&mut self, count: usize) -> Vec<String> {
        let mut rooms = Vec::new();
        for _ in 0..count {
            rooms.push(self.next().await);
        }
        rooms.sort();
        rooms
    }
}

#[tokio::test]
async fn slow_messages_hold_nobody_but_themselves() {
    // The slow rooms come first, and there are nearly as many of them as messages on their way.
    let slow = |n| format!("slow{n:02}");
    let quick = |n| format!("quick{n:03}");
    let mut working = Working::new((0..60).map(slow).chain((0..40).map(quick))).await;
    assert_eq!(working.rooms(40).await, (0..40).map(quick).collect::<Vec<_>>());
    assert!(working.posted.try_recv().is_err());
    working.gate.open.add_permits(60);
    assert_eq!(working.rooms(60).await, (0..60).map(slow).collect::<Vec<_>>());
    working.stop.send(true).unwrap();
    (&mut working.running).await.unwrap();
    assert_eq!(working.db.next_due(&[platform()]).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_on_its_way_at_a_stop_ends_and_is_kept() {
    let mut working = Working::new(["quick".to_owned(), "slow".to_owned()].into_iter()).await;
    assert_eq!(working.next().await, "quick");
    working.stop.send(true).unwrap();
    working.gate.open.add_permits(1);
    (&mut working.running).await.unwrap();
    assert_eq!(working.next().await, "slow");
    assert_eq!(working.db.next_due(&[platform()]).await.unwrap(), None);
}
