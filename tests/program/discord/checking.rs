//! What `check` says about Discord.

use std::process::Command;

use outreach_tests::discord::{Conduct, Permissions};

use crate::Stage;
use crate::trouble::WRONG;

/// How `check` ends, and its lines about Discord.
fn check(stage: &Stage, token: &str) -> (Option<i32>, Vec<String>) {
    ended(stage, stage.program("check", token))
}

fn ended(stage: &Stage, mut program: Command) -> (Option<i32>, Vec<String>) {
    let done = program.output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    stage.keeps_the_token(&said);
    stage.keeps_the_token(&String::from_utf8_lossy(&done.stderr));
    let lines = said.lines().filter(|line| line.contains(" Discord: ")).map(str::to_owned);
    (done.status.code(), lines.collect())
}

#[test]
fn check_says_how_the_bot_is_set_up() {
    let stage = Stage::new(Conduct::default());
    let fake = &stage.fake;
    let invitation = format!(
        "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions=274877991936",
        fake.application()
    );
    let (code, lines) = check(&stage, fake.token());
    let fine = [
        "ok       Discord: the bot is outreach".to_owned(),
        format!(
            "ok       Discord: it is added to a server by this link, with View Channels, Send Messages, Send Messages in \
             Threads, Embed Links and Read Message History: {invitation}"
        ),
        "warning  Discord: the bot is in no server yet: open the link above to add it to one".to_owned(),
        "ok       Discord: no commands are registered yet: the bot does that when it runs".to_owned(),
        "ok       Discord: the gateway can be reached, by one connection".to_owned(),
        "ok       Discord: 1000 of 1000 sessions may still be started within the next 24 hours".to_owned(),
    ];
    assert_eq!((code, lines), (Some(0), fine.to_vec()));
    fake.look(|world| assert_eq!((world.identifies(), world.commands(None).len()), (0, 0), "nothing is changed"));
}

#[test]
fn check_names_what_is_missing_and_the_cure() {
    let stage = Stage::new(Conduct { public: false, ..Conduct::default() });
    let fake = &stage.fake;
    let olga = fake.person("Olga", "en-US");
    stage.server("Plaza", olga);
    let (hall, _) = stage.server("Hall", olga);
    fake.everybody_may(hall, Permissions::VIEW_CHANNEL);
    stage.serve().stop();
    let (code, lines) = check(&stage, fake.token());
    assert_eq!(code, Some(0), "the bot works: {lines:#?}");
    let has = |words: &str| assert!(lines.iter().any(|line| line.contains(words)), "{words:?} isn't in {lines:#?}");
    has("warning  Discord: only the application's owner can add the bot to servers");
    has("the bot has all it needs in 1 server");
    has("warning  Discord: in the server \"Hall\" the bot lacks Send Messages, Send Messages in Threads, Embed Links");
    has("ok       Discord: 24 commands are registered");
    has("ok       Discord: 999 of 1000 sessions");
}

#[test]
fn check_tells_what_keeps_the_bot_from_working() {
    let stage = Stage::new(Conduct::default());
    let (code, lines) = check(&stage, WRONG);
    assert_eq!(code, Some(1));
    assert!(lines.len() == 1 && lines[0].starts_with("problem  Discord: Discord doesn't know this token"), "{lines:?}");

    let mut program = stage.program("check", stage.fake.token());
    program.env("OUTREACH_DISCORD__API_URL", format!("{}/elsewhere", stage.fake.api_url()));
    let (code, lines) = ended(&stage, program);
    assert_eq!(code, Some(1));
    assert!(
        lines.len() == 1 && lines[0].ends_with("discord.api_url is set, it has to lead to Discord's API"),
        "{lines:?}"
    );

    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut program = stage.program("check", stage.fake.token());
    program.env("OUTREACH_DISCORD__API_URL", format!("http://{free}"));
    let (code, lines) = ended(&stage, program);
    assert_eq!(code, Some(1));
    assert!(lines.len() == 1 && lines[0].starts_with("problem  Discord: Discord can't be reached"), "{lines:?}");
}
