//! Builds again when a migration is added; the embedding macro alone doesn't notice new files.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations/sqlite");
    println!("cargo:rerun-if-changed=../../migrations/postgres");
}
