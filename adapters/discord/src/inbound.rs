//! From an event to what it is for the bot.
