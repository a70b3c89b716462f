//! Turns a sentence into a vector, so that sentences that mean the same have vectors that lie near to each other,
//! whatever their languages. The network is a transformer over pieces of words; its weights are lent by whoever calls,
//! and read where they lie. Absent on purpose: files, threads, and what the vectors are used for.

mod bytes;
mod kernel;
mod network;
mod tokens;

use std::fmt;

use self::bytes::Bytes;
use self::kernel::{Plain, Wide};
use self::network::{Network, Sizes};
use self::tokens::Tokens;

/// What the bytes of a model begin with.
const MAGIC: &[u8; 8] = b"sentence";

/// The bytes aren't those of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these bytes aren't a sentence model's")]
pub struct Malformed;

/// A model that is ready to use.
pub struct Model<'a> {
    tokens: Tokens<'a>,
    network: Network<'a>,
}

impl fmt::Debug for Model<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("pieces", &self.tokens.count()).finish_non_exhaustive()
    }
}

impl<'a> Model<'a> {
    /// Reads a model as `scripts/train-answers` writes it. The weights stay where they are.
    ///
    /// # Errors
    /// When the bytes are no model's, too few or too many.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut bytes = Bytes(bytes);
        if bytes.take(MAGIC.len())? != MAGIC {
            return Err(Malformed);
        }
        let sizes = Sizes(bytes.numbers(5)?);
        let tokens = Tokens::read(&mut bytes)?;
        // After the pieces come what stands for an unknown character, for the beginning and for the end.
        let network = Network::read(&mut bytes, &sizes, tokens.count() + 3)?;
        if bytes.0.is_empty() { Ok(Self { tokens, network }) } else { Err(Malformed) }
    }

    /// How many numbers a vector has.
    pub fn width(&self) -> usize {
        self.network.width()
    }

    /// The numbers of the pieces that are read of a text, from its beginning to its end.
    pub fn pieces(&self, text: &str) -> Vec<usize> {
        let unknown = self.tokens.count();
        let mut pieces = vec![unknown + 1];
        pieces.extend(self.tokens.split(text));
        pieces.truncate(self.network.longest - 1);
        pieces.push(unknown + 2);
        pieces
    }

    /// The vector of a text. Of a long text, the beginning counts.
    pub fn embed(&self, text: &str) -> Vec<f32> {
        let pieces = self.pieces(text);
        let (network, pieces) = (&self.network, pieces.as_slice());
        match pulp::Arch::new() {
            #[cfg(target_arch = "x86_64")]
            arch @ pulp::Arch::V3(wide) => arch.dispatch(Mean { network, pieces, wide }),
            arch => arch.dispatch(Mean { network, pieces, wide: Plain }),
        }
    }
}

/// What is computed with the widest instructions that the processor has.
struct Mean<'m, W> {
    network: &'m Network<'m>,
    pieces: &'m [usize],
    wide: W,
}

impl<W: Wide> pulp::WithSimd for Mean<'_, W> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> Vec<f32> {
        self.network.mean(self.pieces, self.wide)
    }
}
