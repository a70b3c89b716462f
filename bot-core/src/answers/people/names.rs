//! The names of the campaign's first supporters, as they may stand in a question. Such a name tells by itself what is
//! asked, in any language: little else is asked about them.

use std::ops::Range;

use super::super::question::Question;
use super::super::words::words;
use crate::content::FirstSupporter;
use crate::supporter::SupporterKind;

/// Words that are left out of names as often as not.
const LITTLE: &[&str] =
    &["&", "-", "the", "of", "for", "and", "at", "in", "to", "a", "de", "del", "la", "y", "e", "et", "des", "d"];
/// A name of one word is at least this long; shorter ones are words of some language.
const SHORTEST: usize = 5;
/// What stands in brackets is a name by itself when it has at least this many words.
const OWN_NAME: usize = 3;

/// The names of the first supporters but the governments, who are known by their countries.
#[derive(Debug)]
pub(crate) struct Names {
    /// The words of each name in its order, without the little ones.
    names: Vec<Vec<String>>,
}

impl Names {
    /// Learns the names, with and without what stands in brackets.
    pub(crate) fn new(supporters: &[FirstSupporter]) -> Self {
        let mut names = Vec::new();
        for supporter in supporters.iter().filter(|s| s.kind != SupporterKind::Government) {
            let (before, inside, after) = parts(&supporter.name);
            names.push(content(&supporter.name));
            names.push(content(&format!("{before} {after}")));
            names.push(Some(content(inside)).filter(|name| name.len() >= OWN_NAME).unwrap_or_default());
        }
        names.retain(|name| match name.as_slice() {
            [] => false,
            [only] => only.chars().count() >= SHORTEST,
            _ => true,
        });
        Self { names }
    }

    /// The words of a question that are one of the names, whole but in any order; the longest.
    pub(super) fn find(&self, question: &Question<'_>) -> Option<Range<usize>> {
        let runs = self.names.iter().filter_map(|name| {
            let may_begin = |at: &usize| name.contains(&question.words[*at].text);
            (0..question.words.len()).filter(may_begin).find_map(|at| run(question, at, name))
        });
        runs.max_by_key(Range::len)
    }
}

/// The run of words from a place that has all words of a name and no others.
fn run(question: &Question<'_>, from: usize, name: &[String]) -> Option<Range<usize>> {
    let mut missing: Vec<&str> = name.iter().map(String::as_str).collect();
    for (at, word) in question.words.iter().enumerate().skip(from) {
        match missing.iter().position(|part| *part == word.text) {
            Some(found) => {
                missing.swap_remove(found);
            }
            None if LITTLE.contains(&word.text.as_str()) => {}
            None => return None,
        }
        if missing.is_empty() {
            return Some(from..at + 1);
        }
    }
    None
}

/// What stands before brackets, in them and behind them.
fn parts(name: &str) -> (&str, &str, &str) {
    let split = name.split_once('(').and_then(|(before, rest)| {
        let (inside, after) = rest.split_once(')')?;
        Some((before, inside, after))
    });
    split.unwrap_or((name, "", ""))
}

fn content(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| word.text).filter(|word| !LITTLE.contains(&word.as_str())).collect()
}
