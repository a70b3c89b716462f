//! Tests of safe text.

use proptest::prelude::*;

use super::*;

/// The tags that the bot uses.
const TAGS: [&str; 17] = [
    "<p>",
    "</p>",
    "<br>",
    "<strong>",
    "</strong>",
    "<blockquote>",
    "</blockquote>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "</a>",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "",
];

/// What a reader sees of HTML: its text, with line breaks. Fails where a tag is none of the bot's or isn't closed in order.
pub(crate) fn text(html: &str) -> String {
    let (mut text, mut open) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(if rest.starts_with('<') { '>' } else { ';' }).expect("a tag or an entity that ends");
        let (tag, more) = rest.split_at(end + 1);
        rest = more;
        if let Some(address) = tag.strip_prefix("<a href=\"http") {
            assert!(address.ends_with("\">") && !address[..address.len() - 2].contains(['"', '<', '>']), "{tag}");
            open.push("a");
            continue;
        }
        assert!(TAGS.contains(&tag), "{tag}");
        match tag {
            "&amp;" => text.push('&'),
            "&lt;" => text.push('<'),
            "&gt;" => text.push('>'),
            "&quot;" => text.push('"'),
            "<br>" => text.push('\n'),
            tag if tag.starts_with("</") => {
                let name = &tag[2..tag.len() - 1];
                assert_eq!(open.pop(), Some(name), "{html}");
                text.push_str(if matches!(name, "p" | "blockquote" | "li") { "\n" } else { "" });
            }
            tag => open.push(&tag[1..tag.len() - 1]),
        }
    }
    assert!(open.is_empty() && !rest.contains('>'), "{html}");
    text + rest
}

#[test]
fn ids_are_words_and_call_nobody() {
    let cases = [
        ("@ana:example.org", "@\u{2060}ana:example.org"),
        ("(@ana:example.org)", "(@\u{2060}ana:example.org)"),
        ("@Ana.B-c=/+:example.org:8448", "@\u{2060}Ana.B-c=/+:example.org:8448"),
        ("@a:[::1]", "@\u{2060}a:[::1]"),
        ("#plaza:example.org", "#\u{2060}plaza:example.org"),
        ("!abc:example.org", "!\u{2060}abc:example.org"),
        ("@room", "@\u{2060}room"),
        ("hello @ROOM!", "hello @\u{2060}ROOM!"),
        ("https://matrix.to/#/@ana:example.org", "https://matrix.to/#/@\u{2060}ana:example.org"),
        ("https://matrix.to/#/#plaza:example.org", "https://matrix.to/#/#\u{2060}plaza:example.org"),
    ];
    for (text, quiet) in cases {
        assert_eq!(words(text), quiet);
    }
    let harmless = [
        "ana@example.org",
        "@ana",
        "@roommate",
        "Team #2",
        "!rec 8",
        "https://social.example/@ana",
        "https://example.org/a#b:c",
        "Note!: this",
        "@",
        "@ :",
        "a:b",
    ];
    for text in harmless {
        assert_eq!(words(text), text);
    }
}

#[test]
fn controls_and_overrides_do_nothing() {
    assert_eq!(words("a\u{202e}b\u{7}c\u{0}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
    assert_eq!(words("\u{2068}مريم\u{2069}"), "\u{2068}مريم\u{2069}");
}

#[test]
fn text_is_escaped() {
    assert_eq!(escaped("1 < 2 & \"3\" > 0\n'"), "1 &lt; 2 &amp; &quot;3&quot; &gt; 0<br>'");
    assert_eq!(bold("<b>"), "<strong>&lt;b&gt;</strong>");
}

#[test]
fn only_web_addresses_are_links() {
    assert_eq!(
        link("R<8", "https://example.org/?a=1&b=2#r8"),
        "<a href=\"https://example.org/?a=1&amp;b=2#r8\">R&lt;8</a>"
    );
    for odd in
        ["javascript:alert(1)", "data:text/html,x", "https://", "example.org", "https://example.org/\"onclick", ""]
    {
        let shown = link("R8", odd);
        assert!(shown.starts_with("R8<br>") && !shown.contains("href"), "{shown}");
    }
}

#[test]
fn a_line_is_one_line_and_never_empty() {
    assert_eq!(line(" a\n b\u{202e} ", 200), "a b\u{fffd}");
    assert_eq!(line("\u{200b}\n", 200), "…");
    assert_eq!(line(&"é".repeat(300), 200), format!("{}…", "é".repeat(200)));
    assert_eq!(line(&"é".repeat(200), 200), "é".repeat(200));
    assert_eq!(line("abc", 3), "abc");
    assert!(line(&format!("a{}", "\u{301}".repeat(9_000)), 200).len() <= 1_603);
}

#[test]
fn texts_are_cut_at_sensible_places() {
    assert_eq!(pieces("one two", 1_000), ["one two"]);
    assert_eq!(pieces("One is.\n\nTwo is. Three is.", 40), ["One is.", "Two is. Three is."]);
    assert_eq!(pieces("One is. Two is. Three", 34), ["One is. Two is.", "Three"]);
    assert_eq!(pieces("one two three", 24), ["one two", "three"]);
    assert_eq!(pieces(" \u{200b}\n ", 24), Vec::<&str>::new());
    // A family is one character to people.
    let family = "👨\u{200d}👩\u{200d}👧";
    assert_eq!(pieces(&family.repeat(3), 2 * 2 * family.len() + 4), [family.repeat(2), family.to_owned()]);
}

proptest! {
    #[test]
    fn pieces_keep_every_word_and_fit(text in "(\\PC{0,12}[ \n&<\"]{0,2}){0,60}", longest in 40..2_000_usize) {
        let all = pieces(&text, longest);
        for piece in &all {
            prop_assert!(length(piece) + length(&escaped(piece)) <= longest);
        }
        let visible = |text: &str| text.chars().filter(|c| is_visible(*c)).collect::<String>();
        prop_assert_eq!(visible(&all.concat()), visible(&text));
    }

    #[test]
    fn escaped_text_reads_as_it_was(said in "[^\u{0}]{0,100}") {
        prop_assert_eq!(text(&escaped(&said)), said);
    }

    #[test]
    fn lengths_are_those_of_json(text in ".{0,50}") {
        let json = serde_json::to_string(&text).expect("a string");
        // Some controls have a shorter form.
        prop_assert!(json.len() - 2 <= length(&text));
        prop_assert!(text.chars().any(|c| c.is_ascii_control()) || json.len() - 2 == length(&text));
    }
}
