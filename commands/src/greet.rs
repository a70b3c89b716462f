//! The bot comes into a room, or somebody opens their private chat with it: one short hello that says what it does, and
//! in a room how to be left alone.

use bot_core::decision::Decision;
use bot_core::view::View;

use crate::name::CommandName;
use crate::scene::Scene;

/// The hello. A room that has been greeted before, and chose something, is not greeted again; a person who opens the
/// private chat always is, because they wait for something to happen.
pub(crate) fn hello(scene: &Scene<'_>) -> Decision {
    let hello = View::text(scene.with("hello", &[("campaign", (&scene.knowledge.campaign.name).into())]));
    let view = if scene.is_private() {
        hello
            .paragraph(scene.text("hello-private"))
            .choice(scene.simple_choice(CommandName::About))
            .choice(scene.simple_choice(CommandName::Pledge))
    } else if scene.facts.room.is_none() {
        let announcements = scene.command_name(CommandName::Announcements);
        hello
            .paragraph(scene.with("hello-quiet", &[("announcements", announcements.into())]))
            .choice(scene.simple_choice(CommandName::About))
    } else {
        return Decision::default();
    };
    scene.openly(view.choice(scene.simple_choice(CommandName::Help)))
}
