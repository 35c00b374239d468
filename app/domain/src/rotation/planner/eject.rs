//! Ejection chains (Glover 1996), the cheapest first: somebody takes a place, whoever sat there takes another
//! place or another talk, and so on, until a place is free or a talk is given up that is worth little. The
//! cheapest chain is a shortest path (Dijkstra 1959) over meetings, so that chains of any length are found.

mod apply;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::compiled::{NONE, Way};
use super::draft::bits;
use super::state::{NOWHERE, Slot, State};

const FAR: i64 = i64::MAX / 4;
/// Longer chains are not followed.
const LONGEST: usize = 24;

/// How a meeting came to lose its place: who takes it, where, and whose place they lost before.
#[derive(Clone, Copy)]
struct Step {
    takes: u32,
    slot: Slot,
    /// The meeting that the taker's resident lost; NONE at the beginning of the chain.
    before: u32,
}

/// Where a chain ends: a free place is taken, or (`takes` is NONE) nothing.
#[derive(Clone, Copy)]
struct End {
    cost: i64,
    step: Step,
}

#[derive(Default)]
pub(super) struct Ejector {
    distance: Vec<i64>,
    by: Vec<Step>,
    reached: Vec<u32>,
    heap: BinaryHeap<(Reverse<i64>, u32)>,
    /// Steps that turned out not to fit.
    banned: Vec<(u32, u32, u32)>,
    /// Meetings looked at, each of which counts for a move, and how many may be.
    looked: u64,
    most_looked: u64,
}

impl Ejector {
    fn begin(&mut self, pairs: usize) {
        let step = Step { takes: NONE, slot: NOWHERE, before: NONE };
        self.distance.resize(pairs, FAR);
        self.by.resize(pairs, step);
        for pair in self.reached.drain(..) {
            self.distance[pair as usize] = FAR;
        }
        self.heap.clear();
    }

    /// The cheapest chain that gives a resident one of these pairs, if it costs less than `most`.
    fn search(&mut self, state: &State, resident: u32, only: Option<u32>, most: i64) -> Option<End> {
        self.begin(state.c.pairs.len());
        let mut end = None;
        self.expand(state, resident, only, (0, NONE), most, &mut end);
        while let Some((Reverse(cost), pair)) = self.heap.pop() {
            if cost > self.distance[pair as usize] {
                continue;
            }
            let most = end.map_or(most, |end: End| end.cost);
            if cost >= most || self.looked >= self.most_looked {
                break;
            }
            let dropped = cost + state.missed(pair);
            if dropped < most {
                end = Some(End { cost: dropped, step: Step { takes: NONE, slot: NOWHERE, before: pair } });
            }
            let resident = state.c.pair_members(pair)[0];
            self.expand(state, resident, None, (cost, pair), most, &mut end);
        }
        end
    }

    /// All that a resident could do who lost a meeting (`before`), or wants one.
    fn expand(
        &mut self,
        state: &State,
        resident: u32,
        only: Option<u32>,
        (so_far, before): (i64, u32),
        most: i64,
        end: &mut Option<End>,
    ) {
        let c = state.c;
        self.looked += 1;
        let lost = if before == NONE { NOWHERE } else { state.slots[before as usize] };
        let mut free = c.available[resident as usize] & c.open & !state.busy[resident as usize];
        if before != NONE {
            free |= 1 << lost.round;
        } else if state.talks[resident as usize] >= c.cap[resident as usize] {
            return;
        }
        let had = if before == NONE { 0 } else { state.missed_alone(before) };
        for pair in &c.pairs_of_resident[resident as usize] {
            let again = *pair == before;
            if (only.is_some_and(|only| only != *pair))
                || c.pair_members(*pair).len() != 1
                || !state.allowed[*pair as usize]
                || (!again && (state.is_seated(*pair) || state.has_rival(*pair, before)))
            {
                continue;
            }
            let musts = if c.wishes.musts[*pair as usize].is_empty() { 0 } else { state.w.must_meet };
            let gain = state.gain[*pair as usize] + musts;
            for way in c.pair_ways(*pair) {
                for round in bits(way.rounds & free) {
                    if again && round as u32 == lost.round && way.table == lost.table {
                        continue;
                    }
                    let worth = gain - state.wish_cost(*pair, way.table, round);
                    // A step that gains is taken as one that costs nothing, so that paths stay shortest.
                    let cost = so_far + (had - worth).max(0) + state.w.comfort;
                    let least = end.map_or(most, |end| end.cost);
                    if cost >= least
                        || !state.can_walk_without(resident, c.table_room[way.table as usize], round, before)
                        || self.banned.contains(&(*pair, way.table, round as u32))
                    {
                        continue;
                    }
                    self.take(state, (*pair, before), way, round, cost, end);
                }
            }
        }
    }

    /// Whoever would have to leave that place is reached; or the chain ends there.
    fn take(
        &mut self,
        state: &State,
        (takes, before): (u32, u32),
        way: &Way,
        round: usize,
        cost: i64,
        end: &mut Option<End>,
    ) {
        let c = state.c;
        let step = |interpreter| Step {
            takes,
            slot: Slot { table: way.table, round: round as u32, interpreter },
            before,
        };
        let helpers = &c.helpers[way.helpers as usize];
        let taken = (state.table_busy[way.table as usize] >> round) & 1 == 1;
        let guest = if taken { state.pair_at_table(way.table, round) } else { NONE };
        let free = state.free_interpreter(way, round);
        match (taken, free) {
            (false, Some(interpreter)) => *end = Some(End { cost, step: step(interpreter) }),
            (true, Some(interpreter)) => self.reach(state, guest, step(interpreter), cost),
            (true, None) => {
                let theirs = state.slots[guest as usize].interpreter;
                if helpers.contains(&theirs) {
                    self.reach(state, guest, step(theirs), cost);
                }
            }
            (false, None) => {
                for i in helpers.iter().filter(|i| (c.interpreter_rounds[**i as usize] >> round) & 1 == 1) {
                    if (state.interpreter_busy[*i as usize] >> round) & 1 == 1 {
                        self.reach(state, state.pair_of_interpreter(*i, round), step(*i), cost);
                    }
                }
            }
        }
    }

    fn reach(&mut self, state: &State, pair: u32, step: Step, cost: i64) {
        if cost >= self.distance.get(pair as usize).copied().unwrap_or(0)
            || state.is_history(pair)
            || state.c.pair_members(pair).len() != 1
            || !self.may_follow(state, pair, step)
        {
            return;
        }
        if self.distance[pair as usize] == FAR {
            self.reached.push(pair);
        }
        self.distance[pair as usize] = cost;
        self.by[pair as usize] = step;
        self.heap.push((Reverse(cost), pair));
    }

    /// Nobody is twice in one chain.
    fn may_follow(&self, state: &State, pair: u32, step: Step) -> bool {
        let resident = |p: u32| state.c.pair_members(p)[0];
        let mut at = step;
        for _ in 0..LONGEST {
            if resident(at.takes) == resident(pair) {
                return false;
            }
            if at.before == NONE {
                return true;
            }
            at = self.by[at.before as usize];
        }
        false
    }
}

impl State<'_> {
    /// What a meeting is worth beside the promise that it keeps.
    fn missed_alone(&self, pair: u32) -> i64 {
        let slot = self.slots[pair as usize];
        let musts = if self.c.wishes.musts[pair as usize].is_empty() { 0 } else { self.w.must_meet };
        self.gain[pair as usize] + musts - self.wish_cost(pair, slot.table, slot.round as usize)
    }

    fn has_rival(&self, pair: u32, but: u32) -> bool {
        self.c.rivals[pair as usize].iter().any(|rival| *rival != but && self.is_seated(*rival))
    }

    /// Whether a resident can walk to and from a room in that round, were one meeting not there.
    fn can_walk_without(&self, q: u32, room: u32, round: usize, without: u32) -> bool {
        let far = self.c.rooms.far(room, round);
        !bits(self.busy[q as usize] & far & !(1 << round)).any(|other| {
            let there = self.pair_at(q, other);
            there != without && (self.c.rooms.blocked(room, round, self.room_of(there)) >> other) & 1 == 1
        })
    }
}
