//! Things of the world as Discord writes them in JSON.

use serde_json::{Value, json};

use super::guilds::OWN_ROLE;
use super::permissions::Permissions;
use super::state::State;
use super::world::{Kind, Message, Pressed, Whom};

/// Milliseconds as Discord writes them: `2035-01-01T12:00:00.000000+00:00`.
pub(super) fn time(ms: i64) -> String {
    let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    // Howard Hinnant's civil_from_days: <https://howardhinnant.github.io/date_algorithms.html>.
    let z = days + 719_468;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era * 400 + i64::from(month <= 2);
    let (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60);
    let (second, ms) = (rest / 1_000 % 60, rest % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}000+00:00")
}

/// What the bot may do in its direct messages, as interactions say it: not everything that it may.
const IN_DIRECT: u64 = (1 << 15) | (1 << 14) | (1 << 17) | (1 << 18);

impl State {
    pub(super) fn user_json(&self, id: u64) -> Value {
        let user = self.user(id);
        let mut json = json!({
            "id": id.to_string(), "username": user.name.to_lowercase(), "global_name": user.name,
            "discriminator": if user.is_bot { "4321" } else { "0" }, "avatar": null, "public_flags": 0,
            "primary_guild": null, "avatar_decoration_data": null, "collectibles": null,
        });
        if user.is_bot {
            json["bot"] = json!(true);
            json["global_name"] = Value::Null;
            json["username"] = json!(user.name);
        }
        json
    }

    /// A member, without the user.
    pub(super) fn member_json(&self, guild: u64, user: u64) -> Option<Value> {
        let member = self.guilds.get(&guild)?.members.get(&user)?;
        let roles: Vec<String> = member.roles.iter().map(u64::to_string).collect();
        Some(json!({
            "roles": roles, "joined_at": time(member.joined), "nick": null, "avatar": null, "banner": null,
            "premium_since": null, "deaf": false, "mute": false, "flags": 0, "pending": false,
            "communication_disabled_until": null,
        }))
    }

    pub(super) fn role_json(&self, guild: u64, role: u64) -> Value {
        let Some(role) = self.guilds.get(&guild).and_then(|g| g.roles.get(&role)) else { return Value::Null };
        let managed = role.name == OWN_ROLE;
        let mut json = json!({
            "id": role.id.to_string(), "name": role.name, "permissions": role.permissions.0.to_string(),
            "position": role.position, "color": 0, "colors": {"primary_color": 0}, "hoist": false, "icon": null,
            "unicode_emoji": null, "managed": managed, "mentionable": role.mentionable, "flags": 0,
        });
        if managed {
            json["tags"] = json!({"bot_id": self.bot.to_string()});
        }
        json
    }

    /// A guild without its channels and members.
    pub(super) fn guild_json(&self, id: u64) -> Value {
        let Some(guild) = self.guilds.get(&id) else { return Value::Null };
        let roles: Vec<Value> = guild.roles.keys().map(|role| self.role_json(id, *role)).collect();
        json!({
            "id": id.to_string(), "name": guild.name, "icon": null, "owner_id": guild.owner.to_string(),
            "afk_channel_id": null, "afk_timeout": 300, "verification_level": 1, "default_message_notifications": 1,
            "explicit_content_filter": 0, "roles": roles, "emojis": [], "stickers": [], "features": ["COMMUNITY"],
            "mfa_level": 0, "application_id": null, "system_channel_flags": 0,
            "system_channel_id": guild.system_channel.map(|c| c.to_string()), "rules_channel_id": null,
            "max_members": 500_000, "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
            "premium_subscription_count": 0, "preferred_locale": guild.locale, "public_updates_channel_id": null,
            "nsfw_level": 0, "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
        })
    }

    /// Everything about a guild that `GUILD_CREATE` tells to a client without privileged intents.
    pub(super) fn guild_create_json(&self, id: u64) -> Value {
        let Some(guild) = self.guilds.get(&id) else { return Value::Null };
        if guild.unavailable {
            return json!({"id": id.to_string(), "unavailable": true});
        }
        let mut json = self.guild_json(id);
        let visible = |channel: &&u64| self.permissions_in(**channel, self.bot).has(Permissions::VIEW_CHANNEL);
        let (mut channels, mut threads) = (Vec::new(), Vec::new());
        for channel in &guild.channels {
            let Some(kept) = self.channels.get(channel) else { continue };
            if !kept.kind.is_thread() {
                // Channels that it can't see are told too.
                channels.push(self.channel_json(*channel));
            } else if !kept.archived && visible(&channel) {
                threads.push(self.channel_json(*channel));
            }
        }
        let mut own = self.member_json(id, self.bot).unwrap_or_else(|| json!({}));
        let joined = own["joined_at"].clone();
        own["user"] = self.user_json(self.bot);
        json["joined_at"] = joined;
        json["large"] = json!(guild.members.len() > 50);
        json["unavailable"] = json!(false);
        json["member_count"] = json!(guild.members.len());
        json["voice_states"] = json!([]);
        // Without the intent for members, only its own.
        json["members"] = json!([own]);
        json["channels"] = json!(channels);
        json["threads"] = json!(threads);
        json["presences"] = json!([]);
        json["stage_instances"] = json!([]);
        json["guild_scheduled_events"] = json!([]);
        json["soundboard_sounds"] = json!([]);
        json
    }

    pub(super) fn channel_json(&self, id: u64) -> Value {
        let Some(channel) = self.channels.get(&id) else { return Value::Null };
        let last = channel.messages.values().rfind(|m| !m.deleted && m.only_for.is_none());
        let last = last.map(|m| m.id.0.to_string());
        if channel.kind == Kind::Direct {
            let with = channel.with.map(|user| self.user_json(user));
            return json!({
                "id": id.to_string(), "type": 1, "last_message_id": last, "flags": 0,
                "recipients": with.into_iter().collect::<Vec<Value>>(),
            });
        }
        let guild = channel.guild.map(|g| g.to_string());
        let parent = channel.parent.map(|p| p.to_string());
        if channel.kind.is_thread() {
            return json!({
                "id": id.to_string(), "type": channel.kind.number(), "guild_id": guild, "name": channel.name,
                "parent_id": parent, "owner_id": channel.owner.to_string(), "last_message_id": last,
                "rate_limit_per_user": 0, "message_count": channel.messages.len(), "member_count": 1,
                "total_message_sent": channel.messages.len(), "flags": 0,
                "thread_metadata": {
                    "archived": channel.archived, "locked": channel.locked, "auto_archive_duration": 4_320,
                    "archive_timestamp": time(self.now_ms()), "create_timestamp": time(self.now_ms()),
                },
            });
        }
        let overwrites = channel.overwrites.iter().map(|(whom, (allow, deny))| {
            let (id, kind) = match whom {
                Whom::Everyone => (channel.guild.unwrap_or_default(), 0),
                Whom::Role(role) => (role.0, 0),
                Whom::Person(person) => (person.0, 1),
                Whom::Bot => (self.bot, 1),
            };
            json!({"id": id.to_string(), "type": kind, "allow": allow.0.to_string(), "deny": deny.0.to_string()})
        });
        json!({
            "id": id.to_string(), "type": channel.kind.number(), "guild_id": guild, "name": channel.name,
            "position": 0, "permission_overwrites": overwrites.collect::<Vec<Value>>(), "topic": null, "nsfw": false,
            "last_message_id": last, "rate_limit_per_user": 0, "parent_id": parent, "last_pin_timestamp": null,
            "flags": 0,
        })
    }

    /// The flags of a message.
    pub(super) fn flags(message: &Message) -> u64 {
        u64::from(message.published)
            | u64::from(message.without_embeds) << 2
            | u64::from(message.only_for.is_some()) << 6
            | u64::from(message.thinking) << 7
            | u64::from(message.silent) << 12
    }

    /// A message as its author gets it back.
    pub(super) fn message_json(&self, message: &Message) -> Value {
        let mut mentions: Vec<Value> =
            self.mentioned_users(&message.content).into_iter().map(|id| self.user_json(id)).collect();
        let to = message.reply_to.and_then(|to| self.message(to.0));
        if let Some(to) = to
            && message.pings.iter().any(|p| matches!(p, super::world::Ping::Replied(_)))
            && !mentions.iter().any(|m| m["id"] == json!(to.author.to_string()))
        {
            mentions.push(self.user_json(to.author));
        }
        let mut json = json!({
            "id": message.id.0.to_string(), "type": message.kind, "content": message.content,
            "channel_id": message.channel.0.to_string(), "author": self.user_json(message.author),
            "attachments": [], "embeds": message.raw_embeds, "components": message.raw_components,
            "mentions": mentions, "mention_roles": self.mentioned_roles(message), "pinned": false,
            "mention_everyone": message.pings.contains(&super::world::Ping::Everyone), "tts": false,
            "timestamp": time(message.date), "edited_timestamp": message.edited.map(time), "flags": Self::flags(message),
        });
        if let Some(nonce) = &message.nonce {
            json["nonce"] = json!(nonce);
        }
        if message.by_bot && message.interaction.is_some() {
            json["application_id"] = json!(self.application.to_string());
            json["webhook_id"] = json!(self.application.to_string());
        }
        if let Some(pressed) = message.interaction.and_then(|id| self.interactions.get(&id.0)) {
            json["interaction_metadata"] = json!({
                "id": pressed.id.0.to_string(), "type": pressed.kind.number(), "user": self.user_json(pressed.person.0),
                "authorizing_integration_owners": {},
            });
        }
        if let Some(to) = message.reply_to {
            json["message_reference"] = json!({
                "type": 0, "channel_id": message.channel.0.to_string(), "message_id": to.0.to_string(),
                "guild_id": self.channels.get(&message.channel.0).and_then(|c| c.guild).map(|g| g.to_string()),
            });
            let shown = self.message(to.0).filter(|m| !m.deleted);
            json["referenced_message"] = shown.map_or(Value::Null, |m| {
                let mut inner = m.clone();
                inner.reply_to = None;
                self.message_json(&inner)
            });
        }
        json
    }

    /// An interaction as the bot gets it.
    pub(super) fn interaction_json(&self, pressed: &Pressed, data: &Value, on: Option<&Message>) -> Value {
        let place = self.channels.get(&pressed.channel.0);
        let guild = place.and_then(|c| c.guild);
        let may = match guild {
            Some(_) => self.permissions_in(pressed.channel.0, self.bot).0,
            None => IN_DIRECT,
        };
        let mut json = json!({
            "id": pressed.id.0.to_string(), "application_id": self.application.to_string(),
            "type": pressed.kind.number(), "version": 1, "token": pressed.token, "data": data,
            "channel_id": pressed.channel.0.to_string(), "channel": self.channel_json(pressed.channel.0),
            "locale": pressed.locale, "app_permissions": may.to_string(), "entitlements": [],
            "authorizing_integration_owners": {"0": guild.map_or("0".to_owned(), |g| g.to_string())},
            "context": if guild.is_some() { 0 } else { 1 }, "attachment_size_limit": 10_485_760,
        });
        let user = self.user_json(pressed.person.0);
        match guild {
            Some(guild) => {
                let mut member = self.member_json(guild, pressed.person.0).unwrap_or_else(|| json!({"roles": []}));
                member["permissions"] = json!(self.permissions_in(pressed.channel.0, pressed.person.0).0.to_string());
                member["user"] = user;
                let locale = self.guilds.get(&guild).map_or("en-US", |g| g.locale.as_str());
                json["member"] = member;
                json["guild_id"] = json!(guild.to_string());
                json["guild_locale"] = json!(locale);
                json["guild"] = json!({"id": guild.to_string(), "locale": locale, "features": ["COMMUNITY"]});
            }
            None => json["user"] = user,
        }
        if let Some(on) = on {
            json["message"] = self.message_json(on);
        }
        json
    }
}
