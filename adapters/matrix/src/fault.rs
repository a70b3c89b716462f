//! Why a call to the homeserver failed, as far as it matters what to do next. Its words name no id, no token and nothing
//! that people wrote: the SDK's own errors may, so they are never shown.

use std::time::Duration;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// The server no longer takes the token.
    #[error("the homeserver no longer takes the bot's session")]
    Unauthorized {
        /// Whether the device and its keys are still good after a new login.
        soft: bool,
    },
    /// The bot may not do this here.
    #[error("the homeserver forbids it ({code})")]
    Forbidden {
        /// The server's word for it.
        code: String,
    },
    /// There is no such thing.
    #[error("the homeserver knows nothing there")]
    NotFound,
    /// There were too many calls.
    #[error("the homeserver asks for a pause")]
    Limited {
        /// How long, if it says so.
        wait: Option<Duration>,
    },
    /// The message is larger than the server takes.
    #[error("the homeserver finds it too large")]
    TooLarge,
    /// The server can't be reached, or isn't itself now. Trying again may help.
    #[error("the homeserver can't be reached")]
    Unreachable,
    /// The server refused for another reason.
    #[error("the homeserver refused ({status} {code})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The server's word for it.
        code: String,
    },
    /// Keys could not be made, shared or read.
    #[error("encryption failed")]
    Encryption,
    /// The SDK's store on this machine failed.
    #[error("the store of the Matrix session failed: check the disk, and the folder's permissions")]
    Store,
}
