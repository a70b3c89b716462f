//! Splits what people type into words that can be compared: lower case, without accents, with every script's
//! digits as 0 to 9. Each word remembers where it stood, so that a name can be quoted as typed.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::folding::{ascii_digit, is_optional_mark};

/// How much of a question is read, in characters. More than any real question has.
const LONGEST: usize = 2_000;

/// One word, number or joining mark of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The folded word; `-`, `&` or `#` for a mark.
    pub(super) text: String,
    /// Where it begins in the question, in bytes.
    pub(super) start: usize,
    /// Where it ends in the question, in bytes.
    pub(super) end: usize,
}

/// The part of a question that is read.
pub(super) fn cut(question: &str) -> &str {
    question.char_indices().nth(LONGEST).map_or(question, |(end, _)| &question[..end])
}

/// The words of a question, in order.
pub(super) fn words(question: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (start, segment) in question.split_word_bound_indices() {
        let end = start + segment.len();
        if segment.chars().any(char::is_alphanumeric) {
            for text in pieces(&fold(segment)) {
                words.push(Word { text, start, end });
            }
        } else if let Some(mark) = mark(segment) {
            words.push(Word { text: mark.to_owned(), start, end });
        }
    }
    words
}

/// Marks that mean something between numbers: a range, a list, "number".
fn mark(segment: &str) -> Option<&'static str> {
    match segment {
        "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "–" | "—" | "~" | "…" => Some("-"),
        "," | "&" | "+" | "/" | "،" | "、" | "，" => Some("&"),
        "#" | "№" => Some("#"),
        _ => None,
    }
}

/// Lower case, compatibility forms resolved, accents and other optional marks removed, digits in ASCII.
pub(super) fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_optional_mark(*c)).flat_map(char::to_lowercase).map(plain).collect()
}

fn plain(c: char) -> char {
    match ascii_digit(c) {
        'ى' => 'ي',
        'ة' => 'ه',
        'ß' => 's',
        other => other,
    }
}

/// Parts of a segment at apostrophes, commas and dots between letters. A dot or comma between digits is kept by
/// the dot (3.5 is no number of a list) and parts a list at the comma (3,5).
fn pieces(segment: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut last = ' ';
    for c in segment.chars() {
        let joins = c.is_alphanumeric() || is_sign(c) || (c == '.' && last.is_ascii_digit());
        if joins {
            piece.push(c);
        } else {
            push(&mut pieces, &mut piece);
            if c == ',' && last.is_ascii_digit() {
                pieces.push("&".to_owned());
            }
        }
        last = c;
    }
    push(&mut pieces, &mut piece);
    pieces
}

fn push(pieces: &mut Vec<String>, piece: &mut String) {
    let trimmed = piece.trim_end_matches('.');
    if !trimmed.is_empty() {
        pieces.push(trimmed.to_owned());
    }
    piece.clear();
}

/// Vowel signs and the like, which belong to the letter before them.
fn is_sign(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word is one Chinese character: those are compared in pairs.
pub(super) fn is_han(word: &str) -> bool {
    word.chars().next().is_some_and(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(question: &str) -> Vec<String> {
        words(question).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn folds_case_accents_and_every_scripts_digits() {
        assert_eq!(texts("QUÉ dice la Recomendación ٤?"), ["que", "dice", "la", "recomendacion", "4"]);
        assert_eq!(texts("৩ নম্বর"), ["3", "নম্বর"]);
        assert_eq!(texts("R８ 3️⃣ ⑧"), ["r8", "3", "8"]);
    }

    #[test]
    fn parts_at_apostrophes_and_lists_but_not_in_decimals() {
        assert_eq!(texts("l’ONG d'ici"), ["l", "ong", "d", "ici"]);
        assert_eq!(texts("recs 3,5 & 3.5"), ["recs", "3", "&", "5", "&", "3.5"]);
        assert_eq!(texts("3-5"), ["3", "-", "5"]);
    }

    #[test]
    fn reads_only_the_beginning_of_very_long_text() {
        let long = "ü".repeat(100_000);
        assert_eq!(cut(&long).chars().count(), LONGEST);
        assert_eq!(cut("short"), "short");
    }
}
