//! Every script in `tests/scripts/` through the real adapter, against the fake Discord.

use outreach_tests::discord_stage::DiscordStage;
use outreach_tests::script::perform_file;
use outreach_tests::{every_script, script_file};

macro_rules! tests {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                perform_file(&script_file(stringify!($name)), &mut DiscordStage::new(), false);
            }
        )*
    };
}

every_script!(tests);
