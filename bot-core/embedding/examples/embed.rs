//! Writes the vector of every line of standard input to standard output, as little-endian 32-bit numbers: what
//! `scripts/train-answers` fits the answers' data with, so that it sees just what the program sees.
//! `embed MODEL [pieces]`: with `pieces`, the numbers of the pieces, a line of text for each.

use std::error::Error;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().ok_or("which model?")?)?;
    let model = embedding::Model::read(&bytes)?;
    let only_pieces = arguments.next().is_some();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if only_pieces {
            writeln!(out, "{:?}", model.pieces(&line))?;
        } else {
            model.embed(&line).iter().try_for_each(|x| out.write_all(&x.to_le_bytes()))?;
        }
    }
    Ok(out.flush()?)
}
