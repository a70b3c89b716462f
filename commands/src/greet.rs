//! The bot comes into a room: one short hello that says what it does and how to be left alone.

use bot_core::decision::Decision;
use bot_core::view::View;

use crate::name::CommandName;
use crate::scene::Scene;

/// The hello. A room that has been greeted before, and chose something, is not greeted again.
pub(crate) fn hello(scene: &Scene<'_>) -> Decision {
    if scene.facts.room.is_some() {
        return Decision::default();
    }
    let announcements = scene.command_name(CommandName::Announcements);
    let view = View::text(scene.with("hello", &[("campaign", (&scene.knowledge.campaign.name).into())]))
        .paragraph(scene.with("hello-quiet", &[("announcements", announcements.into())]))
        .choice(scene.simple_choice(CommandName::About))
        .choice(scene.simple_choice(CommandName::Help));
    scene.openly(view)
}
