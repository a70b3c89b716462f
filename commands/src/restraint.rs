//! What an event may not do by its kind: a sign under a message is no consent, and an edit repeats no action. Both are
//! judged by what was decided, so that no command can be forgotten here.

use bot_core::consent::Purpose;
use bot_core::conversation::Conversation;
use bot_core::decision::{Change, ConversationChange, Decision};
use bot_core::incoming::Event;
use bot_core::pledge::{Display, Draft};
use bot_core::view::{ChoiceToken, View};

use crate::intent::{Intent, Interpretation};
use crate::press::{PledgeAnswer, Press, read_command_token};
use crate::scene::Scene;
use crate::{ask, forget};

/// What is left of a decision.
pub(crate) fn hold_back(scene: &Scene<'_>, interpretation: &Interpretation, decision: Decision) -> Decision {
    match &scene.incoming.what {
        _ if scene.incoming.edited && !only_reads(scene, interpretation, &decision) => Decision::default(),
        Event::Reaction(token) if binds(scene, &decision) => {
            let words = words_for(scene, token);
            scene.privately(View::text(scene.with("sign-is-too-little", &[("words", words.into())])))
        }
        _ => decision,
    }
}

/// Whether an edit is only answered: nothing changes by it, nothing is told elsewhere, and it isn't an answer to what
/// the bot asked.
fn only_reads(scene: &Scene<'_>, interpretation: &Interpretation, decision: &Decision) -> bool {
    let stays = decision.changes_nothing() && decision.replies.iter().all(|reply| reply.onward.is_none());
    let conversation = scene.conversation().filter(|_| scene.is_private());
    stays && (conversation.is_none() || !may_be_an_answer(interpretation))
}

/// Whether the words mean nothing by themselves, so that an open conversation takes them.
fn may_be_an_answer(interpretation: &Interpretation) -> bool {
    match interpretation {
        Ok(Intent::Say { command, understanding, .. }) => {
            !command.as_deref().is_some_and(Result::is_ok) && !ask::has_answer(understanding)
        }
        Ok(_) | Err(_) => false,
    }
}

/// Whether a decision takes consent, or does what can't be undone or what others see.
fn binds(scene: &Scene<'_>, decision: &Decision) -> bool {
    let consents = match &decision.conversation {
        Some(ConversationChange::To(conversation)) => match &**conversation {
            Conversation::Pledging(draft) => agrees_to_more(draft, forget::open_draft(scene).as_deref()),
            _ => false,
        },
        Some(ConversationChange::End) | None => false,
    };
    consents || decision.changes.iter().any(change_binds)
}

fn agrees_to_more(draft: &Draft, before: Option<&Draft>) -> bool {
    let given = |draft: &Draft, purpose| draft.consents.given(purpose);
    Purpose::ALL.into_iter().any(|purpose| given(draft, purpose) && !before.is_some_and(|old| given(old, purpose)))
}

fn change_binds(change: &Change) -> bool {
    match change {
        Change::Publish(_)
        | Change::Hold { .. }
        | Change::Redisplay { .. }
        | Change::Withdraw
        | Change::Forget
        | Change::Approve { .. }
        | Change::Refuse { .. }
        | Change::KeepMisread(_)
        | Change::Notice(_) => true,
        Change::ChooseLanguage(_) | Change::Subscribe(_) | Change::LeaveRoom | Change::MoveRoom(_) => false,
    }
}

/// The meaning of the word that must be typed to pick this, see [`bot_core::view::Choice::typed`]; `None` where a sign is
/// enough.
pub(crate) fn typed_as(press: &Press) -> Option<String> {
    let word = match press {
        Press::Pledge { answer: PledgeAnswer::Display(display), .. } if *display != Display::Counted => {
            return Some(format!("display-{}", display.as_str()));
        }
        Press::Pledge { answer: PledgeAnswer::Confirm, .. } | Press::Display { confirmed: true, .. } => "confirm",
        Press::Pledge {
            answer: PledgeAnswer::Agree | PledgeAnswer::Announce(true) | PledgeAnswer::Contact(true),
            ..
        }
        | Press::Withdraw { yes: true, .. }
        | Press::Forget(true)
        | Press::Notice(true)
        | Press::Wrong(true) => "yes",
        _ => return None,
    };
    Some(word.to_owned())
}

/// What to type instead of the sign.
fn words_for(scene: &Scene<'_>, token: &ChoiceToken) -> String {
    let command = || {
        let (name, arguments) = read_command_token(token)?;
        Some(format!("{} {arguments}", scene.command_name(scene.knowledge.names.find(&name)?)))
    };
    match Press::read(token).as_ref().and_then(typed_as) {
        Some(meaning) => scene.word(&meaning),
        None => command().unwrap_or_else(|| scene.word("confirm")),
    }
}
