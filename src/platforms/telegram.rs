//! Telegram, joined to its settings.

use std::sync::Arc;

use bot_core::language::Language;
use bot_core::platform::Boxed;
use commands::{CommandAudience, CommandName, Knowledge};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use telegram::{CommandMenu, LanguageMenu, Limits, Listed, MenuCommand, Telegram, Token, Webhook};

use super::{Desk, Finding, Service, Verdict};
use crate::config::{self, Settings};
use crate::failure::Failure;
use crate::house;

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

/// What Telegram lists of the commands. Personal ones aren't listed in groups, but for the pledge, which goes on in
/// private; what organisers do is nobody else's to see.
fn menu(knowledge: &Knowledge) -> CommandMenu {
    let languages = Language::ALL.into_iter().map(|language| {
        let say = knowledge.say(language);
        let commands = CommandName::ALL.into_iter().filter_map(|command| {
            let listed = match (command, command.audience()) {
                (_, CommandAudience::Organisers) => return None,
                (_, CommandAudience::RoomAdmins) => Listed::ForAdmins,
                (CommandName::Pledge, _) => Listed::Everywhere,
                (CommandName::Cancel, _) => Listed::InPrivate,
                (_, CommandAudience::Everyone) if command.is_personal() => Listed::InPrivate,
                (_, CommandAudience::Everyone) => Listed::Everywhere,
            };
            let name = command.as_str();
            let mut names = say.lines(&format!("command-{name}-names"));
            // Understood in every language, and made of letters that Telegram takes.
            names.push(name.to_owned());
            Some(MenuCommand { names, about: say.text(&format!("command-{name}-about")), listed })
        });
        LanguageMenu {
            language,
            commands: commands.collect(),
            description: say.with("profile-description", &[("campaign", (&knowledge.campaign.name).into())]),
            short_description: say.text("profile-short-description"),
        }
    });
    CommandMenu { languages: languages.collect() }
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
            let commands = menu(desk.knowledge());
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
        Box::pin(async {
            let found = telegram::check(&self.0).await.into_iter();
            let findings = found.map(|finding| {
                let verdict = match finding.verdict {
                    telegram::Verdict::Ok => Verdict::Ok,
                    telegram::Verdict::Warning => Verdict::Warning,
                    telegram::Verdict::Problem => Verdict::Problem,
                };
                Finding { verdict, words: finding.words }
            });
            findings.collect()
        })
    }
}
