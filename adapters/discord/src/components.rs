//! Buttons and selects.
