//! Formatting of texts: Telegram's HTML as TDLib reads it, and the entities that Telegram finds by itself.
//! Offsets and lengths count UTF-16 units.

use serde_json::{Value, json};

/// A part of a text with a meaning or a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// As in the Bot API: `bold`, `blockquote`, `bot_command`, …
    pub kind: &'static str,
    /// Where it begins, in UTF-16 units.
    pub offset: usize,
    /// How long it is, in UTF-16 units.
    pub length: usize,
    /// The address of a `text_link`, the language of a `pre`, the person's id of a `text_mention`.
    pub detail: Option<String>,
}

impl Entity {
    /// As it stands in a message.
    pub fn json(&self, user: impl Fn(i64) -> Value) -> Value {
        let mut entity = json!({"offset": self.offset, "length": self.length, "type": self.kind});
        match (self.kind, &self.detail) {
            ("text_link", Some(url)) => entity["url"] = json!(url),
            ("pre", Some(language)) => entity["language"] = json!(language),
            ("text_mention", Some(id)) => entity["user"] = user(id.parse().unwrap_or_default()),
            _ => {}
        }
        entity
    }

    /// The part of the text that it covers.
    pub fn covers(&self, text: &str) -> String {
        let units: Vec<u16> = text.encode_utf16().skip(self.offset).take(self.length).collect();
        String::from_utf16_lossy(&units)
    }
}

/// How many UTF-16 units a text has.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

struct Open {
    tag: String,
    argument: String,
    offset: usize,
    position: usize,
}

/// Reads Telegram's HTML.
///
/// # Errors
/// What TDLib says about it.
pub fn parse_html(html: &str) -> Result<(String, Vec<Entity>), String> {
    let (mut text, mut offset) = (String::with_capacity(html.len()), 0);
    let (mut entities, mut open): (Vec<Entity>, Vec<Open>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(c) = html[at..].chars().next() {
        let begin = at;
        if c == '&'
            && let Some((decoded, length)) = decode(&html[at..])
        {
            text.push(decoded);
            offset += decoded.len_utf16();
            at += length;
        } else if c != '<' {
            let rest = &html[at + c.len_utf8()..];
            let end = html.len() - rest.len() + rest.find(['<', '&']).unwrap_or(rest.len());
            text.push_str(&html[at..end]);
            offset += units(&html[at..end]);
            at = end;
        } else if html[at + 1..].starts_with('/') {
            at += close(&html[at..], begin, offset, &text, &mut open, &mut entities)?;
        } else {
            let (tag, argument, length) = start_tag(&html[at..], begin)?;
            open.push(Open { tag, argument, offset, position: text.len() });
            at += length;
        }
    }
    match open.last() {
        Some(open) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)),
        None => {
            entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
            Ok((text, entities))
        }
    }
}

/// Decodes `&lt;`, `&gt;`, `&amp;`, `&quot;` and numbers. Everything else stands for itself, as for Telegram.
fn decode(html: &str) -> Option<(char, usize)> {
    if let Some(number) = html.strip_prefix("&#") {
        let (digits, radix, skip) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(&digits[..length], radix).ok()?;
        let end = skip + length + usize::from(digits[length..].starts_with(';'));
        return char::from_u32(code).filter(|c| *c != '\0').map(|c| (c, end));
    }
    let known = [("&lt", '<'), ("&gt", '>'), ("&amp", '&'), ("&quot", '"')];
    let (name, c) = known.into_iter().find(|(name, _)| {
        html.starts_with(name) && !html[name.len()..].starts_with(|c: char| c.is_ascii_alphabetic())
    })?;
    Some((c, name.len() + usize::from(html[name.len()..].starts_with(';'))))
}

const TAGS: [&str; 17] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "tg-time",
    "span",
    "pre",
    "code",
    "blockquote",
];

/// Reads a start tag: its name, the argument that matters, and its length.
fn start_tag(html: &str, begin: usize) -> Result<(String, String, usize), String> {
    let end_of_name = html.find(|c: char| c.is_ascii_whitespace() || c == '>');
    let end_of_name = end_of_name.ok_or(format!("Unclosed start tag at byte offset {begin}"))?;
    let tag = html[1..end_of_name].to_lowercase();
    if !TAGS.contains(&tag.as_str()) {
        return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
    }
    let unclosed = || format!("Unclosed start tag \"{tag}\" at byte offset {begin}");
    let (mut argument, mut at) = (String::new(), end_of_name);
    loop {
        at += html[at..].find(|c: char| !c.is_ascii_whitespace()).ok_or_else(unclosed)?;
        if html[at..].starts_with('>') {
            break;
        }
        let ends = |c: char| c.is_ascii_whitespace() || "=>/\"'".contains(c);
        let name_length = html[at..].find(ends).ok_or_else(unclosed)?;
        let name = &html[at..at + name_length];
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        at += name_length;
        at += html[at..].find(|c: char| !c.is_ascii_whitespace()).ok_or_else(unclosed)?;
        if !html[at..].starts_with('=') {
            if tag == "blockquote" && name == "expandable" {
                "1".clone_into(&mut argument);
            }
            continue;
        }
        at += 1;
        at += html[at..].find(|c: char| !c.is_ascii_whitespace()).ok_or_else(unclosed)?;
        let value = match html[at..].chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let length = html[at + 1..].find(quote).ok_or(format!("Unclosed start tag at byte offset {begin}"))?;
                let raw = &html[at + 1..at + 1 + length];
                at += length + 2;
                unescape(raw)
            }
            _ => {
                let token = |c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-');
                let length = html[at..].find(token).ok_or(format!("Unclosed start tag at byte offset {begin}"))?;
                if !html[at + length..].starts_with(|c: char| c.is_ascii_whitespace() || c == '>') {
                    return Err(format!("Unexpected end of name token at byte offset {}", begin + at));
                }
                let value = html[at..at + length].to_lowercase();
                at += length;
                value
            }
        };
        match (tag.as_str(), name) {
            ("a", "href") => argument = value,
            ("code", "class") if value.starts_with("language-") => value[9..].clone_into(&mut argument),
            ("span", "class") if value.starts_with("tg-") => value[3..].clone_into(&mut argument),
            ("blockquote", "expandable") => "1".clone_into(&mut argument),
            _ => {}
        }
    }
    if tag == "span" && argument != "spoiler" {
        return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
    }
    Ok((tag, argument, at + 1))
}

fn unescape(raw: &str) -> String {
    let (mut value, mut at) = (String::new(), 0);
    while let Some(c) = raw[at..].chars().next() {
        match decode(&raw[at..]).filter(|_| c == '&') {
            Some((decoded, length)) => {
                value.push(decoded);
                at += length;
            }
            None => {
                value.push(c);
                at += c.len_utf8();
            }
        }
    }
    value
}

/// Reads an end tag and closes what it ends; gives its length.
fn close(
    html: &str,
    begin: usize,
    offset: usize,
    text: &str,
    open: &mut Vec<Open>,
    entities: &mut Vec<Entity>,
) -> Result<usize, String> {
    let last = open.pop().ok_or(format!("Unexpected end tag at byte offset {begin}"))?;
    let unclosed = format!("Unclosed end tag at byte offset {begin}");
    let name_end = html.find(|c: char| c.is_ascii_whitespace() || c == '>').ok_or(unclosed.clone())?;
    let found = html[2..name_end].to_lowercase();
    let end = name_end + html[name_end..].find(|c: char| !c.is_ascii_whitespace()).ok_or(unclosed.clone())?;
    if !html[end..].starts_with('>') {
        return Err(unclosed);
    }
    if !found.is_empty() && found != last.tag {
        let expected = last.tag;
        return Err(format!(
            "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{found}>\""
        ));
    }
    let length = offset - last.offset;
    if length > 0 {
        let argument = Some(last.argument).filter(|a| !a.is_empty());
        let same = |e: &&mut Entity, kind: &str| e.kind == kind && e.offset == last.offset && e.length == length;
        let (kind, detail) = match last.tag.as_str() {
            "i" | "em" => ("italic", None),
            "b" | "strong" => ("bold", None),
            "s" | "strike" | "del" => ("strikethrough", None),
            "u" | "ins" => ("underline", None),
            "tg-spoiler" | "span" => ("spoiler", None),
            "blockquote" if argument.is_some() => ("expandable_blockquote", None),
            "blockquote" => ("blockquote", None),
            "a" => match argument.unwrap_or_else(|| text[last.position..].to_owned()) {
                url if url.starts_with("tg://user?id=") => ("text_mention", Some(url[13..].to_owned())),
                url if is_link(&url) => ("text_link", Some(url)),
                // Telegram shows the words and drops the link.
                _ => return Ok(end + 1),
            },
            "pre" => match entities.last_mut().filter(|e| same(e, "code")) {
                Some(code) if code.detail.is_some() => {
                    code.kind = "pre";
                    return Ok(end + 1);
                }
                _ => ("pre", None),
            },
            "code" => ("code", argument),
            // Custom emoji and dates look like their text.
            _ => return Ok(end + 1),
        };
        entities.push(Entity { kind, offset: last.offset, length, detail });
    }
    Ok(end + 1)
}

/// Whether Telegram takes this for an address.
pub(super) fn is_link(url: &str) -> bool {
    let rest = ["https://", "http://", "tg://"].iter().find_map(|scheme| url.strip_prefix(scheme)).unwrap_or(url);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = host.split(':').next().unwrap_or_default();
    !host.is_empty()
        && !url.contains(char::is_whitespace)
        && (url.starts_with("tg://") || bare.contains('.') || (url.contains("://") && bare == "localhost"))
}

/// Finds commands, mentions and links in what a person wrote.
pub(super) fn detect(text: &str) -> Vec<Entity> {
    let mut found = Vec::new();
    let (mut offset, mut before) = (0, ' ');
    let mut skip_until = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let word_before = before.is_alphanumeric() || before == '_';
        if at >= skip_until && !word_before {
            let entity = match c {
                '/' if before != '/' && before != '<' && before != '>' => command(rest).map(|l| ("bot_command", l)),
                '@' => mention(rest).map(|l| ("mention", l)),
                'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                    Some(("url", rest.find(char::is_whitespace).unwrap_or(rest.len())))
                }
                _ => None,
            };
            if let Some((kind, length)) = entity {
                found.push(Entity { kind, offset, length: units(&rest[..length]), detail: None });
                skip_until = at + length;
            }
        }
        offset += c.len_utf16();
        before = c;
    }
    found
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The length of a command such as `/start` or `/start@some_bot`: 1 to 64 letters, digits and underscores.
fn command(rest: &str) -> Option<usize> {
    let length = 1 + rest[1..].find(|c| !is_name(c)).unwrap_or(rest.len() - 1);
    let follows = rest[length..].chars().next();
    if !(2..=65).contains(&length) || follows.is_some_and(|c| c == '/' || c == '<' || c == '>' || c.is_alphanumeric()) {
        return None;
    }
    let name = rest[length..].strip_prefix('@').map(|name| name.find(|c| !is_name(c)).unwrap_or(name.len()));
    Some(length + name.filter(|l| (3..=32).contains(l)).map_or(0, |l| l + 1))
}

fn mention(rest: &str) -> Option<usize> {
    let length = rest[1..].find(|c| !is_name(c)).unwrap_or(rest.len() - 1);
    (3..=32).contains(&length).then_some(length + 1)
}
