//! To come.

use serde_json::Value;

use super::state::State;
use super::world::ChannelId;

impl State {
    pub(super) fn command_data(&self, _: ChannelId, name: &str, _: &[(&str, Value)], _: Option<&str>) -> Value {
        serde_json::json!({"id": "1", "name": name, "type": 1})
    }
}
