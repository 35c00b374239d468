//! What a linear program leaves in halves is settled one by one (branch and bound, Land and Doig 1960), the more
//! promising half first.

use std::cell::Cell;

use super::anneal::Search;
use super::linear::{Linear, Solved, Stand};

/// A step of the program counts for a move more per so many rows.
const ROWS_PER_MOVE: u64 = 100;
/// So many steps are taken before the caller is asked whether to stop.
const BEAT: u64 = 16;
/// Whatever is worse by less than this is no worse.
pub(super) const SAME: f64 = 0.5;
/// Until there is a plan every so many-th branch is the most promising one; going back to the last alone may stay where
/// there is none.
const PROMISING: u64 = 4;

/// Takes steps until all is best, or cannot be, or none are left.
pub(super) type Steps<'a> = dyn FnMut(&mut Linear) -> Solved + 'a;

/// A linear program whose unknowns are wanted whole.
pub(super) trait Halves {
    fn linear(&mut self) -> &mut Linear;

    /// Best at these bounds; what that costs, if it can be for `most`.
    fn solve(&mut self, most: f64, steps: &mut Steps) -> Option<f64>;

    /// The unknown that is settled next, if there is any.
    fn half(&self) -> Option<u32>;

    /// The values that count.
    fn values(&self) -> Vec<f64>;

    /// What stands now is best before anything was settled, or it is whole and better than all before.
    fn stands_best(&mut self) {}
}

/// How much settling may cost.
pub(super) struct Effort {
    /// Moves that a step counts for more than its rows do.
    pub price: u64,
    /// Steps that making the inverse anew counts for.
    pub refresh: u64,
    /// How often as many moves as the program cost before anything was settled.
    pub patience: u64,
    /// So many moves in all since the planning began.
    pub until: u64,
    /// A half that costs more than this is looked at from the other side as well.
    pub jump: f64,
    /// An answer will do that costs at most so much more than with halves.
    pub enough: f64,
}

/// What came of it.
pub(super) struct Settled {
    pub best: Option<Vec<f64>>,
    /// Nothing better is to be found.
    pub proven: bool,
}

/// Where something is still to be settled.
struct Branch {
    cost: f64,
    stand: Stand,
    /// Who is not seated from here on; nobody when that is settled.
    half: Option<u32>,
}

/// What was found, and where something better may be.
struct Settling {
    /// Whatever costs more is of no use.
    least: f64,
    best: Option<Vec<f64>>,
    open: Vec<Branch>,
    /// Branches that were gone back to.
    turn: u64,
    jump: f64,
}

impl Settling {
    /// Goes to a branch; what it costs at least, if it can be.
    fn enter(&self, program: &mut impl Halves, to: &Branch, steps: &mut Steps) -> Option<f64> {
        program.linear().go_back(&to.stand);
        if let Some(half) = to.half {
            program.linear().fix(half, 0.0);
        }
        // Where the basis cannot be inverted there are no steps from here.
        program.linear().refresh();
        program.solve(self.least, steps)
    }

    /// Settles what is left in halves one by one, as long as that may still be better.
    fn dive(&mut self, program: &mut impl Halves, from: Option<f64>, steps: &mut Steps) {
        let mut here = from;
        while let Some(cost) = here {
            let Some(half) = program.half() else {
                (self.least, self.best) = (cost - SAME, Some(program.values()));
                program.stands_best();
                break;
            };
            let other = Branch { cost, stand: program.linear().stand(), half: Some(half) };
            program.linear().fix(half, 1.0);
            here = program.solve(self.least, steps);
            match here {
                Some(with) if with > cost + self.jump => here = self.choose(program, with, &other, steps),
                _ => self.open.push(other),
            }
        }
        self.open.retain(|branch| branch.cost < self.least);
    }

    /// Of two sides the one that costs less; the other stays open.
    fn choose(
        &mut self,
        program: &mut impl Halves,
        with: f64,
        other: &Branch,
        steps: &mut Steps,
    ) -> Option<f64> {
        let this = Branch { cost: with, stand: program.linear().stand(), half: None };
        match self.enter(program, other, steps) {
            Some(without) if without < with => {
                self.open.push(this);
                Some(without)
            }
            without => {
                let stand = program.linear().stand();
                self.open.extend(without.map(|cost| Branch { cost, stand, half: None }));
                self.enter(program, &this, steps)
            }
        }
    }

    /// The most promising branch, or the last as long as there is no plan, which is nearer.
    fn next(&mut self) -> Option<Branch> {
        self.turn += 1;
        let order = |a: &usize, b: &usize| self.open[*a].cost.total_cmp(&self.open[*b].cost);
        let next = match self.best {
            None if !self.turn.is_multiple_of(PROMISING) => self.open.len().checked_sub(1),
            _ => (0..self.open.len()).min_by(order),
        };
        next.map(|next| self.open.swap_remove(next))
    }
}

impl Search<'_, '_> {
    /// The best values for less than `least`.
    pub(super) fn settle_program(
        &mut self,
        program: &mut impl Halves,
        least: f64,
        effort: Effort,
        stop: &mut dyn FnMut() -> bool,
    ) -> Settled {
        let price = 1 + program.linear().rows() as u64 / ROWS_PER_MOVE + effort.price;
        let (over, spent, begun) = (Cell::new(false), Cell::new(0), self.moves);
        let count = |linear: &Linear| linear.steps + effort.refresh * linear.refreshed;
        let mut counted = count(program.linear());
        let steps = &mut |linear: &mut Linear| loop {
            // Looking costs a move as well, or else there would be no end of it.
            let left = effort.until.saturating_sub(self.moves) / price;
            self.moves += price * left.min(1);
            let taken = linear.steps;
            let solved = linear.solve(BEAT.min(left.saturating_sub(1)));
            let spending = (count(linear) - counted) * price;
            self.moves = (self.moves + spending).min(effort.until.max(self.moves));
            counted = count(linear);
            self.stopped |= stop();
            over.set(self.stopped || (linear.steps == taken && solved == Solved::Open));
            spent.set(self.moves);
            if over.get() || solved != Solved::Open {
                break if over.get() { Solved::Open } else { solved };
            }
        };
        let mut settling = Settling { least, best: None, open: Vec::new(), turn: 0, jump: effort.jump };
        let root = program.solve(settling.least, steps);
        let most = begun + (spent.get() - begun) * (1 + effort.patience);
        let enough = root.unwrap_or(f64::INFINITY) + effort.enough - SAME;
        if root.is_some() {
            program.stands_best();
        }
        settling.dive(program, root, steps);
        while !over.get()
            && spent.get() < most
            && !(settling.best.is_some() && settling.least <= enough)
            && let Some(branch) = settling.next()
        {
            let here = settling.enter(program, &branch, steps);
            settling.dive(program, here, steps);
        }
        Settled { best: settling.best, proven: !over.get() && settling.open.is_empty() }
    }
}
