//! What a question means: rules for numbers, comparisons, supporters and the process, and retrieval for free
//! words. Everything is local and computed from the campaign's data. Absent on purpose: the words of the answer
//! (the commands make those) and any language model.

#[cfg(test)]
mod cross_validation;
mod forms;
mod lexicon;
mod lists;
mod numbers;
mod people;
mod question;
mod retrieval;
mod space;
mod terms;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use self::numbers::Reference;
use self::question::Question;
pub use self::retrieval::{Bm25, Ranking, Retrieval};
use self::vocabulary::{LanguageFile, Sense, Vocabulary};
use crate::content::{Campaign, PassageId, Series};
use crate::country::{Countries, Country};
use crate::language::Language;
use crate::supporter::SupporterKind;

/// What a question means.
#[derive(Clone, Debug, PartialEq)]
pub struct Understanding {
    /// What to answer with.
    pub meaning: Meaning,
    /// The five passages nearest to the words, best first, whatever the meaning.
    pub ranked: Vec<Ranked>,
    /// How sure it is that the texts cover the question, from 0 to 1.
    pub score: f32,
}

/// A passage and how near it is, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The passage.
    pub passage: PassageId,
    /// How near.
    pub score: f32,
}

/// What to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// These passages, in this order.
    Passages {
        /// The passages; never empty.
        ids: Vec<PassageId>,
        /// How they were found.
        by: FoundBy,
    },
    /// A number that the list doesn't have.
    NoSuchNumber {
        /// Which list was meant, if that is clear.
        series: Option<Series>,
        /// The number as typed, cut to something short.
        typed: String,
    },
    /// Unsure: three passages to choose from.
    Options(Vec<PassageId>),
    /// A question about supporters.
    Supporters(SupporterQuestion),
    /// A question about how to support, and what can be done about it.
    Process(ProcessQuestion),
    /// A question about the bot itself: who it is and what it can do.
    About,
    /// A greeting, thanks or goodbye.
    Courtesy,
    /// The texts don't cover it.
    NotCovered,
}

/// How passages were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// Named by their numbers.
    Number,
    /// The question compares them.
    Comparison,
    /// By its words.
    Words,
}

/// A question about supporters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupporterQuestion {
    /// Who supports this?
    Who {
        /// Only this kind.
        kind: Option<SupporterKind>,
        /// Only these countries; empty means any.
        countries: Vec<Country>,
    },
    /// Has this one signed?
    Named {
        /// The name as typed.
        name: String,
        /// The countries that the name is the name of ("has Canada signed?"); empty when it is none.
        countries: Vec<Country>,
    },
    /// How many?
    HowMany {
        /// Only this kind.
        kind: Option<SupporterKind>,
        /// Only these countries; empty means any.
        countries: Vec<Country>,
    },
    /// Who was last?
    Latest,
}

/// A question about the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProcessQuestion {
    /// How do I sign?
    HowToSign,
    /// Can my organisation, group or government sign?
    ForABody,
    /// Where does a letter of support go?
    Letter,
    /// Take my name off, or mend it.
    ChangeOrRemove,
    /// Whom do I write to?
    Contact,
    /// What happens with my data?
    Privacy,
}

/// How many passages [`Understanding::ranked`] has.
const RANKED: usize = 5;
/// How many passages are offered when unsure.
const OFFERED: usize = 3;
/// From this score on, a passage is quoted: one in ten questions that aren't covered reaches it when they are left
/// out in turn (`cross_validation`).
const SURE: f32 = 0.275;
/// From this score on, a passage is offered.
const LIKELY: f32 = 0.185;
/// Only from this score on do words alone lead to how to support: "support" is said of ideas too.
const SURELY_SUPPORT: f32 = 0.45;
/// How much of the confidence depends on how many of a question's words are known.
const BY_COVERAGE: f32 = 0.2;
/// How much a question that isn't covered takes away when it is as near as the best passage.
const BY_OFF_TOPIC: f32 = 0.7;
/// A second passage of the same list is quoted too when it is this near to the first.
const AS_NEAR: f32 = 0.75;

/// Understands questions about one campaign. Built once; every question only reads it.
pub struct Answers {
    campaign: Campaign,
    countries: Arc<Countries>,
    vocabulary: Vocabulary,
    retrieval: Box<dyn Retrieval>,
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("campaign", &self.campaign.name).finish_non_exhaustive()
    }
}

impl Answers {
    /// Reads the vocabulary and indexes the campaign's passages.
    pub fn new(campaign: &Campaign, countries: Arc<Countries>) -> Self {
        Self::of(campaign, countries, vocabulary::files())
    }

    fn of(campaign: &Campaign, countries: Arc<Countries>, files: Vec<(String, LanguageFile)>) -> Self {
        Self {
            campaign: campaign.clone(),
            countries,
            vocabulary: Vocabulary::new(&files),
            retrieval: Box::new(Bm25::new(campaign, &files)),
        }
    }

    /// The same rules with another way to find passages by words.
    pub fn with_retrieval(self, retrieval: Box<dyn Retrieval>) -> Self {
        Self { retrieval, ..self }
    }

    /// What a question means. Takes any text; only its first 2,000 characters are read.
    pub fn understand(&self, question: &str) -> Understanding {
        let text = words::cut(question);
        let question = Question::new(text, &self.vocabulary);
        let ranking = self.retrieval.rank(&topic(&question));
        let (meaning, score) = match self.by_rule(&question) {
            Some(meaning) => {
                let score =
                    if matches!(meaning, Meaning::About | Meaning::Courtesy | Meaning::NotCovered) { 0.0 } else { 1.0 };
                (meaning, score)
            }
            None => self.by_words(&question, &ranking),
        };
        let ranked = ranking.passages.into_iter().take(RANKED).collect();
        Understanding { meaning, ranked, score }
    }

    /// The interface language that a text is written in, where that is sure.
    pub fn language_of(&self, _text: &str) -> Option<Language> {
        None
    }

    fn by_rule(&self, question: &Question<'_>) -> Option<Meaning> {
        if is_courtesy(question) {
            return Some(Meaning::Courtesy);
        }
        let references = numbers::references(question, &self.campaign);
        if !references.is_empty() {
            return Some(self.referred(question, references));
        }
        if question.says(Sense::Order) {
            return Some(Meaning::NotCovered);
        }
        if people::is_about_the_bot(question) {
            return Some(Meaning::About);
        }
        people::meaning(question, &self.countries).or_else(|| self.compared(question))
    }

    fn referred(&self, question: &Question<'_>, references: Vec<Reference>) -> Meaning {
        let mut ids = Vec::new();
        for reference in references {
            match reference {
                Reference::Passage(id) => ids.push(id),
                Reference::Missing { series, typed } => return Meaning::NoSuchNumber { series, typed },
            }
        }
        let compares = question.says_any(&[Sense::Compare, Sense::Both]);
        if let ([only], true) = (ids.as_slice(), compares)
            && let Some(counterpart) = self.counterpart(question, only)
        {
            // What was asked for comes first.
            ids.insert(0, counterpart);
        }
        let by = if compares { FoundBy::Comparison } else { FoundBy::Number };
        Meaning::Passages { ids, by }
    }

    /// What is related to a passage in the other list, if the question names that list.
    fn counterpart(&self, question: &Question<'_>, id: &PassageId) -> Option<PassageId> {
        let passage = self.campaign.passage(id);
        let (series, _) = passage.numbered?;
        let (other, sense) = match series {
            Series::Recommendation => (Series::Statement, Sense::Statement),
            Series::Statement => (Series::Recommendation, Sense::Recommendation),
        };
        let in_other = |id: &&PassageId| self.series_of(id) == Some(other);
        question.says(sense).then(|| passage.related.iter().find(in_other).cloned()).flatten()
    }

    fn series_of(&self, id: &PassageId) -> Option<Series> {
        self.campaign.passage(id).numbered.map(|(series, _)| series)
    }

    /// "Do both mention vulnerable people", "which points about companies are not in the 13".
    fn compared(&self, question: &Question<'_>) -> Option<Meaning> {
        const EMPTY: &[Sense] = &[
            Sense::Stop,
            Sense::Item,
            Sense::And,
            Sense::Through,
            Sense::Compare,
            Sense::Both,
            Sense::Without,
            Sense::Recommendation,
            Sense::Statement,
        ];
        let all = self.campaign.count(Series::Recommendation).to_string();
        let first = |sense: Sense| (0..question.words.len()).find(|at| question.has(*at, sense));
        let statement = first(Sense::Statement)?;
        let named = |at: &usize| question.has(*at, Sense::Recommendation) || question.words[*at].text == all;
        let recommendations = (0..question.words.len()).find(named)?;
        let says_something =
            |at: &usize| !question.senses[*at].any(EMPTY) && question.words[*at].text.chars().all(char::is_alphabetic);
        let topic: Vec<&str> =
            (0..question.words.len()).filter(says_something).map(|at| question.words[at].text.as_str()).collect();
        if topic.is_empty() {
            return None;
        }
        let ranking = self.retrieval.rank(&topic.join(" "));
        let best = |series: Series| {
            let mut of_series = ranking.passages.iter().filter(move |r| self.series_of(&r.passage) == Some(series));
            (of_series.next().filter(|r| r.score >= LIKELY), of_series.next())
        };
        let ids: Vec<PassageId> = if question.says(Sense::Without) {
            let asked = if statement < recommendations { Series::Statement } else { Series::Recommendation };
            let (first, second) = best(asked);
            let first = first?;
            let second = second.filter(|s| s.score >= AS_NEAR * first.score);
            [Some(first), second].into_iter().flatten().map(|r| r.passage.clone()).collect()
        } else if question.says_any(&[Sense::Compare, Sense::Both]) {
            let series = [Series::Recommendation, Series::Statement];
            series.into_iter().filter_map(|s| best(s).0).map(|r| r.passage.clone()).collect()
        } else {
            return None;
        };
        (!ids.is_empty()).then_some(Meaning::Passages { ids, by: FoundBy::Comparison })
    }

    fn by_words(&self, question: &Question<'_>, ranking: &Ranking) -> (Meaning, f32) {
        const OF_SUPPORT: &[Sense] =
            &[Sense::Sign, Sense::Back, Sense::Supporter, Sense::Letter, Sense::Contact, Sense::Name, Sense::Want];
        let supports = question.says_any(OF_SUPPORT);
        let fits = |r: &&Ranked| r.passage != self.campaign.how_to_support || supports && r.score >= SURELY_SUPPORT;
        let Some(best) = ranking.passages.iter().find(fits) else { return (Meaning::NotCovered, 0.0) };
        let score = confidence(ranking, best.score);
        let meaning = if score < LIKELY {
            Meaning::NotCovered
        } else if score < SURE {
            let offered = ranking.passages.iter().filter(fits).take(OFFERED);
            Meaning::Options(offered.map(|r| r.passage.clone()).collect())
        } else if best.passage == self.campaign.how_to_support {
            Meaning::Process(ProcessQuestion::HowToSign)
        } else {
            Meaning::Passages { ids: vec![best.passage.clone()], by: FoundBy::Words }
        };
        (meaning, score)
    }
}

/// The question without a greeting before it and without the words for "recommendation", if it has words that
/// nothing else is known about: "which recommendation talks about journalists" is about journalists.
fn topic<'q>(question: &Question<'q>) -> Cow<'q, str> {
    let places = 0..question.words.len();
    let greeting = places.clone().take_while(|at| question.has(*at, Sense::Courtesy)).count();
    let says_no_topic = |at: &usize| question.has(*at, Sense::Recommendation) || *at < greeting;
    // Chinese characters are compared in pairs, which taking words out would break.
    let has_topic =
        places.clone().any(|at| question.senses[at].none()) && !question.words.iter().any(|w| words::is_han(&w.text));
    if !has_topic || !places.clone().any(|at| says_no_topic(&at)) {
        return Cow::Borrowed(question.text);
    }
    let kept = places.filter(|at| !says_no_topic(at)).map(|at| question.words[at].text.as_str());
    Cow::Owned(kept.collect::<Vec<_>>().join(" "))
}

/// How sure it is that the texts cover a question.
fn confidence(ranking: &Ranking, best: f32) -> f32 {
    if best <= 0.0 || ranking.off_topic >= best {
        // Nearer to a question that isn't covered than to any passage. Something may still be said about it, but
        // never enough to offer a passage.
        return (best * 0.4).clamp(0.0, LIKELY * 0.9);
    }
    let known = 1.0 - BY_COVERAGE + BY_COVERAGE * ranking.coverage;
    (best * known * (1.0 - BY_OFF_TOPIC * ranking.off_topic / best)).clamp(0.0, 1.0)
}

/// A greeting, thanks or goodbye and nothing else.
fn is_courtesy(question: &Question<'_>) -> bool {
    question.says(Sense::Courtesy)
        && question.words.len() <= 6
        && (0..question.words.len()).all(|at| question.has(at, Sense::Courtesy))
}
