//! Why a call is refused, with the codes of
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>.

use serde_json::{Value, json};

/// A refusal.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) body: Value,
    /// A resource's own limit, which isn't told by the route's headers.
    pub(super) shared: bool,
}

pub(super) type Answer = Result<Value, Refusal>;

impl Refusal {
    pub(super) fn new(status: u16, code: u64, message: &str) -> Self {
        Self { status, body: json!({"message": message, "code": code}), shared: false }
    }

    /// What is wrong with a body, in detail.
    pub(super) fn form(errors: Value) -> Self {
        let body = json!({"message": "Invalid Form Body", "code": 50_035, "errors": errors});
        Self { status: 400, body, shared: false }
    }

    /// A thing of this kind doesn't exist: 10003 channel, 10004 guild, 10007 member, 10008 message, 10013 user,
    /// 10015 webhook, 10062 interaction, 10063 application command.
    pub(super) fn unknown(code: u64) -> Self {
        let what = match code {
            10_002 => "Application",
            10_003 => "Channel",
            10_004 => "Guild",
            10_007 => "Member",
            10_008 => "Message",
            10_013 => "User",
            10_015 => "Webhook",
            10_062 => "interaction",
            10_063 => "application command",
            _ => "Thing",
        };
        Self::new(404, code, &format!("Unknown {what}"))
    }

    /// The route doesn't exist.
    pub(super) fn nowhere() -> Self {
        Self::new(404, 0, "404: Not Found")
    }

    /// The token is wrong.
    pub(super) fn unauthorized() -> Self {
        Self::new(401, 0, "401: Unauthorized")
    }

    /// It can't be seen.
    pub(super) fn access() -> Self {
        Self::new(403, 50_001, "Missing Access")
    }

    /// It isn't allowed.
    pub(super) fn permissions() -> Self {
        Self::new(403, 50_013, "Missing Permissions")
    }

    /// There is nothing in it.
    pub(super) fn empty() -> Self {
        Self::new(400, 50_006, "Cannot send an empty message")
    }

    /// The thread sleeps.
    pub(super) fn archived() -> Self {
        let words = "Tried to perform an operation on an archived thread, such as editing a message or adding a user to \
                     the thread";
        Self::new(400, 50_083, words)
    }

    /// Published too often. The real answer's headers say too little; only the body is right:
    /// discord/discord-api-docs#6109.
    pub(super) fn published_too_often(seconds: f64) -> Self {
        let words = "The write action you are performing on the channel has hit the write rate limit.";
        let body = json!({"message": words, "retry_after": seconds, "global": false, "code": 20_028});
        Self { status: 429, body, shared: true }
    }

    pub(super) fn code(&self) -> Option<u64> {
        self.body["code"].as_u64()
    }
}
