//! Erasing everything about a person.

use bot_core::conversation::Conversation;
use bot_core::decision::{Change, Decision};
use bot_core::pledge::Draft;
use bot_core::view::View;

use crate::press::Press;
use crate::scene::{Scene, ends, goes_on};
use crate::{pledge, words};

/// Asks whether to go on.
pub(crate) fn begin(scene: &Scene<'_>) -> Decision {
    let answer = |yes| Press::Forget(yes).token();
    let view = View::text(scene.text("forget-ask"))
        .choice(scene.choice(answer(true), scene.text("choose-forget-yes"), scene.word("yes")))
        .choice(scene.choice(answer(false), scene.text("choose-forget-no"), scene.word("no")));
    goes_on(scene.privately(view), Conversation::ConfirmingForget { draft: open_draft(scene) })
}

/// The answer. A yes counts only while the question is open, so that an old button erases nothing.
pub(crate) fn press(scene: &Scene<'_>, yes: bool) -> Decision {
    let open = matches!(scene.conversation(), Some(Conversation::ConfirmingForget { .. }));
    if !yes {
        let nothing = scene.privately(View::text(scene.text("nothing-changed")));
        return match open_draft(scene) {
            Some(draft) => pledge::go_on(scene, nothing, *draft),
            None => ends(nothing),
        };
    }
    if !open {
        return begin(scene);
    }
    let mut decision = ends(scene.privately(View::text(scene.text("forget-done"))));
    decision.changes.push(Change::Forget);
    decision
}

/// A yes or a no in words.
pub(crate) fn words(scene: &Scene<'_>, text: &str) -> Option<Decision> {
    words::yes_or_no(scene.knowledge, text).map(|yes| press(scene, yes))
}

/// The pledge that is being made, which a no goes on with.
pub(crate) fn open_draft(scene: &Scene<'_>) -> Option<Box<Draft>> {
    match scene.conversation()? {
        Conversation::Pledging(draft) => Some(Box::new(draft.clone())),
        Conversation::ConfirmingForget { draft } => draft.clone(),
        _ => None,
    }
}
