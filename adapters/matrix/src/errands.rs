//! Work of the bot's own that nobody waits for: joining rooms, following them, numbers under messages. It never outlives
//! the run: another connection with the same session may be opened after it, and only one may use the stores.

use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::task::JoinSet;

/// What is under way.
#[derive(Default)]
pub(crate) struct Errands(Mutex<JoinSet<()>>);

impl Errands {
    /// Does this meanwhile. Must be called inside a Tokio runtime.
    pub(crate) fn spawn(&self, errand: impl Future<Output = ()> + Send + 'static) {
        let mut errands = self.lock();
        while errands.try_join_next().is_some() {}
        errands.spawn(errand);
    }

    /// Lets everything end where it stands, soon.
    pub(crate) fn abort(&self) {
        self.lock().abort_all();
    }

    /// Lets everything end where it stands. When it returns, nothing is left.
    pub(crate) async fn end(&self) {
        let mut errands = std::mem::take(&mut *self.lock());
        errands.shutdown().await;
    }

    fn lock(&self) -> MutexGuard<'_, JoinSet<()>> {
        // Nothing under this lock can panic half way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn nothing_is_left_after_the_end() {
        let (errands, held) = (Errands::default(), Arc::new(()));
        for _ in 0..3 {
            let held = Arc::clone(&held);
            errands.spawn(async move {
                std::future::pending::<()>().await;
                drop(held);
            });
        }
        assert_eq!(Arc::strong_count(&held), 4);
        errands.end().await;
        assert_eq!(Arc::strong_count(&held), 1, "what they held is free again");
    }
}
