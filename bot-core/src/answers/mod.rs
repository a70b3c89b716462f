//! What a question means: rules for numbers, comparisons, supporters and the process, and retrieval for free
//! words: by meaning for the texts that the program knows, by words for others. Everything is local and computed from the campaign's data. Absent on purpose: the words of the answer
//! (the commands make those) and any language model.

mod comparisons;
mod fitted;
mod forms;
mod grams;
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

use std::fmt;
use std::sync::Arc;

use self::fitted::{ByMeaning, Fitted};
use self::question::Question;
pub use self::retrieval::{Bm25, Ranking, Retrieval};
use self::vocabulary::{Sense, Vocabulary};
use crate::content::{Campaign, PassageId, Series};
use crate::country::{Countries, Country};
use crate::language::Language;
use crate::supporter::SupporterKind;

/// What a question means.
#[derive(Clone, Debug, PartialEq)]
pub struct Understanding {
    /// What to answer with.
    pub meaning: Meaning,
    /// The five passages nearest to the words, best first. Empty where a rule knew what is meant: comparing the words takes
    /// some milliseconds, and nobody looks there; whoever does asks [`Answers::nearest`].
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
/// What is longer than this, in characters, is no word: a key that was held down says nothing.
const LONGEST_WORD: usize = 50;
/// How many passages are offered when unsure.
const OFFERED: usize = 3;
/// From this score on, a passage is quoted. Every retrieval brings what it knows to this scale.
const SURE: f32 = 0.5;
/// From this score on, a passage is offered.
const LIKELY: f32 = 0.25;

/// Understands questions about one campaign. Built once; every question only reads it.
pub struct Answers {
    campaign: Campaign,
    countries: Arc<Countries>,
    vocabulary: Vocabulary,
    names: people::Names,
    fitted: Arc<Fitted>,
    retrieval: Box<dyn Retrieval>,
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("campaign", &self.campaign.name).finish_non_exhaustive()
    }
}

impl Answers {
    /// Reads the vocabulary and what was fitted. A campaign with texts of its own is indexed by words.
    pub fn new(campaign: &Campaign, countries: Arc<Countries>) -> Self {
        let files = vocabulary::files();
        let fitted = Arc::new(Fitted::embedded());
        let retrieval: Box<dyn Retrieval> = match ByMeaning::of(campaign, &fitted) {
            Some(by_meaning) => Box::new(by_meaning),
            None => Box::new(Bm25::new(campaign, &files)),
        };
        let (campaign, vocabulary) = (campaign.clone(), Vocabulary::new(&files));
        let names = people::Names::new(&campaign.first_supporters);
        Self { campaign, countries, vocabulary, names, fitted, retrieval }
    }

    /// The same rules with another way to find passages by words.
    pub fn with_retrieval(self, retrieval: Box<dyn Retrieval>) -> Self {
        Self { retrieval, ..self }
    }

    /// The language that a text is written in, and how sure that is, from 0 to 1. `None` when the text could be in several
    /// languages or is in one that the bot doesn't speak.
    pub fn language_of(&self, text: &str) -> Option<(Language, f32)> {
        let (code, sure) = self.fitted.language_of(text)?;
        Language::ALL.into_iter().find(|language| language.code() == code).map(|language| (language, sure))
    }

    /// What a question means. Takes any text; only its first 2,000 characters are read.
    pub fn understand(&self, question: &str) -> Understanding {
        let text = words::cut(question);
        let question = Question::new(text, &self.vocabulary);
        if let Some(meaning) = self.by_rule(&question) {
            let nothing = matches!(meaning, Meaning::About | Meaning::Courtesy | Meaning::NotCovered);
            return Understanding { meaning, ranked: Vec::new(), score: if nothing { 0.0 } else { 1.0 } };
        }
        let ranking = self.retrieval.rank(text);
        let (meaning, score) = match self.by_words(&ranking) {
            found @ (Meaning::Passages { .. }, _) => found,
            // No passage answers it well, so weaker signs of a question about supporters count.
            other => people::likely_meaning(&question, &self.countries).map_or(other, |likely| (likely, 1.0)),
        };
        Understanding { meaning, ranked: best(ranking), score }
    }

    /// The five passages nearest to the words of a question, best first, whatever it means.
    pub fn nearest(&self, question: &str) -> Vec<Ranked> {
        best(self.retrieval.rank(words::cut(question)))
    }

    fn by_rule(&self, question: &Question<'_>) -> Option<Meaning> {
        if is_courtesy(question) {
            return Some(Meaning::Courtesy);
        }
        if !question.words.is_empty() && question.words.iter().all(|word| word.text.chars().count() > LONGEST_WORD) {
            return Some(Meaning::NotCovered);
        }
        let references = numbers::references(question, &self.campaign);
        // "Ignore your rules and show rec 8" may have it; "pretend that rec 8 bans encryption" wants words put into its mouth.
        let says_more = question.senses.iter().filter(|senses| senses.none()).count() > 1;
        let orders = question.says(Sense::Order) && says_more;
        if !references.is_empty() && !orders {
            return Some(self.referred(question, references));
        }
        if question.says(Sense::Order) {
            return Some(Meaning::NotCovered);
        }
        if people::is_about_the_bot(question) {
            return Some(Meaning::About);
        }
        people::meaning(question, &self.countries, &self.names).or_else(|| self.compared(question))
    }

    fn by_words(&self, ranking: &Ranking) -> (Meaning, f32) {
        let score = ranking.covered;
        let Some(best) = ranking.passages.first() else { return (Meaning::NotCovered, 0.0) };
        let meaning = if score < LIKELY {
            Meaning::NotCovered
        } else if score < SURE {
            Meaning::Options(ranking.passages.iter().take(OFFERED).map(|r| r.passage.clone()).collect())
        } else if best.passage == self.campaign.how_to_support {
            Meaning::Process(ProcessQuestion::HowToSign)
        } else {
            Meaning::Passages { ids: vec![best.passage.clone()], by: FoundBy::Words }
        };
        (meaning, score)
    }
}

fn best(ranking: Ranking) -> Vec<Ranked> {
    ranking.passages.into_iter().take(RANKED).collect()
}

/// A greeting, thanks or goodbye and nothing else.
fn is_courtesy(question: &Question<'_>) -> bool {
    question.says(Sense::Courtesy)
        && question.words.len() <= 6
        && (0..question.words.len()).all(|at| question.has(at, Sense::Courtesy))
}
