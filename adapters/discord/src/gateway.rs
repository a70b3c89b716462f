//! The connection by which Discord tells what happens.
