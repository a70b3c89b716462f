//! Answering a question: quoting what the texts say, offering three passages when unsure, and saying so when the
//! texts don't cover it.

use bot_core::answers::{FoundBy, Meaning, ProcessQuestion, Understanding};
use bot_core::content::{PassageId, Series};
use bot_core::decision::Decision;
use bot_core::view::View;

use crate::correction;
use crate::intent::Correction;
use crate::name::CommandName;
use crate::passage;
use crate::scene::Scene;
use crate::{supporters, wrong};

/// The answer to a question.
pub(crate) fn answer(scene: &Scene<'_>, question: &str, understanding: &Understanding) -> Decision {
    match &understanding.meaning {
        Meaning::Passages { ids, by } => scene.openly(passages(scene, question, ids, *by, understanding)),
        Meaning::NoSuchNumber { series, typed } => correction::answer(
            scene,
            &Correction::NoSuchNumber { series: series.unwrap_or(Series::Recommendation), typed: typed.clone() },
        ),
        Meaning::Options(ids) => scene.openly(options(scene, question, ids)),
        Meaning::Supporters(question) => supporters::answer(scene, question),
        Meaning::Process(question) => scene.openly(process(scene, *question)),
        Meaning::About => passage::about(scene),
        Meaning::Courtesy => scene.openly(courtesy(scene)),
        Meaning::NotCovered => scene.openly(not_covered(scene, question)),
    }
}

/// Whether the bot has something to say to the words as a question, so that they aren't taken for a slip.
pub(crate) fn has_answer(understanding: &Understanding) -> bool {
    matches!(
        understanding.meaning,
        Meaning::Passages { .. }
            | Meaning::Supporters(_)
            | Meaning::Process(_)
            | Meaning::NoSuchNumber { .. }
            | Meaning::About
    )
}

fn passages(scene: &Scene<'_>, question: &str, ids: &[PassageId], by: FoundBy, understanding: &Understanding) -> View {
    let campaign = &scene.knowledge.campaign;
    match ids {
        [id] => {
            let passage = campaign.passage(id);
            let mut view = passage::view(scene, passage);
            if by == FoundBy::Words {
                // What else may have been meant; the neighbours in the list matter less here.
                let others = understanding.ranked.iter().filter(|r| r.passage != *id).take(2);
                view.choices = passage::other_wording(scene, passage, scene.language()).into_iter().collect();
                for other in others {
                    let passage = campaign.passage(&other.passage);
                    let label = scene.with("choose-or", &[("passage", passage::title(scene, passage).into())]);
                    view.choices.push(passage::choice(scene, passage, label));
                }
                view.choices.extend([scene.simple_choice(CommandName::Pledge), wrong::choice(scene, question)]);
            }
            view
        }
        ids => passage::several(scene, ids),
    }
}

fn options(scene: &Scene<'_>, question: &str, ids: &[PassageId]) -> View {
    let campaign = &scene.knowledge.campaign;
    let mut view = View::text(scene.text("options"));
    for id in ids.iter().take(3) {
        let passage = campaign.passage(id);
        view = view.choice(passage::choice(scene, passage, passage::title(scene, passage)));
    }
    view.choice(wrong::choice(scene, question))
}

fn process(scene: &Scene<'_>, question: ProcessQuestion) -> View {
    let campaign = &scene.knowledge.campaign;
    let support = campaign.passage(&campaign.how_to_support);
    let key = match question {
        ProcessQuestion::HowToSign => "process-how",
        ProcessQuestion::ForABody => "process-body",
        ProcessQuestion::Letter => "process-letter",
        ProcessQuestion::ChangeOrRemove => "process-change",
        ProcessQuestion::Contact => "process-contact",
        ProcessQuestion::Privacy => "process-privacy",
    };
    let named = [CommandName::Pledge, CommandName::Privacy, CommandName::MyData];
    let mut view = View::text(scene.naming(key, &named, [("contact", (&campaign.contact).into())]))
        .block(passage::quotation(scene, support));
    view.choices.extend(passage::other_wording(scene, support, scene.language()));
    let commands: &[CommandName] = match question {
        ProcessQuestion::HowToSign | ProcessQuestion::ForABody | ProcessQuestion::Letter => {
            &[CommandName::Pledge, CommandName::Privacy]
        }
        ProcessQuestion::ChangeOrRemove => &[CommandName::Withdraw, CommandName::Display, CommandName::Forget],
        ProcessQuestion::Contact => &[CommandName::Pledge],
        ProcessQuestion::Privacy => &[CommandName::Privacy, CommandName::MyData],
    };
    for command in commands {
        view = view.choice(scene.simple_choice(*command));
    }
    view
}

fn courtesy(scene: &Scene<'_>) -> View {
    View::text(scene.text("courtesy"))
        .choice(scene.simple_choice(CommandName::About))
        .choice(scene.simple_choice(CommandName::Help))
        .choice(scene.simple_choice(CommandName::Pledge))
}

fn not_covered(scene: &Scene<'_>, question: &str) -> View {
    let mut view = View::text(scene.text("not-covered"));
    // A single word that looks like a command was perhaps meant as one.
    if question.split_whitespace().count() == 1
        && let Some(command) = scene.knowledge.names.nearest(question)
    {
        view = view.paragraph(scene.with("perhaps-command", &[("command", scene.command_name(command).into())]));
        view = view.choice(scene.simple_choice(command));
    }
    view.choice(scene.simple_choice(CommandName::About))
        .choice(scene.simple_choice(CommandName::Help))
        .choice(wrong::choice(scene, question))
}
