//! Whether the bot is set up at Discord as it needs: one sentence each, with the cure. Changes nothing.

use std::time::Duration;

use bot_core::platform::{Finding, Verdict};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serenity::all::{GuildId, Permissions};

use crate::ConnectError;
use crate::api::{Api, Fault, NOTHING, code};
use crate::gateway::{self, Outlook, Way};
use crate::me::{self, Application, Me};
use crate::route::Route;
use crate::settings::Settings;

/// How long Discord may take for each question.
const PATIENCE: Duration = Duration::from_secs(15);

/// How many servers come in one answer (<https://discord.com/developers/docs/resources/user#get-current-user-guilds>).
const PAGE: usize = 200;

/// How many pages of them are asked for.
const PAGES: usize = 100;

/// How many servers in which something is missing are named.
const NAMED: usize = 20;

/// How often it is waited when Discord asks to, and for how long at most.
const WAITS: usize = 5;
/// See [`WAITS`].
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// What the bot needs in a server, as Discord's settings call it, and what for:
/// - View Channels: to be mentioned, and to be where it posts;
/// - Send Messages, Send Messages in Threads: news and answers to mentions; answers to commands and buttons come without;
/// - Embed Links: quotations stand in embeds, and Discord drops those silently without it;
/// - Read Message History: without it, an answer can't say which message it answers, nor can a mention in an older
///   thread be answered.
///
/// Its own messages it may change, delete and publish with these. Nothing about members, roles or others' messages.
const NEEDED: [(Permissions, &str); 5] = [
    (Permissions::VIEW_CHANNEL, "View Channels"),
    (Permissions::SEND_MESSAGES, "Send Messages"),
    (Permissions::SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
    (Permissions::EMBED_LINKS, "Embed Links"),
    (Permissions::READ_MESSAGE_HISTORY, "Read Message History"),
];

/// A server that the bot is in.
#[derive(Deserialize)]
struct Server {
    id: GuildId,
    name: String,
    /// What the bot may do in it, apart from what its channels say.
    #[serde(default)]
    permissions: Permissions,
}

/// Asks Discord who the bot is, where it is and how it is set up.
pub async fn check(settings: &Settings) -> Vec<Finding> {
    let (api, (me, application)) = match begin(settings).await {
        Ok(begun) => begun,
        Err(fault) => return vec![Finding::new(Verdict::Problem, failed(fault))],
    };
    let mut findings = about_application(&me, &application);
    findings.extend(match servers(&api).await {
        Ok(servers) => about_servers(&servers),
        Err(fault) => vec![unknown("in which servers the bot is", fault)],
    });
    let guild = settings.development_guild();
    findings.push(about_commands(guild, commands(&api, &me, guild).await));
    if guild.is_some() {
        findings.extend(twice(commands(&api, &me, None).await));
    }
    findings.extend(match gateway::look(&api, settings).await {
        Ok(outlook) => about_gateway(&outlook),
        Err(fault) => vec![unknown("where the gateway is", fault)],
    });
    findings
}

async fn begin(settings: &Settings) -> Result<(Api, (Me, Application)), Fault> {
    let api = Api::new(settings)?;
    let told = me::ask(&api).await?;
    Ok((api, told))
}

/// All servers that the bot is in.
async fn servers(api: &Api) -> Result<Vec<Server>, Fault> {
    let mut all: Vec<Server> = Vec::new();
    for _ in 0..PAGES {
        let after = all.last().map(|server| server.id);
        let page: Vec<Server> = ask(api, &Route::MyGuilds { after }).await?;
        let is_last = page.len() < PAGE;
        all.extend(page);
        if is_last {
            break;
        }
    }
    Ok(all)
}

/// How many commands are registered.
async fn commands(api: &Api, me: &Me, guild: Option<GuildId>) -> Result<usize, Fault> {
    let route = Route::Commands { application: me.application, guild };
    ask::<Vec<IgnoredAny>>(api, &route).await.map(|commands| commands.len())
}

/// Asks, and waits a little where Discord wants it.
async fn ask<T: serde::de::DeserializeOwned>(api: &Api, route: &Route) -> Result<T, Fault> {
    let mut waits = 0;
    loop {
        match api.call::<T>(route, NOTHING, PATIENCE).await {
            Ok(answered) => {
                if let Some(rest) = answered.rest {
                    tokio::time::sleep(rest.min(LONGEST_WAIT)).await;
                }
                return Ok(answered.value);
            }
            Err(Fault::Limited { wait, .. }) if waits < WAITS && wait <= LONGEST_WAIT => {
                waits += 1;
                tokio::time::sleep(wait).await;
            }
            Err(fault) => return Err(fault),
        }
    }
}

fn failed(fault: Fault) -> String {
    match ConnectError::of(fault) {
        Some(error) => error.to_string(),
        None if fault == Fault::Unreachable => {
            "Discord can't be reached: look at the network, a proxy (HTTPS_PROXY) and discord.api_url".to_owned()
        }
        None => ConnectError::Refused(fault.to_string()).to_string(),
    }
}

fn unknown(what: &str, fault: Fault) -> Finding {
    Finding::new(Verdict::Warning, format!("{what} can't be told: {fault}"))
}

/// All that the bot needs.
fn needed() -> Permissions {
    NEEDED.iter().fold(Permissions::empty(), |all, (permission, _)| all | *permission)
}

/// The link by which the bot is added to a server, with all it needs.
fn invitation(me: &Me) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions={}",
        me.application,
        needed().bits()
    )
}

fn about_application(me: &Me, application: &Application) -> Vec<Finding> {
    let names: Vec<_> = NEEDED.iter().map(|(_, name)| *name).collect();
    let mut findings = vec![
        Finding::new(Verdict::Ok, format!("the bot is {}", me.name)),
        Finding::new(
            Verdict::Ok,
            format!("it is added to a server by this link, with {}: {}", listed(&names), invitation(me)),
        ),
    ];
    if application.is_diverted() {
        findings.push(Finding::new(Verdict::Problem, me::DIVERTED));
    }
    if application.bot_require_code_grant {
        findings.push(Finding::new(
            Verdict::Problem,
            "the link doesn't work while Requires OAuth2 Code Grant is on: turn it off in the developer portal (Bot)",
        ));
    }
    if !application.bot_public {
        findings.push(Finding::new(
            Verdict::Warning,
            "only the application's owner can add the bot to servers: others can once Public Bot is on in the developer \
             portal (Bot)",
        ));
    }
    findings
}

fn about_servers(servers: &[Server]) -> Vec<Finding> {
    if servers.is_empty() {
        return vec![Finding::new(
            Verdict::Warning,
            "the bot is in no server yet: open the link above to add it to one",
        )];
    }
    let lacking: Vec<_> = servers.iter().map(|server| (server, lacks(server))).filter(|(_, l)| !l.is_empty()).collect();
    let fine = servers.len() - lacking.len();
    let mut findings = Vec::new();
    if fine > 0 {
        let here = if fine == 1 { "1 server".to_owned() } else { format!("{fine} servers") };
        findings.push(Finding::new(
            Verdict::Ok,
            format!("the bot has all it needs in {here}, unless a channel's own settings take it away"),
        ));
    }
    findings.extend(lacking.iter().take(NAMED).map(|(server, names)| {
        Finding::new(
            Verdict::Warning,
            format!(
                "in the server \"{}\" the bot lacks {}: one of its admins can open the link above again, or give it to the \
                 bot's role",
                me::shown(&server.name),
                listed(names)
            ),
        )
    }));
    if let more @ 1.. = lacking.len().saturating_sub(NAMED) {
        findings.push(Finding::new(Verdict::Warning, format!("and in {more} more servers it lacks something too")));
    }
    findings
}

/// What the bot lacks in a server.
fn lacks(server: &Server) -> Vec<&'static str> {
    if server.permissions.administrator() {
        return Vec::new();
    }
    NEEDED.iter().filter(|(permission, _)| !server.permissions.contains(*permission)).map(|(_, name)| *name).collect()
}

fn about_commands(guild: Option<GuildId>, commands: Result<usize, Fault>) -> Finding {
    let place = if guild.is_some() { " in discord.development_guild" } else { "" };
    match commands {
        Ok(0) => {
            Finding::new(Verdict::Ok, format!("no commands are registered{place} yet: the bot does that when it runs"))
        }
        Ok(count) => Finding::new(Verdict::Ok, format!("{count} commands are registered{place}")),
        Err(fault) if fault.is(code::MISSING_ACCESS) || fault.is(code::UNKNOWN_GUILD) => Finding::new(
            Verdict::Problem,
            "the bot isn't in the server of discord.development_guild: add it by the link above, or remove the setting",
        ),
        Err(fault) => unknown("which commands are registered", fault),
    }
}

/// What there is to say of commands that are registered everywhere, beside those of a development guild.
fn twice(everywhere: Result<usize, Fault>) -> Option<Finding> {
    let count = everywhere.ok().filter(|count| *count > 0)?;
    let words = format!(
        "{count} commands are registered everywhere too, so the server of discord.development_guild shows them twice: try \
         things with an application of its own, which has another token"
    );
    Some(Finding::new(Verdict::Warning, words))
}

fn about_gateway(outlook: &Outlook) -> Vec<Finding> {
    let Outlook { shards, total, remaining, resets, way } = outlook;
    let reached = match way {
        Way::Open => Finding::new(
            Verdict::Ok,
            match shards {
                0 | 1 => "the gateway can be reached, by one connection".to_owned(),
                shards => format!("the gateway can be reached, by {shards} connections as Discord recommends"),
            },
        ),
        Way::Blocked => Finding::new(
            Verdict::Problem,
            "Discord's gateway can't be reached though its API can: let connections out to gateway.discord.gg, port 443. \
             A proxy (HTTPS_PROXY) isn't used for it",
        ),
        Way::Barred => Finding::new(
            Verdict::Problem,
            "the gateway is said to be where the token mustn't be sent: look at discord.api_url",
        ),
    };
    let hours = resets.as_secs().div_ceil(3600).max(1);
    let hours = if hours == 1 { "the next hour".to_owned() } else { format!("the next {hours} hours") };
    let budget = format!("{remaining} of {total} sessions may still be started within {hours}");
    let is_low = *remaining < total / 10 || remaining < shards;
    let left = if is_low {
        Finding::new(
            Verdict::Warning,
            format!(
                "only {budget}: look whether something restarts the bot again and again, or another program uses its token"
            ),
        )
    } else {
        Finding::new(Verdict::Ok, budget)
    };
    vec![reached, left]
}

/// "A, B and C".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests;
