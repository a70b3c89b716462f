//! Messages: who is pinged, what is sent twice, what can be changed.

use std::time::Duration;

use outreach_tests::discord::{Permissions, Ping, Whom};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Village, call, faults, get, refused};

#[test]
fn whoever_is_not_excluded_is_pinged() {
    let village = Village::new();
    let who = format!("<@{}> @everyone", village.asha.0);
    village.post(&json!({"content": who}));
    let pings = village.fake.look(|world| world.pings());
    assert_eq!(pings.iter().map(|(_, ping)| *ping).collect::<Vec<_>>(), [Ping::Person(village.asha)]);

    let quiet = Village::new();
    let who = format!("<@{}> @everyone", quiet.asha.0);
    quiet.post(&json!({"content": who, "allowed_mentions": {"parse": []}}));
    assert!(quiet.fake.look(|world| world.pings()).is_empty());
}

#[test]
fn everyone_is_pinged_only_with_the_permission() {
    let village = Village::new();
    village.fake.everybody_may(village.guild, Permissions::USUAL | Permissions::MENTION_EVERYONE);
    village.post(&json!({"content": "@everyone"}));
    let pings = village.fake.look(|world| world.pings());
    assert_eq!(pings.len(), 1);
    assert_eq!(pings[0].1, Ping::Everyone);
}

#[test]
fn a_nonce_sends_once_for_some_minutes() {
    let village = Village::new();
    let body = json!({"content": "news", "nonce": "n1-0", "enforce_nonce": true});
    let first = village.post(&body);
    assert_eq!(village.post(&body), first);
    assert_eq!(village.fake.look(|world| (world.duplicates(), world.bot_messages(village.square).len())), (1, 1));
    assert_ne!(village.post(&json!({"content": "news", "nonce": "n1-0"})), first, "only when it is enforced");
    village.fake.pass(Duration::from_secs(600));
    assert_ne!(village.post(&body), first);
    let long = json!({"content": "x", "nonce": "x".repeat(26)});
    assert_eq!(faults(&village.fake, Method::POST, &village.messages(), &long, "nonce"), ["BASE_TYPE_MAX_LENGTH"]);
}

#[test]
fn a_deleted_message_is_not_made_again() {
    let village = Village::new();
    let body = json!({"content": "news", "nonce": "n1-0", "enforce_nonce": true});
    let first = village.post(&body);
    let path = format!("{}/{first}", village.messages());
    assert_eq!(call(&village.fake, Method::DELETE, &path, &Value::Null).0, 204);
    assert_eq!(refused(&village.fake, Method::POST, &village.messages(), &body), (404, 10_008));
}

#[test]
fn a_reply_needs_its_message() {
    let village = Village::new();
    let said = village.fake.say(village.asha, village.square, "hello");
    let reply = json!({"content": "yes", "message_reference": {"message_id": said.0.to_string()},
        "allowed_mentions": {"parse": []}});
    let (status, sent) = call(&village.fake, Method::POST, &village.messages(), &reply);
    assert_eq!((status, &sent["type"]), (200, &json!(19)));
    assert!(village.fake.look(|world| world.pings()).is_empty(), "whoever is answered isn't pinged");
    village.fake.delete(said);
    let codes = faults(&village.fake, Method::POST, &village.messages(), &reply, "message_reference");
    assert_eq!(codes, ["REPLIES_UNKNOWN_MESSAGE"]);
    let mut kind = reply.clone();
    kind["message_reference"]["fail_if_not_exists"] = json!(false);
    village.post(&kind);
    village.fake.forbid(village.square, Permissions::READ_MESSAGE_HISTORY);
    assert_eq!(refused(&village.fake, Method::POST, &village.messages(), &kind), (403, 160_002));
}

#[test]
fn only_own_messages_are_changed() {
    let village = Village::new();
    let said = village.fake.say(village.asha, village.square, "hello");
    let theirs = format!("{}/{}", village.messages(), said.0);
    assert_eq!(refused(&village.fake, Method::PATCH, &theirs, &json!({"content": "x"})), (403, 50_005));
    assert_eq!(refused(&village.fake, Method::DELETE, &theirs, &Value::Null), (403, 50_013));
    let own = village.post(&json!({"content": "one"}));
    let path = format!("{}/{own}", village.messages());
    let (status, changed) = call(&village.fake, Method::PATCH, &path, &json!({"content": "two"}));
    assert_eq!((status, &changed["content"]), (200, &json!("two")));
    assert!(changed["edited_timestamp"].is_string());
    assert_eq!(get(&village.fake, &path).1["content"], json!("two"));
    assert_eq!(call(&village.fake, Method::DELETE, &path, &Value::Null).0, 204);
    assert_eq!(refused(&village.fake, Method::PATCH, &path, &json!({"content": "x"})), (404, 10_008));
}

#[test]
fn without_the_permission_embeds_are_dropped_without_a_word() {
    let village = Village::new();
    village.fake.forbid(village.square, Permissions::EMBED_LINKS);
    let (status, sent) = call(
        &village.fake,
        Method::POST,
        &village.messages(),
        &json!({"content": "words", "embeds": [{"title": "card"}]}),
    );
    assert_eq!((status, &sent["embeds"]), (200, &json!([])));
}

#[test]
fn permissions_are_computed_with_overwrites() {
    let village = Village::new();
    let fake = &village.fake;
    let body = json!({"content": "x"});
    let try_it = || refused(fake, Method::POST, &village.messages(), &body);
    fake.overwrite(village.square, Whom::Everyone, Permissions::NONE, Permissions::SEND_MESSAGES);
    assert_eq!(try_it(), (403, 50_013));
    fake.overwrite(village.square, Whom::Bot, Permissions::SEND_MESSAGES, Permissions::NONE);
    village.post(&body);
    fake.forbid(village.square, Permissions::VIEW_CHANNEL);
    assert_eq!(try_it(), (403, 50_001));
    fake.allow(village.square);
    fake.overwrite(village.square, Whom::Everyone, Permissions::NONE, Permissions::NONE);
    village.post(&body);
    fake.remove_bot(village.guild);
    assert_eq!(try_it(), (403, 50_001));
}
