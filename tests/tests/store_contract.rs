//! What every database behind the bot must do, seen through the store's trait: one body for SQLite and a real
//! PostgreSQL.

#![allow(clippy::unwrap_used)]

#[path = "store_contract/files.rs"]
mod files;
#[path = "store_contract/lost.rs"]
mod lost;
#[path = "store_contract/misread.rs"]
mod misread;
#[path = "store_contract/news.rs"]
mod news;
#[path = "store_contract/pledging.rs"]
mod pledging;
#[path = "store_contract/waiting.rs"]
mod waiting;
#[path = "store_contract/world.rs"]
mod world;

/// Makes a test on each database of every check.
macro_rules! on_both {
    ($($module:ident :: $check:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $check() {
                    super::$module::$check(super::world::Place::sqlite()).await;
                }
            )*
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $check() {
                    super::$module::$check(super::world::Place::postgres()).await;
                }
            )*
        }
    };
}

on_both!(
    pledging::a_pledge_becomes_the_next_supporter,
    pledging::the_same_event_or_an_old_view_changes_nothing,
    pledging::numbers_are_given_once_to_many_at_once_and_after_reopening,
    pledging::two_processes_share_numbers_and_messages,
    pledging::a_first_supporter_cannot_take_somebodys_number,
    pledging::a_pledge_waits_and_is_approved,
    pledging::a_refused_pledge_leaves_the_list_and_can_be_made_again,
    pledging::a_supporter_appears_differently,
    pledging::forgetting_leaves_nothing,
    pledging::supporters_are_found_and_counted,
    pledging::roles_and_languages_and_conversations,
    misread::a_question_answered_wrongly_is_kept_once_until_it_is_erased,
    misread::of_too_many_questions_the_oldest_go,
    news::a_room_hears_what_comes_after_it_subscribed,
    news::news_folds_and_waits_for_the_quiet_hours,
    news::milestones_are_told_once,
    news::a_withdrawal_follows_what_was_posted,
    news::a_withdrawal_before_posting_is_never_told,
    news::a_message_under_way_is_corrected_afterwards,
    news::a_retry_repeats_the_same_message,
    news::rooms_that_move_or_go,
    news::a_room_is_left_with_its_threads,
    news::a_room_that_says_it_moved,
    news::news_are_as_loud_as_the_room_wants,
    news::a_worker_that_took_too_long_does_not_count,
    waiting::what_waits_for_an_answer_is_kept_until_it_is_answered,
    waiting::only_the_newest_wait_and_only_for_a_day,
    news::a_correction_that_failed_is_tried_again_when_more_goes,
    news::a_worker_leaves_other_platforms_alone,
    news::a_clock_that_stood_wrong_silences_nobody,
    news::milestone_rooms_that_want_more_begin_with_what_is_new,
    lost::a_room_that_takes_no_more_is_told_of_once,
    lost::a_whole_room_with_its_threads_is_one_message_for_each_person,
    lost::what_ends_before_it_is_told_comes_together,
    lost::nobody_is_told_who_needs_not_know,
    lost::forgetting_ends_it,
    lost::news_go_as_far_as_the_room_wants,
    files::a_backup_moves_to_the_other_database,
    files::a_backup_takes_other_databases_along,
    files::an_import_twice_is_an_import_once,
    files::another_key_and_a_newer_schema_are_refused,
);

#[tokio::test]
async fn a_damaged_file_or_a_read_only_folder_is_named() {
    files::a_damaged_file_or_a_read_only_folder_is_named().await;
}

#[tokio::test]
async fn nothing_private_can_be_read_in_the_file() {
    files::nothing_private_can_be_read_in_the_file().await;
}

#[tokio::test]
async fn an_older_backup_is_restored() {
    files::an_older_backup_is_restored().await;
}

#[tokio::test]
async fn a_backup_has_every_column() {
    files::a_backup_has_every_column().await;
}
