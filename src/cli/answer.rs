//! `outreach-bot answer`: one answer from the whole bot, or a stream of what questions mean.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::time::Instant;

use bot_core::answers::{FoundBy, Meaning, Understanding};
use bot_core::content::{Campaign, PassageId};
use bot_core::ids::{EventId, PersonAddress, RoomAddress};
use bot_core::incoming::{Event, Incoming, Place, PlaceKind, Secrecy};
use bot_core::language::Language;
use bot_core::platform::Bot;
use commands::Knowledge;
use console::{MAX_LINE, Typed};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Notify;

use crate::config::Settings;
use crate::engine::Engine;
use crate::failure::{Failure, plainly};
use crate::house;
use crate::looking::Looking;

#[derive(Debug, clap::Args)]
pub(super) struct Ask {
    /// The question
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl")]
    text: Vec<String>,
    /// Read {"id", "question", "lang"?} a line from standard input and write what each means, in the same order
    #[arg(long)]
    jsonl: bool,
}

pub(super) async fn answer(settings: &Settings, ask: Ask) -> Result<(), Failure> {
    if ask.jsonl {
        let knowledge = house::knowledge(settings)?;
        return stream(&knowledge, io::stdin().lock(), io::stdout().lock());
    }
    let (knowledge, store) = house::bot(settings).await?;
    let news = Arc::new(Notify::new());
    let looking = Arc::new(Looking(Arc::clone(&store)));
    let engine = Engine::new(Arc::clone(&knowledge), looking, HashMap::new(), news);
    let locale = house::locale();
    let language = locale.as_deref().and_then(Language::from_tag).unwrap_or(Language::English);
    let say = knowledge.say(language);
    let replies = engine.receive(incoming(ask.text.join(" "), locale, say.text("console-service"))).await;
    let mut text = String::new();
    let mut choices = 0;
    for reply in replies {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&console::show(&reply.view, &knowledge.phrases, console::look(), choices + 1));
        choices += reply.view.choices.len();
    }
    store.close().await?;
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// The question of somebody whom nobody knows, in a private chat.
fn incoming(text: String, locale: Option<String>, service: String) -> Incoming {
    let platform = console::platform();
    let at = house::now();
    let nobody = "nobody".to_owned();
    Incoming {
        event: EventId { platform: platform.clone(), id: format!("answer-{}", at.0) },
        place: Place {
            address: RoomAddress { platform: platform.clone(), room: nobody.clone(), thread: None },
            kind: PlaceKind::Private,
            service,
            secrecy: Secrecy::OnThisMachine,
            prefix: "",
            numbered: false,
            locale: None,
            may_post: true,
            has_followers: false,
        },
        actor: PersonAddress { platform, user: nobody },
        locale,
        at,
        addressed: true,
        edited: false,
        what: Event::Text(text),
    }
}

/// How many passages are ranked.
const RANKED: usize = 5;

#[derive(Deserialize)]
struct Question {
    id: Value,
    question: String,
}

#[derive(Serialize)]
struct Answered<'a> {
    id: &'a Value,
    outcome: &'static str,
    shown: Vec<&'a str>,
    ranked: Vec<Ranked<'a>>,
    score: f64,
    micros: u64,
}

#[derive(Serialize)]
struct Ranked<'a> {
    id: &'a str,
    score: f64,
}

#[derive(Serialize)]
struct Broken {
    id: Value,
    error: String,
}

/// Answers line by line, so that a program can ask and read in turn. A line that can't be read costs only itself.
fn stream(knowledge: &Knowledge, mut input: impl BufRead, mut out: impl Write) -> Result<(), Failure> {
    let mut broken = false;
    loop {
        let line = match console::read_line(&mut input) {
            Ok(Typed::End) => break,
            Ok(Typed::Line(line)) if line.trim().is_empty() => continue,
            Ok(Typed::Line(line)) => question(&line),
            Ok(Typed::Cut(_)) => {
                Err(Broken { id: Value::Null, error: format!("the line is longer than {} kB", MAX_LINE / 1024) })
            }
            Ok(Typed::Broken) => Err(Broken { id: Value::Null, error: "the line isn't UTF-8".to_owned() }),
            Err(e) => return Err(Failure::Failed(format!("standard input can't be read ({})", plainly(&e)))),
        };
        let text = match line {
            Ok(Question { id, question }) => {
                let begun = Instant::now();
                let understanding = knowledge.answers.understand(&question);
                let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
                let understanding = if understanding.ranked.is_empty() {
                    Understanding { ranked: knowledge.answers.nearest(&question), ..understanding }
                } else {
                    understanding
                };
                serde_json::to_string(&answered(&knowledge.campaign, &id, &understanding, micros))
            }
            Err(fault) => {
                broken = true;
                serde_json::to_string(&fault)
            }
        };
        let text = text.map_err(|e| Failure::Failed(format!("an answer can't be written as JSON ({e})")))?;
        writeln!(out, "{text}")?;
        out.flush()?;
    }
    if broken { Err(Failure::failed("some lines couldn't be read: look for \"error\" in the output")) } else { Ok(()) }
}

fn question(line: &str) -> Result<Question, Broken> {
    serde_json::from_str(line).map_err(|_| {
        let id = serde_json::from_str::<Value>(line).ok().and_then(|v| v.get("id").cloned()).unwrap_or(Value::Null);
        Broken { id, error: "the line isn't an object with \"id\" and a text \"question\"".to_owned() }
    })
}

fn answered<'a>(campaign: &'a Campaign, id: &'a Value, understanding: &'a Understanding, micros: u64) -> Answered<'a> {
    let (outcome, shown): (_, Vec<&PassageId>) = match &understanding.meaning {
        Meaning::Passages { ids, by: _ } => ("passages", ids.iter().collect()),
        Meaning::Options(ids) => ("options", ids.iter().collect()),
        Meaning::Supporters(_) => ("supporters", vec![&campaign.list_of_supporters]),
        Meaning::Process(_) => ("process", vec![&campaign.how_to_support]),
        Meaning::NoSuchNumber { .. } | Meaning::About | Meaning::Courtesy | Meaning::NotCovered => ("none", Vec::new()),
    };
    // A rule is sure of what it shows; only words are compared.
    let by_words = matches!(understanding.meaning, Meaning::Passages { by: FoundBy::Words, .. } | Meaning::Options(_));
    let near = |id: &PassageId| understanding.ranked.iter().find(|r| r.passage == *id).map_or(0.0, |r| r.score);
    let first = shown.iter().map(|id| (*id, if by_words { near(id) } else { 1.0 }));
    let others = understanding.ranked.iter().map(|r| (&r.passage, r.score)).filter(|(id, _)| !shown.contains(id));
    let ranked = first.chain(others).take(RANKED);
    Answered {
        id,
        outcome,
        ranked: ranked.map(|(id, score)| Ranked { id: id.as_str(), score: rounded(score) }).collect(),
        shown: shown.iter().map(|id| id.as_str()).collect(),
        score: rounded(understanding.score),
        micros,
    }
}

/// Four digits are more than the scores mean.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> (Vec<Value>, bool) {
        let knowledge = Knowledge::new(Campaign::embedded(), commands::Review::default());
        let mut out = Vec::new();
        let ended = stream(&knowledge, input, &mut out);
        let text = String::from_utf8(out).expect("JSON is UTF-8");
        (text.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect(), ended.is_ok())
    }

    #[test]
    fn each_question_is_answered_in_order() {
        let input = r#"{"id": "a", "question": "rec 8", "lang": "en"}

{"id": 2, "question": "how do I sign?"}
{"id": 3, "question": "how many organisations?"}
{"id": 4, "question": "rec 14"}
"#;
        let (lines, fine) = lines(input.as_bytes());
        assert!(fine);
        let told: Vec<_> = lines.iter().map(|l| format!("{} {} {}", l["id"], l["outcome"], l["shown"])).collect();
        assert_eq!(told[0], r#""a" "passages" ["R8"]"#);
        assert_eq!(lines[0]["ranked"][0], serde_json::json!({"id": "R8", "score": 1.0}));
        assert!(told[1].starts_with(r#"2 "process" ["#), "{}", told[1]);
        assert!(told[2].starts_with(r#"3 "supporters" ["#), "{}", told[2]);
        assert_eq!(told[3], r#"4 "none" []"#);
        for line in &lines {
            let score = line["score"].as_f64().expect("the score is a number");
            assert!((0.0..=1.0).contains(&score));
            assert_eq!(line["ranked"].as_array().map(Vec::len), Some(5), "{line}");
            assert!(line["micros"].is_u64());
            let shown = line["shown"].as_array().expect("what is shown is a list");
            for (shown, ranked) in shown.iter().zip(line["ranked"].as_array().into_iter().flatten()) {
                assert_eq!(*shown, ranked["id"], "what is shown is ranked first");
            }
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_costs_only_itself() {
        let long = format!("{{\"id\": 5, \"question\": \"{}\"}}\n", "x".repeat(MAX_LINE));
        let input =
            [b"nonsense\n{\"id\": 7}\n\xff\xfe\n".as_slice(), long.as_bytes(), b"{\"id\": 9, \"question\": \"rec 1\"}"]
                .concat();
        let (lines, fine) = lines(&input);
        assert!(!fine);
        assert_eq!(lines.len(), 5);
        assert!(lines[..4].iter().all(|l| l["error"].is_string()));
        assert_eq!(lines[1]["id"], 7);
        assert_eq!(lines[4]["shown"][0], "R1");
    }
}
