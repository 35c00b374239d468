//! Chains that were found, put into the plan at hand.

use super::super::anneal::Search;
use super::{Ejector, End, NONE, Slot, State, Step};

/// So often a chain is looked for anew when the one before did not fit.
const TRIES: usize = 8;

impl Search<'_, '_> {
    /// Somebody who is short gets a talk if some chain makes the plan better by it.
    pub(in crate::rotation::planner) fn help_by_chain(&mut self, resident: u32, until: u64) -> bool {
        let talks = self.state.talks[resident as usize] as usize;
        let reward = self.state.w.short.get(talks).copied().unwrap_or(0);
        self.eject(resident, None, reward, until)
    }

    fn eject(&mut self, resident: u32, only: Option<u32>, most: i64, until: u64) -> bool {
        let mut ejector = std::mem::take(&mut self.ejector);
        ejector.banned.clear();
        ejector.looked = 0;
        ejector.most_looked = until.saturating_sub(self.moves);
        self.state.keep();
        let before = self.state.energy;
        let mut better = false;
        for _ in 0..TRIES {
            if ejector.looked >= ejector.most_looked {
                break;
            }
            let Some(end) = ejector.search(self.state, resident, only, most) else {
                break;
            };
            let misfit = ejector.apply(self.state, end);
            if misfit.is_none() && self.state.energy < before {
                better = true;
                break;
            }
            self.state.take_back();
            let Some(misfit) = misfit else {
                break;
            };
            ejector.banned.push((misfit.takes, misfit.slot.table, misfit.slot.round));
        }
        self.moves += ejector.looked.min(ejector.most_looked);
        self.ejector = ejector;
        if better {
            self.take();
        }
        better
    }
}

impl Ejector {
    /// Puts a chain into the plan; the step that does not fit, if one does not.
    fn apply(&self, state: &mut State, end: End) -> Option<Step> {
        let mut steps: Vec<Step> = vec![end.step];
        let mut before = end.step.before;
        while before != NONE {
            state.unseat(before);
            let step = self.by[before as usize];
            steps.push(step);
            before = step.before;
        }
        let wanted = steps.iter().filter(|step| step.takes != NONE);
        for step in wanted {
            let Some(slot) = place(state, step) else {
                return Some(*step);
            };
            state.seat(step.takes, slot);
        }
        None
    }
}

/// Where a step says, with its interpreter if that one is free.
fn place(state: &State, step: &Step) -> Option<Slot> {
    let (pair, slot, round) = (step.takes, step.slot, step.slot.round as usize);
    if state.is_seated(pair) || !state.may_sit(pair) {
        return None;
    }
    let way = state.c.pair_ways(pair).iter().find(|way| way.table == slot.table)?;
    let found = state.fits(pair, slot.table, round)?;
    let free = slot.interpreter != NONE && state.interpreter_is_free(slot.interpreter, way, round);
    Some(if free { slot } else { found })
}
