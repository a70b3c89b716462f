//! Telegram's groups, topics and channels: what the bot hears there, where it answers, who may change its settings,
//! and what becomes of a room that goes or moves.

use std::time::Duration;

use outreach_tests::telegram::{ChatId, Order, Person, Status, Trouble};
use outreach_tests::telegram_bot::{Run, TelegramBot};

const ONLY_ADMINS: &str = "Only the admins of this room can change what it hears.";
const RECOMMENDATION: &str = "Recommendation 8: Encryption and anonymity";

/// A group that Olga owns, with Ana as a member, and with the bot as this.
struct Group {
    bot: TelegramBot,
    olga: Person,
    ana: Person,
    chat: ChatId,
}

fn group_with(status: Status) -> Group {
    let bot = TelegramBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
    let chat = bot.fake.supergroup("Plaza", &[olga, ana]);
    bot.fake.add_bot(olga, chat, status);
    bot.settle();
    Group { bot, olga, ana, chat }
}

fn group() -> Group {
    group_with(Status::Member)
}

impl Group {
    fn says(&self, words: &str) -> Vec<String> {
        self.bot.ask(self.ana, self.chat, words).into_iter().map(|message| message.text).collect()
    }
}

/// What was sent to a chat, refused or not.
fn tries(bot: &TelegramBot, chat: ChatId) -> usize {
    let sent = |call: &&outreach_tests::telegram::Call| {
        call.chat == Some(chat) && call.method.eq_ignore_ascii_case("sendMessage")
    };
    bot.fake.look(|world| world.calls().iter().filter(sent).count())
}

#[test]
fn a_group_is_greeted_once_and_aloud() {
    let Group { bot, chat, .. } = group();
    let [greeting] = &bot.written(chat)[..] else { panic!("one greeting") };
    assert!(greeting.text.starts_with("Hello! I answer questions"), "{}", greeting.text);
    assert_eq!((greeting.reply_to, greeting.silent, greeting.without_preview), (None, false, true));
}

#[test]
fn commands_are_for_the_bot_they_name() {
    // An admin hears everything.
    for status in [Status::Member, Status::ADMIN] {
        let group = group_with(status);
        for words in ["/rec 8", "/rec@outreach_test_bot 8", "/REC@Outreach_Test_Bot 8"] {
            let said = group.bot.fake.say(group.ana, group.chat, words);
            group.bot.settle();
            let answer = group.bot.written(group.chat).pop().expect("the greeting at least");
            assert!(answer.text.starts_with(RECOMMENDATION), "{words}: {}", answer.text);
            assert_eq!(answer.reply_to, Some(said));
        }
        for words in ["/rec@another_bot 8", "@another_bot rec 8", "hello everybody", "what about /rec 8?", "/ 8"] {
            assert_eq!(group.says(words), Vec::<String>::new(), "{words}");
        }
    }
}

#[test]
fn a_command_that_may_be_another_bots_is_left_to_it() {
    // An admin hears other bots' commands, too.
    let group = group_with(Status::ADMIN);
    for (words, expected) in [
        ("/ban somebody", None),
        ("/ban@outreach_test_bot somebody", Some("I don’t know “ban”.")),
        ("/ban @outreach_test_bot", Some("I don’t know “ban”.")),
        // A slip in one of ours is none of theirs.
        ("/recomendation 8", Some("I don’t know “recomendation”. Did you mean /recommendation 8?")),
    ] {
        let answers = group.says(words);
        let fits = match (expected, &answers[..]) {
            (None, []) => true,
            (Some(beginning), [answer]) => answer.starts_with(beginning),
            _ => false,
        };
        assert!(fits, "{words}: {answers:?}");
    }
}

#[test]
fn a_mention_anywhere_is_heard() {
    let group = group();
    for words in ["@outreach_test_bot rec 8", "rec 8 @outreach_test_bot", "@Outreach_Test_Bot, /rec 8"] {
        let answers = group.says(words);
        assert!(answers.len() == 1 && answers[0].starts_with(RECOMMENDATION), "{words}: {answers:?}");
    }
    let answers = group.says("😀 @outreach_test_bot may the police break encryption?");
    assert!(answers.len() == 1 && answers[0].starts_with(RECOMMENDATION), "{answers:?}");
    group.bot.fake.caption(group.ana, group.chat, "@outreach_test_bot rec 8");
    group.bot.settle();
    assert!(
        group.bot.written(group.chat).last().is_some_and(|m| m.text.starts_with(RECOMMENDATION)),
        "words under a photo"
    );
}

#[test]
fn answers_to_the_bot_are_heard_and_others_are_not() {
    let Group { bot, ana, olga, chat } = group_with(Status::ADMIN);
    let greeting = bot.written(chat).pop().expect("a greeting");
    let said = bot.fake.reply(ana, chat, "rec 8", greeting.id);
    bot.settle();
    let answer = bot.written(chat).pop().expect("an answer");
    assert!(answer.text.starts_with(RECOMMENDATION), "{}", answer.text);
    assert_eq!(answer.reply_to, Some(said));
    let talk = bot.fake.say(olga, chat, "who has read this?");
    bot.fake.reply(ana, chat, "rec 9", talk);
    bot.settle();
    assert_eq!(bot.written(chat).last().map(|m| m.id), Some(answer.id), "people talk with each other");
}

#[test]
fn a_topic_is_answered_in_the_topic() {
    let bot = TelegramBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
    let forum = bot.fake.forum("Forum", &[olga, ana]);
    bot.fake.add_bot(olga, forum, Status::Member);
    let topic = bot.fake.topic(olga, forum, "Rights");
    let answers = bot.ask(ana, forum.topic(topic), "/rec 8");
    assert_eq!(answers.len(), 1);
    assert!(answers[0].in_topic && answers[0].thread == Some(topic), "{answers:#?}");
    // The general topic has no number.
    let answers = bot.ask(ana, forum, "/rec 9");
    assert!(answers.len() == 1 && !answers[0].in_topic && answers[0].thread.is_none(), "{answers:#?}");
    // Each topic hears what it chose.
    bot.ask(olga, forum.topic(topic), "/announcements each");
    let general = bot.written(forum).len();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(forum.topic(topic)).pop().expect("news");
    assert!(news.text.contains("Ana Gurung") && news.silent, "{news:#?}");
    assert_eq!(bot.written(forum).len(), general + 1, "nobody else in the forum hears it");
}

#[test]
fn only_admins_change_what_a_room_hears() {
    let Group { bot, olga, ana, chat } = group();
    let settings = bot.ask(olga, chat, "/announcements").pop().expect("the settings");
    assert_eq!(bot.ask(ana, chat, "/announcements each").pop().map(|m| m.text).as_deref(), Some(ONLY_ADMINS));
    // The settings stay on the admin's screen; the refusal is told to the presser alone.
    let pressed = bot.fake.press(ana, chat, settings.id, "Once a day");
    let whispered = bot.fake.wait("words for the presser", |world| world.pressed(&pressed));
    assert_eq!((whispered.text.as_deref(), whispered.alert), (Some(ONLY_ADMINS), true));
    bot.settle();
    let stands = bot.fake.look(|world| world.message(chat, settings.id).cloned()).expect("the settings");
    assert_eq!((&stands.text, stands.buttons().count()), (&settings.text, settings.buttons().count()));
    let channel = bot.fake.channel("Somebody's", &[ana]);
    bot.fake.say_as_channel(channel, chat, "/announcements each");
    bot.settle();
    let shown = bot.ask(olga, chat, "/announcements").pop().expect("the settings").text;
    assert!(shown.contains("News: none"), "{shown}");
    // Whoever writes in the group's own name is an admin of it.
    bot.fake.set_status(olga, chat, Status::ANONYMOUS);
    let shown = bot.ask(olga, chat, "/announcements each").pop().expect("the settings").text;
    assert!(shown.contains("News: each new supporter"), "{shown}");
    // Who is no longer an admin, no longer decides.
    bot.fake.set_status(olga, chat, Status::Member);
    assert_eq!(bot.ask(olga, chat, "/announcements off").pop().map(|m| m.text).as_deref(), Some(ONLY_ADMINS));
    bot.fake.set_status(ana, chat, Status::ADMIN);
    let shown = bot.ask(ana, chat, "/announcements off").pop().expect("the settings").text;
    assert!(shown.contains("News: none"), "{shown}");
}

#[test]
fn admins_are_known_where_members_are_hidden() {
    for words in ["CHAT_ADMIN_REQUIRED", "PARTICIPANT_ID_INVALID", "member list is inaccessible"] {
        let Group { bot, olga, ana, chat } = group();
        let hidden = Trouble::Refused(400, format!("Bad Request: {words}"));
        bot.fake.order(Order::new(hidden).on("getChatMember").about(chat).times(100));
        let refused = bot.ask(ana, chat, "/announcements each").pop().expect("an answer").text;
        assert_eq!(refused, ONLY_ADMINS, "{words}");
        let shown = bot.ask(olga, chat, "/announcements each").pop().expect("the settings").text;
        assert!(shown.contains("News: each new supporter"), "{words}: {shown}");
        bot.fake.set_status(ana, chat, Status::ADMIN);
        let shown = bot.ask(ana, chat, "/announcements off").pop().expect("the settings").text;
        assert!(shown.contains("News: none"), "{words}: {shown}");
    }
}

#[test]
fn a_channel_subscribes_and_hears() {
    let bot = TelegramBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
    let channel = bot.fake.channel("Our news", &[olga, ana]);
    bot.fake.add_bot(olga, channel, Status::ADMIN);
    bot.settle();
    assert!(bot.written(channel).is_empty(), "a channel's readers asked for no greeting");
    bot.fake.post(channel, "An ordinary post about /rec 8.");
    bot.settle();
    assert!(bot.written(channel).len() <= 1, "only the post itself");
    bot.fake.post(channel, "/announcements each");
    bot.settle();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(channel).pop().expect("news");
    assert!(news.text.contains("20. Ana Gurung · Nepal · teacher") && news.silent && news.without_preview, "{news:#?}");
}

#[test]
fn a_room_that_removed_the_bot_is_never_tried_again() {
    let Group { bot, olga, ana, chat } = group();
    bot.ask(olga, chat, "/announcements each");
    bot.fake.remove_bot(olga, chat);
    bot.settle();
    let before = tries(&bot, chat);
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    assert_eq!(tries(&bot, chat), before);
    // It comes back as if for the first time.
    bot.fake.add_bot(olga, chat, Status::Member);
    bot.settle();
    let settings = bot.ask(olga, chat, "/announcements").pop().expect("the settings").text;
    assert!(settings.contains("News: none"), "{settings}");
}

#[test]
fn a_forum_that_removed_the_bot_is_left_with_its_topics() {
    let bot = TelegramBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
    let forum = bot.fake.forum("Forum", &[olga, ana]);
    bot.fake.add_bot(olga, forum, Status::Member);
    let topic = bot.fake.topic(olga, forum, "Rights");
    bot.ask(olga, forum.topic(topic), "/announcements each");
    bot.fake.remove_bot(olga, forum);
    bot.settle();
    // Nothing that happens meanwhile, and meets no refusal, is told when the bot comes back, nor what happens then.
    bot.pledge(ana, "Ana Gurung");
    bot.fake.add_bot(olga, forum, Status::Member);
    bot.settle();
    let before = tries(&bot, forum);
    let ben = bot.fake.person("Ben", "en");
    bot.pledge(ben, "Ben Bista");
    bot.pass(60 * 60 * 1000);
    bot.deliver();
    assert_eq!(tries(&bot, forum), before);
    let settings = bot.ask(olga, forum.topic(topic), "/announcements").pop().expect("the settings").text;
    assert!(settings.contains("News: none"), "{settings}");
    bot.ask(olga, forum.topic(topic), "/announcements each");
    let cleo = bot.fake.person("Cleo", "en");
    bot.pledge(cleo, "Cleo Diaz");
    bot.deliver();
    let news = bot.written(forum.topic(topic)).pop().expect("news").text;
    assert!(news.contains("Cleo Diaz") && !news.contains("Ben Bista"), "{news}");
}

#[test]
fn a_room_that_refuses_is_never_tried_again() {
    for (code, words) in [
        (403, "Forbidden: bot was kicked from the supergroup chat"),
        (403, "Forbidden: bot is not a member of the supergroup chat"),
        (400, "Bad Request: chat not found"),
    ] {
        let Group { bot, olga, ana, chat } = group();
        bot.ask(olga, chat, "/announcements each");
        let before = tries(&bot, chat);
        bot.fake.order(Order::new(Trouble::Refused(code, words.to_owned())).about(chat).times(100));
        bot.pledge(ana, "Ana Gurung");
        bot.deliver();
        assert_eq!(tries(&bot, chat), before + 1, "{words}: one try");
        let ben = bot.fake.person("Ben", "en");
        bot.pass(60 * 60 * 1000);
        bot.pledge(ben, "Ben Bista");
        bot.deliver();
        assert_eq!(tries(&bot, chat), before + 1, "{words}: none after it");
    }
}

#[test]
fn a_person_who_blocked_the_bot_holds_up_nobody() {
    let Group { bot, olga, ana, chat } = group();
    bot.ask(olga, chat, "/announcements each");
    bot.pledge(ana, "Ana Gurung");
    bot.fake.block_bot(ana);
    bot.come_to_rest();
    assert!(bot.written(chat).last().is_some_and(|m| m.text.contains("Ana Gurung")), "the pledge still counts");
    // She comes back.
    let shown = bot.ask(ana, ChatId(ana.0), "mydata").pop().expect("an answer").text;
    assert!(shown.contains("Ana Gurung"), "{shown}");
}

#[test]
fn a_group_that_becomes_a_supergroup_keeps_its_settings() {
    for told in [true, false] {
        let bot = TelegramBot::new();
        let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
        let group = bot.fake.group("Plaza", &[olga, ana]);
        bot.fake.add_bot(olga, group, Status::Member);
        bot.ask(olga, group, "/announcements each language fr");
        bot.pledge(ana, "Ana Gurung");
        let desk = bot.desk();
        if !told {
            // The news is under way before the bot hears of the move.
            desk.hold();
        }
        let supergroup = bot.fake.migrate(olga, group);
        if told {
            bot.settle();
        }
        bot.deliver();
        desk.go_on();
        bot.come_to_rest();
        let news: Vec<String> = bot.written(supergroup).into_iter().map(|m| m.text).collect();
        assert_eq!(news.iter().filter(|text| text.contains("Ana Gurung")).count(), 1, "told {told}: {news:#?}");
        bot.pass(60 * 60 * 1000);
        let ben = bot.fake.person("Ben", "en");
        bot.pledge(ben, "Ben Bista");
        bot.deliver();
        let news = bot.written(supergroup).pop().expect("news");
        assert!(news.text.contains("Ben Bista") && news.text.starts_with("Un nouveau soutien"), "{}", news.text);
        assert_eq!(tries(&bot, group), tries_before_move(&bot, group), "the old group gets nothing any more");
    }
}

#[test]
fn a_group_that_becomes_a_supergroup_is_not_greeted_again() {
    for membership_first in [true, false] {
        let mut bot = TelegramBot::stopped(Run::default());
        bot.run.limits.chat_gap = Duration::from_millis(300);
        bot.start();
        let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
        let group = bot.fake.group("Plaza", &[olga, ana]);
        bot.fake.add_bot(olga, group, Status::Member);
        bot.settle();
        assert_eq!(bot.written(group).len(), 1, "the greeting");
        let supergroup = if membership_first {
            bot.fake.migrate_membership_first(olga, group)
        } else {
            bot.fake.migrate(olga, group)
        };
        bot.settle();
        assert_eq!(bot.written(supergroup).len(), 0, "membership first: {membership_first}");
        assert_eq!(bot.ask(ana, supergroup, "/rec 8").len(), 1, "the bot is there all the same");
        // Who removes it and adds it again later is greeted.
        bot.fake.remove_bot(olga, supergroup);
        bot.pass(60 * 60 * 1000);
        bot.fake.add_bot(olga, supergroup, Status::Member);
        bot.settle();
        let last = bot.written(supergroup).pop().expect("a greeting");
        assert!(last.text.starts_with("Hello! I answer questions"), "{}", last.text);
    }
}

/// What was sent to a group until the server said that it moved.
fn tries_before_move(bot: &TelegramBot, group: ChatId) -> usize {
    bot.fake.look(|world| {
        let mut sent =
            world.calls().iter().filter(|c| c.chat == Some(group) && c.method.eq_ignore_ascii_case("sendMessage"));
        let fine = sent.by_ref().take_while(|call| call.status == 200).count();
        fine + usize::from(world.calls().iter().any(|c| c.chat == Some(group) && c.status == 400))
    })
}
