//! What many servers take of the memory of a bot that has nothing to do.

use std::thread;
use std::time::Duration;

use outreach_tests::discord::{Conduct, Fake};

use super::{BARE, Common, RUNS, data, ours};
use crate::files::{Workshop, program};
use crate::process::Process;
use crate::python;
use crate::table::{Better, Figure, Table, median};

/// How many servers the bot is in, and how many channels each of them has.
const SERVERS: usize = 1_000;
const CHANNELS: usize = 50;
/// Idle means that what the start began has come to rest.
const REST: Duration = Duration::from_secs(2);

/// Measures both bots, and ours in a terminal.
pub(super) fn measure(workshop: &Workshop, common: &Common, table: &mut Table) {
    let (mut memory, mut peak, mut theirs, mut terminal) = (vec![], vec![], vec![], vec![]);
    for run in 0..RUNS {
        let fake = common.discord(Conduct { history: false, log: false, ..Conduct::default() });
        let owner = fake.person("Asha", "en-US");
        fake.crowd(owner, SERVERS, CHANNELS);
        let folder = data(workshop, "idle", run);
        let bot = at_rest(&fake, ours(&fake, &folder));
        memory.push(bot.memory());
        peak.push(bot.peak_memory());
        drop(bot);
        let bot = at_rest(&fake, common.bare(&fake, workshop.path(&format!("discord-bare-idle-{run}.log"))));
        theirs.push(bot.memory());
        terminal.push(python::run("start", &[&program(), &folder])[1]);
    }
    let what = format!("Discord: memory when idle (VmRSS), {SERVERS} servers of {CHANNELS} channels");
    let without = median(&terminal);
    let mut add = |what: String, value, goal, beside| {
        table.add(Figure { what, value, unit: "MiB", goal, beside: Some(beside) });
    };
    let most = Some((Better::Lower, without + 60.0));
    add(what.clone(), median(&memory), most, (without, "the same program in a terminal, without Discord"));
    add(what, median(&memory), None, (median(&theirs), BARE));
    add("Discord: the most since its start (VmHWM)".to_owned(), median(&peak), None, (median(&memory), "when idle"));
}

/// A bot that has heard of all servers.
fn at_rest(fake: &Fake, mut bot: Process) -> Process {
    bot.until("the bot to be ready", || fake.look(|world| world.is_ready().then_some(())));
    fake.wait_until_heard();
    thread::sleep(REST);
    bot
}
