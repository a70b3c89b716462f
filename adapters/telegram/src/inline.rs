//! Inline mode: whoever types the bot's name and a few words in any chat is offered the passages that fit, to post
//! there as quotations (<https://core.telegram.org/bots/inline>). What is posted has no buttons: the bot isn't in that
//! chat. Absent on purpose: which passages fit, and what chosen results say about people (inline feedback stays off).

use std::time::Duration;

use bot_core::language::Language;
use bot_core::phrases::Say;
use bot_core::platform::{Bot, Suggestion};
use serde::de::IgnoredAny;
use teloxide::payloads::AnswerInlineQuery;
use teloxide::types::{
    InlineQueryId, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton, InlineQueryResultsButtonKind,
    InputMessageContent, InputMessageContentText, ParseMode,
};

use crate::Telegram;
use crate::inbound::person;
use crate::render::{RenderContext, render};
use crate::show::no_preview;
use crate::wire::InlineQuery;

/// How long an answer is of use: whoever types has typed on.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most passages on offer; nobody scrolls further.
const MOST: usize = 20;

/// How long Telegram may repeat an answer to the same person by itself, in seconds. The texts hardly ever change, but a
/// person's language may.
const KEPT: u32 = 60;

/// The longest description that is shown whole, in characters, with some room.
const LONGEST_DESCRIPTION: usize = 200;

/// The command that the button above the results leads to in the private chat.
const LEADS_TO: &str = "help";

/// Answers an inline query. An answer that doesn't get through is let go: the next letter asks again.
pub(crate) async fn answer(telegram: &Telegram, bot: &dyn Bot, query: &InlineQuery) {
    let locale = query.from.language_code.as_deref();
    let suggestions = bot.suggest(&person(query.from.id), locale, query.query.trim()).await;
    let answer = offer(query, &suggestions, &telegram.context());
    if let Err(fault) = telegram.api.call::<IgnoredAny>(&answer, PATIENCE).await {
        tracing::debug!(%fault, "an inline query stays without an answer");
    }
}

/// The passages as results; where there are none, the way to the private chat.
fn offer(query: &InlineQuery, suggestions: &[Suggestion], context: &RenderContext<'_>) -> AnswerInlineQuery {
    let articles = suggestions.iter().filter_map(|suggestion| article(suggestion, context));
    let results: Vec<InlineQueryResult> = articles.take(MOST).collect();
    let language = query.from.language_code.as_deref().and_then(Language::from_tag).unwrap_or_default();
    let button = button(&query.query, results.is_empty(), context.phrases.say(language));
    AnswerInlineQuery {
        inline_query_id: InlineQueryId(query.id.clone()),
        results,
        cache_time: Some(KEPT),
        // Results are in the person's own language.
        is_personal: Some(true),
        next_offset: None,
        button,
    }
}

fn article(suggestion: &Suggestion, context: &RenderContext<'_>) -> Option<InlineQueryResult> {
    let Suggestion { id, title, summary, view } = suggestion;
    // A quotation that is longer than a message can't be posted in one piece, and half of one is none.
    let [text] = <[_; 1]>::try_from(render(view, context)).ok()?;
    let content = InputMessageContentText {
        message_text: text.html,
        parse_mode: Some(ParseMode::Html),
        entities: None,
        link_preview_options: Some(no_preview()),
    };
    let mut article = InlineQueryResultArticle::new(id, title, InputMessageContent::Text(content));
    article.description = Some(summary.chars().take(LONGEST_DESCRIPTION).collect());
    Some(InlineQueryResult::Article(article))
}

/// The line above the results: how to look for something, or where to ask when nothing fits.
fn button(words: &str, nothing: bool, say: Say<'_>) -> Option<InlineQueryResultsButton> {
    let key = match (words.trim().is_empty(), nothing) {
        (true, _) => "inline-hint",
        (false, true) => "inline-nothing",
        (false, false) => return None,
    };
    Some(InlineQueryResultsButton {
        text: say.text(key),
        kind: InlineQueryResultsButtonKind::StartParameter(LEADS_TO.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use bot_core::phrases::Phrases;
    use bot_core::view::{Block, View};
    use serde_json::{Value, json};

    use super::*;
    use crate::wire::User;

    fn suggestion(id: &str, text: &str) -> Suggestion {
        let quotation = Block::Quotation {
            text: text.to_owned(),
            citation: "Recommendation 8".to_owned(),
            link: "https://example.org/#8".to_owned(),
        };
        Suggestion {
            id: id.to_owned(),
            title: "Encryption".to_owned(),
            summary: text.to_owned(),
            view: View::default().block(quotation),
        }
    }

    fn offered(words: &str, language: Option<&str>, suggestions: &[Suggestion]) -> Value {
        let phrases = Phrases::embedded();
        let context = RenderContext { bot_username: "OutreachBot", phrases: &phrases };
        let from = User { id: 7, is_bot: false, language_code: language.map(str::to_owned) };
        let query = InlineQuery { id: "q1".to_owned(), from, query: words.to_owned() };
        serde_json::to_value(offer(&query, suggestions, &context)).expect("a payload is JSON")
    }

    #[test]
    fn passages_are_offered_as_quotations() {
        let expected = json!({
            "inline_query_id": "q1",
            "results": [{
                "type": "article",
                "id": "R8",
                "title": "Encryption",
                "description": "Laws < rights",
                "input_message_content": {
                    "message_text": "<blockquote>Laws &lt; rights</blockquote>\n\
                        <a href=\"https://example.org/#8\">Recommendation 8</a>",
                    "parse_mode": "HTML",
                    "link_preview_options": { "is_disabled": true },
                },
            }],
            "cache_time": 60,
            "is_personal": true,
        });
        assert_eq!(offered("encryption", None, &[suggestion("R8", "Laws < rights")]), expected);
    }

    #[test]
    fn there_is_a_way_on_when_nothing_fits_or_nothing_was_typed() {
        let say = |language, key| Phrases::embedded().say(language).text(key);
        let nothing = offered("zebra", Some("fr-CA"), &[]);
        assert_eq!(nothing["results"], json!([]));
        let button = json!({ "text": say(Language::French, "inline-nothing"), "start_parameter": "help" });
        assert_eq!(nothing["button"], button);
        let beginning = offered("  ", None, &[suggestion("R1", "First")]);
        assert_eq!(beginning["results"].as_array().map(Vec::len), Some(1));
        assert_eq!(beginning["button"]["text"], json!(say(Language::English, "inline-hint")));
    }

    #[test]
    fn what_is_too_long_for_one_message_is_not_offered() {
        let long = suggestion("R1", &"long words ".repeat(500));
        let many: Vec<_> = std::iter::once(long).chain((0..60).map(|n| suggestion(&n.to_string(), "short"))).collect();
        let results = offered("words", None, &many)["results"].clone();
        assert_eq!(results.as_array().map(Vec::len), Some(MOST));
        assert_eq!(results[0]["id"], "0");
    }
}
