//! Text that is safe to post: what people and sources wrote, as Discord's Markdown that shows exactly those words
//! (<https://support.discord.com/hc/en-us/articles/210298617>), and cut where it is longer than a message may be. Lengths
//! are Unicode code points of what is sent, backslashes included.
//!
//! A backslash before a sign takes its meaning away and isn't shown, so a reader sees and copies the words as they are;
//! invisible characters between letters would stay in what is copied. That nobody is called rests on two things: no
//! mention is left in the words, and every message says that it mentions nobody. Absent on purpose: what goes where (see
//! `render.rs`).

use std::fmt::Write;

use bot_core::hygiene::{harmless, is_visible};
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

/// The longest address that Discord takes.
const LONGEST_ADDRESS: usize = 2_048;

/// The words, with no meaning but their own.
pub(crate) fn plain(text: &str) -> String {
    let text = harmless(text);
    let mut markdown = String::with_capacity(text.len() + 16);
    escape_into(&mut markdown, &text, 0..text.len());
    markdown
}

/// The same, but a web address that stands in the open can be followed, without a preview. For the bot's own sentences:
/// they name the campaign's pages.
pub(crate) fn linked(text: &str) -> String {
    let text = harmless(text);
    let mut markdown = String::with_capacity(text.len() + 16);
    let mut from = 0;
    while let Some((start, end)) = next_address(&text, from) {
        escape_into(&mut markdown, &text, from..start);
        // Writing into a string can't fail.
        let _ = write!(markdown, "<{}>", &text[start..end]);
        from = end;
    }
    escape_into(&mut markdown, &text, from..text.len());
    markdown
}

/// Words that stand out; nothing, where there is nothing to read.
pub(crate) fn bold(text: &str) -> String {
    let text = one_line(text);
    if is_blank(&text) { String::new() } else { format!("**{}**", plain(&text)) }
}

/// An item of a list. Its words are one line, because a second one would no longer belong to it.
pub(crate) fn item(text: &str) -> String {
    format!("- {}", plain(&one_line(text)))
}

/// An address as it can be followed, without a preview; the plain words, where it is none that Discord would take.
pub(crate) fn address(link: &str) -> String {
    if is_address(link) { format!("<{link}>") } else { plain(link) }
}

/// Whether Discord takes this as a link.
pub(crate) fn is_address(link: &str) -> bool {
    link.len() <= LONGEST_ADDRESS
        && link.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"\\".contains(&b))
        && Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Words in one line where Discord shows no Markdown, as on a button; cut to so many characters, and never empty.
pub(crate) fn line(text: &str, longest: usize) -> String {
    let text = one_line(text);
    if is_blank(&text) {
        return "…".to_owned();
    }
    if text.chars().count() <= longest {
        return text;
    }
    let end = text.char_indices().nth(longest.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    format!("{}…", text[..whole_grapheme(&text, end)].trim_end())
}

/// Whether there is nothing to read.
pub(crate) fn is_blank(text: &str) -> bool {
    !text.chars().any(is_visible)
}

/// So many characters that Discord counts.
pub(crate) fn length(markdown: &str) -> usize {
    markdown.chars().count()
}

/// The words as Markdown in pieces of at most `longest` characters, made by `markup` of each piece. Nothing is lost
/// between them but white space.
pub(crate) fn pieces(text: &str, longest: usize, markup: impl Fn(&str) -> String) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let whole = markup(rest);
        if length(&whole) <= longest {
            pieces.push(whole);
            break;
        }
        let end = longest_prefix(rest, longest, &markup);
        let (piece, more) = rest.split_at(end);
        pieces.push(markup(piece.trim_end()));
        rest = more.trim_start();
    }
    // Invisible characters alone are no message; they stay out.
    pieces.retain(|piece| !is_blank(piece));
    pieces
}

/// Where to cut, so that what stands before fits: at the last place of the best kind that leaves it at least half full.
fn longest_prefix(text: &str, longest: usize, markup: &impl Fn(&str) -> String) -> usize {
    let fits = |end: usize| length(&markup(text[..end].trim_end())) <= longest;
    // No piece has more characters than what it is made of it.
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).take(longest).collect();
    let count = ends.partition_point(|end| fits(*end)).max(1);
    let end = ends.get(count - 1).copied().unwrap_or(text.len());
    let window = &text[..end];
    let after = |separator: &str| window.rfind(separator).map(|at| at + separator.len());
    let sentence = || window.split_sentence_bound_indices().map(|(at, _)| at).last();
    let word = || window.rfind(char::is_whitespace);
    let kinds: [&dyn Fn() -> Option<usize>; 4] = [&|| after("\n\n"), &|| after("\n"), &sentence, &word];
    let good = |at: &usize| *at >= end / 2 && *at > 0 && fits(*at);
    kinds.into_iter().find_map(|kind| kind().filter(good)).unwrap_or_else(|| whole_grapheme(text, end))
}

/// The last place up to `end` that is in no grapheme cluster, unless one cluster fills it all.
fn whole_grapheme(text: &str, end: usize) -> usize {
    let boundaries = text.grapheme_indices(true).map(|(at, _)| at);
    boundaries.take_while(|at| *at <= end).last().filter(|at| *at > 0).unwrap_or(end)
}

fn one_line(text: &str) -> String {
    harmless(text).split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Adds a part of a text with a backslash before every sign that would mean something there.
fn escape_into(markdown: &mut String, text: &str, part: std::ops::Range<usize>) {
    let mut line = text[..part.start].rfind('\n').map_or(0, |newline| newline + 1);
    for (at, c) in text[part.clone()].char_indices() {
        let at = part.start + at;
        let (before, after) = (text[..at].chars().next_back(), &text[at + c.len_utf8()..]);
        if c == '\n' {
            line = at + 1;
        }
        let means = match c {
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' => true,
            // In an e-mail address it is none, unless everybody would be called.
            '@' => {
                !before.is_some_and(char::is_alphanumeric) || after.starts_with("everyone") || after.starts_with("here")
            }
            // Headings, small print and lists.
            '#' | '-' | '+' => text[line..at].chars().all(is_indent),
            '.' | ')' => {
                let number = text[line..at].trim_start_matches(is_indent);
                !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
            }
            // `:name:`
            ':' => {
                let ends = |c: char| c == ':' || c.is_whitespace();
                let next = after.find(ends).is_some_and(|at| after[at..].starts_with(':'));
                next || text[..at].rfind(ends).is_some_and(|at| text[at..].starts_with(':'))
            }
            // Addresses, and invitations, which need no `https:`.
            '/' => before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | ':')),
            _ => false,
        };
        if means {
            markdown.push('\\');
        }
        markdown.push(c);
    }
}

/// What may stand in front of a line's first sign and leaves it the first.
fn is_indent(c: char) -> bool {
    c.is_whitespace() || !is_visible(c)
}

/// The next web address in a text, from there on.
fn next_address(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let start = at + text[at..].find("http")?;
        at = start + "http".len();
        let begins = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let rest = &text[start..];
        let end = rest.find(|c: char| !c.is_ascii_graphic() || "<>\"\\`".contains(c)).unwrap_or(rest.len());
        // An address that goes on in other letters would be another one without them.
        let goes_on = rest[end..].chars().next().is_some_and(char::is_alphanumeric);
        let address =
            rest[..end].trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', ')', ']', '}', '*', '_', '|', '~']);
        if begins && !goes_on && is_address(address) && address.contains("://") {
            return Some((start, start + address.len()));
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
