//! The bot beside ours: as little as a bot on teloxide can be.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use outreach_tests::telegram::Fake;
use serde_json::Value;
use teloxide::dispatching::UpdateFilterExt;
use teloxide::payloads::SendMessageSetters;
use teloxide::prelude::{Dispatcher, Message, Request, Requester, Update};
use teloxide::types::{InlineKeyboardMarkup, LinkPreviewOptions, ParseMode};
use teloxide::{Bot, RequestError};

use crate::process::Process;

/// The message that answers everything.
struct Answer {
    html: String,
    keyboard: Option<InlineKeyboardMarkup>,
    preview: Option<LinkPreviewOptions>,
}

impl Answer {
    /// Reads what [`write`] wrote.
    fn read(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("the benchmark wrote this file");
        let parameters: Value = serde_json::from_str(&text).expect("the benchmark wrote JSON");
        let text = |name: &str| parameters[name].as_str();
        let part = |name: &str| text(name).map(|json| serde_json::from_str(json).expect("the fake took this"));
        assert!(text("parse_mode").is_some_and(|mode| mode.eq_ignore_ascii_case("html")), "our bot writes HTML");
        Self {
            html: text("text").expect("a message has a text").to_owned(),
            keyboard: part("reply_markup").map(|json: Value| serde_json::from_value(json).expect("buttons")),
            preview: part("link_preview_options").map(|json: Value| serde_json::from_value(json).expect("options")),
        }
    }
}

/// Answers every message until the process is ended.
pub(crate) async fn run(url: &str, token: &str, answer: &Path) {
    let bot = Bot::new(token).set_api_url(url.parse().expect("the fake has an address"));
    let answer = Arc::new(Answer::read(answer));
    let handler = Update::filter_message().endpoint(move |bot: Bot, message: Message| {
        let answer = Arc::clone(&answer);
        async move {
            let mut request = bot.send_message(message.chat.id, &answer.html).parse_mode(ParseMode::Html);
            if let Some(keyboard) = &answer.keyboard {
                request = request.reply_markup(keyboard.clone());
            }
            if let Some(preview) = &answer.preview {
                request = request.link_preview_options(preview.clone());
            }
            request.send().await?;
            Ok::<_, RequestError>(())
        }
    });
    Dispatcher::builder(bot, handler).default_handler(|_| async {}).build().dispatch().await;
}

/// Keeps the parameters of a `sendMessage`, each as text, for a bare bot to send.
pub(super) fn write(file: &Path, parameters: &BTreeMap<String, String>) {
    let json = serde_json::to_vec(parameters).expect("texts are JSON");
    std::fs::write(file, json).expect("the folder can be written to");
}

/// Starts it, with the answer in this file.
pub(super) fn start(fake: &Fake, answer: &Path, log: PathBuf) -> Process {
    let mut command = Command::new(std::env::current_exe().expect("a program knows its own file"));
    command.arg("bare-telegram").args([fake.url(), fake.token()]).arg(answer);
    Process::start(command, &[], log)
}
