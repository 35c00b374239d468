//! The program itself: a meeting for every pair, kind of tables and room, a stay for every interpreter, part of the day
//! and room, and a row for every rule that could be broken.

use std::collections::BTreeMap;

use super::super::choice::{classes, employer_places};
use super::super::compiled::{Compiled, NONE};
use super::super::linear::{Linear, Solved};
use super::super::settling::{Halves, Steps};
use super::Stay;

/// More than nothing.
const SOME: f64 = 1e-6;

/// What things count for, in points.
pub struct Worth<'a> {
    /// The first, second … promise.
    pub promises: &'a [f64],
    /// A pair that meets at its best place, with an interpreter or without.
    pub meeting: &'a dyn Fn(u32, bool) -> f64,
}

/// What one more of each would be worth, in points.
pub struct Costs {
    /// A place at tables of a class.
    pub class: Vec<f64>,
    pub employer: Vec<f64>,
    /// A round of an interpreter.
    pub interpreter: Vec<f64>,
    /// A talk of a resident, less what it brings towards a promise.
    pub resident: Vec<f64>,
}

pub struct Meeting {
    pub pair: u32,
    class: u32,
    room: u32,
    helpers: u32,
    /// Parts of the day in which it could be.
    parts: u64,
}

/// Rows by what they limit; NONE where there is enough of it.
struct Rows {
    class: Vec<u32>,
    employer: Vec<u32>,
    /// An interpreter in a part of the day, by interpreter.
    at: Vec<u32>,
    cap: Vec<u32>,
    promise: Vec<u32>,
}

/// Those who ask for an interpreter alike, by helpers, room and parts of the day, and their row.
type Asked = BTreeMap<(u32, u32, u64), u32>;

pub struct Program<'c> {
    c: &'c Compiled,
    linear: Linear,
    /// The first unknowns, and those after them.
    pub meetings: Vec<Meeting>,
    pub stays: Vec<Stay>,
    rows: Rows,
    /// What everything costs before anything is settled.
    pub costs: Option<Costs>,
}

/// Where the rules of each kind begin, numbered one after the other.
struct Rules {
    /// A resident has so many talks at most.
    cap: usize,
    /// A pair meets once.
    pair: usize,
    class: usize,
    employer: usize,
    end: usize,
}

impl Rules {
    /// The first are for residents who could meet an employer alone or in a group.
    fn of(c: &Compiled, classes: usize) -> Rules {
        let cap = c.available.len() * c.employer_cap.len();
        let pair = cap + c.available.len();
        let class = pair + c.plannable;
        let employer = class + classes;
        Rules { cap, pair, class, employer, end: employer + c.employer_cap.len() }
    }

    fn over(&self, c: &Compiled, meeting: &Meeting) -> Vec<usize> {
        let pair = meeting.pair as usize;
        let employer = c.pairs[pair].employer as usize;
        let mut rules = vec![self.pair + pair, self.class + meeting.class as usize, self.employer + employer];
        for q in c.pair_members(meeting.pair).iter().map(|q| *q as usize) {
            rules.push(self.cap + q);
            if !c.rivals[pair].is_empty() {
                rules.push(q * c.employer_cap.len() + employer);
            }
        }
        rules
    }

    /// How many meetings each allows.
    fn limits(&self, c: &Compiled, places: &[i64], had: &[u32]) -> Vec<f64> {
        let mut limit = vec![1.0; self.end];
        for (q, had) in had.iter().enumerate() {
            let left = c.cap[q].saturating_sub(*had).min((c.available[q] & c.open).count_ones());
            limit[self.cap + q] = f64::from(left);
        }
        let employers = employer_places(c);
        let there = places.iter().chain(&employers).map(|places| (*places).max(0) as f64);
        limit[self.class..].iter_mut().zip(there).for_each(|(limit, there)| *limit = there);
        limit
    }
}

impl<'c> Program<'c> {
    /// Around nothing but what has happened. What is `apart` is drawn for each meeting.
    pub fn new(c: &'c Compiled, worth: &Worth, mut apart: impl FnMut() -> f64) -> Program<'c> {
        let (class_of, _, places) = classes(c);
        let (parts, had) = (c.rooms.blocks(), c.talks_had());
        let meetings: Vec<Meeting> =
            (0..c.plannable as u32).flat_map(|pair| meetings_of(c, &class_of, &parts, pair)).collect();
        let rules = Rules::of(c, places.len());
        let over: Vec<Vec<usize>> = meetings.iter().map(|meeting| rules.over(c, meeting)).collect();
        let mut count = vec![0.0; rules.end];
        over.iter().flatten().for_each(|rule| count[*rule] += 1.0);
        let mut linear = Linear::default();
        let mut broken = |limit: &f64, count: &f64| if count > limit { linear.row(*limit) } else { NONE };
        let limit = rules.limits(c, &places, &had);
        let row: Vec<u32> = limit.iter().zip(&count).map(|(limit, count)| broken(limit, count)).collect();
        let promised = |q: usize| c.promised[q] > had[q] && !c.pairs_of_resident[q].is_empty();
        let promise: Vec<u32> =
            (0..had.len()).map(|q| if promised(q) { linear.row(0.0) } else { NONE }).collect();
        let mut asked = Asked::new();
        for (meeting, over) in meetings.iter().zip(&over) {
            let mut rows: Vec<(u32, f64)> = over.iter().map(|rule| (row[*rule], 1.0)).collect();
            rows.extend(c.pair_members(meeting.pair).iter().map(|q| (promise[*q as usize], -1.0)));
            rows.retain(|(row, _)| *row != NONE);
            if meeting.helpers != 0 {
                let alike = (meeting.helpers, meeting.room, meeting.parts);
                rows.push((*asked.entry(alike).or_insert_with(|| linear.row(0.0)), 1.0));
            }
            linear.unknown(apart() - (worth.meeting)(meeting.pair, meeting.helpers != 0), &rows);
        }
        let rows = Rows {
            class: row[rules.class..rules.employer].to_vec(),
            employer: row[rules.employer..].to_vec(),
            at: Vec::new(),
            cap: row[rules.cap..rules.pair].to_vec(),
            promise,
        };
        let mut this = Program { c, linear, meetings, stays: Vec::new(), rows, costs: None };
        this.add_stays(&parts, &asked);
        this.add_promises(worth, &had);
        this.linear.begin();
        this
    }

    /// Where each interpreter could be in each part of the day, and the rounds that they give to those who ask.
    fn add_stays(&mut self, parts: &[u64], asked: &Asked) {
        let c = self.c;
        let there =
            |interpreter: u32, part: usize| parts[part] & c.open & c.interpreter_rounds[interpreter as usize];
        let mut own: BTreeMap<(u32, usize, u32), u32> = BTreeMap::new();
        let mut given: Vec<[(u32, f64); 2]> = Vec::new();
        for ((helpers, room, of), asked) in asked {
            for interpreter in &c.helpers[*helpers as usize] {
                for part in (0..parts.len()).filter(|part| (of >> part) & 1 == 1) {
                    let rounds = f64::from(there(*interpreter, part).count_ones());
                    if rounds > 0.0 {
                        let key = (*interpreter, part, *room);
                        let own = *own.entry(key).or_insert_with(|| self.linear.row(0.0));
                        given.push([(*asked, -rounds), (own, rounds)]);
                    }
                }
            }
        }
        let mut at = vec![NONE; c.interpreter_rounds.len() * parts.len()];
        for ((interpreter, part, room), own) in own {
            let (rounds, at) = (there(interpreter, part), &mut at[interpreter as usize * parts.len() + part]);
            if *at == NONE {
                *at = self.linear.row(1.0);
            }
            self.linear.unknown(0.0, &[(own, -f64::from(rounds.count_ones())), (*at, 1.0)]);
            self.stays.push(Stay { interpreter, room, rounds });
        }
        given.iter().for_each(|rows| {
            self.linear.unknown(0.0, rows);
        });
        self.rows.at = at;
    }

    /// A promise is kept by one talk of those that a resident has.
    fn add_promises(&mut self, worth: &Worth, had: &[u32]) {
        for (q, row) in self.rows.promise.iter().enumerate().filter(|(_, row)| **row != NONE) {
            for k in had[q]..self.c.promised[q] {
                let reward = worth.promises.get(k as usize).copied().unwrap_or(0.0);
                self.linear.unknown(-reward, &[(*row, 1.0)]);
            }
        }
    }

    /// As it stands: the steps go from costs to costs.
    pub fn what_all_costs(&self) -> Costs {
        let c = self.c;
        let cost = |row: &u32| if *row == NONE { 0.0 } else { self.linear.worth(*row) };
        let each = |rows: &[u32]| rows.iter().map(cost).collect();
        let parts = self.rows.at.len() / c.interpreter_rounds.len().max(1);
        let days = self.rows.at.chunks(parts.max(1)).zip(&c.interpreter_rounds);
        let round = |(day, there): (&[u32], &u64)| {
            day.iter().map(cost).sum::<f64>() / f64::from((there & c.open).count_ones().max(1))
        };
        let residents = self.rows.cap.iter().zip(&self.rows.promise);
        Costs {
            class: each(&self.rows.class),
            employer: each(&self.rows.employer),
            interpreter: days.map(round).collect(),
            resident: residents.map(|(cap, promise)| cost(cap) - cost(promise)).collect(),
        }
    }
}

impl Halves for Program<'_> {
    fn linear(&mut self) -> &mut Linear {
        &mut self.linear
    }

    /// The surest stay, then the surest meeting with an interpreter, then any other.
    fn half(&self) -> Option<u32> {
        let value = |unknown: u32| self.linear.value(unknown);
        let half = |unknown: &u32| value(*unknown) > SOME && value(*unknown) < 1.0 - SOME;
        let surer = |a: u32, b: u32| if value(b) > value(a) { b } else { a };
        let first_stay = self.meetings.len() as u32;
        let (meetings, stays) = (0..first_stay, first_stay..first_stay + self.stays.len() as u32);
        let helped = |meeting: &u32| self.meetings[*meeting as usize].helpers != 0;
        let interpreted = || meetings.clone().filter(half).filter(helped).reduce(surer);
        let stay = stays.filter(half).reduce(surer);
        stay.or_else(interpreted).or_else(|| meetings.clone().filter(half).reduce(surer))
    }

    /// Of the meetings, then of the stays.
    fn values(&self) -> Vec<f64> {
        let unknowns = 0..(self.meetings.len() + self.stays.len()) as u32;
        unknowns.map(|unknown| self.linear.value(unknown)).collect()
    }

    fn solve(&mut self, most: f64, steps: &mut Steps) -> Option<f64> {
        if steps(&mut self.linear) != Solved::Best {
            return None;
        }
        if self.costs.is_none() {
            self.costs = Some(self.what_all_costs());
        }
        Some(self.linear.total()).filter(|total| *total <= most)
    }
}

/// A pair at each kind of tables in each room. Interpreters are for those who can meet in no other way.
fn meetings_of(c: &Compiled, class_of: &[u32], parts: &[u64], pair: u32) -> Vec<Meeting> {
    let wanted = &c.wishes.wanted[pair as usize];
    let wished =
        wanted.iter().filter(|wanted| wanted.round < c.rounds as u32).fold(0, |all, w| all | 1 << w.round);
    let alone = c.pair_ways(pair).iter().any(|way| way.helpers == 0);
    let mut meetings: Vec<Meeting> = Vec::new();
    for way in c.pair_ways(pair).iter().filter(|way| !alone || way.helpers == 0) {
        let (class, room, helpers) =
            (class_of[way.table as usize], c.table_room[way.table as usize], way.helpers);
        let rounds = if way.rounds & wished == 0 { way.rounds & c.open } else { way.rounds & wished };
        let could = (0..parts.len()).filter(|part| parts[*part] & rounds != 0);
        let parts = could.fold(0, |all, part| all | 1 << part);
        match meetings.iter_mut().find(|known| (known.class, known.room) == (class, room)) {
            Some(known) => known.parts |= parts,
            None => meetings.push(Meeting { pair, class, room, helpers, parts }),
        }
    }
    meetings
}
