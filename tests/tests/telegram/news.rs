//! What Telegram's rooms are told by themselves, how long texts are posted, and in which language people are answered.

use bot_core::store::Role;
use outreach_tests::telegram::{ChatId, Person, Status, units};
use outreach_tests::telegram_bot::{TelegramBot, address};

const HOUR: i64 = 60 * 60 * 1000;

/// A group that hears each supporter, with the bot as a member.
fn listening() -> (TelegramBot, Person, Person, ChatId) {
    let bot = TelegramBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
    let chat = bot.fake.supergroup("Plaza", &[olga, ana]);
    bot.fake.add_bot(olga, chat, Status::Member);
    bot.ask(olga, chat, "/announcements each");
    (bot, olga, ana, chat)
}

fn withdraw(bot: &TelegramBot, person: Person) {
    for words in ["withdraw", "yes"] {
        bot.ask(person, ChatId(person.0), words);
    }
    bot.deliver();
}

#[test]
fn news_comes_without_a_sound_unless_the_room_wants_one() {
    let (bot, olga, ana, chat) = listening();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(chat).pop().expect("news");
    assert!(news.text.contains("Ana Gurung") && news.reply_to.is_none(), "{news:#?}");
    assert!(news.silent && news.without_preview, "{news:#?}");
    bot.ask(olga, chat, "/announcements loud");
    bot.pass(HOUR);
    let ben = bot.fake.person("Ben", "en");
    bot.pledge(ben, "Ben Bista");
    bot.deliver();
    let news = bot.written(chat).pop().expect("news");
    assert!(news.text.contains("Ben Bista") && !news.silent, "{news:#?}");
}

#[test]
fn a_withdrawal_takes_the_name_off_what_was_posted() {
    let (bot, _, ana, chat) = listening();
    let (ben, cho) = (bot.fake.person("Ben", "en"), bot.fake.person("Cho", "en"));
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    // Two in one message.
    bot.pledge(ben, "Ben Bista");
    bot.pledge(cho, "Cho Chan");
    bot.pass(HOUR);
    bot.deliver();
    let [.., first, second] = &bot.written(chat)[..] else { panic!("two messages") };
    withdraw(&bot, ben);
    let left = bot.seen(second);
    assert!(!left.text.contains("Ben") && left.text.contains("Cho Chan") && left.edited.is_some(), "{left:#?}");
    withdraw(&bot, ana);
    assert!(bot.seen(first).deleted, "nothing was left to tell");
    withdraw(&bot, cho);
    assert!(bot.seen(second).deleted);
}

#[test]
fn what_is_too_old_to_be_deleted_is_emptied() {
    // Also where the bot is an admin.
    for status in [Status::Member, Status::ADMIN] {
        let (bot, olga, ana, chat) = listening();
        bot.fake.set_status(olga, chat, Status::OWNER);
        bot.fake.add_bot(olga, chat, status);
        bot.pledge(ana, "Ana Gurung");
        bot.deliver();
        let news = bot.written(chat).pop().expect("news");
        bot.pass(49 * HOUR);
        withdraw(&bot, ana);
        let left = bot.seen(&news);
        assert!(!left.deleted && !left.text.contains("Ana") && !left.text.is_empty(), "{left:#?}");
    }
}

#[test]
fn a_withdrawal_reaches_what_was_posted_before_a_group_became_a_supergroup() {
    let bot = TelegramBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en"), bot.fake.person("Ana", "en"));
    let group = bot.fake.group("Plaza", &[olga, ana]);
    bot.fake.add_bot(olga, group, Status::Member);
    bot.ask(olga, group, "/announcements each");
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(group).pop().expect("news");
    assert!(news.text.contains("Ana Gurung"));
    let supergroup = bot.fake.migrate(olga, group);
    bot.settle();
    withdraw(&bot, ana);
    // The old group takes no deletions any more, so the words go.
    assert!(!bot.seen(&news).text.contains("Ana Gurung"));
    let ben = bot.fake.person("Ben", "en");
    bot.pledge(ben, "Ben Bista");
    bot.pass(HOUR);
    bot.deliver();
    assert!(bot.written(supergroup).pop().is_some_and(|m| m.text.contains("Ben Bista")), "the room goes on");
}

#[test]
fn what_admins_deleted_holds_up_nothing() {
    let (bot, _, ana, chat) = listening();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(chat).pop().expect("news");
    bot.fake.delete(chat, news.id);
    withdraw(&bot, ana);
    let edits =
        |bot: &TelegramBot| bot.fake.look(|world| world.count("deleteMessage") + world.count("editMessageText"));
    let tried = edits(&bot);
    bot.pass(24 * HOUR);
    bot.deliver();
    assert_eq!(edits(&bot), tried, "a message that is gone isn't tried again");
}

#[test]
fn long_texts_are_split_and_nothing_is_lost() {
    let bot = TelegramBot::new();
    let olga = bot.fake.person("Olga", "en");
    bot.grant(&address(olga), Role::Organiser);
    let room = bot.fake.supergroup("Plaza", &[olga]);
    bot.fake.add_bot(olga, room, Status::Member);
    bot.ask(olga, room, "/announcements each");
    // As long as a person's message can be, in characters that count twice and more.
    let mut notice = String::new();
    for n in 0.. {
        let more = format!("{n}👩🏽‍💻 <b>& ");
        if units("announce ") + units(&notice) + units(&more) > 4_096 {
            break;
        }
        notice.push_str(&more);
    }
    let chat = bot.fake.private_chat(olga);
    let preview = bot.ask(olga, chat, &format!("announce {notice}"));
    assert!(!preview.is_empty(), "{preview:#?}");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole: Vec<String> = preview.iter().map(|message| words(&message.text)).collect();
    assert!(preview.len() > 1 && whole.join(" ").contains(&words(&notice)), "all of it is shown: {whole:#?}");
    assert!(preview.iter().rev().skip(1).all(|message| message.keyboard.is_empty()), "buttons stand at the end");
    for message in &preview {
        assert!((1..=4_096).contains(&units(&message.text)));
    }
}

#[test]
fn emoji_before_a_mention_and_formatting_in_words_change_nothing() {
    let bot = TelegramBot::new();
    let ana = bot.fake.person("A<na> & \"Co\"", "en");
    let chat = bot.fake.private_chat(ana);
    for words in [
        "<b>rec</b> 8",
        "&lt;script&gt;",
        "@everyone",
        "*_[x](y)`",
        "\u{202e}8 cer",
        "👩🏽‍💻👩🏽‍💻 rec 8",
        "/help <i>",
        "a\u{0}b",
    ] {
        assert!(!bot.ask(ana, chat, words).is_empty(), "{words:?} is answered");
    }
    let refused = |call: &&outreach_tests::telegram::Call| call.status == 400;
    let refused: Vec<_> = bot.fake.look(|world| world.calls().iter().filter(refused).cloned().collect());
    assert!(refused.is_empty(), "Telegram takes every answer: {refused:#?}");
    // A person's own words come back as they were.
    bot.ask(ana, chat, "pledge");
    for words in ["yes", "individual", "Zoë O’Neil-Müller 李"] {
        bot.ask(ana, chat, words);
    }
    let shown = bot.ask(ana, chat, "mydata").first().map(|m| m.text.clone()).unwrap_or_default();
    assert!(shown.contains("Zoë O’Neil-Müller 李"), "{shown}");
}

#[test]
fn people_are_answered_in_their_apps_language_until_they_choose() {
    let bot = TelegramBot::new();
    for (code, word) in [
        ("fr", "Recommandation 8"),
        ("es-mx", "Recomendación 8"),
        ("ne", "सिफारिस 8"),
        ("xx", "Recommendation 8"),
        ("", "Recommendation 8"),
    ] {
        let person = bot.fake.person("Somebody", code);
        let chat = bot.fake.private_chat(person);
        let answer = bot.ask(person, chat, "rec 8").pop().expect("an answer").text;
        assert!(answer.starts_with(word), "{code}: {answer}");
    }
    let person = bot.fake.person("Somebody", "fr");
    let chat = bot.fake.private_chat(person);
    bot.ask(person, chat, "language es");
    let answer = bot.ask(person, chat, "rec 8").pop().expect("an answer").text;
    assert!(answer.starts_with("Recomendación 8"), "{answer}");
    // A room is greeted in the language of who added the bot, and told its news in its own.
    let french = bot.fake.person("Nadia", "fr");
    let room = bot.fake.supergroup("Place", &[french]);
    bot.fake.add_bot(french, room, Status::Member);
    bot.settle();
    assert!(bot.written(room).pop().is_some_and(|m| m.text.starts_with("Bonjour")));
    bot.ask(french, room, "/announcements each");
    let ana = bot.fake.person("Ana", "en");
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(room).pop().expect("news").text;
    assert!(news.starts_with("Un nouveau soutien"), "the room's language is that of the admin who chose: {news}");
}
