//! How good any plan can be at most. A Lagrangian bound (Geoffrion 1974): tables, employers and
//! interpreters are paid for instead of being scarce, and promises rewarded instead of being kept, so that
//! each resident picks the best day alone; what all of them gain, and what the places cost, together is
//! never less than a real plan is worth. Whatever the prices, the bound holds; good ones come from the
//! choice and from a few steps down the subgradient.

use std::collections::BTreeSet;

use super::choice::{Around, Choice};
use super::compiled::{Compiled, NONE};
use super::prices::{Asked, Prices};
use super::score::Totals;
use crate::rotation::instance::Level;

/// Where no plan can be better, level by level, each with the levels before it as they are in the plan.
/// Comfort is never part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Certificate {
    pub pinned_at_least: u32,
    pub must_meet_at_least: u32,
    pub stability_next_at_least: u32,
    pub stability_later_at_least: u32,
    /// Of residents promised at least k meetings at least so many get fewer, for k from 1.
    pub fairness_at_least: Vec<u32>,
    /// None when utility counts for nothing, or the caller said stop before it was known.
    pub utility_at_most: Option<u64>,
}

/// Steps to find interpreters' prices, and of all prices towards the least bound.
const PRICE_STEPS: usize = 12;
const POLISHING: usize = 150;
/// Energy of one promise where nothing else counts, and of a promise in points at first.
const UNIT: i64 = 4096;
const FIRST_REWARD: i64 = 6;

/// The certificate of a plan with these totals; `point` is the energy of a point of utility.
pub(super) fn certify(
    c: &Compiled,
    point: i64,
    plan: &Totals,
    stop: &mut dyn FnMut() -> bool,
) -> Certificate {
    let depth = plan.short.len();
    let history: i64 = c.pairs[c.plannable..].iter().map(|pair| pair.value).sum();
    let utility_at_most = (point > 0 && !stop()).then(|| {
        let gain = |pair: u32| point * c.pairs[pair as usize].value;
        let kept = (0..depth).map(|k| kept(c, plan, k)).collect();
        let here = point * (-plan.utility - history);
        let most = least(c, vec![FIRST_REWARD * point; depth], kept, gain, here, stop);
        (most.div_euclid(point) + history).max(-plan.utility) as u64
    });
    Certificate {
        pinned_at_least: impossible(c, Level::Pinned),
        must_meet_at_least: impossible_musts(c),
        stability_next_at_least: impossible(c, Level::StabilityNext) + c.wishes.lost_next,
        stability_later_at_least: impossible(c, Level::StabilityLater) + c.wishes.lost_later,
        fairness_at_least: (0..depth).map(|k| short_at_least(c, plan, k, stop)).collect(),
        utility_at_most,
    }
}

/// Residents who were promised more than k talks and do not have them from what has happened.
fn waiting(c: &Compiled, k: usize) -> impl Iterator<Item = usize> {
    let had = c.talks_had();
    (0..c.promised.len()).filter(move |q| c.promised[*q] as usize > k && had[*q] as usize <= k)
}

/// Promises of a talk beyond k that the plan keeps, apart from what has happened.
fn kept(c: &Compiled, plan: &Totals, k: usize) -> i64 {
    waiting(c, k).count() as i64 - plan.short[k]
}

/// First who cannot have a talk more at all; where that does not settle it, the bound on promises of this
/// many talks, with the promises before as the plan keeps them.
fn short_at_least(c: &Compiled, plan: &Totals, k: usize, stop: &mut dyn FnMut() -> bool) -> u32 {
    let short = plan.short[k];
    let had = c.talks_had();
    let hopeless = waiting(c, k)
        .filter(|q| {
            let pairs = c.pairs_of_resident[*q].iter();
            let employers: BTreeSet<u32> = pairs.clone().map(|p| c.pairs[*p as usize].employer).collect();
            let rounds = pairs.fold(0, |rounds, p| rounds | c.rounds_of(*p));
            let room = c.cap[*q].saturating_sub(had[*q]).min(rounds.count_ones());
            had[*q] + room.min(employers.len() as u32) <= k as u32
        })
        .count() as i64;
    if hopeless >= short || stop() {
        return hopeless.min(short) as u32;
    }
    let before = (0..k).map(|j| kept(c, plan, j)).collect();
    let mut rewards = vec![2 * UNIT; k];
    rewards.push(UNIT);
    let most = least(c, rewards, before, |_| 0, UNIT * kept(c, plan, k), stop);
    (waiting(c, k).count() as i64 - most.div_euclid(UNIT)).clamp(hopeless, short) as u32
}

/// The least bound within some steps (Polyak 1969) on gain and promises, in energy: what is asked for more
/// than there is becomes dearer. The promises that `kept` counts are to be kept so often, the others are
/// worth their reward. `here` is what the plan at hand is worth.
fn least(
    c: &Compiled,
    rewards: Vec<i64>,
    kept: Vec<i64>,
    gain: impl Fn(u32) -> i64,
    here: i64,
    stop: &mut dyn FnMut() -> bool,
) -> i64 {
    let had = c.talks_had();
    let around = Around { promises: &rewards, effort: 0, talks: &had, taken: &[] };
    let mut choice = Choice::new(c, &around, |pair| Some(gain(pair)));
    choice.fill();
    let first_step = rewards.last().map_or(UNIT, |reward| reward / 3);
    choice.price_interpreters(first_step, PRICE_STEPS, stop);
    let mut prices = choice.prices(rewards, kept);
    let mut least = i64::MAX;
    let (mut boldness, mut in_vain) = (1.0, 0);
    for _ in 0..POLISHING {
        let mut asked = prices.nothing_asked();
        let bound = most(c, &had, &prices, &gain, &mut asked);
        in_vain = if bound < least { 0 } else { in_vain + 1 };
        least = least.min(bound);
        if in_vain > 6 {
            boldness *= 0.5;
            in_vain = 0;
        }
        if least <= here || stop() || !prices.step(&asked, boldness * (bound - here) as f64) {
            break;
        }
    }
    least
}

/// The bound at these prices for everything that is not history; notes what the residents ask for.
fn most(c: &Compiled, had: &[u32], prices: &Prices, gain: impl Fn(u32) -> i64, asked: &mut Asked) -> i64 {
    let mut total = prices.of_all();
    let mut offers: Vec<(u32, i64, u32)> = Vec::new();
    for (q, had) in had.iter().copied().enumerate() {
        offers.clear();
        for pair in &c.pairs_of_resident[q] {
            let people = c.pair_members(*pair).len() as i64;
            let (price, _) = prices.of(c, *pair);
            // A member's share of a group: of the worth rounded up, of the price rounded down.
            let net = -(-gain(*pair)).div_euclid(people) - price.div_euclid(people);
            offers.push((c.pairs[*pair as usize].employer, net, *pair));
        }
        // One talk per employer, the best ones first.
        offers.sort_unstable_by_key(|(employer, net, pair)| (*employer, -net, *pair));
        offers.dedup_by_key(|(employer, _, _)| *employer);
        offers.sort_unstable_by_key(|(employer, net, _)| (-net, *employer));
        let rounds = (c.available[q] & c.open).count_ones().min(c.cap[q].saturating_sub(had));
        let (mut sum, mut most, mut talks) = (0, 0, 0);
        for (k, (_, net, _)) in (had..).zip(offers.iter().take(rounds as usize)) {
            sum += net + if k < c.promised[q] { prices.reward(k) } else { 0 };
            if sum > most {
                (most, talks) = (sum, k + 1 - had);
            }
        }
        for (employer, _, pair) in &offers[..talks as usize] {
            let share = 1.0 / c.pair_members(*pair).len() as f64;
            asked.place(prices.of(c, *pair).1, *employer, share);
        }
        (had..(had + talks).min(c.promised[q])).for_each(|k| asked.promise(k));
        total += most;
    }
    total
}

/// People whose wish of that level no plan can grant.
fn impossible(c: &Compiled, level: Level) -> u32 {
    let mut people = 0;
    for pair in 0..c.pairs.len() as u32 {
        for wanted in c.wishes.wanted[pair as usize].iter().filter(|wanted| wanted.level == level) {
            let there = c.pair_ways(pair).iter().any(|way| {
                (way.rounds >> wanted.round) & 1 == 1 && (wanted.table == NONE || wanted.table == way.table)
            });
            people += if there { 0 } else { wanted.weight as u32 };
        }
    }
    people
}

/// Must-meets of which some member has neither met nor can.
fn impossible_musts(c: &Compiled) -> u32 {
    let mut can = vec![0; c.wishes.must_size.len()];
    // Several pairs may serve one member; counting them all only weakens the bound.
    c.wishes.musts.iter().flatten().for_each(|must| can[*must as usize] += 1);
    can.iter().zip(&c.wishes.must_size).filter(|(can, size)| can < size).count() as u32
}
