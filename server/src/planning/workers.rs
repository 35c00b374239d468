//! Several searches for one plan, side by side, each on a thread of its own; the best plan stays.
//! The domain starts no threads. The same budget, seed and number of workers give the same plan on every machine, one
//! with fewer processors only takes longer.

use std::panic::resume_unwind;
use std::thread;

use domain::rotation::{Budget, Fault, Instance, Planned, Progress, plan_beside};

/// Of `workers`, which are one at least, each has the whole budget and asks `stop` by itself; `watch` hears the first.
pub fn plan(
    instance: &Instance,
    budget: Budget,
    seed: u64,
    workers: u64,
    stop: &(dyn Fn() -> bool + Sync),
    watch: &mut dyn FnMut(Progress),
) -> Result<Planned, Fault> {
    let alone = |worker: u64, watch: &mut dyn FnMut(Progress)| {
        plan_beside(instance, budget, seed, worker, &mut || stop(), watch)
    };
    thread::scope(|scope| {
        let beside: Vec<_> = (1..workers)
            .map(|worker| {
                let search = move || alone(worker, &mut |_| ());
                // Where the system gives no thread, this one does it afterwards.
                (worker, thread::Builder::new().spawn_scoped(scope, search))
            })
            .collect();
        let mut best = alone(0, watch)?;
        for (worker, thread) in beside {
            let other = match thread {
                Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic))?,
                Err(_) => alone(worker, &mut |_| ())?,
            };
            best = best.or(other);
        }
        Ok(best)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::rotation::{Party, plan_watched};
    use std::sync::atomic::{AtomicBool, Ordering};

    fn instance(name: &str) -> Instance {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/../app/domain/tests/rotation/instances/{name}.json");
        Instance::parse(&std::fs::read_to_string(path).expect("a public instance")).expect("a sound one")
    }

    #[test]
    fn the_best_of_all_seeds_is_kept_and_it_is_the_same_each_time() {
        let (instance, budget) = (instance("b-01"), Budget { moves: 3_000 });
        let each: Vec<Planned> = (0..4)
            .map(|worker| {
                plan_beside(&instance, budget, 7, worker, &mut || false, &mut |_| ()).expect("a plan")
            })
            .collect();
        for workers in 1..=4 {
            let best = each[..workers].iter().min_by_key(|one| &one.judged.vector).expect("one at least");
            for _ in 0..2 {
                let made = plan(&instance, budget, 7, workers as u64, &|| false, &mut |_| ());
                let made = made.expect("a plan");
                assert_eq!((&made.plan, made.moves), (&best.plan, best.moves), "{workers} workers");
            }
        }
        let vectors = each.iter().map(|one| &one.judged.vector);
        assert!(
            vectors.collect::<std::collections::BTreeSet<_>>().len() > 1,
            "the seeds find different plans"
        );
    }

    #[test]
    fn stop_ends_every_worker_with_a_valid_plan() {
        let (enough, unlimited) = (AtomicBool::new(false), Budget { moves: u64::MAX });
        let stop = || enough.load(Ordering::Relaxed);
        let made = plan(&instance("a-01"), unlimited, 1, 3, &stop, &mut |_| {
            enough.store(true, Ordering::Relaxed);
        });
        let made = made.expect("a plan");
        assert!(made.stopped && made.moves < u64::MAX && !made.plan.meetings.is_empty());
    }

    #[test]
    fn a_wrong_instance_is_the_same_fault_for_many_as_for_one() {
        let mut wrong = instance("a-01");
        wrong.pairs[0].party = Party::Resident("nobody".to_owned());
        let fault =
            plan_watched(&wrong, Budget::default(), 1, &mut || false, &mut |_| ()).expect_err("a fault");
        assert_eq!(plan(&wrong, Budget::default(), 1, 3, &|| false, &mut |_| ()), Err(fault));
    }
}
