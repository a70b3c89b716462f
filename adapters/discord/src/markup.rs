//! Text that is safe to post.
