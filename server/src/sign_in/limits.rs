//! How often a secret may be tried. A hall shares one address, so signing up has no limit of its own; guessing has.

use crate::app::App;
use axum::http::HeaderMap;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

/// Limits per name and per address, for one server process each. What must hold over all processes is counted in the
/// database: misses of a card, and tries of a login name. What is counted here falls into one of 65,536 buckets, by a
/// hash that each process chooses for itself: memory has an end, and nobody can aim at another's bucket.
pub struct Limits {
    hashed_by: RandomState,
    password_name: Buckets,
    password_address: Buckets,
    code_address: Buckets,
    card_address: Buckets,
    post_address: Buckets,
    offer_address: Buckets,
    noted: Buckets,
}

type Buckets = DefaultKeyedRateLimiter<u16>;

fn per_minute(steady: u32, at_once: u32) -> Quota {
    let one = NonZeroU32::MIN;
    Quota::per_minute(NonZeroU32::new(steady).unwrap_or(one))
        .allow_burst(NonZeroU32::new(at_once).unwrap_or(one))
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            hashed_by: RandomState::new(),
            password_name: RateLimiter::keyed(per_minute(5, 10)),
            password_address: RateLimiter::keyed(per_minute(30, 60)),
            code_address: RateLimiter::keyed(per_minute(10, 20)),
            card_address: RateLimiter::keyed(per_minute(120, 240)),
            post_address: RateLimiter::keyed(per_minute(30_000, 30_000)),
            offer_address: RateLimiter::keyed(per_minute(600, 600)),
            noted: RateLimiter::keyed(per_minute(1, 1)),
        }
    }
}

impl Limits {
    fn allows(&self, buckets: &Buckets, key: impl Hash) -> bool {
        let [.., high, low] = self.hashed_by.hash_one(key).to_be_bytes();
        buckets.check_key(&u16::from_be_bytes([high, low])).is_ok()
    }

    /// A password may be tried from this address; asked before anything that was typed is looked at.
    pub fn password_from(&self, from: IpAddr) -> bool {
        self.allows(&self.password_address, network(from))
    }

    /// A password may be tried for this name, as [`super::Keys::tried`] writes it.
    pub fn password_of(&self, tried: &[u8; 32]) -> bool {
        self.allows(&self.password_name, tried)
    }

    /// A pairing code or invitation may be tried.
    pub fn code(&self, from: IpAddr) -> bool {
        self.allows(&self.code_address, network(from))
    }

    /// A card's PIN may be tried; each card has its own hard limit besides.
    pub fn card(&self, from: IpAddr) -> bool {
        self.allows(&self.card_address, network(from))
    }

    /// A public form may be posted.
    pub fn post(&self, from: IpAddr) -> bool {
        self.allows(&self.post_address, network(from))
    }

    /// A restored server may be offered what devices have; a whole hall shares one address.
    pub fn offer(&self, from: IpAddr) -> bool {
        self.allows(&self.offer_address, network(from))
    }

    /// Something refused may be written down: once a minute for each who asks.
    pub fn note(&self, who: &str) -> bool {
        self.allows(&self.noted, who)
    }

    /// Drops what has not been used for a while; called every minute.
    pub fn forget(&self) {
        self.password_name.retain_recent();
        self.password_address.retain_recent();
        self.code_address.retain_recent();
        self.card_address.retain_recent();
        self.post_address.retain_recent();
        self.offer_address.retain_recent();
        self.noted.retain_recent();
    }
}

/// One household of IPv6 has 2⁶⁴ addresses, and counts as one.
fn network(from: IpAddr) -> IpAddr {
    match from {
        IpAddr::V4(_) => from,
        IpAddr::V6(six) => six
            .to_ipv4_mapped()
            .map_or_else(|| Ipv6Addr::from_bits(six.to_bits() >> 64 << 64).into(), IpAddr::V4),
    }
}

/// Where a request came from: the peer, or what a trusted proxy says last.
pub fn address(app: &App, headers: &HeaderMap, peer: SocketAddr) -> IpAddr {
    let forwarded = || {
        let line = headers.get("x-forwarded-for")?.to_str().ok()?;
        line.rsplit(',').next()?.trim().parse().ok()
    };
    app.settings.trust_proxy.then(forwarded).flatten().unwrap_or_else(|| peer.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_try_in_a_moment_is_refused_for_that_name_only() {
        let limits = Limits::default();
        assert!((0..10).all(|_| limits.password_of(&[1; 32])));
        assert!(!limits.password_of(&[1; 32]));
        // One of them may share the bucket; three do not.
        assert!([2, 3, 4].iter().any(|other| limits.password_of(&[*other; 32])));
    }

    #[test]
    fn a_million_names_and_addresses_take_no_more_room_than_their_buckets() {
        let limits = Limits::default();
        for n in 0..1_000_000_u128 {
            limits.code(IpAddr::V6(Ipv6Addr::from_bits(n << 64)));
        }
        assert!(limits.code_address.len() <= 65_536, "{}", limits.code_address.len());
    }

    #[test]
    fn a_household_does_not_get_more_tries_by_changing_its_address() {
        let limits = Limits::default();
        let home = |n: u128| IpAddr::V6(Ipv6Addr::from_bits((0x2001_0db8 << 96) + n));
        assert!((0..20).all(|n| limits.code(home(n))));
        assert!(!limits.code(home(21)));
    }
}
