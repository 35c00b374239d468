//! One round seated anew, exactly: of all ways to fill its tables, while every other round stays, the one
//! that is worth most. Interpreted meetings and groups stay as well.

use super::anneal::Search;
use super::assignment::Assignment;
use super::compiled::NONE;
use super::draft::bits;
use super::state::{Slot, State};

/// Seating a round anew counts for a move per so many pairs.
const PAIRS_PER_MOVE: u64 = 8;

/// What is kept between rounds.
#[derive(Default)]
pub(super) struct Reseater {
    matrix: Assignment,
    tables: Vec<u32>,
    /// Of each table its row, of each column its resident.
    row: Vec<u32>,
    residents: Vec<u32>,
    /// Resident's column, pair, table and energy of everything that could be.
    offers: Vec<(u32, u32, u32, i64)>,
}

impl State<'_> {
    /// Tables of a round that can be filled anew; whoever may move leaves them.
    fn clear_round(&mut self, round: usize, tables: &mut Vec<u32>) {
        let c = self.c;
        tables.clear();
        for table in 0..c.table_room.len() as u32 {
            if (c.table_open[table as usize] >> round) & 1 == 0 {
                continue;
            }
            let e = c.table_employer[table as usize] as usize;
            // Where the employer may not have more, tables cannot be filled one by one.
            if c.employer_cap[e] < self.employer_talks[e] + c.table_room.len() as u32 {
                continue;
            }
            if (self.table_busy[table as usize] >> round) & 1 == 1 {
                let pair = self.pair_at_table(table, round);
                let stays = self.slots[pair as usize].interpreter != NONE || c.pair_members(pair).len() != 1;
                if self.is_history(pair) || stays {
                    continue;
                }
                self.unseat(pair);
            }
            tables.push(table);
        }
    }
}

impl Reseater {
    /// What each resident who is free in the round could do there.
    fn lay_out(&mut self, state: &State, round: usize) {
        let c = state.c;
        self.offers.clear();
        self.residents.clear();
        self.row.clear();
        self.row.resize(c.table_room.len(), NONE);
        for (row, table) in self.tables.iter().enumerate() {
            self.row[*table as usize] = row as u32;
        }
        for q in 0..c.available.len() as u32 {
            let free = c.available[q as usize] & !state.busy[q as usize];
            if (free >> round) & 1 == 0 || state.talks[q as usize] >= c.cap[q as usize] {
                continue;
            }
            let column = self.residents.len() as u32;
            let before = self.offers.len();
            for pair in &c.pairs_of_resident[q as usize] {
                if state.is_seated(*pair) || !state.may_sit(*pair) || c.pair_members(*pair).len() != 1 {
                    continue;
                }
                let worth = state.worth(*pair);
                for way in c.pair_ways(*pair) {
                    if way.helpers == 0
                        && (way.rounds >> round) & 1 == 1
                        && self.row[way.table as usize] != NONE
                        && state.can_walk(*pair, c.table_room[way.table as usize], round)
                    {
                        let energy = worth + state.seat_cost(*pair, way, round);
                        if energy < 0 {
                            self.offers.push((column, *pair, way.table, energy));
                        }
                    }
                }
            }
            if self.offers.len() > before {
                self.residents.push(q);
            }
        }
    }
}

impl Search<'_, '_> {
    /// Seats each round anew until none gains any more or so many moves are spent.
    pub(super) fn reseat(&mut self, until: u64, stop: &mut dyn FnMut() -> bool) {
        let open: Vec<usize> = bits(self.state.c.open).collect();
        let price = 1 + self.state.c.plannable as u64 / PAIRS_PER_MOVE;
        let mut reseater = std::mem::take(&mut self.reseater);
        let mut since_gain = 0;
        for round in open.iter().cycle() {
            if since_gain == open.len() || self.moves + price > until {
                break;
            }
            if stop() {
                self.stopped = true;
                break;
            }
            self.moves += price;
            since_gain += 1;
            if self.reseat_round(&mut reseater, *round) {
                since_gain = 1;
            }
        }
        self.reseater = reseater;
    }

    fn reseat_round(&mut self, reseater: &mut Reseater, round: usize) -> bool {
        self.state.keep();
        let before = self.state.energy;
        self.state.clear_round(round, &mut reseater.tables);
        reseater.lay_out(self.state, round);
        let Reseater { matrix, tables, row, residents, offers } = reseater;
        matrix.begin(tables.len(), residents.len());
        for (column, _, table, energy) in offers.iter() {
            matrix.offer(row[*table as usize] as usize, *column as usize, *energy);
        }
        matrix.solve();
        for (column, pair, table, energy) in offers.iter() {
            let row = row[*table as usize] as usize;
            if matrix.assigned(row) == Some(*column as usize)
                && matrix.energy(row, *column as usize) == *energy
                && !self.state.is_seated(*pair)
                && self.state.may_sit(*pair)
                && (self.state.busy[residents[*column as usize] as usize] >> round) & 1 == 0
            {
                let slot = Slot { table: *table, round: round as u32, interpreter: NONE };
                self.state.seat(*pair, slot);
            }
        }
        if self.state.energy >= before {
            self.state.take_back();
            return false;
        }
        self.take();
        true
    }
}
