//! Answers to pressed buttons and inline queries.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::messages::{formatted, keyboard};
use crate::telegram::args::{Answer, Args, bad};
use crate::telegram::entities::units;
use crate::telegram::state::{CallbackAnswer, State};

/// How long a query can be answered, in milliseconds. Telegram's time isn't published.
const QUERY_LIFE: i64 = 60_000;
const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

impl State {
    pub(super) fn answer_callback_query(&mut self, args: &Args) -> Answer {
        let id = args.text("callback_query_id");
        let text = args.text("text");
        let url = args.text("url");
        let alert = args.flag("show_alert");
        args.number("cache_time", 0);
        let now = self.now_ms();
        let pressed = self.pressed.get_mut(id).ok_or_else(|| bad(TOO_OLD))?;
        if pressed.answer.is_some() || now - pressed.at > QUERY_LIFE {
            return Err(bad(TOO_OLD));
        }
        if units(text) > 200 {
            return Err(bad("MESSAGE_TOO_LONG"));
        }
        let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        let own_link = format!("t.me/{}?start=", self.bot.username.as_deref().unwrap_or_default());
        if !url.is_empty() && !url.contains(&own_link) {
            return Err(bad("URL_INVALID"));
        }
        pressed.answer = Some(CallbackAnswer { text: some(text), alert, url: some(url) });
        Ok(Value::Bool(true))
    }

    pub(super) fn answer_inline_query(&mut self, args: &Args) -> Answer {
        let id = args.text("inline_query_id");
        let results = args.object("results", "Can't parse JSON encoded inline query results")?;
        let button = args.object("button", "Can't parse inline query results button JSON object")?;
        let next = args.text("next_offset");
        args.number("cache_time", 300);
        args.flag("is_personal");
        let list = results.as_array().ok_or_else(|| bad("Expected an Array of inline query results"))?;
        if list.len() > 50 {
            return Err(bad("Too many inline query results specified"));
        }
        let mut ids = BTreeSet::new();
        for result in list {
            let id = check_result(result)?;
            if !ids.insert(id.to_owned()) {
                return Err(bad("RESULT_ID_DUPLICATE"));
            }
        }
        if next.len() > 64 {
            return Err(bad("NEXT_OFFSET_INVALID"));
        }
        if let Some(start) = button["start_parameter"].as_str() {
            let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            if start.is_empty() || start.len() > 64 || !start.chars().all(allowed) {
                return Err(bad("START_PARAM_INVALID"));
            }
        }
        let now = self.now_ms();
        let asked = self.asked.get_mut(id).ok_or_else(|| bad(TOO_OLD))?;
        if asked.answer.is_some() || now - asked.at > QUERY_LIFE {
            return Err(bad(TOO_OLD));
        }
        asked.answer = Some(json!({"results": results, "button": button, "next_offset": next}));
        Ok(Value::Bool(true))
    }
}

/// Checks a result and gives its id.
fn check_result(result: &Value) -> Result<&str, crate::telegram::args::Refusal> {
    let wrong = |what: &str| bad(format!("can't parse inline query result: {what}"));
    let result = result.as_object().ok_or_else(|| wrong("Inline query result must be an object"))?;
    let string = |name: &str| result.get(name).and_then(Value::as_str);
    let kind = string("type").ok_or_else(|| wrong("Can't find field \"type\""))?;
    let id = string("id").ok_or_else(|| wrong("Can't find field \"id\""))?;
    if id.is_empty() || id.len() > 64 {
        return Err(bad("RESULT_ID_INVALID"));
    }
    if kind != "article" {
        return Err(bad("this fake knows articles only"));
    }
    if string("title").is_none_or(str::is_empty) {
        return Err(wrong("Can't find field \"title\""));
    }
    let content = result.get("input_message_content").ok_or_else(|| bad("Input message content is not specified"))?;
    let text = content["message_text"].as_str().unwrap_or_default();
    if text.is_empty() {
        return Err(bad("message text is empty"));
    }
    formatted(text, content["parse_mode"].as_str().unwrap_or_default(), &content["entities"])?;
    keyboard(result.get("reply_markup").unwrap_or(&Value::Null))?;
    Ok(id)
}
