//! Walking in linear programs: rows are added where somebody would be in two places between which there is no time.

use super::compiled::Compiled;

/// More than nothing.
const SOME: f64 = 1e-6;

/// Where somebody could be, and how much of it there is.
pub(super) struct Spot {
    pub room: u32,
    pub round: usize,
    pub value: f64,
}

/// Of one person's spots those of which there is more than one where only one can be: all in a room and round, and all
/// in another round that are too far from there.
pub(super) fn too_far(c: &Compiled, spots: &[Spot]) -> Vec<Vec<usize>> {
    let far = |from: &Place, to: &Place| {
        from.round != to.round && (c.rooms.blocked(from.room, from.round, to.room) >> to.round) & 1 == 1
    };
    let places = places(spots);
    let here: Vec<&Place> = places.iter().filter(|place| place.value > SOME).collect();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for a in &here {
        let mut rounds: Vec<usize> = here.iter().filter(|b| far(a, b)).map(|b| b.round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        for round in rounds {
            let side = |b: &&Place| b.room == a.room && b.round == a.round || b.round == round && far(a, b);
            let sum: f64 = places.iter().filter(side).map(|place| place.value).sum();
            if sum > 1.0 + SOME {
                let mut all: Vec<usize> =
                    places.iter().filter(side).flat_map(|place| place.spots.clone()).collect();
                all.sort_unstable();
                if !found.contains(&all) {
                    found.push(all);
                }
            }
        }
    }
    found
}

/// All spots in a room and round.
struct Place {
    room: u32,
    round: usize,
    value: f64,
    spots: Vec<usize>,
}

fn places(spots: &[Spot]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (number, spot) in spots.iter().enumerate() {
        let known = places.iter_mut().find(|place| (place.room, place.round) == (spot.room, spot.round));
        match known {
            Some(place) => {
                place.value += spot.value;
                place.spots.push(number);
            }
            None => {
                let Spot { room, round, value } = *spot;
                places.push(Place { room, round, value, spots: vec![number] });
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rotation::Instance;

    #[test]
    fn more_than_one_where_there_is_no_time_to_walk_is_found() {
        let fair = include_str!("../../../tests/rotation/instances/b-01.json");
        let c = Compiled::of(&Instance::parse(fair).expect("a fair of the public set"));
        let rooms = c.table_room.iter().max().map_or(0, |room| *room + 1);
        let (mut found, mut fine) = (0, 0);
        for (from, to) in (0..rooms).flat_map(|from| (0..rooms).map(move |to| (from, to))) {
            let blocked = (c.rooms.blocked(from, 1, to) >> 2) & 1 == 1;
            let spots = |value| {
                vec![
                    Spot { room: from, round: 1, value },
                    Spot { room: to, round: 2, value },
                    // Nobody is here, but could be instead.
                    Spot { room: from, round: 1, value: 0.0 },
                    Spot { room: from, round: 2, value: 0.0 },
                ]
            };
            assert!(too_far(&c, &spots(0.5)).is_empty());
            let cuts = too_far(&c, &spots(0.6));
            assert_eq!(cuts.iter().any(|cut| cut[..2] == [0, 1]), blocked, "{from} to {to}");
            assert!(cuts.iter().all(|cut| cut.contains(&2) && !cut.contains(&3)));
            (found, fine) = (found + usize::from(blocked), fine + usize::from(!blocked));
        }
        assert!(found > 0 && fine > 0, "{found} too far, {fine} not");
    }
}
