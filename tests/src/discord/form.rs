//! Bodies of calls, read as strictly as Discord does: every fault at its place, as in
//! <https://discord.com/developers/docs/reference#error-messages>. Lengths are counted in code points ("our API uses
//! Python 3, so the API calculates length based on the number of codepoints": discord/discord-api-docs#1315).

use serde_json::{Map, Value, json};

use super::refusal::Refusal;

/// Where in a body.
#[derive(Clone, Debug, Default)]
pub(super) struct Path(Vec<String>);

impl Path {
    pub(super) fn root() -> Self {
        Self::default()
    }

    pub(super) fn key(&self, key: &str) -> Self {
        let mut path = self.0.clone();
        path.push(key.to_owned());
        Self(path)
    }

    pub(super) fn index(&self, at: usize) -> Self {
        self.key(&at.to_string())
    }
}

/// What is wrong with a body so far, and what in it nobody knows.
#[derive(Default)]
pub(super) struct Form {
    errors: Map<String, Value>,
    pub(super) unread: Vec<String>,
}

impl Form {
    /// Notes a fault.
    pub(super) fn fault(&mut self, path: &Path, code: &str, message: &str) {
        let mut place = &mut self.errors;
        for key in &path.0 {
            let next = place.entry(key.clone()).or_insert_with(|| json!({}));
            let Value::Object(inner) = next else { return };
            place = inner;
        }
        let list = place.entry("_errors").or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(json!({"code": code, "message": message}));
        }
    }

    /// Refuses the body if anything is wrong with it.
    pub(super) fn done(&mut self) -> Result<(), Refusal> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(Refusal::form(Value::Object(std::mem::take(&mut self.errors))))
    }

    /// Notes something that Discord ignores.
    pub(super) fn ignores(&mut self, path: &Path) {
        self.unread.push(path.0.join("."));
    }

    /// An object with only these fields; `None` if there is none.
    pub(super) fn object<'v>(
        &mut self,
        path: &Path,
        value: &'v Value,
        known: &[&str],
    ) -> Option<&'v Map<String, Value>> {
        match value {
            Value::Null => None,
            Value::Object(fields) => {
                for key in fields.keys().filter(|key| !known.contains(&key.as_str())) {
                    self.ignores(&path.key(key));
                }
                Some(fields)
            }
            _ => {
                self.fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
                None
            }
        }
    }

    /// A list with so many things; empty if there is none.
    pub(super) fn list<'v>(&mut self, path: &Path, value: &'v Value, least: usize, most: usize) -> &'v [Value] {
        match value {
            Value::Null => &[],
            Value::Array(list) => {
                if list.len() < least || list.len() > most {
                    let words = format!("Must be between {least} and {most} in length.");
                    self.fault(path, "BASE_TYPE_BAD_LENGTH", &words);
                }
                list
            }
            _ => {
                self.fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
                &[]
            }
        }
    }

    /// A text with so many code points; "" if there is none.
    pub(super) fn text<'v>(&mut self, path: &Path, value: &'v Value, least: usize, most: usize) -> &'v str {
        let text = match value {
            Value::Null => "",
            Value::String(text) => text,
            _ => {
                self.fault(path, "STRING_TYPE_CONVERT", "Could not interpret \"value\" as string.");
                ""
            }
        };
        let length = text.chars().count();
        if !value.is_null() && (length < least || length > most) {
            if least == 0 {
                self.fault(path, "BASE_TYPE_MAX_LENGTH", &format!("Must be {most} or fewer in length."));
            } else {
                self.fault(path, "BASE_TYPE_BAD_LENGTH", &format!("Must be between {least} and {most} in length."));
            }
        }
        text
    }

    /// A text that has to be there.
    pub(super) fn required<'v>(&mut self, path: &Path, value: &'v Value, least: usize, most: usize) -> &'v str {
        if value.is_null() {
            self.missing(path);
        }
        self.text(path, value, least, most)
    }

    /// Notes that something has to be there.
    pub(super) fn missing(&mut self, path: &Path) {
        self.fault(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /// A whole number; the default if there is none.
    pub(super) fn number(&mut self, path: &Path, value: &Value, least: i64, most: i64, default: i64) -> i64 {
        let number = match value {
            Value::Null => return default,
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let Some(number) = number else {
            self.fault(path, "NUMBER_TYPE_COERCE", &format!("Value \"{value}\" is not int."));
            return default;
        };
        if number < least {
            self.fault(path, "NUMBER_TYPE_MIN", &format!("int value should be greater than or equal to {least}."));
        } else if number > most {
            self.fault(path, "NUMBER_TYPE_MAX", &format!("int value should be less than or equal to {most}."));
        }
        number
    }

    /// Yes or no; no if it isn't said.
    pub(super) fn flag(&mut self, path: &Path, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Bool(flag) => *flag,
            _ => {
                self.fault(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
                false
            }
        }
    }

    /// A page's address.
    pub(super) fn url(&mut self, path: &Path, value: &Value, schemes: &[&str], most: usize) {
        let text = self.text(path, value, 0, most);
        if value.is_null() {
            return;
        }
        match reqwest::Url::parse(text) {
            Ok(url) if schemes.contains(&url.scheme()) && url.has_host() => {}
            Ok(url) => {
                let words = format!("Scheme \"{}\" must be one of {schemes:?}.", url.scheme());
                self.fault(path, "URL_TYPE_INVALID_SCHEME", &words);
            }
            Err(_) => self.fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL."),
        }
    }
}

/// A field, or `Null`.
pub(super) fn field<'v>(fields: &'v Map<String, Value>, key: &str) -> &'v Value {
    static NOTHING: Value = Value::Null;
    fields.get(key).unwrap_or(&NOTHING)
}
