//! What somebody may do in a channel, asked of Discord: needed where they wrote a message, which doesn't tell it as an
//! interaction does. Absent on purpose: remembering it longer than a moment, because who lost a right has lost it at once.

use serde::Deserialize;
use serenity::all::{ChannelId, GuildId, Permissions, RoleId, UserId};

use crate::Discord;
use crate::api::{Fault, NOTHING, code};
use crate::permissions::permissions;
use crate::route::Route;
use crate::send::Lane;
use crate::wire::{Overwrite, Role};

/// A server.
#[derive(Deserialize)]
struct Server {
    owner_id: UserId,
    roles: Vec<Role>,
}

/// Somebody in it.
#[derive(Deserialize)]
struct Member {
    roles: Vec<RoleId>,
}

/// A channel or thread.
#[derive(Deserialize)]
struct Channel {
    #[serde(default)]
    parent_id: Option<ChannelId>,
    #[serde(rename = "type")]
    kind: u64,
    #[serde(default)]
    permission_overwrites: Option<Vec<Overwrite>>,
}

impl Discord {
    /// What somebody may do in a channel or thread: as Discord told just now with an interaction, or as it says when asked.
    pub(crate) async fn rights(
        &self,
        guild: GuildId,
        channel: ChannelId,
        person: UserId,
    ) -> Result<Permissions, Fault> {
        if let Some(known) = self.directory.allowed(channel, person) {
            return Ok(known);
        }
        let (server, member, channel) =
            (Route::Guild { guild }, Route::Member { guild, user: person }, self.exceptions(channel));
        let server = self.sender.send::<Server>(Lane::Reply, &server, NOTHING);
        let member = self.sender.send::<Member>(Lane::Reply, &member, NOTHING);
        let (server, member, channel) = tokio::join!(server, member, channel);
        let (server, channel) = (server?, channel?);
        if server.owner_id == person {
            return Ok(Permissions::all());
        }
        match member {
            Ok(member) => Ok(permissions(guild, person, &member.roles, &server.roles, &channel)),
            // A webhook, or somebody who left.
            Err(fault) if fault.is(code::UNKNOWN_MEMBER) || fault.is(code::UNKNOWN_USER) => Ok(Permissions::empty()),
            Err(fault) => Err(fault),
        }
    }

    /// A channel's exceptions from what roles say. A thread has those of its channel.
    async fn exceptions(&self, channel: ChannelId) -> Result<Vec<Overwrite>, Fault> {
        let ask = |channel| async move {
            self.sender.send::<Channel>(Lane::Reply, &Route::Channel { channel }, NOTHING).await
        };
        let told = ask(channel).await?;
        let told = match told.parent_id.filter(|_| crate::wire::THREADS.contains(&told.kind)) {
            Some(parent) => ask(parent).await?,
            None => told,
        };
        Ok(told.permission_overwrites.unwrap_or_default())
    }
}
