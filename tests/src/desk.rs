//! The engine, with a view of what passes between it and an adapter, and a way to hold answers back.

use std::collections::HashSet;

use bot_core::ids::{EventId, PersonAddress, Platform};
use bot_core::incoming::Incoming;
use bot_core::platform::{Blank, Bot, Boxed, Completion, KeepFault, Suggestion, Unanswered};
use bot_core::view::Reply;
use outreach_bot::engine::Engine;
use store::Database;
use tokio::sync::watch;

use crate::fake::watched::Watched;

/// The engine, with a view of what passes between it and the adapter, and a way to hold answers back.
pub struct Desk {
    engine: Engine<Database>,
    held: watch::Sender<bool>,
    kept: Watched<Kept>,
}

/// What the adapter asked to keep and hasn't let go.
#[derive(Debug, Default)]
pub struct Kept {
    events: HashSet<String>,
    /// The adapter has asked what it kept in an earlier life.
    pub(crate) asked: bool,
    /// How many events the adapter handed over, in all.
    pub received: usize,
}

impl Kept {
    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// How many events are kept.
    pub fn len(&self) -> usize {
        self.events.len()
    }
}

impl Desk {
    pub(crate) fn new(engine: Engine<Database>) -> Self {
        Self { engine, held: watch::Sender::new(false), kept: Watched::default() }
    }

    /// From now on, the engine gives no answers until [`Desk::go_on`].
    pub fn hold(&self) {
        self.held.send_replace(true);
    }

    /// The engine answers again.
    pub fn go_on(&self) {
        self.held.send_replace(false);
    }

    /// Waits for something about what passed here.
    ///
    /// # Panics
    /// When that takes too long.
    pub fn wait(&self, what: &str, holds: impl Fn(&Kept) -> bool) {
        self.kept.wait(what, |kept| holds(kept).then_some(()), |kept| format!("what is kept: {kept:#?}"));
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) {
        self.kept.act(change);
    }

    /// Takes an event, and waits as long as answers are held back.
    async fn take(&self) {
        self.change(|kept| kept.received += 1);
        let mut held = self.held.subscribe();
        // The sender lives as long as this.
        let _ = held.wait_for(|held| !held).await;
    }
}

impl Bot for Desk {
    fn receive(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        Box::pin(async move {
            self.take().await;
            self.engine.receive(incoming).await
        })
    }

    fn receive_again(&self, incoming: Incoming) -> Boxed<'_, Vec<Reply>> {
        Box::pin(async move {
            self.take().await;
            self.engine.receive_again(incoming).await
        })
    }

    fn suggest<'a>(
        &'a self,
        person: &'a PersonAddress,
        locale: Option<&'a str>,
        words: &'a str,
    ) -> Boxed<'a, Vec<Suggestion>> {
        self.engine.suggest(person, locale, words)
    }

    fn complete<'a>(
        &'a self,
        person: &'a PersonAddress,
        locale: Option<&'a str>,
        blank: Blank,
        words: &'a str,
    ) -> Boxed<'a, Vec<Completion>> {
        self.engine.complete(person, locale, blank, words)
    }

    fn keep(&self, events: Vec<Unanswered>) -> Boxed<'_, Result<(), KeepFault>> {
        Box::pin(async move {
            let ids: Vec<String> = events.iter().map(|event| event.event.id.clone()).collect();
            self.engine.keep(events).await?;
            self.change(|kept| kept.events.extend(ids));
            Ok(())
        })
    }

    fn answered(&self, events: Vec<EventId>) -> Boxed<'_, ()> {
        Box::pin(async move {
            let ids: Vec<String> = events.iter().map(|event| event.id.clone()).collect();
            self.engine.answered(events).await;
            self.change(|kept| ids.iter().for_each(|id| _ = kept.events.remove(id)));
        })
    }

    fn unanswered<'a>(&'a self, platform: &'a Platform) -> Boxed<'a, Result<Vec<Unanswered>, KeepFault>> {
        Box::pin(async move {
            let unanswered = self.engine.unanswered(platform).await?;
            self.change(|kept| {
                kept.events.extend(unanswered.iter().map(|event| event.event.id.clone()));
                kept.asked = true;
            });
            Ok(unanswered)
        })
    }
}
