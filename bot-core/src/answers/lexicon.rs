//! Finds words and phrases that stand for something, in every language at once. A star stands for any ending:
//! "journalis*". Words may have clitics before them (Arabic "and", "the", "in").

use std::collections::HashMap;

use super::words::{Word, fold, words};

/// Phrases and what each stands for.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    /// Phrases by their first word.
    exact: HashMap<String, Vec<Phrase<T>>>,
    /// Phrases by the beginning of their first word.
    beginning: HashMap<String, Vec<Phrase<T>>>,
    longest_beginning: usize,
    /// The longest first.
    clitics: Vec<String>,
}

#[derive(Debug)]
struct Phrase<T> {
    stands_for: T,
    /// The words after the first; `true` for a beginning only.
    rest: Vec<(String, bool)>,
}

impl<T: Copy> Lexicon<T> {
    pub(super) fn new(clitics: impl IntoIterator<Item = String>) -> Self {
        let mut clitics: Vec<String> = clitics.into_iter().map(|c| fold(&c)).collect();
        clitics.sort_by_key(|c| std::cmp::Reverse(c.len()));
        Self { exact: HashMap::new(), beginning: HashMap::new(), longest_beginning: 0, clitics }
    }

    pub(super) fn add(&mut self, phrase: &str, stands_for: T) {
        let mut parts: Vec<(String, bool)> = Vec::new();
        for chunk in phrase.split_whitespace() {
            let (chunk, open) = chunk.strip_suffix('*').map_or((chunk, false), |c| (c, true));
            let pieces = words(chunk);
            let last = pieces.len().saturating_sub(1);
            parts.extend(pieces.into_iter().enumerate().map(|(i, w)| (w.text, open && i == last)));
        }
        let mut parts = parts.into_iter();
        let Some((first, open)) = parts.next() else { return };
        let phrase = Phrase { stands_for, rest: parts.collect() };
        if open {
            self.longest_beginning = self.longest_beginning.max(first.chars().count());
            self.beginning.entry(first).or_default().push(phrase);
        } else {
            self.exact.entry(first).or_default().push(phrase);
        }
    }

    /// Every phrase of a text: where it begins, how many words it has, and what it stands for.
    pub(super) fn find(&self, text: &[Word], mut found: impl FnMut(usize, usize, T)) {
        for at in 0..text.len() {
            for form in self.forms(&text[at].text) {
                for phrase in self.phrases(form) {
                    if self.follows(phrase, &text[at + 1..]) {
                        found(at, phrase.rest.len() + 1, phrase.stands_for);
                    }
                }
            }
        }
    }

    /// What one whole word stands for.
    pub(super) fn word<'l>(&'l self, word: &str) -> impl Iterator<Item = T> + use<'l, T> {
        self.exact.get(word).into_iter().flatten().filter(|p| p.rest.is_empty()).map(|p| p.stands_for)
    }

    /// The word, and the word without a clitic or two.
    pub(super) fn forms<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let without = |clitic: &String| word.strip_prefix(clitic.as_str()).filter(|rest| rest.chars().nth(1).is_some());
        std::iter::once(word).chain(self.clitics.iter().filter_map(without))
    }

    fn phrases<'l>(&'l self, word: &str) -> impl Iterator<Item = &'l Phrase<T>> {
        let whole = self.exact.get(word).into_iter().flatten();
        let ends = word.char_indices().map(|(i, c)| i + c.len_utf8()).take(self.longest_beginning);
        let begun = ends.filter_map(|end| self.beginning.get(&word[..end]));
        whole.chain(begun.flatten())
    }

    fn follows(&self, phrase: &Phrase<T>, following: &[Word]) -> bool {
        let fits = |((part, open), word): (&(String, bool), &Word)| {
            self.forms(&word.text).any(|form| if *open { form.starts_with(part.as_str()) } else { form == part })
        };
        phrase.rest.len() <= following.len() && phrase.rest.iter().zip(following).all(fits)
    }
}
