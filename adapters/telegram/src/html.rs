//! Telegram's HTML (<https://core.telegram.org/bots/api#html-style>): text with marks that is escaped, and split where
//! it is longer than a message may be. Lengths count as Telegram counts them: UTF-16 units of what is read, without
//! the tags. Absent on purpose: what the marks mean for a view (see `render.rs`).

use std::borrow::Cow;
use std::ops::Range;

use bot_core::hygiene::is_visible;
use unicode_segmentation::UnicodeSegmentation;

/// The longest text of one message, in UTF-16 units.
pub(crate) const LONGEST: usize = 4_096;

/// How a part of a text looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Bold,
    Quote,
    /// Leads to this address.
    Link(String),
}

/// A text with marks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rich {
    text: String,
    /// In the order in which they begin; where two begin together, the wider one first. Each is apart from or inside
    /// the one before.
    marks: Vec<(Range<usize>, Mark)>,
    /// Where a message may end without tearing anything apart.
    seams: Vec<usize>,
}

impl Rich {
    /// Adds text.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text that looks like this.
    pub(crate) fn push_marked(&mut self, text: &str, mark: Mark) {
        let start = self.text.len();
        self.push(text);
        if !text.trim().is_empty() {
            self.marks.push((start..self.text.len(), mark));
        }
    }

    /// An empty line, if something stands above.
    pub(crate) fn gap(&mut self) {
        if !self.text.is_empty() {
            self.push("\n\n");
        }
    }

    /// Says that a message may well end here.
    pub(crate) fn seam(&mut self) {
        self.seams.push(self.text.len());
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_blank(&self) -> bool {
        !self.text.chars().any(is_visible)
    }

    /// The text as messages of at most `longest` UTF-16 units, each of them HTML by itself. Nothing is lost between
    /// them but white space.
    pub(crate) fn messages(&self, longest: usize) -> Vec<String> {
        self.parts(longest).into_iter().map(|part| self.html(part)).collect()
    }

    /// The ranges of the messages.
    fn parts(&self, longest: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        loop {
            start += leading_space(&self.text[start..]);
            let rest = self.text[start..].trim_end();
            if rest.is_empty() {
                return parts;
            }
            let length = match end_within(rest, longest) {
                None => rest.len(),
                Some(end) => self.cut(start, rest, end),
            };
            let part = rest[..length].trim_end();
            // Invisible characters alone are no message; they stay out.
            if part.chars().any(is_visible) {
                parts.push(start..start + part.len());
            }
            start += length;
        }
    }

    /// Where to end a message that begins at `start` and could go on to `end` of `rest`: at the last place of the best
    /// kind that leaves the message at least half full.
    fn cut(&self, start: usize, rest: &str, end: usize) -> usize {
        // White space just behind the end is no part of the message.
        let window = &rest[..end + leading_space(&rest[end..])];
        let seam = self.seams.iter().map(|seam| seam.wrapping_sub(start)).rfind(|seam| (1..=end).contains(seam));
        let after = |separator: &str| window.rfind(separator).map(|at| at + separator.len());
        let sentence = || window.split_sentence_bound_indices().map(|(at, _)| at).last();
        let word = || window.rfind(char::is_whitespace);
        let kinds: [&dyn Fn() -> Option<usize>; 5] = [&|| seam, &|| after("\n\n"), &|| after("\n"), &sentence, &word];
        let well_filled = |at: &usize| rest[..*at].trim_end().len() >= end / 2;
        let best = kinds.into_iter().find_map(|kind| kind().filter(well_filled));
        best.or_else(word).filter(|at| *at > 0).unwrap_or_else(|| whole_grapheme(rest, end))
    }

    fn html(&self, part: Range<usize>) -> String {
        let mut html = String::with_capacity(part.len() + 64);
        let mut open: Vec<(usize, &Mark)> = Vec::new();
        let mut at = part.start;
        let mut up_to = |html: &mut String, open: &mut Vec<(usize, &Mark)>, position: usize| {
            while let Some((end, mark)) = open.pop_if(|(end, _)| *end <= position) {
                escape_into(html, &self.text[at..end]);
                at = end;
                html.push_str(mark.closing());
            }
            escape_into(html, &self.text[at..position]);
            at = position;
        };
        for (range, mark) in &self.marks {
            let (start, end) = (range.start.max(part.start), range.end.min(part.end));
            if self.text.get(start..end).is_none_or(|text| text.trim().is_empty()) {
                continue;
            }
            up_to(&mut html, &mut open, start);
            mark.open(&mut html);
            open.push((end, mark));
        }
        up_to(&mut html, &mut open, part.end);
        html
    }
}

impl Mark {
    fn open(&self, html: &mut String) {
        match self {
            Self::Bold => html.push_str("<b>"),
            Self::Quote => html.push_str("<blockquote>"),
            Self::Link(address) => {
                html.push_str("<a href=\"");
                escape_into(html, address);
                html.push_str("\">");
            }
        }
    }

    fn closing(&self) -> &'static str {
        match self {
            Self::Bold => "</b>",
            Self::Quote => "</blockquote>",
            Self::Link(_) => "</a>",
        }
    }
}

/// Where a text exceeds so many UTF-16 units, in bytes; nowhere if it doesn't.
fn end_within(text: &str, units: usize) -> Option<usize> {
    if text.len() <= units {
        return None;
    }
    let mut seen = 0;
    text.char_indices().find_map(|(at, c)| {
        seen += c.len_utf16();
        (seen > units).then_some(at)
    })
}

/// The last place up to `end` that is in no grapheme cluster, unless one cluster fills it all.
fn whole_grapheme(text: &str, end: usize) -> usize {
    let boundaries = text.grapheme_indices(true).map(|(at, _)| at);
    boundaries.take_while(|at| *at <= end).last().filter(|at| *at > 0).unwrap_or(end)
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn escape_into(html: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..at]);
        html.push_str(entity);
        from = at + 1;
    }
    html.push_str(&text[from..]);
}

/// A text in which nobody is called: in what people type, `@name` would ring at somebody's who has nothing to do with it.
/// An invisible word joiner keeps Telegram from making a mention of it. E-mail addresses are none.
pub(crate) fn unmentioning(text: &str) -> Cow<'_, str> {
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut quiet = String::with_capacity(text.len() + 3);
    let mut before = None;
    for c in text.chars() {
        if before == Some('@') && (c.is_alphanumeric() || c == '_') && !follows_word(&quiet) {
            quiet.push('\u{2060}');
        }
        quiet.push(c);
        before = Some(c);
    }
    Cow::Owned(quiet)
}

/// Whether the last character, which is an `@`, stands right behind a word.
fn follows_word(text: &str) -> bool {
    text.chars().rev().nth(1).is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
pub(crate) mod tests;
