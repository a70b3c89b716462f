//! The values behind choices. A choice that needs no conversation is a command with its arguments; one that
//! belongs to a conversation names it, so that a press that comes late, twice or from somebody else is recognised.

use bot_core::content::Passage;
use bot_core::ids::{PledgeId, Timestamp};
use bot_core::language::Language;
use bot_core::pledge::{Display, Field, Step};
use bot_core::supporter::SupporterKind;
use bot_core::view::ChoiceToken;

use crate::name::CommandName;

/// A choice that belongs to a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// An answer in a pledge.
    Pledge {
        /// The draft that asked, see [`bot_core::pledge::Draft::begun_at`].
        draft: Timestamp,
        /// The answer.
        answer: PledgeAnswer,
    },
    /// Yes or no to taking a pledge back.
    Withdraw {
        /// The pledge that was shown.
        pledge: PledgeId,
        /// The answer.
        yes: bool,
    },
    /// Yes or no to erasing everything.
    Forget(bool),
    /// How to appear from now on.
    Display {
        /// The pledge that was shown.
        pledge: PledgeId,
        /// The choice.
        display: Display,
        /// Whether the new line was shown and is confirmed.
        confirmed: bool,
    },
    /// Yes or no to sending a notice.
    Notice(bool),
    /// Yes or no to keeping a question that was answered wrongly.
    Wrong(bool),
    /// Show the open question again, with its form.
    Form,
}

/// An answer in a pledge that is picked, not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PledgeAnswer {
    /// Yes, keep my answers.
    Agree,
    /// On whose behalf.
    Kind(SupporterKind),
    /// This country, offered after a slip.
    Country([u8; 2]),
    /// Leave this question out.
    Skip(Field),
    /// How to appear.
    Display(Display),
    /// Whether rooms may be told.
    Announce(bool),
    /// Whether organisers may write.
    Contact(bool),
    /// The line is right: count it.
    Confirm,
    /// Show what can be changed.
    Change,
    /// Open this question again.
    Reopen(Step),
    /// Go back one question.
    Back,
}

/// A choice that is a command: its English name and its arguments.
pub(crate) fn command_token(command: CommandName, arguments: &str) -> Option<ChoiceToken> {
    let mut token = format!("/{}", command.as_str());
    if !arguments.is_empty() {
        token.push(':');
        for byte in arguments.bytes() {
            match byte {
                b' ' => token.push('+'),
                b if b.is_ascii_alphanumeric() || b"-_.:,".contains(&b) => token.push(char::from(b)),
                b => token.push_str(&format!("%{b:02X}")),
            }
        }
    }
    ChoiceToken::parse(token)
}

/// Reads [`command_token`].
pub(crate) fn read_command_token(token: &ChoiceToken) -> Option<(String, String)> {
    let line = token.as_str().strip_prefix('/')?;
    let line = line.split_once(OFFERED_IN).map_or(line, |(line, _)| line);
    let (name, encoded) = line.split_once(':').unwrap_or((line, ""));
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            b => b,
        });
    }
    Some((name.to_owned(), String::from_utf8(bytes).ok()?))
}

/// What stands between a choice and the language in which it was offered. It stands in no other part of a token.
const OFFERED_IN: char = '~';

/// The same choice, answered in the language in which it was offered; as it was, where there is no room for that. The
/// choices of a conversation need none: the conversation has its language.
pub(crate) fn offered_in(token: &ChoiceToken, language: Language) -> ChoiceToken {
    if !token.as_str().starts_with('/') {
        return token.clone();
    }
    let carried = ChoiceToken::parse(format!("{}{OFFERED_IN}{}", token.as_str(), language.code()));
    carried.unwrap_or_else(|| token.clone())
}

/// The language in which a choice was offered, if it carries one.
pub(crate) fn language_of(token: &ChoiceToken) -> Option<Language> {
    token.as_str().rsplit_once(OFFERED_IN).and_then(|(_, code)| Language::from_tag(code))
}

/// The token that shows a passage.
pub(crate) fn passage_token(passage: &Passage) -> ChoiceToken {
    command_token(CommandName::Ask, passage.id.as_str()).expect("loading keeps passage ids short and ASCII")
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Country => "country",
        Field::Affiliation => "affiliation",
        Field::Role => "role",
        Field::Contact => "contact",
        Field::Letter => "letter",
    }
}

fn read_field(name: &str) -> Option<Field> {
    [Field::Name, Field::Country, Field::Affiliation, Field::Role, Field::Contact, Field::Letter]
        .into_iter()
        .find(|f| field_name(*f) == name)
}

/// The stable name of a step, in tokens and in the keys of phrases.
pub(crate) fn step_name(step: Step) -> &'static str {
    match step {
        Step::Notice => "notice",
        Step::Kind => "kind",
        Step::Ask(field) => field_name(field),
        Step::Display => "display",
        Step::Announce => "announce",
        Step::Contact => "write",
        Step::Confirm => "confirm",
    }
}

fn read_step(name: &str) -> Option<Step> {
    [Step::Notice, Step::Kind, Step::Display, Step::Announce, Step::Contact, Step::Confirm]
        .into_iter()
        .find(|s| step_name(*s) == name)
        .or_else(|| read_field(name).map(Step::Ask))
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn read_yes_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

impl Press {
    /// The value behind the choice.
    pub fn token(&self) -> ChoiceToken {
        let text = match self {
            Self::Pledge { draft, answer } => {
                let answer = match answer {
                    PledgeAnswer::Agree => "agree".to_owned(),
                    PledgeAnswer::Kind(kind) => format!("kind.{}", kind.as_str()),
                    PledgeAnswer::Country(code) => format!("country.{}{}", char::from(code[0]), char::from(code[1])),
                    PledgeAnswer::Skip(field) => format!("skip.{}", field_name(*field)),
                    PledgeAnswer::Display(display) => format!("display.{}", display.as_str()),
                    PledgeAnswer::Announce(yes) => format!("announce.{}", yes_no(*yes)),
                    PledgeAnswer::Contact(yes) => format!("write.{}", yes_no(*yes)),
                    PledgeAnswer::Confirm => "confirm".to_owned(),
                    PledgeAnswer::Change => "change".to_owned(),
                    PledgeAnswer::Reopen(step) => format!("reopen.{}", step_name(*step)),
                    PledgeAnswer::Back => "back".to_owned(),
                };
                format!("p.{}.{answer}", draft.0)
            }
            Self::Withdraw { pledge, yes } => format!("w.{}.{}", pledge.0, yes_no(*yes)),
            Self::Forget(yes) => format!("f.{}", yes_no(*yes)),
            Self::Display { pledge, display, confirmed } => {
                format!("d.{}.{}.{}", pledge.0, display.as_str(), yes_no(*confirmed))
            }
            Self::Notice(yes) => format!("n.{}", yes_no(*yes)),
            Self::Wrong(yes) => format!("q.{}", yes_no(*yes)),
            Self::Form => "form".to_owned(),
        };
        ChoiceToken::parse(text).expect("every part is short ASCII")
    }

    /// Reads [`Press::token`].
    pub fn read(token: &ChoiceToken) -> Option<Self> {
        let parts: Vec<&str> = token.as_str().split('.').collect();
        match parts.as_slice() {
            ["p", draft, answer @ ..] => {
                let answer = match answer {
                    ["agree"] => PledgeAnswer::Agree,
                    ["kind", kind] => PledgeAnswer::Kind(SupporterKind::parse(kind)?),
                    ["country", code] => PledgeAnswer::Country(code.as_bytes().try_into().ok()?),
                    ["skip", field] => PledgeAnswer::Skip(read_field(field)?),
                    ["display", display] => PledgeAnswer::Display(Display::parse(display)?),
                    ["announce", yes] => PledgeAnswer::Announce(read_yes_no(yes)?),
                    ["write", yes] => PledgeAnswer::Contact(read_yes_no(yes)?),
                    ["confirm"] => PledgeAnswer::Confirm,
                    ["change"] => PledgeAnswer::Change,
                    ["reopen", step] => PledgeAnswer::Reopen(read_step(step)?),
                    ["back"] => PledgeAnswer::Back,
                    _ => return None,
                };
                Some(Self::Pledge { draft: Timestamp(draft.parse().ok()?), answer })
            }
            ["w", pledge, yes] => {
                Some(Self::Withdraw { pledge: PledgeId(pledge.parse().ok()?), yes: read_yes_no(yes)? })
            }
            ["f", yes] => Some(Self::Forget(read_yes_no(yes)?)),
            ["d", pledge, display, confirmed] => Some(Self::Display {
                pledge: PledgeId(pledge.parse().ok()?),
                display: Display::parse(display)?,
                confirmed: read_yes_no(confirmed)?,
            }),
            ["n", yes] => Some(Self::Notice(read_yes_no(yes)?)),
            ["q", yes] => Some(Self::Wrong(read_yes_no(yes)?)),
            ["form"] => Some(Self::Form),
            _ => None,
        }
    }
}
