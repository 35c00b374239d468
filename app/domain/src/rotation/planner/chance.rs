//! A small seeded generator and the logarithm that annealing needs, with nothing but IEEE basic
//! arithmetic, so that native and wasm draw the same numbers.

/// SplitMix64 (Steele, Lea, Flood 2014).
pub(super) struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed ^ 0x5851_F42D_4C95_7F2D)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (((self.next() >> 32) * n as u64) >> 32) as usize
    }

    /// True in `n` of 256 cases.
    pub fn in_256(&mut self, n: u64) -> bool {
        self.next() >> 56 < n
    }

    /// One of the set bits; the mask is not empty.
    pub fn bit(&mut self, mask: u64) -> usize {
        let mut rest = mask;
        for _ in 0..self.below(mask.count_ones() as usize) {
            rest &= rest - 1;
        }
        rest.trailing_zeros() as usize
    }
}

/// Natural logarithm of a positive number: halve into 0.75..1.5, then the series of artanh.
pub(super) fn ln(x: f64) -> f64 {
    const LN_2: f64 = std::f64::consts::LN_2;
    let (mut m, mut halvings) = (x, 0.0);
    while m > 1.5 {
        m *= 0.5;
        halvings += 1.0;
    }
    while m < 0.75 {
        m *= 2.0;
        halvings -= 1.0;
    }
    let y = (m - 1.0) / (m + 1.0);
    let (mut power, mut sum) = (y, 0.0);
    for k in 0..12 {
        sum += power / f64::from(2 * k + 1);
        power *= y * y;
    }
    2.0 * sum + halvings * LN_2
}

/// e to the `x` for moderate `x`: the series on x/1024, squared ten times.
pub(super) fn exp(x: f64) -> f64 {
    let small = x / 1024.0;
    let mut value = 1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0)));
    for _ in 0..10 {
        value *= value;
    }
    value
}

/// Thresholds of Metropolis acceptance: `-ln(u)` for evenly spread u.
pub(super) struct Heat(Vec<f64>);

impl Heat {
    pub fn new() -> Heat {
        let steps = 4096;
        let u = |i: i32| (f64::from(i) + 0.5) / f64::from(steps);
        Heat((0..steps).map(|i| -ln(u(i))).collect())
    }

    /// How much worse a step may be at this temperature, drawn at random.
    pub fn allowance(&self, chance: &mut Chance, temperature: f64) -> i64 {
        let drawn = self.0[chance.below(self.0.len())];
        (drawn * temperature) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_logarithm_and_exponential_agree_with_the_platform() {
        for x in [1e-4, 0.3, 0.75, 1.0, 1.5, 7.0, 1e6] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-9, "{x}");
        }
        for x in [-9.0, -0.5, 0.0, 0.1, 2.0] {
            assert!((exp(x) - f64::exp(x)).abs() / f64::exp(x) < 1e-6, "{x}");
        }
    }
}
