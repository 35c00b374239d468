//! Simulated annealing with ejection: one meeting is forced into a place, those put out and the places
//! left free look for each other, and the whole step is taken or taken back. Cycles grow, by a
//! factor of three or in small fairs of two up to a limit, so that there is a good plan whenever the caller stops.

mod course;
mod exchange;
mod interpreters;
mod report;
mod resettle;

pub(super) use course::SMALL;

use super::assignment::Assignment;
use super::chain::Chain;
use super::chance::{Chance, Heat, exp, ln};
use super::eject::Ejector;
use super::prices::Prices;
use super::progress::Progress;
use super::reseat::Reseater;
use super::retime::Retimer;
use super::score::{GRAIN, Totals};
use super::state::{Slot, State};
use super::whole::Weighed;

/// How often the caller is asked whether to stop, and the temperature falls.
const BEAT: u64 = 256;
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
    /// Prices for the certificate, and what was found where the plan was weighed as a whole.
    pub prices: Option<Prices>,
    pub weighed: Option<Weighed>,
    watch: &'s mut dyn FnMut(Progress),
    /// `owed[k]`: promises of more than k meetings that a choice does not keep which knows no rounds.
    pub(super) owed: Vec<i64>,
    pub moves: u64,
    pub stopped: bool,
    from_unseated: u64,
    share_of_chains: u64,
    pub(super) out: Vec<(u32, Slot)>,
    pub(super) retimer: Option<Retimer>,
    pub(super) reseater: Reseater,
    pub(super) ejector: Ejector,
    matrix: Assignment,
    /// Pairs, and ways of theirs, to which an interpreter could go.
    waiting: Vec<(u32, u32)>,
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
            weighed: None,
            watch,
            owed: Vec::new(),
            moves: 0,
            stopped: false,
            from_unseated: 0,
            share_of_chains: 0,
            out: Vec::new(),
            retimer: None,
            reseater: Reseater::default(),
            ejector: Ejector::default(),
            matrix: Assignment::default(),
            waiting: Vec::new(),
            joined: Vec::new(),
        }
    }

    /// From here on the plan at hand is the best, whatever was before.
    pub(super) fn begin_anew(&mut self) {
        self.best.clone_from(&self.state.slots);
        self.best_totals.clone_from(&self.state.totals);
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
            self.attempt(pair)
        };
        if seated {
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
        if self.state.w.better(&self.state.totals, &self.best_totals) {
            self.best.clone_from(&self.state.slots);
            self.best_totals.clone_from(&self.state.totals);
        }
    }

    fn choose(&mut self) -> u32 {
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
