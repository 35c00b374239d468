//! `replay`: a live day as it went, planned again step by step. Every instance and every plan is written,
//! a plan only after the judge has passed it. The words for events never name a person.

use super::documents::{self, is_input, read_instance, read_plan, say, wrong};
use super::work::Work;
use crate::cli::Failed;
use clap::Args;
use domain::rotation::{
    Change, ChangeKind, Event, Instance, Judged, Moment, Plan, Step, Trace, changes, check, replan_instance,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Debug, Args)]
pub struct Replay {
    /// A rotation-trace document, or `-`
    trace: PathBuf,
    /// Folder for the snapshots and their plans; made when it is not there
    #[arg(long, env = "WERKRONDE_OUT")]
    out: PathBuf,
    /// The instance that the trace names [default: beside the trace, or in ../instances]
    #[arg(long, env = "WERKRONDE_INSTANCE")]
    instance: Option<PathBuf>,
    /// The plan that the day began with [default: a new one]
    #[arg(long, env = "WERKRONDE_PLAN")]
    plan: Option<PathBuf>,
    #[command(flatten)]
    work: Work,
}

pub fn replay(task: &Replay) -> Result<(), Failed> {
    let trace = Trace::parse(&documents::read(&task.trace)?)
        .map_err(|fault| wrong(&task.trace, &fault.to_string()))?;
    let base = base_of(task, &trace)?;
    let mut day = Day { out: &task.out, instance: read_instance(&base)?, plan: Plan::empty("") };
    if day.instance.id != trace.instance {
        return Err(wrong(&base, &format!("id: the trace is about {:?}", trace.instance)));
    }
    std::fs::create_dir_all(&task.out)
        .map_err(|error| wrong(&task.out, &format!("cannot be made: {error}")))?;
    let started = Instant::now();
    let first = match &task.plan {
        Some(path) => read_plan(path)?,
        None => {
            let planned = task.work.plan(&day.instance);
            planned.map_err(|fault| wrong(&base, &fault.to_string()))?.plan
        }
    };
    let judged = day.keep(day.instance.clone(), first)?;
    say(&format!("step 0  before the day  {}  {} ms", levels(&judged), started.elapsed().as_millis()))?;
    for (index, step) in trace.steps.iter().enumerate() {
        let refused = |reason: String| wrong(&task.trace, &format!("steps[{index}]: {reason}"));
        let moment = Moment::During(step.now_round.clone());
        let id = format!("{}-s{}", trace.id, step.step);
        let started = Instant::now();
        let next = replan_instance(&day.instance, &day.plan, &moment, &step.events, id)
            .map_err(|error| refused(error.to_string()))?;
        let planned = task.work.replan(&next).map_err(|fault| refused(fault.to_string()))?;
        let took_ms = started.elapsed().as_secs_f64() * 1e3;
        let changed = changes(&next, &day.plan, &planned.plan);
        let judged = day.keep(next, planned.plan)?;
        say(&line(step, &judged, &changed, took_ms))?;
    }
    Ok(())
}

/// Where the day is: what was published last, and the instance that it answers.
struct Day<'a> {
    out: &'a Path,
    instance: Instance,
    plan: Plan,
}

impl Day<'_> {
    /// Judges, then writes both documents, then goes on from there.
    fn keep(&mut self, instance: Instance, plan: Plan) -> Result<Judged, Failed> {
        let judged = check(&instance, &plan).map_err(|refused| {
            Failed::work(format!("The plan for {} is not valid and was not written: {refused}.", instance.id))
        })?;
        self.write(&format!("{}.json", instance.id), &instance.to_json())?;
        self.write(&format!("{}.plan.json", instance.id), &plan.to_json())?;
        (self.instance, self.plan) = (instance, plan);
        Ok(judged)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Failed> {
        // An id comes from a document: it names a file in this folder or none.
        if Path::new(name).components().count() != 1 || name.contains(['/', '\\']) || name.starts_with('.') {
            return Err(Failed::input(format!("{name:?} cannot be the name of a file.")));
        }
        let path = self.out.join(name);
        std::fs::write(&path, format!("{text}\n"))
            .map_err(|error| Failed::work(format!("{} cannot be written: {error}.", path.display())))
    }
}

fn base_of(task: &Replay, trace: &Trace) -> Result<PathBuf, Failed> {
    if let Some(path) = &task.instance {
        if is_input(path) && is_input(&task.trace) {
            return Err(Failed::input("Only one of the two documents can come from standard input."));
        }
        return Ok(path.clone());
    }
    let folder = task.trace.parent().unwrap_or(Path::new(""));
    let name = format!("{}.json", trace.instance);
    let places = [folder.join(&name), folder.join("../instances").join(&name)];
    let found = places.into_iter().find(|path| !is_input(&task.trace) && path.is_file());
    found.ok_or_else(|| {
        let reason =
            format!("instance: {name} is not beside it nor in ../instances; name it with --instance");
        wrong(&task.trace, &reason)
    })
}

fn line(step: &Step, judged: &Judged, changed: &[Change], took_ms: f64) -> String {
    let events: Vec<String> = step.events.iter().map(words).collect();
    let people = |which: fn(&ChangeKind) -> bool| {
        let who: BTreeSet<&str> =
            changed.iter().filter(|c| which(&c.kind)).map(|c| c.resident.as_str()).collect();
        who.len()
    };
    format!(
        "step {}  {}  {}  {}  {} moved, {} lose a talk, {} gain one  {took_ms:.1} ms",
        step.step,
        step.now_round,
        events.join(" + "),
        levels(judged),
        people(|kind| matches!(kind, ChangeKind::Moved { .. })),
        people(|kind| matches!(kind, ChangeKind::Lost { .. })),
        people(|kind| matches!(kind, ChangeKind::Gained { .. })),
    )
}

fn words(event: &Event) -> String {
    match event {
        Event::NoShow { residents } => format!("no_show of {}", residents.len()),
        Event::LateArrival { residents, from } => format!("late_arrival of {} at {from}", residents.len()),
        Event::EarlyLeave { residents, until } => format!("early_leave of {} at {until}", residents.len()),
        Event::WalkIn { .. } => "walk_in".to_owned(),
        Event::EmployerLeaves { employer, until } => format!("employer_leaves {employer} at {until}"),
        Event::TableOpens { employer, table } => format!("table_opens {} of {employer}", table.id),
        Event::InterpreterLeaves { interpreter, until } => {
            format!("interpreter_leaves {interpreter} at {until}")
        }
        Event::RoundExtended { round, minutes } => format!("round_extended {round} by {minutes} min"),
    }
}

fn levels(judged: &Judged) -> String {
    let figures: Vec<String> = judged.vector.iter().map(ToString::to_string).collect();
    format!("[{}]", figures.join(", "))
}
