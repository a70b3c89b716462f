//! Counts which terms stand in which lines and passages, and tells how near a question is to each: BM25 for
//! passages, cosines for lines. What a term is doesn't matter here: words make one space, grams another.

use std::collections::HashMap;

/// BM25's usual saturation and length constants.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// A term's number in its space.
pub(super) type Term = u32;

/// What is known about the terms of one kind.
#[derive(Default)]
pub(super) struct Space {
    terms: HashMap<String, Term>,
    /// How much a term tells, by the lines that have it.
    line_weight: Vec<f32>,
    /// How much a term tells, by the passages that have it.
    target_weight: Vec<f32>,
    /// The lines that have a term.
    lines_with: Vec<Vec<u32>>,
    /// The passages that have a term, with BM25's saturated count.
    targets_with: Vec<Vec<(u32, f32)>>,
    /// The length of each line as a vector.
    lengths: Vec<f32>,
    targets: usize,
    unknown_line: f32,
    unknown_target: f32,
}

/// How near a question is, all from 0 to 1.
pub(super) struct Nearness {
    /// To each line.
    pub(super) lines: Vec<f32>,
    /// To each passage.
    pub(super) targets: Vec<f32>,
    /// The share of the question that is known at all.
    pub(super) coverage: f32,
}

impl Space {
    /// Lines with the number of what each is about. The last of the targets is no passage: its lines aren't
    /// covered.
    pub(super) fn new(targets: usize, lines: Vec<(usize, Vec<String>)>) -> Self {
        let mut space = Self { targets, ..Self::default() };
        let mut counts: Vec<HashMap<Term, f32>> = vec![HashMap::new(); targets];
        let mut of_lines = Vec::with_capacity(lines.len());
        for (line, (target, texts)) in (0_u32..).zip(lines) {
            let mut of_line: Vec<Term> = texts.into_iter().map(|text| space.number(text)).collect();
            of_line.iter().for_each(|term| *counts[target].entry(*term).or_default() += 1.0);
            of_line.sort_unstable();
            of_line.dedup();
            of_line.iter().for_each(|term| space.lines_with[*term as usize].push(line));
            of_lines.push(of_line);
        }
        let all = of_lines.len() as f32;
        space.line_weight = space.lines_with.iter().map(|with| weight(all, with.len() as f32)).collect();
        space.unknown_line = weight(all, 1.0);
        space.unknown_target = weight(targets as f32, 1.0);
        let square = |term: &Term| space.line_weight[*term as usize].powi(2);
        space.lengths = of_lines.iter().map(|of_line| of_line.iter().map(square).sum::<f32>().sqrt()).collect();
        space.count(&counts);
        space
    }

    fn number(&mut self, text: String) -> Term {
        let next = self.lines_with.len() as Term;
        let term = *self.terms.entry(text).or_insert(next);
        if term == next {
            self.lines_with.push(Vec::new());
        }
        term
    }

    /// BM25's saturated counts for each passage.
    fn count(&mut self, counts: &[HashMap<Term, f32>]) {
        let lengths: Vec<f32> = counts.iter().map(|c| c.values().sum()).collect();
        // The questions that aren't covered are many; they don't make the passages short.
        let average = (lengths[..self.targets - 1].iter().sum::<f32>() / self.targets as f32).max(1.0);
        self.targets_with = vec![Vec::new(); self.lines_with.len()];
        for (target, (of_target, length)) in (0_u32..).zip(counts.iter().zip(&lengths)) {
            let share = 1.0 - LENGTH + LENGTH * (length / average).min(3.0);
            for (term, count) in of_target {
                let saturated = count * (SATURATION + 1.0) / (count + SATURATION * share);
                self.targets_with[*term as usize].push((target, saturated));
            }
        }
        let all = self.targets as f32;
        self.target_weight = self.targets_with.iter().map(|with| weight(all, with.len() as f32)).collect();
    }

    /// A known term's number.
    pub(super) fn find(&self, text: &str) -> Option<Term> {
        self.terms.get(text).copied()
    }

    /// All terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, Term)> {
        self.terms.iter().map(|(text, term)| (text.as_str(), *term))
    }

    /// How near these terms are; each comes with how sure it is, unknown ones are `None`.
    pub(super) fn near(&self, asked: &[(Option<Term>, f32)]) -> Option<Nearness> {
        if asked.iter().all(|(term, _)| term.is_none()) {
            return None;
        }
        let mut lines = vec![0.0_f32; self.lengths.len()];
        let mut targets = vec![0.0_f32; self.targets];
        let (mut squared, mut possible, mut known, mut all) = (0.0, 0.0, 0.0, 0.0);
        for (term, sure) in asked {
            let Some(term) = term.map(|t| t as usize) else {
                squared += self.unknown_line.powi(2);
                possible += self.unknown_target;
                all += self.unknown_line;
                continue;
            };
            let weight = self.line_weight[term];
            squared += weight.powi(2);
            all += weight;
            known += weight * sure;
            possible += self.target_weight[term];
            self.lines_with[term].iter().for_each(|line| lines[*line as usize] += sure * weight.powi(2));
            for (target, count) in &self.targets_with[term] {
                targets[*target as usize] += sure * self.target_weight[term] * count / (SATURATION + 1.0);
            }
        }
        let length = f32::sqrt(squared);
        for (near, of_line) in lines.iter_mut().zip(&self.lengths) {
            if *near > 0.0 {
                *near = (*near / (of_line * length)).min(1.0);
            }
        }
        targets.iter_mut().for_each(|near| *near = (*near / possible).min(1.0));
        Some(Nearness { lines, targets, coverage: known / all })
    }
}

/// BM25's weight of a term that `with` of `all` documents have.
fn weight(all: f32, with: f32) -> f32 {
    ((all - with + 0.5) / (with + 0.5)).ln_1p()
}
