//! The queue of pledges that wait for an organiser. Everything here is for reviewers, and for them alone.

use bot_core::decision::{Change, Decision, Thanks};
use bot_core::ids::PledgeId;
use bot_core::pledge::{Pledge, PledgeStatus, RefusalReason};
use bot_core::view::{Block, Choice, View};

use crate::name::CommandName;
use crate::scene::Scene;
use crate::{pledge, supporters};

/// The oldest waiting pledge, or one by its id.
pub(crate) fn show(scene: &Scene<'_>, id: Option<PledgeId>) -> Decision {
    if !scene.may_review() {
        return refused(scene);
    }
    let pledge = match id {
        Some(_) => scene.facts.pledge.as_ref(),
        None => scene.facts.waiting.first(),
    };
    let view = match (pledge, id) {
        (Some(pledge), _) => one(scene, pledge),
        (None, Some(id)) => View::text(no_such(scene, id)),
        (None, None) => View::text(scene.text("review-none")),
    };
    scene.privately(view)
}

/// Lets a pledge count.
pub(crate) fn approve(scene: &Scene<'_>, id: PledgeId) -> Decision {
    let Some(pledge) = subject(scene, id) else { return missing(scene, id) };
    if !matches!(pledge.status, PledgeStatus::Waiting(_)) {
        return scene.privately(already(scene, pledge));
    }
    Decision {
        changes: vec![Change::Approve { pledge: id }],
        thanks: Some(Thanks {
            language: scene.language(),
            prefix: scene.incoming.place.prefix,
            line: pledge.pledge.public_line(),
            own: false,
        }),
        ..Decision::default()
    }
}

/// Refuses a pledge; also takes one off the list that was published already.
pub(crate) fn refuse(scene: &Scene<'_>, id: PledgeId, reason: RefusalReason) -> Decision {
    let Some(pledge) = subject(scene, id) else { return missing(scene, id) };
    if matches!(pledge.status, PledgeStatus::Refused(_)) {
        return scene.privately(already(scene, pledge));
    }
    let because = scene.text(&format!("refusal-{}", reason.as_str()));
    let view = View::text(scene.with("review-refused", &[("id", id.0.to_string().into()), ("reason", because.into())]));
    let mut decision = scene.privately(view.choice(scene.simple_choice(CommandName::Review)));
    decision.changes.push(Change::Refuse { pledge: id, reason });
    decision
}

fn subject<'a>(scene: &Scene<'a>, id: PledgeId) -> Option<&'a Pledge> {
    scene.facts.pledge.as_ref().filter(|p| p.id == id && scene.may_review())
}

fn missing(scene: &Scene<'_>, id: PledgeId) -> Decision {
    if !scene.may_review() {
        return refused(scene);
    }
    scene.privately(View::text(no_such(scene, id)))
}

fn no_such(scene: &Scene<'_>, id: PledgeId) -> String {
    scene.naming("review-no-such", &[CommandName::Review], [("id", id.0.to_string().into())])
}

fn refused(scene: &Scene<'_>) -> Decision {
    scene.privately(View::text(scene.naming("reviewers-only", &[CommandName::Roles], [])))
}

fn already(scene: &Scene<'_>, pledge: &Pledge) -> View {
    let key = match pledge.status {
        PledgeStatus::Published(_) => "review-already-published",
        PledgeStatus::Refused(_) => "review-already-refused",
        PledgeStatus::Waiting(_) => "review-none",
    };
    View::text(scene.with(key, &[("id", pledge.id.0.to_string().into())]))
        .choice(scene.simple_choice(CommandName::Review))
}

fn one(scene: &Scene<'_>, pledge: &Pledge) -> View {
    let data = &pledge.pledge;
    let line = match data.public_line() {
        Some(line) => supporters::line(scene, &line),
        None => scene.text("line-counted"),
    };
    let mut fields = vec![
        (scene.text("field-kind"), pledge::kind_name(scene, data.kind)),
        (scene.text("field-name"), data.name.as_str().to_owned()),
        (scene.text(if pledge.is_public() { "mydata-public-line" } else { "mydata-public-line-waiting" }), line),
    ];
    if let Some(spokesperson) = &data.spokesperson {
        fields.push((scene.text("field-role"), spokesperson.role.as_str().to_owned()));
        fields.push((scene.text("field-contact"), spokesperson.contact.as_str().to_owned()));
        if let Some(letter) = &spokesperson.letter {
            fields.push((scene.text("field-letter"), letter.as_str().to_owned()));
        }
    }
    if let PledgeStatus::Waiting(reason) = pledge.status {
        fields.push((scene.text("review-why"), scene.text(&format!("review-why-{}", reason.as_str()))));
    }
    let id = pledge.id.0;
    let mut view = View::default()
        .titled(
            scene.with("review-title", &[("id", id.to_string().into()), ("waiting", scene.facts.waiting_total.into())]),
        )
        .block(Block::Fields(fields));
    if matches!(pledge.status, PledgeStatus::Waiting(_)) {
        let say = format!("{} {id}", scene.word("approve"));
        view.choices.extend(choice(scene, &say, scene.text("choose-approve")));
    }
    if !matches!(pledge.status, PledgeStatus::Refused(_)) {
        for reason in RefusalReason::ALL {
            let label = scene.text(&format!("choose-refuse-{}", reason.as_str()));
            let because = scene.word(&format!("refusal-{}", reason.as_str()));
            view.choices.extend(choice(scene, &format!("{} {id} {because}", scene.word("refuse")), label));
        }
    }
    let after = scene.facts.waiting.iter().find(|other| other.id > pledge.id);
    if let Some(next) = after {
        view.choices.extend(choice(scene, &next.id.0.to_string(), scene.text("choose-next-pledge")));
    }
    view
}

fn choice(scene: &Scene<'_>, arguments: &str, label: String) -> Option<Choice> {
    let say = format!("{} {arguments}", scene.command_name(CommandName::Review));
    scene.command_choice(CommandName::Review, arguments, label, say)
}
