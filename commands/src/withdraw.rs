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
        .paragraph(scene.text("withdraw-what-happens"))
        .choice(scene.choice(answer(true), scene.text("choose-withdraw-yes"), scene.word("yes")))
        .choice(scene.choice(answer(false), scene.text("choose-withdraw-no"), scene.word("no")));
    goes_on(scene.privately(view), Conversation::ConfirmingWithdrawal { pledge: own.id })
}

/// The answer. A second press finds the pledge gone and says so.
pub(crate) fn press(scene: &Scene<'_>, pledge: PledgeId, yes: bool) -> Decision {
    match &scene.facts.own_pledge {
        Some(own) if own.id == pledge && yes => {
            let view = View::text(scene.text("withdraw-done")).choice(scene.simple_choice(CommandName::Forget));
            let mut decision = ends(scene.privately(view));
            decision.changes.push(Change::Withdraw);
            decision
        }
        Some(_) if yes => begin(scene),
        Some(_) => ends(scene.privately(View::text(scene.text("nothing-changed")))),
        None => scene.privately(no_pledge(scene)),
    }
}

/// Words, while the question is open; anything but a yes or a no asks again.
pub(crate) fn words(scene: &Scene<'_>, pledge: PledgeId, text: &str) -> Decision {
    match words::yes_or_no(scene.knowledge, text) {
        Some(yes) => press(scene, pledge, yes),
        None => begin(scene),
    }
}

fn no_pledge(scene: &Scene<'_>) -> View {
    let contact = scene.knowledge.campaign.contact.as_str();
    View::text(scene.text("no-pledge")).paragraph(scene.with("no-pledge-but-my-name", &[("contact", contact.into())]))
}
