//! What rooms hear: delivering, correcting, and who may say what a room hears.
