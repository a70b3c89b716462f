//! Who may do what. Names of role holders are nobody's business: only their number is shown.

use bot_core::decision::Decision;
use bot_core::store::Role;
use bot_core::view::{Block, View};

use crate::scene::Scene;

/// What the roles allow, how many hold them, and which are the person's own.
pub(crate) fn show(scene: &Scene<'_>) -> Decision {
    let holders = |role: Role| scene.facts.role_holders.iter().find(|(r, _)| *r == role).map_or(0, |(_, n)| *n);
    let fields = Role::ALL
        .into_iter()
        .map(|role| {
            let about = scene.with(&format!("role-{}-may", role.as_str()), &[("holders", holders(role).into())]);
            (scene.text(&format!("role-{}", role.as_str())), about)
        })
        .collect();
    let own: Vec<String> = scene.facts.roles.iter().map(|r| scene.text(&format!("role-{}", r.as_str()))).collect();
    let own = if own.is_empty() {
        scene.text("roles-none")
    } else {
        scene.with("roles-own", &[("roles", own.join(", ").into())])
    };
    scene.privately(
        View::default()
            .titled(scene.text("roles-title"))
            .block(Block::Fields(fields))
            .paragraph(own)
            .paragraph(scene.text("roles-how")),
    )
}
