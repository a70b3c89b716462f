//! Whoever asks: a person with a client on matrix-sdk, as most people have one that encrypts.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomId, UserId};
use matrix_sdk::store::RoomLoadSettings;
use matrix_sdk::{Client, SessionMeta, SessionTokens};
use outreach_tests::synapse::Synapse;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::process::Process;

/// How long the homeserver holds a poll: what ends meanwhile is noticed after this.
const POLL: Duration = Duration::from_secs(1);

/// How many rooms are made at once.
const AT_ONCE: usize = 16;

/// A person.
pub(super) struct Person {
    client: Client,
    token: String,
}

/// Something that was said, as the person reads it.
pub(super) struct Said {
    pub(super) room: OwnedRoomId,
    pub(super) content: Value,
    /// When the homeserver took it, in milliseconds since 1970.
    pub(super) at: u64,
}

impl Person {
    /// Somebody new on this homeserver.
    pub(super) async fn new(server: &Synapse) -> Self {
        let account = server.register("asha").await;
        let client = Client::builder().homeserver_url(server.url()).build().await.expect("a client can be made");
        let session = MatrixSession {
            meta: SessionMeta {
                user_id: account.user.parse().expect("the server made this user"),
                device_id: account.device.as_str().into(),
            },
            tokens: SessionTokens { access_token: account.token.clone(), refresh_token: None },
        };
        let restored = client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await;
        restored.expect("the session can be restored");
        let person = Self { client, token: account.token };
        // The keys that bots encrypt for are handed in with this.
        person.listen(Duration::ZERO).await;
        person
    }

    /// Makes encrypted rooms and invites a bot to each. Their keys are good for so many messages.
    pub(super) async fn rooms(&self, count: usize, bot: &str, messages: u32) -> Vec<OwnedRoomId> {
        let body = json!({
            "preset": "private_chat",
            "invite": [bot],
            "initial_state": [{
                "type": "m.room.encryption",
                "content": {"algorithm": "m.megolm.v1.aes-sha2", "rotation_period_msgs": messages},
            }],
        });
        let url = self.client.homeserver().join("_matrix/client/v3/createRoom").expect("a path is a path");
        let http = reqwest::Client::new();
        let mut rooms = Vec::new();
        let mut making = JoinSet::new();
        for _ in 0..count {
            if making.len() >= AT_ONCE {
                rooms.extend(making.join_next().await);
            }
            let request = http.post(url.clone()).bearer_auth(&self.token).json(&body);
            making.spawn(async move {
                let made: Value = request.send().await.expect("the server answers").json().await.expect("in JSON");
                let room = made["room_id"].as_str().unwrap_or_else(|| panic!("a room can be made: {made}"));
                room.parse::<OwnedRoomId>().expect("a room has an id")
            });
        }
        rooms.extend(making.join_all().await.into_iter().map(Ok));
        rooms.into_iter().map(|room| room.expect("its panic was shown already")).collect()
    }

    /// Waits until the bot is in all of these rooms.
    pub(super) async fn until_joined(&self, bot: &mut Process, user: &str, rooms: &[OwnedRoomId]) {
        let user: OwnedUserId = user.parse().expect("the server made this user");
        let began = Instant::now();
        let mut missing: HashSet<&RoomId> = rooms.iter().map(AsRef::as_ref).collect();
        while !missing.is_empty() {
            bot.assert_runs("the bot to join", began);
            self.listen(POLL).await;
            let mut joined = HashSet::new();
            for room in &missing {
                let Some(known) = self.client.get_room(room) else { continue };
                let member = known.get_member_no_sync(&user).await.expect("what was told can be read");
                let is_in = member.is_some_and(|m| matches!(m.membership().as_str(), "join"));
                joined.extend(is_in.then_some(*room));
            }
            missing.retain(|room| !joined.contains(room));
        }
    }

    /// Says something.
    pub(super) async fn say(&self, room: &RoomId, words: &str) {
        let room = self.client.get_room(room).expect("the person made this room");
        let content = json!({"msgtype": "m.text", "body": words, "m.mentions": {}});
        room.send_raw("m.room.message", content).await.expect("the homeserver takes it");
    }

    /// Everything that the bot says until it is enough, looking each time after this pause.
    pub(super) async fn hear(
        &self,
        bot: &mut Process,
        user: &str,
        pause: Duration,
        mut enough: impl FnMut(&[Said]) -> bool,
    ) -> Vec<Said> {
        let user: OwnedUserId = user.parse().expect("the server made this user");
        let began = Instant::now();
        let mut heard = Vec::new();
        loop {
            tokio::time::sleep(pause).await;
            heard.extend(
                self.listen(POLL).await.into_iter().filter(|(sender, _)| *sender == user).map(|(_, said)| said),
            );
            if enough(&heard) {
                return heard;
            }
            bot.assert_runs("what the bot says", began);
        }
    }

    /// Messages that were said since the last time, by whom. One whose key isn't there yet is among them: of the keys that
    /// wait, a homeserver hands out so many at once, and of messages all.
    pub(super) async fn listen(&self, patience: Duration) -> Vec<(OwnedUserId, Said)> {
        let synced = self.client.sync_once(SyncSettings::new().timeout(patience)).await;
        let synced = synced.expect("the homeserver tells what happened");
        let mut all = Vec::new();
        for (room, update) in synced.rooms.joined {
            for event in update.timeline.events {
                let event: Value = serde_json::from_str(event.raw().json().get()).expect("an event is JSON");
                let sender = event["sender"].as_str().and_then(|sender| UserId::parse(sender).ok());
                if let (Some(sender), Some("m.room.message" | "m.room.encrypted"), Some(at)) =
                    (sender, event["type"].as_str(), event["origin_server_ts"].as_u64())
                {
                    all.push((sender, Said { room: room.clone(), content: event["content"].clone(), at }));
                }
            }
        }
        all
    }
}
