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
    // A confirmation counts only for the line that is on show; an old one shows its line again.
    let on_show = Conversation::ChangingDisplay { pledge, display: Some(display) };
    if !confirmed || scene.conversation() != Some(&on_show) {
        return preview(scene, own, display);
    }
    let mut changed = own.pledge.clone();
    changed.display = display;
    let done = if own.is_public() { "display-done" } else { "display-done-waiting" };
    let view = View::text(scene.text(done)).block(supporters::shown(scene, &changed));
    let mut decision = ends(scene.privately(view));
    decision.changes.push(Change::Redisplay { display });
    decision
}

/// An answer in words.
pub(crate) fn words(scene: &Scene<'_>, pledge: PledgeId, chosen: Option<Display>, text: &str) -> Option<Decision> {
    if let Some(display) = words::display(scene.knowledge, text) {
        return Some(press(scene, pledge, display, false));
    }
    match words::yes_or_no(scene.knowledge, text)? {
        true => chosen.map(|display| press(scene, pledge, display, true)),
        false => Some(ends(scene.privately(View::text(scene.text("nothing-changed"))))),
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
    let now = if own.is_public() { "display-now" } else { "display-now-waiting" };
    let mut view =
        View::text(scene.text(now)).block(supporters::shown(scene, &own.pledge)).paragraph(scene.text("display-ask"));
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
    let mut view = View::text(scene.text("display-preview")).block(supporters::shown(scene, &changed));
    if own.is_public() {
        view = view.paragraph(scene.text("display-follows"));
    }
    let view =
        view.choice(scene.choice(token, scene.text("choose-display-confirm"), scene.word("confirm"))).choice(cancel);
    goes_on(scene.privately(view), Conversation::ChangingDisplay { pledge: own.id, display: Some(display) })
}
