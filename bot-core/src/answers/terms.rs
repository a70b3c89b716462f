//! Words and grams in one piece of memory: there are many thousands of them, and a text of its own for each would take
//! several times as much as the letters.

use std::ops::Range;

/// A term's number: its place in the alphabetical order of all terms of its kind.
pub(super) type Term = u32;

/// Terms in alphabetical order.
pub(super) struct Terms {
    /// One after the other.
    texts: Box<str>,
    /// Where each one ends.
    ends: Box<[u32]>,
}

impl Terms {
    /// Takes texts that are in order and differ from each other.
    pub(super) fn of<'t>(sorted: impl Iterator<Item = &'t str>) -> Self {
        let (mut texts, mut ends) = (String::new(), Vec::new());
        for text in sorted {
            texts.push_str(text);
            ends.push(u32::try_from(texts.len()).expect("a campaign's files are far smaller than 4 GiB"));
        }
        Self { texts: texts.into(), ends: ends.into() }
    }

    /// The text of one.
    pub(super) fn text(&self, term: Term) -> &str {
        let at = term as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.texts[start as usize..self.ends[at] as usize]
    }

    /// The number of this text, if it is one of them.
    pub(super) fn find(&self, text: &str) -> Option<Term> {
        let at = self.first_not(|known| known < text);
        (at < self.count() && self.text(at) == text).then_some(at)
    }

    /// All that begin with this letter.
    pub(super) fn with_initial(&self, letter: char) -> Range<Term> {
        // Letters in UTF-8 have the order of their code points.
        let initial = |known: &str| known.chars().next();
        self.first_not(|known| initial(known) < Some(letter))..self.first_not(|known| initial(known) <= Some(letter))
    }

    fn count(&self) -> Term {
        self.ends.len() as Term
    }

    /// The first one that isn't `before`, where those that are come first.
    fn first_not(&self, before: impl Fn(&str) -> bool) -> Term {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.text(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_term_and_those_with_the_same_initial() {
        let sorted = [" a", "ab", "abc", "b", "é", "été", "нет", "网"];
        let terms = Terms::of(sorted.into_iter());
        for (number, text) in (0..).zip(sorted) {
            assert_eq!((terms.find(text), terms.text(number)), (Some(number), text));
        }
        for unknown in ["", "a", "abcd", "z", "网络"] {
            assert_eq!(terms.find(unknown), None, "{unknown}");
        }
        assert_eq!(terms.with_initial('a'), 1..3);
        assert_eq!(terms.with_initial('é'), 4..6);
        assert_eq!(terms.with_initial('c'), 4..4);
        assert_eq!(Terms::of([].into_iter()).with_initial('a'), 0..0);
    }
}
