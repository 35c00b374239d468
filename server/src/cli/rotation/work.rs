//! How much the planner may work: a number of moves, which gives the same plan everywhere, or
//! milliseconds, which suit a person who waits. The clock is here; the domain has none.

use crate::planning::workers;
use clap::Args;
use domain::rotation::{Budget, Fault, Instance, Planned};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

/// Good for a fair of 120 people within a second.
const MOVES: u64 = 400_000;
/// A re-plan starts from a plan that is good already: with so many every public one is as good as the best known.
const REPLAN_MOVES: u64 = 60_000;
/// A rehearsal makes hundreds of them.
const REHEARSED_MOVES: u64 = 20_000;
/// Unless somebody asks for more.
const MOST_WORKERS: u64 = 8;

#[derive(Debug, Clone, Args)]
pub struct Work {
    /// Work of the planner; the same number gives the same plan on every machine [default: 400000, a re-plan
    /// 60000, one in a rehearsal 20000]
    #[arg(long, env = "WERKRONDE_MOVES", conflicts_with = "budget_ms")]
    moves: Option<u64>,
    /// Milliseconds instead of moves; the plan then depends on the machine
    #[arg(long, env = "WERKRONDE_BUDGET_MS")]
    budget_ms: Option<u64>,
    /// Seed of the planner's choices
    #[arg(long, env = "WERKRONDE_SEED", default_value_t = 1)]
    seed: u64,
    /// Searches side by side, each with the whole budget; the best plan stays [default: 1, or with milliseconds as many as
    /// this machine has processors, up to 8]
    #[arg(long, env = "WERKRONDE_WORKERS", value_parser = clap::value_parser!(u64).range(1..=16))]
    workers: Option<u64>,
}

impl Work {
    /// A plan of the whole fair.
    pub fn plan(&self, instance: &Instance) -> Result<Planned, Fault> {
        self.run(instance, MOVES)
    }

    /// The rest of a day under way.
    pub fn replan(&self, instance: &Instance) -> Result<Planned, Fault> {
        self.run(instance, REPLAN_MOVES)
    }

    /// The same on a day that is only imagined.
    pub fn rehearsed(&self, instance: &Instance) -> Result<Planned, Fault> {
        self.run(instance, REHEARSED_MOVES)
    }

    fn run(&self, instance: &Instance, moves: u64) -> Result<Planned, Fault> {
        let started = Instant::now();
        let allowed = self.budget_ms.map(Duration::from_millis);
        let moves = if allowed.is_some() { u64::MAX } else { self.moves.unwrap_or(moves) };
        let workers = self.workers.unwrap_or_else(|| match allowed {
            Some(_) => available_parallelism().map_or(1, |all| all.get() as u64).min(MOST_WORKERS),
            None => 1,
        });
        let stop = || allowed.is_some_and(|allowed| started.elapsed() >= allowed);
        workers::plan(instance, Budget { moves }, self.seed, workers, &stop, &mut |_| ())
    }
}
