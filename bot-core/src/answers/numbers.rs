//! References by number: "rec 8", "the 3rd one", "FOC point five", "R8 and R9", "recommendations 3 to 5". Years,
//! quantities and other texts' articles are no references, so a number counts only beside the name of a list, or
//! when the question says nothing else.

use super::question::Question;
use super::vocabulary::{NumberWord, Sense};
use crate::content::{Campaign, PassageId, Series};

/// Words between a list's name and its number, at most ("point 4 of the FOC").
const FARTHEST: usize = 6;
/// How much of a wrong number is repeated.
const LONGEST_TYPED: usize = 12;

/// A place in a list, as a question names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// This passage.
    Passage(PassageId),
    /// No such number.
    Missing {
        /// The list, if it was named.
        series: Option<Series>,
        /// The number as typed.
        typed: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// Counted from the beginning; `None` when it is too large or no whole number.
    Plain(Option<u32>),
    /// Counted from the end.
    FromEnd(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// 8
    Digits,
    /// eight
    Word,
    /// eighth, 8th
    Ordinal,
}

#[derive(Clone, Debug)]
struct Number {
    value: Value,
    form: Form,
    at: usize,
    end: usize,
    /// The list whose letters are joined to it ("R8").
    joined: Option<Series>,
    typed: String,
}

/// Every reference of a question, in order, without repetitions.
pub(super) fn references(question: &Question<'_>, campaign: &Campaign) -> Vec<Reference> {
    let numbers = numbers(question);
    let alone = says_nothing_else(question, &numbers);
    let mut found: Vec<(Option<Series>, Number)> = Vec::new();
    for number in &numbers {
        let series = number.joined.or_else(|| series_near(question, &numbers, number));
        if counts(question, campaign, number, series, alone) {
            found.push((series, number.clone()));
        }
    }
    // "R8 and 9": the second number belongs to the same list.
    for i in 1..found.len() {
        if found[i].0.is_none() {
            found[i].0 = found[i - 1].0;
        }
    }
    let mut references = Vec::new();
    for (i, (series, number)) in found.iter().enumerate() {
        if i > 0 && is_range(question, &found[i - 1].1, number) {
            between(campaign, &found[i - 1], (*series, number), &mut references);
        }
        push(&mut references, reference(campaign, *series, &number.value, &number.typed));
    }
    references
}

fn push(references: &mut Vec<Reference>, reference: Reference) {
    if !references.contains(&reference) {
        references.push(reference);
    }
}

/// The passages strictly between the two ends of a range.
fn between(
    campaign: &Campaign,
    first: &(Option<Series>, Number),
    last: (Option<Series>, &Number),
    into: &mut Vec<Reference>,
) {
    let series = last.0.or(first.0).unwrap_or(Series::Recommendation);
    if let (Value::Plain(Some(from)), Value::Plain(Some(to))) = (&first.1.value, &last.1.value) {
        for n in from.saturating_add(1)..(*to).min(campaign.count(series) + 1) {
            push(into, reference(campaign, Some(series), &Value::Plain(Some(n)), ""));
        }
    }
}

fn is_range(question: &Question<'_>, first: &Number, second: &Number) -> bool {
    second.at == first.end + 1 && question.has(first.end, Sense::Through)
}

fn reference(campaign: &Campaign, series: Option<Series>, value: &Value, typed: &str) -> Reference {
    let list = series.unwrap_or(Series::Recommendation);
    let number = match value {
        Value::Plain(n) => *n,
        Value::FromEnd(n) => campaign.count(list).checked_sub(*n),
    };
    match number.and_then(|n| campaign.numbered(list, n)) {
        Some(passage) => Reference::Passage(passage.id.clone()),
        None => Reference::Missing { series, typed: typed.chars().take(LONGEST_TYPED).collect() },
    }
}

fn numbers(question: &Question<'_>) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < question.words.len() {
        let number = spelled(question, at).or_else(|| digits(question, at));
        at = number.as_ref().map_or(at + 1, |n| n.end);
        numbers.extend(number);
    }
    numbers
}

fn spelled(question: &Question<'_>, at: usize) -> Option<Number> {
    let (word, length) = question.vocabulary.number(&question.words[at..])?;
    let (value, form) = match word {
        NumberWord::Cardinal(n) => (Value::Plain(Some(n)), Form::Word),
        NumberWord::Ordinal(n) => (Value::Plain(Some(n)), Form::Ordinal),
        NumberWord::FromEnd(n) => (Value::FromEnd(n), Form::Ordinal),
    };
    let typed = question.words[at].text.clone();
    Some(Number { value, form, at, end: at + length, joined: None, typed })
}

fn digits(question: &Question<'_>, at: usize) -> Option<Number> {
    let word = question.words[at].text.as_str();
    let begin = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, rest) = word.split_at(begin);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (digits, ending) = rest.split_at(end);
    let joined = if letters.is_empty() { None } else { Some(question.vocabulary.series_letters(letters)) };
    let series = match joined {
        Some(s) if s.has(Sense::Recommendation) => Some(Series::Recommendation),
        Some(s) if s.has(Sense::Statement) => Some(Series::Statement),
        Some(s) if s.none() => return None,
        _ => None,
    };
    let form = match ending {
        "" => Form::Digits,
        ending if question.vocabulary.is_ending(ending) => Form::Ordinal,
        _ => return None,
    };
    let typed = digits.to_owned();
    Some(Number { value: Value::Plain(digits.parse().ok()), form, at, end: at + 1, joined: series, typed })
}

/// Words that may stand between a number and the name of its list.
fn links(question: &Question<'_>, numbers: &[Number], at: usize) -> bool {
    const LINKS: &[Sense] = &[Sense::Item, Sense::And, Sense::Through, Sense::Stop, Sense::Compare];
    question.senses[at].any(LINKS) || numbers.iter().any(|n| (n.at..n.end).contains(&at))
}

fn named_series(question: &Question<'_>, at: usize) -> Option<Series> {
    let senses = *question.senses.get(at)?;
    let joined = question.words[at].text.chars().any(|c| c.is_ascii_digit());
    if joined {
        None
    } else if senses.has(Sense::Statement) {
        Some(Series::Statement)
    } else if senses.has(Sense::Recommendation) {
        // "FOC recommendation 3": the statement's points are recommendations too.
        let before = (0..at).rev().find(|i| !question.has(*i, Sense::Item));
        let of_statement = before.is_some_and(|i| question.has(i, Sense::Statement));
        Some(if of_statement { Series::Statement } else { Series::Recommendation })
    } else {
        None
    }
}

fn series_near(question: &Question<'_>, numbers: &[Number], number: &Number) -> Option<Series> {
    let walk = |positions: &mut dyn Iterator<Item = usize>| {
        for (distance, at) in positions.take(FARTHEST).enumerate() {
            if let Some(series) = named_series(question, at) {
                return Some((distance, series));
            }
            if !links(question, numbers, at) {
                return None;
            }
        }
        None
    };
    let before = walk(&mut (0..number.at).rev());
    let after = walk(&mut (number.end..question.words.len()));
    match (before, after) {
        (Some((b, series)), Some((a, _))) if b <= a => Some(series),
        // "R8 vs FOC 2": a list's name directly before another number is that number's.
        (Some((_, series)), Some((a, _))) if belongs_to_next(question, numbers, number.end + a) => Some(series),
        (None, Some((a, _))) if a > 0 && belongs_to_next(question, numbers, number.end + a) => None,
        (_, Some((_, series))) | (Some((_, series)), None) => Some(series),
        (None, None) => None,
    }
}

/// Whether a number stands right after the list's name (or after "point" and the like behind it).
fn belongs_to_next(question: &Question<'_>, numbers: &[Number], name: usize) -> bool {
    let next = (name + 1..question.words.len()).find(|i| !question.has(*i, Sense::Item) || is_number(numbers, *i));
    next.is_some_and(|i| is_number(numbers, i))
}

fn is_number(numbers: &[Number], at: usize) -> bool {
    numbers.iter().any(|n| n.at == at)
}

fn says_nothing_else(question: &Question<'_>, numbers: &[Number]) -> bool {
    const EMPTY: &[Sense] = &[
        Sense::Stop,
        Sense::Item,
        Sense::And,
        Sense::Through,
        Sense::Compare,
        Sense::Both,
        Sense::Recommendation,
        Sense::Statement,
        Sense::Courtesy,
    ];
    (0..question.words.len())
        .all(|at| question.senses[at].any(EMPTY) || numbers.iter().any(|n| (n.at..n.end).contains(&at)))
}

/// Whether a number is a reference.
fn counts(question: &Question<'_>, campaign: &Campaign, number: &Number, series: Option<Series>, alone: bool) -> bool {
    let before = number.at.checked_sub(1);
    let value = match number.value {
        Value::Plain(n) => n,
        Value::FromEnd(_) => return series.is_some() && adjacent(question, number) || alone,
    };
    if number.joined.is_some() {
        return true;
    }
    let after_name = before.is_some_and(|i| named_series(question, i).is_some());
    let after_item = before.is_some_and(|i| question.has(i, Sense::Item));
    // A year is one unless it stands where only a number can ("rec 2020").
    let is_year = value.is_some_and(|n| (1900..=2100).contains(&n));
    if is_year && !(after_name && series == Some(Series::Recommendation)) {
        return false;
    }
    match number.form {
        // "The 13 recommendations" are all of them, "5 points" is a quantity; "the 13" alone may be either.
        Form::Digits if !after_name && !after_item && !alone && is_quantity(question, campaign, number) => false,
        Form::Digits => (series.is_some() && fits(question, campaign, number, series)) || alone,
        Form::Ordinal => series.is_some() && adjacent(question, number) || alone,
        Form::Word => {
            let linked = before.is_some_and(|i| question.has(i, Sense::And) || question.has(i, Sense::Through));
            let before_item = question.has(number.end, Sense::Item) && series.is_some();
            let near = after_name || after_item || before_item || linked && series.is_some();
            near && (series.is_some() || alone)
        }
    }
}

/// A number right before a list's name, as large as the list: the whole list.
fn is_quantity(question: &Question<'_>, campaign: &Campaign, number: &Number) -> bool {
    let Value::Plain(Some(n)) = number.value else { return false };
    named_series(question, number.end).is_some_and(|series| n == campaign.count(series))
}

/// A number that no list has counts only where nothing but a number can be meant: not in "the FOC's 31 governments".
fn fits(question: &Question<'_>, campaign: &Campaign, number: &Number, series: Option<Series>) -> bool {
    let exists = match number.value {
        Value::Plain(Some(n)) => campaign.numbered(series.unwrap_or(Series::Recommendation), n).is_some(),
        _ => false,
    };
    let followed = question.senses.get(number.end).is_some_and(|s| s.none());
    exists || !followed
}

/// Whether a list's name or "point" stands beside an ordinal, with at most one word between.
fn adjacent(question: &Question<'_>, number: &Number) -> bool {
    let near = |at: usize| named_series(question, at).is_some() || question.has(at, Sense::Item);
    let before = (1..=2).filter_map(|d| number.at.checked_sub(d)).any(near);
    let after = (number.end..question.words.len()).take(2).any(near);
    before || after
}
