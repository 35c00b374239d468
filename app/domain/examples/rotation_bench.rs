//! Plans the public instances and compares with the best known plans:
//! `cargo run --release -p domain --example rotation_bench -- MOVES [INSTANCE …]`.
//! Prints per instance the first level that differs, the utility gap, the comfort ratio and the time.
//!
//! `… -- one INSTANCE.json BUDGET_MS PLAN.json` plans one instance in a process of its own, so that
//! memory can be read off it, and prints what it cost as JSON: `make bench-rotation` makes a table of these.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::rotation::{Budget, Instance, Plan, check, plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let first = args.next().unwrap_or_default();
    if first == "one" {
        let args: Vec<String> = args.collect();
        let [instance, budget_ms, out] = &args[..] else {
            return Err("say: one INSTANCE.json BUDGET_MS PLAN.json".into());
        };
        return one(Path::new(instance), budget_ms.parse()?, Path::new(out));
    }
    let moves = first.parse().unwrap_or(200_000);
    let only: Vec<String> = args.collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rotation");
    let mut names: Vec<String> = std::fs::read_dir(folder.join("instances"))?
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .filter(|name| only.is_empty() || only.iter().any(|o| name.starts_with(o.as_str())))
        .collect();
    names.sort();
    println!("instance    ms   levels above utility        gap %   comfort  ratio");
    for name in names {
        let text = std::fs::read_to_string(folder.join(format!("instances/{name}.json")))?;
        let instance = Instance::parse(&text)?;
        let text = std::fs::read_to_string(folder.join(format!("plans/{name}.plan.json")))?;
        let known = check(&instance, &Plan::parse(&text)?)?;
        let started = Instant::now();
        let mine = plan(&instance, Budget { moves }, 1, &mut || false)?;
        let ms = started.elapsed().as_secs_f64() * 1e3;
        let judged = check(&instance, &mine.plan)?;
        let upper = judged.vector.len() - 2;
        let levels = if judged.vector[..upper] == known.vector[..upper] {
            "equal".to_owned()
        } else {
            format!("{:?} for {:?}", &judged.vector[..upper], &known.vector[..upper])
        };
        let (best, here) = (known.levels.utility as f64, judged.levels.utility as f64);
        println!(
            "{name:9} {ms:6.1}   {levels:26} {:6.3} {:5}/{:4} {:6.3}",
            (best - here) / best * 100.0,
            judged.levels.comfort,
            known.levels.comfort,
            judged.levels.comfort as f64 / (known.levels.comfort as f64).max(1.0),
        );
    }
    Ok(())
}

fn one(instance: &Path, budget_ms: u64, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let instance = Instance::parse(&std::fs::read_to_string(instance)?)?;
    let (started, before_ms) = (Instant::now(), cpu_ms());
    let allowed = Duration::from_millis(budget_ms);
    let planned = plan(&instance, Budget { moves: u64::MAX }, 1, &mut || started.elapsed() >= allowed)?;
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

/// Processor time of this process, where the system is Linux: the first figure is nanoseconds.
fn cpu_ms() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
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
