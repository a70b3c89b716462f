//! Channels, threads and conversations.

use std::collections::{BTreeMap, VecDeque};

use serde_json::json;

use super::Fake;
use super::state::{Channel, Door, State};
use super::world::{ChannelId, GuildId, Kind, Message, MessageId, Person};

impl Fake {
    /// A new text channel. The first one of a guild becomes its system channel.
    pub fn text_channel(&self, guild: GuildId, name: &str) -> ChannelId {
        self.channel(guild, Kind::Text, name)
    }

    /// A new announcement channel, whose messages can be published.
    pub fn announcement_channel(&self, guild: GuildId, name: &str) -> ChannelId {
        self.channel(guild, Kind::Announcement, name)
    }

    /// A new forum, which takes posts and no messages.
    pub fn forum(&self, guild: GuildId, name: &str) -> ChannelId {
        self.channel(guild, Kind::Forum, name)
    }

    /// A new channel of any kind but threads and conversations.
    pub fn channel(&self, guild: GuildId, kind: Kind, name: &str) -> ChannelId {
        self.act(|state| {
            let id = state.make_channel(guild.0, kind, name, None);
            if kind == Kind::Text && state.guild_mut(guild.0).system_channel.is_none() {
                state.guild_mut(guild.0).system_channel = Some(id);
            }
            state.announce_channel(id, "CHANNEL_CREATE");
            ChannelId(id)
        })
    }

    /// A person begins a thread below a channel.
    pub fn thread(&self, person: Person, parent: ChannelId, name: &str) -> ChannelId {
        self.act(|state| {
            let kind = match state.channel(parent).kind {
                Kind::Announcement => Kind::AnnouncementThread,
                _ => Kind::Thread,
            };
            let guild = state.channel(parent).guild.expect("threads are in guilds");
            let id = state.make_channel(guild, kind, name, Some(parent.0));
            state.channel_mut(ChannelId(id)).owner = person.0;
            state.announce_channel(id, "THREAD_CREATE");
            ChannelId(id)
        })
    }

    /// A person posts in a forum: a thread with a first message, which has the same id as the thread.
    pub fn post(&self, person: Person, forum: ChannelId, name: &str, words: &str) -> ChannelId {
        let thread = self.thread(person, forum, name);
        self.act(|state| {
            let mut message = state.draft(thread.0, person.0);
            message.id = MessageId(thread.0);
            words.clone_into(&mut message.content);
            state.publish(message);
        });
        thread
    }

    /// Somebody turns a text channel into one whose messages can be published.
    pub fn make_announcing(&self, channel: ChannelId) {
        self.act(|state| {
            let channel = state.channel_mut(channel);
            channel.kind = Kind::Announcement;
            let id = channel.id;
            state.announce_channel(id, "CHANNEL_UPDATE");
        });
    }

    /// A thread falls asleep: nothing in it can be changed until somebody writes. A locked one only moderators wake.
    pub fn archive(&self, thread: ChannelId, locked: bool) {
        self.act(|state| {
            let thread = state.channel_mut(thread);
            (thread.archived, thread.locked) = (true, locked);
            let id = thread.id;
            state.announce_channel(id, "THREAD_UPDATE");
        });
    }

    /// A channel or thread is deleted, with the threads below it.
    pub fn delete_channel(&self, channel: ChannelId) {
        self.act(|state| state.delete_channel(channel.0));
    }

    /// The conversation of a person with the bot; it is opened if it wasn't.
    pub fn dm(&self, person: Person) -> ChannelId {
        self.act(|state| ChannelId(state.open_direct(person.0)))
    }

    /// A person takes no direct messages any more, or has blocked the bot.
    pub fn close_dms(&self, person: Person) {
        self.act(|state| state.users.get_mut(&person.0).expect("tests made this person").door = Door::Closed);
    }

    /// A person shares no guild with the bot any more: no direct message gets through.
    pub fn part(&self, person: Person) {
        self.act(|state| state.users.get_mut(&person.0).expect("tests made this person").door = Door::Stranger);
    }

    /// A person takes direct messages again.
    pub fn open_dms(&self, person: Person) {
        self.act(|state| state.users.get_mut(&person.0).expect("tests made this person").door = Door::Open);
    }
}

impl State {
    pub(super) fn make_channel(&mut self, guild: u64, kind: Kind, name: &str, parent: Option<u64>) -> u64 {
        let id = self.fresh_id();
        let owner = self.guild_mut(guild).owner;
        self.guild_mut(guild).channels.insert(id);
        self.channels.insert(id, new_channel(id, kind, name, Some(guild), parent, owner));
        id
    }

    /// The conversation with a person, opened if it has to be.
    pub(super) fn open_direct(&mut self, person: u64) -> u64 {
        if let Some(open) = self.user(person).direct {
            return open;
        }
        let id = self.fresh_id();
        let mut channel = new_channel(id, Kind::Direct, "", None, None, person);
        channel.with = Some(person);
        self.channels.insert(id, channel);
        if let Some(user) = self.users.get_mut(&person) {
            user.direct = Some(id);
        }
        id
    }

    pub(super) fn delete_channel(&mut self, id: u64) {
        let below: Vec<u64> = self.channels.values().filter(|c| c.parent == Some(id)).map(|c| c.id).collect();
        for thread in below {
            if self.channels.get(&thread).is_some_and(|c| c.kind.is_thread()) {
                // The real one sends no event for the threads of a deleted channel.
                self.forget_channel(thread);
            }
        }
        let kind = if self.channel(ChannelId(id)).kind.is_thread() { "THREAD_DELETE" } else { "CHANNEL_DELETE" };
        self.announce_channel(id, kind);
        self.forget_channel(id);
    }

    fn forget_channel(&mut self, id: u64) {
        let Some(channel) = self.channels.remove(&id) else { return };
        if let Some(guild) = channel.guild.and_then(|g| self.guilds.get_mut(&g)) {
            guild.channels.remove(&id);
            guild.system_channel = guild.system_channel.filter(|c| *c != id);
        }
        self.gone.insert(id, channel);
    }

    /// Tells the bot about a channel, if it is in the guild.
    pub(super) fn announce_channel(&mut self, id: u64, kind: &'static str) {
        let Some(guild) = self.channels.get(&id).and_then(|c| c.guild) else { return };
        if self.bot_is_in(guild) {
            let told = if kind == "THREAD_DELETE" {
                let channel = self.channel(ChannelId(id));
                json!({
                    "id": id.to_string(), "guild_id": guild.to_string(), "type": channel.kind.number(),
                    "parent_id": channel.parent.map(|p| p.to_string()),
                })
            } else {
                self.channel_json(id)
            };
            self.emit(Some(guild), 1 << 0, kind, &told);
        }
    }

    /// Writes somebody's message into its channel, wakes a sleeping thread, and tells the bot.
    pub(super) fn publish(&mut self, message: Message) -> u64 {
        let (id, place) = (message.id.0, message.channel);
        let channel = self.channel_mut(place);
        let woken = std::mem::replace(&mut channel.archived, false);
        self.keep(message);
        if woken {
            self.announce_channel(place.0, "THREAD_UPDATE");
        }
        self.tell_message(id, "MESSAGE_CREATE");
        id
    }
}

fn new_channel(id: u64, kind: Kind, name: &str, guild: Option<u64>, parent: Option<u64>, owner: u64) -> Channel {
    Channel {
        id,
        kind,
        name: name.to_owned(),
        guild,
        parent,
        overwrites: BTreeMap::new(),
        with: None,
        messages: BTreeMap::new(),
        archived: false,
        locked: false,
        owner,
        published: VecDeque::new(),
    }
}
