//! What Discord offers while somebody types `/`: the commands with their names in every language and a blank for each
//! thing that can be said with them, from the commands and the phrases. Absent on purpose: what Discord takes of it and
//! how it is registered; that is its adapter's.

use bot_core::content::Series;
use bot_core::language::Language;
use bot_core::platform::Blank;
use bot_core::pledge::RefusalReason;
use bot_core::subscription::{Pace, Reach, Sound};
use bot_core::supporter::search_words;
use commands::{CommandName, Knowledge, LONGEST_TEXT};
use discord::{CommandMenu, Joins, MenuCommand, MenuOption, Offer, OptionKind};

/// Names that are quicker to type, and what they stand for.
const SHORT: [(&str, CommandName); 2] = [("rec", CommandName::Recommendation), ("foc", CommandName::Statement)];

/// The most characters of a name, a place or a word that is looked for.
const LINE: OptionKind = OptionKind::Words { longest: 200 };

/// The most characters of what is read as a whole.
const TEXT: OptionKind = OptionKind::Words { longest: LONGEST_TEXT as u16 };

/// Nobody's list is longer.
const MOST: u32 = 1_000_000;

/// Every command.
pub(in crate::platforms) fn menu(knowledge: &Knowledge) -> CommandMenu {
    let writer = Writer { knowledge };
    let long = CommandName::ALL.into_iter().map(|command| writer.command(command));
    let short = SHORT.into_iter().map(|(name, command)| MenuCommand {
        name: name.to_owned(),
        local_names: Vec::new(),
        ..writer.command(command)
    });
    CommandMenu { commands: long.chain(short).collect() }
}

/// Writes the menu in the words of the phrases.
struct Writer<'a> {
    knowledge: &'a Knowledge,
}

impl Writer<'_> {
    fn command(&self, command: CommandName) -> MenuCommand {
        let stem = command.as_str();
        let (about, local_abouts) = self.phrase(&format!("command-{stem}-about"));
        MenuCommand {
            name: stem.to_owned(),
            local_names: Self::others().filter_map(|l| Some((l, self.local_name(command, l)?))).collect(),
            about,
            local_abouts,
            options: self.options(command),
            private: command.is_personal(),
            stands_for: stem.to_owned(),
        }
    }

    /// The name that a language shows, written as it should be ("déclaration"): the first one stands without accents
    /// for platforms that take no others.
    fn local_name(&self, command: CommandName, language: Language) -> Option<String> {
        let names = self.knowledge.say(language).lines(&format!("command-{}-names", command.as_str()));
        let letters = |name: &str| search_words(name).concat();
        let first = names.iter().find(|name| self.knowledge.names.find(name) == Some(command))?;
        // An accented letter takes more bytes.
        names.iter().filter(|name| letters(name) == letters(first)).max_by_key(|name| name.len()).cloned()
    }

    /// What can be filled in, in the order in which the bot reads it.
    fn options(&self, command: CommandName) -> Vec<MenuOption> {
        match command {
            CommandName::Ask => vec![MenuOption { required: true, ..self.option("question", TEXT) }],
            CommandName::Wrong => vec![self.option("question", TEXT)],
            CommandName::Recommendation => vec![self.number(Series::Recommendation, Blank::Recommendation)],
            CommandName::Statement => vec![self.number(Series::Statement, Blank::Statement)],
            CommandName::Supporters => vec![
                MenuOption { completes: Some(Blank::Supporters), ..self.option("search", LINE) },
                MenuOption {
                    joins: Joins::Worded("page"),
                    ..self.option("page", OptionKind::Number { least: 1, most: MOST })
                },
            ],
            CommandName::Pledge => vec![
                MenuOption { joins: Joins::Barred, ..self.option("name", LINE) },
                MenuOption { joins: Joins::Barred, completes: Some(Blank::Country), ..self.option("country", LINE) },
                MenuOption { joins: Joins::Barred, ..self.option("affiliation", LINE) },
            ],
            CommandName::Display => {
                let ways = ["full", "initials", "counted"].map(|way| self.offer(way, &format!("choose-display-{way}")));
                vec![self.option("appearance", OptionKind::OneOf(ways.into()))]
            }
            CommandName::Language => {
                vec![MenuOption { completes: Some(Blank::Language), ..self.option("language", LINE) }]
            }
            CommandName::Help => vec![MenuOption { completes: Some(Blank::Command), ..self.option("command", LINE) }],
            CommandName::Announcements => self.announcements(),
            CommandName::Review => {
                let decisions = ["approve", "refuse"].map(|word| self.offer(word, &format!("choose-{word}")));
                let reasons = RefusalReason::ALL.map(RefusalReason::as_str);
                let reasons = reasons.map(|reason| self.offer(reason, &format!("choose-refuse-{reason}")));
                vec![
                    self.option("decision", OptionKind::OneOf(decisions.into())),
                    self.option("pledge", OptionKind::Number { least: 1, most: MOST }),
                    self.option("reason", OptionKind::OneOf(reasons.into())),
                ]
            }
            CommandName::Announce => vec![MenuOption { required: true, ..self.option("text", TEXT) }],
            CommandName::Definition
            | CommandName::About
            | CommandName::Latest
            | CommandName::Stats
            | CommandName::Withdraw
            | CommandName::MyData
            | CommandName::Forget
            | CommandName::Privacy
            | CommandName::Cancel
            | CommandName::Roles => Vec::new(),
        }
    }

    fn announcements(&self) -> Vec<MenuOption> {
        let paces = Pace::ALL.map(Pace::as_str).map(|pace| self.offer(pace, &format!("choose-pace-{pace}")));
        let sounds = Sound::ALL.map(Sound::as_str).map(|sound| self.offer(sound, &format!("choose-sound-{sound}")));
        let reaches = Reach::ALL.map(Reach::as_str).map(|reach| self.offer(reach, &format!("choose-reach-{reach}")));
        vec![
            self.option("pace", OptionKind::OneOf(paces.into())),
            MenuOption { joins: Joins::Worded("quiet"), ..self.option("quiet", LINE) },
            MenuOption {
                joins: Joins::Worded("timezone"),
                completes: Some(Blank::TimeZone),
                ..self.option("timezone", LINE)
            },
            MenuOption {
                // The same word as for a person's language, with another explanation.
                joins: Joins::Worded("language"),
                completes: Some(Blank::Language),
                ..self.option("room-language", LINE)
            },
            self.option("sound", OptionKind::OneOf(sounds.into())),
            self.option("followers", OptionKind::OneOf(reaches.into())),
        ]
    }

    /// A passage by its number, or found by words while somebody types.
    fn number(&self, series: Series, blank: Blank) -> MenuOption {
        let kind = OptionKind::Number { least: 1, most: self.knowledge.campaign.count(series) };
        MenuOption { required: true, completes: Some(blank), ..self.option("number", kind) }
    }

    fn option(&self, stem: &str, kind: OptionKind) -> MenuOption {
        let (name, local_names) = self.phrase(&format!("option-{stem}"));
        let (about, local_abouts) = self.phrase(&format!("option-{stem}-about"));
        MenuOption {
            name,
            local_names,
            about,
            local_abouts,
            required: false,
            kind,
            completes: None,
            joins: Joins::Plain,
        }
    }

    fn offer(&self, value: &str, key: &str) -> Offer {
        let (label, local_labels) = self.phrase(key);
        Offer { value: value.to_owned(), label, local_labels }
    }

    /// A phrase in English and in every other language.
    fn phrase(&self, key: &str) -> (String, Vec<(Language, String)>) {
        let say = |language| self.knowledge.say(language).text(key);
        (say(Language::English), Self::others().map(|language| (language, say(language))).collect())
    }

    fn others() -> impl Iterator<Item = Language> {
        Language::ALL.into_iter().filter(|language| *language != Language::English)
    }
}

#[cfg(test)]
mod tests;
