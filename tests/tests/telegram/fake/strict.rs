//! teloxide's own types, which refuse what isn't exactly the Bot API, take all that the fake writes.

use outreach_tests::telegram::{Fake, Status};
use serde_json::json;
use teloxide::prelude::*;
use teloxide::types::{
    BotCommand, BotCommandScope, InlineKeyboardButton, InlineKeyboardMarkup, ParseMode, ReplyParameters, UpdateKind,
};
use teloxide::{ApiError, RequestError};

use super::{RUNTIME, fine, refused, start};

fn bot(fake: &Fake) -> Bot {
    Bot::new(fake.token()).set_api_url(reqwest::Url::parse(fake.url()).expect("an address"))
}

#[test]
fn all_updates() {
    let fake = start();
    let (asha, ben) = (fake.person("Asha", "en"), fake.person("Ben", ""));
    let group = fake.group("Group", &[asha, ben]);
    let forum = fake.forum("Forum", &[asha, ben]);
    let channel = fake.channel("Channel", &[asha]);
    fake.follow(asha, "pledge");
    for (chat, status) in [(group, Status::Member), (forum, Status::ADMIN), (channel, Status::ADMIN)] {
        fake.add_bot(asha, chat, status);
    }
    let topic = fake.topic(asha, forum, "News");
    let asked = fake.say(asha, forum.topic(topic), "/help @somebody https://example.org");
    fake.reply(ben, forum.topic(topic), "what?", asked);
    fake.caption(ben, forum, "/photo");
    fake.set_status(ben, forum, Status::ANONYMOUS);
    let wrong = fake.say(ben, forum, "/settings");
    fake.edit(forum, wrong, "/settings now");
    let post = fake.post(channel, "/subscribe");
    fake.edit(channel, post, "/unsubscribe");
    fake.say_as_channel(channel, forum, "/help");
    fake.press_data(asha, forum, asked, "x");
    fake.press_data(asha, forum, 4711, "x");
    fake.inline_query(asha, "encryption", "");
    fake.migrate(asha, group);
    fake.remove_bot(asha, forum);
    fake.block_bot(asha);
    let updates = RUNTIME.block_on(bot(&fake).get_updates().send()).expect("teloxide reads the list");
    assert!(updates.len() > 20, "{}", updates.len());
    for update in updates {
        assert!(!matches!(update.kind, UpdateKind::Error(_)), "teloxide can't read {:#?}", update.kind);
    }
    let offset = i32::MAX - 1;
    fine(&fake, "getUpdates", &json!({"offset": offset}));
    fake.update("\"something_new\":{\"id\":1}");
    let strange = RUNTIME.block_on(bot(&fake).get_updates().send()).expect("unknown kinds are harmless");
    assert!(matches!(strange[0].kind, UpdateKind::Error(_)), "tests can send what isn't known");
}

#[test]
fn all_answers() {
    let fake = start();
    let (asha, bot) = (fake.person("Asha", "en"), bot(&fake));
    let group = fake.supergroup("Group", &[asha]);
    let basic = fake.group("Basic", &[asha]);
    let channel = fake.channel("Channel", &[asha]);
    let private = fake.follow(asha, "");
    for chat in [group, basic, channel] {
        fake.add_bot(asha, chat, Status::ADMIN);
    }
    RUNTIME.block_on(async {
        let me = bot.get_me().await.expect("getMe");
        assert!(me.supports_inline_queries && !me.can_read_all_group_messages);
        let keyboard = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("Next", "n")]]);
        for chat in [group, basic, channel, private].map(|chat| ChatId(chat.0)) {
            let sent = bot.send_message(chat, "<blockquote>x</blockquote>").parse_mode(ParseMode::Html);
            let sent = sent.reply_markup(keyboard.clone()).await.expect("sendMessage");
            assert_eq!(sent.text(), Some("x"));
            let reply = ReplyParameters::new(sent.id);
            bot.send_message(chat, "y").reply_parameters(reply).await.expect("an answer");
            let edited = bot.edit_message_text(chat, sent.id, "z").await.expect("editMessageText");
            assert_eq!(edited.text(), Some("z"));
            let again = bot.edit_message_text(chat, sent.id, "z").await;
            assert!(matches!(again, Err(RequestError::Api(ApiError::MessageNotModified))), "{again:?}");
            bot.delete_message(chat, sent.id).await.expect("deleteMessage");
            bot.get_chat(chat).await.expect("getChat");
            bot.get_chat_member(chat, UserId(asha.0.unsigned_abs())).await.expect("getChatMember");
        }
        assert_eq!(bot.get_chat_administrators(ChatId(group.0)).await.expect("getChatAdministrators").len(), 2);
        let command = BotCommand::new("help", "What the bot can do");
        let set = bot.set_my_commands([command.clone()]).scope(BotCommandScope::AllGroupChats).language_code("fr");
        set.await.expect("setMyCommands");
        let get = bot.get_my_commands().scope(BotCommandScope::AllGroupChats).language_code("fr");
        assert_eq!(get.await.expect("getMyCommands"), [command]);
        bot.set_my_description().description("x").await.expect("setMyDescription");
        assert_eq!(bot.get_my_description().await.expect("getMyDescription").description, "x");
        let hook = reqwest::Url::parse("https://127.0.0.1:9/hook").expect("an address");
        bot.set_webhook(hook).await.expect("setWebhook, as a form of parts");
        let info = bot.get_webhook_info().await.expect("getWebhookInfo");
        assert_eq!(info.url.map(|u| u.port()), Some(Some(9)));
        bot.delete_webhook().await.expect("deleteWebhook");
        let pressed = fake.press_data(asha, private, 1, "x");
        bot.answer_callback_query(pressed.into()).await.expect("answerCallbackQuery");
    });
    assert_eq!(fake.look(|world| world.unknown_parameters()), Vec::<String>::new());
}

#[test]
fn commands_and_descriptions() {
    let fake = start();
    let set = |command: &str, about: &str| json!({"commands": [{"command": command, "description": about}]});
    for (parameters, words) in [
        (set("Help", "x"), "BOT_COMMAND_INVALID"),
        (set("aide-moi", "x"), "BOT_COMMAND_INVALID"),
        (set(&"x".repeat(33), "x"), "command length must not exceed 32"),
        (set("/", "x"), "command must be non-empty"),
        (set("help", ""), "command description must be non-empty"),
        (set("help", &"é".repeat(257)), "command description length must not exceed 256"),
        (json!({"commands": vec![json!({"command": "x", "description": "x"}); 101]}), "BOT_COMMANDS_TOO_MUCH"),
        (json!({"commands": {}}), "expected an Array of BotCommand"),
        (json!({"commands": [], "language_code": "eng"}), "invalid language code specified"),
        (
            json!({"commands": [], "scope": {"type": "nowhere"}}),
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ] {
        assert_eq!(refused(&fake, "setMyCommands", &parameters), format!("400 Bad Request: {words}"));
    }
    fine(&fake, "setMyCommands", &set("help", &"é".repeat(256)));
    assert!(fake.look(|world| world.commands("default", "").is_some()));
    fine(&fake, "setMyShortDescription", &json!({"short_description": "é".repeat(120), "language_code": "fr"}));
    assert!(refused(&fake, "setMyShortDescription", &json!({"short_description": "é".repeat(121)})).starts_with("400"));
    assert!(refused(&fake, "setMyDescription", &json!({"description": "é".repeat(513)})).starts_with("400"));
    assert_eq!(fake.look(|world| world.words_of_bot("short_description", "fr").map(str::len)), Some(240));
}
