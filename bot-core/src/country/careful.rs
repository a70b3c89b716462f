//! Names that are other words too: where in a text one of them is a place.
//! Longer names need no such care.

use super::words::Words;

/// What a text is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// Anything.
    Open,
    /// It answers which country somebody is in.
    AnswerWithCountry,
}

/// Short names that are no words in any language: understood without capitals.
const CLEAR_SHORT: &[&str] = &["usa", "uk", "uae", "drc", "rdc", "eua", "vae", "dprk", "prc"];

/// Words of everyday language, in canonical form: Iceland ("island" in German), Ghana ("gana" in Portuguese), Mali,
/// Oman, Iran, Qatar and Chad are something else in other languages than the name's own.
const ORDINARY: &[&str] =
    &["island", "gana", "oma", "ira", "mali", "catar", "salvador", "чад", "мали", "مالي", "عمان", "قطر", "चाड"];
/// "Of that", which follows the same words as a place does.
const TOGO_IN_RUSSIAN: &str = "того";
/// Never a place when it stands alone: "meeting" in French and Spanish, and first names.
const NEVER: &[&str] = &["reunion", "la reunion", "maurice", "dominique", "mauricio", "saudi", "gales"];
/// After these words an ordinary word is a place.
const BEFORE_A_PLACE: &[&str] = &[
    "from", "in", "has", "de", "du", "da", "do", "del", "au", "aus", "von", "nach", "kutoka", "из", "в", "во", "من",
    "في", "desde",
];
/// Names that people bear too.
const GIVEN_NAMES: &[&str] = &["chad", "jordan", "georgia", "israel", "france", "kenya", "holland"];

/// Whether a name (in canonical form) that was found in a text is a place there.
/// Where a country was asked for, nobody's name or property is expected ("Tbilisi Georgia", "Bamako, mali").
pub(super) fn is_place(words: &Words, at: usize, name: &str, context: Context) -> bool {
    let word = &words.list[at];
    if NEVER.contains(&name) {
        return false;
    }
    if name.contains(' ') {
        return true;
    }
    if name.len() <= 3 && name.is_ascii() && !ORDINARY.contains(&name) {
        return CLEAR_SHORT.contains(&name) || (word.acronym && words.has_small_letters);
    }
    let capital = word.capital && !word.first && words.has_small_letters;
    if name == TOGO_IN_RUSSIAN {
        return capital;
    }
    if context == Context::AnswerWithCountry {
        return true;
    }
    if ORDINARY.contains(&name) {
        return capital || (at > 0 && BEFORE_A_PLACE.contains(&words.word(at - 1)));
    }
    !GIVEN_NAMES.contains(&name) || !is_part_of_a_persons_name(words, at)
}

/// "Jordan Smith", "Michael Jordan": another capital beside it, with nothing but a space between.
fn is_part_of_a_persons_name(words: &Words, at: usize) -> bool {
    let word = &words.list[at];
    let surname = words.list.get(at + 1).is_some_and(|next| next.adjoins && next.capital && !next.acronym);
    let given = word.adjoins && at > 0 && words.list[at - 1].capital && !words.list[at - 1].first;
    word.capital && words.has_small_letters && (surname || given)
}
