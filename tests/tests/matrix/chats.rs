//! What is said between one person and the bot on Matrix, and how it gets there: chats that the bot opens, what others
//! in the room see of it, numbers as signs, and questions that are changed or taken back.

use matrix_sdk::ruma::{OwnedRoomId, RoomId};
use outreach_tests::matrix_bot::{MatrixBot, Run};
use outreach_tests::matrix_people::{Message, Person};
use outreach_tests::matrix_proxy::{Order, Trouble};
use outreach_tests::matrix_text::{SIGNS, offers};
use serde_json::json;

use super::trouble::behind_a_proxy;
use super::{HOUR, Plaza, enter, one, plaza};

const OPENED: &str = "I’ve written to you in a direct chat";
const NOT_OPENED: &str = "I couldn’t open a direct chat with you. Please write to me directly";
const TOO_LITTLE: &str = "A reaction is too little for this, so nothing was changed.";
const EVERYTHING: &str = "What I keep about you";

/// The one chat that the bot has opened for somebody, who comes in now.
#[track_caller]
fn opened(person: &Person) -> OwnedRoomId {
    let [chat] = &person.invitations()[..] else { panic!("{} was invited to one chat", person.user) };
    person.join(chat);
    chat.clone()
}

/// A message as it stands now.
fn now(person: &Person, room: &RoomId, message: &Message) -> Message {
    person.see(room).into_iter().find(|seen| seen.id == message.id).expect("it was there before")
}

/// The sign of the choice with this label.
fn sign(message: &Message, label: &str) -> &'static str {
    let at = offers(message).iter().position(|offer| offer.label == label);
    SIGNS[at.unwrap_or_else(|| panic!("no choice is called {label}: {message:#?}"))]
}

#[test]
fn a_personal_matter_goes_on_in_a_chat_that_the_bot_opens() {
    let Plaza { mut bot, olga, ana, room } = plaza(true);
    let told = one(bot.ask(&ana, &room, "!pledge Ana Gurung | Nepal"));
    assert!(told.body.starts_with(OPENED) && told.mentions.is_empty(), "{told:#?}");
    // Until she comes in, there is still no second chat, whatever she brings up; not after a restart either.
    bot.stop().expect("a clean stop");
    bot.start();
    bot.ask(&ana, &room, "!mydata");
    let chat = opened(&ana);
    assert!(ana.is_encrypted(&chat));
    assert_eq!(ana.members(&chat).len(), 2);
    // The question that is open comes once more after each answer.
    let [first, second, _] = &bot.written(&ana, &chat)[..] else { panic!("three messages") };
    assert!(first.body.starts_with("Add your support") && first.body.contains("Ana Gurung"), "{first:#?}");
    assert!(second.body.starts_with(EVERYTHING), "{second:#?}");
    assert!(bot.ask(&ana, &chat, "yes")[0].body.contains("question 2"));
    for message in bot.written(&olga, &room) {
        assert!(!message.body.contains("Ana Gurung") && !message.body.contains("keep"), "{message:#?}");
    }
}

#[test]
fn two_matters_at_once_open_one_chat() {
    let bot = MatrixBot::new();
    let (olga, ana) = (bot.person("olga"), bot.person("ana"));
    let rooms = [false, true].map(|encrypted| bot.room(&olga, "Plaza", encrypted));
    let hers = bot.room(&ana, "Hers", false);
    rooms.iter().for_each(|room| enter(&olga, &ana, room));
    bot.ask(&ana, &hers, "!announcements each");
    ana.kick(&hers, &bot.fake.bot());
    ana.look();
    bot.settle(&ana.step(&hers, &bot.fake.bot()).expect("the bot was there").0);
    // News for her alone, and what she asks for in two rooms.
    let desk = bot.desk();
    desk.hold();
    let [first, second] = [(&rooms[0], "!mydata"), (&rooms[1], "!pledge")].map(|(room, words)| ana.say(room, words));
    bot.begin_to_deliver();
    desk.go_on();
    bot.settle(&first);
    bot.settle(&second);
    bot.deliver();
    let chat = opened(&ana);
    let written = bot.written(&ana, &chat);
    for words in ["Add your support", EVERYTHING, "A room in which you turned on news no longer takes my messages"] {
        assert_eq!(written.iter().filter(|m| m.body.starts_with(words)).count(), 1, "{words}: {written:#?}");
    }
}

#[test]
fn a_chat_whose_opening_was_lost_half_way_is_found_again() {
    for name in ["createRoom", "account_data"] {
        let (proxy, mut bot) = behind_a_proxy(Run::default());
        let (olga, ana) = (bot.person("olga"), bot.person("ana"));
        let room = bot.room(&olga, "Plaza", true);
        enter(&olga, &ana, &room);
        // The answer to the opening itself, or to the word that it is a direct chat.
        let trouble = if name == "createRoom" { Trouble::LostAfter } else { Trouble::LostBefore };
        proxy.order(Order::new(trouble, name));
        bot.ask(&ana, &room, "!mydata");
        assert_eq!(proxy.calls("createRoom").len(), 1, "{name}");
        assert!(proxy.calls(name).iter().any(|call| call.status == Some(0)), "{name} wasn't lost");
        // What the bot has in mind is gone with it.
        bot.stop().expect("a clean stop");
        bot.start();
        let told = one(bot.ask(&ana, &room, "!mydata"));
        assert!(told.body.starts_with(OPENED), "{name}: {told:#?}");
        let chat = opened(&ana);
        let written = bot.written(&ana, &chat);
        assert!(written.last().is_some_and(|last| last.body.starts_with(EVERYTHING)), "{name}: {written:#?}");
    }
}

#[test]
fn who_writes_before_the_key_of_the_greeting_has_come_can_read_that_and_the_answer() {
    for trouble in [Trouble::Held, Trouble::Unanswered] {
        let (proxy, bot) = behind_a_proxy(Run::default());
        let ana = bot.person("ana");
        proxy.order(Order::new(trouble, "sendToDevice"));
        let chat = ana.make_direct(&bot.fake.bot(), true);
        proxy.await_calls("sendToDevice", 1);
        let hello = ana.say(&chat, "rec 1");
        let syncs = proxy.calls("sync").len();
        // The bot has taken in what she wrote.
        proxy.await_calls("sync", syncs + 1);
        proxy.go_on();
        bot.settle(&hello);
        let written = bot.written(&ana, &chat);
        assert!(written.len() == 2 && written.iter().all(Message::stands), "a greeting and an answer: {written:#?}");
    }
}

#[test]
fn who_takes_no_invitations_is_told_how_to_write_to_the_bot() {
    let Plaza { bot, ana, room, .. } = plaza(false);
    ana.take_no_invitations();
    for words in ["!pledge Ana Gurung", "!mydata"] {
        let told = one(bot.ask(&ana, &room, words));
        assert!(told.body.starts_with(NOT_OPENED), "{told:#?}");
        assert!(!told.body.contains("Ana"), "{told:#?}");
    }
    assert!(ana.invitations().is_empty());
    // So she does.
    let chat = bot.chat(&ana);
    assert!(one(bot.ask(&ana, &chat, "mydata")).body.starts_with(EVERYTHING));
    let told = one(bot.ask(&ana, &room, "!mydata"));
    assert!(told.body.starts_with(OPENED), "the chat that she opened will do: {told:#?}");
}

#[test]
fn what_is_personal_is_not_said_before_somebody_who_came_in_meanwhile() {
    let bot = MatrixBot::new();
    let (ana, ben) = (bot.person("ana"), bot.person("ben"));
    let chat = bot.chat(&ana);
    bot.pledge(&ana, &chat, "Ana Gurung");
    let before = bot.written(&ana, &chat).len();
    let desk = bot.desk();
    desk.hold();
    let asked = ana.say(&chat, "mydata");
    ana.invite(&chat, &ben.user);
    ana.look();
    bot.await_handled(&ana.step(&chat, &ben.user).expect("he was invited").0);
    desk.go_on();
    bot.settle(&asked);
    let written = bot.written(&ana, &chat);
    assert_eq!(written.len(), before, "{:#?}", written.last());
    let alone = opened(&ana);
    let told = one(bot.written(&ana, &alone));
    assert!(told.body.starts_with(EVERYTHING) && told.body.contains("Ana Gurung"), "{told:#?}");
    // From now on, the first chat is a room like any other.
    assert!(bot.ask(&ana, &chat, "mydata").is_empty(), "nobody speaks to the bot there");
    assert!(one(bot.ask(&ana, &chat, "!mydata")).body.starts_with(OPENED));
}

#[test]
fn the_notice_says_whether_the_chat_is_encrypted() {
    let bot = MatrixBot::new();
    let ana = bot.person("ana");
    for encrypted in [true, false] {
        let chat = ana.make_direct(&bot.fake.bot(), encrypted);
        bot.await_arrival(&ana, &chat);
        let says = |encrypted: bool| {
            let notice = &bot.ask(&ana, &chat, "pledge")[0].body;
            bot.ask(&ana, &chat, "cancel");
            let [yes, no] = ["is end-to-end encrypted", "is not end-to-end encrypted"].map(|w| notice.contains(w));
            assert!(yes == encrypted && no != encrypted, "{encrypted}: {notice}");
        };
        says(encrypted);
        if !encrypted {
            ana.set_state(&chat, "m.room.encryption", "", json!({"algorithm": "m.megolm.v1.aes-sha2"}));
            ana.look();
            says(true);
        }
    }
}

#[test]
fn a_pledge_is_announced_elsewhere_and_taken_back_there() {
    let Plaza { bot, olga, ana, room } = plaza(true);
    bot.ask(&olga, &room, "!announcements each");
    let (ben, cho) = (bot.person("ben"), bot.person("cho"));
    let chats = [&ana, &ben, &cho].map(|person| bot.chat(person));
    assert!(ana.is_encrypted(&chats[0]));
    bot.pledge(&ana, &chats[0], "Ana Gurung");
    bot.deliver();
    bot.pledge(&ben, &chats[1], "Ben Bista");
    bot.pledge(&cho, &chats[2], "Cho Chan");
    bot.pass(HOUR);
    bot.deliver();
    let written = bot.written(&olga, &room);
    let [.., first, second] = &written[..] else { panic!("two messages") };
    assert!(first.body.contains("20. Ana Gurung · Nepal · teacher") && first.reply_to.is_none(), "{first:#?}");
    assert!(second.body.contains("Ben Bista") && second.body.contains("Cho Chan"), "{second:#?}");
    let withdraw = |person: &Person, chat: &RoomId| {
        for words in ["withdraw", "yes"] {
            bot.ask(person, chat, words);
        }
        bot.deliver();
        bot.written(&olga, &room)
    };
    // A change would leave the name in the history: the message goes, and what is left of it comes anew.
    let left = withdraw(&ben, &chats[1]);
    assert!(now(&olga, &room, second).redacted && left.len() == written.len() + 1, "{left:#?}");
    let anew = left.last().expect("a message");
    assert!(anew.body.contains("Cho Chan") && !anew.body.contains("Ben") && anew.edits == 0, "{anew:#?}");
    assert_eq!(anew.kind, "m.notice");
    let left = withdraw(&ana, &chats[0]);
    assert!(now(&olga, &room, first).redacted && left.len() == written.len() + 1, "nothing was left to tell");
    let left = withdraw(&cho, &chats[2]);
    assert!(now(&olga, &room, anew).redacted && left.len() == written.len() + 1, "{left:#?}");
}

#[test]
fn anybody_picks_a_number_by_its_sign() {
    let Plaza { mut bot, olga, ana, room } = plaza(true);
    let first = one(bot.ask(&ana, &room, "!rec 8"));
    let next = sign(&first, "Next: Recommendation 9");
    let me = bot.fake.bot();
    let puts = offers(&first).len();
    olga.wait("the bot's signs", |olga| {
        let seen = olga.seen(&room).into_iter().find(|seen| seen.id == first.id)?;
        SIGNS[..puts].iter().all(|sign| seen.reacted(sign) == [&*me]).then_some(())
    });
    // Somebody else than who asked.
    let picked = one(bot.after(&olga, &room, || olga.react(&room, &first.id, next)));
    assert!(picked.body.starts_with("Recommendation 9:") && picked.reply_to.as_ref() == Some(&first.id), "{picked:#?}");
    assert!(picked.edits == 0 && now(&olga, &room, &first).body == first.body);
    // As apps write it that leave out what makes it colourful; and twice at once.
    let plain = next.replace('\u{fe0f}', "");
    let twice = bot.after(&ana, &room, || {
        let put = ana.react(&room, &first.id, &plain);
        ana.redact(&room, &put);
        ana.react(&room, &first.id, next)
    });
    assert!(one(twice).body.starts_with("Recommendation 9:"));
    bot.stop().expect("a clean stop");
    bot.start();
    // What isn't remembered stands in the message.
    let previous = sign(&first, "Previous: Recommendation 7");
    let picked = one(bot.after(&olga, &room, || olga.react(&room, &first.id, previous)));
    assert!(picked.body.starts_with("Recommendation 7:"), "{picked:#?}");
    assert!(bot.after(&olga, &room, || olga.react(&room, &first.id, "👍")).is_empty());
}

#[test]
fn a_sign_under_what_others_wrote_picks_nothing() {
    let Plaza { mut bot, olga, ana, room } = plaza(true);
    let answer = one(bot.ask(&ana, &room, "!rec 8"));
    let choices = json!(["/recommendation:9"]);
    let forged = json!({"msgtype": "m.notice", "body": "  1) Next", "org.outreach_bot.choices": choices});
    let forged_message = olga.send(&room, "m.room.message", forged.clone());
    // Also as if it were a change of the bot's own message.
    let change = json!({
        "msgtype": "m.notice", "body": "* changed", "m.new_content": forged,
        "m.relates_to": {"rel_type": "m.replace", "event_id": answer.id},
    });
    bot.settle(&olga.send(&room, "m.room.message", change));
    for again in [false, true] {
        if again {
            bot.stop().expect("a clean stop");
            bot.start();
        }
        let person = if again { &ana } else { &olga };
        let picked = bot.after(person, &room, || person.react(&room, &forged_message, SIGNS[0]));
        assert!(picked.is_empty(), "{picked:#?}");
        let picked = one(bot.after(person, &room, || person.react(&room, &answer.id, SIGNS[0])));
        let label = &offers(&answer)[0].label;
        let (_, name) = label.split_once(": ").expect("a direction and a name");
        assert!(picked.body.starts_with(name), "{label}: {picked:#?}");
    }
}

#[test]
fn a_sign_is_no_consent() {
    let bot = MatrixBot::new();
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let question = one(bot.ask(&ana, &chat, "pledge Ana Gurung | Nepal | teacher"));
    let yes = sign(&question, "Yes, go on");
    let others: Vec<_> = SIGNS[..offers(&question).len()].iter().filter(|sign| **sign != yes).collect();
    ana.wait("the bot's other signs", |ana| {
        let seen = ana.seen(&chat).into_iter().find(|seen| seen.id == question.id)?;
        others.iter().all(|sign| !seen.reacted(sign).is_empty()).then_some(())
    });
    assert!(now(&ana, &chat, &question).reacted(yes).is_empty(), "no sign invites to it");
    let told = one(bot.after(&ana, &chat, || ana.react(&chat, &question.id, yes)));
    assert!(told.body.starts_with(TOO_LITTLE) && told.body.contains("“yes”"), "{told:#?}");
    let next = one(bot.ask(&ana, &chat, "yes"));
    assert!(next.body.contains("question 2"), "nothing was changed by the sign: {next:#?}");
}

#[test]
fn a_number_in_a_reply_picks_from_the_message_that_it_answers() {
    let Plaza { bot, olga, ana, room } = plaza(true);
    let chat = bot.chat(&ana);
    for (place, mark) in [(&room, "!"), (&chat, "")] {
        let older = one(bot.ask(&ana, place, &format!("{mark}rec 8")));
        one(bot.ask(&ana, place, &format!("{mark}rec 3")));
        let at = offers(&older).iter().position(|offer| offer.label == "Next: Recommendation 9").expect("offered") + 1;
        let picked = one(bot.after(&ana, place, || ana.reply(place, &older.id, &at.to_string())));
        assert!(picked.body.starts_with("Recommendation 9:"), "{picked:#?}");
    }
    // Under somebody else's words, a number is only a number.
    let talk = olga.say(&room, "Which of the two?");
    assert!(bot.after(&ana, &room, || ana.reply(&room, &talk, "1")).is_empty());
}

#[test]
fn an_edited_question_changes_its_answer() {
    let Plaza { mut bot, olga, ana, room } = plaza(true);
    let asked = ana.say(&room, "!rec 8");
    let answer = one(bot.answers(&ana, &room, &asked));
    let edited = |bot: &MatrixBot, words: &str| {
        let came = bot.after(&ana, &room, || ana.edit(&room, &asked, words));
        assert!(came.is_empty(), "{words}: {came:#?}");
        now(&olga, &room, &answer)
    };
    let changed = edited(&bot, "!rec 9");
    assert!(changed.body.starts_with("Recommendation 9:") && changed.edits == 1, "{changed:#?}");
    assert!(changed.mentions.is_empty() && changed.reply_to.as_ref() == Some(&asked), "{changed:#?}");
    // The signs mean what stands there now.
    let at = offers(&changed).iter().position(|offer| offer.label == "Next: Recommendation 10").expect("offered");
    let picked = one(bot.after(&olga, &room, || olga.react(&room, &answer.id, SIGNS[at])));
    assert!(picked.body.starts_with("Recommendation 10:"), "{picked:#?}");
    bot.stop().expect("a clean stop");
    bot.start();
    let picked = one(bot.after(&ana, &room, || ana.react(&room, &answer.id, SIGNS[at])));
    assert!(picked.body.starts_with("Recommendation 10:"), "{picked:#?}");
    assert!(edited(&bot, "!rec 3").body.starts_with("Recommendation 3:"));
    // Anybody can send a change of anything.
    let came = bot.after(&olga, &room, || olga.edit(&room, &asked, "!rec 5"));
    assert!(came.is_empty() && now(&olga, &room, &answer).body.starts_with("Recommendation 3:"), "{came:#?}");
    assert!(edited(&bot, "Never mind, everybody.").redacted, "it no longer speaks to the bot");
    let came = one(bot.after(&ana, &room, || ana.edit(&room, &asked, "!rec 6")));
    assert!(came.body.starts_with("Recommendation 6:") && came.reply_to.as_ref() == Some(&asked), "{came:#?}");
}

#[test]
fn an_edit_repeats_no_action() {
    let Plaza { bot, olga, room, .. } = plaza(false);
    let asked = olga.say(&room, "!announcements each");
    let answer = one(bot.answers(&olga, &room, &asked));
    assert!(bot.after(&olga, &room, || olga.edit(&room, &asked, "!announcements off")).is_empty());
    let left = now(&olga, &room, &answer);
    assert!(left.body == answer.body && left.edits == 0, "{left:#?}");
    let shown = one(bot.ask(&olga, &room, "!announcements"));
    assert!(shown.body.contains("News: each new supporter"), "{shown:#?}");
    // Nor is what was said about something else turned into one.
    let asked = olga.say(&room, "!rec 8");
    let answer = one(bot.answers(&olga, &room, &asked));
    assert!(bot.after(&olga, &room, || olga.edit(&room, &asked, "!announcements off")).is_empty());
    let left = now(&olga, &room, &answer);
    assert!(left.body == answer.body && left.edits == 0, "{left:#?}");
}

#[test]
fn an_edit_with_more_or_fewer_answers_changes_adds_and_takes_away() {
    let bot = MatrixBot::new();
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    for words in ["pledge", "yes", "individual"] {
        bot.ask(&ana, &chat, words);
    }
    // In the middle of a pledge, its question comes after each answer.
    let asked = ana.say(&chat, "rec 8");
    let open = bot.answers(&ana, &chat, &asked);
    bot.settle(&asked);
    let both: Vec<Message> = bot.written(&ana, &chat).into_iter().rev().take(2).rev().collect();
    assert_eq!(open.len(), 1, "the second one follows the first: {open:#?}");
    assert!(both[0].body.starts_with("Recommendation 8:") && both[1].body.contains("question 3"), "{both:#?}");
    bot.ask(&ana, &chat, "cancel");
    assert!(bot.after(&ana, &chat, || ana.edit(&chat, &asked, "rec 9")).is_empty());
    assert!(now(&ana, &chat, &both[0]).body.starts_with("Recommendation 9:"));
    assert!(now(&ana, &chat, &both[1]).redacted, "there is no question any more");
    for words in ["pledge", "yes", "individual"] {
        bot.ask(&ana, &chat, words);
    }
    let more = one(bot.after(&ana, &chat, || ana.edit(&chat, &asked, "rec 10")));
    assert!(more.body.contains("question 3"), "{more:#?}");
    assert!(now(&ana, &chat, &both[0]).body.starts_with("Recommendation 10:"));
}

#[test]
fn a_question_in_a_thread_is_edited_there() {
    let Plaza { bot, olga, ana, room } = plaza(true);
    let root = olga.say(&room, "About encryption");
    let asked = ana.say_in_thread(&room, &root, "!rec 8");
    let answer = one(bot.answers(&ana, &room, &asked));
    assert_eq!(answer.thread.as_ref(), Some(&root));
    assert!(bot.after(&ana, &room, || ana.edit(&room, &asked, "!rec 9")).is_empty());
    let changed = now(&olga, &room, &answer);
    assert!(changed.body.starts_with("Recommendation 9:") && changed.thread.as_ref() == Some(&root), "{changed:#?}");
    // What wasn't for the bot before.
    let talk = ana.say_in_thread(&room, &root, "Hello");
    let came = one(bot.after(&ana, &room, || ana.edit(&room, &talk, "!rec 3")));
    assert!(came.body.starts_with("Recommendation 3:") && came.thread.as_ref() == Some(&root), "{came:#?}");
}

#[test]
fn a_question_that_is_taken_back_takes_its_answer_with_it() {
    let Plaza { mut bot, olga, ana, room } = plaza(false);
    // By whoever asked, after a restart, and by a moderator.
    for (n, by) in [&ana, &ana, &olga].into_iter().enumerate() {
        let asked = ana.say(&room, "!rec 8");
        let answer = one(bot.answers(&ana, &room, &asked));
        bot.settle(&ana.edit(&room, &asked, "!rec 9"));
        assert_eq!(olga.changes_kept(&room, &answer.id), 1);
        if n == 1 {
            bot.stop().expect("a clean stop");
            bot.start();
        }
        bot.settle(&by.redact(&room, &asked));
        assert!(now(&olga, &room, &answer).redacted, "{n}");
        assert_eq!(olga.changes_kept(&room, &answer.id), 0, "{n}: what it said before goes, too");
    }
}

#[test]
fn a_question_that_is_taken_back_before_its_answer_is_not_answered() {
    let Plaza { bot, ana, room, .. } = plaza(false);
    let before = bot.written(&ana, &room).len();
    let desk = bot.desk();
    desk.hold();
    let asked = ana.say(&room, "!rec 8");
    let gone = ana.redact(&room, &asked);
    desk.go_on();
    bot.settle(&asked);
    bot.settle(&gone);
    let left: Vec<Message> = bot.written(&ana, &room).into_iter().filter(Message::stands).collect();
    assert_eq!(left.len(), before, "{left:#?}");
}

#[test]
fn what_comes_unencrypted_into_an_encrypted_chat_is_nobodys_word() {
    let mut bot = MatrixBot::new();
    let ana = bot.person("ana");
    let chat = bot.chat(&ana);
    let text = |words: &str| json!({"msgtype": "m.text", "body": words, "m.mentions": {}});
    // Somebody on the way writes in her name.
    let forge = |content| ana.send_unencrypted(&chat, "m.room.message", content);
    let slips = |words: &str| {
        let came = bot.after(&ana, &chat, || forge(text(words)));
        assert!(came.is_empty(), "{words}: {came:#?}");
    };
    let says = |words: &str| one(bot.ask(&ana, &chat, words)).body;
    for words in ["pledge Ana Gurung | Nepal | nurse", "yes", "individual", "full", "yes", "no"] {
        slips("yes");
        says(words);
    }
    for words in ["confirm", "yes", "1", "forget", "rec 8"] {
        slips(words);
    }
    let thanks = says("confirm");
    assert!(thanks.contains("Thank you!"), "the question was still open: {thanks}");
    // Nor is an answer changed, or anything taken back.
    let asked = ana.say(&chat, "rec 8");
    let answer = one(bot.answers(&ana, &chat, &asked));
    let mut edit = text("* rec 1");
    edit["m.new_content"] = text("rec 1");
    edit["m.relates_to"] = json!({"rel_type": "m.replace", "event_id": asked});
    assert!(bot.after(&ana, &chat, || forge(edit)).is_empty());
    assert_eq!(now(&ana, &chat, &answer).body, answer.body);
    says("withdraw");
    slips("yes");
    // Also what came while the bot was off.
    bot.stop().expect("a clean stop");
    let meanwhile = forge(text("yes"));
    bot.start();
    assert!(bot.answers(&ana, &chat, &meanwhile).is_empty());
    let gone = one(bot.ask(&ana, &chat, "yes")).body;
    assert!(gone.contains("is off the list"), "the question was still open: {gone}");
}
