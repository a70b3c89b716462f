//! `outreach-bot roles`: who may review pledges and write to rooms.

use std::io::{self, Write};

use bot_core::ids::PersonAddress;
use bot_core::store::Role;

use super::people;
use super::rows::day;
use crate::config::Settings;
use crate::failure::Failure;
use crate::house;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Show who has a role; people are known by a hash only
    List,
    /// Give somebody a role
    Grant(Grant),
    /// Take a role from somebody
    Revoke(Grant),
}

#[derive(Debug, clap::Args)]
pub(super) struct Grant {
    /// Whom, such as discord:123456, telegram:123456 or terminal:ana
    #[arg(value_name = "PLATFORM:ID", value_parser = person)]
    person: PersonAddress,
    /// Which: reviewer (looks at pledges) or organiser (may also write to rooms)
    #[arg(value_parser = role)]
    role: Role,
}

/// The platforms on which somebody can have a role, in this version or a later one.
const PLATFORMS: [&str; 4] = ["terminal", "telegram", "discord", "matrix"];

fn person(text: &str) -> Result<PersonAddress, String> {
    let person = PersonAddress::parse(text).ok_or("write the platform's name, a colon and the person's id there")?;
    let known = PLATFORMS.contains(&person.platform.as_str());
    known.then_some(person).ok_or_else(|| format!("the platform must be one of {}", PLATFORMS.join(", ")))
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| format!("write one of {}", Role::ALL.map(Role::as_str).join(", ")))
}

pub(super) async fn act(settings: &Settings, command: Command) -> Result<(), Failure> {
    let store = house::database(settings).await?;
    let mut out = io::stdout();
    match command {
        Command::List => {
            let holders = store.list_roles().await?;
            if holders.is_empty() {
                people::nothing("nobody has a role: `outreach-bot roles grant` gives one");
            }
            for holder in holders {
                let since = day(holder.granted_at).unwrap_or_default();
                writeln!(out, "{:<10} {}  since {since}", holder.role.as_str(), holder.short_hash)?;
            }
        }
        Command::Grant(Grant { person, role }) => {
            let new = store.grant_role(&person, role, house::now()).await?;
            let role = role.as_str();
            writeln!(out, "{}", if new { format!("granted {role}") } else { format!("they were {role} already") })?;
        }
        Command::Revoke(Grant { person, role }) => {
            let had = store.revoke_role(&person, role, house::now()).await?;
            let role = role.as_str();
            if !had {
                store.close().await?;
                return Err(Failure::Failed(format!("they were not {role}: `outreach-bot roles list` shows who is")));
            }
            writeln!(out, "revoked {role}")?;
        }
    }
    Ok(store.close().await?)
}
