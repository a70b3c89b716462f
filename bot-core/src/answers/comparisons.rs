//! The two lists side by side: passages named by their numbers with what is like them in the other list, and
//! comparisons by topic ("what do both say about education", "which points about companies aren't in the 13"). Who
//! compares wants to see both sides, so the best passage of each list is shown. Absent on purpose: what is alike and
//! what differs. The bot only quotes.

use super::numbers::{self, Reference};
use super::question::Question;
use super::vocabulary::Sense;
use super::{AS_NEAR, Answers, FoundBy, LIKELY, Meaning, Ranked, SURE, words};
use crate::content::{PassageId, Series};

/// Words that say nothing about the topic of a comparison.
const NO_TOPIC: &[Sense] = &[
    Sense::Stop,
    Sense::Item,
    Sense::And,
    Sense::Through,
    Sense::Compare,
    Sense::Both,
    Sense::BothTexts,
    Sense::Without,
    Sense::Recommendation,
    Sense::Statement,
];

impl Answers {
    /// What to show of the passages that a question names by their numbers.
    pub(super) fn referred(&self, question: &Question<'_>, references: Vec<Reference>) -> Meaning {
        let mut ids = Vec::new();
        for reference in references {
            match reference {
                Reference::Passage(id) => ids.push(id),
                Reference::Missing { series, typed } => return Meaning::NoSuchNumber { series, typed },
            }
        }
        let compares = question.says_any(&[Sense::Compare, Sense::Both, Sense::BothTexts]);
        if let ([only], true) = (ids.as_slice(), compares)
            && let Some(counterpart) = self.counterpart(question, only)
        {
            // What was asked for comes first.
            ids.insert(0, counterpart);
        }
        let by = if compares { FoundBy::Comparison } else { FoundBy::Number };
        Meaning::Passages { ids, by }
    }

    /// What is like a passage in the other list, if the question names that list.
    fn counterpart(&self, question: &Question<'_>, id: &PassageId) -> Option<PassageId> {
        let other = match self.series_of(id)? {
            Series::Recommendation if question.says_any(&[Sense::Statement, Sense::States]) => Series::Statement,
            Series::Statement if question.says(Sense::Recommendation) || self.names_all(question).is_some() => {
                Series::Recommendation
            }
            _ => return None,
        };
        self.related_in(id, other).or_else(|| {
            let ranking = self.retrieval.rank(&topic(question));
            let mut of_other = ranking.passages.iter().filter(|r| self.series_of(&r.passage) == Some(other));
            of_other.next().filter(|_| ranking.covered >= SURE).map(|r| r.passage.clone())
        })
    }

    /// What is most related to a passage in a list.
    fn related_in(&self, id: &PassageId, series: Series) -> Option<PassageId> {
        let related = &self.campaign.passage(id).related;
        related.iter().find(|id| self.series_of(id) == Some(series)).cloned()
    }

    fn series_of(&self, id: &PassageId) -> Option<Series> {
        self.campaign.passage(id).numbered.map(|(series, _)| series)
    }

    /// Where a question speaks of "the 13".
    fn names_all(&self, question: &Question<'_>) -> Option<usize> {
        (0..question.words.len()).find(|at| numbers::is_whole_list_at(question, &self.campaign, *at))
    }

    /// "Do both mention vulnerable people", "which points about companies are not in the 13".
    pub(super) fn compared(&self, question: &Question<'_>) -> Option<Meaning> {
        let compares = question.says_any(&[Sense::Compare, Sense::Both, Sense::BothTexts]);
        let places = self.places(question, compares)?;
        let topic = topic(question);
        if topic.is_empty() {
            return None;
        }
        let missing = (0..question.words.len()).filter(|at| question.has(*at, Sense::Without));
        let ids = match places {
            Places::Named { recommendations, statements } if question.says(Sense::Without) => {
                let distance = |names: &[usize]| {
                    missing.clone().flat_map(|at| names.iter().map(move |name| at.abs_diff(*name))).min()
                };
                // What is missing stands next to the list that it is missing from. Where both are as near, the
                // question is about the list that it names first.
                let (r, s) = (distance(&recommendations), distance(&statements));
                let from_statement = r < s || r == s && statements.first() < recommendations.first();
                let asked = if from_statement { Series::Statement } else { Series::Recommendation };
                self.best_of(asked, &topic)
            }
            Places::Named { recommendations, statements } => {
                let joined = recommendations.iter().any(|r| statements.iter().any(|s| is_joined(question, *r, *s)));
                if !compares && !joined {
                    return None;
                }
                self.best_of_each(&topic)
            }
            Places::Both => self.best_of_each(&topic),
        };
        (!ids.is_empty()).then_some(Meaning::Passages { ids, by: FoundBy::Comparison })
    }

    /// Where the two lists are named; `None` unless both are.
    fn places(&self, question: &Question<'_>, compares: bool) -> Option<Places> {
        let all = |sense: Sense| (0..question.words.len()).filter(move |at| question.has(*at, sense));
        let mut recommendations: Vec<usize> = all(Sense::Recommendation).collect();
        recommendations.extend(self.names_all(question));
        let mut statements: Vec<usize> = all(Sense::Statement).collect();
        if statements.is_empty() && compares {
            // "Compare the recommendations with what states were told", "which points are not in the 13".
            statements.extend(all(Sense::States));
        }
        if statements.is_empty() && question.says(Sense::Without) {
            statements.extend(all(Sense::Point));
        }
        if !recommendations.is_empty() && !statements.is_empty() {
            Some(Places::Named { recommendations, statements })
        } else {
            question.says(Sense::BothTexts).then_some(Places::Both)
        }
    }

    /// The best of one list, and the second when it is nearly as good.
    fn best_of(&self, series: Series, topic: &str) -> Vec<PassageId> {
        let ranking = self.retrieval.rank(topic);
        if ranking.covered < LIKELY {
            return Vec::new();
        }
        let best: Vec<&Ranked> =
            ranking.passages.iter().filter(|r| self.series_of(&r.passage) == Some(series)).take(2).collect();
        let least = best.first().map_or(0.0, |first| AS_NEAR * first.score);
        best.into_iter().filter(|r| r.score >= least).map(|r| r.passage.clone()).collect()
    }

    /// The best of both lists, the recommendation first.
    fn best_of_each(&self, topic: &str) -> Vec<PassageId> {
        let ranking = self.retrieval.rank(topic);
        if ranking.covered < LIKELY {
            return Vec::new();
        }
        let at = |series: Series| ranking.passages.iter().position(|r| self.series_of(&r.passage) == Some(series));
        let (Some(r), Some(s)) = (at(Series::Recommendation), at(Series::Statement)) else { return Vec::new() };
        let [recommendation, statement] = [r, s].map(|at| ranking.passages[at].passage.clone());
        // What is related to the better one goes before what is only near to the words.
        if r < s {
            let related = self.related_in(&recommendation, Series::Statement);
            vec![recommendation, related.unwrap_or(statement)]
        } else {
            let related = self.related_in(&statement, Series::Recommendation);
            vec![related.unwrap_or(recommendation), statement]
        }
    }
}

/// Where a question names the lists.
enum Places {
    /// Each by its name.
    Named { recommendations: Vec<usize>, statements: Vec<usize> },
    /// As "both texts".
    Both,
}

/// "What do the 13 say about women and what the FOC": an "and" just before the second name, or just behind the first.
fn is_joined(question: &Question<'_>, one: usize, other: usize) -> bool {
    /// "And what does the FOC".
    const NEAR: usize = 5;
    let (first, second) = (one.min(other), one.max(other));
    (first + 1..second)
        .any(|at| question.has(at, Sense::And) && (second - at <= NEAR || at - first <= 1) && second - first > 1)
}

/// What a question says beside the lists and the comparison.
fn topic(question: &Question<'_>) -> String {
    let mut topic = String::new();
    for (word, senses) in question.words.iter().zip(&question.senses) {
        let has_digits = word.text.chars().any(|c| c.is_ascii_digit());
        if has_digits || !word.text.chars().any(char::is_alphabetic) || senses.any(NO_TOPIC) {
            continue;
        }
        // Chinese words have no spaces between them.
        if !topic.is_empty() && !words::is_han(&word.text) {
            topic.push(' ');
        }
        topic.push_str(&word.text);
    }
    topic
}
