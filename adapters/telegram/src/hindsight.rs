//! What needs no answer because of something that comes just before or just after it: Telegram tells of one thing in
//! several updates, in no fixed order. A group that becomes a supergroup looks as if the bot was added to a new one, and
//! the pictures of an album come one by one, the words with one of them. Absent on purpose: anything that outlives the
//! process; at worst, a room is greeted twice.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::wire::{ChatKind, Kind, Message, Update};

/// How many of a chat's gaps the other updates may take to come.
const GAPS: u32 = 2;

/// How many seconds apart Telegram may date the updates about one move.
const APART: i64 = 60;

/// The most that is remembered; of more in a few seconds, the oldest may be answered all the same.
const MOST: usize = 1024;

/// What makes another update's answer needless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// The bot is in this supergroup because its group became one at this time, in Unix seconds.
    Moved { chat: i64, date: i64 },
    /// This album in a private chat has words, which are answered.
    Worded { chat: i64, album: String },
}

impl Sign {
    /// What an update says about others.
    pub(crate) fn of(update: &Update) -> Option<Self> {
        let Kind::Message(message) = &update.kind else { return None };
        if let Some(chat) = message.migrate_to_chat_id.or(message.migrate_from_chat_id.map(|_| message.chat.id)) {
            return Some(Self::Moved { chat, date: message.date });
        }
        message.caption.as_ref().and_then(|_| Self::worded(message))
    }

    /// The sign with which an update needs no answer.
    pub(crate) fn against(update: &Update) -> Option<Self> {
        match &update.kind {
            Kind::MyChatMember(change) => {
                let added = !change.old_chat_member.is_in() && change.new_chat_member.is_in();
                let moved = Self::Moved { chat: change.chat.id, date: change.date };
                (added && change.chat.kind == ChatKind::Supergroup).then_some(moved)
            }
            Kind::Message(message) if message.caption.is_none() => Self::worded(message),
            _ => None,
        }
    }

    fn worded(message: &Message) -> Option<Self> {
        let album = message.media_group_id.clone().filter(|_| message.chat.kind == ChatKind::Private)?;
        Some(Self::Worded { chat: message.chat.id, album })
    }

    fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            // The bot may be removed and added again later, which is greeted.
            (Self::Moved { chat, date }, Self::Moved { chat: there, date: then }) => {
                chat == there && date.abs_diff(*then) <= APART.unsigned_abs()
            }
            _ => self == other,
        }
    }
}

/// Whether an update needs an answer will be known after a moment.
pub(crate) struct Doubt {
    sign: Sign,
    until: Instant,
}

/// The signs that were seen last.
pub(crate) struct Hindsight {
    wait: Duration,
    /// The oldest first.
    signs: Mutex<VecDeque<Sign>>,
}

impl Hindsight {
    /// None yet, in chats that are written to no more often than this.
    pub(crate) fn new(chat_gap: Duration) -> Self {
        Self { wait: chat_gap * GAPS, signs: Mutex::default() }
    }

    /// Remembers a sign.
    pub(crate) fn notice(&self, sign: Sign) {
        let mut signs = self.lock();
        if signs.len() >= MOST {
            signs.pop_front();
        }
        signs.push_back(sign);
    }

    /// An update that has just come, and that needs no answer if there is this sign.
    pub(crate) fn doubt(&self, sign: Sign) -> Doubt {
        Doubt { sign, until: Instant::now() + self.wait }
    }

    /// Whether the sign is there, or comes in time.
    pub(crate) async fn shows(&self, doubt: &Doubt) -> bool {
        if !self.has(&doubt.sign) {
            tokio::time::sleep_until(doubt.until).await;
        }
        self.has(&doubt.sign)
    }

    fn has(&self, sign: &Sign) -> bool {
        self.lock().iter().any(|seen| seen.fits(sign))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Sign>> {
        // What is remembered is whole whoever panicked meanwhile.
        self.signs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Update {
        Update::read(&format!("{{\"update_id\":1,{body}}}")).expect("it can be read")
    }

    fn added(kind: &str, date: i64) -> Update {
        read(&format!(
            r#""my_chat_member":{{"chat":{{"id":-9,"type":"{kind}"}},"from":{{"id":7}},"date":{date},
               "old_chat_member":{{"status":"left"}},"new_chat_member":{{"status":"member"}}}}"#
        ))
    }

    #[tokio::test]
    async fn a_move_is_known_from_either_chat_and_for_a_while() {
        for told in [
            r#""message":{"chat":{"id":-5,"type":"group"},"date":1000,"migrate_to_chat_id":-9}"#,
            r#""message":{"chat":{"id":-9,"type":"supergroup"},"date":1000,"migrate_from_chat_id":-5}"#,
        ] {
            let hindsight = Hindsight::new(Duration::from_millis(200));
            let doubt = |date| hindsight.doubt(Sign::against(&added("supergroup", date)).expect("it may be a move"));
            assert!(!hindsight.shows(&doubt(1001)).await, "a new group");
            let later = async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                hindsight.notice(Sign::of(&read(told)).expect("a move"));
            };
            let (early, again) = (doubt(1001), doubt(2000));
            let (shown, ()) = tokio::join!(hindsight.shows(&early), later);
            assert!(shown, "{told}");
            assert!(!hindsight.shows(&again).await, "it was removed and added again");
        }
        assert_eq!(Sign::against(&added("group", 1000)), None, "nothing becomes a basic group");
    }

    #[test]
    fn an_albums_words_speak_for_its_other_pictures() {
        let picture = |kind: &str, more: &str| {
            read(&format!(r#""message":{{"chat":{{"id":7,"type":"{kind}"}},"photo":[]{more}}}"#))
        };
        let worded = picture("private", r#","media_group_id":"135","caption":"rec 8""#);
        let bare = picture("private", r#","media_group_id":"135""#);
        assert_eq!((Sign::of(&worded), Sign::against(&worded)), (Sign::against(&bare), None));
        assert!(Sign::against(&bare).is_some() && Sign::of(&bare).is_none());
        assert_eq!(Sign::against(&picture("private", "")), None, "a picture alone");
        assert_eq!(Sign::against(&picture("supergroup", r#","media_group_id":"135""#)), None, "groups get no answer");
    }

    #[test]
    fn no_more_is_remembered_than_room_is_for() {
        let hindsight = Hindsight::new(Duration::ZERO);
        for chat in 0..5_000 {
            hindsight.notice(Sign::Moved { chat, date: 0 });
        }
        assert_eq!(hindsight.lock().len(), MOST);
    }
}
