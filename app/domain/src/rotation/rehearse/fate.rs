//! What will happen on one rehearsed day, drawn beforehand from a seed. Each person and each round takes
//! the same number of draws whatever the rates, so that one rate does not change who another one hits.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::chance::Dice;
use crate::rotation::instance::{ClockTime, Instance, Resident, Round};
use crate::rotation::replan::Happening;
use crate::rotation::trace::Event;

/// How much longer a delayed round takes.
const DELAY_MINUTES: u16 = 5;

/// How often something happens, in tenths of a percent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate(u16);

/// The text is not a share from 0% to 100%.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a share from 0% to 100%, in steps of 0.1%")]
pub struct WrongRate;

impl Rate {
    /// 0 to 1000.
    pub fn per_mille(per_mille: u16) -> Option<Rate> {
        (per_mille <= 1000).then_some(Rate(per_mille))
    }
}

/// `10%`, `2.5%`; the sign may be left out.
impl FromStr for Rate {
    type Err = WrongRate;

    fn from_str(text: &str) -> Result<Rate, WrongRate> {
        let number = text.trim().trim_end_matches('%');
        let (whole, tenths) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(tenths) || tenths.len() != 1 {
            return Err(WrongRate);
        }
        let (whole, tenths): (u16, u16) =
            (whole.parse().map_err(|_| WrongRate)?, tenths.parse().map_err(|_| WrongRate)?);
        whole.checked_mul(10).and_then(|w| w.checked_add(tenths)).and_then(Rate::per_mille).ok_or(WrongRate)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}%", self.0 / 10, self.0 % 10)
    }
}

/// How often what happens. The first three share the residents: together they are cut at everybody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// Residents who do not come at all.
    pub no_shows: Rate,
    /// Residents who come one to three rounds late.
    pub late: Rate,
    /// Residents who go in the second half of their time.
    pub leave_early: Rate,
    /// Tables and interpreters that say before the first round that they do not come.
    pub absent: Rate,
    /// Rounds that take five minutes longer.
    pub delays: Rate,
}

/// What one resident does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Absent,
    Late(ClockTime),
    Leaves(ClockTime),
}

/// One drawn day.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fate {
    people: BTreeMap<String, Way>,
    /// Known before the first round.
    pub absent: Vec<Happening>,
    delayed: BTreeSet<String>,
}

impl Fate {
    pub fn draw(instance: &Instance, rates: &Rates, seed: u64) -> Fate {
        let mut dice = Dice::new(seed);
        let mut people = BTreeMap::new();
        for resident in &instance.residents {
            let (drawn, which) = (dice.below(1000), dice.below(1 << 16));
            if let Some(way) = way(instance, resident, rates, drawn, which) {
                people.insert(resident.id.clone(), way);
            }
        }
        let mut hit = |rate: Rate| dice.below(1000) < u32::from(rate.0);
        let start = instance.rounds.first().map_or_else(ClockTime::default, |round| round.start);
        let mut absent = Vec::new();
        for table in instance.employers.iter().flat_map(|employer| &employer.tables) {
            if hit(rates.absent) {
                absent.push(Happening::TableCloses { table: table.id.clone(), from: start });
            }
        }
        for interpreter in &instance.interpreters {
            if hit(rates.absent) {
                let interpreter = interpreter.id.clone();
                absent.push(Happening::Traced(Event::InterpreterLeaves { interpreter, until: start }));
            }
        }
        let delayed = instance.rounds.iter().filter(|_| hit(rates.delays)).map(|r| r.id.clone()).collect();
        Fate { people, absent, delayed }
    }

    /// Whether they are not there for all of this round.
    pub fn misses(&self, id: &str, round: &Round) -> bool {
        match self.people.get(id) {
            None => false,
            Some(Way::Absent) => true,
            Some(Way::Late(from)) => round.start < *from,
            // Who sits already stays until the end, also when the round takes longer.
            Some(Way::Leaves(until)) => *until <= round.start,
        }
    }

    /// Whether they are there at any time.
    pub fn comes(&self, id: &str) -> bool {
        self.people.get(id) != Some(&Way::Absent)
    }

    pub fn why_missing(&self, id: &str) -> Option<Happening> {
        let residents = vec![id.to_owned()];
        Some(Happening::Traced(match self.people.get(id)? {
            Way::Absent => Event::NoShow { residents },
            Way::Late(from) => Event::LateArrival { residents, from: *from },
            Way::Leaves(until) => Event::EarlyLeave { residents, until: *until },
        }))
    }

    /// Who leaves before this time.
    pub fn gone_before(&self, time: ClockTime) -> impl Iterator<Item = &str> {
        let gone = move |way: &Way| matches!(way, Way::Leaves(until) if *until < time);
        self.people.iter().filter(move |(_, way)| gone(way)).map(|(id, _)| id.as_str())
    }

    pub fn why_leaving(&self, id: &str) -> Option<Happening> {
        match self.people.get(id)? {
            Way::Leaves(_) => self.why_missing(id),
            _ => None,
        }
    }

    pub fn delay_of(&self, round: &Round) -> Option<Happening> {
        let event = Event::RoundExtended { round: round.id.clone(), minutes: DELAY_MINUTES };
        self.delayed.contains(&round.id).then_some(Happening::Traced(event))
    }

    /// Everybody who misses something by their own doing.
    pub fn away(&self) -> BTreeSet<String> {
        self.people.keys().cloned().collect()
    }
}

pub(super) fn is_delay(happening: &Happening) -> bool {
    matches!(happening, Happening::Traced(Event::RoundExtended { .. }))
}

fn way(instance: &Instance, resident: &Resident, rates: &Rates, drawn: u32, which: u32) -> Option<Way> {
    let attends = |round: &&Round| resident.available.iter().any(|w| w.covers(round.start, round.end));
    let rounds: Vec<&Round> = instance.rounds.iter().filter(attends).collect();
    let (first, late) = (u32::from(rates.no_shows.0), u32::from(rates.late.0));
    if drawn < first {
        return Some(Way::Absent);
    }
    // One round and nothing to be late for or to leave.
    if rounds.len() < 2 || drawn >= first + late + u32::from(rates.leave_early.0) {
        return None;
    }
    let last = rounds.len() - 1;
    if drawn < first + late {
        let missed = 1 + which as usize % last.min(3);
        return Some(Way::Late(rounds[missed].start));
    }
    let stays = last / 2 + which as usize % (last - last / 2);
    Some(Way::Leaves(rounds[stays].end))
}
