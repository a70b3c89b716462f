//! What the program does when something happens beside it: the disk has no room for a while, another program
//! decides about a pledge, or an organiser reads what people said was answered wrongly.

#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

fn program(folder: &tempfile::TempDir) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_outreach-bot"));
    program.current_dir(folder.path()).env("LANG", "C");
    program
}

/// Types a line and reads until the terminal answers the line after it.
fn say(child: &mut Child, output: &mut impl BufRead, line: &str) -> String {
    write!(child.stdin.as_mut().unwrap(), "{line}\n:leave #mark\n").unwrap();
    let mut answer = String::new();
    loop {
        let before = answer.len();
        assert!(output.read_line(&mut answer).unwrap() > 0, "the program ended by itself: {answer}");
        if answer[before..].contains("#mark") {
            answer.truncate(before);
            return answer;
        }
    }
}

/// A limit on the size of files stands in for a full disk: writing fails in the same way, and room can be made again.
#[test]
fn writing_goes_on_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    assert!(program(&folder).arg("chat").stdin(Stdio::null()).status().unwrap().success());
    let exec = format!("trap '' XFSZ; exec '{}' chat", env!("CARGO_BIN_EXE_outreach-bot"));
    let mut child = Command::new("sh")
        .args(["-c", &exec])
        .current_dir(folder.path())
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    assert!(say(&mut child, &mut output, "language en").contains("English"));
    let limit = |bytes: &str, child: &Child| {
        let set = Command::new("prlimit").args(["--pid", &child.id().to_string(), bytes]).status().unwrap();
        assert!(set.success());
    };
    limit("--fsize=4096:unlimited", &child);
    for _ in 0..3 {
        assert!(say(&mut child, &mut output, "language fr").contains("nothing was changed"));
    }
    limit("--fsize=unlimited:unlimited", &child);
    assert!(say(&mut child, &mut output, "language es").contains("español"));
    drop(child.stdin.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    let sentence = String::from_utf8(ended.stderr).unwrap();
    assert!(sentence.contains("3 of the lines could not be answered"), "{sentence}");
}

#[test]
fn a_pledge_is_approved_while_the_bot_talks() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = program(&folder).arg("chat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let answers = ["agree", "organisation", "Digital Rights Nepal", "Nepal", "Director", "a@example.org", "skip"];
    for line in ["pledge"].iter().chain(&answers).chain(&["full name", "yes", "yes", "confirm"]) {
        say(&mut child, &mut output, line);
    }
    let approved = program(&folder).args(["pledges", "approve", "1"]).output().unwrap();
    assert_eq!(String::from_utf8(approved.stdout).unwrap(), "pledge 1 is on the list as 20\n");
    assert!(say(&mut child, &mut output, ":help").contains("number 20"));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

/// What somebody hands on is read by whoever runs the bot: the words and what was answered, nothing else.
#[test]
fn questions_that_were_answered_wrongly_are_reviewed_and_erased() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = program(&folder).args(arguments).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, shown, aside) = run(&["answers", "review"]);
    assert_eq!((code, shown.as_str()), (Some(0), ""));
    assert!(aside.contains("nobody has told of a wrong answer yet"), "{aside}");

    let mut child = program(&folder).arg("chat").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let said = "wrong may the police\u{202e} break   encryption?";
    let question = "may the police break encryption?";
    let shown = say(&mut child, &mut output, &format!("@ana {said}"));
    assert!(shown.contains("May I keep this question") && shown.contains(question), "{shown}");
    assert!(say(&mut child, &mut output, "@ana yes").contains("The question is kept"));
    assert!(say(&mut child, &mut output, "@ben wrong who pays for the moon?").contains("May I keep"));
    assert!(say(&mut child, &mut output, "@ben no").contains("Nothing was changed"));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());

    let (_, shown, _) = run(&["answers", "review"]);
    assert_eq!(shown.lines().count(), 1, "{shown}");
    assert!(shown.contains("answered with R8") && shown.trim_end().ends_with(question), "{shown}");
    assert!(!shown.contains("ana") && !shown.contains("moon"), "{shown}");
    let (_, shown, _) = run(&["answers", "review", "--jsonl"]);
    let line: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!((&line["number"], &line["question"]), (&1.into(), &question.into()));

    let (code, _, aside) = run(&["answers", "erase", "7"]);
    assert_eq!(code, Some(1));
    assert!(aside.contains("there is no such number"), "{aside}");
    assert_eq!(run(&["answers", "erase", "1"]), (Some(0), "erased: 1\n".to_owned(), String::new()));
    assert_eq!(run(&["answers", "review"]).1, "");
}
