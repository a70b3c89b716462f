//! Text that is safe to send: escaped for the HTML that Matrix knows
//! (<https://spec.matrix.org/v1.15/client-server-api/#mroommessage-msgtypes>), without anything that acts on readers, and
//! cut where it is too long. Lengths are bytes of the event: of the plain text and of the HTML together, as JSON. Absent on
//! purpose: what goes where (see `render.rs`).

use bot_core::hygiene::{harmless, is_visible};
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

/// The longest address that is shown, in characters.
pub(crate) const LONGEST_ADDRESS: usize = 1_024;

/// The longest id of a user or a room, in bytes (<https://spec.matrix.org/v1.15/appendices/#common-identifier-format>).
const LONGEST_ID: usize = 255;

/// Words in which nothing acts on anybody: no controls, and no ids. Clients make buttons with a face of ids that stand in a
/// text, and `@room` calls everybody; an invisible word joiner behind the first sign keeps them words.
pub(crate) fn words(text: &str) -> String {
    let text = harmless(text);
    let mut quiet = String::with_capacity(text.len() + 3);
    let mut before = None;
    for (at, c) in text.char_indices() {
        quiet.push(c);
        let inside = before.replace(c).is_some_and(|c: char| c.is_alphanumeric() || c == '_');
        if !inside && calls(c, &text[at + c.len_utf8()..]) {
            quiet.push('\u{2060}');
        }
    }
    quiet
}

/// Whether this sign and what follows it are an id: `@user:server`, `#alias:server` or `!room:server`, or call the room.
fn calls(sign: char, rest: &str) -> bool {
    if !matches!(sign, '@' | '#' | '!') || !rest.starts_with(|c: char| !c.is_whitespace() && !"/:@#!".contains(c)) {
        return false;
    }
    if sign == '@' && rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("room")) {
        return !rest[4..].starts_with(char::is_alphanumeric);
    }
    let end = rest.char_indices().take_while(|(at, c)| *at < LONGEST_ID && !c.is_whitespace()).last();
    let word = &rest[..end.map_or(0, |(at, c)| at + c.len_utf8())];
    word.split_once(':').is_some_and(|(_, server)| server.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

/// The same on one line, of so many characters at most, and never empty.
pub(crate) fn line(text: &str, longest: usize) -> String {
    let text = words(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if is_blank(&text) {
        return "…".to_owned();
    }
    let end = text.grapheme_indices(true).nth(longest).map_or(text.len(), |(at, _)| at);
    // Marks can be piled up on one character without end.
    let end = end.min(text.floor_char_boundary(8 * longest));
    if end == text.len() { text } else { format!("{}…", text[..end].trim_end()) }
}

/// Whether there is nothing to read.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.chars().any(is_visible)
}

/// Plain text as HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            c => html.push(c),
        }
    }
    html
}

/// Words that stand out.
pub(crate) fn bold(text: &str) -> String {
    format!("<strong>{}</strong>", escaped(text))
}

/// Words that lead to an address; the words with the address behind them where it is none that can be followed safely.
pub(crate) fn link(text: &str, address: &str) -> String {
    if is_address(address) {
        format!("<a href=\"{}\">{}</a>", escaped(address), escaped(text))
    } else {
        escaped(&format!("{text}\n{}", line(address, LONGEST_ADDRESS)))
    }
}

fn is_address(link: &str) -> bool {
    link.len() <= LONGEST_ADDRESS
        && link.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"\\".contains(&b))
        && Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// How many bytes a text takes in an event's JSON.
pub(crate) fn length(text: &str) -> usize {
    let of = |c: char| match c {
        '"' | '\\' | '\n' => 2,
        c if c.is_ascii_control() => 6,
        c => c.len_utf8(),
    };
    text.chars().map(of).sum()
}

/// The most bytes that a character takes in an event: once in the plain text and once in the HTML.
fn weight(c: char) -> usize {
    match c {
        '&' => 1 + 5,
        '<' | '>' => 1 + 4,
        '"' => 2 + 6,
        '\\' => 2 + 2,
        // With the sign of a quotation or an indent.
        '\n' => 4 + 4,
        c => 2 * c.len_utf8(),
    }
}

/// The text in pieces that take at most so many bytes of an event. Nothing is lost between them but white space, and
/// pieces in which there is nothing to read.
pub(crate) fn pieces(text: &str, longest: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (piece, more) = rest.split_at(end_within(rest, longest).map_or(rest.len(), |end| cut(rest, end)));
        pieces.push(piece.trim_end());
        rest = more.trim_start();
    }
    pieces.retain(|piece| !is_blank(piece));
    pieces
}

/// Where a text exceeds so many bytes of an event; nowhere if it doesn't.
fn end_within(text: &str, longest: usize) -> Option<usize> {
    let mut seen = 0;
    text.char_indices().find_map(|(at, c)| {
        seen += weight(c);
        (seen > longest).then_some(at)
    })
}

/// Where to end a piece that could go on to `end`: at the last place of the best kind that leaves it at least half full.
fn cut(text: &str, end: usize) -> usize {
    let window = &text[..end];
    let after = |separator: &str| window.rfind(separator).map(|at| at + separator.len());
    let sentence = || window.split_sentence_bound_indices().map(|(at, _)| at).last();
    let word = || window.rfind(char::is_whitespace);
    let kinds: [&dyn Fn() -> Option<usize>; 4] = [&|| after("\n\n"), &|| after("\n"), &sentence, &word];
    let well_filled = |at: &usize| *at >= end / 2 && *at > 0;
    kinds.into_iter().find_map(|kind| kind().filter(well_filled)).unwrap_or_else(|| whole_grapheme(text, end))
}

/// The last place up to `end` that is in no grapheme cluster, unless one cluster fills it all.
fn whole_grapheme(text: &str, end: usize) -> usize {
    let boundaries = text.grapheme_indices(true).map(|(at, _)| at);
    boundaries.take_while(|at| *at <= end).last().filter(|at| *at > 0).unwrap_or(end)
}

#[cfg(test)]
pub(crate) mod tests;
