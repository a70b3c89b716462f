//! What is kept, what isn't, and what this channel can't protect.

use bot_core::decision::Decision;
use bot_core::view::{Block, View};

use crate::name::CommandName;
use crate::pledge;
use crate::scene::Scene;

/// The whole notice.
pub(crate) fn show(scene: &Scene<'_>) -> Decision {
    let campaign = &scene.knowledge.campaign;
    let view = View::default()
        .titled(scene.text("privacy-title"))
        .paragraph(pledge::secrecy(scene))
        .block(Block::List(scene.say().lines("privacy-kept")))
        .paragraph(scene.naming(
            "privacy-way-out",
            &[CommandName::MyData, CommandName::Withdraw, CommandName::Forget],
            [("contact", (&campaign.contact).into()), ("site", (&campaign.site).into())],
        ))
        .choice(scene.simple_choice(CommandName::MyData));
    let view = match scene.facts.own_pledge {
        Some(_) => view.choice(scene.simple_choice(CommandName::Withdraw)),
        None => view,
    };
    scene.privately(view.choice(scene.simple_choice(CommandName::Forget)))
}
