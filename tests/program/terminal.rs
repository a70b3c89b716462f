//! Every script in `tests/scripts/` on the real program.

#[allow(dead_code, reason = "what only the test of crashes needs")]
mod sitting;
mod terminal_stage;

use outreach_tests::script::perform_file;
use outreach_tests::{every_script, script_file};
use terminal_stage::TerminalStage;

macro_rules! tests {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                let folder = tempfile::tempdir().expect("a test may make a folder");
                let mut stage = TerminalStage::new(folder.path());
                perform_file(&script_file(stringify!($name)), &mut stage, false);
            }
        )*
    };
}

every_script!(tests);
