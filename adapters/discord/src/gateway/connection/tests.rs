use std::sync::Arc;

use serde_json::json;
use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::protocol::Role;

use super::*;
use crate::gateway::link;
use crate::gateway::tests::{Event, Peer, common};

const EVERY: Duration = Duration::from_millis(41_250);

/// A connection of the bot's, and Discord at its other end.
struct Play {
    discord: Peer<DuplexStream>,
    common: Arc<Common>,
    events: mpsc::UnboundedReceiver<Event>,
    living: JoinHandle<(Past, Option<Session>)>,
    stop: watch::Sender<bool>,
}

impl Play {
    /// A connection that is open: it begins a session, or goes on with one.
    async fn open(session: Option<Session>) -> Self {
        let (ours, theirs) = tokio::io::duplex(64 * 1024);
        let link = WebSocketStream::from_raw_socket(ours, Role::Client, Some(link::limits())).await;
        let discord = Peer(WebSocketStream::from_raw_socket(theirs, Role::Server, None).await);
        let (common, events) = common().await;
        let (stop, mut stopping) = watch::channel(false);
        let sharing = Arc::clone(&common);
        let living = tokio::spawn(async move {
            let mut session = session;
            let turn = match session {
                Some(_) => None,
                None => Some(sharing.gate.turn(0).await.expect("a turn")),
            };
            let past = live(link, &sharing, 0, turn, &mut session, &mut stopping).await;
            (past, session)
        });
        Self { discord, common, events, living, stop }
    }

    /// A connection whose session has begun.
    async fn ready() -> Self {
        let mut play = Self::open(None).await;
        play.discord.hello(EVERY).await;
        assert_eq!(play.discord.read().await["op"], 2);
        play.discord.ready("abc", "wss://resume.example.org").await;
        assert_eq!(play.events.recv().await.expect("an event").0, "READY");
        play
    }

    /// How it ended, and what can be resumed.
    async fn ended(self) -> (Ended, Option<Session>) {
        let (past, session) = self.living.await.expect("no panic");
        (past.ended, session)
    }
}

fn session(sequence: u64) -> Session {
    Session { id: "abc".to_owned(), resume_at: None, sequence }
}

#[tokio::test(start_paused = true)]
async fn a_session_begins_and_its_events_are_handed_on() {
    let mut play = Play::open(None).await;
    play.discord.hello(EVERY).await;
    let identify = play.discord.read().await;
    assert_eq!((&identify["op"], &identify["d"]["token"]), (&json!(2), &json!("the token")));
    assert_eq!(identify["d"]["shard"], json!([0, 1]));
    play.discord.ready("abc", "wss://resume.example.org").await;
    play.discord.event("NEVER_HEARD_OF", 2, json!({"a": [1, null]})).await;
    assert_eq!(play.events.recv().await.expect("an event").0, "READY");
    let (kind, data) = play.events.recv().await.expect("an event");
    assert_eq!((&*kind, &*data), ("NEVER_HEARD_OF", r#"{"a":[1,null]}"#));
    play.discord.close(4000).await;
    let (past, session) = play.living.await.expect("no panic");
    assert_eq!(past.ended, Ended::Closed(4000));
    assert!(past.identified.is_some() && past.settled.is_some());
    let session = session.expect("a session");
    assert_eq!((&*session.id, session.sequence), ("abc", 2));
    let resume_at = session.resume_at.expect("an address");
    assert_eq!(resume_at.url().as_str(), "wss://resume.example.org/?v=10&encoding=json");
}

#[tokio::test(start_paused = true)]
async fn a_session_goes_on_after_its_last_event() {
    let mut play = Play::open(Some(session(7))).await;
    play.discord.hello(EVERY).await;
    let resume = play.discord.read().await;
    assert_eq!(resume, json!({"op": 6, "d": {"token": "the token", "session_id": "abc", "seq": 7}}));
    play.discord.event("MESSAGE_CREATE", 8, json!({})).await;
    play.discord.event("RESUMED", 9, json!({})).await;
    for kind in ["MESSAGE_CREATE", "RESUMED"] {
        assert_eq!(play.events.recv().await.expect("an event").0, kind);
    }
    play.discord.send(json!({"op": 7, "d": null})).await;
    assert_eq!(play.discord.closed().await, Some(4000), "a code after which Discord keeps the session");
    assert_eq!(play.ended().await, (Ended::Reconnect, Some(session(9))));
}

#[tokio::test(start_paused = true)]
async fn heartbeats_come_regularly_and_tell_the_last_event() {
    let mut play = Play::ready().await;
    let begun = Instant::now();
    assert_eq!(play.discord.read().await, json!({"op": 1, "d": 1}));
    assert!(begun.elapsed() <= EVERY, "the first one comes after a part of the time");
    play.discord.send(json!({"op": 11})).await;
    play.discord.event("A", 5, json!({})).await;
    let first = Instant::now();
    assert_eq!(play.discord.read().await, json!({"op": 1, "d": 5}));
    assert!(first.elapsed().abs_diff(EVERY) < Duration::from_millis(20));
    play.discord.send(json!({"op": 11})).await;
    play.discord.send(json!({"op": 1, "d": null})).await;
    let asked = Instant::now();
    assert_eq!(play.discord.read().await, json!({"op": 1, "d": 5}));
    assert!(asked.elapsed() < Duration::from_millis(20), "one that is asked for comes at once");
}

#[tokio::test(start_paused = true)]
async fn a_connection_whose_heartbeats_are_not_answered_is_given_up() {
    let mut play = Play::ready().await;
    assert_eq!(play.discord.read().await["op"], 1);
    let beaten = Instant::now();
    assert_eq!(play.discord.closed().await, Some(4000), "a code after which Discord keeps the session");
    assert!(beaten.elapsed().abs_diff(EVERY) < Duration::from_millis(20));
    let (ended, session) = play.ended().await;
    assert_eq!(ended, Ended::Dead);
    assert!(session.is_some());
}

#[tokio::test(start_paused = true)]
async fn an_invalid_session_is_told_whenever_it_comes() {
    for resumable in [true, false] {
        let mut play = Play::open(Some(session(3))).await;
        play.discord.hello(EVERY).await;
        assert_eq!(play.discord.read().await["op"], 6);
        play.discord.send(json!({"op": 9, "d": resumable})).await;
        assert_eq!(play.ended().await.0, Ended::InvalidSession { resumable });
    }
}

#[tokio::test(start_paused = true)]
async fn odd_frames_are_counted_and_skipped() {
    let mut play = Play::ready().await;
    for _ in 0..3 {
        play.discord.say(Message::text("{\"op\":")).await;
    }
    play.discord.say(Message::binary(vec![1, 2, 3])).await;
    play.discord.send(json!({"op": 77})).await;
    play.discord.send(json!({"op": 0, "s": 2, "d": {}})).await;
    play.discord.send(json!({"op": 0, "s": "two", "t": "A", "d": {}})).await;
    play.discord.event("THE_LAST", 9, json!("data of any kind")).await;
    assert_eq!(play.events.recv().await.expect("an event").0, "THE_LAST");
    let counts = [Odd::Unreadable, Odd::Binary, Odd::UnknownOpcode, Odd::Event];
    assert_eq!(counts.map(|odd| play.common.oddities.count(odd)), [4, 1, 1, 1]);
    assert!(!play.living.is_finished());
}

#[tokio::test(start_paused = true)]
async fn an_event_over_which_the_bot_stumbles_is_no_reason_to_stop() {
    let mut play = Play::ready().await;
    play.discord.event("STUMBLE", 2, json!({})).await;
    play.discord.event("AFTER", 3, json!({})).await;
    assert_eq!(play.events.recv().await.expect("an event").0, "AFTER");
    assert_eq!(play.common.oddities.count(Odd::Stumbled), 1);
}

#[tokio::test(start_paused = true)]
async fn a_session_without_a_usable_address_is_resumed_where_all_begin() {
    for address in ["ws://resume.example.org", "nonsense"] {
        let mut play = Play::open(None).await;
        play.discord.hello(EVERY).await;
        play.discord.read().await;
        play.discord.ready("abc", address).await;
        play.discord.close(4000).await;
        assert_eq!(play.ended().await.1, Some(session(1)));
    }
}

#[tokio::test(start_paused = true)]
async fn a_frame_that_is_too_long_is_not_read() {
    let mut play = Play::ready().await;
    let Play { discord: Peer(discord), living, .. } = &mut play;
    let long = Message::text("x".repeat(link::LONGEST + 1));
    let (_, lived) = tokio::join!(discord.send(long), living);
    assert_eq!(lived.expect("no panic").0.ended, Ended::TooLong);
}

#[tokio::test(start_paused = true)]
async fn what_discord_owes_is_not_awaited_forever() {
    let play = Play::open(None).await;
    let begun = Instant::now();
    assert_eq!(play.ended().await, (Ended::Lost, None));
    assert!(begun.elapsed() < HELLO + 2 * CLOSING, "no hello");

    for (session, patience) in [(None, BEGINNING), (Some(session(7)), RESUMING)] {
        let mut play = Play::open(session).await;
        play.discord.hello(Duration::from_secs(600)).await;
        play.discord.read().await;
        let asked = Instant::now();
        // Discord still reads: only its word that the session begins, or goes on, is missing.
        while play.discord.0.next().await.is_some_and(|read| read.is_ok()) {}
        let (past, _) = play.living.await.expect("no panic");
        assert_eq!((past.ended, past.settled), (Ended::Lost, None));
        assert!(asked.elapsed().abs_diff(patience) < 2 * CLOSING, "{patience:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stop_ends_the_session_in_bounded_time() {
    let mut play = Play::ready().await;
    play.stop.send_replace(true);
    assert_eq!(play.discord.closed().await, Some(1000), "the bot is seen to be away at once");
    assert_eq!(play.ended().await.0, Ended::Stopped);

    let play = Play::ready().await;
    let begun = Instant::now();
    play.stop.send_replace(true);
    let Play { living, discord, .. } = play;
    assert_eq!(living.await.expect("no panic").0.ended, Ended::Stopped);
    assert!(begun.elapsed() <= CLOSING, "also when Discord says nothing more");
    drop(discord);
}

#[tokio::test(start_paused = true)]
async fn a_close_code_is_read_also_when_the_greeting_cannot_be_sent() {
    let mut play = Play::open(None).await;
    play.discord.hello(EVERY).await;
    play.discord.close(4004).await;
    assert_eq!(play.ended().await.0, Ended::Closed(4004));
}
