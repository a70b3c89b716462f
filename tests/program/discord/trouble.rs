//! What keeps the program from serving: each is one sentence with the cure, or is tried again until it works.

use outreach_tests::discord::{Conduct, Order, Trouble};
use serde_json::json;

use crate::serving::Serving;
use crate::{Stage, text};

/// A token of the right form that nobody was given.
pub(crate) const WRONG: &str = "MTA0NTY3ODkw.Another.secret_0123456789";

/// The program's last words, which are the reason and the cure.
fn last(said: &str) -> &str {
    said.lines().last().and_then(|line| line.strip_prefix("outreach-bot: ")).unwrap_or_default()
}

/// How a program ends that Discord will never let in.
fn refused(stage: &Stage, token: &str) -> String {
    let (status, said) = Serving::begin(stage.program("run", token)).end();
    assert_eq!(status.code(), Some(1), "{said}");
    stage.keeps_all_secrets(&said);
    assert!(!said.contains("secret_0123"), "{said}");
    last(&said).to_owned()
}

#[test]
fn a_wrong_token_is_one_sentence() {
    let stage = Stage::new(Conduct::default());
    let said = refused(&stage, WRONG);
    assert!(said.starts_with("Discord doesn't know this token: make a new one in the developer portal"), "{said}");
    stage.fake.look(|world| assert_eq!(world.calls().len(), 1, "it isn't tried again"));
}

#[test]
fn a_token_that_is_revoked_ends_the_program() {
    let stage = Stage::new(Conduct::default());
    let serving = stage.serve();
    let asha = stage.fake.person("Asha", "en-US");
    let (_, hall) = stage.server("Hall", asha);
    let answer = stage.answer(stage.fake.slash(asha, hall, "rec", &[("number", json!(8))]));
    assert!(text(&answer).contains("Encryption"), "{answer:#?}");
    stage.fake.revoke_token();
    let (status, said) = serving.end();
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(last(&said).starts_with("Discord no longer knows this token: make a new one"), "{said}");
    stage.keeps_all_secrets(&said);
}

#[test]
fn disallowed_intents_are_one_sentence() {
    let stage = Stage::new(Conduct::default());
    stage.fake.refuse_identify(&[4014]);
    let said = refused(&stage, stage.fake.token());
    assert!(said.contains("(close code 4014)") && said.contains("developer portal"), "{said}");
    stage.fake.look(|world| assert_eq!(world.connected(), 1, "it isn't tried again"));
}

#[test]
fn a_bot_that_discord_bars_is_one_sentence() {
    let stage = Stage::new(Conduct::default());
    let barred =
        Trouble::Refused(403, 40_002, "You need to verify your account in order to perform this action.".into());
    stage.fake.order(Order::new(barred).on("GET /users/@me"));
    let said = refused(&stage, stage.fake.token());
    assert!(said.starts_with("Discord doesn't let this bot in (code 40002)"), "{said}");
}

#[test]
fn commands_that_discord_refuses_are_named_in_the_log() {
    let stage = Stage::new(Conduct::default());
    let fault = |code: &str| json!({"_errors": [{"code": code, "message": "Command name is invalid"}]});
    let errors = json!({
        "0": {"name_localizations": {"pt-BR": fault("APPLICATION_COMMAND_INVALID_NAME")}},
        "1": {"options": {"0": {"description": fault("BASE_TYPE_BAD_LENGTH")}}},
    });
    stage.fake.order(Order::new(Trouble::Objected(errors)).on("PUT /applications/{application}/commands"));
    let serving = Serving::begin(stage.program("run", stage.fake.token()));
    serving.wait_for("commands can't be registered: until the next start, people see them as they were");
    // The bot answers all the same.
    stage.fake.wait("a session", |world| world.is_ready().then_some(()));
    let asha = stage.fake.person("Asha", "en-US");
    let answer = stage.ask(asha, stage.fake.dm(asha), "rec 8");
    assert!(answer.contains("Encryption"), "{answer}");
    let said = serving.stop();
    let line = said.lines().find(|line| line.contains("can't be registered")).unwrap_or_default();
    assert!(line.contains("HTTP 400, code 50035"), "{line}");
    for named in [
        "ask.name_localizations.pt-BR: APPLICATION_COMMAND_INVALID_NAME",
        "recommendation.options.0.description: BASE_TYPE_BAD_LENGTH",
    ] {
        assert!(line.contains(named), "{named:?} isn't in {line}");
    }
    stage.keeps_all_secrets(&said);
    // The next start tries again, and nobody objects any more.
    stage.keeps_all_secrets(&stage.serve().stop());
}

#[test]
fn events_of_no_use_are_told_once_for_each_kind_and_counted() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let serving = stage.serve();
    let asha = fake.person("Asha", "en-US");
    let (guild, hall) = stage.server("Hall", asha);
    for _ in 0..3 {
        fake.event(Some(guild), "TELEPATHY_START", &json!({"user_id": asha.0.to_string(), "thought": "Gurung"}));
        fake.event(Some(guild), "MESSAGE_CREATE", &json!({"id": "5", "content": "Gurung"}));
        let asked = fake.slash(asha, hall, "rec", &[("number", json!(8))]);
        assert!(text(&stage.answer(asked)).contains("Encryption"), "the bot goes on");
    }
    let said = serving.stop();
    let lines = |words: &str, kind: &str| {
        let kind = format!("kind=\"{kind}\"");
        said.lines().filter(|line| line.contains(words) && line.contains(&kind)).collect::<Vec<_>>()
    };
    assert_eq!(lines("the bot doesn't know its kind", "TELEPATHY_START").len(), 1, "{said}");
    assert_eq!(lines("it can't be read", "MESSAGE_CREATE").len(), 1, "{said}");
    for kind in ["TELEPATHY_START", "MESSAGE_CREATE"] {
        let counted = lines("events that were of no use", kind);
        assert!(counted.len() == 1 && counted[0].contains("events=3"), "{kind}: {counted:?} in {said}");
    }
    assert_eq!(said.matches("an event is skipped").count(), 2, "{said}");
    stage.keeps_all_secrets(&said);
}

#[test]
fn a_discord_that_is_out_of_reach_is_tried_until_it_is_back() {
    let stage = Stage::new(Conduct::default());
    stage.fake.order(Order::new(Trouble::Page(502)).on("GET /users/@me"));
    stage.fake.order(Order::new(Trouble::LostBefore).on("GET /users/@me"));
    stage.fake.order(Order::new(Trouble::Page(503)).on("GET /gateway/bot"));
    stage.fake.refuse_connections(1);
    let said = stage.serve().stop();
    assert!(said.contains("Discord can't be asked who the bot is"), "{said}");
    stage.keeps_all_secrets(&said);
}

#[test]
fn a_connection_that_breaks_is_taken_up_again() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let serving = stage.serve();
    let asha = fake.person("Asha", "en-US");
    let (_, hall) = stage.server("Hall", asha);
    fake.drop_connections();
    // What happens meanwhile isn't lost.
    let asked = fake.slash(asha, hall, "rec", &[("number", json!(8))]);
    assert!(text(&stage.answer(asked)).contains("Encryption"));
    fake.send_frame("{\"op\": 0, \"t\": \"MESSAGE_CREATE\", \"s\": 9000, \"d\": {\"Asha\": ");
    let asked = fake.slash(asha, hall, "rec", &[("number", json!(9))]);
    assert!(!text(&stage.answer(asked)).is_empty());
    stage.keeps_all_secrets(&serving.stop());
    fake.look(|world| {
        assert!(world.resumes() >= 1, "the session is resumed");
        assert_eq!(world.identifies(), 1, "and none is begun anew");
    });
}
