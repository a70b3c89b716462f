//! The gateway: sessions that begin, are resumed and end, and what goes over them.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use outreach_tests::discord::{Conduct, Fake};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::{RUNTIME, Village, get};

/// Guilds, messages in guilds, direct messages.
const INTENTS: u64 = 1 | 1 << 9 | 1 << 12;

/// A websocket as a bot opens it.
struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    seq: Option<u64>,
}

impl Client {
    fn open(url: &str) -> Self {
        let url = format!("{url}/?v=10&encoding=json");
        let (socket, _) = RUNTIME.block_on(connect_async(url)).expect("the gateway answers");
        let mut client = Self { socket, seq: None };
        assert_eq!(client.next()["op"], json!(10));
        client
    }

    fn identify(fake: &Fake) -> (Self, Value) {
        let mut client = Self::open(fake.gateway_url());
        client.send(&login(fake, INTENTS, json!([0, 1])));
        let ready = client.next();
        assert_eq!(ready["t"], json!("READY"), "{ready}");
        (client, ready["d"].clone())
    }

    fn send(&mut self, frame: &Value) {
        let frame = Message::Text(frame.to_string().into());
        RUNTIME.block_on(self.socket.send(frame)).expect("the gateway listens");
    }

    /// The next frame; the close code as `{"closed": code}`.
    fn next(&mut self) -> Value {
        let next = async { tokio::time::timeout(Duration::from_secs(10), self.socket.next()).await };
        let frame = RUNTIME.block_on(next).expect("a frame comes in time");
        match frame {
            Some(Ok(Message::Text(text))) => {
                let frame: Value = serde_json::from_str(&text).unwrap_or_else(|_| json!({"broken": text.as_str()}));
                self.seq = frame["s"].as_u64().or(self.seq);
                frame
            }
            Some(Ok(Message::Close(frame))) => json!({"closed": frame.map(|f| u16::from(f.code))}),
            _ => json!({"closed": 0}),
        }
    }

    /// The next event of this name.
    fn event(&mut self, name: &str) -> Value {
        loop {
            let frame = self.next();
            assert!(frame.get("closed").is_none(), "closed while waiting for {name}: {frame}");
            if frame["t"] == json!(name) {
                return frame["d"].clone();
            }
        }
    }
}

fn login(fake: &Fake, intents: u64, shard: Value) -> Value {
    let properties = json!({"os": "linux", "browser": "test", "device": "test"});
    json!({"op": 2, "d": {"token": fake.token(), "intents": intents, "shard": shard, "properties": properties}})
}

fn resume(fake: &Fake, session: &Value, seq: Option<u64>) -> Value {
    json!({"op": 6, "d": {"token": fake.token(), "session_id": session, "seq": seq}})
}

#[test]
fn a_session_begins_with_its_guilds() {
    let village = Village::new();
    let (mut client, ready) = Client::identify(&village.fake);
    assert_eq!(ready["guilds"], json!([{"id": village.guild.0.to_string(), "unavailable": true}]));
    assert_eq!(ready["application"]["id"], json!(village.fake.application().to_string()));
    let guild = client.event("GUILD_CREATE");
    assert_eq!((&guild["unavailable"], guild["channels"].as_array().map(Vec::len)), (&json!(false), Some(1)));
    village.fake.wait_until_ready();
    assert_eq!(village.fake.look(|world| (world.identifies(), world.shards())), (1, vec![(0, 1)]));
}

#[test]
fn logins_are_checked() {
    let village = Village::new();
    let fake = &village.fake;
    let closed = |frame: Value| {
        let mut client = Client::open(fake.gateway_url());
        client.send(&frame);
        client.next()["closed"].clone()
    };
    let mut wrong = login(fake, INTENTS, json!([0, 1]));
    wrong["d"]["token"] = json!("wrong");
    assert_eq!(closed(wrong), json!(4004));
    assert_eq!(closed(login(fake, INTENTS | 1 << 30, json!([0, 1]))), json!(4013));
    assert_eq!(closed(login(fake, INTENTS | 1 << 15, json!([0, 1]))), json!(4014));
    assert_eq!(closed(login(fake, INTENTS, json!([1, 1]))), json!(4010));
    assert_eq!(closed(json!({"op": 3, "d": {}})), json!(4003));
    assert_eq!(closed(json!({"op": 77, "d": {}})), json!(4001));
    assert_eq!(closed(json!("x".repeat(5_000))), json!(4002));
    fake.conduct(|conduct| conduct.guilds_per_shard = 0);
    assert_eq!(closed(login(fake, INTENTS, json!([0, 1]))), json!(4011));
    fake.conduct(|conduct| conduct.guilds_per_shard = 2_500);
    let (mut client, _) = Client::identify(fake);
    client.send(&login(fake, INTENTS, json!([0, 1])));
    let answers: Vec<Value> = (0..2).map(|_| client.next()).collect();
    assert!(answers.iter().any(|a| a["closed"] == json!(4005)), "{answers:?}");
    let (mut old, _) =
        RUNTIME.block_on(connect_async(format!("{}/?v=9&encoding=json", fake.gateway_url()))).expect("x");
    let first = RUNTIME.block_on(old.next());
    assert!(matches!(first, Some(Ok(Message::Close(Some(frame)))) if u16::from(frame.code) == 4012));
}

#[test]
fn words_come_only_where_they_concern_the_bot() {
    let village = Village::new();
    let fake = &village.fake;
    let (mut client, _) = Client::identify(fake);
    fake.say(village.asha, village.square, "secret");
    assert_eq!(client.event("MESSAGE_CREATE")["content"], json!(""));
    let mention = format!("{} hello", fake.mention());
    fake.say(village.asha, village.square, &mention);
    let heard = client.event("MESSAGE_CREATE");
    assert_eq!((&heard["content"], &heard["mentions"][0]["id"]), (&json!(mention), &json!(fake.bot_id().to_string())));
    let alone = fake.dm(village.asha);
    fake.say(village.asha, alone, "hello");
    let heard = client.event("MESSAGE_CREATE");
    assert_eq!((&heard["content"], heard.get("guild_id")), (&json!("hello"), None));
}

#[test]
fn a_lost_connection_is_resumed_with_what_was_missed() {
    let village = Village::new();
    let fake = &village.fake;
    let (mut client, ready) = Client::identify(fake);
    client.event("GUILD_CREATE");
    fake.drop_connections();
    assert_eq!(client.next()["closed"], json!(0));
    fake.wait("the connection to go", |world| (world.connections() == 0).then_some(()));
    let alone = fake.dm(village.asha);
    fake.say(village.asha, alone, "are you there?");
    let mut back = Client::open(ready["resume_gateway_url"].as_str().expect("an address"));
    back.send(&resume(fake, &ready["session_id"], client.seq));
    assert_eq!(back.event("MESSAGE_CREATE")["content"], json!("are you there?"));
    back.event("RESUMED");
    let seen = fake.look(|world| (world.identifies(), world.resumes(), world.resumes_at_resume_url()));
    assert_eq!(seen, (1, 1, 1));
    fake.close_gateway(4009);
    assert_eq!(back.next()["closed"], json!(4009));
    let mut late = Client::open(fake.gateway_url());
    late.send(&resume(fake, &ready["session_id"], back.seq));
    assert_eq!(late.next()["op"], json!(9), "the session is over");
}

#[test]
fn a_number_from_the_future_is_refused() {
    let village = Village::new();
    let (client, ready) = Client::identify(&village.fake);
    drop(client);
    let mut back = Client::open(village.fake.gateway_url());
    back.send(&resume(&village.fake, &ready["session_id"], Some(99)));
    assert_eq!(back.next()["closed"], json!(4007));
}

#[test]
fn goodbye_ends_the_session() {
    let village = Village::new();
    let (mut client, ready) = Client::identify(&village.fake);
    let frame = tokio_tungstenite::tungstenite::protocol::CloseFrame { code: 1000.into(), reason: "".into() };
    RUNTIME.block_on(client.socket.close(Some(frame))).expect("the gateway listens");
    village.fake.wait("the goodbye", |world| (world.connections() == 0).then_some(()));
    assert_eq!(village.fake.look(|world| world.closed_by_client().to_vec()), [1000]);
    let mut back = Client::open(village.fake.gateway_url());
    back.send(&resume(&village.fake, &ready["session_id"], Some(1)));
    let over = back.next();
    assert_eq!((&over["op"], &over["d"]), (&json!(9), &json!(false)));
}

#[test]
fn heartbeats_are_answered_and_asked_for() {
    let village = Village::new();
    let fake = &village.fake;
    let (mut client, _) = Client::identify(fake);
    client.event("GUILD_CREATE");
    client.send(&json!({"op": 1, "d": client.seq}));
    assert_eq!(client.next()["op"], json!(11));
    fake.answer_heartbeats(false);
    fake.ask_to_reconnect();
    assert_eq!(client.next()["op"], json!(7));
    client.send(&json!({"op": 1, "d": client.seq}));
    fake.wait("the second heartbeat", |world| (world.heartbeats() == 2).then_some(()));
    fake.send_frame("{\"op\":");
    assert_eq!(client.next()["broken"], json!("{\"op\":"), "the heartbeat had no answer");
    fake.event(Some(village.guild), "SOMETHING_NEW", &json!({"odd": true}));
    assert_eq!(client.event("SOMETHING_NEW"), json!({"odd": true}));
}

#[test]
fn whoever_is_silent_is_put_out() {
    let village = Village::with(Conduct { heartbeat: Duration::from_millis(50), ..Conduct::default() });
    let (mut client, _) = Client::identify(&village.fake);
    client.event("GUILD_CREATE");
    assert_eq!(client.next()["closed"], json!(4009));
}

#[test]
fn sessions_are_counted_and_spaced() {
    let gap = Duration::from_secs(60);
    let village = Village::with(Conduct { identify_gap: gap, identifies: 2, ..Conduct::default() });
    let fake = &village.fake;
    let (_first, _) = Client::identify(fake);
    let mut second = Client::open(fake.gateway_url());
    second.send(&login(fake, INTENTS, json!([0, 1])));
    let hasty = second.next();
    assert_eq!((&hasty["op"], &hasty["d"]), (&json!(9), &json!(false)));
    let limit = get(fake, "/gateway/bot").1["session_start_limit"].clone();
    assert_eq!((&limit["remaining"], &limit["max_concurrency"]), (&json!(0), &json!(1)));
    fake.pass(Duration::from_secs(24 * 3_600));
    let limit = get(fake, "/gateway/bot").1["session_start_limit"].clone();
    assert_eq!(limit["remaining"], json!(2));
    assert_eq!(fake.look(|world| world.hasty_identifies()), 1);
}

#[test]
fn each_shard_has_its_own_guilds() {
    let village = Village::new();
    let fake = &village.fake;
    let crowd = fake.crowd(village.asha, 9, 2);
    let mut told = 0;
    for number in 0..2 {
        let mut client = Client::open(fake.gateway_url());
        client.send(&login(fake, INTENTS, json!([number, 2])));
        let ready = client.next();
        for guild in ready["d"]["guilds"].as_array().into_iter().flatten() {
            let id: u64 = guild["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            assert_eq!((id >> 22) % 2, number);
            told += 1;
        }
    }
    assert_eq!(told, crowd.len() + 1);
}

#[test]
fn interactions_carry_who_and_where() {
    let village = Village::new();
    super::commands::register(&village, &json!([{"name": "help", "description": "x"}]));
    let fake = &village.fake;
    let (mut client, _) = Client::identify(fake);
    let asked = fake.slash(village.asha, village.square, "help", &[]);
    let seen = client.event("INTERACTION_CREATE");
    assert_eq!((&seen["id"], &seen["type"]), (&json!(asked.0.to_string()), &json!(2)));
    assert_eq!((&seen["locale"], &seen["context"]), (&json!("en-US"), &json!(0)));
    assert_eq!(seen["member"]["user"]["id"], json!(village.asha.0.to_string()));
    assert!(seen["member"]["permissions"].is_string() && seen["app_permissions"].is_string());
    fake.slash(village.asha, fake.dm(village.asha), "help", &[]);
    let seen = client.event("INTERACTION_CREATE");
    assert_eq!((&seen["user"]["id"], seen.get("guild_id")), (&json!(village.asha.0.to_string()), None));
    fake.repeat();
    assert_eq!(client.event("INTERACTION_CREATE")["id"], seen["id"]);
}
