//! Simulated annealing with ejection: one meeting is forced into a place, those put out and the places
//! left free look for each other, and the whole step is taken or taken back. Cycles grow, by a
//! factor of three or in small fairs of two up to a limit, so that there is a good plan whenever the caller stops.

mod exchange;
mod interpreters;
mod report;
mod resettle;

use super::assignment::Assignment;
use super::chain::Chain;
use super::chance::{Chance, Heat, exp, ln};
use super::choice::Choice;
use super::draft::From;
use super::eject::Ejector;
use super::prices::Prices;
use super::progress::Progress;
use super::reseat::Reseater;
use super::retime::Retimer;
use super::score::{GRAIN, Totals};
use super::state::{Slot, State};

/// How often the caller is asked whether to stop, and the temperature falls.
const BEAT: u64 = 256;
const FIRST_CYCLE: u64 = 8192;
/// In fairs of more than `SMALL` pairs, where a draft took its time and promises wait.
const FIRST_CYCLE_IN_LARGE: u64 = 4096;
/// A stretch of a cycle: until how many 64ths of it, from how many points of utility the temperature
/// falls, and of 256 steps how many begin with a meeting that is not planned and how many are chains.
struct Part {
    until: u128,
    hot: f64,
    from_unseated: u64,
    chains: u64,
}

const fn part(until: u128, hot: f64, from_unseated: u64, chains: u64) -> Part {
    Part { until, hot, from_unseated, chains }
}

/// The draft is near the best already, so that a plan is never heated much; the last part is for comfort
/// alone. Found by trying on the public set, like the shares below.
const PLANNING: [Part; 3] = [part(8, 0.4, 80, 48), part(24, 0.2, 80, 48), part(64, 0.1, 16, 96)];
/// Whom a published plan lets go must be worth it, which takes more heat to find out.
const LIVE: [Part; 3] = [part(20, 12.0, 80, 48), part(44, 0.4, 80, 48), part(64, 0.05, 16, 96)];
/// In fairs of more pairs than this, and in a re-plan, which keeps most meetings where they are, the
/// interpreted meetings of the plan at hand are changed only between cycles from this length on.
pub(super) const SMALL: usize = 1_500;
const LONG_CYCLE: u64 = 36_000;
/// The rest of a longer day is weighed as a whole after so many moves, if there are so many talks to choose from at
/// most.
const LATER: u64 = 20_000;
const MANY_TALKS: usize = 7_000;
/// After so many moves other prices are tried for the bound as well; after twice as many, and so on, those at hand
/// are made better.
const SECOND_LOOK: u64 = 3 * FIRST_CYCLE;
/// In small fairs a cycle is never longer than so many moves per pair, or this many: more of them from other drafts
/// find more.
const LONGEST_PER_PAIR: u64 = 70;
const LONGEST: u64 = 6 * FIRST_CYCLE;
/// When wishes were not granted better for so many cycles, every other one begins so much hotter and looks
/// elsewhere for comfort, and in small fairs a new draft comes only every so many.
const PATIENCE: u32 = 6;
const HOTTER: f64 = 8.0;
const SELDOM: u32 = 3;
/// A draft that grants a thousandth more or less waits until its times were improved as well.
const HARDLY: i64 = 1_000;
/// Somebody for whom nobody gives way easily is left to the annealing, after so many moves for all. A re-plan
/// moves few people, and there it is worth trying everything.
const PROMISE_MOVES: u64 = 2_000;
/// Where every part ends, in smallest steps of comfort.
const COLD: f64 = 0.25;
/// Of 256 steps: how many are for somebody short of the promise, and for an interpreter's day.
const SHARE_OF_SHORT: u64 = 24;
const SHARE_OF_REBUILDS: u64 = 16;

pub(super) struct Search<'s, 'c> {
    pub state: &'s mut State<'c>,
    pub chance: Chance,
    heat: Heat,
    pub(super) best: Vec<Slot>,
    pub(super) best_totals: Totals,
    /// Prices for the certificate.
    pub prices: Option<Prices>,
    watch: &'s mut dyn FnMut(Progress),
    /// Who meets whom where interpreters have time for it, to draft from again.
    pub(super) fitted: Option<Choice<'c>>,
    /// Pairs to choose from; all when empty.
    pool: Vec<u32>,
    pub moves: u64,
    pub stopped: bool,
    from_unseated: u64,
    share_of_chains: u64,
    /// Which interpreters, by their set, a draft sends to the rooms in another order.
    pub(super) late_rooms: u64,
    pub(super) out: Vec<(u32, Slot)>,
    way_out: Vec<u32>,
    pub(super) retimer: Option<Retimer>,
    pub(super) reseater: Reseater,
    pub(super) ejector: Ejector,
    matrix: Assignment,
    /// Who else was seated in a step, and where they sat before.
    pub(super) joined: Vec<(u32, Slot)>,
}

impl<'s, 'c> Search<'s, 'c> {
    pub fn new(state: &'s mut State<'c>, chance: Chance, watch: &'s mut dyn FnMut(Progress)) -> Self {
        let (best, best_totals) = (state.slots.clone(), state.totals.clone());
        Search {
            state,
            chance,
            heat: Heat::new(),
            best,
            best_totals,
            prices: None,
            watch,
            fitted: None,
            pool: Vec::new(),
            moves: 0,
            stopped: false,
            from_unseated: 0,
            share_of_chains: 0,
            late_rooms: 0,
            out: Vec::new(),
            way_out: Vec::new(),
            retimer: None,
            reseater: Reseater::default(),
            ejector: Ejector::default(),
            matrix: Assignment::default(),
            joined: Vec::new(),
        }
    }

    /// Spends at most `budget` moves; the state ends as the best plan seen.
    pub fn run(&mut self, budget: u64, stop: &mut dyn FnMut() -> bool) {
        let in_large = self.state.c.plannable > SMALL;
        let mut length = if in_large { FIRST_CYCLE_IN_LARGE } else { FIRST_CYCLE };
        let live = !self.state.c.wishes.baseline.is_empty();
        let parts = if live { &LIVE } else { &PLANNING };
        let mut weighed = false;
        if live {
            weighed = self.repair(budget, stop);
        } else {
            if in_large {
                // A draft takes its time here; whoever stops before has the greedy plan.
                self.keep_promises_at_once(budget, PROMISE_MOVES, stop);
            }
            self.draft(From::Scratch, budget / 4, stop);
            self.keep_promises(budget, PROMISE_MOVES, stop);
        }
        self.price(false, stop);
        self.report();
        self.polish(budget, stop);
        let (mut turn, mut next_look, mut utility) = (0, SECOND_LOOK, self.best_totals.utility);
        while self.moves < budget && !self.stopped && self.state.c.plannable > 0 {
            let small = self.state.c.plannable <= SMALL && !live;
            let drafts = if small { turn <= PATIENCE || turn % SELDOM == 0 } else { length >= LONG_CYCLE };
            if drafts && !self.is_proven() {
                let left = (budget - self.moves) / 8;
                let (plan, totals) = (self.best.clone(), self.best_totals.clone());
                if small {
                    self.restart(left.min(length / 4), stop);
                }
                let most = if small { (length / 4).max(self.moves / 16) } else { length / 2 };
                self.draft(From::Here, left.min(most), stop);
                self.polish(budget, stop);
                if small && self.best_totals.utility != totals.utility && !self.stopped {
                    self.anneal_part(&parts[2], (length / 2).min(budget - self.moves), 1.0, stop);
                    self.polish(budget, stop);
                }
                if small && self.stopped && self.is_hardly_better_than(&totals) {
                    (self.best, self.best_totals) = (plan, totals);
                    self.go_to_best();
                }
                self.report();
            }
            if !live {
                self.keep_promises(budget, length / 8, stop);
            }
            if live && !weighed && self.moves >= LATER {
                self.weigh_whole(MANY_TALKS, self.moves + (budget - self.moves) / 2, stop);
                weighed = true;
            }
            if self.moves >= next_look {
                self.price(next_look == SECOND_LOOK, stop);
                next_look = self.moves.saturating_mul(2);
            }
            let left = budget - self.moves;
            let this = if left < length.saturating_mul(2) { left } else { length };
            if self.best_totals.utility != utility {
                (utility, turn) = (self.best_totals.utility, 0);
            }
            let heat = if small && turn % 2 == 1 && turn > PATIENCE { HOTTER } else { 1.0 };
            let begun = self.moves;
            for part in parts {
                if !self.stopped {
                    let end = begun + (u128::from(this) * part.until / 64) as u64;
                    self.anneal_part(part, end.saturating_sub(self.moves), heat, stop);
                    self.polish(budget, stop);
                    self.report();
                }
            }
            turn += 1;
            length = match small {
                true => (length * 2).min(LONGEST.max(LONGEST_PER_PAIR * self.state.c.plannable as u64)),
                false => length.saturating_mul(3),
            };
        }
        self.state.become_plan(&self.best);
        self.report();
    }

    fn anneal_part(&mut self, part: &Part, moves: u64, heat: f64, stop: &mut dyn FnMut() -> bool) {
        (self.from_unseated, self.share_of_chains) = (part.from_unseated, part.chains);
        self.cycle(moves, self.state.w.point * part.hot * heat, GRAIN as f64 * COLD, stop);
        self.go_to_best();
    }

    /// A draft whose times nobody has had time to improve: it grants hardly more and costs everybody comfort.
    fn is_hardly_better_than(&self, before: &Totals) -> bool {
        let now = &self.best_totals;
        let same = Totals { utility: before.utility, comfort: before.comfort, ..now.clone() } == *before;
        same && (before.utility - now.utility) * HARDLY <= -before.utility && now.comfort > before.comfort
    }

    /// Drafts anew, with interpreters in other rooms; the better of that plan and the one before stays.
    fn restart(&mut self, moves: u64, stop: &mut dyn FnMut() -> bool) {
        let (before, totals) = (self.best.clone(), self.best_totals.clone());
        self.late_rooms = self.chance.next();
        self.draft(From::Anew, moves, stop);
        if !self.stopped {
            self.draft(From::Here, moves, stop);
        }
        if !self.state.w.better(&self.best_totals, &totals) {
            (self.best, self.best_totals) = (before, totals);
            self.go_to_best();
        }
    }

    /// The exact steps, as long as they gain.
    fn polish(&mut self, until: u64, stop: &mut dyn FnMut() -> bool) {
        while !self.stopped {
            let before = self.state.energy;
            self.reseat(until, stop);
            self.retime(until, stop);
            if self.state.energy >= before {
                return;
            }
        }
    }

    /// From here on the plan at hand is the best, whatever was before.
    pub(super) fn begin_anew(&mut self) {
        self.best.clone_from(&self.state.slots);
        self.best_totals.clone_from(&self.state.totals);
    }

    /// Cools within a pool of pairs, from and to so many points of utility; where that ends is kept, and
    /// no plan on the way is taken for the best.
    pub(super) fn settle(
        &mut self,
        pool: Vec<u32>,
        moves: u64,
        heat: (f64, f64),
        stop: &mut dyn FnMut() -> bool,
    ) {
        self.pool = pool;
        let point = self.state.w.point;
        self.cycle(moves, point * heat.0, point * heat.1, stop);
        self.pool = Vec::new();
    }

    pub(super) fn go_to_best(&mut self) {
        self.state.become_plan(&self.best);
    }

    fn cycle(&mut self, length: u64, hot: f64, cold: f64, stop: &mut dyn FnMut() -> bool) {
        let beats = (length / BEAT).max(1);
        let cooling = exp(ln(cold / hot) / beats as f64);
        let mut temperature = hot;
        let end = self.moves + length;
        while self.moves < end {
            if stop() {
                self.stopped = true;
                return;
            }
            for _ in 0..BEAT.min(end - self.moves) {
                self.step(temperature);
            }
            temperature *= cooling;
        }
    }

    fn step(&mut self, temperature: f64) {
        self.moves += 1;
        let before = self.state.energy;
        self.out.clear();
        let rebuilt = self.chance.in_256(SHARE_OF_REBUILDS) && self.rebuild_an_interpreters_day(temperature);
        let seated = rebuilt || {
            let pair = self.choose();
            if self.pool.is_empty() { self.attempt(pair) } else { self.exchange(pair, temperature) }
        };
        if seated && (rebuilt || self.pool.is_empty()) {
            self.resettle(temperature);
        }
        let allowed = self.allowance(temperature);
        if !seated || self.state.energy - before > allowed {
            self.state.take_back();
            return;
        }
        self.take();
    }

    /// How much worse a step may be at this temperature, drawn at random.
    pub(super) fn allowance(&mut self, temperature: f64) -> i64 {
        self.heat.allowance(&mut self.chance, temperature)
    }

    /// Keeps the step, and the plan when it is the best so far.
    pub(super) fn take(&mut self) {
        self.state.keep();
        if self.pool.is_empty() && self.state.w.better(&self.state.totals, &self.best_totals) {
            self.best.clone_from(&self.state.slots);
            self.best_totals.clone_from(&self.state.totals);
        }
    }

    fn choose(&mut self) -> u32 {
        if !self.pool.is_empty() {
            return self.pool[self.chance.below(self.pool.len())];
        }
        if self.chance.in_256(SHARE_OF_SHORT)
            && let Some(pair) = self.choose_for_short()
        {
            return pair;
        }
        let (seated, unseated) = (&self.state.seated, &self.state.unseated);
        let from_unseated = seated.is_empty() || self.chance.in_256(self.from_unseated);
        if from_unseated && !unseated.is_empty() {
            unseated[self.chance.below(unseated.len())]
        } else {
            seated[self.chance.below(seated.len())]
        }
    }

    /// A talk for somebody who has fewer than promised.
    fn choose_for_short(&mut self) -> Option<u32> {
        let short = &self.state.short;
        let resident = *short.get(self.chance.below(short.len()))?;
        let pairs = &self.state.c.pairs_of_resident[resident as usize];
        let pair = *pairs.get(self.chance.below(pairs.len()))?;
        (!self.state.is_seated(pair)).then_some(pair)
    }

    /// Takes the pair from where it sits, if it does, and forces it into another place.
    fn attempt(&mut self, pair: u32) -> bool {
        let c = self.state.c;
        let ways = c.pair_ways(pair);
        let way = &ways[self.chance.below(ways.len())];
        let from = self.state.slots[pair as usize];
        if self.state.is_seated(pair) {
            self.out.push((pair, from));
            self.state.unseat(pair);
        }
        let mut rounds = way.rounds;
        if from.table == way.table {
            rounds &= !(1 << from.round);
        }
        if rounds == 0 {
            return false;
        }
        let easy = self.state.free_rounds(pair, way) & rounds;
        let half = c.pair_members(pair).iter().fold(rounds, |mask, q| mask & !self.state.busy[*q as usize]);
        let rounds = match self.chance.below(4) {
            0 if easy != 0 => easy,
            1 | 2 if half != 0 => half,
            _ => rounds,
        };
        let round = self.chance.bit(rounds);
        if self.chance.in_256(self.share_of_chains) {
            let other = if from.round == super::compiled::NONE {
                self.state.other_round(pair, round, &mut self.chance)
            } else {
                Some(from.round as usize)
            };
            if let Some(other) = other {
                let first = self.out.len();
                let chain = Chain { leader: pair, rounds: (round, other), first, out: &mut self.out };
                return self.state.chain(chain, way, &mut self.chance);
            }
        }
        self.state.force(pair, way, round, &mut self.out, &mut self.chance)
    }
}
