//! Ten an hour.
