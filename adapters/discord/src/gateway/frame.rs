//! The frames of the gateway, read and written: <https://discord.com/developers/docs/events/gateway-events>. Of what
//! Discord sends, only the envelope is read here, and what the connection itself lives by.

use std::borrow::Cow;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use serenity::constants::Opcode;
use serenity::model::gateway::GatewayIntents;

use super::session::Session;
use crate::settings::Token;

/// What may lie between two heartbeats. Discord says 41.25 s; what is far from it would flood Discord or never notice
/// that a connection is dead.
const HEARTBEATS: std::ops::RangeInclusive<u64> = 50..=600_000;

/// The events that are asked for: those of the bot's servers and their messages, without which it wouldn't hear that
/// somebody mentions it, and direct messages. Interactions come without being asked for. None of these is privileged;
/// messages that don't mention the bot come without their text.
pub(super) const INTENTS: GatewayIntents =
    GatewayIntents::GUILDS.union(GatewayIntents::GUILD_MESSAGES).union(GatewayIntents::DIRECT_MESSAGES);

/// What Discord sent.
#[derive(Debug)]
pub(super) enum Frame<'a> {
    /// An event. Its number is missing if Discord forgot it.
    Dispatch { kind: Cow<'a, str>, sequence: Option<u64>, data: &'a RawValue },
    /// A heartbeat is wanted at once.
    Heartbeat,
    /// The connection is to be given up and resumed.
    Reconnect,
    /// The session is over, or can be resumed by another connection.
    InvalidSession { resumable: bool },
    /// The first frame: how long from one heartbeat to the next.
    Hello { every: Duration },
    /// The heartbeat arrived.
    HeartbeatAck,
}

/// A frame that is skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Odd {
    /// It isn't text.
    Binary,
    /// It isn't JSON, or has no number that says what it is.
    Unreadable,
    /// It is something that didn't exist when this was written.
    UnknownOpcode,
    /// It is an event without a name or without content.
    Event,
    /// It is the first frame, without a time between heartbeats that can be kept.
    Hello,
    /// It begins a session without saying which.
    Ready,
    /// It made the bot stumble.
    Stumbled,
}

impl Odd {
    /// What it is, for the log: no word of it comes from the frame.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Binary => "it isn't text",
            Self::Unreadable => "it can't be read",
            Self::UnknownOpcode => "its opcode is unknown",
            Self::Event => "it is an event without a name or content",
            Self::Hello => "it is a hello without a usable time between heartbeats",
            Self::Ready => "it begins a session without its id",
            Self::Stumbled => "the bot stumbled over it",
        }
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    op: u8,
    #[serde(default)]
    s: Option<u64>,
    #[serde(borrow, default)]
    t: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    d: Option<&'a RawValue>,
}

impl<'a> Frame<'a> {
    /// Reads a frame.
    pub(super) fn read(json: &'a str) -> Result<Self, Odd> {
        let Envelope { op, s, t, d } = serde_json::from_str(json).map_err(|_| Odd::Unreadable)?;
        Ok(match Opcode::from(op) {
            Opcode::Dispatch => match (t, d) {
                (Some(kind), Some(data)) => Self::Dispatch { kind, sequence: s, data },
                _ => return Err(Odd::Event),
            },
            Opcode::Heartbeat => Self::Heartbeat,
            Opcode::Reconnect => Self::Reconnect,
            // Whoever can't tell starts a new session: an old one that is over would be refused again and again.
            Opcode::InvalidSession => Self::InvalidSession { resumable: d.is_some_and(|d| d.get() == "true") },
            Opcode::Hello => Self::Hello { every: d.and_then(every).ok_or(Odd::Hello)? },
            Opcode::HeartbeatAck => Self::HeartbeatAck,
            _ => return Err(Odd::UnknownOpcode),
        })
    }
}

fn every(hello: &RawValue) -> Option<Duration> {
    #[derive(Deserialize)]
    struct Hello {
        heartbeat_interval: u64,
    }
    let Hello { heartbeat_interval } = serde_json::from_str(hello.get()).ok()?;
    HEARTBEATS.contains(&heartbeat_interval).then(|| Duration::from_millis(heartbeat_interval))
}

/// What `READY` says about its session.
#[derive(Deserialize)]
pub(super) struct Ready {
    /// What the session is called.
    pub(super) session_id: String,
    /// Where it is to be resumed.
    #[serde(default)]
    pub(super) resume_gateway_url: Option<String>,
}

impl Ready {
    /// Reads what `READY` says.
    pub(super) fn read(data: &RawValue) -> Result<Self, Odd> {
        serde_json::from_str(data.get()).map_err(|_| Odd::Ready)
    }
}

/// Begins a session.
pub(super) fn identify(token: &Token, shard: u32, shards: u32) -> String {
    let properties = json!({"os": std::env::consts::OS, "browser": "outreach-bot", "device": "outreach-bot"});
    let data = json!({
        "token": token.reveal(),
        "intents": INTENTS.bits(),
        "properties": properties,
        "compress": false,
        "shard": [shard, shards],
    });
    json!({"op": u8::from(Opcode::Identify), "d": data}).to_string()
}

/// Goes on with a session: Discord sends again what came after `sequence`.
pub(super) fn resume(token: &Token, session: &Session) -> String {
    let data = json!({"token": token.reveal(), "session_id": session.id, "seq": session.sequence});
    json!({"op": u8::from(Opcode::Resume), "d": data}).to_string()
}

/// Shows that the connection lives, and which event was the last.
pub(super) fn heartbeat(sequence: Option<u64>) -> String {
    json!({"op": u8::from(Opcode::Heartbeat), "d": sequence}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read() {
        let event = r#"{"t":"MESSAGE_CREATE","s":7,"op":0,"d":{"id":"1"},"new":[1]}"#;
        let Ok(Frame::Dispatch { kind, sequence, data }) = Frame::read(event) else { panic!("an event") };
        assert_eq!((&*kind, sequence, data.get()), ("MESSAGE_CREATE", Some(7), r#"{"id":"1"}"#));
        let Ok(Frame::Dispatch { sequence: None, .. }) = Frame::read(r#"{"t":"A","op":0,"d":[]}"#) else {
            panic!("an event without a number is an event")
        };
        assert!(matches!(Frame::read(r#"{"op":1,"d":null}"#), Ok(Frame::Heartbeat)));
        assert!(matches!(Frame::read(r#"{"op":7,"d":null,"s":null,"t":null}"#), Ok(Frame::Reconnect)));
        assert!(matches!(Frame::read(r#"{"op":11}"#), Ok(Frame::HeartbeatAck)));
        let hello = Frame::read(r#"{"op":10,"d":{"heartbeat_interval":41250,"_trace":[]}}"#);
        assert!(matches!(hello, Ok(Frame::Hello { every }) if every == Duration::from_millis(41_250)));
        for (json, resumable) in
            [(r#"{"op":9,"d":true}"#, true), (r#"{"op":9,"d":false}"#, false), (r#"{"op":9}"#, false)]
        {
            assert!(
                matches!(Frame::read(json), Ok(Frame::InvalidSession { resumable: r }) if r == resumable),
                "{json}"
            );
        }
    }

    #[test]
    fn odd_frames_are_told_apart() {
        for (json, odd) in [
            ("", Odd::Unreadable),
            ("{", Odd::Unreadable),
            ("[]", Odd::Unreadable),
            (r#"{"d":{}}"#, Odd::Unreadable),
            (r#"{"op":"0"}"#, Odd::Unreadable),
            (r#"{"op":0,"s":"x","t":"A","d":{}}"#, Odd::Unreadable),
            (r#"{"op":300}"#, Odd::Unreadable),
            (r#"{"op":99}"#, Odd::UnknownOpcode),
            (r#"{"op":0,"s":1,"d":{}}"#, Odd::Event),
            (r#"{"op":0,"s":1,"t":"READY","d":null}"#, Odd::Event),
            (r#"{"op":10}"#, Odd::Hello),
            (r#"{"op":10,"d":{"heartbeat_interval":0}}"#, Odd::Hello),
            (r#"{"op":10,"d":{"heartbeat_interval":99999999999}}"#, Odd::Hello),
        ] {
            assert_eq!(Frame::read(json).expect_err(json), odd, "{json}");
        }
    }

    #[test]
    fn what_is_sent_is_what_discord_documents() {
        let read = |json: &str| serde_json::from_str::<serde_json::Value>(json).expect("JSON");
        let token = Token::new("secret");
        let sent = read(&identify(&token, 1, 4));
        assert_eq!(sent["op"], 2);
        assert_eq!(sent["d"]["token"], "secret");
        assert_eq!(sent["d"]["intents"], (1 << 0) | (1 << 9) | (1 << 12));
        assert_eq!(sent["d"]["shard"], json!([1, 4]));
        assert_eq!(sent["d"]["properties"]["browser"], "outreach-bot");
        let session = Session { id: "s".to_owned(), resume_at: None, sequence: 9 };
        let sent = read(&resume(&token, &session));
        assert_eq!(sent, json!({"op": 6, "d": {"token": "secret", "session_id": "s", "seq": 9}}));
        assert_eq!(read(&heartbeat(None)), json!({"op": 1, "d": null}));
        assert_eq!(read(&heartbeat(Some(3))), json!({"op": 1, "d": 3}));
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_is_read_or_skipped(json in "\\PC{0,64}") {
            let _ = Frame::read(&json);
        }
    }
}
