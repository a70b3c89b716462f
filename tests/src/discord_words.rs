//! What a person does on Discord to say a line such as `/rec 8`: picks the command, and fills in its options.

use bot_core::language::Language;
use discord::{CommandMenu, Joins, MenuCommand, MenuOption, OptionKind};
use serde_json::{Value, json};

/// A command as it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// Its registered name.
    pub name: String,
    /// Its options, by their registered names.
    pub options: Vec<(String, Value)>,
}

/// A line that begins with a slash, as a command that is on offer and filled in; `None` when the options can't say it.
pub fn filled(menu: &CommandMenu, line: &str) -> Option<Filled> {
    let (name, rest) = line.strip_prefix('/')?.split_once(' ').unwrap_or((line.strip_prefix('/')?, ""));
    let command = menu.commands.iter().find(|command| is_called(&command.name, &command.local_names, name))?;
    let options = fill(command, rest.trim())?;
    let complete = command.options.iter().all(|o| !o.required || options.iter().any(|(name, _)| *name == o.name));
    complete.then(|| Filled { name: command.name.clone(), options })
}

fn is_called(name: &str, local: &[(Language, String)], typed: &str) -> bool {
    name == typed || local.iter().any(|(_, name)| name == typed)
}

fn fill(command: &MenuCommand, rest: &str) -> Option<Vec<(String, Value)>> {
    let mut filled: Vec<(String, Value)> = Vec::new();
    let barred: Vec<&MenuOption> = command.options.iter().filter(|option| option.joins == Joins::Barred).collect();
    if !barred.is_empty() {
        let places: Vec<&str> = rest.split('|').map(str::trim).collect();
        for (n, place) in places.into_iter().enumerate().filter(|(_, place)| !place.is_empty()) {
            put(&mut filled, barred.get(n)?, place)?;
        }
        return Some(filled);
    }
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    for option in &command.options {
        if let Joins::Worded(word) = option.joins
            && let Some(at) = words.iter().position(|typed| *typed == word)
        {
            words.remove(at);
            let value = (at < words.len()).then(|| words.remove(at))?;
            put(&mut filled, option, value)?;
        }
    }
    for option in command.options.iter().filter(|option| option.joins == Joins::Plain) {
        let takes_all = matches!(option.kind, OptionKind::Words { .. });
        let fits = |word: &&str| value(option, word).is_some();
        if takes_all && !words.is_empty() {
            put(&mut filled, option, &std::mem::take(&mut words).join(" "))?;
        } else if let Some(at) = words.iter().position(fits) {
            put(&mut filled, option, words.remove(at))?;
        }
    }
    words.is_empty().then_some(filled)
}

fn put(filled: &mut Vec<(String, Value)>, option: &MenuOption, typed: &str) -> Option<()> {
    filled.push((option.name.clone(), value(option, typed)?));
    Some(())
}

/// What stands in an option when this is typed or picked, if it takes it.
fn value(option: &MenuOption, typed: &str) -> Option<Value> {
    match &option.kind {
        OptionKind::Number { least, most } => {
            let number: u32 = typed.parse().ok()?;
            (*least..=*most).contains(&number).then(|| json!(number))
        }
        OptionKind::Words { longest } => (typed.chars().count() <= usize::from(*longest)).then(|| json!(typed)),
        OptionKind::OneOf(offers) => {
            offers.iter().find(|offer| offer.value == typed || offer.label == typed).map(|offer| json!(offer.value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use discord::Offer;

    fn option(name: &str, kind: OptionKind, joins: Joins) -> MenuOption {
        MenuOption {
            name: name.to_owned(),
            local_names: Vec::new(),
            about: name.to_owned(),
            local_abouts: Vec::new(),
            required: false,
            kind,
            completes: None,
            joins,
        }
    }

    fn command(name: &str, options: Vec<MenuOption>) -> MenuCommand {
        MenuCommand {
            name: name.to_owned(),
            local_names: vec![(Language::French, format!("{name}-fr"))],
            about: name.to_owned(),
            local_abouts: Vec::new(),
            options,
            private: false,
            stands_for: name.to_owned(),
        }
    }

    #[test]
    fn a_line_is_filled_in_or_cannot_be() {
        let one_of = |values: &[&str]| {
            let offer = |value: &&str| Offer {
                value: (*value).to_owned(),
                label: value.to_uppercase(),
                local_labels: Vec::new(),
            };
            OptionKind::OneOf(values.iter().map(offer).collect())
        };
        let words = OptionKind::Words { longest: 20 };
        let menu = CommandMenu {
            commands: vec![
                command("rec", vec![option("number", OptionKind::Number { least: 1, most: 13 }, Joins::Plain)]),
                command(
                    "news",
                    vec![
                        option("pace", one_of(&["each", "daily"]), Joins::Plain),
                        option("quiet", words.clone(), Joins::Worded("quiet")),
                        option("sound", one_of(&["silent", "loud"]), Joins::Plain),
                    ],
                ),
                command("pledge", ["name", "country"].map(|name| option(name, words.clone(), Joins::Barred)).into()),
                command("ask", vec![option("question", words, Joins::Plain)]),
            ],
        };
        let said = |line| filled(&menu, line).map(|filled| (filled.name, json!(filled.options)));
        let of = |name: &str, options: Value| Some((name.to_owned(), options));
        assert_eq!(said("/rec 8"), of("rec", json!([["number", 8]])));
        assert_eq!(said("/rec-fr"), of("rec", json!([])));
        assert_eq!(
            said("/news quiet 22:00-07:00 each"),
            of("news", json!([["quiet", "22:00-07:00"], ["pace", "each"]]))
        );
        assert_eq!(said("/pledge | Nepal"), of("pledge", json!([["country", "Nepal"]])));
        assert_eq!(said("/ask who may?"), of("ask", json!([["question", "who may?"]])));
        for line in [
            "rec 8",
            "/",
            "/rec 14",
            "/rec x",
            "/news silent loud",
            "/news quiet",
            "/nothing",
            "/ask aaaaa aaaaa aaaaa aaaaa",
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }
}
