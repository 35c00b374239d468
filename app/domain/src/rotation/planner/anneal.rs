//! Simulated annealing with ejection: one meeting is forced into a place, those put out and the places
//! left free look for each other, and the whole step is taken or taken back. Cycles grow by a factor
//! of three, so that there is a good plan whenever the caller stops.

mod exchange;
mod interpreters;
mod resettle;

use super::assignment::Assignment;
use super::bound;
use super::chain::Chain;
use super::chance::{Chance, Heat, exp, ln};
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
const FIRST_CYCLE: u64 = 4096;
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
/// Before the cycle of this length other prices are tried for the bound as well.
const SECOND_LOOK: u64 = 9 * FIRST_CYCLE;
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
        let mut length = FIRST_CYCLE;
        let live = !self.state.c.wishes.baseline.is_empty();
        let parts = if live { &LIVE } else { &PLANNING };
        if live {
            self.repair(budget, stop);
        } else {
            if self.state.c.plannable > SMALL {
                // A draft takes its time here; whoever stops before has the greedy plan.
                self.keep_promises_at_once(budget, PROMISE_MOVES, stop);
            }
            self.draft(From::Scratch, budget / 4, stop);
            self.keep_promises(budget, PROMISE_MOVES, stop);
        }
        self.price(false, stop);
        self.report();
        self.polish(budget, stop);
        while self.moves < budget && !self.stopped && self.state.c.plannable > 0 {
            let small = self.state.c.plannable <= SMALL && !live;
            if (small || length >= LONG_CYCLE) && !self.is_proven() {
                let most = ((budget - self.moves) / 8).min(length / 2);
                if small && length > FIRST_CYCLE {
                    self.restart(most / 2, stop);
                }
                self.draft(From::Here, most, stop);
                self.polish(budget, stop);
                self.report();
            }
            if length >= SECOND_LOOK {
                self.price(length == SECOND_LOOK, stop);
            }
            let begun = self.moves;
            let left = budget - begun;
            let this = if left < length.saturating_mul(2) { left } else { length };
            for part in parts {
                if !self.stopped {
                    (self.from_unseated, self.share_of_chains) = (part.from_unseated, part.chains);
                    let end = begun + (u128::from(this) * part.until / 64) as u64;
                    let hot = self.state.w.point * part.hot;
                    self.cycle(end.saturating_sub(self.moves), hot, GRAIN as f64 * COLD, stop);
                    self.go_to_best();
                    self.polish(budget, stop);
                    self.report();
                }
            }
            length = length.saturating_mul(3);
        }
        self.state.become_plan(&self.best);
        self.report();
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

    /// Polishes the prices that there are, for the plan at hand, or makes them; `anew` tries others as well.
    fn price(&mut self, anew: bool, stop: &mut dyn FnMut() -> bool) {
        if self.stopped || stop() || self.is_proven() {
            return;
        }
        let (c, w, plan) = (self.state.c, self.state.w, &self.best_totals);
        self.prices = Some(match self.prices.take() {
            None => bound::prepare(c, w, plan, stop),
            Some(prices) if anew => bound::prepare_again(c, w, plan, prices, stop),
            Some(prices) => bound::lower_at_hand(c, w, plan, prices, stop),
        });
    }

    /// Nobody can have more of what they wish as long as promises stand as they do.
    fn is_proven(&self) -> bool {
        self.utility_at_most().is_some_and(|most| most as i64 <= -self.best_totals.utility)
    }

    fn utility_at_most(&self) -> Option<u64> {
        let prices = self.prices.clone();
        bound::certify(self.state.c, self.state.w, &self.best_totals, prices, &mut || true).utility_at_most
    }

    /// Tells how the best plan stands; the bound is read off the prices and not improved.
    fn report(&mut self) {
        let at_most = self.utility_at_most();
        (self.watch)(Progress::of(&self.best_totals, at_most, self.moves));
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
