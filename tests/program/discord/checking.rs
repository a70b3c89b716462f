//! What `check` says about Discord.

use outreach_tests::discord::Conduct;

use crate::Stage;
use crate::trouble::WRONG;

/// How `check` ends, and its lines about Discord.
fn check(stage: &Stage, token: &str) -> (Option<i32>, Vec<String>) {
    let done = stage.program("check", token).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    stage.keeps_the_token(&said);
    stage.keeps_the_token(&String::from_utf8_lossy(&done.stderr));
    let lines = said.lines().filter(|line| line.contains(" Discord: ")).map(str::to_owned);
    (done.status.code(), lines.collect())
}

#[test]
fn check_says_how_the_bot_is_set_up() {
    let stage = Stage::new(Conduct::default());
    let (code, lines) = check(&stage, stage.fake.token());
    assert_eq!(code, Some(0), "{lines:#?}");
    println!("{lines:#?}");

    let (code, lines) = check(&stage, WRONG);
    assert_eq!(code, Some(1));
    assert!(lines.len() == 1 && lines[0].starts_with("problem  Discord: Discord doesn't know this token"), "{lines:?}");
}
