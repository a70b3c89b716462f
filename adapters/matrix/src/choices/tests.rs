//! Tests of choices as signs.
