//! Text that is shown as it came, such as a campaign's own or what somebody typed a moment ago: made safe for those who
//! read it, without refusing it.

use std::borrow::Cow;

/// A text without anything that a reader's app obeys: control characters and the embeddings and overrides of Unicode
/// Standard Annex #9 become U+FFFD. The isolates stay: they keep a right-to-left name from turning what stands around
/// it, and the phrases put them there.
pub fn harmless(text: &str) -> Cow<'_, str> {
    fn obeyed(c: char) -> bool {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}')
    }
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n");
    let tame = |c| match c {
        '\t' => ' ',
        c if obeyed(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Cow::Owned(lines.chars().map(tame).collect())
}

/// Whether a message of this character alone can be read. Platforms take white space, and most characters that nobody
/// sees, for nothing.
pub fn is_visible(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}
