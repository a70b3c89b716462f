//! Everything that the fake knows, behind one lock.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::Instant;

use serde_json::Value;

use super::limits::Pacer;
use super::orders::Order;
use super::world::{Chat, ChatId, Kind, Message, Person, Sender, Status, User};
use super::{Call, Conduct};

/// The user that anonymous administrators appear as.
pub(super) const ANONYMOUS_BOT: i64 = 1_087_968_824;
/// The user that channels appear as in groups.
pub(super) const CHANNEL_BOT: i64 = 136_817_688;

/// An update that waits to be fetched.
pub(super) struct Queued {
    pub(super) id: i64,
    /// Updates of one chat, or of one person's queries, keep their order.
    pub(super) chat: i64,
    /// `"message":{…}`, without the braces of the update.
    pub(super) body: String,
}

/// A button that was pressed.
pub(super) struct Pressed {
    pub(super) at: i64,
    pub(super) answer: Option<CallbackAnswer>,
}

/// What the bot told somebody who pressed a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// The words, if any.
    pub text: Option<String>,
    /// In a window that has to be closed.
    pub alert: bool,
    /// The page that opens.
    pub url: Option<String>,
}

/// An inline query that somebody types.
pub(super) struct Asked {
    pub(super) at: i64,
    pub(super) answer: Option<Value>,
}

/// Where updates are pushed to.
#[derive(Clone, Debug)]
pub(super) struct Webhook {
    pub(super) url: String,
    pub(super) secret: Option<String>,
    pub(super) max_connections: i64,
    pub(super) last_error: Option<(i64, String)>,
}

pub(super) struct State {
    pub(super) conduct: Conduct,
    /// What tests moved the clock by, in milliseconds.
    pub(super) moved: i64,
    pub(super) bot: User,
    pub(super) users: HashMap<i64, User>,
    pub(super) chats: HashMap<i64, Chat>,
    /// Messages of private chats and basic groups share their numbers.
    pub(super) next_message: i32,
    pub(super) next_id: i64,
    pub(super) queue: VecDeque<Queued>,
    pub(super) next_update: i64,
    /// The update that came last: its chat, and what it said.
    pub(super) last_update: (i64, String),
    /// The update that was handed out last.
    pub(super) handed: i64,
    pub(super) allowed: Option<Vec<String>>,
    /// Who polls at present: a later poller ends the one before.
    pub(super) poller: u64,
    /// How many polls wait at present.
    pub(super) polling: u32,
    pub(super) last_poll: Option<(i64, Instant)>,
    pub(super) next_conflict: Option<Instant>,
    pub(super) webhook: Option<Webhook>,
    pub(super) next_webhook: Option<Instant>,
    pub(super) pressed: HashMap<String, Pressed>,
    pub(super) asked: HashMap<String, Asked>,
    /// Messages with buttons that were posted through inline mode.
    pub(super) inline_messages: HashMap<String, (i64, i32)>,
    pub(super) calls: Vec<Call>,
    pub(super) count: BTreeMap<String, u64>,
    pub(super) floods: u64,
    /// Commands by scope and language.
    pub(super) commands: BTreeMap<(String, String), Value>,
    pub(super) descriptions: BTreeMap<(&'static str, String), String>,
    pub(super) orders: Vec<Order>,
    pub(super) pacer: Pacer,
}

impl State {
    pub(super) fn new(conduct: Conduct) -> Self {
        let bot = User {
            id: 7_000_000_001,
            is_bot: true,
            first_name: "Outreach".to_owned(),
            username: Some("outreach_test_bot".to_owned()),
            language_code: None,
            deactivated: false,
        };
        let service = |id: i64, name: &str, username: &str| User {
            id,
            is_bot: true,
            first_name: name.to_owned(),
            username: Some(username.to_owned()),
            language_code: None,
            deactivated: false,
        };
        let users = [
            bot.clone(),
            service(ANONYMOUS_BOT, "Group", "GroupAnonymousBot"),
            service(CHANNEL_BOT, "Channel", "Channel_Bot"),
        ];
        Self {
            pacer: Pacer::new(conduct.limits),
            conduct,
            moved: 0,
            users: users.into_iter().map(|u| (u.id, u)).collect(),
            bot,
            chats: HashMap::new(),
            next_message: 1,
            next_id: 0,
            queue: VecDeque::new(),
            next_update: 500_000_001,
            last_update: (0, String::new()),
            handed: 0,
            allowed: None,
            poller: 0,
            polling: 0,
            last_poll: None,
            next_conflict: None,
            webhook: None,
            next_webhook: None,
            pressed: HashMap::new(),
            asked: HashMap::new(),
            inline_messages: HashMap::new(),
            calls: Vec::new(),
            count: BTreeMap::new(),
            floods: 0,
            commands: BTreeMap::new(),
            descriptions: BTreeMap::new(),
            orders: Vec::new(),
        }
    }

    /// The time in this world, in Unix milliseconds.
    pub(super) fn now_ms(&self) -> i64 {
        (self.conduct.clock)() + self.moved
    }

    /// The time in this world, in Unix seconds.
    pub(super) fn now(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    pub(super) fn fresh_id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    pub(super) fn chat(&self, id: i64) -> &Chat {
        self.chats.get(&id).expect("tests speak of chats that they made")
    }

    pub(super) fn chat_mut(&mut self, id: i64) -> &mut Chat {
        self.chats.get_mut(&id).expect("tests speak of chats that they made")
    }

    pub(super) fn bot_status(&self, chat: i64) -> Status {
        self.chat(chat).status(self.bot.id)
    }

    /// A message of a sender in a chat, not yet written into its history.
    pub(super) fn draft(&mut self, chat: i64, sender: Sender) -> Message {
        let date = self.now();
        let kind = self.chat(chat).kind;
        let id = match kind {
            Kind::Private | Kind::Group => {
                self.next_message += 1;
                self.next_message
            }
            _ => {
                let chat = self.chat_mut(chat);
                chat.next_message += 1;
                chat.next_message
            }
        };
        Message {
            id,
            chat: ChatId(chat),
            sender,
            date,
            edited: None,
            text: String::new(),
            entities: Vec::new(),
            keyboard: Vec::new(),
            silent: false,
            reply_to: None,
            thread: None,
            in_topic: false,
            deleted: false,
            without_preview: false,
            service: None,
            caption: false,
            album: None,
            via_bot: false,
        }
    }

    /// Writes a message into the history of its chat.
    pub(super) fn keep(&mut self, message: Message) {
        let whole = self.conduct.history;
        let chat = self.chat_mut(message.chat.0);
        if !whole && chat.messages.len() >= 4 {
            chat.messages.pop_first();
        }
        chat.messages.insert(message.id, message);
    }

    /// Puts an update into the queue, if the bot wants its kind.
    pub(super) fn push(&mut self, kind: &str, content: &Value) {
        let wanted = match &self.allowed {
            Some(allowed) if !allowed.is_empty() => allowed.iter().any(|a| a == kind),
            // These have to be asked for.
            _ => !matches!(kind, "chat_member" | "message_reaction" | "message_reaction_count"),
        };
        if wanted {
            let chat = content["chat"]["id"].as_i64().or(content["message"]["chat"]["id"].as_i64());
            let chat = chat.or(content["from"]["id"].as_i64()).unwrap_or_default();
            self.push_raw(chat, format!("\"{kind}\":{content}"));
        }
    }

    pub(super) fn push_raw(&mut self, chat: i64, body: String) {
        let id = self.next_update;
        self.next_update += 1;
        self.last_update = (chat, body.clone());
        self.queue.push_back(Queued { id, chat, body });
    }

    /// The world as a person sees it: who they are.
    pub(super) fn user(&self, person: Person) -> &User {
        self.users.get(&person.0).expect("tests speak of people that they made")
    }
}
