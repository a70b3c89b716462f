//! Every script in `tests/scripts/`, on the bot without a platform. Their run on the real program is in
//! `tests/program/terminal.rs`.

use outreach_tests::core_stage::CoreStage;
use outreach_tests::script::perform_file;
use outreach_tests::{every_script, script_file, scripts_folder};

macro_rules! tests {
    ($($name:ident)*) => {
        mod core {
            $(
                #[test]
                fn $name() {
                    super::perform_file(&super::script_file(stringify!($name)), &mut super::CoreStage::new(), true);
                }
            )*
        }

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

every_script!(tests);

#[test]
fn every_script_is_acted() {
    let mut found: Vec<String> = std::fs::read_dir(scripts_folder())
        .expect("the scripts lie beside the tests")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.replace('-', "_")))
        .collect();
    found.sort();
    assert_eq!(found, NAMES, "name each script in `every_script!`, in order");
}
