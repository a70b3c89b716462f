//! Who the bot is, and how its application is set up in Discord's developer portal.

use std::time::Duration;

use serde::Deserialize;
use serenity::all::{ApplicationId, UserId};

use crate::api::{Api, Fault, NOTHING};
use crate::route::Route;

/// How long Discord may take for each question.
const PATIENCE: Duration = Duration::from_secs(15);

/// Who the bot is on Discord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Me {
    /// The bot as a user: who is mentioned, and whose messages are its own.
    pub(crate) id: UserId,
    /// What people call it.
    pub(crate) name: String,
    /// The application, which commands and the answers to interactions belong to. The same number as `id` for all but
    /// applications from before 2017.
    pub(crate) application: ApplicationId,
}

/// What Discord says about the bot's account (<https://discord.com/developers/docs/resources/user#user-object>).
#[derive(Deserialize)]
struct Account {
    id: UserId,
    username: String,
    #[serde(default)]
    global_name: Option<String>,
}

/// What Discord says about the bot's application
/// (<https://discord.com/developers/docs/resources/application#application-object>).
#[derive(Debug, Deserialize)]
pub(crate) struct Application {
    id: ApplicationId,
    /// Whether anybody may add the bot to servers, and not only whoever owns it.
    #[serde(default = "yes")]
    pub(crate) bot_public: bool,
    /// Whether an invite link has to lead through a website of the bot's.
    #[serde(default)]
    pub(crate) bot_require_code_grant: bool,
    /// Where commands and presses go instead of the gateway.
    #[serde(default)]
    pub(crate) interactions_endpoint_url: Option<String>,
}

fn yes() -> bool {
    true
}

impl Application {
    /// Whether commands and presses go elsewhere, so that the bot never hears of them.
    pub(crate) fn is_diverted(&self) -> bool {
        self.interactions_endpoint_url.as_deref().is_some_and(|url| !url.is_empty())
    }
}

/// What is wrong with an application whose interactions go elsewhere.
pub(crate) const DIVERTED: &str = "commands and buttons don't reach the bot, because the application sends them to a website: \
    empty Interactions Endpoint URL in the developer portal (General Information)";

/// Asks who the bot is.
pub(crate) async fn ask(api: &Api) -> Result<(Me, Application), Fault> {
    let account: Account = api.call(&Route::Me, NOTHING, PATIENCE).await?.value;
    let application: Application = api.call(&Route::Application, NOTHING, PATIENCE).await?.value;
    let name = account.global_name.filter(|name| !name.is_empty()).unwrap_or(account.username);
    Ok((Me { id: account.id, name: shown(&name), application: application.id }, application))
}

/// A name that others chose, as it can stand in a line for the operator.
pub(crate) fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_is_read_with_what_it_says_and_without() {
        let read = |json: &str| serde_json::from_str::<Application>(json).expect("an application");
        let bare = read(r#"{"id": "7", "name": "x", "something_new": {}}"#);
        assert!(bare.bot_public && !bare.bot_require_code_grant && !bare.is_diverted());
        let diverted = read(r#"{"id": "7", "bot_public": false, "interactions_endpoint_url": "https://example.org"}"#);
        assert!(!diverted.bot_public && diverted.is_diverted());
        assert!(!read(r#"{"id": "7", "interactions_endpoint_url": ""}"#).is_diverted());
    }

    #[test]
    fn a_name_breaks_no_line() {
        assert_eq!(shown("A\nB\u{1b}[2J"), "AB[2J");
        assert_eq!(shown(&"x".repeat(500)).len(), 100);
    }
}
