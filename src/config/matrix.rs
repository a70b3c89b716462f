//! The settings of Matrix, and which of them belong together.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Problem, Secret, keys, number};

/// What was said while the bot was away is answered if it is younger.
const ANSWER_WITHIN: Duration = Duration::from_secs(86_400);
/// Homeservers say themselves when it is too much; this only keeps the bot from being a flood.
const EVENTS_PER_SECOND: u32 = 50;

/// How to serve Matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The homeserver's address, or its name.
    pub homeserver: String,
    /// The account, `bot` or `@bot:example.org`.
    pub user: String,
    /// Its password. The first start needs it or a token; later ones go on with the saved session.
    pub password: Option<Secret>,
    /// An access token instead of a password.
    pub token: Option<Secret>,
    /// What makes a new device a trusted one.
    pub recovery_key: Option<Secret>,
    /// Users and servers whose invitations alone are accepted; `None` is everybody.
    pub allow: Option<Vec<String>>,
    /// What was said while the bot was away is answered if it is younger.
    pub answer_within: Duration,
    /// How many events a second may be sent, all together.
    pub events_per_second: u32,
}

/// The settings for Matrix, if this program can do something with them.
pub(super) fn matrix(values: &mut BTreeMap<&'static str, String>) -> Result<Option<Matrix>, Problem> {
    if cfg!(not(feature = "matrix")) {
        return Ok(None);
    }
    let Some(user) = values.remove("matrix.user") else {
        // With an account's secret or its server, somebody meant to have it served.
        let half =
            ["matrix.homeserver", "matrix.password", "matrix.token"].into_iter().find(|n| values.contains_key(n));
        return half.map_or(Ok(None), |name| {
            Err(Problem(format!(
                "{name} is set, but not matrix.user: set it to the bot's account, such as @bot:example.org, or remove \
                 {name}."
            )))
        });
    };
    if values.contains_key("matrix.password") && values.contains_key("matrix.token") {
        return Err(Problem("matrix.password and matrix.token are both set: keep one of them.".to_owned()));
    }
    let server = user.split_once(':').map(|(_, server)| server.to_owned());
    let Some(homeserver) = values.remove("matrix.homeserver").or(server) else {
        return Err(Problem(
            "matrix.user names no server, and matrix.homeserver isn't set: write the whole account, such as \
             @bot:example.org, or set matrix.homeserver."
                .to_owned(),
        ));
    };
    let mut secret = |name: &str| values.remove(name).map(Secret);
    let (password, token) = (secret("matrix.password"), secret("matrix.token"));
    let recovery_key = secret("matrix.recovery_key");
    let allow = values.remove("matrix.allow").map(|names| keys::names(&names).map(str::to_owned).collect());
    // Every value was checked already, so what can't be read here isn't there.
    let answer_within = values.remove("matrix.answer_within").and_then(|span| keys::span(&span));
    let answer_within = answer_within.map_or(ANSWER_WITHIN, Duration::from_secs);
    let events_per_second = number(values, "matrix.events_per_second").unwrap_or(EVENTS_PER_SECOND);
    Ok(Some(Matrix { homeserver, user, password, token, recovery_key, allow, answer_within, events_per_second }))
}
