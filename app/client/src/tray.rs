//! The tray: what the server refused for good and nobody has seen, until it is mended, saved as a file or thrown away.

use crate::engine::Engine;
use domain::command::Command;
use domain::ids::CommandId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use std::sync::Arc;
use sync::log::Maker;
use ui::workplace::link::Refused;

/// What the tray says of a command that this entry does not read: what it was and when it was asked.
#[derive(Deserialize)]
struct Asked {
    kind: String,
    made_at_ms: i64,
}

impl Engine {
    /// Shows what lies in the tray of this maker.
    pub async fn show_refused(self, maker: &Maker) {
        let Some(disk) = self.disk() else { return };
        let Ok(refused) = disk.refused(maker).await else { return };
        let list: Vec<_> = refused
            .into_iter()
            .map(|one| {
                let command = self.asked(one.id).or_else(|| self.read.command(&one.bytes));
                let asked = serde_json::from_str::<Asked>(&one.bytes).ok();
                Refused {
                    id: one.id,
                    command,
                    kind: asked.as_ref().map(|asked| asked.kind.clone()).unwrap_or_default(),
                    made_at_ms: asked.map(|asked| asked.made_at_ms).unwrap_or_default(),
                    rejection: one.rejection,
                }
            })
            .collect();
        if self.attention.with_untracked(|shown| **shown != list) {
            self.attention.set(Arc::new(list));
        }
    }

    /// What this page knows of a command.
    fn asked(self, id: CommandId) -> Option<Command> {
        let queued = self.queue.with_untracked(|queue| {
            queue.iter().find(|queued| queued.id == id).and_then(|queued| queued.command.clone())
        });
        queued.or_else(|| {
            self.attention.with_untracked(|list| {
                list.iter().find(|one| one.id == id).and_then(|one| one.command.clone())
            })
        })
    }

    /// Someone threw it away, or asked it anew.
    pub fn dismiss(self, id: CommandId) {
        self.attention
            .update(|list| *list = Arc::new(list.iter().filter(|one| one.id != id).cloned().collect()));
        spawn_local(async move {
            if let Some(disk) = self.disk() {
                // Still there after a failure: then it is seen once more.
                let _ = disk.dismiss(id).await;
            }
        });
    }
}
