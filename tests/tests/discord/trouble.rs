//! Trouble between the bot and Discord: limits, faults, lost answers, and a gateway that breaks in every way it can.
//! Whatever happens, people are answered, once where that can be known, and nobody waits for somebody else's trouble.

use std::time::Duration;

use discord::{ConnectError, Token};
use outreach_tests::discord::{Call, ChannelId, GuildId, Limits, Order, Permissions, Person, Trouble};
use outreach_tests::discord_bot::{DiscordBot, Run};
use outreach_tests::discord_text::all_of;
use outreach_tests::side_by_side;

const RECOMMENDATION: &str = "Recommendation 8: Encryption and anonymity";
const POST: &str = "POST /channels/{channel}/messages";

/// People with a conversation each.
fn people<const N: usize>(bot: &DiscordBot) -> [(Person, ChannelId); N] {
    std::array::from_fn(|n| {
        let person = bot.fake.person(&format!("Person {n}"), "en-US");
        (person, bot.fake.dm(person))
    })
}

/// A server with a channel that hears each supporter.
fn room(bot: &DiscordBot, owner: Person, name: &str) -> (GuildId, ChannelId) {
    let guild = bot.fake.guild(name, owner);
    let channel = bot.fake.text_channel(guild, "square");
    bot.fake.add_bot(guild);
    bot.settle();
    bot.slash(owner, channel, "/announcements each");
    (guild, channel)
}

/// The calls that posted something in a channel, in order.
fn sent(bot: &DiscordBot, channel: ChannelId) -> Vec<Call> {
    let to_channel = |call: &&Call| call.channel == Some(channel) && call.route == POST;
    bot.fake.look(|world| world.calls().iter().filter(to_channel).cloned().collect())
}

fn wait_for_answers(bot: &DiscordBot, channel: ChannelId, count: usize) {
    bot.fake.wait("an answer", |world| (world.bot_messages(channel).len() >= count).then_some(()));
}

#[track_caller]
fn answered_once(bot: &DiscordBot, channel: ChannelId) {
    let written = bot.written(channel);
    assert!(written.len() == 1 && written[0].content.contains(RECOMMENDATION), "one answer: {written:#?}");
}

fn news(bot: &DiscordBot, channel: ChannelId, name: &str) -> usize {
    bot.written(channel).iter().filter(|message| all_of(message).contains(name)).count()
}

#[test]
fn a_channel_that_is_told_to_wait_holds_up_no_other() {
    let bot = DiscordBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    bot.fake.order(Order::new(Trouble::Limited(Duration::from_millis(1_500))).on(POST).about(anas));
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.wait("the refusal", |world| world.calls().iter().any(|c| c.status == 429).then_some(()));
    bot.fake.say(ben, bens, "rec 8");
    wait_for_answers(&bot, bens, 1);
    assert!(bot.written(anas).is_empty(), "Ana waits as long as Discord said");
    bot.settle();
    answered_once(&bot, anas);
    answered_once(&bot, bens);
    let [refused, taken] = &sent(&bot, anas)[..] else { panic!("two tries") };
    assert!(taken.began - refused.began >= Duration::from_millis(1_500), "{:?}", taken.began - refused.began);
}

#[test]
fn a_global_limit_holds_everything_but_interactions() {
    let bot = DiscordBot::new();
    let [(ana, anas), (ben, bens), (cho, chos)] = people(&bot);
    bot.fake.order(Order::new(Trouble::LimitedEverywhere(Duration::from_secs(2))).on(POST).about(anas));
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.wait("the refusal", |world| world.calls().iter().any(|c| c.status == 429).then_some(()));
    let asked = bot.fill_in(cho, chos, "/rec 8");
    bot.fake.wait("an answer", |world| world.answer(asked));
    bot.fake.say(ben, bens, "rec 8");
    bot.settle();
    for chat in [anas, bens, chos] {
        answered_once(&bot, chat);
    }
    let refused = sent(&bot, anas)[0].began;
    let waited = sent(&bot, bens)[0].began - refused;
    assert!(waited >= Duration::from_millis(1_900), "Ben's answer comes after the pause: {waited:?}");
}

#[test]
fn faults_of_the_server_are_outlived_and_double_nothing() {
    side_by_side([Trouble::Page(502), Trouble::Page(500), Trouble::LostBefore, Trouble::LostAfter], |trouble| {
        let bot = DiscordBot::new();
        let [(ana, anas), (ben, bens)] = people(&bot);
        bot.fake.order(Order::new(trouble).on(POST).about(anas).times(2));
        bot.fake.say(ana, anas, "rec 8");
        bot.fake.say(ben, bens, "rec 8");
        wait_for_answers(&bot, bens, 1);
        bot.settle();
        answered_once(&bot, anas);
        answered_once(&bot, bens);
    });
}

#[test]
fn news_whose_answer_is_lost_is_not_doubled() {
    let bot = DiscordBot::new();
    let [(olga, _), (ana, _)] = people(&bot);
    let (_, channel) = room(&bot, olga, "Plaza");
    bot.pledge(ana, "Ana Gurung");
    bot.fake.order(Order::new(Trouble::LostAfter).on(POST).about(channel));
    bot.deliver();
    bot.pass(60_000);
    bot.deliver();
    assert_eq!(news(&bot, channel, "Ana Gurung"), 1);
    assert_eq!(bot.fake.look(|world| world.duplicates()), 1, "the second try was recognised by its nonce");
}

#[test]
fn news_that_was_on_its_way_when_the_bot_died_is_not_doubled() {
    let hour = 60 * 60_000;
    // Where the bot may read what was written, it sees what it posted. Elsewhere Discord knows it for some minutes.
    for (may_read, away, recognised) in [(true, 0, 0), (true, hour, 0), (false, 0, 1)] {
        let mut bot = DiscordBot::new();
        let [(olga, _), (ana, _)] = people(&bot);
        let (_, channel) = room(&bot, olga, "Plaza");
        if !may_read {
            bot.fake.forbid(channel, Permissions::READ_MESSAGE_HISTORY);
            bot.settle();
        }
        bot.pledge(ana, "Ana Gurung");
        bot.fake.order(Order::new(Trouble::Late(Duration::from_secs(60))).on(POST).about(channel));
        bot.begin_to_deliver();
        bot.fake.wait("the news", |world| world.newest(channel).filter(|m| m.nonce.is_some()));
        bot.kill();
        bot.pass(away);
        bot.start();
        bot.deliver();
        assert_eq!(news(&bot, channel, "Ana Gurung"), 1, "{may_read} {away}");
        assert_eq!(bot.fake.look(|world| world.duplicates()), recognised, "{may_read} {away}");
    }
}

#[test]
fn within_discords_limits_nothing_is_refused() {
    let mut bot = DiscordBot::stopped(Run { limits: discord::Limits::default(), ..Run::default() });
    bot.fake.conduct(|conduct| conduct.limits = Some(Limits::default()));
    bot.start();
    let everybody: [_; 70] = people(&bot);
    for (person, chat) in everybody {
        bot.fake.say(person, chat, "rec 8");
    }
    let (ana, anas) = everybody[0];
    for _ in 0..6 {
        bot.fake.say(ana, anas, "rec 9");
    }
    bot.settle();
    assert_eq!(bot.fake.look(|world| world.floods()), 0);
    assert!(bot.fake.look(|world| world.most_in_a_second()) <= 50);
    assert_eq!(bot.written(anas).len(), 7);
    for (_, chat) in &everybody[1..] {
        answered_once(&bot, *chat);
    }
}

#[test]
fn who_asks_is_answered_before_the_news_is_out() {
    const ROOMS: usize = 16;
    let mut bot = DiscordBot::new();
    let [(olga, _), (ana, _), (ben, bens)] = people(&bot);
    let rooms: Vec<ChannelId> = (0..ROOMS).map(|n| room(&bot, olga, &format!("Room {n}")).1).collect();
    bot.pledge(ana, "Ana Gurung");
    bot.stop().expect("a clean stop");
    bot.run.limits = discord::Limits { per_second: 5 };
    bot.start();
    let told = |bot: &DiscordBot| rooms.iter().filter(|room| news(bot, **room, "Ana Gurung") > 0).count();
    std::thread::scope(|scope| {
        let delivering = scope.spawn(|| bot.deliver());
        bot.fake.wait("news", |world| {
            let first = |room: &&ChannelId| world.newest(**room).is_some_and(|m| m.nonce.is_some());
            (rooms.iter().filter(first).count() > 2).then_some(())
        });
        bot.fake.say(ben, bens, "rec 8");
        wait_for_answers(&bot, bens, 1);
        assert!(told(&bot) + 3 < ROOMS, "Ben is answered in the middle: {} of {ROOMS} rooms were told", told(&bot));
        delivering.join().expect("the news goes out");
    });
    assert_eq!(told(&bot), ROOMS, "each room once");
}

#[test]
fn a_broken_connection_is_resumed_and_loses_and_repeats_nothing() {
    // Each in a world of its own: what breaks again and again is come back to more and more slowly.
    let breaks: [fn(&DiscordBot); 4] = [
        |bot| bot.fake.drop_connections(),
        |bot| bot.fake.ask_to_reconnect(),
        |bot| bot.fake.invalidate(true),
        |bot| bot.fake.close_gateway(4_000),
    ];
    side_by_side(breaks, |breaks| {
        let bot = DiscordBot::new();
        let [(ana, anas), (ben, bens), (cho, chos)] = people(&bot);
        bot.fake.say(ana, anas, "rec 8");
        breaks(&bot);
        bot.fake.say(ben, bens, "rec 8");
        bot.fake.wait("the session to go on", |world| (world.resumes() > 0).then_some(()));
        bot.fake.say(cho, chos, "rec 8");
        bot.settle();
        for chat in [anas, bens, chos] {
            answered_once(&bot, chat);
        }
        bot.fake.look(|world| {
            assert_eq!(world.identifies(), 1, "the session was resumed");
            assert_eq!(world.resumes_at_resume_url(), world.resumes(), "where READY said");
        });
    });
}

#[test]
fn a_session_that_is_over_begins_anew() {
    side_by_side([None, Some(4_007), Some(4_009)], |code| {
        let bot = DiscordBot::new();
        let [(ana, anas)] = people(&bot);
        match code {
            None => bot.fake.invalidate(false),
            Some(code) => bot.fake.close_gateway(code),
        }
        bot.fake.wait("a new session", |world| (world.identifies() == 2 && world.is_ready()).then_some(()));
        bot.fake.say(ana, anas, "rec 8");
        bot.settle();
        answered_once(&bot, anas);
    });
}

#[test]
fn a_gateway_that_is_out_of_reach_is_tried_again() {
    let bot = DiscordBot::new();
    let [(ana, anas)] = people(&bot);
    bot.fake.refuse_connections(2);
    bot.fake.drop_connections();
    bot.fake.say(ana, anas, "rec 8");
    wait_for_answers(&bot, anas, 1);
    bot.settle();
    answered_once(&bot, anas);
}

#[test]
fn malformed_frames_are_skipped() {
    let bot = DiscordBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    for (n, frame) in [
        "",
        "x",
        "{",
        "[]",
        "null",
        "{}",
        "{\"op\":\"x\"}",
        "{\"op\":99,\"d\":null}",
        "{\"op\":0,\"t\":null,\"s\":null,\"d\":null}",
        "{\"op\":0,\"t\":\"MESSAGE_CREATE\",\"s\":null,\"d\":5}",
        "{\"op\":0,\"t\":\"TELEPATHY\",\"s\":null,\"d\":{}}",
        "{\"op\":10,\"d\":{}}",
    ]
    .into_iter()
    .enumerate()
    {
        bot.fake.send_frame(frame);
        bot.fake.say(ana, anas, "rec 8");
        wait_for_answers(&bot, anas, n + 1);
    }
    bot.fake.say(ben, bens, "rec 8");
    bot.settle();
    answered_once(&bot, bens);
    assert_eq!(bot.written(anas).len(), 12);
}

#[test]
fn a_gateway_that_takes_no_bot_says_why_in_one_sentence() {
    for (code, word) in [(4_004, "token"), (4_012, "version 10"), (4_013, "4013"), (4_014, "developer portal")] {
        let mut bot = DiscordBot::stopped(Run::default());
        bot.fake.refuse_identify(&[code]);
        bot.try_start().expect("the token is right");
        let error = bot.end().expect_err("nothing comes of trying again").to_string();
        assert!(error.contains(word), "{code}: {error}");
        assert!(!error.contains(bot.fake.token()), "no token is told");
    }
}

#[test]
fn a_wrong_token_is_one_sentence() {
    let mut bot = DiscordBot::stopped(Run { token: Some(Token::new("MTIz.wrong.token")), ..Run::default() });
    let error = bot.try_start().expect_err("nobody has this token");
    assert!(matches!(error, ConnectError::WrongToken), "{error}");
    assert!(error.to_string().contains("developer portal") && !error.to_string().contains("wrong.token"), "{error}");
}

#[test]
fn a_token_that_is_revoked_ends_the_run() {
    let mut bot = DiscordBot::new();
    bot.fake.revoke_token();
    let error = bot.end().expect_err("the token is no longer known").to_string();
    assert!(error.contains("token"), "{error}");
}

#[test]
fn what_one_person_says_is_answered_in_order() {
    let bot = DiscordBot::new();
    let [(ana, anas)] = people(&bot);
    for n in 1..=13 {
        bot.fake.say(ana, anas, &format!("rec {n}"));
    }
    bot.settle();
    let answers: Vec<String> = bot.written(anas).into_iter().map(|message| message.content).collect();
    assert_eq!(answers.len(), 13);
    for (n, answer) in (1..).zip(&answers) {
        assert!(answer.contains(&format!("Recommendation {n}:")), "{n}: {answer}");
    }
}

#[test]
fn an_event_that_comes_twice_is_answered_once() {
    let bot = DiscordBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    bot.fake.say(ana, anas, "rec 8");
    bot.settle();
    bot.fake.repeat();
    bot.settle();
    answered_once(&bot, anas);
    let asked = bot.fill_in(ben, bens, "/rec 8");
    bot.settle();
    bot.fake.repeat();
    bot.settle();
    bot.answered(asked);
    answered_once(&bot, bens);
}

#[test]
fn a_slow_answer_holds_up_nobody_else() {
    let bot = DiscordBot::new();
    let [(ana, anas), (ben, bens)] = people(&bot);
    bot.fake.order(Order::new(Trouble::Late(Duration::from_secs(2))).on(POST).about(anas));
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.say(ana, anas, "rec 9");
    for n in 1..=5 {
        bot.fake.say(ben, bens, "rec 8");
        wait_for_answers(&bot, bens, n);
    }
    assert!(bot.written(anas).len() <= 1, "Ana's second answer comes after her first");
    bot.settle();
    assert_eq!((bot.written(anas).len(), bot.written(bens).len()), (2, 5));
}

#[test]
fn a_stop_waits_for_what_is_under_way() {
    let mut bot = DiscordBot::new();
    let [(ana, anas)] = people(&bot);
    bot.fake.order(Order::new(Trouble::Slow(Duration::from_millis(500))).on(POST));
    bot.fake.say(ana, anas, "rec 8");
    bot.fake.wait_until_heard();
    bot.stop().expect("a clean stop");
    answered_once(&bot, anas);
    bot.start();
    bot.settle();
    answered_once(&bot, anas);
}

#[test]
fn as_many_shards_as_discord_recommends() {
    let mut bot = DiscordBot::stopped(Run::default());
    // Two at a time, and the third one when it may.
    bot.fake.conduct(|conduct| (conduct.shards, conduct.max_concurrency) = (3, 2));
    let olga = bot.fake.person("Olga", "en-US");
    let crowd = bot.fake.crowd(olga, 9, 1);
    bot.start();
    assert_eq!(bot.fake.look(|world| world.shards()), [(0, 3), (1, 3), (2, 3)]);
    for (_, channels) in crowd {
        let answer = bot.slash(olga, channels[0], "/rec 8").pop().expect("an answer");
        assert!(answer.content.contains(RECOMMENDATION));
    }
    assert_eq!(bot.fake.look(|world| world.hasty_identifies()), 0);
}

#[test]
#[should_panic(expected = "tests speak to nobody else")]
fn no_test_speaks_to_the_real_discord() {
    outreach_tests::discord_bot::assert_loopback("https://1.1.1.1");
}
