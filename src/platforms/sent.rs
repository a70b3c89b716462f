//! A command as a platform hands it over, for the tests of what the platforms' menus offer.

use bot_core::ids::{EventId, PersonAddress, Platform, RoomAddress, Timestamp};
use bot_core::incoming::{Event, Incoming, Place, PlaceKind, Secrecy};

/// Somebody sends this in their private chat.
pub(super) fn command(platform: Platform, service: &str, name: &str, arguments: &str) -> Incoming {
    Incoming {
        event: EventId { platform: platform.clone(), id: "1".to_owned() },
        place: Place {
            address: RoomAddress { platform: platform.clone(), room: "1".to_owned(), thread: None },
            kind: PlaceKind::Private,
            service: service.to_owned(),
            secrecy: Secrecy::ReadableByService,
            prefix: "",
            numbered: false,
            locale: None,
            may_post: true,
            has_followers: false,
        },
        actor: PersonAddress { platform, user: "1".to_owned() },
        locale: None,
        at: Timestamp(0),
        addressed: true,
        edited: false,
        what: Event::Command { name: name.to_owned(), arguments: arguments.to_owned() },
    }
}
