//! Questions about supporters and about supporting: who signed, has this one signed, how do I sign, remove me.
//! A question is one of these when it says the right things and hardly anything else: "who signed the Budapest
//! Convention" is about another list.

mod named;
mod names;
#[cfg(test)]
mod tests;

use self::named::{from_somewhere, named};
pub(super) use self::names::Names;
use super::question::Question;
use super::vocabulary::Sense;
use super::words::is_han;
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
    Sense::Among,
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

/// How much a question must say to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Certainty {
    /// It can hardly mean anything else.
    Sure,
    /// The texts have no good answer to it, and it looks like a question about supporters.
    Likely,
}

/// What the question asks about supporters or supporting, if it does.
pub(super) fn meaning(question: &Question<'_>, countries: &Countries, names: &Names) -> Option<Meaning> {
    use Certainty::Sure;
    mending(question)
        .or_else(|| writing(question))
        .map(Meaning::Process)
        .or_else(|| known(question, names).map(Meaning::Supporters))
        .or_else(|| supporters(question, countries, Sure).map(Meaning::Supporters))
        .or_else(|| signing(question).map(Meaning::Process))
        .or_else(|| named(question, countries, Sure).or_else(|| from_somewhere(question)).map(Meaning::Supporters))
}

/// What a question probably asks about supporters that no passage answers well.
pub(super) fn likely_meaning(question: &Question<'_>, countries: &Countries) -> Option<Meaning> {
    use Certainty::Likely;
    if asks_for_oneself(question) {
        return None;
    }
    let of_many = || supporters(question, countries, Likely);
    let of_one = || named(question, countries, Likely);
    let found = if question.says(Sense::Who) { of_many().or_else(of_one) } else { of_one().or_else(of_many) };
    found.map(Meaning::Supporters)
}

/// "Is Access Now with you?", "TEDIC?": a name from the list, and hardly anything else.
fn known(question: &Question<'_>, names: &Names) -> Option<SupporterQuestion> {
    let run = names.find(question)?;
    let outside = |at: &usize| !run.contains(at);
    let says = |senses: &[Sense]| (0..question.words.len()).filter(outside).any(|at| question.senses[at].any(senses));
    if says(&[Sense::OtherList, Sense::HowMany, Sense::Compare]) || asks_to_join(question) {
        return None;
    }
    let listed = says(&[Sense::Sign, Sense::Supporter, Sense::Among]);
    if says(&[Sense::Me]) && !listed {
        return None;
    }
    let others: Vec<usize> = rest(question, &[]).into_iter().filter(outside).collect();
    let little_else = match others[..] {
        [] => true,
        // A word that the vocabulary lacks, but not what somebody supports.
        [one] => (listed || says(&[Sense::Back, Sense::Object])) && !is_backed(question, one, &run),
        _ => false,
    };
    let name = between(question, run.start, run.end).trim().to_owned();
    little_else.then_some(SupporterQuestion::Named { name, countries: Vec::new() })
}

/// Whether a word tells what is signed or supported: "encryption" in "does Mozilla support strong encryption".
fn is_backed(question: &Question<'_>, at: usize, name: &std::ops::Range<usize>) -> bool {
    let verb = (0..at).rev().filter(|before| !name.contains(before)).find(|before| {
        let senses = question.senses[*before];
        senses.any(&[Sense::Sign, Sense::Back]) || !senses.any(&[Sense::Stop, Sense::Object])
    });
    verb.is_some_and(|verb| {
        question.senses[verb].any(&[Sense::Sign, Sense::Back]) && !(verb..at).any(|w| name.contains(&w))
    })
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

fn supporters(question: &Question<'_>, countries: &Countries, certainty: Certainty) -> Option<SupporterQuestion> {
    if question.says(Sense::OtherList) {
        return None;
    }
    let mut rest = rest_with_names(question);
    let list = question.says_any(&[Sense::Sign, Sense::Supporter])
        || certainty == Certainty::Likely && question.says(Sense::Among);
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
    // A Chinese word is one character here, and no place by itself.
    let is_place =
        |at: usize| is_han(&question.words[at].text) || !countries.mentioned(between(question, at, at + 1)).is_empty();
    if asks_who && rest.iter().any(|at| is_object_of_backing(question, *at) && is_place(*at)) {
        return None;
    }
    let mut places = places(question, countries, &rest, list || backs);
    if certainty == Certainty::Likely && (list || backs) && (asks_who || question.says(Sense::HowMany)) {
        let without = |one: usize| rest.iter().copied().filter(|at| *at != one).collect::<Vec<_>>();
        let unknown = rest.iter().copied().filter(|_| places.is_empty()).find_map(|one| {
            if follows_verb(question, one) {
                return None;
            }
            let others = without(one);
            let found = self::places(question, countries, &others, false);
            (others.is_empty() || !found.is_empty()).then_some((others, found))
        });
        if let Some((others, found)) = unknown {
            (rest, places) = (others, found);
        }
    }
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
    let any_of_a_kind = kind.is_some() && question.says(Sense::Any) && rest.is_empty() && !asks_how(question);
    let listed = (asks_who || question.says_any(&[Sense::Supporter])) && (list || backs) || kind.is_some() && list;
    let who = (about_a_place || any_of_a_kind) && !question.says(Sense::Statement) || listed;
    (who && !own && (only_a_place(question, &rest) || !single_place(question, &rest, &places)))
        .then_some(SupporterQuestion::Who { kind, countries: places })
}

/// "Which countries support Ukraine": what follows the verb is supported, and isn't where the supporters are.
fn is_object_of_backing(question: &Question<'_>, at: usize) -> bool {
    const ARTICLES: &[&str] = &["the", "l", "la", "le", "les", "a", "al", "el", "o", "os", "as", "die", "den", "das"];
    /// Endings of what is supported, in Bengali and Nepali.
    const ENDINGS: &[&str] = &["কে", "लाई"];
    let text = question.words[at].text.as_str();
    let ends = |ending: &&str| text.strip_suffix(*ending).is_some_and(|name| !name.is_empty());
    if question.says(Sense::Back) && ENDINGS.iter().any(ends) {
        return true;
    }
    let before = (0..at).rev().find(|before| !ARTICLES.contains(&question.words[*before].text.as_str()));
    let Some(verb) = before.filter(|verb| question.has(*verb, Sense::Back)) else { return false };
    let listed = question.senses[verb].any(&[Sense::Sign, Sense::Supporter, Sense::Among]);
    !listed && (0..verb).any(|before| question.senses[before].any(&[Sense::Who, Sense::Government, Sense::HowMany]))
}

/// Whether a word is what somebody signs or supports or takes part in.
fn follows_verb(question: &Question<'_>, at: usize) -> bool {
    let before = (0..at).rev().find(|before| !question.senses[*before].only(&[Sense::Stop, Sense::Object]));
    before.is_some_and(|verb| question.senses[verb].any(&[Sense::Sign, Sense::Back, Sense::Among]))
}

/// Whether some word that isn't said in any question asks how: "form", "link".
fn asks_how(question: &Question<'_>) -> bool {
    question.senses.iter().any(|senses| senses.has(Sense::How) && !senses.has(Sense::Stop))
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
    if let CountryMatch::Exact(country) = countries.find(between(question, *first, *last + 1)) {
        return vec![country];
    }
    let mut found = Vec::new();
    for run in rest.chunk_by(|at, next| at + 1 == *next) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let text = between(question, *first, *last + 1);
        let all_places = || run.iter().all(|at| !countries.mentioned(between(question, *at, *at + 1)).is_empty());
        let here = match countries.find(text) {
            CountryMatch::Exact(country) => vec![country],
            _ if all_places() || about_us && rest.len() <= 3 => countries.mentioned(text),
            _ => Vec::new(),
        };
        if here.is_empty() {
            return here;
        }
        found.extend(here);
    }
    let mut seen = Vec::new();
    found.retain(|country| {
        !seen.contains(country) && {
            seen.push(*country);
            true
        }
    });
    found
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
    may || !who && asks_for_oneself(question)
}

/// "I want", "how do I": a word of two languages, such as "je", doesn't say both.
fn asks_for_oneself(question: &Question<'_>) -> bool {
    let me_beside = |how: usize| (0..question.words.len()).any(|at| at != how && question.has(at, Sense::Me));
    let asks_how = |at: usize| question.has(at, Sense::How) && me_beside(at);
    question.says(Sense::Me) && question.says_any(&[Sense::Can, Sense::Want]) || (0..question.words.len()).any(asks_how)
}

fn signing(question: &Question<'_>) -> Option<ProcessQuestion> {
    if question.says(Sense::OtherList) {
        return None;
    }
    if let Some(kind) = kind(question)
        && question.says(Sense::Any)
        && asks_how(question)
        && rest(question, &[]).is_empty()
    {
        // "Is there a form for individuals?"
        let alone = kind == SupporterKind::Individual;
        return Some(if alone { ProcessQuestion::HowToSign } else { ProcessQuestion::ForABody });
    }
    let verb = (0..question.words.len())
        .rev()
        .find(|at| question.senses[*at].any(&[Sense::Sign, Sense::Back, Sense::Supporter, Sense::Among]))?;
    let asks = question.says_any(&[Sense::Can, Sense::How, Sense::Want]) || question.says(Sense::Me);
    let rest = rest_with_names(question);
    let certain = question.says_any(&[Sense::Sign, Sense::Supporter])
        || question.says(Sense::Among) && asks_for_oneself(question);
    let after = rest.iter().any(|at| *at > verb);
    // "Which African countries are on board?"
    let names_government = |who: usize| (who + 1..=who + 2).any(|next| question.has(next, Sense::Government));
    let which = |at: usize| question.has(at, Sense::Who) && names_government(at);
    let which_body = !rest.is_empty() && (0..question.words.len()).any(which);
    if !asks || after || rest.len() > 2 || which_body {
        return None;
    }
    if question.says_any(BODY) && (question.says(Sense::Me) || question.says(Sense::Can)) {
        return Some(ProcessQuestion::ForABody);
    }
    let asked = question.says_any(&[Sense::How, Sense::Want]) || question.says(Sense::Me) || question.says(Sense::Can);
    let meant = certain || question.says(Sense::Object);
    (asked && meant && rest.is_empty()).then_some(ProcessQuestion::HowToSign)
}
