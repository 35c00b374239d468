//! Visit groups in the choice: several people at one table are no unit of flow, so they are weighed
//! against what they displace.

use super::{Choice, kinds};

impl Choice<'_> {
    /// Adds the meetings of visit groups that are worth more than what they displace.
    pub fn choose_groups(&mut self, mut gain: impl FnMut(u32) -> Option<i64>) {
        let c = self.c;
        let mut groups: Vec<u32> = (0..c.plannable as u32).filter(|p| c.pair_members(*p).len() > 1).collect();
        groups.sort_unstable_by_key(|p| (-c.pairs[*p as usize].value, *p));
        for pair in groups {
            let Some(gain) = gain(pair) else {
                continue;
            };
            let rival = c.rivals[pair as usize].iter().any(|r| self.groups.contains(r));
            if !rival {
                self.offer_group(pair, gain);
            }
        }
    }

    fn offer_group(&mut self, pair: u32, gain: i64) {
        let members = self.c.pair_members(pair);
        let mut talk_edges = Vec::new();
        let mut profit = gain;
        for q in members {
            let Some(edge) = self.talk_edges[*q as usize].first() else {
                return;
            };
            profit += -self.flow.price(*edge) - self.flow.worth(*edge);
            talk_edges.push(*edge);
        }
        // A talk that a member would have with this employer alone is lost to the group's.
        let rivals = self.c.rivals[pair as usize].iter();
        let rival_arcs: Vec<u32> = rivals
            .flat_map(|r| {
                let (from, to) = self.arcs_of_pair[*r as usize];
                from..to
            })
            .map(|index| self.arcs[index as usize].edge)
            .collect();
        profit -= rival_arcs
            .iter()
            .filter(|e| self.flow.carries(**e) > 0)
            .map(|e| self.flow.worth(*e))
            .sum::<i64>();
        let employer = self.employer_edge[self.c.pairs[pair as usize].employer as usize];
        let kinds = kinds(self.c, &self.class_of_table, pair);
        let price = |(class, helpers): &(u32, u32)| {
            let interpreter =
                self.c.helpers[*helpers as usize].iter().map(|i| self.prices[*i as usize]).min();
            interpreter.unwrap_or(0) + self.flow.worth(self.class_edge[*class as usize])
        };
        let Some((class, helpers)) = kinds.iter().copied().min_by_key(|kind| (price(kind), *kind)) else {
            return;
        };
        if profit <= price(&(class, helpers)) + self.flow.worth(employer) {
            return;
        }
        for edge in rival_arcs {
            self.flow.close(edge);
        }
        for (q, edge) in members.iter().zip(talk_edges) {
            self.flow.close(edge);
            self.talk_edges[*q as usize].remove(0);
        }
        self.flow.narrow(self.class_edge[class as usize]);
        self.flow.narrow(employer);
        self.groups.push(pair);
        self.group_helpers.push(helpers);
    }
}
