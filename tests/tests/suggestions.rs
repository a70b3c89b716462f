//! What the bot suggests to somebody who is still typing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bot_core::decision::Change;
use bot_core::ids::{EventId, RoomAddress, Timestamp};
use bot_core::language::Language;
use bot_core::platform::{Bot, Suggestion};
use bot_core::store::{Commit, Revision, Store};
use bot_core::view::Block;
use outreach_bot::engine::Engine;
use outreach_tests::core_stage::{CoreStage, knowledge, person, platform};
use tokio::sync::Notify;

fn suggest(words: &str, language: Language) -> Vec<Suggestion> {
    commands::suggest(&knowledge(), words, language)
}

fn ids(words: &str) -> Vec<String> {
    suggest(words, Language::English).into_iter().map(|suggestion| suggestion.id).collect()
}

#[test]
fn without_words_they_begin_at_the_beginning() {
    let campaign = &knowledge().campaign;
    let found = ids("  ");
    assert_eq!(found[0], campaign.definition.as_str());
    assert_eq!(found.len(), 10);
    assert!(found.contains(&"R1".to_owned()) && found.contains(&campaign.about[0].as_str().to_owned()), "{found:?}");
}

#[test]
fn numbers_and_words_lead_to_passages() {
    for (words, first) in [
        ("rec 8", "R8"),
        ("recommendation 8", "R8"),
        ("r8", "R8"),
        ("foc 3", "F3"),
        ("recommandation 8", "R8"),
        ("encryption", "R8"),
        ("what about encryption and anonymity?", "R8"),
        ("cifrado", "R8"),
    ] {
        assert_eq!(ids(words).first().map(String::as_str), Some(first), "{words}");
    }
    assert_eq!(ids("rec")[..3], ["R1", "R2", "R3"]);
    assert_eq!(ids("definition"), [knowledge().campaign.definition.as_str()]);
    assert!(ids("encr").contains(&"R8".to_owned()), "a word that isn't finished");
    assert!(suggest("chiff", Language::French).iter().any(|suggestion| suggestion.id == "R8"));
    for nothing in ["rec 99", "hello", "a recipe for pizza", "!!!", "\u{202e}\0"] {
        assert_eq!(ids(nothing), [""; 0], "{nothing}");
    }
    assert!(ids(&"encryption ".repeat(5_000)).len() <= 10);
}

#[test]
fn each_is_quoted_exactly_once_and_with_its_source() {
    let campaign = &knowledge().campaign;
    for words in ["", "rec", "foc", "human rights", "privacy of journalists", "security by design"] {
        for language in Language::ALL {
            let found = suggest(words, language);
            assert!(found.len() <= 10);
            let ids: HashSet<_> = found.iter().map(|suggestion| suggestion.id.clone()).collect();
            assert_eq!(ids.len(), found.len());
            for Suggestion { id, title, summary, view } in found {
                let passage = campaign.find(&id).expect("it names a passage");
                let quotation = Block::Quotation {
                    text: passage.text.clone(),
                    citation: passage.citation.clone(),
                    link: passage.link.clone(),
                };
                assert_eq!(view.blocks, [quotation]);
                assert_eq!((view.title.as_deref(), view.language), (Some(title.as_str()), language));
                assert!(view.choices.is_empty() && view.form.is_none());
                assert!(!title.contains('\n') && !summary.contains('\n'));
                assert!(!summary.is_empty() && summary.chars().count() <= 121, "{summary}");
                let begun = summary.trim_end_matches('…');
                let text = passage.text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(text.starts_with(begun), "{summary}");
            }
        }
    }
}

#[test]
fn they_come_in_the_language_that_the_person_chose() {
    let mut stage = CoreStage::new();
    let database = stage.database();
    let engine = Engine::new(knowledge(), Arc::clone(&database), HashMap::new(), Arc::new(Notify::new()));
    let (ana, ben) = (person("ana"), person("ben"));
    let choose = Commit {
        event: EventId { platform: platform(), id: "choose".to_owned() },
        person: ana.clone(),
        room: RoomAddress { platform: platform(), room: "@ana".to_owned(), thread: None },
        private: true,
        private_chat: None,
        language: Language::English,
        revision: Revision::default(),
        conversation: None,
        changes: vec![Change::ChooseLanguage(Language::French)],
        at: Timestamp(1),
    };
    stage.wait(database.commit(choose)).expect("the database answers");
    let mut title = |who, locale| stage.wait(engine.suggest(who, locale, "rec 8"))[0].title.clone();
    assert!(title(&ana, Some("es")).starts_with("Recommandation 8"));
    assert!(title(&ben, Some("es-CO")).starts_with("Recomendación 8"));
    assert!(title(&ben, Some("xx")).starts_with("Recommendation 8"));
    assert!(title(&ben, None).starts_with("Recommendation 8"));
}
