//! Every script in `tests/scripts/` through the real adapter, against a real homeserver: with rooms that aren't encrypted,
//! and, where there are rooms in it, with rooms that are. Direct chats always are.

use outreach_tests::matrix_stage::MatrixStage;
use outreach_tests::script::perform_file;
use outreach_tests::{every_script, script_file};

fn perform(name: &str) {
    let file = script_file(name);
    perform_file(&file, &mut MatrixStage::new(false), false);
    let text = std::fs::read_to_string(&file).expect("the script is there");
    if text.lines().any(|line| line.starts_with('@') && line.split('>').next().is_some_and(|spot| spot.contains('#'))) {
        perform_file(&file, &mut MatrixStage::new(true), false);
    }
}

macro_rules! tests {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                perform(stringify!($name));
            }
        )*
    };
}

every_script!(tests);
