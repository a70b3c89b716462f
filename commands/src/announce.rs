//! A notice from organisers to every room that listens: shown first as rooms will see it, then sent.

use bot_core::conversation::Conversation;
use bot_core::decision::{Change, Decision};
use bot_core::hygiene::LetterText;
use bot_core::view::View;

use crate::name::CommandName;
use crate::press::Press;
use crate::scene::{Scene, ends, goes_on};
use crate::{news, words};

/// Shows the notice and asks whether to send it.
pub(crate) fn begin(scene: &Scene<'_>, text: &str) -> Decision {
    if !scene.may_announce() {
        return scene.privately(View::text(scene.naming("organisers-only", &[CommandName::Roles], [])));
    }
    let Ok(text) = LetterText::parse(text) else {
        return scene.privately(View::text(scene.text("announce-not-taken")));
    };
    let rooms = scene.facts.listening_rooms;
    let question = scene.with("announce-ask", &[("rooms", rooms.into())]);
    let conversation = Conversation::ConfirmingNotice { text: text.as_str().to_owned() };
    goes_on(scene.privately(preview(scene, text.as_str(), question)), conversation)
}

/// Asks once more. To how many rooms it would go isn't looked up for whatever somebody says in between.
pub(crate) fn again(scene: &Scene<'_>, text: &str) -> Decision {
    scene.privately(preview(scene, text, scene.text("announce-ask-again")))
}

fn preview(scene: &Scene<'_>, text: &str, question: String) -> View {
    let mut view = news::notice(scene.say(), text);
    view.blocks.insert(0, bot_core::view::Block::Paragraph(scene.text("announce-preview")));
    let answer = |yes| Press::Notice(yes).token();
    view.paragraph(question)
        .choice(scene.choice(answer(true), scene.text("choose-send"), scene.word("yes")))
        .choice(scene.choice(answer(false), scene.text("choose-cancel"), scene.word("no")))
}

/// The answer; it counts only while the question is open, so a second press sends nothing.
pub(crate) fn press(scene: &Scene<'_>, yes: bool) -> Decision {
    let Some(Conversation::ConfirmingNotice { text }) = scene.conversation() else {
        return scene.privately(View::text(scene.text("stale-choice")));
    };
    if !yes {
        return ends(scene.privately(View::text(scene.text("nothing-changed"))));
    }
    if !scene.may_announce() {
        return ends(scene.privately(View::text(scene.naming("organisers-only", &[CommandName::Roles], []))));
    }
    let mut decision = ends(scene.privately(View::text(scene.text("announce-done"))));
    decision.changes.push(Change::Notice(text.clone()));
    decision
}

/// A yes or a no in words.
pub(crate) fn words(scene: &Scene<'_>, text: &str) -> Option<Decision> {
    words::yes_or_no(scene.knowledge, text).map(|yes| press(scene, yes))
}
