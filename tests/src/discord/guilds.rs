//! Guilds: who is in them, their roles, and the bot's coming and going.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::json;

use super::Fake;
use super::permissions::Permissions;
use super::state::{Guild, Member, Role, State};
use super::world::{ChannelId, GuildId, Kind, Person, RoleId, Whom};

/// What the role is called that is made for the bot.
pub(super) const OWN_ROLE: &str = "Outreach";

impl Fake {
    /// A new guild of a person, without channels and without the bot. Its language is English.
    pub fn guild(&self, name: &str, owner: Person) -> GuildId {
        self.act(|state| GuildId(state.found(name, owner.0)))
    }

    /// Many guilds with so many text channels each, of one owner, with the bot in all of them. As if they had been
    /// there before the bot connected: no events.
    pub fn crowd(&self, owner: Person, guilds: usize, channels: usize) -> Vec<(GuildId, Vec<ChannelId>)> {
        self.act(|state| {
            let mut crowd = Vec::with_capacity(guilds);
            for number in 0..guilds {
                let guild = state.found(&format!("Guild {number}"), owner.0);
                let joined = state.now_ms();
                let bot = state.bot;
                state.guild_mut(guild).members.insert(bot, Member { roles: Vec::new(), joined });
                let made = (0..channels)
                    .map(|at| state.make_channel(guild, Kind::Text, &format!("channel-{at}"), None))
                    .map(ChannelId)
                    .collect();
                crowd.push((GuildId(guild), made));
            }
            crowd
        })
    }

    /// The language that a guild is set to, as `fr` or `pt-BR`.
    pub fn set_locale(&self, guild: GuildId, locale: &str) {
        self.act(|state| {
            locale.clone_into(&mut state.guild_mut(guild.0).locale);
            state.announce_guild(guild.0, "GUILD_UPDATE");
        });
    }

    /// The channel in which a guild greets those who come.
    pub fn set_system_channel(&self, guild: GuildId, channel: Option<ChannelId>) {
        self.act(|state| {
            state.guild_mut(guild.0).system_channel = channel.map(|c| c.0);
            state.announce_guild(guild.0, "GUILD_UPDATE");
        });
    }

    /// A person comes into a guild.
    pub fn join(&self, person: Person, guild: GuildId) {
        self.act(|state| {
            let joined = state.now_ms();
            state.guild_mut(guild.0).members.entry(person.0).or_insert(Member { roles: Vec::new(), joined });
        });
    }

    /// A person leaves a guild.
    pub fn leave(&self, person: Person, guild: GuildId) {
        self.act(|state| {
            state.guild_mut(guild.0).members.remove(&person.0);
        });
    }

    /// The bot is added to a guild, with no permissions of its own: it may what everybody may.
    pub fn add_bot(&self, guild: GuildId) {
        self.add_bot_with(guild, Permissions::NONE);
    }

    /// The bot is added to a guild through an invite link with these permissions, which become a role of its own.
    pub fn add_bot_with(&self, guild: GuildId, permissions: Permissions) {
        self.act(|state| {
            let (bot, joined) = (state.bot, state.now_ms());
            let roles = if permissions == Permissions::NONE {
                Vec::new()
            } else {
                vec![state.make_role(guild.0, OWN_ROLE, permissions)]
            };
            state.guild_mut(guild.0).members.insert(bot, Member { roles, joined });
            state.send_guild(guild.0);
        });
    }

    /// The role that was made for the bot, as people mention it: many take it for the bot itself.
    ///
    /// # Panics
    /// When the bot was added without permissions, and so without a role.
    pub fn role_mention(&self, guild: GuildId) -> String {
        self.act(|state| {
            let own = state.guild_mut(guild.0).roles.values().find(|role| role.name == OWN_ROLE);
            format!("<@&{}>", own.expect("the bot has a role of its own").id)
        })
    }

    /// The bot is thrown out of a guild, or the guild is deleted: for the bot, the same.
    pub fn remove_bot(&self, guild: GuildId) {
        self.act(|state| {
            let bot = state.bot;
            if state.guild_mut(guild.0).members.remove(&bot).is_some() {
                state.emit(Some(guild.0), 1 << 0, "GUILD_DELETE", &json!({"id": guild.0.to_string()}));
            }
        });
    }

    /// A guild can't be reached for a while, because of an outage at Discord's.
    pub fn outage(&self, guild: GuildId) {
        self.act(|state| {
            state.guild_mut(guild.0).unavailable = true;
            let gone = json!({"id": guild.0.to_string(), "unavailable": true});
            state.emit(Some(guild.0), 1 << 0, "GUILD_DELETE", &gone);
        });
    }

    /// The end of an outage.
    pub fn recover(&self, guild: GuildId) {
        self.act(|state| {
            state.guild_mut(guild.0).unavailable = false;
            state.send_guild(guild.0);
        });
    }

    /// What everybody in a guild may do.
    pub fn everybody_may(&self, guild: GuildId, permissions: Permissions) {
        self.act(|state| {
            let guild = state.guild_mut(guild.0);
            let id = guild.id;
            if let Some(everyone) = guild.roles.get_mut(&id) {
                everyone.permissions = permissions;
            }
            let role = json!({"guild_id": id.to_string(), "role": state.role_json(id, id)});
            state.emit(Some(id), 1 << 0, "GUILD_ROLE_UPDATE", &role);
        });
    }

    /// A new role with these permissions.
    pub fn role(&self, guild: GuildId, name: &str, permissions: Permissions) -> RoleId {
        self.act(|state| {
            let role = state.make_role(guild.0, name, permissions);
            let told = json!({"guild_id": guild.0.to_string(), "role": state.role_json(guild.0, role)});
            state.emit(Some(guild.0), 1 << 0, "GUILD_ROLE_CREATE", &told);
            RoleId(role)
        })
    }

    /// A person gets a role.
    pub fn give_role(&self, person: Person, guild: GuildId, role: RoleId) {
        self.act(|state| {
            let member = state.guild_mut(guild.0).members.get_mut(&person.0);
            member.expect("roles are for members").roles.push(role.0);
        });
    }

    /// A person loses all roles.
    pub fn take_roles(&self, person: Person, guild: GuildId) {
        self.act(|state| {
            if let Some(member) = state.guild_mut(guild.0).members.get_mut(&person.0) {
                member.roles.clear();
            }
        });
    }

    /// Allows and denies somebody something in a channel, past what they may in the guild.
    pub fn overwrite(&self, channel: ChannelId, whom: Whom, allow: Permissions, deny: Permissions) {
        self.act(|state| {
            state.channel_mut(channel).overwrites.insert(whom, (allow, deny));
            state.announce_channel(channel.0, "CHANNEL_UPDATE");
        });
    }

    /// Takes something from the bot in a channel.
    pub fn forbid(&self, channel: ChannelId, permissions: Permissions) {
        self.overwrite(channel, Whom::Bot, Permissions::NONE, permissions);
    }

    /// The bot may again in a channel what it may in the guild.
    pub fn allow(&self, channel: ChannelId) {
        self.overwrite(channel, Whom::Bot, Permissions::NONE, Permissions::NONE);
    }
}

impl State {
    fn found(&mut self, name: &str, owner: u64) -> u64 {
        let id = self.fresh_guild_id();
        let everyone =
            Role { id, name: "@everyone".to_owned(), permissions: Permissions::USUAL, mentionable: false, position: 0 };
        let joined = self.now_ms();
        let guild = Guild {
            id,
            name: name.to_owned(),
            owner,
            locale: "en-US".to_owned(),
            roles: BTreeMap::from([(id, everyone)]),
            members: HashMap::from([(owner, Member { roles: Vec::new(), joined })]),
            channels: BTreeSet::new(),
            system_channel: None,
            unavailable: false,
        };
        self.guilds.insert(id, guild);
        id
    }

    fn make_role(&mut self, guild: u64, name: &str, permissions: Permissions) -> u64 {
        let id = self.fresh_id();
        let guild = self.guild_mut(guild);
        let position = guild.roles.len();
        let role = Role { id, name: name.to_owned(), permissions, mentionable: false, position };
        guild.roles.insert(id, role);
        id
    }

    /// Tells the bot how a guild is now, without its channels and members.
    fn announce_guild(&mut self, guild: u64, kind: &'static str) {
        if self.bot_is_in(guild) {
            let told = self.guild_json(guild);
            self.emit(Some(guild), 1 << 0, kind, &told);
        }
    }
}
