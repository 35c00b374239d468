//! What every resident could ask for, laid out once so that the bound can be summed again and again: a
//! resident picks the best day alone at given prices.

use super::asks::{Asks, Each};
use super::compiled::Compiled;
use super::prices::{Asked, Prices};

/// A talk that a resident could have, alone or as a member of a group.
struct Offer {
    pair: u32,
    employer: u32,
    people: i64,
    /// Where the resident stands among the members of all pairs.
    member: u32,
    asks: Each<i64>,
    /// Where its ways stand in `ways`.
    ways: (u32, u32),
}

pub(super) struct Offers<'c> {
    c: &'c Compiled,
    /// Of each resident where the offers begin, by employer; one more at the end.
    first: Vec<u32>,
    offers: Vec<Offer>,
    /// Class of tables and set of helpers.
    ways: Vec<(u32, u32)>,
    had: Vec<u32>,
    /// Talks that each resident can have beside those.
    room: Vec<u32>,
}

impl<'c> Offers<'c> {
    pub fn new(c: &'c Compiled, class_of_table: &[u32], asks: &Asks) -> Offers<'c> {
        let had = c.talks_had();
        let rounds = c.available.iter().map(|there| (there & c.open).count_ones());
        let caps = c.cap.iter().zip(&had).map(|(cap, had)| cap.saturating_sub(*had));
        let room = rounds.zip(caps).map(|(rounds, cap)| rounds.min(cap)).collect();
        let mut this = Offers { c, first: vec![0], offers: Vec::new(), ways: Vec::new(), had, room };
        for q in 0..c.available.len() {
            let mut pairs = c.pairs_of_resident[q].clone();
            pairs.sort_unstable_by_key(|p| (c.pairs[*p as usize].employer, *p));
            for pair in pairs {
                let first = this.ways.len();
                let members = c.pair_members(pair);
                let place = members.iter().position(|member| *member as usize == q);
                for way in c.pair_ways(pair) {
                    let kind = (class_of_table[way.table as usize], way.helpers);
                    if !this.ways[first..].contains(&kind) {
                        this.ways.push(kind);
                    }
                }
                this.offers.push(Offer {
                    pair,
                    employer: c.pairs[pair as usize].employer,
                    people: members.len() as i64,
                    member: c.pairs[pair as usize].members.0 + place.unwrap_or(0) as u32,
                    asks: asks.of_pair[pair as usize],
                    ways: (first as u32, this.ways.len() as u32),
                });
            }
            this.first.push(this.offers.len() as u32);
        }
        this
    }

    /// The bound at these prices for everything that is not history; notes what the residents ask for.
    pub fn most(&self, prices: &Prices, gain: impl Fn(u32) -> i64, asked: &mut Asked) -> i64 {
        let helpers: Vec<(i64, Option<u32>)> =
            self.c.helpers.iter().map(|helpers| prices.cheapest(helpers)).collect();
        let reward = prices.rewards.iter().copied().max().unwrap_or(0).max(0);
        let mut total = prices.of_all();
        let mut best: Vec<(i64, u32, (u32, u32))> = Vec::new();
        for q in 0..self.had.len() {
            best.clear();
            let mut employer = u32::MAX;
            for index in self.first[q]..self.first[q + 1] {
                let offer = &self.offers[index as usize];
                let (price, kind) = self.cheapest(offer, prices, &helpers);
                // A member's share of a group: of the worth rounded up, of the price rounded down; what they are
                // paid beside it adds up to nothing.
                let gain = gain(offer.pair) + prices.for_serving(&offer.asks);
                let net = match offer.people {
                    1 => gain - price,
                    n => {
                        let dues = prices.dues.each[offer.member as usize];
                        -(-gain).div_euclid(n) - price.div_euclid(n) + dues
                    }
                };
                // Worth nothing whatever is promised; whoever is worth less neither.
                if net + reward <= 0 {
                    continue;
                }
                // One talk per employer.
                match best.last_mut() {
                    Some(last) if employer == offer.employer => {
                        if net > last.0 {
                            *last = (net, index, kind);
                        }
                    }
                    _ => best.push((net, index, kind)),
                }
                employer = offer.employer;
            }
            best.sort_unstable_by_key(|(net, index, _)| (-net, *index));
            best.truncate(self.room[q] as usize);
            total += self.day(q, &best, prices, &helpers, asked);
        }
        total
    }

    /// What the best day of a resident is worth, the best talks first.
    fn day(
        &self,
        q: usize,
        best: &[(i64, u32, (u32, u32))],
        prices: &Prices,
        helpers: &[(i64, Option<u32>)],
        asked: &mut Asked,
    ) -> i64 {
        let (had, promised) = (self.had[q], self.c.promised[q]);
        let (mut sum, mut most, mut talks) = (0, 0, 0);
        for (k, (net, _, _)) in (had..).zip(best) {
            sum += net + if k < promised { prices.reward(k) } else { 0 };
            if sum > most {
                (most, talks) = (sum, k + 1 - had);
            }
        }
        for (_, index, (class, set)) in &best[..talks as usize] {
            let offer = &self.offers[*index as usize];
            let share = 1.0 / offer.people as f64;
            asked.place((*class, helpers[*set as usize].1), offer.employer, share);
            asked.serve(&offer.asks, share);
            asked.came[offer.member as usize] += 1.0;
        }
        (had..(had + talks).min(promised)).for_each(|k| asked.promise(k));
        most
    }

    /// The cheapest way to seat a pair: its price, its class of tables and who may help.
    fn cheapest(&self, offer: &Offer, prices: &Prices, helpers: &[(i64, Option<u32>)]) -> (i64, (u32, u32)) {
        let (from, to) = offer.ways;
        let each = self.ways[from as usize..to as usize].iter();
        let each = each
            .map(|(class, set)| (prices.class[*class as usize] + helpers[*set as usize].0, (*class, *set)));
        let (price, kind) = each.min_by_key(|(price, _)| *price).unwrap_or((0, (0, 0)));
        (price + prices.employer[offer.employer as usize], kind)
    }
}
