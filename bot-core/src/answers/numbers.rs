//! References by number: "rec 8", "the 3rd one", "FOC point five", "R8 and R9", "recommendations 3 to 5". Years,
//! quantities and other texts' articles are no references, so a number counts only beside the name of a list, or
//! when the question says nothing else.

use super::question::Question;
use super::vocabulary::{NumberWord, Sense};
use super::words;
use crate::content::{Campaign, PassageId, Series};

/// Words between a list's name and its number, at most ("point 4 of the FOC").
const FARTHEST: usize = 6;
/// A question of so few words that has "point 4" in it is about that point.
const FEWEST: usize = 4;
/// How much of a wrong number is repeated.
const LONGEST_TYPED: usize = 12;

/// What stands directly before a number that is a reference.
const NAMES: &[Sense] = &[Sense::Item, Sense::Recommendation, Sense::Statement];

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
        if is_whole_list(question, campaign, &numbers, number) || is_of_another_text(question, number) {
            continue;
        }
        let near = number.joined.or_else(|| series_near(question, &numbers, number));
        let series = near.or_else(|| series_meant(question, campaign, number));
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

/// Which list a number is of that has no list's name beside it, only "point" or "number": the one that the question
/// names elsewhere ("number 4, the one for states"). Beside recommendations, only the statement's entries are points.
fn series_meant(question: &Question<'_>, campaign: &Campaign, number: &Number) -> Option<Series> {
    let recommendations = (0..question.words.len())
        .any(|at| question.has(at, Sense::Recommendation) || is_joined_to(question, at, Sense::Recommendation));
    let statement = question.says_any(&[Sense::Statement, Sense::States]);
    let point = is_point(question, number) && recommendations;
    let meant = if point || is_item(question, number) && statement && !recommendations {
        Series::Statement
    } else if is_item(question, number) && recommendations && !statement {
        Series::Recommendation
    } else if is_point(question, number) && is_item(question, number) && question.words.len() <= FEWEST {
        // "Pt 4 kaunsa": hardly a word more, so nothing else can be meant.
        Series::Recommendation
    } else {
        return None;
    };
    // Far from its list, a number that the list lacks is something else's.
    let Value::Plain(Some(n)) = number.value else { return None };
    campaign.numbered(meant, n).map(|_| meant)
}

/// Whether the letters before a word's digits name a list ("R8").
fn is_joined_to(question: &Question<'_>, at: usize, sense: Sense) -> bool {
    let letters = question.words[at].text.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < question.words[at].text.len() && question.vocabulary.series_letters(letters).has(sense)
}

/// Whether "point" stands directly beside a number, with at most "number" between.
fn is_point(question: &Question<'_>, number: &Number) -> bool {
    let before = (0..number.at).rev().take_while(|at| question.has(*at, Sense::Item)).take(2);
    let after = (number.end..question.words.len()).take_while(|at| question.has(*at, Sense::Item)).take(2);
    before.chain(after).any(|at| question.has(at, Sense::Point))
}

/// Whether "number", "point" and the like stand directly beside a number.
fn is_item(question: &Question<'_>, number: &Number) -> bool {
    number.at.checked_sub(1).is_some_and(|at| question.has(at, Sense::Item)) || question.has(number.end, Sense::Item)
}

/// "Article 19 of the UDHR", "chapter 7": the name of something else is nearer than a list's.
fn is_of_another_text(question: &Question<'_>, number: &Number) -> bool {
    let distance = |at: usize| if at < number.at { number.at - at } else { at + 1 - number.end };
    let nearest = |is: &dyn Fn(usize) -> bool| (0..question.words.len()).filter(|at| is(*at)).map(distance).min();
    let elsewhere = nearest(&|at| question.has(at, Sense::Elsewhere) && !(number.at..number.end).contains(&at));
    let ours = nearest(&|at| named_series(question, at).is_some());
    number.joined.is_none() && elsewhere.is_some_and(|there| ours.is_none_or(|here| there < here))
}

/// "The 13", "mapendekezo 13": as many as there are recommendations, so all of them.
fn is_whole_list(question: &Question<'_>, campaign: &Campaign, numbers: &[Number], number: &Number) -> bool {
    let joins = |at: usize| question.senses.get(at).is_some_and(|s| s.any(&[Sense::And, Sense::Through]));
    let begins = |at: usize| numbers.iter().any(|n| n.at == at);
    let ends = |at: usize| numbers.iter().any(|n| n.end == at);
    if number.form == Form::Ordinal
        || number.joined.is_some()
        || number.value != Value::Plain(Some(campaign.count(Series::Recommendation)))
    {
        return false;
    }
    // "Recommendations 11, 12 and 13" and "recommendations 10-13" name it.
    let before = number.at.checked_sub(1);
    let in_a_row = joins(number.end) && begins(number.end + 1)
        || before.is_some_and(|at| joins(at) && ends(at) && !question.has(at, Sense::Compare));
    if in_a_row || before.is_some_and(|at| question.has(at, Sense::Item)) {
        return false;
    }
    let named_before = before.is_some_and(|at| named_series(question, at).is_some());
    if named_before {
        return before.is_some_and(|at| question.has(at, Sense::Several));
    }
    // "13条建议", "13 of the recommendations".
    let measured = number.end + usize::from(is_measured(question, number));
    let beside = question.says(Sense::Statement) && numbers.len() == 1;
    named_series(question, measured).is_some()
        || (beside || !says_nothing_else(question, numbers))
            && (!question.has(number.end, Sense::Item) || question.has(number.end, Sense::Stop))
}

/// A Chinese number before a measure word counts; with 第 before it, it names one.
fn is_measured(question: &Question<'_>, number: &Number) -> bool {
    let han = |at: &usize| question.words.get(*at).is_some_and(|w| words::is_han(&w.text));
    let item = |at: &usize| han(at) && question.has(*at, Sense::Item);
    item(&number.end) && !number.at.checked_sub(1).is_some_and(|at| item(&at))
}

/// Whether "the 13" stands here: a bare number, or one with letters that don't make an ordinal ("13টি", "الـ13").
pub(super) fn is_whole_list_at(question: &Question<'_>, campaign: &Campaign, at: usize) -> bool {
    let all = numbers(question);
    if let Some(number) = all.iter().find(|n| n.at == at) {
        return is_whole_list(question, campaign, &all, number);
    }
    let digits = question.words[at].text.trim_matches(|c: char| !c.is_ascii_digit());
    digits.parse() == Ok(campaign.count(Series::Recommendation)) && digits != question.words[at].text
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
    // "Ponto nove da declaração dos estados": a word without a meaning of its own in the language of its neighbour is
    // no number ("dos" is two in Spanish).
    let before = at.checked_sub(1).map(|before| question.senses[before]);
    let foreign = form == Form::Word
        && question.has(at, Sense::Stop)
        && before.is_some_and(|b| {
            // "哪一点" asks which.
            b.has(Sense::Stop) && !b.any(NAMES)
                || b.any(NAMES) && !question.vocabulary.number_languages(&question.words[at..], b)
        });
    let typed = question.words[at].text.clone();
    (!foreign).then_some(Number { value, form, at, end: at + length, joined: None, typed })
}

fn digits(question: &Question<'_>, at: usize) -> Option<Number> {
    let word = question.words[at].text.as_str();
    let begin = word.find(|c: char| c.is_ascii_digit())?;
    let (letters, rest) = word.split_at(begin);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (digits, ending) = rest.split_at(end);
    // "No2ta": in chat Arabic, digits are letters.
    if !letters.is_empty() && !ending.is_empty() && !question.senses[at].none() {
        return None;
    }
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
    // "Recommendation 4 and point 1": the point isn't the recommendation's.
    let apart = |at: &usize| {
        question.senses[*at].any(&[Sense::And, Sense::Compare]) || numbers.iter().any(|n| (n.at..n.end).contains(at))
    };
    let reach = if is_point(question, number) { (0..number.at).rev().find(apart).map_or(0, |at| at + 1) } else { 0 };
    let before = walk(&mut (reach..number.at).rev());
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
        // "5 recommendations", "11 points" are quantities.
        Form::Digits if !after_name && !after_item && is_quantity(question, campaign, number) => false,
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

/// A number right before a list's name, as large as the list, or before more than one entry.
fn is_quantity(question: &Question<'_>, campaign: &Campaign, number: &Number) -> bool {
    let Value::Plain(Some(n)) = number.value else { return false };
    question.has(number.end, Sense::Several)
        || named_series(question, number.end).is_some_and(|series| n == campaign.count(series))
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
