//! Every script in `tests/scripts/`, on every stage.

use std::path::PathBuf;

use outreach_tests::core_stage::CoreStage;
use outreach_tests::script::perform_file;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scripts")
}

fn file(name: &str) -> PathBuf {
    folder().join(format!("{}.txt", name.replace('_', "-")))
}

macro_rules! scripts {
    ($($name:ident)*) => {
        mod core {
            use super::*;
            $(
                #[test]
                fn $name() {
                    perform_file(&file(stringify!($name)), &mut CoreStage::new(), true);
                }
            )*
        }

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

scripts! {
    a_newcomer_asks
    a_person_pledges
    a_pledge_for_a_body
    a_rooms_settings
    a_withdrawal
    an_organisers_notice
    another_appearance
    back_change_cancel
    countries
    expiry
    help
    killed_in_the_middle
    my_data
    names
    odd_input
    old_buttons
    short_form
    supporters
    the_same_event_twice
}

#[test]
fn every_script_is_acted() {
    let mut found: Vec<String> = std::fs::read_dir(folder())
        .expect("the scripts lie beside the tests")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.replace('-', "_")))
        .collect();
    found.sort();
    let mut named: Vec<&str> = NAMES.to_vec();
    named.sort_unstable();
    assert_eq!(found, named, "name each script of tests/scripts in the list above");
}
