//! The end of a pledge: the exact public line, and what happens once it is confirmed.

use bot_core::consent::Purpose;
use bot_core::decision::{Change, Decision, Thanks};
use bot_core::ids::SupporterNumber;
use bot_core::pledge::{Draft, HoldReason, NewPledge};
use bot_core::view::{Block, View};

use super::questions;
use crate::knowledge::{Knowledge, Review};
use crate::name::CommandName;
use crate::press::PledgeAnswer;
use crate::scene::{Scene, command_name, ends};
use crate::supporters;

/// The last question: is this right?
pub(super) fn view(scene: &Scene<'_>, draft: &Draft, view: View) -> View {
    let Ok(pledge) = draft.complete() else { return view };
    let yes_no = |purpose| scene.word(if pledge.consents.given(purpose) { "yes" } else { "no" });
    let line = if pledge.public_line().is_some() { "pledge-check-line" } else { "pledge-check-counted" };
    let mut fields = vec![(scene.text("field-kind"), questions::kind_name(scene, pledge.kind))];
    if let Some(spokesperson) = &pledge.spokesperson {
        fields.push((scene.text("field-role"), spokesperson.role.as_str().to_owned()));
        fields.push((scene.text("field-contact"), spokesperson.contact.as_str().to_owned()));
        let letter = if spokesperson.letter.is_some() { "yes" } else { "no" };
        fields.push((scene.text("field-letter"), scene.word(letter)));
    }
    if pledge.public_line().is_some() {
        fields.push((scene.text("field-announce"), yes_no(Purpose::Announce)));
    }
    fields.push((scene.text("field-write"), yes_no(Purpose::Contact)));
    let mut view = view.paragraph(scene.text(line));
    if pledge.public_line().is_some() {
        view = view.block(supporters::shown(scene, &pledge));
    }
    view = view.block(Block::Fields(fields));
    if let Some(reason) = hold_reason(scene.knowledge, draft, &pledge) {
        let key = format!("pledge-check-{}", reason.as_str());
        view = view.paragraph(scene.with(&key, &[("contact", (&scene.knowledge.campaign.contact).into())]));
    }
    view.paragraph(scene.text("pledge-ask-confirm"))
        .choice(questions::pick(scene, draft, PledgeAnswer::Confirm, "choose-confirm", scene.word("confirm")))
        .choice(questions::pick(scene, draft, PledgeAnswer::Change, "choose-change", scene.word("change")))
}

fn hold_reason(knowledge: &Knowledge, draft: &Draft, pledge: &NewPledge) -> Option<HoldReason> {
    if pledge.kind.needs_review() {
        Some(HoldReason::SpeaksForOthers)
    } else if knowledge.review == Review::All {
        Some(HoldReason::AllReviewed)
    } else if draft.name_on_list {
        Some(HoldReason::NameOnList)
    } else {
        None
    }
}

/// The line was confirmed.
pub(super) fn confirm(scene: &Scene<'_>, draft: &Draft) -> Decision {
    let pledge = match draft.complete() {
        Ok(pledge) => pledge,
        Err(_) => return scene.privately(questions::view(scene, draft)),
    };
    let mut decision = match hold_reason(scene.knowledge, draft, &pledge) {
        Some(reason) => {
            let contact = scene.knowledge.campaign.contact.as_str();
            let key = match (scene.is_beside_a_group(), pledge.kind.needs_review()) {
                // Nothing can be told there later without everybody seeing it.
                (true, _) => "pledge-held-beside",
                (false, true) => "pledge-held-body",
                (false, false) => "pledge-held",
            };
            let mydata = scene.command_name(CommandName::MyData);
            let mut decision = scene.privately(
                View::text(scene.with(key, &[("contact", contact.into()), ("command", mydata.into())]))
                    .choice(scene.simple_choice(CommandName::MyData))
                    .choice(scene.simple_choice(CommandName::Withdraw)),
            );
            decision.changes.push(Change::Hold { pledge: Box::new(pledge), reason });
            decision
        }
        None => Decision {
            thanks: Some(Thanks {
                language: scene.language(),
                prefix: scene.incoming.place.prefix,
                line: pledge.public_line(),
                own: true,
            }),
            changes: vec![Change::Publish(Box::new(pledge))],
            ..Decision::default()
        },
    };
    decision = ends(decision);
    decision
}

/// What to say once the supporter has a number.
pub(crate) fn thank(knowledge: &Knowledge, thanks: &Thanks, number: SupporterNumber) -> View {
    let say = knowledge.say(thanks.language);
    let key = match (&thanks.line, thanks.own) {
        (_, false) => "review-approved",
        (Some(_), true) => "pledge-thanks",
        (None, true) => "pledge-thanks-counted",
    };
    let values = [("number", number.to_string().into())];
    let mut view = View::text(say.with(key, &values)).written_in(thanks.language);
    if let Some(line) = &thanks.line {
        let country = |country| knowledge.countries.name(country, thanks.language);
        view = view.block(Block::List(vec![format!("{number}. {}", supporters::line_in(line, country))]));
    }
    if thanks.own {
        let typed = |command| format!("{}{}", thanks.prefix, command_name(say, command));
        let names = [CommandName::Display, CommandName::Withdraw, CommandName::Forget].map(typed);
        let [display, withdraw, forget] = &names;
        view = view.paragraph(say.with(
            "pledge-thanks-way-back",
            &[("display", display.into()), ("withdraw", withdraw.into()), ("forget", forget.into())],
        ));
    }
    view
}
