//! What the operator is told before the bot is started.
