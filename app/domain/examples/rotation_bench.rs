//! Plans the public instances and compares with the best known plans:
//! `cargo run --release -p domain --example rotation_bench -- MOVES [INSTANCE …]`.
//! Prints per instance the first level that differs, the utility gap, the comfort ratio and the time.

use std::path::Path;
use std::time::Instant;

use domain::rotation::{Budget, Instance, Plan, check, plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let moves = args.next().unwrap_or_default().parse().unwrap_or(200_000);
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
