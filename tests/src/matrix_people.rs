//! People on a homeserver: matrix-sdk clients of their own, with devices that encrypt, and what they see. What they do
//! is done when it returns; what they see is what the server has for them at that moment ([`Person::look`]), or what they
//! wait for ([`Person::wait`]).

mod account;
mod sight;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::api::client::filter::{FilterDefinition, RoomEventFilter, RoomFilter};
use matrix_sdk::ruma::api::client::room::create_room::v3::{Request as CreateRoom, RoomPreset};
use matrix_sdk::ruma::api::client::room::upgrade_room::v3::Request as UpgradeRoom;
use matrix_sdk::ruma::events::InitialStateEvent;
use matrix_sdk::ruma::events::room::encryption::RoomEncryptionEventContent;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, RoomVersionId, UInt, UserId, assign};
use matrix_sdk::{Client, Room, SessionMeta, SessionTokens};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use url::Url;

use crate::fake::watched::PATIENCE;
use crate::synapse::{Account, Synapse, assert_loopback};
use sight::Sight;

pub use sight::{Message, Trust};

/// How many events of a room are fetched at once; more than happen there between two looks.
const AT_ONCE: u32 = 1_000;

/// How many rooms are made at once.
const ROOMS_AT_ONCE: usize = 16;

/// Somebody with a device.
pub struct Person {
    /// `@name:server`.
    pub user: OwnedUserId,
    client: Client,
    sight: Mutex<HashMap<OwnedRoomId, Sight>>,
}

/// Waits for a future, on the runtime that all people of this process share.
pub fn wait_for<F: Future>(future: F) -> F::Output {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let make = || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    RUNTIME.get_or_init(|| make().expect("a test may make threads")).block_on(future)
}

impl Person {
    /// Somebody new on this server. Their name begins with this one.
    ///
    /// # Panics
    /// When the server isn't on this machine, or doesn't let them in.
    pub fn new(server: &Synapse, name: &str) -> Self {
        Self::with(server, wait_for(server.register(name)))
    }

    /// Somebody who has this account, on the device that it was made with.
    ///
    /// # Panics
    /// As [`Person::new`].
    pub fn with(server: &Synapse, account: Account) -> Self {
        Self::at(&server.url(), account)
    }

    /// Somebody who has this account, and finds their homeserver at this address.
    ///
    /// # Panics
    /// As [`Person::new`].
    pub fn at(address: &Url, account: Account) -> Self {
        // Reading the certificates that it trusts takes longer than anything else about a client.
        static HTTP: OnceLock<matrix_sdk::reqwest::Client> = OnceLock::new();
        assert_loopback(address);
        let user = UserId::parse(account.user).expect("the server knows what an id is");
        let session = MatrixSession {
            meta: SessionMeta { user_id: user.clone(), device_id: account.device.into() },
            tokens: SessionTokens { access_token: account.token, refresh_token: None },
        };
        let client = wait_for(async {
            let client =
                Client::builder().homeserver_url(address).http_client(HTTP.get_or_init(Default::default).clone());
            let client = client.build().await.expect("the server is a homeserver");
            client.restore_session(session).await.expect("the session is good");
            client
        });
        let person = Self { user, client, sight: Mutex::default() };
        // Their device is known from now on.
        person.look();
        person
    }

    /// Makes a room, encrypted or not, with an invitation for these users.
    ///
    /// # Panics
    /// When the server refuses, as everything here.
    pub fn make_room(&self, name: &str, encrypted: bool, invited: &[&UserId]) -> OwnedRoomId {
        let request = assign!(CreateRoom::new(), {
            name: Some(name.to_owned()),
            preset: Some(RoomPreset::PrivateChat),
            invite: invited.iter().map(|&user| user.to_owned()).collect(),
            initial_state: encrypted.then(encryption).into_iter().collect(),
        });
        self.create(request)
    }

    /// Makes so many rooms that aren't encrypted, several at once, with an invitation to each for these users.
    ///
    /// # Panics
    /// When the server refuses, as everything here.
    pub fn make_rooms(&self, count: usize, invited: &[&UserId]) -> Vec<OwnedRoomId> {
        wait_for(async {
            let (mut rooms, mut making) = (Vec::new(), JoinSet::new());
            for n in 0..count {
                if making.len() >= ROOMS_AT_ONCE {
                    rooms.extend(making.join_next().await);
                }
                let request = assign!(CreateRoom::new(), {
                    name: Some(format!("Room {n}")),
                    preset: Some(RoomPreset::PrivateChat),
                    invite: invited.iter().map(|&user| user.to_owned()).collect(),
                });
                let client = self.client.clone();
                making.spawn(async move {
                    client.create_room(request).await.expect("people may make rooms").room_id().to_owned()
                });
            }
            rooms.extend(making.join_all().await.into_iter().map(Ok));
            rooms.into_iter().map(|room| room.expect("its panic was shown already")).collect()
        })
    }

    /// Opens a direct chat with somebody, encrypted or not.
    pub fn make_direct(&self, with: &UserId, encrypted: bool) -> OwnedRoomId {
        let request = assign!(CreateRoom::new(), {
            preset: Some(RoomPreset::TrustedPrivateChat),
            is_direct: true,
            invite: vec![with.to_owned()],
            initial_state: encrypted.then(encryption).into_iter().collect(),
        });
        self.create(request)
    }

    fn create(&self, request: CreateRoom) -> OwnedRoomId {
        let room = wait_for(self.client.create_room(request)).expect("people may make rooms").room_id().to_owned();
        self.look();
        room
    }

    /// Enters a room that this person was invited to, or that is open.
    pub fn join(&self, room: &RoomId) {
        wait_for(self.client.join_room_by_id(room)).expect("the room is open to them");
        self.look();
    }

    /// Leaves a room.
    pub fn leave(&self, room: &RoomId) {
        wait_for(self.room(room).leave()).expect("people may leave");
    }

    /// Invites somebody.
    pub fn invite(&self, room: &RoomId, user: &UserId) {
        wait_for(self.room(room).invite_user_by_id(user)).expect("they may invite");
    }

    /// Removes somebody from a room, who may be invited again.
    pub fn kick(&self, room: &RoomId, user: &UserId) {
        wait_for(self.room(room).kick_user(user, None)).expect("they may remove others");
    }

    /// Bars somebody from a room.
    pub fn ban(&self, room: &RoomId, user: &UserId) {
        wait_for(self.room(room).ban_user(user, None)).expect("they may bar others");
    }

    /// Gives somebody a power level in a room.
    pub fn empower(&self, room: &RoomId, user: &UserId, level: i32) {
        wait_for(self.room(room).update_power_levels(vec![(user, level.into())])).expect("they may give power");
    }

    /// Replaces a room by a new one of this version. People and bots have to follow by themselves.
    pub fn upgrade(&self, room: &RoomId, version: RoomVersionId) -> OwnedRoomId {
        let made = wait_for(async { self.client.send(UpgradeRoom::new(room.to_owned(), version)).await });
        self.look();
        made.expect("they may replace the room").replacement_room
    }

    /// Sets a state of a room.
    pub fn set_state(&self, room: &RoomId, kind: &str, key: &str, content: Value) {
        wait_for(self.room(room).send_state_event_raw(kind, key, content)).expect("they may change the room");
    }

    /// Sets a state of a room, unless the server doesn't take it; whether it did.
    pub fn try_set_state(&self, room: &RoomId, kind: &str, key: &str, content: Value) -> bool {
        wait_for(self.room(room).send_state_event_raw(kind, key, content)).is_ok()
    }

    /// Says something.
    pub fn say(&self, room: &RoomId, words: &str) -> OwnedEventId {
        self.send(room, "m.room.message", json!({"msgtype": "m.text", "body": words}))
    }

    /// Says something in answer to a message.
    pub fn reply(&self, room: &RoomId, to: &EventId, words: &str) -> OwnedEventId {
        let relation = json!({"m.in_reply_to": {"event_id": to}});
        self.send(room, "m.room.message", json!({"msgtype": "m.text", "body": words, "m.relates_to": relation}))
    }

    /// Says something in the thread that begins with a message.
    pub fn say_in_thread(&self, room: &RoomId, root: &EventId, words: &str) -> OwnedEventId {
        let relation = json!({
            "rel_type": "m.thread", "event_id": root, "is_falling_back": true, "m.in_reply_to": {"event_id": root},
        });
        self.send(room, "m.room.message", json!({"msgtype": "m.text", "body": words, "m.relates_to": relation}))
    }

    /// Says something that mentions somebody, as apps do it: with their name in the words and their id beside them.
    pub fn mention(&self, room: &RoomId, user: &UserId, words: &str) -> OwnedEventId {
        let body = format!("{}: {words}", user.localpart());
        let content = json!({"msgtype": "m.text", "body": body.trim_end(), "m.mentions": {"user_ids": [user]}});
        self.send(room, "m.room.message", content)
    }

    /// Changes what was said.
    pub fn edit(&self, room: &RoomId, said: &EventId, words: &str) -> OwnedEventId {
        let content = json!({
            "msgtype": "m.text", "body": format!("* {words}"),
            "m.new_content": {"msgtype": "m.text", "body": words},
            "m.relates_to": {"rel_type": "m.replace", "event_id": said},
        });
        self.send(room, "m.room.message", content)
    }

    /// Takes something back, or away.
    pub fn redact(&self, room: &RoomId, event: &EventId) -> OwnedEventId {
        wait_for(self.room(room).redact(event, None, None)).expect("they may take it away").event_id
    }

    /// Puts a sign under a message.
    pub fn react(&self, room: &RoomId, to: &EventId, key: &str) -> OwnedEventId {
        let relation = json!({"rel_type": "m.annotation", "event_id": to, "key": key});
        self.send(room, "m.reaction", json!({"m.relates_to": relation}))
    }

    /// Sends an event of any content; encrypted where the room is.
    pub fn send(&self, room: &RoomId, kind: &str, content: Value) -> OwnedEventId {
        self.try_send(room, kind, content).expect("they may write there")
    }

    /// Sends an event of any content, unless the server doesn't take it.
    pub fn try_send(&self, room: &RoomId, kind: &str, content: Value) -> Option<OwnedEventId> {
        let sent = wait_for(async { self.room(room).send_raw(kind, content).await });
        sent.ok().map(|sent| sent.response.event_id)
    }

    /// Whether a room is encrypted, as far as this person's device knows.
    pub fn is_encrypted(&self, room: &RoomId) -> bool {
        wait_for(self.room(room).latest_encryption_state()).expect("the server knows").is_encrypted()
    }

    /// Who is in a room, or invited to it.
    pub fn members(&self, room: &RoomId) -> Vec<OwnedUserId> {
        let members = wait_for(self.room(room).members(matrix_sdk::RoomMemberships::ACTIVE));
        members.expect("the server knows").iter().map(|member| member.user_id().to_owned()).collect()
    }

    /// The last time that somebody came into a room or went out, as far as this person has seen: the event, and what they
    /// are there since (`join`, `invite`, `leave`, `ban`).
    pub fn step(&self, room: &RoomId, user: &UserId) -> Option<(OwnedEventId, String)> {
        self.sight().get(room).and_then(|sight| sight.step(user))
    }

    /// The rooms that this person was invited to and hasn't entered or refused.
    pub fn invitations(&self) -> Vec<OwnedRoomId> {
        self.look();
        self.client.invited_rooms().iter().map(|room| room.room_id().to_owned()).collect()
    }

    /// The rooms that this person is in.
    pub fn rooms(&self) -> Vec<OwnedRoomId> {
        self.client.joined_rooms().iter().map(|room| room.room_id().to_owned()).collect()
    }

    /// Forgets the keys with which this person's device encrypts in a room, and lets others wait for the new ones: the
    /// next message is encrypted with new ones, which are sent as ever.
    pub fn forget_keys(&self, room: &RoomId) {
        wait_for(self.room(room).discard_room_key()).expect("the device forgets");
    }

    /// The devices that somebody has, as far as this person's device knows.
    pub fn devices(&self, user: &UserId) -> Vec<String> {
        let devices = wait_for(self.client.encryption().get_user_devices(user)).expect("the store answers");
        devices.devices().map(|device| device.device_id().to_string()).collect()
    }

    /// Fetches what there is, and reads what came in a room, oldest first.
    pub fn see(&self, room: &RoomId) -> Vec<Message> {
        self.look();
        self.seen(room)
    }

    /// What was fetched of a room, oldest first.
    pub fn seen(&self, room: &RoomId) -> Vec<Message> {
        self.sight().get(room).map(Sight::messages).unwrap_or_default()
    }

    /// Fetches what the server has for this person now. Every change that anybody was told to be done is among it.
    pub fn look(&self) {
        self.fetch(Duration::ZERO);
    }

    /// Fetches what comes in the next moment. A homeserver hands out what was sent only once everything before it is
    /// written, in other rooms as well: while others write, that can be after the sender was told that it is done.
    pub fn look_a_moment(&self) {
        self.fetch(Duration::from_millis(250));
    }

    /// Fetches what comes until something holds.
    ///
    /// # Panics
    /// When that takes too long; with what was seen last.
    pub fn wait<T>(&self, what: &str, holds: impl Fn(&Self) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        self.look();
        loop {
            if let Some(found) = holds(self) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what}; {} sees {:#?}", self.user, self.everything());
            self.fetch(left.min(Duration::from_secs(5)));
        }
    }

    fn everything(&self) -> Vec<Message> {
        self.sight().values().flat_map(Sight::messages).collect()
    }

    /// Fetches what comes within this time: at once if there is something already.
    fn fetch(&self, within: Duration) {
        let timeline = assign!(RoomEventFilter::default(), { limit: Some(UInt::from(AT_ONCE)) });
        let room = assign!(RoomFilter::default(), { timeline: timeline });
        let filter = assign!(FilterDefinition::default(), { room: room });
        let settings = SyncSettings::default().timeout(within).filter(filter.into());
        wait_for(async {
            let came = self.client.sync_once(settings).await.expect("the server tells what happened");
            let mut parts: HashMap<OwnedRoomId, Sight> = std::mem::take(&mut *self.sight());
            for (id, update) in came.rooms.joined {
                assert!(!update.timeline.limited || parts.get(&id).is_none_or(Sight::is_empty), "too much happened");
                parts.entry(id).or_default().add(&update.timeline.events);
            }
            for (id, update) in came.rooms.left {
                parts.entry(id).or_default().add(&update.timeline.events);
            }
            for (id, sight) in &mut parts {
                if let Some(room) = self.client.get_room(id) {
                    sight.read_again(&room).await;
                }
            }
            *self.sight() = parts;
        });
    }

    fn room(&self, room: &RoomId) -> Room {
        self.client.get_room(room).unwrap_or_else(|| panic!("{} doesn't know {room}", self.user))
    }

    fn sight(&self) -> MutexGuard<'_, HashMap<OwnedRoomId, Sight>> {
        self.sight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The state by which a room is encrypted from its beginning.
fn encryption() -> matrix_sdk::ruma::serde::Raw<matrix_sdk::ruma::events::AnyInitialStateEvent> {
    InitialStateEvent::with_empty_state_key(RoomEncryptionEventContent::with_recommended_defaults()).to_raw_any()
}
