//! Reading the answers of the pledge conversation into the draft. An answer that can't be taken changes nothing
//! and says why.

use bot_core::consent::Purpose;
use bot_core::country::{Country, CountryMatch};
use bot_core::hygiene::{ContactText, LetterText, PublicText, TextFault};
use bot_core::pledge::{Display, Draft, Field, Optional, Step};
use bot_core::supporter::SupporterKind;
use bot_core::view::View;

use crate::press::{PledgeAnswer, Press, step_name};
use crate::scene::Scene;
use crate::words;

/// Every step that can be opened again.
const CHANGEABLE: [Step; 10] = [
    Step::Kind,
    Step::Ask(Field::Name),
    Step::Ask(Field::Country),
    Step::Ask(Field::Affiliation),
    Step::Ask(Field::Role),
    Step::Ask(Field::Contact),
    Step::Ask(Field::Letter),
    Step::Display,
    Step::Announce,
    Step::Contact,
];

/// The meaning of the word that opens a step again: "name" in "change name".
pub(super) fn change_word(step: Step) -> String {
    format!("change-{}", step_name(step))
}

/// Whether a question may be left unanswered.
pub(super) fn may_skip(field: Field) -> bool {
    matches!(field, Field::Country | Field::Affiliation | Field::Letter)
}

/// Whether the words leave a question unanswered that needs an answer: "skip", "yes" or "no" is nobody's name.
pub(super) fn evades(scene: &Scene<'_>, field: Field, text: &str) -> bool {
    let is = |meaning: &str| words::is_one_of(scene.knowledge, meaning, text);
    field != Field::Country && (is("skip") || is("yes") || is("no"))
}

/// Says that a question needs an answer.
pub(super) fn needed(scene: &Scene<'_>, field: Field) -> View {
    View::text(scene.with("fault-needed", &[("field", field_name(scene, field).into())]))
}

/// Fills in every answer that can be taken, and keeps the others as slips; returns what was wrong with these. An empty
/// input leaves out what may be left out.
pub(super) fn fill(scene: &Scene<'_>, draft: &mut Draft, typed: &[(Field, String)]) -> Vec<View> {
    let mut faults = Vec::new();
    for (field, text) in typed {
        draft.slips.retain(|(slip, _)| slip != field);
        if text.trim().is_empty() && may_skip(*field) {
            skip(draft, *field);
        } else if let Err(fault) = read_into(scene, draft, *field, text) {
            faults.push(fault);
            draft.slips.push((*field, text.clone()));
        }
    }
    faults
}

/// Reads one answer.
///
/// # Errors
/// What is wrong with it, and what was typed, so that it can be mended instead of typed again.
pub(super) fn read_into(scene: &Scene<'_>, draft: &mut Draft, field: Field, text: &str) -> Result<(), View> {
    let fault = |fault: TextFault| explain(scene, field, fault);
    match field {
        Field::Name => {
            draft.name = Some(PublicText::parse(text).map_err(fault)?);
            draft.name_on_list = scene.facts.name_on_list;
        }
        Field::Country => draft.country = Some(Optional::Given(country(scene, draft, text)?)),
        Field::Affiliation => draft.affiliation = Some(Optional::Given(PublicText::parse(text).map_err(fault)?)),
        Field::Role => draft.role = Some(PublicText::parse(text).map_err(fault)?),
        Field::Contact => draft.contact = Some(ContactText::parse(text).map_err(fault)?),
        Field::Letter => draft.letter = Some(Optional::Given(LetterText::parse(text).map_err(fault)?)),
    }
    draft.slips.retain(|(slip, _)| *slip != field);
    Ok(())
}

fn country(scene: &Scene<'_>, draft: &Draft, typed: &str) -> Result<Country, View> {
    match scene.knowledge.countries.find(typed) {
        CountryMatch::Exact(country) => Ok(country),
        CountryMatch::Nearest(countries) => {
            let names: Vec<&str> = countries.iter().map(|country| scene.country_name(*country)).collect();
            let values = [("typed", crate::interpret::glimpse(typed).into()), ("nearest", names.join(", ").into())];
            let mut view = View::text(scene.with("fault-country-nearest", &values));
            for country in countries {
                let name = scene.country_name(country).to_owned();
                let code: [u8; 2] = country.code().as_bytes().try_into().expect("a country code has two bytes");
                let token = Press::Pledge { draft: draft.begun_at, answer: PledgeAnswer::Country(code) }.token();
                view = view.choice(scene.choice(token, name.clone(), name));
            }
            Err(view)
        }
        CountryMatch::Unknown => Err(View::text(scene.text("fault-country-unknown"))),
    }
}

fn explain(scene: &Scene<'_>, field: Field, fault: TextFault) -> View {
    let field = field_name(scene, field);
    let key = match fault {
        TextFault::Empty => "fault-empty",
        TextFault::TooLong { .. } => "fault-too-long",
        TextFault::NoLetters => "fault-no-letters",
        TextFault::Link => "fault-link",
        TextFault::Control => "fault-control",
        TextFault::Bidirectional => "fault-bidirectional",
        TextFault::Mention => "fault-mention",
        TextFault::Markup => "fault-markup",
        TextFault::Formula => "fault-formula",
        TextFault::Noise => "fault-noise",
        TextFault::NoContact => "fault-no-contact",
    };
    let most = if let TextFault::TooLong { most } = fault { most } else { 0 };
    View::text(scene.with(key, &[("field", field.into()), ("most", most.into())]))
}

fn skip(draft: &mut Draft, field: Field) {
    draft.slips.retain(|(slip, _)| *slip != field);
    match field {
        Field::Country => draft.country = Some(Optional::Skipped),
        Field::Affiliation => draft.affiliation = Some(Optional::Skipped),
        Field::Letter => draft.letter = Some(Optional::Skipped),
        Field::Name | Field::Role | Field::Contact => {}
    }
}

/// Takes a picked answer, if it belongs to a question of this draft that is open or answered already. Picking the
/// same answer twice changes nothing.
pub(super) fn apply(scene: &Scene<'_>, draft: &mut Draft, answer: PledgeAnswer) -> bool {
    let now = scene.now();
    let step = match answer {
        PledgeAnswer::Agree => Step::Notice,
        PledgeAnswer::Kind(_) => Step::Kind,
        PledgeAnswer::Country(_) => Step::Ask(Field::Country),
        PledgeAnswer::Skip(field) => Step::Ask(field),
        PledgeAnswer::Display(_) => Step::Display,
        PledgeAnswer::Announce(_) => Step::Announce,
        PledgeAnswer::Contact(_) => Step::Contact,
        PledgeAnswer::Confirm | PledgeAnswer::Change | PledgeAnswer::Reopen(_) | PledgeAnswer::Back => return false,
    };
    // A country is offered after a slip in the short form too, before its question is open.
    let offered_early = matches!(answer, PledgeAnswer::Country(_));
    if draft.step() != step && !draft.answered(step) && !offered_early {
        return false;
    }
    match answer {
        PledgeAnswer::Agree => draft.consents.record(Purpose::Store, true, now),
        PledgeAnswer::Kind(kind) => {
            draft.kind = Some(kind);
            if kind.needs_review() && draft.display == Some(Display::Initials) {
                draft.reopen(Step::Display);
            }
        }
        PledgeAnswer::Country(code) => {
            let country = std::str::from_utf8(&code).ok().and_then(Country::parse);
            let Some(country) = country.filter(|c| scene.knowledge.countries.contains(*c)) else { return false };
            draft.country = Some(Optional::Given(country));
            draft.slips.retain(|(slip, _)| *slip != Field::Country);
        }
        PledgeAnswer::Skip(field) if may_skip(field) => skip(draft, field),
        PledgeAnswer::Skip(_) => return false,
        PledgeAnswer::Display(Display::Initials) if draft.kind.is_some_and(SupporterKind::needs_review) => {
            return false;
        }
        PledgeAnswer::Display(display) => {
            draft.display = Some(display);
            draft.consents.record(Purpose::Publish, display != Display::Counted, now);
        }
        PledgeAnswer::Announce(yes) => draft.consents.record(Purpose::Announce, yes, now),
        PledgeAnswer::Contact(yes) => draft.consents.record(Purpose::Contact, yes, now),
        PledgeAnswer::Confirm | PledgeAnswer::Change | PledgeAnswer::Reopen(_) | PledgeAnswer::Back => return false,
    }
    true
}

/// The answer that typed words pick, in any language: "yes", "organisation", "initials". Words that stand for an
/// answer in another language than the question's are understood too.
pub(super) fn picked(scene: &Scene<'_>, step: Step, text: &str) -> Option<PledgeAnswer> {
    let is = |meaning: &str| words::is_one_of(scene.knowledge, meaning, text);
    let yes_no = || match (is("yes"), is("no")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    match step {
        Step::Notice => is("yes").then_some(PledgeAnswer::Agree),
        Step::Kind => words::kind(scene.knowledge, text).map(PledgeAnswer::Kind),
        Step::Display => words::display(scene.knowledge, text).map(PledgeAnswer::Display),
        Step::Announce => yes_no().map(PledgeAnswer::Announce),
        Step::Contact => yes_no().map(PledgeAnswer::Contact),
        // "Is everything right?" asks for a yes or no, too.
        Step::Confirm if is("confirm") || is("yes") => Some(PledgeAnswer::Confirm),
        Step::Confirm if is("change") || is("no") => Some(PledgeAnswer::Change),
        Step::Confirm => reopened(scene, text).map(PledgeAnswer::Reopen),
        Step::Ask(_) => None,
    }
}

/// "change name": the step that the words after the first name.
fn reopened(scene: &Scene<'_>, text: &str) -> Option<Step> {
    let (word, rest) = text.trim().split_once(char::is_whitespace)?;
    words::is_one_of(scene.knowledge, "change", word).then_some(())?;
    CHANGEABLE.into_iter().find(|step| words::is_one_of(scene.knowledge, &change_word(*step), rest))
}

/// What is known of a field, as it would be typed.
fn typed_value(scene: &Scene<'_>, draft: &Draft, field: Field) -> Option<String> {
    match field {
        Field::Name => draft.name.as_ref().map(|t| t.as_str().to_owned()),
        Field::Country => draft.country.as_ref().and_then(Optional::given).map(|c| scene.country_name(*c).to_owned()),
        Field::Affiliation => draft.affiliation.as_ref().and_then(Optional::given).map(|t| t.as_str().to_owned()),
        Field::Role => draft.role.as_ref().map(|t| t.as_str().to_owned()),
        Field::Contact => draft.contact.as_ref().map(|t| t.as_str().to_owned()),
        Field::Letter => draft.letter.as_ref().and_then(Optional::given).map(|t| t.as_str().to_owned()),
    }
}

/// What stands in a form: what couldn't be taken as it was typed, or what is known.
pub(super) fn form_value(scene: &Scene<'_>, draft: &Draft, field: Field) -> Option<String> {
    draft.slip(field).map(str::to_owned).or_else(|| typed_value(scene, draft, field))
}

/// What a draft knows in words, with the names of the fields.
pub(super) fn known_values(scene: &Scene<'_>, draft: &Draft) -> Vec<(String, String)> {
    [Field::Name, Field::Country, Field::Affiliation, Field::Role, Field::Contact, Field::Letter]
        .into_iter()
        .filter_map(|field| Some((field_name(scene, field), typed_value(scene, draft, field)?)))
        .collect()
}

/// Everything in words that a draft holds, with the names of the fields.
pub(crate) fn draft_values(scene: &Scene<'_>, draft: &Draft) -> Vec<(String, String)> {
    let slips = draft.slips.iter().map(|(field, typed)| (field_name(scene, *field), typed.clone()));
    known_values(scene, draft).into_iter().chain(slips).collect()
}

fn field_name(scene: &Scene<'_>, field: Field) -> String {
    scene.text(&format!("field-{}", step_name(Step::Ask(field))))
}
