//! Discord, joined to its settings.

mod menu;

use std::sync::Arc;

use bot_core::platform::{Boxed, Finding};
use discord::{Discord, Limits, Token};

pub(super) use menu::menu;

use super::{Desk, Service};
use crate::config::{self, Settings};
use crate::failure::Failure;
use crate::house;

/// What to set so that Discord is served.
pub(super) const CURE: &str =
    "discord.token (or the variable OUTREACH_DISCORD__TOKEN) to the token that Discord's developer portal gave";

struct Configured(discord::Settings);

pub(super) fn configured(settings: &Settings) -> Option<Box<dyn Service>> {
    let config::Discord { token, api_url, development_guild, calls_per_second } = settings.discord.as_ref()?;
    Some(Box::new(Configured(discord::Settings {
        token: Token::new(token.reveal()),
        api_url: api_url.clone(),
        development_guild: *development_guild,
        limits: Limits { per_second: *calls_per_second },
    })))
}

impl Service for Configured {
    fn name(&self) -> &'static str {
        discord::SERVICE
    }

    fn serve(self: Box<Self>, desk: Desk) -> Boxed<'static, Result<(), Failure>> {
        Box::pin(async move {
            let phrases = desk.knowledge().phrases.clone();
            let menu = menu(desk.knowledge());
            let connecting = Discord::connect(self.0, phrases, menu, Arc::new(house::now));
            let discord = tokio::select! {
                connected = connecting => connected.map_err(Failure::failed)?,
                () = desk.closed() => return Ok(()),
            };
            tracing::info!("serving Discord as {}", discord.name());
            let running = Arc::clone(&discord);
            desk.work(discord::platform(), discord, |bot, stop| async move { running.run(bot, stop).await })
                .await
                .map_err(Failure::failed)
        })
    }

    fn check(&self) -> Boxed<'_, Vec<Finding>> {
        Box::pin(discord::check(&self.0))
    }
}
