//! How a session begins, and how a client comes back to it.

use std::collections::VecDeque;
use std::time::Instant;

use serde_json::{Value, json};

use super::super::state::State;
use super::{KEPT, Kept, Out, Session};

/// Members, presences, and what others write.
const PRIVILEGED: u64 = (1 << 1) | (1 << 8) | (1 << 15);
/// All that exist: <https://discord.com/developers/docs/events/gateway#gateway-intents>.
const INTENTS: u64 = 0x1FFFF | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

impl State {
    /// How many sessions may still begin, and in how many milliseconds the count begins anew.
    pub(in super::super) fn identify_budget(&mut self) -> (u32, i64) {
        let now = self.now_ms();
        let whole = i64::try_from(self.conduct.identifies_reset.as_millis()).unwrap_or(i64::MAX);
        if now - self.gateway.budget.0 >= whole {
            self.gateway.budget = (now, 0);
        }
        let (began, used) = self.gateway.budget;
        (self.conduct.identifies.saturating_sub(used), whole - (now - began))
    }

    pub(super) fn identify(&mut self, id: u64, data: &Value) {
        let intents = data["intents"].as_u64();
        let shard = match &data["shard"] {
            Value::Null => Some((0, 1)),
            Value::Array(pair) => {
                match (pair.len(), pair.first().and_then(Value::as_u64), pair.get(1).and_then(Value::as_u64)) {
                    (2, Some(number), Some(of)) if number < of => {
                        u32::try_from(number).ok().zip(u32::try_from(of).ok())
                    }
                    _ => None,
                }
            }
            _ => None,
        };
        let guilds: Vec<u64> = self.guilds.keys().copied().filter(|guild| self.bot_is_in(*guild)).collect();
        let ordered = self.gateway.refuse_identify.pop_front();
        let code = match (ordered, data["token"].as_str(), intents, shard) {
            (Some(code), ..) => Some(code),
            (_, None, ..) | (_, _, None, _) => Some(4002),
            _ if !data["properties"].is_object() => Some(4002),
            (_, Some(token), ..) if token.strip_prefix("Bot ").unwrap_or(token) != self.token => Some(4004),
            (_, _, Some(intents), _) if intents & !INTENTS != 0 => Some(4013),
            (_, _, Some(intents), _) if intents & PRIVILEGED != 0 && !self.conduct.privileged_intents => Some(4014),
            (.., None) => Some(4010),
            (.., Some((_, of))) if guilds.len() > self.conduct.guilds_per_shard * of as usize => Some(4011),
            _ => None,
        };
        if let Some(code) = code {
            return self.punish(id, code);
        }
        let (Some(intents), Some(shard)) = (intents, shard) else { return };
        let (now, bucket) = (Instant::now(), shard.0 % self.conduct.max_concurrency.max(1));
        let gap = self.conduct.identify_gap;
        let hasty = self.gateway.last_identify.get(&bucket).is_some_and(|last| now - *last < gap);
        let (left, _) = self.identify_budget();
        self.gateway.budget.1 += 1;
        self.gateway.identifies += 1;
        if left == 0 {
            // The real one ends all sessions, resets the token and writes to the owner.
            self.token = "reset".to_owned();
            return self.punish(id, 4004);
        }
        if hasty {
            self.gateway.hasty += 1;
            return self.send(id, &json!({"t": null, "s": null, "op": 9, "d": false}));
        }
        self.gateway.last_identify.insert(bucket, now);
        self.begin(id, intents, shard, &guilds);
    }

    fn begin(&mut self, id: u64, intents: u64, shard: (u32, u32), guilds: &[u64]) {
        let name = format!("{:032x}", u128::from(self.fresh_id()).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        self.gateway.intents = Some(intents);
        let mine: Vec<u64> = guilds.iter().copied().filter(|guild| belongs(Some(*guild), shard)).collect();
        let unavailable: Vec<Value> =
            mine.iter().map(|guild| json!({"id": guild.to_string(), "unavailable": true})).collect();
        let mut own = self.user_json(self.bot);
        own["verified"] = json!(true);
        own["mfa_enabled"] = json!(true);
        own["email"] = Value::Null;
        own["flags"] = json!(0);
        let ready = json!({
            "v": 10, "user_settings": {}, "user": own, "session_type": "normal", "session_id": name,
            "resume_gateway_url": self.resume_url, "relationships": [], "private_channels": [], "presences": [],
            "guilds": unavailable, "guild_join_requests": [], "geo_ordered_rtc_regions": ["rotterdam"],
            "application": {"id": self.application.to_string(), "flags": 565_248}, "auth": {},
            "shard": [shard.0, shard.1], "_trace": ["[\"gateway-only-for-tests\",{\"micros\":0}]"],
        });
        let session = Session {
            shard,
            intents,
            seq: 0,
            heard: 0,
            asked: 0,
            kept: VecDeque::new(),
            connection: Some(id),
            left: None,
            complete: false,
        };
        self.sessions.insert(name.clone(), session);
        let Some(connection) = self.connections.get_mut(&id) else { return };
        connection.session = Some(name.clone());
        self.hand(&name, "READY", &ready.to_string());
        if intents & 1 != 0 {
            for guild in mine {
                self.hand_guild(&name, guild);
            }
        }
        if let Some(connection) = self.connections.get(&id) {
            let _ = connection.out.send(Out::Complete);
        }
    }

    pub(super) fn resume(&mut self, id: u64, data: &Value) {
        let (Some(token), Some(name), Some(seq)) =
            (data["token"].as_str(), data["session_id"].as_str(), data["seq"].as_u64())
        else {
            return self.punish(id, 4002);
        };
        if token.strip_prefix("Bot ").unwrap_or(token) != self.token {
            return self.punish(id, 4004);
        }
        let now = self.now_ms();
        let within = i64::try_from(self.conduct.resume_within.as_millis()).unwrap_or(i64::MAX);
        let alive = self.sessions.get(name).filter(|s| s.left.is_none_or(|left| now - left <= within));
        let enough = alive.is_some_and(|s| s.kept.front().is_none_or(|(oldest, _)| *oldest <= seq + 1));
        let Some(session) = alive.filter(|_| enough) else {
            self.sessions.remove(name);
            return self.send(id, &json!({"t": null, "s": null, "op": 9, "d": false}));
        };
        if seq > session.seq {
            self.sessions.remove(name);
            return self.punish(id, 4007);
        }
        if let Some(before) = session.connection.and_then(|before| self.connections.get_mut(&before)) {
            before.session = None;
            let _ = before.out.send(Out::Close(4000));
        }
        self.gateway.resumes += 1;
        let Some(connection) = self.connections.get_mut(&id) else { return };
        self.gateway.resumes_at_resume_url += u64::from(connection.back);
        connection.session = Some(name.to_owned());
        let out = connection.out.clone();
        let Some(session) = self.sessions.get_mut(name) else { return };
        (session.connection, session.left) = (Some(id), None);
        for (number, kept) in session.kept.iter().filter(|(number, _)| *number > seq) {
            let _ = out.send(match kept {
                Kept::Text(text) => Out::Text(text.clone()),
                Kept::Guild(guild) => Out::Guild { id: *guild, seq: *number },
            });
        }
        let asked = session.asked > session.heard;
        let _ = out.send(Out::Complete);
        let name = name.to_owned();
        self.hand(&name, "RESUMED", "{\"_trace\":[]}");
        if asked {
            self.send(id, &json!({"t": null, "s": null, "op": 1, "d": null}));
        }
    }

    /// Hands an event to a session: to its client now, and kept for when the client comes back.
    pub(super) fn hand(&mut self, name: &str, kind: &str, data: &str) {
        let Some(session) = self.sessions.get_mut(name) else { return };
        session.seq += 1;
        let text: tokio_tungstenite::tungstenite::Utf8Bytes =
            format!("{{\"t\":\"{kind}\",\"s\":{},\"op\":0,\"d\":{data}}}", session.seq).into();
        session.keep(Kept::Text(text.clone()));
        let connection = session.connection.and_then(|id| self.connections.get(&id));
        if let Some(connection) = connection {
            let _ = connection.out.send(Out::Text(text));
        }
    }

    pub(super) fn hand_guild(&mut self, name: &str, guild: u64) {
        let Some(session) = self.sessions.get_mut(name) else { return };
        session.seq += 1;
        let seq = session.seq;
        session.keep(Kept::Guild(guild));
        let connection = session.connection.and_then(|id| self.connections.get(&id));
        if let Some(connection) = connection {
            let _ = connection.out.send(Out::Guild { id: guild, seq });
        }
    }
}

impl Session {
    fn keep(&mut self, kept: Kept) {
        if self.kept.len() >= KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back((self.seq, kept));
    }
}

/// Whether a shard is responsible: <https://discord.com/developers/docs/events/gateway#sharding>. Direct messages are
/// the first one's.
pub(super) fn belongs(guild: Option<u64>, (number, of): (u32, u32)) -> bool {
    guild.map_or(0, |guild| (guild >> 22) % u64::from(of.max(1))) == u64::from(number)
}
