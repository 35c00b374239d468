//! Who waits for which scope in this process. One watch channel per scope: a slow reader misses steps, never the last one.

use super::words::Outgoing;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use sync::Scope;
use tokio::sync::watch;

pub struct Hub {
    scopes: Mutex<HashMap<Scope, watch::Sender<u64>>>,
    closing: watch::Sender<bool>,
    /// What other processes are still to hear. None: there are none.
    outgoing: Option<Arc<Outgoing>>,
}

impl Hub {
    pub fn new(outgoing: Option<Arc<Outgoing>>) -> Hub {
        Hub { scopes: Mutex::default(), closing: watch::Sender::default(), outgoing }
    }

    /// Tells everyone who follows these scopes their new version, here and at other processes.
    pub fn tell(&self, changed: &[(Scope, u64)]) {
        self.hear(changed);
        if let (Some(outgoing), false) = (&self.outgoing, changed.is_empty()) {
            outgoing.changed(changed);
        }
    }

    /// Tells everyone here who follows these scopes.
    pub fn hear(&self, changed: &[(Scope, u64)]) {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        for (scope, ver) in changed {
            if let Some(sender) = scopes.get(scope) {
                // Two commits may tell in the other order; a version never goes back.
                sender.send_if_modified(|known| {
                    let newer = *ver > *known;
                    *known = (*known).max(*ver);
                    newer
                });
            }
        }
        scopes.retain(|_, sender| sender.receiver_count() > 0);
    }

    /// Follows a scope from now on.
    pub fn follow(&self, scope: Scope) -> watch::Receiver<u64> {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        scopes.entry(scope).or_insert_with(|| watch::channel(0).0).subscribe()
    }

    /// What is followed here now.
    pub fn followed(&self) -> Vec<Scope> {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        scopes.retain(|_, sender| sender.receiver_count() > 0);
        scopes.keys().copied().collect()
    }

    /// Ends every live line: the server is going down, screens come back to the next one.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub fn is_closed(&self) -> bool {
        *self.closing.borrow()
    }

    /// Waits for [`Hub::close`].
    pub async fn closed(&self) {
        let mut closing = self.closing.subscribe();
        // The sender lives as long as self, so waiting cannot fail before it is told.
        let _ = closing.wait_for(|closed| *closed).await;
    }
}

#[cfg(test)]
mod tests {
    use super::super::next_change;
    use super::*;
    use domain::ids::LocationId;

    #[tokio::test]
    async fn a_follower_hears_the_latest_version_once() {
        let hub = Hub::new(None);
        let scope = Scope::Location(LocationId(uuid::Uuid::nil()));
        let mut follows = vec![(scope, hub.follow(scope))];
        hub.tell(&[(scope, 2), (scope, 3), (scope, 1)]);
        assert_eq!(next_change(&mut follows).await, (scope, 3));
        let quiet = tokio::time::timeout(std::time::Duration::from_millis(20), next_change(&mut follows));
        assert!(quiet.await.is_err());
        assert_eq!(hub.followed(), [scope]);
        drop(follows);
        assert!(hub.followed().is_empty());
    }
}
