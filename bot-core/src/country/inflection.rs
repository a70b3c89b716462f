//! Names in the forms that grammar gives them: Russian cases ("из Непала"), Arabic prefixes ("بنيبال"), and the
//! postpositions that Nepali and Bengali write without a space ("नेपालबाट", "নেপালের").
//! Words become one canonical form, but only if a name has it: nothing is guessed about other words.
//! Deliberately absent: real stemming, whose short stems bring false hits ("куб" for Cuba), and adjectives.

use std::collections::HashMap;

/// Cyrillic endings of nouns and adjectives, in all cases.
const CYRILLIC: &[&str] = &[
    "", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я", "ам", "ах", "ая", "ев", "ее", "ей", "ем", "ие", "ий", "им",
    "их", "ов", "ое", "ой", "ом", "ою", "ую", "ые", "ый", "ым", "ых", "ью", "юю", "ям", "ях", "яя", "ами", "его",
    "ему", "ими", "ого", "ому", "ыми", "ями",
];
/// The endings among them that a name in the dictionary can have.
const CYRILLIC_NOMINATIVE: &[&str] =
    &["ая", "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "а", "я", "ы", "и", "ь", "й"];
/// Postpositions that Nepali joins to a word.
const DEVANAGARI: &[&str] = &["", "का", "की", "को", "मा", "ले", "लाई", "बाट", "देखि", "सँग"];
/// Case endings and postpositions that Bengali joins to a word.
const BENGALI: &[&str] = &["", "র", "ের", "এর", "ে", "য", "তে", "কে", "থেকে"];
/// Arabic particles that are written as part of the next word: and, so, in, as, for.
const ARABIC_PREFIXES: [char; 5] = ['و', 'ف', 'ب', 'ك', 'ل'];
const ARABIC_ARTICLE: &str = "ال";

/// The words that names are made of, in their canonical forms.
#[derive(Debug, Default)]
pub(super) struct Inflection {
    /// Canonical form, and whether a text must have some ending after it ("Куб" is a cube, "Кубы" is Cuba's).
    forms: HashMap<Box<str>, bool>,
}

impl Inflection {
    /// Takes the words of a folded name and returns the name in canonical form.
    pub(super) fn learn(&mut self, name: &str) -> String {
        let alone = !name.contains(' ');
        let mut canonical = String::with_capacity(name.len());
        for word in name.split(' ') {
            let form = match Script::of(word) {
                Script::Other => word,
                Script::Cyrillic => cyrillic_stem(word, alone),
                Script::Arabic => bare_arabic(word),
                Script::Devanagari | Script::Bengali => word,
            };
            if Script::of(word) != Script::Other {
                let needs_ending = form.len() < word.len() && Script::of(word) == Script::Cyrillic;
                self.forms.entry(form.into()).and_modify(|known| *known &= needs_ending).or_insert(needs_ending);
            }
            if !canonical.is_empty() {
                canonical.push(' ');
            }
            canonical.push_str(form);
        }
        canonical
    }

    /// The canonical form of a text's word, if a name has it; else the word.
    pub(super) fn canonical<'a>(&self, word: &'a str) -> &'a str {
        match Script::of(word) {
            Script::Other => word,
            Script::Cyrillic => self.without_ending(word, CYRILLIC),
            Script::Devanagari => self.without_ending(word, DEVANAGARI),
            Script::Bengali => self.without_ending(word, BENGALI),
            Script::Arabic => self.without_prefix(word),
        }
    }

    /// Nothing for a word that is only the bare beginning of one in a name.
    fn without_ending<'a>(&self, word: &'a str, endings: &[&str]) -> &'a str {
        // The longest known form first, and endings of at most five letters.
        for (at, _) in std::iter::once((word.len(), ' ')).chain(word.char_indices().rev().take(5)) {
            let (form, ending) = word.split_at(at);
            if let Some(needs_ending) = self.forms.get(form)
                && endings.contains(&ending)
                && !(*needs_ending && ending.is_empty())
            {
                return form;
            }
        }
        if self.forms.contains_key(word) { "" } else { word }
    }

    fn without_prefix<'a>(&self, word: &'a str) -> &'a str {
        let mut rest = word;
        // Two particles at most: "and from Nepal".
        for _ in 0..=2 {
            let bare = bare_arabic(rest);
            if self.forms.contains_key(bare) {
                return bare;
            }
            // "For the" swallows the article's first letter.
            if let Some(bare) = rest.strip_prefix("لل")
                && self.forms.contains_key(bare)
            {
                return bare;
            }
            let Some(shorter) = rest.strip_prefix(ARABIC_PREFIXES) else { break };
            rest = shorter;
        }
        word
    }
}

/// The part of a Russian name's word that all its cases share.
fn cyrillic_stem(word: &str, alone: bool) -> &str {
    // Names such as Мали, Перу and Конго never change.
    if alone && word.ends_with(['и', 'о', 'у', 'э', 'е', 'ю']) {
        return word;
    }
    CYRILLIC_NOMINATIVE
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| stem.chars().count() >= 3)
        .unwrap_or(word)
}

/// An Arabic word without its article.
fn bare_arabic(word: &str) -> &str {
    word.strip_prefix(ARABIC_ARTICLE).filter(|bare| bare.chars().count() >= 2).unwrap_or(word)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Cyrillic,
    Arabic,
    Devanagari,
    Bengali,
    Other,
}

impl Script {
    fn of(word: &str) -> Self {
        match word.chars().next() {
            Some('\u{400}'..='\u{52F}') => Self::Cyrillic,
            Some('\u{600}'..='\u{6FF}') => Self::Arabic,
            Some('\u{900}'..='\u{97F}') => Self::Devanagari,
            Some('\u{980}'..='\u{9FF}') => Self::Bengali,
            _ => Self::Other,
        }
    }
}
