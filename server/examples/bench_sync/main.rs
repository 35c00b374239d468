//! Measures the server's side of sync and prints it. `end2end/bench_sync.sh` builds it and runs all of it:
//!
//!   bench_sync admission [DATABASE_URL]  commands per second and per commit, together and one by one
//!   bench_sync drain                     a tablet after twelve hours without network, at 2 Mbit/s
//!   bench_sync back                      500 tablets come back within a minute
//!   bench_sync sockets                   5,000 idle lines, and one change that reaches all
//!   bench_sync shape ADDRESS DELAY_MS STALL_PERCENT  a slow line for browsers, until its input ends
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on says so by stopping")]

mod admission;
mod back;
mod drain;
#[path = "../../tests/support/line.rs"]
#[allow(dead_code, reason = "tests ask more of it")]
mod line;
mod shape;
mod sockets;
mod stage;

use std::time::Duration;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["admission"] => admission::measure(None).await,
        ["admission", database] => admission::measure(Some(database)).await,
        ["drain"] => drain::measure().await,
        ["back"] => back::measure().await,
        ["sockets"] => sockets::measure().await,
        ["shape", to, delay_ms, stall_percent] => {
            let number = |text: &str| text.parse().expect("a number");
            let line = shape::Line {
                bits_per_s: 0,
                delay: Duration::from_millis(number(delay_ms)),
                stall_percent: number(stall_percent),
            };
            let at = shape::open(to.parse().expect("an address"), line).await;
            println!("{at}");
            tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink()))
                .await
                .unwrap()
                .unwrap();
        }
        _ => {
            eprintln!("Say admission, drain, back, sockets or shape.");
            std::process::exit(2);
        }
    }
}

/// What this share of the values stays below.
pub fn share(sorted: &[f64], share: f64) -> f64 {
    sorted[((sorted.len() as f64 * share) as usize).min(sorted.len() - 1)]
}

/// "p50 12 ms, p95 30 ms, p99 41 ms, most 80 ms".
pub fn spread(mut values: Vec<f64>) -> String {
    if values.is_empty() {
        return "nothing was measured".into();
    }
    values.sort_by(f64::total_cmp);
    let [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1.0].map(|part| share(&values, part));
    format!("p50 {p50:.0} ms, p95 {p95:.0} ms, p99 {p99:.0} ms, most {most:.0} ms, of {}", values.len())
}

pub fn ms(since: std::time::Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
