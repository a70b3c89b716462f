//! Forms that open on a person's screen, with the fields for text that they had from the start; the newer labels around
//! fields are absent: <https://discord.com/developers/docs/components/reference#text-input>.

use std::collections::BTreeSet;

use serde_json::Value;

use super::form::{Form, Path, field};
use super::world::{Input, Modal};

/// Reads a form.
pub(super) fn modal(form: &mut Form, value: &Value) -> Option<Modal> {
    let path = Path::root().key("data");
    if value.is_null() {
        form.missing(&path);
    }
    let fields = form.object(&path, value, &["custom_id", "title", "components"])?;
    let custom_id = form.required(&path.key("custom_id"), field(fields, "custom_id"), 1, 100).to_owned();
    let title = form.required(&path.key("title"), field(fields, "title"), 1, 45).to_owned();
    let place = path.key("components");
    if field(fields, "components").is_null() {
        form.missing(&place);
    }
    let mut inputs = Vec::new();
    let mut ids = BTreeSet::new();
    for (at, row) in form.list(&place, field(fields, "components"), 1, 5).iter().enumerate() {
        let place = place.index(at);
        let Some(row) = form.object(&place, row, &["type", "id", "components"]) else { continue };
        if field(row, "type").as_u64() != Some(1) {
            form.fault(&place.key("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
            continue;
        }
        let place = place.key("components");
        let list = form.list(&place, field(row, "components"), 1, 5);
        if list.len() > 1 {
            let words = "The specified component exceeds the maximum width";
            form.fault(&place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words);
        }
        if let Some(input) = list.first().and_then(|value| input(form, &place.index(0), value)) {
            if !ids.insert(input.custom_id.clone()) {
                let words = "Component custom id cannot be duplicated";
                form.fault(&place.index(0).key("custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", words);
            }
            inputs.push(input);
        }
    }
    Some(Modal { custom_id, title, inputs })
}

fn input(form: &mut Form, path: &Path, value: &Value) -> Option<Input> {
    let known =
        ["type", "id", "custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder"];
    let fields = form.object(path, value, &known)?;
    if field(fields, "type").as_u64() != Some(4) {
        form.fault(&path.key("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).");
        return None;
    }
    if field(fields, "style").is_null() {
        form.missing(&path.key("style"));
    }
    let style = form.number(&path.key("style"), field(fields, "style"), 1, 2, 1);
    let least = form.number(&path.key("min_length"), field(fields, "min_length"), 0, 4_000, 0);
    let most = form.number(&path.key("max_length"), field(fields, "max_length"), 1, 4_000, 4_000);
    if least > most {
        form.fault(&path.key("min_length"), "TEXT_INPUT_MIN_LENGTH_INVALID", "min_length is more than max_length");
    }
    let longest = usize::try_from(most).unwrap_or_default();
    let value = form.text(&path.key("value"), field(fields, "value"), 0, longest).to_owned();
    if !value.is_empty() && value.chars().count() < usize::try_from(least).unwrap_or_default() {
        form.fault(&path.key("value"), "BASE_TYPE_MIN_LENGTH", &format!("Must be {least} or more in length."));
    }
    Some(Input {
        custom_id: form.required(&path.key("custom_id"), field(fields, "custom_id"), 1, 100).to_owned(),
        label: form.required(&path.key("label"), field(fields, "label"), 1, 45).to_owned(),
        paragraph: style == 2,
        least: u64::try_from(least).unwrap_or_default(),
        most: u64::try_from(most).unwrap_or_default(),
        // A field is required unless it says otherwise.
        required: field(fields, "required").is_null() || form.flag(&path.key("required"), field(fields, "required")),
        value,
        placeholder: form.text(&path.key("placeholder"), field(fields, "placeholder"), 0, 100).to_owned(),
    })
}
