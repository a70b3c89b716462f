//! The transformer's layers (Vaswani et al. 2017, "Attention is all you need"; normalised after each step, as in BERT).

use super::Malformed;
use super::bytes::{Bytes, Numbers};
use super::kernel::{Matrix, Rounded, Wide, gelu, normalise, product};

/// So many weights of a piece's vector share a scale.
const BLOCK: usize = 32;
/// A block's bytes: a scale of two, and two weights in each of the others.
const BLOCK_BYTES: usize = 2 + BLOCK / 2;

/// The whole network.
pub(crate) struct Network<'a> {
    width: usize,
    heads: usize,
    /// The longest row of pieces that is read, with its beginning and end.
    pub(crate) longest: usize,
    /// A vector for each piece, with four bits for each number.
    pieces: &'a [u8],
    positions: Box<[f32]>,
    norm: Norm,
    layers: Vec<Layer<'a>>,
}

struct Norm {
    scale: Box<[f32]>,
    shift: Box<[f32]>,
}

struct Layer<'a> {
    /// To queries, keys and values.
    attend: Matrix<'a>,
    attended: Matrix<'a>,
    attended_norm: Norm,
    widen: Matrix<'a>,
    narrow: Matrix<'a>,
    narrow_norm: Norm,
}

/// Sizes, as the bytes have them.
pub(crate) struct Sizes<'a>(pub(crate) Numbers<'a>);

impl<'a> Network<'a> {
    /// Reads what follows the sizes (width, heads, width inside, layers, longest) and the pieces.
    pub(crate) fn read(bytes: &mut Bytes<'a>, sizes: &Sizes<'_>, pieces: usize) -> Result<Self, Malformed> {
        let [width, heads, inside, layers, longest] = [0, 1, 2, 3, 4].map(|at| sizes.0.get(at));
        if width % BLOCK != 0 || inside % BLOCK != 0 || heads == 0 || width % (heads * 16) != 0 || inside > 1536 {
            return Err(Malformed);
        }
        let norm = |bytes: &mut Bytes<'a>| Ok(Norm { scale: bytes.floats(width)?, shift: bytes.floats(width)? });
        let matrix = |bytes: &mut Bytes<'a>, outputs: usize, inputs: usize| {
            let (scales, bias) = (bytes.floats(outputs)?, bytes.floats(outputs)?);
            Ok(Matrix { weights: bytes.weights(outputs * inputs)?, scales, bias, inputs })
        };
        let layer = |bytes: &mut Bytes<'a>| {
            Ok(Layer {
                attend: matrix(bytes, 3 * width, width)?,
                attended: matrix(bytes, width, width)?,
                attended_norm: norm(bytes)?,
                widen: matrix(bytes, inside, width)?,
                narrow: matrix(bytes, width, inside)?,
                narrow_norm: norm(bytes)?,
            })
        };
        Ok(Self {
            width,
            heads,
            longest,
            pieces: bytes.take(pieces * width / BLOCK * BLOCK_BYTES)?,
            positions: bytes.floats(longest * width)?,
            norm: norm(bytes)?,
            layers: (0..layers).map(|_| layer(bytes)).collect::<Result<_, Malformed>>()?,
        })
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The mean of what the last layer makes of the pieces.
    #[inline(always)]
    pub(crate) fn mean(&self, pieces: &[usize], wide: impl Wide) -> Vec<f32> {
        let mut rows = self.first(pieces);
        for layer in &self.layers {
            let asked = Rounded::of(&rows, self.width).times(&layer.attend, wide);
            let attended = Rounded::of(&self.attention(&asked), self.width).times(&layer.attended, wide);
            add(&mut rows, &attended);
            normalise(&mut rows, &layer.attended_norm.scale, &layer.attended_norm.shift);
            let mut inner = Rounded::of(&rows, self.width).times(&layer.widen, wide);
            gelu(&mut inner);
            let narrow = Rounded::of(&inner, layer.narrow.inputs).times(&layer.narrow, wide);
            add(&mut rows, &narrow);
            normalise(&mut rows, &layer.narrow_norm.scale, &layer.narrow_norm.shift);
        }
        let mut mean = vec![0.0; self.width];
        rows.chunks_exact(self.width).for_each(|row| add(&mut mean, row));
        mean.iter_mut().for_each(|x| *x /= pieces.len().max(1) as f32);
        mean
    }

    /// What the pieces and their places say.
    #[inline(always)]
    fn first(&self, pieces: &[usize]) -> Vec<f32> {
        let bytes = self.width / BLOCK * BLOCK_BYTES;
        let mut rows = Vec::with_capacity(pieces.len() * self.width);
        for piece in pieces {
            for block in self.pieces[piece * bytes..(piece + 1) * bytes].as_chunks::<BLOCK_BYTES>().0 {
                let scale = half(u16::from_le_bytes([block[0], block[1]]));
                let pairs = &block[2..];
                rows.extend(pairs.iter().map(|pair| (f32::from(pair & 15) - 8.0) * scale));
                rows.extend(pairs.iter().map(|pair| (f32::from(pair >> 4) - 8.0) * scale));
            }
        }
        add(&mut rows, &self.positions);
        normalise(&mut rows, &self.norm.scale, &self.norm.shift);
        rows
    }

    /// What each piece takes from the others: their values, by how well its query fits their keys.
    #[inline(always)]
    fn attention(&self, asked: &[f32]) -> Vec<f32> {
        let (width, head) = (self.width, self.width / self.heads);
        let count = asked.len() / (3 * width);
        let by = 1.0 / (head as f32).sqrt();
        let part = |row: usize, which: usize, at: usize| {
            let start = (row * 3 + which) * width + at * head;
            &asked[start..start + head]
        };
        let mut taken = vec![0.0; count * width];
        let mut fits = vec![0.0; count];
        for at in 0..self.heads {
            for row in 0..count {
                let query = part(row, 0, at);
                for (other, fit) in fits.iter_mut().enumerate() {
                    *fit = product(query, part(other, 1, at)) * by;
                }
                let largest = fits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                fits.iter_mut().for_each(|fit| *fit = (*fit - largest).exp());
                let all: f32 = fits.iter().sum();
                let start = row * width + at * head;
                let taken = &mut taken[start..start + head];
                for (other, fit) in fits.iter().enumerate() {
                    let share = fit / all;
                    taken.iter_mut().zip(part(other, 2, at)).for_each(|(taken, value)| *taken += share * value);
                }
            }
        }
        taken
    }
}

#[inline(always)]
fn add(rows: &mut [f32], other: &[f32]) {
    rows.iter_mut().zip(other).for_each(|(x, y)| *x += y);
}

/// A number of two bytes (IEEE 754 binary16).
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f32::from(bits & 0x3ff));
    let size =
        if exponent == 0 { fraction * 2_f32.powi(-24) } else { (1.0 + fraction / 1024.0) * 2_f32.powi(exponent - 15) };
    if bits >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::half;

    #[test]
    fn two_bytes_make_a_number() {
        for (bits, number) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x3555, 0.333_251_95),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0, 0.0),
        ] {
            assert_eq!(half(bits), number, "{bits:x}");
        }
    }
}
