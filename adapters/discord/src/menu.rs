//! The commands as Discord shows them: names and descriptions in every language, options with their types, and how what
//! somebody fills in becomes the line that the bot understands. What is registered of it is in `register.rs`; which
//! commands there are is said by whoever builds a [`CommandMenu`]. Deliberately absent: groups of commands, and options
//! that hold users, roles or channels: the bot has no use for them.

use bot_core::language::Language;
use bot_core::platform::Blank;

/// Every command on offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandMenu {
    /// In the order in which they are registered; Discord sorts them by itself. At most [`CommandMenu::MOST`].
    pub commands: Vec<MenuCommand>,
}

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuCommand {
    /// Its English name: lower-case letters of any script, digits, `-` and `_`, at most 32 characters.
    pub name: String,
    /// Its name in other languages, by the same rule; one that Discord doesn't take is left out.
    pub local_names: Vec<(Language, String)>,
    /// What it does, in English, in 1 to 100 characters; longer ones are cut.
    pub about: String,
    /// The same in other languages.
    pub local_abouts: Vec<(Language, String)>,
    /// What can be filled in. Discord wants those that must be filled in first, so they are put there.
    pub options: Vec<MenuOption>,
    /// Whether its answers are for the person alone, wherever it is used.
    pub private: bool,
    /// The word that the bot gets for it: the command itself, where this is a short name for another one.
    pub stands_for: String,
}

/// One thing that can be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuOption {
    /// Its English name, by the rule for commands' names.
    pub name: String,
    /// Its name in other languages.
    pub local_names: Vec<(Language, String)>,
    /// What it is for, in English, in 1 to 100 characters.
    pub about: String,
    /// The same in other languages.
    pub local_abouts: Vec<(Language, String)>,
    /// Whether the command can't be sent without it.
    pub required: bool,
    /// What it takes.
    pub kind: OptionKind,
    /// What the bot suggests while somebody types. Never for [`OptionKind::OneOf`], which shows all it takes.
    pub completes: Option<Blank>,
    /// How it goes into the command's arguments.
    pub joins: Joins,
}

/// What an option takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// A whole number.
    Number {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// Words.
    Words {
        /// The most characters, 1 to 6,000.
        longest: u16,
    },
    /// One of these, at most 25.
    OneOf(Vec<Offer>),
}

/// One of the values that an option takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What goes into the arguments.
    pub value: String,
    /// What people see, in English, in 1 to 100 characters.
    pub label: String,
    /// The same in other languages.
    pub local_labels: Vec<(Language, String)>,
}

/// How a value goes into a command's arguments. Options are joined in the order of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// As it is: "8".
    Plain,
    /// Behind this word: "quiet 22:00-07:00".
    Worded(&'static str),
    /// Between bars, with an empty place for each that isn't filled in: "Name | | Organisation".
    Barred,
}

impl CommandMenu {
    /// The most commands of an application (<https://discord.com/developers/docs/interactions/application-commands>).
    pub const MOST: usize = 100;

    /// The command that was registered under this English name.
    pub(crate) fn command(&self, name: &str) -> Option<&MenuCommand> {
        self.commands.iter().find(|command| command.name == name)
    }
}

impl MenuCommand {
    /// The option that was registered under this English name.
    pub(crate) fn option(&self, name: &str) -> Option<&MenuOption> {
        self.options.iter().find(|option| option.name == name)
    }

    /// What somebody filled in as the words after the command. `value` gives what stands in an option, if anything.
    pub fn arguments<'a>(&self, value: impl Fn(&MenuOption) -> Option<&'a str>) -> String {
        let filled = |option: &MenuOption| value(option).map(str::trim).filter(|value| !value.is_empty());
        let mut parts: Vec<String> = Vec::new();
        let mut barred: Vec<String> = Vec::new();
        for option in &self.options {
            match (option.joins, filled(option)) {
                // A bar in a value would begin the next place.
                (Joins::Barred, value) => barred.push(value.map_or_else(String::new, |value| value.replace('|', "/"))),
                (_, None) => {}
                (Joins::Plain, Some(value)) => parts.push(value.to_owned()),
                (Joins::Worded(word), Some(value)) => parts.push(format!("{word} {value}")),
            }
        }
        while barred.pop_if(|place| place.is_empty()).is_some() {}
        if !barred.is_empty() {
            parts.push(barred.join(" | "));
        }
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests;
