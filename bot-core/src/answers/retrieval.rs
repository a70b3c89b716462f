//! Finds passages by the words of a question, in a campaign that nothing was fitted to. Three things count: BM25 over everything that is known about a
//! passage, the single search line that is most like the question, and the votes of the nearest lines. Words and
//! grams are compared apart. Each language has an index of its own, with its own word forms; the best language of a
//! question wins. Questions that the texts don't cover are documents too, and compete.
//!
//! The scores are this module's own, not a crate's: the verdict needs the weight of each word to know how much of
//! a question is covered at all, and words are weighed when they are only nearly known (slips).

use std::collections::{BTreeSet, HashSet};

use strsim::osa_distance;

use super::forms::WordForms;
use super::lexicon::Lexicon;
use super::space::{Nearness, Reading, Space};
use super::terms::Term;
use super::vocabulary::{self, LanguageFile};
use super::words::{Word, words};
use super::{LIKELY, Ranked, SURE};
use crate::content::{Campaign, PassageId};

/// Finds passages for a question.
pub trait Retrieval: Send + Sync {
    /// Ranks all searchable passages.
    fn rank(&self, question: &str) -> Ranking;
}

/// What a retrieval found.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// All searchable passages, best first, with scores from 0 to 1.
    pub passages: Vec<Ranked>,
    /// How sure it is that the texts cover the question at all, from 0 to 1: from a quarter on, passages may be offered,
    /// from a half on, the first one may be quoted.
    pub covered: f32,
}

/// From this confidence on, a passage may be quoted: one in ten questions that aren't covered reached it when they were
/// left out in turn.
const QUOTE_AT: f32 = 0.275;
/// From this confidence on, passages may be offered.
const OFFER_AT: f32 = 0.185;
/// How much of the confidence depends on how many of a question's words are known.
const BY_COVERAGE: f32 = 0.2;
/// How much a question that isn't covered takes away when it is as near as the best passage.
const BY_OFF_TOPIC: f32 = 0.7;
/// How much grams count beside words. This and the next five are the best of a few tried by leaving lines out; none of
/// them matters much by itself, except that concepts must count.
const GRAMS: f32 = 0.5;
/// How much concepts count beside what a question says in its own language.
const CONCEPTS: f32 = 0.5;
/// How much the single nearest search line counts beside the whole passage.
const NEAREST_LINE: f32 = 0.25;
/// How much the votes of the nearest lines count.
const VOTES: f32 = 0.1;
/// How many lines vote.
const VOTERS: usize = 8;
/// A word that is only nearly known counts this much.
const SLIP: f32 = 0.75;

/// Retrieval by words.
pub struct Bm25 {
    ids: Vec<PassageId>,
    languages: Vec<Index>,
    concepts: Concepts,
}

impl Bm25 {
    pub(super) fn new(campaign: &Campaign, files: &[(String, LanguageFile)]) -> Self {
        let searchable: Vec<_> = campaign.passages.iter().filter(|p| p.searchable).collect();
        let ids = searchable.iter().map(|p| p.id.clone()).collect();
        let targets = searchable.len() + 1;
        let lexicon = concepts(vocabulary::clitics(files));
        let mut by_concepts = Reading::default();
        let index = |(code, file): &(String, LanguageFile)| {
            let forms = WordForms::new(file);
            let (mut by_words, mut by_grams) = (Reading::default(), Reading::default());
            let mut read = |target: usize, text: &str| {
                let words = words(text);
                forms.of(&words).iter().for_each(|(term, _)| by_words.term(term));
                forms.grams(&words, |gram| by_grams.term(gram));
                concepts_in(&lexicon, &words).iter().for_each(|concept| by_concepts.term(concept));
                [&mut by_words, &mut by_grams, &mut by_concepts]
                    .into_iter()
                    .for_each(|reading| reading.end_line(target));
            };
            for (target, passage) in searchable.iter().enumerate() {
                if code == "en" {
                    read(target, &passage.text);
                }
                let titles = passage.titles.iter().filter(|(l, _)| l.code() == code).map(|(_, t)| t);
                let explanations = passage.explanations.iter().filter(|(l, _)| l.code() == code).map(|(_, t)| t);
                let said = passage.search_lines.iter().filter(|(language, _)| language == code).map(|(_, line)| line);
                titles.chain(explanations).chain(said).for_each(|text| read(target, text));
            }
            vocabulary::not_covered(code).iter().for_each(|line| read(searchable.len(), line));
            Index { forms, words: Space::new(targets, by_words), grams: Space::new(targets, by_grams) }
        };
        // One language after the other, although the bot waits for this when it starts: a thread for each would take
        // memory that is never given back.
        let languages = files.iter().map(index).collect();
        let concepts = Concepts { lexicon, space: Space::new(targets, by_concepts) };
        Self { ids, languages, concepts }
    }
}

impl Retrieval for Bm25 {
    fn rank(&self, question: &str) -> Ranking {
        let words = words(question);
        let mut scores = vec![0_f32; self.ids.len() + 1];
        let mut coverage = 0_f32;
        // Only a word that no language knows can be a slip.
        let mut known = vec![false; words.len()];
        let terms: Vec<_> = self.languages.iter().map(|index| index.terms_of(&words, &mut known)).collect();
        for (index, terms) in self.languages.iter().zip(terms) {
            let Some(found) = index.score(terms, &words, &known) else { continue };
            coverage = coverage.max(found.coverage);
            for (best, score) in scores.iter_mut().zip(found.scores) {
                *best = best.max(score);
            }
        }
        let by_concept = self.concepts.score(&words);
        for (score, by_concept) in scores.iter_mut().zip(by_concept) {
            *score = (1.0 - CONCEPTS) * *score + CONCEPTS * by_concept;
        }
        let off_topic = scores.pop().unwrap_or_default();
        let mut passages: Vec<Ranked> =
            self.ids.iter().zip(scores).map(|(id, score)| Ranked { passage: id.clone(), score }).collect();
        passages.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best = passages.first().map_or(0.0, |best| best.score);
        Ranking { passages, covered: calibrated(confidence(best, off_topic, coverage)) }
    }
}

/// How sure it is that the texts cover a question.
fn confidence(best: f32, off_topic: f32, coverage: f32) -> f32 {
    if best <= 0.0 || off_topic >= best {
        // Nearer to a question that isn't covered than to any passage. Something may still be said about it, but
        // never enough to offer a passage.
        return (best * 0.4).clamp(0.0, OFFER_AT * 0.9);
    }
    let known = 1.0 - BY_COVERAGE + BY_COVERAGE * coverage;
    (best * known * (1.0 - BY_OFF_TOPIC * off_topic / best)).clamp(0.0, 1.0)
}

/// The same on the scale of all retrievals.
fn calibrated(confidence: f32) -> f32 {
    if confidence < OFFER_AT {
        confidence / OFFER_AT * LIKELY
    } else if confidence < QUOTE_AT {
        LIKELY + (confidence - OFFER_AT) / (QUOTE_AT - OFFER_AT) * (SURE - LIKELY)
    } else {
        SURE + (confidence - QUOTE_AT) / (1.0 - QUOTE_AT) * (1.0 - SURE)
    }
}

/// The concepts of the lines of all languages together: what is known in one language helps in the others.
struct Concepts {
    lexicon: Lexicon<usize>,
    space: Space,
}

impl Concepts {
    fn score(&self, question: &[Word]) -> Vec<f32> {
        let asked: Vec<_> =
            concepts_in(&self.lexicon, question).iter().map(|c| (self.space.terms.find(c), 1.0)).collect();
        match self.space.near(&asked) {
            Some(near) => join(&near.targets, &near.lines, self.space.about()),
            None => Vec::new(),
        }
    }
}

/// The words of all concepts.
fn concepts(clitics: Vec<String>) -> Lexicon<usize> {
    let mut lexicon = Lexicon::new(clitics);
    for (concept, phrases) in vocabulary::concepts().values().enumerate() {
        phrases.iter().for_each(|phrase| lexicon.add(phrase, concept));
    }
    lexicon
}

/// The concepts of a text, each once.
fn concepts_in(lexicon: &Lexicon<usize>, text: &[Word]) -> Vec<String> {
    let mut found = BTreeSet::new();
    lexicon.find(text, |_, _, concept| {
        found.insert(concept);
    });
    found.into_iter().map(|concept| concept.to_string()).collect()
}

/// One score for each target: of the whole passage, of its nearest line, and of the votes of the nearest lines.
fn join(targets: &[f32], lines: &[f32], about: &[u32]) -> Vec<f32> {
    let mut nearest = vec![0.0_f32; targets.len()];
    let mut order: Vec<(f32, usize)> = Vec::new();
    for (near, target) in lines.iter().zip(about).filter(|(near, _)| **near > 0.0) {
        let target = *target as usize;
        nearest[target] = nearest[target].max(*near);
        order.push((*near, target));
    }
    if order.len() > VOTERS {
        order.select_nth_unstable_by(VOTERS, |a, b| b.0.total_cmp(&a.0));
        order.truncate(VOTERS);
    }
    let mut votes = vec![0.0_f32; targets.len()];
    for (near, target) in &order {
        votes[*target] += near.powi(2);
    }
    let all: f32 = votes.iter().sum::<f32>().max(f32::EPSILON);
    let top = nearest.iter().copied().fold(0.0, f32::max);
    let score = |((target, nearest), votes): ((&f32, f32), f32)| {
        (1.0 - NEAREST_LINE - VOTES) * target + NEAREST_LINE * nearest + VOTES * top * votes / all
    };
    targets.iter().zip(nearest).zip(votes).map(score).collect()
}

/// One language's index.
struct Index {
    forms: WordForms,
    words: Space,
    grams: Space,
}

struct Found {
    scores: Vec<f32>,
    coverage: f32,
}

impl Index {
    /// The terms of a question with the places of their words; marks the words that this language knows.
    fn terms_of(&self, question: &[Word], known: &mut [bool]) -> Vec<(String, usize)> {
        for (word, known) in question.iter().zip(known.iter_mut()) {
            *known |= self.forms.is_stop(&word.text);
        }
        let terms = self.forms.of(question);
        for (term, at) in &terms {
            known[*at] |= self.words.terms.find(term).is_some();
        }
        terms
    }

    fn score(&self, terms: Vec<(String, usize)>, words: &[Word], known_words: &[bool]) -> Option<Found> {
        let mut asked: Vec<(Option<Term>, f32)> = Vec::new();
        let mut seen = HashSet::new();
        for (text, at) in terms {
            let exact = self.words.terms.find(&text).map(|t| (t, 1.0));
            let found = exact.or_else(|| if known_words[at] { None } else { self.nearly(&text) });
            let term = found.map_or((None, 1.0), |(t, sure)| (Some(t), sure));
            if term.0.is_none_or(|t| seen.insert(t)) {
                asked.push(term);
            }
        }
        seen.clear();
        let mut grams: Vec<(Option<Term>, f32)> = Vec::new();
        self.forms.grams(words, |gram| {
            let term = self.grams.terms.find(gram);
            if term.is_none_or(|t| seen.insert(t)) {
                grams.push((term, 1.0));
            }
        });
        let by_grams = self.grams.near(&grams)?;
        let by_words = self.words.near(&asked).unwrap_or_else(|| self.words.not_near());
        Some(self.fuse(by_words, by_grams))
    }

    fn fuse(&self, by_words: Nearness, by_grams: Nearness) -> Found {
        let both = |(word, gram): (&f32, &f32)| (1.0 - GRAMS) * word + GRAMS * gram;
        let lines: Vec<f32> = by_words.lines.iter().zip(&by_grams.lines).map(both).collect();
        let targets: Vec<f32> = by_words.targets.iter().zip(&by_grams.targets).map(both).collect();
        Found { scores: join(&targets, &lines, self.words.about()), coverage: by_words.coverage }
    }

    /// The known term that an unknown one is a slip of.
    fn nearly(&self, text: &str) -> Option<(Term, f32)> {
        let length = text.chars().count();
        if !self.forms.has_slips() || length < 5 {
            return None;
        }
        let allowed = if length < 8 { 1 } else { 2 };
        let terms = &self.words.terms;
        terms
            .with_initial(text.chars().next()?)
            .map(|term| (terms.text(term), term))
            .filter(|(known, _)| known.len().abs_diff(text.len()) <= 2 * allowed)
            // Of terms that are as near, the one that was read first.
            .map(|(known, term)| (osa_distance(known, text), self.words.first_line(term), term))
            .filter(|(distance, ..)| *distance <= allowed)
            .min()
            .map(|(.., term)| (term, SLIP))
    }
}
