//! What is done about an event: the bot is asked, and its replies are shown.
