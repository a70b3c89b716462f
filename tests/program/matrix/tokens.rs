//! Signing in with an access token in place of a password.

use std::process::Command;

use outreach_tests::matrix_people::{Person, Trust, wait_for};

use crate::serving::Serving;
use crate::trouble::refused;
use crate::{READY, Stage};

/// The program with this token and no password.
fn program(stage: &Stage, token: &str, arguments: &[&str]) -> Command {
    let mut program = stage.program(stage.folder.path(), arguments);
    program.env_remove("OUTREACH_MATRIX__PASSWORD").env("OUTREACH_MATRIX__TOKEN", token);
    program
}

fn serve(program: Command) -> Serving {
    let serving = Serving::begin(program);
    serving.wait_for(READY);
    serving
}

/// The program can't serve, and `check` says the same.
#[track_caller]
fn is_refused(stage: &Stage, token: &str, words: &str) {
    let checked = program(stage, token, &["check"]).output().unwrap();
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.status.code() == Some(1) && said.contains(words), "{said}");
    stage.keeps_all_secrets(&said, &[]);
    let said = refused(stage, program(stage, token, &["run"]));
    assert!(said.contains(words), "{said}");
}

#[test]
fn a_bot_with_a_token_is_that_device_and_goes_on_with_its_session() {
    let stage = Stage::new();
    let token = &stage.account.token;
    let asha = Person::new(stage.synapse, "asha");
    let serving = serve(program(&stage, token, &["run"]));
    let room = stage.chat(&asha, true);
    assert_eq!(stage.ask(&asha, &room, "rec 8").trust, Trust::Verified);
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
    // The token was needed once.
    let mut program = program(&stage, token, &["run"]);
    program.env_remove("OUTREACH_MATRIX__TOKEN");
    let serving = serve(program);
    assert_eq!(stage.ask(&asha, &room, "rec 9").trust, Trust::Verified);
    stage.keeps_all_secrets(&serving.stop(), &[&asha]);
    assert_eq!(asha.devices(&stage.bot()), [stage.account.device.as_str()]);
}

#[test]
fn a_token_that_was_revoked_is_one_sentence_at_the_first_start_and_later() {
    let stage = Stage::new();
    stage.sign_out_everywhere();
    is_refused(&stage, &stage.account.token, "the homeserver doesn't take this token: put another into matrix.token");

    let stage = Stage::new();
    let token = &stage.account.token;
    serve(program(&stage, token, &["run"])).stop();
    stage.sign_out_everywhere();
    is_refused(&stage, token, "the homeserver ended the bot's session: somebody signed it out");
}

#[test]
fn a_token_that_isnt_for_the_bot_is_one_sentence_and_another_one_serves() {
    let stage = Stage::new();
    let other = wait_for(stage.synapse.register("other"));
    is_refused(&stage, &other.token, "matrix.token belongs to another user than matrix.user says: correct one of them");
    // An app is signed in with it.
    Person::with(stage.synapse, stage.account.clone());
    is_refused(&stage, &stage.account.token, "matrix.token comes from a program that has its own keys");
    serve(stage.program(stage.folder.path(), &["run"])).stop();
}
