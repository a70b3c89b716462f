//! Splits a text into the pieces that the network knows: SentencePiece's unigram segmentation, which is the likeliest
//! row of pieces (Kudo 2018, "Subword regularization", section 3.2; the best row is found by Viterbi's algorithm).

use super::Malformed;
use super::bytes::{Bytes, Numbers, Texts};

/// Stands for a space, and begins every text.
const SPACE: char = '\u{2581}';
/// A text's characters after this many aren't looked at: far more than the pieces that are read.
const LONGEST: usize = 600;

/// The pieces, in the order of their bytes.
pub(crate) struct Tokens<'a> {
    pieces: Texts<'a>,
    /// The logarithm of how likely each one is.
    scores: Numbers<'a>,
    /// What a character that no piece has counts.
    unknown: f32,
    /// Characters that are written otherwise (compatibility forms, control characters), in order, …
    from: Numbers<'a>,
    /// … and how.
    to: Texts<'a>,
}

/// The best way to split a text up to some place.
#[derive(Clone, Copy)]
struct Best {
    score: f32,
    /// Where its last piece begins.
    start: usize,
    /// Its last piece; the number of pieces where it's an unknown character.
    piece: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn read(bytes: &mut Bytes<'a>) -> Result<Self, Malformed> {
        let (count, length) = (bytes.number()?, bytes.number()?);
        let (written, written_length) = (bytes.number()?, bytes.number()?);
        let unknown = bytes.numbers(1)?.float(0);
        let pieces = Texts::read(bytes, count, length)?;
        let scores = bytes.numbers(count)?;
        let from = bytes.numbers(written)?;
        let to = Texts::read(bytes, written, written_length)?;
        Ok(Self { pieces, scores, unknown, from, to })
    }

    /// How many pieces there are. The number after the last piece's stands for unknown characters.
    pub(crate) fn count(&self) -> usize {
        self.pieces.len()
    }

    /// The numbers of a text's pieces.
    pub(crate) fn split(&self, text: &str) -> Vec<usize> {
        let text = self.written(text);
        let text = text.as_bytes();
        let mut best = vec![Best { score: f32::NEG_INFINITY, start: 0, piece: 0 }; text.len() + 1];
        best[0].score = 0.0;
        let mut start = 0;
        while start < text.len() {
            let so_far = best[start].score;
            let mut put = |end: usize, score: f32, piece: usize| {
                if so_far + score > best[end].score {
                    best[end] = Best { score: so_far + score, start, piece };
                }
            };
            self.beginning(&text[start..], |length, piece| put(start + length, self.scores.float(piece), piece));
            let width = character(text, start);
            put(start + width, self.unknown, self.count());
            start += width;
        }
        let mut split = Vec::new();
        let mut end = text.len();
        while end > 0 {
            split.push(best[end].piece);
            end = best[end].start;
        }
        split.reverse();
        split
    }

    /// As the pieces have it: compatibility forms resolved, single spaces, one of them before the text.
    fn written(&self, text: &str) -> String {
        let mut written = String::from(SPACE);
        let mut put = |c: char| {
            if c != ' ' {
                written.push(c);
            } else if !written.ends_with(SPACE) {
                written.push(SPACE);
            }
        };
        for c in text.chars().take(LONGEST) {
            match self.place_of(c) {
                Some(at) => String::from_utf8_lossy(self.to.get(at)).chars().for_each(&mut put),
                None => put(c),
            }
        }
        written.truncate(written.trim_end_matches(SPACE).len());
        written
    }

    fn place_of(&self, c: char) -> Option<usize> {
        let place = partition(0..self.from.len(), |at| self.from.get(at) < c as usize);
        (self.from.get(place) == c as usize && place < self.from.len()).then_some(place)
    }

    /// Every piece that a text begins with, with its length: with each byte, fewer of the sorted pieces are left.
    fn beginning(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let mut left = 0..self.pieces.len();
        for (at, byte) in text.iter().enumerate() {
            let before = |piece: usize| self.pieces.get(piece).get(at).is_none_or(|b| b < byte);
            let start = partition(left.clone(), before);
            let end = partition(start..left.end, |piece| self.pieces.get(piece).get(at) == Some(byte));
            left = start..end;
            if left.is_empty() {
                return;
            }
            if self.pieces.get(start).len() == at + 1 {
                found(at + 1, start);
            }
        }
    }
}

/// How many bytes the character at a place has.
fn character(text: &[u8], start: usize) -> usize {
    let following = text[start + 1..].iter().take_while(|byte| **byte & 0xc0 == 0x80);
    1 + following.count()
}

/// The first place in a range that `before` isn't true of, where it's true of the first ones.
fn partition(range: std::ops::Range<usize>, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
