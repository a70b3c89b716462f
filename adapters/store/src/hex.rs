//! Bytes as hexadecimal digits, for fingerprints and backups.

pub(crate) fn encode(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
}

pub(crate) fn decode(digits: &str) -> Option<Vec<u8>> {
    let value = |d: u8| char::from(d).to_digit(16);
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[a, b]| u8::try_from(value(*a)? * 16 + value(*b)?).ok()).collect()
}
