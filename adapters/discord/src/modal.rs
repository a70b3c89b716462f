//! Forms: a [`Form`] as the window that Discord opens (a modal), and what comes back when it is sent in. Absent on
//! purpose: what makes an answer good; the bot says so afterwards, and keeps what was typed.

use std::hash::{DefaultHasher, Hash, Hasher};

use bot_core::pledge::Field;
use bot_core::view::{ChoiceToken, Form, Input};
use serenity::all::{CreateActionRow, CreateInputText, CreateInteractionResponse, CreateModal, InputTextStyle};

use crate::components::{Owner, custom_id};
use crate::markup::line;
use crate::wire;

/// The most inputs (<https://discord.com/developers/docs/components/reference>).
const MOST_INPUTS: usize = 5;
/// The longest heading, and the longest label of an input, in characters.
const LONGEST_LABEL: usize = 45;
/// The longest answer, in characters.
const LONGEST_ANSWER: usize = 4_000;

/// What a form can ask for.
const FIELDS: [Field; 6] =
    [Field::Name, Field::Country, Field::Affiliation, Field::Role, Field::Contact, Field::Letter];

/// The whole answer to a press that opens this form.
pub(crate) fn open(form: &Form, owner: Owner) -> CreateInteractionResponse {
    let inputs = form.inputs.iter().take(MOST_INPUTS).map(input).collect();
    let modal = CreateModal::new(custom_id(owner, &imprint(form)), line(&form.title, LONGEST_LABEL));
    CreateInteractionResponse::Modal(modal.components(inputs))
}

/// What tells a form from others, also from the same questions with other answers filled in: apps on telephones show a
/// form that they know as they saw it first, whatever is in it now (discord/discord-api-docs#7554).
fn imprint(form: &Form) -> ChoiceToken {
    let mut hasher = DefaultHasher::new();
    (form.open.token.as_str(), &form.title).hash(&mut hasher);
    for Input { field, label, value, optional } in &form.inputs {
        (name(*field), label, value, optional).hash(&mut hasher);
    }
    ChoiceToken::parse(format!("{:x}", hasher.finish())).expect("at most 16 digits")
}

fn input(input: &Input) -> CreateActionRow {
    let Input { field, label, value, optional } = input;
    let style = if *field == Field::Letter { InputTextStyle::Paragraph } else { InputTextStyle::Short };
    let text = CreateInputText::new(style, line(label, LONGEST_LABEL), name(*field)).required(!optional);
    // What is filled in is put there as it was typed, and never cut: half an answer isn't the person's.
    let fits = |value: &&String| (1..=LONGEST_ANSWER).contains(&value.chars().count());
    CreateActionRow::InputText(match value.as_ref().filter(fits) {
        Some(value) => text.value(value),
        None => text,
    })
}

/// The answers of a form that was sent in. Inputs that are not the bot's are skipped; those left empty are answers too.
pub(crate) fn answers(form: &wire::Form) -> Vec<(Field, String)> {
    let inputs = form.components.iter().flat_map(wire::FormPart::inputs);
    inputs.filter_map(|(name, words)| Some((field(name)?, words.to_owned()))).collect()
}

/// What an input is called. It comes back with the answer, also to a later version of the program.
fn name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Country => "country",
        Field::Affiliation => "affiliation",
        Field::Role => "role",
        Field::Contact => "contact",
        Field::Letter => "letter",
    }
}

fn field(called: &str) -> Option<Field> {
    FIELDS.into_iter().find(|field| name(*field) == called)
}

#[cfg(test)]
mod tests;
