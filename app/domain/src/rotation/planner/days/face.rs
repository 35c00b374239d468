//! Days out of what all plans consist of that are as good, comfort apart.

use super::super::score::Weights;
use super::super::state::State;
use super::super::whole::program::{self as whole, Face, Talk, Tight};
use super::program::{Program, comfort};

/// So many steps of comfort make up for one where `Weights::steep` counts all other levels, of which the least counts 32.
const HEAVY: i64 = 100;
/// So many days of one resident at most, and in all.
const MANY_OF_ONE: usize = 300;
const MANY_IN_ALL: usize = 9_000;

/// A talk, and what it counts for comfort apart.
type Spot = (Talk, i64);

/// A resident's day while it is put together, round after round.
struct Building<'a, 'c> {
    state: &'a State<'c>,
    steep: &'a Weights,
    resident: u32,
    /// Of each round whom they could meet.
    spots: Vec<Vec<Spot>>,
    tight: Tight,
    chosen: Vec<Spot>,
}

impl Building<'_, '_> {
    fn employer(&self, talk: &Talk) -> u32 {
        self.state.c.pairs[talk.pair as usize].employer
    }

    /// How many talks they may have beside those that stay.
    fn most(&self) -> usize {
        let q = self.resident as usize;
        self.state.c.cap[q].saturating_sub(self.state.talks[q]) as usize
    }

    /// Whether this talk can be beside those that were chosen.
    fn could_join(&self, talk: &Talk) -> bool {
        self.chosen.iter().all(|(other, _)| {
            let far = self.state.c.rooms.blocked(other.room, other.round, talk.room);
            (far >> talk.round) & 1 == 0 && self.employer(other) != self.employer(talk)
        })
    }

    /// Whether all is in the day that must be, or could come from this round on.
    fn could_be_whole(&self, round: usize) -> bool {
        let rest = &self.spots[round..];
        let met = |e: &u32| {
            let mut talks = self.chosen.iter().chain(rest.iter().flatten());
            talks.any(|(talk, _)| self.employer(talk) == *e)
        };
        let open = rest.iter().filter(|spots| !spots.is_empty()).count();
        (!self.tight.full || self.chosen.len() + open >= self.most()) && self.tight.met.iter().all(met)
    }

    fn cost(&self) -> i64 {
        let (state, q) = (self.state, self.resident as usize);
        let comfort = comfort(state, self.resident, self.chosen.iter().map(|(talk, _)| talk));
        let talks = state.talks[q] + self.chosen.len() as u32;
        let kept = (state.talks[q]..talks.min(state.c.promised[q])).map(|k| self.steep.short[k as usize]);
        let worth = self.chosen.iter().map(|(_, worth)| worth);
        comfort - HEAVY * (kept.sum::<i64>() + worth.sum::<i64>())
    }
}

impl<'c> Program<'c> {
    /// Around groups and whoever has no choice; of all others every day that the face leaves them, at what it costs more
    /// than the one at hand. Who has too many to choose from keeps that one, and everybody once the caller says stop. What
    /// employers wait is not counted, for it is nobody's day.
    pub fn out_of(
        state: &mut State<'c>,
        whole: &whole::Program,
        face: &Face,
        stop: &mut dyn FnMut() -> bool,
    ) -> Program<'c> {
        let c = state.c;
        let alone = |pair: u32| match c.pair_members(pair) {
            [resident] => Some(*resident as usize),
            _ => None,
        };
        let steep = state.w.steep();
        let spot = |talk: Talk| (talk, whole.worth(&steep, &talk));
        let at_hand = |state: &State, pair: u32| {
            let slot = state.slots[pair as usize];
            let (class, room) = (whole.class_of[slot.table as usize], c.table_room[slot.table as usize]);
            let round = slot.round as usize;
            spot(Talk { pair, class, room, round, interpreter: slot.interpreter })
        };
        let sits =
            |state: &State, talk: &Talk| state.is_seated(talk.pair) && at_hand(state, talk.pair).0 == *talk;
        let mut spots: Vec<Vec<Vec<Spot>>> = vec![vec![Vec::new(); c.rounds]; c.available.len()];
        let mut has_choice = vec![false; c.available.len()];
        for talk in &face.talks {
            if let Some(resident) = alone(talk.pair) {
                let spot = spot(*talk);
                has_choice[resident] |= !sits(state, &spot.0);
                spots[resident][talk.round].push(spot);
            }
        }
        let moves = |pair: &u32| {
            !state.is_history(*pair) && alone(*pair).is_some_and(|resident| has_choice[resident])
        };
        let moving: Vec<u32> = state.seated.iter().copied().filter(moves).collect();
        let mut days: Vec<Vec<Spot>> = vec![Vec::new(); c.available.len()];
        for pair in &moving {
            days[c.pair_members(*pair)[0] as usize].push(at_hand(state, *pair));
        }
        moving.iter().for_each(|pair| state.unseat(*pair));
        let mut this = Program::empty(state, moving, whole.class_of.clone(), c.open);
        let left = |e: usize| c.employer_cap[e].saturating_sub(state.employer_talks[e]);
        this.full = (0..c.employer_cap.len()).map(left).collect();
        for ((resident, now), mut spots) in days.into_iter().enumerate().zip(spots) {
            if !has_choice[resident] {
                continue;
            }
            spots.iter_mut().for_each(|spots| spots.retain(|(talk, _)| could_be(state, whole, talk)));
            let tight = still_tight(state, resident, &spots, &face.tight);
            let (resident, first) = (resident as u32, this.days.len());
            let mut building = Building { state, steep: &steep, resident, spots, tight, chosen: now };
            let now = building.cost();
            let own = std::mem::take(&mut building.chosen);
            this.allow(MANY_OF_ONE.min(MANY_IN_ALL - MANY_IN_ALL.min(first)));
            if stop() || !this.add_days(&mut building, 0) {
                this.keep(first);
            }
            let is_own = |day: usize| {
                let day = this.talks_of(day);
                day.len() == own.len() && own.iter().all(|(talk, _)| day.contains(talk))
            };
            if !(first..this.days.len()).any(is_own) {
                this.push(resident, now, own.iter().map(|(talk, _)| *talk));
            }
            this.days[first..].iter_mut().for_each(|day| day.cost -= now);
        }
        state.take_back();
        this
    }

    /// False when there are too many.
    fn add_days(&mut self, building: &mut Building, round: usize) -> bool {
        if !self.look() {
            return false;
        }
        if !building.could_be_whole(round) {
            return true;
        }
        if round == building.spots.len() {
            let talks = building.chosen.iter().map(|(talk, _)| *talk);
            self.push(building.resident, building.cost(), talks);
            return true;
        }
        if building.chosen.len() < building.most() {
            for k in 0..building.spots[round].len() {
                let spot = building.spots[round][k];
                if building.could_join(&spot.0) {
                    building.chosen.push(spot);
                    let fits = self.add_days(building, round + 1);
                    building.chosen.pop();
                    if !fits {
                        return false;
                    }
                }
            }
        }
        let must = (building.tight.busy >> round) & 1 == 1;
        must || self.add_days(building, round + 1)
    }
}

/// Whether a talk could take place around all who sit.
fn could_be(state: &State, whole: &whole::Program, talk: &Talk) -> bool {
    let alike = |table: u32| whole.class_of[table as usize] == talk.class;
    let mut ways = state.c.pair_ways(talk.pair).iter();
    state.may_sit(talk.pair)
        && state.can_walk(talk.pair, talk.room, talk.round)
        && ways.any(|way| alike(way.table) && state.is_free_for(talk.pair, way, talk.round, talk.interpreter))
}

/// What must be in a resident's day beside what stays.
fn still_tight(state: &State, resident: usize, spots: &[Vec<Spot>], tight: &[Tight]) -> Tight {
    let c = state.c;
    let mut tight = tight.get(resident).cloned().unwrap_or_default();
    let somebody = |round: &usize| !spots[*round].is_empty();
    let open = (0..spots.len()).filter(somebody).fold(0, |mask, round| mask | 1 << round);
    tight.busy &= open & !state.busy[resident];
    let stays = |e: u32| {
        let mut pairs = c.pairs_of_resident[resident].iter();
        pairs.any(|pair| state.is_seated(*pair) && c.pairs[*pair as usize].employer == e)
    };
    tight.met.retain(|e| !stays(*e));
    tight
}
