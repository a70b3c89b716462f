//! `outreach-bot chat`: the whole bot in the terminal.

use std::collections::HashMap;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use bot_core::platform::{Boxed, Messenger};
use commands::CommandName;
use console::{Cast, Clock, Keyboard, Look, Terminal};
use tokio::sync::{Notify, watch};

use crate::config::Settings;
use crate::engine::{Engine, Messengers};
use crate::failure::Failure;
use crate::house;
use crate::logs::{self, Detail};
use crate::outbox::Outbox;

/// How long the program may take to end once it was asked to.
const LAST_WORK: Duration = Duration::from_secs(8);

pub(super) async fn chat(settings: &Settings, verbose: u8) -> Result<(), Failure> {
    let stop = super::stop(LAST_WORK);
    let _lock = house::lock(settings)?;
    let log = settings.data_dir.join("bot.log");
    logs::to_file(&log, settings.log_format, Detail::Warnings.plus(verbose))?;
    let (knowledge, store) = house::bot(settings).await?;
    if settings.database_is_a_file() {
        // Nobody else delivers from it, so what was being delivered when the last process died is free again.
        store.release_claims().await?;
    }

    let news = Arc::new(Notify::new());
    let clock = Arc::new(Clock::new(house::now, Arc::clone(&news)));
    let cast = Cast {
        phrases: knowledge.phrases.clone(),
        locale: house::locale(),
        commands: CommandName::ALL.iter().map(|c| c.as_str().to_owned()).collect(),
        clock: Arc::clone(&clock),
    };
    let on_screen = io::stdin().is_terminal() && io::stdout().is_terminal();
    let terminal = Terminal::new(cast, io::stdout(), move || if on_screen { console::look() } else { Look::default() });
    let messenger: Arc<dyn Messenger> = Arc::clone(&terminal) as _;
    let messengers: Messengers = HashMap::from([(console::platform(), messenger)]);
    let engine = Engine::new(Arc::clone(&knowledge), Arc::clone(&store), messengers.clone(), Arc::clone(&news));
    let outbox = Outbox::new(knowledge, Arc::clone(&store), messengers, Arc::new(move || clock.now()));

    let talked = if on_screen {
        let keyboard = Keyboard::edited(&terminal, Some(settings.data_dir.join("history")));
        let (stopping, stopped) = watch::channel(false);
        let delivering = tokio::spawn(async move { outbox.run(news, stopped).await });
        let talked = terminal.run(&engine, keyboard, None, stop).await;
        // The worker may be gone already; what it didn't deliver comes at the next start.
        let _ = stopping.send(true);
        let _ = tokio::time::timeout(Duration::from_secs(2), delivering).await;
        talked
    } else {
        let outbox = &outbox;
        let pump = move || -> Boxed<'_, ()> {
            Box::pin(async move {
                if let Err(error) = outbox.drain().await {
                    tracing::error!(%error, "what is due can't be delivered now; it waits");
                }
            })
        };
        let keyboard = Keyboard::piped(io::BufReader::new(io::stdin()));
        terminal.run(&engine, keyboard, Some(&pump), stop).await
    };
    store.close().await?;
    talked?;
    if engine.failures() > 0 && !on_screen {
        return Err(Failure::Failed(format!(
            "{} of the lines could not be answered, and nothing of them was kept: {} says why",
            engine.failures(),
            log.display()
        )));
    }
    Ok(())
}
