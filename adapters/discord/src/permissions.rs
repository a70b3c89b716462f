//! What a member may do in a channel, from roles and the channel's exceptions
//! (<https://discord.com/developers/docs/topics/permissions#permission-overwrites>).

use serenity::all::{GenericId, GuildId, Permissions, RoleId, UserId};

use crate::wire::{Overwrite, Role};

/// What a member with these roles may do in a channel with these exceptions. The owner of a server may do everything,
/// which isn't known here.
pub(crate) fn permissions(
    guild: GuildId,
    member: UserId,
    roles: &[RoleId],
    known: &[Role],
    overwrites: &[Overwrite],
) -> Permissions {
    let everybody = RoleId::new(guild.get());
    let has = |id: RoleId| id == everybody || roles.contains(&id);
    let base = known.iter().filter(|role| has(role.id)).fold(Permissions::empty(), |all, role| all | role.permissions);
    if base.administrator() {
        return Permissions::all();
    }
    let of = |id: u64| overwrites.iter().filter(move |overwrite| overwrite.id == GenericId::new(id));
    // The nearer exception wins; among roles, what one allows no other denies.
    let mut granted = of(everybody.get()).fold(base, |granted, o| (granted - o.deny) | o.allow);
    let mine = || roles.iter().filter(|role| **role != everybody).flat_map(|role| of(role.get()));
    let denied = mine().fold(Permissions::empty(), |all, o| all | o.deny);
    let allowed = mine().fold(Permissions::empty(), |all, o| all | o.allow);
    granted = (granted - denied) | allowed;
    granted = of(member.get()).fold(granted, |granted, o| (granted - o.deny) | o.allow);
    // Nothing can be done in what can't be seen.
    if granted.view_channel() { granted } else { Permissions::empty() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(id: u64, permissions: Permissions) -> Role {
        Role { id: RoleId::new(id), permissions }
    }

    fn overwrite(id: u64, allow: Permissions, deny: Permissions) -> Overwrite {
        Overwrite { id: GenericId::new(id), allow, deny }
    }

    const SEE: Permissions = Permissions::VIEW_CHANNEL;
    const SEND: Permissions = Permissions::SEND_MESSAGES;

    fn may(roles: &[u64], known: &[Role], overwrites: &[Overwrite]) -> Permissions {
        let roles: Vec<RoleId> = roles.iter().copied().map(RoleId::new).collect();
        permissions(GuildId::new(1), UserId::new(9), &roles, known, overwrites)
    }

    #[test]
    fn roles_add_up_and_the_nearer_exception_wins() {
        let known = [role(1, SEE), role(2, SEND), role(3, Permissions::MANAGE_CHANNELS)];
        assert_eq!(may(&[], &known, &[]), SEE);
        assert_eq!(may(&[2], &known, &[]), SEE | SEND);
        let none = Permissions::empty();
        assert_eq!(may(&[2], &known, &[overwrite(1, none, SEND)]), SEE);
        assert_eq!(
            may(&[2, 3], &known, &[overwrite(1, none, SEND), overwrite(3, SEND, none)]),
            SEE | SEND | known[2].permissions
        );
        assert_eq!(
            may(&[2, 3], &known, &[overwrite(2, none, SEND), overwrite(3, SEND, none)]),
            SEE | SEND | known[2].permissions
        );
        assert_eq!(may(&[2], &known, &[overwrite(2, SEND, none), overwrite(9, none, SEND)]), SEE);
        assert_eq!(may(&[2], &known, &[overwrite(3, SEND, SEE)]), SEE | SEND, "a role that the member hasn't");
    }

    #[test]
    fn admins_may_everything_and_nobody_acts_unseen() {
        let known = [role(1, SEND), role(2, Permissions::ADMINISTRATOR)];
        assert_eq!(may(&[], &known, &[]), Permissions::empty());
        assert!(may(&[2], &known, &[overwrite(9, Permissions::empty(), SEND)]).send_messages());
    }
}
