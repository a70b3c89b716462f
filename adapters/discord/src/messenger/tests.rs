//! News and corrections, against a server that refuses in every way.

use std::sync::atomic::{AtomicU32, Ordering};

use bot_core::ids::DeliveryId;
use bot_core::platform::DeliveryFault::{Gone, Later, Refused};
use serde_json::{Value, json};
use serenity::all::GuildId;

use super::*;
use crate::stand_in::{Server, answer, fine, limited, refused, text};

const KEY: DeliveryKey = DeliveryKey { id: DeliveryId(42), since: None };
const OTHER: DeliveryKey = DeliveryKey { id: DeliveryId(43), since: None };
const SILENT: Manner = Manner { sound: Sound::Silent, reach: Reach::Room };

/// A channel of server 3.
fn channel(id: u64) -> RoomAddress {
    inbound::room(GuildId::new(3), Some(ChannelId::new(id)))
}

fn person(id: u64) -> PersonAddress {
    inbound::person(UserId::new(id))
}

/// Longer than one message, in several paragraphs.
fn long() -> View {
    (0..3).fold(View::default(), |view, n| view.paragraph(format!("{n} {}", "word ".repeat(350))))
}

fn posted(names: &[&str]) -> Posted {
    Posted(names.iter().map(|name| (*name).to_owned()).collect())
}

#[tokio::test]
async fn news_is_silent_pings_nobody_and_is_known_by_its_nonce() {
    let server = Server::start(|_| fine()).await;
    let discord = server.discord().await;
    let told = discord.deliver(&channel(7), &View::text("hello @everyone"), SILENT, KEY).await;
    assert_eq!(told, Ok(posted(&["7:1:en"])));
    let audible = Manner { sound: Sound::Audible, ..SILENT };
    assert_eq!(discord.deliver(&channel(7), &View::text("news"), audible, KEY).await, told);
    let sent = server.calls("POST /channels/7/messages", 2).await;
    assert_eq!((&sent[0]["nonce"], &sent[0]["enforce_nonce"]), (&json!("n42-0"), &json!(true)));
    assert_eq!(sent[0]["nonce"], sent[1]["nonce"], "a delivery's nonce is the same at every try");
    assert_eq!((&sent[0]["flags"], &sent[1]["flags"]), (&json!(1 << 12), &json!(0)));
    assert_eq!(sent[0]["allowed_mentions"]["parse"], json!([]));
    let longest = format!("n{}-{}.{}", i64::MAX, 9, 9);
    assert!(longest.len() <= 25, "Discord takes no longer nonce");
}

#[tokio::test]
async fn direct_messages_are_opened_once() {
    let server = Server::start(|_| fine()).await;
    let discord = server.discord().await;
    let room = discord.private_chat(&person(5)).expect("a person has one");
    assert_eq!(discord.private_chat(&PersonAddress { user: "nobody".to_owned(), ..person(5) }), None);
    for _ in 0..2 {
        discord.deliver(&room, &View::text("news"), SILENT, KEY).await.expect("it is taken");
    }
    assert_eq!(
        server.story(),
        ["POST /users/@me/channels", "POST /channels/77/messages", "POST /channels/77/messages"]
    );
    assert_eq!(server.calls("POST /users/@me/channels", 1).await, [json!({ "recipient_id": "5" })]);
}

#[tokio::test]
async fn when_too_many_direct_chats_are_opened_no_more_are_for_a_while() {
    let server = Server::start(|call| match call.what.as_str() {
        "POST /users/@me/channels" => refused(403, 40_003),
        _ => fine(),
    })
    .await;
    let discord = server.discord().await;
    for user in [5, 6, 7] {
        let ended = discord.deliver(&inbound::direct(UserId::new(user)), &View::text("news"), SILENT, KEY).await;
        assert!(matches!(ended, Err(Later { after: Some(590_000..=600_000) })), "{ended:?}");
    }
    assert_eq!(server.story(), ["POST /users/@me/channels"]);
    // Chats that are open, and channels, have nothing to do with it.
    discord.directory.direct(UserId::new(6), ChannelId::new(66));
    for room in [inbound::direct(UserId::new(6)), channel(7)] {
        assert!(discord.deliver(&room, &View::text("news"), SILENT, KEY).await.is_ok());
    }
}

#[tokio::test]
async fn refusals_end_what_they_should_and_nothing_more() {
    let cases = [
        (refused(404, 10_003), Err(Gone)),
        (refused(404, 10_004), Err(Gone)),
        (refused(403, 50_001), Err(Gone)),
        (refused(403, 50_007), Err(Gone)),
        (refused(400, 50_008), Err(Gone)),
        (refused(400, 50_033), Err(Gone)),
        (refused(403, 50_013), Err(Gone)),
        (refused(403, 50_278), Err(Gone)),
        (refused(400, 160_005), Err(Gone)),
        (limited(7.0, false), Err(Later { after: Some(7_000) })),
        (text(502, "<html>"), Err(Later { after: None })),
        (refused(401, 0), Err(Later { after: None })),
        (refused(503, 130_000), Err(Later { after: None })),
        (refused(403, 20_026), Err(Later { after: None })),
        (refused(400, 30_046), Err(Later { after: None })),
        (refused(400, 20_028), Err(Later { after: None })),
        (refused(403, 40_004), Err(Later { after: None })),
        (refused(403, 40_003), Err(Later { after: Some(600_000) })),
        (refused(400, 50_035), Err(Refused)),
        (refused(400, 50_006), Err(Refused)),
        // It was carried out, but without its number it could never be corrected.
        (text(200, r#"{"new":"shape"}"#), Err(Later { after: None })),
        // It stood there, and somebody deleted it since.
        (refused(404, 10_008), Ok(Posted::default())),
    ];
    let answers: Vec<_> = cases.iter().map(|(answer, _)| answer.clone()).collect();
    let server = Server::start(move |call| {
        let number = call.what.strip_prefix("POST /channels/").and_then(|rest| rest.split('/').next()?.parse().ok());
        number.and_then(|n: usize| answers.get(n - 1).cloned()).unwrap_or_default()
    })
    .await;
    let discord = server.discord().await;
    for (n, (told, expected)) in (1..).zip(cases) {
        let ended = discord.deliver(&channel(n), &View::text("news"), SILENT, KEY).await;
        assert_eq!(ended, expected, "{told:?}");
    }
    for room in [RoomAddress { thread: None, ..channel(1) }, RoomAddress { room: "x".to_owned(), ..channel(1) }] {
        assert_eq!(discord.deliver(&room, &View::text("news"), SILENT, KEY).await, Err(Gone));
    }
}

#[tokio::test]
async fn a_channel_told_to_wait_is_not_asked_again_before() {
    let server = Server::start(|call| if call.what.contains("/7/") { limited(30.0, false) } else { fine() }).await;
    let discord = server.discord().await;
    for _ in 0..3 {
        let ended = discord.deliver(&channel(7), &View::text("news"), SILENT, KEY).await;
        assert!(matches!(ended, Err(Later { after: Some(29_000..=30_000) })), "{ended:?}");
    }
    assert_eq!(server.story().len(), 1);
    assert!(discord.deliver(&channel(8), &View::text("news"), SILENT, KEY).await.is_ok());
}

#[tokio::test]
async fn a_long_message_is_posted_as_a_whole_or_not_at_all() {
    let number = AtomicU32::new(0);
    let server = Server::start(move |call| {
        if !call.what.starts_with("POST /channels/") {
            return fine();
        }
        match number.fetch_add(1, Ordering::Relaxed) + 1 {
            2 => text(502, ""),
            4 => refused(400, 50_035),
            n => answer(200, &json!({ "id": n.to_string() })),
        }
    })
    .await;
    let discord = server.discord().await;
    assert_eq!(discord.deliver(&channel(7), &long(), SILENT, KEY).await, Err(Refused));
    let story = server.story();
    let deleted: Vec<_> = story.iter().filter(|what| what.starts_with("DELETE")).collect();
    assert_eq!(deleted, ["DELETE /channels/7/messages/1", "DELETE /channels/7/messages/3"]);
    assert_eq!(discord.deliver(&channel(7), &long(), SILENT, KEY).await, Ok(posted(&["7:5:en", "7:6:en", "7:7:en"])));
    let sent = server.calls("POST /channels/7/messages", 7).await;
    let nonces: Vec<_> = sent.iter().filter_map(|body| body["nonce"].as_str()).collect();
    // What was deleted can't be posted again under its nonce.
    assert_eq!(nonces, ["n42-0", "n42-1", "n42-1", "n42-2", "n42-0.1", "n42-1.1", "n42-2.1"]);
}

#[tokio::test]
async fn a_long_message_whose_beginning_was_deleted_comes_anew() {
    let server = Server::start(|call| if call.body["nonce"] == "n42-0" { refused(404, 10_008) } else { fine() }).await;
    let discord = server.discord().await;
    assert_eq!(discord.deliver(&channel(7), &long(), SILENT, KEY).await, Err(Later { after: None }));
    assert_eq!(discord.deliver(&channel(7), &long(), SILENT, KEY).await.map(|posted| posted.0.len()), Ok(3));
}

#[tokio::test]
async fn a_correction_edits_and_deletes_what_is_left_over() {
    let server = Server::start(|call| match call.what.rsplit('/').next() {
        Some("12") => refused(404, 10_008),
        _ => fine(),
    })
    .await;
    let discord = server.discord().await;
    let before = posted(&["7:11:en", "7:12:en", "7:13:en", "nonsense"]);
    let left = discord.correct(&channel(7), &before, Some(&View::text("less"))).await;
    assert_eq!(left, Ok(posted(&["7:11:en"])));
    assert_eq!(
        server.story(),
        ["PATCH /channels/7/messages/11", "DELETE /channels/7/messages/12", "DELETE /channels/7/messages/13"]
    );
    let edit = &server.calls("PATCH /channels/7/messages/11", 1).await[0];
    assert_eq!((edit["content"].as_str(), &edit["allowed_mentions"]["parse"]), (Some("less"), &json!([])));
    assert_eq!(discord.correct(&channel(7), &before, None).await, Ok(Posted::default()));
}

#[tokio::test]
async fn a_correction_that_grew_goes_on_in_new_messages() {
    let server = Server::start(|_| fine()).await;
    let discord = server.discord().await;
    let left = discord.correct(&channel(7), &posted(&["7:11:fr"]), Some(&long())).await;
    assert_eq!(left, Ok(posted(&["7:11:en", "7:1:en", "7:1:en"])));
    let sent = server.calls("POST /channels/7/messages", 2).await;
    assert_eq!((&sent[0]["nonce"], &sent[1]["nonce"]), (&json!("c11-0"), &json!("c11-1")));
    // A message that is gone isn't posted anew: who deleted it didn't want it.
    let gone = |what: &str| what.contains("/messages/");
    let server = Server::start(move |call| if gone(&call.what) { refused(404, 10_008) } else { fine() }).await;
    let discord = server.discord().await;
    assert_eq!(discord.correct(&channel(7), &posted(&["7:11:en"]), Some(&long())).await, Ok(Posted::default()));
}

#[tokio::test]
async fn an_archived_thread_is_opened_before_its_messages_change() {
    let opened = AtomicU32::new(0);
    let server = Server::start(move |call| match call.what.as_str() {
        "PATCH /channels/7" => {
            opened.store(1, Ordering::Relaxed);
            fine()
        }
        what if what.contains("/channels/7/") && opened.load(Ordering::Relaxed) == 0 => refused(400, 50_083),
        what if what.contains("/channels/8/") => refused(400, 50_083),
        _ => fine(),
    })
    .await;
    let discord = server.discord().await;
    let less = View::text("less");
    let left = discord.correct(&channel(7), &posted(&["7:11:en"]), Some(&less)).await;
    assert_eq!(left, Ok(posted(&["7:11:en"])));
    let edit = "PATCH /channels/7/messages/11";
    assert_eq!(server.story(), [edit, "PATCH /channels/7", edit]);
    assert_eq!(server.calls("PATCH /channels/7", 1).await, [json!({ "archived": false })]);
    let closed = discord.correct(&channel(8), &posted(&["8:11:en"]), Some(&less)).await;
    assert_eq!(closed, Err(Gone), "a thread that stays archived is tried no more than once");
}

#[tokio::test]
async fn an_archived_thread_that_does_not_wake_by_itself_is_woken() {
    let woken = AtomicU32::new(0);
    let server = Server::start(move |call| match call.what.as_str() {
        "PATCH /channels/7" => {
            woken.store(1, Ordering::Relaxed);
            fine()
        }
        // Locked, too.
        "PATCH /channels/8" => refused(403, 50_013),
        "POST /channels/7/messages" if woken.load(Ordering::Relaxed) == 1 => fine(),
        what if what.starts_with("POST /channels/") => refused(400, 50_083),
        _ => fine(),
    })
    .await;
    let discord = server.discord().await;
    assert!(discord.deliver(&channel(7), &View::text("news"), SILENT, KEY).await.is_ok());
    assert_eq!(discord.deliver(&channel(8), &View::text("news"), SILENT, KEY).await, Err(Gone));
    let (post, other) = ("POST /channels/7/messages", "POST /channels/8/messages");
    assert_eq!(server.story(), [post, "PATCH /channels/7", post, other, "PATCH /channels/8"]);
}

#[tokio::test]
async fn who_manages_the_server_or_its_channels_administers_a_room() {
    let server = Server::start(|call| match call.what.as_str() {
        "GET /guilds/3" => answer(
            200,
            &json!({
                "id": "3", "owner_id": "1",
                "roles": [
                    { "id": "3", "permissions": Permissions::VIEW_CHANNEL },
                    { "id": "20", "permissions": Permissions::MANAGE_GUILD },
                    { "id": "30", "permissions": Permissions::SEND_MESSAGES },
                ],
            }),
        ),
        "GET /guilds/3/members/2" => answer(200, &json!({ "roles": ["20"] })),
        "GET /guilds/3/members/4" => answer(200, &json!({ "roles": ["30"] })),
        "GET /guilds/3/members/5" => refused(404, 10_007),
        "GET /guilds/3/members/6" => text(502, ""),
        "GET /guilds/3/members/1" => answer(200, &json!({ "roles": [] })),
        // A thread of a channel in which somebody has a right of their own.
        "GET /channels/7" => answer(200, &json!({ "id": "7", "type": 11, "parent_id": "8" })),
        "GET /channels/8" => {
            let own = json!({ "id": "4", "type": 1, "allow": Permissions::MANAGE_CHANNELS, "deny": "0" });
            answer(200, &json!({ "id": "8", "type": 0, "permission_overwrites": [own] }))
        }
        "GET /channels/9" => answer(200, &json!({ "id": "9", "type": 0, "parent_id": "8" })),
        "GET /channels/10" => refused(403, 50_001),
        _ => fine(),
    })
    .await;
    let discord = server.discord().await;
    let may = |room: u64, who: u64| {
        let discord = &discord;
        async move { discord.may_administer(&channel(room), &person(who)).await }
    };
    assert_eq!(may(9, 1).await, Ok(true), "the owner");
    assert_eq!(may(9, 2).await, Ok(true));
    assert_eq!(may(9, 4).await, Ok(false));
    assert_eq!(may(7, 4).await, Ok(true), "a thread has its channel's exceptions, and other channels their own");
    assert_eq!(may(9, 5).await, Ok(false), "who isn't there");
    assert_eq!(may(9, 6).await, Err(Later { after: None }));
    assert_eq!(may(10, 2).await, Err(Gone));
    let asked = server.story().len();
    discord.directory.allow(ChannelId::new(9), UserId::new(4), Permissions::MANAGE_CHANNELS);
    assert_eq!(may(9, 4).await, Ok(true), "as an interaction just told");
    let own = discord.private_chat(&person(4)).expect("a person has one");
    assert_eq!(discord.may_administer(&own, &person(4)).await, Ok(true));
    assert_eq!(discord.may_administer(&own, &person(2)).await, Ok(false));
    assert_eq!(server.story().len(), asked, "nothing of this needs a question");
}

#[tokio::test]
async fn news_is_passed_on_only_where_that_was_asked_for() {
    let server = Server::start(|_| fine()).await;
    let discord = server.discord().await;
    discord.deliver(&channel(8), &View::text("news"), SILENT, KEY).await.expect("it is taken");
    let followers = Manner { reach: Reach::Followers, ..SILENT };
    discord.deliver(&channel(7), &View::text("news"), followers, KEY).await.expect("it is taken");
    let passed: Vec<Value> = server.calls("POST /channels/7/messages/1/crosspost", 1).await;
    assert_eq!(passed, [Value::Null]);
    assert!(!server.story().iter().any(|what| what.starts_with("POST /channels/8/messages/1")));
}

#[tokio::test]
async fn after_a_long_outage_the_channel_is_looked_at_first() {
    let now = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(1_462_015_105_796));
    let posts = AtomicU32::new(0);
    let server = Server::start(move |call| match call.what.as_str() {
        // The first one stands there, and its answer is lost; another's words and older ones of our own mean nothing.
        "GET /channels/7/messages" => {
            let standing =
                |id: &str, author: &str, words: &str| json!({ "id": id, "content": words, "author": { "id": author } });
            answer(200, &json!([standing("5", "9", "other"), standing("4", "8", "news"), standing("3", "9", "news")]))
        }
        "GET /channels/8/messages" => refused(403, 50_013),
        what if what.starts_with("POST /channels/") && posts.fetch_add(1, Ordering::Relaxed) < 3 => text(502, ""),
        _ => fine(),
    })
    .await;
    let clock = {
        let now = now.clone();
        std::sync::Arc::new(move || bot_core::ids::Timestamp(now.load(Ordering::Relaxed)))
    };
    let discord = server.discord_at(clock).await;
    let news = View::text("news");
    let later = Err(Later { after: None });
    assert_eq!(discord.deliver(&channel(7), &news, SILENT, KEY).await, later);
    now.fetch_add(60_000, Ordering::Relaxed);
    assert_eq!(
        discord.deliver(&channel(7), &news, SILENT, KEY).await,
        later,
        "its nonce is known: it is just sent again"
    );
    assert_eq!(discord.deliver(&channel(8), &news, SILENT, OTHER).await, later);
    now.fetch_add(600_000, Ordering::Relaxed);
    assert_eq!(discord.deliver(&channel(7), &news, SILENT, KEY).await, Ok(posted(&["7:3:en"])));
    let blind = discord.deliver(&channel(8), &news, SILENT, OTHER).await;
    assert_eq!(blind, Ok(posted(&["8:1:en"])), "where nothing can be seen, it is posted");
    assert_eq!(server.calls("POST /channels/7/messages", 2).await.len(), 2);
}

#[tokio::test]
async fn what_another_run_tried_is_looked_for_first() {
    let silent = AtomicU32::new(1);
    let server = Server::start(move |call| match call.what.as_str() {
        "GET /channels/7/messages" if silent.swap(0, Ordering::Relaxed) == 1 => text(502, ""),
        "GET /channels/7/messages" => answer(200, &json!([{ "id": "3", "content": "news", "author": { "id": "9" } }])),
        "GET /channels/8/messages" => answer(200, &json!([])),
        _ => fine(),
    })
    .await;
    let now = Timestamp(1_462_015_105_796);
    let discord = server.discord_at(std::sync::Arc::new(move || now)).await;
    let (news, again) = (View::text("news"), DeliveryKey { since: Some(now.plus(-180_000)), ..KEY });
    let unseen = discord.deliver(&channel(7), &news, SILENT, again).await;
    assert_eq!(unseen, Err(Later { after: None }), "while the channel can't be looked at, nothing is posted");
    assert_eq!(discord.deliver(&channel(7), &news, SILENT, again).await, Ok(posted(&["7:3:en"])));
    assert_eq!(discord.deliver(&channel(8), &news, SILENT, again).await, Ok(posted(&["8:1:en"])));
    let (look, post) = ("GET /channels/7/messages", "POST /channels/8/messages");
    assert_eq!(server.story(), [look, look, "GET /channels/8/messages", post]);
}
