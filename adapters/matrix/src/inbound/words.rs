//! Whom somebody's words are for, and what they say without the bot's name.
//!
//! Clients tell in `m.mentions` whom they call (<https://spec.matrix.org/v1.15/client-server-api/#user-and-room-mentions>),
//! and write the name into the body as they like: as it is shown, as an id, as a link. People also type it by hand.
//! Absent on purpose: `formatted_body`. It says nothing that the body doesn't, and anybody can write anything into it.

use bot_core::hygiene::is_visible;
use bot_core::incoming::Event;

use super::Me;
use crate::choices::number_of;

/// The longest display name that is looked for, in characters. Servers take longer ones; nobody types them.
const LONGEST_NAME: usize = 100;

/// The signs that stand behind a name with which somebody is spoken to.
const SIGNS: [char; 7] = [',', ':', ';', '،', '，', '：', '、'];

/// What is known of a message besides its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Whether it was said in a private chat.
    pub(super) private: bool,
    /// Whether it calls the bot; unknown if the client doesn't say whom it calls.
    pub(super) calls: Option<bool>,
    /// Whether it answers a message of the bot's.
    pub(super) answers: bool,
}

/// What words say to the bot, and whether it is certainly meant; nothing if they are other people's talk.
pub(super) fn said(body: &str, me: &Me<'_>, manner: Manner) -> Option<(Event, bool)> {
    let names = Names::of(me);
    let text = body.trim();
    let (named, rest) = names.leading(text).map_or((false, text), |rest| (true, rest));
    let calls = manner.calls.unwrap_or_else(|| names.stand_in(rest));
    let addressed = manner.private || manner.answers || calls || named;
    // Where a client calls whoever is answered, a name in the middle is more likely a word.
    let pill = calls && !named && !manner.answers;
    let words = if addressed { names.cut(rest, pill) } else { rest.to_owned() };
    match command(&words) {
        Some((name, _)) if name.is_empty() && !addressed => None,
        Some((name, arguments)) => {
            Some((Event::Command { name: name.to_owned(), arguments: arguments.to_owned() }, addressed))
        }
        None if !addressed => None,
        // The sign under a message, typed: the same as its number.
        None => Some((Event::Text(number_of(&words).map_or(words, |number| number.to_string())), true)),
    }
}

/// A command as it is written: `!rec 8`, also `/rec 8`.
fn command(text: &str) -> Option<(&str, &str)> {
    let line = text.strip_prefix(['!', '/'])?;
    let ends_name = |c: char| c.is_whitespace() || (c.is_ascii_punctuation() && c != '_' && c != '-');
    let (name, rest) = line.split_at(line.find(ends_name).unwrap_or(line.len()));
    // "!" alone is a command that was begun and not written; "!!!" and "!🎉" are none.
    // What can't be seen is left to whoever knows the commands.
    if !name.trim_start_matches(|c| !is_visible(c)).starts_with(char::is_alphanumeric) && !line.is_empty() {
        return None;
    }
    // "!help!" is a command with a sign after it, "/usr/bin" is none.
    let arguments = rest.strip_prefix([',', '.', ':', ';', '!', '?']).unwrap_or(rest);
    let apart = arguments.is_empty() || arguments.starts_with(char::is_whitespace);
    apart.then(|| (name, arguments.trim()))
}

/// A reply's own words: without the quotation of what it answers, which older clients put before them
/// (<https://spec.matrix.org/v1.12/client-server-api/#fallbacks-for-rich-replies>).
pub(super) fn without_fallback(body: &str) -> &str {
    if !body.starts_with("> <") && !body.starts_with("> * <") {
        return body;
    }
    let mut rest = body;
    while rest.starts_with('>') {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    rest
}

/// What the bot is called.
struct Names<'a> {
    /// Its id.
    id: &'a str,
    /// The id's first part, without the sign.
    local: Vec<char>,
    /// What it is called in the room; none if that can't be told from other words.
    shown: Option<Vec<char>>,
}

impl<'a> Names<'a> {
    fn of(me: &Me<'a>) -> Self {
        let shown: Option<Vec<char>> = me.name.map(|name| folded(name).take(LONGEST_NAME + 1).collect());
        let fit = |name: &Vec<char>| name.len() <= LONGEST_NAME && name.iter().any(|c| c.is_alphanumeric());
        Self { id: me.user.as_str(), local: folded(me.user.localpart()).collect(), shown: shown.filter(fit) }
    }

    /// What follows the bot's name, if the text begins with it: `Bot, …`, `bot: …`, `@bot …`, `@bot:example.org …`.
    fn leading<'t>(&self, text: &'t str) -> Option<&'t str> {
        let marked = self.marked(text).map(|length| text[length..].trim_start());
        let rest = marked.or_else(|| {
            let name = |name: &Vec<char>| after(text, name).map(str::trim_start).filter(|rest| rest.starts_with(SIGNS));
            self.shown.as_ref().and_then(name).or_else(|| name(&self.local))
        })?;
        Some(rest.trim_start_matches(SIGNS).trim_start())
    }

    /// Whether the bot's id stands in the text.
    fn stand_in(&self, text: &str) -> bool {
        starts_of_words(text).any(|at| self.id_at(&text[at..]).or_else(|| self.link_at(&text[at..])).is_some())
    }

    /// The text without the bot's name, and without the gaps that it leaves. `pill` says that the name stands there as it
    /// is shown, if in no other way.
    fn cut(&self, text: &str, pill: bool) -> String {
        let mut parts: Vec<(usize, usize)> = Vec::new();
        for at in starts_of_words(text) {
            if parts.last().is_none_or(|(_, end)| *end <= at) {
                parts.extend(self.marked(&text[at..]).map(|length| (at, at + length)));
            }
        }
        if parts.is_empty() && pill {
            let name_at = |at: usize| {
                let rest = after(&text[at..], self.shown.as_ref()?)?;
                Some((at, text.len() - rest.len()))
            };
            parts.extend(starts_of_words(text).find_map(name_at));
        }
        without(text, &parts)
    }

    /// The length of a name that can be nothing else: an id, a link to it, or a name behind an `@`.
    fn marked(&self, text: &str) -> Option<usize> {
        let name = |name: &Vec<char>| Some(text.len() - after(text.strip_prefix('@')?, name)?.len());
        let local = || name(&self.local).filter(|length| !has_server(&text[*length..]));
        self.id_at(text).or_else(|| self.link_at(text)).or_else(|| self.shown.as_ref().and_then(name)).or_else(local)
    }

    fn id_at(&self, text: &str) -> Option<usize> {
        let length = self.id.len();
        let here = text.get(..length).is_some_and(|start| start.eq_ignore_ascii_case(self.id));
        // "@bot:example.org" isn't in "@bot:example.org.uk", but in "Thanks, @bot:example.org."
        let mut behind = text.get(length..)?.chars();
        let goes_on = match behind.next() {
            Some('.' | '-' | ':') => behind.next().is_some_and(|c| c.is_ascii_alphanumeric()),
            Some(c) => c.is_ascii_alphanumeric(),
            None => false,
        };
        (here && !goes_on).then_some(length)
    }

    /// `https://matrix.to/#/@bot:example.org`, also as Markdown's `[Bot](…)`.
    fn link_at(&self, text: &str) -> Option<usize> {
        let bare = |text: &str| {
            const LINK: &str = "https://matrix.to/#/";
            Some(LINK.len() + self.id_at(text.strip_prefix(LINK)?)?)
        };
        let Some(label) = text.strip_prefix('[') else { return bare(text) };
        let longest = label.char_indices().nth(LONGEST_NAME).map_or(label.len(), |(at, _)| at);
        let start = 1 + label[..longest].find("](")? + 2;
        let end = start + bare(&text[start..])?;
        text[end..].starts_with(')').then_some(end + 1)
    }
}

/// Whether a server's name stands behind a user's: then it is somebody else, who is called the same elsewhere.
fn has_server(behind: &str) -> bool {
    behind.strip_prefix(':').is_some_and(|server| server.starts_with(char::is_alphanumeric))
}

/// What follows the name that the text begins with. Case, invisible characters and how wide a space is don't count.
fn after<'t>(text: &'t str, name: &[char]) -> Option<&'t str> {
    let mut wanted = name.iter().copied().peekable();
    let mut spaced = false;
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            let goes_on = c.is_alphanumeric() || c == '_' || c == '-';
            return (!goes_on).then_some(&text[at..]);
        }
        if c.is_whitespace() {
            if !spaced && wanted.next() != Some(' ') {
                return None;
            }
            spaced = true;
        } else if is_visible(c) {
            spaced = false;
            if !c.to_lowercase().all(|c| wanted.next() == Some(c)) {
                return None;
            }
        }
    }
    wanted.peek().is_none().then_some("")
}

/// A name as it is compared: see [`after`].
fn folded(name: &str) -> impl Iterator<Item = char> {
    let words = name.split_whitespace().enumerate();
    words.flat_map(|(n, word)| {
        let visible = word.chars().filter(|c| is_visible(*c)).flat_map(char::to_lowercase);
        (n > 0).then_some(' ').into_iter().chain(visible)
    })
}

/// Where something can begin that isn't the rest of a word.
fn starts_of_words(text: &str) -> impl Iterator<Item = usize> {
    let mut before = None;
    text.char_indices().filter_map(move |(at, c)| {
        let inside = before.replace(c).is_some_and(char::is_alphanumeric);
        (!inside && !c.is_whitespace()).then_some(at)
    })
}

/// A text without these parts, which come in order, and without the gaps that they leave.
fn without(text: &str, parts: &[(usize, usize)]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in parts {
        left.push_str(&text[from..*start]);
        let rest = &text[*end..];
        // "Hello Bot, you" and "Bot: rec 8": neither a double space nor an orphaned sign.
        let next = if left.trim().is_empty() {
            rest.trim_start().trim_start_matches(SIGNS).trim_start()
        } else {
            if rest.is_empty() || rest.starts_with(|c| ",.:;!?)".contains(c)) {
                left.truncate(left.trim_end().trim_end_matches(SIGNS).len());
            } else if rest.starts_with(char::is_whitespace) {
                left.truncate(left.trim_end().len());
            }
            rest
        };
        from = text.len() - next.len();
    }
    left.push_str(&text[from..]);
    left.trim().to_owned()
}
