//! The program itself: a talk for every pair, kind of tables, round and interpreter that can be together, and a row for
//! every rule.

mod face;

use super::super::anneal::Search;
use super::super::compiled::{Compiled, NONE};
use super::super::draft::bits;
use super::super::linear::{Linear, Solved};
use super::super::score::Weights;
use super::super::settling::{Halves, Steps};
use super::super::state::{Slot, State};
use super::super::timed::classes;
use super::super::walking::{Spot, too_far};

pub use face::{Face, Tight};

/// How often rows for walking are added.
const TURNS: usize = 60;
/// More than nothing.
const SOME: f64 = 1e-6;
/// What a step of comfort costs, so little that no wish is given up for it; chance is worth one step at most, so
/// that one plan is best.
const APART: f64 = 1e-3;

/// A meeting at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    pub pair: u32,
    pub class: u32,
    pub room: u32,
    pub round: usize,
    pub interpreter: u32,
}

/// Everybody's day in the plan at hand.
pub struct Days<'a> {
    pub busy: Vec<u64>,
    pub rooms: Vec<u64>,
    pub slots: &'a [Slot],
}

impl Days<'_> {
    /// Steps of comfort that a talk would cost its people beside the day that they have.
    fn effort(&self, state: &State, talk: &Talk) -> i64 {
        let interpreted = if talk.interpreter == NONE { 0 } else { state.interpreter_cost() };
        if self.slots[talk.pair as usize].round as usize == talk.round {
            return interpreted;
        }
        let (bit, room) = (1 << talk.round, 1 << talk.room.min(63));
        let each = state.c.pair_members(talk.pair).iter().map(|q| {
            let (busy, rooms) = (self.busy[*q as usize], self.rooms[*q as usize]);
            state.day_cost(*q, busy | bit, rooms | room) - state.day_cost(*q, busy, rooms)
        });
        interpreted + each.sum::<i64>()
    }
}

/// Where the rules of each kind begin, numbered one after the other.
struct Rules {
    /// A resident meets an employer once, is in one place at a time, and has so many talks at most.
    at: usize,
    cap: usize,
    /// Tables of a kind in a round.
    places: usize,
    /// An interpreter is in one place at a time.
    helped: usize,
    /// An employer has so many talks at most.
    full: usize,
    end: usize,
}

impl Rules {
    fn of(c: &Compiled, class_of: &[u32]) -> Rules {
        let classes = class_of.iter().max().map_or(0, |class| *class as usize + 1);
        let at = c.available.len() * c.employer_cap.len();
        let cap = at + c.available.len() * c.rounds;
        let places = cap + c.available.len();
        let helped = places + classes * c.rounds;
        let full = helped + c.interpreter_rounds.len() * c.rounds;
        Rules { at, cap, places, helped, full, end: full + c.employer_cap.len() }
    }

    /// The rules in which a talk counts.
    fn over(&self, c: &Compiled, talk: &Talk) -> Vec<usize> {
        let employer = c.pairs[talk.pair as usize].employer as usize;
        let mut rules = vec![self.places + talk.class as usize * c.rounds + talk.round, self.full + employer];
        for q in c.pair_members(talk.pair).iter().map(|q| *q as usize) {
            let once = q * c.employer_cap.len() + employer;
            rules.extend([once, self.at + q * c.rounds + talk.round, self.cap + q]);
        }
        if talk.interpreter != NONE {
            rules.push(self.helped + talk.interpreter as usize * c.rounds + talk.round);
        }
        rules
    }
}

pub struct Program<'c> {
    c: &'c Compiled,
    pub linear: Linear,
    pub talks: Vec<Talk>,
    pub class_of: Vec<u32>,
    of_resident: Vec<Vec<u32>>,
    of_interpreter: Vec<Vec<u32>>,
    /// Whose promise each unknown after the talks is, and how many talks before it.
    promises: Vec<(u32, u32)>,
    /// The row of each rule, if it has one.
    row_of: Vec<u32>,
    /// Whether the two that follow are wanted: what plans consist of that are as good as the best so far, and what no
    /// plan costs less than, comfort apart.
    pub is_asked: bool,
    pub face: Option<Face>,
    pub at_least: Option<f64>,
    /// Rows for walking were added in vain somewhere.
    pub gave_up: bool,
    /// What each unknown costs, comfort and chance apart.
    cost: Vec<f64>,
}

impl<'c> Program<'c> {
    /// Around who sits; an interpreter could be in a room and round where `there` says so.
    pub fn new(state: &State<'c>, there: impl Fn(u32, u32, usize) -> bool) -> Program<'c> {
        let c = state.c;
        let (class_of, _, _) = classes(c);
        let mut this = Program {
            c,
            linear: Linear::default(),
            talks: Vec::new(),
            class_of,
            of_resident: vec![Vec::new(); c.available.len()],
            of_interpreter: vec![Vec::new(); c.interpreter_rounds.len()],
            promises: Vec::new(),
            row_of: Vec::new(),
            is_asked: false,
            face: None,
            at_least: None,
            gave_up: false,
            cost: Vec::new(),
        };
        for pair in 0..c.plannable as u32 {
            if state.may_sit(pair) {
                this.add_talks(state, pair, &there);
            }
        }
        this
    }

    fn add_talks(&mut self, state: &State, pair: u32, there: &impl Fn(u32, u32, usize) -> bool) {
        let c = self.c;
        let begun = self.talks.len();
        let busy = c.pair_members(pair).iter().fold(0, |busy, q| busy | state.busy[*q as usize]);
        for way in c.pair_ways(pair) {
            let (class, room) = (self.class_of[way.table as usize], c.table_room[way.table as usize]);
            for round in bits(way.rounds & c.open & !busy) {
                let known = self.talks[begun..].iter().any(|t| t.class == class && t.round == round);
                if known || !state.can_walk(pair, room, round) {
                    continue;
                }
                let helpers = c.helpers[way.helpers as usize].iter().copied();
                let could = |i: &u32| there(*i, room, round) && state.interpreter_is_free(*i, way, round);
                let helpers = helpers.filter(could);
                let nobody = (way.helpers == 0).then_some(NONE);
                for interpreter in helpers.chain(nobody) {
                    self.talks.push(Talk { pair, class, room, round, interpreter });
                }
            }
        }
        for talk in begun..self.talks.len() {
            for q in c.pair_members(pair) {
                self.of_resident[*q as usize].push(talk as u32);
            }
            if let Some(of) = self.of_interpreter.get_mut(self.talks[talk].interpreter as usize) {
                of.push(talk as u32);
            }
        }
    }

    /// All rules but walking, and what each talk is worth.
    pub fn lay_out(&mut self, search: &mut Search, days: &Days) {
        let rules = Rules::of(self.c, &self.class_of);
        let limit = self.limits(search.state, &rules);
        let mut count = vec![0.0; limit.len()];
        let stands: Vec<Vec<usize>> = self.talks.iter().map(|talk| rules.over(self.c, talk)).collect();
        stands.iter().flatten().for_each(|row| count[*row] += 1.0);
        let mut row = vec![NONE; limit.len()];
        for (number, limit) in limit.iter().enumerate().filter(|(number, limit)| count[*number] > **limit) {
            row[number] = self.linear.row(*limit);
        }
        let (steep, state) = (search.state.w.steep(), &*search.state);
        let short = |q: usize| state.talks[q]..self.c.promised[q];
        let promised = |q: &usize| !short(*q).is_empty() && !self.of_resident[*q].is_empty();
        let mut promise = vec![NONE; self.of_resident.len()];
        for q in (0..promise.len()).filter(promised) {
            promise[q] = self.linear.row(0.0);
        }
        for (talk, rows) in self.talks.iter().zip(&stands) {
            let rules = rows.iter().map(|rule| (row[*rule], 1.0));
            let kept = self.c.pair_members(talk.pair).iter().map(|q| (promise[*q as usize], -1.0));
            let rows: Vec<(u32, f64)> = rules.chain(kept).filter(|(row, _)| *row != NONE).collect();
            let apart = search.chance.below(1024) as f64 / 1024.0 + days.effort(state, talk) as f64;
            let worth = self.worth(&steep, talk) as f64 / steep.point.max(1.0);
            self.linear.unknown(apart * APART - worth, &rows);
            self.cost.push(-worth);
        }
        for q in (0..promise.len()).filter(|q| promise[*q] != NONE) {
            for k in short(q) {
                self.promises.push((q as u32, k - state.talks[q]));
                let reward = steep.short[k as usize] as f64 / steep.point.max(1.0);
                self.linear.unknown(-reward, &[(promise[q], 1.0)]);
                self.cost.push(-reward);
            }
        }
        self.row_of = row;
        self.linear.begin();
    }

    /// What a talk counts for, promises apart.
    pub fn worth(&self, steep: &Weights, talk: &Talk) -> i64 {
        let wishes = &self.c.wishes;
        let there = |table: u32| table == NONE || self.class_of[table as usize] == talk.class;
        let wanted = wishes.wanted[talk.pair as usize].iter();
        let kept = wanted.filter(|wanted| wanted.round as usize == talk.round && there(wanted.table));
        steep.utility * self.c.pairs[talk.pair as usize].value
            + steep.must_meet * wishes.musts[talk.pair as usize].len() as i64
            + kept.map(|wanted| wanted.weight * steep.per(wanted.level)).sum::<i64>()
    }

    /// How many talks each rule allows.
    fn limits(&self, state: &State, rules: &Rules) -> Vec<f64> {
        let c = self.c;
        let mut limit = vec![1.0; rules.end];
        for (q, most) in c.cap.iter().enumerate() {
            limit[rules.cap + q] = f64::from(most.saturating_sub(state.talks[q]));
        }
        for (e, most) in c.employer_cap.iter().enumerate() {
            limit[rules.full + e] = f64::from(most.saturating_sub(state.employer_talks[e]));
        }
        limit[rules.places..rules.helped].fill(0.0);
        for (table, class) in self.class_of.iter().enumerate() {
            for round in bits(c.table_open[table] & !state.table_busy[table]) {
                limit[rules.places + *class as usize * c.rounds + round] += 1.0;
            }
        }
        limit
    }

    /// Adds rows for walking where it goes wrong; false when it does nowhere.
    fn cut(&mut self) -> bool {
        let mut cuts: Vec<Vec<u32>> = Vec::new();
        for of in self.of_resident.iter().chain(&self.of_interpreter) {
            let spot = |t: &u32| {
                let Talk { room, round, .. } = self.talks[*t as usize];
                Spot { room, round, value: self.linear.value(*t) }
            };
            let spots: Vec<Spot> = of.iter().map(spot).collect();
            cuts.extend(too_far(self.c, &spots).iter().map(|cut| cut.iter().map(|k| of[*k]).collect()));
        }
        cuts.iter().for_each(|cut| self.linear.cut(cut, 1.0));
        if cuts.is_empty() {
            return false;
        }
        // Where the basis cannot be inverted there are no steps from here.
        self.linear.refresh();
        true
    }

    /// What a plan costs, or more than anything when a talk in it is not known here.
    pub fn cost_of(&self, plan: &[Slot]) -> f64 {
        let mut talks = vec![0; self.of_resident.len()];
        let mut cost = 0.0;
        for (pair, slot) in
            plan.iter().enumerate().take(self.c.plannable).filter(|(_, slot)| slot.round != NONE)
        {
            let pair = pair as u32;
            let class = self.class_of[slot.table as usize];
            let of = &self.of_resident[self.c.pair_members(pair)[0] as usize];
            let known = of.iter().find(|t| {
                let talk = &self.talks[**t as usize];
                let there = (talk.class, talk.round, talk.interpreter);
                talk.pair == pair && there == (class, slot.round as usize, slot.interpreter)
            });
            let Some(known) = known else {
                return f64::INFINITY;
            };
            cost += self.linear.cost(*known);
            self.c.pair_members(pair).iter().for_each(|q| talks[*q as usize] += 1);
        }
        for (unknown, (resident, k)) in (self.talks.len() as u32..).zip(&self.promises) {
            if talks[*resident as usize] > *k {
                cost += self.linear.cost(unknown);
            }
        }
        cost
    }
}

impl Halves for Program<'_> {
    fn linear(&mut self) -> &mut Linear {
        &mut self.linear
    }

    /// The surest talk with an interpreter, then promises, then other talks.
    fn half(&self) -> Option<u32> {
        let talks = self.talks.len() as u32;
        let value = |t: &u32| self.linear.value(*t);
        let some = |t: &u32| value(t) > SOME && value(t) < 1.0 - SOME;
        let helped = |t: &u32| self.talks[*t as usize].interpreter != NONE;
        let surer = |a: u32, b: u32| if value(&b) > value(&a) { b } else { a };
        let nearer = |a: u32, b: u32| if (value(&b) - 0.5).abs() < (value(&a) - 0.5).abs() { b } else { a };
        let promises = talks..self.linear.unknowns() as u32;
        let interpreted = (0..talks).filter(some).filter(helped).reduce(surer);
        let promised = || promises.clone().filter(some).reduce(nearer);
        interpreted.or_else(promised).or_else(|| (0..talks).filter(some).reduce(nearer))
    }

    /// The values of all talks.
    fn values(&self) -> Vec<f64> {
        (0..self.talks.len() as u32).map(|t| self.linear.value(t)).collect()
    }

    fn stands_best(&mut self) {
        if self.is_asked {
            self.face = Some(self.face_here());
            let bound = self.linear.bound(|unknown| self.cost[unknown as usize]);
            self.at_least = Some(self.at_least.map_or(bound, |known| known.max(bound)));
        }
    }

    /// Walking and all.
    fn solve(&mut self, most: f64, steps: &mut Steps) -> Option<f64> {
        for _ in 0..TURNS {
            if steps(&mut self.linear) != Solved::Best || self.linear.total() > most {
                return None;
            }
            if !self.cut() {
                return Some(self.linear.total());
            }
        }
        self.gave_up = true;
        None
    }
}
