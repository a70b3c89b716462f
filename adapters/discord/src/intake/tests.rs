use super::*;

#[test]
fn a_crowd_is_one_line_a_minute() {
    let mut crowd = Crowd::default();
    let told: Vec<_> = (0..300).filter_map(|second| crowd.skip(Timestamp(second * 1000))).collect();
    assert_eq!(told, [1, 60, 60, 60, 60], "the first at once, and each minute those since the line before");
}

#[test]
fn the_log_names_kinds_but_no_content() {
    assert_eq!(named("INTERACTION_CREATE"), "INTERACTION_CREATE");
    assert_eq!(named("INTERACTION_CREATE 9"), "INTERACTION_CREATE 9");
    for odd in ["", "secret words", "LINE\nLINE", &"A".repeat(65)] {
        assert_eq!(named(odd), "unnamed");
    }
}
