//! What is known of servers and people while the program runs: which servers the bot is in, their language and the bot's
//! own role there, which of their channels pass news on, what somebody was just allowed to do, the language of somebody's
//! app, and where a direct message goes. Absent on purpose: members, other roles, names and every other channel. A server tells them all when it appears; keeping them would cost
//! hundreds of megabytes in large servers, and what is needed seldom is asked for when it is.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serenity::all::{ChannelId, GuildId, Permissions, RoleId, UserId};

/// How long it is remembered what somebody may do in a channel. It comes with each of their interactions and is asked for
/// while that one is being answered; who lost a right should have lost it soon.
const TRUSTED: Duration = Duration::from_secs(30);

/// Of how many people the permissions, the direct channel and the language are remembered. With more, the oldest are
/// asked for again, or told by the next interaction.
const MOST: usize = 10_000;

/// What an event says about servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A session began (`READY`): these are all servers of this shard.
    Began {
        /// Which shard, and of how many: a server belongs to shard `(id >> 22) % count`.
        shard: (u32, u32),
        /// Its servers.
        guilds: Vec<GuildId>,
    },
    /// A server appeared (`GUILD_CREATE`) or changed (`GUILD_UPDATE`).
    Guild {
        /// Which.
        id: GuildId,
        /// The language it is set to (`preferred_locale`), as Discord writes it.
        locale: Option<String>,
        /// Its announcement channels; none where the event doesn't list channels.
        announcing: Option<Vec<ChannelId>>,
        /// The role that Discord made for the bot, if it has one.
        role: Option<RoleId>,
    },
    /// The bot is no longer in this server.
    Left(GuildId),
    /// A channel appeared or changed.
    Channel {
        /// Its server.
        guild: GuildId,
        /// Which.
        id: ChannelId,
        /// Whether it is an announcement channel; never true for one that is gone.
        announcing: bool,
    },
}

/// A server.
#[derive(Default)]
struct Guild {
    locale: Option<Box<str>>,
    announcing: Box<[ChannelId]>,
    role: Option<RoleId>,
}

/// What is known.
#[derive(Default)]
pub(crate) struct Directory {
    guilds: Mutex<HashMap<GuildId, Guild>>,
    /// The shards whose servers were told.
    began: Mutex<HashSet<(u32, u32)>>,
    allowed: Mutex<Recent<(ChannelId, UserId), (Permissions, Instant)>>,
    direct: Mutex<Recent<UserId, ChannelId>>,
    languages: Mutex<Recent<UserId, Box<str>>>,
}

impl Directory {
    /// Remembers what an event says.
    pub(crate) fn apply(&self, change: Change) {
        let mut guilds = lock(&self.guilds);
        match change {
            Change::Began { shard: (shard, count), guilds: told } => {
                guilds.retain(|id, _| !is_in_shard(*id, (shard, count)) || told.contains(id));
                lock(&self.began).insert((shard, count));
                for id in told {
                    guilds.entry(id).or_default();
                }
            }
            Change::Guild { id, locale, announcing, role } => {
                let guild = guilds.entry(id).or_default();
                guild.locale = locale.map(String::into_boxed_str);
                guild.role = role;
                if let Some(announcing) = announcing {
                    guild.announcing = announcing.into_boxed_slice();
                }
            }
            Change::Left(id) => {
                guilds.remove(&id);
            }
            Change::Channel { guild, id, announcing } => {
                let Some(guild) = guilds.get_mut(&guild) else { return };
                if guild.announcing.contains(&id) != announcing {
                    let others = guild.announcing.iter().copied().filter(|other| *other != id);
                    guild.announcing = others.chain(announcing.then_some(id)).collect();
                }
            }
        }
    }

    /// Whether a server that appears was joined just now. Where no session has told its servers, that can't be known, and
    /// none is taken for new.
    pub(crate) fn is_new(&self, guild: GuildId) -> bool {
        !self.knows(guild) && lock(&self.began).iter().any(|shard| is_in_shard(guild, *shard))
    }

    /// Whether the bot is in this server.
    pub(crate) fn knows(&self, guild: GuildId) -> bool {
        lock(&self.guilds).contains_key(&guild)
    }

    /// The language a server is set to, as Discord writes it.
    pub(crate) fn locale(&self, guild: GuildId) -> Option<String> {
        lock(&self.guilds).get(&guild)?.locale.as_deref().map(str::to_owned)
    }

    /// The role that Discord made for the bot in a server. It is called like the bot.
    pub(crate) fn role(&self, guild: GuildId) -> Option<RoleId> {
        lock(&self.guilds).get(&guild)?.role
    }

    /// Whether what is posted in this channel can be passed on to those who follow it elsewhere.
    pub(crate) fn announces(&self, guild: GuildId, channel: ChannelId) -> bool {
        lock(&self.guilds).get(&guild).is_some_and(|guild| guild.announcing.contains(&channel))
    }

    /// Remembers for a moment what somebody may do in a channel or thread, as their interaction tells.
    pub(crate) fn allow(&self, channel: ChannelId, person: UserId, permissions: Permissions) {
        lock(&self.allowed).put((channel, person), (permissions, Instant::now()));
    }

    /// What somebody may do in a channel or thread, if Discord told just now.
    pub(crate) fn allowed(&self, channel: ChannelId, person: UserId) -> Option<Permissions> {
        let known = lock(&self.allowed).kept.get(&(channel, person)).copied();
        known.filter(|(_, told)| told.elapsed() < TRUSTED).map(|(permissions, _)| permissions)
    }

    /// Remembers where direct messages to somebody go.
    pub(crate) fn direct(&self, person: UserId, channel: ChannelId) {
        lock(&self.direct).put(person, channel);
    }

    /// Where direct messages to somebody go, if it is known.
    pub(crate) fn direct_channel(&self, person: UserId) -> Option<ChannelId> {
        lock(&self.direct).kept.get(&person).copied()
    }

    /// Remembers the language of somebody's app, as Discord writes it. Interactions tell it and messages don't, so that
    /// whoever presses and types in turns would be answered in two languages.
    pub(crate) fn speaks(&self, person: UserId, locale: &str) {
        let mut languages = lock(&self.languages);
        if languages.kept.get(&person).is_none_or(|known| **known != *locale) {
            languages.put(person, locale.into());
        }
    }

    /// The language of somebody's app, if it is known.
    pub(crate) fn language(&self, person: UserId) -> Option<String> {
        lock(&self.languages).kept.get(&person).map(|locale| locale.to_string())
    }
}

/// Whether a server belongs to a shard: which, and of how many.
fn is_in_shard(guild: GuildId, (shard, count): (u32, u32)) -> bool {
    (guild.get() >> 22) % u64::from(count.max(1)) == u64::from(shard)
}

/// The last of many.
struct Recent<K, V> {
    kept: HashMap<K, V>,
    /// The oldest first.
    order: VecDeque<K>,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Self { kept: HashMap::new(), order: VecDeque::new() }
    }
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    fn put(&mut self, key: K, value: V) {
        if self.kept.insert(key, value).is_none() {
            self.order.push_back(key);
        }
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.kept.remove(&oldest);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is known is whole whoever panicked meanwhile: nothing under these locks can panic half way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
