//! Counts which terms stand in which lines and passages, and tells how near a question is to each: BM25 for
//! passages, cosines for lines. What a term is doesn't matter here: words make one space, grams another.
//!
//! Every bot keeps this for as long as it runs, so a space is made in two steps: a [`Reading`] takes in one line after the
//! other, and what is kept of it lies in a few pieces of memory.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::Lists;
use super::terms::{Term, Terms};

/// BM25's usual saturation and length constants.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// What is known about the terms of one kind.
pub(super) struct Space {
    pub(super) terms: Terms,
    /// The lines that have a term.
    lines_with: Lists<u32>,
    /// The passages that have a term.
    targets_with: Lists<Count>,
    /// What each line is about.
    about: Box<[u32]>,
    /// The length of each line as a vector.
    lengths: Box<[f32]>,
    /// For each passage, what BM25 makes of its length.
    shares: Box<[f32]>,
}

/// How often a passage has a term.
#[derive(Clone, Copy, Default)]
struct Count {
    target: u32,
    times: u32,
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

/// Lines that are being read.
#[derive(Default)]
pub(super) struct Reading {
    /// In the order in which they came.
    numbers: HashMap<Box<str>, Term>,
    /// The terms of all lines, one line after the other.
    terms: Vec<Term>,
    /// What each line is about, and where its terms end.
    lines: Vec<(u32, usize)>,
}

impl Reading {
    /// One more term of the line that is being read.
    pub(super) fn term(&mut self, text: &str) {
        let number = self.numbers.get(text).copied().unwrap_or_else(|| {
            let next = self.numbers.len() as Term;
            self.numbers.insert(text.into(), next);
            next
        });
        self.terms.push(number);
    }

    /// The line that was being read is about this.
    pub(super) fn end_line(&mut self, target: usize) {
        self.lines.push((target as u32, self.terms.len()));
    }
}

impl Space {
    /// Keeps what was read about so many targets. The last of them is no passage: its lines aren't covered.
    pub(super) fn new(targets: usize, reading: Reading) -> Self {
        let Reading { numbers, mut terms, lines } = reading;
        let mut sorted: Vec<(Box<str>, Term)> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let mut places = vec![0; sorted.len()];
        (0..).zip(&sorted).for_each(|(place, (_, number))| places[*number as usize] = place);
        terms.iter_mut().for_each(|term| *term = places[*term as usize]);
        let starts = std::iter::once(0).chain(lines.iter().map(|(_, end)| *end));
        let spans: Vec<_> = starts.zip(&lines).map(|(start, (target, end))| (*target, start..*end)).collect();

        let mut of_targets = vec![Vec::new(); targets];
        for (target, span) in &spans {
            let of_line = &mut terms[span.clone()];
            of_line.sort_unstable();
            of_targets[*target as usize].extend_from_slice(of_line);
        }
        of_targets.iter_mut().for_each(|of_target| of_target.sort_unstable());
        let lines_with = Lists::collect(sorted.len(), |put| {
            for (line, (_, span)) in (0..).zip(&spans) {
                terms[span.clone()].chunk_by(Term::eq).for_each(|same| put(same[0], line));
            }
        });
        let targets_with = Lists::collect(sorted.len(), |put| {
            for (target, of_target) in (0..).zip(&of_targets) {
                for same in of_target.chunk_by(Term::eq) {
                    put(same[0], Count { target, times: same.len() as u32 });
                }
            }
        });

        let lengths: Vec<f32> = of_targets.iter().map(|of_target| of_target.len() as f32).collect();
        // The questions that aren't covered are many; they don't make the passages short.
        let average = (lengths[..targets - 1].iter().sum::<f32>() / targets as f32).max(1.0);
        let share = |length: &f32| 1.0 - LENGTH + LENGTH * (length / average).min(3.0);
        let mut space = Self {
            terms: Terms::of(sorted.iter().map(|(text, _)| &**text)),
            lines_with,
            targets_with,
            about: lines.iter().map(|(target, _)| *target).collect(),
            lengths: Box::default(),
            shares: lengths.iter().map(share).collect(),
        };
        let square = |same: &[Term]| space.line_weight(Some(same[0])).powi(2);
        let length = |span: Range<usize>| terms[span].chunk_by(Term::eq).map(square).sum::<f32>().sqrt();
        space.lengths = spans.into_iter().map(|(_, span)| length(span)).collect();
        space
    }

    /// What each line is about.
    pub(super) fn about(&self) -> &[u32] {
        &self.about
    }

    /// The first line that has a term.
    pub(super) fn first_line(&self, term: Term) -> Option<u32> {
        self.lines_with.list(term).first().copied()
    }

    /// Near to nothing.
    pub(super) fn not_near(&self) -> Nearness {
        Nearness { lines: vec![0.0; self.about.len()], targets: vec![0.0; self.shares.len()], coverage: 0.0 }
    }

    /// How much a term tells, by the lines that have it. One that nobody knows tells as much as one that a single line has.
    fn line_weight(&self, term: Option<Term>) -> f32 {
        weight(self.about.len(), term.map_or(1, |term| self.lines_with.list(term).len()))
    }

    /// The same by the passages that have it.
    fn target_weight(&self, term: Option<Term>) -> f32 {
        weight(self.shares.len(), term.map_or(1, |term| self.targets_with.list(term).len()))
    }

    /// How near these terms are; each comes with how sure it is, unknown ones are `None`.
    pub(super) fn near(&self, asked: &[(Option<Term>, f32)]) -> Option<Nearness> {
        if asked.iter().all(|(term, _)| term.is_none()) {
            return None;
        }
        let mut lines = vec![0.0_f32; self.about.len()];
        let mut targets = vec![0.0_f32; self.shares.len()];
        let (mut squared, mut possible, mut known, mut all) = (0.0, 0.0, 0.0, 0.0);
        for (term, sure) in asked {
            let (weight, target_weight) = (self.line_weight(*term), self.target_weight(*term));
            squared += weight.powi(2);
            possible += target_weight;
            all += weight;
            let Some(term) = *term else { continue };
            known += weight * sure;
            self.lines_with.list(term).iter().for_each(|line| lines[*line as usize] += sure * weight.powi(2));
            for count in self.targets_with.list(term) {
                let (target, times) = (count.target as usize, count.times as f32);
                let saturated = times * (SATURATION + 1.0) / (times + SATURATION * self.shares[target]);
                targets[target] += sure * target_weight * saturated / (SATURATION + 1.0);
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
fn weight(all: usize, with: usize) -> f32 {
    let (all, with) = (all as f32, with as f32);
    ((all - with + 0.5) / (with + 0.5)).ln_1p()
}
