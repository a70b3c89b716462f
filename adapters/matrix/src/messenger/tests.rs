use super::*;

#[test]
fn a_posts_name_says_where_it_stands() {
    for (room, event) in [("!old:example.org", "$event"), ("!AbCdEf", "$other:example.org")] {
        let (room, event) = (RoomId::parse(room).expect("a room"), EventId::parse(event).expect("an event"));
        let post = Post::parse(&Post::name(&room, &event)).expect("what was written can be read");
        assert_eq!((post.room, post.event), (room, event));
    }
    assert!(Post::parse("$event").is_none());
    assert!(Post::parse("nonsense $event").is_none());
    assert!(Post::parse("!room:example.org nonsense").is_none());
}

#[test]
fn faults_say_what_to_do_with_a_delivery() {
    let code = || "M_FORBIDDEN".to_owned();
    let later = |after| DeliveryFault::Later { after };
    let wait = Some(Duration::from_millis(1500));
    for (fault, delivery) in [
        (Fault::Limited { wait }, later(Some(1500))),
        (Fault::Limited { wait: None }, later(None)),
        (Fault::Unreachable, later(None)),
        (Fault::Unauthorized { soft: false }, later(None)),
        (Fault::Store, later(None)),
        (Fault::Encryption, later(None)),
        (Fault::Forbidden { code: code() }, DeliveryFault::Gone),
        (Fault::Forbidden { code: "M_USER_SUSPENDED".to_owned() }, later(None)),
        (Fault::NotFound, DeliveryFault::Gone),
        (Fault::TooLarge, DeliveryFault::Refused),
        (Fault::Refused { status: 400, code: code() }, DeliveryFault::Refused),
    ] {
        assert_eq!(ended(fault), delivery);
    }
}
