//! What a message on Discord says, read back from its Markdown, its cards and its buttons, as a person reads it.

use crate::discord::{Component, Embed, Message};
use crate::seen::{choice, plain, push};

/// A message as people read it: each quotation's card stands where the words name its source.
pub fn lines(message: &Message) -> Vec<String> {
    let mut lines = Vec::new();
    let mut cards: Vec<&Embed> = message.embeds.iter().collect();
    for line in message.content.split('\n') {
        if let Some((citation, link)) = source(line) {
            // Of two cards with the same address, Discord shows one; so the second one has none.
            let of = |card: &&Embed| card.url == link || card.url.is_empty();
            let quoted = cards.iter().position(|card| of(card) && plain(&shown(&card.title)) == plain(&citation));
            if let Some(at) = quoted {
                push(&mut lines, "> ", &shown(&cards.remove(at).description));
            }
            push(&mut lines, "— ", &format!("{citation} {link}"));
        } else if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("• ")) {
            push(&mut lines, "- ", &shown(item));
        } else {
            push(&mut lines, "", &shown(line));
        }
    }
    for card in cards {
        push(&mut lines, "", &shown(&card.title));
        for line in card.description.split('\n') {
            match line.strip_prefix("- ").or_else(|| line.strip_prefix("• ")) {
                Some(item) => push(&mut lines, "- ", &shown(item)),
                None => push(&mut lines, "", &shown(line)),
            }
        }
        for field in &card.fields {
            push(&mut lines, "", &format!("{}: {}", shown(&field.name), shown(&field.value)));
        }
    }
    for component in message.rows.iter().flatten() {
        let labels: Vec<&str> = match component {
            Component::Button(button) => vec![&button.label],
            Component::Menu(menu) => menu.choices.iter().map(|choice| choice.label.as_str()).collect(),
        };
        lines.extend(labels.into_iter().map(plain).map(|label| choice(&label, &label, false)));
    }
    lines
}

/// The source of a quotation: what it is called, and its link, which is written so that it shows no preview.
fn source(line: &str) -> Option<(String, String)> {
    let (citation, link) = line.strip_suffix('>')?.rsplit_once(" · <")?;
    (link.starts_with("https://") && !citation.is_empty()).then(|| (shown(citation), link.to_owned()))
}

/// Words as Discord shows them: without the marks that make them bold, and without the backslashes before characters
/// that would be marks.
pub fn shown(markdown: &str) -> String {
    let mut shown = String::with_capacity(markdown.len());
    let mut characters = markdown.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next_if(char::is_ascii_punctuation) {
                Some(escaped) => shown.push(escaped),
                None => shown.push('\\'),
            },
            '*' if characters.next_if_eq(&'*').is_some() => {}
            _ => shown.push(c),
        }
    }
    // Bare links that are to show no preview.
    let Some((before, rest)) = shown.split_once("<https://") else { return shown };
    let (link, after) = rest.split_once('>').unwrap_or((rest, ""));
    format!("{before}https://{link}{}", self::shown(after))
}

/// What a message says, with the words of its cards, to look for words in.
pub fn all_of(message: &Message) -> String {
    format!("{} {:?}", message.content, message.embeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_seen_as_people_see_them() {
        for (markdown, seen) in
            [("**Hello**", "Hello"), (r"\*not bold\* \\ \@everyone", r"*not bold* \ @everyone"), (r"a \ b", r"a \ b")]
        {
            assert_eq!(shown(markdown), seen);
        }
        let source = source("“A text”, Point 3 · <https://example.org/a>");
        assert_eq!(source, Some(("“A text”, Point 3".to_owned(), "https://example.org/a".to_owned())));
    }
}
