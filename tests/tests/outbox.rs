//! The outbox worker over a real database and a platform that misbehaves.

#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use bot_core::announcement::Posted;
use bot_core::content::Campaign;
use bot_core::decision::Change;
use bot_core::ids::{EventId, HOUR, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::platform::{Boxed, DeliveryFault, DeliveryKey, Messenger};
use bot_core::store::{Commit, Committed, Store, Wants};
use bot_core::subscription::{Pace, Sound, Subscription};
use bot_core::view::View;
use commands::{Knowledge, Review};
use outreach_bot::outbox::Outbox;
use store::{Database, Key};

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
        _: Sound,
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
