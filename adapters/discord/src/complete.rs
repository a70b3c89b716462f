//! Suggestions while somebody types an option.
