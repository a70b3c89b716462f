//! The embedded campaign: its words are those of the sources, and nothing is missing.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use bot_core::content::{Campaign, Files, Passage, Series};
use bot_core::country::{Countries, CountryMatch};
use bot_core::language::Language;
use bot_core::supporter::SupporterKind;
use sha2::{Digest, Sha256};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The source texts with their ids. They lie beside the repository where the campaign is edited and nowhere else:
/// without them the hashes still hold the passages to their words.
fn sources(campaign: &Campaign) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let texts: Vec<String> =
        entries.map(|entry| fs::read_to_string(entry.expect("it can be listed").path()).expect("it is text")).collect();
    campaign
        .sources
        .iter()
        .map(|source| {
            let text = texts.iter().find(|text| sha256(text.as_bytes()) == source.sha256);
            (source.id.clone(), text.unwrap_or_else(|| panic!("the source “{}” has changed", source.title)).clone())
        })
        .collect()
}

fn passage<'a>(campaign: &'a Campaign, id: &str) -> &'a Passage {
    campaign.find(id).unwrap_or_else(|| panic!("there is a passage {id}"))
}

#[test]
fn the_passages_are_all_there_in_reading_order() {
    let campaign = Campaign::embedded();
    let ids: Vec<&str> = campaign.passages.iter().map(|p| p.id.as_str()).collect();
    let expected = "P1 P2 P3 P4 P5 preamble R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R12 R13 FOC-intro FOC-affirm \
                    F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 SUPPORT SUPPORTERS";
    assert_eq!(ids.join(" "), expected);
    assert_eq!((campaign.count(Series::Recommendation), campaign.count(Series::Statement)), (13, 11));
    assert_eq!(campaign.numbered(Series::Recommendation, 8), campaign.find("R8"));
    assert_eq!(campaign.numbered(Series::Statement, 11), campaign.find("f11"));
}

#[test]
fn every_text_has_its_hash() {
    let campaign = Campaign::embedded();
    // Loading compares each text with the hash beside it; this compares them all with what they were when the
    // campaign was made, so that a text and its hash can't be changed together unnoticed.
    let all: Vec<&str> = campaign.passages.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(sha256(all.join("\n\n").as_bytes()), "7783e3647f3e49a50b58c8b3ab2bbfaba9bbc34cf7ca6e87c7a8970853ee7979");
}

#[test]
fn texts_keep_the_slips_and_spaces_of_the_source() {
    let campaign = Campaign::embedded();
    assert!(passage(&campaign, "P1").text.starts_with("In the\u{a0}public debate"));
    assert!(passage(&campaign, "F1").text.contains("comply with\u{a0} their\u{a0} obligations"));
    assert_eq!(passage(&campaign, "FOC-intro").text.lines().count(), 5);
    assert!(passage(&campaign, "P4").text.contains("dominant rights versus-security"));
    assert_eq!(passage(&campaign, "R6").text, "Responses to cyber incidents should not violate human rights.");
}

#[test]
fn texts_stand_in_the_sources() {
    let campaign = Campaign::embedded();
    for (source, words) in sources(&campaign) {
        let mut from_here = campaign.passages.iter().filter(|p| p.source == source).peekable();
        assert!(from_here.peek().is_some(), "{source} is quoted");
        for passage in from_here {
            let text = &passage.text;
            let line = match passage.numbered {
                Some((Series::Recommendation, number)) => format!("\n  {number}. {text}\n"),
                Some((Series::Statement, _)) => format!("\n  • {text}\n"),
                None => text.clone(),
            };
            assert!(words.contains(&line), "{} is in {source} word for word", passage.id);
        }
    }
}

#[test]
fn the_statement_is_numbered_in_the_order_of_its_source() {
    let campaign = Campaign::embedded();
    for (_, words) in sources(&campaign).into_iter().filter(|(id, _)| id == "statement-2020") {
        let points: Vec<&str> = words.lines().filter_map(|line| line.strip_prefix("  • ")).collect();
        let ours: Vec<&str> =
            (1..=11).filter_map(|n| campaign.numbered(Series::Statement, n)).map(|p| p.text.as_str()).collect();
        assert_eq!(ours, points);
    }
}

#[test]
fn the_commands_answer_from_the_right_passages() {
    let campaign = Campaign::embedded();
    assert_eq!(campaign.name, "An Internet Free and Secure");
    assert_eq!(campaign.definition.as_str(), "P2");
    assert!(campaign.passage(&campaign.definition).text.contains("working group’s definition of cybersecurity"));
    assert!(campaign.passage(&campaign.how_to_support).text.contains(&campaign.contact));
    assert!(campaign.passage(&campaign.list_of_supporters).text.starts_with("Expressions of support"));
    assert!(campaign.passage(&campaign.definition).link.starts_with(&campaign.site));
    // The site's address stands in the sources.
    assert!(passage(&campaign, "FOC-intro").text.contains(&passage(&campaign, "R1").link));
    let hidden: Vec<&str> = campaign.passages.iter().filter(|p| !p.searchable).map(|p| p.id.as_str()).collect();
    assert_eq!(hidden, ["SUPPORTERS"]);
}

#[test]
fn citations_are_exact() {
    let campaign = Campaign::embedded();
    let cited = |id: &str| passage(&campaign, id).citation.clone();
    assert_eq!(cited("R8"), "“An Internet Free and Secure” working group, Recommendation 8");
    assert_eq!(cited("F3"), "Freedom Online Coalition, 2020 statement, point 3");
    let all: BTreeSet<_> = campaign.passages.iter().map(|p| &p.citation).collect();
    assert_eq!(all.len(), campaign.passages.len(), "no two passages are cited alike");
}

#[test]
fn relations_stand_on_both_sides() {
    let campaign = Campaign::embedded();
    for one in &campaign.passages {
        assert!(!one.related.is_empty(), "{} is related to something", one.id);
        for other in &one.related {
            assert!(campaign.passage(other).related.contains(&one.id), "{other} leads back to {}", one.id);
        }
    }
}

#[test]
fn matching_points_of_both_texts_come_first() {
    let campaign = Campaign::embedded();
    for (recommendation, point) in [
        ("R1", "F1"),
        ("R3", "F2"),
        ("R4", "F1"),
        ("R6", "F7"),
        ("R7", "F5"),
        ("R10", "F3"),
        ("R11", "F9"),
        ("R12", "F10"),
    ] {
        assert_eq!(passage(&campaign, recommendation).related[0].as_str(), point, "next to {recommendation}");
    }
    for (point, recommendation) in
        [("F1", "R4"), ("F2", "R3"), ("F3", "R10"), ("F7", "R6"), ("F8", "R13"), ("F9", "R11")]
    {
        assert_eq!(passage(&campaign, point).related[0].as_str(), recommendation, "next to {point}");
    }
}

#[test]
fn every_language_has_short_titles_and_explanations() {
    let campaign = Campaign::embedded();
    for language in Language::ALL {
        let mut titles = BTreeSet::new();
        for passage in &campaign.passages {
            let name = format!("{} in {language:?}", passage.id);
            let title = passage.titles.get(&language).unwrap_or_else(|| panic!("a title for {name}"));
            let explanation =
                passage.explanations.get(&language).unwrap_or_else(|| panic!("an explanation for {name}"));
            assert!(title.chars().count() <= 48 && !title.ends_with('.'), "the title of {name} is a few words");
            assert!(titles.insert(title), "the title of {name} is its own");
            // A Chinese character says more than a letter.
            let shortest = if language == Language::Chinese { 25 } else { 60 };
            let length = explanation.chars().count();
            assert!((shortest..=700).contains(&length), "the explanation of {name} is a few sentences, not {length}");
            assert!(
                !explanation.contains('\n') && explanation.ends_with(['.', '。', '।']),
                "the explanation of {name} is one paragraph"
            );
            assert_eq!(
                (passage.title(language), passage.explanation(language)),
                (title.as_str(), explanation.as_str())
            );
        }
    }
}

#[test]
fn every_passage_is_translated_whole() {
    let campaign = Campaign::embedded();
    let translated = |passage: &&Passage| passage.id != campaign.list_of_supporters;
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        let mut texts = BTreeSet::new();
        for passage in campaign.passages.iter().filter(translated) {
            let name = format!("{} in {language:?}", passage.id);
            let text = passage.translation(language).unwrap_or_else(|| panic!("a translation of {name}"));
            assert!(texts.insert(text), "{name} is its own");
            // Languages differ in length, Chinese most; a sentence that was left out shows all the same.
            let share = text.chars().count() as f64 / passage.text.chars().count() as f64;
            let fitting = if language == Language::Chinese { 0.15..0.6 } else { 0.6..1.9 };
            assert!(fitting.contains(&share), "{name} has {share:.2} of the original's length");
            for address in passage.text.split_whitespace().filter(|word| word.contains('@')) {
                let address = address.trim_matches(|c: char| !c.is_alphanumeric());
                assert!(text.contains(address), "{name} keeps {address}");
            }
        }
    }
    let english = campaign.passages.iter().all(|passage| passage.translation(Language::English).is_none());
    assert!(english, "the texts are in English");
}

#[test]
fn every_passage_can_be_found_by_other_words() {
    let campaign = Campaign::load(&Files::embedded()).expect("the embedded campaign has no problem");
    for passage in &campaign.passages {
        let english = passage.search_lines.iter().filter(|(language, _)| language == "en").count();
        assert!(english >= 2 || !passage.searchable, "{} has search lines", passage.id);
    }
}

#[test]
fn the_first_supporters_are_counted_as_in_the_source() {
    let supporters = Campaign::embedded().first_supporters;
    let count = |kind, numbered| supporters.iter().filter(|s| s.kind == kind && s.number.is_some() == numbered).count();
    assert_eq!(count(SupporterKind::Government, false), 3);
    assert_eq!(count(SupporterKind::Organisation, false), 26);
    assert_eq!(count(SupporterKind::Individual, false), 9);
    assert_eq!(count(SupporterKind::Individual, true), 19);
    assert_eq!(supporters.len(), 57);
    let numbers: Vec<u32> = supporters.iter().filter_map(|s| s.number).map(|n| n.0).collect();
    assert_eq!(numbers, (1..=19).rev().collect::<Vec<_>>());
}

#[test]
fn every_row_of_the_source_is_a_supporter_with_its_exact_words() {
    let campaign = Campaign::embedded();
    let list = &campaign.passage(&campaign.list_of_supporters).text;
    let headings = [
        "Expressions of support",
        "Governments",
        "Organisations",
        "Individuals",
        "The latest supporters",
        "Latest expressions of support",
    ];
    let rows: Vec<&str> = list.lines().filter(|line| !line.is_empty() && !headings.contains(line)).collect();
    let ours: Vec<String> = campaign
        .first_supporters
        .iter()
        .map(|s| {
            let number = s.number.map(|n| n.to_string()).unwrap_or_default();
            let rest = [&s.country_as_written, &s.affiliation].map(|part| part.clone().unwrap_or_default());
            format!("{number}{}{}{}", s.name, rest[0], rest[1])
        })
        .collect();
    assert_eq!(ours, rows);
}

#[test]
fn odd_rows_stay_as_written() {
    let campaign = Campaign::embedded();
    let row = |key: &str| campaign.first_supporters.iter().find(|s| s.key == key).unwrap_or_else(|| panic!("{key}"));
    let columns = |key: &str| {
        let s = row(key);
        (
            s.name.as_str(),
            s.country_as_written.as_deref(),
            s.country.map(|c| c.code().to_owned()),
            s.affiliation.as_deref(),
        )
    };
    assert_eq!(columns("latest-5"), ("Robert Mc Intosh", None, None, None));
    assert_eq!(columns("latest-3"), ("Shreedeep Rayamajhi", Some("Nepal"), Some("NP".to_owned()), Some("Kathmandu")));
    assert_eq!(
        columns("latest-9"),
        ("Daniel Cotillas", Some("España"), Some("ES".to_owned()), Some("Comunicación Abierta"))
    );
    assert_eq!(
        columns("latest-19"),
        (
            "BAUDOUIN SCHOMBE",
            Some("Democratic Republic of the Congo"),
            Some("CD".to_owned()),
            Some("CENTRE AFRICAIN D'ECHANGE CULTUREL")
        )
    );
    assert_eq!(columns("organisation-mozilla"), ("Mozilla", None, None, None));
}

#[test]
fn countries_are_those_that_the_source_names() {
    let campaign = Campaign::embedded();
    let countries = Countries::load();
    for supporter in &campaign.first_supporters {
        match (&supporter.country_as_written, supporter.country) {
            (Some(written), country) => {
                assert_eq!(country.map(CountryMatch::Exact), Some(countries.find(written)), "{}", supporter.key);
            }
            (None, Some(country)) => assert!(
                countries.mentioned(&supporter.name).contains(&country)
                    || [
                        "organisation-australian-privacy-foundation",
                        "organisation-palestinian-center-for-development-and-media-freedoms"
                    ]
                    .contains(&supporter.key.as_str()),
                "{} names its country",
                supporter.key
            ),
            (None, None) => {}
        }
    }
}

#[test]
fn keys_never_change() {
    // A running bot knows by the key which of these it has taken over already.
    let campaign = Campaign::embedded();
    let keys: Vec<&str> = campaign.first_supporters.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    assert_eq!(sha256(keys.join("\n").as_bytes()), "ebbee5a9809d004222a0f45f0099c12c8fae6157712179df373be2f8ec5793e0");
}

#[test]
fn the_embedded_files_are_a_valid_folder() {
    let mut folder = Campaign::load(&Files::embedded()).expect("the embedded campaign has no problem");
    // The program itself has no use for them.
    folder.passages.iter_mut().for_each(|passage| passage.search_lines.clear());
    assert!(folder == Campaign::embedded(), "the folder holds another campaign");
}
