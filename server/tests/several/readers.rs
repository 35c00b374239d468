//! Screens that follow a scope by hints alone, and what they may never see.

use crate::line::Caller;
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;

/// What all readers and writers know together.
#[derive(Default)]
pub struct Known {
    /// Accounts whose making was acknowledged.
    pub acknowledged: Mutex<BTreeSet<String>>,
    /// What was shown under each version: it must be the same for everyone.
    pub shown: Mutex<BTreeMap<u64, String>>,
}

pub struct Reader {
    pub caller: Caller,
    pub scope: String,
    pub ver: u64,
    pub pulls: u32,
    pub copy: BTreeSet<String>,
}

impl Reader {
    /// Follows by hints until there is none for `quiet`, over lines that break and come back. Asks only when a line
    /// opens, as a screen does, and when it is told of a version.
    pub async fn follow(mut self, known: &Known, quiet: Duration) -> Reader {
        loop {
            let Ok(mut line) = self.caller.line().await else {
                sleep(Duration::from_millis(100)).await;
                continue;
            };
            let follow = format!(r#"{{"say":"follow","scopes":["{}"]}}"#, self.scope);
            if line.send(Message::text(follow)).await.is_err() {
                continue;
            }
            self.pull(known).await;
            loop {
                let heard = match timeout(quiet, line.next()).await {
                    Err(_) => return self,
                    Ok(Some(Ok(heard))) => heard,
                    Ok(_) => break,
                };
                let said: Value = serde_json::from_slice(&heard.into_data()).unwrap_or_default();
                if said["ver"].as_u64().is_some_and(|ver| ver > self.ver) {
                    self.pull(known).await;
                }
            }
        }
    }

    /// Pulls until there is an answer.
    pub async fn pull(&mut self, known: &Known) {
        let before = known.acknowledged.lock().expect("no panic").clone();
        let path = format!("/app-api/pull?scope={}", self.scope);
        let answer = loop {
            match self.caller.get(&path).await {
                Ok(answer) if answer.status == 200 => break answer.json(),
                Ok(answer) => assert!(answer.status >= 500, "a pull was refused: {}", answer.status),
                Err(_) => {}
            }
            sleep(Duration::from_millis(50)).await;
        };
        let ver = answer["ver"].as_u64().expect("a version");
        let staff = &answer["view"]["location"]["staff"];
        let copy: BTreeSet<String> = staff
            .as_array()
            .expect("an administrator sees the staff")
            .iter()
            .map(|one| one["account"].as_str().expect("an id").to_owned())
            .collect();
        assert!(ver >= self.ver, "a cursor went back from {} to {ver}", self.ver);
        let missed: Vec<_> = before.difference(&copy).collect();
        assert!(
            missed.is_empty(),
            "acknowledged before the question and not in the answer {ver}: {missed:?}"
        );
        let mut shown = known.shown.lock().expect("no panic");
        let first = shown.entry(ver).or_insert_with(|| staff.to_string());
        assert_eq!(*first, staff.to_string(), "two answers of version {ver} differ");
        (self.ver, self.copy) = (ver, copy);
        self.pulls += 1;
    }
}
