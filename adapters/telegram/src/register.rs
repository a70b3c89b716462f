//! What Telegram shows of the bot before anybody writes to it: the menus of commands, for private chats, groups and
//! groups' admins, and the profile's texts, in every interface language. Telegram takes few changes of these a day, so
//! only what differs is changed. Absent on purpose: the bot's name and picture, which are the operator's at BotFather.

use std::time::Duration;

use bot_core::language::Language;
use serde::Deserialize;
use serde::de::IgnoredAny;
use teloxide::payloads::{
    GetMyCommands, GetMyDescription, GetMyShortDescription, SetMyCommands, SetMyDescription, SetMyShortDescription,
};
use teloxide::types::{BotCommand, BotCommandScope};

use crate::api::{Api, Fault};

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The commands and the profile in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandMenu {
    /// One for each language. English is also shown to everybody whose language isn't there.
    pub languages: Vec<LanguageMenu>,
}

/// The commands and the profile in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageMenu {
    /// The language.
    pub language: Language,
    /// The commands, in the order in which they are listed.
    pub commands: Vec<MenuCommand>,
    /// What the bot can do, at most 512 characters: shown in an empty private chat.
    pub description: String,
    /// The same in a line, at most 120 characters: shown on the profile and beside links to the bot.
    pub short_description: String,
}

/// A command in the menus of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuCommand {
    /// Names that the bot understands, the best first. The first one that Telegram takes is listed: at most 32 of
    /// `a` to `z`, `0` to `9` and `_`.
    pub names: Vec<String>,
    /// What it does, in one line of at most 256 characters.
    pub about: String,
    /// Where it is listed.
    pub listed: Listed,
}

/// Where a command is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Everywhere.
    Everywhere,
    /// In private chats only.
    InPrivate,
    /// In private chats, and for the admins of groups.
    ForAdmins,
}

impl LanguageMenu {
    /// The commands of one scope, as Telegram lists them.
    fn listed(&self, scope: &BotCommandScope) -> Vec<BotCommand> {
        let here = |command: &&MenuCommand| match scope {
            BotCommandScope::AllPrivateChats => true,
            BotCommandScope::AllChatAdministrators => command.listed != Listed::InPrivate,
            _ => command.listed == Listed::Everywhere,
        };
        let listed = self.commands.iter().filter(here).filter_map(|command| {
            let name = command.names.iter().find(|name| is_takeable(name))?;
            Some(BotCommand::new(name, &command.about))
        });
        listed.collect()
    }
}

/// Whether Telegram lists a command of this name.
fn is_takeable(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    (1..=32).contains(&name.len()) && name.bytes().all(plain)
}

/// The scopes that have a menu. The first is for whatever the others don't cover.
fn scopes() -> [BotCommandScope; 4] {
    [
        BotCommandScope::Default,
        BotCommandScope::AllPrivateChats,
        BotCommandScope::AllGroupChats,
        BotCommandScope::AllChatAdministrators,
    ]
}

/// Makes the menus and the profile what they should be. A failure is told in the log and stops nothing: the bot answers
/// all the same, and the next start tries again.
pub(crate) async fn register(api: &Api, menu: &CommandMenu) {
    match try_register(api, menu).await {
        Ok(0) => {}
        Ok(changed) => tracing::info!(changed, "commands and descriptions are registered"),
        Err(fault) => tracing::warn!(
            %fault,
            "commands and descriptions can't be registered: until the next start, people see them as they were"
        ),
    }
}

/// Counts what was changed.
async fn try_register(api: &Api, menu: &CommandMenu) -> Result<usize, Fault> {
    let mut changed = 0;
    for language in &menu.languages {
        for code in codes(language.language) {
            for scope in scopes() {
                changed += usize::from(commands(api, language, scope, code).await?);
            }
            changed += usize::from(description(api, language, code).await?);
            changed += usize::from(short_description(api, language, code).await?);
        }
    }
    Ok(changed)
}

/// Under which language codes a language's words are registered; none stands for all other languages.
fn codes(language: Language) -> impl Iterator<Item = Option<&'static str>> {
    let others = (language == Language::default()).then_some(None);
    others.into_iter().chain([Some(language.code())])
}

async fn commands(api: &Api, menu: &LanguageMenu, scope: BotCommandScope, code: Option<&str>) -> Result<bool, Fault> {
    let language_code = code.map(str::to_owned);
    let wanted = menu.listed(&scope);
    let get = GetMyCommands { scope: Some(scope.clone()), language_code: language_code.clone() };
    let known: Vec<BotCommand> = api.call(&get, PATIENCE).await?;
    if known == wanted {
        return Ok(false);
    }
    let set = SetMyCommands { commands: wanted, scope: Some(scope), language_code };
    api.call::<IgnoredAny>(&set, PATIENCE).await?;
    Ok(true)
}

async fn description(api: &Api, menu: &LanguageMenu, code: Option<&str>) -> Result<bool, Fault> {
    #[derive(Deserialize)]
    struct Known {
        description: String,
    }
    let language_code = code.map(str::to_owned);
    let known: Known = api.call(&GetMyDescription { language_code: language_code.clone() }, PATIENCE).await?;
    if known.description == menu.description {
        return Ok(false);
    }
    let set = SetMyDescription { description: Some(menu.description.clone()), language_code };
    api.call::<IgnoredAny>(&set, PATIENCE).await?;
    Ok(true)
}

async fn short_description(api: &Api, menu: &LanguageMenu, code: Option<&str>) -> Result<bool, Fault> {
    #[derive(Deserialize)]
    struct Known {
        short_description: String,
    }
    let language_code = code.map(str::to_owned);
    let known: Known = api.call(&GetMyShortDescription { language_code: language_code.clone() }, PATIENCE).await?;
    if known.short_description == menu.short_description {
        return Ok(false);
    }
    let set = SetMyShortDescription { short_description: Some(menu.short_description.clone()), language_code };
    api.call::<IgnoredAny>(&set, PATIENCE).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(names: &[&str], listed: Listed) -> MenuCommand {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        MenuCommand { names, about: "does something".to_owned(), listed }
    }

    fn menu() -> LanguageMenu {
        LanguageMenu {
            language: Language::French,
            commands: vec![
                command(&["aide"], Listed::Everywhere),
                command(&["retirer"], Listed::InPrivate),
                command(&["annonces"], Listed::ForAdmins),
                command(&["déclaration", "Point", "two words", "statement"], Listed::Everywhere),
                command(&["декларация"], Listed::Everywhere),
            ],
            description: String::new(),
            short_description: String::new(),
        }
    }

    fn names(scope: BotCommandScope) -> Vec<String> {
        menu().listed(&scope).into_iter().map(|command| command.command).collect()
    }

    #[test]
    fn each_place_lists_what_makes_sense_there_under_names_that_telegram_takes() {
        assert_eq!(names(BotCommandScope::AllPrivateChats), ["aide", "retirer", "annonces", "statement"]);
        assert_eq!(names(BotCommandScope::AllGroupChats), ["aide", "statement"]);
        assert_eq!(names(BotCommandScope::AllChatAdministrators), ["aide", "annonces", "statement"]);
        assert_eq!(names(BotCommandScope::Default), ["aide", "statement"]);
    }

    #[test]
    fn english_stands_for_all_other_languages() {
        assert_eq!(codes(Language::English).collect::<Vec<_>>(), [None, Some("en")]);
        assert_eq!(codes(Language::Spanish).collect::<Vec<_>>(), [Some("es")]);
    }
}
