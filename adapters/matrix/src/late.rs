//! Messages that can't be decrypted, as a rule because their keys aren't there yet. They are noted before they count as
//! worked through; when keys come, by another device, late, or from the backup, the message is fetched again and answered
//! as if it came now, once. Whoever waits longer than `key_patience` is told, also where no key helps. Only ids are noted:
//! the homeserver has the messages. Absent on purpose: asking for keys, which the SDK does by itself.

use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bot_core::view::View;
use futures_util::StreamExt;
use futures_util::future::Either;
use matrix_sdk::deserialized_responses::{UnableToDecryptInfo, UnableToDecryptReason};
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use matrix_sdk::{Room, RoomState};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::Matrix;
use crate::answering::thread_of;
use crate::fault::Fault;
use crate::intake::Intake;
use crate::notes::Notes;
use crate::progress::Ticket;
use crate::rooms;
use crate::send::REPLY;
use crate::show::{Reach, Showing, Unshown, told};

/// The name of the note that holds the list.
const NOTE: &str = "late";

/// How many messages are noted at the most.
const MOST: usize = 256;

/// How many of one room.
const OF_ONE_ROOM: usize = 32;

/// In a room with more people, what can't be read is hardly for the bot, and a notice would disturb them all.
const FEW: u64 = 20;

/// A private chat is told once in this time.
const BETWEEN_NOTICES: Duration = Duration::from_secs(600);

/// A room with several people is.
const BETWEEN_NOTICES_TO_ALL: Duration = Duration::from_secs(86_400);

/// The messages that can't be decrypted.
pub(crate) struct Late {
    notes: Notes,
    list: Mutex<Vec<Note>>,
    /// One write at a time, so that the last one has all.
    writing: tokio::sync::Mutex<()>,
    changed: Notify,
    /// When rooms were told.
    told: Mutex<HashMap<OwnedRoomId, SystemTime>>,
}

/// A message that can't be decrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    room: OwnedRoomId,
    event: OwnedEventId,
    /// The thread in which it stands. That isn't encrypted.
    #[serde(default)]
    thread: Option<OwnedEventId>,
    /// The key's name.
    session: Option<String>,
    /// When it was noted, in seconds since 1970.
    since: u64,
    /// Whether people were told, or need not be.
    told: bool,
    /// Whether no key helps. Then it is noted until people are told.
    #[serde(default)]
    hopeless: bool,
    /// Whether keys for it came since it was fetched last.
    #[serde(skip)]
    again: bool,
}

impl Late {
    /// Reads what was noted.
    pub(crate) async fn open(notes: Notes) -> Result<Self, Fault> {
        let list = Mutex::new(notes.get(NOTE).await?.unwrap_or_default());
        Ok(Self { notes, list, writing: tokio::sync::Mutex::default(), changed: Notify::new(), told: Mutex::default() })
    }

    /// Notes a message. When it returns without a fault, that is durable.
    pub(crate) async fn note(
        &self,
        room: &Room,
        event: &Raw<AnySyncTimelineEvent>,
        why: &UnableToDecryptInfo,
    ) -> Result<(), Fault> {
        use UnableToDecryptReason as Reason;
        let hopeless = !matches!(why.reason, Reason::MissingMegolmSession { .. } | Reason::UnknownMegolmMessageIndex);
        let thread = thread_of(event);
        let Ok(Some(event)) = event.get_field::<OwnedEventId>("event_id") else { return Ok(()) };
        let (room, session) = (room.room_id().to_owned(), why.session_id.clone());
        let since = seconds(SystemTime::now());
        let note = Note { room, event, thread, session, since, told: false, hopeless, again: false };
        add(&mut self.lock(), note);
        self.changed.notify_one();
        self.write().await
    }

    /// The messages that keys concern, by room and key. Whoever is fetching one of them just now fetches it once more.
    pub(crate) fn find(&self, concerns: impl Fn(&RoomId, Option<&str>) -> bool) -> Vec<(OwnedRoomId, OwnedEventId)> {
        let mut list = self.lock();
        let found = list.iter_mut().filter(|note| !note.hopeless && concerns(&note.room, note.session.as_deref()));
        let found = found.map(|note| {
            note.again = true;
            (note.room.clone(), note.event.clone())
        });
        found.collect()
    }

    /// A message is being fetched.
    pub(crate) fn fetching(&self, event: &EventId) {
        if let Some(note) = self.lock().iter_mut().find(|note| note.event == event) {
            note.again = false;
        }
    }

    /// Whether keys for a message came since it was fetched last.
    pub(crate) fn wants_again(&self, event: &EventId) -> bool {
        self.lock().iter().any(|note| note.event == event && note.again)
    }

    /// A message was worked through, or never can be.
    pub(crate) async fn forget(&self, event: &EventId) {
        let known = {
            let mut list = self.lock();
            let before = list.len();
            list.retain(|note| note.event != event);
            list.len() < before
        };
        if known && self.write().await.is_err() {
            tracing::warn!("what waits for keys can't be noted; the next start looks at some messages again");
        }
    }

    /// An event that says nothing to the bot was worked through.
    pub(crate) async fn through(&self, event: &Raw<AnySyncTimelineEvent>, ticket: Ticket) {
        // Nearly always there is nothing to look up.
        let any = !self.lock().is_empty();
        if any && let Ok(Some(event)) = event.get_field::<OwnedEventId>("event_id") {
            self.forget(&event).await;
        }
        ticket.done();
    }

    /// How long until the next message has waited for too long.
    fn next(&self, patience: Duration, now: SystemTime) -> Option<Duration> {
        let list = self.lock();
        let since = list.iter().filter(|note| !note.told).map(|note| note.since).min()?;
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(since) + patience;
        Some(at.duration_since(now).unwrap_or_default())
    }

    /// Of each room, the last message that has waited for too long; all of them count as told from now on. Those that are
    /// too old to be answered are dropped, and so are those that no key helps.
    fn overdue(&self, patience: Duration, answer_within: Duration, now: SystemTime) -> Vec<Note> {
        let mut list = self.lock();
        let age = |note: &Note| Duration::from_secs(seconds(now).saturating_sub(note.since));
        list.retain(|note| age(note) <= answer_within);
        let mut last = HashMap::new();
        for note in list.iter_mut().filter(|note| !note.told && age(note) >= patience) {
            note.told = true;
            last.insert(note.room.clone(), note.clone());
        }
        list.retain(|note| !(note.told && note.hopeless));
        last.into_values().collect()
    }

    /// Whether a room may be told again; then it counts as told.
    fn may_tell(&self, room: &Room, now: SystemTime) -> bool {
        if room.state() != RoomState::Joined || (!rooms::is_private(room) && room.active_members_count() > FEW) {
            return false;
        }
        let between = if rooms::is_private(room) { BETWEEN_NOTICES } else { BETWEEN_NOTICES_TO_ALL };
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| now.duration_since(*at).is_ok_and(|ago| ago < BETWEEN_NOTICES_TO_ALL));
        let again =
            told.get(room.room_id()).and_then(|at| now.duration_since(*at).ok()).is_none_or(|ago| ago >= between);
        if again {
            told.insert(room.room_id().to_owned(), now);
        }
        again
    }

    async fn write(&self) -> Result<(), Fault> {
        let _writing = self.writing.lock().await;
        let list = self.lock().clone();
        self.notes.put(NOTE, &list).await
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Note>> {
        // A list is whole whoever panicked meanwhile.
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for keys, and for patience to end, for as long as this is polled.
pub(crate) async fn watch(intake: &Arc<Intake>) {
    let matrix = &intake.matrix;
    let mut keys = match matrix.client.encryption().room_keys_received_stream().await {
        Some(keys) => Either::Left(Box::pin(keys)),
        None => Either::Right(futures_util::stream::pending()),
    };
    loop {
        let late = &intake.late;
        let mut changed = pin!(late.changed.notified());
        changed.as_mut().enable();
        let wait = late.next(matrix.settings.key_patience, SystemTime::now());
        let overdue = async {
            match wait {
                Some(wait) => tokio::time::sleep(wait.max(Duration::from_secs(1))).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            received = keys.next() => match received {
                Some(Ok(keys)) => intake.try_late(|room, session| {
                    keys.iter().any(|key| key.room_id == room && session.is_none_or(|session| session == key.session_id))
                }),
                // Some were missed.
                Some(Err(_)) => intake.try_late(|_, _| true),
                None => return std::future::pending().await,
            },
            () = changed => {}
            () = overdue => tell(matrix, late).await,
        }
    }
}

/// Tells people that their messages can't be read.
async fn tell(matrix: &Arc<Matrix>, late: &Late) {
    let now = SystemTime::now();
    let settings = &matrix.settings;
    for Note { room, event, thread, .. } in late.overdue(settings.key_patience, settings.answer_within, now) {
        let Some(room) = matrix.client.get_room(&room).filter(|room| late.may_tell(room, now)) else { continue };
        let (telling, under_way) = (Arc::clone(matrix), matrix.load.enter());
        matrix.errands.spawn(async move {
            let language = telling.answering.language_of(room.room_id());
            let words = telling.phrases.say(language).text("message-unreadable");
            let name = format!("{event}+unreadable");
            // Later, it would surprise more than help.
            let until = Instant::now() + REPLY;
            let mut showing = Showing::new(&telling, &room, &name, until).answering(&event, thread.as_deref());
            let view = View::text(words).written_in(language);
            if let Err(Unshown::Fault(fault)) = showing.show(&view, Reach::Everybody).await {
                told(&fault);
            }
            drop(under_way);
        });
    }
    if late.write().await.is_err() {
        tracing::warn!("what waits for keys can't be noted; some people may be told twice that they can't be read");
    }
}

/// Adds a note and drops the oldest where there are too many.
fn add(list: &mut Vec<Note>, note: Note) {
    if list.iter().any(|known| known.event == note.event) {
        return;
    }
    if list.iter().filter(|known| known.room == note.room).count() >= OF_ONE_ROOM
        && let Some(oldest) = list.iter().position(|known| known.room == note.room)
    {
        list.remove(oldest);
    }
    if list.len() >= MOST {
        list.remove(0);
    }
    list.push(note);
}

fn seconds(at: SystemTime) -> u64 {
    at.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use matrix_sdk::SqliteStateStore;

    use super::*;

    fn note(room: usize, event: usize) -> Note {
        let room = OwnedRoomId::try_from(format!("!room{room}:x")).expect("a room's id");
        let event = OwnedEventId::try_from(format!("$event{event}")).expect("an event's id");
        Note { room, event, thread: None, session: None, since: 0, told: false, hopeless: false, again: false }
    }

    #[tokio::test]
    async fn a_message_whose_key_comes_while_it_is_fetched_is_fetched_once_more() {
        let folder = std::env::temp_dir().join(format!("outreach-bot-late-{}", std::process::id()));
        let store = SqliteStateStore::open(&folder, None).await.expect("a folder for what passes takes a database");
        let late = Late::open(Notes::new(store)).await.expect("an empty store can be read");
        let (here, elsewhere) = (note(1, 1), note(2, 2));
        for note in [&here, &elsewhere] {
            add(&mut late.lock(), note.clone());
        }
        let keys_come = || late.find(|room, _| room == here.room);
        assert_eq!(keys_come(), [(here.room.clone(), here.event.clone())]);
        late.fetching(&here.event);
        assert!(!late.wants_again(&here.event), "these keys are there before it is fetched");
        keys_come();
        assert!(late.wants_again(&here.event) && !late.wants_again(&elsewhere.event));
        late.fetching(&here.event);
        assert!(!late.wants_again(&here.event), "once more is enough");
        keys_come();
        late.forget(&here.event).await;
        assert!(!late.wants_again(&here.event), "it was worked through");
        let _ = std::fs::remove_dir_all(&folder);
    }

    #[tokio::test]
    async fn people_are_told_once_of_what_no_key_helps_and_nothing_fetches_it() {
        let folder = std::env::temp_dir().join(format!("outreach-bot-hopeless-{}", std::process::id()));
        let store = SqliteStateStore::open(&folder, None).await.expect("a folder for what passes takes a database");
        let late = Late::open(Notes::new(store)).await.expect("an empty store can be read");
        let hopeless = Note { hopeless: true, ..note(1, 1) };
        add(&mut late.lock(), hopeless.clone());
        assert_eq!(late.find(|_, _| true), []);
        let (patience, day) = (Duration::from_secs(60), Duration::from_secs(86_400));
        let at = |second| SystemTime::UNIX_EPOCH + Duration::from_secs(second);
        assert_eq!(late.overdue(patience, day, at(59)), []);
        let told = late.overdue(patience, day, at(60));
        assert_eq!(told.iter().map(|note| &note.event).collect::<Vec<_>>(), [&hopeless.event]);
        assert!(late.lock().is_empty(), "there is nothing more to do about it");
        let _ = std::fs::remove_dir_all(&folder);
    }

    #[test]
    fn what_was_noted_before_threads_were_can_be_read() {
        let noted = r#"{"room": "!room0:x", "event": "$event0", "session": null, "since": 0, "told": false}"#;
        assert_eq!(serde_json::from_str::<Note>(noted).ok(), Some(note(0, 0)));
    }

    #[test]
    fn a_message_is_noted_once_and_one_rooms_flood_drops_only_its_own() {
        let mut list = Vec::new();
        add(&mut list, note(0, 0));
        for event in 1..=3 * OF_ONE_ROOM {
            add(&mut list, note(1, event));
            add(&mut list, note(1, event));
        }
        assert_eq!(list.len(), OF_ONE_ROOM + 1);
        assert_eq!(list[0], note(0, 0));
        assert_eq!(list.last(), Some(&note(1, 3 * OF_ONE_ROOM)));
    }

    #[test]
    fn no_more_is_noted_than_room_is_for() {
        let mut list = Vec::new();
        for event in 0..2 * MOST {
            add(&mut list, note(event, event));
        }
        assert_eq!(list.len(), MOST);
        assert_eq!(list[0], note(MOST, MOST));
    }
}
