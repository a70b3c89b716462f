//! Questions whether somebody is among the supporters: "has Mozilla signed?", "is she on the list?".

use super::super::SupporterQuestion;
use super::super::question::Question;
use super::super::vocabulary::Sense;
use super::super::words::is_han;
use super::{Certainty, asks_to_join, between, rest, rest_with_names};
use crate::country::{Countries, CountryMatch};

/// What stands between a name and the verb in Chinese.
const CHINESE_PARTICLES: &[&str] =
    &["的", "了", "也", "都", "是", "在", "有", "还", "被", "已", "会", "呢", "吗", "支", "签"];

/// "Has Mozilla signed?", "is Russia a signatory?", "signed by Access Now?"
pub(super) fn named(question: &Question<'_>, countries: &Countries, certainty: Certainty) -> Option<SupporterQuestion> {
    if question.says_any(&[Sense::Remove, Sense::Change, Sense::OtherList]) || asks_to_join(question) {
        return None;
    }
    let likely = certainty == Certainty::Likely;
    let of_list = |at: &usize| question.senses[*at].any(&[Sense::Sign, Sense::Supporter]);
    let rest = rest_with_names(question);
    let among = |at: &usize| likely && question.has(*at, Sense::Among);
    let verb =
        (0..question.words.len()).find(of_list).or_else(|| (0..question.words.len()).find(among)).or_else(|| {
            let backing = (0..question.words.len()).rev().find(|at| question.has(*at, Sense::Back))?;
            // Ideas are supported too, so it must be said that this list is meant.
            let meant = likely && !question.says(Sense::Who) || backs_this(question, backing, &rest);
            // "Gives support": the verb may be two words.
            let first = (0..backing).rev().take_while(|at| question.has(*at, Sense::Back) && !rest.contains(at)).last();
            meant.then_some(first.unwrap_or(backing))
        })?;
    let edge = |at: usize| {
        question.senses[at].any(&[Sense::Stop, Sense::Who, Sense::Any, Sense::Me, Sense::Courtesy, Sense::Supporter])
            || !question.words[at].text.chars().any(char::is_alphanumeric)
    };
    // The last character of 华为 is also a word that says nothing.
    let in_chinese_name = |at: usize| {
        let text = question.words[at].text.as_str();
        is_han(text) && !CHINESE_PARTICLES.contains(&text) && at.checked_sub(1).is_some_and(|p| rest.contains(&p))
    };
    let trimmed = |mut from: usize, mut to: usize| {
        while from < to && edge(from) && !rest.contains(&from) {
            from += 1;
        }
        let ends = |at: usize| (edge(at) || question.has(at, Sense::Object)) && !in_chinese_name(at);
        while from < to && ends(to - 1) && !rest.contains(&(to - 1)) {
            to -= 1;
        }
        (from, to)
    };
    let before = trimmed(0, verb);
    let mut behind = verb;
    let of_verb =
        |at: &usize| of_list(at) || among(at) || question.has(*at, Sense::Back) && question.has(verb, Sense::Back);
    while behind < question.words.len() && of_verb(&behind) {
        behind += 1;
    }
    let after = trimmed(behind, question.words.len());
    let pointed = |at: usize| question.senses[at].any(&[Sense::Object, Sense::Me, Sense::Who, Sense::Any, Sense::Can]);
    let backs = !of_list(&verb) && !among(&verb);
    if backs && question.says(Sense::Government) && !backs_this(question, verb, &rest) {
        // Whether the state supports something is asked of the texts.
        return None;
    }
    let you = (0..before.0).any(pointed) || question.has(before.0, Sense::Object);
    if backs && before.0 < before.1 && you {
        // "You" support something.
        return None;
    }
    let rest_in = |(from, to): (usize, usize)| rest.iter().filter(|at| (from..to).contains(*at)).count();
    let (from, to) = match (rest_in(before), rest_in(after)) {
        (0, 0) if before.0 < before.1 && !question.says(Sense::Me) => before,
        (0, 0) => return None,
        (_, 0) => before,
        (0, _) if of_list(&verb) && before.0 == before.1 && !question.says(Sense::Who) => after,
        // "Unterstützt der Verein das?"
        (0, _) if before.0 == before.1 && !(0..verb).any(pointed) && ends_with_object(question) => after,
        _ => return None,
    };
    // Chinese words are single characters.
    let longest = if is_han(&question.words[from].text) { 20 } else { 8 };
    if to - from > longest {
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

/// Whether "this" or "you" is what is supported: beside the verb, or at the end.
fn backs_this(question: &Question<'_>, verb: usize, rest: &[usize]) -> bool {
    let little = |at: &usize| question.has(*at, Sense::Stop) && !question.has(*at, Sense::Object);
    let after = (verb + 1..question.words.len()).find(|at| !little(at) && !question.has(*at, Sense::Back));
    let before = verb.checked_sub(1).filter(|at| *at > 0 && !rest.contains(at));
    [after, before].into_iter().flatten().any(|at| question.has(at, Sense::Object)) || ends_with_object(question)
}

fn ends_with_object(question: &Question<'_>) -> bool {
    question.words.len().checked_sub(1).is_some_and(|last| question.has(last, Sense::Object))
}

/// "Anyone from Neverland?": whatever isn't a known country may be a town or a body.
pub(super) fn from_somewhere(question: &Question<'_>) -> Option<SupporterQuestion> {
    if question.says(Sense::OtherList) {
        return None;
    }
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
