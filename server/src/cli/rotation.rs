//! Tasks on rotation documents: plan, check-plan, replay and rehearse. They need no fair and no database; `-` reads standard input.
//! Exit codes: 0 done, 1 the plan breaks a rule, 2 a document or an option is wrong.

mod documents;
mod reasons;
mod rehearse;
mod replay;
mod work;

use super::Failed;
use clap::Args;
use documents::{read_instance, read_plan, say};
use domain::rotation::{Refused, check};
use std::path::PathBuf;
use work::Work;

pub use rehearse::{Rehearse, rehearse};
pub use replay::{Replay, replay};

#[derive(Debug, Args)]
pub struct Plan {
    /// A rotation-instance document, or `-`
    instance: PathBuf,
    #[command(flatten)]
    work: Work,
    /// Say on standard error what each resident and employer gets and why not more, and who moves why: JSON, one line each
    #[arg(long, env = "WERKRONDE_EXPLAIN")]
    explain: bool,
}

/// Writes the plan to standard output.
pub fn plan(task: &Plan) -> Result<(), Failed> {
    let instance = read_instance(&task.instance)?;
    let planned =
        task.work.plan(&instance).map_err(|fault| documents::wrong(&task.instance, &fault.to_string()))?;
    say(&planned.plan.to_json())?;
    if task.explain {
        for line in reasons::lines(&instance, &planned) {
            eprintln!("{line}");
        }
    }
    Ok(())
}

#[derive(Debug, Args)]
pub struct CheckPlan {
    /// A rotation-instance document, or `-`
    instance: PathBuf,
    /// A rotation-plan document, or `-`
    plan: PathBuf,
}

/// Prints the verdict as JSON.
pub fn check_plan(task: &CheckPlan) -> Result<(), Failed> {
    if task.instance.as_os_str() == "-" && task.plan.as_os_str() == "-" {
        return Err(Failed::input("Only one of the two documents can come from standard input."));
    }
    let instance = read_instance(&task.instance)?;
    let plan = read_plan(&task.plan)?;
    match check(&instance, &plan) {
        Ok(judged) => {
            let report = serde_json::to_string(&judged);
            say(&report.map_err(|error| Failed::work(format!("Could not write: {error}.")))?)
        }
        Err(Refused::Malformed(fault)) => Err(documents::wrong(&task.instance, &fault.to_string())),
        Err(Refused::Infeasible(violations)) => {
            let errors: Vec<_> = violations.0.iter().map(ToString::to_string).collect();
            say(&serde_json::json!({ "feasible": false, "errors": errors }).to_string())?;
            Err(Failed::work(""))
        }
    }
}
