//! Messages in channels: <https://discord.com/developers/docs/resources/message>.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::bodies::{Purpose, message as read};
use super::form::{Form, Path, field};
use super::permissions::Permissions;
use super::refusal::{Answer, Refusal};
use super::routes::Meant;
use super::state::{Door, State};
use super::world::{Kind, Message, MessageId};

/// How many messages of a channel may be published, or published ones changed, within [`HOUR`]; not documented, seen by
/// discordjs/discord.js#4956.
const PUBLISHED: usize = 10;
const HOUR: i64 = 3_600_000;

impl State {
    /// A channel that the bot can see.
    pub(super) fn visible_channel(&self, id: u64) -> Result<&super::state::Channel, Refusal> {
        let channel = self.channels.get(&id).ok_or_else(|| Refusal::unknown(10_003))?;
        match channel.guild {
            Some(_) if !self.permissions_in(id, self.bot).has(Permissions::VIEW_CHANNEL) => Err(Refusal::access()),
            _ => Ok(channel),
        }
    }

    /// Whether the bot may write in a channel now.
    fn may_write(&self, id: u64) -> Result<(), Refusal> {
        let channel = self.visible_channel(id)?;
        if let Some(user) = channel.with {
            return match self.user(user).door {
                Door::Open => Ok(()),
                Door::Closed => Err(Refusal::new(403, 50_007, "Cannot send messages to this user")),
                Door::Stranger => {
                    let words = "Cannot send messages to this user due to having no mutual guilds";
                    Err(Refusal::new(403, 50_278, words))
                }
            };
        }
        if matches!(channel.kind, Kind::Forum | Kind::Category) {
            return Err(Refusal::new(400, 50_008, "Cannot send messages in a non-text channel"));
        }
        let may = self.permissions_in(id, self.bot);
        let needed = match channel.kind.is_thread() {
            true => Permissions::SEND_MESSAGES_IN_THREADS,
            false => Permissions::SEND_MESSAGES,
        };
        if !may.has(needed) {
            return Err(Refusal::permissions());
        }
        if channel.locked && !may.has(Permissions::MANAGE_THREADS) {
            return Err(Refusal::archived());
        }
        Ok(())
    }

    fn may_embed(&self, channel: u64) -> bool {
        self.permissions_in(channel, self.bot).has(Permissions::EMBED_LINKS)
    }

    pub(super) fn create_message(&mut self, channel: u64, body: &Value, form: &mut Form) -> Answer {
        self.may_write(channel)?;
        let wanted = read(form, body, Purpose::Create);
        let nonce = match &body["nonce"] {
            Value::Null => None,
            Value::Number(number) => Some(number.to_string()),
            other => Some(form.text(&Path::root().key("nonce"), other, 0, 25).to_owned()),
        };
        if nonce.as_ref().is_some_and(|n| n.chars().count() > 25) && body["nonce"].is_number() {
            form.fault(&Path::root().key("nonce"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
        }
        let enforce = form.flag(&Path::root().key("enforce_nonce"), &body["enforce_nonce"]);
        let reply_to = self.replied(channel, &body["message_reference"], form)?;
        form.done()?;
        if wanted.is_empty() {
            return Err(Refusal::empty());
        }
        let may_embed = self.may_embed(channel);
        if wanted.content.as_deref().unwrap_or_default().is_empty() && !may_embed {
            return Err(Refusal::permissions());
        }
        let now = self.now_ms();
        if let Some(nonce) = nonce.as_ref().filter(|n| enforce && !n.is_empty())
            && let Some(first) = self.remembered(nonce, now)
        {
            self.duplicates += 1;
            // A message that was deleted since isn't made again: discord/discord-api-docs#6647.
            let kept = self.message(first).filter(|m| !m.deleted).ok_or_else(|| Refusal::unknown(10_008))?;
            return Ok(self.message_json(kept));
        }
        let mut message = self.draft(channel, self.bot);
        message.reply_to = reply_to;
        message.kind = if reply_to.is_some() { 19 } else { 0 };
        message.nonce.clone_from(&nonce);
        let replied = reply_to.and_then(|id| self.message(id.0)).map(|m| m.author);
        self.shape(&mut message, wanted, replied, may_embed);
        if let Some(nonce) = nonce.filter(|n| !n.is_empty()) {
            self.nonces.insert(nonce, (message.id.0, now));
        }
        let id = self.publish(message);
        self.told(id)
    }

    /// The message that was sent with a nonce a few minutes ago.
    fn remembered(&mut self, nonce: &str, now: i64) -> Option<u64> {
        let memory = i64::try_from(self.conduct.nonce_memory.as_millis()).unwrap_or(i64::MAX);
        self.nonces.get(nonce).filter(|(_, at)| now - at <= memory).map(|(id, _)| *id)
    }

    /// What a message replies to.
    fn replied(&self, channel: u64, value: &Value, form: &mut Form) -> Result<Option<MessageId>, Refusal> {
        let path = Path::root().key("message_reference");
        let known = ["type", "message_id", "channel_id", "guild_id", "fail_if_not_exists"];
        let Some(fields) = form.object(&path, value, &known) else { return Ok(None) };
        let id = field(fields, "message_id");
        let id = id.as_str().and_then(|id| id.parse().ok()).or(id.as_u64());
        let Some(id) = id else {
            form.missing(&path.key("message_id"));
            return Ok(None);
        };
        let here = field(fields, "channel_id");
        if !here.is_null() && *here != json!(channel.to_string()) && *here != json!(channel) {
            let words = "Cannot reply to a message in a different channel";
            form.fault(&path, "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", words);
        }
        let in_guild = self.channels.get(&channel).is_some_and(|c| c.guild.is_some());
        if in_guild && !self.permissions_in(channel, self.bot).has(Permissions::READ_MESSAGE_HISTORY) {
            let words = "Cannot reply without permission to read message history";
            return Err(Refusal::new(403, 160_002, words));
        }
        let found = self.message(id).filter(|m| m.channel.0 == channel && !m.deleted && m.only_for.is_none());
        if found.is_none() && field(fields, "fail_if_not_exists").as_bool() != Some(false) {
            form.fault(&path, "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
        Ok(found.map(|m| m.id))
    }

    /// A message that stands in a channel and everybody there sees.
    fn standing(&self, channel: u64, id: u64) -> Result<&Message, Refusal> {
        self.visible_channel(channel)?;
        let found = self.message(id).filter(|m| m.channel.0 == channel && !m.deleted && m.only_for.is_none());
        found.ok_or_else(|| Refusal::unknown(10_008))
    }

    pub(super) fn get_message(&self, meant: &Meant) -> Answer {
        let channel = meant.channel.unwrap_or_default();
        let message = self.standing(channel, meant.message)?;
        if !self.permissions_in(channel, self.bot).has(Permissions::READ_MESSAGE_HISTORY) {
            return Err(Refusal::permissions());
        }
        Ok(self.message_json(message))
    }

    /// The messages of a channel, the newest first: the last ones, or those that follow one.
    pub(super) fn get_messages(&self, channel: u64, query: &HashMap<String, String>, form: &mut Form) -> Answer {
        let number = |name: &str| query.get(name).map(|id| id.parse::<u64>());
        let (limit, after) = (number("limit").unwrap_or(Ok(50)), number("after").transpose());
        if !limit.as_ref().is_ok_and(|limit| (1..=100).contains(limit)) {
            form.fault(&Path::root().key("limit"), "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.");
        }
        if after.is_err() {
            form.fault(&Path::root().key("after"), "NUMBER_TYPE_COERCE", "Value is not snowflake.");
        }
        form.done()?;
        let (limit, after) = (usize::try_from(limit.unwrap_or(50)).unwrap_or(50), after.unwrap_or_default());
        let place = self.visible_channel(channel)?;
        // Whoever may not read what was written before is told that nothing was:
        // https://discord.com/developers/docs/resources/message#get-channel-messages
        if place.guild.is_some() && !self.permissions_in(channel, self.bot).has(Permissions::READ_MESSAGE_HISTORY) {
            return Ok(json!([]));
        }
        let stands = |m: &&Message| !m.deleted && m.only_for.is_none() && after.is_none_or(|after| m.id.0 > after);
        let standing: Vec<&Message> = place.messages.values().filter(stands).collect();
        let from = if after.is_some() { 0 } else { standing.len().saturating_sub(limit) };
        let told = standing.iter().skip(from).take(limit).rev().map(|message| {
            let mut told = self.message_json(message);
            // It is told only to whoever sent it, and just then.
            told.as_object_mut().map(|told| told.remove("nonce"));
            told
        });
        Ok(told.collect())
    }

    pub(super) fn edit_message(&mut self, meant: &Meant, body: &Value, form: &mut Form) -> Answer {
        let channel = meant.channel.unwrap_or_default();
        let message = self.standing(channel, meant.message)?;
        if message.author != self.bot {
            return Err(Refusal::new(403, 50_005, "Cannot edit a message authored by another user"));
        }
        let (published, id) = (message.published, message.id.0);
        if self.channels.get(&channel).is_some_and(|c| c.archived || c.locked) {
            return Err(Refusal::archived());
        }
        if published {
            self.count_published(channel)?;
        }
        let may_embed = self.may_embed(channel);
        self.change(id, body, form, may_embed)
    }

    /// Changes a message of the bot, whoever asked for it.
    pub(super) fn change(&mut self, id: u64, body: &Value, form: &mut Form, may_embed: bool) -> Answer {
        let wanted = read(form, body, Purpose::Edit);
        form.done()?;
        let now = self.now_ms();
        let Some(mut message) = self.message(id).cloned() else { return Err(Refusal::unknown(10_008)) };
        self.shape(&mut message, wanted, None, may_embed);
        if message.content.is_empty() && message.embeds.is_empty() {
            return Err(Refusal::empty());
        }
        // A promise that is kept isn't marked as changed.
        message.edited = if message.thinking { None } else { Some(now) };
        message.thinking = false;
        if let Some(kept) = self.message_mut(id) {
            *kept = message;
        }
        self.changed(id);
        self.tell_message(id, "MESSAGE_UPDATE");
        self.told(id)
    }

    /// A message as its author gets it back.
    pub(super) fn told(&self, id: u64) -> Answer {
        self.message(id).map(|m| self.message_json(m)).ok_or_else(|| Refusal::unknown(10_008))
    }

    pub(super) fn remove_message(&mut self, meant: &Meant) -> Answer {
        let channel = meant.channel.unwrap_or_default();
        let message = self.standing(channel, meant.message)?;
        let direct = self.channels.get(&channel).is_some_and(|c| c.guild.is_none());
        if message.author != self.bot {
            if direct {
                return Err(Refusal::new(403, 50_003, "Cannot execute action on a DM channel"));
            }
            if !self.permissions_in(channel, self.bot).has(Permissions::MANAGE_MESSAGES) {
                return Err(Refusal::permissions());
            }
        }
        // In an archived thread messages may be deleted, in an archived and locked one they may not:
        // https://discord.com/developers/docs/topics/threads#locked-threads
        if self.channels.get(&channel).is_some_and(|c| c.archived && c.locked) {
            return Err(Refusal::archived());
        }
        self.delete_message(meant.message);
        Ok(Value::Null)
    }

    pub(super) fn crosspost(&mut self, meant: &Meant) -> Answer {
        let channel = meant.channel.unwrap_or_default();
        let message = self.standing(channel, meant.message)?;
        let (own, published) = (message.author == self.bot, message.published);
        if self.channels.get(&channel).is_some_and(|c| c.kind != Kind::Announcement) {
            return Err(Refusal::new(400, 50_024, "Cannot execute action on this channel type"));
        }
        let needed = if own { Permissions::SEND_MESSAGES } else { Permissions::MANAGE_MESSAGES };
        if !self.permissions_in(channel, self.bot).has(needed) {
            return Err(Refusal::permissions());
        }
        if published {
            return Err(Refusal::new(400, 40_033, "This message has already been crossposted"));
        }
        self.count_published(channel)?;
        if let Some(message) = self.message_mut(meant.message) {
            message.published = true;
        }
        self.changed(meant.message);
        self.tell_message(meant.message, "MESSAGE_UPDATE");
        self.told(meant.message)
    }

    fn count_published(&mut self, channel: u64) -> Result<(), Refusal> {
        let now = self.now_ms();
        let Some(channel) = self.channels.get_mut(&channel) else { return Err(Refusal::unknown(10_003)) };
        channel.published.retain(|at| now - at < HOUR);
        if channel.published.len() >= PUBLISHED {
            let first = channel.published.front().copied().unwrap_or(now);
            let left = u32::try_from(first + HOUR - now).unwrap_or(u32::MAX);
            return Err(Refusal::published_too_often(f64::from(left) / 1_000.0));
        }
        channel.published.push_back(now);
        Ok(())
    }
}
