//! Rooms that are replaced by others. The bot goes along if both sides say so: the old room's tombstone names the new one,
//! which takes power in the old room, and the new room names the old one as its predecessor. Either alone could be
//! anybody's claim. As long as the bot is in the old room, the move isn't done: it leaves only after the bot has been
//! told, so whatever a death breaks off is taken up at the next start.

use std::sync::Arc;

use bot_core::platform::Bot;
use matrix_sdk::ruma::api::client::state::get_state_event_for_key;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::events::room::tombstone::RoomTombstoneEventContent;
use matrix_sdk::ruma::{OwnedEventId, OwnedRoomId, OwnedUserId, RoomId, RoomOrAliasId};
use matrix_sdk::{Client, Room, RoomState};
use serde::Deserialize;

use crate::fault::Fault;
use crate::intake;
use crate::invites::{insistently, leave, patiently};
use crate::{Matrix, rooms};

/// What is read of the event that made a room.
#[derive(Deserialize)]
struct Made {
    predecessor: Option<Predecessor>,
}

#[derive(Deserialize)]
struct Predecessor {
    room_id: Option<OwnedRoomId>,
}

/// The room that this one takes the place of, if that says so itself and the bot is in it, or has left it for this one.
pub(crate) fn predecessor(room: &Room) -> Option<Room> {
    let names = |old: &Room| old.successor_room().is_some_and(|successor| successor.room_id == room.room_id());
    room.client().rooms().into_iter().find(names)
}

/// Whether the bot is in the room that took the place of this one.
pub(crate) fn has_moved(room: &Room) -> bool {
    let successor = room.successor_room().and_then(|successor| room.client().get_room(&successor.room_id));
    successor.is_some_and(|successor| {
        successor.state() == RoomState::Joined
            && successor.predecessor_room().is_some_and(|predecessor| predecessor.room_id == room.room_id())
    })
}

/// Goes from a room to the one that takes its place.
pub(crate) async fn follow(matrix: &Arc<Matrix>, bot: &Arc<dyn Bot>, old: &Room) {
    let Some(successor) = old.successor_room() else { return };
    let Some((tombstone, by)) = tombstone(old).await else { return };
    let was_there = matrix.client.get_room(&successor.room_id).is_some_and(|new| new.state() == RoomState::Joined);
    let new = match join(&matrix.client, &successor.room_id, &by).await {
        Ok(new) => new,
        Err(fault) => {
            // Somebody may still invite the bot to it.
            tracing::info!(%fault, "the room that takes a room's place can't be entered");
            return;
        }
    };
    match names(&new, old.room_id()).await {
        Ok(true) => {}
        Ok(false) => {
            tracing::info!("a room that is to take another's place doesn't say so itself; the bot stays where it is");
            // Nobody elsewhere can send it out of a room to which it was invited.
            if !was_there {
                drop(leave(&new).await);
            }
            return;
        }
        Err(fault) => {
            tracing::info!(%fault, "whether a room takes another's place can't be seen; the next start looks again");
            return;
        }
    }
    intake::moved(matrix, bot, old, rooms::address(&new, None), tombstone.as_str(), &by).await;
    matrix.arrived(old.room_id()).await;
    if let Err(fault) = leave(old).await {
        tracing::info!(%fault, "a room that was replaced can't be left now; it is tried again at the next start");
    }
}

/// The tombstone's id, and who set it.
async fn tombstone(room: &Room) -> Option<(OwnedEventId, OwnedUserId)> {
    let event = room.get_state_event_static::<RoomTombstoneEventContent>().await.ok()??;
    let event = event.deserialize().ok()?;
    let sync = event.as_sync()?;
    Some((sync.event_id().to_owned(), sync.sender().to_owned()))
}

async fn join(client: &Client, room: &RoomId, by: &OwnedUserId) -> Result<Room, Fault> {
    if let Some(room) = client.get_room(room).filter(|room| room.state() == RoomState::Joined) {
        return Ok(room);
    }
    // The new room is known to the server of whoever made it.
    let via = [by.server_name().to_owned()];
    insistently(|| async { Ok(client.join_room_by_id_or_alias(<&RoomOrAliasId>::from(room), &via).await?) }).await
}

/// Whether a room says that it takes this one's place. The homeserver is asked: the sync may not have told yet.
async fn names(room: &Room, old: &RoomId) -> Result<bool, Fault> {
    if let Some(predecessor) = room.predecessor_room() {
        return Ok(predecessor.room_id == old);
    }
    let made = patiently(|| async {
        let (room_id, kind) = (room.room_id().to_owned(), StateEventType::RoomCreate);
        Ok(room.client().send(get_state_event_for_key::v3::Request::new(room_id, kind, String::new())).await?)
    });
    let made: Option<Made> = serde_json::from_str(made.await?.event_or_content.get()).ok();
    Ok(made
        .and_then(|made| made.predecessor)
        .and_then(|predecessor| predecessor.room_id)
        .is_some_and(|room| room == old))
}
