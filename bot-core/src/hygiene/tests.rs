use proptest::prelude::*;

use super::*;

/// The rows of a table that went wrong, so that one run tells all.
fn check(table: &[(&str, Result<&str, TextFault>)], parse: impl Fn(&str) -> Result<String, TextFault>) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(typed, expected)| parse(typed) != expected.map(str::to_owned))
        .map(|(typed, expected)| format!("{typed:?}: {:?}, not {expected:?}", parse(typed)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn public(typed: &str) -> Result<String, TextFault> {
    PublicText::parse(typed).map(String::from)
}

const TOO_LONG: TextFault = TextFault::TooLong { most: 100 };

#[test]
fn real_names_pass_as_they_are() {
    let names = [
        "St. John's",
        "Dr. A. B. Khan",
        "Dr.ir. W. de Vries",
        "Md.Bazlur Rahman",
        "Dr.Om Prakash",
        "M.Sc. in Law",
        "J. R. R. Tolkien",
        "J.R.R. Tolkien",
        "Camille M. François",
        "Federico Nier-Fischer",
        "O'Brien",
        "Access To Information Namibia (ACTION) Coalition",
        "Centre African D’Echange Culturel",
        "CENTRE AFRICAIN D'ECHANGE CULTUREL",
        "Instituto Panameño de Derecho y Nuevas Tecnologías (Panama Institute of Law and New Technologies)",
        "IG UBA (Grupo de investigación sobre Internet Governance, Universidad de Buenos Aires)",
        "UniTo - Individual",
        "Journalist, diplomat, scholar and independent consultant",
        "Yahoo! Inc.",
        "AT&T",
        "S.A.de C.V.",
        "Example e.V.",
        "E*TRADE",
        "M*A*S*H",
        "No-Name #2",
        "C# Users",
        "24/7 Watch",
        "3M",
        "snake_case_lovers",
        "me @ work",
        "Walla Walla",
        "Nana",
        "Naïve Café “Zürich”",
        "Nguyễn Thị Ánh",
        "Владимир Ильич",
        "محمد علي",
        "مُحَمَّد",
        "می\u{200C}خواهم",
        "王小明",
        "नेपाल प्\u{200D}यालेस्टाइन",
        "র\u{200D}্যাব",
        "བོད་སྒྲུབ",
        "שָׁלוֹם",
        "I ❤\u{FE0F} Internet",
        "葛\u{E0100}城",
        "Team 555-555-5555",
        "A",
    ];
    let table: Vec<_> = names.iter().map(|name| (*name, Ok(*name))).collect();
    check(&table, public);
}

#[test]
fn every_supporter_of_the_campaign_has_a_name_that_passes() {
    let names = [
        "Canada",
        "Freedom Online Coalition member states",
        "United States",
        "Access Now",
        "Association des droits numériques (Association for digital rights)",
        "Association for Progressive Communications",
        "Australian Privacy Foundation",
        "Bangladesh Internet Governance Forum",
        "Center for Democracy and Technology",
        "Center for Law and Technology (Nepal)",
        "Centre for Information Technology and Development",
        "Centre for Internet and Society",
        "The Centre for Law and Democracy",
        "CrypTag",
        "Fantsuam Foundation",
        "Global Partners Digital",
        "Human Rights Watch",
        "Legal Education Advancement and Development",
        "Linux Accra Users Group",
        "Mozilla",
        "Open Technology Institute at New America",
        "Palestinian Center for Development and Media Freedoms",
        "Paradigm Initiative Nigeria",
        "TEDIC",
        "University of Aarhus",
        "Women of Uganda Network",
        "Susan Aaronson",
        "Renata Aquino Ribeiro",
        "Analía Aspis",
        "Belisario Contreras",
        "Rafik Dammak",
        "Stefania Milan",
        "Tatiana Tropina",
        "BAUDOUIN SCHOMBE",
        "Patrick Essien",
        "StillWaters Technologies Ltd",
        "AHM Bazlur Rahman",
        "Bangladesh NGOs Network for Radio and Communication",
        "César Moliné",
        "Individual",
        "RAKESH KUMAR SHARMA",
        "RASHTERPATH PRINTERS",
        "Giuseppe Aceto",
        "Università di Napoli Federico II",
        "Marco Giraudo",
        "Matias Rocha",
        "Charles Lowe",
        "Private Political Activist",
        "Ellen Franzen",
        "individual",
        "Daniel Cotillas",
        "Comunicación Abierta",
        "Juan León Unger",
        "Md Rezaur Rahman",
        "Law Life Culture",
        "Carlos Guerrero",
        "Civil Society",
        "Robert Mc Intosh",
        "Sajina Karki",
        "Rayznews",
        "Shreedeep Rayamajhi",
        "Kathmandu",
        "Eduardo Ulibarri",
        "Giovanna Salazar",
        "non-governmental organization",
    ];
    let table: Vec<_> = names.iter().map(|name| (*name, Ok(*name))).collect();
    check(&table, public);
}

#[test]
fn white_space_and_accents_are_put_in_order() {
    let table = [
        ("  Ana \t\n María\r\n", Ok("Ana María")),
        ("Ana\u{A0}\u{3000}María", Ok("Ana María")),
        ("Jose\u{301}", Ok("José")),
        ("\u{2028}Ana\u{85}", Ok("Ana")),
        ("\tAna", Ok("Ana")),
    ];
    check(&table, public);
}

#[test]
fn each_fault_is_told() {
    let long = "word ".repeat(21);
    let hundred = "abcdefghi ".repeat(10) + "xy";
    let word = "abcdefghij".repeat(6) + "k";
    let bytes = "क्ष्म्य ".repeat(45);
    let table: Vec<(&str, TextFault)> = vec![
        ("", TextFault::Empty),
        (" \t\r\n\u{3000}", TextFault::Empty),
        (&long, TOO_LONG),
        (&hundred, TOO_LONG),
        (&bytes, TOO_LONG),
        ("123", TextFault::NoLetters),
        ("...!?", TextFault::NoLetters),
        ("🙂", TextFault::NoLetters),
        ("http://example.org/x", TextFault::Link),
        ("hxxps://x", TextFault::Link),
        ("https:example", TextFault::Link),
        ("see www.example", TextFault::Link),
        ("example.com", TextFault::Link),
        ("Booking.com", TextFault::Link),
        ("EXAMPLE.ORG!", TextFault::Link),
        ("(example.de)", TextFault::Link),
        ("a example.co.uk/path", TextFault::Link),
        ("t.me/x", TextFault::Link),
        ("x.com", TextFault::Link),
        ("discord.gg/abc", TextFault::Link),
        ("example。com", TextFault::Link),
        ("пример.рф", TextFault::Link),
        ("访问example.com吧", TextFault::Link),
        ("192.0.2.1", TextFault::Link),
        ("ana@example.org", TextFault::Link),
        ("ana＠example.invalid", TextFault::Link),
        ("mailto:ana", TextFault::Link),
        ("Ana\0", TextFault::Control),
        ("Ana\u{7}", TextFault::Control),
        ("Ana\u{1b}[31m", TextFault::Control),
        ("Ana\u{9b}", TextFault::Control),
        ("An\u{200B}a", TextFault::Control),
        ("\u{FEFF}Ana", TextFault::Control),
        ("An\u{AD}a", TextFault::Control),
        ("An\u{200D}a", TextFault::Control),
        ("نی\u{200C} می", TextFault::Control),
        ("A\u{FE0F}na", TextFault::Control),
        ("Ana\u{E0041}\u{E0042}", TextFault::Control),
        ("Ana\u{3164}", TextFault::Control),
        ("\u{2800}Ana", TextFault::Control),
        ("Ana\u{FFFD}", TextFault::Control),
        ("Ana\u{E000}", TextFault::Control),
        ("Ana\u{202E}evil", TextFault::Bidirectional),
        ("\u{2067}Ana\u{2069}", TextFault::Bidirectional),
        ("Ana\u{200F}", TextFault::Bidirectional),
        ("@everyone", TextFault::Mention),
        ("hello @here", TextFault::Mention),
        ("Ana @ana_b", TextFault::Mention),
        ("＠everyone", TextFault::Mention),
        ("@user:example", TextFault::Mention),
        ("<@123>", TextFault::Mention),
        ("<@&123> Ana", TextFault::Mention),
        ("<#123> Ana", TextFault::Mention),
        ("Ana #general", TextFault::Mention),
        ("<b>Ana</b>", TextFault::Markup),
        ("Ana <", TextFault::Markup),
        ("**Ana**", TextFault::Markup),
        ("*Ana*", TextFault::Markup),
        ("__Ana__", TextFault::Markup),
        ("_Ana María_", TextFault::Markup),
        ("`Ana`", TextFault::Markup),
        ("[Ana](x)", TextFault::Markup),
        ("||Ana||", TextFault::Markup),
        ("~~Ana~~", TextFault::Markup),
        ("Ana &lt;b&gt;", TextFault::Markup),
        ("# Ana", TextFault::Markup),
        ("=Ana", TextFault::Formula),
        (" =SUM(A1)", TextFault::Formula),
        ("\t=Ana", TextFault::Formula),
        ("+Ana", TextFault::Formula),
        ("-Ana", TextFault::Formula),
        ("@ Ana", TextFault::Formula),
        ("＝Ana", TextFault::Formula),
        ("＋Ana", TextFault::Formula),
        ("－Ana", TextFault::Formula),
        ("＠ Ana", TextFault::Formula),
        ("aaaaaaaaaaaa", TextFault::Noise),
        ("Ana!!!!!", TextFault::Noise),
        ("lol lol lol lol lol", TextFault::Noise),
        ("hahahahaha", TextFault::Noise),
        ("LolLolLolLol", TextFault::Noise),
        ("spam it spam it spam it spam it", TextFault::Noise),
        (&word, TextFault::Noise),
        ("Z\u{310}\u{311}\u{312}\u{313}\u{314}algo", TextFault::Noise),
    ];
    let table: Vec<_> = table.into_iter().map(|(typed, fault)| (typed, Err(fault))).collect();
    check(&table, public);
    assert_eq!(PublicText::parse(&"lol".repeat(60)), Err(TOO_LONG));
    assert_eq!(PublicText::parse(&"x".repeat(100_000)), Err(TOO_LONG));
}

#[test]
fn initials_keep_their_script() {
    let cases = [
        ("Ana María Gurung", "A. M. G."),
        ("ana maría", "A. M."),
        ("Federico Nier-Fischer", "F. N."),
        ("محمد علي", "م. ع."),
        ("王小明", "王."),
        ("山田 太郎", "山. 太."),
        ("Élise de la Cruz", "É. D. L. C."),
        ("(Ana) \"Bo\" Khan", "A. B. K."),
        ("& Sons", "S."),
        ("J. R. R. Tolkien", "J. R. R. T."),
        ("Ольга Петрова", "О. П."),
        ("नेहा शर्मा", "ने. श."),
        ("3M Group", "M. G."),
        ("ßen", "SS."),
    ];
    for (name, initials) in cases {
        assert_eq!(PublicText::parse(name).expect("a name").initials(), initials, "{name}");
    }
}

#[test]
fn contacts_may_be_addresses() {
    let long = "x".repeat(201);
    let table = [
        (" ana@example.org ", Ok("ana@example.org")),
        ("@ana_b", Ok("@ana_b")),
        ("+977 1 234567", Ok("+977 1 234567")),
        ("https://example.org/ana", Ok("https://example.org/ana")),
        ("Signal:\tana.01", Ok("Signal: ana.01")),
        ("", Err(TextFault::Empty)),
        ("\n", Err(TextFault::Empty)),
        ("ana\0@example.org", Err(TextFault::Control)),
        ("ana\u{200B}@example.org", Err(TextFault::Control)),
        ("\u{202A}+977 1\u{202C}", Err(TextFault::Bidirectional)),
        (&long, Err(TextFault::TooLong { most: 200 })),
    ];
    check(&table, |typed| ContactText::parse(typed).map(String::from));
}

#[test]
fn letters_keep_their_lines() {
    let long = "word ".repeat(801);
    let table = [
        (
            "\nDear all,\r\n\r\nhttps://example.org/x\n<b>yes</b>\n",
            Ok("Dear all,\n\nhttps://example.org/x\n<b>yes</b>"),
        ),
        ("a\rb\u{2028}c\u{B}d", Ok("a\nb\nc\nd")),
        ("a\tb", Ok("a b")),
        ("\u{FEFF}co\u{AD}operation\u{200B} \u{200F}שלום", Ok("cooperation שלום")),
        ("👩\u{200D}💻 thanks", Ok("👩\u{200D}💻 thanks")),
        (" \n\u{FEFF}\n ", Err(TextFault::Empty)),
        ("a\0b", Err(TextFault::Control)),
        ("a\u{1b}[2Jb", Err(TextFault::Control)),
        ("a\n\u{202E}b", Err(TextFault::Bidirectional)),
        ("Z\u{310}\u{311}\u{312}\u{313}\u{314}", Err(TextFault::Noise)),
        (&long, Err(TextFault::TooLong { most: 4000 })),
    ];
    check(&table, |typed| LetterText::parse(typed).map(String::from));
}

#[test]
fn reading_back_checks_again() {
    let ana = PublicText::parse("Ana").expect("a name");
    assert_eq!(serde_json::to_string(&ana).expect("text"), "\"Ana\"");
    assert_eq!(serde_json::from_str::<PublicText>("\"Ana\"").expect("a name"), ana);
    assert!(serde_json::from_str::<PublicText>("\"@everyone\"").is_err());
    assert!(serde_json::from_str::<PublicText>("\"\"").is_err());
    assert!(serde_json::from_str::<ContactText>("\"a\\u0000\"").is_err());
    assert!(serde_json::from_str::<LetterText>("\"\\u202e\"").is_err());
}

/// Text from the pieces that the rules are about, and anything else.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,6}",
        proptest::sample::select(vec![
            " ",
            "\t",
            "\n",
            "\r",
            ".",
            "@",
            "#",
            "<",
            ">",
            "*",
            "_",
            "`",
            "~",
            "|",
            "[",
            "](",
            "=",
            "+",
            "-",
            "://",
            "www.",
            "com",
            "e\u{301}",
            "\u{200D}",
            "\u{200C}",
            "\u{202E}",
            "\u{200B}",
            "क",
            "्",
            "م",
            "王",
            "＠",
            "\u{85}",
            "\u{E0041}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn is_forbidden_everywhere(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

proptest! {
    #[test]
    fn what_passes_is_clean_and_passes_again(typed in tricky()) {
        if let Ok(text) = PublicText::parse(&typed) {
            let shown = text.as_str();
            prop_assert!(!shown.contains(is_forbidden_everywhere) && !shown.contains(['\n', '<', '>', '`']));
            prop_assert!(!shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', ' ']) && !shown.ends_with(' '));
            prop_assert!(!shown.contains("://") && !shown.contains("**") && !shown.contains("  "));
            prop_assert!(shown.graphemes(true).count() <= PublicText::MAX_CHARACTERS);
            prop_assert!(shown.chars().any(char::is_alphabetic));
            prop_assert!(text.initials().ends_with('.'));
            prop_assert_eq!(PublicText::parse(shown), Ok(text.clone()));
        }
        if let Ok(text) = ContactText::parse(&typed) {
            prop_assert!(!text.as_str().contains(is_forbidden_everywhere) && !text.as_str().contains('\n'));
            prop_assert_eq!(ContactText::parse(text.as_str()), Ok(text.clone()));
        }
        if let Ok(text) = LetterText::parse(&typed) {
            prop_assert!(!text.as_str().contains(is_forbidden_everywhere));
            prop_assert_eq!(LetterText::parse(text.as_str()), Ok(text.clone()));
        }
    }
}

#[test]
fn what_apps_obey_is_made_harmless() {
    let nasty = "a\u{1b}[2Jb\u{7}c\u{9b}d\0e\u{7f}f\u{202e}g\u{2028}h\rj\tk\r\nl";
    let tame = "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f\u{fffd}g\u{fffd}h\u{fffd}j k\nl";
    assert_eq!(harmless(nasty), tame);
    assert_eq!(harmless("\u{2068}مريم\u{2069}\n"), "\u{2068}مريم\u{2069}\n");
}
