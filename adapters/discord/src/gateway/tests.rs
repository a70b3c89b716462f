//! The whole gateway against a small Discord of the tests' own: over loopback, and in real time, but for the waits.

use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{WebSocketStream, accept_async};

use super::budget::Limit;
use super::gate::Plan;
use super::*;
use crate::api::Fault;

/// Longer than anything here takes, unless it never comes.
const PATIENCE: Duration = Duration::from_secs(20);
const EVERY: Duration = Duration::from_millis(41_250);

/// Discord's end of a connection.
pub(super) struct Peer<S>(pub(super) WebSocketStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> Peer<S> {
    pub(super) async fn say(&mut self, message: Message) {
        self.0.send(message).await.expect("the bot is there");
    }

    pub(super) async fn send(&mut self, json: Value) {
        self.say(Message::text(json.to_string())).await;
    }

    pub(super) async fn hello(&mut self, every: Duration) {
        let every = u64::try_from(every.as_millis()).expect("some seconds");
        self.send(json!({"op": 10, "d": {"heartbeat_interval": every}, "s": null, "t": null})).await;
    }

    pub(super) async fn event(&mut self, kind: &str, sequence: u64, data: Value) {
        self.send(json!({"op": 0, "t": kind, "s": sequence, "d": data})).await;
    }

    pub(super) async fn ready(&mut self, session: &str, resume_at: &str) {
        let data = json!({"v": 10, "session_id": session, "resume_gateway_url": resume_at, "guilds": []});
        self.event("READY", 1, data).await;
    }

    /// The next frame that the bot sends.
    pub(super) async fn read(&mut self) -> Value {
        loop {
            match self.0.next().await.expect("the bot is there").expect("a frame") {
                Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    pub(super) async fn close(&mut self, code: u16) {
        self.say(Message::Close(Some(CloseFrame { code: code.into(), reason: "".into() }))).await;
    }

    /// The code with which the bot closes.
    pub(super) async fn closed(&mut self) -> Option<u16> {
        loop {
            match self.0.next().await? {
                Ok(Message::Close(word)) => return word.map(|word| word.code.into()),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
    }

    /// Lets the time pass that the bot waits after this connection.
    async fn long_after(mut self) {
        // When its end is seen here, the bot waits already, or will before anything else is done.
        while self.0.next().await.is_some_and(|read| read.is_ok()) {}
        for _ in 0..64 {
            tokio::task::yield_now().await;
        }
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(10)).await;
        tokio::time::resume();
    }
}

/// Says where the gateway is: first what is told to be said once, then always the same.
pub(super) struct Plans {
    pub(super) plan: Mutex<Plan>,
    pub(super) first: Mutex<Vec<Result<Plan, Fault>>>,
    pub(super) asked: AtomicU32,
}

impl Plans {
    pub(super) fn new(url: &str, shards: u32, limit: Limit) -> Arc<Self> {
        let plan = Plan { url: url.to_owned(), shards, session_start_limit: limit };
        Arc::new(Self { plan: plan.into(), first: Mutex::default(), asked: AtomicU32::new(0) })
    }

    pub(super) fn plan(&self) -> std::sync::MutexGuard<'_, Plan> {
        self.plan.lock().expect("no panic")
    }
}

impl Source for Plans {
    fn ask(&self) -> Pin<Box<dyn Future<Output = Result<Plan, Fault>> + Send + '_>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let first = self.first.lock().expect("no panic").pop();
        Box::pin(std::future::ready(first.unwrap_or_else(|| Ok(self.plan().clone()))))
    }
}

/// What was handed on: its kind, and what it tells.
pub(super) type Event = (String, String);

/// Takes events, and stumbles over those that are called so.
fn taking() -> (Take, mpsc::UnboundedReceiver<Event>) {
    let (sender, events) = mpsc::unbounded_channel();
    let take = move |event: Dispatched<'_>| {
        assert_ne!(event.kind, "STUMBLE");
        let _ = sender.send((event.kind.to_owned(), event.data.get().to_owned()));
    };
    (Arc::new(take), events)
}

/// What a single shard needs, without anything behind it.
pub(super) async fn common() -> (Arc<Common>, mpsc::UnboundedReceiver<Event>) {
    let (take, events) = taking();
    let source = Plans::new("wss://gateway.example.org", 1, Limit::default());
    let gate = Gate::open(source, Reach::Secure).await.expect("a plan");
    let (token, tls, oddities) = (Token::new("the token"), Tls::new(), Arc::default());
    (Arc::new(Common { gate, shards: 1, reach: Reach::Secure, tls, token, take, oddities }), events)
}

/// A gateway on this machine, and the bot that is connected to it.
struct Play {
    listener: TcpListener,
    url: String,
    plans: Arc<Plans>,
    events: mpsc::UnboundedReceiver<Event>,
    serving: JoinHandle<Result<(), GatewayError>>,
    stop: watch::Sender<bool>,
}

impl Play {
    async fn begin(shards: u32, limit: Limit) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("ws://{}", listener.local_addr().expect("an address"));
        let plans = Plans::new(&url, shards, limit);
        let (take, events) = taking();
        let (stop, stopping) = watch::channel(false);
        let source = Arc::clone(&plans);
        let serving =
            tokio::spawn(
                async move { serve_from(source, Reach::Loopback, &Token::new("the token"), take, stopping).await },
            );
        Self { listener, url, plans, events, serving, stop }
    }

    async fn accept(&self) -> Peer<TcpStream> {
        let accepting = async {
            let (stream, _) = self.listener.accept().await.expect("a connection");
            Peer(accept_async(stream).await.expect("a websocket"))
        };
        tokio::time::timeout(PATIENCE, accepting).await.expect("the bot connects")
    }

    /// A connection that was greeted, and what the bot said.
    async fn greeted(&self) -> (Peer<TcpStream>, Value) {
        let mut discord = self.accept().await;
        discord.hello(EVERY).await;
        let said = discord.read().await;
        (discord, said)
    }

    async fn begun(&mut self) -> Peer<TcpStream> {
        let (mut discord, said) = self.greeted().await;
        assert_eq!(said["op"], 2, "a session begins");
        discord.ready("abc", &self.url).await;
        assert_eq!(self.event().await, "READY");
        discord
    }

    async fn event(&mut self) -> String {
        let event = tokio::time::timeout(PATIENCE, self.events.recv()).await.expect("an event");
        event.expect("the bot is there").0
    }

    async fn ended(self) -> Result<(), GatewayError> {
        tokio::time::timeout(PATIENCE, self.serving).await.expect("it ends").expect("no panic")
    }
}

#[tokio::test]
async fn no_event_is_lost_when_connections_break() {
    let mut play = Play::begin(1, Limit::default()).await;
    let mut discord = play.begun().await;
    discord.event("A", 2, json!({})).await;
    assert_eq!(play.event().await, "A");
    // In the middle of a word.
    drop(discord);
    let (mut discord, said) = play.greeted().await;
    assert_eq!(said["d"], json!({"token": "the token", "session_id": "abc", "seq": 2}));
    discord.event("B", 3, json!({})).await;
    discord.event("RESUMED", 4, json!({})).await;
    assert_eq!([play.event().await, play.event().await], ["B", "RESUMED"]);
    play.stop.send_replace(true);
    assert_eq!(discord.closed().await, Some(1000));
    assert_eq!(play.plans.asked.load(Ordering::Relaxed), 1, "a session that goes on needs no new one");
    assert_eq!(play.ended().await, Ok(()));
}

#[tokio::test]
async fn a_session_is_resumed_where_discord_wants_it() {
    let mut play = Play::begin(1, Limit::default()).await;
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let (mut discord, _) = play.greeted().await;
    discord.ready("abc", &format!("ws://{}", elsewhere.local_addr().expect("an address"))).await;
    assert_eq!(play.event().await, "READY");
    discord.send(json!({"op": 7, "d": null})).await;
    let accepted = tokio::time::timeout(PATIENCE, elsewhere.accept()).await.expect("in time").expect("a connection");
    let mut discord = Peer(accept_async(accepted.0).await.expect("a websocket"));
    discord.hello(EVERY).await;
    assert_eq!(discord.read().await["op"], 6);
}

#[tokio::test]
async fn a_session_that_is_over_is_followed_by_a_new_one() {
    let mut play = Play::begin(1, Limit::default()).await;
    let mut discord = play.begun().await;
    discord.close(4000).await;
    let (mut discord, said) = play.greeted().await;
    assert_eq!(said["op"], 6);
    discord.close(4007).await;
    discord.long_after().await;
    let (_discord, said) = play.greeted().await;
    assert_eq!(said["op"], 2);
}

#[tokio::test]
async fn what_is_final_ends_it_with_one_sentence() {
    for (code, words) in [(4004, "discord.token"), (4014, "developer portal"), (4013, "update the bot")] {
        let play = Play::begin(1, Limit::default()).await;
        let (mut discord, _) = play.greeted().await;
        discord.close(code).await;
        let error = play.ended().await.expect_err("an end").to_string();
        assert!(error.contains(words), "{error}");
    }
    let source = Plans::new("ws://127.0.0.1:9", 1, Limit::default());
    source.first.lock().expect("no panic").push(Err(Fault::Unauthorized));
    let (token, (_stop, stopping)) = (Token::new("the token"), watch::channel(false));
    let served = serve_from(source, Reach::Loopback, &token, taking().0, stopping).await;
    assert_eq!(served, Err(GatewayError::WrongToken));
}

#[tokio::test]
async fn as_many_shards_as_discord_recommends_and_the_end_of_one_is_the_end_of_all() {
    let play = Play::begin(3, Limit { max_concurrency: 3, ..Limit::default() }).await;
    let (mut discords, mut shards) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let (discord, said) = play.greeted().await;
        discords.push(discord);
        shards.push(said["d"]["shard"].to_string());
    }
    shards.sort();
    assert_eq!(shards, ["[0,3]", "[1,3]", "[2,3]"]);
    let mut last = discords.pop().expect("three");
    last.close(4012).await;
    for discord in &mut discords {
        assert_eq!(discord.closed().await, Some(1000));
    }
    assert_eq!(play.ended().await, Err(GatewayError::InvalidVersion));
}

#[tokio::test]
async fn discord_is_asked_anew_when_it_wants_more_shards() {
    let play = Play::begin(1, Limit { max_concurrency: 2, ..Limit::default() }).await;
    let (mut discord, _) = play.greeted().await;
    play.plans.plan().shards = 2;
    discord.close(4011).await;
    discord.long_after().await;
    let (_one, said) = play.greeted().await;
    let (_two, other) = play.greeted().await;
    let mut shards = [said, other].map(|said| said["d"]["shard"].to_string());
    shards.sort();
    assert_eq!(shards, ["[0,2]", "[1,2]"]);
}

#[tokio::test]
async fn a_stop_is_never_kept_waiting() {
    // While Discord can't be asked, while nobody listens, and while nobody says hello.
    for limit in [Limit { remaining: 0, ..Limit::default() }, Limit::default()] {
        let play = Play::begin(1, limit).await;
        let silent = if limit.remaining > 0 { Some(play.accept().await) } else { None };
        let began = std::time::Instant::now();
        play.stop.send_replace(true);
        assert_eq!(play.ended().await, Ok(()));
        assert!(began.elapsed() < Duration::from_secs(3));
        drop(silent);
    }
}
