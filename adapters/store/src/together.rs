//! What many ask for at the same time is done together: what is asked while a turn is under way waits for the next one,
//! which takes all of it. Whoever comes first does the work for all, so there is no task to keep alive and nothing waits
//! when nobody else asks.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// Everybody who asks at the moment, and what they ask for.
pub(crate) struct Together<Q, A> {
    asked: Mutex<VecDeque<Asked<Q, A>>>,
    /// Held by whoever works for all.
    turn: tokio::sync::Mutex<()>,
}

struct Asked<Q, A> {
    question: Q,
    answer: oneshot::Sender<A>,
}

impl<Q, A> Default for Together<Q, A> {
    fn default() -> Self {
        Self { asked: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }
}

impl<Q: Clone, A> Together<Q, A> {
    /// Asks together with others, at most so many. `work` takes all their questions and gives their answers in the same
    /// order. Whoever works may go away in the middle; then the others ask again, so working twice must do no harm.
    pub(crate) async fn ask<F>(&self, question: Q, most: usize, work: impl Fn(Vec<Q>) -> F) -> A
    where
        F: Future<Output = Vec<A>>,
    {
        loop {
            let (answer, mut answered) = oneshot::channel();
            self.asked().push_back(Asked { question: question.clone(), answer });
            let turn = tokio::select! {
                biased;
                answer = &mut answered => match answer {
                    Ok(answer) => return answer,
                    // Whoever worked for all went away in the middle.
                    Err(_) => continue,
                },
                turn = self.turn.lock() => turn,
            };
            loop {
                match answered.try_recv() {
                    Ok(answer) => return answer,
                    Err(oneshot::error::TryRecvError::Closed) => break,
                    Err(oneshot::error::TryRecvError::Empty) => self.work(most, &work).await,
                }
            }
            drop(turn);
        }
    }

    /// Works for those who have waited for longest.
    async fn work<F>(&self, most: usize, work: impl Fn(Vec<Q>) -> F)
    where
        F: Future<Output = Vec<A>>,
    {
        let (questions, askers): (Vec<Q>, Vec<oneshot::Sender<A>>) = {
            let mut asked = self.asked();
            let count = asked.len().min(most);
            asked.drain(..count).map(|Asked { question, answer }| (question, answer)).unzip()
        };
        for (asker, answer) in askers.into_iter().zip(work(questions).await) {
            // Whoever went away doesn't wait for it any more.
            drop(asker.send(answer));
        }
    }

    fn asked(&self) -> MutexGuard<'_, VecDeque<Asked<Q, A>>> {
        // Nothing under this lock can panic half way.
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::Semaphore;

    use super::*;

    #[tokio::test]
    async fn what_comes_meanwhile_is_done_by_the_next_turn_in_the_order_of_asking() {
        let together: Arc<Together<u32, (u32, usize)>> = Arc::default();
        let may = Arc::new(Semaphore::new(0));
        let ask = |number: u32| {
            let (together, may) = (Arc::clone(&together), Arc::clone(&may));
            tokio::spawn(async move {
                let work = |all: Vec<u32>| {
                    let may = Arc::clone(&may);
                    async move {
                        may.acquire().await.expect("never closed").forget();
                        all.iter().map(|one| (10 * one, all.len())).collect()
                    }
                };
                together.ask(number, 3, work).await
            })
        };
        let first = ask(1);
        while together.turn.try_lock().is_ok() {
            tokio::task::yield_now().await;
        }
        // The first turn has begun with one question; four more wait.
        let others: Vec<_> = (2..=5).map(ask).collect();
        while together.asked().len() < 4 {
            tokio::task::yield_now().await;
        }
        may.add_permits(3);
        assert_eq!(first.await.expect("it ends"), (10, 1));
        for (other, expected) in others.into_iter().zip([(20, 3), (30, 3), (40, 3), (50, 1)]) {
            assert_eq!(other.await.expect("it ends"), expected);
        }
    }

    #[tokio::test]
    async fn when_the_one_who_works_goes_away_the_others_ask_again() {
        let together: Arc<Together<u32, u32>> = Arc::default();
        let stuck = tokio::spawn({
            let together = Arc::clone(&together);
            async move { together.ask(1, 8, |_| std::future::pending()).await }
        });
        while together.turn.try_lock().is_ok() {
            tokio::task::yield_now().await;
        }
        let other = tokio::spawn({
            let together = Arc::clone(&together);
            async move { together.ask(2, 8, |all| async move { all }).await }
        });
        while together.asked().is_empty() {
            tokio::task::yield_now().await;
        }
        stuck.abort();
        assert_eq!(other.await.expect("it ends"), 2);
    }
}
