//! Telegram, joined to its settings.

mod menu;

use std::sync::Arc;

use bot_core::platform::{Boxed, Finding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use telegram::{Limits, Telegram, Token, Webhook};

use super::{Desk, Service};
use crate::config::{self, Settings};
use crate::failure::Failure;
use crate::house;

/// What to set so that Telegram is served.
pub(super) const CURE: &str =
    "telegram.token (or the variable OUTREACH_TELEGRAM__TOKEN) to the token that @BotFather gave";

struct Configured(telegram::Settings);

pub(super) fn configured(settings: &Settings) -> Option<Box<dyn Service>> {
    let config::Telegram { token, api_url, webhook, messages_per_second } = settings.telegram.as_ref()?;
    let webhook = webhook.as_ref().map(|webhook| Webhook {
        url: webhook.url.clone(),
        listen: webhook.listen,
        secret: Token::new(webhook.secret.as_ref().map_or_else(|| made_of(token.reveal()), |s| s.reveal().to_owned())),
    });
    Some(Box::new(Configured(telegram::Settings {
        token: Token::new(token.reveal()),
        api_url: api_url.clone(),
        webhook,
        limits: Limits { per_second: *messages_per_second, ..Limits::default() },
    })))
}

/// A webhook's secret, the same at every start: whoever could compute it has the token and needs no webhook.
fn made_of(token: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(token.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(b"outreach-bot webhook");
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Service for Configured {
    fn name(&self) -> &'static str {
        telegram::SERVICE
    }

    fn serve(self: Box<Self>, desk: Desk) -> Boxed<'static, Result<(), Failure>> {
        Box::pin(async move {
            let phrases = desk.knowledge().phrases.clone();
            let connecting = Telegram::connect(self.0, phrases, Arc::new(house::now));
            let telegram = tokio::select! {
                connected = connecting => connected.map_err(Failure::failed)?,
                () = desk.closed() => return Ok(()),
            };
            tracing::info!("serving Telegram as @{}", telegram.username());
            let commands = menu::menu(desk.knowledge());
            let running = Arc::clone(&telegram);
            desk.work(
                telegram::platform(),
                telegram,
                |bot, stop| async move { running.run(bot, &commands, stop).await },
            )
            .await
            .map_err(Failure::failed)
        })
    }

    fn check(&self) -> Boxed<'_, Vec<Finding>> {
        Box::pin(telegram::check(&self.0))
    }
}
