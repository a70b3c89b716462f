//! Taking what happens from the homeserver.

use std::sync::Arc;

use bot_core::platform::Bot;
use tokio::sync::watch;

use crate::{Matrix, RunError};

/// Takes what happens and answers it until `stop` turns true.
pub(crate) async fn serve(
    _matrix: &Arc<Matrix>,
    _bot: Arc<dyn Bot>,
    _stop: watch::Receiver<bool>,
) -> Result<(), RunError> {
    Ok(())
}
