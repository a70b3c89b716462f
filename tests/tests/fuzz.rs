//! Whatever people type and press: the bot answers, and nothing is public that nobody confirmed. The cases look random
//! and are the same in every run.

use std::cell::RefCell;
use std::collections::BTreeSet;

use bot_core::consent::{Consents, Purpose};
use bot_core::conversation::{Conversation, Kept};
use bot_core::ids::HOUR;
use bot_core::ids::{EventId, RoomAddress, Timestamp};
use bot_core::incoming::{Aside, Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::pledge::Field;
use bot_core::store::{Store, Wants};
use bot_core::view::ChoiceToken;
use outreach_tests::BEGINNING;
use outreach_tests::core_stage::{CoreStage, knowledge, person, platform};
use outreach_tests::script::{Action, Need, Stage};
use outreach_tests::seen::{Seen, Spot};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The same cases in every run, so many of them; nothing is written to disk.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Words of all sorts: of any script, of commands, of answers, and long ones.
fn words() -> impl Strategy<Value = String> {
    let known = select(vec![
        "rec",
        "foc",
        "8",
        "supporters",
        "page",
        "99999999999999999999",
        "pledge",
        "|",
        "Ana",
        "nepal",
        "yes",
        "no",
        "back",
        "change",
        "name",
        "announcements",
        "quiet",
        "22:00-07:00",
        "timezone",
        "language",
        "fr",
        "review",
        "approve",
        "-1",
        "encryption",
        "has",
        "signed",
        "?",
        "who",
        "/",
        "'; DROP TABLE pledges; --",
        "{ $name }",
        "%s",
        "\u{0}",
        "\u{202e}",
        "😀",
        "display",
        "help",
    ]);
    prop_oneof![
        3 => any::<String>(),
        1 => "\\PC{0,40}",
        3 => vec(known, 0..7).prop_map(|words| words.join(" ")),
        1 => (any::<char>(), 1_usize..3000).prop_map(|(c, n)| c.to_string().repeat(n)),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let fields = vec![Field::Name, Field::Country, Field::Affiliation, Field::Role, Field::Contact, Field::Letter];
    prop_oneof![
        4 => words().prop_map(Event::Text),
        2 => (words(), words()).prop_map(|(name, arguments)| Event::Command { name, arguments }),
        2 => "[ -~]{1,64}".prop_filter_map("a token", ChoiceToken::parse).prop_map(Event::Choice),
        1 => "/[a-z]{1,14}:[0-9A-Za-z%+.,:_-]{0,40}".prop_filter_map("a token", ChoiceToken::parse).prop_map(Event::Choice),
        1 => "[pwfdn]\\.[0-9-]{1,20}\\.(agree|kind|country|skip|display|write|confirm|change|reopen|back|yes|no)(\\.[a-z]{0,12})?"
            .prop_filter_map("a token", ChoiceToken::parse).prop_map(Event::Choice),
        1 => "[pwfdn]\\.[0-9]{1,3}\\.(agree|confirm|yes|full\\.yes)".prop_filter_map("a token", ChoiceToken::parse).prop_map(Event::Reaction),
        1 => vec((select(fields), words()), 0..6).prop_map(Event::Form),
        1 => Just("form").prop_filter_map("a token", ChoiceToken::parse).prop_map(Event::Choice),
    ]
}

fn place(name: &str, kind: PlaceKind) -> Place {
    Place {
        address: RoomAddress { platform: platform(), room: name.to_owned(), thread: None },
        kind,
        service: "this terminal".to_owned(),
        secrecy: Secrecy::ReadableByService,
        prefix: if kind == PlaceKind::Private { "" } else { "/" },
        numbered: true,
        locale: None,
        may_post: true,
        has_followers: false,
    }
}

#[test]
fn anything_can_be_interpreted() {
    let knowledge = knowledge();
    let result = runner(3_000).run(&event(), |what| {
        let incoming = Incoming {
            event: EventId { platform: platform(), id: "1".to_owned() },
            place: place("@ana", PlaceKind::Private),
            actor: person("ana"),
            locale: None,
            at: Timestamp(BEGINNING),
            addressed: true,
            edited: false,
            what,
        };
        let interpretation = commands::interpret(&knowledge, &incoming);
        commands::wants(&interpretation);
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn everything_said_to_the_bot_is_answered() {
    let stage = RefCell::new(CoreStage::new());
    let places = [
        PlaceKind::Private,
        PlaceKind::Group { aside: Aside::Possible },
        PlaceKind::Group { aside: Aside::MustOpen },
        PlaceKind::Group { aside: Aside::BotOpens },
        PlaceKind::Aside,
    ];
    let cases = (event(), select(places.to_vec()), 0..5_u8);
    let result = runner(600).run(&cases, |(what, kind, who)| {
        let private = kind == PlaceKind::Private;
        let name = format!("p{who}");
        let spot = Spot { person: name.clone(), room: (!private).then(|| "plaza".to_owned()) };
        let room = if private { format!("@{name}") } else { "#plaza".to_owned() };
        let seen = stage.borrow_mut().happen(&spot, place(&room, kind), what);
        prop_assert!(!seen.is_empty(), "silence");
        prop_assert!(seen.iter().all(|s| !s.lines.is_empty()), "an empty message");
        for line in seen.iter().flat_map(|s| &s.lines) {
            prop_assert!(!line.contains("Something went wrong"), "{line}");
            // A phrase that is missing shows its key.
            prop_assert!(!line.starts_with("[") || line.contains(']'), "{line}");
        }
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

/// One step of somebody who pledges.
#[derive(Clone, Debug)]
enum Move {
    Type(String),
    Press(usize),
    Wait(i64),
    Kill,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let answers = select(vec![
        "pledge",
        "yes",
        "yes",
        "yes",
        "no",
        "individual",
        "individual",
        "organisation",
        "Ana Gurung",
        "Zoë Ó Néill",
        "Nepal",
        "skip",
        "full",
        "initials",
        "counted",
        "confirm",
        "confirm",
        "confirm",
        "change",
        "change name",
        "back",
        "cancel",
        "withdraw",
        "display",
        "display full",
        "pledge Bo | IN | x",
        "rec 8",
        "who signed?",
        "a@example.org",
        "forget",
        "mydata",
    ]);
    let step = prop_oneof![
        8 => answers.prop_map(|words| Move::Type(words.to_owned())),
        1 => "\\PC{1,20}".prop_filter("the terminal would take it for a command", |t| !t.starts_with('/')).prop_map(Move::Type),
        6 => (0..12_usize).prop_map(Move::Press),
        1 => (1..30_i64).prop_map(Move::Wait),
    ];
    // Some go straight to the end, under a name that isn't on the list yet, so that many walks have something to lose.
    let name = "[A-Z][a-z]{4,9} [A-Z][a-z]{4,9}";
    let steps = vec(prop_oneof![30 => step, 1 => Just(Move::Kill)], 5..25);
    (0..3_usize, name, steps).prop_map(|(quick, name, mut steps)| {
        if quick > 0 {
            let begin = format!("pledge {name} | Nepal | x");
            let straight = [begin.as_str(), "yes", "individual", "full", "yes", "no", "confirm"];
            // To the last question, or past it.
            let straight = straight[..4 + quick + 1].iter().map(|words| Move::Type((*words).to_owned()));
            steps.splice(0..0, straight.collect::<Vec<_>>());
        }
        steps
    })
}

/// What the list shows of the person, as the last message but one or the last of them said it.
fn item(seen: &[Seen]) -> Option<String> {
    seen.iter().flat_map(|s| &s.lines).find_map(|line| line.strip_prefix("- ").map(str::to_owned))
}

fn says(seen: &[Seen], words: &str) -> bool {
    seen.iter().flat_map(|s| &s.lines).any(|line| line.contains(words))
}

fn is_last_question(seen: &[Seen]) -> bool {
    says(seen, "Is everything right?")
}

#[test]
fn signs_alone_agree_to_nothing() {
    // People who are at every point of a pledge, or have one, and then only put signs under whatever they ever saw.
    let straight = ["pledge", "yes", "individual", "NAME", "Nepal", "skip", "full", "yes", "yes", "confirm"];
    let ways = ["forget", "withdraw", "display initials", "mydata", "pledge", "rec 8", "about"];
    let stage = RefCell::new(CoreStage::new());
    assert!(stage.borrow_mut().suits(&[Need::Reactions]));
    let walkers = RefCell::new(0);
    let cases = (
        0..=straight.len(),
        vec(select(ways.to_vec()), 0..3),
        "[A-Z][a-z]{4,9} [A-Z][a-z]{4,9}",
        vec(0..40_usize, 4..14),
    );
    let result = runner(60).run(&cases, |(length, ways, name, signs)| {
        let mut stage = stage.borrow_mut();
        *walkers.borrow_mut() += 1;
        let me = Spot { person: format!("walker-{}", walkers.borrow()), room: None };
        for words in straight[..length].iter().chain(&ways) {
            let words = if *words == "NAME" { name.as_str() } else { *words };
            stage.act(&Action::Say(me.clone(), words.to_owned())).map_err(TestCaseError::fail)?;
        }
        let kept = |stage: &mut CoreStage| {
            let database = stage.database();
            let address = RoomAddress { platform: platform(), room: format!("@{}", me.person), thread: None };
            let facts = stage.wait(database.facts(None, &person(&me.person), &address, &Wants::default()));
            let facts = facts.expect("the database answers");
            let draft = match facts.conversation {
                Kept::Open { conversation: Conversation::Pledging(draft), .. } => Some(draft.consents),
                Kept::Open { conversation: Conversation::ConfirmingForget { draft }, .. } => {
                    draft.map(|draft| draft.consents)
                }
                _ => None,
            };
            (facts.own_pledge.map(|own| (own.pledge.display, own.status)), draft)
        };
        let (pledge, mut agreed) = kept(&mut stage);
        for which in signs {
            let signs: Vec<_> = stage.buttons(&me).map(|(w, c)| (w.clone(), c.clone())).collect();
            let Some((from, choice)) = signs.get(which % signs.len().max(1)) else { continue };
            stage.press(&me, from, choice);
            let (now, consents) = kept(&mut stage);
            prop_assert_eq!(&now, &pledge, "by {:?}", choice);
            for purpose in Purpose::ALL {
                let given = |consents: &Option<Consents>| consents.as_ref().is_some_and(|c| c.given(purpose));
                prop_assert!(!given(&consents) || given(&agreed), "{purpose:?} by {choice:?}");
            }
            agreed = consents.or(agreed);
        }
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn nothing_is_public_that_was_not_shown_and_confirmed() {
    let stage = RefCell::new(CoreStage::new());
    let walkers = RefCell::new(0);
    let numbers = RefCell::new(BTreeSet::new());
    let result = runner(80).run(&moves(), |moves| {
        let mut stage = stage.borrow_mut();
        *walkers.borrow_mut() += 1;
        let me = Spot { person: format!("walker-{}", walkers.borrow()), room: None };
        let mut shown: Vec<Seen> = Vec::new();
        let mut live = false;
        let say = |stage: &mut CoreStage, words: &str| {
            stage.act(&Action::Say(me.clone(), words.to_owned())).map_err(TestCaseError::fail)
        };
        for step in moves {
            let (confirms, now) = match &step {
                Move::Type(words) => {
                    let confirms =
                        ["confirm", "yes", "yes, count it", "i confirm", "1"].contains(&words.to_lowercase().trim());
                    (confirms, say(&mut stage, words)?)
                }
                Move::Press(which) => {
                    let buttons: Vec<_> = stage.buttons(&me).take(12).map(|(w, c)| (w.clone(), c.clone())).collect();
                    let Some((from, choice)) = buttons.get(*which % buttons.len().max(1)) else { continue };
                    prop_assert!(choice.token.as_str().len() <= ChoiceToken::MAX_BYTES);
                    (choice.label == "Yes, count it", stage.press(&me, from, choice))
                }
                Move::Wait(hours) => {
                    stage.act(&Action::Time(hours * HOUR)).map_err(TestCaseError::fail)?;
                    continue;
                }
                Move::Kill => {
                    stage.act(&Action::Kill).map_err(TestCaseError::fail)?;
                    continue;
                }
            };
            let thanked = now
                .iter()
                .flat_map(|s| &s.lines)
                .find_map(|line| line.strip_prefix("Thank you! You are supporter number "));
            let held = says(&now, "An organiser looks at it now");
            if let Some(number) = thanked {
                let number: String = number.chars().take_while(char::is_ascii_digit).collect();
                prop_assert!(numbers.borrow_mut().insert(number.clone()), "number {number} was given twice");
                let public = item(&now).map(|line| line.trim_start_matches(&format!("{number}. ")).to_owned());
                prop_assert_eq!(public, item(&shown), "another line than the one that was shown");
            }
            if thanked.is_some() || held {
                prop_assert!(confirms, "published without a confirmation, after {:?}", step);
                prop_assert!(is_last_question(&shown), "published before the last question was shown");
                prop_assert!(!live, "a second pledge of one person");
                live = true;
            }
            let gone = ["Your pledge is off the list", "Your pledge is gone", "I no longer know anything about you"];
            if gone.iter().any(|sentence| says(&now, sentence)) {
                live = false;
            }
            // An answer in between leaves the last question open.
            if is_last_question(&now) || !is_last_question(&shown) || thanked.is_some() || held || live {
                shown = now;
            }
        }
        // Nobody is caught: "cancel" ends whatever it was.
        say(&mut stage, "cancel")?;
        let after = say(&mut stage, "cancel")?;
        prop_assert!(says(&after, "Nothing is going on that could be cancelled."), "{after:?}");
        let status = say(&mut stage, "pledge")?;
        prop_assert_eq!(live, !says(&status, "May I keep your answers?"), "{:?}", status);
        say(&mut stage, "cancel")?;
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
    let published = numbers.borrow().len();
    assert!(published >= 10, "only {published} walks came to their end");
}
