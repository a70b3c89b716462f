//! Everything on offer is understood, in every language it is offered in, and fits where Discord shows it.

use std::collections::HashSet;

use bot_core::content::Campaign;
use bot_core::incoming::Incoming;
use commands::{Correction, Intent, Review, interpret};

use super::*;
use crate::platforms::sent;

fn knowledge() -> Knowledge {
    Knowledge::new(Campaign::embedded(), Review::default())
}

/// What Discord hands over when somebody sends a command.
fn command(name: &str, arguments: &str) -> Incoming {
    sent::command(discord::platform(), discord::SERVICE, name, arguments)
}

fn understood(knowledge: &Knowledge, offered: &MenuCommand, filled: &[(&str, &str)]) -> Result<Intent, Correction> {
    let value = |option: &MenuOption| filled.iter().find(|(name, _)| *name == option.name).map(|(_, value)| *value);
    for (name, _) in filled {
        assert!(offered.options.iter().any(|option| option.name == *name), "/{} has no blank {name}", offered.name);
    }
    interpret(knowledge, &command(&offered.stands_for, &offered.arguments(value)))
}

/// What somebody would fill in, and for a list, each of its values.
fn samples(option: &MenuOption) -> Vec<String> {
    match &option.kind {
        OptionKind::Number { least, most } => vec![least.to_string(), most.to_string()],
        OptionKind::OneOf(offers) => offers.iter().map(|offer| offer.value.clone()).collect(),
        OptionKind::Words { .. } => match option.name.as_str() {
            "quiet" => vec!["22:00-07:00".to_owned(), "off".to_owned()],
            "timezone" => vec!["Asia/Kathmandu".to_owned()],
            "language" => Language::ALL.map(|l| l.code().to_owned()).into(),
            "command" => CommandName::ALL.map(|c| c.as_str().to_owned()).into(),
            "search" => vec!["nepal".to_owned(), "organisations".to_owned()],
            _ => vec!["May the police ban encryption?".to_owned()],
        },
    }
}

#[test]
fn every_command_of_the_bot_is_offered_and_understood() {
    let knowledge = knowledge();
    let menu = menu(&knowledge);
    let offered: Vec<&str> = menu.commands.iter().map(|command| command.name.as_str()).collect();
    let all = CommandName::ALL.map(CommandName::as_str);
    assert_eq!(offered[..all.len()], all);
    assert_eq!(offered[all.len()..], ["rec", "foc"]);
    for command in &menu.commands {
        let meant = knowledge.names.find(&command.stands_for);
        assert_eq!(meant, knowledge.names.find(&command.name), "{}", command.name);
        for (language, name) in &command.local_names {
            assert_eq!(meant, knowledge.names.find(name), "{name} in {language:?}");
        }
        let needed: Vec<&MenuOption> = command.options.iter().filter(|option| option.required).collect();
        if needed.is_empty() {
            let read = understood(&knowledge, command, &[]);
            assert!(read.is_ok(), "/{} is {read:?}", command.name);
        }
        for option in &command.options {
            // A decision on a pledge names the pledge.
            if command.name == "review" && option.name != "pledge" {
                continue;
            }
            for sample in samples(option) {
                let read = understood(&knowledge, command, &[(&option.name, &sample)]);
                assert!(read.is_ok(), "/{} {}:{sample} is {read:?}", command.name, option.name);
            }
        }
    }
}

#[test]
fn what_is_filled_in_together_means_what_it_says() {
    let knowledge = knowledge();
    let menu = menu(&knowledge);
    let read = |name: &str, filled: &[(&str, &str)]| {
        let offered = menu.commands.iter().find(|command| command.name == name).expect("it is offered");
        understood(&knowledge, offered, filled).unwrap_or_else(|slip| panic!("{name} {filled:?} is {slip:?}"))
    };
    let typed = |line: &str| {
        let (name, arguments) = line.split_once(' ').unwrap_or((line, ""));
        interpret(&knowledge, &command(name, arguments)).expect("this is understood")
    };
    assert_eq!(read("rec", &[("number", "8")]), typed("recommendation 8"));
    assert_eq!(read("foc", &[("number", "3")]), typed("statement 3"));
    assert_eq!(
        read("supporters", &[("page", "2"), ("search", "organisations nepal")]),
        typed("supporters organisations nepal page 2")
    );
    assert_eq!(
        read("pledge", &[("name", "Asha Gurung"), ("affiliation", "Teacher")]),
        typed("pledge Asha Gurung | | Teacher")
    );
    let room = [
        ("pace", "daily"),
        ("quiet", "22:00-07:00"),
        ("timezone", "Asia/Kathmandu"),
        ("language", "fr"),
        ("sound", "audible"),
        ("followers", "followers"),
    ];
    assert_eq!(
        read("announcements", &room),
        typed("announcements daily quiet 22:00-07:00 timezone Asia/Kathmandu language fr audible followers")
    );
    assert_eq!(read("review", &[("decision", "approve"), ("pledge", "12")]), typed("review approve 12"));
    for reason in RefusalReason::ALL.map(RefusalReason::as_str) {
        let filled = [("decision", "refuse"), ("pledge", "12"), ("reason", reason)];
        assert_eq!(read("review", &filled), typed(&format!("review refuse 12 {reason}")));
    }
}

/// What Discord takes as the name of a command or an option:
/// <https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming>.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (1..=32).contains(&name.chars().count()) && name.chars().all(plain) && name.to_lowercase() == name
}

/// The languages that Discord doesn't have: their words are never registered there.
const ELSEWHERE: [Language; 4] = [Language::Arabic, Language::Bengali, Language::Nepali, Language::Swahili];

/// Each language's own form, or the English one.
fn in_each_language(english: &str, local: &[(Language, String)]) -> Vec<(Language, String)> {
    let own = |language| local.iter().find(|(l, _)| *l == language).map_or(english.to_owned(), |(_, own)| own.clone());
    let there = Language::ALL.into_iter().filter(|language| !ELSEWHERE.contains(language));
    there.map(|language| (language, own(language))).collect()
}

#[test]
fn everything_fits_where_discord_shows_it() {
    let menu = menu(&knowledge());
    assert!(menu.commands.len() <= CommandMenu::MOST);
    let mut names = HashSet::new();
    // A phrase that is missing would show its key in brackets.
    let fits = |text: &str| (1..=100).contains(&text.chars().count()) && !text.contains(['\n', '[']);
    let line = |text: &str| assert!(fits(text), "{text:?}");
    for command in &menu.commands {
        for named in in_each_language(&command.name, &command.local_names) {
            assert!(is_name(&named.1), "{named:?}");
            assert!(names.insert(named.clone()), "{named:?} is there twice");
        }
        in_each_language(&command.about, &command.local_abouts).iter().for_each(|(_, about)| line(about));
        assert!(command.options.len() <= 25);
        let mut blanks = HashSet::new();
        for option in &command.options {
            for named in in_each_language(&option.name, &option.local_names) {
                assert!(is_name(&named.1), "{named:?}");
                assert!(blanks.insert(named.clone()), "{named:?} is there twice in /{}", command.name);
            }
            in_each_language(&option.about, &option.local_abouts).iter().for_each(|(_, about)| line(about));
            if let OptionKind::OneOf(offers) = &option.kind {
                assert!((1..=25).contains(&offers.len()) && option.completes.is_none());
                for offer in offers {
                    line(&offer.value);
                    in_each_language(&offer.label, &offer.local_labels).iter().for_each(|(_, label)| line(label));
                }
            }
        }
        let sorted = command.options.is_sorted_by_key(|option| !option.required);
        assert!(sorted, "/{} asks for what it needs first", command.name);
    }
}

#[test]
fn names_are_written_as_the_language_writes_them() {
    let menu = menu(&knowledge());
    let french = |name: &str| {
        let command = menu.commands.iter().find(|command| command.name == name).expect("it is offered");
        command.local_names.iter().find(|(l, _)| *l == Language::French).map(|(_, name)| name.as_str())
    };
    assert_eq!(french("statement"), Some("déclaration"));
    assert_eq!(french("mydata"), Some("mesdonnées"));
    assert_eq!(french("recommendation"), Some("recommandation"));
    assert_eq!(french("rec"), None);
}

#[test]
fn what_is_personal_is_answered_in_private() {
    let menu = menu(&knowledge());
    let private: Vec<&str> = menu.commands.iter().filter(|c| c.private).map(|c| c.name.as_str()).collect();
    let expected =
        ["pledge", "display", "withdraw", "mydata", "forget", "privacy", "wrong", "review", "announce", "roles"];
    assert_eq!(private, expected);
}
