//! Bytes that no script can hold, through the real program: long lines, NUL, broken UTF-8, an end without a line.
//! Each costs a sentence, and the conversation goes on.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Talks to the program on a pipe, and waits for its end.
fn talk(folder: &Path, input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_outreach-bot"));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("OUTREACH_") || text.starts_with("LC_") || text == "LANG" {
            program.env_remove(&name);
        }
    }
    let mut child = program
        .arg("chat")
        .current_dir(folder)
        .env("OUTREACH_DATA_DIR", folder.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut pipe = child.stdin.take().expect("standard input is piped");
    let input = input.to_vec();
    // The program may stop reading before the end; what it said is looked at below.
    let writer = std::thread::spawn(move || pipe.write_all(&input));
    let output = child.wait_with_output().expect("a child can be waited for");
    let _ = writer.join().expect("writing doesn't panic");
    output
}

/// Says something odd, then asks for a recommendation; returns what came before its answer.
fn odd(line: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a test may make a folder");
    let mut input = line.to_vec();
    input.extend_from_slice(b"\nrec 8\n");
    let output = talk(folder.path(), &input);
    let printed = String::from_utf8(output.stdout).expect("what people see is UTF-8");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {errors}", output.status);
    assert_eq!(errors, "", "nothing is said to the operator");
    let (before, after) = printed.split_once("Recommendation 8: Encryption").expect("the conversation goes on");
    assert!(after.contains("encryption and anonymity"), "{after}");
    before.to_owned()
}

#[test]
fn a_line_of_a_hundred_kilobytes_is_cut_with_a_word_about_it() {
    let said = odd("freedom ".repeat(12_800).as_bytes());
    assert!(said.contains("That line is too long. I read only its first 64 kB."), "{said}");
    assert!(said.len() < 6_000, "the answer to a long line is short: {}", said.len());
}

#[test]
fn a_hundred_kilobytes_of_one_letter_too() {
    let said = odd(&vec![b'x'; 100 * 1024]);
    assert!(said.contains("too long") && said.contains("The texts don’t say anything"), "{said}");
}

#[test]
fn nul_and_controls_are_nothing_or_not_shown() {
    assert!(odd(b"\0").contains("I only read words"));
    let said = odd(b"/he\0lp\x1b[2J\x07");
    assert!(said.contains("I don’t know"), "{said}");
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
}

#[test]
fn broken_utf8_costs_one_line() {
    for bytes in [&b"\xff\xfe rec 1"[..], b"caf\xe9", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xc0\xaf"] {
        let said = odd(bytes);
        assert!(said.contains("isn't valid UTF-8"), "{bytes:?}: {said}");
    }
}

#[test]
fn odd_line_ends_and_spaces_change_nothing() {
    assert_eq!(odd(b""), "");
    assert_eq!(odd(b"\r\n\r\n   \r\n\t"), "");
    let folder = tempfile::tempdir().expect("a test may make a folder");
    let output = talk(folder.path(), b"rec 8\r\nrec 9");
    let printed = String::from_utf8(output.stdout).expect("what people see is UTF-8");
    assert!(output.status.success());
    assert!(printed.contains("Recommendation 8: ") && printed.contains("Recommendation 9: "), "{printed}");
}

#[test]
fn nothing_at_all_is_no_fault() {
    let folder = tempfile::tempdir().expect("a test may make a folder");
    let output = talk(folder.path(), b"");
    assert!(output.status.success());
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_broken_line_in_a_pledge_loses_nothing() {
    let folder = tempfile::tempdir().expect("a test may make a folder");
    let input = b"pledge\nyes\nindividual\n\xff\xff\nAna Gurung\n\0\nNepal\nteacher\ninitials\nyes\nno\n";
    let output = talk(folder.path(), input);
    let printed = String::from_utf8(output.stdout).expect("what people see is UTF-8");
    assert!(printed.contains("- A. G. · Nepal"), "{printed}");
    assert!(!printed.contains("Thank you!"), "nothing counts before it is confirmed");
    // The next sitting goes on where this one ended.
    let output = talk(folder.path(), b"confirm\n");
    let printed = String::from_utf8(output.stdout).expect("what people see is UTF-8");
    assert!(printed.contains("You are supporter number 20"), "{printed}");
}
