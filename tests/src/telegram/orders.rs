//! Trouble to order: what goes wrong with the next calls.

use std::time::Duration;

use super::Call;
use super::world::ChatId;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// 429, wait so many seconds.
    Flood(u64),
    /// An error with this code and description, such as 403, "Forbidden: bot was blocked by the user".
    Refused(u16, String),
    /// 400, the group has become the supergroup with this id.
    Migrated(i64),
    /// This status with a page of HTML, as a proxy in front of the server answers.
    Page(u16),
    /// 200 with a body that isn't JSON.
    Garbage,
    /// The connection ends before the call is carried out.
    LostBefore,
    /// The call is carried out, and the connection ends before its answer.
    LostAfter,
    /// The call is carried out, and its answer comes this much later.
    Late(Duration),
}

/// Trouble, and which calls it befalls.
#[derive(Clone, Debug)]
pub struct Order {
    pub(super) trouble: Trouble,
    method: Option<String>,
    chat: Option<i64>,
    pub(super) times: u32,
}

impl Order {
    /// Befalls the next call of any method but `getUpdates`.
    pub fn new(trouble: Trouble) -> Self {
        Self { trouble, method: None, chat: None, times: 1 }
    }

    /// Befalls only calls of this method.
    #[must_use]
    pub fn on(mut self, method: &str) -> Self {
        self.method = Some(method.to_lowercase());
        self
    }

    /// Befalls only calls about this chat.
    #[must_use]
    pub fn about(mut self, chat: ChatId) -> Self {
        self.chat = Some(chat.0);
        self
    }

    /// Befalls so many calls.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    pub(super) fn befalls(&self, call: &Call) -> bool {
        let method = match &self.method {
            Some(method) => call.method.eq_ignore_ascii_case(method),
            None => !call.method.eq_ignore_ascii_case("getUpdates"),
        };
        method && self.chat.is_none_or(|chat| call.chat == Some(ChatId(chat)))
    }
}
