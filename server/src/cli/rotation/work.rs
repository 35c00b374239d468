//! How much the planner may work: a number of moves, which gives the same plan everywhere, or
//! milliseconds, which suit a person who waits. The clock is here; the domain has none.

use clap::Args;
use domain::rotation::{Budget, Fault, Instance, Planned};
use std::time::{Duration, Instant};

/// Good for a fair of 120 people within a second.
const MOVES: u64 = 400_000;
/// A re-plan starts from a plan that is good already.
const REPLAN_MOVES: u64 = 20_000;

#[derive(Debug, Clone, Args)]
pub struct Work {
    /// Work of the planner; the same number gives the same plan on every machine [default: 400000, a re-plan 20000]
    #[arg(long, env = "WERKRONDE_MOVES", conflicts_with = "budget_ms")]
    moves: Option<u64>,
    /// Milliseconds instead of moves; the plan then depends on the machine
    #[arg(long, env = "WERKRONDE_BUDGET_MS")]
    budget_ms: Option<u64>,
    /// Seed of the planner's choices
    #[arg(long, env = "WERKRONDE_SEED", default_value_t = 1)]
    seed: u64,
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

    fn run(&self, instance: &Instance, moves: u64) -> Result<Planned, Fault> {
        let Some(budget_ms) = self.budget_ms else {
            let budget = Budget { moves: self.moves.unwrap_or(moves) };
            return domain::rotation::plan(instance, budget, self.seed, &mut || false);
        };
        let (started, allowed) = (Instant::now(), Duration::from_millis(budget_ms));
        let stop = &mut || started.elapsed() >= allowed;
        domain::rotation::plan(instance, Budget { moves: u64::MAX }, self.seed, stop)
    }
}
