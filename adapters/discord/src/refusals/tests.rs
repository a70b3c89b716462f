//! Slower and slower, in a world with its own time.

use super::*;

/// So many refusals at once.
fn refuse(refusals: &mut Refusals, many: u32, now: Instant) {
    for _ in 0..many {
        refusals.after(true, 403, false, now);
    }
}

#[test]
fn calls_slow_down_and_stop_long_before_the_limit_and_go_on_afterwards() {
    let (mut refusals, start) = (Refusals::default(), Instant::now());
    refuse(&mut refusals, SLOW - 1, start);
    assert_eq!(refusals.before(true, start), Ok(Duration::ZERO));
    refuse(&mut refusals, 1, start);
    let waits: Vec<_> = (0..3).map(|_| refusals.before(true, start)).collect();
    assert_eq!(waits, [Ok(Duration::ZERO), Ok(APART), Ok(APART * 2)]);
    assert_eq!(refusals.before(false, start), Ok(Duration::ZERO), "people are answered meanwhile");
    refuse(&mut refusals, STOP - SLOW, start + Duration::from_secs(60));
    let now = start + Duration::from_secs(61);
    let stop = Err(Fault::Limited { wait: WINDOW + PIECE - Duration::from_secs(61), scope: Scope::Everything });
    assert_eq!((refusals.before(true, now), refusals.before(false, now)), (stop, stop));
    assert_eq!(refusals.before(true, start + WINDOW + Duration::from_secs(91)), Ok(Duration::ZERO));
}

#[test]
fn whatever_is_refused_in_any_ten_minutes_stays_below_the_limit() {
    let (mut refusals, start) = (Refusals::default(), Instant::now());
    let mut times = Vec::new();
    // Fifty calls a second for an hour, each refused.
    for call in 0..(50 * 3_600) {
        let now = start + Duration::from_millis(20 * call);
        if let Ok(wait) = refusals.before(true, now) {
            refusals.after(true, 429, false, now);
            times.push(now + wait);
        }
    }
    // What is slowed down isn't in order.
    times.sort();
    let within =
        |first: &Instant| times.partition_point(|at| *at < *first + WINDOW) - times.partition_point(|at| at < first);
    let most = times.iter().map(within).max();
    assert!(most.is_some_and(|most| most < 9_000), "{most:?}");
    assert!(times.len() > 20_000, "it doesn't stop for good");
}

#[test]
fn a_wrong_token_is_tried_seldom_and_others_faults_are_not_counted() {
    let (mut refusals, now) = (Refusals::default(), Instant::now());
    for _ in 0..IN_A_ROW {
        assert_eq!(refusals.before(true, now), Ok(Duration::ZERO));
        refusals.after(true, 401, false, now);
    }
    assert_eq!(refusals.before(true, now), Err(Fault::Unauthorized));
    assert_eq!(refusals.before(false, now), Ok(Duration::ZERO));
    let later = now + TRY_AGAIN;
    assert_eq!(refusals.before(true, later), Ok(Duration::ZERO));
    refusals.after(true, 200, false, later);
    assert_eq!(refusals.before(true, later), Ok(Duration::ZERO));
    for _ in 0..STOP {
        refusals.after(true, 429, true, later);
        refusals.after(true, 404, false, later);
    }
    assert_eq!(refusals.before(true, later), Ok(Duration::ZERO));
}
