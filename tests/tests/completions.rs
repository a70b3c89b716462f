//! What somebody is offered who is still filling in a command.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bot_core::country::{Country, CountryMatch};
use bot_core::language::Language;
use bot_core::platform::{Blank, Bot, Completion};
use bot_core::store::{Facts, Role};
use bot_core::subscription::TimeZoneName;
use bot_core::supporter::{SupporterKind, Tallies};
use outreach_bot::engine::Engine;
use outreach_tests::core_stage::{CoreStage, knowledge, person};
use outreach_tests::script::{Action, Stage};
use outreach_tests::seen::Spot;
use tokio::sync::Notify;

const BLANKS: [Blank; 7] = [
    Blank::Recommendation,
    Blank::Statement,
    Blank::Supporters,
    Blank::Country,
    Blank::Language,
    Blank::TimeZone,
    Blank::Command,
];

fn complete(blank: Blank, typed: &str, language: Language) -> Vec<Completion> {
    commands::complete(&knowledge(), language, blank, typed, &Facts::default())
}

fn values(blank: Blank, typed: &str) -> Vec<String> {
    complete(blank, typed, Language::English).into_iter().map(|completion| completion.value).collect()
}

fn first(blank: Blank, typed: &str, language: Language) -> Option<String> {
    complete(blank, typed, language).into_iter().next().map(|completion| completion.value)
}

#[test]
fn passages_are_found_by_number_by_title_and_by_meaning() {
    assert_eq!(values(Blank::Recommendation, ""), (1..=13).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(values(Blank::Recommendation, "8"), ["8"]);
    assert_eq!(values(Blank::Recommendation, "99"), [""; 0]);
    let campaign = &knowledge().campaign;
    for language in Language::ALL {
        for number in 1..=13 {
            let passage = campaign.numbered(bot_core::content::Series::Recommendation, number).expect("there are 13");
            let found = complete(Blank::Recommendation, passage.title(language), language);
            assert_eq!(found[0].value, number.to_string());
            let begun: String = format!("{number}. {}", passage.title(language)).chars().take(8).collect();
            assert!(found[0].label.starts_with(&begun), "{}", found[0].label);
        }
    }
    assert!(values(Blank::Recommendation, "encr").contains(&"8".to_owned()));
    assert!(values(Blank::Recommendation, "cifrado").contains(&"8".to_owned()), "what a question would find");
    assert!(values(Blank::Statement, "").len() > 1);
}

#[test]
fn countries_are_found_by_every_name_and_can_be_given_back() {
    for (typed, language, code) in [
        ("nep", Language::English, "NP"),
        ("ger", Language::English, "DE"),
        ("allem", Language::French, "DE"),
        ("germany", Language::French, "DE"),
        ("deutschl", Language::English, "DE"),
        ("estados", Language::Spanish, "US"),
        ("usa", Language::English, "US"),
        ("gambia", Language::English, "GM"),
        ("ivory", Language::English, "CI"),
        ("cote", Language::French, "CI"),
        ("nepla", Language::English, "NP"),
        ("नेपाल", Language::English, "NP"),
    ] {
        let found = first(Blank::Country, typed, language).unwrap_or_default();
        let country = Country::parse(code).expect("a code");
        assert_eq!(found, knowledge().countries.name(country, language), "{typed}");
    }
    // What is offered is understood when it comes back.
    let countries = &knowledge().countries;
    for language in Language::ALL {
        for country in countries.all() {
            let name = countries.name(country, language);
            assert_eq!(countries.find(name), CountryMatch::Exact(country), "{name}");
            assert_eq!(first(Blank::Country, name, language).as_deref(), Some(name));
        }
    }
    assert_eq!(values(Blank::Country, "").len(), Completion::MOST);
}

#[test]
fn languages_clocks_and_commands_are_found_by_their_names() {
    for (typed, language, code) in [
        ("fr", Language::English, "fr"),
        ("french", Language::Spanish, "fr"),
        ("francés", Language::Spanish, "fr"),
        ("español", Language::English, "es"),
        ("angl", Language::French, "en"),
    ] {
        assert_eq!(first(Blank::Language, typed, language).as_deref(), Some(code), "{typed}");
    }
    assert_eq!(complete(Blank::Language, "", Language::English)[1].label, "français (French)");
    for (typed, zone) in [
        ("kathm", "Asia/Kathmandu"),
        ("new york", "America/New_York"),
        ("america/new", "America/New_York"),
        ("america new", "America/New_York"),
        ("UTC", "UTC"),
        ("são paulo", "America/Sao_Paulo"),
    ] {
        assert_eq!(first(Blank::TimeZone, typed, Language::English).as_deref(), Some(zone), "{typed}");
    }
    for zone in values(Blank::TimeZone, "") {
        assert!(TimeZoneName::parse(&zone).is_some(), "{zone}");
    }
    assert_eq!(first(Blank::Command, "rec", Language::English).as_deref(), Some("recommendation"));
    assert_eq!(first(Blank::Command, "pledge", Language::French).as_deref(), Some("soutenir"));
    assert!(!values(Blank::Command, "").contains(&"review".to_owned()));
    let organiser = Facts { roles: vec![Role::Organiser], ..Facts::default() };
    let for_them = commands::complete(&knowledge(), Language::English, Blank::Command, "rev", &organiser);
    assert_eq!(for_them[0].value, "review");
}

#[test]
fn supporters_come_from_the_public_list_only() {
    let mut stage = CoreStage::new();
    let ana = Spot { person: "ana".to_owned(), room: None };
    for (who, display) in [("ana", "full name"), ("ben", "counted")] {
        let spot = Spot { person: who.to_owned(), ..ana.clone() };
        let name = format!("pledge Zz{who} Unheard | Nepal | Ten Lakes");
        for words in [name.as_str(), "yes", "me", display, "yes", "yes", "confirm", "confirm"] {
            stage.act(&Action::Say(spot.clone(), words.to_owned())).expect("it is said");
        }
    }
    let database = stage.database();
    let engine = Engine::new(knowledge(), database, HashMap::new(), Arc::new(Notify::new()));
    let nobody = person("nobody");
    let mut found = |locale, typed| stage.wait(engine.complete(&nobody, Some(locale), Blank::Supporters, typed));
    let labels = |found: Vec<Completion>| found.into_iter().map(|c| c.label).collect::<Vec<_>>();
    let begun = labels(found("en", ""));
    assert_eq!(begun[..4], ["Governments", "Organisations", "Individuals", "Nepal"], "{begun:?}");
    assert_eq!(labels(found("en", "zz")), ["Zzana Unheard · Nepal · Ten Lakes"]);
    assert_eq!(labels(found("en", "unheard")).len(), 1, "who is only counted is never found");
    assert_eq!(labels(found("fr", "népal"))[0], "Népal");
    assert_eq!(labels(found("es", "kiribati")), [""; 0], "nobody on the list is from there");
    let kinds = found("es", "indiv");
    assert_eq!(kinds[0].value, knowledge().say(Language::Spanish).lines("words-kind-individual")[0]);
}

#[test]
fn whatever_is_typed_few_short_ones_come_and_at_once() {
    let kinds = SupporterKind::ALL.map(|kind| (kind, 3)).to_vec();
    let countries = knowledge().countries.all().map(|country| (country, 1)).collect();
    let tallies = Tallies { by_kind: kinds, by_country: countries, counted_only: 0 };
    let facts = Facts { tallies: Some(tallies), ..Facts::default() };
    let long = "a ".repeat(5_000);
    let begun = std::time::Instant::now();
    for typed in ["", "a", "e", "  ", "8", "\u{202e}", "!!!", "é", "The", long.as_str(), "😀", "ß", "l"] {
        for (blank, language) in BLANKS.into_iter().flat_map(|blank| Language::ALL.map(|language| (blank, language))) {
            commands::wants_to_complete(blank, typed);
            let found = commands::complete(&knowledge(), language, blank, typed, &facts);
            assert!(found.len() <= Completion::MOST);
            let values: HashSet<_> = found.iter().map(|completion| &completion.value).collect();
            assert_eq!(values.len(), found.len(), "{blank:?} {typed}");
            for Completion { label, value } in found {
                for text in [label, value] {
                    assert!((1..=Completion::LONGEST).contains(&text.chars().count()), "{blank:?} {typed}: {text}");
                }
            }
        }
    }
    // 273 of them; somebody who types waits for one.
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}
