//! What tests see of the world.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Call;
use super::permissions::Permissions;
use super::state::State;
use super::world::{ChannelId, Choice, GuildId, InteractionId, Message, MessageId, Modal, Person, Ping, Pressed};

/// The world at a moment.
pub struct World<'a>(pub(super) &'a State);

impl<'a> World<'a> {
    /// Everything that was ever written in a channel, also what was deleted and what only one person saw, oldest first.
    pub fn history(&self, channel: ChannelId) -> Vec<&'a Message> {
        let place = self.0.channels.get(&channel.0).or_else(|| self.0.gone.get(&channel.0));
        place.into_iter().flat_map(|c| c.messages.values()).collect()
    }

    /// What a person sees in a channel now, oldest first: also what is shown to them alone.
    pub fn seen(&self, person: Person, channel: ChannelId) -> Vec<&'a Message> {
        let theirs = |m: &&Message| !m.deleted && m.only_for.is_none_or(|only| only == person);
        self.history(channel).into_iter().filter(theirs).collect()
    }

    /// The bot's messages in a channel that everybody there sees now, oldest first.
    pub fn bot_messages(&self, channel: ChannelId) -> Vec<&'a Message> {
        let shown = |m: &&Message| m.by_bot && !m.deleted && m.only_for.is_none();
        self.history(channel).into_iter().filter(shown).collect()
    }

    /// The bot's newest message in a channel that everybody there sees.
    pub fn newest(&self, channel: ChannelId) -> Option<Message> {
        self.bot_messages(channel).last().map(|m| (*m).clone())
    }

    /// One message, also a deleted one.
    pub fn message(&self, id: MessageId) -> Option<&'a Message> {
        self.0.message(id.0)
    }

    /// Every channel and every direct conversation in which the bot ever wrote, with its messages that changed after
    /// this count, in the order of their last change. Begin with 0 and go on with [`World::changes`].
    pub fn changed_after(&self, count: u64) -> Vec<&'a Message> {
        let channels = self.0.channels.values().chain(self.0.gone.values());
        let all = channels.flat_map(|c| c.messages.values());
        let mut changed: Vec<&Message> = all.filter(|m| m.by_bot && m.order > count).collect();
        changed.sort_by_key(|m| m.order);
        changed
    }

    /// How many changes of messages there were.
    pub fn changes(&self) -> u64 {
        self.0.changes
    }

    /// What a person did, and what became of it.
    ///
    /// # Panics
    /// When nobody did this.
    pub fn interaction(&self, id: InteractionId) -> &'a Pressed {
        self.0.interactions.get(&id.0).expect("tests speak of what people did")
    }

    /// The message that answers an interaction: the new one, or the one that it changed; `None` while there is none or
    /// it only promises one.
    pub fn answer(&self, id: InteractionId) -> Option<Message> {
        let answer = self.message(self.interaction(id).original?)?;
        (!answer.thinking && !answer.deleted).then(|| answer.clone())
    }

    /// All messages that answer an interaction: the first and every further one, as they are now.
    pub fn answers(&self, id: InteractionId) -> Vec<Message> {
        let pressed = self.interaction(id);
        let all = pressed.original.iter().chain(&pressed.follow_ups);
        all.filter_map(|id| self.message(*id)).filter(|m| !m.deleted && !m.thinking).cloned().collect()
    }

    /// The form that opened.
    pub fn modal(&self, id: InteractionId) -> Option<Modal> {
        self.interaction(id).modal.clone()
    }

    /// What the bot suggested while a command was typed.
    pub fn choices(&self, id: InteractionId) -> Option<Vec<Choice>> {
        self.interaction(id).choices.clone()
    }

    /// Interactions that the bot hasn't acknowledged so far, oldest first.
    pub fn unacknowledged(&self) -> Vec<InteractionId> {
        let open = self.0.interactions.values().filter(|p| p.answer.is_none());
        let mut open: Vec<InteractionId> = open.map(|p| p.id).collect();
        open.sort_unstable();
        open
    }

    /// How many messages still promise an answer.
    pub fn thinking(&self) -> usize {
        let waits = |id: &u64| self.0.message(*id).is_some_and(|m| m.thinking && !m.deleted);
        let originals = self.0.interactions.values().filter_map(|p| p.original);
        originals.filter(|id| waits(&id.0)).count()
    }

    /// How long each acknowledged interaction waited, in real time, oldest first.
    pub fn acknowledgement_times(&self) -> Vec<Duration> {
        let mut all: Vec<&Pressed> = self.0.interactions.values().filter(|p| p.took.is_some()).collect();
        all.sort_unstable_by_key(|p| p.id);
        all.into_iter().filter_map(|p| p.took).collect()
    }

    /// Everybody whom the bot pinged, and with which message.
    pub fn pings(&self) -> Vec<(MessageId, Ping)> {
        let channels = self.0.channels.values().chain(self.0.gone.values());
        let all = channels.flat_map(|c| c.messages.values()).filter(|m| m.by_bot);
        all.flat_map(|m| m.pings.iter().map(|p| (m.id, *p))).collect()
    }

    /// All calls, oldest first.
    pub fn calls(&self) -> &'a [Call] {
        &self.0.calls
    }

    /// How many calls of a route were answered so far, well or not.
    pub fn count(&self, route: &str) -> u64 {
        self.0.count.get(route).copied().unwrap_or_default()
    }

    /// How many calls were refused with 429.
    pub fn floods(&self) -> u64 {
        self.0.floods
    }

    /// How often a nonce kept a message from being sent twice.
    pub fn duplicates(&self) -> u64 {
        self.0.duplicates
    }

    /// The most calls that came within any second, of those that count towards the global limit.
    pub fn most_in_a_second(&self) -> usize {
        let mut window: VecDeque<Instant> = VecDeque::new();
        let mut most = 0;
        for at in &self.0.counted {
            while window.front().is_some_and(|first| *at - *first >= Duration::from_secs(1)) {
                window.pop_front();
            }
            window.push_back(*at);
            most = most.max(window.len());
        }
        most
    }

    /// What was sent that Discord doesn't know, as `route field`.
    pub fn unknown_parameters(&self) -> Vec<String> {
        self.0.calls.iter().flat_map(|c| c.unread.iter().map(|p| format!("{} {p}", c.route))).collect()
    }

    /// The commands that are registered everywhere (`None`) or in a guild, as Discord gives them back.
    pub fn commands(&self, guild: Option<GuildId>) -> &'a [Value] {
        self.0.commands.get(&guild.map(|g| g.0)).map_or(&[], Vec::as_slice)
    }

    /// A person's name.
    pub fn name(&self, person: Person) -> &'a str {
        &self.0.user(person.0).name
    }

    /// What the bot may do in a channel.
    pub fn bot_permissions(&self, channel: ChannelId) -> Permissions {
        self.0.permissions_in(channel.0, self.0.bot)
    }

    /// What a person may do in a channel.
    pub fn permissions(&self, person: Person, channel: ChannelId) -> Permissions {
        self.0.permissions_in(channel.0, person.0)
    }

    /// Whether the bot is in a guild.
    pub fn has_bot(&self, guild: GuildId) -> bool {
        self.0.bot_is_in(guild.0)
    }

    /// The guild that a channel is in.
    pub fn guild_of(&self, channel: ChannelId) -> Option<GuildId> {
        self.0.channels.get(&channel.0).or_else(|| self.0.gone.get(&channel.0))?.guild.map(GuildId)
    }

    /// The conversation with a person, if it was ever opened.
    pub fn direct(&self, person: Person) -> Option<ChannelId> {
        self.0.user(person.0).direct.map(ChannelId)
    }

    /// Whether a thread is archived.
    pub fn is_archived(&self, thread: ChannelId) -> bool {
        self.0.channels.get(&thread.0).is_some_and(|c| c.archived)
    }

    /// Whether as many shards as the bot asked for are connected, and each was sent its guilds.
    pub fn is_ready(&self) -> bool {
        let ready = self.0.sessions.values().filter(|s| s.is_open() && s.has_guilds());
        let (mut count, mut of) = (0, 0);
        for session in ready {
            count += 1;
            of = session.shard.1;
        }
        count > 0 && count >= of
    }

    /// How many connections the gateway has at present.
    pub fn connections(&self) -> usize {
        self.0.connections.len()
    }

    /// How many connections were opened in all.
    pub fn connected(&self) -> u64 {
        self.0.gateway.connected
    }

    /// How many sessions were begun.
    pub fn identifies(&self) -> u64 {
        self.0.gateway.identifies
    }

    /// How many identifies came sooner than they may, or more at once.
    pub fn hasty_identifies(&self) -> u64 {
        self.0.gateway.hasty
    }

    /// How many sessions were resumed.
    pub fn resumes(&self) -> u64 {
        self.0.gateway.resumes
    }

    /// How many of these came to the address that READY gave for it, and not to the one for everybody.
    pub fn resumes_at_resume_url(&self) -> u64 {
        self.0.gateway.resumes_at_resume_url
    }

    /// How many heartbeats came.
    pub fn heartbeats(&self) -> u64 {
        self.0.gateway.heartbeats
    }

    /// With which codes the gateway closed connections because of what the client did.
    pub fn closed_with(&self) -> &'a [u16] {
        &self.0.gateway.closed
    }

    /// With which codes the client closed connections; 0 for none.
    pub fn closed_by_client(&self) -> &'a [u16] {
        &self.0.gateway.left
    }

    /// The shards that are connected: number, of how many.
    pub fn shards(&self) -> Vec<(u32, u32)> {
        let mut shards: Vec<(u32, u32)> = self.0.sessions.values().filter(|s| s.is_open()).map(|s| s.shard).collect();
        shards.sort_unstable();
        shards
    }

    /// The intents of the newest session.
    pub fn intents(&self) -> Option<u64> {
        self.0.gateway.intents
    }
}
