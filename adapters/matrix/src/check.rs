//! Whether the bot is set up on Matrix as it needs: one sentence each, with the cure. Changes nothing: without a saved
//! session it signs in and out again, and leaves no device behind.

use bot_core::platform::{Finding, Verdict};
use matrix_sdk::reqwest;

use crate::client::{self, Unanswered};
use crate::fault::Fault;
use crate::notes::Notes;
use crate::recovery;
use crate::restored;
use crate::session::{self, ConnectError, Failed, Session};
use crate::settings::Settings;

/// Asks the homeserver who the bot is and how it is set up.
pub async fn check(settings: &Settings) -> Vec<Finding> {
    match findings(settings).await {
        Ok(findings) => findings,
        Err(failed) => vec![Finding::new(Verdict::Problem, words(&failed))],
    }
}

fn words(failed: &Failed) -> String {
    match failed {
        Failed::Later(Fault::Unreachable) => {
            "the homeserver can't be reached: look at the network, a proxy (HTTPS_PROXY) and matrix.homeserver"
                .to_owned()
        }
        Failed::Later(fault) => format!("{fault}: try again in some minutes"),
        Failed::Never(error) => error.to_string(),
    }
}

async fn findings(settings: &Settings) -> Result<Vec<Finding>, Failed> {
    let http = client::http()?;
    if client::is_kept(&settings.folder) {
        let state = client::open_state(settings).await?;
        let notes = Notes::new(state.clone());
        if let Some(saved) = session::saved(&notes, settings).await? {
            if !client::has_keys(&settings.folder) {
                return Err(ConnectError::Incomplete { folder: settings.folder.clone() }.into());
            }
            let stores = client::open_keys(settings, state).await?;
            return of_saved(settings, &http, stores, saved).await;
        }
    }
    of_first(settings, &http).await
}

/// With a saved session: whether it still holds, and what others think of the device.
async fn of_saved(
    settings: &Settings,
    http: &reqwest::Client,
    stores: client::Stores,
    saved: Session,
) -> Result<Vec<Finding>, Failed> {
    match client::whoami(http, &saved.address, &saved.token).await {
        Ok(_) => {}
        Err(Unanswered::Token { soft: true }) => {
            let words = "the homeserver wants the bot to sign in again, which it does at its next start";
            if settings.password.is_none() && settings.token.is_none() {
                return Err(ConnectError::Expired.into());
            }
            return Ok(vec![Finding::new(Verdict::Warning, words)]);
        }
        Err(unanswered) => {
            return Err(Failed::of_token(unanswered, ConnectError::SignedOut { folder: settings.folder.clone() }));
        }
    }
    let mut findings = vec![me(&saved)];
    let address = saved.address.clone();
    let client = client::build(http, &address, Some(stores)).await?;
    let incomplete = |_| ConnectError::Incomplete { folder: settings.folder.clone() };
    session::restore(&client, saved).await.map_err(incomplete)?;
    findings.push(match recovery::is_still_trusted(&client).await {
        Ok(true) => recovery::about(None),
        Ok(false) => foreseen(recovery::foresee(&client, settings).await),
        Err(fault) => foreseen(Err(fault)),
    });
    Ok(findings)
}

/// Before the first start: whether the bot could sign in, and whether its device would be trusted.
async fn of_first(settings: &Settings, http: &reqwest::Client) -> Result<Vec<Finding>, Failed> {
    let address = match client::find(&settings.homeserver).await {
        Ok(address) => address,
        Err(unanswered) => return Err(session::unknown(unanswered, &settings.homeserver).await),
    };
    if let Err(unanswered) = client::probe(http, &address).await {
        return Err(session::unknown(unanswered, &settings.homeserver).await);
    }
    let trial = session::trial(settings, http, address).await?;
    let mut findings = vec![me(&trial)];
    if settings.password.is_none() {
        // The token's session isn't ours to end, nor its device's keys to make.
        return Ok(findings);
    }
    let client = client::build(http, &trial.address.clone(), None).await?;
    let restored = session::restore(&client, trial).await;
    let foreseen = match restored {
        Ok(()) => foreseen(recovery::foresee(&client, settings).await),
        Err(fault) => foreseen(Err(fault)),
    };
    findings.push(if restored::waits(settings) {
        Finding::new(Verdict::Ok, "a restored session is there: the next start makes a new device verified by it")
    } else {
        foreseen
    });
    if session::log_out(&client).await.is_err() {
        let words = "the check could not sign out again: remove the device \"outreach-bot\" from the bot's account";
        findings.push(Finding::new(Verdict::Warning, words));
    }
    Ok(findings)
}

fn me(session: &Session) -> Finding {
    Finding::new(Verdict::Ok, format!("the bot is {}", session.user))
}

fn foreseen(doubt: Result<Option<recovery::Doubt>, Fault>) -> Finding {
    match doubt {
        Ok(None) => Finding::new(Verdict::Ok, "the bot's device will be verified by itself at the next start"),
        Ok(doubt) => recovery::about(doubt),
        Err(fault) => {
            Finding::new(Verdict::Warning, format!("whether the bot's device is verified can't be told: {fault}"))
        }
    }
}
