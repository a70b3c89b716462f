//! The two lists side by side: passages named by their numbers with what is like them in the other list, and
//! comparisons by topic ("what do both say about education", "which points about companies aren't in the 13"). Who
//! compares wants to see both sides, so the best passage of each list is shown. Absent on purpose: what is alike and
//! what differs. The bot only quotes.

use super::numbers::{self, Reference};
use super::question::Question;
use super::vocabulary::Sense;
use super::{Answers, FoundBy, LIKELY, Meaning, Ranked, SURE, words};
use crate::content::{PassageId, Series};

/// A second passage of the same list is quoted too when it is this near to the first.
const AS_NEAR: f32 = 0.2;
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
            // "What does the statement add to the 13?"
            let whole = compares.then(|| self.statements_opening()).flatten();
            return whole.map(|id| Meaning::Passages { ids: vec![id], by: FoundBy::Comparison });
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

    /// What opens the statement: it says how the statement goes beyond the recommendations.
    fn statements_opening(&self) -> Option<PassageId> {
        let source = &self.campaign.numbered(Series::Statement, 1)?.source;
        let mut opening = self.campaign.passages.iter().filter(|p| p.numbered.is_none() && p.source == *source);
        opening.next().map(|p| p.id.clone())
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use super::*;
    use crate::content::Campaign;
    use crate::country::Countries;

    static ANSWERS: LazyLock<Answers> =
        LazyLock::new(|| Answers::new(&Campaign::embedded(), Arc::new(Countries::load())));

    fn named(question: &str) -> Vec<String> {
        match ANSWERS.understand(question).meaning {
            Meaning::Passages { ids, .. } => ids.iter().map(ToString::to_string).collect(),
            other => panic!("{question:?} means {other:?}"),
        }
    }

    #[test]
    fn numbers_name_entries_of_the_list_that_is_meant() {
        for (question, expected) in [
            ("tell me number 7, the one for governments", vec!["F7"]),
            ("difference between R6 and point 7", vec!["R6", "F7"]),
            ("rec 5 or point 2?", vec!["R5", "F2"]),
            ("read recs 11, 12 and 13", vec!["R11", "R12", "R13"]),
            ("lien entre la recommandation 10 et le point 3", vec!["R10", "F3"]),
            ("qué dice el punto seis de los estados", vec!["F6"]),
            ("me lê o ponto oito da declaração dos governos", vec!["F8"]),
            ("Unterschied zwischen Empfehlung 11 und Punkt 9", vec!["R11", "F9"]),
            ("قارن التوصية ١١ بالنقطة ٩", vec!["R11", "F9"]),
            ("nokta talata fel bayan", vec!["F3"]),
            ("rekomendaciya nomer pyat", vec!["R5"]),
            ("разница между рекомендацией 12 и пунктом 10", vec!["R12", "F10"]),
            ("建议十一和第九点有什么区别", vec!["R11", "F9"]),
            ("第三条建议", vec!["R3"]),
            ("বিবৃতির ৬ নম্বর দফা", vec!["F6"]),
            ("suparish pach ki", vec!["R5"]),
            ("सिफारिस १० र बुँदा ३ मा के फरक छ", vec!["R10", "F3"]),
            ("tofauti kati ya pendekezo la 11 na hoja ya 9", vec!["R11", "F9"]),
            ("erste und letzte empfehlung", vec!["R1", "R13"]),
            ("التوصية الثانية والخامسة", vec!["R2", "R5"]),
            ("reco 11 et son équivalent dans la déclaration", vec!["F9", "R11"]),
            ("建议11在声明里对应哪一点", vec!["F9", "R11"]),
            ("सिफारिस ११ सँग वक्तव्यको कुन बुँदा मिल्छ", vec!["F9", "R11"]),
        ] {
            assert_eq!(named(question), expected, "{question}");
        }
    }

    #[test]
    fn all_thirteen_and_the_numbers_of_other_texts_are_no_references() {
        for question in [
            "the 13 recommendations",
            "does article 19 of the UDHR protect encryption",
            "what are the top 3 recommended VPNs",
            "que dit l'article 19 de la déclaration universelle",
            "artículo 12 de la declaración universal",
            "o que diz o artigo 5 da constituição",
            "Artikel 10 des Grundgesetzes",
            "ماذا تقول المادة 19 من الإعلان العالمي",
            "статья 19 всеобщей декларации",
            "13条建议",
            "宪法第35条",
            "১৩টি সুপারিশ",
            "संविधानको धारा १७",
            "mapendekezo 13",
            "we have 13 servers, should we encrypt them",
            "my boss has 5 points about encryption",
        ] {
            let meaning = ANSWERS.understand(question).meaning;
            let by_number =
                matches!(meaning, Meaning::Passages { by: FoundBy::Number, .. } | Meaning::NoSuchNumber { .. });
            assert!(!by_number, "{question:?} means {meaning:?}");
        }
    }

    #[test]
    fn a_topic_of_both_lists_shows_the_best_of_each() {
        for question in [
            "what do the 13 say about education and what does the FOC say",
            "les deux textes parlent d'éducation, compare",
            "qué dicen las 13 sobre educación y qué dice la declaración",
            "os dois textos falam de educação, compare",
            "Was sagen die 13 zu Bildung und was die Erklärung",
            "الفرق بين التوصيات الـ13 والبيان في التعليم",
            "оба текста говорят про обучение, сравни",
            "两份文件都提到教育，比较一下",
            "শিক্ষা নিয়ে সুপারিশ আর বিবৃতির পার্থক্য কী",
            "दुवै दस्तावेजमा शिक्षाबारे के छ",
            "mapendekezo 13 na tamko yanasema nini kuhusu elimu",
        ] {
            assert_eq!(named(question), ["R11", "F9"], "{question}");
        }
    }

    #[test]
    fn what_one_list_lacks_is_looked_for_in_the_other() {
        for question in [
            "what is in the statement on private companies that the 13 don't have",
            "which points about businesses are not in the 13",
        ] {
            let ids = named(question);
            assert!(ids.iter().all(|id| id.starts_with('F')), "{question}: {ids:?}");
        }
    }
}
