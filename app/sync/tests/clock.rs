//! Two devices on bad links count down together. Each keeps asking the server for the time as screens do; links have
//! jitter with spikes, are lopsided, lose answers and sleep; device clocks are wrong and drift. Chance is from seeds, so
//! a figure that holds today holds tomorrow.

use sync::clock::{ClockOffset, Ping, pair_skew_ms};

/// Chance from a seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn upto(&mut self, most: i64) -> i64 {
        i64::try_from(self.next() % (most.unsigned_abs() + 1)).unwrap_or(0)
    }

    fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }
}

/// How one way takes.
#[derive(Clone, Copy)]
struct Link {
    least_ms: (i64, i64),
    jitter_ms: i64,
    spikes_percent: u64,
    spike_ms: i64,
    lost_percent: u64,
}

/// Jitter mostly below 20 ms, one in ten up to 300.
const HALL: Link =
    Link { least_ms: (5, 5), jitter_ms: 20, spikes_percent: 10, spike_ms: 300, lost_percent: 0 };

const FIRST_PINGS: u32 = 8;
const PING_MS: i64 = 3_000;
/// A day's session of three hours.
const HOURS_MS: i64 = 3 * 3_600_000;

struct Device {
    /// Its clock is ahead of the server's by this at first, and gains so much in a million.
    ahead_ms: i64,
    gains_ppm: i64,
    link: Link,
    clock: ClockOffset,
    next_ping_ms: i64,
    at_first: u32,
    sleeps: bool,
}

impl Device {
    fn new(ahead_ms: i64, gains_ppm: i64, link: Link, sleeps: bool) -> Device {
        let clock = ClockOffset::default();
        Device { ahead_ms, gains_ppm, link, clock, next_ping_ms: 0, at_first: FIRST_PINGS, sleeps }
    }

    fn reads_ms(&self, true_ms: i64) -> i64 {
        true_ms + self.ahead_ms + true_ms * self.gains_ppm / 1_000_000
    }

    fn way_ms(&self, least_ms: i64, chance: &mut Chance) -> i64 {
        let spike =
            if chance.percent(self.link.spikes_percent) { chance.upto(self.link.spike_ms) } else { 0 };
        least_ms + chance.upto(self.link.jitter_ms) + spike
    }

    /// Asks when it is time to; every half hour a sleeper sleeps for five minutes and measures anew.
    fn live_until(&mut self, true_ms: i64, chance: &mut Chance) {
        while self.next_ping_ms <= true_ms {
            let asked = self.next_ping_ms;
            self.next_ping_ms += if self.at_first > 0 { 0 } else { PING_MS };
            self.at_first = self.at_first.saturating_sub(1);
            if self.sleeps && asked % 1_800_000 < PING_MS && asked > PING_MS {
                self.clock.forget();
                self.next_ping_ms = asked + 300_000;
                self.at_first = FIRST_PINGS;
                continue;
            }
            let (there, back) = self.link.least_ms;
            let at_server = asked + self.way_ms(there, chance);
            let heard = at_server + self.way_ms(back, chance);
            if !chance.percent(self.link.lost_percent) {
                let (asked_ms, heard_ms) = (self.reads_ms(asked), self.reads_ms(heard));
                self.clock.hear(Ping { asked_ms, server_ms: at_server, heard_ms });
            }
        }
    }
}

/// The skew of the two that 99 of 100 looks stay below.
fn p99(mut one: Device, mut other: Device, seed: u64) -> i64 {
    let mut chance = Chance(seed);
    let mut skews = Vec::new();
    let mut true_ms = 1_000;
    while true_ms < HOURS_MS {
        one.live_until(true_ms, &mut chance);
        other.live_until(true_ms, &mut chance);
        let looks = ((one.reads_ms(true_ms), &one.clock), (other.reads_ms(true_ms), &other.clock));
        skews.push(pair_skew_ms(looks.0, looks.1).expect("both know the time"));
        true_ms += 700;
    }
    skews.sort_unstable();
    skews[skews.len() * 99 / 100]
}

#[test]
fn two_countdowns_differ_by_fifty_milliseconds_at_most_on_a_busy_hall_network() {
    for seed in 0..50 {
        let skew = p99(Device::new(90_000, 40, HALL, false), Device::new(-7_000, -40, HALL, false), seed);
        assert!(skew <= 50, "seed {seed}: {skew} ms");
    }
}

#[test]
fn lost_answers_and_sleep_do_not_pull_them_apart() {
    let lossy = Link { lost_percent: 30, ..HALL };
    for seed in 0..50 {
        let skew = p99(Device::new(0, 60, lossy, true), Device::new(86_400_000, 0, lossy, true), seed);
        assert!(skew <= 50, "seed {seed}: {skew} ms");
    }
}

#[test]
fn a_lopsided_link_costs_half_of_what_it_is_lopsided_and_no_more() {
    // Nobody can measure this with one clock at each end: the way there and back is all that shows.
    let lopsided = Link { least_ms: (60, 10), ..HALL };
    for seed in 0..50 {
        let skew = p99(Device::new(0, 0, lopsided, false), Device::new(500, 0, HALL, false), seed);
        assert!((0..=25 + 50).contains(&skew), "seed {seed}: {skew} ms");
    }
}

#[test]
fn nothing_is_said_of_a_device_that_knows_nothing() {
    let mut known = ClockOffset::default();
    known.hear(Ping { asked_ms: 0, server_ms: 105, heard_ms: 10 });
    assert_eq!(pair_skew_ms((7, &known), (7, &ClockOffset::default())), None);
    assert_eq!(pair_skew_ms((7, &known), (100, &known)), Some(93));
}
