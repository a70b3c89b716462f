//! What Discord's channels are told by themselves: once, without a ping, readable without its cards, passed on only if
//! the room asked for that, and taken back when somebody withdraws.

use std::time::Duration;

use bot_core::store::Role;
use outreach_tests::discord::{ChannelId, GuildId, Message, Order, Permissions, Person, Trouble, Whom, World};
use outreach_tests::discord_bot::{DiscordBot, address};
use outreach_tests::discord_text::all_of;

const HOUR: i64 = 60 * 60 * 1000;
const POST: &str = "POST /channels/{channel}/messages";
const PUBLISH: &str = "POST /channels/{channel}/messages/{message}/crosspost";

/// A server of Olga's with a channel that hears each supporter; and Ana, who isn't in it.
struct Listening {
    bot: DiscordBot,
    olga: Person,
    ana: Person,
    guild: GuildId,
    channel: ChannelId,
}

fn listening() -> Listening {
    let bot = DiscordBot::new();
    let (olga, ana) = (bot.fake.person("Olga", "en-US"), bot.fake.person("Ana", "en-US"));
    let guild = bot.fake.guild("Plaza", olga);
    let channel = bot.fake.text_channel(guild, "square");
    bot.fake.add_bot(guild);
    bot.settle();
    bot.slash(olga, channel, "/announcements each");
    Listening { bot, olga, ana, guild, channel }
}

fn newest(bot: &DiscordBot, channel: ChannelId) -> Message {
    bot.written(channel).pop().expect("a message")
}

fn withdraw(bot: &DiscordBot, person: Person) {
    for words in ["withdraw", "yes"] {
        bot.tell(person, words);
    }
    bot.deliver();
}

fn telling(bot: &DiscordBot, channel: ChannelId, name: &str) -> usize {
    bot.written(channel).iter().filter(|message| all_of(message).contains(name)).count()
}

#[test]
fn news_comes_once_without_a_sound_or_a_ping_and_can_be_read_without_cards() {
    let Listening { bot, olga, ana, channel, .. } = listening();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = newest(&bot, channel);
    assert!(news.content.contains("Ana Gurung"), "the words alone tell it: {news:#?}");
    assert!(news.silent && news.pings.is_empty() && news.reply_to.is_none() && news.nonce.is_some(), "{news:#?}");
    bot.deliver();
    assert_eq!(telling(&bot, channel, "Ana Gurung"), 1);
    bot.slash(olga, channel, "/announcements audible");
    bot.pass(HOUR);
    bot.pledge(bot.fake.person("Ben", "en-US"), "Ben Bista");
    bot.deliver();
    let news = newest(&bot, channel);
    assert!(news.content.contains("Ben Bista") && !news.silent, "{news:#?}");
}

#[test]
fn a_channel_without_cards_is_told_everything_that_counts() {
    let Listening { bot, olga, ana, channel, .. } = listening();
    bot.fake.forbid(channel, Permissions::EMBED_LINKS);
    bot.settle();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let news = newest(&bot, channel);
    assert!(news.embeds.is_empty() && news.content.contains("Ana Gurung"), "{news:#?}");
    let answer = bot.mention(olga, channel, "rec 8").pop().expect("an answer");
    assert!(answer.content.contains("Recommendation 8") && answer.content.contains("https://freeandsecure.online/"));
    assert!(answer.content.contains("> Cybersecurity-related laws"), "{answer:#?}");
    // More names than news usually tells in its words.
    let names = ["Ben Bista", "Cho Chan", "Dor Dahl", "Eva Ek"];
    let people = names.map(|name| bot.fake.person(name, "en-US"));
    for (person, name) in people.into_iter().zip(names) {
        bot.pledge(person, name);
    }
    bot.pass(HOUR);
    bot.deliver();
    let news = newest(&bot, channel);
    assert!(news.embeds.is_empty() && names.iter().all(|name| news.content.contains(name)), "{news:#?}");
    withdraw(&bot, people[0]);
    let left = bot.seen(news.id);
    assert!(!left.content.contains("Ben") && left.content.contains("Cho Chan"), "{left:#?}");
}

#[test]
fn nobody_is_ever_pinged_whatever_a_name_or_a_notice_says() {
    let Listening { bot, olga, guild, channel, .. } = listening();
    bot.fake.everybody_may(guild, Permissions::ALL);
    bot.grant(&address(olga), Role::Organiser);
    let role = bot.fake.role(guild, "Members", Permissions::NONE);
    let odd = format!(
        "@everyone @here <@{}> <@!{}> <@&{}> <#{}> [x](https://example.org) ||hidden|| **b** `c` <t:1:R> # big > quote",
        olga.0, olga.0, role.0, channel.0
    );
    bot.tell(olga, &format!("announce {odd}"));
    bot.tell(olga, "yes");
    bot.deliver();
    let notice = newest(&bot, channel);
    assert!(notice.content.contains("everyone"), "{notice:#?}");
    let read = outreach_tests::discord_text::shown(&notice.content);
    assert!(
        read.contains("||hidden|| **b** `c`") || read.contains("||hidden||"),
        "people's own characters stand there: {read}"
    );
    assert!(!notice.content.contains("||hidden||"), "and aren't marks: {}", notice.content);
    for words in [odd.as_str(), "pledge @everyone", "supporters @everyone <@1>", "help `@here`"] {
        bot.tell(olga, words);
        bot.mention(olga, channel, words);
    }
    assert_eq!(bot.fake.look(|world| world.pings()), []);
    assert_eq!(bot.fake.look(|world| world.unknown_parameters()), Vec::<String>::new());
}

#[test]
fn a_withdrawal_takes_the_name_off_what_was_posted() {
    let Listening { bot, ana, channel, .. } = listening();
    let (ben, cho) = (bot.fake.person("Ben", "en-US"), bot.fake.person("Cho", "en-US"));
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let first = newest(&bot, channel);
    // Two in one message.
    bot.pledge(ben, "Ben Bista");
    bot.pledge(cho, "Cho Chan");
    bot.pass(HOUR);
    bot.deliver();
    let second = newest(&bot, channel);
    withdraw(&bot, ben);
    let left = bot.seen(second.id);
    assert!(!all_of(&left).contains("Ben") && all_of(&left).contains("Cho Chan"), "{left:#?}");
    withdraw(&bot, ana);
    assert!(bot.seen(first.id).deleted, "nothing was left to tell");
    withdraw(&bot, cho);
    assert!(bot.seen(second.id).deleted);
}

#[test]
fn a_withdrawal_reaches_a_message_whose_number_could_not_be_read() {
    let Listening { bot, ana, channel, .. } = listening();
    // Once, and also when Discord is asked again.
    for (person, name, times) in [(ana, "Ana Gurung", 1), (bot.fake.person("Ben", "en-US"), "Ben Bista", 2)] {
        bot.pass(HOUR);
        bot.fake.order(Order::new(Trouble::Garbage).on(POST).about(channel).times(times));
        bot.pledge(person, name);
        bot.deliver();
        assert_eq!(telling(&bot, channel, name), 1, "{name}");
        withdraw(&bot, person);
        assert_eq!(telling(&bot, channel, name), 0, "{name}");
    }
    assert_eq!(bot.fake.look(|world| world.duplicates()), 2, "each was asked for again by its nonce");
}

#[test]
fn a_withdrawal_reaches_a_thread_that_sleeps() {
    let Listening { bot, olga, ana, guild, channel } = listening();
    let forum = bot.fake.forum(guild, "news");
    let post = bot.fake.post(olga, forum, "Supporters", "Who joins?");
    let thread = bot.fake.thread(olga, channel, "Talk");
    bot.settle();
    for place in [post, thread] {
        bot.slash(olga, place, "/announcements each");
    }
    let cho = bot.fake.person("Cho", "en-US");
    bot.pledge(ana, "Ana Gurung");
    bot.pledge(cho, "Cho Chan");
    bot.deliver();
    let told = [post, thread].map(|place| newest(&bot, place));
    for place in [post, thread] {
        bot.fake.archive(place, false);
    }
    bot.settle();
    bot.pass(72 * HOUR);
    withdraw(&bot, ana);
    for message in told {
        let left = bot.seen(message.id);
        assert!(!all_of(&left).contains("Ana") && all_of(&left).contains("Cho Chan"), "{left:#?}");
    }
}

#[test]
fn a_thread_that_is_locked_hears_nothing_more_unless_the_bot_manages_threads() {
    let Listening { bot, olga, ana, guild, channel } = listening();
    let managed = bot.fake.text_channel(guild, "managed");
    let threads = [channel, managed].map(|parent| bot.fake.thread(olga, parent, "Talk"));
    bot.settle();
    for thread in threads {
        bot.slash(olga, thread, "/announcements each");
    }
    bot.fake.overwrite(managed, Whom::Bot, Permissions::MANAGE_THREADS, Permissions::NONE);
    for thread in threads {
        bot.fake.archive(thread, true);
    }
    bot.settle();
    for (person, name) in [(ana, "Ana Gurung"), (bot.fake.person("Ben", "en-US"), "Ben Bista")] {
        bot.pledge(person, name);
        bot.pass(HOUR);
        bot.deliver();
        assert_eq!(threads.map(|thread| telling(&bot, thread, name)), [0, 1], "{name}");
        assert_eq!(telling(&bot, channel, name), 1, "the channel itself hears on: {name}");
    }
    let told = bot.written(bot.fake.dm(olga));
    assert_eq!(told.iter().filter(|m| m.content.contains("no longer takes my messages")).count(), 1, "{told:#?}");
}

#[test]
fn what_moderators_deleted_holds_up_nothing() {
    let Listening { bot, ana, channel, .. } = listening();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    bot.fake.delete(newest(&bot, channel).id);
    withdraw(&bot, ana);
    let calls = bot.fake.look(|world| world.calls().len());
    bot.pass(24 * HOUR);
    bot.deliver();
    assert_eq!(bot.fake.look(|world| world.calls().len()), calls, "a message that is gone isn't tried again");
}

#[test]
fn an_announcement_channel_publishes_only_if_it_asked() {
    let Listening { bot, olga, ana, guild, .. } = listening();
    let (plain, asked) = (bot.fake.announcement_channel(guild, "plain"), bot.fake.announcement_channel(guild, "asked"));
    bot.settle();
    bot.slash(olga, plain, "/announcements each");
    bot.slash(olga, asked, "/announcements each followers");
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    bot.fake.wait("a published message", |world| world.newest(asked).filter(|message| message.published));
    let kept = newest(&bot, plain);
    assert!(all_of(&kept).contains("Ana Gurung") && !kept.published, "{kept:#?}");
    // What followers got is changed with the message itself.
    withdraw(&bot, ana);
    assert_eq!((telling(&bot, plain, "Ana Gurung"), telling(&bot, asked, "Ana Gurung")), (0, 0));
}

#[test]
fn what_has_to_wait_is_published_later() {
    let Listening { bot, olga, ana, guild, .. } = listening();
    let asked = bot.fake.announcement_channel(guild, "asked");
    bot.settle();
    bot.slash(olga, asked, "/announcements each followers");
    bot.fake.order(Order::new(Trouble::LimitedForAll(Duration::from_secs(1))).on(PUBLISH).times(2));
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    let told = newest(&bot, asked);
    assert!(all_of(&told).contains("Ana Gurung") && !told.published, "the room doesn't wait: {told:#?}");
    let tries = bot.fake.wait("three tries", |world| {
        let tries = world.calls().iter().filter(|call| call.route == PUBLISH);
        let tries: Vec<_> = tries.map(|call| call.began).collect();
        (tries.len() == 3).then_some(tries)
    });
    assert!(newest(&bot, asked).published && telling(&bot, asked, "Ana Gurung") == 1);
    for pair in tries.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_secs(1), "as long as Discord said: {:?}", pair[1] - pair[0]);
    }
}

#[test]
fn no_more_is_published_in_an_hour_than_discord_takes() {
    let Listening { bot, olga, guild, .. } = listening();
    let news = bot.fake.announcement_channel(guild, "news");
    bot.settle();
    bot.slash(olga, news, "/announcements each followers");
    for n in 0..12 {
        bot.pledge(bot.fake.person(&format!("Person {n}"), "en-US"), &format!("Person Number{n}"));
        bot.pass(11 * 60 * 1000);
        bot.deliver();
    }
    let told = bot.written(news).iter().filter(|message| all_of(message).contains("Number")).count();
    assert!(told > 10, "each is told in the room: {told}");
    let published = |world: &World| world.bot_messages(news).iter().filter(|message| message.published).count();
    bot.fake.wait("ten published messages", |world| (published(world) >= 10).then_some(()));
    // What another channel has to pass on doesn't wait behind that, so its turn comes after a further one here would.
    let other = bot.fake.announcement_channel(guild, "other");
    bot.settle();
    bot.slash(olga, other, "/announcements each followers");
    bot.pledge(bot.fake.person("Ana", "en-US"), "Ana Gurung");
    bot.pass(11 * 60 * 1000);
    bot.deliver();
    bot.fake.wait("news of the other channel", |world| world.newest(other).filter(|message| message.published));
    bot.fake.look(|world| {
        assert_eq!(published(world), 10, "the rest waits for the next hour");
        let tries = world.calls().iter().filter(|call| call.route == PUBLISH && call.channel == Some(news)).count();
        assert_eq!(tries, 10, "and isn't tried in vain");
    });
}

#[test]
fn a_room_that_refuses_rests_and_who_turned_it_on_is_told_once() {
    for (status, code, words) in [
        (404, 10_003, "Unknown Channel"),
        (403, 50_001, "Missing Access"),
        (403, 50_013, "Missing Permissions"),
        (404, 10_004, "Unknown Guild"),
    ] {
        let Listening { bot, olga, ana, channel, .. } = listening();
        let hers = bot.fake.dm(olga);
        bot.fake.order(Order::new(Trouble::Refused(status, code, words.to_owned())).on(POST).about(channel).times(100));
        let tries = |bot: &DiscordBot| {
            let sent = |call: &&outreach_tests::discord::Call| call.route == POST && call.channel == Some(channel);
            bot.fake.look(|world| world.calls().iter().filter(sent).count())
        };
        let before = tries(&bot);
        bot.pledge(ana, "Ana Gurung");
        bot.deliver();
        assert_eq!(tries(&bot), before + 1, "{words}: one try");
        bot.pass(24 * HOUR);
        bot.pledge(bot.fake.person("Ben", "en-US"), "Ben Bista");
        bot.deliver();
        assert_eq!(tries(&bot), before + 1, "{words}: none after it");
        let told = bot.written(hers).iter().filter(|m| m.content.contains("no longer takes my messages")).count();
        assert_eq!(told, 1, "{words}");
    }
}

#[test]
fn a_permission_that_is_taken_and_given_back() {
    let Listening { bot, olga, ana, channel, .. } = listening();
    bot.fake.forbid(channel, Permissions::SEND_MESSAGES);
    bot.settle();
    bot.pledge(ana, "Ana Gurung");
    bot.deliver();
    assert_eq!(telling(&bot, channel, "Ana Gurung"), 0);
    assert!(newest(&bot, bot.fake.dm(olga)).content.contains("no longer takes my messages"));
    bot.fake.allow(channel);
    bot.settle();
    let settings = bot.slash(olga, channel, "/announcements each").pop().expect("the settings");
    assert!(settings.content.contains("From now on"), "{settings:#?}");
    bot.pass(HOUR);
    bot.pledge(bot.fake.person("Ben", "en-US"), "Ben Bista");
    bot.deliver();
    assert_eq!(telling(&bot, channel, "Ben Bista"), 1);
}

#[test]
fn who_takes_no_direct_messages_holds_up_nobody() {
    let Listening { bot, olga, ana, guild, channel } = listening();
    bot.fake.close_dms(olga);
    bot.fake.remove_bot(guild);
    bot.settle();
    bot.deliver();
    let other = bot.fake.guild("Elsewhere", ana);
    let hall = bot.fake.text_channel(other, "hall");
    bot.fake.add_bot(other);
    bot.settle();
    bot.slash(ana, hall, "/announcements each");
    bot.pledge(ana, "Ana Gurung");
    bot.pass(HOUR);
    bot.deliver();
    assert_eq!((telling(&bot, hall, "Ana Gurung"), telling(&bot, channel, "Ana Gurung")), (1, 0));
}

#[test]
fn long_texts_are_split_and_nothing_is_lost() {
    let Listening { bot, olga, .. } = listening();
    bot.grant(&address(olga), Role::Organiser);
    // As long as a person's message can be, in characters that are marks on Discord.
    let mut notice = String::new();
    for n in 0.. {
        let more = format!("{n}👩🏽‍💻 *b* & _");
        if "announce ".chars().count() + notice.chars().count() + more.chars().count() > 1_990 {
            break;
        }
        notice.push_str(&more);
    }
    let preview = bot.tell(olga, &format!("announce {notice}"));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole: Vec<String> = preview.iter().map(|m| words(&outreach_tests::discord_text::shown(&m.content))).collect();
    assert!(whole.join(" ").contains(&words(&notice)), "all of it is shown: {whole:#?}");
    assert!(preview.iter().rev().skip(1).all(|message| message.rows.is_empty()), "buttons stand at the end");
    for message in &preview {
        assert!((1..=2_000).contains(&message.content.chars().count()));
    }
}
