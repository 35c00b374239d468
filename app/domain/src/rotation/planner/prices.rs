//! What places at tables, talks of employers and rounds of interpreters cost and what promises bring, as
//! energy, and how that changes with what is asked for. Any prices that are not below zero, and any
//! rewards, give a sound bound.

use super::asks::{Each, LEVELS};
use super::choice::{classes, employer_places};
use super::compiled::Compiled;
use super::dues::Dues;
use super::stays::Costs;

/// How much of a way back is taken out; between 1 and 2.
const TURN: f64 = 1.5;
/// What is left over, squared, below which it is the rounding of shares and no direction any more.
const ROUNDING: f64 = 1e-6;
/// No price, reward or due is more, either way: far above what any plan is worth, and so small that a whole fair of them
/// adds up without overflow. The bound holds at any prices.
const MOST: i64 = 1 << 40;

#[derive(Clone)]
pub(super) struct Prices {
    pub class: Vec<i64>,
    pub employer: Vec<i64>,
    pub interpreter: Vec<i64>,
    /// How many there are of each.
    pub places: Vec<i64>,
    pub talks: Vec<i64>,
    pub time: Vec<i64>,
    pub class_of_table: Vec<u32>,
    /// Reward of the first, second … promised talk, and how often the first of them are to be kept.
    pub rewards: Vec<i64>,
    pub kept: Vec<i64>,
    /// What each member of a group has to be paid beside an even share of what the group earns; the sum over a
    /// group is zero, so that those who would rather not come are paid by those who would.
    pub dues: Dues,
    /// Reward for serving the levels before utility, and how much of each is to be served.
    pub serving: Each<i64>,
    pub served: Each<i64>,
}

/// How many of each are asked for; a member of a group asks for a share.
pub(super) struct Asked {
    class: Vec<f64>,
    employer: Vec<f64>,
    interpreter: Vec<f64>,
    kept: Vec<f64>,
    served: Each<f64>,
    pub came: Vec<f64>,
}

impl Asked {
    pub fn place(&mut self, (class, interpreter): (u32, Option<u32>), employer: u32, share: f64) {
        self.class[class as usize] += share;
        self.employer[employer as usize] += share;
        if let Some(interpreter) = interpreter {
            self.interpreter[interpreter as usize] += share;
        }
    }

    pub fn serve(&mut self, asks: &Each<i64>, share: f64) {
        for (served, asks) in self.served.iter_mut().zip(asks) {
            *served += share * *asks as f64;
        }
    }

    pub fn promise(&mut self, k: u32) {
        if let Some(kept) = self.kept.get_mut(k as usize) {
            *kept += 1.0;
        }
    }
}

impl Prices {
    /// From costs in points of so much energy, with rewards and how often each promise is to be kept.
    pub fn of(c: &Compiled, costs: &Costs, point: f64, (rewards, kept): (Vec<i64>, Vec<i64>)) -> Prices {
        let most = MOST as f64;
        let energy = |costs: &[f64]| -> Vec<i64> {
            costs.iter().map(|cost| (cost * point).clamp(-most, most) as i64).collect()
        };
        let (class_of_table, _, places) = classes(c);
        let mut dues = Dues::of(c);
        dues.fit(c, &energy(&costs.resident));
        Prices {
            class: energy(&costs.class),
            employer: energy(&costs.employer),
            interpreter: energy(&costs.interpreter),
            places,
            talks: employer_places(c),
            time: c.interpreter_rounds.iter().map(|r| i64::from((r & c.open).count_ones())).collect(),
            class_of_table,
            rewards,
            kept,
            serving: [0; LEVELS],
            served: [0; LEVELS],
            dues,
        }
    }

    /// No price and no reward above so much.
    pub fn capped(&self, most: i64) -> Prices {
        let mut capped = self.clone();
        let Prices { class, employer, interpreter, rewards, .. } = &mut capped;
        for price in [class, employer, interpreter, rewards].into_iter().flatten() {
            *price = (*price).min(most);
        }
        capped
    }

    /// The cheapest of some interpreters and the price of a round; nothing where nobody is needed.
    pub fn cheapest(&self, helpers: &[u32]) -> (i64, Option<u32>) {
        let least = helpers.iter().min_by_key(|i| (self.interpreter[**i as usize], **i));
        (least.map_or(0, |i| self.interpreter[*i as usize]), least.copied())
    }

    /// What a pair earns by serving the levels before utility.
    pub fn for_serving(&self, asks: &Each<i64>) -> i64 {
        self.serving.iter().zip(asks).map(|(reward, asks)| reward * asks).sum()
    }

    pub fn reward(&self, k: u32) -> i64 {
        self.rewards.get(k as usize).copied().unwrap_or(0)
    }

    /// Of everything there is, less the rewards for what is to be kept anyway.
    pub fn of_all(&self) -> i64 {
        let sum = |price: &[i64], there: &[i64]| -> i64 {
            let each = price.iter().zip(there).filter(|(price, _)| **price > 0);
            each.map(|(price, there)| price * (*there).max(0)).sum()
        };
        sum(&self.class, &self.places) + sum(&self.employer, &self.talks) + sum(&self.interpreter, &self.time)
            - self.rewards.iter().zip(&self.kept).map(|(reward, kept)| reward * kept).sum::<i64>()
            - self.for_serving(&self.served)
    }

    pub fn nothing_asked(&self) -> Asked {
        Asked {
            class: vec![0.0; self.class.len()],
            employer: vec![0.0; self.employer.len()],
            interpreter: vec![0.0; self.interpreter.len()],
            kept: vec![0.0; self.kept.len()],
            served: [0.0; LEVELS],
            came: vec![0.0; self.dues.each.len()],
        }
    }

    /// Moves all prices against what is left over, as far as `distance` over the square of that; false
    /// when everything fits. Where that turns back on the way of the step before, it keeps to what both agree
    /// on (Camerini, Fratta and Maffioli 1975), instead of going to and fro.
    pub fn step(&mut self, asked: &Asked, distance: f64, way: &mut Vec<f64>) -> bool {
        let mut fresh = Vec::with_capacity(way.len());
        let too_many = |prices: &[i64], there: &[i64], asked: &[f64], fresh: &mut Vec<f64>| {
            let each = prices.iter().zip(there).zip(asked);
            fresh.extend(each.map(|((price, there), asked)| over(*price, *there, *asked)));
        };
        too_many(&self.class, &self.places, &asked.class, &mut fresh);
        too_many(&self.employer, &self.talks, &asked.employer, &mut fresh);
        too_many(&self.interpreter, &self.time, &asked.interpreter, &mut fresh);
        fresh.extend(asked.kept.iter().zip(&self.kept).map(|(asked, kept)| *kept as f64 - asked));
        fresh.extend(self.unserved(asked));
        self.dues.apart(&asked.came, &mut fresh);
        if product(&fresh, &fresh) <= ROUNDING {
            return false;
        }
        if way.len() == fresh.len() {
            let (along, square) = (product(&fresh, way), product(way, way));
            let part = if along < 0.0 { -TURN * along / square } else { 0.0 };
            fresh.iter_mut().zip(&*way).for_each(|(fresh, before)| *fresh += part * before);
        }
        let square = product(&fresh, &fresh);
        *way = fresh;
        if square <= ROUNDING {
            return false;
        }
        let step = distance / square;
        let mut each = way.iter();
        let mut shift = |price: &mut i64, least: i64| {
            let moved = *price as f64 + step * each.next().copied().unwrap_or(0.0);
            *price = (moved as i64).clamp(-MOST, MOST).max(least);
        };
        let Prices { class, employer, interpreter, rewards, serving, .. } = self;
        [class, employer, interpreter].into_iter().flatten().for_each(|price| shift(price, 0));
        rewards.iter_mut().for_each(|reward| shift(reward, -MOST));
        serving.iter_mut().for_each(|reward| shift(reward, 0));
        self.dues.shift(|due| shift(due, -MOST));
        true
    }

    /// What is missing of each level; nothing where a reward that is zero already would fall.
    fn unserved(&self, asked: &Asked) -> Each<f64> {
        std::array::from_fn(|k| over(self.serving[k], 0, self.served[k] as f64 - asked.served[k]))
    }
}

/// What is asked beyond what there is; nothing where a price that is zero already would fall.
fn over(price: i64, there: i64, asked: f64) -> f64 {
    let over = asked - there.max(0) as f64;
    if price == 0 && over < 0.0 { 0.0 } else { over }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
