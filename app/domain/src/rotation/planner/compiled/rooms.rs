//! Walking between rooms as masks: being in one room in a round forbids another room in some rounds.

use std::collections::HashMap;

use super::NONE;
use crate::rotation::instance::Instance;

pub(in crate::rotation::planner) struct Rooms {
    /// Rooms that any walk is listed for, numbered; NONE for those next to everything.
    number: Vec<u32>,
    rooms: usize,
    rounds: usize,
    /// `[(room * rounds + round) * rooms + other]`: rounds in which the other room is too far.
    blocked: Vec<u64>,
    /// The union of those over all other rooms.
    far: Vec<u64>,
}

impl Rooms {
    pub fn of(instance: &Instance, spans: &[(u16, u16)]) -> Rooms {
        let rounds = spans.len();
        let index: HashMap<&str, usize> =
            instance.rooms.iter().enumerate().map(|(i, room)| (room.id.as_str(), i)).collect();
        let mut number = vec![NONE; instance.rooms.len()];
        let mut rooms = 0;
        let mut numbered = |room: &str| {
            let place = &mut number[index[room]];
            if *place == NONE {
                *place = rooms as u32;
                rooms += 1;
            }
            *place as usize
        };
        // The last entry for two rooms counts, as it does for the judge.
        let mut walks = HashMap::new();
        for walk in &instance.walking {
            let (a, b) = (numbered(&walk.from), numbered(&walk.to));
            walks.insert((a.min(b), a.max(b)), walk.minutes);
        }
        let mut this = Rooms {
            number,
            rooms,
            rounds,
            blocked: vec![0; rooms * rooms * rounds],
            far: vec![0; rooms * rounds],
        };
        for ((a, b), minutes) in walks {
            if a == b {
                continue;
            }
            for earlier in 0..rounds {
                for later in earlier + 1..rounds {
                    let gap = i32::from(spans[later].0) - i32::from(spans[earlier].1);
                    if gap < i32::from(minutes) {
                        for (x, y) in [(a, b), (b, a)] {
                            this.forbid(x, earlier, y, later);
                            this.forbid(x, later, y, earlier);
                        }
                    }
                }
            }
        }
        this
    }

    fn forbid(&mut self, room: usize, round: usize, other: usize, other_round: usize) {
        let place = room * self.rounds + round;
        self.blocked[place * self.rooms + other] |= 1 << other_round;
        self.far[place] |= 1 << other_round;
    }

    /// Rounds in which somebody who is in `room` in `round` cannot be everywhere.
    pub fn far(&self, room: u32, round: usize) -> u64 {
        match self.number[room as usize] {
            NONE => 0,
            room => self.far[room as usize * self.rounds + round],
        }
    }

    /// Rounds in which somebody who is in `room` in `round` cannot be in `other`.
    pub fn blocked(&self, room: u32, round: usize, other: u32) -> u64 {
        match (self.number[room as usize], self.number[other as usize]) {
            (NONE, _) | (_, NONE) => 0,
            (room, other) => {
                let place = room as usize * self.rounds + round;
                self.blocked[place * self.rooms + other as usize]
            }
        }
    }

    /// The day in blocks, as masks: between two of them everybody has time to walk anywhere.
    pub fn blocks(&self) -> Vec<u64> {
        let mut blocks: Vec<u64> = Vec::new();
        for round in 0..self.rounds {
            let near = (0..self.rooms).fold(0, |near, room| near | self.far[room * self.rounds + round]);
            let before = (1_u64 << round) - 1;
            match blocks.last_mut() {
                Some(block) if near & before != 0 => *block |= 1 << round,
                _ => blocks.push(1 << round),
            }
        }
        blocks
    }
}
