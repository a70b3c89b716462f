//! Everything that the fake knows, behind one lock.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::time::Instant;

use serde_json::Value;

use super::gateway::{Connection, Session};
use super::limits::Pacer;
use super::orders::Order;
use super::permissions::Permissions;
use super::world::{ChannelId, Kind, Message, MessageId, Pressed, Whom};
use super::{Call, Conduct};

/// The first moment of Discord's ids, in Unix milliseconds.
const EPOCH: i64 = 1_420_070_400_000;

/// How a person takes direct messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Open,
    /// Switched off, or the bot is blocked.
    Closed,
    /// They share no guild with the bot and haven't installed it.
    Stranger,
}

#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) locale: String,
    pub(super) is_bot: bool,
    pub(super) door: Door,
    pub(super) direct: Option<u64>,
}

#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) roles: Vec<u64>,
    /// In Unix milliseconds.
    pub(super) joined: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) permissions: Permissions,
    pub(super) mentionable: bool,
    pub(super) position: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Guild {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) owner: u64,
    pub(super) locale: String,
    pub(super) roles: BTreeMap<u64, Role>,
    pub(super) members: HashMap<u64, Member>,
    /// In the order in which they were made; also threads.
    pub(super) channels: BTreeSet<u64>,
    pub(super) system_channel: Option<u64>,
    /// An outage.
    pub(super) unavailable: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub(super) id: u64,
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) guild: Option<u64>,
    /// A thread's channel, or a channel's category.
    pub(super) parent: Option<u64>,
    pub(super) overwrites: BTreeMap<Whom, (Permissions, Permissions)>,
    /// Whom the direct messages are with.
    pub(super) with: Option<u64>,
    pub(super) messages: BTreeMap<u64, Message>,
    pub(super) archived: bool,
    pub(super) locked: bool,
    pub(super) owner: u64,
    /// When messages were published, in Unix milliseconds.
    pub(super) published: VecDeque<i64>,
}

pub(super) struct State {
    pub(super) conduct: Conduct,
    /// What tests moved the clock by, in milliseconds.
    pub(super) moved: i64,
    pub(super) token: String,
    pub(super) application: u64,
    pub(super) bot: u64,
    pub(super) gateway_url: String,
    pub(super) resume_url: String,
    last_id: u64,
    guilds_made: i64,
    pub(super) users: HashMap<u64, User>,
    pub(super) guilds: BTreeMap<u64, Guild>,
    pub(super) channels: HashMap<u64, Channel>,
    /// Channels that were deleted: nobody can reach them, but tests may look at what stood there.
    pub(super) gone: HashMap<u64, Channel>,
    /// The channel of every message.
    pub(super) places: HashMap<u64, u64>,
    pub(super) changes: u64,
    pub(super) interactions: HashMap<u64, Pressed>,
    pub(super) tokens: HashMap<String, u64>,
    /// Messages by author's nonce: the message, and when it was sent.
    pub(super) nonces: HashMap<String, (u64, i64)>,
    /// How often a nonce kept a message from being sent twice.
    pub(super) duplicates: u64,
    /// Commands of all guilds (`None`) and of single ones.
    pub(super) commands: BTreeMap<Option<u64>, Vec<Value>>,
    pub(super) calls: Vec<Call>,
    pub(super) count: BTreeMap<String, u64>,
    pub(super) floods: u64,
    /// When calls came in that count towards the global limit.
    pub(super) counted: Vec<Instant>,
    pub(super) orders: Vec<Order>,
    pub(super) pacer: Pacer,
    pub(super) sessions: BTreeMap<String, Session>,
    pub(super) connections: BTreeMap<u64, Connection>,
    pub(super) gateway: super::gateway::Counters,
    /// The event that came last: its name, its content and where it went.
    pub(super) last_event: Option<super::gateway::Event>,
}

impl State {
    pub(super) fn new(conduct: Conduct, gateway_url: String, resume_url: String) -> Self {
        let mut state = Self {
            pacer: Pacer::new(conduct.limits.clone()),
            moved: 0,
            token: String::new(),
            application: 0,
            bot: 0,
            gateway_url,
            resume_url,
            last_id: 0,
            guilds_made: 0,
            users: HashMap::new(),
            guilds: BTreeMap::new(),
            channels: HashMap::new(),
            gone: HashMap::new(),
            places: HashMap::new(),
            changes: 0,
            interactions: HashMap::new(),
            tokens: HashMap::new(),
            nonces: HashMap::new(),
            duplicates: 0,
            commands: BTreeMap::new(),
            calls: Vec::new(),
            count: BTreeMap::new(),
            floods: 0,
            counted: Vec::new(),
            orders: Vec::new(),
            sessions: BTreeMap::new(),
            connections: BTreeMap::new(),
            gateway: super::gateway::Counters::default(),
            last_event: None,
            conduct,
        };
        state.application = state.fresh_id();
        state.bot = state.fresh_id();
        // Shaped as real tokens are; the middle of this one says what it is.
        state.token = "MTA0.only-for-tests.0123456789_abcdefghijklmnopqrstuvwxyz".to_owned();
        let bot = User {
            id: state.bot,
            name: "outreach".to_owned(),
            locale: "en-US".to_owned(),
            is_bot: true,
            door: Door::Open,
            direct: None,
        };
        state.users.insert(bot.id, bot);
        state
    }

    /// The time in this world, in Unix milliseconds.
    pub(super) fn now_ms(&self) -> i64 {
        (self.conduct.clock)() + self.moved
    }

    /// A new id, which says when it was made: <https://discord.com/developers/docs/reference#snowflakes>.
    pub(super) fn fresh_id(&mut self) -> u64 {
        let now = u64::try_from(self.now_ms() - EPOCH).unwrap_or_default() << 22;
        self.last_id = now.max(self.last_id + 1);
        self.last_id
    }

    /// A new guild's id: each was made in a millisecond of its own, years ago, so that they spread over shards.
    pub(super) fn fresh_guild_id(&mut self) -> u64 {
        self.guilds_made += 1;
        u64::try_from(1_600_000_000_000 - EPOCH + self.guilds_made).unwrap_or_default() << 22
    }

    pub(super) fn user(&self, id: u64) -> &User {
        self.users.get(&id).expect("tests speak of people that they made")
    }

    pub(super) fn channel(&self, id: ChannelId) -> &Channel {
        self.channels.get(&id.0).expect("tests speak of channels that they made and that exist")
    }

    pub(super) fn channel_mut(&mut self, id: ChannelId) -> &mut Channel {
        self.channels.get_mut(&id.0).expect("tests speak of channels that they made and that exist")
    }

    pub(super) fn guild_mut(&mut self, id: u64) -> &mut Guild {
        self.guilds.get_mut(&id).expect("tests speak of guilds that they made")
    }

    /// Whether the bot is in a guild.
    pub(super) fn bot_is_in(&self, guild: u64) -> bool {
        self.guilds.get(&guild).is_some_and(|g| g.members.contains_key(&self.bot))
    }

    /// A message, also in a deleted channel.
    pub(super) fn message(&self, id: u64) -> Option<&Message> {
        let channel = self.places.get(&id)?;
        self.channels.get(channel).or_else(|| self.gone.get(channel))?.messages.get(&id)
    }

    /// A message of a channel that exists.
    pub(super) fn message_mut(&mut self, id: u64) -> Option<&mut Message> {
        let channel = self.places.get(&id)?;
        self.channels.get_mut(channel)?.messages.get_mut(&id)
    }

    /// A message of somebody, not yet written into its channel.
    pub(super) fn draft(&mut self, channel: u64, author: u64) -> Message {
        let date = self.now_ms();
        Message {
            id: MessageId(self.fresh_id()),
            channel: ChannelId(channel),
            author,
            date,
            edited: None,
            content: String::new(),
            embeds: Vec::new(),
            rows: Vec::new(),
            only_for: None,
            thinking: false,
            pings: Vec::new(),
            silent: false,
            without_embeds: false,
            reply_to: None,
            nonce: None,
            published: false,
            interaction: None,
            deleted: false,
            raw_embeds: Value::Array(Vec::new()),
            raw_components: Value::Array(Vec::new()),
            by_bot: author == self.bot,
            kind: 0,
            order: 0,
        }
    }

    /// Writes a message into its channel.
    pub(super) fn keep(&mut self, mut message: Message) {
        self.changes += 1;
        message.order = self.changes;
        let whole = self.conduct.history;
        let Some(channel) = self.channels.get_mut(&message.channel.0) else { return };
        self.places.insert(message.id.0, channel.id);
        channel.messages.insert(message.id.0, message);
        if !whole
            && channel.messages.len() > 8
            && let Some((oldest, _)) = channel.messages.pop_first()
        {
            self.places.remove(&oldest);
        }
    }

    /// Notes that a message looks different now.
    pub(super) fn changed(&mut self, id: u64) {
        self.changes += 1;
        let order = self.changes;
        if let Some(message) = self.message_mut(id) {
            message.order = order;
        }
    }
}
