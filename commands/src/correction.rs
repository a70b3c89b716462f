//! Answering a slip: what wasn't understood, and what to type instead. Silence only where another bot
//! may have been meant.

use bot_core::content::Series;
use bot_core::decision::Decision;
use bot_core::view::{Block, View};

use crate::intent::Correction;
use crate::name::CommandName;
use crate::passage;
use crate::scene::Scene;

/// The sentence for a slip.
pub(crate) fn answer(scene: &Scene<'_>, slip: &Correction) -> Decision {
    match slip {
        Correction::UnknownCommand { typed, nearest: Some(command), arguments } => {
            let meant = format!("{} {arguments}", scene.command_name(*command)).trim().to_owned();
            let view = View::text(
                scene.with("unknown-command-nearest", &[("typed", typed.into()), ("command", (&meant).into())]),
            );
            let choice = scene.command_choice(*command, arguments, meant.clone(), meant);
            let choice = choice.unwrap_or_else(|| scene.simple_choice(*command));
            let mut view = view.choice(choice);
            if *command != CommandName::Help {
                view = view.choice(scene.simple_choice(CommandName::Help));
            }
            scene.openly(view)
        }
        // Another bot in the room may be meant, and resembles none of ours.
        Correction::UnknownCommand { nearest: None, .. } if !scene.incoming.addressed => Decision::default(),
        Correction::UnknownCommand { typed, nearest: None, .. } => {
            let view = View::text(scene.with(
                "unknown-command",
                &[("typed", typed.into()), ("help", scene.command_name(CommandName::Help).into())],
            ));
            scene.openly(view.choice(scene.simple_choice(CommandName::Help)))
        }
        Correction::NoSuchNumber { series, typed } => no_such_number(scene, *series, typed),
        Correction::Missing(command) => how_to_type(scene, scene.text("command-needs-more"), *command),
        Correction::NotUnderstood { command, typed } => {
            how_to_type(scene, scene.with("argument-not-understood", &[("typed", typed.into())]), *command)
        }
        Correction::Nothing => {
            let sentence = scene.naming("nothing-said", &[CommandName::Help], []);
            scene.openly(View::text(sentence).choice(scene.simple_choice(CommandName::Help)))
        }
        Correction::StaleChoice => {
            let view = View::text(scene.text("stale-choice")).choice(scene.simple_choice(CommandName::Help));
            // It holds nothing personal, so no chat is opened for it.
            if scene.opens_chats() { scene.openly(view) } else { scene.privately(view) }
        }
    }
}

fn how_to_type(scene: &Scene<'_>, slip: String, command: CommandName) -> Decision {
    scene.openly(View::text(slip).block(Block::List(scene.usage(command))))
}

fn no_such_number(scene: &Scene<'_>, series: Series, typed: &str) -> Decision {
    let campaign = &scene.knowledge.campaign;
    let last = campaign.count(series);
    let key = match series {
        Series::Recommendation => "no-such-recommendation",
        Series::Statement => "no-such-point",
    };
    let mut view = View::text(scene.with(key, &[("typed", typed.into()), ("last", last.into())]));
    for number in [1, last] {
        if let Some(passage) = campaign.numbered(series, number) {
            view = view.choice(passage::choice(scene, passage, passage::title(scene, passage)));
        }
    }
    scene.openly(view)
}
