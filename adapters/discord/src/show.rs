//! Answers, shown where they were asked.
