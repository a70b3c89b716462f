//! What the bot can look up, and what it can change of channels.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::form::{Form, Path, field};
use super::permissions::Permissions;
use super::refusal::{Answer, Refusal};
use super::routes::Meant;
use super::state::{Guild, State};

impl State {
    pub(super) fn gateway_bot(&mut self) -> Value {
        let (remaining, reset_after) = self.identify_budget();
        json!({
            "url": self.gateway_url, "shards": self.conduct.shards,
            "session_start_limit": {
                "total": self.conduct.identifies, "remaining": remaining, "reset_after": reset_after,
                "max_concurrency": self.conduct.max_concurrency,
            },
        })
    }

    pub(super) fn me(&self) -> Value {
        let mut me = self.user_json(self.bot);
        me["verified"] = json!(true);
        me["mfa_enabled"] = json!(true);
        me["locale"] = json!("en-US");
        me["email"] = Value::Null;
        me["flags"] = json!(0);
        me
    }

    pub(super) fn application_json(&self) -> Value {
        let guilds = self.guilds.keys().filter(|guild| self.bot_is_in(**guild)).count();
        json!({
            "id": self.application.to_string(), "name": "Outreach", "icon": null, "description": "Only for tests.",
            "bot_public": self.conduct.public, "bot_require_code_grant": false, "bot": self.user_json(self.bot),
            "owner": {"id": "1", "username": "owner", "discriminator": "0", "global_name": null, "avatar": null},
            "team": null, "verify_key": "0".repeat(64), "flags": 565_248, "approximate_guild_count": guilds,
            "redirect_uris": [], "interactions_endpoint_url": null, "hook": true, "summary": "",
            "integration_types_config": {"0": {}},
        })
    }

    /// A guild that the bot is in.
    pub(super) fn own_guild(&self, id: Option<u64>) -> Result<&Guild, Refusal> {
        let guild = id.and_then(|id| self.guilds.get(&id)).ok_or_else(|| Refusal::unknown(10_004))?;
        if self.bot_is_in(guild.id) { Ok(guild) } else { Err(Refusal::access()) }
    }

    pub(super) fn get_roles(&self, guild: Option<u64>) -> Answer {
        let guild = self.own_guild(guild)?;
        Ok(guild.roles.keys().map(|role| self.role_json(guild.id, *role)).collect())
    }

    pub(super) fn get_channels(&self, guild: Option<u64>) -> Answer {
        let guild = self.own_guild(guild)?;
        let all = guild.channels.iter().filter(|id| self.channels.get(id).is_some_and(|c| !c.kind.is_thread()));
        Ok(all.map(|id| self.channel_json(*id)).collect())
    }

    pub(super) fn get_threads(&self, guild: Option<u64>) -> Answer {
        let guild = self.own_guild(guild)?;
        let active = guild.channels.iter().filter(|id| {
            self.channels.get(id).is_some_and(|c| c.kind.is_thread() && !c.archived)
                && self.permissions_in(**id, self.bot).has(Permissions::VIEW_CHANNEL)
        });
        let threads: Vec<Value> = active.map(|id| self.channel_json(*id)).collect();
        Ok(json!({"threads": threads, "members": []}))
    }

    pub(super) fn get_member(&self, meant: &Meant) -> Answer {
        let guild = self.own_guild(meant.guild)?;
        if !self.users.contains_key(&meant.user) {
            return Err(Refusal::unknown(10_013));
        }
        let mut member = self.member_json(guild.id, meant.user).ok_or_else(|| Refusal::unknown(10_007))?;
        member["user"] = self.user_json(meant.user);
        Ok(member)
    }

    pub(super) fn get_user(&self, id: u64) -> Answer {
        if self.users.contains_key(&id) { Ok(self.user_json(id)) } else { Err(Refusal::unknown(10_013)) }
    }

    /// The guilds that the bot is in, page by page.
    pub(super) fn get_own_guilds(&self, query: &HashMap<String, String>, form: &mut Form) -> Answer {
        let limit = query.get("limit").map_or(Value::Null, |n| json!(n));
        let limit = form.number(&Path::root().key("limit"), &limit, 1, 200, 200);
        let id = |name: &str| query.get(name).and_then(|id| id.parse::<u64>().ok());
        let (before, after) = (id("before"), id("after"));
        form.done()?;
        let mut found: Vec<u64> = self
            .guilds
            .keys()
            .copied()
            .filter(|guild| self.bot_is_in(*guild))
            .filter(|guild| after.is_none_or(|after| *guild > after) && before.is_none_or(|before| *guild < before))
            .collect();
        let limit = usize::try_from(limit).unwrap_or(200);
        if before.is_some() && after.is_none() {
            found = found.split_off(found.len().saturating_sub(limit));
        }
        found.truncate(limit);
        let counts = query.get("with_counts").is_some_and(|v| v == "true");
        let told = found.iter().filter_map(|id| self.guilds.get(id)).map(|guild| {
            let mut told = json!({
                "id": guild.id.to_string(), "name": guild.name, "icon": null, "banner": null,
                "owner": guild.owner == self.bot, "features": ["COMMUNITY"],
                "permissions": self.base_permissions(guild.id, self.bot).0.to_string(),
            });
            if counts {
                told["approximate_member_count"] = json!(guild.members.len());
                told["approximate_presence_count"] = json!(1);
            }
            told
        });
        Ok(told.collect())
    }

    pub(super) fn open_channel_with(&mut self, body: &Value, form: &mut Form) -> Answer {
        let root = Path::root();
        form.object(&root, body, &["recipient_id"]);
        if body["recipient_id"].is_null() {
            form.missing(&root.key("recipient_id"));
        }
        form.done()?;
        let id = body["recipient_id"].as_str().and_then(|id| id.parse().ok()).or(body["recipient_id"].as_u64());
        let known = id.filter(|id| *id != self.bot && self.users.contains_key(id));
        let id = known.ok_or_else(|| Refusal::new(400, 50_033, "Invalid Recipient(s)"))?;
        let channel = self.open_direct(id);
        Ok(self.channel_json(channel))
    }

    /// Wakes a thread or lets it sleep; nothing else of channels can be changed here.
    pub(super) fn change_channel(&mut self, id: u64, body: &Value, form: &mut Form) -> Answer {
        let channel = self.visible_channel(id)?;
        if !channel.kind.is_thread() {
            return Err(Refusal::permissions());
        }
        let (locked, own) = (channel.locked, channel.owner == self.bot);
        let root = Path::root();
        let empty = serde_json::Map::new();
        let fields = form.object(&root, body, &["archived", "locked"]).unwrap_or(&empty);
        let archived = field(fields, "archived").as_bool();
        let lock = field(fields, "locked").as_bool();
        form.done()?;
        let may = self.permissions_in(id, self.bot);
        let moderates = may.has(Permissions::MANAGE_THREADS);
        // https://discord.com/developers/docs/topics/threads#permissions
        let wakes = archived == Some(false) && (!locked || own) && may.has(Permissions::SEND_MESSAGES_IN_THREADS);
        let sleeps = archived == Some(true) && own;
        if !(moderates || (lock.is_none() && (wakes || sleeps))) {
            return Err(Refusal::permissions());
        }
        if let Some(channel) = self.channels.get_mut(&id) {
            channel.archived = archived.unwrap_or(channel.archived);
            channel.locked = lock.unwrap_or(channel.locked);
        }
        self.announce_channel(id, "THREAD_UPDATE");
        Ok(self.channel_json(id))
    }

    /// Joining a thread needs nothing but that it can be seen and doesn't sleep.
    pub(super) fn join_thread(&self, id: u64) -> Answer {
        let channel = self.visible_channel(id)?;
        if !channel.kind.is_thread() {
            return Err(Refusal::new(400, 50_024, "Cannot execute action on this channel type"));
        }
        if channel.archived { Err(Refusal::archived()) } else { Ok(Value::Null) }
    }

    pub(super) fn leave_guild(&mut self, guild: Option<u64>) -> Answer {
        let id = self.own_guild(guild)?.id;
        let bot = self.bot;
        self.guild_mut(id).members.remove(&bot);
        self.emit(Some(id), 1, "GUILD_DELETE", &json!({"id": id.to_string()}));
        Ok(Value::Null)
    }
}
