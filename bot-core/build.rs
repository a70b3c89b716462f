//! Builds the crate anew when a file of the content appears or goes: the compiler by itself sees only changes in
//! files that were there before.

fn main() {
    println!("cargo::rerun-if-changed=content");
}
