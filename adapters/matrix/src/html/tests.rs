//! Tests of safe text.
