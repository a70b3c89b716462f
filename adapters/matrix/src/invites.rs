//! Invitations: accepted if the inviter is welcome, else declined without a word. Joining may take several tries, because
//! a room on another homeserver is often not ready when the invitation comes. An invitation stays where it is until it is
//! answered, so a death in between loses none. Absent on purpose: saying hello, which follows when the sync tells that the
//! bot is in (`intake.rs`).

use std::future::Future;
use std::time::Duration;

use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::api::client::membership::leave_room;
use matrix_sdk::{Room, RoomState};
use traffic::Backoff;

use crate::fault::Fault;
use crate::settings::Welcome;
use crate::{Matrix, upgrade};

/// How often something is tried that the homeserver forbids or doesn't know of, yet may allow in a moment.
const TRIES: u32 = 5;

/// How often something is tried while the homeserver can't be reached.
const UNREACHED: u32 = 30;

/// Accepts or declines an invitation.
pub(crate) async fn answer(matrix: &Matrix, room: &Room) {
    let inviter = room.invite_details().await.ok().map(|invite| invite.inviter_id);
    let welcome = inviter.map_or(matrix.settings.welcome == Welcome::Everyone, |inviter| {
        is_welcome(&matrix.settings.welcome, &inviter)
    })
        // Whoever asks the bot along to the place of a room where it is already needn't be.
        || upgrade::predecessor(room).is_some();
    let answered = if welcome {
        insistently(|| async {
            // The invitation may have been taken back meanwhile, or accepted.
            if room.state() == RoomState::Invited { Ok(room.join().await?) } else { Ok(()) }
        })
        .await
    } else {
        leave(room).await
    };
    if let Err(fault) = answered {
        tracing::info!(%fault, accepted = welcome, "an invitation could not be answered; it is tried again at the next start");
    }
}

/// Leaves a room, or declines the invitation to it. The SDK would leave the rooms before it as well, as they stand in the
/// room itself, where anybody can name any room.
pub(crate) async fn leave(room: &Room) -> Result<(), Fault> {
    let client = room.client();
    let left = patiently(|| async {
        client.send(leave_room::v3::Request::new(room.room_id().to_owned())).await?;
        Ok(())
    });
    match left.await {
        // It is left already.
        Err(Fault::Forbidden { .. } | Fault::NotFound) | Ok(()) => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// Repeats a call while the homeserver can't be reached or asks for a pause.
pub(crate) async fn patiently<T, F>(call: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    repeated(call, 1).await
}

/// Repeats a call a few times also if the homeserver refuses.
pub(crate) async fn insistently<T, F>(call: impl Fn() -> F) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    repeated(call, TRIES).await
}

async fn repeated<T, F>(call: impl Fn() -> F, tries: u32) -> Result<T, Fault>
where
    F: Future<Output = Result<T, Fault>>,
{
    let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
    let mut refused = 0;
    loop {
        let fault = match call().await {
            Ok(done) => return Ok(done),
            Err(fault) => fault,
        };
        let delay = match &fault {
            Fault::Limited { wait } => backoff.at_least(wait.unwrap_or_default()),
            Fault::Unreachable => backoff.next(),
            Fault::Forbidden { .. } | Fault::NotFound | Fault::Refused { .. } => {
                refused += 1;
                if refused >= tries {
                    return Err(fault);
                }
                backoff.next()
            }
            _ => return Err(fault),
        };
        if backoff.failures() > UNREACHED {
            return Err(fault);
        }
        tokio::time::sleep(delay).await;
    }
}

/// Whether this user's invitations are accepted. A server's name stands for everybody there.
fn is_welcome(welcome: &Welcome, inviter: &UserId) -> bool {
    match welcome {
        Welcome::Everyone => true,
        Welcome::Only(list) => {
            list.iter().any(|entry| entry == inviter.as_str() || entry == inviter.server_name().as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use matrix_sdk::ruma::user_id;

    use super::*;

    #[test]
    fn users_and_servers_on_the_list_are_welcome_and_nobody_who_only_looks_like_them() {
        let list = Welcome::Only(vec!["@ann:a.org".to_owned(), "b.org".to_owned()]);
        for (user, welcome) in [
            (user_id!("@ann:a.org"), true),
            (user_id!("@bob:a.org"), false),
            (user_id!("@bob:b.org"), true),
            (user_id!("@bob:b.org:8448"), false),
            (user_id!("@b.org:evil.org"), false),
            (user_id!("@bob:notb.org"), false),
        ] {
            assert_eq!(is_welcome(&list, user), welcome, "{user}");
            assert!(is_welcome(&Welcome::Everyone, user));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_refused_is_tried_a_few_times_and_what_cant_be_reached_longer() {
        let made = AtomicU32::new(0);
        let call = |fault: Fault| {
            let made = &made;
            move || {
                made.fetch_add(1, Ordering::Relaxed);
                let fault = fault.clone();
                async move { Err::<(), _>(fault) }
            }
        };
        let cases = [(Fault::NotFound, TRIES), (Fault::Unreachable, UNREACHED + 1), (Fault::Store, 1)];
        for (fault, calls) in cases {
            made.store(0, Ordering::Relaxed);
            assert_eq!(insistently(call(fault.clone())).await, Err(fault));
            assert_eq!(made.load(Ordering::Relaxed), calls);
        }
        made.store(0, Ordering::Relaxed);
        assert_eq!(patiently(call(Fault::NotFound)).await, Err(Fault::NotFound));
        assert_eq!(made.load(Ordering::Relaxed), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn the_homeservers_pause_is_kept() {
        let began = tokio::time::Instant::now();
        let made = AtomicU32::new(0);
        let done = patiently(|| async {
            match made.fetch_add(1, Ordering::Relaxed) {
                0 => Err(Fault::Limited { wait: Some(Duration::from_secs(300)) }),
                _ => Ok(()),
            }
        });
        assert_eq!(done.await, Ok(()));
        assert_eq!(began.elapsed().as_secs(), 300);
    }
}
