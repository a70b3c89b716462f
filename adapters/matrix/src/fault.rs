//! Why a call to the homeserver failed, as far as it matters what to do next. Its words name no id, no token and nothing
//! that people wrote: the SDK's own errors may, so they are never shown.

use std::time::{Duration, SystemTime};

use matrix_sdk::ruma::api::client::uiaa::UiaaResponse;
use matrix_sdk::ruma::api::error::{Error as Refusal, ErrorKind, FromHttpResponseError, RetryAfter};
use matrix_sdk::{Error, HttpError};

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

impl Fault {
    /// What an error of the SDK comes to.
    pub(crate) fn of(error: &Error) -> Self {
        match error {
            Error::Http(error) => Self::of_http(error),
            Error::StateStore(_)
            | Error::CryptoStoreError(_)
            | Error::CrossProcessLockError(_)
            | Error::EventCacheStore(_)
            | Error::MediaStore(_)
            | Error::Io(_) => Self::Store,
            Error::OlmError(_) | Error::MegolmError(_) | Error::DecryptorError(_) | Error::NoOlmMachine => {
                Self::Encryption
            }
            // We aren't in that room any more, or never were.
            Error::WrongRoomState(_) => Self::Forbidden { code: "M_FORBIDDEN".to_owned() },
            Error::Timeout | Error::ConcurrentRequestFailed => Self::Unreachable,
            _ => Self::Refused { status: 0, code: "unreadable".to_owned() },
        }
    }

    /// What an error of one call comes to.
    pub(crate) fn of_http(error: &HttpError) -> Self {
        match error {
            HttpError::Reqwest(_) => Self::Unreachable,
            HttpError::Cached(error) => Self::of_http(error),
            HttpError::RefreshToken(_) => Self::Unauthorized { soft: true },
            HttpError::Api(error) => match &**error {
                FromHttpResponseError::Server(UiaaResponse::MatrixError(refusal)) => Self::of_refusal(refusal),
                FromHttpResponseError::Server(_) => Self::Refused { status: 401, code: "M_UNAUTHORIZED".to_owned() },
                // Something between us and the homeserver answered.
                _ => Self::Unreachable,
            },
            HttpError::IntoHttp(_) => Self::Refused { status: 0, code: "unreadable".to_owned() },
        }
    }

    fn of_refusal(refusal: &Refusal) -> Self {
        let status = refusal.status_code.as_u16();
        let Some(kind) = refusal.error_kind() else {
            return match status {
                413 => Self::TooLarge,
                429 => Self::Limited { wait: None },
                // Homeservers say why. Something before it answered, such as a firewall, and another time it may not.
                _ => Self::Unreachable,
            };
        };
        let code = || harmless(kind.errcode().as_str());
        match (kind, status) {
            (ErrorKind::UnknownToken(data), _) => Self::Unauthorized { soft: data.soft_logout },
            (ErrorKind::UserLocked, _) => Self::Unauthorized { soft: true },
            (ErrorKind::MissingToken, _) => Self::Unauthorized { soft: false },
            (ErrorKind::LimitExceeded(limit), _) => Self::Limited { wait: limit.retry_after.as_ref().map(wait) },
            (_, 429) => Self::Limited { wait: None },
            (ErrorKind::TooLarge, _) | (_, 413) => Self::TooLarge,
            (ErrorKind::NotFound, _) => Self::NotFound,
            (_, 500..) => Self::Unreachable,
            (_, 403) => Self::Forbidden { code: code() },
            _ => Self::Refused { status, code: code() },
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::of(&error)
    }
}

impl From<HttpError> for Fault {
    fn from(error: HttpError) -> Self {
        Self::of_http(&error)
    }
}

fn wait(after: &RetryAfter) -> Duration {
    match after {
        RetryAfter::Delay(delay) => *delay,
        RetryAfter::DateTime(at) => at.duration_since(SystemTime::now()).unwrap_or_default(),
    }
}

/// A server's own word, for logs: codes look like `M_FORBIDDEN`; what doesn't isn't one.
fn harmless(code: &str) -> String {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    if code.len() <= 64 && code.chars().all(fine) { code.to_owned() } else { "a code that can't be shown".to_owned() }
}

#[cfg(test)]
mod tests;
