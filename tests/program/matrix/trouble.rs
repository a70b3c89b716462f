//! What keeps the program from serving: each is one sentence with the cure. And how it ends.

use std::process::Command;

use outreach_tests::matrix_people::{Person, wait_for};
use serde_json::json;
use store::Key;

use crate::Stage;
use crate::serving::Serving;

/// The program's last words, which are the reason and the cure.
fn last(said: &str) -> &str {
    said.lines().last().and_then(|line| line.strip_prefix("outreach-bot: ")).unwrap_or_default()
}

/// How a program ends that can never serve.
pub(crate) fn refused(stage: &Stage, program: Command) -> String {
    let (status, said) = Serving::begin(program).end();
    assert_eq!(status.code(), Some(1), "{said}");
    stage.keeps_all_secrets(&said, &[]);
    assert!(!said.contains("hush"), "{said}");
    last(&said).to_owned()
}

fn run(stage: &Stage) -> Command {
    stage.program(stage.folder.path(), &["run"])
}

#[test]
fn a_wrong_password_is_one_sentence() {
    let stage = Stage::new();
    let mut program = run(&stage);
    program.env("OUTREACH_MATRIX__PASSWORD", "hush");
    assert!(refused(&stage, program).starts_with("the homeserver doesn't take this user and password: correct"));
}

#[test]
fn an_unknown_homeserver_is_one_sentence() {
    let stage = Stage::new();
    let mut program = run(&stage);
    program.env("OUTREACH_MATRIX__HOMESERVER", stage.synapse.url().join("elsewhere/").unwrap().as_str());
    assert!(refused(&stage, program).starts_with("there is no Matrix homeserver at matrix.homeserver (or, "));
    // Nothing can have a name that is so long, so that nobody needs to be asked.
    let mut program = run(&stage);
    program.env("OUTREACH_MATRIX__HOMESERVER", format!("https://{}.invalid", "x".repeat(64)));
    assert!(refused(&stage, program).starts_with("there is no Matrix homeserver at matrix.homeserver (or, "));
}

#[test]
fn a_session_under_another_key_is_one_sentence() {
    let stage = Stage::new();
    stage.serve().stop();
    let key = stage.folder.path().join("key");
    for file in ["key", "outreach.db", "outreach.db-wal", "outreach.db-shm"] {
        let _ = std::fs::remove_file(stage.folder.path().join(file));
    }
    Key::load_or_create(&key).unwrap();
    let said = refused(&stage, run(&stage));
    assert!(said.contains("was encrypted with another key: put the key file back"), "{said}");
}

#[test]
fn a_session_without_its_keys_is_one_sentence_each_time() {
    let stage = Stage::new();
    stage.serve().stop();
    for file in std::fs::read_dir(stage.folder.path().join("matrix")).unwrap().map(|file| file.unwrap().path()) {
        if file.file_name().unwrap().to_string_lossy().contains("crypto") {
            std::fs::remove_file(file).unwrap();
        }
    }
    let words = "is missing or belongs to another: move the folder away, put the recovery key";
    for _ in 0..2 {
        let checked = String::from_utf8(stage.act(stage.folder.path(), &["check"]).stdout).unwrap();
        assert!(checked.contains(words), "{checked}");
        let said = refused(&stage, run(&stage));
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn a_session_of_another_account_is_one_sentence() {
    let stage = Stage::new();
    stage.serve().stop();
    let other = wait_for(stage.synapse.register("other"));
    let mut program = run(&stage);
    program.env("OUTREACH_MATRIX__USER", &other.name);
    let said = refused(&stage, program);
    assert!(said.contains("is that of another user: set matrix.user back, or move the folder away"), "{said}");
}

#[test]
fn a_program_that_is_asked_to_stop_ends_and_goes_on_with_its_session() {
    let stage = Stage::new();
    let serving = stage.serve();
    let asha = Person::new(stage.synapse, "asha");
    let room = stage.chat(&asha, true);
    assert!(stage.ask(&asha, &room, "rec 8").body.contains("Encryption"));
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
    // The password was needed once.
    let mut program = run(&stage);
    program.env_remove("OUTREACH_MATRIX__PASSWORD");
    let serving = Serving::begin(program);
    serving.wait_for(crate::READY);
    assert!(stage.ask(&asha, &room, "rec 9").body.contains("9"));
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
}

#[test]
fn check_changes_nothing_and_says_whether_the_device_is_verified() {
    let stage = Stage::new();
    let check = || {
        let done = stage.act(stage.folder.path(), &["check"]);
        let said = String::from_utf8(done.stdout).unwrap();
        let lines: Vec<_> = said.lines().filter(|l| l.contains(" Matrix: ")).map(str::to_owned).collect();
        stage.keeps_all_secrets(&said, &[]);
        stage.keeps_all_secrets(&String::from_utf8_lossy(&done.stderr), &[]);
        assert!(done.status.success() && !lines.is_empty(), "{said}");
        lines.join("\n")
    };
    let said = check();
    assert!(
        said.contains("the bot is @bot") && said.contains("will be verified by itself at the next start"),
        "{said}"
    );
    assert!(!stage.folder.path().join("matrix").exists());
    stage.serve().stop();
    let said = check();
    assert!(said.contains("the bot's device is verified"), "{said}");
}

#[test]
fn check_says_what_is_wrong_before_the_first_start() {
    let stage = Stage::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    for (variable, value, words) in [
        ("OUTREACH_MATRIX__PASSWORD", "hush".to_owned(), "the homeserver doesn't take this user and password: correct"),
        ("OUTREACH_MATRIX__HOMESERVER", format!("http://{free}"), "the homeserver can't be reached: look at"),
        ("OUTREACH_MATRIX__RECOVERY_KEY", "hush".to_owned(), "ok"),
    ] {
        let mut program = stage.program(stage.folder.path(), &["check"]);
        let done = program.env(variable, &value).output().unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        assert_eq!(done.status.success(), words == "ok", "{said}");
        assert!(said.lines().any(|l| l.contains(" Matrix: ") && l.contains(words)), "{said}");
        for said in [said, String::from_utf8(done.stderr).unwrap()] {
            stage.keeps_all_secrets(&said, &[]);
            assert!(!said.contains("hush"), "{said}");
        }
        assert!(!stage.folder.path().join("matrix").exists());
    }
}

#[test]
fn of_events_that_make_no_sense_the_log_tells_once_for_each_kind() {
    const TIMES: usize = 5;
    let stage = Stage::new();
    let serving = stage.serve();
    let asha = Person::new(stage.synapse, "asha");
    let room = stage.room(&asha, true);
    let talk = asha.say(&room, "Good morning");
    for _ in 0..TIMES {
        asha.send(&room, "m.room.message", json!({"msgtype": 7, "body": ["hush"]}));
        asha.send(&room, "m.room.message", json!({"msgtype": "m.text", "body": {"hush": null}}));
        let relation = json!({"rel_type": "m.replace", "event_id": talk});
        asha.send(&room, "m.room.message", json!({"msgtype": "m.text", "body": "hush", "m.relates_to": relation}));
        asha.send(&room, "m.reaction", json!({"hush": true}));
        asha.send_unencrypted(&room, "m.room.message", json!({"msgtype": "m.text", "body": "!rec 1 hush"}));
        asha.send_unencrypted(&room, "m.room.encrypted", json!({"algorithm": "hush", "ciphertext": 7}));
        asha.send(&room, "org.example.hush", json!({"hush": [[null]]}));
    }
    assert!(stage.ask(&asha, &room, "!rec 8").body.contains("Recommendation 8"));
    let said = serving.stop();
    println!("{said}");
    stage.keeps_all_secrets(&said, &[&asha]);
    assert!(!said.contains("hush"), "{said}");
    for kind in ["kind=\"message\"", "kind=\"change\"", "kind=\"reaction\"", "it came unencrypted"] {
        let lines = said.lines().filter(|line| line.contains(" is skipped: ") && line.contains(kind)).count();
        assert_eq!(lines, 1, "{kind}: {said}");
    }
}
