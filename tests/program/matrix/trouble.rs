//! What keeps the program from serving: each is one sentence with the cure. And how it ends.

use std::process::Command;

use outreach_tests::matrix_people::Person;
use store::Key;

use crate::Stage;
use crate::serving::Serving;

/// The program's last words, which are the reason and the cure.
fn last(said: &str) -> &str {
    said.lines().last().and_then(|line| line.strip_prefix("outreach-bot: ")).unwrap_or_default()
}

/// How a program ends that can never serve.
fn refused(stage: &Stage, program: Command) -> String {
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
    assert!(refused(&stage, program).starts_with("there is no Matrix homeserver at matrix.homeserver: correct"));
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
    println!("{}", check());
    assert!(!stage.folder.path().join("matrix").exists());
    stage.serve().stop();
    let said = check();
    assert!(said.contains("the bot's device is verified"), "{said}");
}
