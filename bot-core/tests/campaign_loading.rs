//! Loading another campaign: a good folder becomes a campaign, a broken one a list of everything that is wrong.

use bot_core::content::{Campaign, Files, Series};
use bot_core::language::Language;

const HEAD: &str = r#"
name = "Clean Rivers"
site = "https://rivers.example/"
contact = "hello@rivers.example"
definition = "ABOUT"
how_to_support = "SIGN"
list_of_supporters = "SIGN"
about = ["ABOUT", "R1"]

[[source]]
id = "charter"
title = "The river charter"
sha256 = "ee8e5afdf68ed2c9f10a16f8bb1a5a6d0b4a0b0b9a3d4a0c6b6f7a6b8c9d0e1f"
"#;

const PASSAGES: &str = r#"
[[passage]]
id = "ABOUT"
source = "charter"
citation = "River charter, opening"
link = "https://rivers.example/charter"
related = ["R1"]
sha256 = "352713ee34b7acf3412c793978c728b3e06ff79aac92339e6740f83d97cb8d94"
text = "Rivers belong to everybody."

[[passage]]
id = "R1"
series = "recommendation"
number = 1
source = "charter"
citation = "River charter, point 1"
link = "https://rivers.example/charter"
sha256 = "a71b1c583197d6baab6ec1425b4fa6cca9fb4928d406f8efddc283fb7df7eede"
text = '''
Keep it clean.

Keep it free.'''

[[passage]]
id = "SIGN"
source = "charter"
citation = "River charter, signing"
link = "https://rivers.example/sign"
searchable = false
sha256 = "5ccdd98dc47687192a1fbd5f0794a67da8f2461e900beebb6f4a573a9501e94d"
text = "Write to hello@rivers.example."
"#;

const ENGLISH: &str = r#"
[ABOUT]
title = "Everybody's rivers"
explanation = "No river has an owner."
[R1]
title = "Clean and free"
explanation = "Nobody may spoil or close a river."
[SIGN]
title = "Sign"
explanation = "One letter is enough."
"#;

/// A small campaign with one numbered series, English only, without supporters and search lines.
fn rivers() -> Files {
    let mut files = Files::default();
    files.insert("campaign.toml", HEAD.as_bytes());
    files.insert("passages.toml", PASSAGES.as_bytes());
    files.insert("explanations/en.toml", ENGLISH.as_bytes());
    files.insert("README.md", b"anything".as_slice());
    files
}

fn problems(files: &Files) -> String {
    let problems = Campaign::load(files).expect_err("the campaign has problems");
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn a_small_campaign_loads() {
    let campaign = Campaign::load(&rivers()).expect("the campaign is good");
    assert_eq!(campaign.name, "Clean Rivers");
    assert_eq!(campaign.sources[0].title, "The river charter");
    assert_eq!(campaign.count(Series::Recommendation), 1);
    assert_eq!(campaign.count(Series::Statement), 0);
    let point = campaign.numbered(Series::Recommendation, 1).expect("it is there");
    assert_eq!(point.text, "Keep it clean.\n\nKeep it free.");
    assert!(point.searchable);
    assert!(!campaign.passage(&campaign.how_to_support).searchable);
    assert_eq!(campaign.first_supporters, []);
}

#[test]
fn english_stands_in_for_a_language_that_the_campaign_lacks() {
    let mut files = rivers();
    let french = "[ABOUT]\ntitle = \"À tous\"\nexplanation = \"Aucun maître.\"\n[R1]\ntitle = \"Propres\"\n\
                  explanation = \"Libres.\"\n[SIGN]\ntitle = \"Signer\"\nexplanation = \"Une lettre.\"\n";
    files.insert("explanations/fr.toml", french.as_bytes());
    let campaign = Campaign::load(&files).expect("the campaign is good");
    let about = campaign.passage(&campaign.definition);
    assert_eq!((about.title(Language::French), about.explanation(Language::French)), ("À tous", "Aucun maître."));
    assert_eq!(about.title(Language::Spanish), "Everybody's rivers");
    assert_eq!(about.explanation(Language::Spanish), "No river has an owner.");
}

#[test]
fn a_translation_may_be_begun_and_is_never_english() {
    let mut files = rivers();
    files.insert("translations/fr.toml", "[R1]\ntext = \"\"\"\nGardez-la propre.\"\"\"\n".as_bytes());
    let campaign = Campaign::load(&files).expect("the campaign is good");
    let point = campaign.numbered(Series::Recommendation, 1).expect("it is there");
    assert_eq!(point.translation(Language::French), Some("Gardez-la propre."));
    assert_eq!(point.translation(Language::Spanish), None);
    assert_eq!(campaign.passage(&campaign.definition).translation(Language::French), None);

    files.insert("translations/en.toml", b"[R1]\ntext = \"Cleaner.\"\n".as_slice());
    files.insert("translations/fr.toml", b"[R9]\ntext = \"\"\n[R1]\nwords = \"Propre.\"\n".as_slice());
    let problems = Campaign::load(&files).expect_err("three things are wrong");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("translations/en.toml: the texts are in English"), "{told:#?}");
    assert!(told.iter().any(|p| p.contains("there is no passage “R9”")), "{told:#?}");
    assert!(told.iter().any(|p| p.contains("there is no field “words” here")), "{told:#?}");
}

#[test]
fn files_from_an_editor_that_writes_other_line_breaks_load_alike() {
    let mut files = rivers();
    for (path, content) in [("campaign.toml", HEAD), ("passages.toml", PASSAGES), ("explanations/en.toml", ENGLISH)] {
        files.insert(path, content.replace('\n', "\r\n").into_bytes());
    }
    assert_eq!(Campaign::load(&files), Campaign::load(&rivers()));
}

#[test]
fn search_lines_and_supporters_are_taken_in() {
    let mut files = rivers();
    files.insert("search/en.toml", b"R1 = [\"pollution\", \"dams\"]".as_slice());
    files.insert("search/sw.toml", "R1 = [\"maji safi\"]".as_bytes());
    files.insert(
        "supporters.toml",
        b"[[supporter]]\nkey = \"a\"\nkind = \"group\"\nname = \"Anglers\"\ncountry = \"ke\"\n".as_slice(),
    );
    let campaign = Campaign::load(&files).expect("the campaign is good");
    let lines = &campaign.find("r1").expect("it is there").search_lines;
    let lines: Vec<_> = lines.iter().map(|(language, line)| (language.as_str(), line.as_str())).collect();
    assert_eq!(lines, [("en", "pollution"), ("en", "dams"), ("sw", "maji safi")]);
    let supporter = &campaign.first_supporters[0];
    assert_eq!((supporter.number, supporter.country.map(|c| c.code().to_owned())), (None, Some("KE".to_owned())));
}

/// A folder with at least one of everything that can be wrong.
fn broken() -> Files {
    let mut files = Files::default();
    files.insert(
        "campaign.toml",
        r#"
nmae = "Clean Rivers"
site = "rivers.example"
contact = "hello"
definition = "ABUOT"
how_to_support = ""
list_of_supporters = 7
about = ["R1", "R1", "X"]
[[source]]
id = "charter"
sha256 = "EE8E"
"#
        .as_bytes(),
    );
    files.insert(
        "passages.toml",
        r#"
[[passage]]
id = "ABOUT"
source = "chartre"
citation = "Opening"
link = "rivers.example/a b"
related = ["ABOUT", "R9", 3]
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
text = "Rivers belong to everybody."
colour = "blue"

[[passage]]
id = "R1"
series = "recomendation"
number = 0
source = "charter"
citation = "One"
link = "https://rivers.example/"
sha256 = "?"
text = " "

[[passage]]
id = "r1"
series = "statement"
number = 3
source = "charter"
citation = "Two"
link = "https://rivers.example/"
searchable = "no"

[[passage]]
id = "R 2"
series = "statement"
number = 3
source = "charter"
citation = "Three"
link = "https://rivers.example/"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
text = ""

[[passage]]
number = 4
"#
        .as_bytes(),
    );
    files.insert(
        "explanations/en.toml",
        r#"
ABOUT = "No table"
[R1]
titel = "Clean"
explanation = ""
[R7]
title = "Nothing"
"#
        .as_bytes(),
    );
    files.insert("explanations/eo.toml", b"".as_slice());
    files.insert("search/english.toml", b"".as_slice());
    files.insert("search/en.toml", b"ABOUT = \"one\"\nR1 = [\"\", \"dams\"]\nR11 = []".as_slice());
    files.insert(
        "supporters.toml",
        r#"
[[supporter]]
key = "a"
number = 1
kind = "person"
name = "Ada"
country = "XX"

[[supporter]]
key = "a"
number = 1
kind = "organization"
country = "Kenya"
county = "Kenya"
"#
        .as_bytes(),
    );
    files.insert("pasages.toml", b"".as_slice());
    files
}

#[test]
fn a_broken_folder_reports_everything_at_once() {
    assert_eq!(
        problems(&broken()),
        r#"campaign.toml: “name” is missing; add a line name = "…".
campaign.toml, line 2: there is no field “nmae” here; write “name” if that was meant.
campaign.toml, line 3: “site” is not a web address; write one that begins with https://.
campaign.toml, line 4: “hello” is not an e-mail address; write one such as campaign@example.org.
campaign.toml, line 5: there is no passage “ABUOT”; write “ABOUT” if that was meant.
campaign.toml, line 6: “how_to_support” is empty; write something.
campaign.toml, line 7: “list_of_supporters” is of the wrong kind; make it text in quotation marks.
campaign.toml, line 8: “about” names “R1” twice; remove one of them.
campaign.toml, line 8: “about” names “X”, which is no passage; use an id of passages.toml.
campaign.toml, line 9, source charter: “title” is missing; add a line title = "…".
campaign.toml, line 11, source charter: this is not a SHA-256 hash; write the 64 digits that sha256sum prints for the source.
explanations/en.toml: passage r1 has no explanation; add a table [r1] with title and explanation.
explanations/en.toml, line 2: “ABOUT” is of the wrong kind; make it a table under a line [ABOUT].
explanations/en.toml, line 3, passage R1: “title” is missing; add a line title = "…".
explanations/en.toml, line 4, passage R1: there is no field “titel” here; write “title” if that was meant.
explanations/en.toml, line 5, passage R1: “explanation” is empty; write something.
explanations/en.toml, line 6: there is no passage “R7”; use an id of passages.toml.
explanations/eo.toml: the bot doesn't speak “eo”; name it after one of the bot's languages: en, fr, es, pt, ar, ru, zh, de, bn, ne, sw.
pasages.toml: a campaign has no such file; write “passages.toml” if that was meant.
passages.toml: the series “statement” has no passage with the number 1 or 2; number it 1, 2, 3 and so on, without gaps.
passages.toml, line 4, passage ABOUT: campaign.toml has no source “chartre”; write “charter” if that was meant.
passages.toml, line 6, passage ABOUT: “link” is not a web address; write one that begins with https://.
passages.toml, line 7, passage ABOUT: “related” holds something other than texts, or an empty one; put every item in quotation marks and remove empty ones.
passages.toml, line 7, passage ABOUT: “related” names “R9”, which is no passage; use an id of passages.toml.
passages.toml, line 7, passage ABOUT: the passage is related to itself; remove “ABOUT”.
passages.toml, line 8, passage ABOUT: the text is not the one that was hashed; restore the words of the source, or if they are right now, write sha256 = "352713ee34b7acf3412c793978c728b3e06ff79aac92339e6740f83d97cb8d94".
passages.toml, line 10, passage ABOUT: there is no field “colour” here; use one of id, series, number, source, citation, link, related, searchable, sha256, text.
passages.toml, line 14, passage R1: there is no series “recomendation”; write “recommendation” if that was meant.
passages.toml, line 15, passage R1: “number” is of the wrong kind; make it a whole number from 1 on, without quotation marks.
passages.toml, line 20, passage R1: “text” is empty; write something.
passages.toml, line 22, passage r1: “text” is missing; add a line text = "…".
passages.toml, line 22, passage r1: “sha256” is missing; add a line sha256 = "…".
passages.toml, line 23, passage r1: the id “R1” is there twice; give one of them another id.
passages.toml, line 29, passage r1: “searchable” is of the wrong kind; make it true or false, without quotation marks.
passages.toml, line 32, passage R 2: the id “R 2” can't be typed everywhere; use up to 32 letters a to z, digits and hyphens.
passages.toml, line 34, passage R 2: r1 has the same number; number each series 1, 2, 3 and so on.
passages.toml, line 39, passage R 2: “text” is empty; write something.
passages.toml, line 41, a passage: “id” is missing; add a line id = "…".
passages.toml, line 41, a passage: “source” is missing; add a line source = "…".
passages.toml, line 41, a passage: “text” is missing; add a line text = "…".
passages.toml, line 41, a passage: “sha256” is missing; add a line sha256 = "…".
passages.toml, line 41, a passage: “citation” is missing; add a line citation = "…".
passages.toml, line 41, a passage: “link” is missing; add a line link = "…".
passages.toml, line 42, a passage: a number stands without its series; add a line series = "recommendation" or "statement", or remove the number.
search/en.toml, line 1: “ABOUT” is of the wrong kind; make it a list such as ["…", "…"].
search/en.toml, line 2: “R1” holds something other than texts, or an empty one; put every item in quotation marks and remove empty ones.
search/en.toml, line 3: there is no passage “R11”; write “R1” if that was meant.
search/english.toml: “english” is not the code of a language; name the file like search/en.toml.
supporters.toml, line 5, supporter a: there is no kind “person”; use one of government, organisation, group, individual.
supporters.toml, line 7, supporter a: there is no country with the code “XX”; use the two letters of ISO 3166-1, such as KE, or remove the line.
supporters.toml, line 9, supporter a: “name” is missing; add a line name = "…".
supporters.toml, line 10, supporter a: the key “a” is there twice; give one of them another key.
supporters.toml, line 11, supporter a: the number 1 is there twice; give each supporter a number of their own, or none.
supporters.toml, line 12, supporter a: there is no kind “organization”; write “organisation” if that was meant.
supporters.toml, line 13, supporter a: there is no country with the code “Kenya”; use the two letters of ISO 3166-1, such as KE, or remove the line.
supporters.toml, line 14, supporter a: there is no field “county” here; write “country” if that was meant.
"#
    );
}

#[test]
fn a_file_that_is_not_toml_is_reported_by_line_and_nothing_follows_from_it() {
    let mut files = rivers();
    files.insert("passages.toml", b"[[passage]]\nid = \"R1\ntext = broken\n[[passage]]\nid 7\n".as_slice());
    assert_eq!(
        problems(&files),
        r#"passages.toml, line 2: this is not valid TOML (invalid basic string, expected `"`); mend the line: texts stand in quotation marks, lists in square brackets.
passages.toml, line 3: this is not valid TOML (string values must be quoted, expected literal string); mend the line: texts stand in quotation marks, lists in square brackets.
passages.toml, line 5: this is not valid TOML (key with no value, expected `=`); mend the line: texts stand in quotation marks, lists in square brackets.
"#
    );
}

#[test]
fn a_file_that_is_not_text_is_reported() {
    let mut files = rivers();
    files.insert("search/en.toml", b"R1 = [\"a\"]\nSIGN = [\"\xff\"]\n".as_slice());
    assert_eq!(
        problems(&files),
        r#"search/en.toml, line 2: this is not UTF-8 text; save the file as UTF-8.
"#
    );
}

#[test]
fn an_empty_folder_says_what_is_missing() {
    assert_eq!(
        problems(&Files::default()),
        r#"campaign.toml: this file is missing; add it, as docs/CONTENT.md describes.
explanations/en.toml: this file is missing; add it, as docs/CONTENT.md describes.
passages.toml: this file is missing; add it, as docs/CONTENT.md describes.
"#
    );
}

#[test]
fn a_campaign_needs_passages() {
    let mut files = rivers();
    files.insert("passages.toml", b"# nothing yet\n".as_slice());
    assert_eq!(
        problems(&files),
        r#"passages.toml: there are no passages; add a table [[passage]] for each piece that can be quoted.
"#
    );
}

#[test]
fn a_gap_in_a_series_is_found_however_high_its_numbers() {
    let mut files = rivers();
    files.insert("passages.toml", PASSAGES.replace("number = 1", "number = 4294967295").into_bytes());
    assert_eq!(
        problems(&files),
        r#"passages.toml: the series “recommendation” has no passage with the number 1 or 2 or 3 or 4 or 5; number it 1, 2, 3 and so on, without gaps.
"#
    );
}

#[test]
fn a_changed_text_no_longer_fits_its_hash() {
    let mut files = Files::embedded();
    let passages = String::from_utf8(files.remove("passages.toml").expect("it is there").into_owned());
    let changed = passages.expect("it is text").replace("In the\u{a0}public debate", "In the public debate");
    files.insert("passages.toml", changed.into_bytes());
    assert_eq!(
        problems(&files),
        r#"passages.toml, line 15, passage P1: the text is not the one that was hashed; restore the words of the source, or if they are right now, write sha256 = "4583720412b22f384584f71cffbeab8b16d8a4e965584c45dbbb7e97ff38cb8d".
"#
    );
}

#[test]
fn the_problems_in_the_documentation_are_real() {
    let page = include_str!("../../docs/CONTENT.md");
    let examples: Vec<&str> = page.lines().filter(|line| line.contains(".toml, line ")).collect();
    let said = problems(&broken());
    assert!(examples.len() >= 4);
    for example in examples {
        assert!(said.lines().any(|line| line == example), "the loader says: {example}");
    }
}

#[test]
fn no_damage_to_a_file_stops_the_program_or_changes_a_quoted_word() {
    let texts = |campaign: &Campaign| campaign.passages.iter().map(|p| p.text.clone()).collect::<Vec<_>>();
    let whole = texts(&Campaign::load(&rivers()).expect("the campaign is good"));
    let mut refused = 0;
    for (path, content) in [("campaign.toml", HEAD), ("passages.toml", PASSAGES), ("explanations/en.toml", ENGLISH)] {
        for at in 0..content.len() {
            let cut = content.as_bytes()[..at].to_vec();
            let changed = [b'"', b'x', 0xff].map(|byte| {
                let mut bytes = content.as_bytes().to_vec();
                bytes[at] = byte;
                bytes
            });
            for bytes in changed.into_iter().chain([cut]) {
                let mut files = rivers();
                files.insert(path, bytes);
                match Campaign::load(&files) {
                    Ok(campaign) => assert_eq!(texts(&campaign), whole, "{path} damaged at {at}"),
                    Err(problems) => {
                        assert!(problems.iter().all(|p| !p.what.is_empty() && !p.cure.is_empty()));
                        refused += 1;
                    }
                }
            }
        }
    }
    assert!(refused > 1_000);
}
