//! Links that open a private chat with the bot and say there what was picked elsewhere
//! (<https://core.telegram.org/bots/features#deep-linking>).
//!
//! A link carries the name of a command and nothing else. Whoever is sent a link can't see what is in it, and pressing
//! Start is all that it takes: with arguments, a link could make an organiser approve a pledge.

use bot_core::view::ChoiceToken;
use reqwest::Url;

/// The largest number of characters that a start parameter may have.
const MAX_CHARACTERS: usize = 64;

/// The link that opens the private chat for a choice. What a link can't carry begins there with a greeting.
pub(crate) fn link(bot_username: &str, token: &ChoiceToken) -> Url {
    let mut url = Url::parse("https://t.me/").expect("a constant address");
    url.set_path(bot_username);
    if let Some(parameter) = parameter(token) {
        url.set_query(Some(&format!("start={parameter}")));
    }
    url
}

/// The start parameter of a choice.
pub(crate) fn parameter(token: &ChoiceToken) -> Option<&str> {
    let command = token.as_str().strip_prefix('/')?;
    let name = command.split_once(':').map_or(command, |(name, _arguments)| name);
    is_name(name).then_some(name)
}

/// The choice behind a start parameter.
pub(crate) fn token(parameter: &str) -> Option<ChoiceToken> {
    is_name(parameter).then(|| ChoiceToken::parse(format!("/{parameter}")))?
}

fn is_name(text: &str) -> bool {
    (1..MAX_CHARACTERS).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(text: &str) -> ChoiceToken {
        ChoiceToken::parse(text).expect("a short ASCII token")
    }

    #[test]
    fn commands_travel_by_their_names() {
        for name in ["pledge", "display", "withdraw", "mydata", "forget", "privacy", "review", "announce", "roles"] {
            let token = choice(&format!("/{name}"));
            assert_eq!(link("OutreachBot", &token).as_str(), format!("https://t.me/OutreachBot?start={name}"));
            assert_eq!(super::token(name), Some(token));
        }
    }

    #[test]
    fn arguments_and_answers_do_not_travel() {
        assert_eq!(parameter(&choice("/review:approve+12")), Some("review"));
        assert_eq!(parameter(&choice("p.1700000000000.confirm")), None);
        assert_eq!(link("OutreachBot", &choice("f.yes")).as_str(), "https://t.me/OutreachBot");
    }

    #[test]
    fn nothing_but_a_name_is_read() {
        for parameter in ["", "review:approve+12", "a b", "é", "/pledge", "%2F", &"a".repeat(64)] {
            assert_eq!(token(parameter), None, "{parameter}");
        }
        assert_eq!(token("Pledge_2-x"), Some(choice("/Pledge_2-x")));
    }
}
