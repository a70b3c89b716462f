//! The bot beside ours: as little as a bot on matrix-sdk can be. It joins where it is invited, and answers every message
//! with a constant. Its store has a key as ours has.
//!
//! A folder holds its session, in the files `url`, `user`, `device` and `token`; what it answers, in `answer.json`; and
//! what it tells which rooms, in `news.json` and `rooms.json`, as soon as there is a file [`GO`].

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::OwnedRoomId;
use matrix_sdk::ruma::events::room::member::StrippedRoomMemberEvent;
use matrix_sdk::ruma::events::room::message::{MessageType, OriginalSyncRoomMessageEvent};
use matrix_sdk::store::RoomLoadSettings;
use matrix_sdk::{Client, Room, RoomState, SessionMeta, SessionTokens, SqliteStoreConfig};
use serde_json::Value;
use url::{Host, Url};

/// The key of the store, of which only the length matters.
const KEY: [u8; 32] = [7; 32];

/// What tells the bot to tell its rooms; it goes when the bot begins.
pub(super) const GO: &str = "go";

/// How often the bot looks whether it is to begin.
const LOOK: Duration = Duration::from_millis(50);

/// How often the bot tries to join.
const TRIES: u32 = 8;

/// Answers until the process is ended.
pub(crate) async fn answer(folder: &Path) {
    let client = restore(folder).await;
    let constant = Arc::new(read(&folder.join("answer.json")));
    client.add_event_handler(|event: StrippedRoomMemberEvent, room: Room, client: Client| async move {
        if client.user_id().is_some_and(|me| event.state_key == *me) {
            tokio::spawn(join(room));
        }
    });
    client.add_event_handler(move |event: OriginalSyncRoomMessageEvent, room: Room, client: Client| {
        let constant = Arc::clone(&constant);
        async move {
            let own = client.user_id().is_some_and(|me| event.sender == *me);
            if own || room.state() != RoomState::Joined || !matches!(event.content.msgtype, MessageType::Text(_)) {
                return;
            }
            if let Err(error) = room.send_raw("m.room.message", (*constant).clone()).await {
                eprintln!("an answer was not taken: {error}");
            }
        }
    });
    listen(client).await;
}

async fn listen(client: Client) {
    loop {
        // `Client::sync` rests for a second between polls that end soon; whoever asks twice would wait for that.
        client.sync_once(SyncSettings::new()).await.expect("the homeserver tells what happened");
    }
}

/// Tells its rooms the news when it is told to, so many at once, and listens until the process is ended.
pub(crate) async fn announce(folder: &Path, at_once: usize) {
    let client = restore(folder).await;
    let news = &read(&folder.join("news.json"));
    let listening = tokio::spawn(listen(client.clone()));
    let go = folder.join(GO);
    while !go.exists() {
        tokio::time::sleep(LOOK).await;
    }
    std::fs::remove_file(go).expect("the benchmark wrote this file");
    let rooms = serde_json::from_value(read(&folder.join("rooms.json")));
    let rooms: Vec<OwnedRoomId> = rooms.expect("the benchmark wrote ids of rooms");
    let rooms = rooms.iter().map(|room| client.get_room(room).expect("the bot was invited to it and came"));
    let telling = stream::iter(rooms).map(|room| async move {
        room.send_raw("m.room.message", news.clone()).await.expect("the homeserver takes the news");
    });
    telling.buffer_unordered(at_once).collect::<()>().await;
    listening.await.expect("its panic was shown already");
}

async fn join(room: Room) {
    for attempt in 0..TRIES {
        match room.join().await {
            Ok(()) => return,
            Err(error) => eprintln!("not joined yet: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(50 << attempt)).await;
    }
}

/// The client with the session that the benchmark made for it.
async fn restore(folder: &Path) -> Client {
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the benchmark wrote this file");
    let url: Url = text("url").parse().expect("the benchmark wrote an address");
    let loopback = matches!(url.host(), Some(Host::Ipv4(ip)) if ip.is_loopback());
    assert!(loopback, "only loopback is spoken to");
    let client = Client::builder()
        .homeserver_url(url)
        .sqlite_store_with_config_and_cache_path(SqliteStoreConfig::new(folder).key(Some(&KEY)), None::<&Path>)
        .build()
        .await
        .expect("a client can be made");
    let session = MatrixSession {
        meta: SessionMeta {
            user_id: text("user").parse().expect("the benchmark wrote a user"),
            device_id: text("device").into(),
        },
        tokens: SessionTokens { access_token: text("token"), refresh_token: None },
    };
    let restored = client.matrix_auth().restore_session(session, RoomLoadSettings::default()).await;
    restored.expect("the session can be restored");
    client
}

fn read(file: &Path) -> Value {
    let text = std::fs::read(file).expect("the benchmark wrote this file");
    serde_json::from_slice(&text).expect("the benchmark wrote JSON")
}
