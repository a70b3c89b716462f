//! Telling Discord the commands.
