//! Trouble between the bot and Telegram: limits, faults, lost answers, odd updates, other pollers, stops and deaths.
//! Whatever happens, people are answered, once where that can be known, and nobody waits for somebody else's trouble.

use std::time::Duration;

use bot_core::language::Language;
use outreach_tests::side_by_side;
use outreach_tests::telegram::{Call, ChatId, Limits, Order, Person, Status, Trouble};
use outreach_tests::telegram_bot::{Run, TelegramBot};
use telegram::{CommandMenu, ConnectError, LanguageMenu, Listed, MenuCommand, RunError, Token};

const RECOMMENDATION: &str = "Recommendation 8: Encryption and anonymity";

/// People with a private chat each.
fn people<const N: usize>(bot: &TelegramBot) -> [(Person, ChatId); N] {
    std::array::from_fn(|n| {
        let person = bot.fake.person(&format!("Person {n}"), "en");
        (person, bot.fake.private_chat(person))
    })
}

/// The calls that sent something to a chat, in order.
fn sent(bot: &TelegramBot, chat: ChatId) -> Vec<Call> {
    let to_chat = |call: &&Call| call.chat == Some(chat) && call.method.eq_ignore_ascii_case("sendMessage");
    bot.fake.look(|world| world.calls().iter().filter(to_chat).cloned().collect())
}

/// Waits until the chat was answered so often.
fn wait_for_answers(bot: &TelegramBot, chat: ChatId, count: usize) {
    bot.fake.wait("an answer", |world| (world.bot_messages(chat).len() >= count).then_some(()));
}

#[track_caller]
fn answered_once(bot: &TelegramBot, chat: ChatId) {
    let written = bot.written(chat);
    assert!(written.len() == 1 && written[0].text.starts_with(RECOMMENDATION), "one answer: {written:#?}");
}

#[test]
fn a_chat_that_is_told_to_wait_holds_up_no_other() {
    let bot = TelegramBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    bot.fake.order(Order::new(Trouble::Flood(2)).on("sendMessage").about(anas));
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.wait("the refusal", |world| world.calls().iter().any(|c| c.status == 429).then_some(()));
    bot.fake.say(ben, bens, "rec 8");
    wait_for_answers(&bot, bens, 1);
    assert!(bot.written(anas).is_empty(), "Ana waits as long as Telegram said");
    bot.settle();
    answered_once(&bot, anas);
    answered_once(&bot, bens);
    let [refused, taken] = &sent(&bot, anas)[..] else { panic!("two tries") };
    assert!(taken.began - refused.began >= Duration::from_secs(2), "{:?}", taken.began - refused.began);
}

#[test]
fn a_second_chat_that_is_told_to_wait_means_all() {
    let bot = TelegramBot::new();
    let [(ana, anas), (ben, bens), (cho, chos)] = people(&bot);
    for chat in [anas, bens] {
        bot.fake.order(Order::new(Trouble::Flood(2)).on("sendMessage").about(chat));
    }
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.wait("a refusal", |world| world.calls().iter().any(|c| c.status == 429).then_some(()));
    bot.fake.say(ben, bens, "rec 8");
    bot.fake.wait("another", |world| (world.calls().iter().filter(|c| c.status == 429).count() == 2).then_some(()));
    bot.fake.say(cho, chos, "rec 8");
    bot.settle();
    for chat in [anas, bens, chos] {
        answered_once(&bot, chat);
    }
    let last_refusal = sent(&bot, bens)[0].began;
    let waited = sent(&bot, chos)[0].began - last_refusal;
    assert!(waited >= Duration::from_millis(1_900), "Cho's answer comes after the pause: {waited:?}");
}

#[test]
fn within_telegrams_limits_nothing_is_refused() {
    let mut bot = TelegramBot::stopped(Run { limits: telegram::Limits::default(), ..Run::default() });
    bot.fake.conduct(|conduct| conduct.limits = Some(Limits::default()));
    bot.start();
    let everybody: [_; 45] = people(&bot);
    for (person, chat) in everybody {
        bot.fake.say(person, chat, "rec 8");
    }
    let (ana, anas) = everybody[0];
    bot.fake.say(ana, anas, "rec 9");
    bot.settle();
    assert_eq!(bot.fake.look(|world| world.floods()), 0);
    assert_eq!(bot.written(anas).len(), 2);
    for (_, chat) in &everybody[1..] {
        answered_once(&bot, *chat);
    }
}

#[test]
fn who_asks_is_answered_before_the_news_is_out() {
    const ROOMS: usize = 12;
    let slow = telegram::Limits { per_second: 4, ..telegram::Limits::default() };
    let mut bot = TelegramBot::new();
    let [(olga, _), (ana, _), (ben, bens)] = people(&bot);
    for n in 0..ROOMS {
        let room = bot.fake.supergroup(&format!("Room {n}"), &[olga]);
        bot.fake.add_bot(olga, room, Status::Member);
        bot.ask(olga, room, "/announcements each");
    }
    bot.pledge(ana, "Ana Gurung");
    bot.stop().expect("a clean stop");
    bot.run.limits = slow;
    bot.fake.conduct(|conduct| conduct.limits = Some(Limits { per_second: 4, ..Limits::default() }));
    bot.start();
    let is_news = |call: &Call| {
        let to_room = call.chat.is_some_and(|chat| chat.0 < 0);
        to_room && call.parameters.get("text").is_some_and(|text| text.contains("Ana Gurung"))
    };
    std::thread::scope(|scope| {
        let news = scope.spawn(|| bot.deliver());
        bot.fake.wait("news", |world| (world.calls().iter().filter(|c| is_news(c)).count() > 2).then_some(()));
        bot.fake.say(ben, bens, "rec 8");
        wait_for_answers(&bot, bens, 1);
        let told = bot.fake.look(|world| world.calls().iter().filter(|c| is_news(c)).count());
        assert!(told + 3 < ROOMS, "Ben is answered in the middle: {told} of {ROOMS} rooms were told before him");
        news.join().expect("the news goes out");
    });
    assert_eq!(bot.fake.look(|world| world.floods()), 0);
    assert_eq!(bot.fake.look(|world| world.calls().iter().filter(|c| is_news(c)).count()), ROOMS, "each room once");
}

#[test]
fn faults_of_the_server_are_outlived() {
    side_by_side([Trouble::Page(502), Trouble::Page(500), Trouble::LostBefore], |trouble| {
        let bot = TelegramBot::new();
        let [(ana, anas), (ben, bens)] = people(&bot);
        bot.fake.order(Order::new(trouble.clone()).on("sendMessage").about(anas).times(2));
        bot.fake.say(ana, anas, "rec 8");
        bot.fake.say(ben, bens, "rec 8");
        wait_for_answers(&bot, bens, 1);
        bot.settle();
        answered_once(&bot, anas);
        answered_once(&bot, bens);
        let tries = sent(&bot, anas);
        assert_eq!(tries.len(), 3, "{trouble:?}");
        assert!(tries[2].began - tries[1].began > tries[1].began - tries[0].began, "{trouble:?}: the delays grow");
    });
}

#[test]
fn an_answer_that_was_lost_on_its_way_back_comes_twice_at_most() {
    let bot = TelegramBot::new();
    let [(ana, anas)] = people(&bot);
    bot.fake.order(Order::new(Trouble::LostAfter).on("sendMessage"));
    bot.fake.say(ana, anas, "rec 8");
    bot.settle();
    let written = bot.written(anas);
    assert!((1..=2).contains(&written.len()), "{written:#?}");
}

#[test]
fn a_slow_answer_holds_up_nobody_else() {
    let bot = TelegramBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    bot.fake.order(Order::new(Trouble::Late(Duration::from_secs(2))).on("sendMessage").about(anas));
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.say(ana, anas, "rec 8");
    for n in 1..=5 {
        bot.fake.say(ben, bens, "rec 8");
        wait_for_answers(&bot, bens, n);
    }
    assert!(bot.written(anas).len() <= 1, "Ana's second answer comes after her first");
    bot.settle();
    assert_eq!((bot.written(anas).len(), bot.written(bens).len()), (2, 5));
}

#[test]
fn polls_that_fail_lose_nothing() {
    let troubles = [Trouble::Page(502), Trouble::LostBefore, Trouble::LostAfter, Trouble::Garbage, Trouble::Flood(1)];
    side_by_side(troubles, |trouble| {
        let bot = TelegramBot::new();
        let [(ana, anas)] = people(&bot);
        bot.fake.order(Order::new(trouble.clone()).on("getUpdates"));
        // Ends the poll that is open already.
        bot.fake.update("\"poll\":{}");
        bot.fake.say(ana, anas, "rec 8");
        bot.settle();
        answered_once(&bot, anas);
    });
}

#[test]
fn what_one_person_says_is_answered_in_order() {
    let bot = TelegramBot::new();
    let [(ana, anas)] = people(&bot);
    for n in 1..=13 {
        bot.fake.say(ana, anas, &format!("rec {n}"));
    }
    bot.settle();
    let answers: Vec<String> = bot.written(anas).into_iter().map(|message| message.text).collect();
    assert_eq!(answers.len(), 13);
    for (n, answer) in (1..).zip(&answers) {
        assert!(answer.starts_with(&format!("Recommendation {n}:")), "{n}: {answer}");
    }
}

/// Two people are answered although these updates come between what they say.
#[track_caller]
fn skipped(odd: &[&str]) {
    let mut bot = TelegramBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    bot.stop().expect("a clean stop");
    bot.fake.say(ana, anas, "rec 8");
    for update in odd {
        bot.fake.update(update);
    }
    bot.fake.say(ben, bens, "rec 8");
    bot.start();
    bot.settle();
    answered_once(&bot, anas);
    answered_once(&bot, bens);
}

#[test]
fn odd_updates_are_skipped_and_their_neighbours_answered() {
    let long = format!("\"message\":{{\"message_id\":7,\"text\":\"{}\"}}", "x".repeat(1 << 20));
    skipped(&[
        "\"message\":{\"message_id\":\"seven\"}",
        "\"message\":null",
        "\"message\":[]",
        "\"message\":{}",
        "\"callback_query\":{\"id\":\"1\"}",
        "\"inline_query\":{\"id\":1}",
        "\"my_chat_member\":{\"chat\":{\"id\":1,\"type\":\"cave\"}}",
        "\"telepathy\":{\"from\":{\"id\":1}}",
        "\"edited_message\":{\"message_id\":7}",
        "\"message\":{\"message_id\":7,\"date\":99999999999999999999,\"chat\":{\"id\":5,\"type\":\"private\"},\"text\":\"rec 8\"}",
        &long,
    ]);
}

#[test]
fn an_update_that_breaks_the_list_is_skipped_too() {
    skipped(&["\"message\":{\"message_id\":"]);
}

#[test]
fn menus_are_registered_through_floods_and_faults() {
    let menu = LanguageMenu {
        language: Language::French,
        commands: vec![MenuCommand {
            names: vec!["aide".to_owned()],
            about: "ce que je fais".to_owned(),
            listed: Listed::Everywhere,
        }],
        description: "Je réponds.".to_owned(),
        short_description: "Réponses".to_owned(),
    };
    let commands = CommandMenu { languages: vec![menu] };
    let mut bot = TelegramBot::stopped(Run { commands, ..Run::default() });
    bot.fake.order(Order::new(Trouble::Flood(2)).on("setMyCommands"));
    bot.fake.order(Order::new(Trouble::LostBefore).on("setMyShortDescription"));
    bot.start();
    let words = |bot: &TelegramBot, what| bot.fake.look(|world| world.words_of_bot(what, "fr").map(str::to_owned));
    bot.fake.wait("the last text", |world| world.words_of_bot("short_description", "fr").map(|_| ()));
    assert_eq!(words(&bot, "short_description").as_deref(), Some("Réponses"));
    assert_eq!(words(&bot, "description").as_deref(), Some("Je réponds."));
    bot.fake.look(|world| {
        assert_eq!(world.commands("all_private_chats", "fr").map(|list| list[0]["command"] == "aide"), Some(true));
        let tries: Vec<_> =
            world.calls().iter().filter(|call| call.method.eq_ignore_ascii_case("setMyCommands")).collect();
        assert_eq!(tries.len(), 5, "one for each scope, and one that was refused");
        assert!(tries[1].began - tries[0].began >= Duration::from_secs(2), "as long as Telegram said");
    });
}

#[test]
fn an_album_is_answered_once_by_its_words() {
    let mut bot = TelegramBot::stopped(Run::default());
    bot.run.limits.chat_gap = Duration::from_millis(300);
    bot.start();
    let everybody: [_; 3] = people(&bot);
    for ((ana, anas), captions) in everybody.into_iter().zip([["rec 8", "", ""], ["", "rec 8", ""], ["", "", "rec 8"]])
    {
        bot.fake.album(ana, anas, &captions);
        bot.settle();
        answered_once(&bot, anas);
    }
    let [(ana, anas)] = people(&bot);
    bot.fake.album(ana, anas, &["", "", ""]);
    bot.settle();
    assert_eq!(bot.written(anas).len(), 1, "without any words, it is told once that there are none");
}

#[test]
fn what_was_said_while_the_bot_was_away_is_answered_once() {
    let mut bot = TelegramBot::new();
    let everybody: [_; 12] = people(&bot);
    bot.stop().expect("a clean stop");
    for (person, chat) in everybody {
        bot.fake.say(person, chat, "rec 8");
    }
    for _ in 0..2 {
        bot.start();
        bot.settle();
        for (_, chat) in everybody {
            answered_once(&bot, chat);
        }
        bot.stop().expect("a clean stop");
    }
}

#[test]
fn who_waited_when_the_bot_died_is_answered_after_it() {
    let mut bot = TelegramBot::new();
    let everybody: [_; 12] = people(&bot);
    bot.desk().hold();
    for (person, chat) in everybody {
        bot.fake.say(person, chat, "rec 8");
    }
    // Telegram has forgotten what it told.
    bot.fake.wait_until_confirmed();
    bot.desk().wait("all of them to be kept", |kept| kept.len() == everybody.len());
    bot.kill();
    bot.start();
    bot.settle();
    for (_, chat) in everybody {
        answered_once(&bot, chat);
    }
    // And so if it dies at once, again and again.
    for (person, chat) in everybody {
        bot.fake.say(person, chat, "rec 9");
        bot.kill();
        bot.start();
    }
    bot.settle();
    for (_, chat) in everybody {
        let answers = bot.written(chat).iter().filter(|m| m.text.starts_with("Recommendation 9")).count();
        assert!((1..=2).contains(&answers), "answered, and at most as often as the bot died in it: {answers}");
    }
}

#[test]
fn a_stop_waits_for_what_is_under_way() {
    let mut bot = TelegramBot::new();
    let [(ana, anas)] = people(&bot);
    bot.fake.order(Order::new(Trouble::Late(Duration::from_millis(500))).on("sendMessage"));
    bot.fake.say(ana, anas, "rec 8");
    // The answer is there, and the bot doesn't know it yet.
    wait_for_answers(&bot, anas, 1);
    bot.stop().expect("a clean stop");
    bot.start();
    bot.settle();
    answered_once(&bot, anas);
}

#[test]
fn another_poller_is_outlived() {
    let bot = TelegramBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    // From here on, a poll of the bot's is open.
    bot.ask(ben, bens, "rec 8");
    let url = format!("{}/bot{}/getUpdates?timeout=0&offset=-1", bot.fake.url(), bot.fake.token());
    bot.wait(async { reqwest::get(url).await.map(|_| ()) }).expect("the fake answers");
    bot.fake.wait("the conflict", |world| world.calls().iter().any(|c| c.status == 409).then_some(()));
    bot.fake.say(ana, anas, "rec 8");
    bot.settle();
    answered_once(&bot, anas);
}

#[test]
fn a_wrong_token_is_one_sentence() {
    let mut bot = TelegramBot::stopped(Run { token: Some(Token::new("1:wrong_TOKEN_abc")), ..Run::default() });
    let error = bot.try_start().expect_err("nobody has this token");
    assert!(matches!(error, ConnectError::WrongToken), "{error}");
    assert!(error.to_string().contains("@BotFather") && !error.to_string().contains("wrong_TOKEN"), "{error}");
}

#[test]
fn updates_come_in_through_a_webhook() {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|l| l.local_addr()).expect("a free port");
    let url = format!("http://{port}/telegram/hook");
    let webhook = telegram::Webhook {
        url: url.parse().expect("an address"),
        listen: port,
        secret: Token::new("a-secret_of-ours"),
    };
    let mut bot = TelegramBot::stopped(Run { webhook: Some(webhook), ..Run::default() });
    let [(ana, anas), (ben, bens)] = people(&bot);
    // What waits already comes, too.
    bot.fake.say(ana, anas, "rec 8");
    bot.start();
    bot.settle();
    answered_once(&bot, anas);
    let [message] = &bot.written(anas)[..] else { panic!("one answer") };
    assert!(bot.press(ana, message, "Next: Recommendation 9").text.starts_with("Recommendation 9"));
    // Whoever doesn't know the secret is nobody.
    let forged = format!(
        "{{\"update_id\":1,\"message\":{{\"message_id\":9,\"date\":1,\"from\":{{\"id\":{0},\"is_bot\":false,\"first_name\":\"B\"}},\"chat\":{{\"id\":{0},\"type\":\"private\"}},\"text\":\"rec 8\"}}}}",
        ben.0
    );
    for secret in [None, Some("another"), Some("")] {
        let mut request = reqwest::Client::new().post(&url).body(forged.clone());
        if let Some(secret) = secret {
            request = request.header("x-telegram-bot-api-secret-token", secret);
        }
        let status = bot.wait(async { request.send().await.map(|r| r.status()) }).expect("the bot listens");
        assert!(status.is_client_error(), "{secret:?}: {status}");
    }
    bot.settle();
    assert!(bot.written(bens).is_empty());
    // Deaths and stops lose nothing here either.
    bot.desk().hold();
    bot.fake.say(ben, bens, "rec 8");
    bot.desk().wait("the update", |kept| kept.received >= 3);
    bot.kill();
    bot.start();
    bot.settle();
    answered_once(&bot, bens);
    bot.stop().expect("a clean stop");
    // A bot that polls is told what is in its way.
    bot.run.webhook = None;
    bot.start();
    let error = bot.end().expect_err("updates go to the webhook");
    assert!(matches!(error, RunError::WebhookSet) && error.to_string().contains("telegram.webhook.url"), "{error}");
}
