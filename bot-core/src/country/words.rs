//! Text as folded words: what is compared when names are looked for. Case, accents, punctuation and invisible
//! characters don't count; every Chinese character is a word of its own, since Chinese has no word boundaries.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// One word of a text.
#[derive(Debug)]
pub(super) struct Word {
    /// Where it stands in [`Words::folded`].
    pub(super) span: Range<usize>,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// All its letters are capitals, and there are two or more.
    pub(super) acronym: bool,
    /// It is the first of its sentence.
    pub(super) first: bool,
    /// Only white space stands between it and the word before.
    pub(super) adjoins: bool,
}

/// A text's words.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The folded words with one space between them.
    pub(super) folded: String,
    /// Each word.
    pub(super) list: Vec<Word>,
    /// Some letter is a small one, so that capitals tell something.
    pub(super) has_small_letters: bool,
}

impl Words {
    /// Folds a text.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut reader = Reader { sentence_start: true, ..Reader::default() };
        for raw in text.nfkd() {
            reader.take(raw, &mut words);
        }
        reader.end_word(&mut words);
        words
    }

    /// One word.
    pub(super) fn word(&self, at: usize) -> &str {
        &self.folded[self.list[at].span.clone()]
    }
}

/// The folded text alone.
pub(super) fn fold(text: &str) -> String {
    Words::of(text).folded
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What is known while reading one word.
#[derive(Default)]
struct Reader {
    /// Where the word began, if one is open.
    start: Option<usize>,
    capital: bool,
    capitals: usize,
    small: bool,
    /// Letters since the word began or since a full stop inside it.
    part: usize,
    /// A full stop came after a single letter: the next letter goes on with the same word ("U.S.A.").
    stopped: bool,
    sentence_start: bool,
    /// Something else than white space came since the last word.
    apart: bool,
}

impl Reader {
    fn take(&mut self, raw: char, words: &mut Words) {
        if raw == '\u{306}' && self.start.is_some() && words.folded.ends_with('и') {
            // A Russian й is a letter, not an и with an accent.
            words.folded.pop();
            words.folded.push('й');
            return;
        }
        if canonical_combining_class(raw) != 0
            || matches!(raw, '\u{AD}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}')
        {
            return;
        }
        if !(raw.is_alphanumeric() || is_combining_mark(raw)) {
            let initial = raw == '.' && self.start.is_some() && self.part == 1;
            if initial {
                self.stopped = true;
                self.part = 0;
            } else {
                self.end_word(words);
                self.apart |= !raw.is_whitespace();
                self.sentence_start |=
                    matches!(raw, '.' | '!' | '?' | '\n' | '。' | '！' | '？' | '؟' | '।' | '¿' | '¡');
            }
            return;
        }
        let han = is_han(raw);
        if han {
            self.end_word(words);
        }
        if self.start.is_none() {
            if !words.folded.is_empty() {
                words.folded.push(' ');
            }
            self.start = Some(words.folded.len());
            self.capital = raw.is_uppercase();
        }
        self.stopped = false;
        self.part += 1;
        self.capitals += usize::from(raw.is_uppercase());
        self.small |= raw.is_lowercase();
        for c in raw.to_lowercase() {
            fold_letter(c, &mut words.folded);
        }
        if han {
            self.end_word(words);
        }
    }

    fn end_word(&mut self, words: &mut Words) {
        let stopped = self.stopped;
        if let Some(start) = self.start.take() {
            words.has_small_letters |= self.small;
            words.list.push(Word {
                span: start..words.folded.len(),
                capital: self.capital,
                acronym: self.capitals >= 2 && !self.small,
                first: self.sentence_start,
                adjoins: !self.apart && !words.list.is_empty(),
            });
            *self = Self { apart: stopped, ..Self::default() };
        }
    }
}

/// Letters that decomposition leaves alone but that people write without.
fn fold_letter(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        // Letters that Arabic writers use for one another, and their Persian forms.
        'ى' | 'ی' => out.push('ي'),
        'ة' => out.push('ه'),
        'ک' => out.push('ك'),
        _ => out.push(c),
    }
}
