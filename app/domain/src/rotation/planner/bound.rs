//! How good any plan can be at most. A Lagrangian bound (Geoffrion 1974): tables, employers and
//! interpreters are paid for instead of being scarce, and promises rewarded instead of being kept, so that
//! each resident picks the best day alone; what all of them gain, and what the places cost, together is
//! never less than a real plan is worth. Whatever the prices, the bound holds; good ones come from the
//! program that sends interpreters (`stays`) and from a few steps down the subgradient.

use std::collections::BTreeSet;

use super::asks::{Asks, LEVELS};
use super::compiled::{Compiled, NONE};
use super::offers::Offers;
use super::prices::Prices;
use super::score::{Totals, Weights};
use super::stays::{self, Costs, Worth};
use super::whole::Weighed;
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

/// Steps of all prices towards the least bound.
const POLISHING: usize = 150;
/// Steps become so much shorter when several have gained nothing.
const SHYER: f64 = 0.7;
/// Energy of one promise where nothing else counts.
const UNIT: i64 = 4096;
/// Energy of a promise in points at first, and of serving a level before utility once.
const FIRST_REWARD: i64 = 6;
const FIRST_SERVING: i64 = 16;

/// Prices from the costs of who is chosen for the plan: not the best for the bound, but there at once.
pub(super) fn at_hand(c: &Compiled, w: &Weights, costs: &Costs) -> Option<Prices> {
    let rewards = if w.before_utility(Level::Fairness) { w.short.clone() } else { Vec::new() };
    let prices = || Prices::of(c, costs, w.point, (rewards, Vec::new()));
    (w.utility > 0).then(|| Prices { serving: Asks::rewards(w), ..prices() })
}

/// Prices at which the bound on utility is low, made while there is time; they bound every later plan.
pub(super) fn prepare(c: &Compiled, w: &Weights, plan: &Totals, stop: &mut dyn FnMut() -> bool) -> Prices {
    let asks = Asks::of(c, w, plan);
    let (point, kept) = (w.utility, all_kept(c, w, plan));
    let rewards = vec![FIRST_REWARD * point; kept.len()];
    let serving = |pair: u32| asks.of_pair[pair as usize].iter().sum::<i64>() * FIRST_SERVING;
    let gain = |pair: u32| point * (c.pairs[pair as usize].value + serving(pair));
    let mut prices = priced(c, rewards, kept, gain, stop);
    prices.serving = [FIRST_SERVING * point; LEVELS];
    lower(c, w, plan, &mut prices, stop);
    prices
}

/// Of prices made before and new ones those that give the lower bound, both polished.
pub(super) fn prepare_again(
    c: &Compiled,
    w: &Weights,
    plan: &Totals,
    mut before: Prices,
    stop: &mut dyn FnMut() -> bool,
) -> Prices {
    let known = lower(c, w, plan, &mut before, stop);
    let mut fresh = prepare(c, w, plan, stop);
    if lower(c, w, plan, &mut fresh, &mut || true) < known { fresh } else { before }
}

/// Prices at hand keep promises at any cost, which makes what is scarce far too dear where the plan keeps
/// others; so they are lowered as they are and with such prices capped, and those that give the lower bound stay.
pub(super) fn lower_at_hand(
    c: &Compiled,
    w: &Weights,
    plan: &Totals,
    mut at_hand: Prices,
    stop: &mut dyn FnMut() -> bool,
) -> Prices {
    let mut capped = at_hand.capped(FIRST_REWARD * w.utility);
    let known = lower(c, w, plan, &mut at_hand, stop);
    if lower(c, w, plan, &mut capped, stop) < known { capped } else { at_hand }
}

/// Lowers the bound that prices give for plans as good as this one.
pub(super) fn lower(
    c: &Compiled,
    w: &Weights,
    plan: &Totals,
    prices: &mut Prices,
    stop: &mut dyn FnMut() -> bool,
) -> i64 {
    let gain = |pair: u32| w.utility * c.pairs[pair as usize].value;
    let asks = Asks::of(c, w, plan);
    (prices.kept, prices.served) = (all_kept(c, w, plan), asks.kept);
    polish(c, prices, &asks, gain, worth(c, w.utility, plan), stop)
}

/// The certificate of a plan with these totals; `prices` are from [`prepare`], `weighed` from the plan as a whole. What is
/// not settled when the caller says stop is left weak.
pub(super) fn certify(
    c: &Compiled,
    w: &Weights,
    plan: &Totals,
    (prices, weighed): (Option<Prices>, Option<&Weighed>),
    stop: &mut dyn FnMut() -> bool,
) -> Certificate {
    let depth = plan.short.len();
    let point = w.utility;
    let whole = weighed.filter(|_| point > 0).and_then(|weighed| weighed.utility_at_most(w, plan));
    let is_best = whole.is_some_and(|most| most <= -plan.utility);
    let priced = prices.filter(|_| point > 0 && !is_best).map(|mut prices| {
        let most = lower(c, w, plan, &mut prices, stop);
        most.div_euclid(point) + history(c)
    });
    let utility_at_most = whole.into_iter().chain(priced).min().map(|most| most.max(-plan.utility) as u64);
    Certificate {
        pinned_at_least: impossible(c, Level::Pinned),
        must_meet_at_least: impossible_musts(c),
        stability_next_at_least: impossible(c, Level::StabilityNext) + c.wishes.lost_next,
        stability_later_at_least: impossible(c, Level::StabilityLater) + c.wishes.lost_later,
        fairness_at_least: (0..depth).map(|k| short_at_least(c, plan, k, stop)).collect(),
        utility_at_most,
    }
}

fn history(c: &Compiled) -> i64 {
    c.pairs[c.plannable..].iter().map(|pair| pair.value).sum()
}

/// The energy of what is planned, promises apart.
fn worth(c: &Compiled, point: i64, plan: &Totals) -> i64 {
    point * (-plan.utility - history(c))
}

/// How often each promise is kept, where that counts before utility.
fn all_kept(c: &Compiled, w: &Weights, plan: &Totals) -> Vec<i64> {
    let depth = if w.before_utility(Level::Fairness) { plan.short.len() } else { 0 };
    (0..depth).map(|k| kept(c, plan, k)).collect()
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
    let mut prices = priced(c, rewards, before, |_| 0, stop);
    let most = polish(c, &mut prices, &Asks::nothing(c), |_| 0, UNIT * kept(c, plan, k), stop);
    (waiting(c, k).count() as i64 - most.div_euclid(UNIT)).clamp(hopeless, short) as u32
}

/// Prices from gain and promises alone. The promises that `kept` counts are to be kept so often, the others are worth
/// their reward.
fn priced(
    c: &Compiled,
    rewards: Vec<i64>,
    kept: Vec<i64>,
    gain: impl Fn(u32) -> i64,
    stop: &mut dyn FnMut() -> bool,
) -> Prices {
    let promises: Vec<f64> = rewards.iter().map(|reward| *reward as f64 / UNIT as f64).collect();
    let meeting = |pair: u32, _: bool| gain(pair) as f64 / UNIT as f64;
    let costs = stays::costs(c, &Worth { promises: &promises, meeting: &meeting }, stop);
    Prices::of(c, &costs, UNIT as f64, (rewards, kept))
}

/// The least bound within some steps (Polyak 1969), in energy: what is asked for more than there is becomes
/// dearer. `here` is what the plan at hand is worth.
fn polish(
    c: &Compiled,
    prices: &mut Prices,
    asks: &Asks,
    gain: impl Fn(u32) -> i64,
    here: i64,
    stop: &mut dyn FnMut() -> bool,
) -> i64 {
    let offers = Offers::new(c, &prices.class_of_table, asks);
    let mut least = i64::MAX;
    let mut best = prices.clone();
    let (mut boldness, mut in_vain, mut way) = (1.0, 0, Vec::new());
    for _ in 0..POLISHING {
        let mut asked = prices.nothing_asked();
        let bound = offers.most(prices, &gain, &mut asked);
        in_vain += 1;
        if bound < least {
            (least, in_vain) = (bound, 0);
            best.clone_from(prices);
        }
        if in_vain > 6 {
            boldness *= SHYER;
            in_vain = 0;
        }
        if least <= here || stop() || !prices.step(&asked, boldness * (bound - here) as f64, &mut way) {
            break;
        }
    }
    *prices = best;
    least
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
