//! Channels of all kinds, and what can be looked up.

use std::time::Duration;

use outreach_tests::discord::Permissions;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Village, call, get, refused};

#[test]
fn a_forum_takes_posts_and_no_messages() {
    let village = Village::new();
    let forum = village.fake.forum(village.guild, "ideas");
    let body = json!({"content": "x"});
    let path = format!("/channels/{}/messages", forum.0);
    assert_eq!(refused(&village.fake, Method::POST, &path, &body), (400, 50_008));
    let post = village.fake.post(village.asha, forum, "An idea", "What if?");
    let path = format!("/channels/{}/messages", post.0);
    assert_eq!(call(&village.fake, Method::POST, &path, &body).0, 200);
    village.fake.forbid(forum, Permissions::SEND_MESSAGES_IN_THREADS);
    assert_eq!(refused(&village.fake, Method::POST, &path, &body), (403, 50_013));
}

#[test]
fn a_sleeping_thread_wakes_when_somebody_writes() {
    let village = Village::new();
    let fake = &village.fake;
    let thread = fake.thread(village.asha, village.square, "aside");
    let path = format!("/channels/{}/messages", thread.0);
    let (_, sent) = call(fake, Method::POST, &path, &json!({"content": "x"}));
    let own = format!("{path}/{}", sent["id"].as_str().expect("an id"));
    fake.archive(thread, false);
    assert_eq!(refused(fake, Method::PATCH, &own, &json!({"content": "y"})), (400, 50_083));
    let channel = format!("/channels/{}", thread.0);
    assert_eq!(call(fake, Method::PATCH, &channel, &json!({"archived": false})).0, 200);
    assert_eq!(call(fake, Method::PATCH, &own, &json!({"content": "y"})).0, 200);
    fake.archive(thread, false);
    assert_eq!(call(fake, Method::POST, &path, &json!({"content": "z"})).0, 200);
    assert!(!fake.look(|world| world.is_archived(thread)));
    fake.archive(thread, true);
    assert_eq!(refused(fake, Method::POST, &path, &json!({"content": "z"})), (400, 50_083));
    assert_eq!(refused(fake, Method::PATCH, &channel, &json!({"archived": false})), (403, 50_013));
}

#[test]
fn ten_messages_are_published_an_hour() {
    let village = Village::new();
    let fake = &village.fake;
    let channel = fake.announcement_channel(village.guild, "news");
    let publish = |words: &str| {
        let path = format!("/channels/{}/messages", channel.0);
        let (_, sent) = call(fake, Method::POST, &path, &json!({"content": words}));
        let path = format!("{path}/{}/crosspost", sent["id"].as_str().expect("an id"));
        (path.clone(), call(fake, Method::POST, &path, &Value::Null))
    };
    for number in 0..10 {
        let (path, (status, message)) = publish(&number.to_string());
        assert_eq!((status, &message["flags"]), (200, &json!(1)));
        assert_eq!(refused(fake, Method::POST, &path, &Value::Null), (400, 40_033));
    }
    let (path, (status, answer)) = publish("11");
    assert_eq!((status, &answer["code"], &answer["global"]), (429, &json!(20_028), &json!(false)));
    assert_eq!(answer["retry_after"], json!(3_600.0));
    fake.pass(Duration::from_secs(3_601));
    assert_eq!(call(fake, Method::POST, &path, &Value::Null).0, 200);
    let elsewhere = village.post(&json!({"content": "x"}));
    let path = format!("{}/{elsewhere}/crosspost", village.messages());
    assert_eq!(refused(fake, Method::POST, &path, &Value::Null), (400, 50_024));
}

#[test]
fn direct_messages_reach_who_takes_them() {
    let village = Village::new();
    let fake = &village.fake;
    let to = |id: u64| json!({"recipient_id": id.to_string()});
    let (status, channel) = call(fake, Method::POST, "/users/@me/channels", &to(village.asha.0));
    assert_eq!((status, &channel["type"]), (200, &json!(1)));
    let again = call(fake, Method::POST, "/users/@me/channels", &to(village.asha.0)).1;
    assert_eq!(again["id"], channel["id"]);
    assert_eq!(refused(fake, Method::POST, "/users/@me/channels", &to(12)), (400, 50_033));
    let path = format!("/channels/{}/messages", channel["id"].as_str().expect("an id"));
    let body = json!({"content": "x"});
    assert_eq!(call(fake, Method::POST, &path, &body).0, 200);
    fake.close_dms(village.asha);
    assert_eq!(refused(fake, Method::POST, &path, &body), (403, 50_007));
    fake.part(village.asha);
    assert_eq!(refused(fake, Method::POST, &path, &body), (403, 50_278));
}

#[test]
fn what_is_gone_is_unknown() {
    let village = Village::new();
    let fake = &village.fake;
    let body = json!({"content": "x"});
    fake.delete_channel(village.square);
    assert_eq!(refused(fake, Method::POST, &village.messages(), &body), (404, 10_003));
    assert_eq!(refused(fake, Method::GET, "/guilds/12", &Value::Null), (404, 10_004));
    assert_eq!(refused(fake, Method::GET, "/users/12", &Value::Null), (404, 10_013));
    let other = fake.person("Bela", "hu");
    let member = format!("/guilds/{}/members/{}", village.guild.0, other.0);
    assert_eq!(refused(fake, Method::GET, &member, &Value::Null), (404, 10_007));
    let hidden = fake.guild("Elsewhere", other);
    assert_eq!(refused(fake, Method::GET, &format!("/guilds/{}", hidden.0), &Value::Null), (403, 50_001));
}

#[test]
fn guilds_come_page_by_page() {
    let village = Village::new();
    village.fake.crowd(village.asha, 250, 0);
    let first = get(&village.fake, "/users/@me/guilds").1;
    let first = first.as_array().expect("a list").clone();
    assert_eq!(first.len(), 200);
    let last = first.last().and_then(|g| g["id"].as_str()).expect("an id").to_owned();
    let rest = get(&village.fake, &format!("/users/@me/guilds?after={last}&with_counts=true")).1;
    let rest = rest.as_array().expect("a list").clone();
    assert_eq!((rest.len(), &rest[0]["approximate_member_count"]), (51, &json!(2)));
    assert_eq!(get(&village.fake, "/users/@me/guilds?limit=201").0, 400);
}

#[test]
fn members_roles_and_guilds_are_told() {
    let village = Village::new();
    let fake = &village.fake;
    let role = fake.role(village.guild, "moderators", Permissions::MANAGE_GUILD);
    let bela = fake.person("Bela", "hu");
    fake.join(bela, village.guild);
    fake.give_role(bela, village.guild, role);
    let guild = get(fake, &format!("/guilds/{}", village.guild.0)).1;
    assert_eq!(guild["owner_id"], json!(village.asha.0.to_string()));
    let roles = get(fake, &format!("/guilds/{}/roles", village.guild.0)).1;
    let found = roles.as_array().into_iter().flatten().find(|r| r["id"] == json!(role.0.to_string()));
    assert_eq!(found.map(|r| r["permissions"].clone()), Some(json!("32")));
    let member = get(fake, &format!("/guilds/{}/members/{}", village.guild.0, bela.0)).1;
    assert_eq!(member["roles"], json!([role.0.to_string()]));
    let me = get(fake, "/applications/@me").1;
    assert_eq!(me["id"], json!(fake.application().to_string()));
}
