//! Order within a chat, and none between chats.

use std::time::Duration;

use tokio::sync::{Semaphore, mpsc};

use super::*;

/// The number of a job that panics.
const MISTAKE: u32 = u32::MAX;

/// Jobs that wait at a gate and then say who they are.
struct Jobs {
    gate: Arc<Semaphore>,
    done: mpsc::UnboundedReceiver<(i64, u32)>,
    load: Arc<Load>,
    dispatch: Dispatch<i64, (i64, u32)>,
}

fn jobs() -> Jobs {
    let (gate, load) = (Arc::new(Semaphore::new(0)), Arc::<Load>::default());
    let (say, done) = mpsc::unbounded_channel();
    let door = Arc::clone(&gate);
    let dispatch = Dispatch::new(Arc::clone(&load), move |job: (i64, u32)| {
        let (door, say) = (Arc::clone(&door), say.clone());
        Box::pin(async move {
            assert_ne!(job.1, MISTAKE, "a mistake");
            // Whatever chat 1 does takes its time.
            let wait = if job.0 == 1 { door.acquire().await.ok() } else { None };
            say.send(job).expect("somebody listens");
            if let Some(permit) = wait {
                permit.forget();
            }
        })
    });
    Jobs { gate, done, load, dispatch }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_chat_keeps_its_order_and_holds_up_no_other() {
    let mut jobs = jobs();
    for n in 0..100 {
        assert_eq!(jobs.dispatch.push(1, (1, n)), Ok(()));
        assert_eq!(jobs.dispatch.push(2, (2, n)), Ok(()));
    }
    for n in 0..100 {
        assert_eq!(jobs.done.recv().await, Some((2, n)), "chat 1 stands still, and chat 2 goes on in order");
    }
    jobs.gate.add_permits(100);
    for n in 0..100 {
        assert_eq!(jobs.done.recv().await, Some((1, n)));
    }
    jobs.load.at_most(0).await;
    assert!(jobs.dispatch.0.lock().is_empty(), "nothing stays of a chat in which nothing waits");
}

#[tokio::test]
async fn one_panic_stops_one_job() {
    let mut jobs = jobs();
    for n in [12, MISTAKE, 14] {
        assert_eq!(jobs.dispatch.push(7, (7, n)), Ok(()));
    }
    assert_eq!(jobs.done.recv().await, Some((7, 12)));
    assert_eq!(jobs.done.recv().await, Some((7, 14)));
    jobs.load.at_most(0).await;
}

#[tokio::test]
async fn a_flooded_chat_takes_no_more_until_some_is_done() {
    let mut jobs = jobs();
    let most = u32::try_from(WAITING).expect("a small number");
    for n in 100..=100 + most {
        assert_eq!(jobs.dispatch.push(1, (1, n)), Ok(()));
    }
    assert_eq!(jobs.dispatch.push(1, (1, 1)), Err((1, 1)));
    assert_eq!(jobs.dispatch.push(2, (2, 1)), Ok(()), "other chats aren't flooded");
    assert_eq!(jobs.done.recv().await, Some((2, 1)));
    jobs.gate.add_permits(1);
    assert_eq!(jobs.done.recv().await, Some((1, 100)));
    jobs.load.at_most(WAITING).await;
    assert_eq!(jobs.dispatch.push(1, (1, 2)), Ok(()));
}

#[tokio::test]
async fn closing_stops_what_runs_and_what_waits() {
    let mut jobs = jobs();
    for n in 0..3 {
        assert_eq!(jobs.dispatch.push(1, (1, n)), Ok(()));
    }
    assert!(tokio::time::timeout(Duration::from_millis(1), jobs.load.at_most(0)).await.is_err());
    jobs.dispatch.close();
    jobs.load.at_most(0).await;
    jobs.gate.add_permits(3);
    assert!(jobs.done.try_recv().is_err());
}
