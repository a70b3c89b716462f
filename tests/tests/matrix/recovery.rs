//! The recovery key of the bot's account: what it is good for; and whatever is lost on the way, somebody is shown one,
//! once, and it works.

use matrix::Token;
use outreach_tests::matrix_bot::{MatrixBot, Run};
use outreach_tests::matrix_people::Trust;
use outreach_tests::matrix_proxy::{Order, Proxy, Trouble};

use super::one;
use super::trouble::{answered_once, await_answer, behind_a_proxy};

/// A bot that has started for the first time, with this trouble on the way.
fn started(trouble: Option<Order>) -> (Proxy, MatrixBot) {
    let mut bot = MatrixBot::stopped(Run::default());
    let proxy = Proxy::before(bot.fake.server);
    bot.run.through = Some(proxy.url());
    trouble.into_iter().for_each(|trouble| proxy.order(trouble));
    bot.start();
    (proxy, bot)
}

/// Somebody is shown a key, once; by it, a new device is trusted and reads what was said before.
#[track_caller]
fn a_key_is_shown_and_works(mut bot: MatrixBot, proxy: &Proxy, what: &str) {
    let key = bot.recovery_key();
    assert!(key.is_some() && bot.is_trusted(), "{what}: no key is shown");
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let answer = one(bot.ask(&ana, &chat, "rec 8"));
    bot.stop().expect("a clean stop");
    bot.start();
    assert!(bot.recovery_key().is_none(), "{what}: a key is shown again");
    bot.catch_up(&ana, &chat);
    bot.stop().expect("a clean stop");

    bot.fake.lose_store();
    bot.run.recovery_key = key;
    start_in_sync(proxy, &mut bot);
    assert!(bot.is_trusted() && bot.recovery_key().is_none(), "{what}: the key is of no use");
    let pressed = ana.react(&chat, &answer.id, "2️⃣");
    bot.settle(&pressed);
    let last = bot.written(&ana, &chat).pop().expect("something was said");
    assert!(last.body.starts_with("Recommendation 7"), "{what}: what was said before is lost: {last:#?}");
}

#[test]
fn whichever_answer_is_lost_a_recovery_key_is_shown_once_and_works() {
    let (proxy, bot) = started(None);
    let mut losses = vec![("keys/device_signing", 0), ("keys/signatures", 0)];
    // What makes the backup, and all from that on by which the secrets are under the key.
    let makes = |name: &str| proxy.calls(name).iter().rposition(|call| !call.body.is_null()).expect("it is made");
    losses.push(("room_keys", makes("room_keys")));
    losses.extend((makes("account_data")..proxy.calls("account_data").len()).map(|nth| ("account_data", nth)));
    a_key_is_shown_and_works(bot, &proxy, "nothing");
    for (name, nth) in losses {
        let (proxy, bot) = started(Some(Order::new(Trouble::LostAfter, name).after(nth)));
        let what = format!("{name} {nth}");
        assert!(proxy.calls(name).iter().any(|call| call.status == Some(0)), "{what} wasn't lost");
        a_key_is_shown_and_works(bot, &proxy, &what);
    }
}

#[test]
fn a_device_after_a_lost_disk_is_trusted_by_the_recovery_key_and_reads_what_was_said() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let question = ana.say(&chat, "rec 8");
    answered_once(&bot, &ana, &chat, &[&question]);
    let answer = await_answer(&ana, &chat, &question);
    assert_eq!(answer.trust, Trust::Verified);
    let key = bot.recovery_key().expect("a first start shows the recovery key");
    bot.stop().expect("a clean stop");
    let device = ana.devices(&bot.fake.bot());

    bot.fake.lose_store();
    bot.run.recovery_key = Some(key);
    start_in_sync(&proxy, &mut bot);
    assert!(bot.is_trusted());
    assert_eq!(bot.recovery_key(), None, "it is the one that there was");
    let [next] = &bot.ask(&ana, &chat, "rec 9")[..] else { panic!("one answer") };
    assert_eq!(next.trust, Trust::Verified, "{next:#?}");
    assert_ne!(ana.devices(&bot.fake.bot()), device, "it is a new device");
    // What was said before, by the bot and to it.
    let pressed = ana.react(&chat, &answer.id, "2️⃣");
    bot.settle(&pressed);
    let written = bot.written(&ana, &chat);
    let last = written.last().expect("something was said");
    assert!(last.body.starts_with("Recommendation 7"), "the sign of an old choice works: {last:#?}");
    let edit = ana.edit(&chat, &question, "rec 10");
    bot.settle(&edit);
    let written = bot.written(&ana, &chat);
    assert!(written.iter().any(|message| message.body.starts_with("Recommendation 10")), "{written:#?}");

    // A key that isn't this account's: people are served, by a device that nobody vouches for.
    bot.stop().expect("a clean stop");
    bot.fake.lose_store();
    bot.run.recovery_key = Some(Token::new("EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"));
    start_in_sync(&proxy, &mut bot);
    assert!(!bot.is_trusted());
    let [unverified] = &bot.ask(&ana, &chat, "rec 9")[..] else { panic!("one answer") };
    assert!(unverified.stands() && unverified.trust == Trust::Unverified, "{unverified:#?}");
}

/// Starts the bot and waits until it follows what happens: a new device answers nothing that was said before.
fn start_in_sync(proxy: &Proxy, bot: &mut MatrixBot) {
    let is_next = |path: &str| path.contains("since=");
    let known = proxy.calls("sync").iter().filter(|call| is_next(&call.path)).count();
    bot.start();
    proxy.wait("the second sync", |calls| {
        let next = calls.iter().filter(|call| call.name == "sync" && is_next(&call.path)).count();
        (next > known).then_some(())
    });
}
