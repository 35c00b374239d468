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
    let far = |from: &Spot, to: &Spot| {
        from.round != to.round && (c.rooms.blocked(from.room, from.round, to.room) >> to.round) & 1 == 1
    };
    let here: Vec<&Spot> = spots.iter().filter(|spot| spot.value > SOME).collect();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (k, a) in here.iter().enumerate() {
        for b in here[k + 1..].iter().filter(|b| far(a, b)) {
            let same = |spot: &Spot| (spot.room, spot.round) == (a.room, a.round);
            let side = |spot: &Spot| same(spot) || (spot.round == b.round && far(a, spot));
            let all: Vec<usize> = (0..spots.len()).filter(|s| side(&spots[*s])).collect();
            let sum: f64 = all.iter().map(|s| spots[*s].value).sum();
            if sum > 1.0 + SOME && !found.contains(&all) {
                found.push(all);
            }
        }
    }
    found
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
