//! `outreach-bot pledges`: what waits for an organiser, and the decision about it.

use std::io::{self, BufWriter, Write};

use bot_core::country::Countries;
use bot_core::decision::Change;
use bot_core::ids::{EventId, PledgeId};
use bot_core::language::Language;
use bot_core::phrases::Phrases;
use bot_core::pledge::{Pledge, PledgeStatus, RefusalReason};
use bot_core::store::{Commit, Committed, Store, Wants};
use bot_core::view::{Block, View};
use store::Database;

use super::people;
use super::rows::day;
use crate::config::Settings;
use crate::failure::Failure;
use crate::house;

/// Pledges that are read at once.
const PAGE: u32 = 500;

/// How often a decision is tried when somebody changes the pledge meanwhile.
const TRIES: usize = 10;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Show the pledges that wait
    List {
        /// Those that were published or refused, too
        #[arg(long)]
        all: bool,
    },
    /// Show all of one pledge
    Show {
        /// Its id, as `list` shows it
        #[arg(value_parser = id)]
        id: i64,
    },
    /// Put a pledge on the list; the person is told
    Approve {
        /// Its id
        #[arg(value_parser = id)]
        id: i64,
    },
    /// Refuse a pledge, also one that is on the list; the person is told why in their language
    Refuse {
        /// Its id
        #[arg(value_parser = id)]
        id: i64,
        /// Why: not-confirmed, duplicate, not-genuine or somebody-else
        #[arg(long, value_parser = reason)]
        reason: RefusalReason,
    },
}

fn id(text: &str) -> Result<i64, &'static str> {
    text.parse().map_err(|_| "a pledge's id is a number, which `outreach-bot pledges list` shows")
}

fn reason(text: &str) -> Result<RefusalReason, String> {
    RefusalReason::parse(text)
        .ok_or_else(|| format!("write one of {}", RefusalReason::ALL.map(RefusalReason::as_str).join(", ")))
}

pub(super) async fn act(settings: &Settings, command: Command) -> Result<(), Failure> {
    let store = house::database(settings).await?;
    match command {
        Command::List { all } => list(&store, all).await?,
        Command::Show { id } => show(&store, PledgeId(id)).await?,
        Command::Approve { id } => {
            let id = PledgeId(id);
            let told = decide(&store, id, "approve", Change::Approve { pledge: id }, |status| match status {
                PledgeStatus::Waiting(_) => Ok(()),
                PledgeStatus::Published(number) => Err(format!("pledge {} is on the list already, as {number}", id.0)),
                PledgeStatus::Refused(_) => Err(format!("pledge {} was refused: the person can pledge again", id.0)),
            });
            writeln!(io::stdout(), "{}", told.await?)?;
        }
        Command::Refuse { id, reason } => {
            let id = PledgeId(id);
            let told = decide(&store, id, "refuse", Change::Refuse { pledge: id, reason }, |status| match status {
                PledgeStatus::Waiting(_) | PledgeStatus::Published(_) => Ok(()),
                PledgeStatus::Refused(_) => Err(format!("pledge {} was refused before", id.0)),
            });
            writeln!(io::stdout(), "{}", told.await?)?;
        }
    }
    Ok(store.close().await?)
}

fn status(status: PledgeStatus) -> String {
    match status {
        PledgeStatus::Waiting(reason) => format!("waiting ({})", reason.as_str()),
        PledgeStatus::Published(number) => format!("on the list as {number}"),
        PledgeStatus::Refused(reason) => format!("refused ({})", reason.as_str()),
    }
}

async fn list(store: &Database, all: bool) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let which = if all { None } else { Some("waiting") };
    let mut after = None;
    loop {
        let page = store.pledges(which, after, PAGE).await?;
        if after.is_none() && page.is_empty() {
            people::nothing(if all { "there is no pledge yet" } else { "no pledge waits" });
        }
        for (Pledge { id, pledge, status: stands, submitted_at }, _) in &page {
            let since = day(*submitted_at).unwrap_or_default();
            let (kind, name) = (pledge.kind.as_str(), pledge.name.as_str());
            writeln!(out, "{:>6}  {since}  {kind}, {name}: {}", id.0, status(*stands))?;
        }
        match page.last() {
            Some((last, _)) if page.len() as u64 == u64::from(PAGE) => after = Some(last.id),
            _ => break,
        }
    }
    Ok(out.flush()?)
}

fn no_such(id: PledgeId) -> Failure {
    Failure::Failed(format!("there is no pledge {}: `outreach-bot pledges list` shows those that wait", id.0))
}

async fn show(store: &Database, id: PledgeId) -> Result<(), Failure> {
    let (Pledge { id, pledge, status: stands, submitted_at }, _) =
        store.pledge(id).await?.ok_or_else(|| no_such(id))?;
    let countries = Countries::load();
    let mut fields: Vec<(&str, String)> = vec![
        ("Pledge", id.0.to_string()),
        ("Status", status(stands)),
        ("Submitted", day(submitted_at).unwrap_or_default()),
        ("Kind", pledge.kind.as_str().to_owned()),
        ("Name", pledge.name.as_str().to_owned()),
    ];
    fields.extend(pledge.country.map(|c| ("Country", countries.name(c, Language::English).to_owned())));
    fields.extend(pledge.affiliation.as_ref().map(|a| ("Affiliation", a.as_str().to_owned())));
    if let Some(spokesperson) = &pledge.spokesperson {
        fields.push(("Role", spokesperson.role.as_str().to_owned()));
        fields.push(("Contact", spokesperson.contact.as_str().to_owned()));
        fields.extend(spokesperson.letter.as_ref().map(|l| ("Letter", l.as_str().to_owned())));
    }
    fields.push(("Appears as", pledge.display.as_str().to_owned()));
    for consent in pledge.consents.iter() {
        let answer = if consent.given { "yes" } else { "no" };
        fields.push(("Consent", format!("{}: {answer} (text {})", consent.purpose.as_str(), consent.text_version)));
    }
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let view = View::default().block(Block::Fields(fields));
    let text = console::show(&view, &Phrases::embedded(), console::look(), 1);
    Ok(io::stdout().write_all(text.as_bytes())?)
}

/// Decides about a pledge, unless it isn't there or `may` says why not.
async fn decide(
    store: &Database,
    id: PledgeId,
    verb: &str,
    change: Change,
    may: impl Fn(PledgeStatus) -> Result<(), String>,
) -> Result<String, Failure> {
    let (person, room) = people::operator();
    let at = house::now();
    for _ in 0..TRIES {
        let wants = Wants { pledge: Some(id), ..Wants::default() };
        let facts = store.facts(None, &person, &room, &wants).await?;
        let pledge = facts.pledge.ok_or_else(|| no_such(id))?;
        may(pledge.status).map_err(Failure::Failed)?;
        let commit = Commit {
            event: EventId { platform: person.platform.clone(), id: format!("{verb}-{}-{}", id.0, at.0) },
            person: person.clone(),
            room: room.clone(),
            private: false,
            private_chat: None,
            language: Language::English,
            revision: facts.revision,
            conversation: None,
            changes: vec![change.clone()],
            at,
        };
        match store.commit(commit).await? {
            Committed::Done { number: Some(number) } => {
                return Ok(format!("pledge {} is on the list as {number}", id.0));
            }
            Committed::Done { number: None } => return Ok(format!("pledge {}: {verb}d", id.0)),
            Committed::Repeated => return Ok(format!("pledge {}: {verb}d before", id.0)),
            Committed::Stale => {}
        }
    }
    Err(Failure::Failed(format!("pledge {} keeps changing: try again in a moment", id.0)))
}
