//! 5,000 screens with an open line and nothing to do: what they weigh, and how long one change takes to reach all.

use crate::stage::Server;
use crate::{ms, spread};
use futures_util::{SinkExt, StreamExt};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Barrier, Semaphore, mpsc};
use tokio_tungstenite::tungstenite::Message;

const LINES: usize = 5_000;
const OPENING: usize = 64;
const CHANGES: usize = 5;

pub async fn measure() {
    let server = Server::start(1, LINES).await;
    let empty = server.memory_mb();
    let (ready, opening) = (Arc::new(Barrier::new(LINES + 1)), Arc::new(Semaphore::new(OPENING)));
    let (hints, mut heard) = mpsc::unbounded_channel::<(u64, Instant)>();
    let began = Instant::now();
    for tablet in server.tablets.iter().cloned() {
        let (at, ready, opening, hints) = (server.at, ready.clone(), opening.clone(), hints.clone());
        tokio::spawn(async move {
            let place = opening.acquire().await.unwrap();
            let mut line = tablet.caller(at).line().await.unwrap();
            let follow = format!(r#"{{"say":"follow","scopes":["session:{}"]}}"#, tablet.session);
            line.send(Message::text(follow)).await.unwrap();
            drop(line.next().await);
            drop(place);
            ready.wait().await;
            while let Some(Ok(said)) = line.next().await {
                let now = Instant::now();
                let said: serde_json::Value = serde_json::from_slice(&said.into_data()).unwrap_or_default();
                if let Some(ver) = said["ver"].as_u64() {
                    hints.send((ver, now)).unwrap();
                }
            }
        });
    }
    ready.wait().await;
    println!("{LINES} idle lines, opened in {:.1} s:", ms(began) / 1000.0);
    tokio::time::sleep(Duration::from_secs(3)).await;
    let full = server.memory_mb();
    let each_kb = (full - empty) * 1024.0 / LINES as f64;
    println!(
        "  resident memory of the server: {full:.0} MB (at most 150), {empty:.0} MB before, {each_kb:.1} kB a line"
    );
    let mut caller = server.tablets[0].caller(server.at);
    let mut took = Vec::new();
    for n in 0..CHANGES {
        let body = serde_json::json!({ "commands": [server.tablets[0].tap(n)] }).to_string();
        let asked = Instant::now();
        let answer = caller.post("/app-api/push", body.as_bytes()).await.unwrap();
        assert_eq!(answer.status, 200);
        for _ in 0..LINES {
            let (_, at) = heard.recv().await.unwrap();
            took.push(at.duration_since(asked).as_secs_f64() * 1000.0);
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    println!("  one change asked and heard by all: {} (p99 at most 500 ms)", spread(took));
}
