//! The parameters of a call. The real server takes them from the address, a form, or JSON, and makes text of them all;
//! it ignores what it doesn't know. The fake notes what was never read, so that tests can ask.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// Why a call is refused.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) description: String,
    pub(super) parameters: Option<Value>,
}

pub(super) type Answer = Result<Value, Refusal>;

/// 400, with the words that follow "Bad Request: ".
pub(super) fn bad(words: impl AsRef<str>) -> Refusal {
    let words = words.as_ref();
    let mut letters = words.chars();
    // As the real server does: sentences begin small, codes such as BUTTON_DATA_INVALID stay.
    let words = match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(|c| c.is_ascii_uppercase() || c == '_') => {
            first.to_lowercase().chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    };
    Refusal { code: 400, description: format!("Bad Request: {words}"), parameters: None }
}

/// 403, with the words that follow "Forbidden: ".
pub(super) fn forbidden(words: impl AsRef<str>) -> Refusal {
    Refusal { code: 403, description: format!("Forbidden: {}", words.as_ref()), parameters: None }
}

/// 429.
pub(super) fn flood(seconds: u64) -> Refusal {
    let description = format!("Too Many Requests: retry after {seconds}");
    Refusal { code: 429, description, parameters: Some(json!({"retry_after": seconds})) }
}

/// 400, the group lives on as a supergroup.
pub(super) fn migrated(to: i64) -> Refusal {
    let description = "Bad Request: group chat was upgraded to a supergroup chat".to_owned();
    Refusal { code: 400, description, parameters: Some(json!({"migrate_to_chat_id": to})) }
}

/// Parameters.
#[derive(Default)]
pub(super) struct Args {
    given: BTreeMap<String, String>,
    read: RefCell<BTreeSet<String>>,
}

impl Args {
    /// Adds `a=b&c=d`.
    pub(super) fn form(&mut self, form: &[u8]) {
        self.given.extend(form_urlencoded::parse(form).into_owned());
    }

    /// Adds one.
    pub(super) fn add(&mut self, name: String, value: String) {
        self.given.insert(name, value);
    }

    /// Adds what a JSON object holds.
    pub(super) fn json(&mut self, body: &[u8]) -> Result<(), Refusal> {
        let value: Value = serde_json::from_slice(body).map_err(|_| bad("Can't parse JSON object"))?;
        let Value::Object(fields) = value else { return Err(bad("JSON object expected")) };
        self.given.extend(fields.into_iter().map(|(name, value)| match value {
            Value::String(text) => (name, text),
            other => (name, other.to_string()),
        }));
        Ok(())
    }

    /// All, for the log of calls.
    pub(super) fn given(&self) -> &BTreeMap<String, String> {
        &self.given
    }

    /// What was given and never looked at.
    pub(super) fn unread(&self) -> Vec<String> {
        let read = self.read.borrow();
        self.given.keys().filter(|name| !read.contains(*name)).cloned().collect()
    }

    /// A text; empty when it isn't given.
    pub(super) fn text(&self, name: &str) -> &str {
        self.read.borrow_mut().insert(name.to_owned());
        self.given.get(name).map_or("", String::as_str)
    }

    /// A number; what can't be read counts as the default, as in the real server.
    pub(super) fn number(&self, name: &str, default: i64) -> i64 {
        self.text(name).parse().unwrap_or(default)
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.text(name).to_lowercase().as_str(), "true" | "yes" | "1")
    }

    /// JSON; `Null` when it isn't given.
    pub(super) fn object(&self, name: &str, otherwise: &str) -> Result<Value, Refusal> {
        match self.text(name) {
            "" | "null" => Ok(Value::Null),
            text => serde_json::from_str(text).map_err(|_| bad(otherwise)),
        }
    }
}
