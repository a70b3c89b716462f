//! What people seldom do: with their own account, and with rooms that others would not make like this. And what is left
//! of a message on the server.

use matrix_sdk::room::{IncludeRelations, RelationsOptions};
use matrix_sdk::ruma::api::client::message::send_message_event::v3::Request as SendMessage;
use matrix_sdk::ruma::api::client::room::create_room::v3::{CreationContent, Request as CreateRoom, RoomPreset};
use matrix_sdk::ruma::api::client::uiaa::{AuthData, MatrixUserIdentifier, Password, UserIdentifier};
use matrix_sdk::ruma::events::relation::RelationType;
use matrix_sdk::ruma::events::room::create::PreviousRoom;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId, RoomVersionId, TransactionId, UserId, assign};
use serde_json::{Value, json};

use super::{Person, wait_for};
use crate::synapse::PASSWORD;

impl Person {
    /// Takes no invitations any more: the server refuses them.
    ///
    /// # Panics
    /// When the server refuses, as everything here.
    pub fn take_no_invitations(&self) {
        let content = Raw::from_json_string(json!({"default_action": "block"}).to_string()).expect("JSON is JSON");
        let account = self.client.account();
        let set = account.set_account_data_raw("m.invite_permission_config".into(), content);
        wait_for(set).expect("people choose who may invite them");
    }

    /// Gives their account a new identity, and puts it under a recovery key, as apps do it for whoever has lost the old
    /// one. Gives that key.
    ///
    /// # Panics
    /// When the server refuses, as everything here.
    pub fn replace_identity(&self) -> String {
        let recovery = self.client.encryption().recovery();
        wait_for(async {
            let asked = recovery.reset_identity().await.expect("people may reset their identity");
            let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(self.user.to_string()));
            let password = AuthData::Password(Password::new(user, PASSWORD.to_owned()));
            asked.expect("the server asks for the password").reset(Some(password)).await.expect("it is the right one");
            recovery.enable().await.expect("people may make a recovery key")
        })
    }

    /// Goes by this name from now on.
    pub fn call_oneself(&self, name: &str) {
        wait_for(self.client.account().set_display_name(Some(name))).expect("people choose their names");
    }

    /// Makes a room of a version that isn't the server's usual one.
    pub fn make_room_of(&self, version: RoomVersionId, invited: &[&UserId]) -> OwnedRoomId {
        self.create(assign!(CreateRoom::new(), {
            room_version: Some(version),
            preset: Some(RoomPreset::PrivateChat),
            invite: invited.iter().map(|&user| user.to_owned()).collect(),
        }))
    }

    /// Makes a room that says of itself that it takes the place of another one.
    pub fn make_successor(&self, of: &RoomId, invited: &[&UserId]) -> OwnedRoomId {
        let content = assign!(CreationContent::new(), { predecessor: Some(PreviousRoom::new(of.to_owned())) });
        self.create(assign!(CreateRoom::new(), {
            creation_content: Some(Raw::new(&content).expect("an id can be written")),
            preset: Some(RoomPreset::PrivateChat),
            invite: invited.iter().map(|&user| user.to_owned()).collect(),
        }))
    }

    /// Sends an event as it is, also where the room is encrypted: as a homeserver could in this person's name.
    pub fn send_unencrypted(&self, room: &RoomId, kind: &str, content: Value) -> OwnedEventId {
        let content = Raw::from_json_string(content.to_string()).expect("a value is JSON");
        let request = SendMessage::new_raw(room.to_owned(), TransactionId::new(), kind.into(), content);
        wait_for(async { self.client.send(request).await }).expect("they may write there").event_id
    }

    /// How many changes of a message the server still has.
    pub fn changes_kept(&self, room: &RoomId, message: &EventId) -> usize {
        let changes = IncludeRelations::RelationsOfType(RelationType::Replacement);
        let options = RelationsOptions { include_relations: changes, ..Default::default() };
        let kept = wait_for(self.room(room).relations(message.to_owned(), options));
        kept.expect("the server tells what belongs to a message").chunk.len()
    }
}
