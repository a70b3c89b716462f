//! Which events go to whom.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use super::super::permissions::Permissions;
use super::super::state::State;
use super::super::world::Ping;
use super::login::belongs;
use super::{Event, Out};

/// The intent for what others write.
const CONTENT: u64 = 1 << 15;

impl State {
    /// Sends an event to every session that it belongs to and that has this intent (0: everybody has it).
    pub(in super::super) fn emit(&mut self, guild: Option<u64>, intent: u64, kind: &str, data: &Value) {
        self.emit_unless(guild, intent, kind, data, None);
    }

    /// As [`State::emit`]; sessions without the intent for contents get the other one.
    fn emit_unless(&mut self, guild: Option<u64>, intent: u64, kind: &str, data: &Value, blank: Option<&Value>) {
        let names: Vec<(String, u64)> = self
            .sessions
            .iter()
            .filter(|(_, s)| (intent == 0 || s.intents & intent != 0) && belongs(guild, s.shard))
            .map(|(name, session)| (name.clone(), session.intents))
            .collect();
        let whole = data.to_string();
        let blank = blank.map(Value::to_string);
        for (name, intents) in names {
            let text = blank.as_ref().filter(|_| intents & CONTENT == 0).unwrap_or(&whole);
            self.hand(&name, kind, text);
        }
        self.last_event = Some(Event { guild, intent, kind: kind.to_owned(), data: data.clone() });
    }

    /// Sends the event that came last once more.
    pub(super) fn emit_again(&mut self) {
        if let Some(last) = self.last_event.clone() {
            self.emit(last.guild, last.intent, &last.kind, &last.data);
        }
    }

    /// Sends everything about a guild, as when the bot comes into it.
    pub(in super::super) fn send_guild(&mut self, guild: u64) {
        let sessions = self.sessions.iter().filter(|(_, s)| s.intents & 1 != 0 && belongs(Some(guild), s.shard));
        let names: Vec<String> = sessions.map(|(name, _)| name.clone()).collect();
        for name in names {
            self.hand_guild(&name, guild);
        }
    }

    /// The event with everything about a guild.
    pub(super) fn guild_event(&self, guild: u64, seq: u64) -> Utf8Bytes {
        let data = self.guild_create_json(guild);
        format!("{{\"t\":\"GUILD_CREATE\",\"s\":{seq},\"op\":0,\"d\":{data}}}").into()
    }

    /// Tells the bot about a message, if it can see it; its words only if they concern it:
    /// <https://discord.com/developers/docs/events/gateway#message-content-intent>.
    pub(in super::super) fn tell_message(&mut self, id: u64, kind: &'static str) {
        let Some(message) = self.message(id) else { return };
        if message.only_for.is_some() {
            return;
        }
        let (place, bot) = (message.channel.0, self.bot);
        let guild = self.channels.get(&place).and_then(|c| c.guild);
        if guild.is_some() && !self.permissions_in(place, bot).has(Permissions::VIEW_CHANNEL) {
            return;
        }
        let own = message.author == bot;
        let pinged = message.pings.iter().any(|p| matches!(p, Ping::Person(p) | Ping::Replied(p) if p.0 == bot));
        let mut told = self.message_json(message);
        let author = message.author;
        let mut intent = 1 << 12;
        if let Some(guild) = guild {
            intent = 1 << 9;
            told["guild_id"] = json!(guild.to_string());
            if let Some(member) = self.member_json(guild, author) {
                told["member"] = member;
            }
        }
        told["channel_type"] = json!(self.channels.get(&place).map(|c| c.kind.number()));
        let blank = (guild.is_some() && !own && !pinged).then(|| {
            let mut blank = told.clone();
            blank["content"] = json!("");
            for list in ["embeds", "components", "attachments"] {
                blank[list] = json!([]);
            }
            blank
        });
        self.emit_unless(guild, intent, kind, &told, blank.as_ref());
    }

    /// Asks every connected session for a heartbeat; gives what they have to have heard.
    pub(in super::super) fn ask_for_heartbeats(&mut self) -> Vec<(String, u64)> {
        let mut asked = Vec::new();
        for (name, session) in &mut self.sessions {
            session.asked = session.seq;
            asked.push((name.clone(), session.seq));
            if let Some(connection) = session.connection.and_then(|id| self.connections.get(&id)) {
                let _ = connection.out.send(Out::Text(r#"{"t":null,"s":null,"op":1,"d":null}"#.into()));
            }
        }
        asked
    }

    /// Whether these sessions have heard so much, or are gone: ended, or lost by a client that began a new one.
    pub(in super::super) fn has_heard(&self, asked: &[(String, u64)]) -> bool {
        let replaced = |lost: &super::Session| {
            !lost.is_open() && self.sessions.values().any(|s| s.is_open() && s.shard == lost.shard)
        };
        asked.iter().all(|(name, seq)| self.sessions.get(name).is_none_or(|s| s.heard >= *seq || replaced(s)))
    }

    /// Ends all connections: with a code, or without a word.
    pub(in super::super) fn close_all(&mut self, code: Option<u16>) {
        for connection in self.connections.values() {
            let _ = connection.out.send(code.map_or(Out::Drop, Out::Close));
        }
    }
}
