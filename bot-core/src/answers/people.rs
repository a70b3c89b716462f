//! Questions about supporters and about supporting: who signed, has this one signed, how do I sign, remove me.
//! A question is one of these when it says the right things and hardly anything else: "who signed the Budapest
//! Convention" is about another list.

use super::question::Question;
use super::vocabulary::Sense;
use super::{Meaning, ProcessQuestion, SupporterQuestion};
use crate::country::{Countries, Country, CountryMatch};
use crate::supporter::SupporterKind;

/// What these questions are made of; whatever has none of these meanings is said about something else.
const FRAME: &[Sense] = &[
    Sense::Stop,
    Sense::Item,
    Sense::And,
    Sense::Through,
    Sense::Recommendation,
    Sense::Statement,
    Sense::Sign,
    Sense::Back,
    Sense::Supporter,
    Sense::Object,
    Sense::Who,
    Sense::Any,
    Sense::HowMany,
    Sense::Latest,
    Sense::Can,
    Sense::How,
    Sense::Want,
    Sense::Me,
    Sense::Organisation,
    Sense::Government,
    Sense::Group,
    Sense::Individual,
    Sense::Name,
    Sense::Courtesy,
];
/// Words that name countries in one question, at most.
const LONGEST_PLACES: usize = 8;
const BODY: &[Sense] = &[Sense::Organisation, Sense::Government, Sense::Group];

/// What the question asks about supporters or supporting, if it does.
pub(super) fn meaning(question: &Question<'_>, countries: &Countries) -> Option<Meaning> {
    mending(question)
        .or_else(|| writing(question))
        .map(Meaning::Process)
        .or_else(|| supporters(question, countries).map(Meaning::Supporters))
        .or_else(|| signing(question).map(Meaning::Process))
        .or_else(|| named(question, countries).or_else(|| from_somewhere(question)).map(Meaning::Supporters))
}

/// The places of words that say something which is not in the frame and has none of the other meanings.
fn rest(question: &Question<'_>, also: &[Sense]) -> Vec<usize> {
    let framed = |at: &usize| {
        let senses = question.senses[*at];
        senses.any(FRAME) || senses.any(also) || !question.words[*at].text.chars().any(char::is_alphanumeric)
    };
    (0..question.words.len()).filter(|at| !framed(at)).collect()
}

/// Like [`rest`], with the small words that are typed as names: "Ana" is a verb in Swahili, "Will" helps verbs.
fn rest_with_names(question: &Question<'_>) -> Vec<usize> {
    const SMALL: &[Sense] = &[
        Sense::Stop,
        Sense::And,
        Sense::Item,
        Sense::Through,
        Sense::Can,
        Sense::Me,
        Sense::Want,
        Sense::Recommendation,
        Sense::Statement,
    ];
    const VERBS: &[Sense] = &[Sense::Sign, Sense::Supporter, Sense::Back];
    let mut rest = rest(question, &[]);
    let places = 0..question.words.len();
    let in_capitals = places.clone().skip(1).all(|at| question.is_capital(at));
    let verb = places.clone().find(|at| question.senses[*at].any(VERBS)).filter(|_| !in_capitals);
    let Some(verb) = verb.map(|at| question.senses[at]) else { return rest };
    let is_name = |at: &usize| {
        let foreign = !question.senses[*at].shares_language(verb);
        let beside = |place: Option<usize>| place.is_some_and(|p| rest.contains(&p) && question.is_capital(p));
        let in_a_name = beside(at.checked_sub(1)) || beside(at.checked_add(1));
        question.is_capital(*at) && question.senses[*at].only(SMALL) && (foreign || in_a_name)
    };
    // A question begins with a capital whatever its first word is.
    let mut names: Vec<usize> = places.skip(1).filter(is_name).collect();
    // "Ana Q": what is typed with a capital beside a name belongs to it.
    let next: Vec<usize> = names.iter().map(|at| at + 1).filter(|at| question.is_capital(*at)).collect();
    names.extend(next.into_iter().filter(|at| question.senses[*at].only(SMALL)));
    rest.extend(names);
    rest.sort_unstable();
    rest.dedup();
    rest
}

fn mending(question: &Question<'_>) -> Option<ProcessQuestion> {
    let about_an_entry = question.says_any(&[Sense::Name, Sense::Sign, Sense::Supporter]);
    let own = question.says(Sense::Me);
    if question.says(Sense::Remove)
        && (about_an_entry || own)
        && rest(question, &[Sense::Remove, Sense::Data, Sense::Keep, Sense::Change, Sense::Contact]).is_empty()
    {
        return Some(ProcessQuestion::ChangeOrRemove);
    }
    let mends = question.says(Sense::Change) && (question.says(Sense::Name) || about_an_entry && own);
    let others = rest(question, &[Sense::Change, Sense::Contact, Sense::Letter]).len();
    (mends && others <= 2).then_some(ProcessQuestion::ChangeOrRemove)
}

fn writing(question: &Question<'_>) -> Option<ProcessQuestion> {
    let lettered = question.says(Sense::Letter)
        && question.says_any(&[
            Sense::Sign,
            Sense::Back,
            Sense::Supporter,
            Sense::Want,
            Sense::Contact,
            Sense::How,
            Sense::Can,
        ]);
    if lettered && rest(question, &[Sense::Letter, Sense::Contact]).len() <= 1 {
        return Some(ProcessQuestion::Letter);
    }
    if question.says(Sense::Privacy) && rest(question, &[Sense::Privacy, Sense::Data, Sense::Keep]).is_empty() {
        return Some(ProcessQuestion::Privacy);
    }
    if about_own_data(question) {
        let others = rest(question, &[Sense::Data, Sense::Keep, Sense::Contact]);
        return others.is_empty().then_some(ProcessQuestion::Privacy);
    }
    let others = rest(question, &[Sense::Contact]);
    (question.says(Sense::Contact) && others.is_empty()).then_some(ProcessQuestion::Contact)
}

/// "Do you keep my data", "do you store my name", "can I sign anonymously".
fn about_own_data(question: &Question<'_>) -> bool {
    let me = question.says(Sense::Me);
    let data = question.says(Sense::Data) && (me || question.says(Sense::Object));
    let entry = question.says_any(&[Sense::Name, Sense::Sign]) && (me || question.says(Sense::Can));
    question.says(Sense::Keep) && (data || entry) && !question.says_any(BODY)
}

fn supporters(question: &Question<'_>, countries: &Countries) -> Option<SupporterQuestion> {
    let mut rest = rest_with_names(question);
    let list = question.says_any(&[Sense::Sign, Sense::Supporter]);
    let backs = question.says(Sense::Back);
    let asks_who = question.says(Sense::Who) || question.says(Sense::Any);
    let kind = kind(question);
    if question.says(Sense::Supporter) && question.says(Sense::Who) {
        // "Who is supporter number 20?": the list is numbered, and shown whole.
        rest.retain(|at| !question.words[*at].text.starts_with(|c: char| c.is_ascii_digit()));
    }
    // Looking for countries is the slow part.
    let may_be =
        list || backs || asks_who || kind.is_some() || question.says(Sense::HowMany) || only_a_place(question, &rest);
    if !may_be || rest.len() > LONGEST_PLACES {
        return None;
    }
    let places = places(question, countries, &rest, list || backs);
    if !rest.is_empty() && places.is_empty() {
        return None;
    }
    let own = asks_to_join(question);
    let has_digits = question.words.iter().any(|w| w.text.starts_with(|c: char| c.is_ascii_digit()));
    if question.says(Sense::HowMany) && !own {
        let of_us = list || backs || kind.is_some() && !question.says(Sense::Statement) && !has_digits;
        return of_us.then_some(SupporterQuestion::HowMany { kind, countries: places });
    }
    if question.says(Sense::Latest) && list && places.is_empty() && !own {
        return Some(SupporterQuestion::Latest);
    }
    let asks_for_many = asks_who || question.says_any(&[Sense::Supporter, Sense::Can]);
    if kind == Some(SupporterKind::Government)
        && question.says(Sense::Sign)
        && !asks_for_many
        && !own
        && let ([_], Some(first), Some(last)) = (places.as_slice(), rest.first(), rest.last())
    {
        // "Has the government of Nepal signed?" asks for one.
        let name = between(question, *first, *last + 1).trim().to_owned();
        return Some(SupporterQuestion::Named { name, countries: places });
    }
    let about_a_place = !places.is_empty() && (asks_who || kind.is_some() || only_a_place(question, &rest));
    let any_of_a_kind = kind.is_some() && question.says(Sense::Any) && rest.is_empty();
    let listed = (asks_who || question.says_any(&[Sense::Supporter])) && (list || backs) || kind.is_some() && list;
    let who = (about_a_place || any_of_a_kind) && !question.says(Sense::Statement) || listed;
    (who && !own && (only_a_place(question, &rest) || !single_place(question, &rest, &places)))
        .then_some(SupporterQuestion::Who { kind, countries: places })
}

/// "What about Kenya?": nothing but a country can be meant, and the texts tell only of supporters there.
fn only_a_place(question: &Question<'_>, rest: &[usize]) -> bool {
    const BESIDE: &[Sense] = &[Sense::Stop, Sense::And, Sense::Courtesy];
    let beside = |at: usize| question.senses[at].none() || question.senses[at].any(BESIDE);
    (1..=4).contains(&rest.len())
        && (0..question.words.len()).all(|at| beside(at) || rest.contains(&at))
        && !question.says_any(&[Sense::Me, Sense::Object, Sense::Recommendation])
}

/// "Who are you?", "what can you do?"
pub(super) fn is_about_the_bot(question: &Question<'_>) -> bool {
    question.says(Sense::About)
        && rest(question, &[Sense::About]).is_empty()
        && !question.says_any(&[Sense::Sign, Sense::Data])
}

/// "Has Canada signed?" asks for one name, "who signed in Canada?" for many.
fn single_place(question: &Question<'_>, rest: &[usize], places: &[Country]) -> bool {
    places.len() == 1 && !rest.is_empty() && !question.says_any(&[Sense::Who, Sense::Any]) && kind(question).is_none()
}

fn kind(question: &Question<'_>) -> Option<SupporterKind> {
    let says = |sense| (0..question.words.len()).any(|at| question.has(at, sense) && !question.has(at, Sense::Me));
    if question.says(Sense::Organisation) {
        Some(SupporterKind::Organisation)
    } else if question.says(Sense::Government) {
        Some(SupporterKind::Government)
    } else if question.says(Sense::Group) {
        Some(SupporterKind::Group)
    } else if says(Sense::Individual) {
        Some(SupporterKind::Individual)
    } else {
        None
    }
}

/// The countries that the rest of a question names, if it names nothing else. In a question that is surely about
/// supporters a few words beside them are taken as part of their names.
fn places(question: &Question<'_>, countries: &Countries, rest: &[usize], about_us: bool) -> Vec<Country> {
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return countries.mentioned(question.text) };
    let run = between(question, *first, *last + 1);
    if let CountryMatch::Exact(country) = countries.find(run) {
        return vec![country];
    }
    let all_places = rest.iter().all(|at| !countries.mentioned(between(question, *at, *at + 1)).is_empty());
    let mentioned = countries.mentioned(run);
    if all_places || about_us && rest.len() <= 3 && rest.len() == last + 1 - first { mentioned } else { Vec::new() }
}

/// The text from one word to before another, as typed.
fn between<'q>(question: &Question<'q>, first: usize, end: usize) -> &'q str {
    match (question.words.get(first), end.checked_sub(1).and_then(|e| question.words.get(e))) {
        (Some(first), Some(last)) if first.start < last.end => &question.text[first.start..last.end],
        _ => "",
    }
}

/// Whether somebody asks for themselves, or who may sign at all.
fn asks_to_join(question: &Question<'_>) -> bool {
    let beside = |first: &[Sense], second: &[Sense]| {
        question.senses.windows(2).any(|pair| pair[0].any(first) && pair[1].any(second))
    };
    // "Who can sign?", "can anyone sign?"
    let may = beside(&[Sense::Who], &[Sense::Can])
        || beside(&[Sense::Can], &[Sense::Any, Sense::Individual]) && !question.says(Sense::Who);
    let who = question.says(Sense::Who) || question.says(Sense::HowMany) || question.says(Sense::Latest);
    may || !who && question.says(Sense::Me) && question.says_any(&[Sense::Can, Sense::How, Sense::Want])
}

fn signing(question: &Question<'_>) -> Option<ProcessQuestion> {
    let verb = (0..question.words.len())
        .rev()
        .find(|at| question.senses[*at].any(&[Sense::Sign, Sense::Back, Sense::Supporter]))?;
    let asks = question.says_any(&[Sense::Can, Sense::How, Sense::Want]) || question.says(Sense::Me);
    let rest = rest_with_names(question);
    let certain = question.says(Sense::Sign) || question.says(Sense::Supporter);
    let after = rest.iter().any(|at| *at > verb);
    if !asks || after || rest.len() > 2 {
        return None;
    }
    if question.says_any(BODY) && (question.says(Sense::Me) || question.says(Sense::Can)) {
        return Some(ProcessQuestion::ForABody);
    }
    let asked = question.says_any(&[Sense::How, Sense::Want]) || question.says(Sense::Me) || question.says(Sense::Can);
    let meant = certain || question.says(Sense::Object);
    (asked && meant && rest.is_empty()).then_some(ProcessQuestion::HowToSign)
}

/// "Has Mozilla signed?", "is Russia a signatory?", "signed by Access Now?"
fn named(question: &Question<'_>, countries: &Countries) -> Option<SupporterQuestion> {
    if question.says_any(&[Sense::Remove, Sense::Change]) || asks_to_join(question) {
        return None;
    }
    let of_list = |at: &usize| question.senses[*at].any(&[Sense::Sign, Sense::Supporter]);
    let verb = (0..question.words.len()).find(of_list).or_else(|| {
        let backing = (0..question.words.len()).rev().find(|at| question.has(*at, Sense::Back))?;
        // Ideas are supported too, so it must be said that this list is meant.
        question.has(backing + 1, Sense::Object).then_some(backing)
    })?;
    let rest = rest_with_names(question);
    let edge = |at: usize| {
        question.senses[at].any(&[Sense::Stop, Sense::Who, Sense::Any, Sense::Me, Sense::Courtesy, Sense::Supporter])
            || !question.words[at].text.chars().any(char::is_alphanumeric)
    };
    let trimmed = |mut from: usize, mut to: usize| {
        while from < to && edge(from) && !rest.contains(&from) {
            from += 1;
        }
        while from < to && (edge(to - 1) || question.has(to - 1, Sense::Object)) && !rest.contains(&(to - 1)) {
            to -= 1;
        }
        (from, to)
    };
    let before = trimmed(0, verb);
    let mut behind = verb;
    while behind < question.words.len() && of_list(&behind) {
        behind += 1;
    }
    let after = trimmed(behind, question.words.len());
    let rest_in = |(from, to): (usize, usize)| rest.iter().filter(|at| (from..to).contains(*at)).count();
    let (from, to) = match (rest_in(before), rest_in(after)) {
        (0, 0) if before.0 < before.1 && !question.says(Sense::Me) => before,
        (0, 0) => return None,
        (_, 0) => before,
        (0, _) if of_list(&verb) && before.0 == before.1 && !question.says(Sense::Who) => after,
        _ => return None,
    };
    if to - from > 8 {
        return None;
    }
    // "My neighbour Robert": the name begins at the capital.
    let whose = from > 0 && question.has(from - 1, Sense::Me) && !question.is_capital(from);
    let from = (from..to).find(|at| whose && question.is_capital(*at)).unwrap_or(from);
    let name = between(question, from, to).trim().to_owned();
    let countries = match countries.find(&name) {
        CountryMatch::Exact(country) => vec![country],
        _ => Vec::new(),
    };
    (!name.is_empty()).then_some(SupporterQuestion::Named { name, countries })
}

/// "Anyone from Neverland?": whatever isn't a known country may be a town or a body.
fn from_somewhere(question: &Question<'_>) -> Option<SupporterQuestion> {
    const BEFORE: &[Sense] = &[Sense::From, Sense::Stop, Sense::Courtesy, Sense::Who, Sense::Any, Sense::Supporter];
    /// A place or a body; longer phrases tell of something else.
    const LONGEST: usize = 3;
    let last = (0..question.words.len()).rev().find(|at| question.has(*at, Sense::From))?;
    let framed = (0..last).all(|at| question.senses[at].any(BEFORE));
    let named = last + 1..question.words.len();
    let fits = (1..=LONGEST).contains(&named.len()) && named.clone().all(|at| rest(question, &[]).contains(&at));
    let name = between(question, named.start, named.end).trim().to_owned();
    (framed && fits && !name.is_empty()).then_some(SupporterQuestion::Named { name, countries: Vec::new() })
}
