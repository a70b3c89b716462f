use proptest::prelude::*;

use super::*;

/// Stands where a sign was that means nothing.
const QUIET: char = '\u{e000}';

/// What Discord makes of Markdown, as far as it matters here: what a reader sees, and the same with every sign that a
/// backslash made mean nothing as [`QUIET`].
pub(crate) fn seen(markdown: &str) -> (String, String) {
    let (mut words, mut meant) = (String::new(), String::new());
    let mut rest = markdown.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek().copied()) {
            ('\\', Some(next)) if !next.is_ascii_alphanumeric() && !next.is_whitespace() => {
                rest.next();
                words.push(next);
                meant.push(QUIET);
            }
            _ => {
                words.push(c);
                meant.push(c);
            }
        }
    }
    (words, meant)
}

/// Asserts that nothing in it has a meaning to Discord.
pub(crate) fn assert_meaningless(markdown: &str) {
    let (_, meant) = seen(markdown);
    let signs: Vec<char> = meant.chars().filter(|c| "\\*_~`|<>[]".contains(*c)).collect();
    assert!(signs.is_empty(), "{signs:?} in {markdown:?}");
    for call in ["@everyone", "@here", "://", "discord.gg/", "discord.com/invite/"] {
        assert!(!meant.contains(call), "{call} in {markdown:?}");
    }
    for word in meant.split_whitespace() {
        let names: Vec<&str> = word.split(':').collect();
        let inner = names.get(1..names.len() - 1).unwrap_or_default();
        assert!(inner.iter().all(|name| name.is_empty()), "an emoji in {markdown:?}");
    }
    for line in meant.split('\n') {
        let line = line.trim_start_matches(is_indent);
        assert!(!line.starts_with(['#', '-', '+']), "a heading or a list in {markdown:?}");
        let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
        assert!(after.len() == line.len() || !after.starts_with(['.', ')']), "a numbered list in {markdown:?}");
    }
}

/// Texts full of what means something.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            " ",
            "# ",
            "## ",
            "-# ",
            "- ",
            "* ",
            "+ ",
            "1. ",
            "23) ",
            "> ",
            ">>> ",
            "**",
            "__",
            "~~",
            "||",
            "```\n",
            "`",
            "\\",
            "@everyone",
            "@here",
            "<@123>",
            "<@!123>",
            "<@&5>",
            "<#7>",
            "</rec:9>",
            "<t:0:R>",
            "<:a:1>",
            "<id:guide>",
            ":smile:",
            ":100:",
            "a:b:c",
            "[x](https://evil.example)",
            "https://a.example/_x_",
            "http://",
            "discord.gg/abc",
            "discord.com/invite/abc",
            "\u{202e}",
            "\u{2066}",
            "\u{2069}",
            "\u{2068}",
            "\u{200f}",
            "שלום",
            "العربية",
            "👩‍👩‍👧",
            "e\u{301}",
            "\u{0}",
            "info@example.org",
            "x@everyone",
            "22:00-07:00",
            "¯\\_(ツ)_/¯",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(parts, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn words_mean_nothing_and_are_read_as_they_are(text in texts()) {
        let markdown = plain(&text);
        assert_meaningless(&markdown);
        prop_assert_eq!(&seen(&markdown).0, &*harmless(&text));
    }

    #[test]
    fn in_the_bots_sentences_only_open_addresses_mean_something(text in texts()) {
        let markdown = linked(&text);
        let mut rest = markdown.as_str();
        let mut words = String::new();
        // What is between the brackets is an address, as it is; all else means nothing.
        while let Some(start) = unescaped(rest, '<') {
            let end = start + rest[start..].find('>').expect("it is closed");
            assert_meaningless(&rest[..start]);
            let link = &rest[start + 1..end];
            prop_assert!(is_address(link), "{}", link);
            words.push_str(&seen(&rest[..start]).0);
            words.push_str(link);
            rest = &rest[end + 1..];
        }
        words.push_str(&seen(rest).0);
        prop_assert_eq!(words.as_str(), &*harmless(&text));
    }

    #[test]
    fn pieces_fit_and_lose_nothing_but_white_space(text in texts(), longest in 8_usize..60) {
        let text = harmless(&text).into_owned();
        let pieces = pieces(&text, longest, plain);
        let dense = |text: &str| text.chars().filter(|c| is_visible(*c)).collect::<String>();
        for piece in &pieces {
            prop_assert!((1..=longest).contains(&length(piece)), "{} in {:?}", length(piece), piece);
            assert_meaningless(piece);
        }
        let read: String = pieces.iter().map(|piece| dense(&seen(piece).0)).collect();
        prop_assert_eq!(read, dense(&text));
    }

    #[test]
    fn labels_are_one_line_that_fits(text in texts(), longest in 2_usize..40) {
        let label = line(&text, longest);
        prop_assert!((1..=longest).contains(&length(&label)));
        prop_assert!(!is_blank(&label) && !label.contains('\n') && label.trim() == label);
        let tame = !label.contains(['\u{202e}', '\u{0}']);
        prop_assert!(tame);
    }

    #[test]
    fn what_stands_out_is_one_line_of_the_words(text in texts()) {
        let markdown = bold(&text);
        if let Some(inner) = markdown.strip_prefix("**").and_then(|inner| inner.strip_suffix("**")) {
            assert_meaningless(inner);
            prop_assert!(!inner.contains('\n'));
        } else {
            prop_assert!(markdown.is_empty() && is_blank(&text));
        }
    }
}

/// Where this sign stands without a backslash.
fn unescaped(markdown: &str, sign: char) -> Option<usize> {
    let mut backslash = false;
    markdown.char_indices().find_map(|(at, c)| {
        let found = c == sign && !backslash;
        backslash = c == '\\' && !backslash;
        found.then_some(at)
    })
}

#[test]
fn signs_are_taken_their_meaning_only_where_they_have_one() {
    for untouched in [
        "Ana Gurung · Nepal",
        "Team #2",
        "well-known",
        "about 3.5 or 1) 2",
        "info@example.org",
        "/rec 8",
        "at 22:00",
        "a + b",
    ] {
        assert_eq!(plain(untouched), untouched);
    }
    assert_eq!(plain("233. Ana"), "233\\. Ana");
    assert_eq!(plain("- one\n# two\n  > three"), "\\- one\n\\# two\n  \\> three");
    assert_eq!(plain("@everyone, x@everyone and @ana"), "\\@everyone, x\\@everyone and \\@ana");
    assert_eq!(
        plain("<@1> [x](https://y.example) ||z||"),
        "\\<\\@1\\> \\[x\\](https:/\\/y.example) \\|\\|z\\|\\|".replace(":/\\/", ":\\/\\/")
    );
    assert_eq!(plain(":smile: 22:00-07:00"), "\\:smile\\: 22\\:00-07\\:00");
    assert_eq!(plain("join discord.gg/abc"), "join discord.gg\\/abc");
}

#[test]
fn addresses_in_the_open_can_be_followed() {
    assert_eq!(linked("Read https://example.org/a_b. Now"), "Read <https://example.org/a_b>. Now");
    assert_eq!(linked("(\u{2068}https://example.org/\u{2069})"), "(\u{2068}<https://example.org/>\u{2069})");
    assert_eq!(linked("[x](https://example.org)"), "\\[x\\](<https://example.org>)");
    for none in ["https://", "http//x", "xhttps://example.org", "https://example.org/é"] {
        assert!(!linked(none).contains('<'), "{}", linked(none));
    }
    assert_eq!(address("https://example.org/#8"), "<https://example.org/#8>");
    assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
    assert_eq!(address("https://a b"), "https:\\/\\/a b");
}

#[test]
fn a_long_text_is_cut_where_a_reader_pauses() {
    let text = "One sentence stands here. Another one follows it.\n\nA paragraph begins, and it is long.";
    assert_eq!(
        pieces(text, 60, plain),
        ["One sentence stands here. Another one follows it.", "A paragraph begins, and it is long."]
    );
    assert_eq!(pieces(text, 40, plain)[0], "One sentence stands here.");
    assert_eq!(pieces("👩‍👩‍👧👩‍👩‍👧", 6, plain), ["👩‍👩‍👧", "👩‍👩‍👧"], "a family stays together");
    assert_eq!(pieces("____________", 8, plain), ["\\_\\_\\_\\_"; 3]);
}
