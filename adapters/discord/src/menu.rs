//! The commands as Discord shows them.
