//! Messages: what is taken, what is refused, and what people see.

use std::time::Duration;

use outreach_tests::telegram::{Conduct, Fake, Status, parse_html};
use serde_json::{Value, json};

use super::{fine, refused, start, update, updates};

#[test]
fn a_conversation() {
    let fake = start();
    assert_eq!(fine(&fake, "GetMe", &json!({}))["username"], json!(fake.bot_username()));
    let asha = fake.person("Asha", "en");
    let chat = fake.follow(asha, "pledge");
    let heard = update(&fake);
    assert_eq!(heard["message"]["text"], "/start pledge");
    assert_eq!(heard["message"]["entities"], json!([{"offset": 0, "length": 6, "type": "bot_command"}]));
    assert_eq!(heard["message"]["from"]["language_code"], "en");
    let keyboard = json!({"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]});
    let text = json!({
        "chat_id": chat.0, "text": "<b>One</b> &amp; two", "parse_mode": "HTML", "reply_markup": keyboard,
        "disable_notification": true,
    });
    let sent = fine(&fake, "SendMessage", &text);
    let shown = fake.wait("the answer", |world| world.newest(chat));
    assert_eq!((shown.text.as_str(), shown.covered("bold")), ("One & two", vec!["One".to_owned()]));
    assert!(shown.silent, "people hear nothing");
    let pressed = fake.press(asha, chat, shown.id, "Next");
    assert_eq!(fake.look(|world| world.spinning()), 1);
    let query = update(&fake)["callback_query"].clone();
    assert_eq!((&query["data"], &query["message"]["message_id"]), (&json!("n"), &sent["message_id"]));
    let answer = json!({"callback_query_id": query["id"], "text": "Fine"});
    fine(&fake, "answerCallbackQuery", &answer);
    let told = fake.wait("the answer", |world| world.pressed(&pressed));
    assert_eq!((told.text.as_deref(), told.alert), (Some("Fine"), false));
    let too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid";
    assert_eq!(refused(&fake, "answerCallbackQuery", &answer), too_old);
    let edit = json!({"chat_id": chat.0, "message_id": shown.id, "text": "Three"});
    fine(&fake, "editMessageText", &edit);
    let shown = fake.look(|world| world.message(chat, shown.id).cloned()).expect("it is there");
    assert!(shown.edited.is_some() && shown.keyboard.is_empty(), "a change without a keyboard takes it away");
    let same = "400 Bad Request: message is not modified: specified new message content and reply markup are exactly \
                the same as a current content and reply markup of the message";
    assert_eq!(refused(&fake, "editMessageText", &edit), same);
    let late = fake.press_data(asha, chat, shown.id, "gone");
    fake.pass(Duration::from_secs(120));
    assert_eq!(refused(&fake, "answerCallbackQuery", &json!({"callback_query_id": late})), too_old);
}

#[test]
fn what_telegram_does_not_send() {
    let fake = start();
    let chat = fake.private_chat(fake.person("Asha", "en")).0;
    let button = |button: Value| json!({"chat_id": chat, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}});
    let long = "x".repeat(4097);
    let html = |text: &str| json!({"chat_id": chat, "text": text, "parse_mode": "HTML"});
    for (parameters, words) in [
        (json!({"chat_id": chat}), "message text is empty"),
        (json!({"chat_id": chat, "text": ""}), "message text is empty"),
        (json!({"chat_id": chat, "text": " \n "}), "text must be non-empty"),
        (html("<b></b>"), "text must be non-empty"),
        (json!({"chat_id": chat, "text": long}), "message is too long"),
        (json!({"chat_id": chat, "text": "😀".repeat(2049)}), "message is too long"),
        (json!({"chat_id": chat, "text": "x", "parse_mode": "BBCode"}), "unsupported parse_mode"),
        (json!({"text": "x"}), "chat_id is empty"),
        (json!({"chat_id": 4711, "text": "x"}), "chat not found"),
        (json!({"chat_id": "@nobody_here", "text": "x"}), "chat not found"),
        (html("a < b"), "can't parse entities: Unsupported start tag \"\" at byte offset 2"),
        (html("a <b"), "can't parse entities: Unclosed start tag at byte offset 2"),
        (html("<p>x</p>"), "can't parse entities: Unsupported start tag \"p\" at byte offset 0"),
        (html("<br/>"), "can't parse entities: Unsupported start tag \"br/\" at byte offset 0"),
        (html("<b>x"), "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        (html("x</b>"), "can't parse entities: Unexpected end tag at byte offset 1"),
        (
            html("<b><i>x</b></i>"),
            "can't parse entities: Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
        ),
        (html("<span>x</span>"), "can't parse entities: Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
        (button(json!({"text": "x", "callback_data": "é".repeat(33)})), "BUTTON_DATA_INVALID"),
        (button(json!({"text": "", "callback_data": "x"})), "inline keyboard button text must be non-empty"),
        (
            button(json!({"text": "x"})),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (button(json!({"callback_data": "x"})), "can't parse inline keyboard button: Can't find field \"text\""),
        (button(json!({"text": "x", "url": "http://localhost/"})), "BUTTON_URL_INVALID"),
        (button(json!({"text": "x", "url": "no"})), "inline keyboard button URL 'no' is invalid: Wrong HTTP URL"),
        (json!({"chat_id": chat, "text": "x", "reply_markup": "{"}), "can't parse reply keyboard markup JSON object"),
        (json!({"chat_id": chat, "text": "x", "reply_markup": []}), "object expected as reply markup"),
        (
            json!({"chat_id": chat, "text": "x", "reply_parameters": {"message_id": 99}}),
            "message to be replied not found",
        ),
        (json!({"chat_id": chat, "text": "x", "message_thread_id": 5}), "message thread not found"),
    ] {
        assert_eq!(refused(&fake, "sendMessage", &parameters), format!("400 Bad Request: {words}"), "{parameters}");
    }
    fine(&fake, "sendMessage", &button(json!({"text": "x", "callback_data": "é".repeat(32)})));
    fine(&fake, "sendMessage", &html(&format!("<b>{}</b>", "x".repeat(4096))));
    let anyway = json!({"message_id": 99, "allow_sending_without_reply": true});
    fine(&fake, "sendMessage", &json!({"chat_id": chat, "text": "x", "reply_parameters": anyway}));
    assert_eq!(fake.look(|world| world.bot_messages(outreach_tests::telegram::ChatId(chat)).len()), 3);
}

#[test]
fn html_is_read_as_telegram_reads_it() {
    let read = |html: &str| {
        let (text, entities) = parse_html(html).expect("Telegram takes this");
        let parts: Vec<String> = entities.iter().map(|e| format!("{} {}+{}", e.kind, e.offset, e.length)).collect();
        format!("{text} [{}]", parts.join(", "))
    };
    assert_eq!(read("&lt;&gt;&amp;&quot;&#39;&#x41; &nbsp; & &bogus;"), "<>&\"'A &nbsp; & &bogus; []");
    assert_eq!(read("😀<b>é😀</b>"), "😀é😀 [bold 2+3]");
    assert_eq!(read("<blockquote expandable>x</blockquote>"), "x [expandable_blockquote 0+1]");
    assert_eq!(read("<B><i>x</i>y</B>"), "xy [bold 0+2, italic 0+1]");
    assert_eq!(read("<a href=\"https://a.example/?q=1&amp;r=2\">x</a>"), "x [text_link 0+1]");
    assert_eq!(read("<a href='nowhere'>x</a>"), "x []");
    assert_eq!(read("<pre><code class=\"language-rust\">x</code></pre>"), "x [pre 0+1]");
    assert_eq!(read("<b>x</>"), "x [bold 0+1]");
}

#[test]
fn who_may_be_written_to() {
    let fake = start();
    let (asha, ben) = (fake.person("Asha", "en"), fake.person("Ben", "fr"));
    let write = |to: i64| json!({"chat_id": to, "text": "x"});
    assert_eq!(refused(&fake, "sendMessage", &write(asha.0)), "400 Bad Request: chat not found");
    let group = fake.group("Us", &[asha, ben]);
    fake.add_bot(asha, group, Status::Member);
    let stranger = "403 Forbidden: bot can't initiate conversation with a user";
    assert_eq!(refused(&fake, "sendMessage", &write(asha.0)), stranger);
    fake.follow(asha, "");
    fine(&fake, "sendMessage", &write(asha.0));
    fake.block_bot(asha);
    assert_eq!(refused(&fake, "sendMessage", &write(asha.0)), "403 Forbidden: bot was blocked by the user");
    let last = updates(&fake).pop().expect("the bot is told");
    assert_eq!(last["my_chat_member"]["new_chat_member"]["status"], "kicked");
    fake.follow(asha, "");
    fine(&fake, "sendMessage", &write(asha.0));
    fake.deactivate(asha);
    assert_eq!(refused(&fake, "sendMessage", &write(asha.0)), "403 Forbidden: user is deactivated");
}

#[test]
fn what_can_be_changed_and_deleted() {
    let fake = start();
    let asha = fake.person("Asha", "en");
    let group = fake.supergroup("Us", &[asha]);
    fake.add_bot(asha, group, Status::Member);
    let sent = fine(&fake, "sendMessage", &json!({"chat_id": group.0, "text": "x"}));
    let own = json!({"chat_id": group.0, "message_id": sent["message_id"], "text": "y"});
    let other = json!({"chat_id": group.0, "message_id": fake.say(asha, group, "hello"), "text": "y"});
    let none = json!({"chat_id": group.0, "message_id": 4711, "text": "y"});
    assert_eq!(refused(&fake, "editMessageText", &other), "400 Bad Request: message can't be edited");
    assert_eq!(refused(&fake, "editMessageText", &none), "400 Bad Request: message to edit not found");
    assert_eq!(refused(&fake, "deleteMessage", &other), "400 Bad Request: message can't be deleted");
    assert_eq!(refused(&fake, "deleteMessage", &none), "400 Bad Request: message to delete not found");
    fake.pass(Duration::from_secs(48 * 3600 + 1));
    assert_eq!(refused(&fake, "deleteMessage", &own), "400 Bad Request: message can't be deleted");
    fine(&fake, "editMessageText", &own);
    fake.add_bot(asha, group, Status::ADMIN);
    assert_eq!(refused(&fake, "deleteMessage", &own), "400 Bad Request: message can't be deleted");
    let young = fine(&fake, "sendMessage", &json!({"chat_id": group.0, "text": "x"}))["message_id"].clone();
    fine(&fake, "deleteMessages", &json!({"chat_id": group.0, "message_ids": [young, 4711]}));
    let gone = json!({"chat_id": group.0, "message_id": young, "text": "y"});
    assert_eq!(refused(&fake, "editMessageText", &gone), "400 Bad Request: message to edit not found");
    assert_eq!(fake.look(|world| world.bot_messages(group).len()), 1, "nobody sees it");
    assert!(fake.look(|world| world.history(group).iter().any(|m| m.deleted)), "tests still can");
}

#[test]
fn inline_mode() {
    let fake = Fake::start(Conduct::default());
    let asha = fake.person("Asha", "en");
    let group = fake.supergroup("Us", &[asha]);
    let query = fake.inline_query(asha, "encryption", "");
    assert_eq!(update(&fake)["inline_query"]["query"], "encryption");
    let content = json!({"message_text": "<b>Yes</b>", "parse_mode": "HTML"});
    let article = json!({"type": "article", "id": "1", "title": "Yes", "input_message_content": content});
    let answer = |results: Value| json!({"inline_query_id": query, "results": results});
    let with = |change: &dyn Fn(&mut Value)| {
        let mut article = article.clone();
        change(&mut article);
        answer(json!([article]))
    };
    for (parameters, words) in [
        (answer(json!([article, article])), "RESULT_ID_DUPLICATE"),
        (with(&|a| a["id"] = json!("x".repeat(65))), "RESULT_ID_INVALID"),
        (
            with(&|a| a["input_message_content"]["message_text"] = json!("<b>")),
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (with(&|a| a["title"] = json!("")), "can't parse inline query result: Can't find field \"title\""),
        (answer(json!(vec![article.clone(); 51])), "too many inline query results specified"),
    ] {
        assert_eq!(refused(&fake, "answerInlineQuery", &parameters), format!("400 Bad Request: {words}"));
    }
    fine(&fake, "answerInlineQuery", &answer(json!([article])));
    let posted = fake.choose_inline(asha, &query, 0, group);
    let shown = fake.look(|world| world.message(group, posted).cloned()).expect("it is posted");
    assert_eq!((shown.text.as_str(), shown.via_bot), ("Yes", true));
    assert!(updates(&fake).is_empty(), "the bot isn't in that group");
}
