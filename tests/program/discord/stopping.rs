//! How the program ends: what is under way is finished, within bounds.

use std::time::Duration;

use outreach_tests::discord::{Conduct, Order, Trouble};
use serde_json::json;

use crate::serving::Serving;
use crate::{Stage, text};

/// How interactions are answered.
const CALLBACK: &str = "POST /interactions/{interaction}/{token}/callback";

#[test]
fn an_answer_that_is_on_its_way_arrives_though_the_program_stops() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let serving = stage.serve();
    let asha = fake.person("Asha", "en-US");
    let (_, hall) = stage.server("Hall", asha);
    fake.order(Order::new(Trouble::Slow(Duration::from_millis(700))).on(CALLBACK));
    let asked = fake.slash(asha, hall, "rec", &[("number", json!(8))]);
    fake.wait_until_heard();
    let said = serving.stop();
    let answer = stage.answer(asked);
    assert!(text(&answer).contains("Encryption"), "{answer:#?}");
    stage.keeps_all_secrets(&said);
    fake.look(|world| assert_eq!(world.connections(), 0, "the gateway is told that the bot goes"));
}

#[test]
fn what_is_under_way_is_finished_unless_a_second_signal_comes() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let serving = stage.serve();
    let asha = fake.person("Asha", "en-US");
    let (_, hall) = stage.server("Hall", asha);
    fake.order(Order::new(Trouble::Late(Duration::from_secs(60))).on(CALLBACK));
    let asked = fake.slash(asha, hall, "rec", &[("number", json!(8))]);
    stage.answer(asked);
    stage.keeps_all_secrets(&serving.stop_at_once());
}

#[test]
fn a_program_that_still_looks_for_discord_can_be_stopped() {
    let stage = Stage::new(Conduct::default());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = stage.program("run", stage.fake.token());
    program.env("OUTREACH_DISCORD__API_URL", format!("http://{free}"));
    let serving = Serving::begin(program);
    serving.wait_for("Discord can't be asked who the bot is");
    stage.keeps_all_secrets(&serving.stop());
}
