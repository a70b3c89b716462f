//! Tests that act as people.
