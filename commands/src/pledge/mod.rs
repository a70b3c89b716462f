//! The pledge conversation: beginning one, and what each answer does to the draft. The questions themselves are
//! in `questions`, reading typed answers in `reading`, and the end of it in `confirm`.
//!
//! A draft only grows by answers; which question comes next follows from what is still open. Going back or
//! changing something opens questions again. Nothing counts before the exact public line was confirmed.

mod confirm;
mod questions;
mod reading;

use bot_core::conversation::Conversation;
use bot_core::decision::Decision;
use bot_core::ids::Timestamp;
use bot_core::pledge::{Draft, Field, Pledge, PledgeStatus, Step};
use bot_core::view::{Block, View};

pub(crate) use confirm::thank;
pub(crate) use questions::{display_choices, kind_name, secrecy};
pub(crate) use reading::draft_values;

use crate::name::CommandName;
use crate::press::PledgeAnswer;
use crate::scene::{Scene, ends, goes_on};
use crate::{ask, supporters, words};

/// Begins a pledge, or goes on with the one that is open. What was typed after the command fills in what it can.
pub(crate) fn begin(scene: &Scene<'_>, typed: &[(Field, String)]) -> Decision {
    if let Some(pledge) = &scene.facts.own_pledge
        && !matches!(pledge.status, PledgeStatus::Refused(_))
    {
        return scene.privately(status(scene, pledge));
    }
    let mut draft = match scene.conversation() {
        Some(Conversation::Pledging(draft)) => draft.clone(),
        _ => Draft::begin(scene.now()),
    };
    let faults = reading::fill(scene, &mut draft, typed);
    carry_on(scene, draft, faults)
}

/// The answers of a form.
pub(crate) fn form(scene: &Scene<'_>, typed: &[(Field, String)]) -> Decision {
    match scene.conversation() {
        Some(Conversation::Pledging(draft)) => {
            let mut draft = draft.clone();
            let faults = reading::fill(scene, &mut draft, typed);
            carry_on(scene, draft, faults)
        }
        _ => scene.privately(nothing_open(scene)),
    }
}

/// A choice was picked.
pub(crate) fn press(scene: &Scene<'_>, begun_at: Timestamp, answer: PledgeAnswer) -> Decision {
    let draft = match scene.conversation() {
        Some(Conversation::Pledging(draft)) if draft.begun_at == begun_at => draft.clone(),
        Some(Conversation::Pledging(draft)) => {
            return scene.privately(prefixed(scene, scene.text("pledge-old-button"), draft));
        }
        _ => {
            let view = match &scene.facts.own_pledge {
                Some(pledge) => status(scene, pledge),
                None => nothing_open(scene),
            };
            return scene.privately(view);
        }
    };
    take(scene, draft, answer)
}

/// Words, while a pledge is open.
pub(crate) fn words(
    scene: &Scene<'_>,
    draft: &Draft,
    text: &str,
    understanding: &bot_core::answers::Understanding,
) -> Decision {
    let question = questions::view(scene, draft);
    if let Some(token) = words::choose(&question.choices, text) {
        if let Some(crate::press::Press::Pledge { answer, .. }) = crate::press::Press::read(&token) {
            return take(scene, draft.clone(), answer);
        }
        // A choice that is a command, such as "privacy": its answer, then the question again.
        return scene.privately(question);
    }
    if words::is_one_of(scene.knowledge, "back", text) {
        return take(scene, draft.clone(), PledgeAnswer::Back);
    }
    let step = draft.step();
    if step == Step::Notice && words::is_one_of(scene.knowledge, "no", text) {
        return cancel(scene);
    }
    if let Step::Ask(field) = step {
        if words::is_one_of(scene.knowledge, "skip", text) && reading::may_skip(field) {
            return take(scene, draft.clone(), PledgeAnswer::Skip(field));
        }
        if !text.ends_with(['?', '？', '؟']) {
            let mut draft = draft.clone();
            let faults = reading::read_into(scene, &mut draft, field, text).err().into_iter().collect();
            return carry_on(scene, draft, faults);
        }
    } else if let Some(answer) = reading::picked(scene, step, text) {
        return take(scene, draft.clone(), answer);
    }
    // A question in the middle: it is answered, and the pledge waits where it was.
    let mut decision = if ask::has_answer(understanding) || matches!(step, Step::Ask(_)) {
        ask::answer(scene, text, understanding)
    } else {
        scene.privately(View::text(scene.text("pledge-pick-one")))
    };
    decision.replies.push(scene.private_reply(question));
    decision
}

fn take(scene: &Scene<'_>, mut draft: Draft, answer: PledgeAnswer) -> Decision {
    match answer {
        PledgeAnswer::Confirm => return confirm::confirm(scene, &draft),
        PledgeAnswer::Change => return scene.privately(questions::what_to_change(scene, &draft)),
        PledgeAnswer::Reopen(step) => draft.reopen(step),
        PledgeAnswer::Back => {
            if !draft.back() {
                return scene.privately(prefixed(scene, scene.text("pledge-no-way-back"), &draft));
            }
        }
        answer => {
            if !reading::apply(scene, &mut draft, answer) {
                return scene.privately(prefixed(scene, scene.text("pledge-old-button"), &draft));
            }
        }
    }
    carry_on(scene, draft, Vec::new())
}

/// Keeps the draft and asks the next question, after what was wrong with the last answer.
fn carry_on(scene: &Scene<'_>, draft: Draft, faults: Vec<View>) -> Decision {
    let mut view = questions::view(scene, &draft);
    // A fault's own choices (the nearest countries) come before the question's.
    for fault in faults.into_iter().rev() {
        view.blocks.splice(0..0, fault.blocks);
        view.choices.splice(0..0, fault.choices);
    }
    goes_on(scene.privately(view), Conversation::Pledging(draft))
}

fn prefixed(scene: &Scene<'_>, sentence: String, draft: &Draft) -> View {
    let mut view = questions::view(scene, draft);
    view.blocks.insert(0, Block::Paragraph(sentence));
    view
}

fn nothing_open(scene: &Scene<'_>) -> View {
    View::text(scene.text("pledge-none-open")).choice(scene.simple_choice(CommandName::Pledge))
}

/// Where somebody's own pledge stands, and what they can do about it.
pub(crate) fn status(scene: &Scene<'_>, pledge: &Pledge) -> View {
    let view = match pledge.status {
        PledgeStatus::Published(number) => {
            View::text(scene.with("pledge-published", &[("number", number.to_string().into())]))
        }
        PledgeStatus::Waiting(_) => View::text(scene.text("pledge-waiting")),
        PledgeStatus::Refused(reason) => {
            let reason = scene.text(&format!("refusal-{}", reason.as_str()));
            View::text(scene.with("pledge-refused", &[("reason", reason.into())]))
        }
    };
    let view = view.block(supporters::shown(scene, &pledge.pledge));
    match pledge.status {
        PledgeStatus::Refused(_) => view.choice(scene.simple_choice(CommandName::Pledge)),
        _ => view
            .choice(scene.simple_choice(CommandName::Display))
            .choice(scene.simple_choice(CommandName::Withdraw))
            .choice(scene.simple_choice(CommandName::MyData)),
    }
}

/// Something else was answered in the private chat while a pledge is open: its question comes again, so that nobody
/// has to scroll back for it.
pub(crate) fn and_ask_again(scene: &Scene<'_>, mut decision: Decision) -> Decision {
    if let Some(Conversation::Pledging(draft)) = scene.conversation()
        && scene.is_private()
        && decision.changes_nothing()
    {
        decision.replies.push(scene.private_reply(questions::view(scene, draft)));
    }
    decision
}

/// "cancel" in a pledge.
pub(crate) fn cancel(scene: &Scene<'_>) -> Decision {
    let view = View::text(scene.text("pledge-cancelled"));
    ends(scene.privately(view.choice(scene.simple_choice(CommandName::Pledge))))
}
