//! What the fitted classifiers see of a text beside its vector: words, pairs of words and pieces of words, each counted
//! in one of a fixed number of buckets (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning").
//! `scripts/training/features.py` does the same; a test holds both against one file.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How much of a text is read, in characters.
const LONGEST: usize = 600;
/// How long pieces of words are, in characters.
const PIECES: [usize; 3] = [3, 4, 5];
/// How many Chinese characters are read as one.
const HAN: [usize; 3] = [1, 2, 3];

/// The buckets of a text's grams, each once, in order.
pub(super) fn buckets(text: &str, count: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut put = |kind: char, parts: &[&str]| found.push(bucket(kind, parts, count));
    let words = words(text);
    for word in &words {
        let places: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let pieces = |length: usize| places.windows(length + 1).map(move |ends| (ends[0], ends[length]));
        if word.chars().any(is_han) {
            HAN.into_iter().flat_map(pieces).for_each(|(start, end)| put('h', &[&word[start..end]]));
            continue;
        }
        put('w', &[word]);
        let edged = format!("<{word}>");
        let places: Vec<usize> = edged.char_indices().map(|(at, _)| at).chain([edged.len()]).collect();
        for length in PIECES {
            places.windows(length + 1).for_each(|ends| put('g', &[&edged[ends[0]..ends[length]]]));
        }
    }
    words.windows(2).for_each(|pair| put('b', &[&pair[0], " ", &pair[1]]));
    found.sort_unstable();
    found.dedup();
    found
}

/// Runs of letters, digits and marks, in lower case and without accents.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let read: String = text.chars().take(LONGEST).collect();
    for c in read.nfkd().filter(|c| !is_optional(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || is_combining_mark(c) {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn is_optional(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// FNV-1a over the bytes (Fowler, Noll and Vo, draft-eastlake-fnv), folded.
fn bucket(kind: char, parts: &[&str], count: u32) -> u32 {
    let mut letter = [0; 4];
    let kind: &str = kind.encode_utf8(&mut letter);
    let mut value = 0x811c_9dc5_u32;
    for byte in std::iter::once(kind).chain(parts.iter().copied()).flat_map(str::bytes) {
        value = (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    (value ^ (value >> 15)) % count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain() {
        assert_eq!(words("QUÉ dice l’ONG? №３"), ["que", "dice", "l", "ong", "no3"]);
        assert_eq!(words("हाम्रो সরকার"), ["हाम्रो", "সরকার"]);
        assert_eq!(words("?! 🙂"), [""; 0]);
    }

    #[test]
    fn a_long_text_costs_no_more_than_its_beginning() {
        let beginning = "пример ".repeat(100).chars().take(LONGEST).collect::<String>();
        assert_eq!(buckets(&"пример ".repeat(10_000), 1 << 15), buckets(&beginning, 1 << 15));
    }
}
