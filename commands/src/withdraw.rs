//! Taking one's own pledge back: at once, alone, and from every announcement already posted.

use bot_core::conversation::Conversation;
use bot_core::decision::{Change, Decision};
use bot_core::ids::PledgeId;
use bot_core::view::View;

use crate::name::CommandName;
use crate::press::Press;
use crate::scene::{Scene, ends, goes_on};
use crate::{supporters, words};

/// Asks whether to go on.
pub(crate) fn begin(scene: &Scene<'_>) -> Decision {
    let Some(own) = &scene.facts.own_pledge else { return scene.privately(no_pledge(scene)) };
    let answer = |yes| Press::Withdraw { pledge: own.id, yes }.token();
    let view = View::text(scene.text("withdraw-ask"))
        .block(supporters::shown(scene, &own.pledge))
        .paragraph(scene.text(if own.is_public() { "withdraw-what-happens" } else { "withdraw-what-happens-waiting" }))
        .choice(scene.choice(answer(true), scene.text("choose-withdraw-yes"), scene.word("yes")))
        .choice(scene.choice(answer(false), scene.text("choose-withdraw-no"), scene.word("no")));
    goes_on(scene.privately(view), Conversation::ConfirmingWithdrawal { pledge: own.id })
}

/// The answer. A yes counts only while the question about this very pledge is open; an old one asks again.
pub(crate) fn press(scene: &Scene<'_>, pledge: PledgeId, yes: bool) -> Decision {
    match &scene.facts.own_pledge {
        Some(own)
            if yes
                && own.id == pledge
                && scene.conversation() == Some(&Conversation::ConfirmingWithdrawal { pledge: own.id }) =>
        {
            let done = if own.is_public() { "withdraw-done" } else { "withdraw-done-waiting" };
            let view = View::text(scene.text(done)).choice(scene.simple_choice(CommandName::Forget));
            let mut decision = ends(scene.privately(view));
            decision.changes.push(Change::Withdraw);
            decision
        }
        Some(_) if yes => begin(scene),
        Some(_) => ends(scene.privately(View::text(scene.text("nothing-changed")))),
        None => scene.privately(no_pledge(scene)),
    }
}

/// A yes or a no in words.
pub(crate) fn words(scene: &Scene<'_>, pledge: PledgeId, text: &str) -> Option<Decision> {
    words::yes_or_no(scene.knowledge, text).map(|yes| press(scene, pledge, yes))
}

fn no_pledge(scene: &Scene<'_>) -> View {
    let contact = scene.knowledge.campaign.contact.as_str();
    View::text(scene.text("no-pledge")).paragraph(scene.with("no-pledge-but-my-name", &[("contact", contact.into())]))
}
