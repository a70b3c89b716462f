//! What members may do, computed as Discord documents it:
//! <https://discord.com/developers/docs/topics/permissions#permission-overwrites>.

use std::ops::{BitAnd, BitOr, Not};

use super::state::{Channel, State};
use super::world::{RoleId, Whom};

/// Bits of permissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Permissions(pub u64);

impl Permissions {
    /// None.
    pub const NONE: Self = Self(0);
    /// Everything, past all overwrites.
    pub const ADMINISTRATOR: Self = Self(1 << 3);
    /// "Manage Channels".
    pub const MANAGE_CHANNELS: Self = Self(1 << 4);
    /// "Manage Server".
    pub const MANAGE_GUILD: Self = Self(1 << 5);
    /// "View Channels".
    pub const VIEW_CHANNEL: Self = Self(1 << 10);
    /// "Send Messages".
    pub const SEND_MESSAGES: Self = Self(1 << 11);
    /// "Manage Messages".
    pub const MANAGE_MESSAGES: Self = Self(1 << 13);
    /// "Embed Links".
    pub const EMBED_LINKS: Self = Self(1 << 14);
    /// "Read Message History".
    pub const READ_MESSAGE_HISTORY: Self = Self(1 << 16);
    /// "Mention Everyone".
    pub const MENTION_EVERYONE: Self = Self(1 << 17);
    /// "Use Application Commands".
    pub const USE_APPLICATION_COMMANDS: Self = Self(1 << 31);
    /// "Manage Threads".
    pub const MANAGE_THREADS: Self = Self(1 << 34);
    /// "Create Public Threads".
    pub const CREATE_PUBLIC_THREADS: Self = Self(1 << 35);
    /// "Send Messages in Threads".
    pub const SEND_MESSAGES_IN_THREADS: Self = Self(1 << 38);
    /// All there are.
    pub const ALL: Self = Self((1 << 53) - 1);

    /// What everybody may do in a new guild: see, write, embed, read back, use commands, also in threads.
    pub const USUAL: Self = Self(
        Self::VIEW_CHANNEL.0
            | Self::SEND_MESSAGES.0
            | Self::EMBED_LINKS.0
            | Self::READ_MESSAGE_HISTORY.0
            | Self::USE_APPLICATION_COMMANDS.0
            | Self::CREATE_PUBLIC_THREADS.0
            | Self::SEND_MESSAGES_IN_THREADS.0,
    );

    /// Whether all of these are among them.
    pub fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

impl BitOr for Permissions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Permissions {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Not for Permissions {
    type Output = Self;

    fn not(self) -> Self {
        Self(!self.0)
    }
}

impl State {
    /// What a member may do in a whole guild.
    pub(super) fn base_permissions(&self, guild: u64, user: u64) -> Permissions {
        let Some(guild) = self.guilds.get(&guild) else { return Permissions::NONE };
        let Some(member) = guild.members.get(&user) else { return Permissions::NONE };
        if guild.owner == user {
            return Permissions::ALL;
        }
        let everyone = guild.roles.get(&guild.id).map_or(Permissions::NONE, |role| role.permissions);
        let all = member.roles.iter().filter_map(|role| guild.roles.get(role));
        let all = all.fold(everyone, |all, role| all | role.permissions);
        if all.has(Permissions::ADMINISTRATOR) { Permissions::ALL } else { all }
    }

    /// What a user may do in a channel. In direct messages, everything.
    pub(super) fn permissions_in(&self, channel: u64, user: u64) -> Permissions {
        let Some(place) = self.channels.get(&channel) else { return Permissions::NONE };
        let Some(guild) = place.guild else { return Permissions::ALL };
        let base = self.base_permissions(guild, user);
        if base == Permissions::ALL {
            return base;
        }
        // A thread has the permissions of its parent.
        let place =
            place.parent.filter(|_| place.kind.is_thread()).and_then(|p| self.channels.get(&p)).unwrap_or(place);
        let Some(member) = self.guilds.get(&guild).and_then(|g| g.members.get(&user)) else { return Permissions::NONE };
        let all = overwritten(base, place, &member.roles, user == self.bot, user);
        // Who can't see a channel can do nothing there; who can't write, can't embed or ping either.
        let write = if self.channels.get(&channel).is_some_and(|c| c.kind.is_thread()) {
            Permissions::SEND_MESSAGES_IN_THREADS
        } else {
            Permissions::SEND_MESSAGES
        };
        if !all.has(Permissions::VIEW_CHANNEL) {
            Permissions::NONE
        } else if !all.has(write) {
            all & !(Permissions::EMBED_LINKS | Permissions::MENTION_EVERYONE)
        } else {
            all
        }
    }
}

fn overwritten(base: Permissions, place: &Channel, roles: &[u64], is_bot: bool, user: u64) -> Permissions {
    let of = |whom: Whom| place.overwrites.get(&whom).copied();
    let mut all = base;
    if let Some((allow, deny)) = of(Whom::Everyone) {
        all = (all & !deny) | allow;
    }
    let theirs = roles.iter().filter_map(|role| of(Whom::Role(RoleId(*role))));
    let none = (Permissions::NONE, Permissions::NONE);
    let (allow, deny) = theirs.fold(none, |sum, next| (sum.0 | next.0, sum.1 | next.1));
    all = (all & !deny) | allow;
    let own = if is_bot { Whom::Bot } else { Whom::Person(super::world::Person(user)) };
    if let Some((allow, deny)) = of(own) {
        all = (all & !deny) | allow;
    }
    all
}
