//! Matrix, joined to its settings.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bot_core::platform::{Boxed, Finding, Verdict};
use matrix::{Matrix, RunError, StoreKey, Token, Welcome};
use store::Key;

use super::{Desk, Service};
use crate::config::{self, Secret, Settings};
use crate::failure::Failure;
use crate::house;

/// What to set so that Matrix is served.
pub(super) const CURE: &str = "matrix.user and matrix.password (or the variables OUTREACH_MATRIX__USER and \
                               OUTREACH_MATRIX__PASSWORD) to the bot's account on its homeserver";

/// What the key of the session's store is derived for. Another label would be another key, and the store unreadable.
const STORE_LABEL: &str = "outreach-bot matrix store 1";
/// After this time, somebody who waits for an answer is told that the message can't be read.
const KEY_PATIENCE: Duration = Duration::from_secs(60);

struct Configured {
    matrix: config::Matrix,
    folder: PathBuf,
    key_file: PathBuf,
}

pub(super) fn configured(settings: &Settings) -> Option<Box<dyn Service>> {
    let matrix = settings.matrix.clone()?;
    Some(Box::new(Configured { matrix, folder: settings.matrix_folder(), key_file: settings.key_file.clone() }))
}

impl Configured {
    fn settings(&self, store_key: [u8; 32]) -> matrix::Settings {
        let config::Matrix { homeserver, user, password, token, recovery_key, allow, .. } = &self.matrix;
        let secret = |secret: &Option<Secret>| secret.as_ref().map(|secret| Token::new(secret.reveal()));
        matrix::Settings {
            homeserver: homeserver.parse().expect("every homeserver was checked"),
            account: user.parse().expect("every account was checked"),
            password: secret(password),
            token: secret(token),
            recovery_key: secret(recovery_key),
            folder: self.folder.clone(),
            store_key: StoreKey(store_key),
            welcome: allow.clone().map_or(Welcome::Everyone, Welcome::Only),
            answer_within: self.matrix.answer_within,
            key_patience: KEY_PATIENCE,
            events_per_second: self.matrix.events_per_second,
        }
    }

    fn store_key(&self) -> Result<[u8; 32], store::KeyError> {
        Key::load(&self.key_file).map(|key| key.derive(STORE_LABEL))
    }
}

impl Service for Configured {
    fn name(&self) -> &'static str {
        matrix::SERVICE
    }

    fn serve(self: Box<Self>, desk: Desk) -> Boxed<'static, Result<(), Failure>> {
        Box::pin(async move {
            let settings = self.settings(self.store_key()?);
            loop {
                let phrases = desk.knowledge().phrases.clone();
                let connecting = Matrix::connect(settings.clone(), phrases, Arc::new(house::now));
                let matrix = tokio::select! {
                    connected = connecting => connected.map_err(Failure::failed)?,
                    () = desk.closed() => return Ok(()),
                };
                if let Some(key) = matrix.take_recovery_key() {
                    match show(&key) {
                        Ok(()) => matrix.recovery_key_shown().await,
                        Err(_) => tracing::warn!(
                            "the recovery key can't be shown, because nothing can be written to standard output; the \
                             next start makes a new one"
                        ),
                    }
                }
                // Only the bot's own account is named, which is public.
                tracing::info!("serving Matrix as {}", matrix.name());
                let trust = matrix.trust().await;
                match trust.verdict {
                    Verdict::Ok => tracing::info!("{}", trust.words),
                    Verdict::Warning | Verdict::Problem => tracing::warn!("{}", trust.words),
                }
                let running = Arc::clone(&matrix);
                let work = desk
                    .clone()
                    .work(matrix::platform(), matrix, |bot, stop| async move { running.run(bot, stop).await });
                match work.await {
                    // The homeserver's own way to renew a session now and then.
                    Err(RunError::Expired) => tracing::info!("the homeserver asks to sign in again"),
                    ended => return ended.map_err(Failure::failed),
                }
            }
        })
    }

    fn check(&self) -> Boxed<'_, Vec<Finding>> {
        Box::pin(async move {
            let key = match self.store_key() {
                Ok(key) => key,
                // Before the first start there is neither, and nothing to open.
                Err(_) if !self.folder.exists() => [0; 32],
                Err(error) => {
                    return vec![Finding::new(Verdict::Problem, format!("the session can't be read: {error}"))];
                }
            };
            matrix::check(&self.settings(key)).await
        })
    }
}

/// Shows the recovery key where logs don't go.
fn show(key: &Token) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "The bot's recovery key on Matrix, shown this once:\n\n    {}\n\nKeep it apart from this machine, like the copy \
         of the key file. When the bot starts with a new data folder, set matrix.recovery_key to it (or name a file with \
         matrix.recovery_key_file): its new device is verified then, and can read its rooms. Whoever has it and the \
         account's password can read them, too.",
        key.reveal()
    )?;
    out.flush()
}
