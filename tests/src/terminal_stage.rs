//! The real program on a pipe.
