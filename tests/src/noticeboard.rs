//! The rooms' news as scripts speak of it: numbered in each room in the order in which it came.

use std::collections::HashMap;
use std::hash::Hash;

use crate::seen::{Seen, Where};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Came,
    Edited,
    Gone,
}

/// What the rooms were told by itself, by the rooms' and the messages' ids on a platform.
pub(crate) struct Noticeboard<R, M> {
    told: HashMap<R, Vec<M>>,
}

impl<R: Eq + Hash, M: Clone + PartialEq> Noticeboard<R, M> {
    pub(crate) fn new() -> Self {
        Self { told: HashMap::new() }
    }

    /// A message takes the place of another one.
    pub(crate) fn replace(&mut self, room: &R, old: &M, new: M) {
        let told = self.told.get_mut(room).into_iter().flatten();
        told.filter(|id| *id == old).for_each(|id| *id = new.clone());
    }

    /// What people see when something comes by itself: in a room it is news, which may change or go later.
    pub(crate) fn see(&mut self, place: Where, room: R, message: M, change: Change, lines: Vec<String>) -> Seen {
        let place = match place {
            Where::Room(name) => {
                let told = self.told.entry(room).or_default();
                let known = told.iter().position(|id| *id == message);
                let number = 1 + known.unwrap_or_else(|| {
                    told.push(message);
                    told.len() - 1
                });
                match change {
                    Change::Came => Where::News(name, number),
                    Change::Edited => Where::Corrected(name, number),
                    Change::Gone => Where::Removed(name, number),
                }
            }
            place => place,
        };
        Seen { place, lines: if change == Change::Gone { Vec::new() } else { lines } }
    }
}
