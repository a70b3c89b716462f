//! Whether people's apps trust the bot's device: somebody gives its account another identity while it is off.

use std::process::Command;

use outreach_tests::matrix_people::{Person, Trust};
use outreach_tests::matrix_proxy::{Order, Proxy, Trouble};

use crate::serving::Serving;
use crate::{READY, Stage};

const VERIFIED: &str = "the bot's device is verified: ";
const CURE: &str = "the bot's device isn't verified, so apps warn people in encrypted rooms: put the account's recovery \
                    key into matrix.recovery_key and start the bot again";

/// What `check` says about the bot there.
fn checked(mut program: Command) -> String {
    String::from_utf8(program.output().unwrap().stdout).unwrap()
}

#[test]
fn an_identity_that_was_replaced_while_the_bot_was_off_is_noticed_and_its_key_is_the_cure() {
    let stage = Stage::new();
    let folder = stage.folder.path();
    // How the bot's words look to somebody who has never heard of it.
    let looks = |name: &str| {
        let person = Person::new(stage.synapse, name);
        let room = stage.chat(&person, true);
        stage.ask(&person, &room, "rec 8").trust
    };
    let serving = stage.serve();
    assert_eq!(looks("asha"), Trust::Verified);
    serving.stop();
    assert!(checked(stage.program(folder, &["check"])).contains(VERIFIED));

    // Somebody signs in as the bot and resets its identity.
    let operator = Person::with(stage.synapse, stage.account.clone());
    let key = operator.replace_identity();
    let serving = stage.serve();
    serving.wait_for(CURE);
    assert_eq!(looks("ben"), Trust::Unverified);
    let said = serving.stop();
    assert!(!said.contains(VERIFIED), "{said}");

    let mut cured = stage.program(folder, &["run"]);
    cured.env("OUTREACH_MATRIX__RECOVERY_KEY", &key);
    let serving = Serving::begin(cured);
    serving.wait_for(VERIFIED);
    assert_eq!(looks("cleo"), Trust::Verified);
    let said = serving.stop();
    assert!(!said.contains(&key), "the recovery key is in the log");
    stage.keeps_all_secrets(&said, &[]);
    assert!(checked(stage.program(folder, &["check"])).contains(VERIFIED));
    operator.replace_identity();
    let said = checked(stage.program(folder, &["check"]));
    assert!(said.contains(CURE) && !said.contains(VERIFIED), "{said}");
}

#[test]
fn a_start_that_cant_ask_who_vouches_for_the_bot_looks_again_later() {
    let stage = Stage::new();
    let proxy = Proxy::before(stage.synapse);
    let serve = || {
        let mut program = stage.program(stage.folder.path(), &["run"]);
        program.env("OUTREACH_MATRIX__HOMESERVER", proxy.url().as_str());
        let serving = Serving::begin(program);
        serving.wait_for(READY);
        serving
    };
    serve().stop();
    Person::with(stage.synapse, stage.account.clone()).replace_identity();
    proxy.order(Order::new(Trouble::LostBefore, "keys/query"));
    let serving = serve();
    serving.wait_for(CURE);
    let said = serving.stop();
    assert!(said.find(VERIFIED) < said.find(CURE), "as far as it knew at first, it was verified: {said}");
}
