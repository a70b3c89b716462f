//! Passing news on to the followers of an announcement channel.
