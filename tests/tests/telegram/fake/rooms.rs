//! Groups, topics and channels: what the bot hears and where it may write.

use outreach_tests::telegram::{Conduct, Fake, Status};
use serde_json::{Value, json};

use super::{call, fine, refused, start, update, updates};

fn texts(updates: &[Value]) -> Vec<&str> {
    updates.iter().filter_map(|u| u["message"]["text"].as_str().or(u["message"]["caption"].as_str())).collect()
}

#[test]
fn privacy_mode() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let group = fake.supergroup("Us", &[asha]);
    fake.say(asha, group, "/before the bot came");
    fake.add_bot(asha, group, Status::Member);
    let came = updates(&fake);
    assert_eq!(came[0]["my_chat_member"]["old_chat_member"]["status"], "left");
    assert_eq!(came[0]["my_chat_member"]["new_chat_member"]["status"], "member");
    assert_eq!(came[1]["message"]["new_chat_members"][0]["id"], json!(fake.bot_id()));
    let name = fake.bot_username();
    let own = fine(&fake, "sendMessage", &json!({"chat_id": group.0, "text": "x"}));
    let own = own["message_id"].as_i64().and_then(|id| i32::try_from(id).ok()).expect("messages have numbers");
    let talk = fake.say(asha, group, "people's own talk");
    fake.say(asha, group, "/help");
    fake.say(asha, group, &format!("/help@{name} me"));
    fake.say(asha, group, "/help@another_bot");
    fake.say(asha, group, &format!("Hi @{} there", name.to_uppercase()));
    fake.say(asha, group, "mail me@example.org and/or call");
    fake.reply(asha, group, "an answer to the bot", own);
    fake.reply(asha, group, "an answer to Asha", talk);
    fake.caption(asha, group, "/photo");
    let heard = updates(&fake);
    let mention = format!("Hi @{} there", name.to_uppercase());
    let command = format!("/help@{name} me");
    assert_eq!(texts(&heard), ["/help", &command, &mention, "an answer to the bot", "/photo"]);
    let length = 6 + name.len();
    assert_eq!(heard[1]["message"]["entities"][0], json!({"offset": 0, "length": length, "type": "bot_command"}));
    assert_eq!(heard[3]["message"]["reply_to_message"]["message_id"], json!(own));
    assert_eq!(heard[3]["message"]["message_thread_id"], json!(own), "answers make a thread");
    assert_eq!(heard[3]["message"]["is_topic_message"], Value::Null, "which isn't a topic");
    fake.add_bot(asha, group, Status::ADMIN);
    fake.say(asha, group, "people's own talk");
    assert_eq!(texts(&updates(&fake)), ["people's own talk"], "administrators hear everything");
    let open = Fake::start(Conduct { reads_everything: true, ..Conduct::default() });
    let ben = open.person("Ben", "en");
    let group = open.group("Us", &[ben]);
    open.add_bot(ben, group, Status::Member);
    open.say(ben, group, "people's own talk");
    assert_eq!(texts(&updates(&open)), ["people's own talk"], "so do bots without privacy mode");
}

#[test]
fn topics() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let forum = fake.forum("Forum", &[asha]);
    fake.add_bot(asha, forum, Status::Member);
    let topic = fake.topic(asha, forum, "News");
    updates(&fake);
    fake.say(asha, forum.topic(topic), "/help");
    let heard = update(&fake)["message"].clone();
    assert_eq!((&heard["message_thread_id"], &heard["is_topic_message"]), (&json!(topic), &json!(true)));
    assert_eq!(heard["reply_to_message"]["forum_topic_created"]["name"], "News", "as Telegram has it");
    assert_eq!(heard["chat"]["is_forum"], true);
    fake.say(asha, forum, "/help");
    assert_eq!(update(&fake)["message"]["message_thread_id"], Value::Null, "the general topic has no number");
    let write = |topic: i32| json!({"chat_id": forum.0, "text": "x", "message_thread_id": topic});
    let sent = fine(&fake, "sendMessage", &write(topic));
    assert_eq!((&sent["message_thread_id"], &sent["is_topic_message"]), (&json!(topic), &json!(true)));
    assert_eq!(fake.look(|world| world.bot_messages(forum.topic(topic)).len()), 1);
    assert_eq!(refused(&fake, "sendMessage", &write(1)), "400 Bad Request: message thread not found");
    fake.close_topic(forum, topic);
    assert_eq!(refused(&fake, "sendMessage", &write(topic)), "400 Bad Request: TOPIC_CLOSED");
    fake.delete_topic(forum, topic);
    assert_eq!(refused(&fake, "sendMessage", &write(topic)), "400 Bad Request: message thread not found");
}

#[test]
fn channels() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let channel = fake.channel("News", &[asha]);
    let write = json!({"chat_id": channel.0, "text": "x"});
    let outside = "403 Forbidden: bot is not a member of the channel chat";
    assert_eq!(refused(&fake, "sendMessage", &write), outside);
    fake.add_bot(asha, channel, Status::ADMIN);
    assert_eq!(update(&fake)["my_chat_member"]["new_chat_member"]["can_post_messages"], true);
    let sent = fine(&fake, "sendMessage", &write);
    assert_eq!((&sent["sender_chat"]["id"], &sent["from"]), (&json!(channel.0), &Value::Null));
    assert_eq!(fake.look(|world| world.bot_messages(channel).len()), 1);
    fake.post(channel, "/subscribe");
    assert_eq!(update(&fake)["channel_post"]["text"], "/subscribe");
    fake.remove_bot(asha, channel);
    let kicked = "403 Forbidden: bot was kicked from the channel chat";
    assert_eq!(refused(&fake, "sendMessage", &write), kicked);
    assert_eq!(refused(&fake, "getChat", &write), kicked);
}

#[test]
fn administrators() {
    let fake = start();
    let (asha, ben) = (fake.person("Asha", "en"), fake.person("Ben", "en"));
    let group = fake.supergroup("Us", &[asha, ben]);
    fake.add_bot(asha, group, Status::Member);
    updates(&fake);
    let status = |person: i64| {
        let member = fine(&fake, "getChatMember", &json!({"chat_id": group.0, "user_id": person}));
        member["status"].as_str().unwrap_or_default().to_owned()
    };
    let stranger = fake.person("Cleo", "en");
    assert_eq!([asha.0, ben.0, fake.bot_id(), stranger.0].map(status), ["creator", "member", "member", "left"]);
    let unknown = json!({"chat_id": group.0, "user_id": 4711});
    assert_eq!(refused(&fake, "getChatMember", &unknown), "400 Bad Request: PARTICIPANT_ID_INVALID");
    fake.set_status(ben, group, Status::ANONYMOUS);
    fake.say(ben, group, "/settings");
    let heard = update(&fake)["message"].clone();
    assert_eq!(heard["sender_chat"]["id"], json!(group.0), "anonymous administrators speak as the group");
    assert_eq!(heard["from"]["username"], "GroupAnonymousBot");
    fake.let_members_write(group, false);
    let words = "400 Bad Request: not enough rights to send text messages to the chat";
    assert_eq!(refused(&fake, "sendMessage", &json!({"chat_id": group.0, "text": "x"})), words);
}

#[test]
fn a_group_becomes_a_supergroup() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let group = fake.group("Us", &[asha]);
    fake.add_bot(asha, group, Status::Member);
    updates(&fake);
    let new = fake.migrate(asha, group);
    let told = updates(&fake);
    assert_eq!(told[0]["message"]["migrate_to_chat_id"], json!(new.0));
    assert_eq!(told[1]["message"]["migrate_from_chat_id"], json!(group.0));
    assert_eq!(told[2]["my_chat_member"]["chat"]["id"], json!(new.0));
    let (status, body) = call(&fake, "sendMessage", &json!({"chat_id": group.0, "text": "x"}));
    let words = "Bad Request: group chat was upgraded to a supergroup chat";
    assert_eq!((status, &body["description"]), (400, &json!(words)));
    assert_eq!(body["parameters"], json!({"migrate_to_chat_id": new.0}));
    fine(&fake, "sendMessage", &json!({"chat_id": new.0, "text": "x"}));
    fake.remove_bot(asha, new);
    let kicked = "403 Forbidden: bot was kicked from the supergroup chat";
    assert_eq!(refused(&fake, "sendMessage", &json!({"chat_id": new.0, "text": "x"})), kicked);
}
