//! What was seen last of something, by event: a bounded memory that forgets the oldest.

use std::collections::{HashMap, VecDeque};

use matrix_sdk::ruma::{EventId, OwnedEventId};

/// The last things that were seen.
pub(crate) struct Recent<T> {
    most: usize,
    known: HashMap<OwnedEventId, T>,
    /// The oldest first.
    order: VecDeque<OwnedEventId>,
}

impl<T> Recent<T> {
    /// So many at the most.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, known: HashMap::new(), order: VecDeque::new() }
    }

    /// What was seen of this event, if it is remembered.
    pub(crate) fn get(&self, event: &EventId) -> Option<&T> {
        self.known.get(event)
    }

    /// Remembers what was seen of an event.
    pub(crate) fn put(&mut self, event: OwnedEventId, seen: T) {
        if self.known.insert(event.clone(), seen).is_none() {
            self.order.push_back(event);
        }
        if self.order.len() > self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten_and_what_is_seen_again_is_replaced() {
        let event = |n: u32| OwnedEventId::try_from(format!("$event{n}")).expect("a plain event id");
        let mut recent = Recent::new(3);
        for n in 0..4 {
            recent.put(event(n), n);
        }
        recent.put(event(3), 30);
        assert_eq!(recent.get(&event(0)), None);
        assert_eq!(recent.get(&event(1)), Some(&1), "seeing one again takes no other's place");
        assert_eq!(recent.get(&event(3)), Some(&30));
        assert_eq!((recent.known.len(), recent.order.len()), (3, 3));
    }
}
