//! Pushes updates to the bot's webhook: those of one chat one after the other, those of several chats at once, each
//! again and again until it is taken.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::Inner;
use super::state::{State, Webhook};

/// How long after a failure an update is sent again. The real server begins at a second; tests have no time for that.
const AGAIN: Duration = Duration::from_millis(50);
/// How long the bot may take for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

impl State {
    /// The next update of a chat that none is on its way for.
    fn next_to_push(&self, under_way: &HashSet<i64>) -> Option<(Webhook, i64, i64, String)> {
        let webhook = self.webhook.as_ref()?;
        if under_way.len() >= usize::try_from(webhook.max_connections).unwrap_or(1) {
            return None;
        }
        let next = self.queue.iter().find(|u| !under_way.contains(&u.chat))?;
        let body = format!("{{\"update_id\":{},{}}}", next.id, next.body);
        Some((webhook.clone(), next.id, next.chat, body))
    }
}

/// Pushes until the runtime ends.
pub(super) async fn push(inner: Arc<Inner>) {
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build();
    let client = client.expect("a client without certificates can be built");
    let under_way: Rc<std::cell::RefCell<HashSet<i64>>> = Rc::default();
    loop {
        let news = inner.news.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        let next = inner.lock().next_to_push(&under_way.borrow());
        let Some((webhook, id, chat, body)) = next else {
            news.await;
            continue;
        };
        under_way.borrow_mut().insert(chat);
        let (inner, client, under_way) = (Arc::clone(&inner), client.clone(), Rc::clone(&under_way));
        tokio::task::spawn_local(async move {
            let error = post(&client, &webhook, body).await.err();
            let again = error.is_some();
            {
                let mut state = inner.lock();
                let now = state.now();
                match error {
                    Some(error) => {
                        if let Some(webhook) = &mut state.webhook {
                            webhook.last_error = Some((now, error));
                        }
                    }
                    None => {
                        if let Some(at) = state.queue.iter().position(|u| u.id == id) {
                            state.queue.remove(at);
                        }
                        state.handed = state.handed.max(id);
                        *state.count.entry("webhook".to_owned()).or_default() += 1;
                    }
                }
            }
            inner.changed();
            if again {
                tokio::time::sleep(AGAIN).await;
            }
            under_way.borrow_mut().remove(&chat);
            inner.news.notify_waiters();
        });
    }
}

async fn post(client: &reqwest::Client, webhook: &Webhook, body: String) -> Result<(), String> {
    let mut request = client.post(&webhook.url).header("Content-Type", "application/json").body(body);
    if let Some(secret) = &webhook.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    let response = request.send().await.map_err(|_| "Connection failed".to_owned())?;
    let status = response.status();
    // What the bot says is read, as the real server does, but calls in it are not carried out.
    let _ = response.bytes().await;
    if status.is_success() {
        return Ok(());
    }
    let reason = status.canonical_reason().unwrap_or_default();
    Err(format!("Wrong response from the webhook: {} {reason}", status.as_u16()))
}
