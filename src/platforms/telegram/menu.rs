//! What Telegram shows of the bot before anybody writes to it, from the commands and the phrases.

use bot_core::language::Language;
use commands::{CommandAudience, CommandName, Knowledge};
use telegram::{CommandMenu, LanguageMenu, Listed, MenuCommand};

/// The commands and the profile in every interface language.
pub(super) fn menu(knowledge: &Knowledge) -> CommandMenu {
    CommandMenu { languages: Language::ALL.into_iter().map(|language| of_language(knowledge, language)).collect() }
}

fn of_language(knowledge: &Knowledge, language: Language) -> LanguageMenu {
    let say = knowledge.say(language);
    let command = |command: CommandName| {
        let local = say.lines(&format!("command-{}-names", command.as_str()));
        // A word that two languages share means what it means in the first of them.
        let mut names: Vec<String> =
            local.into_iter().filter(|name| knowledge.names.find(name) == Some(command)).collect();
        names.push(command.as_str().to_owned());
        Some(MenuCommand {
            names,
            about: say.text(&format!("command-{}-about", command.as_str())),
            listed: listed(command)?,
        })
    };
    LanguageMenu {
        language,
        commands: CommandName::ALL.into_iter().filter_map(command).collect(),
        description: say.with("profile-description", &[("campaign", (&knowledge.campaign.name).into())]),
        short_description: say.text("profile-short-description"),
    }
}

/// Where a command is listed. Groups see what they can be told; a pledge leads them to the private chat.
fn listed(command: CommandName) -> Option<Listed> {
    match command.audience() {
        CommandAudience::Organisers => None,
        CommandAudience::RoomAdmins => Some(Listed::ForAdmins),
        CommandAudience::Everyone if command == CommandName::Pledge => Some(Listed::Everywhere),
        // Nothing that could be cancelled goes on in a group.
        CommandAudience::Everyone if command.is_personal() || command == CommandName::Cancel => Some(Listed::InPrivate),
        CommandAudience::Everyone => Some(Listed::Everywhere),
    }
}

#[cfg(test)]
mod tests {
    use bot_core::content::Campaign;
    use bot_core::incoming::Incoming;
    use commands::{Correction, Review, interpret};

    use super::*;
    use crate::platforms::sent;

    fn knowledge() -> Knowledge {
        Knowledge::new(Campaign::embedded(), Review::default())
    }

    fn command(name: &str) -> Incoming {
        sent::command(telegram::platform(), telegram::SERVICE, name, "")
    }

    #[test]
    fn every_name_on_offer_is_understood() {
        let knowledge = knowledge();
        for language in menu(&knowledge).languages {
            for offered in &language.commands {
                for name in &offered.names {
                    let unknown = matches!(
                        interpret(&knowledge, &command(name)),
                        Err(Correction::UnknownCommand { .. } | Correction::Nothing)
                    );
                    assert!(!unknown, "{name}");
                    assert_eq!(knowledge.names.find(name), knowledge.names.find(&offered.names[0]), "{name}");
                }
            }
        }
    }

    #[test]
    fn everything_fits_where_telegram_shows_it() {
        for language in menu(&knowledge()).languages {
            assert!((1..=512).contains(&language.description.chars().count()), "{}", language.description);
            assert!((1..=120).contains(&language.short_description.chars().count()), "{}", language.short_description);
            for command in &language.commands {
                assert!((1..=256).contains(&command.about.chars().count()), "{}", command.about);
                let takes = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                let plain = |name: &str| name.chars().all(takes);
                // Telegram takes Latin letters only: elsewhere another name stands in the list, at worst the English one.
                let in_latin_letters = command.names[0].chars().any(|c| c.is_ascii_alphabetic());
                assert!(
                    if in_latin_letters { plain(&command.names[0]) } else { command.names.iter().any(|n| plain(n)) },
                    "a language's own name for {:?} comes first",
                    command.names
                );
            }
        }
    }

    #[test]
    fn groups_are_offered_nothing_personal_but_the_way_to_a_pledge() {
        let menu = menu(&knowledge());
        let names = |of: Listed| -> Vec<&str> {
            let commands = menu.languages[0].commands.iter().filter(|command| command.listed == of);
            commands.map(|command| command.names[0].as_str()).collect()
        };
        let everywhere = [
            "ask",
            "recommendation",
            "statement",
            "definition",
            "about",
            "supporters",
            "latest",
            "stats",
            "pledge",
            "language",
            "help",
        ];
        assert_eq!(names(Listed::Everywhere), everywhere);
        assert_eq!(names(Listed::InPrivate), ["display", "withdraw", "mydata", "forget", "privacy", "wrong", "cancel"]);
        assert_eq!(names(Listed::ForAdmins), ["announcements"]);
    }
}
