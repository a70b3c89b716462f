//! The program. Everything is in the library, so that tests can use it.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a mistake of ours. Its message may hold what somebody wrote, so only its place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |l| format!(" ({}:{})", l.file(), l.line()));
        eprintln!("outreach-bot: a mistake in the program stopped what it was doing{place}: please report this line");
    }));
    outreach_bot::cli::main()
}
