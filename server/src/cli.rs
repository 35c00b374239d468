//! The command line. Every option is also an environment variable `WERKRONDE_…`; unknown input gives a sentence and exit code 2.

mod admin;
mod backup;
mod papers;
mod place;
mod rotation;
mod serve;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Job fairs and speed-dates from a reception centre to a first working day.
#[derive(Debug, Parser)]
#[command(name = "werkronde", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    place: place::Place,
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run the server
    #[command(
        after_help = "Example:\n  werkronde serve --listen 127.0.0.1:3000 --data-dir /var/lib/werkronde"
    )]
    Serve(serve::Serve),
    /// Read a file into a fair: shows what it would do, writes with --confirm
    #[command(after_help = "Example:\n  werkronde import residents bewoners.csv --fair 0197… --confirm")]
    Import(papers::Import),
    /// Write a fair's people and employers as CSV
    #[command(after_help = "Example:\n  werkronde export residents --fair 0197… > bewoners.csv")]
    Export(papers::Export),
    /// Plan a rotation-instance document (`-` reads standard input)
    #[command(
        after_help = "Example:\n  werkronde plan instance.json --budget-ms 1000 --explain > plan.json 2> reasons.jsonl"
    )]
    Plan(rotation::Plan),
    /// Judge a rotation-plan document: level vector as JSON; exit 0 feasible, 1 infeasible, 2 malformed
    #[command(after_help = "Example:\n  werkronde check-plan instance.json plan.json")]
    CheckPlan(rotation::CheckPlan),
    /// Play a rotation-trace document: write every snapshot and every plan, print a line per step
    #[command(after_help = "Example:\n  werkronde replay day.trace.json --out day --budget-ms 50")]
    Replay(rotation::Replay),
    /// Play a day many times with people who stay away, come late or leave, and see how the plan holds
    #[command(
        after_help = "Example:\n  werkronde rehearse instance.json --no-shows 10% --late 5% --delays 20% --seeds 50"
    )]
    Rehearse(rotation::Rehearse),
    /// Write a copy of the database to a file, while the server runs; the master key is not in it
    #[command(after_help = "Example:\n  werkronde backup /var/backups/werkronde-2026-11-24.db")]
    Backup(backup::Copy),
    /// Put a copy in the place of the database, while the server does not run; tablets fill in what came after it
    #[command(after_help = "Example:\n  werkronde restore /var/backups/werkronde-2026-11-24.db")]
    Restore(backup::Copy),
    /// Bring the database to this version's shape
    #[command(after_help = "Example:\n  werkronde migrate --data-dir /var/lib/werkronde")]
    Migrate,
    /// Make the first administrator, or a new way in for one who is locked out
    #[command(
        subcommand,
        after_help = "Example:\n  werkronde admin create --name \"Sanne\" --login-name sanne --location \"Zonnedauw\""
    )]
    Admin(admin::Admin),
}

/// What went wrong, as a sentence, and the exit code that goes with it.
pub struct Failed {
    sentence: String,
    code: u8,
}

impl Failed {
    /// The input is wrong: exit code 2.
    pub fn input(sentence: impl Into<String>) -> Failed {
        Failed { sentence: sentence.into(), code: 2 }
    }

    /// The input is fine and it did not work: exit code 1.
    pub fn work(sentence: impl Into<String>) -> Failed {
        Failed { sentence: sentence.into(), code: 1 }
    }
}

impl From<store::StoreError> for Failed {
    fn from(error: store::StoreError) -> Failed {
        Failed::work(format!("The database did not do what was asked: {error}."))
    }
}

/// Reads the arguments and does the task.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return end(Err(Failed::work(format!("Could not start: {error}.")))),
    };
    end(runtime.block_on(run(cli)))
}

fn end(result: Result<(), Failed>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed { sentence, code }) => {
            if !sentence.is_empty() {
                eprintln!("{sentence}");
            }
            ExitCode::from(code)
        }
    }
}

async fn run(cli: Cli) -> Result<(), Failed> {
    // Whoever writes to the database keeps a restore from putting another one under them.
    let _held = match &cli.task {
        Task::Import(_) | Task::Migrate | Task::Admin(_) => Some(cli.place.beside()?),
        _ => None,
    };
    match cli.task {
        Task::Serve(serve) => serve::run(cli.place, serve).await,
        Task::Import(import) => papers::import(cli.place, import).await,
        Task::Export(export) => papers::export(cli.place, export).await,
        Task::Plan(plan) => rotation::plan(&plan),
        Task::CheckPlan(check) => rotation::check_plan(&check),
        Task::Replay(replay) => rotation::replay(&replay),
        Task::Rehearse(rehearse) => rotation::rehearse(&rehearse),
        Task::Backup(copy) => backup::backup(&cli.place, &copy).await,
        Task::Restore(copy) => backup::restore(&cli.place, &copy).await,
        Task::Migrate => {
            let (store, _) = cli.place.open().await?;
            println!("The database ({}) has this version's shape.", store.kind());
            store.close().await;
            Ok(())
        }
        Task::Admin(task) => admin::run(cli.place, task).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_task_has_an_example_and_every_option_a_variable() {
        let cli = Cli::command();
        cli.clone().debug_assert();
        let looked_at = look_at_tasks(&cli, "werkronde");
        assert!(looked_at.contains(&"werkronde admin reset".to_owned()), "tasks of tasks too: {looked_at:?}");
    }

    /// Looks at every task below this one, however deep; their names.
    fn look_at_tasks(of: &clap::Command, called: &str) -> Vec<String> {
        let mut names = Vec::new();
        for task in of.get_subcommands().filter(|task| task.get_name() != "help") {
            let name = format!("{called} {}", task.get_name());
            let help = task.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Example:") && help.contains(&name), "{name} has no example");
            for option in task.get_arguments().filter(|option| option.get_long().is_some()) {
                if ["help", "version"].contains(&option.get_id().as_str()) {
                    continue;
                }
                let variable =
                    option.get_env().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                assert!(variable.starts_with("WERKRONDE_"), "{name}: {}", option.get_id());
            }
            names.extend(look_at_tasks(task, &name));
            names.push(name);
        }
        names
    }
}
