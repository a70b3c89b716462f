//! How the program ends: asked to stop in the middle of answering, before it was let in, or signed out by somebody.

use std::fs;

use outreach_tests::matrix_people::{Person, Trust};

use crate::serving::Serving;
use crate::{READY, Stage};

#[test]
fn a_stop_in_the_middle_loses_no_question_and_answers_none_twice() {
    const QUESTIONS: usize = 12;
    let stage = Stage::new();
    let serving = stage.serve();
    let asha = Person::new(stage.synapse, "asha");
    let chat = stage.chat(&asha, true);
    stage.ask(&asha, &chat, "rec 8");
    let asked: Vec<_> = (1..=QUESTIONS).map(|number| asha.say(&chat, &format!("rec {number}"))).collect();
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
    let serving = stage.serve();
    for question in &asked {
        stage.answer(&asha, &chat, question);
    }
    // One that comes after all of them, so that whatever comes twice has come by then.
    stage.ask(&asha, &chat, "rec 13");
    let seen = asha.see(&chat);
    let times = asked.iter().map(|question| seen.iter().filter(|m| m.reply_to.as_ref() == Some(question)).count());
    assert_eq!(times.collect::<Vec<_>>(), vec![1; QUESTIONS], "{seen:#?}");
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
}

#[test]
fn a_program_that_still_looks_for_its_homeserver_can_be_stopped() {
    let stage = Stage::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = stage.program(stage.folder.path(), &["run"]);
    program.env("OUTREACH_MATRIX__HOMESERVER", format!("http://{free}"));
    let serving = Serving::begin(program);
    serving.wait_for("the homeserver can't be reached");
    stage.keeps_all_secrets(&serving.stop(), &[]);
}

#[test]
fn a_bot_that_was_signed_out_says_the_cure_and_the_cure_works() {
    let stage = Stage::new();
    let folder = stage.folder.path();
    let serving = stage.serve();
    let key = stage.recovery_key(folder).expect("a first start shows the recovery key");
    let asha = Person::new(stage.synapse, "asha");
    let room = stage.chat(&asha, true);
    assert_eq!(stage.ask(&asha, &room, "rec 8").trust, Trust::Verified);
    stage.sign_out_everywhere();
    let (status, said) = serving.end();
    assert_eq!(status.code(), Some(1), "{said}");
    let cure = "the homeserver ended the bot's session: somebody signed it out, or changed its password.";
    assert!(said.lines().last().is_some_and(|last| last.contains(cure)), "{said}");
    stage.keeps_all_secrets(&said, &[&asha]);
    let checked = stage.act(folder, &["check"]);
    let found = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(1), "{found}");
    assert!(found.contains(cure), "{found}");

    // As the sentence says: the folder is moved away, and the recovery key is set.
    fs::rename(folder.join("matrix"), folder.join("matrix-before")).unwrap();
    let cured = |program: &mut std::process::Command, key: &str| {
        program.env("OUTREACH_MATRIX__RECOVERY_KEY", key);
    };
    let mut program = stage.program(folder, &["run"]);
    cured(&mut program, &key);
    let serving = Serving::begin(program);
    serving.wait_for(READY);
    let answer = stage.ask(&asha, &room, "rec 9");
    assert_eq!(answer.trust, Trust::Verified, "{answer:#?}");
    let said = serving.stop();
    assert!(said.contains("the bot's device is verified") && !said.contains(&key), "{said}");
    stage.keeps_all_secrets(&said, &[&asha]);

    // With a key that isn't the account's, the bot serves, and says that it isn't trusted.
    fs::remove_dir_all(folder.join("matrix")).unwrap();
    let mut program = stage.program(folder, &["run"]);
    cured(&mut program, "EsTR mwqJ JoXZ 8dKN F8hP 9tpX aSdi ZYGD tMzD B2nf Duut hzyH");
    let serving = Serving::begin(program);
    serving.wait_for("WARN");
    let said = serving.stop();
    assert!(said.contains("matrix.recovery_key"), "{said}");
    stage.keeps_all_secrets(&said, &[&asha]);
}
