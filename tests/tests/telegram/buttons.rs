//! Telegram's buttons, links and inline mode: pressed twice, late, by somebody else, after a restart or by a forger;
//! and that nothing personal is ever seen in a group.

use std::collections::BTreeSet;
use std::time::Duration;

use outreach_tests::telegram::{Action, ChatId, Message, Person, Sender, Status};
use outreach_tests::telegram_bot::{Run, TelegramBot};

const HOUR: i64 = 60 * 60 * 1000;

/// The data behind a button.
fn data(message: &Message, label: &str) -> String {
    let button = message.buttons().find(|button| button.text == label).expect("the button is there");
    match &button.action {
        Action::Callback(data) => data.clone(),
        other => panic!("{label} does {other:?}"),
    }
}

fn labels(message: &Message) -> Vec<&str> {
    message.buttons().map(|button| button.text.as_str()).collect()
}

fn with_ana() -> (TelegramBot, Person, ChatId) {
    let bot = TelegramBot::new();
    let ana = bot.fake.person("Ana", "en");
    let chat = bot.fake.private_chat(ana);
    (bot, ana, chat)
}

#[test]
fn pressing_goes_through_the_texts_in_one_message() {
    let (bot, ana, chat) = with_ana();
    let [first] = &bot.ask(ana, chat, "rec 8")[..] else { panic!("one answer") };
    let second = bot.press(ana, first, "Next: Recommendation 9");
    assert!(second.text.starts_with("Recommendation 9:"), "{}", second.text);
    let third = bot.press(ana, &second, "Previous: Recommendation 8");
    assert_eq!((&third.text, &third.entities, labels(&third)), (&first.text, &first.entities, labels(first)));
    assert_eq!(bot.written(chat).len(), 1, "all of it in the same message");
    // A press that leads to what stands there already.
    bot.fake.press_data(ana, chat, first.id, &data(&second, "Previous: Recommendation 8"));
    bot.settle();
    assert_eq!((bot.written(chat).len(), bot.fake.look(|world| world.spinning())), (1, 0));
}

#[test]
fn who_reads_on_in_the_middle_of_a_pledge_finds_the_way_back() {
    let (bot, ana, chat) = with_ana();
    for words in ["pledge", "yes", "individual"] {
        bot.ask(ana, chat, words);
    }
    let [answer, question] = &bot.ask(ana, chat, "rec 8")[..] else { panic!("an answer, and the open question again") };
    assert!(question.text.contains("What is your name?"), "{question:#?}");
    let next = bot.press(ana, answer, "Next: Recommendation 9");
    assert!(next.id == answer.id && next.text.contains("Recommendation 9"), "{next:#?}");
    let back = bot.press(ana, &next, "Back to my pledge");
    assert!(back.text.contains("What is your name?"), "{back:#?}");
    let after = bot.ask(ana, chat, "Ana Gurung");
    assert!(after.iter().any(|message| message.text.contains("Which country?")), "the pledge goes on: {after:#?}");
}

#[test]
fn every_button_is_answered_whatever_it_says() {
    let (bot, ana, chat) = with_ana();
    let ben = bot.fake.person("Ben", "en");
    bot.pledge(ana, "Ana Gurung");
    bot.fake.private_chat(ben);
    let [message] = &bot.ask(ben, ChatId(ben.0), "rec 8")[..] else { panic!("one answer") };
    for forged in
        ["x", "/", "/nothing", "/review:approve+1", "f.yes", "w.1.yes", "p.1.confirm", "/language:xx", "é", "😀"]
    {
        bot.fake.press_data(ben, ChatId(ben.0), message.id, forged);
    }
    // A message that is too old for Telegram to show.
    bot.fake.press_data(ben, ChatId(ben.0), 9_999, "/rec:9");
    bot.settle();
    assert_eq!(bot.fake.look(|world| world.spinning()), 0);
    let shown = bot.ask(ana, chat, "mydata").pop().expect("an answer").text;
    assert!(shown.contains("published, number 20"), "nothing of Ana's has changed: {shown}");
}

#[test]
fn data_of_one_persons_buttons_does_nothing_to_another() {
    let (bot, ana, chat) = with_ana();
    let ben = bot.fake.person("Ben", "en");
    let bens = bot.fake.private_chat(ben);
    bot.pledge(ana, "Ana Gurung");
    let asked = bot.ask(ana, chat, "withdraw").pop().expect("a question");
    let yes = data(&asked, "Yes, take it back");
    let help = bot.ask(ben, bens, "help").pop().expect("an answer");
    let before = bot.written(chat).len();
    // Ben sends Ana's data from his own chat, and, as a forger could, with the number of her message.
    bot.fake.press_data(ben, bens, help.id, &yes);
    bot.fake.press_data(ben, bens, asked.id, &yes);
    bot.settle();
    assert_eq!(bot.written(chat).len(), before, "Ana sees nothing of it");
    let stats = bot.ask(ana, chat, "stats").pop().expect("an answer").text;
    assert!(stats.contains("58 supporters"), "the pledge stands: {stats}");
    // Hers does.
    let done = bot.press(ana, &asked, "Yes, take it back");
    assert!(done.text.starts_with("Done. Your pledge is off the list"), "{}", done.text);
}

#[test]
fn a_confirmation_counts_once_and_not_late() {
    let (bot, ana, chat) = with_ana();
    for words in ["pledge Ana Gurung | Nepal | teacher", "yes", "individual", "full", "yes", "no"] {
        bot.ask(ana, chat, words);
    }
    let line = bot.written(chat).pop().expect("the last question");
    let confirm = data(&line, "Yes, count it");
    // Twice, faster than any answer.
    let queries = [(); 2].map(|()| bot.fake.press_data(ana, chat, line.id, &confirm));
    bot.settle();
    assert!(queries.iter().all(|query| bot.fake.look(|world| world.pressed(query)).is_some()));
    let stats = bot.ask(ana, chat, "stats").pop().expect("an answer").text;
    assert!(stats.contains("58 supporters"), "{stats}");
    // A yes of yesterday asks again.
    let asked = bot.ask(ana, chat, "forget").pop().expect("a question");
    bot.pass(48 * HOUR);
    let again = bot.press(ana, &asked, "Yes, erase everything");
    assert!(again.text.contains("waited too long") && labels(&again).contains(&"Yes, erase everything"), "{again:#?}");
    assert!(bot.ask(ana, chat, "stats").pop().is_some_and(|m| m.text.contains("58 supporters")));
}

#[test]
fn what_the_first_press_did_stays_to_be_read_after_a_second_one() {
    let mut bot = TelegramBot::stopped(Run::default());
    bot.run.limits.chat_gap = Duration::from_millis(200);
    bot.start();
    let ana = bot.fake.person("Ana", "en");
    let chat = bot.fake.private_chat(ana);
    bot.pledge(ana, "Ana Gurung");
    let asked = bot.ask(ana, chat, "withdraw").pop().expect("a question");
    let yes = data(&asked, "Yes, take it back");
    let queries = [(); 2].map(|()| bot.fake.press_data(ana, chat, asked.id, &yes));
    bot.settle();
    assert!(queries.iter().all(|query| bot.fake.look(|world| world.pressed(query)).is_some()));
    let shown = bot.written(chat).pop().expect("the answer").text;
    assert!(shown.starts_with("Done. Your pledge is off the list"), "{shown}");
}

#[test]
fn buttons_work_after_a_restart() {
    let (mut bot, ana, chat) = with_ana();
    let [first] = &bot.ask(ana, chat, "rec 8")[..] else { panic!("one answer") };
    bot.ask(ana, chat, "pledge");
    bot.stop().expect("a clean stop");
    bot.start();
    assert!(bot.press(ana, first, "Next: Recommendation 9").text.starts_with("Recommendation 9:"));
    let notice = bot.written(chat).pop().expect("the notice");
    bot.kill();
    bot.start();
    assert!(bot.press(ana, &notice, "Yes, go on").text.starts_with("Add your support · question 2"));
}

#[test]
fn a_message_that_cannot_be_changed_is_followed_by_a_new_one() {
    let (bot, ana, chat) = with_ana();
    let [first] = &bot.ask(ana, chat, "rec 8")[..] else { panic!("one answer") };
    let next = data(first, "Next: Recommendation 9");
    bot.fake.press_data(ana, chat, first.id + 1_000, &next);
    bot.settle();
    let answer = bot.written(chat).pop().expect("an answer");
    assert!(answer.id != first.id && answer.text.starts_with("Recommendation 9:"), "{answer:#?}");
}

#[test]
fn a_button_of_a_topic_that_is_gone_changes_no_other_topic() {
    let bot = TelegramBot::new();
    let olga = bot.fake.person("Olga", "es");
    let forum = bot.fake.forum("Forum", &[olga]);
    bot.fake.add_bot(olga, forum, Status::Member);
    let topic = bot.fake.topic(olga, forum, "Rights");
    let settings = bot.ask(olga, forum.topic(topic), "/announcements").pop().expect("the settings");
    let each = settings.buttons().find_map(|button| match &button.action {
        Action::Callback(data) if data.contains("each") => Some(data.clone()),
        _ => None,
    });
    let each = each.expect("a button for each new supporter");
    bot.fake.delete_topic(forum, topic);
    let general = bot.ask(olga, forum, "/announcements").pop().expect("the settings");
    let before = bot.written(forum).len();
    let query = bot.fake.press_data(olga, forum, settings.id, &each);
    bot.settle();
    let whispered = bot.fake.look(|world| world.pressed(&query)).expect("it doesn't spin");
    assert!(whispered.text.is_some_and(|words| words.contains("opción")) && whispered.alert, "in her language");
    assert_eq!(bot.written(forum).len(), before, "nothing is said to the others");
    let after = bot.ask(olga, forum, "/announcements").pop().expect("the settings");
    assert_eq!(after.text, general.text);
}

#[test]
fn everybody_in_a_room_may_turn_the_pages() {
    let (bot, ana, _) = with_ana();
    let ben = bot.fake.person("Ben", "fr");
    let chat = bot.fake.supergroup("Plaza", &[ana, ben]);
    bot.fake.add_bot(ana, chat, Status::Member);
    bot.settle();
    let [first] = &bot.ask(ana, chat, "/rec 8")[..] else { panic!("one answer") };
    let second = bot.press(ben, first, "Next: Recommendation 9");
    assert!(
        second.text.starts_with("Recommand") && second.text.contains('9'),
        "in the language of who pressed: {}",
        second.text
    );
}

#[test]
fn nothing_personal_is_ever_seen_in_a_group() {
    let bot = TelegramBot::new();
    let people = ["Olga", "Ana", "Ben"].map(|name| bot.fake.person(name, "en"));
    let [olga, ana, ben] = people;
    let chat = bot.fake.supergroup("Plaza", &people);
    bot.fake.add_bot(olga, chat, Status::Member);
    bot.settle();
    // A link in the room leads to the private chat, whoever follows it.
    let link = bot.ask(ana, chat, "/pledge").pop().expect("an answer");
    for person in [ana, ben] {
        bot.fake.press(person, chat, link.id, "Add your support");
        bot.settle();
        let notice = bot.written(ChatId(person.0)).pop().expect("the notice");
        assert!(notice.text.contains("not end-to-end encrypted: Telegram and whoever runs it"), "{}", notice.text);
    }
    // In the middle of a pledge, everything is said in the room that could tell of it.
    for words in ["yes", "individual", "Ana Secret"] {
        bot.ask(ana, ChatId(ana.0), words);
    }
    for words in [
        "/cancel",
        "/mydata",
        "/privacy",
        "/withdraw",
        "/forget",
        "/display",
        "/display initials",
        "/review",
        "/announce Ana Secret",
        "/roles",
        "/language en",
        "/help",
        "/pledge",
        "@outreach_test_bot yes",
        "@outreach_test_bot Nepal",
        "@outreach_test_bot back",
        "@outreach_test_bot change",
        "@outreach_test_bot confirm",
        "@outreach_test_bot what is kept about me?",
        "/start",
        "/start pledge",
        "/start@outreach_test_bot mydata",
    ] {
        bot.ask(ana, chat, words);
    }
    // So do buttons of a private chat that are sent as if they stood in the room.
    let question = bot.written(ChatId(ana.0)).into_iter().rfind(|m| !m.keyboard.is_empty()).expect("a question");
    for button in question.buttons() {
        if let Action::Callback(data) = &button.action {
            bot.fake.press_data(ana, chat, link.id, data);
        }
    }
    bot.settle();
    for words in ["Ana Secret", "Bhutan", "Hidden Club of Ana", "counted", "no"] {
        bot.ask(ana, ChatId(ana.0), words);
    }
    let thanks = bot.ask(ana, ChatId(ana.0), "confirm").pop().expect("thanks");
    assert!(thanks.text.contains("Thank you!"), "the room has changed nothing: {}", thanks.text);
    for words in ["/mydata", "/withdraw", "/pledge", "/display", "/supporters organisations", "/latest", "/stats"] {
        bot.ask(ana, chat, words);
    }
    bot.deliver();
    let us = Sender::User(bot.fake.bot_id());
    let seen: BTreeSet<String> = bot.fake.look(|world| {
        let ours = |m: &&&Message| m.sender == us;
        world.history(chat).iter().filter(ours).map(|m| m.text.clone()).collect()
    });
    for text in &seen {
        for secret in ["Ana", "Bhutan", "Hidden", "question 3", "question 4", "Cancelled", "answers are gone"] {
            assert!(!text.contains(secret), "{secret:?} is seen in the room: {text}");
        }
    }
}

#[test]
fn links_carry_a_commands_name_and_nothing_else() {
    let (bot, ana, chat) = with_ana();
    for (payload, beginning) in [
        ("", "Hello!"),
        ("pledge", "Add your support"),
        ("mydata", "What I keep about you"),
        ("rec", "Something is missing"),
        ("nothing_of_ours", ""),
        ("f.yes", "Hello!"),
        ("L3Jldmlldw", ""),
    ] {
        bot.fake.follow(ana, payload);
        bot.settle();
        let answer = bot.written(chat).pop().expect("an answer").text;
        assert!(answer.starts_with(beginning) && !answer.is_empty(), "{payload}: {answer}");
        bot.ask(ana, chat, "cancel");
    }
}

#[test]
fn inline_mode_offers_passages_to_post() {
    let (bot, ana, _) = with_ana();
    let query = bot.fake.inline_query(ana, "encryption", "");
    bot.settle();
    let offered = bot.fake.look(|world| world.suggested(&query)).expect("an answer");
    let results = offered["results"].as_array().expect("a list");
    assert!((1..=50).contains(&results.len()), "{offered}");
    assert_eq!(results[0]["title"], "Recommendation 8: Encryption and anonymity");
    let text = results[0]["input_message_content"]["message_text"].as_str().expect("words to post");
    assert!(text.contains("<blockquote>Cybersecurity-related laws, policies and practices should reflect"), "{text}");
    assert!(text.contains("<a href=\"https://freeandsecure.online/recommendations\">"), "{text}");
    // Half a word, nothing at all, and nothing that fits.
    for words in ["encr", "", "zzzzzz", "8", "😀"] {
        let query = bot.fake.inline_query(ana, words, "");
        bot.settle();
        assert!(bot.fake.look(|world| world.suggested(&query)).is_some(), "{words:?} was answered");
    }
    // What was posted through inline mode concerns nobody.
    let query = bot.fake.inline_query(ana, "rec 8", "");
    bot.settle();
    let chat = bot.fake.supergroup("Elsewhere", &[ana]);
    bot.fake.add_bot(ana, chat, Status::ADMIN);
    bot.settle();
    let before = bot.written(chat).len();
    bot.fake.choose_inline(ana, &query, 0, chat);
    bot.settle();
    let written = bot.written(chat);
    assert!(written.len() <= before + 1, "{written:#?}");
}
