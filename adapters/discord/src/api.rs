//! Calls to the API.
