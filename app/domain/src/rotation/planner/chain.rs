//! Kempe chains: a meeting moves to another round, whoever stands in its way moves to the round it
//! came from, and so on between the same two rounds. In a full timetable this is the step that keeps
//! everybody's talks and changes only their times.

use super::chance::Chance;
use super::compiled::Way;
use super::state::{Slot, State};

/// More meetings than this never move in one chain.
const LONGEST: usize = 32;

/// A chain under way: the two rounds, its first pair, and who has moved since `first` in `out`.
pub(super) struct Chain<'o> {
    pub leader: u32,
    pub rounds: (usize, usize),
    pub first: usize,
    pub out: &'o mut Vec<(u32, Slot)>,
}

impl Chain<'_> {
    fn has_moved(&self, pair: u32) -> bool {
        pair == self.leader || self.out[self.first..].iter().any(|(p, _)| *p == pair)
    }
}

impl<'c> State<'c> {
    /// Seats `chain.leader` (which does not sit) at `way` in the first of the rounds; those in the way
    /// change to the second, those in their way to the first. Who moved is added to `out` with where
    /// they sat; who finds no place stays unseated. False when the leader cannot sit there: then the
    /// state is half changed and must be taken back.
    pub fn chain(&mut self, mut chain: Chain, way: &Way, chance: &mut Chance) -> bool {
        let (to, other) = chain.rounds;
        if !self.sit_in_chain(chain.leader, way, to, &mut chain, chance) {
            return false;
        }
        let mut next = chain.first;
        while next < chain.out.len() {
            let (pair, from) = chain.out[next];
            next += 1;
            let from = from.round as usize;
            if pair == chain.leader || (from != to && from != other) || self.is_seated(pair) {
                continue;
            }
            let round = if from == to { other } else { to };
            if let Some(way) = self.way_in_chain(pair, round, &chain, chance) {
                self.sit_in_chain(pair, way, round, &mut chain, chance);
            }
        }
        true
    }

    /// The way of a pair into a round: a free table if there is one, else one whose guest can move.
    fn way_in_chain(&self, pair: u32, round: usize, chain: &Chain, chance: &mut Chance) -> Option<&'c Way> {
        let ways = self.c.pair_ways(pair);
        let start = chance.below(ways.len());
        let (after, before) = (ways[start..].iter(), ways[..start].iter());
        let mut second = None;
        for way in after.chain(before).filter(|w| (w.rounds >> round) & 1 == 1) {
            if (self.table_busy[way.table as usize] >> round) & 1 == 0 {
                if way.helpers == 0 || self.free_interpreter(way, round).is_some() {
                    return Some(way);
                }
                second = Some(way);
            } else {
                let guest = self.pair_at_table(way.table, round);
                if !self.is_history(guest) && !chain.has_moved(guest) {
                    second = second.or(Some(way));
                }
            }
        }
        second
    }

    /// Seats the pair there; whoever is in the way is unseated and joins the chain. False, and the pair
    /// stays unseated, when somebody in the way may not move.
    fn sit_in_chain(
        &mut self,
        pair: u32,
        way: &Way,
        round: usize,
        chain: &mut Chain,
        chance: &mut Chance,
    ) -> bool {
        let c = self.c;
        let room = c.table_room[way.table as usize];
        if (self.table_busy[way.table as usize] >> round) & 1 == 1 {
            let guest = self.pair_at_table(way.table, round);
            if !self.leave_for_chain(guest, chain) {
                return false;
            }
        }
        for q in c.pair_members(pair) {
            if (self.busy[*q as usize] >> round) & 1 == 1 {
                let there = self.pair_at(*q, round);
                if !self.leave_for_chain(there, chain) {
                    return false;
                }
            }
        }
        // Walking: neighbours in the chain's two rounds may move, all others hold.
        if !self.walk_in_chain(pair, room, round, chain) {
            return false;
        }
        let interpreter = match self.free_interpreter(way, round) {
            Some(free) => free,
            None => match self.interpreter_in_chain(way, round, chain, chance) {
                Some(claimed) => claimed,
                None => return false,
            },
        };
        if !self.may_sit(pair) {
            return false;
        }
        self.seat(pair, Slot { table: way.table, round: round as u32, interpreter });
        true
    }

    fn leave_for_chain(&mut self, pair: u32, chain: &mut Chain) -> bool {
        if self.is_history(pair) || chain.has_moved(pair) || chain.out.len() >= LONGEST {
            return false;
        }
        chain.out.push((pair, self.slots[pair as usize]));
        self.unseat(pair);
        true
    }

    fn walk_in_chain(&mut self, pair: u32, room: u32, round: usize, chain: &mut Chain) -> bool {
        let c = self.c;
        let far = c.rooms.far(room, round);
        if far == 0 {
            return true;
        }
        for q in c.pair_members(pair) {
            let mut near = self.busy[*q as usize] & far & !(1 << round);
            while near != 0 {
                let other = near.trailing_zeros() as usize;
                near &= near - 1;
                let there = self.pair_at(*q, other);
                let theirs = self.room_of(there);
                if (c.rooms.blocked(room, round, theirs) >> other) & 1 == 1
                    && !((other == chain.rounds.0 || other == chain.rounds.1)
                        && self.leave_for_chain(there, chain))
                {
                    return false;
                }
            }
        }
        true
    }

    /// An interpreter whose meeting in that round can move.
    fn interpreter_in_chain(
        &mut self,
        way: &Way,
        round: usize,
        chain: &mut Chain,
        chance: &mut Chance,
    ) -> Option<u32> {
        let c = self.c;
        let helpers = &c.helpers[way.helpers as usize];
        let start = chance.below(helpers.len());
        let (after, before) = (helpers[start..].iter(), helpers[..start].iter());
        for i in after.chain(before) {
            let busy = (self.interpreter_busy[*i as usize] >> round) & 1 == 1;
            if !busy || (c.interpreter_rounds[*i as usize] >> round) & 1 == 0 {
                continue;
            }
            let there = self.pair_of_interpreter(*i, round);
            if self.is_history(there) || chain.has_moved(there) {
                continue;
            }
            if !self.leave_for_chain(there, chain) {
                return None;
            }
            return self.interpreter_is_free(*i, way, round).then_some(*i);
        }
        None
    }

    /// A round for those who have to move: one in which the first member could sit instead.
    pub fn other_round(&self, pair: u32, to: usize, chance: &mut Chance) -> Option<usize> {
        let q = *self.c.pair_members(pair).first()? as usize;
        let free = self.c.available[q] & !self.busy[q] & self.c.open & !(1 << to);
        if free != 0 {
            return Some(chance.bit(free));
        }
        let any = self.c.available[q] & self.c.open & !(1 << to);
        (any != 0).then(|| chance.bit(any))
    }
}
