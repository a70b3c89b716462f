//! The bot's messages on Matrix, read back into lines as scripts have them.

use crate::matrix_people::Message;
use crate::numbered::Numbered;
use crate::seen::{Offer, choice, plain, push};

/// The keycap of each number, as apps write it.
pub const SIGNS: [&str; 10] = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟"];

/// The choices of a message, by number from one on.
pub fn offers(message: &Message) -> Vec<Offer> {
    message.body.lines().filter_map(offer).collect()
}

/// A message as people read it.
pub fn lines(message: &Message) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut quoting = Quoting::No;
    for line in message.body.lines() {
        if let Some(Offer { label, say, private }) = offer(line) {
            lines.push(choice(&plain(&label), &plain(&say), private));
        } else if let Some(words) = line.strip_prefix("> ").or(line.strip_prefix('>')) {
            quoting = Quoting::Words;
            push(&mut lines, "> ", words);
        } else if let (Quoting::Words, Some(citation)) = (&quoting, line.strip_prefix("  ")) {
            push(&mut lines, "— ", citation);
            quoting = Quoting::Cited;
        } else if let (Quoting::Cited, Some(link), Some(cited)) = (&quoting, line.strip_prefix("  "), lines.last_mut())
        {
            *cited = format!("{cited} {}", plain(link));
            quoting = Quoting::No;
        } else {
            push(&mut lines, "", line);
        }
    }
    lines
}

/// How far a quotation was read: its words, then where they stand, then the link.
enum Quoting {
    No,
    Words,
    Cited,
}

fn offer(line: &str) -> Option<Offer> {
    let Numbered { label, say, private, number: _ } = Numbered::read(line)?;
    Some(Offer { label, say, private })
}

/// Whether a message's HTML says what its plain text says.
///
/// # Errors
/// Both, where it doesn't.
pub fn says_the_same(message: &Message) -> Result<(), String> {
    let Some(html) = &message.html else { return Ok(()) };
    let mark = |line: &str| ["> ", "- "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).to_owned();
    let said = plain(&message.body.lines().map(mark).collect::<Vec<_>>().join(" "));
    let shown = plain(&words_of(html));
    if said == shown { Ok(()) } else { Err(format!("two things are said:\n{said}\n{shown}")) }
}

/// The words of HTML, each link's address behind its words.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut address = None;
    for piece in html.split_inclusive(['<', '>']) {
        let Some(tag) = piece.strip_suffix('>') else {
            words.push_str(piece.strip_suffix('<').unwrap_or(piece));
            continue;
        };
        match tag {
            "strong" | "/strong" => {}
            "/a" => words.extend([" ", address.take().unwrap_or_default()]),
            _ => words.push(' '),
        }
        address = tag.strip_prefix("a href=\"").and_then(|tag| tag.strip_suffix('"')).or(address);
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// A line of a script as it stands on Matrix, where commands in rooms begin with an exclamation mark: apps keep what
/// begins with a slash for themselves.
pub fn with_marks(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut before = ' ';
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let begins = before.is_whitespace() || "[(“«¿\u{a0}\u{202f}".contains(before);
        let command = c == '/' && begins && rest.peek().is_some_and(|next| next.is_alphabetic());
        shown.push(if command { '!' } else { c });
        before = c;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_commands_get_another_mark() {
        for (line, shown) in [
            ("- /announcements each", "- !announcements each"),
            ("[/help] Help", "[!help] Help"),
            (
                "clock: “/announcements quiet” https://a.org/b and/or",
                "clock: “!announcements quiet” https://a.org/b and/or",
            ),
        ] {
            assert_eq!(with_marks(line), shown);
        }
    }

    #[test]
    fn html_is_read_as_people_read_it() {
        let html = "<p><strong>Name</strong>: A &amp;lt;<br>b</p><p><a href=\"https://a.org/?x&amp;y\">“T”, 3</a></p>";
        assert_eq!(plain(&words_of(html)), "Name: A &lt; b “T”, 3 https://a.org/?x&y");
    }
}
