//! What the outbox asks of Discord.
