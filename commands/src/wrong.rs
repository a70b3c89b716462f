//! Telling the organisers about a wrong answer. They get the words, with the person's yes, and nothing of who asked. The
//! bot keeps no questions by itself, so a question that doesn't fit into a choice is asked for again.

use bot_core::answers::Meaning;
use bot_core::conversation::Conversation;
use bot_core::decision::{Change, Decision};
use bot_core::misread::MisreadQuestion;
use bot_core::view::{Block, Choice, View};

use crate::knowledge::Knowledge;
use crate::name::CommandName;
use crate::press::{Press, command_token};
use crate::scene::{Scene, ends, goes_on};
use crate::words;

/// The choice beside an answer. It carries the question along where that is short enough.
pub(crate) fn choice(scene: &Scene<'_>, question: &str) -> Choice {
    let plain = scene.simple_choice(CommandName::Wrong);
    let carrying = command_token(CommandName::Wrong, question);
    Choice { token: carrying.unwrap_or_else(|| plain.token.clone()), ..plain }
}

/// A question with what the bot makes of it; `None` where nothing was asked.
pub(crate) fn question(knowledge: &Knowledge, typed: &str) -> Option<MisreadQuestion> {
    // Organisers read it in a terminal, on one line.
    let plain = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !words::turns_direction(*c));
    let plain: String = plain.collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(MisreadQuestion::LONGEST).collect();
    if words.is_empty() {
        return None;
    }
    let answered_with = match knowledge.answers.understand(&words).meaning {
        Meaning::Passages { ids, .. } | Meaning::Options(ids) => ids,
        Meaning::Supporters(_) => vec![knowledge.campaign.list_of_supporters.clone()],
        Meaning::Process(_) => vec![knowledge.campaign.how_to_support.clone()],
        Meaning::NoSuchNumber { .. } | Meaning::About | Meaning::Courtesy | Meaning::NotCovered => Vec::new(),
    };
    Some(MisreadQuestion { words, answered_with })
}

/// Asks for the question, or whether to keep it.
pub(crate) fn begin(scene: &Scene<'_>, question: Option<&MisreadQuestion>) -> Decision {
    let view = match question {
        None => View::text(scene.text("wrong-ask")).choice(scene.simple_choice(CommandName::Cancel)),
        Some(question) => {
            let answer = |yes| Press::Wrong(yes).token();
            View::text(scene.text("wrong-show"))
                .block(Block::List(vec![question.words.clone()]))
                .paragraph(scene.text("wrong-what-is-kept"))
                .choice(scene.choice(answer(true), scene.text("choose-wrong-yes"), scene.word("yes")))
                .choice(scene.choice(answer(false), scene.text("choose-wrong-no"), scene.word("no")))
        }
    };
    goes_on(scene.privately(view), Conversation::ReportingWrongAnswer { question: question.cloned() })
}

/// The answer. A yes counts only while a question is shown, so that an old button keeps nothing.
pub(crate) fn press(scene: &Scene<'_>, yes: bool) -> Decision {
    match scene.conversation() {
        Some(Conversation::ReportingWrongAnswer { question: Some(question) }) if yes => {
            let mut decision = ends(scene.privately(View::text(scene.text("wrong-done"))));
            decision.changes.push(Change::KeepMisread(question.clone()));
            decision
        }
        Some(Conversation::ReportingWrongAnswer { .. }) if !yes => {
            ends(scene.privately(View::text(scene.text("nothing-changed"))))
        }
        _ => scene.privately(View::text(scene.text("stale-choice"))),
    }
}

/// A yes or a no in words, once the question is shown.
pub(crate) fn words(scene: &Scene<'_>, question: Option<&MisreadQuestion>, text: &str) -> Option<Decision> {
    question.and_then(|_| words::yes_or_no(scene.knowledge, text)).map(|yes| press(scene, yes))
}

/// The question, where it was asked for.
pub(crate) fn typed(scene: &Scene<'_>, text: &str) -> Option<Decision> {
    question(scene.knowledge, text).map(|question| begin(scene, Some(&question)))
}
