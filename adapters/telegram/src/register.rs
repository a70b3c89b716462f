//! What Telegram shows of the bot before anybody writes to it: the menus of commands, for private chats, groups and
//! groups' admins, and the profile's texts, in every interface language. Telegram takes few changes of these a day, so
//! only what differs is changed. Absent on purpose: the bot's name and picture, which are the operator's at BotFather.

use std::time::Duration;

use bot_core::language::Language;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use teloxide::payloads::{
    GetMyCommands, GetMyDescription, GetMyShortDescription, SetMyCommands, SetMyDescription, SetMyShortDescription,
};
use teloxide::requests::Payload;
use teloxide::types::{BotCommand, BotCommandScope};
use traffic::Backoff;

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

/// Makes the menus and the profile what they should be, again with growing delays until Telegram can be reached. A
/// refusal is told in the log and stops nothing: the bot answers all the same, and the next start tries again.
pub(crate) async fn register(api: &Api, menu: &CommandMenu) {
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(600));
    let mut changed = 0;
    loop {
        match try_register(api, menu, &mut changed).await {
            Ok(()) => break,
            Err(fault @ (Fault::Refused(_) | Fault::Moved(_))) => {
                tracing::warn!(
                    %fault,
                    "commands and descriptions can't be registered: until the next start, people see them as they were"
                );
                return;
            }
            Err(fault) => {
                if backoff.failures() == 0 {
                    tracing::warn!(%fault, "commands and descriptions can't be registered; trying again until they can");
                }
                tokio::time::sleep(backoff.at_least(fault.wait())).await;
            }
        }
    }
    if changed > 0 {
        tracing::info!(changed, "commands and descriptions are registered");
    }
}

/// Counts what is changed.
async fn try_register(api: &Api, menu: &CommandMenu, changed: &mut usize) -> Result<(), Fault> {
    for language in &menu.languages {
        for code in codes(language.language) {
            for scope in scopes() {
                *changed += usize::from(commands(api, language, scope, code).await?);
            }
            let language_code = code.map(str::to_owned);
            let get = GetMyDescription { language_code: language_code.clone() };
            let description = Some(language.description.clone());
            let set = SetMyDescription { description, language_code: language_code.clone() };
            *changed += usize::from(words(api, &language.description, &get, &set).await?);
            let get = GetMyShortDescription { language_code: language_code.clone() };
            let short_description = Some(language.short_description.clone());
            let set = SetMyShortDescription { short_description, language_code };
            *changed += usize::from(words(api, &language.short_description, &get, &set).await?);
        }
    }
    Ok(())
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

/// Makes a text of the profile what is wanted.
async fn words(
    api: &Api,
    wanted: &str,
    get: &(impl Payload + Serialize),
    set: &(impl Payload + Serialize),
) -> Result<bool, Fault> {
    #[derive(Deserialize)]
    struct Known {
        #[serde(alias = "short_description")]
        description: String,
    }
    let known: Known = api.call(get, PATIENCE).await?;
    if known.description == wanted {
        return Ok(false);
    }
    api.call::<IgnoredAny>(set, PATIENCE).await?;
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
