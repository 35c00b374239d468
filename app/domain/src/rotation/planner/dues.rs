//! A visit group comes as a whole or not at all, while the bound lets every member choose alone. What the
//! members are to be paid beside an even share of what the group earns moves towards those who stay away, until
//! all of them choose alike or nothing is gained any more.

use super::compiled::Compiled;

#[derive(Clone)]
pub(super) struct Dues {
    /// In the order of `Compiled::members`; nothing for who meets somebody alone.
    pub each: Vec<i64>,
    /// Where the members of each group stand.
    groups: Vec<(u32, u32)>,
}

impl Dues {
    pub fn of(c: &Compiled) -> Dues {
        let members = c.pairs[..c.plannable].iter().map(|pair| pair.members);
        Dues { each: vec![0; c.members.len()], groups: members.filter(|(from, to)| to - from > 1).collect() }
    }

    /// So that each member of a group is paid what a talk of theirs costs, as far as the group earns it.
    pub fn fit(&mut self, c: &Compiled, costs: &[i64]) {
        let cost = |place: usize| costs.get(c.members[place] as usize).copied().unwrap_or(0);
        for (from, until) in self.groups.clone() {
            let places = from as usize..until as usize;
            let mean = places.clone().map(cost).sum::<i64>() / places.len().max(1) as i64;
            places.for_each(|place| self.each[place] = cost(place) - mean);
        }
        self.shift(|_| ());
    }

    /// By how much members of a group stay away oftener than its others, in the order in which dues shift.
    pub fn apart(&self, came: &[f64], to: &mut Vec<f64>) {
        for (from, until) in &self.groups {
            let came = &came[*from as usize..*until as usize];
            let mean = came.iter().sum::<f64>() / came.len() as f64;
            to.extend(came[1..].iter().map(|came| mean - came));
        }
    }

    /// Shifts those of all members but the first of each group, who pays for the others.
    pub fn shift(&mut self, mut by: impl FnMut(&mut i64)) {
        for (from, until) in &self.groups {
            let [first, others @ ..] = &mut self.each[*from as usize..*until as usize] else {
                continue;
            };
            others.iter_mut().for_each(&mut by);
            *first = -others.iter().sum::<i64>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_pays_itself() {
        let mut dues = Dues { each: vec![0; 6], groups: vec![(1, 4), (4, 6)] };
        let mut apart = Vec::new();
        dues.apart(&[1.0, 1.0, 0.0, 0.0, 1.0, 1.0], &mut apart);
        assert_eq!(apart.len(), 3, "one for each but the first of a group");
        assert!(apart[0] > 0.0 && apart[1] > 0.0, "who stayed away is paid");
        assert!(apart[2].abs() < 1e-9, "who chose alike is not");
        let mut each = apart.iter();
        dues.shift(|due| *due += (30.0 * each.next().unwrap()) as i64);
        assert_eq!(dues.each, [0, -20, 10, 10, 0, 0]);
    }
}
