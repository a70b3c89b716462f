//! Tests of what an event means for the bot.
