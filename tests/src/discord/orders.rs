//! Trouble to order: what goes wrong with the next calls.

use std::time::Duration;

use serde_json::Value;

use super::Call;
use super::refusal::Refusal;
use super::world::{ChannelId, GuildId};

/// What goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// 429 of this route's own bucket; wait so long.
    Limited(Duration),
    /// 429 for everything that the bot does; wait so long. While it lasts, only this call is refused.
    LimitedEverywhere(Duration),
    /// 429 of a resource that others use too (`X-RateLimit-Scope: shared`), which doesn't count as the bot's fault.
    LimitedForAll(Duration),
    /// 429 from the proxy in front of Discord: a page of HTML with `Retry-After`, without Discord's headers.
    Banned(Duration),
    /// An error with this status and code, such as 403, 50013, "Missing Permissions".
    Refused(u16, u64, String),
    /// 400 for a body that isn't what Discord wants, with what is wrong with it (`errors`): each field with those below
    /// it, and under `_errors` a list of `{"code", "message"}`.
    Objected(Value),
    /// This status with a page of HTML, as the proxy in front of Discord answers.
    Page(u16),
    /// The call is carried out, and its answer is a 200 with a body that isn't JSON.
    Garbage,
    /// The connection ends before the call is carried out.
    LostBefore,
    /// The call is carried out, and the connection ends before its answer.
    LostAfter,
    /// The call is carried out, and its answer comes this much later.
    Late(Duration),
    /// The call is carried out this much later, in real time and in time of this world.
    Slow(Duration),
}

/// Trouble, and which calls it befalls.
#[derive(Clone, Debug)]
pub struct Order {
    pub(super) trouble: Trouble,
    route: Option<String>,
    channel: Option<ChannelId>,
    guild: Option<GuildId>,
    skip: u32,
    pub(super) times: u32,
}

impl Trouble {
    /// The refusal that a call is answered with, if so.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused(status, code, words) => Some(Refusal::new(*status, *code, words)),
            Self::Objected(errors) => Some(Refusal::form(errors.clone())),
            _ => None,
        }
    }
}

impl Order {
    /// Befalls the next call of any kind.
    pub fn new(trouble: Trouble) -> Self {
        Self { trouble, route: None, channel: None, guild: None, skip: 0, times: 1 }
    }

    /// Befalls only calls of this route, written as in [`Call::route`]: `POST /channels/{channel}/messages`.
    #[must_use]
    pub fn on(mut self, route: &str) -> Self {
        self.route = Some(route.to_owned());
        self
    }

    /// Befalls only calls about this channel.
    #[must_use]
    pub fn about(mut self, channel: ChannelId) -> Self {
        self.channel = Some(channel);
        self
    }

    /// Befalls only calls about this guild.
    #[must_use]
    pub fn in_guild(mut self, guild: GuildId) -> Self {
        self.guild = Some(guild);
        self
    }

    /// Lets so many calls pass first.
    #[must_use]
    pub fn after(mut self, calls: u32) -> Self {
        self.skip = calls;
        self
    }

    /// Befalls so many calls.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Whether it befalls this call; counts those that it lets pass.
    pub(super) fn befalls(&mut self, call: &Call) -> bool {
        let suits = self.route.as_ref().is_none_or(|route| *route == call.route)
            && self.channel.is_none_or(|channel| call.channel == Some(channel))
            && self.guild.is_none_or(|guild| call.guild == Some(guild));
        if suits && self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        suits
    }
}
