//! A question, taken apart once for all rules.

use super::vocabulary::{Sense, Senses, Vocabulary};
use super::words::{Word, words};

/// The words of a question and what they mean.
pub(super) struct Question<'q> {
    /// As typed, cut to a sensible length.
    pub(super) text: &'q str,
    pub(super) words: Vec<Word>,
    /// One for each word.
    pub(super) senses: Vec<Senses>,
    pub(super) vocabulary: &'q Vocabulary,
}

impl<'q> Question<'q> {
    pub(super) fn new(text: &'q str, vocabulary: &'q Vocabulary) -> Self {
        let words = words(text);
        let senses = vocabulary.senses(&words);
        Self { text, words, senses, vocabulary }
    }

    /// Whether the word at a place has a meaning; places outside have none.
    pub(super) fn has(&self, at: usize, sense: Sense) -> bool {
        self.senses.get(at).is_some_and(|s| s.has(sense))
    }

    /// Whether some word has a meaning.
    pub(super) fn says(&self, sense: Sense) -> bool {
        self.senses.iter().any(|s| s.has(sense))
    }

    /// Whether some word has one of these meanings.
    pub(super) fn says_any(&self, senses: &[Sense]) -> bool {
        self.senses.iter().any(|s| s.any(senses))
    }

    /// Whether a word was typed with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let typed = self.words.get(at).and_then(|word| self.text.get(word.start..word.end));
        typed.is_some_and(|typed| typed.starts_with(char::is_uppercase))
    }
}
