//! What goes wrong with the gateway, on order.

use serde_json::{Value, json};

use super::super::Fake;
use super::super::world::GuildId;
use super::Out;

impl Fake {
    /// Closes every connection with this code. After 4004, 4007, 4009 and 4010 to 4014 a session can't be resumed.
    pub fn close_gateway(&self, code: u16) {
        self.act(|state| {
            if matches!(code, 4004 | 4007 | 4009..=4014) {
                state.sessions.clear();
            }
            state.close_all(Some(code));
        });
    }

    /// Every connection breaks, without a word.
    pub fn drop_connections(&self) {
        self.act(|state| state.close_all(None));
    }

    /// The gateway asks to reconnect and resume (op 7).
    pub fn ask_to_reconnect(&self) {
        self.everywhere(&json!({"t": null, "s": null, "op": 7, "d": null}));
    }

    /// The gateway ends every session (op 9): one can be resumed, or has to begin anew.
    pub fn invalidate(&self, resumable: bool) {
        if !resumable {
            self.forget_sessions();
        }
        self.everywhere(&json!({"t": null, "s": null, "op": 9, "d": resumable}));
    }

    /// Whoever comes back finds that the session is over.
    pub fn forget_sessions(&self) {
        self.act(|state| state.sessions.clear());
    }

    /// Sends any words as a frame, to every connection.
    pub fn send_frame(&self, text: &str) {
        self.act(|state| {
            for connection in state.connections.values() {
                let _ = connection.out.send(Out::Text(text.into()));
            }
        });
    }

    /// Sends any event, of a guild or of direct messages, whatever it is.
    pub fn event(&self, guild: Option<GuildId>, kind: &str, data: &Value) {
        self.act(|state| state.emit(guild.map(|g| g.0), 0, kind, data));
    }

    /// Sends the event that came last once more, as after a resume that began too early.
    pub fn repeat(&self) {
        self.act(super::State::emit_again);
    }

    /// From now on, heartbeats are answered or not.
    pub fn answer_heartbeats(&self, answer: bool) {
        self.act(|state| state.gateway.deaf = !answer);
    }

    /// Hangs up on the next so many connections.
    pub fn refuse_connections(&self, count: u32) {
        self.act(|state| state.gateway.refuse = count);
    }

    /// The next identifies are answered with these close codes.
    pub fn refuse_identify(&self, codes: &[u16]) {
        self.act(|state| state.gateway.refuse_identify.extend(codes));
    }

    fn everywhere(&self, frame: &Value) {
        self.send_frame(&frame.to_string());
    }
}
