//! Many short lists in one piece of memory.

use std::ops::Range;

/// Lists by number, from 0 on.
pub(super) struct Lists<T> {
    /// One list after the other.
    items: Box<[T]>,
    /// Where each list ends.
    ends: Box<[u32]>,
}

impl<T: Copy + Default> Lists<T> {
    /// So many lists of the items that `each` gives, with the number of the list of each; every list keeps their order.
    /// `each` is called twice and gives the same both times.
    pub(super) fn collect(lists: usize, each: impl Fn(&mut dyn FnMut(u32, T))) -> Self {
        // First the length of each list, then where the next item of each goes.
        let mut places = vec![0_u32; lists];
        each(&mut |list, _| places[list as usize] += 1);
        let mut all = 0;
        for place in &mut places {
            all += std::mem::replace(place, all);
        }
        let mut items = vec![T::default(); all as usize].into_boxed_slice();
        each(&mut |list, item| {
            let place = &mut places[list as usize];
            items[*place as usize] = item;
            *place += 1;
        });
        Self { items, ends: places.into() }
    }
}

impl<T> Lists<T> {
    /// One of them.
    pub(super) fn list(&self, number: u32) -> &[T] {
        &self.items[self.place(number)]
    }

    fn place(&self, number: u32) -> Range<usize> {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        start as usize..self.ends[at] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_has_its_items_in_order() {
        let items = [(2, 'a'), (0, 'b'), (2, 'c'), (2, 'd')];
        let lists = Lists::collect(4, |put| items.iter().for_each(|(list, item)| put(*list, *item)));
        let all: Vec<&[char]> = (0..4).map(|number| lists.list(number)).collect();
        assert_eq!(all, [&['b'][..], &[], &['a', 'c', 'd'], &[]]);
    }
}
