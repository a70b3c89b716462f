//! Tests of what an event means for the bot.

use proptest::prelude::*;
use serde_json::json;

use super::*;

const BOT: &str = "@outreach:example.org";

/// A room where the bot is called "Outreach Bot".
fn me() -> Me<'static> {
    Me { user: BOT.try_into().expect("an id"), name: Some("Outreach Bot") }
}

fn raw(event: &Value) -> Raw<AnySyncTimelineEvent> {
    Raw::from_json(serde_json::value::to_raw_value(event).expect("JSON"))
}

fn event(kind: &str, content: Value) -> Value {
    json!({
        "type": kind, "event_id": "$one", "sender": "@ana:example.org", "content": content,
        "origin_server_ts": 1_700_000_000_000_u64, "unsigned": { "age": 1_500 },
    })
}

fn text(body: &str) -> Value {
    json!({ "msgtype": "m.text", "body": body })
}

fn seen_in(private: bool, event: &Value) -> Result<Seen, Unreadable> {
    let knows = |id: &EventId| id.as_str().starts_with("$ours");
    read(&raw(event), &me(), &About { private, redacts_in_content: false, knows: &knows })
}

/// What was said, in one line; "-" for nothing.
fn line(seen: Result<Seen, Unreadable>) -> String {
    let what = |what: &Event| match what {
        Event::Text(text) => format!("{text:?}"),
        Event::Command { name, arguments } => format!("!{name} {arguments}").trim().to_owned(),
        other => format!("{other:?}"),
    };
    let sure = |addressed| if addressed { "" } else { "? " };
    match seen {
        Ok(Seen::Said { what: said, addressed, .. }) => format!("{}{}", sure(addressed), what(&said)),
        Ok(Seen::Edited { what: said, addressed, original, answering, .. }) => {
            let answering = answering.map_or("-".to_owned(), |said| format!("- or {}", what(&said)));
            let said = said.map_or(answering, |said| format!("{}{}", sure(addressed), what(&said)));
            format!("{original} now {said}")
        }
        Ok(Seen::Reacted { to, key, .. }) => format!("{to} {key}"),
        Ok(Seen::Redacted { event }) => format!("{event} is gone"),
        Ok(Seen::Replaced) => "replaced".to_owned(),
        Ok(Seen::Members) => "members".to_owned(),
        Ok(Seen::Nothing) => "-".to_owned(),
        Err(e) => e.to_string(),
    }
}

fn in_room(content: Value) -> String {
    line(seen_in(false, &event("m.room.message", content)))
}

fn in_private(content: Value) -> String {
    line(seen_in(true, &event("m.room.message", content)))
}

#[test]
fn in_a_room_commands_and_words_to_the_bot_are_heard() {
    let cases = [
        ("!rec 8", "? !rec 8"),
        ("/rec 8", "? !rec 8"),
        ("  !help  ", "? !help"),
        ("!help!", "? !help"),
        ("!\u{202e}help", "? !\u{202e}help"),
        ("!déclaration 3", "? !déclaration 3"),
        ("!2", "? !2"),
        ("!ask May the police\nbreak encryption?", "? !ask May the police\nbreak encryption?"),
        ("Outreach Bot: may they?", "\"may they?\""),
        ("outreach bot, may they?", "\"may they?\""),
        ("OUTREACH  BOT : may they?", "\"may they?\""),
        ("Outreach\u{200b} Bot\u{ff0c}may they?", "\"may they?\""),
        ("outreach: !rec 8", "!rec 8"),
        ("@outreach rec 8", "\"rec 8\""),
        ("@Outreach Bot rec 8", "\"rec 8\""),
        ("@outreach:example.org: rec 8", "\"rec 8\""),
        ("@outreach:example.org !rec 8", "!rec 8"),
        ("Outreach Bot: @outreach:example.org, rec 8", "\"rec 8\""),
        ("outreach:", "\"\""),
        ("May they, @outreach:example.org?", "\"May they?\""),
        ("[Outreach Bot](https://matrix.to/#/@outreach:example.org): rec 8", "\"rec 8\""),
        ("https://matrix.to/#/@outreach:example.org rec 8", "\"rec 8\""),
    ];
    for (said, heard) in cases {
        assert_eq!(in_room(text(said)), heard, "{said:?}");
    }
}

#[test]
fn in_a_room_other_people_s_talk_is_not_heard() {
    let talk = [
        "May they?",
        "the Outreach Bot is nice",
        "Outreach Bot is nice",
        "outreach matters",
        "Outreach Bots: many",
        "@outreach:example.org.uk: hello",
        "@outreach:elsewhere.example: hello",
        "@outreach-two hello",
        "write to me@outreach",
        "@room hello",
        "!",
        "!!!",
        "!?",
        "! rec 8",
        "/usr/bin",
        "!=3",
        "!🎉",
        "",
        "   ",
        "https://matrix.to/#/@somebody:example.org rec 8",
    ];
    for said in talk {
        assert_eq!(in_room(text(said)), "-", "{said:?}");
    }
}

#[test]
fn whom_a_client_calls_counts_and_the_name_is_cut_off_wherever_it_stands() {
    let cases = [
        ("Outreach Bot: rec 8", "\"rec 8\""),
        ("Outreach Bot rec 8", "\"rec 8\""),
        ("Hello Outreach Bot, may they?", "\"Hello, may they?\""),
        ("may they, Outreach Bot?", "\"may they?\""),
        ("Outreach Bot !rec 8", "!rec 8"),
        ("rec 8 @Outreach Bot", "\"rec 8\""),
        ("rec 8 [Outreach Bot](https://matrix.to/#/@outreach:example.org)", "\"rec 8\""),
        // In whatever way it was called.
        ("rec 8", "\"rec 8\""),
        ("Outreach Bot", "\"\""),
        // Only the name itself, once.
        ("Outreach Bot: what is the Outreach Bot?", "\"what is the Outreach Bot?\""),
    ];
    for (said, heard) in cases {
        let content =
            json!({ "msgtype": "m.text", "body": said, "m.mentions": { "user_ids": ["@ben:example.org", BOT] } });
        assert_eq!(in_room(content), heard, "{said:?}");
    }
}

#[test]
fn a_call_of_others_or_of_the_whole_room_is_not_for_the_bot() {
    let mentions = [
        json!({}),
        json!({ "room": true }),
        json!({ "user_ids": ["@ben:example.org"] }),
        json!({ "user_ids": [] }),
        json!({ "user_ids": BOT }),
        json!({ "user_ids": [7, null, [BOT]] }),
    ];
    for mentions in mentions {
        // The client says whom it means, so an id in the middle is only talked about.
        for said in ["@room may they?", "ask @outreach:example.org"] {
            let content = json!({ "msgtype": "m.text", "body": said, "m.mentions": mentions });
            assert_eq!(in_room(content), "-", "{said} {mentions}");
        }
        let content = json!({ "msgtype": "m.text", "body": "Outreach Bot: rec 8", "m.mentions": mentions });
        assert_eq!(in_room(content), "\"rec 8\"", "what begins with the name is meant for it: {mentions}");
    }
    assert_eq!(in_room(json!({ "msgtype": "m.text", "body": "may they?", "m.mentions": [BOT] })), "-");
}

#[test]
fn odd_names_call_nobody() {
    let knows = |_: &EventId| false;
    for name in ["", " ", ":", ",", "\u{200b}", "\u{202e}\u{7}", "🎉", &"x".repeat(5_000)] {
        let me = Me { user: BOT.try_into().expect("an id"), name: Some(name) };
        for said in [": hello", ", hello", "hello", &format!("{name}: hello"), &format!("@{name} hello")] {
            let about = About { private: false, redacts_in_content: false, knows: &knows };
            let seen = read(&raw(&event("m.room.message", text(said))), &me, &about);
            assert_eq!(line(seen), "-", "{name:?} {said:?}");
        }
    }
    // Controls and invisible characters in a name are not needed to call it.
    let me = Me { user: BOT.try_into().expect("an id"), name: Some("\u{202e}\u{7}Bot\u{200d} Þór\u{2069}") };
    let about = About { private: false, redacts_in_content: false, knows: &knows };
    assert_eq!(line(read(&raw(&event("m.room.message", text("bot þór: hello"))), &me, &about)), "\"hello\"");
}

#[test]
fn in_a_private_chat_everything_is_for_the_bot() {
    let cases = [
        ("May they?", "\"May they?\""),
        ("!rec 8", "!rec 8"),
        ("/rec 8", "!rec 8"),
        ("!", "!"),
        ("!!!", "\"!!!\""),
        ("Outreach Bot: pledge", "\"pledge\""),
        ("2\u{fe0f}\u{20e3}", "\"2\""),
        ("", "\"\""),
    ];
    for (said, heard) in cases {
        assert_eq!(in_private(text(said)), heard, "{said:?}");
    }
}

#[test]
fn what_is_no_text_meets_an_answer_in_private_chats_only() {
    for kind in ["m.image", "m.file", "m.audio", "m.video", "m.location"] {
        let content = json!({ "msgtype": kind, "body": "cat.jpg", "url": "mxc://example.org/cat" });
        assert_eq!(in_private(content.clone()), "\"\"", "{kind}");
        assert_eq!(in_room(content), "-", "{kind}");
        let captioned =
            json!({ "msgtype": kind, "body": "!rec 8", "filename": "cat.jpg", "url": "mxc://example.org/cat" });
        assert_eq!(in_room(captioned), "? !rec 8", "{kind}");
    }
    for kind in ["m.sticker", "m.poll.start", "org.matrix.msc3381.poll.start"] {
        assert_eq!(line(seen_in(true, &event(kind, json!({ "body": "cat" })))), "\"\"", "{kind}");
        assert_eq!(line(seen_in(false, &event(kind, json!({ "body": "cat" })))), "-", "{kind}");
    }
}

#[test]
fn bots_servers_and_the_bot_itself_are_never_answered() {
    for kind in ["m.notice", "m.emote", "m.server_notice", "m.key.verification.request", "org.example.new"] {
        let content = json!({ "msgtype": kind, "body": "!help", "m.mentions": { "user_ids": [BOT] } });
        assert_eq!(in_private(content.clone()), "-", "{kind}");
        assert_eq!(in_room(content), "-", "{kind}");
    }
    for kind in ["m.room.message", "m.sticker", "m.reaction", "m.room.redaction"] {
        let mut own = event(kind, text("!help"));
        own["sender"] = BOT.into();
        assert_eq!(line(seen_in(true, &own)), "-", "{kind}");
    }
    for kind in ["m.room.encrypted", "m.call.invite", "m.room.topic", "org.example.new", ""] {
        assert_eq!(line(seen_in(true, &event(kind, text("!help")))), "-", "{kind}");
    }
}

#[test]
fn an_answer_to_one_of_the_bot_s_messages_is_for_it() {
    let reply = |to: &str, body: &str| json!({ "msgtype": "m.text", "body": body, "m.relates_to": { "m.in_reply_to": { "event_id": to } } });
    assert_eq!(in_room(reply("$ours", "2")), "\"2\"");
    assert_eq!(in_room(reply("$theirs", "2")), "-");
    let quoted = "> <@outreach:example.org> Which?\n> \n>second line\n\n!rec 8\n> and this is mine";
    assert_eq!(in_room(reply("$ours", quoted)), "!rec 8\n> and this is mine");
    assert_eq!(in_room(reply("$theirs", "> <@ben:example.org> !help\n\nindeed")), "-");
    assert_eq!(in_private(reply("$ours", "> <@outreach:example.org> pledge")), "\"\"", "nothing of one's own");
    // What somebody quotes by hand are their words.
    assert_eq!(in_private(text("> <b> rec 8")), "\"> <b> rec 8\"");
    // Clients call whom they answer; a name in the middle is a word then.
    let mut calling = reply("$ours", "what is an Outreach Bot");
    calling["m.mentions"] = json!({ "user_ids": [BOT] });
    assert_eq!(in_room(calling), "\"what is an Outreach Bot\"");

    let told = |content: Value| answered(&raw(&event("m.room.message", content)), &me()).map(|id| id.to_string());
    assert_eq!(told(reply("$ours", "2")).as_deref(), Some("$ours"));
    assert_eq!(told(text("2")), None);
    assert_eq!(
        told(
            json!({ "msgtype": "m.notice", "body": "2", "m.relates_to": { "m.in_reply_to": { "event_id": "$ours" } } })
        ),
        None
    );
}

#[test]
fn threads_are_told_and_their_stand_in_replies_are_none() {
    let in_thread = |falls_back: Value| {
        json!({ "msgtype": "m.text", "body": "rec 8", "m.relates_to": {
            "rel_type": "m.thread", "event_id": "$root", "is_falling_back": falls_back,
            "m.in_reply_to": { "event_id": "$ours" },
        }})
    };
    assert_eq!(in_room(in_thread(true.into())), "-");
    assert_eq!(answered(&raw(&event("m.room.message", in_thread(true.into()))), &me()), None);
    for falls_back in [false.into(), Value::Null] {
        assert_eq!(in_room(in_thread(falls_back)), "\"rec 8\"");
    }
    let Ok(Seen::Said { origin, .. }) = seen_in(false, &event("m.room.message", in_thread(false.into()))) else {
        panic!("it was said")
    };
    assert_eq!(origin.thread.as_deref().map(EventId::as_str), Some("$root"));
    assert_eq!(origin.answers.as_deref().map(EventId::as_str), Some("$ours"));
    assert_eq!((origin.event.as_str(), origin.sender.as_str()), ("$one", "@ana:example.org"));
    assert_eq!(origin.age, Some(Duration::from_millis(1_500)));
    assert_eq!(origin.sent.map(|sent| u64::from(sent.0)), Some(1_700_000_000_000));
}

#[test]
fn a_change_tells_what_the_message_says_now() {
    let change = |new: Value| {
        json!({
            "msgtype": "m.text", "body": "* !help", "m.new_content": new,
            "m.relates_to": { "rel_type": "m.replace", "event_id": "$before" },
        })
    };
    assert_eq!(in_room(change(text("!rec 8"))), "$before now ? !rec 8");
    assert_eq!(in_room(change(text("outreach: rec 8"))), "$before now \"rec 8\"");
    assert_eq!(in_room(change(text("nothing of yours"))), "$before now - or \"nothing of yours\"");
    assert_eq!(in_private(change(text("rec 8"))), "$before now \"rec 8\"");
    assert_eq!(in_room(change(json!({ "msgtype": "m.notice", "body": "!help" }))), "$before now -");
    let calling = json!({ "msgtype": "m.text", "body": "rec 8", "m.mentions": { "user_ids": [BOT] } });
    assert_eq!(in_room(change(calling)), "$before now \"rec 8\"");
    assert_eq!(in_room(change(Value::Null)), "an event of the kind change can't be read");
    let astray = json!({ "msgtype": "m.text", "body": "!help", "m.new_content": text("!help"),
        "m.relates_to": { "rel_type": "m.replace", "event_id": "no id" } });
    assert_eq!(in_room(astray), "an event of the kind change can't be read");
}

#[test]
fn only_numbers_are_reactions_to_the_bot() {
    let reaction = |key: Value| {
        let relation = json!({ "rel_type": "m.annotation", "event_id": "$ours", "key": key });
        line(seen_in(false, &event("m.reaction", json!({ "m.relates_to": relation }))))
    };
    assert_eq!(reaction("2\u{fe0f}\u{20e3}".into()), "$ours 2\u{fe0f}\u{20e3}");
    assert_eq!(reaction("2\u{20e3}".into()), "$ours 2\u{20e3}");
    for other in ["👍", "", "2", "mxc://example.org/party", &"2\u{fe0f}\u{20e3}".repeat(9_000)] {
        assert_eq!(reaction(other.into()), "-");
    }
    assert_eq!(reaction(7.into()), "an event of the kind reaction can't be read");
}

#[test]
fn a_redaction_is_believed_only_where_its_room_has_it() {
    let mut both = event("m.room.redaction", json!({ "redacts": "$in-content" }));
    both["redacts"] = "$on-top".into();
    let knows = |_: &EventId| false;
    for (redacts_in_content, gone) in [(false, "$on-top is gone"), (true, "$in-content is gone")] {
        let about = About { private: false, redacts_in_content, knows: &knows };
        assert_eq!(line(read(&raw(&both), &me(), &about)), gone);
    }
    let forged = event("m.room.redaction", json!({ "redacts": "$theirs" }));
    assert_eq!(line(seen_in(false, &forged)), "an event of the kind redaction can't be read");
}

#[test]
fn a_redacted_message_says_nothing() {
    let mut gone = event("m.room.message", json!({}));
    gone["unsigned"]["redacted_because"] = json!({ "type": "m.room.redaction" });
    assert_eq!(line(seen_in(true, &gone)), "-");
}

#[test]
fn only_state_tells_of_the_room() {
    let state = |kind: &str, key: &str| {
        let mut event = event(kind, json!({ "membership": "join", "replacement_room": "!new:example.org" }));
        event["state_key"] = key.into();
        line(seen_in(false, &event))
    };
    assert_eq!(state("m.room.tombstone", ""), "replaced");
    assert_eq!(state("m.room.member", "@ana:example.org"), "members");
    assert_eq!(state("m.room.tombstone", "forged"), "-");
    assert_eq!(state("m.room.message", ""), "-");
    // What anybody can send isn't state.
    for kind in ["m.room.tombstone", "m.room.member"] {
        assert_eq!(line(seen_in(true, &event(kind, json!({ "replacement_room": "!new:example.org" })))), "-");
    }
}

#[test]
fn nobody_can_encrypt_state_or_redactions() {
    let encrypted = |event: &Value| {
        let about = json!({
            "sender": "@ana:example.org", "sender_device": null, "verification_state": "Verified",
            "algorithm_info": { "MegolmV1AesSha2": { "curve25519_key": "", "sender_claimed_keys": {} } },
        });
        let kind =
            json!({ "Decrypted": { "event": event, "encryption_info": about, "unsigned_encryption_info": null } });
        serde_json::from_value::<TimelineEvent>(json!({ "kind": kind })).expect("a decrypted event")
    };
    let words = event("m.room.message", text("!help"));
    let mut tombstone = event("m.room.tombstone", json!({}));
    tombstone["state_key"] = "".into();
    let mut redaction = event("m.room.redaction", json!({}));
    redaction["redacts"] = "$theirs".into();
    for (event, forged) in [(&words, false), (&tombstone, true), (&redaction, true)] {
        assert_eq!(is_forged(&encrypted(event)), forged);
        assert!(!is_forged(&TimelineEvent::from_plaintext(raw(event))), "what the server itself calls so is so");
    }
}

#[test]
fn only_what_nobody_encrypts_may_come_unencrypted() {
    let is_open = |event: &Value| is_open(&TimelineEvent::from_plaintext(raw(event)));
    let mut topic = event("m.room.topic", json!({}));
    topic["state_key"] = "".into();
    assert!(!is_open(&topic));
    for (kind, open) in [
        ("m.room.message", true),
        ("m.sticker", true),
        ("m.poll.start", true),
        ("m.reaction", false),
        ("m.room.redaction", false),
        // Broken, or gone.
        ("m.room.encrypted", false),
    ] {
        assert_eq!(is_open(&event(kind, json!({}))), open, "{kind}");
    }
}

#[test]
fn long_bodies_with_html_are_words() {
    let long = format!("!ask {}", "<b>&\u{0}@outreach:[".repeat(4_000));
    assert!(in_room(text(&long)).starts_with("? !ask <b>&\u{0}@outreach:[<b>"));
    assert_eq!(in_private(text("<mx-reply>x</mx-reply>rec 8")), "\"<mx-reply>x</mx-reply>rec 8\"");
    let calling =
        json!({ "msgtype": "m.text", "body": "@outreach ".repeat(6_000), "m.mentions": { "user_ids": [BOT] } });
    assert_eq!(in_room(calling), "\"\"");
}

#[test]
fn what_is_broken_is_told_by_its_kind() {
    assert_eq!(in_private(json!({ "msgtype": "m.text", "body": 7 })), "an event of the kind message can't be read");
    assert_eq!(in_private(json!("no object")), "an event of the kind message can't be read");
    for broken in
        [json!({}), json!([]), json!(null), json!({ "type": "m.room.message", "sender": "nobody", "event_id": "$a" })]
    {
        assert_eq!(line(seen_in(true, &broken)), "an event of the kind event can't be read");
    }
    // A broken field beside the words costs only itself.
    let mut odd = event("m.room.message", text("rec 8"));
    odd["unsigned"] = json!({ "age": -5 });
    odd["origin_server_ts"] = json!("yesterday");
    odd["content"]["m.mentions"] = json!(7);
    odd["content"]["m.relates_to"] = json!({ "m.in_reply_to": [], "rel_type": 7, "event_id": {} });
    let Ok(Seen::Said { origin, .. }) = seen_in(true, &odd) else { panic!("it was said") };
    assert_eq!((origin.age, origin.sent), (Some(Duration::ZERO), None));
}

fn any_json() -> impl Strategy<Value = Value> {
    let words = "(!|/|@room |Outreach Bot: |@outreach:example.org|> <@a:b>|\n|\\PC{0,8}){0,6}";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        words.prop_map(Value::from),
        Just(Value::from("m.text")),
        Just(Value::from("m.replace")),
        Just(Value::from("m.annotation")),
        Just(Value::from("$ours")),
        Just(Value::from(BOT)),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let key = prop::sample::select(vec![
            "msgtype",
            "body",
            "filename",
            "m.mentions",
            "user_ids",
            "m.relates_to",
            "rel_type",
            "event_id",
            "key",
            "m.in_reply_to",
            "m.new_content",
            "redacts",
            "age",
            "redacted_because",
            "x",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(key, inner, 0..7)
                .prop_map(|all| all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(
        kind in prop::sample::select(vec!["m.room.message", "m.reaction", "m.room.redaction", "m.sticker", "m.room.member"]),
        (content, unsigned, redacts) in (any_json(), any_json(), any_json()),
        private: bool,
    ) {
        let mut event = event(kind, content);
        event["unsigned"] = unsigned;
        event["redacts"] = redacts;
        let _ = seen_in(private, &event);
        let _ = answered(&raw(&event), &me());
    }

    #[test]
    fn any_words_in_a_private_chat_are_heard(body in "[^\u{0}]{0,200}", name in ".{0,20}") {
        let knows = |_: &EventId| true;
        let me = Me { user: BOT.try_into().expect("an id"), name: Some(&name) };
        let about = About { private: true, redacts_in_content: true, knows: &knows };
        let mut content = text(&body);
        content["m.mentions"] = json!({ "user_ids": [BOT] });
        let heard = matches!(
            read(&raw(&event("m.room.message", content)), &me, &about),
            Ok(Seen::Said { addressed: true, .. })
        );
        prop_assert!(heard);
    }
}
