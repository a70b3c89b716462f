//! The names of the commands, in every interface language at once: a person may use the name they know.

use std::collections::{BTreeSet, HashMap};

use bot_core::language::Language;
use bot_core::phrases::Phrases;

/// A command, by what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommandName {
    /// Answers a question.
    Ask,
    /// Shows a recommendation.
    Recommendation,
    /// Shows a point of the later statement.
    Statement,
    /// Shows what the texts say about the word cybersecurity.
    Definition,
    /// Shows what this is about.
    About,
    /// Shows the list of supporters.
    Supporters,
    /// Shows the newest supporters.
    Latest,
    /// Counts the supporters.
    Stats,
    /// Begins or goes on with a pledge.
    Pledge,
    /// Changes how one's own pledge appears.
    Display,
    /// Takes one's own pledge back.
    Withdraw,
    /// Shows all that is kept about oneself.
    MyData,
    /// Erases all that is kept about oneself.
    Forget,
    /// Says what is kept, and what the channel can't protect.
    Privacy,
    /// Tells the organisers about a wrong answer.
    Wrong,
    /// Chooses the language.
    Language,
    /// Explains the commands.
    Help,
    /// Ends what is going on.
    Cancel,
    /// Chooses what a room hears.
    Announcements,
    /// Looks at waiting pledges.
    Review,
    /// Tells rooms something.
    Announce,
    /// Says who may do what.
    Roles,
}

impl CommandName {
    /// Every command, in the order of the help.
    pub const ALL: [Self; 22] = [
        Self::Ask,
        Self::Recommendation,
        Self::Statement,
        Self::Definition,
        Self::About,
        Self::Supporters,
        Self::Latest,
        Self::Stats,
        Self::Pledge,
        Self::Display,
        Self::Withdraw,
        Self::MyData,
        Self::Forget,
        Self::Privacy,
        Self::Wrong,
        Self::Language,
        Self::Help,
        Self::Cancel,
        Self::Announcements,
        Self::Review,
        Self::Announce,
        Self::Roles,
    ];

    /// The English name: fixed, the same on every platform, and the stem of its phrases.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Recommendation => "recommendation",
            Self::Statement => "statement",
            Self::Definition => "definition",
            Self::About => "about",
            Self::Supporters => "supporters",
            Self::Latest => "latest",
            Self::Stats => "stats",
            Self::Pledge => "pledge",
            Self::Display => "display",
            Self::Withdraw => "withdraw",
            Self::MyData => "mydata",
            Self::Forget => "forget",
            Self::Privacy => "privacy",
            Self::Wrong => "wrong",
            Self::Language => "language",
            Self::Help => "help",
            Self::Cancel => "cancel",
            Self::Announcements => "announcements",
            Self::Review => "review",
            Self::Announce => "announce",
            Self::Roles => "roles",
        }
    }

    /// For whom the command is listed in the help.
    pub fn audience(self) -> CommandAudience {
        match self {
            Self::Announcements => CommandAudience::RoomAdmins,
            Self::Review | Self::Announce | Self::Roles => CommandAudience::Organisers,
            _ => CommandAudience::Everyone,
        }
    }

    /// Whether its answer is for the person alone, wherever it was asked.
    pub fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Pledge
                | Self::Display
                | Self::Withdraw
                | Self::MyData
                | Self::Forget
                | Self::Privacy
                | Self::Wrong
                | Self::Review
                | Self::Announce
                | Self::Roles
        )
    }
}

/// Whether so many wrong letters are still a slip: at most one in four and one more, and never a third of the word,
/// so that "yes" isn't taken for "news".
fn is_slip(distance: usize, name: usize, typed: usize) -> bool {
    distance <= 1 + name / 4 && 3 * distance <= name.max(typed)
}

/// For whom a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandAudience {
    /// Everyone.
    Everyone,
    /// Those who decide about a room.
    RoomAdmins,
    /// Reviewers and organisers.
    Organisers,
}

/// Every name of every command.
#[derive(Debug)]
pub struct CommandNames {
    by_name: HashMap<String, CommandName>,
    /// The language of a name that no other language has, neither for this command nor for another.
    of_one_language: HashMap<String, Language>,
}

impl CommandNames {
    /// Collects the names from the phrases `command-<name>-names`: the first line is the name, the others are
    /// further names that people may use. Names of an earlier language win where two languages share a word.
    pub fn embedded() -> Self {
        let phrases = Phrases::of_file("commands.ftl");
        let mut by_name = HashMap::new();
        let mut languages: HashMap<String, BTreeSet<Language>> = HashMap::new();
        for command in CommandName::ALL {
            by_name.insert(key(command.as_str()), command);
            languages.entry(key(command.as_str())).or_default().insert(Language::English);
        }
        for language in Language::ALL {
            for command in CommandName::ALL {
                for name in phrases.say(language).lines(&format!("command-{}-names", command.as_str())) {
                    languages.entry(key(&name)).or_default().insert(language);
                    by_name.entry(key(&name)).or_insert(command);
                }
            }
        }
        let alone = |(name, languages): (String, BTreeSet<Language>)| match Vec::from_iter(languages).as_slice() {
            [Language::English] => None,
            [language] => Some((name, *language)),
            _ => None,
        };
        Self { by_name, of_one_language: languages.into_iter().filter_map(alone).collect() }
    }

    /// The language that somebody speaks who uses this name. English names say nothing: whoever has read of the bot
    /// anywhere may use them.
    pub fn language_of(&self, name: &str) -> Option<Language> {
        self.of_one_language.get(&key(name)).copied()
    }

    /// The command with this name; case, accents and spaces don't matter ("Mes données").
    pub fn find(&self, name: &str) -> Option<CommandName> {
        self.by_name.get(&key(name)).copied()
    }

    /// The command whose name is nearest to what was typed, if one is near enough to be a slip.
    pub fn nearest(&self, typed: &str) -> Option<CommandName> {
        let typed = typed.to_lowercase();
        let length = typed.chars().count();
        if length > 30 {
            return None;
        }
        self.by_name
            .iter()
            .map(|(name, command)| (strsim::damerau_levenshtein(name, &typed), name, command))
            .filter(|(distance, name, _)| is_slip(*distance, name.chars().count(), length))
            .min_by_key(|(distance, name, _)| (*distance, (*name).clone()))
            .map(|(_, _, command)| *command)
    }

    /// Every name there is, for completion and registration.
    pub fn all(&self) -> impl Iterator<Item = (&str, CommandName)> {
        self.by_name.iter().map(|(name, command)| (name.as_str(), *command))
    }
}

/// How names are compared.
fn key(name: &str) -> String {
    bot_core::supporter::search_words(name).concat()
}
