//! What rooms are told: the message behind a delivery, made when it is sent, in the room's language and with what
//! is true at that moment.

use bot_core::announcement::{Announcement, News, Outcome, Task};
use bot_core::language::Language;
use bot_core::phrases::Say;
use bot_core::supporter::Supporter;
use bot_core::view::{Block, Choice, Destination, View};

use crate::knowledge::Knowledge;
use crate::name::CommandName;
use crate::press::command_token;
use crate::scene::command_name;
use crate::supporters::line_in;

/// The most supporters that one message names; a week's news of a large campaign would fill a screen after screen.
const MOST_NAMED: usize = 20;

/// The message of a delivery; `None` when nothing is left to tell. `prefix` stands before a command that is typed in a
/// room, see [`bot_core::incoming::Place::prefix`].
pub fn render(knowledge: &Knowledge, language: Language, task: &Task, prefix: &str) -> Option<View> {
    let view = match task {
        Task::Tell(news) | Task::Correct { news, .. } => tell(knowledge, language, news),
        Task::Outcome(outcome) => Some(self::outcome(knowledge, language, *outcome)),
        Task::Lost { rooms } => Some(lost(knowledge, language, *rooms, prefix)),
    };
    view.map(|view| view.written_in(language))
}

fn tell(knowledge: &Knowledge, language: Language, news: &[Announcement]) -> Option<View> {
    let say = knowledge.say(language);
    let mut named: Vec<&Supporter> = Vec::new();
    let mut unnamed: u64 = 0;
    let mut milestones = Vec::new();
    let mut notices = Vec::new();
    for announcement in news {
        match &announcement.news {
            News::Supporter(supporter) => named.push(supporter),
            News::Unnamed(_) => unnamed += 1,
            News::Milestone(total) => milestones.push(*total),
            News::Notice(text) => notices.push(text.as_str()),
            News::Retracted => {}
        }
    }
    let mut view = View::default();
    for text in notices {
        view.blocks.extend(notice(say, text).blocks);
    }
    if let Some(total) = milestones.into_iter().max() {
        view = view.paragraph(say.with("news-milestone", &[("total", total.into())]));
    }
    if !named.is_empty() {
        view = view.paragraph(say.with("news-supporters", &[("count", named.len().into())]));
        let newest = &named[named.len().saturating_sub(MOST_NAMED)..];
        view = view.block(Block::List(newest.iter().map(|s| supporter_line(knowledge, language, s)).collect()));
        if named.len() > newest.len() {
            let values = [
                ("count", (named.len() - newest.len()).into()),
                ("supporters", command_name(say, CommandName::Supporters).into()),
            ];
            view = view.paragraph(say.with("news-more", &values));
        }
    }
    if unnamed > 0 {
        let key = if named.is_empty() { "news-unnamed" } else { "news-unnamed-more" };
        view = view.paragraph(say.with(key, &[("count", unnamed.into())]));
    }
    if view.blocks.is_empty() {
        return None;
    }
    let token = command_token(CommandName::Pledge, "").expect("our own names fit into a token");
    Some(view.choice(Choice {
        token,
        label: say.text("choose-pledge"),
        say: command_name(say, CommandName::Pledge),
        destination: Destination::Private,
        typed: false,
    }))
}

/// A notice as rooms see it.
pub(crate) fn notice(say: Say<'_>, text: &str) -> View {
    View::text(say.text("news-notice")).paragraph(text)
}

fn supporter_line(knowledge: &Knowledge, language: Language, supporter: &Supporter) -> String {
    let line = line_in(&supporter.line, |country| knowledge.countries.name(country, language));
    match supporter.number {
        Some(number) => format!("{number}. {line}"),
        None => line,
    }
}

fn outcome(knowledge: &Knowledge, language: Language, outcome: Outcome) -> View {
    let say = knowledge.say(language);
    match outcome {
        Outcome::Approved { number } => {
            View::text(say.with("outcome-approved", &[("number", number.to_string().into())]))
        }
        Outcome::Refused { reason } => {
            let reason = say.text(&format!("refusal-{}", reason.as_str()));
            let contact = knowledge.campaign.contact.as_str();
            View::text(say.with("outcome-refused", &[("reason", reason.into()), ("contact", contact.into())]))
        }
    }
}

/// Somebody turned on news in rooms that take no more messages.
fn lost(knowledge: &Knowledge, language: Language, rooms: u32, prefix: &str) -> View {
    let say = knowledge.say(language);
    // It is typed in a room and not where this is read.
    let announcements = format!("{prefix}{}", command_name(say, CommandName::Announcements));
    View::text(say.with("news-lost", &[("rooms", rooms.into()), ("announcements", announcements.into())]))
}
