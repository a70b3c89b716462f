//! Buttons and selects: choices under a message, and what comes back when one is picked. A component's `custom_id` says
//! whose message it stands under (`OWNER.TOKEN`), so it works after a restart, and a press by somebody else is told
//! apart. Discord keeps it; nobody can change it. Absent on purpose: what a token means, and colours that say something:
//! every button says in words what it does.

use std::collections::HashSet;

use bot_core::view::{Choice, ChoiceToken, Form};
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption, UserId,
};

use crate::markup::line;

/// The most rows under a message (<https://discord.com/developers/docs/components/reference>).
const MOST_ROWS: usize = 5;
/// The most buttons in a row.
const MOST_BUTTONS: usize = 5;
/// The most options of a select.
const MOST_OPTIONS: usize = 25;
/// The longest label of a button, in characters.
const LONGEST_BUTTON: usize = 80;
/// The longest label of an option, in characters.
const LONGEST_OPTION: usize = 100;
/// The most characters of labels side by side that can be read whole on a telephone.
const WIDTH: usize = 45;

/// Whose conversation a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody's: news and greetings.
    Nobody,
    /// This person's.
    Person(UserId),
}

impl Owner {
    fn id(self) -> u64 {
        match self {
            Self::Nobody => 0,
            Self::Person(id) => id.get(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text.parse().ok()? {
            0 => Some(Self::Nobody),
            u64::MAX => None,
            id => Some(Self::Person(UserId::new(id))),
        }
    }
}

/// The `custom_id` of what gives this token: at most 20, 1 and 64 of the 100 characters that it may have.
pub(crate) fn custom_id(owner: Owner, token: &ChoiceToken) -> String {
    format!("{}.{}", owner.id(), token.as_str())
}

/// What was picked: read from a component's or a form's `custom_id`, and from the values of a select.
pub(crate) fn picked(custom_id: &str, values: &[String]) -> Option<(Owner, ChoiceToken)> {
    let (owner, token) = custom_id.split_once('.')?;
    let token = values.first().map_or(token, String::as_str);
    Some((Owner::read(owner)?, ChoiceToken::parse(token)?))
}

/// What is picked under a message of another version of this program: a button that nobody knows, which the bot says.
pub(crate) fn unknown() -> (Owner, ChoiceToken) {
    (Owner::Nobody, ChoiceToken::parse("?").expect("a short ASCII token"))
}

/// The choices as rows, the one that opens a form first: short ones side by side. Where they are too many for buttons,
/// they become selects. Where a choice leads makes no difference: a press can always be answered to one person alone.
pub(crate) fn rows(choices: &[Choice], form: Option<&Form>, owner: Owner) -> Vec<CreateActionRow> {
    let mut seen = HashSet::new();
    let opening = form.map(|form| &form.open);
    // Discord takes no two components that give the same.
    let choices: Vec<&Choice> =
        opening.into_iter().chain(choices).filter(|choice| seen.insert(&choice.token)).collect();
    let rows = side_by_side(&choices);
    if rows.len() > MOST_ROWS {
        return selects(&choices, owner);
    }
    let button =
        |choice: &&Choice| {
            // What opens a form is the short way; it is the only one that stands out.
            let opens = opening.is_some_and(|open| open.token == choice.token);
            CreateButton::new(custom_id(owner, &choice.token))
                .label(line(&choice.label, LONGEST_BUTTON))
                .style(if opens { ButtonStyle::Primary } else { ButtonStyle::Secondary })
        };
    rows.into_iter().map(|row| CreateActionRow::Buttons(row.iter().map(button).collect())).collect()
}

/// The choices in rows that can be read; in full rows, where they would be too many.
fn side_by_side<'a>(choices: &'a [&'a Choice]) -> Vec<&'a [&'a Choice]> {
    let mut rows = Vec::new();
    let mut rest = choices;
    while !rest.is_empty() {
        let mut width = 0;
        let fits = |choice: &&&Choice| {
            width += choice.label.chars().count();
            width <= WIDTH
        };
        let count = rest.iter().take(MOST_BUTTONS).take_while(fits).count().max(1);
        let (row, more) = rest.split_at(count);
        rows.push(row);
        rest = more;
    }
    if rows.len() > MOST_ROWS { choices.chunks(MOST_BUTTONS).collect() } else { rows }
}

fn selects(choices: &[&Choice], owner: Owner) -> Vec<CreateActionRow> {
    let select = |(n, choices): (usize, &[&Choice])| {
        let option =
            |choice: &&Choice| CreateSelectMenuOption::new(line(&choice.label, LONGEST_OPTION), choice.token.as_str());
        let kind = CreateSelectMenuKind::String { options: choices.iter().map(option).collect() };
        CreateActionRow::SelectMenu(CreateSelectMenu::new(format!("{}.{n}", owner.id()), kind))
    };
    choices.chunks(MOST_OPTIONS).take(MOST_ROWS).enumerate().map(select).collect()
}

#[cfg(test)]
mod tests;
