//! Buttons and menus: <https://discord.com/developers/docs/components/reference>. The codes of faults are those that
//! projects report from the real one.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::form::{Form, Path, field};
use super::world::{Button, Choice, Component, Menu};

/// Reads up to five rows.
pub(super) fn rows(form: &mut Form, value: &Value) -> Vec<Vec<Component>> {
    let path = Path::root().key("components");
    let mut ids = BTreeSet::new();
    let mut rows = Vec::new();
    for (at, value) in form.list(&path, value, 0, 5).iter().enumerate() {
        let path = path.index(at);
        let Some(fields) = form.object(&path, value, &["type", "id", "components"]) else { continue };
        if field(fields, "type").as_u64() != Some(1) {
            form.fault(&path.key("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).");
            continue;
        }
        let path = path.key("components");
        let list = field(fields, "components");
        if list.is_null() {
            form.missing(&path);
        }
        let mut row = Vec::new();
        for (at, value) in form.list(&path, list, 1, 5).iter().enumerate() {
            row.extend(component(form, &path.index(at), value, &mut ids));
        }
        if row.len() > 1 && row.iter().any(|c| matches!(c, Component::Menu(_))) {
            let words = "The specified component exceeds the maximum width";
            form.fault(&path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words);
        }
        rows.push(row);
    }
    rows
}

fn component(form: &mut Form, path: &Path, value: &Value, ids: &mut BTreeSet<String>) -> Option<Component> {
    let Value::Object(fields) = value else {
        form.object(path, value, &[]);
        return None;
    };
    let found = match field(fields, "type").as_u64() {
        Some(2) => Component::Button(button(form, path, fields)?),
        Some(3) => Component::Menu(menu(form, path, fields)?),
        // Menus of users, roles and channels exist; the bot has no use for them. A field for text stands in forms only.
        _ => {
            let words = "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).";
            form.fault(&path.key("type"), "UNION_TYPE_CHOICES", words);
            return None;
        }
    };
    if let Some(id) = found.custom_id()
        && !ids.insert(id.to_owned())
    {
        let words = "Component custom id cannot be duplicated";
        form.fault(&path.key("custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", words);
    }
    Some(found)
}

/// The picture of a button or a line. That it is one isn't looked at.
fn emoji(form: &mut Form, path: &Path, value: &Value) -> Option<String> {
    let fields = form.object(path, value, &["id", "name", "animated"])?;
    let name = field(fields, "name").as_str().unwrap_or_default();
    if name.is_empty() || (field(fields, "id").is_null() && name.is_ascii()) {
        form.fault(&path.key("name"), "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
    }
    Some(name.to_owned())
}

fn button(form: &mut Form, path: &Path, fields: &Map<String, Value>) -> Option<Button> {
    let known = ["type", "id", "style", "label", "emoji", "custom_id", "url", "disabled", "sku_id"];
    form.object(path, &Value::Object(fields.clone()), &known)?;
    if field(fields, "style").is_null() {
        form.missing(&path.key("style"));
    }
    let style = form.number(&path.key("style"), field(fields, "style"), 1, 5, 1);
    let label = form.text(&path.key("label"), field(fields, "label"), 0, 80).to_owned();
    let emoji = emoji(form, &path.key("emoji"), field(fields, "emoji"));
    let custom_id = form.text(&path.key("custom_id"), field(fields, "custom_id"), 1, 100).to_owned();
    form.url(&path.key("url"), field(fields, "url"), &["http", "https", "discord"], 512);
    let url = field(fields, "url").as_str().map(str::to_owned);
    if label.is_empty() && emoji.is_none() {
        form.fault(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required");
    }
    if style == 5 {
        if url.is_none() {
            form.fault(path, "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
        }
        if !custom_id.is_empty() {
            let words = "A custom id and url cannot both be specified";
            form.fault(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words);
        }
    } else if custom_id.is_empty() {
        form.fault(path, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
    } else if url.is_some() {
        let words = "A custom id and url cannot both be specified";
        form.fault(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", words);
    }
    let disabled = form.flag(&path.key("disabled"), field(fields, "disabled"));
    Some(Button { label, emoji, style: u8::try_from(style).unwrap_or_default(), custom_id, url, disabled })
}

fn menu(form: &mut Form, path: &Path, fields: &Map<String, Value>) -> Option<Menu> {
    let known =
        ["type", "id", "custom_id", "options", "placeholder", "min_values", "max_values", "disabled", "required"];
    form.object(path, &Value::Object(fields.clone()), &known)?;
    let custom_id = form.required(&path.key("custom_id"), field(fields, "custom_id"), 1, 100).to_owned();
    let placeholder = form.text(&path.key("placeholder"), field(fields, "placeholder"), 0, 150).to_owned();
    let least = form.number(&path.key("min_values"), field(fields, "min_values"), 0, 25, 1);
    let most = form.number(&path.key("max_values"), field(fields, "max_values"), 1, 25, 1);
    let place = path.key("options");
    if field(fields, "options").is_null() {
        form.missing(&place);
    }
    let mut choices: Vec<Choice> = Vec::new();
    for (at, value) in form.list(&place, field(fields, "options"), 1, 25).iter().enumerate() {
        let place = place.index(at);
        let known = ["label", "value", "description", "emoji", "default"];
        let Some(fields) = form.object(&place, value, &known) else { continue };
        let choice = Choice {
            label: form.required(&place.key("label"), field(fields, "label"), 1, 100).to_owned(),
            value: form.required(&place.key("value"), field(fields, "value"), 1, 100).to_owned(),
            description: form.text(&place.key("description"), field(fields, "description"), 1, 100).to_owned(),
            default: form.flag(&place.key("default"), field(fields, "default")),
        };
        emoji(form, &place.key("emoji"), field(fields, "emoji"));
        if choices.iter().any(|c| c.value == choice.value) {
            let words = "The specified option value is already used";
            form.fault(&place, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words);
        }
        choices.push(choice);
    }
    let count = i64::try_from(choices.len()).unwrap_or(i64::MAX);
    if most > count || least > most {
        let words = format!("max_values must be between {least} and {count}");
        form.fault(&path.key("max_values"), "SELECT_COMPONENT_MAX_VALUES_INVALID", &words);
    }
    if i64::try_from(choices.iter().filter(|c| c.default).count()).unwrap_or(i64::MAX) > most {
        let words = "The number of default options exceeds max_values";
        form.fault(&place, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", words);
    }
    let disabled = form.flag(&path.key("disabled"), field(fields, "disabled"));
    let unsigned = |number: i64| u64::try_from(number).unwrap_or_default();
    Some(Menu { custom_id, placeholder, choices, least: unsigned(least), most: unsigned(most), disabled })
}
