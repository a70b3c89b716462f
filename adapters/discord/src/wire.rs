//! What is read of Discord's objects.
