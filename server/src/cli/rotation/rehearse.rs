//! `rehearse`: plays a day many times with chosen rates of what goes wrong, and prints how the plan holds.

use super::documents::{read_instance, read_plan, say, wrong};
use super::work::Work;
use crate::cli::Failed;
use clap::Args;
use domain::rotation::rehearse::{Held, Rate, Rates, RehearseError, Report, rehearse as play};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Rehearse {
    /// A rotation-instance document, or `-`
    instance: PathBuf,
    /// The published plan [default: a new one]
    #[arg(long, env = "WERKRONDE_PLAN")]
    plan: Option<PathBuf>,
    /// Residents who do not come
    #[arg(long, env = "WERKRONDE_NO_SHOWS", default_value = "10%")]
    no_shows: Rate,
    /// Residents who come one to three rounds late
    #[arg(long, env = "WERKRONDE_LATE", default_value = "0%")]
    late: Rate,
    /// Residents who go in the second half of their time
    #[arg(long, env = "WERKRONDE_LEAVE_EARLY", default_value = "0%")]
    leave_early: Rate,
    /// Tables and interpreters that stay away
    #[arg(long, env = "WERKRONDE_ABSENT", default_value = "0%")]
    absent: Rate,
    /// Rounds that take five minutes longer
    #[arg(long, env = "WERKRONDE_DELAYS", default_value = "0%")]
    delays: Rate,
    /// Days to play, by the seeds 1 to N
    #[arg(long, env = "WERKRONDE_SEEDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    seeds: u64,
    /// Print JSON
    #[arg(long, env = "WERKRONDE_JSON")]
    json: bool,
    #[command(flatten)]
    work: Work,
}

pub fn rehearse(task: &Rehearse) -> Result<(), Failed> {
    let instance = read_instance(&task.instance)?;
    let refused = |reason: String| wrong(&task.instance, &reason);
    let morning = match &task.plan {
        Some(path) => read_plan(path)?,
        None => task.work.plan(&instance).map_err(|fault| refused(fault.to_string()))?.plan,
    };
    let rates = Rates {
        no_shows: task.no_shows,
        late: task.late,
        leave_early: task.leave_early,
        absent: task.absent,
        delays: task.delays,
    };
    let seeds: Vec<u64> = (1..=task.seeds).collect();
    let report = play(&instance, &morning, &rates, &seeds, &mut |next| task.work.rehearsed(next));
    let report = report.map_err(|error| match (&error, &task.plan) {
        (RehearseError::Plan(_), Some(path)) => wrong(path, &error.to_string()),
        _ => refused(error.to_string()),
    })?;
    if task.json {
        return say(&as_json(&instance.id, &rates, &report).to_string());
    }
    for line in as_table(&rates, &report) {
        say(&line)?;
    }
    Ok(())
}

fn as_json(instance: &str, rates: &Rates, report: &Report) -> Value {
    let named = |value: &dyn Fn(domain::rotation::rehearse::Figure) -> Value| -> Map<String, Value> {
        Held::FIGURES.iter().map(|figure| (figure.0.to_owned(), value(*figure))).collect()
    };
    json!({
        "instance": instance,
        "rates": {
            "no_shows": rates.no_shows.to_string(),
            "late": rates.late.to_string(),
            "leave_early": rates.leave_early.to_string(),
            "absent": rates.absent.to_string(),
            "delays": rates.delays.to_string(),
        },
        "planned": report.planned,
        "mean": named(&|figure| json!(report.mean(figure))),
        "worst": named(&|figure| json!(report.worst(figure))),
        "days": report.days.iter().map(|(seed, held)| json!({ "seed": seed, "held": held })).collect::<Vec<_>>(),
    })
}

fn as_table(rates: &Rates, report: &Report) -> Vec<String> {
    let row = |name: &str, cells: Vec<String>| {
        let cells: Vec<String> = cells
            .iter()
            .zip(Held::FIGURES)
            .map(|(cell, (name, _))| format!("{cell:>width$}", width = name.len()))
            .collect();
        format!("{name:<9}{}", cells.join("  "))
    };
    let figures = |held: &Held| Held::FIGURES.iter().map(|(_, value)| value(held).to_string()).collect();
    let mut lines = vec![
        format!(
            "no-shows {}, late {}, leave early {}, absent {}, delays {}; {} days",
            rates.no_shows,
            rates.late,
            rates.leave_early,
            rates.absent,
            rates.delays,
            report.days.len()
        ),
        row("", Held::FIGURES.iter().map(|(name, _)| (*name).to_owned()).collect()),
        row("planned", figures(&report.planned)),
        row("mean", Held::FIGURES.iter().map(|figure| format!("{:.1}", report.mean(*figure))).collect()),
        row("worst", Held::FIGURES.iter().map(|figure| report.worst(*figure).to_string()).collect()),
    ];
    lines.extend(report.days.iter().map(|(seed, held)| row(&format!("seed {seed}"), figures(held))));
    lines
}
