//! News that waits for many rooms when a bot starts.

use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use bot_core::decision::Change;
use bot_core::ids::{EventId, PersonAddress, RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::store::{Commit, Committed, Store, Wants};
use bot_core::subscription::{Pace, Subscription};
use tokio::task::JoinSet;

use crate::asking::Talk;
use crate::pledging;

/// Makes a data folder, if there is none, in which news is turned on in these rooms, and somebody pledged since then: each
/// time somebody else. A room that was told something not long ago rests; choosing anew ends that.
pub(crate) async fn prepare(data: &Path, rooms: impl Iterator<Item = RoomAddress>, person: usize) {
    let mut talk = Talk::open(data).await;
    talk.now = now();
    subscribe(&talk, rooms, person).await;
    pledging::publish(&talk, person).await;
    talk.store.close().await.expect("the database can be closed");
}

/// Every room wants to hear each supporter at once. In each, somebody else says so: what one person does is kept step by
/// step.
async fn subscribe(talk: &Talk, rooms: impl Iterator<Item = RoomAddress>, time: usize) {
    let mut choosing = JoinSet::new();
    for (at, room) in rooms.enumerate() {
        let platform = &room.platform;
        let person = PersonAddress { platform: platform.clone(), user: format!("organiser {at}") };
        let event = EventId { platform: platform.clone(), id: format!("subscribed {at} {time}") };
        let (store, at) = (Arc::clone(&talk.store), talk.now);
        choosing.spawn(async move {
            let facts = store.facts(None, &person, &room, &Wants::default()).await.expect("facts can be read");
            let chosen = Subscription { pace: Pace::Each, ..Subscription::default() };
            let commit = Commit {
                event,
                person,
                room,
                private: false,
                private_chat: None,
                language: Language::English,
                revision: facts.revision,
                conversation: None,
                changes: vec![Change::Subscribe(chosen)],
                at,
            };
            let kept = store.commit(commit).await.expect("a choice can be kept");
            assert!(matches!(kept, Committed::Done { .. }), "nobody else changed anything there");
        });
    }
    choosing.join_all().await;
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    Timestamp(i64::try_from(since.as_millis()).expect("it is earlier than the year 292,000,000"))
}
