//! Discord's servers: what the bot hears there, where and in which language it answers, who may change what a channel
//! hears, and what becomes of a channel, a thread or a server that goes.

use std::collections::BTreeSet;

use bot_core::content::Series;
use bot_core::language::Language;
use outreach_tests::core_stage::knowledge;
use outreach_tests::discord::{ChannelId, Message, Permissions, Whom};
use outreach_tests::discord_bot::DiscordBot;
use outreach_tests::discord_plaza::{Plaza, one, plaza};
use outreach_tests::discord_text::all_of;
use serde_json::{Value, json};

const ONLY_ADMINS: &str = "Only the admins of this room can change what it hears.";
const RECOMMENDATION: &str = "Recommendation 8: Encryption and anonymity";

/// Every language of Discord's app that the bot speaks, and one that it doesn't.
const APPS: [(&str, Language); 11] = [
    ("en-US", Language::English),
    ("en-GB", Language::English),
    ("fr", Language::French),
    ("es-ES", Language::Spanish),
    ("es-419", Language::Spanish),
    ("pt-BR", Language::Portuguese),
    ("ru", Language::Russian),
    ("zh-CN", Language::Chinese),
    ("zh-TW", Language::Chinese),
    ("de", Language::German),
    ("ja", Language::English),
];

/// The languages in which commands are registered beside English.
fn registered_in() -> impl Iterator<Item = (&'static str, Language)> {
    // Commands are written in simplified characters.
    APPS.into_iter().filter(|(locale, language)| *language != Language::English && *locale != "zh-TW")
}

/// "Recommendation 8: Encryption and anonymity".
fn heading(language: Language) -> String {
    let knowledge = knowledge();
    let say = knowledge.say(language);
    let passage = knowledge.campaign.numbered(Series::Recommendation, 8).expect("there are thirteen");
    let place = say.with("recommendation-number", &[("number", 8_u32.into())]);
    say.with("passage-title", &[("place", place.into()), ("topic", passage.title(language).into())])
}

/// What was sent to a channel, refused or not.
fn tries(bot: &DiscordBot, channel: ChannelId) -> usize {
    let sent = |call: &&outreach_tests::discord::Call| {
        call.channel == Some(channel) && call.route == "POST /channels/{channel}/messages"
    };
    bot.fake.look(|world| world.calls().iter().filter(sent).count())
}

#[test]
fn a_server_is_greeted_once_where_it_greets() {
    let Plaza { mut bot, olga, guild, channel, .. } = plaza();
    let greeting = one(bot.written(channel));
    assert!(greeting.content.contains("Hello! I answer questions"), "{greeting:#?}");
    assert_eq!((greeting.reply_to, greeting.pings.len()), (None, 0));
    bot.fake.outage(guild);
    bot.settle();
    bot.fake.recover(guild);
    bot.settle();
    bot.stop().expect("a clean stop");
    bot.start();
    bot.settle();
    assert_eq!(bot.written(channel).len(), 1, "an outage and a restart bring no second greeting");
    // The language is the server's; where nobody may write, or nothing is greeted, nothing is said.
    let french = bot.fake.guild("Place", olga);
    bot.fake.set_locale(french, "fr");
    let place = bot.fake.text_channel(french, "accueil");
    bot.fake.add_bot(french);
    bot.settle();
    assert!(one(bot.written(place)).content.contains("Bonjour"), "{:#?}", bot.written(place));
    for silent in [true, false] {
        let guild = bot.fake.guild("Quiet", olga);
        let channel = bot.fake.text_channel(guild, "rules");
        if silent {
            bot.fake.forbid(channel, Permissions::SEND_MESSAGES);
        } else {
            bot.fake.set_system_channel(guild, None);
        }
        bot.fake.add_bot(guild);
        bot.settle();
        assert_eq!((bot.written(channel).len(), tries(&bot, channel)), (0, 0));
    }
}

#[test]
fn whoever_mentions_the_bot_s_role_is_not_left_without_an_answer() {
    let bot = DiscordBot::new();
    let olga = bot.fake.person("Olga", "en-US");
    let guild = bot.fake.guild("Plaza", olga);
    let channel = bot.fake.text_channel(guild, "square");
    bot.fake.add_bot_with(guild, Permissions::EMBED_LINKS);
    bot.settle();
    // Discord keeps the words to itself.
    let words = format!("{} rec 8", bot.fake.role_mention(guild));
    let answer = one(bot.ask(olga, channel, &words));
    assert!(!answer.content.is_empty() && !answer.content.contains(RECOMMENDATION), "{answer:#?}");
    assert!(answer.reply_to.is_some() && answer.pings.is_empty(), "{answer:#?}");
    let empty = one(bot.mention(olga, channel, ""));
    assert_eq!(answer.content, empty.content, "as to a mention without words");
}

#[test]
fn a_mention_is_heard_and_answered_as_a_reply() {
    let Plaza { bot, ana, channel, .. } = plaza();
    let us = bot.fake.bot_id();
    for words in [
        format!("<@{us}> rec 8"),
        format!("<@!{us}> rec 8"),
        format!("rec 8 <@{us}>"),
        format!("<@{us}>, rec 8"),
        format!("<@{us}> /rec 8"),
        format!("😀 <@{us}> may the police break encryption?"),
    ] {
        let before = bot.written(channel).len();
        let said = bot.fake.say(ana, channel, &words);
        bot.settle();
        let written = bot.written(channel);
        assert_eq!(written.len(), before + 1, "{words}: {:#?}", written.last());
        let answer = &written[before];
        assert!(answer.content.contains(RECOMMENDATION), "{words}: {answer:#?}");
        assert_eq!((answer.reply_to, &answer.pings[..]), (Some(said), &[][..]), "{words}");
    }
}

#[test]
fn what_is_not_meant_for_the_bot_is_left_alone() {
    let Plaza { bot, olga, ana, guild, channel, .. } = plaza();
    let us = bot.fake.bot_id();
    let role = bot.fake.role(guild, "Outreach", Permissions::NONE);
    let another = bot.fake.other_bot("Echo");
    bot.fake.join(another, guild);
    let before = bot.written(channel).len();
    for words in ["hello everybody", "@everyone rec 8", "@here rec 8", "/rec 8", "@Outreach rec 8", "", "rec 8"] {
        bot.fake.say(ana, channel, words);
    }
    bot.fake.say(ana, channel, &format!("<@&{}> rec 8", role.0));
    bot.fake.say(ana, channel, &format!("<@{}> rec 8", olga.0));
    // Bots and webhooks, whatever they say; also what they say directly.
    bot.fake.say(another, channel, &format!("<@{us}> rec 8"));
    bot.fake.say_as_webhook(channel, &format!("<@{us}> rec 8"));
    bot.fake.say(another, bot.fake.dm(another), "rec 8");
    bot.settle();
    assert_eq!(bot.written(channel).len(), before, "{:#?}", bot.written(channel).last());
    assert!(bot.written(bot.fake.dm(another)).is_empty());
    // An edit is no new question.
    let said = bot.fake.say(ana, channel, "hello");
    bot.fake.edit(said, &format!("<@{us}> rec 8"));
    bot.settle();
    assert_eq!(bot.written(channel).len(), before);
}

#[test]
fn a_reply_to_the_bot_is_heard_when_it_pings_it() {
    let Plaza { bot, olga, ana, channel, .. } = plaza();
    let greeting = one(bot.written(channel));
    let said = bot.fake.reply(ana, channel, "rec 8", greeting.id, true);
    bot.settle();
    let answer = bot.written(channel).pop().expect("an answer");
    assert!(answer.content.contains(RECOMMENDATION) && answer.reply_to == Some(said), "{answer:#?}");
    let talk = bot.fake.say(olga, channel, "who has read this?");
    for (to, ping) in [(talk, true), (greeting.id, false)] {
        bot.fake.reply(ana, channel, "rec 9", to, ping);
    }
    bot.settle();
    assert_eq!(bot.written(channel).last().map(|m| m.id), Some(answer.id), "people talk with each other");
}

#[test]
fn direct_messages_are_answered_from_the_first_one_on() {
    let bot = DiscordBot::new();
    let ana = bot.fake.person("Ana", "en-US");
    let answer = one(bot.tell(ana, "rec 8"));
    assert!(answer.content.contains(RECOMMENDATION), "{answer:#?}");
    let answer = one(bot.tell(ana, "may the police break encryption?"));
    assert!(answer.content.contains("Recommendation 8"), "{answer:#?}");
    let answer = one(bot.slash(ana, bot.fake.dm(ana), "/rec 9"));
    assert!(answer.content.contains("Recommendation 9:") && answer.only_for.is_none(), "{answer:#?}");
}

#[test]
fn threads_and_posts_are_answered_where_they_are() {
    let Plaza { bot, olga, ana, guild, channel, .. } = plaza();
    let forum = bot.fake.forum(guild, "questions");
    let post = bot.fake.post(ana, forum, "Encryption", "What do you think?");
    let thread = bot.fake.thread(ana, channel, "Rights");
    let news = bot.fake.announcement_channel(guild, "news");
    let below = bot.fake.thread(ana, news, "Talk");
    bot.settle();
    let parent = bot.written(channel).len();
    for place in [post, thread, below] {
        assert!(one(bot.mention(ana, place, "rec 8")).content.contains(RECOMMENDATION));
        assert!(one(bot.slash(ana, place, "/rec 9")).content.contains("Recommendation 9:"));
    }
    assert_eq!(bot.written(channel).len(), parent, "the channel above hears nothing of it");
    // Each hears what it chose.
    bot.slash(olga, post, "/announcements each");
    bot.slash(olga, thread, "/announcements each");
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    for place in [post, thread] {
        assert!(bot.written(place).pop().is_some_and(|news| all_of(&news).contains("Ana Gurung")));
    }
    assert!(bot.written(below).iter().all(|message| !all_of(message).contains("Ana Gurung")));
    assert_eq!(bot.written(channel).len(), parent);
}

#[test]
fn only_those_who_manage_change_what_a_channel_hears() {
    let Plaza { bot, olga, ana, guild, channel, .. } = plaza();
    let refused = |message: &Message| message.content.contains(ONLY_ADMINS);
    let changed = |message: &Message| message.content.contains("From now on") || all_of(message).contains("News: none");
    assert!(changed(&one(bot.slash(olga, channel, "/announcements each"))), "the owner");
    let told = one(bot.slash(ana, channel, "/announcements daily"));
    assert!(refused(&told), "{told:#?}");
    assert!(refused(&one(bot.mention(ana, channel, "announcements daily"))));
    for permission in [Permissions::MANAGE_GUILD, Permissions::MANAGE_CHANNELS, Permissions::ADMINISTRATOR] {
        let role = bot.fake.role(guild, "Gardener", permission);
        bot.fake.give_role(ana, guild, role);
        assert!(changed(&one(bot.slash(ana, channel, "/announcements daily"))), "{permission:?}");
        bot.fake.take_roles(ana, guild);
        assert!(refused(&one(bot.slash(ana, channel, "/announcements weekly"))), "no longer {permission:?}");
    }
    // Whoever manages one channel manages what that one hears.
    let hall = bot.fake.text_channel(guild, "hall");
    bot.fake.overwrite(hall, Whom::Person(ana), Permissions::MANAGE_CHANNELS, Permissions::NONE);
    bot.settle();
    assert!(changed(&one(bot.slash(ana, hall, "/announcements each"))));
    assert!(refused(&one(bot.slash(ana, channel, "/announcements each"))));
    // Managing messages is not managing the room.
    let role = bot.fake.role(guild, "Moderator", Permissions::MANAGE_MESSAGES);
    bot.fake.give_role(ana, guild, role);
    assert!(refused(&one(bot.slash(ana, channel, "/announcements each"))));
}

#[test]
fn a_mention_by_somebody_who_was_never_seen_asks_discord_who_may() {
    let Plaza { bot, olga, ana, guild, channel, .. } = plaza();
    let role = bot.fake.role(guild, "Gardener", Permissions::MANAGE_CHANNELS);
    bot.fake.give_role(ana, guild, role);
    let hers = one(bot.mention(ana, channel, "announcements each"));
    assert!(hers.content.contains("From now on"), "{hers:#?}");
    let owners = one(bot.mention(olga, channel, "announcements daily"));
    assert!(owners.content.contains("From now on"), "{owners:#?}");
    let cho = bot.fake.person("Cho", "en-US");
    bot.fake.join(cho, guild);
    assert!(one(bot.mention(cho, channel, "announcements off")).content.contains(ONLY_ADMINS));
}

#[test]
fn where_the_bot_may_not_write_it_says_so_before_it_promises_news() {
    let Plaza { bot, olga, guild, .. } = plaza();
    let closed = bot.fake.text_channel(guild, "closed");
    bot.fake.forbid(closed, Permissions::SEND_MESSAGES);
    bot.settle();
    let told = one(bot.slash(olga, closed, "/announcements each"));
    assert!(told.content.contains("I may not write in this room by myself"), "{told:#?}");
    bot.fake.allow(closed);
    bot.settle();
    let shown = one(bot.slash(olga, closed, "/announcements"));
    assert!(all_of(&shown).contains("none"), "nothing was kept: {shown:#?}");
    assert!(one(bot.slash(olga, closed, "/announcements each")).content.contains("From now on"));
}

#[test]
fn people_are_answered_in_their_apps_language_until_they_choose() {
    let Plaza { bot, guild, channel, .. } = plaza();
    assert_eq!(heading(Language::English), RECOMMENDATION);
    for (locale, language) in APPS {
        let person = bot.fake.person("Somebody", locale);
        bot.fake.join(person, guild);
        let answer = one(bot.slash(person, channel, "/rec 8"));
        // The citation below it is English in every language.
        assert!(answer.content.contains(&heading(language)), "{locale}: {answer:#?}");
        let pledge = knowledge().say(language).text("choose-pledge");
        assert!(answer.buttons().any(|button| button.label == pledge), "{locale}, {pledge:?}: {answer:#?}");
        let notice = one(bot.slash(person, channel, "/privacy"));
        assert_eq!(notice.only_for, Some(person));
        let title = knowledge().say(language).text("privacy-title");
        assert!(notice.content.contains(&title), "{locale}, {title:?}: {notice:#?}");
    }
    let person = bot.fake.person("Somebody", "fr");
    bot.fake.join(person, guild);
    assert!(one(bot.tell(person, "rec 8")).content.contains(RECOMMENDATION), "nobody told their language yet");
    bot.slash(person, channel, "/rec 8");
    for answer in [one(bot.tell(person, "rec 8")), one(bot.mention(person, channel, "rec 8"))] {
        assert!(answer.content.contains(&heading(Language::French)), "words are answered as buttons are: {answer:#?}");
    }
    for language in Language::ALL {
        bot.slash(person, channel, &format!("/language {}", language.code()));
        for answer in [one(bot.slash(person, channel, "/rec 8")), one(bot.tell(person, "rec 8"))] {
            assert!(
                answer.content.contains(&heading(language)),
                "{language:?}, also where no app says one: {answer:#?}"
            );
        }
    }
}

#[test]
fn after_a_restart_words_tell_the_language_and_a_pledge_goes_on_in_it() {
    let Plaza { mut bot, guild, channel, .. } = plaza();
    let [asking, pledging] = ["Nadia", "Omar"].map(|name| bot.fake.person(name, "fr"));
    for person in [asking, pledging] {
        bot.fake.join(person, guild);
        bot.slash(person, channel, "/rec 8");
    }
    let title = knowledge().say(Language::French).text("pledge-title");
    assert!(one(bot.tell(pledging, "pledge")).content.contains(&title));
    bot.stop().expect("a clean stop");
    bot.start();
    bot.settle();
    let answer = one(bot.tell(asking, "le gouvernement peut-il interdire le chiffrement ?"));
    assert!(answer.content.contains(&heading(Language::French)), "{answer:#?}");
    let help = knowledge().say(Language::French).text("help-title");
    assert!(one(bot.tell(asking, "aide")).content.contains(&help));
    let question = one(bot.tell(pledging, "oui"));
    assert!(question.content.contains(&title), "{question:#?}");
    // Words that are the same in every language say nothing, until an app tells its own again.
    assert!(one(bot.tell(asking, "rec 8")).content.contains(RECOMMENDATION));
    bot.slash(asking, channel, "/rec 8");
    assert!(one(bot.tell(asking, "rec 8")).content.contains(&heading(Language::French)));
}

#[test]
fn a_servers_language_is_that_of_its_news_until_it_chooses() {
    let Plaza { bot, olga, ana, .. } = plaza();
    let guild = bot.fake.guild("Place", olga);
    bot.fake.set_locale(guild, "fr");
    let channel = bot.fake.text_channel(guild, "accueil");
    bot.fake.join(ana, guild);
    bot.fake.add_bot(guild);
    bot.settle();
    let settings = one(bot.slash(olga, channel, "/announcements each"));
    assert!(settings.content.contains("From now on"), "Olga's app speaks English: {settings:#?}");
    // Messages carry no language of their own: the server's is the nearest to the person's.
    assert!(one(bot.mention(ana, channel, "rec 8")).content.contains("Recommandation 8"));
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = bot.written(channel).pop().expect("news");
    assert!(news.content.contains("Un nouveau soutien"), "{news:#?}");
    bot.slash(olga, channel, "/announcements language es");
    bot.pass(60 * 60 * 1000);
    bot.pledge(bot.fake.person("Ben", "en-US"), "Ben Bista");
    bot.deliver();
    let news = bot.written(channel).pop().expect("news");
    assert!(all_of(&news).contains("Ben Bista") && !news.content.contains("Un nouveau"), "{news:#?}");
}

/// A command's name, what it does, and what can be filled in are said in each language of the apps, by the bot's words.
#[track_caller]
fn assert_is_told_in_every_language(bot: &DiscordBot, registered: &Value) {
    let all: BTreeSet<&str> = registered_in().map(|(locale, _)| locale).collect();
    let locales = |words: &Value| -> BTreeSet<String> {
        words.as_object().map(|words| words.keys().cloned().collect()).unwrap_or_default()
    };
    let offered = bot.run.menu.commands.iter().find(|command| registered["name"] == command.name.as_str());
    let offered = offered.expect("what is registered is offered");
    let knowledge = knowledge();
    let command = knowledge.names.find(&offered.stands_for).expect("the bot knows it");
    let abouts = &registered["description_localizations"];
    assert!(locales(abouts).iter().eq(&all), "{registered:#}");
    for (locale, language) in registered_in() {
        let about = knowledge.say(language).text(&format!("command-{}-about", command.as_str()));
        assert_eq!(abouts[locale], about.as_str(), "{}, {locale}", offered.name);
        // A short name is the same in every language, and so is one that a language took over.
        let Some(name) = registered["name_localizations"][locale].as_str() else {
            let theirs =
                offered.local_names.iter().find(|(other, _)| *other == language).map(|(_, name)| name.as_str());
            let taken = |name: &str| bot.run.menu.commands.iter().any(|command| command.name == name);
            assert!(theirs.is_none_or(taken), "{} isn't called {theirs:?} in {locale}", offered.name);
            continue;
        };
        let names = knowledge.say(language).lines(&format!("command-{}-names", command.as_str()));
        assert!(names.iter().any(|known| known == name), "{}, {locale}: {name} is none of {names:?}", offered.name);
    }
    for option in registered["options"].as_array().into_iter().flatten() {
        assert!(locales(&option["description_localizations"]).iter().eq(&all), "{}: {option:#}", offered.name);
        for choice in option["choices"].as_array().into_iter().flatten() {
            assert!(locales(&choice["name_localizations"]).iter().eq(&all), "{}: {choice:#}", offered.name);
        }
    }
}

#[test]
fn commands_have_names_in_every_language_and_are_registered_once() {
    let mut bot = DiscordBot::new();
    let commands: Vec<Value> = bot.fake.look(|world| world.commands(None).to_vec());
    let named = |name: &str| commands.iter().find(|command| command["name"] == name).cloned();
    for name in [
        "ask",
        "recommendation",
        "statement",
        "definition",
        "about",
        "supporters",
        "latest",
        "stats",
        "pledge",
        "withdraw",
        "mydata",
        "forget",
        "privacy",
        "language",
        "help",
        "cancel",
        "announcements",
        "review",
        "announce",
        "roles",
    ] {
        assert!(named(name).is_some(), "{name} is offered");
    }
    for command in &commands {
        assert_is_told_in_every_language(&bot, command);
    }
    let pledge = named("pledge").expect("a command");
    let names = registered_in().map(|(locale, _)| (locale, pledge["name_localizations"][locale].as_str()));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            ("fr", Some("soutenir")),
            ("es-ES", Some("apoyar")),
            ("es-419", Some("apoyar")),
            ("pt-BR", Some("apoiar")),
            ("ru", Some("поддержать")),
            ("zh-CN", Some("支持")),
            ("de", Some("unterschreiben")),
        ]
    );
    let registered = |bot: &DiscordBot| {
        bot.fake.look(|world| {
            let changes = |call: &&outreach_tests::discord::Call| {
                call.route.contains("/commands") && !call.route.starts_with("GET")
            };
            world.calls().iter().filter(changes).count()
        })
    };
    bot.fake.wait("the end of the call", |world| {
        world
            .calls()
            .iter()
            .any(|call| call.route.contains("/commands") && !call.route.starts_with("GET"))
            .then_some(())
    });
    let before = registered(&bot);
    bot.stop().expect("a clean stop");
    bot.start();
    bot.settle();
    assert_eq!(registered(&bot), before, "what hasn't changed isn't registered again");
    bot.stop().expect("a clean stop");
    bot.run.menu.commands.retain(|command| command.name != "roles");
    bot.start();
    bot.fake.wait("the change", |world| (world.commands(None).len() + 1 == commands.len()).then_some(()));
}

#[test]
fn a_development_server_has_the_commands_alone() {
    let mut bot = DiscordBot::stopped(Default::default());
    let olga = bot.fake.person("Olga", "en-US");
    let guild = bot.fake.guild("Workshop", olga);
    let channel = bot.fake.text_channel(guild, "bench");
    bot.fake.add_bot(guild);
    bot.run.development_guild = Some(guild.0);
    bot.start();
    assert!(bot.fake.look(|world| world.commands(None).is_empty()));
    assert!(one(bot.slash(olga, channel, "/rec 8")).content.contains(RECOMMENDATION));
}

#[test]
fn a_local_name_is_the_same_command() {
    let Plaza { bot, guild, channel, .. } = plaza();
    let nadia = bot.fake.person("Nadia", "fr");
    bot.fake.join(nadia, guild);
    // Whatever the app shows, Discord sends the registered name.
    let answer = one(bot.slash(nadia, channel, "/soutenir"));
    assert!(answer.only_for == Some(nadia) && answer.content.contains("Apporter"), "{answer:#?}");
}

#[test]
fn a_channel_a_thread_and_a_server_that_are_gone_are_never_tried_again() {
    let Plaza { bot, olga, ana, guild, channel, .. } = plaza();
    let hall = bot.fake.text_channel(guild, "hall");
    let thread = bot.fake.thread(olga, channel, "Rights");
    let elsewhere = bot.fake.guild("Elsewhere", olga);
    let far = bot.fake.text_channel(elsewhere, "far");
    bot.fake.add_bot(elsewhere);
    bot.settle();
    for place in [channel, hall, thread, far] {
        bot.slash(olga, place, "/announcements each");
    }
    bot.fake.delete_channel(hall);
    bot.fake.delete_channel(thread);
    bot.fake.remove_bot(elsewhere);
    bot.settle();
    let before = [hall, thread, far].map(|place| tries(&bot, place));
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    assert_eq!([hall, thread, far].map(|place| tries(&bot, place)), before);
    assert!(bot.written(channel).pop().is_some_and(|news| all_of(&news).contains("Ana Gurung")), "the others hear it");
    // It comes back as if for the first time.
    bot.fake.add_bot(elsewhere);
    bot.settle();
    let settings = one(bot.slash(olga, far, "/announcements"));
    assert!(all_of(&settings).contains("none"), "{settings:#?}");
}

#[test]
fn who_turned_news_on_is_told_once_when_a_room_is_lost() {
    let Plaza { bot, olga, ana, guild, channel, .. } = plaza();
    bot.slash(olga, channel, "/announcements each");
    bot.fake.remove_bot(guild);
    bot.settle();
    bot.deliver();
    let told = |bot: &DiscordBot, person| {
        let lost = |message: &Message| message.content.contains("no longer takes my messages");
        bot.fake.look(|world| world.direct(person)).map_or(0, |dm| bot.written(dm).iter().filter(|m| lost(m)).count())
    };
    assert_eq!((told(&bot, olga), told(&bot, ana)), (1, 0));
    bot.pledge(ana, "Ana Gurung");
    bot.pass(24 * 60 * 60 * 1000);
    bot.deliver();
    assert_eq!(told(&bot, olga), 1, "once");
}

#[test]
fn odd_events_are_skipped_and_their_neighbours_answered() {
    let Plaza { bot, ana, guild, channel, .. } = plaza();
    let us = bot.fake.bot_id();
    let interaction = |change: &dyn Fn(&mut Value)| {
        let mut event = json!({
            "id": "1423000000000000000", "application_id": bot.fake.application().to_string(), "type": 2, "token": "odd",
            "version": 1, "guild_id": guild.0.to_string(), "channel_id": channel.0.to_string(), "locale": "en-US",
            "member": {"user": {"id": ana.0.to_string(), "username": "ana"}, "permissions": "0", "roles": []},
            "data": {"id": "1", "name": "rec", "type": 1, "options": [{"name": "number", "type": 4, "value": 8}]},
        });
        change(&mut event);
        event
    };
    let odd: Vec<(&str, Value)> = vec![
        ("INTERACTION_CREATE", interaction(&|e| e["type"] = json!(99))),
        ("INTERACTION_CREATE", interaction(&|e| e["type"] = json!("two"))),
        ("INTERACTION_CREATE", interaction(&|e| e["data"] = json!(null))),
        ("INTERACTION_CREATE", interaction(&|e| e["data"]["options"] = json!("x"))),
        ("INTERACTION_CREATE", interaction(&|e| e["data"]["name"] = json!("telepathy"))),
        ("INTERACTION_CREATE", interaction(&|e| e["data"]["type"] = json!(7))),
        ("INTERACTION_CREATE", interaction(&|e| e["member"] = json!(null))),
        ("INTERACTION_CREATE", interaction(&|e| e["id"] = json!("x"))),
        ("INTERACTION_CREATE", interaction(&|e| e["token"] = json!(5))),
        (
            "INTERACTION_CREATE",
            interaction(&|e| {
                (e["type"], e["data"]) = (json!(3), json!({"component_type": 99, "custom_id": "x"}));
            }),
        ),
        ("INTERACTION_CREATE", json!({})),
        ("INTERACTION_CREATE", json!([])),
        ("INTERACTION_CREATE", json!(null)),
        ("MESSAGE_CREATE", json!({"id": "5"})),
        (
            "MESSAGE_CREATE",
            json!({"id": "5", "channel_id": channel.0.to_string(), "author": {"id": "x"}, "content": 5}),
        ),
        (
            "MESSAGE_CREATE",
            json!({
                "id": "6", "channel_id": channel.0.to_string(), "guild_id": guild.0.to_string(), "author": {"id": ana.0.to_string()},
                "content": format!("<@{us}> {}", "x".repeat(200_000)), "mentions": [{"id": us.to_string()}], "type": 0,
            }),
        ),
        ("GUILD_CREATE", json!({"id": guild.0.to_string(), "channels": "many"})),
        ("GUILD_DELETE", json!("gone")),
        ("CHANNEL_DELETE", json!({"id": 5})),
        ("TELEPATHY_START", json!({"user_id": "1"})),
        ("", json!({})),
    ];
    for (kind, data) in odd {
        bot.fake.event(Some(guild), kind, &data);
        let answer = bot.mention(ana, channel, "rec 8");
        assert!(
            answer.last().is_some_and(|answer| answer.content.contains(RECOMMENDATION)),
            "after {kind} {}: {answer:#?}",
            data.to_string().chars().take(120).collect::<String>()
        );
    }
    assert_eq!(bot.fake.look(|world| (world.identifies(), world.connections())), (1, 1), "the connection held");
}
