//! From what a sync brought to work on it. Each event is read by itself, so that one that can't be read costs its
//! neighbours nothing; what one person does is answered in the order in which it came, different people side by side;
//! only an answer that can't be sent for minutes is overtaken by the next.
//! Only what a homeserver says about the bot itself is acted on here: that it came into a room, or had to go, that a room
//! was replaced or has nobody left. Absent on purpose: what an answer looks like (`answering.rs`).

pub(crate) mod head;
mod job;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bot_core::incoming::Event;
use bot_core::platform::Bot;
use futures_util::StreamExt;
use matrix_sdk::deserialized_responses::{TimelineEvent, TimelineEventKind};
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId, UserId};
use matrix_sdk::sync::{JoinedRoomUpdate, LeftRoomUpdate, State, SyncResponse};
use matrix_sdk::{Room, RoomState};
use traffic::{Crowd, Dispatch};

use crate::answering::recent::Recent;
use crate::fault::Fault;
use crate::inbound::{self, Me, Seen, Unreadable, is_forged};
use crate::late::Late;
use crate::progress::{Batch, Ticket};
use crate::{Matrix, answers, catch_up, invites, rooms, upgrade};
use head::{Head, Step};
pub(crate) use job::moved;
use job::{Job, What, read, waited_for};

/// How many events may be under way before no more are taken in.
const UNDER_WAY: usize = 4096;

/// How many rooms' gaps are asked for side by side.
const GAPS: usize = 8;

/// Of how many messages it is remembered whether they are the bot's.
const OWNERS: usize = 4096;

/// How long a room that the bot made itself may have nobody else in it: a sync can tell of it before of the invitation.
const LONELY: Duration = Duration::from_secs(10);

/// Takes in what syncs bring.
pub(crate) struct Intake {
    pub(crate) matrix: Arc<Matrix>,
    bot: Arc<dyn Bot>,
    dispatch: Dispatch<u64, Job>,
    pub(crate) late: Arc<Late>,
    /// Whether messages are the bot's own.
    owners: Arc<Mutex<Recent<bool>>>,
    /// What the bot is called in rooms where something was said.
    names: Mutex<HashMap<OwnedRoomId, Option<Arc<str>>>>,
    crowd: Mutex<Crowd>,
    /// How many events of each kind were skipped.
    skipped: Mutex<BTreeMap<&'static str, u64>>,
    /// The rooms about which something is being done: joining, leaving, following.
    busy: Arc<Mutex<HashSet<OwnedRoomId>>>,
}

/// What a room's events say besides what somebody said.
#[derive(Default)]
struct Signs {
    /// The last time the bot came in, and the event's id.
    arrival: Option<(String, Step)>,
    /// Somebody came or went.
    members: bool,
    /// The room was closed in favour of another.
    replaced: bool,
    /// The bot's name may have changed.
    renamed: bool,
}

impl Intake {
    /// Takes in events for this bot.
    pub(crate) async fn new(matrix: Arc<Matrix>, bot: Arc<dyn Bot>) -> Result<Arc<Self>, Fault> {
        let late = Arc::new(Late::open(matrix.notes.clone()).await?);
        let owners = Arc::new(Mutex::new(Recent::new(OWNERS)));
        let working = (Arc::clone(&matrix), Arc::clone(&bot), Arc::clone(&late), Arc::clone(&owners));
        let dispatch = Dispatch::new(Arc::clone(&matrix.load), move |job: Job| {
            let (matrix, bot, late, owners) = working.clone();
            let aside = Arc::clone(&matrix);
            let work = Box::pin(async move { job.carry_out(&matrix, &bot, &late, &owners).await });
            Box::pin(async move { waited_for(work, &aside.load, &aside.errands).await })
        });
        Ok(Arc::new(Self {
            matrix,
            bot,
            dispatch,
            late,
            owners,
            names: Mutex::default(),
            crowd: Mutex::default(),
            skipped: Mutex::default(),
            busy: Arc::default(),
        }))
    }

    /// Waits until there is room for more.
    pub(crate) async fn room(&self) {
        self.matrix.load.at_most(UNDER_WAY).await;
    }

    /// Takes in what a sync brought since `place`.
    pub(crate) async fn take(self: &Arc<Self>, response: SyncResponse, place: &str) {
        let SyncResponse { next_batch, rooms, .. } = response;
        let batch = self.matrix.progress.batch(next_batch);
        for room in rooms.invited.keys().filter_map(|id| self.matrix.client.get_room(id)) {
            self.answer_invitation(room);
        }
        for (id, update) in &rooms.left {
            if let Some(room) = self.matrix.client.get_room(id) {
                self.left(&batch, room, update);
            }
        }
        let joined =
            rooms.joined.into_iter().filter_map(|(id, update)| Some((self.matrix.client.get_room(&id)?, update)));
        let mut joined =
            futures_util::stream::iter(joined.map(|(room, update)| self.complete(room, update, place))).buffered(GAPS);
        while let Some((room, update)) = joined.next().await {
            self.joined(&batch, &room, update).await;
        }
        batch.close();
    }

    /// Looks at the rooms as they are: at invitations, rooms that were replaced, and rooms where nobody is left. Whatever
    /// a death broke off there is taken up again.
    pub(crate) fn settle(self: &Arc<Self>) {
        for room in self.matrix.client.rooms() {
            match room.state() {
                RoomState::Invited => self.answer_invitation(room),
                RoomState::Joined if room.is_tombstoned() => self.follow(room),
                RoomState::Joined if is_lonely(&room) => self.leave_soon(room),
                _ => {}
            }
        }
        self.try_late(|_, _| true);
    }

    /// Stops what is still under way where it stands.
    pub(crate) fn close(&self) {
        self.matrix.errands.abort();
        self.dispatch.close();
    }

    /// Tells the log how many events were skipped, if there were any.
    pub(crate) fn sum_up(&self) {
        for (kind, events) in &*lock(&self.skipped) {
            tracing::info!(kind, events, "events that were skipped");
        }
    }

    /// Tries again to read messages whose keys were missing.
    pub(crate) fn try_late(self: &Arc<Self>, concerns: impl Fn(&RoomId, Option<&str>) -> bool) {
        let mut rooms: BTreeMap<OwnedRoomId, (Room, Vec<(OwnedEventId, Ticket)>)> = BTreeMap::new();
        for (id, event) in self.late.find(concerns) {
            let Some(room) = self.matrix.client.get_room(&id) else { continue };
            let Some(ticket) = self.matrix.progress.aside(event.as_str()) else { continue };
            rooms.entry(id).or_insert_with(|| (room, Vec::new())).1.push((event, ticket));
        }
        for (room, waiting) in rooms.into_values() {
            let (intake, under_way) = (Arc::clone(self), self.matrix.load.enter());
            self.matrix.errands.spawn(async move {
                // One after another: what belongs together is answered in the order in which it was said.
                for (event, ticket) in waiting {
                    intake.try_one(&room, &event, ticket).await;
                }
                drop(under_way);
            });
        }
    }

    async fn try_one(self: &Arc<Self>, room: &Room, event: &EventId, mut ticket: Ticket) {
        loop {
            self.late.fetching(event);
            match invites::patiently(|| async { Ok(room.event(event, None).await?) }).await {
                // It is tried again when keys come, or at the next start.
                Ok(found) if found.kind.is_utd() => ticket.done(),
                Err(Fault::Unreachable | Fault::Limited { .. } | Fault::Unauthorized { .. } | Fault::Store) => {
                    return ticket.done();
                }
                Ok(found) if !is_forged(&found) && !rooms::is_unproven(room, &found) => {
                    return self.read(room, found.raw(), ticket).await;
                }
                // It was taken back, or the bot isn't there any more, or it is nobody's words.
                Ok(_) | Err(_) => {
                    self.late.forget(event).await;
                    return ticket.done();
                }
            }
            // Keys that came meanwhile found it under way.
            if !self.late.wants_again(event) {
                return;
            }
            let Some(again) = self.matrix.progress.aside(event.as_str()) else { return };
            ticket = again;
        }
    }

    /// A room's update, with what the sync left out.
    async fn complete(&self, room: Room, mut update: JoinedRoomUpdate, place: &str) -> (Room, JoinedRoomUpdate) {
        let timeline = &mut update.timeline;
        timeline.events.retain(|event| !is_forged(event));
        let arrived = |event: &TimelineEvent| {
            let head = Head::of(event.raw().json().get());
            head.and_then(|head| head.step_of(&self.matrix.me)).is_some_and(|step| step.is_arrival())
        };
        if timeline.limited
            && let Some(from) = &timeline.prev_batch
            && !timeline.events.iter().any(arrived)
        {
            let mut events = catch_up::gap(&room, from, place, self.matrix.settings.answer_within).await;
            events.append(&mut timeline.events);
            timeline.events = events;
        }
        (room, update)
    }

    /// Takes in what happened in a room in which the bot is.
    async fn joined(self: &Arc<Self>, batch: &Batch, room: &Room, update: JoinedRoomUpdate) {
        let mut signs = Signs::default();
        let (State::Before(state) | State::After(state)) = &update.state;
        for head in state.iter().filter_map(|event| Head::of(event.json().get())) {
            signs.see(&head, &self.matrix.me);
        }
        // With those who speak, servers tell who they are, so the bot's own coming stands there again and again.
        signs.arrival = None;
        let mut events = update.timeline.events;
        let mut came = 0;
        for (index, event) in events.iter().enumerate() {
            if let Some(head) = Head::of(event.raw().json().get())
                && signs.see(&head, &self.matrix.me)
            {
                came = index;
            }
        }
        // What was said before the bot was there wasn't said to it.
        events.drain(..came);
        if signs.renamed {
            lock(&self.names).remove(room.room_id());
        }
        if let Some((event, step)) = signs.arrival.take() {
            self.arrived(batch, room, event, step);
        }
        for event in events {
            self.take_event(batch, room, event).await;
        }
        if signs.replaced {
            self.follow(room.clone());
        }
        if signs.members && is_lonely(room) {
            self.leave_soon(room.clone());
        }
    }

    /// The bot has come into a room.
    fn arrived(self: &Arc<Self>, batch: &Batch, room: &Room, event: String, step: Step) {
        if let Some(old) = upgrade::predecessor(room) {
            // Unless it is the end of that.
            if old.state() == RoomState::Joined {
                self.follow(old);
            }
            return;
        }
        // It opened this one by itself, and says there what it has to say.
        if rooms::is_own(room) {
            return;
        }
        let Some(ticket) = batch.add(&event) else { return };
        let actor = step.before_by.unwrap_or_else(|| self.matrix.me.to_string());
        self.push(
            answers::hash(room.room_id().as_str()),
            Job { room: room.clone(), what: What::Room { event: Event::Joined, name: event, actor }, ticket },
        );
    }

    /// The bot is no longer in a room, or its invitation to it is gone.
    fn left(self: &Arc<Self>, batch: &Batch, room: Room, update: &LeftRoomUpdate) {
        let (State::Before(state) | State::After(state)) = &update.state;
        let events = state.iter().map(|event| event.json().get());
        let events = events.chain(update.timeline.events.iter().map(|event| event.raw().json().get()));
        let mut departures = events.filter_map(Head::of).filter_map(|head| {
            let step = head.step_of(&self.matrix.me)?;
            Some((head.event_id?.into_owned(), head.sender.into_owned(), step))
        });
        let Some((event, by, step)) = departures.next_back() else { return };
        if by == self.matrix.me.as_str() && upgrade::has_moved(&room) {
            // It isn't forgotten: that is how the next room is known as its successor.
            return;
        }
        if !step.is_departure() {
            self.matrix.errands.spawn(async move { drop(room.forget().await) });
            return;
        }
        let Some(ticket) = batch.add(&event) else { return };
        let key = answers::hash(room.room_id().as_str());
        self.push(key, Job { room, what: What::Room { event: Event::Removed, name: event, actor: by }, ticket });
    }

    /// Takes in one event of a room's timeline.
    async fn take_event(self: &Arc<Self>, batch: &Batch, room: &Room, event: TimelineEvent) {
        let raw = event.raw();
        let Some(head) = Head::of(raw.json().get()) else { return self.note(Unreadable { kind: "event" }) };
        let Some(id) = head.event_id.as_deref() else { return self.note(Unreadable { kind: "event without id" }) };
        if head.sender == self.matrix.me.as_str() {
            if let Ok(id) = EventId::parse(id) {
                lock(&self.owners).put(id, true);
            }
            return;
        }
        let Some(ticket) = batch.add(id) else { return };
        if head.is_state() {
            return ticket.done();
        }
        if rooms::is_unproven(room, &event) {
            self.note_unproven();
            return ticket.done();
        }
        if let TimelineEventKind::UnableToDecrypt { utd_info, .. } = &event.kind {
            // What can't be noted is read again after the next start.
            if self.late.note(room, raw, utd_info).await.is_ok() {
                ticket.done();
                self.try_again(room, id, raw).await;
            }
            return;
        }
        self.read(room, raw, ticket).await;
    }

    /// Looks once more whether a message can be decrypted: its key may have come in the moment before it was noted. The SDK
    /// also looks into the backup then.
    async fn try_again(self: &Arc<Self>, room: &Room, id: &str, event: &Raw<AnySyncTimelineEvent>) {
        if let Ok(event) = room.decrypt_event(event.cast_ref_unchecked(), None).await
            && !event.kind.is_utd()
            && !is_forged(&event)
            && let Some(ticket) = self.matrix.progress.aside(id)
        {
            self.read(room, event.raw(), ticket).await;
        }
    }

    /// Finds out what an event means, and begins to act on it.
    async fn read(self: &Arc<Self>, room: &Room, event: &Raw<AnySyncTimelineEvent>, ticket: Ticket) {
        let name = self.name_in(room).await;
        let me = Me { user: &self.matrix.me, name: name.as_deref() };
        let answers = inbound::answered(event, &me);
        let own = answers.as_ref().map(|answers| lock(&self.owners).get(answers).copied());
        let sender = Head::of(event.json().get()).map(|head| answers::hash(&head.sender));
        let key = sender.unwrap_or_default();
        let what = match (answers, own) {
            // It has to be asked, in the sender's turn.
            (Some(answers), Some(None)) => What::Unclear { event: event.clone(), answers },
            (_, own) => match read(room, event, &me, own.flatten().unwrap_or_default()) {
                Ok(Seen::Replaced | Seen::Members | Seen::Nothing) => return self.late.through(event, ticket).await,
                Ok(seen) => What::Seen(seen),
                Err(unreadable) => {
                    self.note(unreadable);
                    return self.late.through(event, ticket).await;
                }
            },
        };
        self.push(key, Job { room: room.clone(), what, ticket });
    }

    /// What the bot is called in a room; of no matter where everything is meant for it.
    async fn name_in(&self, room: &Room) -> Option<Arc<str>> {
        if rooms::is_private(room) {
            return None;
        }
        if let Some(name) = lock(&self.names).get(room.room_id()) {
            return name.clone();
        }
        let member = room.get_member_no_sync(&self.matrix.me).await.ok().flatten();
        let name = member.and_then(|member| member.display_name().map(Arc::from));
        lock(&self.names).insert(room.room_id().to_owned(), name.clone());
        name
    }

    fn push(&self, key: u64, job: Job) {
        if let Err(job) = self.dispatch.push(key, job) {
            if let Some(events) = lock(&self.crowd).skip((self.matrix.clock)()) {
                tracing::warn!(events, "events are skipped: too much of their sender waits already");
            }
            job.ticket.done();
        }
    }

    fn answer_invitation(self: &Arc<Self>, room: Room) {
        let intake = Arc::clone(self);
        self.once(room.room_id().to_owned(), async move { invites::answer(&intake.matrix, &room).await });
    }

    /// Goes along with a room to the one that takes its place.
    fn follow(self: &Arc<Self>, room: Room) {
        let intake = Arc::clone(self);
        self.once(room.room_id().to_owned(), async move { upgrade::follow(&intake.matrix, &intake.bot, &room).await });
    }

    /// Leaves a room in which nobody is left.
    fn leave_soon(self: &Arc<Self>, room: Room) {
        let own = rooms::is_own(&room);
        self.once(room.room_id().to_owned(), async move {
            if own {
                tokio::time::sleep(LONELY).await;
            }
            if is_lonely(&room) && invites::leave(&room).await.is_err() {
                tracing::info!("a room without people can't be left now; it is tried again at the next start");
            }
        });
    }

    /// Does something about a room unless something is being done about it.
    fn once(&self, room: OwnedRoomId, errand: impl Future<Output = ()> + Send + 'static) {
        if !lock(&self.busy).insert(room.clone()) {
            return;
        }
        let busy = Arc::clone(&self.busy);
        self.matrix.errands.spawn(async move {
            errand.await;
            lock(&busy).remove(&room);
        });
    }

    /// Counts an event that can't be read; the log tells of the first of each kind.
    fn note(&self, unreadable: Unreadable) {
        let kind = unreadable.kind;
        if self.count(kind) == 1 {
            tracing::warn!(kind, "an event is skipped: it can't be read. More of this kind are only counted");
        }
    }

    /// Counts a message that nobody can be held to; the log tells of the first.
    fn note_unproven(&self) {
        if self.count("unencrypted message in an encrypted room") == 1 {
            tracing::warn!(
                "a message is skipped: it came unencrypted, and its room is encrypted, so anybody on the way may have \
                 written it. More of them are only counted"
            );
        }
    }

    fn count(&self, kind: &'static str) -> u64 {
        let mut counts = lock(&self.skipped);
        let count = counts.entry(kind).or_default();
        *count += 1;
        *count
    }
}

impl Signs {
    /// Looks at an event; whether the bot came into the room with it.
    fn see(&mut self, head: &Head<'_>, me: &UserId) -> bool {
        self.members |= head.is_member();
        self.replaced |= head.is_tombstone();
        let Some(step) = head.step_of(me) else { return false };
        self.renamed = true;
        let arrival = step.is_arrival();
        if arrival && let Some(id) = head.event_id.as_deref() {
            self.arrival = Some((id.to_owned(), step));
        }
        arrival
    }
}

/// Whether nobody but the bot is in a room, and nobody is invited.
fn is_lonely(room: &Room) -> bool {
    room.state() == RoomState::Joined && room.joined_members_count() == 1 && room.invited_members_count() == 0
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks can panic half way.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
