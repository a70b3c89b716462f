//! Choosing the language of answers, for oneself.

use bot_core::decision::{Change, Decision};
use bot_core::language::Language;
use bot_core::view::{Audience, Reply, View};

use crate::name::CommandName;
use crate::scene::{Scene, command_name};

/// Which languages there are.
pub(crate) fn ask(scene: &Scene<'_>) -> Decision {
    let mut view = View::text(scene.with("language-ask", &[("language", scene.language().own_name().into())]));
    for language in Language::ALL {
        let say = format!("{} {}", scene.command_name(CommandName::Language), language.code());
        let label = language.own_name().to_owned();
        view.choices.extend(scene.command_choice(CommandName::Language, language.code(), label, say));
    }
    scene.openly(view)
}

/// The choice, answered in the new language.
pub(crate) fn choose(scene: &Scene<'_>, language: Language) -> Decision {
    let say = scene.knowledge.say(language);
    let view = View::text(say.with(
        "language-done",
        &[
            ("language", language.own_name().into()),
            ("help", scene.typed(&command_name(say, CommandName::Help)).into()),
        ],
    ));
    let mut decision =
        Decision::say([Reply { view: view.written_in(language), audience: Audience::Room, onward: None }]);
    decision.changes.push(Change::ChooseLanguage(language));
    decision
}
