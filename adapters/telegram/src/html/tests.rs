//! Tests of the marks, the escaping and the splitting, with a reader as strict as Telegram's.

use proptest::prelude::*;

use super::*;

/// Reads HTML as Telegram does: the text without tags, with the tags that are open at each character.
pub(crate) fn parse(html: &str) -> Vec<(char, Vec<String>)> {
    let mut read = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('<') {
            let (tag, more) = after.split_once('>').expect("a tag ends");
            match tag.strip_prefix('/') {
                Some(name) => {
                    let opened = open.pop().expect("only what is open is closed");
                    assert_eq!(opened.split(' ').next(), Some(name), "tags are nested in {html:?}");
                }
                None => {
                    let known =
                        matches!(tag, "b" | "blockquote") || (tag.starts_with("a href=\"") && tag.ends_with('"'));
                    assert!(known, "an unknown tag: {tag:?}");
                    assert!(!open.contains(&tag.to_owned()), "a tag inside itself: {tag:?}");
                    open.push(tag.to_owned());
                }
            }
            rest = more;
        } else if let Some(after) = rest.strip_prefix('&') {
            let (name, more) = after.split_once(';').expect("an entity ends");
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                other => panic!("an unknown entity: {other}"),
            };
            read.push((c, open.clone()));
            rest = more;
        } else {
            assert_ne!(c, '>', "everything is escaped");
            read.push((c, open.clone()));
            rest = &rest[c.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "everything is closed in {html:?}");
    read
}

/// How Telegram counts a text's length.
pub(crate) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// What is read.
pub(crate) fn text(html: &str) -> String {
    parse(html).into_iter().map(|(c, _)| c).collect()
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| is_visible(*c)).collect()
}

fn split(text: &str, longest: usize) -> Vec<String> {
    let mut rich = Rich::default();
    rich.push(text);
    rich.messages(longest)
}

#[test]
fn everything_that_html_knows_is_escaped() {
    let mut rich = Rich::default();
    rich.push_marked("a <b> & \"c\"", Mark::Bold);
    rich.push(" &lt; ");
    rich.push_marked("d>", Mark::Link("https://e.org/?a=\"><b>&f".to_owned()));
    let html = "<b>a &lt;b&gt; &amp; &quot;c&quot;</b> &amp;lt; \
                <a href=\"https://e.org/?a=&quot;&gt;&lt;b&gt;&amp;f\">d&gt;</a>";
    assert_eq!(rich.messages(LONGEST), [html]);
}

#[test]
fn a_text_is_split_where_it_hurts_least() {
    // Paragraphs before lines, lines before sentences, sentences before words.
    assert_eq!(split("One two six.\n\nThree four. Five.", 20), ["One two six.", "Three four. Five."]);
    assert_eq!(split("One two three.\nFour five. Six.", 20), ["One two three.", "Four five. Six."]);
    assert_eq!(split("One two three. Four five. Six.", 20), ["One two three.", "Four five. Six."]);
    assert_eq!(split("One two three four five six", 20), ["One two three four", "five six"]);
    assert_eq!(split("One two three four", 18), ["One two three four"]);
    // A break that leaves a message almost empty is worse than a lesser one.
    assert_eq!(split("A\n\nOne two three four. Five", 22), ["A\n\nOne two three four.", "Five"]);
    // Words that are longer than a message are broken, between what people see as characters.
    assert_eq!(split("aaaaaaaaaae\u{301}e\u{301}", 11), ["aaaaaaaaaa", "e\u{301}e\u{301}"]);
    assert_eq!(split(&"👩‍👩‍👧".repeat(3), 17), ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
}

#[test]
fn a_message_holds_as_much_as_telegram_takes() {
    assert_eq!(split(&"a".repeat(4_096), LONGEST).len(), 1);
    assert_eq!(split(&"a".repeat(4_097), LONGEST).len(), 2);
    // Two units each.
    assert_eq!(split(&"𝒳".repeat(2_048), LONGEST).len(), 1);
    assert_eq!(split(&"𝒳".repeat(2_049), LONGEST).len(), 2);
    // Tags and escapes don't count.
    assert_eq!(split(&"&".repeat(4_096), LONGEST).len(), 1);
}

#[test]
fn marks_go_on_in_the_next_message() {
    let mut rich = Rich::default();
    rich.push_marked("One two three.\nFour five six.", Mark::Quote);
    let expected = ["<blockquote>One two three.</blockquote>", "<blockquote>Four five six.</blockquote>"];
    assert_eq!(rich.messages(20), expected);
}

#[test]
fn blocks_stay_whole_where_they_can() {
    let mut rich = Rich::default();
    rich.push("One.\n\nTwo.");
    rich.seam();
    rich.gap();
    rich.push("Three.\n\nFour.");
    assert_eq!(rich.messages(20), ["One.\n\nTwo.", "Three.\n\nFour."]);
}

#[test]
fn nobody_sees_nothing() {
    for blank in ["", " \n", "\u{200b}\u{2060}\u{feff}", "\u{2800}\u{3164}"] {
        let mut rich = Rich::default();
        rich.push(blank);
        assert!(rich.is_blank(), "{blank:?}");
        assert!(rich.messages(LONGEST).is_empty(), "{blank:?}");
    }
}

#[test]
fn nobody_is_called_by_what_people_type() {
    assert_eq!(unmentioning("@ana and (@bob)"), "@\u{2060}ana and (@\u{2060}bob)");
    assert_eq!(unmentioning("@@ana @"), "@@\u{2060}ana @");
    assert_eq!(unmentioning("team@example.org"), "team@example.org");
}

fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,12}",
        3 => Just(" ".to_owned()),
        1 => prop_oneof![Just("\n"), Just("\n\n"), Just(". "), Just("👩‍👩‍👧"), Just("e\u{301}\u{301}"), Just("𝒳"), Just("क्षि")]
            .prop_map(str::to_owned),
        1 => "[<>&\"/@]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
    prop_oneof![
        Just(None),
        Just(Some(Mark::Bold)),
        Just(Some(Mark::Quote)),
        anything().prop_map(|a| Some(Mark::Link(a)))
    ]
}

proptest! {
    #[test]
    fn any_text_becomes_messages_that_telegram_takes(
        parts in proptest::collection::vec((anything(), mark(), any::<bool>()), 0..8),
        longest in 8_usize..200,
    ) {
        let mut rich = Rich::default();
        let mut whole = String::new();
        for (part, mark, seam) in parts {
            match mark {
                Some(mark) => rich.push_marked(&part, mark),
                None => rich.push(&part),
            }
            if seam {
                rich.seam();
                rich.gap();
            }
            whole.push_str(&part);
        }
        let messages: Vec<String> = rich.messages(longest).iter().map(|html| text(html)).collect();
        for message in &messages {
            prop_assert!((1..=longest).contains(&units(message)), "{message:?}");
            prop_assert!(!visible(message).is_empty());
            prop_assert_eq!(message.trim(), message);
        }
        prop_assert_eq!(visible(&messages.concat()), visible(&whole));
    }

    #[test]
    fn no_message_is_shorter_than_it_must_be(words in "([a-z]{1,9} ){1,80}") {
        let messages = split(&words, 40);
        prop_assert!(messages.iter().rev().skip(1).all(|message| units(message) >= 20), "{messages:?}");
    }

    #[test]
    fn graphemes_stay_whole(text in anything(), longest in 30_usize..80) {
        let short = |cluster: &str| units(cluster) <= longest && !cluster.trim().is_empty();
        prop_assume!(text.graphemes(true).all(|cluster| short(cluster) || cluster.trim().is_empty()));
        let clusters: Vec<&str> = text.graphemes(true).filter(|c| visible(c).len() == c.len()).collect();
        let texts: Vec<String> = split(&text, longest).iter().map(|html| self::text(html)).collect();
        let split: Vec<&str> = texts.iter().flat_map(|t| t.graphemes(true)).filter(|c| visible(c).len() == c.len()).collect();
        prop_assert_eq!(split, clusters);
    }
}
