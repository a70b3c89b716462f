use serde_json::json;

use super::*;

fn told<T: DeserializeOwned>(value: &Value) -> T {
    read(&value.to_string()).expect("it can be read")
}

#[test]
fn what_is_absent_and_what_is_null_is_the_same() {
    for message in [
        json!({ "id": "1", "channel_id": "2", "author": { "id": "3" } }),
        json!({
            "id": "1", "channel_id": "2", "author": { "id": "3", "bot": null }, "guild_id": null, "content": null,
            "mentions": null, "webhook_id": null, "referenced_message": null, "message_snapshots": null,
        }),
    ] {
        let message: Message = told(&message);
        assert!(!message.author.bot && message.content.is_empty() && message.mentions.is_empty());
        assert!(message.webhook_id.is_none() && message.referenced_message.is_none() && message.guild_id.is_none());
    }
    let used: Used = told(&json!({ "id": "1", "flags": null }));
    assert_eq!(used.flags, 0);
}

#[test]
fn ids_may_be_words_or_numbers() {
    let user: User = told(&json!({ "id": "175928847299117063", "new_field": {} }));
    assert_eq!(user.id, UserId::new(175_928_847_299_117_063));
    let user: User = told(&json!({ "id": 175_928_847_299_117_063_u64 }));
    assert_eq!(user.id, UserId::new(175_928_847_299_117_063));
    for broken in [json!({}), json!({ "id": "" }), json!({ "id": "0" }), json!({ "id": -1 }), json!({ "id": "x" })] {
        assert_eq!(read::<User>(&broken.to_string()).map(|_| ()), Err(Unreadable), "{broken}");
    }
}

#[test]
fn values_are_read_as_they_are_typed() {
    let words = |value| told::<Filled>(&json!({ "name": "x", "type": 3, "value": value })).words();
    assert_eq!(words(json!("two words")).as_deref(), Some("two words"));
    assert_eq!(words(json!(8)).as_deref(), Some("8"));
    assert_eq!(words(json!(true)).as_deref(), Some("true"));
    assert_eq!((words(json!(null)), words(json!([1]))), (None, None));
}

#[test]
fn what_cannot_be_read_shows_nothing_of_itself() {
    let fault = read::<Message>(r#"{"id": "Secret words"}"#).map(|_| ()).expect_err("it can't be read");
    assert_eq!(format!("{fault} {fault:?}"), "an event can't be read Unreadable");
}
