//! Direct chats: the encrypted room of one person and the bot, found or opened. Absent on purpose: joining such a chat
//! that somebody else opened (see `invites.rs`).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bot_core::ids::RoomAddress;
use bot_core::incoming::{Place, PlaceKind};
use matrix_sdk::Room;
use matrix_sdk::RoomState;
use matrix_sdk::ruma::events::room::member::MembershipState;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomId, UserId};
use tokio::time::Instant;

use crate::Matrix;
use crate::answers;
use crate::fault::Fault;
use crate::rooms;
use crate::send::Lane;

/// How many people can be opened a chat at once.
const LOCKS: usize = 64;

/// The pause where the homeserver asks for one and doesn't say how long.
const PAUSE: Duration = Duration::from_secs(60);

/// What is remembered of direct chats.
pub(crate) struct Directs {
    /// Whoever opens a chat holds the person's lock, so that two commands at once open one chat.
    locks: [tokio::sync::Mutex<()>; LOCKS],
    /// Chats that the bot opened and the sync hasn't told of yet.
    fresh: Mutex<HashMap<OwnedUserId, OwnedRoomId>>,
    /// Until when no chats are opened, because the homeserver asked for it.
    resting: Mutex<Option<Instant>>,
}

impl Default for Directs {
    fn default() -> Self {
        let locks = std::array::from_fn(|_| tokio::sync::Mutex::default());
        Self { locks, fresh: Mutex::default(), resting: Mutex::default() }
    }
}

impl Directs {
    fn is_fresh(&self, room: &RoomId) -> bool {
        lock(&self.fresh).values().any(|fresh| fresh == room)
    }
}

/// The address that stands for the chat with somebody, whichever room that is.
pub(crate) fn address(user: &str) -> Option<RoomAddress> {
    let user = UserId::parse(user).ok()?;
    Some(RoomAddress { platform: crate::platform(), room: user.to_string(), thread: None })
}

/// The person whose chat an address stands for.
pub(crate) fn person(room: &RoomAddress) -> Option<OwnedUserId> {
    UserId::parse(&room.room).ok()
}

/// The chat with somebody: the one there is, or a new one to which they are invited.
pub(crate) async fn open(matrix: &Matrix, user: &UserId, lane: Lane) -> Result<Room, Fault> {
    if let Some(room) = existing(matrix, user).await? {
        return Ok(room);
    }
    let directs = &matrix.answering.directs;
    let number = answers::hash(user.as_str()) as usize % LOCKS;
    let _opening = directs.locks[number].lock().await;
    if let Some(room) = existing(matrix, user).await? {
        return Ok(room);
    }
    if user == matrix.me {
        return Err(Fault::NotFound);
    }
    let rest = lock(&directs.resting).map(|until| until.saturating_duration_since(Instant::now()));
    if let Some(rest) = rest.filter(|rest| !rest.is_zero()) {
        return Err(Fault::Limited { wait: Some(rest) });
    }
    // Once, also for a reply: opened twice, there would be two. Homeservers limit this much harder than messages, so
    // nobody waits for it.
    let key = answers::hash(user.as_str());
    let opened = matrix.sender.apart(lane, key, async { Ok(matrix.client.create_dm(user).await?) }).await;
    if let Err(Fault::Limited { wait }) = &opened {
        *lock(&directs.resting) = Some(Instant::now() + wait.unwrap_or(PAUSE));
    }
    let room = opened?;
    lock(&directs.fresh).insert(user.to_owned(), room.room_id().to_owned());
    Ok(room)
}

/// A direct chat as a place. One that was just opened is known by nothing but that.
pub(crate) async fn place(room: &Room) -> Place {
    Place { kind: PlaceKind::Private, prefix: "", ..rooms::place(room, None).await }
}

/// Whether one person and the bot are alone in this room, as far as is known in this moment.
pub(crate) fn is_private(matrix: &Matrix, room: &Room) -> bool {
    if room.state() != RoomState::Joined {
        return false;
    }
    rooms::is_private(room) || (is_unheard_of(room) && matrix.answering.directs.is_fresh(room.room_id()))
}

/// Whether the sync has not told yet who is in a chat that the bot opened: the homeserver makes a room event by event, and
/// tells of the first ones before the invitation is among them. Nobody but the invited person can be there then.
fn is_unheard_of(room: &Room) -> bool {
    room.active_members_count() < 2
}

/// The chat with somebody, if there is one.
async fn existing(matrix: &Matrix, user: &UserId) -> Result<Option<Room>, Fault> {
    let fresh = lock(&matrix.answering.directs.fresh).get(user).cloned();
    if let Some(room) = fresh.and_then(|id| matrix.client.get_room(&id)) {
        // The list of direct chats comes with the sync as well.
        if room.state() == RoomState::Joined && is_unheard_of(&room) {
            return Ok(Some(room));
        }
        if fits(&room, user).await? {
            if matrix.client.get_dm_rooms(user).any(|known| known.room_id() == room.room_id()) {
                lock(&matrix.answering.directs.fresh).remove(user);
            }
            return Ok(Some(room));
        }
        lock(&matrix.answering.directs.fresh).remove(user);
    }
    let known: Vec<_> = matrix.client.get_dm_rooms(user).collect();
    for room in known {
        if fits(&room, user).await? {
            return Ok(Some(room));
        }
    }
    // The list lacks a chat if the answer to its opening was lost, or the bot died before it could add it.
    for room in matrix.client.joined_rooms() {
        if room.direct_targets().is_empty() && rooms::is_own(&room) && fits(&room, user).await? {
            return Ok(Some(room));
        }
    }
    Ok(None)
}

/// Whether a room is the encrypted chat of this person and the bot.
async fn fits(room: &Room, user: &UserId) -> Result<bool, Fault> {
    if room.state() != RoomState::Joined || room.is_tombstoned() || !rooms::is_private(room) {
        return Ok(false);
    }
    let member = room.get_member(user).await?;
    let there = |state: &MembershipState| matches!(state, MembershipState::Join | MembershipState::Invite);
    Ok(member.is_some_and(|member| there(member.membership())) && room.latest_encryption_state().await?.is_encrypted())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks can panic half way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
