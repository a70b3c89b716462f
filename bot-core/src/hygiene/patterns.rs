//! Runs of characters that mean something to a chat program, a browser or a spreadsheet. Real names with full stops,
//! apostrophes, ampersands and brackets must pass, so each rule is as narrow as it can be.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Endings of web addresses that people and chat programs take for links. Not all that exist: "Md" or "Ltd" after a
/// full stop is far more often a name.
const DOMAIN_ENDINGS: &[&str] = &[
    "academy",
    "agency",
    "app",
    "biz",
    "blog",
    "cat",
    "center",
    "chat",
    "click",
    "cloud",
    "club",
    "com",
    "coop",
    "dev",
    "digital",
    "edu",
    "email",
    "foundation",
    "global",
    "gov",
    "group",
    "info",
    "int",
    "jobs",
    "lgbt",
    "life",
    "link",
    "live",
    "media",
    "mil",
    "mobi",
    "museum",
    "name",
    "net",
    "network",
    "news",
    "ngo",
    "ong",
    "online",
    "onion",
    "org",
    "page",
    "press",
    "pro",
    "shop",
    "site",
    "social",
    "solutions",
    "space",
    "store",
    "support",
    "systems",
    "tech",
    "today",
    "top",
    "travel",
    "website",
    "wiki",
    "work",
    "world",
    "xyz",
    "zone",
    "рф",
    "укр",
    "бел",
    "中国",
    "中國",
    "公司",
    "网络",
    "भारत",
    "বাংলা",
    "مصر",
    "السعودية",
];
/// With one letter before it, only these make an address: otherwise it is a degree or initials ("M.Sc", "S.A.de").
const AFTER_ONE_LETTER: &[&str] = &["com", "org", "net", "me", "co", "gg", "ly", "tv"];
/// Titles that people write without a space before what follows ("Dr.ir").
const TITLES: &[&str] =
    &["dr", "drs", "prof", "ir", "ing", "mr", "mrs", "ms", "md", "st", "sr", "jr", "sra", "eng", "adv", "et"];

/// A web or e-mail address.
pub(super) fn has_link(text: &str) -> bool {
    // Browsers take these full stops for the ASCII one.
    let text = text.replace(['。', '．', '｡', '․'], ".").replace('＠', "@");
    if text.contains("://") {
        return true;
    }
    let in_address = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '.' | '-' | '_');
    let mut rest = text.as_str();
    let mut before = "";
    loop {
        let start = rest.find(in_address).unwrap_or(rest.len());
        before = if start > 0 { &rest[..start] } else { before };
        rest = &rest[start..];
        if rest.is_empty() {
            return false;
        }
        let end = rest.find(|c| !in_address(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let scheme = ["http", "https", "mailto"].iter().any(|s| run.eq_ignore_ascii_case(s));
        if is_domain(run.trim_matches('.'), after.starts_with('/'))
            || (before == "@" && run.trim_end_matches('.').contains('.'))
            || (scheme && after.starts_with(':'))
        {
            return true;
        }
        rest = after;
    }
}

/// `example.com`, `www.example`, `192.0.2.1`.
fn is_domain(run: &str, has_path: bool) -> bool {
    let labels: Vec<&str> = run.split('.').collect();
    let [.., before, ending] = labels[..] else { return false };
    if labels.iter().any(|label| label.is_empty()) {
        return false;
    }
    if labels[0].eq_ignore_ascii_case("www") {
        return true;
    }
    if labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok()) {
        return true;
    }
    // Chinese goes on without a space.
    let han = |c| matches!(c, '\u{3400}'..='\u{9FFF}');
    let ending = ending.find(han).filter(|at| *at > 0).map_or(ending, |at| &ending[..at]);
    let lower = ending.to_lowercase();
    // A country's ending in the case of a name ("Dr.Om") is a name.
    let of_a_country = ending.len() == 2
        && ending.bytes().all(|b| b.is_ascii_alphabetic())
        && (ending.bytes().all(|b| b.is_ascii_lowercase()) || run.bytes().all(|b| !b.is_ascii_lowercase()))
        && !TITLES.iter().any(|title| before.eq_ignore_ascii_case(title));
    if !of_a_country && !DOMAIN_ENDINGS.contains(&lower.as_str()) {
        return false;
    }
    before.graphemes(true).count() > 1
        || (labels.len() == 2 && (has_path || AFTER_ONE_LETTER.contains(&lower.as_str())))
}

/// `@name`, `<@123>`, `#channel`, `#room:server`.
pub(super) fn has_mention(text: &str) -> bool {
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let found = match c {
            '@' | '＠' => next.is_alphanumeric() || next == '_' || before == '<',
            '#' | '＃' => (next.is_alphabetic() && !before.is_alphanumeric()) || before == '<',
            _ => false,
        };
        if found {
            return true;
        }
        before = c;
    }
    false
}

/// A first character that makes spreadsheets compute; also its wide, small and mathematical twins.
pub(super) fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−'])
}

/// HTML and the marks of Markdown as chat programs read it. Single stars, underscores and bars pass ("E*TRADE").
pub(super) fn has_markup(text: &str) -> bool {
    const MARKS: &[&str] =
        &["<", ">", "`", "**", "__", "~~", "||", "](", "&#", "&lt;", "&gt;", "&amp;", "&quot;", "&nbsp;", "＜", "＞"];
    MARKS.iter().any(|mark| text.contains(mark))
        || text.starts_with("# ")
        || is_wrapped(text, '*')
        || is_wrapped(text, '_')
}

/// `*word*` or `_word_`, at the edges of words.
fn is_wrapped(text: &str, mark: char) -> bool {
    let opens =
        text.split(' ').position(|word| word.strip_prefix(mark).is_some_and(|w| w.starts_with(char::is_alphanumeric)));
    let ends = |word: &str| word.trim_end_matches([',', '.', '!', '?', ')']).ends_with(mark);
    opens.is_some_and(|from| text.split(' ').skip(from).any(ends))
}

/// The longest word, in characters.
const LONGEST_WORD: usize = 60;
/// The same character so often in a row is noise; digits aside, as in a number.
const SAME_CHARACTER: usize = 5;
/// The longest chunk that is looked for, and how often and how far it must repeat. "Walla Walla" is a town.
const LONGEST_CHUNK: usize = 8;
const CHUNK_TIMES: usize = 4;
const CHUNK_SPAN: usize = 10;

/// The same few characters over and over, or a word without end.
pub(super) fn is_noise(text: &str) -> bool {
    if text.split(' ').any(|word| word.graphemes(true).count() > LONGEST_WORD) {
        return true;
    }
    // With a space at the end, the last of some repeated words is as long as the others.
    let lower = text.to_lowercase() + " ";
    let characters: Vec<&str> = lower.graphemes(true).collect();
    (1..=LONGEST_CHUNK).any(|chunk| {
        // How many characters in a row equal the one a chunk before them.
        let mut same = 0;
        (chunk..characters.len()).any(|at| {
            let number = chunk == 1 && characters[at].chars().all(char::is_numeric);
            same = if characters[at] == characters[at - chunk] && !number { same + 1 } else { 0 };
            let span = same + chunk;
            if chunk == 1 { span >= SAME_CHARACTER } else { span >= chunk * CHUNK_TIMES && span >= CHUNK_SPAN }
        })
    })
}
