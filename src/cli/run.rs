//! `outreach-bot run`: serves the chat platforms that are configured, until it is told to stop.

use std::time::Duration;

use tokio::sync::watch;

use crate::config::Settings;
use crate::failure::Failure;
use crate::{house, platforms};

/// How long the program may take to end: what is under way is finished, and no update is lost in any case.
const LAST_WORK: Duration = Duration::from_secs(19);

/// How long the platforms may take of that.
const LAST_ANSWERS: Duration = Duration::from_secs(16);

pub(super) async fn run(settings: &Settings) -> Result<(), Failure> {
    let services = platforms::configured(settings);
    if services.is_empty() {
        return Err(Failure::Usage(nothing_to_serve(settings)));
    }
    for unused in &settings.unused {
        tracing::warn!("{unused}");
    }
    let asked = super::stop(LAST_WORK);
    let _lock = house::lock(settings)?;
    let (knowledge, store) = house::bot(settings).await?;
    if settings.database_is_a_file() {
        // Nobody else delivers from it, so what was being delivered when the last process died is free again.
        store.release_claims().await?;
    }
    let (stopping, stopped) = watch::channel(false);
    let serving = platforms::serve(services, knowledge, store.clone(), stopped);
    tokio::pin!(serving);
    let served = tokio::select! {
        served = &mut serving => served,
        () = asked => {
            tracing::info!("stopping: what is under way is finished first");
            let _ = stopping.send(true);
            let served = tokio::time::timeout(LAST_ANSWERS, serving).await;
            served.unwrap_or_else(|_| {
                tracing::warn!("not everything could be finished in time; it is at the next start");
                Ok(())
            })
        }
    };
    store.close().await?;
    served?;
    tracing::info!("stopped");
    Ok(())
}

/// What to do when no platform is configured.
fn nothing_to_serve(settings: &Settings) -> String {
    let here = "talk with the bot in this terminal with `outreach-bot chat`";
    let cures = platforms::cures().join(", or ");
    let sentence = if cures.is_empty() {
        "this program was built without any chat platform, so there is nothing to serve: build it with its default \
         features"
            .to_owned()
    } else {
        format!("no chat platform is configured, so there is nothing to serve: set {cures}")
    };
    match settings.unused.first() {
        None => format!("{sentence}, or {here}"),
        Some(unused) => format!("{sentence}, or {here} ({unused})"),
    }
}
