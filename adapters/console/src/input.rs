//! Lines from a pipe: one at a time, of bounded size, whatever bytes come.

use std::io::{self, BufRead};

/// The most bytes of one line that are read; the rest of the line is dropped.
pub const MAX_LINE: usize = 64 * 1024;

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// A line without its end.
    Line(String),
    /// The beginning of a line that is longer than [`MAX_LINE`].
    Cut(String),
    /// A line that isn't UTF-8.
    Broken,
    /// Nothing more will come.
    End,
}

/// Reads one line, holding at most [`MAX_LINE`] bytes of it.
///
/// # Errors
/// When the input can't be read.
pub fn read_line(input: &mut impl BufRead) -> io::Result<Typed> {
    let mut line = Vec::new();
    let mut cut = false;
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        if chunk.is_empty() {
            if line.is_empty() {
                return Ok(Typed::End);
            }
            break;
        }
        let end = chunk.iter().position(|b| *b == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        let fits = part.len().min(MAX_LINE - line.len());
        line.extend_from_slice(&part[..fits]);
        cut |= fits < part.len();
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(match String::from_utf8(line) {
        Ok(text) if cut => Typed::Cut(text),
        Ok(text) => Typed::Line(text),
        Err(e) => {
            let fault = e.utf8_error();
            let mut bytes = e.into_bytes();
            // The cut may go through the middle of a character; that is our doing and no fault of the line.
            if cut && fault.error_len().is_none() {
                bytes.truncate(fault.valid_up_to());
                String::from_utf8(bytes).map_or(Typed::Broken, Typed::Cut)
            } else {
                Typed::Broken
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<Typed> {
        let mut input = io::BufReader::with_capacity(7, bytes);
        let mut lines = Vec::new();
        loop {
            match read_line(&mut input).expect("bytes in memory can be read") {
                Typed::End => return lines,
                typed => lines.push(typed),
            }
        }
    }

    fn line(text: &str) -> Typed {
        Typed::Line(text.to_owned())
    }

    #[test]
    fn lines_come_one_by_one() {
        assert_eq!(all(b"one\ntwo\r\n\nlast"), [line("one"), line("two"), line(""), line("last")]);
        assert_eq!(all(b""), []);
        assert_eq!(all(b"\n"), [line("")]);
    }

    #[test]
    fn broken_text_costs_only_its_own_line() {
        assert_eq!(all(b"a\xff\xfeb\nnext\n"), [Typed::Broken, line("next")]);
        assert_eq!(all(b"cut\xe2\x82\nnext"), [Typed::Broken, line("next")]);
    }

    #[test]
    fn nul_bytes_are_kept() {
        assert_eq!(all(b"a\0b\n"), [line("a\0b")]);
    }

    #[test]
    fn a_long_line_is_cut_between_characters_and_the_next_one_is_whole() {
        let long = "é".repeat(MAX_LINE);
        let odd = format!("x{long}\nnext");
        let lines = all(odd.as_bytes());
        let Typed::Cut(begin) = &lines[0] else { panic!("not cut") };
        assert_eq!(begin.len(), MAX_LINE - 1);
        assert!(odd.starts_with(begin.as_str()));
        assert_eq!(lines[1..], [line("next")]);
    }

    #[test]
    fn a_line_that_just_fits_is_whole() {
        let fits = "y".repeat(MAX_LINE);
        assert_eq!(all(fits.as_bytes()), [line(&fits)]);
    }

    /// An input that never ends its line; it counts what was asked of it.
    struct Endless {
        left: usize,
    }

    impl io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = buffer.len().min(self.left);
            buffer[..n].fill(b'a');
            self.left -= n;
            Ok(n)
        }
    }

    #[test]
    fn an_endless_line_is_held_in_bounded_memory() {
        let mut input = io::BufReader::new(Endless { left: 50_000_000 });
        let Typed::Cut(begin) = read_line(&mut input).expect("the input can be read") else { panic!("not cut") };
        assert_eq!(begin.len(), MAX_LINE);
        assert!(begin.capacity() <= 4 * MAX_LINE);
    }
}
