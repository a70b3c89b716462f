//! Finds passages by the words of a question: BM25 over everything that is known about a passage, together with
//! the nearness to the single search line that is most like the question. Each language has an index of its own,
//! with its own word forms; the best language of a question wins. Questions that the texts don't cover are
//! documents too, and compete.
//!
//! The scores are this module's own, not a crate's: the verdict needs the weight of each word to know how much of
//! a question is covered at all, and words are weighed when they are only nearly known (slips).

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};
use strsim::osa_distance;

use super::Ranked;
use super::vocabulary::{Forms, LanguageFile};
use super::words::{Word, is_han, words};
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
    /// How near the question is to one that the texts don't cover, from 0 to 1.
    pub off_topic: f32,
    /// The share of the question's words that the texts know, weighed by how much a word tells.
    pub coverage: f32,
}

/// BM25's usual saturation and length constants.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;
/// How much the single nearest search line counts beside the whole passage.
const NEAREST_LINE: f32 = 0.55;
/// A word that is only nearly known counts this much.
const SLIP: f32 = 0.75;

/// Retrieval by words.
pub struct Bm25 {
    ids: Vec<PassageId>,
    languages: Vec<Index>,
}

impl Bm25 {
    pub(super) fn new(campaign: &Campaign, files: &[(String, LanguageFile)]) -> Self {
        let searchable: Vec<_> = campaign.passages.iter().filter(|p| p.searchable).collect();
        let ids = searchable.iter().map(|p| p.id.clone()).collect();
        let languages = files
            .iter()
            .map(|(code, file)| {
                let mut lines: Vec<(usize, &str)> = Vec::new();
                for (target, passage) in searchable.iter().enumerate() {
                    if code == "en" {
                        lines.push((target, &passage.text));
                    }
                    let titles = passage.titles.iter().filter(|(l, _)| l.code() == code).map(|(_, t)| t);
                    let explanations = passage.explanations.iter().filter(|(l, _)| l.code() == code).map(|(_, t)| t);
                    lines.extend(titles.chain(explanations).map(|t| (target, t.as_str())));
                    let said = passage.search_lines.iter().filter(|(language, _)| language == code);
                    lines.extend(said.map(|(_, line)| (target, line.as_str())));
                }
                lines.extend(file.not_covered.iter().map(|line| (searchable.len(), line.as_str())));
                Index::new(file, searchable.len(), &lines)
            })
            .collect();
        Self { ids, languages }
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
            let found = index.score(terms, &known);
            coverage = coverage.max(found.coverage);
            for (best, score) in scores.iter_mut().zip(found.scores) {
                *best = best.max(score);
            }
        }
        let off_topic = scores.pop().unwrap_or_default();
        let mut passages: Vec<Ranked> =
            self.ids.iter().zip(scores).map(|(id, score)| Ranked { passage: id.clone(), score }).collect();
        passages.sort_by(|a, b| b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal));
        Ranking { passages, off_topic, coverage }
    }
}

type Term = usize;

/// One language's index.
struct Index {
    forms: WordForms,
    terms: HashMap<String, Term>,
    /// Terms by their first letter, for slips.
    by_letter: BTreeMap<char, Vec<(String, Term)>>,
    /// How much a term tells, by the lines that have it.
    line_weight: Vec<f32>,
    /// How much a term tells, by the passages that have it.
    passage_weight: Vec<f32>,
    /// The lines that have a term.
    lines_with: Vec<Vec<usize>>,
    /// The passages that have a term, with BM25's saturated count.
    passages_with: Vec<Vec<(usize, f32)>>,
    lines: Vec<Line>,
    targets: usize,
    unknown_line: f32,
    unknown_passage: f32,
}

struct Line {
    target: usize,
    length: f32,
}

struct Found {
    scores: Vec<f32>,
    coverage: f32,
}

impl Index {
    fn new(file: &LanguageFile, passages: usize, texts: &[(usize, &str)]) -> Self {
        let forms = WordForms::new(file);
        let targets = passages + 1;
        let mut terms: HashMap<String, Term> = HashMap::new();
        let mut line_terms: Vec<(usize, Vec<Term>)> = Vec::new();
        let mut counts: Vec<HashMap<Term, f32>> = vec![HashMap::new(); targets];
        for (target, text) in texts {
            let mut of_line = Vec::new();
            for (term, _) in forms.of(&words(text)) {
                let next = terms.len();
                let term = *terms.entry(term).or_insert(next);
                *counts[*target].entry(term).or_default() += 1.0;
                of_line.push(term);
            }
            of_line.sort_unstable();
            of_line.dedup();
            line_terms.push((*target, of_line));
        }
        let mut lines_with = vec![Vec::new(); terms.len()];
        for (line, (_, of_line)) in line_terms.iter().enumerate() {
            of_line.iter().for_each(|term| lines_with[*term].push(line));
        }
        let line_count = line_terms.len() as f32;
        let line_weight: Vec<f32> = lines_with.iter().map(|lines| weight(line_count, lines.len() as f32)).collect();
        let length = |of_line: &[Term]| of_line.iter().map(|t| line_weight[*t].powi(2)).sum::<f32>().sqrt();
        let lines = line_terms.iter().map(|(target, of)| Line { target: *target, length: length(of) }).collect();
        let mut index = Self {
            forms,
            by_letter: BTreeMap::new(),
            passage_weight: vec![0.0; terms.len()],
            passages_with: vec![Vec::new(); terms.len()],
            terms,
            line_weight,
            lines_with,
            lines,
            targets,
            unknown_line: weight(line_count, 1.0),
            unknown_passage: weight(targets as f32, 1.0),
        };
        index.count(&counts);
        for (text, term) in &index.terms {
            if let Some(first) = text.chars().next() {
                index.by_letter.entry(first).or_default().push((text.clone(), *term));
            }
        }
        index.by_letter.values_mut().for_each(|list| list.sort());
        index
    }

    /// BM25's saturated counts for each passage.
    fn count(&mut self, counts: &[HashMap<Term, f32>]) {
        let lengths: Vec<f32> = counts.iter().map(|c| c.values().sum()).collect();
        // The questions that aren't covered are many; they don't make the passages short.
        let average = (lengths[..self.targets - 1].iter().sum::<f32>() / self.targets as f32).max(1.0);
        for (target, (of_target, length)) in counts.iter().zip(&lengths).enumerate() {
            let share = 1.0 - LENGTH + LENGTH * (length / average).min(3.0);
            for (term, count) in of_target {
                let saturated = count * (SATURATION + 1.0) / (count + SATURATION * share);
                self.passages_with[*term].push((target, saturated));
            }
        }
        for (term, with) in self.passages_with.iter().enumerate() {
            self.passage_weight[term] = weight(self.targets as f32, with.len() as f32);
        }
    }

    /// The terms of a question with the places of their words; marks the words that this language knows.
    fn terms_of(&self, question: &[Word], known: &mut [bool]) -> Vec<(String, usize)> {
        for (word, known) in question.iter().zip(known.iter_mut()) {
            *known |= self.forms.stop.contains(&word.text);
        }
        let terms = self.forms.of(question);
        for (term, at) in &terms {
            known[*at] |= self.terms.contains_key(term);
        }
        terms
    }

    fn score(&self, question: Vec<(String, usize)>, known_words: &[bool]) -> Found {
        let mut asked: Vec<(Option<Term>, f32)> = Vec::new();
        for (text, at) in question {
            let exact = self.terms.get(&text).map(|t| (*t, 1.0));
            let found = exact.or_else(|| if known_words[at] { None } else { self.nearly(&text) });
            let term = found.map_or((None, 1.0), |(t, sure)| (Some(t), sure));
            if term.0.is_none() || !asked.iter().any(|(t, _)| *t == term.0) {
                asked.push(term);
            }
        }
        let mut scores = vec![0.0; self.targets];
        if asked.iter().all(|(t, _)| t.is_none()) {
            return Found { scores, coverage: 0.0 };
        }
        let mut near = vec![0.0_f32; self.lines.len()];
        let (mut asked_squared, mut possible, mut known, mut all) = (0.0, 0.0, 0.0, 0.0);
        for (term, sure) in &asked {
            let Some(term) = *term else {
                asked_squared += self.unknown_line.powi(2);
                possible += self.unknown_passage;
                all += self.unknown_line;
                continue;
            };
            let weight = self.line_weight[term];
            asked_squared += weight.powi(2);
            all += weight;
            known += weight * sure;
            possible += self.passage_weight[term];
            self.lines_with[term].iter().for_each(|line| near[*line] += sure * weight.powi(2));
            for (target, count) in &self.passages_with[term] {
                scores[*target] += sure * self.passage_weight[term] * count / (SATURATION + 1.0);
            }
        }
        let mut nearest = vec![0.0_f32; self.targets];
        for (line, product) in self.lines.iter().zip(near) {
            if product > 0.0 {
                let cosine = product / (line.length * f32::sqrt(asked_squared));
                nearest[line.target] = nearest[line.target].max(cosine);
            }
        }
        for (score, nearest) in scores.iter_mut().zip(nearest) {
            *score = (1.0 - NEAREST_LINE) * (*score / possible).min(1.0) + NEAREST_LINE * nearest.min(1.0);
        }
        Found { scores, coverage: known / all }
    }

    /// The known term that an unknown one is a slip of.
    fn nearly(&self, text: &str) -> Option<(Term, f32)> {
        let length = text.chars().count();
        if !self.forms.has_slips() || length < 5 {
            return None;
        }
        let allowed = if length < 8 { 1 } else { 2 };
        let candidates = self.by_letter.get(&text.chars().next()?)?;
        candidates
            .iter()
            .filter(|(known, _)| known.len().abs_diff(text.len()) <= 2 * allowed)
            .map(|(known, term)| (osa_distance(known, text), *term))
            .filter(|(distance, _)| *distance <= allowed)
            .min()
            .map(|(_, term)| (term, SLIP))
    }
}

/// BM25's weight of a term that `with` of `all` documents have.
fn weight(all: f32, with: f32) -> f32 {
    ((all - with + 0.5) / (with + 0.5)).ln_1p()
}

/// Brings words to the forms that are compared.
struct WordForms {
    stemmer: Option<Stemmer>,
    keep: Option<usize>,
    pieces: Option<usize>,
    stop: HashSet<String>,
    same: HashMap<String, String>,
}

impl WordForms {
    fn new(file: &LanguageFile) -> Self {
        let Forms { stemmer, keep, pieces, same } = &file.retrieval;
        let mut forms = Self {
            stemmer: stemmer.as_deref().map(|name| Stemmer::create(algorithm(name))),
            keep: *keep,
            pieces: *pieces,
            stop: file.stop_words().collect(),
            same: HashMap::new(),
        };
        for group in same {
            let mut stems = group.iter().filter_map(|w| words(w).first().map(|w| forms.form(&w.text)));
            if let Some(first) = stems.next() {
                let others: Vec<String> = stems.collect();
                forms.same.extend(others.into_iter().map(|other| (other, first.clone())));
            }
        }
        forms
    }

    fn has_slips(&self) -> bool {
        self.pieces.is_none()
    }

    fn form(&self, word: &str) -> String {
        match (&self.stemmer, self.keep) {
            (Some(stemmer), _) => stemmer.stem(word).into_owned(),
            (None, Some(keep)) => word.chars().take(keep).collect(),
            (None, None) => word.to_owned(),
        }
    }

    /// The terms of a text with the places of their words.
    fn of(&self, words: &[Word]) -> Vec<(String, usize)> {
        let mut terms = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let text = word.text.as_str();
            if is_han(text) {
                let next = words.get(i + 1).filter(|n| n.start == word.end && is_han(&n.text));
                terms.extend(next.map(|n| (format!("{text}{}", n.text), i)));
                continue;
            }
            if !text.chars().any(char::is_alphabetic) || self.stop.contains(text) {
                continue;
            }
            match self.pieces {
                Some(length) if text.chars().count() > length => {
                    let padded: Vec<char> = text.chars().collect();
                    terms.extend(padded.windows(length).map(|w| (w.iter().collect::<String>(), i)));
                }
                _ => {
                    let form = self.form(text);
                    terms.push((self.same.get(&form).cloned().unwrap_or(form), i));
                }
            }
        }
        terms
    }
}

fn algorithm(name: &str) -> Algorithm {
    match name {
        "arabic" => Algorithm::Arabic,
        "english" => Algorithm::English,
        "french" => Algorithm::French,
        "german" => Algorithm::German,
        "portuguese" => Algorithm::Portuguese,
        "russian" => Algorithm::Russian,
        "spanish" => Algorithm::Spanish,
        other => panic!("content/understanding: no stemmer is called {other:?}"),
    }
}

impl LanguageFile {
    fn stop_words(&self) -> impl Iterator<Item = String> + '_ {
        self.phrases("stop").filter_map(|phrase| {
            let words = words(phrase);
            (words.len() == 1).then(|| words[0].text.clone())
        })
    }
}
