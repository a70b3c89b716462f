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
use bot_core::incoming::Event;
use bot_core::pledge::{Draft, Field, Pledge, PledgeStatus, Step};
use bot_core::view::{Block, Choice, View};

pub(crate) use confirm::thank;
pub(crate) use questions::{display_choices, kind_name, secrecy};
pub(crate) use reading::draft_values;

use crate::name::CommandName;
use crate::press::{PledgeAnswer, Press};
use crate::scene::{Scene, ends, goes_on};
use crate::{supporters, words};

/// Begins a pledge, or goes on with the one that is open. What was typed after the command fills in what it can.
pub(crate) fn begin(scene: &Scene<'_>, typed: &[(Field, String)]) -> Decision {
    if let Some(pledge) = &scene.facts.own_pledge
        && !matches!(pledge.status, PledgeStatus::Refused(_))
    {
        return scene.privately(status(scene, pledge));
    }
    let mut draft = match scene.conversation() {
        Some(Conversation::Pledging(draft)) => draft.clone(),
        _ => Draft { language: Some(scene.language()), ..Draft::begin(scene.now()) },
    };
    let mut notes = reading::fill(scene, &mut draft, typed);
    if !typed.is_empty() {
        notes.insert(0, View { blocks: filled_in(scene, &draft), ..View::default() });
    }
    carry_on(scene, draft, notes)
}

/// What the short form filled in; in a room, that others may have read it.
fn filled_in(scene: &Scene<'_>, draft: &Draft) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !scene.incoming.place.is_private() {
        blocks.push(Block::Paragraph(scene.text("pledge-typed-in-room")));
    }
    let known = reading::known_values(scene, draft);
    if !known.is_empty() {
        blocks.push(Block::Paragraph(scene.text("pledge-filled-in")));
        blocks.push(Block::Fields(known));
    }
    blocks
}

/// The answers of a form.
pub(crate) fn form(scene: &Scene<'_>, typed: &[(Field, String)]) -> Decision {
    match scene.conversation() {
        Some(Conversation::Pledging(draft)) => {
            let mut draft = draft.clone();
            let faults = reading::fill(scene, &mut draft, typed);
            carry_on(scene, draft, faults)
        }
        _ => scene.privately(none_open(scene)),
    }
}

/// The form of the open question is wanted: the question again, for platforms that show its form then.
pub(crate) fn reopen_form(scene: &Scene<'_>) -> Decision {
    scene.privately(match scene.conversation() {
        Some(Conversation::Pledging(draft)) => questions::view(scene, draft),
        _ => none_open(scene),
    })
}

/// A choice was picked.
pub(crate) fn press(scene: &Scene<'_>, begun_at: Timestamp, answer: PledgeAnswer) -> Decision {
    let draft = match scene.conversation() {
        Some(Conversation::Pledging(draft)) if draft.begun_at == begun_at => draft.clone(),
        Some(Conversation::Pledging(draft)) => {
            return scene.privately(prefixed(scene, scene.text("pledge-old-button"), draft));
        }
        _ => return scene.privately(none_open(scene)),
    };
    take(scene, draft, answer)
}

/// The open question of a draft.
pub(crate) fn question(scene: &Scene<'_>, draft: &Draft) -> View {
    questions::view(scene, draft)
}

/// Goes on with a draft after something else was answered.
pub(crate) fn go_on(scene: &Scene<'_>, mut decision: Decision, draft: Draft) -> Decision {
    decision.replies.push(scene.private_reply(questions::view(scene, &draft)));
    goes_on(decision, Conversation::Pledging(draft))
}

/// What typed words pick among the answers of the open question, if they do.
pub(crate) fn picked(scene: &Scene<'_>, draft: &Draft, text: &str) -> Option<Decision> {
    let token = words::choose(&questions::view(scene, draft).choices, text, scene.incoming.place.numbered);
    if let Some(Press::Pledge { answer, .. }) = token.as_ref().and_then(Press::read) {
        return Some(take(scene, draft.clone(), answer));
    }
    let is = |meaning| words::is_one_of(scene.knowledge, meaning, text);
    let answer = match draft.step() {
        _ if is("back") => PledgeAnswer::Back,
        Step::Notice if is("no") => return Some(cancel(scene)),
        Step::Ask(field) if reading::may_skip(field) && is("skip") => PledgeAnswer::Skip(field),
        Step::Ask(Field::Letter) if is("no") => PledgeAnswer::Skip(Field::Letter),
        Step::Ask(_) => return None,
        step => reading::picked(scene, step, text)?,
    };
    Some(take(scene, draft.clone(), answer))
}

/// Typed words as the answer to a question that is answered in words. A question of the person's own is none.
pub(crate) fn typed(scene: &Scene<'_>, draft: &Draft, text: &str) -> Option<Decision> {
    let Step::Ask(field) = draft.step() else { return None };
    if text.ends_with(['?', '？', '؟']) {
        return None;
    }
    let mut draft = draft.clone();
    let faults = if reading::evades(scene, field, text) {
        vec![reading::needed(scene, field)]
    } else {
        reading::read_into(scene, &mut draft, field, text).err().into_iter().collect()
    };
    Some(carry_on(scene, draft, faults))
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

/// No pledge is open: where the person's own stands, or how to begin one.
fn none_open(scene: &Scene<'_>) -> View {
    match &scene.facts.own_pledge {
        Some(pledge) => status(scene, pledge),
        None => View::text(scene.text("pledge-none-open")).choice(scene.simple_choice(CommandName::Pledge)),
    }
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
/// has to scroll back for it. Whoever goes on reading by choices has seen it already, and gets a choice that leads back.
pub(crate) fn and_ask_again(scene: &Scene<'_>, mut decision: Decision) -> Decision {
    let Some(Conversation::Pledging(draft)) = scene.conversation() else { return decision };
    if !scene.is_private() || !decision.changes_nothing() {
        return decision;
    }
    let reads_on = matches!(scene.incoming.what, Event::Choice(_) | Event::Reaction(_));
    match decision.replies.last_mut().filter(|_| reads_on) {
        Some(reply) => {
            let back = scene.simple_choice(CommandName::Pledge);
            reply.view.choices.retain(|choice| choice.token != back.token);
            reply.view.choices.push(Choice { label: scene.text("choose-pledge-back"), ..back });
        }
        None => decision.replies.push(scene.private_reply(questions::view(scene, draft))),
    }
    decision
}

/// "cancel" in a pledge.
pub(crate) fn cancel(scene: &Scene<'_>) -> Decision {
    let view = View::text(scene.text("pledge-cancelled"));
    ends(scene.privately(view.choice(scene.simple_choice(CommandName::Pledge))))
}
