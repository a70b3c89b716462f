//! Who is pinged: <https://discord.com/developers/docs/resources/message#allowed-mentions-object>. Escapes and code
//! blocks don't count as protection here: only `allowed_mentions` is relied on.

use serde_json::Value;

use super::form::{Form, Path, field};
use super::permissions::Permissions;
use super::state::State;
use super::world::{Message, Person, Ping, RoleId};

/// What a message may ping.
pub(super) struct Allowed {
    everyone: bool,
    /// All, or only these.
    users: Option<Vec<u64>>,
    roles: Option<Vec<u64>>,
    replied: bool,
}

impl Default for Allowed {
    /// What isn't told pings everybody.
    fn default() -> Self {
        Self { everyone: true, users: None, roles: None, replied: true }
    }
}

/// Ids between `open` and `>`.
fn marked(text: &str, open: &str) -> Vec<u64> {
    let ends = text.match_indices(open).filter_map(|(at, _)| {
        let rest = text.get(at + open.len()..)?;
        rest.split_once('>')?.0.parse().ok()
    });
    ends.collect()
}

/// Reads `allowed_mentions`.
pub(super) fn allowed(form: &mut Form, value: &Value) -> Allowed {
    let path = Path::root().key("allowed_mentions");
    let Some(value) = form.object(&path, value, &["parse", "roles", "users", "replied_user"]) else {
        return Allowed::default();
    };
    let words = |list: &Value| -> Vec<String> {
        let all = list.as_array().into_iter().flatten();
        all.filter_map(|v| v.as_str().map(str::to_owned).or_else(|| v.as_u64().map(|n| n.to_string()))).collect()
    };
    // Without `parse`, only those are pinged that are listed.
    let parse = words(field(value, "parse"));
    for (at, word) in parse.iter().enumerate() {
        if !["roles", "users", "everyone"].contains(&word.as_str()) {
            form.fault(
                &path.key("parse").index(at),
                "BASE_TYPE_CHOICES",
                "Value must be one of ('users', 'roles', 'everyone').",
            );
        }
    }
    let mut listed = |kind: &str| {
        let list = words(field(value, kind));
        if list.len() > 100 {
            form.fault(&path.key(kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.");
        }
        if parse.iter().any(|p| p == kind) {
            if !list.is_empty() {
                let words = format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
                form.fault(&path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", &words);
            }
            None
        } else {
            Some(list.iter().filter_map(|id| id.parse().ok()).collect())
        }
    };
    let (users, roles) = (listed("users"), listed("roles"));
    let everyone = parse.iter().any(|p| p == "everyone");
    Allowed { everyone, users, roles, replied: field(value, "replied_user").as_bool().unwrap_or_default() }
}

impl State {
    /// The users that are named in a text and exist.
    pub(super) fn mentioned_users(&self, text: &str) -> Vec<u64> {
        let mut all: Vec<u64> = marked(text, "<@").into_iter().chain(marked(text, "<@!")).collect();
        all.retain(|id| self.users.contains_key(id));
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The roles that a message names, in the guild that it stands in.
    pub(super) fn mentioned_roles(&self, message: &Message) -> Vec<String> {
        let guild = self.channels.get(&message.channel.0).and_then(|c| c.guild).and_then(|g| self.guilds.get(&g));
        let named = marked(&message.content, "<@&").into_iter();
        named.filter(|id| guild.is_some_and(|g| g.roles.contains_key(id))).map(|id| id.to_string()).collect()
    }

    /// Whom a message of the bot pings.
    pub(super) fn pings(&self, channel: u64, text: &str, allowed: &Allowed, replied: Option<u64>) -> Vec<Ping> {
        let mut pings = Vec::new();
        let may = self.permissions_in(channel, self.bot).has(Permissions::MENTION_EVERYONE);
        if allowed.everyone && may && (text.contains("@everyone") || text.contains("@here")) {
            pings.push(Ping::Everyone);
        }
        let users = self.mentioned_users(text).into_iter();
        let users = users.filter(|id| allowed.users.as_ref().is_none_or(|only| only.contains(id)));
        pings.extend(users.map(|id| Ping::Person(Person(id))));
        let guild = self.channels.get(&channel).and_then(|c| c.guild).and_then(|g| self.guilds.get(&g));
        let roles = marked(text, "<@&").into_iter().filter(|id| {
            let role = guild.and_then(|g| g.roles.get(id));
            role.is_some_and(|r| may || r.mentionable) && allowed.roles.as_ref().is_none_or(|only| only.contains(id))
        });
        pings.extend(roles.map(|id| Ping::Role(RoleId(id))));
        if let Some(author) = replied.filter(|author| allowed.replied && *author != self.bot) {
            pings.push(Ping::Replied(Person(author)));
        }
        pings
    }
}
