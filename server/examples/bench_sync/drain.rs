//! A tablet that comes back after twelve hours with 1,000 commands, over 2 Mbit/s each way.

use crate::shape::{self, Line};
use crate::stage::Server;
use crate::{line::Caller, ms};
use std::time::{Duration, Instant};
use sync::PushAnswer;
use sync::log::Maker;
use sync::outbox::{Disk, Settle, Settled};

const COMMANDS: usize = 1_000;
const TWO_MBIT: Line = Line { bits_per_s: 2_000_000, delay: Duration::from_millis(20), stall_percent: 0 };

pub async fn measure() {
    let server = Server::start(1, 1).await;
    let slow = shape::open(server.at, TWO_MBIT).await;
    let tablet = &server.tablets[0];
    let (mut disk, maker) = tablet.kept(COMMANDS);
    let began = Instant::now();
    let sent = drain(&mut tablet.caller(slow), &mut disk, &maker, &mut |_, _| {}).await;
    println!(
        "{COMMANDS} commands after 12 h offline, over 2 Mbit/s: {:.1} s (at most 10), {} pushes, {:.0} kB up, {:.0} kB down",
        ms(began) / 1000.0,
        sent.pushes,
        sent.up as f64 / 1000.0,
        sent.down as f64 / 1000.0
    );
    assert!(disk.rows().is_empty() && disk.refused().is_empty(), "everything arrived");
}

#[derive(Default)]
pub struct Sent {
    pub pushes: usize,
    pub up: usize,
    pub down: usize,
}

/// Sends what a device kept until nothing is left; `heard` gets the status and time of each answer.
pub async fn drain(
    caller: &mut Caller,
    disk: &mut Disk,
    maker: &Maker,
    heard: &mut impl FnMut(u16, f64),
) -> Sent {
    let mut sent = Sent::default();
    while let Some((rows, body)) = {
        let batch = disk.load(maker);
        batch.body().map(|body| (batch.rows, body))
    } {
        let began = Instant::now();
        let answer = caller.post("/app-api/push", body.as_bytes()).await;
        heard(answer.as_ref().map_or(0, |answer| answer.status), ms(began));
        let Ok(answer) = answer else { continue };
        sent.pushes += 1;
        sent.up += body.len();
        sent.down += answer.body.len();
        if answer.status != 200 {
            tokio::time::sleep(Duration::from_millis(500)).await;
            continue;
        }
        let PushAnswer { incarnation, answers, server_ms, .. } =
            serde_json::from_slice(&answer.body).unwrap();
        let settled = rows.into_iter().filter_map(|row| {
            let answer = answers.iter().find(|one| one.id == row.id)?.clone();
            Some(Settled { row, answer })
        });
        disk.settle(&Settle { incarnation, answers: settled.collect(), server_ms }, 0);
    }
    sent
}
