use super::*;

#[test]
fn the_log_names_kinds_but_no_content() {
    assert_eq!(named("INTERACTION_CREATE"), "INTERACTION_CREATE");
    assert_eq!(named("INTERACTION_CREATE 9"), "INTERACTION_CREATE 9");
    for odd in ["", "secret words", "LINE\nLINE", &"A".repeat(65)] {
        assert_eq!(named(odd), "unnamed");
    }
}
