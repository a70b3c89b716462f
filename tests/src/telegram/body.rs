//! The bodies of calls: JSON, forms, and multipart forms without files.

use super::args::{Args, Refusal, bad};

/// Reads a body into the parameters.
pub(super) fn read(args: &mut Args, kind: &str, body: &[u8]) -> Result<(), Refusal> {
    let (essence, rest) = kind.split_once(';').unwrap_or((kind, ""));
    match essence.trim().to_lowercase().as_str() {
        "application/json" if !body.is_empty() => args.json(body),
        "application/x-www-form-urlencoded" => {
            args.form(body);
            Ok(())
        }
        "multipart/form-data" => multipart(args, rest, body),
        _ => Ok(()),
    }
}

fn multipart(args: &mut Args, rest: &str, body: &[u8]) -> Result<(), Refusal> {
    let wrong = || bad("Can't parse multipart form data");
    let boundary = rest.split_once("boundary=").ok_or_else(wrong)?.1.trim().trim_matches('"');
    let body = std::str::from_utf8(body).map_err(|_| wrong())?;
    let separator = format!("--{boundary}");
    for part in body.split(&separator).skip(1) {
        if part.starts_with("--") {
            return Ok(());
        }
        let (head, value) = part.split_once("\r\n\r\n").ok_or_else(wrong)?;
        let name = head.split_once("name=\"").ok_or_else(wrong)?.1.split('"').next().ok_or_else(wrong)?;
        args.add(name.to_owned(), value.trim_end_matches("\r\n").to_owned());
    }
    Err(wrong())
}
