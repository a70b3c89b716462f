//! Erasing everything about a person.

use bot_core::conversation::Conversation;
use bot_core::decision::{Change, Decision};
use bot_core::view::View;

use crate::press::Press;
use crate::scene::{Scene, ends, goes_on};
use crate::words;

/// Asks whether to go on.
pub(crate) fn begin(scene: &Scene<'_>) -> Decision {
    let answer = |yes| Press::Forget(yes).token();
    let view = View::text(scene.text("forget-ask"))
        .choice(scene.choice(answer(true), scene.text("choose-forget-yes"), scene.word("yes")))
        .choice(scene.choice(answer(false), scene.text("choose-forget-no"), scene.word("no")));
    goes_on(scene.privately(view), Conversation::ConfirmingForget)
}

/// The answer. A yes counts only while the question is open, so that an old button erases nothing.
pub(crate) fn press(scene: &Scene<'_>, yes: bool) -> Decision {
    if !yes {
        return ends(scene.privately(View::text(scene.text("nothing-changed"))));
    }
    if scene.conversation() != Some(&Conversation::ConfirmingForget) {
        return begin(scene);
    }
    let mut decision = ends(scene.privately(View::text(scene.text("forget-done"))));
    decision.changes.push(Change::Forget);
    decision
}

/// Words, while the question is open; anything but a yes or a no asks again.
pub(crate) fn words(scene: &Scene<'_>, text: &str) -> Decision {
    match words::yes_or_no(scene.knowledge, text) {
        Some(yes) => press(scene, yes),
        None => begin(scene),
    }
}
