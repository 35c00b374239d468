//! 500 tablets of 25 fairs come back within one minute, each with what it kept, and go on as screens do: a line, what
//! they follow, and a pull for each hint.

use crate::drain::drain;
use crate::stage::{Server, Tablet};
use crate::{ms, spread};
use futures_util::{SinkExt, StreamExt};
use server::chance;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::Message;

const FAIRS: usize = 25;
const EACH: usize = 20;
const KEPT: usize = 40;
const MINUTE_MS: u64 = 60_000;

#[derive(Default)]
struct Heard {
    pushes: Vec<f64>,
    pulls: Vec<f64>,
    statuses: BTreeMap<u16, usize>,
}

pub async fn measure() {
    let server = Server::start(FAIRS, EACH).await;
    let heard = Arc::new(Mutex::new(Heard::default()));
    let mut tablets = tokio::task::JoinSet::new();
    let (began, at) = (Instant::now(), server.at);
    for tablet in server.tablets.iter().cloned() {
        let heard = heard.clone();
        tablets.spawn(async move {
            sleep(Duration::from_millis(chance::between(0, MINUTE_MS))).await;
            come_back(tablet, at, began, &heard).await;
        });
    }
    tablets.join_all().await;
    let heard = std::mem::take(&mut *heard.lock().unwrap());
    println!("{} tablets back within one minute, {KEPT} commands each:", FAIRS * EACH);
    println!("  pushes: {}", spread(heard.pushes.clone()));
    println!("  pulls: {}", spread(heard.pulls.clone()));
    println!("  answers: {:?}; all of them: {} (p99 at most 2,000 ms, no 5xx)", heard.statuses, {
        spread([heard.pushes, heard.pulls].concat())
    });
    println!("  resident memory of the server: {:.0} MB", server.memory_mb());
}

async fn come_back(tablet: Tablet, at: std::net::SocketAddr, began: Instant, heard: &Mutex<Heard>) {
    let note = |status: u16, took: f64, push: bool| {
        let mut heard = heard.lock().unwrap();
        *heard.statuses.entry(status).or_default() += 1;
        if push { heard.pushes.push(took) } else { heard.pulls.push(took) }
    };
    let scope = format!("session:{}", tablet.session);
    let mut caller = tablet.caller(at);
    let mut line = caller.line().await.unwrap();
    let follow = format!(r#"{{"say":"follow","scopes":["{scope}"]}}"#);
    line.send(Message::text(follow)).await.unwrap();
    let mut ver = 0;
    let (mut disk, maker) = tablet.kept(KEPT);
    drain(&mut caller, &mut disk, &maker, &mut |status, took| note(status, took, true)).await;
    assert!(disk.rows().is_empty());
    // Until the minute is over it shows what the others do.
    while let Some(left) = Duration::from_millis(MINUTE_MS).checked_sub(began.elapsed()) {
        let Ok(Some(Ok(said))) = timeout(left, line.next()).await else { break };
        let said: serde_json::Value = serde_json::from_slice(&said.into_data()).unwrap_or_default();
        if said["ver"].as_u64().is_some_and(|said| said > ver) {
            let asked = Instant::now();
            let answer = caller.get(&format!("/app-api/pull?scope={scope}&base={ver}")).await;
            note(answer.as_ref().map_or(0, |answer| answer.status), ms(asked), false);
            ver = answer.ok().and_then(|answer| answer.json()["ver"].as_u64()).unwrap_or(ver);
        }
    }
}
