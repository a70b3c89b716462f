//! Every script in `tests/scripts/` through the real adapter, against the fake Telegram.

use outreach_tests::script::perform_file;
use outreach_tests::telegram_stage::TelegramStage;
use outreach_tests::{every_script, script_file};

macro_rules! tests {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                perform_file(&script_file(stringify!($name)), &mut TelegramStage::new(), false);
            }
        )*
    };
}

every_script!(tests);
