//! Where updates go.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::telegram::args::{Answer, Args, bad, flood};
use crate::telegram::state::{State, Webhook};

impl State {
    pub(super) fn webhook_info(&self) -> Value {
        let mut info = json!({
            "url": self.webhook.as_ref().map_or("", |w| &w.url),
            "has_custom_certificate": false,
            "pending_update_count": self.queue.len(),
        });
        if let Some(webhook) = &self.webhook {
            if let Some((date, words)) = &webhook.last_error {
                info["last_error_date"] = json!(date);
                info["last_error_message"] = json!(words);
            }
            info["max_connections"] = json!(webhook.max_connections);
            info["ip_address"] = json!("127.0.0.1");
        }
        if let Some(allowed) = self.allowed.as_ref().filter(|a| !a.is_empty()) {
            info["allowed_updates"] = json!(allowed);
        }
        info
    }

    pub(in crate::telegram) fn read_allowed(&mut self, args: &Args) {
        if let Ok(Value::Array(list)) = args.object("allowed_updates", "")
            && !args.text("allowed_updates").is_empty()
        {
            self.allowed = Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        }
    }

    pub(super) fn delete_webhook(&mut self, args: &Args) -> Value {
        self.webhook = None;
        if args.flag("drop_pending_updates") {
            self.queue.clear();
        }
        Value::Bool(true)
    }

    pub(super) fn set_webhook(&mut self, args: &Args) -> Answer {
        let url = args.text("url").to_owned();
        let secret = args.text("secret_token").to_owned();
        let max_connections = args.number("max_connections", 40).clamp(1, 100);
        args.text("ip_address");
        self.read_allowed(args);
        if args.flag("drop_pending_updates") {
            self.queue.clear();
        }
        if url.is_empty() {
            self.webhook = None;
            return Ok(Value::Bool(true));
        }
        let rest = url.strip_prefix("https://");
        // A test's webhook listens on loopback, without a certificate.
        let rest = rest.or_else(|| url.strip_prefix("http://").filter(|r| r.starts_with("127.0.0.1")));
        if rest.is_none_or(str::is_empty) {
            return Err(bad("bad webhook: An HTTPS URL must be provided for webhook"));
        }
        if secret.len() > 256 {
            return Err(bad("secret token is too long"));
        }
        if !secret.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
            return Err(bad("secret token contains unallowed characters"));
        }
        // The real server takes one a second.
        let now = Instant::now();
        if self.next_webhook.is_some_and(|next| now < next) {
            return Err(flood(1));
        }
        self.next_webhook = Some(now + Duration::from_secs(1));
        let secret = Some(secret).filter(|s| !s.is_empty());
        self.webhook = Some(Webhook { url, secret, max_connections, last_error: None });
        // Whoever polls is told to stop.
        self.poller += 1;
        Ok(Value::Bool(true))
    }
}
