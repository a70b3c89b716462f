//! The bot on Discord, as the people there see it, before a fake as strict as the real one; and that fake itself.

mod buttons;
mod fake;
mod news;
mod pledging;
mod rooms;
mod scenarios;
mod trouble;
