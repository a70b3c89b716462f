//! How letters, marks and digits are compared, whoever typed them on which keyboard.

use std::borrow::Cow;

/// Whether a mark can be left out without changing the word: accents, Arabic vowel marks and hamzas, the stretching of
/// Arabic letters, variation selectors, joiners and what turns the direction of a text. The vowel signs of Indic scripts
/// can't: without them, different words are the same.
pub(crate) fn is_optional_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{20e3}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A decimal digit of any script that people type in, as 0 to 9; any other character as it is.
pub(crate) fn ascii_digit(c: char) -> char {
    /// The zeros of those digits; the nine others follow each.
    const ZEROS: [u32; 10] = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xe50, 0xff10];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code));
    zero.and_then(|zero| char::from_digit(code - zero, 10)).unwrap_or(c)
}

/// A text with the digits of every script as 0 to 9.
pub fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { text.chars().map(ascii_digit).collect::<String>().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scripts_digits_are_read() {
        assert_eq!(ascii_digits("١٢ ۳۴ ५६ ৭৮ ９"), "12 34 56 78 9");
        assert_eq!(ascii_digits("নভেম্বর"), "নভেম্বর");
    }
}
