//! Tests that act as people: scripts of conversations, and the stages on which they are acted. Every stage is a
//! platform with people and rooms in front of the whole bot; the script can't tell which one it is on.

pub mod core_stage;
pub mod desk;
pub mod discord;
pub mod discord_bot;
pub mod discord_plaza;
pub mod discord_stage;
pub mod discord_text;
pub mod discord_words;
pub mod fake;
pub mod matrix_bot;
pub mod matrix_people;
pub mod matrix_proxy;
pub mod matrix_stage;
pub mod matrix_text;
mod noticeboard;
pub mod numbered;
pub mod postgres;
pub mod script;
pub mod seen;
pub mod synapse;
pub mod telegram;
pub mod telegram_bot;
pub mod telegram_stage;
pub mod whole_bot;

/// When every script begins: Monday 2035-01-01, 12:00 UTC, in milliseconds. A fixed moment, because pages show days
/// and rooms have quiet hours; in the future, because the terminal's clock only goes forwards.
pub const BEGINNING: i64 = 2_051_265_600_000;

/// Hands the name of every script in `tests/scripts/` to a macro, so that each is a test of its own on each stage.
#[macro_export]
macro_rules! every_script {
    ($make:ident) => {
        $make! {
            a_newcomer_asks
            a_person_pledges
            a_pledge_beside_a_room
            a_pledge_for_a_body
            a_question_in_another_language
            a_room_that_may_be_followed
            a_room_without_the_bots_words
            a_rooms_buttons
            a_rooms_settings
            a_withdrawal
            a_wrong_answer
            an_organisers_notice
            another_appearance
            answers_beside_a_room
            answers_in_an_opened_chat
            back_change_cancel
            buttons_of_others
            buttons_without_numbers
            choices_by_number
            choices_by_signs
            countries
            expiry
            help
            killed_in_the_middle
            languages
            my_data
            names
            names_like_commands
            odd_input
            old_buttons
            out_of_a_room
            short_form
            supporters
            the_same_event_after_a_death
            the_same_event_twice
            turns_and_moments
            wrong_commands
        }
    };
}

/// Tests each case in a world of its own, all side by side, because most of their time is waiting.
///
/// # Panics
/// When a case fails.
pub fn side_by_side<T: Send>(cases: impl IntoIterator<Item = T>, test: impl Fn(T) + Sync) {
    let test = &test;
    std::thread::scope(|scope| {
        for case in cases {
            scope.spawn(move || test(case));
        }
    });
}

/// A folder that goes with its owner; in memory where the system has enough for that. Disks take long to promise that they
/// keep something, and of what tests write nothing has to outlive the machine.
///
/// # Panics
/// When a test may not make a folder.
pub fn passing_folder() -> tempfile::TempDir {
    /// Where Linux keeps files in memory. Containers often have next to nothing there.
    const MEMORY: &str = "/dev/shm";
    const ENOUGH: u64 = 1 << 30;
    let free = rustix::fs::statvfs(MEMORY).map_or(0, |place| place.f_bavail.saturating_mul(place.f_frsize));
    let made = if free >= ENOUGH { tempfile::tempdir_in(MEMORY) } else { tempfile::tempdir() };
    made.expect("a test may make a folder")
}

/// The file of a script.
pub fn script_file(name: &str) -> std::path::PathBuf {
    scripts_folder().join(format!("{}.txt", name.replace('_', "-")))
}

/// Where the scripts lie.
pub fn scripts_folder() -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scripts")
}
