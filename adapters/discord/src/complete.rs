//! Suggestions while somebody fills in a command (autocomplete). What fits is the bot's to say; here it is made to fit
//! into what Discord takes: at most 25, each of at most 100 characters
//! (<https://discord.com/developers/docs/interactions/application-commands#autocomplete>).

use bot_core::platform::{Bot, Completion};
use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse, CreateInteractionResponse};

use crate::inbound::Question;
use crate::markup::line;

/// The largest number that Discord takes, and the smallest below zero.
const LARGEST: i64 = 1 << 53;

/// The whole answer to somebody who is filling in a command. Nothing fits an option that nothing is known about.
pub(crate) async fn complete(bot: &dyn Bot, question: &Question) -> CreateInteractionResponse {
    let Question { person, locale, blank, words, .. } = question;
    let completions = match blank {
        Some(blank) => bot.complete(person, locale.as_deref(), *blank, words.trim()).await,
        None => Vec::new(),
    };
    let choices = completions.iter().filter_map(|completion| choice(completion, question.number));
    CreateInteractionResponse::Autocomplete(
        CreateAutocompleteResponse::new().set_choices(choices.take(Completion::MOST).collect()),
    )
}

/// A completion as Discord takes it. One whose value would have to be cut is none.
fn choice(completion: &Completion, number: bool) -> Option<AutocompleteChoice> {
    let Completion { label, value } = completion;
    let label = line(label, Completion::LONGEST);
    if number {
        let number: i64 = value.trim().parse().ok()?;
        return (-LARGEST..=LARGEST).contains(&number).then(|| AutocompleteChoice::new(label, number));
    }
    let fits = (1..=Completion::LONGEST).contains(&value.chars().count());
    fits.then(|| AutocompleteChoice::new(label, value.as_str()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn choices(number: bool, completions: &[(&str, &str)]) -> Value {
        let completion =
            |(label, value): &(&str, &str)| Completion { label: (*label).to_owned(), value: (*value).to_owned() };
        let choices: Vec<_> = completions.iter().map(completion).filter_map(|c| choice(&c, number)).collect();
        serde_json::to_value(choices).expect("a payload is JSON")
    }

    #[test]
    fn numbers_are_numbers_and_words_are_words() {
        let offered = [("8. Encryption", "8"), ("Nothing", "eight")];
        assert_eq!(choices(true, &offered), json!([{ "name": "8. Encryption", "value": 8 }]));
        let words = choices(false, &offered);
        assert_eq!(words[0], json!({ "name": "8. Encryption", "value": "8" }));
        assert_eq!(words[1]["value"], "eight");
    }

    #[test]
    fn labels_are_cut_and_values_never() {
        let long = "é".repeat(150);
        let offered = choices(false, &[(&long, "short"), ("short", &long), ("two\nlines", "x"), ("", "y"), ("z", "")]);
        let labels: Vec<&str> = offered.as_array().expect("a list").iter().filter_map(|c| c["name"].as_str()).collect();
        assert_eq!(labels, [&format!("{}…", "é".repeat(99)), "two lines", "…"]);
    }
}
