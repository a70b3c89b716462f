//! Changing how one's own pledge appears: choose, see the new line, confirm. Reversible at any time.

use bot_core::conversation::Conversation;
use bot_core::decision::{Change, Decision};
use bot_core::ids::PledgeId;
use bot_core::pledge::{Display, Pledge, PledgeStatus};
use bot_core::supporter::SupporterKind;
use bot_core::view::View;

use crate::name::CommandName;
use crate::press::Press;
use crate::scene::{Scene, ends, goes_on};
use crate::{pledge, supporters, words};

/// The command, with or without the new form.
pub(crate) fn begin(scene: &Scene<'_>, display: Option<Display>) -> Decision {
    let Some(own) = changeable(scene) else { return scene.privately(no_pledge(scene)) };
    match display {
        Some(display) if allowed(own, display) => preview(scene, own, display),
        _ => ask(scene, own),
    }
}

/// A choice was picked.
pub(crate) fn press(scene: &Scene<'_>, pledge: PledgeId, display: Display, confirmed: bool) -> Decision {
    let Some(own) = changeable(scene) else { return scene.privately(no_pledge(scene)) };
    if own.id != pledge || !allowed(own, display) {
        return ask(scene, own);
    }
    if !confirmed {
        return preview(scene, own, display);
    }
    let mut changed = own.pledge.clone();
    changed.display = display;
    let mut view = View::text(scene.text("display-done"));
    view = view.block(supporters::shown(scene, &changed));
    let mut decision = ends(scene.privately(view));
    decision.changes.push(Change::Redisplay { display });
    decision
}

/// Words, while the question is open.
pub(crate) fn words(scene: &Scene<'_>, pledge: PledgeId, chosen: Option<Display>, text: &str) -> Decision {
    let Some(own) = changeable(scene) else { return ends(scene.privately(no_pledge(scene))) };
    let picked = [Display::Full, Display::Initials, Display::Counted]
        .into_iter()
        .find(|display| words::is_one_of(scene.knowledge, &format!("display-{}", display.as_str()), text));
    match (picked, chosen) {
        (Some(display), _) => press(scene, pledge, display, false),
        (None, Some(display))
            if words::is_one_of(scene.knowledge, "yes", text) || words::is_one_of(scene.knowledge, "confirm", text) =>
        {
            press(scene, pledge, display, true)
        }
        (None, Some(_)) if words::is_one_of(scene.knowledge, "no", text) => {
            ends(scene.privately(View::text(scene.text("nothing-changed"))))
        }
        _ => ask(scene, own),
    }
}

fn changeable<'a>(scene: &Scene<'a>) -> Option<&'a Pledge> {
    scene.facts.own_pledge.as_ref().filter(|p| !matches!(p.status, PledgeStatus::Refused(_)))
}

fn allowed(own: &Pledge, display: Display) -> bool {
    own.pledge.kind == SupporterKind::Individual || display != Display::Initials
}

fn no_pledge(scene: &Scene<'_>) -> View {
    View::text(scene.text("no-pledge")).choice(scene.simple_choice(CommandName::Pledge))
}

fn ask(scene: &Scene<'_>, own: &Pledge) -> Decision {
    let mut view = View::text(scene.text("display-now"))
        .block(supporters::shown(scene, &own.pledge))
        .paragraph(scene.text("display-ask"));
    let press = |display| Press::Display { pledge: own.id, display, confirmed: false };
    for choice in pledge::display_choices(scene, press, Some(own.pledge.kind)) {
        view = view.choice(choice);
    }
    let conversation = Conversation::ChangingDisplay { pledge: own.id, display: None };
    goes_on(scene.privately(view), conversation)
}

fn preview(scene: &Scene<'_>, own: &Pledge, display: Display) -> Decision {
    let mut changed = own.pledge.clone();
    changed.display = display;
    let token = Press::Display { pledge: own.id, display, confirmed: true }.token();
    let mut cancel = scene.simple_choice(CommandName::Cancel);
    cancel.label = scene.text("choose-leave-as-is");
    let view = View::text(scene.text("display-preview"))
        .block(supporters::shown(scene, &changed))
        .paragraph(scene.text("display-follows"))
        .choice(scene.choice(token, scene.text("choose-display-confirm"), scene.word("confirm")))
        .choice(cancel);
    goes_on(scene.privately(view), Conversation::ChangingDisplay { pledge: own.id, display: Some(display) })
}
