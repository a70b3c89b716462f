//! Whether the bot is set up at Telegram as it needs: one sentence each, with the cure. Changes nothing.

use std::time::Duration;

use bot_core::platform::{Finding, Verdict};
use serde::Deserialize;
use teloxide::ApiError;
use teloxide::payloads::{GetMe, GetWebhookInfo};

use crate::api::{Api, Fault};
use crate::settings::Settings;
use crate::wire::Me;

/// How long Telegram may take for each question.
const PATIENCE: Duration = Duration::from_secs(15);

/// Where Telegram sends updates (`getWebhookInfo`).
#[derive(Default, Deserialize)]
#[serde(default)]
struct WebhookInfo {
    url: String,
    pending_update_count: u64,
    /// Unix time in seconds.
    last_error_date: Option<i64>,
    last_error_message: Option<String>,
}

/// Asks Telegram who the bot is and how it is set up.
pub async fn check(settings: &Settings) -> Vec<Finding> {
    let me = match ask(settings).await {
        Ok(answers) => answers,
        Err(fault) => return vec![Finding::new(Verdict::Problem, failed(&fault))],
    };
    let (me, webhook) = me;
    let mut findings = about_me(&me);
    match webhook {
        Ok(info) => findings.extend(about_webhook(settings, &info)),
        Err(fault) => findings.push(Finding::new(Verdict::Warning, format!("where updates go can't be told: {fault}"))),
    }
    findings
}

async fn ask(settings: &Settings) -> Result<(Me, Result<WebhookInfo, Fault>), Fault> {
    let api = Api::new(settings)?;
    let me = api.call(&GetMe::new(), PATIENCE).await?;
    Ok((me, api.call(&GetWebhookInfo::new(), PATIENCE).await))
}

fn failed(fault: &Fault) -> String {
    match fault {
        Fault::Refused(ApiError::InvalidToken) => crate::ConnectError::WrongToken.to_string(),
        Fault::Unreachable => {
            "Telegram can't be reached: look at the network, a proxy (HTTPS_PROXY) and telegram.api_url".to_owned()
        }
        fault => format!("Telegram doesn't say who the bot is: {fault}"),
    }
}

fn about_me(me: &Me) -> Vec<Finding> {
    let setting = |good: bool, words: &str, cure: &str| {
        if good { Finding::new(Verdict::Ok, words) } else { Finding::new(Verdict::Warning, cure) }
    };
    vec![
        Finding::new(Verdict::Ok, format!("the bot is @{}", me.username)),
        setting(
            !me.can_read_all_group_messages,
            "privacy mode is on: the bot sees only what people say to it",
            "privacy mode is off, so Telegram sends the bot everything that is said in its groups: \
             send /setprivacy to @BotFather, pick the bot, choose Enable, and add the bot to its groups anew",
        ),
        setting(
            me.can_join_groups,
            "the bot can be added to groups",
            "nobody can add the bot to a group: send /setjoingroups to @BotFather, pick the bot, and choose Enable",
        ),
        setting(
            me.supports_inline_queries,
            "inline mode is on",
            "inline mode is off, so passages can't be posted from other chats: \
             send /setinline to @BotFather, pick the bot, and send a placeholder such as \"encryption\"",
        ),
    ]
}

fn about_webhook(settings: &Settings, info: &WebhookInfo) -> Vec<Finding> {
    let mut findings = vec![match (&settings.webhook, info.url.as_str()) {
        (None, "") => Finding::new(Verdict::Ok, "updates are fetched by long polling"),
        (None, _) => Finding::new(Verdict::Problem, crate::RunError::WebhookSet.to_string()),
        (Some(webhook), "") => Finding::new(
            Verdict::Ok,
            format!("updates will come to {} once the bot runs and sets its webhook", host(webhook.url.as_str())),
        ),
        (Some(webhook), url) if url == webhook.url.as_str() => {
            Finding::new(Verdict::Ok, format!("updates come to the webhook at {}", host(url)))
        }
        (Some(webhook), url) => Finding::new(
            Verdict::Warning,
            format!(
                "updates go to another webhook, at {}: stop whatever runs there, because this bot will send them to {} \
                 as soon as it runs",
                host(url),
                host(webhook.url.as_str())
            ),
        ),
    }];
    if let (Some(_), Some(words)) = (&settings.webhook, &info.last_error_message) {
        let when = info.last_error_date.map(|at| format!(" on {}", bot_core::ids::Timestamp(at * 1000).iso_day()));
        let (when, waiting) = (when.unwrap_or_default(), info.pending_update_count);
        findings.push(Finding::new(
            Verdict::Warning,
            format!(
                "Telegram last failed to reach the webhook{when} (\"{}\") and holds {waiting} updates: \
                 look at the reverse proxy and its certificate",
                words.chars().filter(|c| !c.is_control()).take(200).collect::<String>()
            ),
        ));
    }
    findings
}

/// Where a webhook is, without its path, which may be a secret.
fn host(url: &str) -> String {
    let url = reqwest::Url::parse(url).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| "an address".to_owned())
}

#[cfg(test)]
mod tests;
