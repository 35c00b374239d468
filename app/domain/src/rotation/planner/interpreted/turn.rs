//! A part of an interpreter's day in one room, or of two, or each part of a day, seated anew one by one while the
//! choice of all others follows: whoever lost a talk counts for more at the next, so that promises are carried from
//! one room to the other.

use super::super::anneal::{SMALL, Search};
use super::super::draft::bits;
use super::super::state::Slot;
use super::super::stays::Stay;
use super::Others;

/// Of 256 turns, in fairs of up to `SMALL` pairs, how many take all parts of a day.
const WHOLE: u64 = 64;
/// Of 256 others how many take a second interpreter along, who goes to the room that is left.
const PAIRED: u64 = 128;

impl Search<'_, '_> {
    /// Empties the part of a day and fills it with what is worth most; by how much all becomes dearer. None, and
    /// all is as before, when that is more than allowed.
    pub(super) fn turn_followed(
        &mut self,
        choice: &mut impl Others,
        blocks: &[u64],
        (allowed, temperature): (i64, f64),
    ) -> Option<i64> {
        let stays = self.stays_to_turn(blocks)?;
        self.state.keep();
        choice.mark();
        let worse = self.turn(choice, &stays, temperature);
        if worse > allowed {
            self.state.take_back();
            choice.take_back();
            return None;
        }
        self.state.keep();
        choice.keep();
        Some(worse)
    }

    fn stays_to_turn(&mut self, blocks: &[u64]) -> Option<Vec<Stay>> {
        let c = self.state.c;
        let interpreter = self.chance.below(c.interpreter_rounds.len()) as u32;
        if c.plannable <= SMALL && self.chance.in_256(WHOLE) {
            return blocks.iter().map(|block| self.stay_anywhere(interpreter, *block)).collect();
        }
        let block = *blocks.get(self.chance.below(blocks.len()))?;
        let stay = self.stay_anywhere(interpreter, block)?;
        let (block, room) = (block & c.open, stay.room);
        let left = self.room_of_stay(interpreter, block);
        let mut stays = vec![stay];
        let other = self.chance.below(c.interpreter_rounds.len()) as u32;
        if let Some(left) = left.filter(|left| *left != room)
            && self.chance.in_256(PAIRED)
            && other != interpreter
            && self.room_of_stay(other, block) == Some(room)
        {
            stays.push(Stay {
                interpreter: other,
                room: left,
                rounds: block & c.interpreter_rounds[other as usize],
            });
        }
        Some(stays)
    }

    /// In the room of a meeting that the interpreter could have, by chance.
    fn stay_anywhere(&mut self, interpreter: u32, block: u64) -> Option<Stay> {
        let c = self.state.c;
        let ways = c.ways_of_interpreter.get(interpreter as usize)?;
        let (_, way) = ways.get(self.chance.below(ways.len()))?;
        let room = c.table_room[c.ways[*way as usize].table as usize];
        Some(Stay { interpreter, room, rounds: block & c.open & c.interpreter_rounds[interpreter as usize] })
    }

    /// The room of the first meeting of an interpreter in some rounds.
    fn room_of_stay(&self, interpreter: u32, rounds: u64) -> Option<u32> {
        let first = bits(self.state.interpreter_busy[interpreter as usize] & rounds).next()?;
        Some(self.state.room_of(self.state.pair_of_interpreter(interpreter, first)))
    }

    fn turn(&mut self, choice: &mut impl Others, stays: &[Stay], temperature: f64) -> i64 {
        let mut worse = 0;
        self.out.clear();
        for stay in stays {
            for round in bits(self.state.interpreter_busy[stay.interpreter as usize] & stay.rounds) {
                let pair = self.state.pair_of_interpreter(stay.interpreter, round);
                if !self.state.is_history(pair) {
                    let slot = self.state.slots[pair as usize];
                    worse -= choice.misses(self.state, pair, slot);
                    self.out.push((pair, slot));
                    self.state.unseat(pair);
                    worse += choice.let_go(pair);
                }
            }
        }
        let mut waiting = self.who_could_come(stays);
        while let Some(index) = self.most_wanted(choice, stays, &waiting, temperature) {
            let pair = waiting.swap_remove(index);
            if let Some(slot) = self.place_in_stays(stays, pair) {
                worse += self.seat_followed(choice, pair, slot);
            }
        }
        for k in 0..self.out.len() {
            let pair = self.out[k].0;
            if !self.state.is_seated(pair)
                && self.state.may_sit(pair)
                && let Some((_, slot)) = self.state.best_place(pair, 0, &mut self.chance)
            {
                worse += self.seat_followed(choice, pair, slot);
            }
        }
        worse
    }

    /// Seats a pair unless others lose more by it.
    fn seat_followed(&mut self, choice: &mut impl Others, pair: u32, slot: Slot) -> i64 {
        let missed = choice.misses(self.state, pair, slot);
        match choice.hold(pair, slot, -missed) {
            Some(more) => {
                self.state.seat(pair, slot);
                more + missed
            }
            None => 0,
        }
    }

    fn who_could_come(&self, stays: &[Stay]) -> Vec<u32> {
        let c = self.state.c;
        let mut waiting: Vec<u32> = Vec::new();
        for stay in stays {
            for (pair, way) in &c.ways_of_interpreter[stay.interpreter as usize] {
                let way = &c.ways[*way as usize];
                if c.table_room[way.table as usize] == stay.room
                    && way.rounds & stay.rounds != 0
                    && !self.state.is_seated(*pair)
                    && !self.state.is_history(*pair)
                    && !waiting.contains(pair)
                {
                    waiting.push(*pair);
                }
            }
        }
        waiting
    }

    /// Of those who gain something the one who gains most, give or take the heat.
    fn most_wanted(
        &mut self,
        choice: &impl Others,
        stays: &[Stay],
        waiting: &[u32],
        temperature: f64,
    ) -> Option<usize> {
        let busy = |stay: &Stay| stay.rounds & !self.state.interpreter_busy[stay.interpreter as usize] == 0;
        if stays.iter().all(busy) {
            return None;
        }
        let mut best: Option<(i64, usize)> = None;
        for (index, pair) in waiting.iter().enumerate() {
            let Some(margin) = choice.margin(*pair).filter(|margin| *margin > 0) else {
                continue;
            };
            let margin = margin + self.allowance(temperature);
            if best.is_none_or(|(most, _)| margin > most) {
                best = Some((margin, index));
            }
        }
        best.map(|(_, index)| index)
    }

    fn place_in_stays(&mut self, stays: &[Stay], pair: u32) -> Option<Slot> {
        let c = self.state.c;
        if !self.state.may_sit(pair) {
            return None;
        }
        for stay in stays {
            for way in c.pair_ways(pair) {
                if c.table_room[way.table as usize] != stay.room
                    || !c.helpers[way.helpers as usize].contains(&stay.interpreter)
                {
                    continue;
                }
                let mut rounds = self.state.free_rounds(pair, way) & stay.rounds;
                while rounds != 0 {
                    let round = self.chance.bit(rounds);
                    rounds &= !(1 << round);
                    if self.state.interpreter_is_free(stay.interpreter, way, round)
                        && self.state.can_walk(pair, stay.room, round)
                    {
                        return Some(Slot {
                            table: way.table,
                            round: round as u32,
                            interpreter: stay.interpreter,
                        });
                    }
                }
            }
        }
        None
    }
}
