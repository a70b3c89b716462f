//! Explaining the commands, generated from the same list that interprets them.

use bot_core::decision::Decision;
use bot_core::view::{Block, View};

use crate::name::{CommandAudience, CommandName};
use crate::scene::Scene;

/// All commands that this person can use, a line each; fits a phone's screen.
pub(crate) fn all(scene: &Scene<'_>) -> Decision {
    let shown = CommandName::ALL.into_iter().filter(|command| match command.audience() {
        CommandAudience::Everyone | CommandAudience::RoomAdmins => true,
        CommandAudience::Organisers => scene.may_review(),
    });
    let lines = shown
        .map(|command| {
            let about = scene.text(&format!("command-{}-about", command.as_str()));
            scene.with("help-line", &[("name", scene.command_name(command).into()), ("about", about.into())])
        })
        .collect();
    let intro = if scene.is_private() { "help-intro-private" } else { "help-intro-room" };
    let view = View::default()
        .titled(scene.text("help-title"))
        .paragraph(scene.text(intro))
        .block(Block::List(lines))
        .paragraph(scene.with("help-more", &[("help", scene.command_name(CommandName::Help).into())]));
    scene.openly(view)
}

/// One command.
pub(crate) fn one(scene: &Scene<'_>, command: CommandName) -> Decision {
    scene.openly(about(scene, command))
}

/// What a command does and how it is typed.
pub(crate) fn about(scene: &Scene<'_>, command: CommandName) -> View {
    let name = command.as_str();
    let mut view = View::default()
        .titled(scene.command_name(command))
        .paragraph(scene.text(&format!("command-{name}-about")))
        .block(Block::List(scene.usage(command)));
    let others: Vec<String> = scene.say().lines(&format!("command-{name}-names")).into_iter().skip(1).collect();
    if !others.is_empty() {
        view = view.paragraph(scene.with("help-other-names", &[("names", others.join(", ").into())]));
    }
    view
}
