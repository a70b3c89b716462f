//! Which characters may stand in a text. Unassigned code points pass: new letters come with every Unicode version.

use unicode_normalization::char::is_combining_mark;

use super::TextFault;

/// The most combining marks on one letter: Hebrew, Vietnamese and Tibetan need three or four.
const MOST_MARKS: usize = 4;

/// Whatever ends a line besides `\n`.
pub(super) const LINE_ENDS: [char; 6] = ['\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Checks every character of a line: direction, controls, what can't be seen, and marks piled up.
pub(super) fn check(line: &str) -> Result<(), TextFault> {
    check_directions_and_controls(line)?;
    let mut before = None;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if is_invisible(c) && !belongs(before, c, rest.clone().next()) {
            return Err(TextFault::Control);
        }
        before = Some(c);
    }
    Ok(())
}

/// Checks a line for what no text may have; characters that are merely invisible pass.
pub(super) fn check_directions_and_controls(line: &str) -> Result<(), TextFault> {
    let mut marks = 0;
    for c in line.chars() {
        if turns_direction(c) {
            return Err(TextFault::Bidirectional);
        }
        if c.is_control() || is_private(c) || is_tag(c) {
            return Err(TextFault::Control);
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            return Err(TextFault::Noise);
        }
    }
    Ok(())
}

/// Invisible hints of word processors that a letter does without.
pub(super) fn is_hint(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The characters of Annex #9 that mark, embed, override or isolate a direction.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that nobody sees, or that look like a space and are none.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Characters without a meaning of their own, and the one that stands for broken input.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..) || c == '\u{FFFD}' || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Tag characters spell hidden text.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// Whether an invisible character does its proper work here: joiners between letters of the scripts that need them,
/// and the choice between two shapes of one character.
fn belongs(before: Option<char>, c: char, after: Option<char>) -> bool {
    match c {
        '\u{200C}' | '\u{200D}' => before.is_some_and(needs_joiners) && after.is_some_and(needs_joiners),
        '\u{FE0E}' | '\u{FE0F}' => before.is_some_and(|b| !b.is_ascii() && !b.is_alphanumeric() && !is_invisible(b)),
        '\u{E0100}'..='\u{E01EF}' => {
            before.is_some_and(|b| matches!(b, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'))
        }
        _ => false,
    }
}

/// Letters and marks of Arabic, Syriac, Indic, Tibetan, Burmese, Khmer and Mongolian scripts.
fn needs_joiners(c: char) -> bool {
    let script = matches!(c,
        '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    script && (c.is_alphabetic() || is_combining_mark(c))
}
