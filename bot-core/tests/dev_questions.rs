//! Measures what the bot understands: always over a small question set of our own, and over the developers'
//! question set where it lies beside the project. The floors are a little under what is reached, so that a change
//! that makes answers worse fails.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bot_core::answers::{Answers, Meaning};
use bot_core::content::Campaign;
use bot_core::country::Countries;
use serde_json::Value;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

struct Question {
    language: String,
    kind: String,
    text: String,
    relevant: Vec<String>,
    acceptable: Vec<String>,
    tags: Vec<String>,
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

fn read(path: &Path) -> Vec<Question> {
    let file = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    file.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"));
            let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
            Question {
                language: text("lang"),
                kind: text("kind"),
                text: text("question"),
                relevant: texts(&value["relevant"]),
                acceptable: texts(&value["acceptable"]),
                tags: texts(&value["tags"]),
            }
        })
        .collect()
}

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/evals/qa/dev.jsonl");
    path.exists().then_some(path)
}

fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/questions.jsonl")
}

/// What a reply to this would quote or answer from.
fn shown(meaning: &Meaning, campaign: &Campaign) -> Vec<String> {
    match meaning {
        Meaning::Passages { ids, .. } | Meaning::Options(ids) => ids.iter().map(ToString::to_string).collect(),
        Meaning::Supporters(_) => vec![campaign.list_of_supporters.to_string()],
        Meaning::Process(_) => vec![campaign.how_to_support.to_string()],
        Meaning::NoSuchNumber { .. } | Meaning::About | Meaning::Courtesy | Meaning::NotCovered => Vec::new(),
    }
}

#[derive(Default)]
struct Score {
    asked: usize,
    strict: usize,
    lenient: usize,
    within_three: usize,
    options: usize,
}

impl Score {
    fn strict(&self) -> f64 {
        self.strict as f64 / self.asked.max(1) as f64
    }
    fn lenient(&self) -> f64 {
        self.lenient as f64 / self.asked.max(1) as f64
    }
    fn add(&mut self, strict: bool, lenient: bool, within_three: bool, options: bool) {
        self.asked += 1;
        self.strict += usize::from(strict);
        self.lenient += usize::from(lenient);
        self.within_three += usize::from(within_three);
        self.options += usize::from(options);
    }
}

/// Scores by kind, by language, by tag, and over all (`all`). For questions out of scope `strict` counts the
/// refusals.
fn measure(questions: &[Question]) -> BTreeMap<String, Score> {
    let campaign = Campaign::embedded();
    let answers = Answers::new(&campaign, Arc::new(Countries::load()));
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for question in questions {
        let understanding = answers.understand(&question.text);
        let shown = shown(&understanding.meaning, &campaign);
        let options = matches!(understanding.meaning, Meaning::Options(_));
        let is_relevant = |id: &String| question.relevant.contains(id);
        let is_right = |id: &String| is_relevant(id) || question.acceptable.contains(id);
        let (strict, lenient, within_three) = if question.kind == "oos" {
            let refused = shown.is_empty() || options;
            (refused, refused, refused)
        } else {
            let first = shown.first();
            let strict = match question.kind.as_str() {
                "compare" => question.relevant.iter().all(|id| shown.contains(id)),
                _ => first.is_some_and(is_relevant),
            };
            (strict, first.is_some_and(is_right), shown.iter().take(3).any(is_right))
        };
        if !strict {
            println!(
                "{:7.3} {:3} {:10} {:?}\n          wants {:?} shows {shown:?} ranked {:?} {:?}",
                understanding.score,
                question.language,
                question.kind,
                question.text,
                question.relevant,
                understanding
                    .ranked
                    .iter()
                    .take(3)
                    .map(|r| format!("{} {:.2}", r.passage, r.score))
                    .collect::<Vec<_>>(),
                understanding.meaning,
            );
        }
        let in_scope = if question.kind == "oos" { "out of scope" } else { "in scope" };
        let tags = question.tags.iter().map(|t| format!("tag {t}"));
        let keys =
            [in_scope.to_owned(), format!("kind {}", question.kind), format!("{} {in_scope}", question.language)];
        for key in keys.into_iter().chain(tags) {
            scores.entry(key).or_default().add(strict, lenient, within_three, options);
        }
    }
    for (key, score) in &scores {
        println!(
            "{key:22} {:4} strict {:.2} lenient {:.2} within three {:.2} options {:.2}",
            score.asked,
            score.strict(),
            score.lenient(),
            score.within_three as f64 / score.asked as f64,
            score.options as f64 / score.asked as f64,
        );
    }
    scores
}

fn demand(scores: &BTreeMap<String, Score>, floors: &[(&str, f64)]) {
    for (key, floor) in floors {
        let reached = scores[*key].strict();
        assert!(reached >= *floor, "{key}: {reached:.3} is less than {floor}");
    }
}

#[test]
fn our_own_questions_are_understood() {
    let scores = measure(&read(&own()));
    let floors = [
        ("tag number", 1.0),
        ("kind supporters", 0.98),
        ("kind process", 0.98),
        ("kind compare", 1.0),
        ("out of scope", 0.95),
    ];
    demand(&scores, &floors);
}

#[test]
fn the_developers_questions_are_understood() {
    let Some(path) = shared() else { return };
    let scores = measure(&read(&path));
    let floors = [
        ("tag number", 1.0),
        ("kind supporters", 0.98),
        ("kind process", 0.98),
        ("kind compare", 0.95),
        ("kind direct", 0.95),
        ("out of scope", 0.95),
        ("in scope", 0.87),
    ];
    demand(&scores, &floors);
}

/// The beginning of the hash of a text's letters and digits.
fn hash(text: &str) -> String {
    let plain: String = text.to_lowercase().nfc().filter(|c| is_letter_or_digit(*c)).collect();
    Sha256::digest(plain).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn is_letter_or_digit(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// Lines that repeat the developers' questions would measure nothing. The questions themselves needn't lie beside the
/// project for this: their hashes do.
#[test]
fn no_line_repeats_a_question_of_the_developers() {
    let hashes: HashSet<&str> = include_str!("data/dev_hashes.txt").lines().collect();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut repeated = Vec::new();
    for folder in ["campaign/search", "understanding/not_covered"] {
        for file in std::fs::read_dir(content.join(folder)).expect("a folder of lines") {
            let path = file.expect("a file of lines").path();
            let text = std::fs::read_to_string(&path).expect("a file of lines");
            let lists: BTreeMap<String, Vec<String>> = toml::from_str(&text).expect("lists of lines");
            repeated.extend(lists.into_values().flatten().filter(|line| hashes.contains(hash(line).as_str())));
        }
    }
    assert!(repeated.is_empty(), "lines repeat questions: {repeated:?}");
    let Some(path) = shared() else { return };
    let asked = read(&path);
    assert!(asked.iter().all(|q| hashes.contains(hash(&q.text).as_str())), "data/dev_hashes.txt is of other questions");
}
