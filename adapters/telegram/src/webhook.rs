//! Updates that Telegram sends here, through a reverse proxy: the other way beside long polling. An update is taken
//! with 200 only once it was answered or is kept; anything else makes Telegram send it again.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use serde::de::IgnoredAny;
use subtle::ConstantTimeEq;
use teloxide::ApiError;
use teloxide::payloads::SetWebhook;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use traffic::Backoff;

use crate::api::{Api, Fault};
use crate::intake::{Intake, kinds};
use crate::ledger::Ledger;
use crate::settings::{Token, Webhook};
use crate::updates::stopped;
use crate::{RunError, TOKEN_REFUSED};

/// The header in which Telegram sends the secret along.
const SECRET: &str = "x-telegram-bot-api-secret-token";
/// The longest update that is taken, in bytes.
const LONGEST: usize = 1024 * 1024;
/// How many updates Telegram sends side by side at most; a hundred is the most that it takes.
const CONNECTIONS: u8 = 100;
/// How long the answer to an update is waited for before it is kept.
const GRACE: Duration = Duration::from_millis(250);
/// How long an update waits for its turn when too many are under way. Then Telegram has to send it again.
const CROWDED: Duration = Duration::from_secs(5);
/// How long requests that have begun may take to end when the bot stops. Telegram brings again what is broken off.
const FAREWELL: Duration = Duration::from_secs(2);
/// How long setting the webhook may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// "Conflict: terminated by other setWebhook".
const SET_ELSEWHERE: ApiError = ApiError::CantGetUpdates;

/// What a request is judged by.
struct Door {
    path: String,
    secret: Token,
    intake: Arc<Intake>,
    ledger: Arc<Ledger>,
}

/// What listened until the bot was to stop. Nobody new gets in any more.
pub(crate) struct Closing(JoinHandle<std::io::Result<()>>);

impl Closing {
    /// Waits until the requests that have begun have ended, or breaks them off.
    pub(crate) async fn closed(mut self) {
        if tokio::time::timeout(FAREWELL, &mut self.0).await.is_err() {
            self.0.abort();
        }
    }
}

/// Takes updates until `stop` turns true.
pub(crate) async fn listen(
    api: &Api,
    webhook: &Webhook,
    intake: Arc<Intake>,
    ledger: Arc<Ledger>,
    stop: &mut watch::Receiver<bool>,
) -> Result<Closing, RunError> {
    let listener = TcpListener::bind(webhook.listen).await.map_err(|error| RunError::Listen(webhook.listen, error))?;
    let door = Door { path: webhook.url.path().to_owned(), secret: webhook.secret.clone(), intake, ledger };
    let app = Router::new().fallback(receive).layer(DefaultBodyLimit::max(LONGEST)).with_state(Arc::new(door));
    let mut closing = stop.clone();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move { stopped(&mut closing).await });
    let serving = tokio::spawn(serving.into_future());
    let set = tokio::select! {
        set = set(api, webhook) => set,
        () = stopped(stop) => Ok(()),
    };
    if let Err(error) = set {
        serving.abort();
        return Err(error);
    }
    stopped(stop).await;
    Ok(Closing(serving))
}

/// Tells Telegram where updates go, again until it can be reached.
async fn set(api: &Api, webhook: &Webhook) -> Result<(), RunError> {
    let payload = SetWebhook {
        allowed_updates: Some(kinds()),
        max_connections: Some(CONNECTIONS),
        secret_token: Some(webhook.secret.reveal().to_owned()),
        ..SetWebhook::new(webhook.url.clone())
    };
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
    loop {
        match api.call::<IgnoredAny>(&payload, PATIENCE).await {
            // Whatever it answered, it took it.
            Ok(_) | Err(Fault::Unreadable) => return Ok(()),
            Err(Fault::Refused(TOKEN_REFUSED)) => return Err(RunError::WrongToken),
            // Somebody set it at the same moment, such as this bot's last life.
            Err(fault @ (Fault::Refused(_) | Fault::Moved(_))) if fault != Fault::Refused(SET_ELSEWHERE) => {
                return Err(RunError::WebhookRefused(fault.to_string()));
            }
            Err(fault) => {
                if backoff.failures() == 0 {
                    tracing::warn!(%fault, "the webhook can't be set at Telegram; trying again until it can");
                }
                tokio::time::sleep(backoff.at_least(fault.wait())).await;
            }
        }
    }
}

async fn receive(
    State(door): State<Arc<Door>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> StatusCode {
    if uri.path() != door.path {
        return StatusCode::NOT_FOUND;
    }
    if method != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    let secret = headers.get(SECRET).map_or(&[][..], |value| value.as_bytes());
    // In the same time wherever they differ first, so that it can't be guessed bit by bit.
    if !bool::from(secret.ct_eq(door.secret.reveal().as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    // Telegram repeats what isn't taken, so what can't be read is taken, too: it will be no better next time.
    let Ok(body) = body else {
        tracing::warn!("an update is skipped: it is too long or broke off");
        return StatusCode::OK;
    };
    let Ok(json) = std::str::from_utf8(&body) else {
        tracing::warn!("an update is skipped: it is no text");
        return StatusCode::OK;
    };
    if tokio::time::timeout(CROWDED, door.intake.room()).await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let mut batch = door.ledger.batch();
    door.intake.take(json, &mut batch);
    door.ledger.close(&mut batch, GRACE).await;
    StatusCode::OK
}

#[cfg(test)]
mod tests;
