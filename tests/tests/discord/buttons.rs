//! Discord's buttons, menus and deadlines: pressed twice, late, by somebody else, after a restart, on an old message or
//! by a forger; acknowledged in time however slow the bot is, and left in silence once nothing can be said any more.

use std::time::Duration;

use outreach_tests::discord::{
    Acknowledgement, ChannelId, InteractionId, Message, Order, Permissions, Person, Trouble,
};
use outreach_tests::discord_bot::DiscordBot;
use outreach_tests::discord_plaza::{Plaza, one, plaza};

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const RECOMMENDATION: &str = "Recommendation 8: Encryption and anonymity";
const NEXT: &str = "Next: Recommendation 9";

fn with_ana() -> (DiscordBot, Person, ChannelId) {
    let bot = DiscordBot::new();
    let ana = bot.fake.person("Ana", "en-US");
    let chat = bot.fake.dm(ana);
    (bot, ana, chat)
}

/// What stands behind a button.
#[track_caller]
fn id_of(message: &Message, label: &str) -> String {
    let button = message.buttons().find(|button| button.label == label);
    button.unwrap_or_else(|| panic!("no {label} on {message:#?}")).custom_id.clone()
}

fn labels(message: &Message) -> Vec<&str> {
    message.buttons().map(|button| button.label.as_str()).collect()
}

/// How an interaction was acknowledged, if at all.
fn how(bot: &DiscordBot, id: InteractionId) -> Option<Acknowledgement> {
    bot.fake.look(|world| world.interaction(id).answer)
}

#[test]
fn pressing_goes_through_the_texts_in_one_message() {
    let Plaza { bot, ana, channel, .. } = plaza();
    let chat = bot.fake.dm(ana);
    for first in [one(bot.slash(ana, channel, "/rec 8")), one(bot.ask(ana, chat, "rec 8"))] {
        let before = bot.written(first.channel).len();
        let second = bot.press(ana, &first, NEXT);
        assert_eq!(second.id, first.id);
        assert!(second.content.contains("Recommendation 9:") && !second.content.contains("Recommendation 8:"));
        let third = bot.press(ana, &second, "Previous: Recommendation 8");
        assert_eq!((&third.content, &third.embeds, labels(&third)), (&first.content, &first.embeds, labels(&first)));
        assert_eq!(bot.written(first.channel).len(), before, "all of it in the same message");
    }
}

#[test]
fn who_reads_on_in_the_middle_of_a_pledge_finds_the_way_back() {
    let (bot, ana, chat) = with_ana();
    for words in ["pledge", "yes", "individual"] {
        bot.ask(ana, chat, words);
    }
    let [answer, question] = &bot.ask(ana, chat, "rec 8")[..] else { panic!("an answer, and the open question again") };
    assert!(question.content.contains("What is your name?"), "{question:#?}");
    let next = bot.press(ana, answer, NEXT);
    assert!(next.id == answer.id && next.content.contains("Recommendation 9"), "{next:#?}");
    let back = bot.press(ana, &next, "Back to my pledge");
    assert!(back.content.contains("What is your name?"), "{back:#?}");
    let after = bot.ask(ana, chat, "Ana Gurung");
    assert!(after.iter().any(|message| message.content.contains("Which country?")), "the pledge goes on: {after:#?}");
}

#[test]
fn a_press_by_somebody_else_is_answered_to_them_alone() {
    let Plaza { bot, ana, ben, channel, .. } = plaza();
    let first = one(bot.slash(ana, channel, "/rec 8"));
    let theirs = bot.press(ben, &first, NEXT);
    assert_eq!(theirs.only_for, Some(ben));
    assert!(theirs.content.contains("Recommendation 9:"), "{theirs:#?}");
    let stands = bot.seen(first.id);
    assert_eq!((&stands.content, labels(&stands)), (&first.content, labels(&first)), "Ana reads on");
    // From there on, Ben turns his own pages.
    let on = bot.press(ben, &theirs, "Next: Recommendation 10");
    assert_eq!((on.id, on.only_for), (theirs.id, Some(ben)));
    assert!(on.content.contains("Recommendation 10:"), "{on:#?}");
    assert!(bot.seen_by(ana, channel).iter().all(|message| message.id != theirs.id));
}

#[test]
fn a_second_press_of_a_finger_changes_nothing_more() {
    let (bot, ana, chat) = with_ana();
    for words in ["pledge Ana Gurung | Nepal | teacher", "yes", "individual", "full", "yes", "no"] {
        bot.ask(ana, chat, words);
    }
    let line = bot.written(chat).pop().expect("the last question");
    let confirm = id_of(&line, "Yes, count it");
    // Twice, faster than any answer.
    let pressed = [(); 2].map(|()| bot.fake.press_id(ana, line.id, &confirm));
    bot.settle();
    for press in pressed {
        bot.answered(press);
    }
    let thanks = bot.seen(line.id);
    assert!(thanks.content.contains("Thank you!"), "what the first press did stays to be read: {thanks:#?}");
    let stats = one(bot.ask(ana, chat, "stats")).content;
    assert!(stats.contains("58 supporters"), "{stats}");
}

#[test]
fn a_yes_of_yesterday_asks_again() {
    let (bot, ana, chat) = with_ana();
    let asked = one(bot.ask(ana, chat, "forget"));
    bot.pledge(ana, "Ana Gurung");
    bot.pass(48 * HOUR);
    let again = bot.press(ana, &asked, "Yes, erase everything");
    assert!(labels(&again).contains(&"Yes, erase everything"), "{again:#?}");
    assert!(one(bot.ask(ana, chat, "stats")).content.contains("58 supporters"));
}

#[test]
fn buttons_work_after_a_restart() {
    let Plaza { mut bot, ana, channel, .. } = plaza();
    let first = one(bot.slash(ana, channel, "/rec 8"));
    let notice = one(bot.slash(ana, channel, "/pledge"));
    assert_eq!(notice.only_for, Some(ana));
    bot.stop().expect("a clean stop");
    bot.start();
    let next = bot.press(ana, &first, NEXT);
    assert!(next.id == first.id && next.content.contains("Recommendation 9:"), "{next:#?}");
    bot.kill();
    bot.start();
    let next = bot.press(ana, &notice, "Yes, go on");
    assert_eq!((next.id, next.only_for), (notice.id, Some(ana)));
    assert!(next.content.contains("question 2"), "{next:#?}");
}

#[test]
fn forged_buttons_get_an_answer_and_change_nothing() {
    let Plaza { bot, ana, ben, channel, .. } = plaza();
    bot.pledge(ana, "Ana Gurung");
    let asked = one(bot.slash(ana, channel, "/withdraw"));
    assert_eq!(asked.only_for, Some(ana));
    let yes = id_of(&asked, "Yes, take it back");
    let [bens, hers] = [ben, ana].map(|person| one(bot.slash(person, channel, "/rec 8")));
    let owner = yes.split('.').next().expect("whose it is").to_owned();
    let long = format!("{owner}.{}", "x".repeat(80));
    let (mine, news) = (yes.replacen(&owner, &ben.0.to_string(), 1), yes.replacen(&owner, "0", 1));
    let forged = [
        "",
        "x",
        ".",
        "/",
        "0.",
        "0./",
        "0./nothing",
        "0./review:approve+1",
        "0.f.yes",
        "0.w.1.yes",
        "0.p.1.confirm",
        "é",
        "😀.😀",
        "99999999999999999999999.x",
        "-1./help",
        &yes,
        &mine,
        &news,
        &long,
    ];
    for custom_id in forged {
        // Under his own message, and under one of hers that everybody sees.
        for message in [bens.id, hers.id] {
            let pressed = bot.fake.press_id(ben, message, custom_id);
            bot.settle();
            assert!(how(&bot, pressed).is_some(), "{custom_id:?} was pressed and spins still");
            let chosen = bot.fake.select_id(ben, message, custom_id, &[custom_id.to_owned()]);
            bot.settle();
            assert!(how(&bot, chosen).is_some(), "{custom_id:?} was chosen and spins still");
        }
    }
    let public = bot.seen(hers.id);
    assert_eq!((&public.content, labels(&public)), (&hers.content, labels(&hers)), "Ana's answer stands");
    let question = bot.seen(asked.id);
    assert_eq!((&question.content, labels(&question)), (&asked.content, labels(&asked)), "Ana's question stands");
    let mydata = one(bot.slash(ana, channel, "/mydata"));
    assert!(mydata.content.contains("published, number 20"), "nothing of Ana's has changed: {mydata:#?}");
    for message in bot.seen_by(ben, channel) {
        assert!(message.only_for == Some(ben) || !message.content.contains("Ana Gurung"), "{message:#?}");
    }
    // Hers does.
    let done = bot.press(ana, &asked, "Yes, take it back");
    assert!(done.content.contains("Your pledge is off the list"), "{done:#?}");
}

#[test]
fn a_press_on_a_message_that_is_gone_is_still_answered() {
    let Plaza { bot, ana, channel, .. } = plaza();
    let first = one(bot.slash(ana, channel, "/rec 8"));
    let pressed = bot.fake.press(ana, first.id, NEXT);
    bot.fake.delete(first.id);
    bot.settle();
    assert!(how(&bot, pressed).is_some(), "the button spins still");
    let again = one(bot.slash(ana, channel, "/rec 8"));
    assert!(again.content.contains(RECOMMENDATION), "{again:#?}");
}

#[test]
fn a_slow_answer_is_promised_in_time_and_then_given() {
    let Plaza { bot, ana, ben, channel, .. } = plaza();
    let first = one(bot.slash(ana, channel, "/rec 8"));
    let aside = one(bot.slash(ben, channel, "/pledge"));
    bot.desk().hold();
    let asked = bot.fill_in(ana, channel, "/rec 10");
    let private = bot.fill_in(ana, channel, "/mydata");
    let pressed = bot.fake.press(ben, aside.id, "Yes, go on");
    bot.fake.wait("the promises", |world| {
        [asked, private, pressed].iter().all(|id| world.interaction(*id).answer.is_some()).then_some(())
    });
    let took = |id| bot.fake.look(|world| world.interaction(id).took).expect("it was acknowledged");
    for id in [asked, private, pressed] {
        assert!(took(id) < Duration::from_millis(2_900), "{:?}", took(id));
    }
    assert_eq!(
        [asked, private, pressed].map(|id| how(&bot, id)),
        [Some(Acknowledgement::Thinking), Some(Acknowledgement::Thinking), Some(Acknowledgement::Later)]
    );
    bot.fake.look(|world| {
        let promised = |id| world.interaction(id).original.and_then(|id| world.message(id)).cloned();
        let (open, hidden) = (promised(asked).expect("a promise"), promised(private).expect("a promise"));
        assert!(open.thinking && open.only_for.is_none(), "{open:#?}");
        assert!(
            hidden.thinking && hidden.only_for == Some(ana),
            "personal matters are promised in private: {hidden:#?}"
        );
    });
    bot.desk().go_on();
    bot.settle();
    let answer = |id| bot.fake.look(|world| world.answer(id)).expect("an answer");
    assert!(answer(asked).content.contains("Recommendation 10:"));
    assert!(answer(private).content.contains("What I keep about you") && answer(private).only_for == Some(ana));
    assert!(bot.seen(aside.id).content.contains("question 2"), "the message itself changes");
    assert_eq!(bot.seen(first.id).content, first.content);
    assert_eq!(bot.fake.look(|world| world.thinking()), 0);
}

#[test]
fn a_press_of_somebody_elses_button_is_promised_to_the_presser_alone() {
    let Plaza { bot, ana, ben, channel, .. } = plaza();
    let first = one(bot.slash(ana, channel, "/rec 8"));
    bot.desk().hold();
    let pressed = bot.fake.press(ben, first.id, NEXT);
    bot.fake.wait("a promise", |world| world.interaction(pressed).acknowledged());
    bot.desk().go_on();
    bot.settle();
    let answer = bot.fake.look(|world| world.answer(pressed)).expect("an answer");
    assert_eq!(answer.only_for, Some(ben));
    assert!(answer.content.contains("Recommendation 9:"), "{answer:#?}");
    assert_eq!(bot.seen(first.id).content, first.content);
}

#[test]
fn after_a_quarter_of_an_hour_nothing_is_said_in_a_room_and_a_message_comes_in_private() {
    let Plaza { bot, ana, channel, .. } = plaza();
    let chat = bot.fake.dm(ana);
    bot.desk().hold();
    let (public, direct) = (bot.fill_in(ana, channel, "/rec 8"), bot.fill_in(ana, chat, "/rec 9"));
    bot.fake.wait("the promises", |world| {
        [public, direct].iter().all(|id| world.interaction(*id).answer.is_some()).then_some(())
    });
    let before = bot.written(channel).len();
    bot.pass(16 * MINUTE);
    bot.desk().go_on();
    bot.settle();
    assert_eq!(bot.written(channel).len(), before, "silence");
    let told = bot.written(chat).into_iter().filter(|message| message.content.contains("Recommendation 9:")).count();
    assert_eq!(told, 1, "the answer comes as a message");
    // And nothing is broken.
    let answer = one(bot.slash(ana, channel, "/rec 8"));
    assert!(answer.content.contains(RECOMMENDATION), "{answer:#?}");
}

#[test]
fn what_discord_takes_badly_is_survived() {
    let Plaza { bot, ana, channel, .. } = plaza();
    // The acknowledgement came too late, or somebody else gave one.
    for (status, code, words) in
        [(404, 10_062, "Unknown interaction"), (400, 40_060, "Interaction has already been acknowledged.")]
    {
        let refused = Trouble::Refused(status, code, words.to_owned());
        bot.fake.order(Order::new(refused).on("POST /interactions/{interaction}/{token}/callback"));
        bot.fill_in(ana, channel, "/rec 8");
        bot.settle();
        bot.fake.peace();
        let answer = one(bot.slash(ana, channel, "/rec 9"));
        assert!(answer.content.contains("Recommendation 9:"), "{words}: {answer:#?}");
    }
}

#[test]
fn an_acknowledgement_whose_answer_is_lost_is_not_given_twice() {
    for trouble in [Trouble::LostAfter, Trouble::LostBefore, Trouble::Page(502)] {
        let Plaza { bot, ana, channel, .. } = plaza();
        bot.fake.order(Order::new(trouble.clone()).on("POST /interactions/{interaction}/{token}/callback"));
        let asked = bot.fill_in(ana, channel, "/rec 8");
        bot.settle();
        let answers = bot.fake.look(|world| world.answers(asked));
        let answers: Vec<_> = answers.iter().filter(|m| m.content.contains(RECOMMENDATION)).collect();
        assert_eq!(answers.len(), 1, "{trouble:?}: {answers:#?}");
    }
}

#[test]
fn a_crowd_of_presses_is_acknowledged_in_time() {
    let Plaza { bot, olga, guild, channel, .. } = plaza();
    let first = one(bot.slash(olga, channel, "/rec 8"));
    let people: Vec<Person> = (0..60).map(|n| bot.fake.person(&format!("Person {n}"), "en-US")).collect();
    let pressed: Vec<InteractionId> = people
        .iter()
        .map(|person| {
            bot.fake.join(*person, guild);
            bot.fake.press(*person, first.id, NEXT)
        })
        .collect();
    bot.settle();
    for (press, person) in pressed.into_iter().zip(people) {
        bot.answered(press);
        let answer = bot.fake.look(|world| world.answer(press)).expect("an answer");
        assert_eq!(answer.only_for, Some(person));
    }
    assert_eq!(bot.seen(first.id).content, first.content);
}

#[test]
fn a_refusal_on_a_public_message_is_told_to_the_presser_alone() {
    let Plaza { bot, olga, ana, channel, .. } = plaza();
    let settings = one(bot.slash(olga, channel, "/announcements"));
    let refusal = bot.press(ana, &settings, "Once a day");
    assert_eq!(refusal.only_for, Some(ana));
    assert!(refusal.content.contains("Only the admins of this room"), "{refusal:#?}");
    let stands = bot.seen(settings.id);
    assert_eq!((&stands.content, labels(&stands)), (&settings.content, labels(&settings)));
}

#[test]
fn suggestions_come_for_every_blank() {
    let Plaza { bot, ana, olga, channel, .. } = plaza();
    let [french] = ["Nadia"].map(|name| bot.fake.person(name, "fr"));
    bot.fake.join(french, bot.fake.look(|world| world.guild_of(channel)).expect("a server's channel"));
    let chat = bot.fake.dm(ana);
    let mut asked = 0;
    for command in &bot.run.menu.commands {
        for option in command.options.iter().filter(|option| option.completes.is_some()) {
            for (person, place) in [(olga, channel), (french, channel), (ana, chat)] {
                for words in ["", "1", "n", "encr", "zzzzzzzz", "😀", "@everyone", &"x".repeat(60)] {
                    let value = serde_json::json!(words);
                    let typed = bot.fake.autocomplete(person, place, &command.name, &[(&option.name, value)]);
                    bot.settle();
                    let choices = bot.fake.look(|world| world.choices(typed));
                    let choices = choices.unwrap_or_else(|| panic!("{}.{}: {words:?}", command.name, option.name));
                    assert!(choices.len() <= 25, "{choices:#?}");
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 24, "several options complete themselves");
}

#[test]
fn what_is_suggested_can_be_sent_and_is_understood() {
    let Plaza { bot, ana, olga, channel, .. } = plaza();
    let french = bot.fake.person("Nadia", "fr");
    bot.fake.join(french, bot.fake.look(|world| world.guild_of(channel)).expect("a server's channel"));
    bot.pledge(ana, "Ana Gurung");
    let suggested = |person, command: &str, option: &str, words: &str| {
        let typed = bot.fake.autocomplete(person, channel, command, &[(option, serde_json::json!(words))]);
        bot.settle();
        bot.fake.look(|world| world.choices(typed)).expect("suggestions")
    };
    // By number and by words, in the person's language.
    for (person, words, begins) in [
        (olga, "8", "Recommendation 8"),
        (olga, "encryption", "Recommendation 8"),
        (french, "chiffrement", "Recommandation"),
    ] {
        let choices = suggested(person, "recommendation", "number", words);
        let first = choices.first().unwrap_or_else(|| panic!("nothing for {words}"));
        assert!(first.label.contains("8"), "{words}: {choices:#?}");
        let number = serde_json::from_str(&first.value).expect("a number");
        let asked = bot.fake.slash(person, channel, "recommendation", &[("number", number)]);
        bot.settle();
        let answer = bot.fake.look(|world| world.answer(asked)).expect("an answer");
        assert!(answer.content.contains(begins), "{words}: {answer:#?}");
    }
    // The public line, and nothing else.
    let choices = suggested(olga, "supporters", "search", "ana gur");
    assert!(choices.iter().any(|choice| choice.label.contains("Ana Gurung")), "{choices:#?}");
    let choices = suggested(olga, "pledge", "country", "nep");
    assert!(choices.iter().any(|choice| choice.label.contains("Nepal")), "{choices:#?}");
    let choices = suggested(french, "pledge", "country", "allem");
    assert!(choices.iter().any(|choice| choice.label.contains("Allemagne")), "{choices:#?}");
}

#[test]
fn an_admin_of_a_channel_may_press_what_others_may_not() {
    let Plaza { bot, olga, ana, ben, guild, channel } = plaza();
    let manages = bot.fake.role(guild, "Gardener", Permissions::MANAGE_CHANNELS);
    bot.fake.give_role(ana, guild, manages);
    let settings = one(bot.slash(olga, channel, "/announcements"));
    let hers = bot.press(ana, &settings, "Once a day");
    assert!(hers.content.contains("once a day"), "{hers:#?}");
    let his = bot.press(ben, &settings, "Once a week");
    assert!(his.content.contains("Only the admins of this room") && his.only_for == Some(ben), "{his:#?}");
    bot.fake.take_roles(ana, guild);
    let hers = bot.press(ana, &settings, "Once a week");
    assert!(hers.content.contains("Only the admins of this room") && hers.only_for == Some(ana), "{hers:#?}");
}
