//! The program itself: a day for every way to give a resident's meetings other times, and a row for every kind of
//! tables and every interpreter in each round.

use super::super::chance::Chance;
use super::super::compiled::{Compiled, NONE};
use super::super::draft::bits;
use super::super::linear::{Linear, Solved};
use super::super::settling::{Halves, Steps};
use super::super::state::{Slot, State};
use super::super::timed::classes;
use super::super::walking::{Spot, too_far};
use super::super::whole::program::Talk;

/// Rooms beyond the 64th share a bit, which only comfort can notice.
const ROOMS: usize = 64;
/// Putting days together is given up after so many looks for every day that there may be, because most may lead
/// nowhere.
const LOOKS_PER_DAY: usize = 16;
/// How often rows for walking are added.
const TURNS: usize = 60;
/// Less is rounding.
const SOME: f64 = 1e-6;
/// Chance is worth so much that one plan is best, and no step of comfort.
const APART: f64 = 1e-4;

/// What a resident could do in these rounds.
pub struct Day {
    pub resident: u32,
    pub(super) cost: i64,
    /// Where its talks stand.
    talks: (u32, u32),
}

pub struct Program<'c> {
    pub(super) c: &'c Compiled,
    linear: Linear,
    /// Meetings that may move.
    pub moving: Vec<u32>,
    pub days: Vec<Day>,
    talks: Vec<Talk>,
    pub class_of: Vec<u32>,
    /// How many tables of a kind are free in each round for those who move.
    places: Vec<u32>,
    /// How many talks each employer may have; nothing where all keep theirs.
    pub(super) full: Vec<u32>,
    /// How often it was looked for days; how many of both there may be.
    pub looks: usize,
    most: (usize, usize),
}

/// A resident's meetings while a day is put together.
struct Building<'a, 'c> {
    state: &'a State<'c>,
    resident: u32,
    /// Of each meeting where and when it could be.
    spots: Vec<Vec<Talk>>,
    chosen: Vec<Talk>,
}

impl<'c> Program<'c> {
    /// Around everybody who stays where they are; nothing when there would be too many days.
    pub fn around(state: &mut State<'c>, rounds: u64, most: usize) -> Option<Program<'c>> {
        let c = state.c;
        let moving: Vec<u32> =
            state.seated.iter().copied().filter(|pair| moves(state, *pair, rounds)).collect();
        let mut of_resident: Vec<Vec<usize>> = vec![Vec::new(); c.available.len()];
        for (k, pair) in moving.iter().enumerate() {
            of_resident[c.pair_members(*pair)[0] as usize].push(k);
        }
        moving.iter().for_each(|pair| state.unseat(*pair));
        let (class_of, _, _) = classes(c);
        let mut this = Program::empty(state, moving, class_of, rounds);
        this.allow(most);
        let mut fits = true;
        for (resident, own) in of_resident.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
            let spots = own.iter().map(|k| this.spots(state, this.moving[*k], rounds)).collect();
            let mut building = Building { state, resident: resident as u32, spots, chosen: Vec::new() };
            fits &= this.build(&mut building);
            if !fits {
                break;
            }
        }
        state.take_back();
        fits.then_some(this)
    }

    /// Without any days yet, around all who sit.
    pub(super) fn empty(state: &State<'c>, moving: Vec<u32>, class_of: Vec<u32>, rounds: u64) -> Program<'c> {
        let c = state.c;
        let kinds = class_of.iter().max().map_or(0, |class| *class as usize + 1);
        let mut places = vec![0; kinds * c.rounds];
        for (table, class) in class_of.iter().enumerate() {
            for round in bits(c.table_open[table] & !state.table_busy[table] & rounds) {
                places[*class as usize * c.rounds + round] += 1;
            }
        }
        let (linear, days, talks) = (Linear::default(), Vec::new(), Vec::new());
        Program { c, linear, moving, days, talks, class_of, places, full: Vec::new(), looks: 0, most: (0, 0) }
    }

    /// Where and when a meeting could be around all that stays.
    fn spots(&self, state: &State, pair: u32, rounds: u64) -> Vec<Talk> {
        let c = self.c;
        let mut spots: Vec<Talk> = Vec::new();
        for way in c.pair_ways(pair) {
            let (class, room) = (self.class_of[way.table as usize], c.table_room[way.table as usize]);
            let free = state.free_rounds(pair, way) & rounds;
            let helpers = c.helpers[way.helpers as usize].iter().copied();
            for interpreter in helpers.chain((way.helpers == 0).then_some(NONE)) {
                for round in bits(free) {
                    let talk = Talk { pair, class, room, round, interpreter };
                    let helped = interpreter == NONE || state.interpreter_is_free(interpreter, way, round);
                    if helped && !spots.contains(&talk) && state.can_walk(pair, room, round) {
                        spots.push(talk);
                    }
                }
            }
        }
        spots
    }

    /// Adds the days of a resident; false when there are too many.
    fn build(&mut self, building: &mut Building) -> bool {
        let k = building.chosen.len();
        if !self.look() {
            return false;
        }
        if k == building.spots.len() {
            let cost = comfort(building.state, building.resident, building.chosen.iter());
            self.push(building.resident, cost, building.chosen.iter().copied());
            return true;
        }
        for place in 0..building.spots[k].len() {
            let spot = building.spots[k][place];
            let together = |talk: &Talk| {
                let far = self.c.rooms.blocked(talk.room, talk.round, spot.room);
                talk.round != spot.round && (far >> spot.round) & 1 == 0
            };
            if building.chosen.iter().all(together) {
                building.chosen.push(spot);
                let fits = self.build(building);
                building.chosen.pop();
                if !fits {
                    return false;
                }
            }
        }
        true
    }

    /// Looks once more; false when there is no room for another day, or no time to look for it.
    pub(super) fn look(&mut self) -> bool {
        self.looks += 1;
        self.days.len() < self.most.0 && self.looks <= self.most.1
    }

    /// From here on so many days may come, which takes some looks each.
    pub(super) fn allow(&mut self, days: usize) {
        self.most = (self.days.len() + days, self.looks + LOOKS_PER_DAY * days);
    }

    /// Forgets all days but the first ones.
    pub(super) fn keep(&mut self, days: usize) {
        self.days.truncate(days);
        self.talks.truncate(self.days.last().map_or(0, |day| day.talks.1 as usize));
    }

    pub(super) fn push(&mut self, resident: u32, cost: i64, talks: impl Iterator<Item = Talk>) {
        let first = self.talks.len() as u32;
        self.talks.extend(talks);
        self.days.push(Day { resident, cost, talks: (first, self.talks.len() as u32) });
    }

    pub fn talks_of(&self, day: usize) -> &[Talk] {
        let (from, to) = self.days[day].talks;
        &self.talks[from as usize..to as usize]
    }

    /// A row for each resident, who has one day, and for whatever too many could want.
    pub fn lay_out(&mut self, chance: &mut Chance) {
        let rounds = self.c.rounds;
        let helped = self.places.len();
        let mut limit: Vec<u32> = self.places.clone();
        limit.resize(helped + self.c.interpreter_rounds.len() * rounds, 1);
        let full = limit.len();
        limit.extend(&self.full);
        let rule = |talk: &Talk| {
            let place = talk.class as usize * rounds + talk.round;
            let help = helped + talk.interpreter as usize * rounds + talk.round;
            let full = full + self.c.pairs[talk.pair as usize].employer as usize;
            let help = (talk.interpreter != NONE).then_some(help);
            std::iter::once(place).chain(help).chain((!self.full.is_empty()).then_some(full))
        };
        let mut wanted = vec![0; limit.len()];
        self.talks.iter().flat_map(rule).for_each(|rule| wanted[rule] += 1_u32);
        let mut own = Vec::new();
        let mut last = NONE;
        for day in &self.days {
            if day.resident != last {
                own.push(self.linear.row(1.0));
                last = day.resident;
            } else {
                own.extend(own.last().copied());
            }
        }
        let mut row = vec![NONE; limit.len()];
        for rule in (0..limit.len()).filter(|rule| wanted[*rule] > limit[*rule]) {
            row[rule] = self.linear.row(f64::from(limit[rule]));
        }
        // Of each row of a resident the day that costs least.
        let mut first: Vec<(u32, u32)> = Vec::new();
        for (number, day) in self.days.iter().enumerate() {
            let rules = self.talks_of(number).iter().flat_map(rule).map(|rule| row[rule]);
            let rules = rules.filter(|row| *row != NONE).map(|row| (row, 1.0));
            let rows: Vec<(u32, f64)> = std::iter::once((own[number], 1.0)).chain(rules).collect();
            let cost = day.cost as f64 + chance.below(1024) as f64 / 1024.0 * APART;
            let unknown = self.linear.unknown(cost, &rows);
            match first.last_mut() {
                Some((row, least)) if *row == own[number] => {
                    if cost < self.linear.cost(*least) {
                        *least = unknown;
                    }
                }
                _ => first.push((own[number], unknown)),
            }
        }
        self.linear.begin_at(&first);
    }

    /// What the days of a plan cost.
    pub fn cost_of(&self, plan: &[Slot]) -> f64 {
        let there = |talk: &Talk| {
            let slot = plan[talk.pair as usize];
            slot.round as usize == talk.round
                && slot.interpreter == talk.interpreter
                && self.class_of[slot.table as usize] == talk.class
        };
        let as_it_is = (0..self.days.len()).filter(|day| self.talks_of(*day).iter().all(there));
        as_it_is.map(|day| self.linear.cost(day as u32)).sum()
    }
}

impl Program<'_> {
    /// Adds rows where interpreters would have no time to walk; false when they have everywhere.
    fn cut(&mut self) -> bool {
        let mut of: Vec<(Vec<u32>, Vec<Spot>)> = Vec::new();
        of.resize_with(self.c.interpreter_rounds.len(), Default::default);
        for day in 0..self.days.len() {
            let value = self.linear.value(day as u32);
            for talk in self.talks_of(day).iter().filter(|talk| talk.interpreter != NONE) {
                let (days, spots) = &mut of[talk.interpreter as usize];
                days.push(day as u32);
                spots.push(Spot { room: talk.room, round: talk.round, value });
            }
        }
        let mut cuts: Vec<Vec<u32>> = Vec::new();
        for (days, spots) in &of {
            cuts.extend(too_far(self.c, spots).iter().map(|cut| cut.iter().map(|k| days[*k]).collect()));
        }
        cuts.iter().for_each(|cut| self.linear.cut(cut, 1.0));
        if cuts.is_empty() {
            return false;
        }
        // Where the basis cannot be inverted there are no steps from here.
        self.linear.refresh();
        true
    }
}

#[cfg(test)]
impl Program<'_> {
    /// Whether these days can be together.
    pub fn fit(&self, days: &[usize]) -> bool {
        let talks: Vec<&Talk> = days.iter().flat_map(|day| self.talks_of(*day)).collect();
        let employer = |talk: &Talk| self.c.pairs[talk.pair as usize].employer;
        talks.iter().all(|talk| {
            let at_once = || talks.iter().filter(|other| other.round == talk.round);
            let tables = self.places[talk.class as usize * self.c.rounds + talk.round] as usize;
            let with_them = |other: &&&Talk| other.interpreter == talk.interpreter;
            let near = |other: &&Talk| {
                (self.c.rooms.blocked(talk.room, talk.round, other.room) >> other.round) & 1 == 0
            };
            let full = self.full.get(employer(talk) as usize).map(|full| *full as usize);
            at_once().filter(|other| other.class == talk.class).count() <= tables
                && (talk.interpreter == NONE
                    || at_once().filter(with_them).count() == 1
                        && talks.iter().filter(with_them).filter(|other| other.round != talk.round).all(near))
                && full.is_none_or(|full| {
                    talks.iter().filter(|other| employer(other) == employer(talk)).count() <= full
                })
        })
    }

    pub fn cost(&self, day: usize) -> f64 {
        self.linear.cost(day as u32)
    }

    pub fn worth(&self, values: &[f64]) -> f64 {
        values.iter().enumerate().map(|(day, value)| value * self.cost(day)).sum()
    }
}

impl Halves for Program<'_> {
    fn linear(&mut self) -> &mut Linear {
        &mut self.linear
    }

    fn solve(&mut self, most: f64, steps: &mut Steps) -> Option<f64> {
        for _ in 0..TURNS {
            if steps(&mut self.linear) != Solved::Best || self.linear.total() > most {
                return None;
            }
            if !self.cut() {
                return Some(self.linear.total());
            }
        }
        None
    }

    /// The surest day.
    fn half(&self) -> Option<u32> {
        let value = |day: &u32| self.linear.value(*day);
        let some = |day: &u32| value(day) > SOME && value(day) < 1.0 - SOME;
        (0..self.days.len() as u32).filter(some).reduce(|a, b| if value(&b) > value(&a) { b } else { a })
    }

    fn values(&self) -> Vec<f64> {
        (0..self.days.len() as u32).map(|day| self.linear.value(day)).collect()
    }
}

/// Whether a meeting may move: it takes place in these rounds, alone, and nobody asked for its time.
fn moves(state: &State, pair: u32, rounds: u64) -> bool {
    let slot = state.slots[pair as usize];
    (rounds >> slot.round) & 1 == 1
        && !state.is_history(pair)
        && state.c.pair_members(pair).len() == 1
        && state.c.wishes.wanted[pair as usize].is_empty()
}

/// What a resident's day with these talks costs in comfort, beside what they have.
pub(super) fn comfort<'t>(state: &State, resident: u32, talks: impl Iterator<Item = &'t Talk>) -> i64 {
    let (mut busy, mut rooms) = (state.busy[resident as usize], state.rooms[resident as usize]);
    let mut helped = 0;
    for talk in talks {
        (busy, rooms) = (busy | 1 << talk.round, rooms | 1 << bit(talk.room));
        helped += i64::from(talk.interpreter != NONE);
    }
    state.day_cost(resident, busy, rooms) + helped * state.interpreter_cost()
}

fn bit(room: u32) -> usize {
    room.min(ROOMS as u32 - 1) as usize
}
