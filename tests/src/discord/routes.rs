//! Which call a path means.

use serde_json::json;

use super::refusal::Refusal;

/// Every route that the fake knows. Words come before names, so that `@me` is nobody's id.
const ROUTES: &[(&str, &str)] = &[
    ("GET", "GET /gateway"),
    ("GET", "GET /gateway/bot"),
    ("GET", "GET /users/@me"),
    ("GET", "GET /users/@me/guilds"),
    ("DELETE", "DELETE /users/@me/guilds/{guild}"),
    ("POST", "POST /users/@me/channels"),
    ("GET", "GET /users/{user}"),
    ("GET", "GET /applications/@me"),
    ("GET", "GET /oauth2/applications/@me"),
    ("GET", "GET /applications/{application}/commands"),
    ("PUT", "PUT /applications/{application}/commands"),
    ("POST", "POST /applications/{application}/commands"),
    ("GET", "GET /applications/{application}/commands/{command}"),
    ("PATCH", "PATCH /applications/{application}/commands/{command}"),
    ("DELETE", "DELETE /applications/{application}/commands/{command}"),
    ("GET", "GET /applications/{application}/guilds/{guild}/commands"),
    ("PUT", "PUT /applications/{application}/guilds/{guild}/commands"),
    ("POST", "POST /applications/{application}/guilds/{guild}/commands"),
    ("GET", "GET /applications/{application}/guilds/{guild}/commands/{command}"),
    ("PATCH", "PATCH /applications/{application}/guilds/{guild}/commands/{command}"),
    ("DELETE", "DELETE /applications/{application}/guilds/{guild}/commands/{command}"),
    ("GET", "GET /guilds/{guild}"),
    ("GET", "GET /guilds/{guild}/roles"),
    ("GET", "GET /guilds/{guild}/channels"),
    ("GET", "GET /guilds/{guild}/threads/active"),
    ("GET", "GET /guilds/{guild}/members/{user}"),
    ("GET", "GET /channels/{channel}"),
    ("PATCH", "PATCH /channels/{channel}"),
    ("DELETE", "DELETE /channels/{channel}"),
    ("GET", "GET /channels/{channel}/messages"),
    ("POST", "POST /channels/{channel}/messages"),
    ("GET", "GET /channels/{channel}/messages/{message}"),
    ("PATCH", "PATCH /channels/{channel}/messages/{message}"),
    ("DELETE", "DELETE /channels/{channel}/messages/{message}"),
    ("POST", "POST /channels/{channel}/messages/{message}/crosspost"),
    ("POST", "POST /channels/{channel}/typing"),
    ("PUT", "PUT /channels/{channel}/thread-members/@me"),
    ("POST", "POST /interactions/{interaction}/{token}/callback"),
    ("POST", "POST /webhooks/{application}/{token}"),
    ("GET", "GET /webhooks/{application}/{token}/messages/@original"),
    ("PATCH", "PATCH /webhooks/{application}/{token}/messages/@original"),
    ("DELETE", "DELETE /webhooks/{application}/{token}/messages/@original"),
    ("GET", "GET /webhooks/{application}/{token}/messages/{message}"),
    ("PATCH", "PATCH /webhooks/{application}/{token}/messages/{message}"),
    ("DELETE", "DELETE /webhooks/{application}/{token}/messages/{message}"),
];

/// A call that is meant.
#[derive(Clone, Debug, Default)]
pub(super) struct Meant {
    pub(super) route: &'static str,
    pub(super) application: u64,
    pub(super) channel: Option<u64>,
    pub(super) guild: Option<u64>,
    pub(super) message: u64,
    pub(super) user: u64,
    pub(super) command: u64,
    pub(super) interaction: u64,
    pub(super) token: String,
}

impl Meant {
    /// Whether it needs no token: its path has one.
    pub(super) fn is_open(&self) -> bool {
        self.of_interactions() || self.route == "GET /gateway"
    }

    /// Whether it is one of interactions' own calls, which the global limit doesn't count.
    pub(super) fn of_interactions(&self) -> bool {
        let path = self.route.split_once(' ').map_or("", |(_, path)| path);
        path.starts_with("/interactions/") || path.starts_with("/webhooks/")
    }

    /// What shares a limit with it.
    pub(super) fn major(&self) -> String {
        if self.of_interactions() {
            return self.token.clone();
        }
        self.channel.or(self.guild).map(|id| id.to_string()).unwrap_or_default()
    }
}

/// Finds the route of a path below `/api/v10`.
pub(super) fn find(method: &str, path: &str) -> Result<Meant, Refusal> {
    let given: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let mut another_method = false;
    for (of, route) in ROUTES {
        let words: Vec<&str> = route.split_once(" /").map_or("", |(_, path)| path).split('/').collect();
        let fits = words.len() == given.len()
            && words.iter().zip(&given).all(|(word, part)| word == part || (word.starts_with('{') && !part.is_empty()));
        if !fits {
            continue;
        }
        if *of != method {
            another_method = true;
            continue;
        }
        return read(route, &words, &given);
    }
    if another_method { Err(Refusal::new(405, 0, "405: Method Not Allowed")) } else { Err(Refusal::nowhere()) }
}

fn read(route: &'static str, words: &[&str], given: &[&str]) -> Result<Meant, Refusal> {
    let mut meant = Meant { route, ..Meant::default() };
    for (word, part) in words.iter().zip(given) {
        let Some(name) = word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) else { continue };
        if name == "token" {
            (*part).clone_into(&mut meant.token);
            continue;
        }
        let Ok(id) = part.parse::<u64>() else {
            let error = json!({"code": "NUMBER_TYPE_COERCE", "message": format!("Value \"{part}\" is not snowflake.")});
            let mut errors = serde_json::Map::new();
            errors.insert(format!("{name}_id"), json!({"_errors": [error]}));
            return Err(Refusal::form(errors.into()));
        };
        match name {
            "application" => meant.application = id,
            "channel" => meant.channel = Some(id),
            "guild" => meant.guild = Some(id),
            "message" => meant.message = id,
            "user" => meant.user = id,
            "command" => meant.command = id,
            _ => meant.interaction = id,
        }
    }
    Ok(meant)
}
