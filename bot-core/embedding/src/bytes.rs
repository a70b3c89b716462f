//! Reads a model's bytes in their order. Large parts are lent, not copied.

use super::Malformed;

/// What is left to read.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next so many bytes.
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    /// The next weights of one byte each.
    pub(crate) fn weights(&mut self, count: usize) -> Result<&'a [i8], Malformed> {
        Ok(bytemuck::cast_slice(self.take(count)?))
    }

    pub(crate) fn number(&mut self) -> Result<usize, Malformed> {
        Ok(Numbers(self.take(4)?).get(0))
    }

    pub(crate) fn numbers(&mut self, count: usize) -> Result<Numbers<'a>, Malformed> {
        Ok(Numbers(self.take(count.checked_mul(4).ok_or(Malformed)?)?))
    }

    /// Copies: for the few numbers that every question needs.
    pub(crate) fn floats(&mut self, count: usize) -> Result<Box<[f32]>, Malformed> {
        let taken = self.take(count.checked_mul(4).ok_or(Malformed)?)?;
        Ok(taken.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }
}

/// Many whole numbers, wherever they lie in memory.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn four(&self, at: usize) -> [u8; 4] {
        self.0.as_chunks().0.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len() / 4
    }

    /// The number at a place; 0 where there is none.
    pub(crate) fn get(&self, at: usize) -> usize {
        u32::from_le_bytes(self.four(at)) as usize
    }

    /// The same four bytes as a fraction.
    pub(crate) fn float(&self, at: usize) -> f32 {
        f32::from_le_bytes(self.four(at))
    }
}

/// Texts one after the other.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a> {
    ends: Numbers<'a>,
    letters: &'a [u8],
}

impl<'a> Texts<'a> {
    pub(crate) fn read(bytes: &mut Bytes<'a>, count: usize, length: usize) -> Result<Self, Malformed> {
        let texts = Self { ends: bytes.numbers(count)?, letters: bytes.take(length)? };
        let ends = (0..count).map(|at| texts.ends.get(at));
        if ends.clone().is_sorted() && ends.max().unwrap_or(0) == length { Ok(texts) } else { Err(Malformed) }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> &'a [u8] {
        let start = if at == 0 { 0 } else { self.ends.get(at - 1) };
        &self.letters[start..self.ends.get(at)]
    }
}
