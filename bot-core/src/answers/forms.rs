//! Brings words to the forms that a search compares: stems or beginnings of words, pairs of Chinese characters,
//! and grams, which are a few characters long and forgive misspellings and endings.

use std::collections::{HashMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};

use super::vocabulary::{Forms, LanguageFile};
use super::words::{Word, is_han, words};

/// How long a gram is, unless a language says otherwise.
const GRAM: usize = 4;

/// One language's word forms.
pub(super) struct WordForms {
    stemmer: Option<Stemmer>,
    keep: Option<usize>,
    pieces: Option<usize>,
    gram: usize,
    stop: HashSet<String>,
    same: HashMap<String, String>,
}

impl WordForms {
    pub(super) fn new(file: &LanguageFile) -> Self {
        let Forms { stemmer, keep, pieces, gram, same } = &file.retrieval;
        let mut forms = Self {
            stemmer: stemmer.as_deref().map(|name| Stemmer::create(algorithm(name))),
            keep: *keep,
            pieces: *pieces,
            gram: gram.unwrap_or(GRAM),
            stop: stop_words(file).collect(),
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

    pub(super) fn has_slips(&self) -> bool {
        self.pieces.is_none()
    }

    pub(super) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    fn form(&self, word: &str) -> String {
        match (&self.stemmer, self.keep) {
            (Some(stemmer), _) => stemmer.stem(word).into_owned(),
            (None, Some(keep)) => word.chars().take(keep).collect(),
            (None, None) => word.to_owned(),
        }
    }

    /// Words with a topic of their own.
    fn tells(&self, word: &str) -> bool {
        word.chars().any(char::is_alphabetic) && !self.stop.contains(word)
    }

    /// The terms of a text with the places of their words.
    pub(super) fn of(&self, words: &[Word]) -> Vec<(String, usize)> {
        let mut terms = Vec::new();
        for (i, word) in words.iter().enumerate() {
            let text = word.text.as_str();
            if is_han(text) {
                let next = words.get(i + 1).filter(|n| n.start == word.end && is_han(&n.text));
                terms.extend(next.map(|n| (format!("{text}{}", n.text), i)));
                continue;
            }
            if !self.tells(text) {
                continue;
            }
            match self.pieces {
                Some(length) if text.chars().count() > length => {
                    let all: Vec<char> = text.chars().collect();
                    terms.extend(all.windows(length).map(|w| (w.iter().collect::<String>(), i)));
                }
                _ => {
                    let form = self.form(text);
                    terms.push((self.same.get(&form).cloned().unwrap_or(form), i));
                }
            }
        }
        terms
    }

    /// The grams of a text: the characters of Chinese, pieces of other words with their edges.
    pub(super) fn grams(&self, words: &[Word], mut each: impl FnMut(&str)) {
        let (mut padded, mut starts) = (String::new(), Vec::new());
        for word in words.iter().filter(|w| self.tells(&w.text)) {
            if is_han(&word.text) {
                each(&word.text);
                continue;
            }
            padded.clear();
            padded.extend([" ", &word.text, " "]);
            starts.clear();
            starts.extend(padded.char_indices().map(|(start, _)| start));
            let ends = starts.iter().skip(self.gram).copied().chain([padded.len()]);
            starts.iter().zip(ends).for_each(|(start, end)| each(&padded[*start..end]));
        }
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

fn stop_words(file: &LanguageFile) -> impl Iterator<Item = String> + '_ {
    file.phrases("stop").filter_map(|phrase| {
        let words = words(phrase);
        (words.len() == 1).then(|| words[0].text.clone())
    })
}
