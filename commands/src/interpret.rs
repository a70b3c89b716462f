//! From what happened to what somebody wants. Pure text work: what may be done and what there is to say is
//! decided later, with the facts at hand.

use bot_core::answers::{FoundBy, Meaning, SupporterQuestion, Understanding};
use bot_core::content::Series;
use bot_core::country::{Country, CountryMatch, Place};
use bot_core::folding::ascii_digits;
use bot_core::ids::PledgeId;
use bot_core::incoming::{Event, Incoming};
use bot_core::language::Language;
use bot_core::pledge::{Field, RefusalReason};
use bot_core::store::Wants;
use bot_core::subscription::{Pace, QuietHours, Reach, Sound, TimeOfDay, TimeZoneName};
use bot_core::supporter::{SupporterKind, SupporterQuery, search_words};
use bot_core::view::ChoiceToken;

use crate::intent::{Correction, Intent, Interpretation, SubscriptionChange};
use crate::knowledge::Knowledge;
use crate::name::CommandName;
use crate::press::{Press, read_command_token};
use crate::words::QUESTION_MARKS;
use crate::{words, wrong};

/// The longest text that is read, in characters: a letter of support and some room. The rest is cut off.
pub const LONGEST_TEXT: usize = 5_000;

/// What somebody wants.
///
/// # Errors
/// The slip they made.
pub fn interpret(knowledge: &Knowledge, incoming: &Incoming) -> Interpretation {
    match &incoming.what {
        Event::Joined => Ok(Intent::Greet),
        Event::Removed => Ok(Intent::LeaveRoom),
        Event::Moved(address) => Ok(Intent::MoveRoom(address.clone())),
        Event::Choice(token) | Event::Reaction(token) => choice(knowledge, token, incoming.place.is_private_chat()),
        Event::Form(answers) => Ok(Intent::Form(answers.iter().map(|(field, text)| (*field, cut(text))).collect())),
        Event::Command { name, arguments } => command_line(knowledge, name, &cut(arguments)),
        Event::Text(text) => words_of(knowledge, &cut(text)),
    }
}

/// Which facts the intent needs beyond the person's and the room's own.
pub fn wants(interpretation: &Interpretation) -> Wants {
    let Ok(intent) = interpretation else { return Wants::default() };
    match intent {
        Intent::Say { text, command, understanding } => {
            let mut wants = match command {
                Some(command) => command.as_ref().as_ref().map(wants_of).unwrap_or_default(),
                None => wants_of_meaning(&understanding.meaning),
            };
            // In a pledge the words may be a name; whether it is on the list already decides about a review.
            wants.name_on_list = wants.name_on_list.or_else(|| possible_name(text));
            wants
        }
        intent => wants_of(intent),
    }
}

fn wants_of(intent: &Intent) -> Wants {
    match intent {
        Intent::Ask { understanding, .. } => wants_of_meaning(&understanding.meaning),
        Intent::Supporters(query) => Wants { supporters: Some(query.clone()), ..Wants::default() },
        Intent::Latest => Wants { supporters: Some(newest()), ..Wants::default() },
        Intent::Stats | Intent::About => Wants { tallies: true, ..Wants::default() },
        Intent::Pledge(fields) | Intent::Form(fields) => {
            let name = fields.iter().find(|(field, _)| *field == Field::Name).and_then(|(_, text)| possible_name(text));
            Wants { name_on_list: name, ..Wants::default() }
        }
        Intent::Review(pledge) => Wants { waiting: true, pledge: *pledge, ..Wants::default() },
        Intent::Approve(pledge) | Intent::Refuse(pledge, _) => {
            Wants { waiting: true, pledge: Some(*pledge), ..Wants::default() }
        }
        Intent::Announce(_) | Intent::Press(Press::Notice(_)) => Wants { listening_rooms: true, ..Wants::default() },
        Intent::Roles => Wants { roles: true, ..Wants::default() },
        Intent::MyData | Intent::Standing => Wants { own_rooms: true, ..Wants::default() },
        _ => Wants::default(),
    }
}

fn wants_of_meaning(meaning: &Meaning) -> Wants {
    let question = match meaning {
        Meaning::Supporters(question) => question,
        Meaning::About => return Wants { tallies: true, ..Wants::default() },
        _ => return Wants::default(),
    };
    let page = |query: SupporterQuery| Wants { supporters: Some(query), ..Wants::default() };
    match question {
        SupporterQuestion::Latest => page(newest()),
        SupporterQuestion::Who { kind, countries } => {
            page(SupporterQuery { kind: *kind, countries: countries.clone(), ..first_page() })
        }
        SupporterQuestion::HowMany { kind, countries } => Wants {
            tallies: true,
            ..page(SupporterQuery { kind: *kind, countries: countries.clone(), ..first_page() })
        },
        SupporterQuestion::Named { name, countries } if countries.is_empty() => {
            page(SupporterQuery { words: name.clone(), ..first_page() })
        }
        SupporterQuestion::Named { countries, .. } => {
            page(SupporterQuery { kind: Some(SupporterKind::Government), countries: countries.clone(), ..first_page() })
        }
    }
}

/// The first page of the list.
pub(crate) fn first_page() -> SupporterQuery {
    SupporterQuery { limit: SupporterQuery::PAGE, ..SupporterQuery::default() }
}

/// The newest supporters, as many as the campaign's own table of the latest shows.
fn newest() -> SupporterQuery {
    SupporterQuery { numbered: true, limit: 19, ..SupporterQuery::default() }
}

/// What ends any sentence.
const SENTENCE_ENDS: [char; 9] = ['.', '?', '!', '？', '؟', '。', '！', '।', '॥'];

fn possible_name(text: &str) -> Option<String> {
    let short = text.chars().count() <= 100 && !text.contains(QUESTION_MARKS);
    (short && (1..=12).contains(&search_words(text).len())).then(|| text.trim().to_owned())
}

/// Keeps what matters of a long text.
fn cut(text: &str) -> String {
    text.trim().chars().take(LONGEST_TEXT).collect()
}

/// What can be shown of something that wasn't understood.
pub(crate) fn glimpse(typed: &str) -> String {
    let mut short: String = typed.chars().filter(|c| !c.is_control() && !words::turns_direction(*c)).take(40).collect();
    if typed.chars().count() > 40 {
        short.push('…');
    }
    short
}

fn choice(knowledge: &Knowledge, token: &ChoiceToken, private: bool) -> Interpretation {
    if let Some((name, arguments)) = read_command_token(token) {
        // Links into the private chat carry a command's name, or a word of whoever spread them ("poster").
        if private && arguments.is_empty() && knowledge.names.find(&name).is_none() {
            return Ok(Intent::Greet);
        }
        return command_line(knowledge, &name, &arguments).map_err(|slip| match slip {
            // "Recommendations" leads to how one is asked for.
            missing @ Correction::Missing(_) => missing,
            _ => Correction::StaleChoice,
        });
    }
    Press::read(token).map(Intent::Press).ok_or(Correction::StaleChoice)
}

pub(crate) fn words_of(knowledge: &Knowledge, text: &str) -> Interpretation {
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(Correction::Nothing);
    }
    let understanding = knowledge.answers.understand(text);
    let command = match without_prefix(knowledge, text) {
        None => named_passage(knowledge, text).map(Ok),
        // "announcements purple": a slip in a command, unless the texts have an answer to it.
        Some(Err(Correction::Missing(command @ (CommandName::Ask | CommandName::Announce)))) => {
            Some(Err(Correction::Missing(command)))
        }
        // "help foo" and "language klingon" are nothing else.
        Some(Err(slip)) if matches!(split_word(text).1.split_whitespace().count(), 1) && is_plain(&slip) => {
            Some(Err(slip))
        }
        Some(Err(slip)) if asks(&understanding, &slip, text) => None,
        read => read,
    };
    Ok(Intent::Say { text: text.to_owned(), command: command.map(Box::new), understanding })
}

/// Whether words that could be a command with a slip in it are rather a question: "announcements sometimes" is a slip,
/// "recommendation on encryption" isn't.
fn asks(understanding: &Understanding, slip: &Correction, text: &str) -> bool {
    let long = text.split_whitespace().count() > 3;
    let of_a_list = |command: &CommandName| matches!(command, CommandName::Recommendation | CommandName::Statement);
    match &understanding.meaning {
        Meaning::NotCovered => false,
        Meaning::Options(_) => long,
        Meaning::Passages { by: FoundBy::Words, .. } => {
            long || matches!(slip, Correction::NotUnderstood { command, .. } if of_a_list(command))
        }
        _ => true,
    }
}

/// Whether a slip is in a command that takes one of a few words, a number, or another command's name.
fn is_plain(slip: &Correction) -> bool {
    match slip {
        Correction::NotUnderstood { command, .. } => *command == CommandName::Language,
        Correction::UnknownCommand { .. } | Correction::NoSuchNumber { .. } => true,
        _ => false,
    }
}

/// A command that was typed without its prefix, if nothing else can be meant: "supporters nepal" is one,
/// "about encryption, what do you say?" is a question.
fn without_prefix(knowledge: &Knowledge, text: &str) -> Option<Interpretation> {
    let (name, arguments) = split_word(text);
    if words::is_one_of(knowledge, "approve", name) || words::is_one_of(knowledge, "refuse", name) {
        return review(knowledge, text).map(Ok);
    }
    if (2..=3).contains(&text.split_whitespace().count())
        && let Some(command) = knowledge.names.find(text)
    {
        return Some(arguments_of(knowledge, command, ""));
    }
    let command = knowledge.names.find(name)?;
    let intent = arguments_of(knowledge, command, arguments);
    let plausible = match command {
        CommandName::Ask | CommandName::Announce => true,
        CommandName::Recommendation | CommandName::Statement => true,
        CommandName::Language | CommandName::Announcements | CommandName::Display | CommandName::Help => true,
        CommandName::Review => true,
        CommandName::Supporters => !arguments.contains(QUESTION_MARKS) && arguments.split_whitespace().count() <= 4,
        // "Wrong name on the list" is no question that was answered.
        CommandName::Wrong => arguments.is_empty() || arguments.contains(QUESTION_MARKS),
        CommandName::Pledge => arguments.is_empty() || arguments.contains('|') || looks_like_a_name(arguments),
        CommandName::Definition
        | CommandName::About
        | CommandName::Latest
        | CommandName::Stats
        | CommandName::Withdraw
        | CommandName::MyData
        | CommandName::Forget
        | CommandName::Privacy
        | CommandName::Cancel
        | CommandName::Roles => arguments.is_empty(),
    };
    plausible.then_some(intent)
}

/// Words that are a command without its prefix, as that command: so that they can't be meant as anything else where
/// they are read next.
pub(crate) fn spelt_out(knowledge: &Knowledge, text: &str, command: CommandName, intent: &Intent) -> Event {
    let means_it = |arguments: &&str| arguments_of(knowledge, command, arguments).as_ref() == Ok(intent);
    match ["", split_word(text).1, text].into_iter().find(means_it) {
        Some(arguments) => Event::Command { name: command.as_str().to_owned(), arguments: arguments.to_owned() },
        None => Event::Text(text.to_owned()),
    }
}

/// Whether the words are written like a name: few, and each with a capital ("sign me up" is no name). Where letters have no
/// capitals, a name can't be told from other words, so it has to come after the command itself, or with its country.
fn looks_like_a_name(text: &str) -> bool {
    text.split_whitespace().count() <= 5 && text.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

fn split_word(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

fn command_line(knowledge: &Knowledge, name: &str, arguments: &str) -> Interpretation {
    match knowledge.names.find(name) {
        Some(command) => arguments_of(knowledge, command, arguments.trim()),
        None if name.trim().is_empty() => Err(Correction::Nothing),
        None => Err(unknown_command(knowledge, name, arguments.trim())),
    }
}

/// The slip, with what the nearest command would make of the arguments.
fn unknown_command(knowledge: &Knowledge, name: &str, arguments: &str) -> Correction {
    let nearest = knowledge.names.nearest(name);
    let fits = nearest.is_some_and(|command| arguments_of(knowledge, command, arguments).is_ok());
    let arguments = if fits { glimpse(arguments) } else { String::new() };
    Correction::UnknownCommand { typed: glimpse(name), nearest, arguments }
}

fn arguments_of(knowledge: &Knowledge, command: CommandName, arguments: &str) -> Interpretation {
    // What people read is kept as it was typed.
    let digits = ascii_digits(arguments);
    let verbatim =
        matches!(command, CommandName::Ask | CommandName::Pledge | CommandName::Announce | CommandName::Wrong);
    let arguments = if verbatim { arguments } else { &*digits };
    let not_understood = |typed: &str| Correction::NotUnderstood { command, typed: glimpse(typed) };
    match command {
        CommandName::Ask if arguments.is_empty() => Err(Correction::Missing(command)),
        CommandName::Ask => Ok(named_passage(knowledge, arguments).unwrap_or_else(|| Intent::Ask {
            question: arguments.to_owned(),
            understanding: knowledge.answers.understand(arguments),
        })),
        CommandName::Recommendation => numbered(knowledge, command, Series::Recommendation, arguments),
        CommandName::Statement => numbered(knowledge, command, Series::Statement, arguments),
        CommandName::Definition => Ok(Intent::Definition),
        CommandName::About => Ok(Intent::About),
        CommandName::Supporters => Ok(Intent::Supporters(supporters(knowledge, arguments))),
        CommandName::Latest => Ok(Intent::Latest),
        CommandName::Stats => Ok(Intent::Stats),
        CommandName::Pledge => Ok(Intent::Pledge(short_form(arguments))),
        CommandName::Display if arguments.is_empty() => Ok(Intent::Display(None)),
        CommandName::Display => words::display(knowledge, arguments)
            .map(|display| Intent::Display(Some(display)))
            .ok_or_else(|| not_understood(arguments)),
        CommandName::Withdraw => Ok(Intent::Withdraw),
        CommandName::MyData => Ok(Intent::MyData),
        CommandName::Forget => Ok(Intent::Forget),
        CommandName::Privacy => Ok(Intent::Privacy),
        CommandName::Wrong => Ok(Intent::Wrong(wrong::question(knowledge, arguments))),
        CommandName::Language if arguments.is_empty() => Ok(Intent::Language(None)),
        CommandName::Language => {
            language(knowledge, arguments).map(|l| Intent::Language(Some(l))).ok_or_else(|| not_understood(arguments))
        }
        CommandName::Help if arguments.is_empty() => Ok(Intent::Help(None)),
        CommandName::Help => {
            let name = arguments.trim_start_matches(['/', '!']);
            match knowledge.names.find(name) {
                Some(topic) => Ok(Intent::Help(Some(topic))),
                None => Err(unknown_command(knowledge, name, "")),
            }
        }
        CommandName::Cancel => Ok(Intent::Cancel),
        CommandName::Announcements => {
            announcements(knowledge, arguments).map(Intent::Announcements).map_err(|t| not_understood(&t))
        }
        CommandName::Review => review(knowledge, arguments).ok_or_else(|| not_understood(arguments)),
        CommandName::Announce if arguments.is_empty() => Err(Correction::Missing(command)),
        CommandName::Announce => Ok(Intent::Announce(arguments.to_owned())),
        CommandName::Roles => Ok(Intent::Roles),
    }
}

fn numbered(knowledge: &Knowledge, command: CommandName, series: Series, arguments: &str) -> Interpretation {
    let typed = arguments.trim_start_matches(['#', '№']).trim_end_matches(SENTENCE_ENDS).trim();
    if typed.is_empty() {
        return Err(Correction::Missing(command));
    }
    if typed.starts_with(['-', '−']) {
        return Err(Correction::NoSuchNumber { series, typed: glimpse(typed) });
    }
    let (number, wording) = wording(knowledge, typed);
    if number.bytes().all(|b| b.is_ascii_digit()) {
        let passage = number.parse().ok().and_then(|number| knowledge.campaign.numbered(series, number));
        return match passage {
            Some(passage) => Ok(Intent::Show { passage: passage.id.clone(), wording }),
            None => Err(Correction::NoSuchNumber { series, typed: glimpse(typed) }),
        };
    }
    // "rec eight", "foc 3 and 5", "rec ৩": the rules for questions know these.
    let question = format!("{} {typed}", command.as_str());
    let understanding = knowledge.answers.understand(&question);
    match &understanding.meaning {
        Meaning::Passages { by: FoundBy::Number | FoundBy::Comparison, .. } => {
            Ok(Intent::Ask { question, understanding })
        }
        Meaning::NoSuchNumber { typed, .. } => Err(Correction::NoSuchNumber { series, typed: glimpse(typed) }),
        _ => Err(Correction::NotUnderstood { command, typed: glimpse(arguments) }),
    }
}

/// Reads a passage's id, with or without the language of its words: "R8", "P2 en".
fn named_passage(knowledge: &Knowledge, typed: &str) -> Option<Intent> {
    let (id, wording) = wording(knowledge, typed);
    let passage = knowledge.campaign.find(id)?.id.clone();
    Some(Intent::Show { passage, wording })
}

/// Takes the language off the end: "8 en", "R8 English".
fn wording<'t>(knowledge: &Knowledge, typed: &'t str) -> (&'t str, Option<Language>) {
    let read = |(before, last): (&'t str, &str)| Some((before.trim_end(), language(knowledge, last)?));
    match typed.trim().rsplit_once(char::is_whitespace).and_then(read) {
        Some((before, language)) => (before, Some(language)),
        None => (typed.trim(), None),
    }
}

/// Reads "nepal", "organisations", "organisations nepal page 2", "internet governance".
fn supporters(knowledge: &Knowledge, arguments: &str) -> SupporterQuery {
    let mut query = first_page();
    let mut rest: Vec<&str> = Vec::new();
    let mut words = arguments.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if words::is_one_of(knowledge, "page", word) {
            let number = words.peek().filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
            if let Some(page) = number.map(|n| n.parse().unwrap_or(u32::MAX)) {
                words.next();
                query.offset = page.saturating_sub(1).saturating_mul(SupporterQuery::PAGE);
                continue;
            }
        }
        // Only the first word names a kind: "women of uganda network" is a name.
        if rest.is_empty() && query.kind.is_none() {
            query.kind = words::kind(knowledge, word);
            if query.kind.is_some() {
                continue;
            }
        }
        rest.push(word);
    }
    let small = rest.iter().take_while(|word| words::is_one_of(knowledge, "from", word)).count();
    query.countries = place(knowledge, &rest[small..].join(" "));
    let rest = rest.join(" ");
    if query.countries.is_empty() {
        query.words = rest;
    }
    query
}

/// The countries that the words name and nothing besides: one, or all of a region.
fn place(knowledge: &Knowledge, words: &str) -> Vec<Country> {
    if let CountryMatch::Exact(country) = knowledge.countries.find(words) {
        return vec![country];
    }
    let short = words.split_whitespace().count() <= 3;
    match knowledge.countries.places(words).as_slice() {
        [Place::Region(region)] if short => knowledge.countries.members(*region).to_vec(),
        _ => Vec::new(),
    }
}

/// Reads "Name | Country | Affiliation"; parts may be left out.
fn short_form(arguments: &str) -> Vec<(Field, String)> {
    [Field::Name, Field::Country, Field::Affiliation]
        .into_iter()
        .zip(arguments.split('|'))
        .map(|(field, text)| (field, text.trim().to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn language(knowledge: &Knowledge, typed: &str) -> Option<Language> {
    let tag = Language::from_tag(typed).filter(|_| typed.chars().count() <= 6);
    tag.or_else(|| words::language_named(knowledge, typed))
}

/// Reads the settings of a room in any order.
///
/// # Errors
/// The part that isn't understood.
fn announcements(knowledge: &Knowledge, arguments: &str) -> Result<SubscriptionChange, String> {
    let mut change = SubscriptionChange::default();
    let mut words = arguments.split_whitespace();
    while let Some(word) = words.next() {
        let mut value = |of: &str| words.next().ok_or_else(|| of.to_owned());
        if words::is_one_of(knowledge, "quiet", word) {
            let hours = value(word)?;
            change.quiet = Some(if words::is_one_of(knowledge, "off", hours) {
                None
            } else {
                Some(quiet_hours(hours).ok_or_else(|| hours.to_owned())?)
            });
        } else if words::is_one_of(knowledge, "timezone", word) {
            let zone = value(word)?;
            change.time_zone = Some(TimeZoneName::parse(zone).ok_or_else(|| zone.to_owned())?);
        } else if words::is_one_of(knowledge, "language", word) {
            let code = value(word)?;
            change.language = Some(language(knowledge, code).ok_or_else(|| code.to_owned())?);
        } else if words::is_one_of(knowledge, "on", word) {
            change.pace = Some(Pace::Each);
        } else if let Some(sound) = Sound::ALL.into_iter().find(|s| words::is_one_of(knowledge, s.as_str(), word)) {
            change.sound = Some(sound);
        } else if let Some(reach) = Reach::ALL.into_iter().find(|r| words::is_one_of(knowledge, r.as_str(), word)) {
            change.reach = Some(reach);
        } else {
            let pace = Pace::ALL.into_iter().find(|pace| words::is_one_of(knowledge, pace.as_str(), word));
            change.pace = Some(pace.ok_or_else(|| word.to_owned())?);
        }
    }
    Ok(change)
}

fn quiet_hours(typed: &str) -> Option<QuietHours> {
    let (from, to) = typed.split_once(['-', '–'])?;
    Some(QuietHours { from: TimeOfDay::parse(from)?, to: TimeOfDay::parse(to)? })
}

/// Whether a command with these arguments decides about somebody's pledge.
pub(crate) fn judges(knowledge: &Knowledge, command: CommandName, arguments: &str) -> bool {
    command == CommandName::Review
        && matches!(review(knowledge, arguments), Some(Intent::Approve(_) | Intent::Refuse(..)))
}

/// Reads "", "12", "approve 12" and "refuse 12 duplicate".
fn review(knowledge: &Knowledge, arguments: &str) -> Option<Intent> {
    let id = |typed: &str| typed.trim_start_matches('#').parse().ok().map(PledgeId);
    let is = |meaning: &str, word: &str| words::is_one_of(knowledge, meaning, word);
    let words: Vec<&str> = arguments.split_whitespace().collect();
    match words.as_slice() {
        [] => Some(Intent::Review(None)),
        [pledge] => Some(Intent::Review(Some(id(pledge)?))),
        [verb, pledge] if is("approve", verb) => Some(Intent::Approve(id(pledge)?)),
        [verb, pledge, reason] if is("refuse", verb) => {
            let known = RefusalReason::ALL.into_iter().find(|r| is(&format!("refusal-{}", r.as_str()), reason));
            Some(Intent::Refuse(id(pledge)?, known?))
        }
        _ => None,
    }
}
