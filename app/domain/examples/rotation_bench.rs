//! Plans instances and compares with the best known plans, all in one process:
//! `cargo run --release -p domain --example rotation_bench -- BUDGET [--set DIR] [--seed N] [--workers N] [INSTANCE …]`.
//! A budget is a number of moves (`60000`), milliseconds on the clock (`50ms`) or milliseconds of
//! processor time (`50cpu`), which a busy machine does not blur; the table says which.
//! DIR holds `instances/NAME.json` and `plans/NAME.plan.json`; without it the public set is taken.
//!
//! With several workers, which search side by side from seeds of their own, the best plan counts; what it cost is told of
//! the first.
//!
//! `… -- one INSTANCE.json BUDGET PLAN.json WORKERS` plans one instance in a process of its own, so that
//! memory can be read off it, and prints what it cost as JSON: `make bench-rotation` makes a table of these.

use std::error::Error;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use domain::rotation::{Budget, Fault, Instance, Judged, Plan, Planned, check, plan_beside};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match &args[..] {
        [first, instance, budget, out, workers] if first == "one" => {
            one(Path::new(instance), Limit::parse(budget)?, Path::new(out), workers.parse()?)
        }
        [budget, rest @ ..] => {
            let mut folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rotation");
            let (mut seed, mut workers, mut only) = (1, 1, Vec::new());
            let mut rest = rest.iter();
            while let Some(word) = rest.next() {
                match word.as_str() {
                    "--set" => folder = PathBuf::from(rest.next().ok_or("--set names a folder")?),
                    "--seed" => seed = rest.next().ok_or("--seed names a number")?.parse()?,
                    "--workers" => workers = rest.next().ok_or("--workers names a number")?.parse()?,
                    _ => only.push(word.clone()),
                }
            }
            table(Limit::parse(budget)?, seed, workers, &folder, &only)
        }
        [] => Err("say a budget: a number of moves, 50ms or 50cpu".into()),
    }
}

#[derive(Clone, Copy)]
enum Limit {
    Moves(u64),
    Clock(Duration),
    Processor(Duration),
}

impl Limit {
    fn parse(text: &str) -> Result<Limit, Box<dyn Error>> {
        let ms = |text: &str| text.parse().map(Duration::from_millis);
        Ok(match (text.strip_suffix("cpu"), text.strip_suffix("ms")) {
            (Some(text), _) => {
                cpu_ms().ok_or("processor time is told by Linux only")?;
                Limit::Processor(ms(text)?)
            }
            (_, Some(text)) => Limit::Clock(ms(text)?),
            _ => Limit::Moves(text.parse()?),
        })
    }

    fn told(self) -> String {
        match self {
            Limit::Moves(moves) => format!("{moves} moves"),
            Limit::Clock(time) => format!("{} ms on the clock", time.as_millis()),
            Limit::Processor(time) => format!("{} ms of processor time", time.as_millis()),
        }
    }

    fn plan(self, instance: &Instance, seed: u64, workers: u64) -> Result<Planned, Fault> {
        thread::scope(|scope| {
            let search = |worker: u64| self.search(instance, seed, worker);
            let beside: Vec<_> = (1..workers).map(|worker| scope.spawn(move || search(worker))).collect();
            let first = search(0)?;
            beside.into_iter().try_fold(first, |best, other| {
                Ok(best.or(other.join().unwrap_or_else(|panic| resume_unwind(panic))?))
            })
        })
    }

    fn search(self, instance: &Instance, seed: u64, worker: u64) -> Result<Planned, Fault> {
        let search = |moves, stop: &mut dyn FnMut() -> bool| {
            plan_beside(instance, Budget { moves }, seed, worker, stop, &mut |_| ())
        };
        match self {
            Limit::Moves(moves) => search(moves, &mut || false),
            Limit::Clock(time) => {
                let begun = Instant::now();
                search(u64::MAX, &mut || begun.elapsed() >= time)
            }
            Limit::Processor(time) => {
                let end = cpu_ms().map(|now| now + time.as_secs_f64() * 1e3);
                search(u64::MAX, &mut || cpu_ms() >= end)
            }
        }
    }
}

fn table(
    limit: Limit,
    seed: u64,
    workers: u64,
    folder: &Path,
    only: &[String],
) -> Result<(), Box<dyn Error>> {
    let mut names: Vec<String> = std::fs::read_dir(folder.join("instances"))?
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .filter(|name| only.is_empty() || only.iter().any(|o| name.starts_with(o.as_str())))
        .collect();
    names.sort();
    println!("budget: {}", limit.told());
    println!("instance    cpu ms    moves   gap %   comfort   ratio  bound %  levels above utility");
    let (mut equal, mut gaps) = (0, 0.0);
    for name in &names {
        let instance =
            Instance::parse(&std::fs::read_to_string(folder.join(format!("instances/{name}.json")))?)?;
        let known = Plan::parse(&std::fs::read_to_string(folder.join(format!("plans/{name}.plan.json")))?)?;
        let known = check(&instance, &known)?;
        let before_ms = cpu_ms().unwrap_or_default();
        let mine = limit.plan(&instance, seed, workers)?;
        let spent_ms = cpu_ms().unwrap_or_default() - before_ms;
        let judged = check(&instance, &mine.plan)?;
        let same = upper(&judged) == upper(&known);
        let levels = match same {
            true => "equal".to_owned(),
            false => format!("{:?} for {:?}", upper(&judged), upper(&known)),
        };
        let (best, here) = (known.levels.utility as f64, judged.levels.utility as f64);
        let gap = (best - here) / best * 100.0;
        (equal, gaps) = (equal + usize::from(same), gaps + gap);
        let most = mine.certificate.utility_at_most.map(|most| (most as f64 - here) / here * 100.0);
        println!(
            "{name:10} {spent_ms:7.1} {:8} {gap:7.3} {:5}/{:4} {:6.3} {:>8}  {levels}",
            mine.moves,
            judged.levels.comfort,
            known.levels.comfort,
            judged.levels.comfort as f64 / (known.levels.comfort as f64).max(1.0),
            most.map_or("–".to_owned(), |most| format!("{most:.3}")),
        );
    }
    println!(
        "{equal} of {} equal above utility; mean gap {:.3} %",
        names.len(),
        gaps / names.len().max(1) as f64
    );
    Ok(())
}

/// The levels above utility and comfort, which come last.
fn upper(judged: &Judged) -> &[i64] {
    &judged.vector[..judged.vector.len() - 2]
}

fn one(instance: &Path, limit: Limit, out: &Path, workers: u64) -> Result<(), Box<dyn Error>> {
    let instance = Instance::parse(&std::fs::read_to_string(instance)?)?;
    let (started, before_ms) = (Instant::now(), cpu_ms());
    let planned = limit.plan(&instance, 1, workers)?;
    let wall_ms = started.elapsed().as_secs_f64() * 1e3;
    let spent_ms = cpu_ms().zip(before_ms).map(|(after, before)| after - before);
    std::fs::write(out, planned.plan.to_json())?;
    let cost = serde_json::json!({
        "wall_ms": wall_ms,
        "cpu_ms": spent_ms,
        "peak_bytes": peak_bytes(),
        "moves": planned.moves,
        "utility_at_most": planned.certificate.utility_at_most,
    });
    println!("{cost}");
    Ok(())
}

/// Processor time of this thread, where the system is Linux: the first figure is nanoseconds.
fn cpu_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let ns: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some(ns as f64 / 1e6)
}

/// The most memory that this process ever had resident, where the system is Linux.
fn peak_bytes() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kb: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb * 1024)
}
