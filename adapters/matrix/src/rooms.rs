//! What the bot says of a room when something happens in it: who else is there, who can read along, whether it may write.
//! It all comes from what the sync brought; nothing here is remembered.

use bot_core::ids::RoomAddress;
use bot_core::incoming::{Aside, Place, PlaceKind, Secrecy};
use matrix_sdk::Room;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::EventId;
use matrix_sdk::ruma::events::MessageLikeEventType;
use matrix_sdk::ruma::events::room::history_visibility::HistoryVisibility;
use matrix_sdk::ruma::events::room::join_rules::JoinRule;

use crate::inbound::is_open;
use crate::{SERVICE, platform};

/// What stands before a command in a room, where other words are people's own talk. Element keeps "/" for itself.
pub(crate) const PREFIX: &str = "!";

/// The room as a place, with the root of a thread in it. A private chat has no threads: whoever answers in one there
/// means the same conversation.
pub(crate) async fn place(room: &Room, thread: Option<&EventId>) -> Place {
    let private = is_private(room);
    Place {
        address: address(room, thread.filter(|_| !private)),
        kind: if private { PlaceKind::Private } else { PlaceKind::Group { aside: Aside::BotOpens } },
        service: SERVICE.to_owned(),
        secrecy: secrecy(room).await,
        prefix: if private { "" } else { PREFIX },
        numbered: true,
        locale: None,
        may_post: may_post(room).await,
        has_followers: false,
    }
}

/// The room's address.
pub(crate) fn address(room: &Room, thread: Option<&EventId>) -> RoomAddress {
    RoomAddress { platform: platform(), room: room.room_id().to_string(), thread: thread.map(ToString::to_string) }
}

/// Whether one person and the bot are here alone, nobody can come in uninvited, and nobody reads along from outside.
/// Somebody who is invited reads along as soon as they accept, so they count.
pub(crate) fn is_private(room: &Room) -> bool {
    // A room that says nothing is for those who are invited. Rules that are newer than the bot may let anybody in, as the
    // one does that lets in whoever is in another room.
    let by_invitation = matches!(room.join_rule(), None | Some(JoinRule::Invite | JoinRule::Knock | JoinRule::Private));
    let open_to_the_world = room.history_visibility_or_default() == HistoryVisibility::WorldReadable;
    room.active_members_count() == 2 && by_invitation && !open_to_the_world
}

/// Whether a message came unencrypted that should be encrypted: a homeserver can write one in anybody's name. Once a room
/// is encrypted, it stays so for the SDK, whatever the homeserver says later.
pub(crate) fn is_unproven(room: &Room, event: &TimelineEvent) -> bool {
    is_open(event) && room.encryption_state().is_encrypted()
}

/// Whether the bot made this room. `Room::creators` also has those whom whoever made a direct chat invited to it (from
/// version 12 of rooms on).
pub(crate) fn is_own(room: &Room) -> bool {
    room.create_content().is_some_and(|made| made.creator == room.own_user_id())
}

/// The homeserver is asked once for each room; while it can't be, nothing secret is promised.
async fn secrecy(room: &Room) -> Secrecy {
    match room.latest_encryption_state().await {
        Ok(state) if state.is_encrypted() => Secrecy::EndToEnd,
        Ok(_) | Err(_) => Secrecy::ReadableByServers,
    }
}

/// Whether the bot's power suffices for messages. Without power levels in the room it does.
async fn may_post(room: &Room) -> bool {
    let levels = room.power_levels_or_default().await;
    levels.user_can_send_message(room.own_user_id(), MessageLikeEventType::RoomMessage)
}
