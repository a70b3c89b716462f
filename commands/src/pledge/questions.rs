//! The questions of the pledge conversation, each with every answer that can be picked.

use bot_core::incoming::Secrecy;
use bot_core::pledge::{Display, Draft, Field, Step};
use bot_core::supporter::SupporterKind;
use bot_core::view::{Choice, Form, Input, View};

use super::reading;
use crate::name::CommandName;
use crate::press::{PledgeAnswer, Press, step_name};
use crate::scene::Scene;

/// The open question of a draft.
pub(super) fn view(scene: &Scene<'_>, draft: &Draft) -> View {
    let step = draft.step();
    let (at, of) = draft.progress();
    let title = match step {
        Step::Notice => scene.text("pledge-title"),
        _ => scene.with("pledge-title-step", &[("at", at.into()), ("of", of.into())]),
    };
    let mut view = View::default().titled(title);
    view = match step {
        Step::Notice => notice(scene, draft, view),
        Step::Kind => kind(scene, draft, view),
        Step::Ask(field) => words(scene, draft, field, view),
        Step::Display => display(scene, draft, view),
        Step::Announce => yes_or_no(scene, draft, view, "pledge-ask-announce", PledgeAnswer::Announce),
        Step::Contact => yes_or_no(scene, draft, view, "pledge-ask-write", PledgeAnswer::Contact),
        Step::Confirm => super::confirm::view(scene, draft, view),
    };
    // A form that had slips in it can be mended until they are.
    if matches!(step, Step::Ask(_)) || !draft.slips.is_empty() {
        view.form = Some(Box::new(form(scene, draft)));
    }
    if !matches!(step, Step::Notice) {
        view = view.choice(pick(scene, draft, PledgeAnswer::Back, "choose-back", scene.word("back")));
    }
    let mut cancel = scene.simple_choice(CommandName::Cancel);
    cancel.label = scene.text("choose-cancel");
    view = view.choice(cancel);
    // Buttons work beside a group; what is typed there is seen by everybody.
    let typed_here_is_seen = !scene.is_private() || (scene.is_beside_a_group() && matches!(step, Step::Ask(_)));
    if typed_here_is_seen {
        view = view.paragraph(scene.text("pledge-typed-here-is-seen"));
    }
    view
}

/// A choice that answers a question of this draft.
pub(super) fn pick(scene: &Scene<'_>, draft: &Draft, answer: PledgeAnswer, label: &str, say: String) -> Choice {
    scene.choice(Press::Pledge { draft: draft.begun_at, answer }.token(), scene.text(label), say)
}

/// What the channel can and can't protect, in a sentence.
pub(crate) fn secrecy(scene: &Scene<'_>) -> String {
    let place = &scene.incoming.place;
    let key = match place.secrecy {
        Secrecy::OnThisMachine => "secrecy-this-machine",
        Secrecy::EndToEnd => "secrecy-end-to-end",
        Secrecy::ReadableByService => "secrecy-readable",
        Secrecy::ReadableByServers => "secrecy-readable-by-servers",
    };
    scene.with(key, &[("service", (&place.service).into())])
}

fn notice(scene: &Scene<'_>, draft: &Draft, view: View) -> View {
    let campaign = &scene.knowledge.campaign;
    let yes = scene.word("yes");
    view.paragraph(scene.text("pledge-notice-think"))
        .paragraph(secrecy(scene))
        .paragraph(
            scene.with(
                "pledge-notice-kept",
                &[("site", (&campaign.site).into()), ("contact", (&campaign.contact).into())],
            ),
        )
        .paragraph(scene.text("pledge-ask-store"))
        .choice(pick(scene, draft, PledgeAnswer::Agree, "choose-agree", yes))
        .choice(scene.simple_choice(CommandName::Privacy))
}

fn kind(scene: &Scene<'_>, draft: &Draft, mut view: View) -> View {
    view = view.paragraph(scene.text("pledge-ask-kind"));
    for kind in
        [SupporterKind::Individual, SupporterKind::Organisation, SupporterKind::Group, SupporterKind::Government]
    {
        let label = format!("choose-kind-{}", kind.as_str());
        let say = scene.word(&format!("kind-{}", kind.as_str()));
        view = view.choice(pick(scene, draft, PledgeAnswer::Kind(kind), &label, say));
    }
    view
}

/// "an individual", "an organisation" …
pub(crate) fn kind_name(scene: &Scene<'_>, kind: SupporterKind) -> String {
    scene.text(&format!("kind-{}", kind.as_str()))
}

fn for_a_body(draft: &Draft) -> bool {
    draft.kind.is_some_and(SupporterKind::needs_review)
}

fn question_key(draft: &Draft, field: Field) -> String {
    let body = if field == Field::Name && for_a_body(draft) { "-body" } else { "" };
    format!("pledge-ask-{}{body}", step_name(Step::Ask(field)))
}

fn words(scene: &Scene<'_>, draft: &Draft, field: Field, view: View) -> View {
    let campaign = &scene.knowledge.campaign;
    let question = scene.with(&question_key(draft, field), &[("contact", (&campaign.contact).into())]);
    let mut view = view.paragraph(question);
    if reading::may_skip(field) {
        let label = if field == Field::Country { "choose-rather-not-say" } else { "choose-skip" };
        view = view.choice(pick(scene, draft, PledgeAnswer::Skip(field), label, scene.word("skip")));
    }
    view
}

/// Every question that is answered in words, at once.
fn form(scene: &Scene<'_>, draft: &Draft) -> Form {
    let fields: &[Field] = if for_a_body(draft) {
        &[Field::Name, Field::Country, Field::Role, Field::Contact, Field::Letter]
    } else {
        &[Field::Name, Field::Country, Field::Affiliation]
    };
    let inputs = fields
        .iter()
        .map(|field| Input {
            field: *field,
            label: scene.text(&format!("field-{}", step_name(Step::Ask(*field)))),
            value: reading::form_value(scene, draft, *field),
            optional: reading::may_skip(*field),
        })
        .collect();
    Form { open: open_choice(scene), title: scene.text("pledge-title"), inputs }
}

/// Shows the open question again with its form.
fn open_choice(scene: &Scene<'_>) -> Choice {
    scene.choice(Press::Form.token(), scene.text("choose-form"), scene.command_name(CommandName::Pledge))
}

fn display(scene: &Scene<'_>, draft: &Draft, mut view: View) -> View {
    view = view.paragraph(scene.text("pledge-ask-display"));
    for choice in display_choices(
        scene,
        |display| Press::Pledge { draft: draft.begun_at, answer: PledgeAnswer::Display(display) },
        draft.kind,
    ) {
        view = view.choice(choice);
    }
    view
}

/// The ways to appear; initials make sense for people only.
pub(crate) fn display_choices(
    scene: &Scene<'_>,
    press: impl Fn(Display) -> Press,
    kind: Option<SupporterKind>,
) -> Vec<Choice> {
    Display::ALL
        .into_iter()
        .filter(|display| *display != Display::Initials || !kind.is_some_and(SupporterKind::needs_review))
        .map(|display| {
            let label = scene.text(&format!("choose-display-{}", display.as_str()));
            scene.choice(press(display).token(), label, scene.word(&format!("display-{}", display.as_str())))
        })
        .collect()
}

fn yes_or_no(scene: &Scene<'_>, draft: &Draft, view: View, question: &str, answer: fn(bool) -> PledgeAnswer) -> View {
    view.paragraph(scene.text(question))
        .choice(pick(scene, draft, answer(true), "choose-yes", scene.word("yes")))
        .choice(pick(scene, draft, answer(false), "choose-no", scene.word("no")))
}

/// Which answer to change, from the last step.
pub(super) fn what_to_change(scene: &Scene<'_>, draft: &Draft) -> View {
    let mut view = View::default().titled(scene.text("pledge-title")).paragraph(scene.text("pledge-what-to-change"));
    for step in draft.changeable() {
        let name = scene.text(&format!("field-{}", step_name(step)));
        let field = scene.word(&reading::change_word(step));
        let say = scene.with("type-change", &[("field", field.into())]);
        let token = Press::Pledge { draft: draft.begun_at, answer: PledgeAnswer::Reopen(step) }.token();
        view = view.choice(scene.choice(token, name, say));
    }
    let mut back = scene.simple_choice(CommandName::Pledge);
    back.label = scene.text("choose-change-nothing");
    view.choice(back)
}
