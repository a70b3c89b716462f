use super::*;
use crate::gateway::address::Reach;

const PAUSE: Duration = Duration::from_secs(3);

/// A shard whose connections end as a test says, at the time that it says.
struct Play {
    shard: Shard,
    now: Instant,
}

impl Play {
    fn new() -> Self {
        Self { shard: Shard::new(), now: Instant::now() }
    }

    /// A session begins, lasts, and ends.
    fn session(&mut self, lasts: Duration, ended: Ended) -> Next {
        let began = self.now;
        let resume_at = Address::parse("wss://resume.example.org", Reach::Secure);
        self.shard.session = Some(Session { id: "s".to_owned(), resume_at, sequence: 1 });
        self.now += lasts;
        self.shard.after(Past { ended, identified: Some(began), settled: Some(began) }, PAUSE, self.now)
    }

    /// A session that was resumed lasts, and ends.
    fn resumed(&mut self, lasts: Duration, ended: Ended) -> Next {
        let settled = Some(self.now);
        self.now += lasts;
        self.shard.after(Past { ended, identified: None, settled }, PAUSE, self.now)
    }

    /// A connection comes to nothing.
    fn failure(&mut self, ended: Ended) -> Next {
        self.shard.after(Past { ended, identified: None, settled: None }, PAUSE, self.now)
    }
}

fn within(next: Next, least: u64, most: u64) -> bool {
    let (Next::Resume { wait } | Next::Identify { wait }) = next else { return false };
    wait >= Duration::from_secs(least) && wait <= Duration::from_secs(most)
}

const HOUR: Duration = Duration::from_secs(3600);
const MOMENT: Duration = Duration::from_secs(1);

#[test]
fn whatever_may_keep_the_session_is_resumed_at_once() {
    let codes = [1000, 1001, 1006, 4000, 4001, 4002, 4005, 4008, 4999].map(Ended::Closed);
    for ended in codes.into_iter().chain([Ended::Lost, Ended::Dead, Ended::Reconnect, Ended::TooLong]) {
        let mut play = Play::new();
        assert_eq!(play.session(HOUR, ended), Next::Resume { wait: Duration::ZERO }, "{ended:?}");
        assert!(play.shard.resume_at().is_some());
    }
}

#[test]
fn what_ends_the_session_begins_a_new_one() {
    for ended in [4003, 4007, 4009].map(Ended::Closed) {
        let mut play = Play::new();
        assert_eq!(play.session(HOUR, ended), Next::Identify { wait: Duration::ZERO }, "{ended:?}");
        assert_eq!(play.shard.session, None);
    }
}

#[test]
fn an_invalid_session_waits_as_discord_asks() {
    let mut play = Play::new();
    assert_eq!(play.session(HOUR, Ended::InvalidSession { resumable: true }), Next::Resume { wait: PAUSE });
    let mut play = Play::new();
    assert_eq!(play.session(HOUR, Ended::InvalidSession { resumable: false }), Next::Identify { wait: PAUSE });
}

#[test]
fn some_close_codes_are_final() {
    for (code, error) in [
        (4004, GatewayError::WrongToken),
        (4010, GatewayError::InvalidShard),
        (4012, GatewayError::InvalidVersion),
        (4013, GatewayError::InvalidIntents),
        (4014, GatewayError::DisallowedIntents),
    ] {
        assert_eq!(Play::new().failure(Ended::Closed(code)), Next::GiveUp(error));
    }
    assert_eq!(Play::new().failure(Ended::Closed(4011)), Next::Recount);
    assert_eq!(Play::new().failure(Ended::Stopped), Next::Stop);
}

#[test]
fn failures_in_a_row_wait_ever_longer_but_keep_the_session() {
    let mut play = Play::new();
    assert_eq!(play.session(HOUR, Ended::Lost), Next::Resume { wait: Duration::ZERO });
    for (least, most) in [(2, 3), (4, 6), (8, 12), (16, 24), (30, 45), (30, 45)] {
        let next = play.failure(Ended::Unreachable);
        assert!(matches!(next, Next::Resume { .. }) && within(next, least, most), "{next:?}, not {least} to {most} s");
    }
    // Once it works for a while, the next failure is the first again.
    assert_eq!(play.resumed(HOUR, Ended::Lost), Next::Resume { wait: Duration::ZERO });
    assert!(within(play.resumed(MOMENT, Ended::Lost), 2, 3), "what breaks at once again is not tried at once again");
}

#[test]
fn a_shard_that_never_connected_waits_too() {
    let mut play = Play::new();
    for (least, most) in [(1, 2), (2, 3), (4, 6)] {
        let next = play.failure(Ended::Unreachable);
        assert!(matches!(next, Next::Identify { .. }) && within(next, least, most), "{next:?}");
    }
}

#[test]
fn a_session_is_resumed_elsewhere_when_its_address_leads_nowhere() {
    let mut play = Play::new();
    play.session(HOUR, Ended::Lost);
    for _ in 0..STRAYED {
        assert!(play.shard.resume_at().is_some());
        play.failure(Ended::Unreachable);
    }
    assert!(play.shard.resume_at().is_none());
    play.failure(Ended::Lost);
    assert!(play.shard.resume_at().is_some(), "an address that was reached is used again");
}

#[test]
fn a_frame_that_is_too_long_costs_the_session_in_the_end() {
    let mut play = Play::new();
    assert!(matches!(play.session(HOUR, Ended::TooLong), Next::Resume { .. }));
    assert!(matches!(play.resumed(MOMENT, Ended::TooLong), Next::Resume { .. }));
    assert!(matches!(play.resumed(MOMENT, Ended::TooLong), Next::Identify { .. }));
}

#[test]
fn a_loop_never_uses_up_the_sessions_of_a_day() {
    for resumes in [false, true] {
        let mut play = Play::new();
        let (end, mut sessions) = (play.now + 24 * HOUR, 0);
        while play.now < end {
            sessions += 1;
            let mut next = play.session(MOMENT, if resumes { Ended::Lost } else { Ended::Closed(4009) });
            while let Next::Resume { wait } = next {
                play.now += wait;
                next = play.failure(Ended::InvalidSession { resumable: false });
            }
            let Next::Identify { wait } = next else { panic!("{next:?}") };
            play.now += wait;
        }
        assert!(sessions < 300, "{sessions} sessions a day");
    }
}
