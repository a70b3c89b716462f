use proptest::prelude::*;

use super::*;

/// A moment, written as in "2026-11-22T09:00:00+05:45".
fn at(moment: &str) -> Timestamp {
    Timestamp(moment.parse::<jiff::Timestamp>().expect("a moment").as_millisecond())
}

fn room(pace: Pace, zone: &str, quiet: &str) -> Subscription {
    let quiet = quiet.split_once('-').map(|(from, to)| QuietHours {
        from: TimeOfDay::parse(from).expect("a time"),
        to: TimeOfDay::parse(to).expect("a time"),
    });
    let time_zone = TimeZoneName::parse(zone).expect("a zone");
    Subscription { pace, quiet, time_zone, ..Subscription::default() }
}

#[test]
fn each_and_milestones_come_at_once_and_then_rest_ten_minutes() {
    let now = at("2026-11-22T12:00:00Z");
    for pace in [Pace::Each, Pace::Milestones] {
        let room = room(pace, "Asia/Kathmandu", "");
        assert_eq!(room.first_at(now), now);
        assert_eq!(room.next_after(now), at("2026-11-22T12:10:00Z"));
    }
}

#[test]
fn turns_come_at_nine_on_the_rooms_clock() {
    // 2026-11-22 is a Sunday.
    let cases = [
        (Pace::Daily, "Asia/Kathmandu", "2026-11-22T08:59:59.999+05:45", "2026-11-22T09:00:00+05:45"),
        (Pace::Daily, "Asia/Kathmandu", "2026-11-22T09:00:00+05:45", "2026-11-23T09:00:00+05:45"),
        (Pace::Daily, "Asia/Kathmandu", "2026-11-22T23:59:00+05:45", "2026-11-23T09:00:00+05:45"),
        (Pace::Weekly, "Asia/Kathmandu", "2026-11-22T10:00:00+05:45", "2026-11-23T09:00:00+05:45"),
        (Pace::Weekly, "Asia/Kathmandu", "2026-11-23T08:00:00+05:45", "2026-11-23T09:00:00+05:45"),
        (Pace::Weekly, "Asia/Kathmandu", "2026-11-23T09:00:00+05:45", "2026-11-30T09:00:00+05:45"),
        // The day before each change of the clock: 23 hours in spring, 25 in autumn.
        (Pace::Daily, "America/New_York", "2026-03-07T09:00:00-05:00", "2026-03-08T09:00:00-04:00"),
        (Pace::Daily, "America/New_York", "2026-10-31T09:00:00-04:00", "2026-11-01T09:00:00-05:00"),
        (Pace::Weekly, "America/New_York", "2026-03-02T09:00:00-05:00", "2026-03-09T09:00:00-04:00"),
        (Pace::Weekly, "America/New_York", "2026-10-26T09:00:00-04:00", "2026-11-02T09:00:00-05:00"),
        // Lord Howe Island changes by half an hour.
        (Pace::Daily, "Australia/Lord_Howe", "2026-10-03T09:00:00+10:30", "2026-10-04T09:00:00+11:00"),
        (Pace::Daily, "Australia/Lord_Howe", "2026-04-04T09:00:00+11:00", "2026-04-05T09:00:00+10:30"),
        // Samoa left out 2011-12-30: the turn of that day is the next day's.
        (Pace::Daily, "Pacific/Apia", "2011-12-29T09:00:00-10:00", "2011-12-31T09:00:00+14:00"),
    ];
    for (pace, zone, sent, next) in cases {
        let room = room(pace, zone, "");
        assert_eq!(room.next_after(at(sent)), at(next), "{pace:?} {zone} {sent}");
        assert_eq!(room.first_at(at(sent)), at(next), "{pace:?} {zone} {sent}");
    }
}

#[test]
fn quiet_hours_hold_messages_until_their_end() {
    let cases = [
        ("Asia/Kathmandu", "22:00-07:30", "2026-11-22T21:59:59.999+05:45", None),
        ("Asia/Kathmandu", "22:00-07:30", "2026-11-22T22:00:00+05:45", Some("2026-11-23T07:30:00+05:45")),
        ("Asia/Kathmandu", "22:00-07:30", "2026-11-23T00:00:00+05:45", Some("2026-11-23T07:30:00+05:45")),
        ("Asia/Kathmandu", "22:00-07:30", "2026-11-23T07:29:59.999+05:45", Some("2026-11-23T07:30:00+05:45")),
        ("Asia/Kathmandu", "22:00-07:30", "2026-11-23T07:30:00+05:45", None),
        ("Asia/Kathmandu", "12:00-14:00", "2026-11-22T13:00:00+05:45", Some("2026-11-22T14:00:00+05:45")),
        ("Asia/Kathmandu", "12:00-14:00", "2026-11-22T14:00:00+05:45", None),
        ("Asia/Kathmandu", "22:00-00:00", "2026-11-22T23:00:00+05:45", Some("2026-11-23T00:00:00+05:45")),
        // The same time twice is no time at all.
        ("Asia/Kathmandu", "08:00-08:00", "2026-11-22T08:00:00+05:45", None),
        // New York has no 02:30 on 2026-03-08: the compatible rule makes it 03:30.
        ("America/New_York", "22:00-02:30", "2026-03-08T01:00:00-05:00", Some("2026-03-08T03:30:00-04:00")),
        ("America/New_York", "22:00-02:30", "2026-03-08T03:00:00-04:00", None),
        // It has 01:30 twice on 2026-11-01: quiet hours end at the first, and again at the second.
        ("America/New_York", "22:00-01:30", "2026-11-01T00:30:00-04:00", Some("2026-11-01T01:30:00-04:00")),
        ("America/New_York", "22:00-01:30", "2026-11-01T01:30:00-04:00", None),
        ("America/New_York", "22:00-01:30", "2026-11-01T01:10:00-05:00", Some("2026-11-01T01:30:00-05:00")),
        // Lord Howe skips from 02:00 to 02:30 on 2026-10-04.
        ("Australia/Lord_Howe", "22:00-02:15", "2026-10-04T01:00:00+10:30", Some("2026-10-04T02:45:00+11:00")),
        // The end falls into the gap, and what it becomes lies in the next quiet hours.
        ("America/New_York", "03:15-02:30", "2026-03-08T01:00:00-05:00", Some("2026-03-09T02:30:00-04:00")),
    ];
    for (zone, quiet, now, end) in cases {
        let expected = end.map_or(Ok(()), |end| Err(at(end)));
        assert_eq!(room(Pace::Each, zone, quiet).may_speak(at(now)), expected, "{zone} {quiet} {now}");
    }
    assert_eq!(room(Pace::Each, "UTC", "").may_speak(Timestamp(0)), Ok(()));
}

#[test]
fn a_turn_in_quiet_hours_waits_for_their_end() {
    let room = room(Pace::Daily, "Europe/Paris", "20:00-10:00");
    let turn = room.next_after(at("2026-11-22T12:00:00+01:00"));
    assert_eq!(turn, at("2026-11-23T09:00:00+01:00"));
    assert_eq!(room.may_speak(turn), Err(at("2026-11-23T10:00:00+01:00")));
}

#[test]
fn a_zone_that_is_no_longer_known_falls_back_to_utc() {
    let room = Subscription {
        pace: Pace::Daily,
        time_zone: serde_json::from_str("\"Atlantis/Capital\"").expect("a string"),
        ..Subscription::default()
    };
    assert_eq!(room.next_after(at("2026-11-22T08:00:00Z")), at("2026-11-22T09:00:00Z"));
}

#[test]
fn times_beyond_the_calendar_still_have_a_next() {
    for pace in Pace::ALL {
        let room = room(pace, "Asia/Kathmandu", "22:00-07:00");
        assert!(room.next_after(Timestamp(i64::MAX / 2)) > Timestamp(i64::MAX / 2));
        assert_eq!(room.may_speak(Timestamp(i64::MAX)), Ok(()));
        assert_eq!(room.may_speak(Timestamp(i64::MIN)), Ok(()));
    }
}

const ZONES: [&str; 7] = [
    "Asia/Kathmandu",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Europe/Dublin",
    "UTC",
];

prop_compose! {
    fn any_room()(
        pace in proptest::sample::select(Pace::ALL.to_vec()),
        zone in proptest::sample::select(ZONES.to_vec()),
        from in 0..1440_u16,
        to in 0..1440_u16,
    ) -> Subscription {
        let time = |minutes| TimeOfDay::from_minutes(minutes).expect("less than a day");
        Subscription { quiet: Some(QuietHours { from: time(from), to: time(to) }), ..room(pace, zone, "") }
    }
}

proptest! {
    /// Between 1970 and 2100.
    #[test]
    fn the_next_message_comes_later_and_within_eight_days(room in any_room(), sent in 0..4_102_444_800_000_i64) {
        let next = room.next_after(Timestamp(sent));
        prop_assert!(next.0 > sent && next.0 <= sent + 8 * DAY);
        prop_assert!(room.first_at(Timestamp(sent)).0 >= sent);
    }

    #[test]
    fn quiet_hours_are_over_when_they_say_so(room in any_room(), now in 0..4_102_444_800_000_i64) {
        if let Err(end) = room.may_speak(Timestamp(now)) {
            prop_assert!(end.0 > now && end.0 <= now + 3 * DAY);
            prop_assert_eq!(room.may_speak(end), Ok(()));
        }
    }
}
