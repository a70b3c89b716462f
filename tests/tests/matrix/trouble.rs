//! Trouble between the bot and its homeserver, and between people's devices: restarts, deaths, lost calls, limits, sessions
//! that end, keys that come late, and events that make no sense. Whatever happens, people are answered, once, and what is
//! old or wasn't said to the bot isn't.

use std::time::Duration;

use matrix::RunError;
use matrix_sdk::ruma::{EventId, OwnedEventId, RoomId};
use outreach_tests::matrix_bot::{Home, MatrixBot, Run};
use outreach_tests::matrix_people::{Message, Person, Trust, wait_for};
use outreach_tests::matrix_proxy::{Order, Proxy, Trouble};
use outreach_tests::synapse::{Limits, Synapse};
use outreach_tests::whole_bot::pledge_of;
use serde_json::json;

/// A bot whose homeserver stands behind a proxy.
pub(crate) fn behind_a_proxy(run: Run) -> (Proxy, MatrixBot) {
    let mut bot = MatrixBot::stopped(run);
    let proxy = Proxy::before(bot.fake.server);
    bot.run.through = Some(proxy.url());
    bot.start();
    (proxy, bot)
}

/// What of these messages answers this one.
fn answers_to<'a>(written: &'a [Message], question: &EventId) -> Vec<&'a Message> {
    written.iter().filter(|message| message.reply_to.as_deref() == Some(question)).collect()
}

/// Each of these questions was answered once, in words that this person can read.
#[track_caller]
pub(crate) fn answered_once(bot: &MatrixBot, person: &Person, room: &RoomId, questions: &[&OwnedEventId]) {
    bot.catch_up(person, room);
    let written = bot.written(person, room);
    for question in questions {
        let answers = answers_to(&written, question);
        assert!(answers.len() == 1 && answers[0].stands(), "one answer to {question}: {written:#?}");
    }
}

/// None of these questions was answered.
#[track_caller]
fn unanswered(bot: &MatrixBot, person: &Person, room: &RoomId, questions: &[&OwnedEventId]) {
    bot.catch_up(person, room);
    let written = bot.written(person, room);
    for question in questions {
        assert!(answers_to(&written, question).is_empty(), "no answer to {question}: {written:#?}");
    }
}

/// Waits until somebody sees an answer, whether the bot lives or not.
pub(crate) fn await_answer(person: &Person, room: &RoomId, question: &EventId) -> Message {
    person.wait("an answer", |person| answers_to(&person.seen(room), question).first().map(|&answer| answer.clone()))
}

/// Something that nobody answers.
fn chatter(person: &Person, room: &RoomId, words: &str) -> OwnedEventId {
    person.send(room, "m.room.message", json!({"msgtype": "m.notice", "body": words}))
}

#[test]
fn a_bot_that_starts_again_is_the_same_device_and_says_nothing_twice() {
    let mut bot = MatrixBot::new();
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let [answer] = &bot.ask(&ana, &chat, "rec 8")[..] else { panic!("one answer") };
    let device = ana.devices(&bot.fake.bot());
    assert_eq!(device.len(), 1);
    let before = bot.written(&ana, &chat).len();
    bot.stop().expect("a clean stop");

    bot.start();
    bot.catch_up(&ana, &chat);
    assert_eq!(bot.written(&ana, &chat).len(), before, "nothing is said twice, and nothing about the start");
    assert!(bot.is_trusted());
    let [next] = &bot.ask(&ana, &chat, "rec 9")[..] else { panic!("one answer") };
    assert_eq!(next.trust, Trust::Verified);
    assert_eq!(ana.devices(&bot.fake.bot()), device);
    let pressed = ana.react(&chat, &answer.id, "1️⃣");
    bot.settle(&pressed);
    let written = bot.written(&ana, &chat);
    let last = written.last().expect("something was said");
    assert!(last.body.starts_with("Recommendation 9"), "the sign of an old choice works: {last:#?}");
}

#[test]
fn what_was_said_while_the_bot_was_off_is_answered_once_however_much_it_is_unless_it_is_too_old() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    bot.stop().expect("a clean stop");
    let old = ana.say(&chat, "rec 1");
    let first = ana.say(&chat, "rec 2");
    // More than a sync tells at once, in more than one page of what it left out.
    for n in 0..170 {
        chatter(&ana, &chat, &n.to_string());
        // The server tells people, too, no more than so much at once.
        if n % 50 == 0 {
            ana.look();
        }
    }
    let last = ana.say(&chat, "rec 3");
    proxy.make_older(old.as_str(), Duration::from_secs(2 * 24 * 60 * 60));
    bot.start();
    answered_once(&bot, &ana, &chat, &[&first, &last]);
    unanswered(&bot, &ana, &chat, &[&old]);
    assert!(proxy.calls("messages").len() >= 2, "the test is about more than one page");
    bot.kill();
    bot.start();
    answered_once(&bot, &ana, &chat, &[&first, &last]);
    unanswered(&bot, &ana, &chat, &[&old]);
}

#[test]
fn what_was_said_before_the_bot_came_or_while_it_was_out_wasnt_said_to_it() {
    let bot = MatrixBot::new();
    let (ana, me) = (bot.person("ana"), bot.fake.bot());
    let room = ana.make_room("Hall", false, &[]);
    let before = ana.say(&room, "rec 1");
    ana.invite(&room, &me);
    bot.await_arrival(&ana, &room);
    let first = ana.say(&room, "rec 2");
    answered_once(&bot, &ana, &room, &[&first]);

    ana.kick(&room, &me);
    let meanwhile = ana.say(&room, "rec 3");
    ana.invite(&room, &me);
    bot.await_arrival(&ana, &room);
    let after = ana.say(&room, "rec 4");
    answered_once(&bot, &ana, &room, &[&first, &after]);
    unanswered(&bot, &ana, &room, &[&before, &meanwhile]);
}

#[test]
fn whenever_it_dies_each_question_is_answered_once() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    // While it says hello, before and after the keys for that are sent.
    for trouble in [Trouble::Held, Trouble::Unanswered] {
        let carried_out = trouble == Trouble::Unanswered;
        let known = proxy.calls("sendToDevice").len();
        proxy.order(Order::new(trouble, "sendToDevice"));
        let chat = ana.make_direct(&bot.fake.bot(), true);
        die(&proxy, &mut bot, "sendToDevice", known, carried_out);
        let hello = ana.say(&chat, "rec 1");
        answered_once(&bot, &ana, &chat, &[&hello]);
        let written = bot.written(&ana, &chat);
        assert!(written.len() == 2 && written.iter().all(Message::stands), "a greeting and an answer: {written:#?}");
    }
    let chat = bot.chat(&ana);
    // While it thinks.
    bot.desk().hold();
    let first = ana.say(&chat, "rec 2");
    bot.desk().wait("a question", |kept| kept.received > 1);
    bot.kill();
    bot.start();
    answered_once(&bot, &ana, &chat, &[&first]);
    // While it sends, before and after the homeserver has it.
    let mut asked = vec![first];
    for (trouble, words) in [(Trouble::Held, "rec 3"), (Trouble::Unanswered, "rec 4")] {
        let carried_out = trouble == Trouble::Unanswered;
        let known = proxy.calls("send").len();
        proxy.order(Order::new(trouble, "send"));
        asked.push(ana.say(&chat, words));
        die(&proxy, &mut bot, "send", known, carried_out);
        answered_once(&bot, &ana, &chat, &asked.iter().collect::<Vec<_>>());
    }
    // As soon as it has answered.
    for words in ["rec 5", "rec 6"] {
        let question = ana.say(&chat, words);
        await_answer(&ana, &chat, &question);
        bot.kill();
        bot.start();
        asked.push(question);
        answered_once(&bot, &ana, &chat, &asked.iter().collect::<Vec<_>>());
    }
}

#[test]
fn what_was_done_is_told_also_when_it_dies_before_it_says_so() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let mut said = Vec::new();
    let mut answers = Vec::new();
    // Every step of a pledge, its number, and its end: the bot has kept what was said, and dies before it answers.
    let steps = pledge_of("Ana Gurung").into_iter().chain(["confirm", "withdraw", "yes"].map(str::to_owned));
    for (step, words) in steps.enumerate() {
        let carried_out = step % 2 == 1;
        let trouble = if carried_out { Trouble::Unanswered } else { Trouble::Held };
        let known = proxy.calls("send").len();
        proxy.order(Order::new(trouble, "send"));
        let words = ana.say(&chat, &words);
        die(&proxy, &mut bot, "send", known, carried_out);
        answered_once(&bot, &ana, &chat, &[&words]);
        answers.push(await_answer(&ana, &chat, &words).body);
        said.push(words);
    }
    let [.., confirmed, asked, withdrawn] = &answers[..] else { panic!("so many answers") };
    assert!(confirmed.contains("What I keep about you") && confirmed.contains("Ana Gurung"), "{confirmed}");
    assert!(asked.contains("Take this pledge back?"), "{asked}");
    assert!(!withdrawn.contains("Ana Gurung"), "{withdrawn}");
    answered_once(&bot, &ana, &chat, &said.iter().collect::<Vec<_>>());
}

/// The bot dies in the call for which trouble was ordered, and starts again.
fn die(proxy: &Proxy, bot: &mut MatrixBot, name: &str, known: usize, carried_out: bool) {
    proxy.wait(&format!("a call of {name}"), |calls| {
        let mut new = calls.iter().filter(|call| call.name == name).skip(known);
        new.any(|call| call.status.is_none() && call.carried_out == carried_out).then_some(())
    });
    bot.kill();
    proxy.peace();
    bot.start();
}

#[test]
fn a_message_whose_key_comes_late_is_answered_once_and_people_are_told_once_that_it_is_missing() {
    let mut bot = MatrixBot::stopped(Run { key_patience: Duration::from_secs(1), ..Run::default() });
    bot.start();
    let keeper = Proxy::before(bot.fake.server);
    let ana = Person::at(&keeper.url(), wait_for(bot.fake.server.register("ana")));
    let chat = bot.chat(&ana);
    let readable = ana.say(&chat, "rec 1");
    answered_once(&bot, &ana, &chat, &[&readable]);
    let is_notice = |message: &Message| message.body.starts_with("I couldn’t read your last message");

    ana.forget_keys(&chat);
    keeper.order(Order::new(Trouble::KeptBack, "sendToDevice").always());
    let late: Vec<_> = ["rec 2", "rec 3", "rec 4"].map(|words| ana.say(&chat, words)).into();
    let late: Vec<_> = late.iter().collect();
    unanswered(&bot, &ana, &chat, &late[..2]);
    ana.wait("word that the key is missing", |ana| ana.seen(&chat).iter().any(is_notice).then_some(()));
    keeper.peace();
    keeper.go_on();
    for question in &late[..2] {
        await_answer(&ana, &chat, question);
    }
    ana.wait("an answer", |ana| {
        let answers = |message: &Message| message.reply_to.as_ref() == Some(late[2]) && !is_notice(message);
        ana.seen(&chat).iter().any(answers).then_some(())
    });
    answered_once(&bot, &ana, &chat, &late[..2]);
    let written = bot.written(&ana, &chat);
    assert_eq!(written.iter().filter(|message| is_notice(message)).count(), 1, "one notice: {written:#?}");

    // The key comes while the bot is off.
    ana.forget_keys(&chat);
    keeper.order(Order::new(Trouble::KeptBack, "sendToDevice").always());
    let later = ana.say(&chat, "rec 5");
    unanswered(&bot, &ana, &chat, &[&later]);
    bot.kill();
    let kept = keeper.calls("sendToDevice").len();
    keeper.peace();
    keeper.go_on();
    keeper.wait("the keys to be there", |calls| {
        let sent = calls.iter().filter(|call| call.name == "sendToDevice" && call.carried_out).count();
        (sent == kept).then_some(())
    });
    bot.start();
    await_answer(&ana, &chat, &later);
    answered_once(&bot, &ana, &chat, &[&later]);
    let written = bot.written(&ana, &chat);
    assert_eq!(written.iter().filter(|message| is_notice(message)).count(), 1, "one notice: {written:#?}");
}

#[test]
fn that_a_message_cant_be_read_is_told_in_its_thread_and_also_where_no_key_helps() {
    let mut bot = MatrixBot::stopped(Run { key_patience: Duration::from_secs(1), ..Run::default() });
    bot.start();
    let keeper = Proxy::before(bot.fake.server);
    let account = wait_for(bot.fake.server.register("ana"));
    let ana = Person::at(&keeper.url(), account.clone());
    let notice = |room: &RoomId| {
        let is_notice = |message: &Message| message.body.starts_with("I couldn’t read your last message");
        ana.wait("word that it can't be read", |ana| ana.seen(room).into_iter().find(is_notice))
    };
    let chat = bot.chat(&ana);
    let root = ana.say(&chat, "rec 1");
    answered_once(&bot, &ana, &chat, &[&root]);
    ana.forget_keys(&chat);
    keeper.order(Order::new(Trouble::KeptBack, "sendToDevice").always());
    let asked = ana.say_in_thread(&chat, &root, "rec 2");
    let told = notice(&chat);
    assert_eq!((told.reply_to, told.thread), (Some(asked), Some(root)), "it stands where the question stands");
    keeper.peace();

    // An app garbles what it encrypts.
    let chat = bot.chat(&ana);
    let path = format!("_matrix/client/v3/rooms/{chat}/send/m.room.encrypted/1");
    let content = json!({"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA", "session_id": "AAAA"});
    let send = reqwest::Client::new().put(bot.fake.server.url().join(&path).expect("a path is a path"));
    let sent = wait_for(async { send.bearer_auth(&account.token).json(&content).send().await });
    assert!(sent.is_ok_and(|answer| answer.status().is_success()), "a homeserver takes what it can't read");
    notice(&chat);
}

#[test]
fn a_call_that_fails_once_costs_nobody_a_press_a_number_or_a_change() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    let room = bot.room(&ana, "Hall", true);
    let [answer] = &bot.ask(&ana, &room, "!rec 8")[..] else { panic!("one answer") };
    let [news] = &bot.ask(&ana, &room, "!rec 10")[..] else { panic!("one answer") };
    let talk = ana.say(&room, "Hello");
    bot.settle(&talk);
    // What it has shown is in its memory until then.
    bot.stop().expect("a clean stop");
    bot.start();
    let acts: [(&str, &dyn Fn() -> OwnedEventId); 3] = [
        ("Recommendation 9", &|| ana.react(&room, &answer.id, "1️⃣")),
        ("Recommendation 11", &|| ana.reply(&room, &news.id, "1")),
        ("Recommendation 3", &|| ana.edit(&room, &talk, "!rec 3")),
    ];
    for (begins, act) in acts {
        let known = proxy.calls("event").len();
        proxy.order(Order::new(Trouble::Page(502), "event"));
        let came = bot.after(&ana, &room, act);
        assert!(came.len() == 1 && came[0].body.starts_with(begins), "{begins}: {came:#?}");
        let calls = proxy.calls("event");
        assert!(calls[known..].iter().any(|call| call.status == Some(502)), "the test is about calls that fail");
    }
}

#[test]
fn a_reply_that_was_still_on_its_way_when_the_bot_stopped_is_given_after_the_next_start() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    proxy.order(Order::new(Trouble::Page(502), "send").always());
    let known = proxy.calls("send").len();
    let asked = ana.say(&chat, "rec 1");
    proxy.await_calls("send", known + 2);
    bot.kill();
    proxy.peace();
    bot.start();
    answered_once(&bot, &ana, &chat, &[&asked]);
}

#[test]
fn a_session_that_ran_out_is_renewed_and_nothing_is_lost() {
    let (proxy, mut bot) = behind_a_proxy(Run::default());
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let device = ana.devices(&bot.fake.bot());
    // Answers to what comes with the last poll are refused as well.
    proxy.order(Order::new(Trouble::SoftLogout, "sync").always());
    proxy.order(Order::new(Trouble::SoftLogout, "send").always());
    let first = ana.say(&chat, "rec 1");
    assert_eq!(bot.end(), Err(RunError::Expired));
    let second = ana.say(&chat, "rec 2");
    proxy.peace();
    bot.start();
    assert!(proxy.calls("login").len() >= 2, "it signed in anew");
    answered_once(&bot, &ana, &chat, &[&first, &second]);
    assert_eq!(ana.devices(&bot.fake.bot()), device, "its device stays");
    assert_eq!(await_answer(&ana, &chat, &second).trust, Trust::Verified);
}

#[test]
fn a_session_that_was_ended_ends_the_run_with_the_cure() {
    let mut bot = MatrixBot::new();
    let url = bot.fake.server.url().join("_matrix/client/v3/logout/all").expect("a path is a path");
    let ended = reqwest::Client::new().post(url).bearer_auth(&bot.fake.account.token).json(&json!({}));
    assert!(wait_for(async { ended.send().await }).is_ok_and(|answer| answer.status().is_success()));
    let Err(error) = bot.end() else { panic!("the run ends") };
    let said = error.to_string();
    assert!(matches!(error, RunError::Ended(_)) && said.contains("matrix.recovery_key"), "{said}");
}

#[test]
fn faults_on_the_way_cost_nobody_an_answer_and_nobody_hears_one_twice() {
    let (proxy, bot) = behind_a_proxy(Run::default());
    // Everything that it takes to come in and say hello in an encrypted chat fails once.
    for (n, name) in ["join", "keys/query", "keys/claim", "sendToDevice", "send"].into_iter().enumerate() {
        let trouble = [Trouble::Page(502), Trouble::LostAfter, Trouble::Page(500)][n % 3].clone();
        proxy.order(Order::new(trouble, name));
    }
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    bot.catch_up(&ana, &chat);
    let written = bot.written(&ana, &chat);
    assert!(written.len() == 1 && written[0].stands(), "a greeting: {written:#?}");

    let mut asked = Vec::new();
    let wait = Duration::from_secs(1);
    for name in ["sync", "send"] {
        use Trouble::{Garbage, Limited, LostAfter, LostBefore, Page};
        // A firewall's page says nothing about what was asked of the homeserver.
        for trouble in [Page(502), Page(403), LostBefore, LostAfter, Garbage, Limited(wait)] {
            proxy.order(Order::new(trouble, name));
            asked.push(ana.say(&chat, "rec 1"));
            asked.push(ana.say(&chat, "rec 2"));
            answered_once(&bot, &ana, &chat, &asked.iter().collect::<Vec<_>>());
        }
    }
    let sent = proxy.calls("send");
    let at = sent.iter().position(|call| call.status == Some(429)).expect("one call was told to wait");
    assert!(sent[at + 1].began - sent[at].began >= wait, "it waits as long as it is told");
}

#[test]
fn a_homeserver_with_its_own_limits_that_is_away_for_a_while_loses_nothing() {
    // It ends with this process.
    let server: &'static Synapse = Box::leak(Box::new(Synapse::start(Limits::Default)));
    let mut bot = MatrixBot::stopped(Run { events_per_second: 10, ..Run::default() });
    bot.fake = Home::new(server);
    let proxy = Proxy::before(server);
    bot.run.through = Some(proxy.url());
    bot.start();
    let (ana, ben, me) = (bot.person("ana"), bot.person("ben"), bot.fake.bot());
    let unlimited = Unlimited::new(server, &[me.as_str(), ana.user.as_str(), ben.user.as_str()]);
    let room = bot.room(&ana, "Hall", false);
    bot.ask(&ana, &room, "!announcements each");
    let chat = bot.chat(&ben);
    bot.pledge(&ben, &chat, "Ben Gurung");

    // The homeserver is away while somebody asks: they ask as soon as it is back.
    server.stop();
    proxy.wait("a sync that fails", |calls| {
        calls.iter().rev().find(|call| call.name == "sync").is_some_and(|call| call.status == Some(502)).then_some(())
    });
    server.start_again();
    let back = ana.say(&room, "!rec 1");
    answered_once(&bot, &ana, &room, &[&back]);

    // Its limits: ten events at once, which are used up now, then one in five seconds.
    unlimited.end(me.as_str());
    let say_more = |n: i32| {
        let path = format!("_matrix/client/v3/rooms/{room}/send/m.room.message/{n}");
        let send = reqwest::Client::new().put(server.url().join(&path).expect("a path is a path"));
        let send = send.bearer_auth(&bot.fake.account.token).json(&json!({"msgtype": "m.notice", "body": "…"}));
        wait_for(async { send.send().await }).expect("the server answers").status().as_u16()
    };
    assert!((0..=10).any(|n| say_more(n) == 429), "the server has limits");
    let known = proxy.calls("send").len();
    let asked: Vec<_> = (1..=3).map(|n| ana.say(&room, &format!("!rec {n}"))).collect();
    proxy.wait("a refusal", |calls| calls.iter().any(|call| call.status == Some(429)).then_some(()));
    bot.deliver();
    let is_news = |message: &Message| message.body.contains("Ben Gurung");
    while !ana.see(&room).iter().any(is_news) {
        // What has no turn now goes back to the outbox, whose clock is the test's.
        bot.pass(60_000);
        bot.deliver();
    }
    answered_once(&bot, &ana, &room, &asked.iter().collect::<Vec<_>>());
    let written = bot.written(&ana, &room);
    assert_eq!(written.iter().filter(|message| is_news(message)).count(), 1, "the news comes once: {written:#?}");
    assert!(written.last().is_some_and(is_news), "those who ask come before the news: {written:#?}");
    let (sent, signs) = (&proxy.calls("send")[known..], proxy.calls("react"));
    let refused = sent.iter().chain(&signs).find(|call| call.status == Some(429)).expect("the test is about limits");
    let signs = signs.iter().filter(|call| call.began > refused.began).count();
    assert_eq!(signs, 0, "no sign takes the place of an answer");
}

/// People for whom the homeserver has no limits.
struct Unlimited {
    server: &'static Synapse,
    operator: String,
}

impl Unlimited {
    fn new(server: &'static Synapse, people: &[&str]) -> Self {
        let operator = wait_for(server.register_as("operator", true)).token;
        let unlimited = Self { server, operator };
        for person in people {
            let request = reqwest::Client::new().post(unlimited.address(person));
            unlimited.send(request.json(&json!({"messages_per_second": 0, "burst_count": 0})));
        }
        unlimited
    }

    /// From now on, they have limits like everybody.
    fn end(&self, person: &str) {
        self.send(reqwest::Client::new().delete(self.address(person)).json(&json!({})));
    }

    fn address(&self, person: &str) -> url::Url {
        let path = format!("_synapse/admin/v1/users/{person}/override_ratelimit");
        self.server.url().join(&path).expect("a path is a path")
    }

    fn send(&self, request: reqwest::RequestBuilder) {
        let done = wait_for(async { request.bearer_auth(&self.operator).send().await });
        assert!(done.is_ok_and(|answer| answer.status().is_success()), "the operator decides about limits");
    }
}

#[test]
fn events_that_make_no_sense_cost_nobody_an_answer() {
    let bot = MatrixBot::new();
    let (ana, me) = (bot.person("ana"), bot.fake.bot());
    for encrypted in [true, false] {
        let room = bot.room(&ana, "Hall", encrypted);
        let hello = bot.written(&ana, &room).pop().expect("the bot says hello").id;
        let long = "x".repeat(if encrypted { 40_000 } else { 60_000 });
        let deep = (0..60).fold(json!(1), |inner, _| json!({ "m.new_content": inner }));
        let mut odd = vec![
            ("m.room.message", json!({"msgtype": "m.text", "body": long})),
            (
                "m.room.message",
                json!({"msgtype": "m.text", "body": "<b>rec 1</b>", "format": "org.matrix.custom.html",
                "formatted_body": "<script>alert(1)</script><mx-reply><b></mx-reply>&#0;&amp"}),
            ),
            ("m.room.message", json!({"msgtype": "m.text", "body": "\u{202e}\u{0}\u{7}\u{2028}1 cer!"})),
            ("m.room.message", json!({"msgtype": "m.text", "body": ""})),
            ("m.room.message", json!({"msgtype": "m.image", "body": "a.png", "url": "mxc://x/y"})),
            ("m.room.message", json!({"msgtype": "org.example.unknown", "body": "!rec 1"})),
            (
                "m.room.message",
                json!({"msgtype": "m.text", "body": "hello",
                "m.mentions": {"user_ids": [me.as_str(), "@nobody", 5], "room": "yes"}}),
            ),
            (
                "m.room.message",
                json!({"msgtype": "m.text", "body": "!rec 1",
                "m.relates_to": {"rel_type": "m.replace", "event_id": hello},
                "m.new_content": {"msgtype": "m.text", "body": "!rec 1"}}),
            ),
            (
                "m.room.message",
                json!({"msgtype": "m.text", "body": "7",
                "m.relates_to": {"m.in_reply_to": {"event_id": "$nothing"}}}),
            ),
            ("m.reaction", json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": "$nothing", "key": "1️⃣"}})),
            ("m.reaction", json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": hello, "key": long}})),
            ("m.reaction", json!({})),
            ("org.example.unknown", json!({"body": [1, {"a": null}]})),
            ("org.outreach_bot.choices", deep.clone()),
            ("m.room.message", deep),
        ];
        if encrypted {
            // A homeserver takes what it can't read.
            odd.extend([
                ("m.room.message", json!({"msgtype": 7, "body": ["!rec 1"]})),
                ("m.room.message", json!({"msgtype": "m.text", "body": null, "m.relates_to": "me"})),
                ("m.room.message", json!({"msgtype": "m.text", "body": "x", "m.relates_to": {"event_id": 5}})),
                ("m.room.tombstone", json!({"replacement_room": room, "body": "moved"})),
                ("m.room.member", json!({"membership": "ban"})),
                ("m.room.encrypted", json!({"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AAAA"})),
            ]);
        }
        for (kind, content) in odd {
            // Some of it is refused by the homeserver already.
            let _ = ana.try_send(&room, kind, content);
        }
        ana.set_state(&room, "org.example.state", "", json!({"a": [null]}));
        ana.set_state(&room, "m.room.topic", "", json!({"topic": "\u{202e}!rec 1"}));
        ana.set_state(&room, "m.room.name", "", json!({"name": "\u{7}<b>".repeat(40)}));
        ana.call_oneself("<b>\u{202e}@room\n\u{7}</b>");
        let question = ana.say(&room, "!rec 8");
        answered_once(&bot, &ana, &room, &[&question]);
        let written = bot.written(&ana, &room);
        let answer = written.last().expect("something was said");
        assert!(answer.body.starts_with("Recommendation 8") && answer.mentions.is_empty(), "{answer:#?}");
        assert!(written[0].stands(), "what the bot said stands: {written:#?}");
        assert!(written.len() < 6, "hardly anything of that was meant for the bot: {written:#?}");
    }
}
