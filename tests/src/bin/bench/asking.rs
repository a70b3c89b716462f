//! Questions that change nothing, through the whole engine on SQLite: from the event to the reply, without a platform.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use bot_core::content::Campaign;
use bot_core::ids::{EventId, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::incoming::{Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::platform::Bot;
use bot_core::view::Reply;
use commands::{Knowledge, Review};
use outreach_bot::engine::Engine;
use store::{Database, Key};
use tokio::sync::Notify;

use crate::table::{Better, Figure, Table, median, percentile};

/// How often everything is asked in one run, and how many runs there are.
const ROUNDS: usize = 10;
const RUNS: usize = 5;

/// What rules answer: numbers, comparisons, people, the process.
const BY_RULE: [&str; 16] = [
    "rec 8",
    "the 3rd one",
    "FOC point five",
    "R8 and R9",
    "which part of the FOC statement matches rec 10",
    "has Mozilla signed?",
    "anyone from Nepal?",
    "how many organisations?",
    "how do I sign",
    "can my NGO sign",
    "remove my name",
    "who are you?",
    "rec 14",
    "recommandation 4",
    "¿cuántas personas han firmado?",
    "thank you",
];

/// What only the meaning of the words leads to, or nothing does.
const BY_WORDS: [&str; 16] = [
    "should encryption be weakened so that the police can read messages?",
    "what do you say about technical standards and human rights",
    "is it fine for a government to demand a backdoor",
    "who should take part in making cybersecurity policy",
    "does security come at the cost of privacy",
    "journalists and activists are targeted by malware, what then",
    "anonymity on the net",
    "how should states behave towards the private sector",
    "transparency of laws on surveillance",
    "what protects the availability and integrity of information",
    "quelles règles pour le chiffrement des communications",
    "¿qué dice sobre la privacidad y la seguridad de las personas?",
    "international law in cyberspace",
    "what is the best recipe for bread",
    "who will win the football match tomorrow",
    "women and gender perspectives on security online",
];

/// A bot on a database, without platforms.
pub(crate) struct Talk {
    pub(crate) engine: Engine<Database>,
    pub(crate) store: Arc<Database>,
    /// When everything is said.
    pub(crate) now: Timestamp,
}

impl Talk {
    /// Opens the database of a data folder; makes both if they aren't there.
    pub(crate) async fn open(data: &Path) -> Self {
        let key = Key::load_or_create(&data.join("key")).expect("the key can be read or made");
        let url = format!("sqlite:{}", data.join("outreach.db").display());
        let store = Arc::new(Database::open(&url, &key).await.expect("the database can be opened"));
        let knowledge = Arc::new(Knowledge::new(Campaign::embedded(), Review::default()));
        let first = store.keep_first_supporters(&knowledge.campaign.first_supporters).await;
        first.expect("the first supporters can be kept");
        let engine = Engine::new(knowledge, Arc::clone(&store), HashMap::new(), Arc::new(Notify::new()));
        Self { engine, store, now: Timestamp(2_000_000_000_000) }
    }

    /// One event of a person in their private chat.
    pub(crate) async fn say(&self, person: &str, event: String, what: Event) -> Vec<Reply> {
        let platform = Platform::parse("bench").expect("lower-case letters are a platform name");
        let incoming = Incoming {
            event: EventId { platform: platform.clone(), id: event },
            place: Place {
                address: RoomAddress { platform: platform.clone(), room: person.to_owned(), thread: None },
                kind: PlaceKind::Private,
                service: "the benchmark".to_owned(),
                secrecy: Secrecy::OnThisMachine,
                prefix: "",
                numbered: true,
                locale: None,
                may_post: true,
                has_followers: false,
            },
            actor: PersonAddress { platform, user: person.to_owned() },
            locale: None,
            at: self.now,
            addressed: true,
            edited: false,
            what,
        };
        let replies = self.engine.receive(incoming).await;
        assert!(!replies.is_empty(), "the bot answers everything here");
        replies
    }

    /// Asks everything several times; the times in microseconds.
    async fn ask(&self, run: usize, lines: &[&str], event: impl Fn(&str) -> Event) -> Vec<f64> {
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            for (at, line) in lines.iter().enumerate() {
                let id = format!("{run}-{round}-{line}");
                let began = Instant::now();
                let replies = self.say(&format!("p{at}"), id, event(line)).await;
                times.push(began.elapsed().as_secs_f64() * 1e6);
                drop(replies);
            }
        }
        times
    }
}

/// Asks both bots in turn; the median and the 95th percentile of each, as medians over the runs.
async fn compare(large: &Talk, small: &Talk, lines: &[&str], event: impl Fn(&str) -> Event + Copy) -> [(f64, f64); 2] {
    let mut runs = [(vec![], vec![]), (vec![], vec![])];
    // The first round only warms up what every later one finds warm.
    for run in 0..=RUNS {
        for (at, talk) in [large, small].into_iter().enumerate() {
            let times = talk.ask(run, lines, event).await;
            if run > 0 {
                runs[at].0.push(median(&times));
                runs[at].1.push(percentile(&times, 95));
            }
        }
    }
    runs.map(|(half, most)| (median(&half), median(&most)))
}

fn add(table: &mut Table, what: &str, goal: f64, [large, small]: [(f64, f64); 2]) {
    let figure = |name: &str, value, beside, goal| Figure {
        what: format!("{what}, {name}"),
        value,
        unit: "µs",
        goal,
        beside: Some((beside, "with the first supporters only")),
    };
    table.add(figure("p50", large.0, small.0, None));
    table.add(figure("p95", large.1, small.1, Some((Better::Lower, goal))));
}

/// Questions in words.
pub(crate) async fn answers(large: &Path, small: &Path, table: &mut Table) {
    let (large, small) = (Talk::open(large).await, Talk::open(small).await);
    let text = |line: &str| Event::Text(line.to_owned());
    add(table, "answer by rule", 15_000.0, compare(&large, &small, &BY_RULE, text).await);
    add(table, "answer by words", 15_000.0, compare(&large, &small, &BY_WORDS, text).await);
    for talk in [large, small] {
        talk.store.close().await.expect("the database can be closed");
    }
}

/// The list with a filter.
pub(crate) async fn lists(large: &Path, small: &Path, table: &mut Table) {
    let (large, small) = (Talk::open(large).await, Talk::open(small).await);
    let filters = [
        ("kind", "organisations"),
        ("country", "Nepal"),
        ("kind and country", "individuals Kenya"),
        ("a word of few", "Babacedi"),
        ("a word of 5,000", "teacher"),
        ("a prefix of 8,000", "ba"),
        ("a single letter", "m"),
        ("two words of many", "teacher ana"),
        ("a country and a word of many", "Nepal teacher"),
        ("a word of nobody", "zzzz"),
    ];
    for (what, filter) in filters {
        let event = |arguments: &str| Event::Command { name: "supporters".to_owned(), arguments: arguments.to_owned() };
        let figures = compare(&large, &small, &[filter], event).await;
        add(table, &format!("supporters, {what}"), 20_000.0, figures);
    }
    for talk in [large, small] {
        talk.store.close().await.expect("the database can be closed");
    }
}
