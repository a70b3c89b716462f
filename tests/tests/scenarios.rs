//! Every script in `tests/scripts/`, on the bot without a platform. Their run on the real program is in
//! `tests/program/terminal.rs`.

use outreach_tests::core_stage::CoreStage;
use outreach_tests::script::{Script, perform_file};
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

#[test]
fn only_its_admins_change_what_a_room_hears() {
    let script = "\
@ben #plaza> /announcements
  | ...
  | What this room hears
  | News: none
  | Quiet hours: none
  | Clock: UTC
  | Language: not chosen
  | Sound: none
@ben #plaza> /announcements each
  | Only the admins of this room can change what it hears.
@ben #plaza> bot, announcements daily quiet off
  | Only the admins of this room can change what it hears.
@ben #plaza> /announcements
  | What this room hears
  | News: none
  | ...
# In a private chat, everybody decides for themselves.
@ben> announcements milestones
  | From now on, this room hears this
  | News: round numbers and notices only
  | ...
";
    let script = Script::parse("admins", script).expect("the script can be read");
    let acted = script.perform(&mut CoreStage::with_administrators(false));
    acted.unwrap_or_else(|(report, _)| panic!("\n{report}"));
}
