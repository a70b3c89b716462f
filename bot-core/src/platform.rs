//! The two sides of a platform: what an adapter calls ([`Bot`]) and what it offers ([`Messenger`]).

use std::future::Future;
use std::pin::Pin;

use crate::announcement::Posted;
use crate::ids::{DeliveryId, PersonAddress, RoomAddress};
use crate::incoming::Incoming;
use crate::view::{Reply, View};

/// A future in a box, so that messengers of several platforms can stand side by side.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The bot, as an adapter sees it.
pub trait Bot: Send + Sync {
    /// Acts on an event and says what to show. When it returns, everything that the replies promise is kept.
    fn receive(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>>;
}

/// A platform, as the outbox sees it.
pub trait Messenger: Send + Sync {
    /// Posts a message. A repetition with the same `key` must not show it twice where the platform can tell. All or
    /// nothing: when a part of a long message fails, the parts before it are removed again, because nothing that
    /// ended with a fault is ever corrected.
    fn deliver<'a>(
        &'a self,
        room: &'a RoomAddress,
        view: &'a View,
        key: DeliveryKey,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>>;

    /// Changes a message that was posted; without a view, removes it. A message that is gone already is fine.
    fn correct<'a>(
        &'a self,
        room: &'a RoomAddress,
        posted: &'a Posted,
        view: Option<&'a View>,
    ) -> Boxed<'a, Result<Posted, DeliveryFault>>;

    /// Whether this person may change the room's settings.
    fn may_administer<'a>(
        &'a self,
        room: &'a RoomAddress,
        person: &'a PersonAddress,
    ) -> Boxed<'a, Result<bool, DeliveryFault>>;
}

/// The key by which a platform recognises a repeated send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeliveryKey(pub DeliveryId);

/// Why a message did not get through.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryFault {
    /// Not now; `after` milliseconds at the earliest, if the platform says so.
    #[error("the platform is busy or out of reach")]
    Later {
        /// The platform's own wish.
        after: Option<i64>,
    },
    /// The room is gone, or the bot may no longer write there.
    #[error("the room no longer takes messages")]
    Gone,
    /// The room lives on under another address.
    #[error("the room has moved")]
    Moved(RoomAddress),
    /// The platform will never take this message.
    #[error("the platform refused the message")]
    Refused,
}
