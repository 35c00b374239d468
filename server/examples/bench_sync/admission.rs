//! Durable commits and commands per second, with 64 devices that each wait for their answer, and one after the other.

use crate::stage::{self, Tablet};
use server::app::Shared;
use server::commands;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::Target;

const DEVICES: usize = 64;
const LASTS: Duration = Duration::from_secs(8);

pub async fn measure(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let target = match database {
        Some(address) => Target::Postgres(address.to_owned()),
        None => Target::Sqlite(folder.path().join("werkronde.db")),
    };
    let app = stage::app(&target).await;
    let tablets = stage::fairs(&app, 1, DEVICES).await;
    println!("admission on {}, with everything on disk before an answer:", app.store.kind());
    for devices in [DEVICES, 1] {
        let (commands, commits, seconds) = run(&app, &tablets[..devices]).await;
        println!(
            "  {devices:>2} devices: {:>6.0} commands/s, {commands} commands in {commits} commits ({:.1} each)",
            commands as f64 / seconds,
            commands as f64 / commits as f64
        );
    }
    app.store.close().await;
}

async fn run(app: &Shared, tablets: &[Tablet]) -> (usize, u64, f64) {
    let (done, began, before) = (Arc::new(AtomicUsize::new(0)), Instant::now(), app.admission.commits());
    let mut devices = tokio::task::JoinSet::new();
    for tablet in tablets.iter().cloned() {
        let (app, done) = (app.clone(), done.clone());
        devices.spawn(async move {
            for n in 0.. {
                if began.elapsed() > LASTS {
                    break;
                }
                commands::execute(&app, &tablet.actor, &tablet.tap(n)).await.unwrap();
                done.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    devices.join_all().await;
    let commits = app.admission.commits() - before;
    (done.load(Ordering::Relaxed), commits, began.elapsed().as_secs_f64())
}
