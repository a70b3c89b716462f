//! SQLite and PostgreSQL behind the core's store trait.
