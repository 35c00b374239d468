//! How often a secret may be tried. A hall shares one address, so signing up has no limit of its own; guessing has.

use crate::app::App;
use axum::http::HeaderMap;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;

/// Limits per name and per address, for one server process each; kept in memory, bounded by [`Limits::forget`]. What must
/// hold over all processes is counted in the database: misses of a card, and tries of a login name.
pub struct Limits {
    password_name: DefaultKeyedRateLimiter<String>,
    password_address: DefaultKeyedRateLimiter<IpAddr>,
    code_address: DefaultKeyedRateLimiter<IpAddr>,
    card_address: DefaultKeyedRateLimiter<IpAddr>,
    post_address: DefaultKeyedRateLimiter<IpAddr>,
    offer_address: DefaultKeyedRateLimiter<IpAddr>,
    noted: DefaultKeyedRateLimiter<String>,
}

fn per_minute(steady: u32, at_once: u32) -> Quota {
    let one = NonZeroU32::MIN;
    Quota::per_minute(NonZeroU32::new(steady).unwrap_or(one))
        .allow_burst(NonZeroU32::new(at_once).unwrap_or(one))
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
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
    /// A password may be tried for this name from this address.
    pub fn password(&self, name: &str, from: IpAddr) -> bool {
        self.password_name.check_key(&name.to_lowercase()).is_ok()
            && self.password_address.check_key(&from).is_ok()
    }

    /// A pairing code or invitation may be tried.
    pub fn code(&self, from: IpAddr) -> bool {
        self.code_address.check_key(&from).is_ok()
    }

    /// A card's PIN may be tried; each card has its own hard limit besides.
    pub fn card(&self, from: IpAddr) -> bool {
        self.card_address.check_key(&from).is_ok()
    }

    /// A public form may be posted.
    pub fn post(&self, from: IpAddr) -> bool {
        self.post_address.check_key(&from).is_ok()
    }

    /// A restored server may be offered what devices have; a whole hall shares one address.
    pub fn offer(&self, from: IpAddr) -> bool {
        self.offer_address.check_key(&from).is_ok()
    }

    /// Something refused may be written down: once a minute for each who asks.
    pub fn note(&self, who: &str) -> bool {
        self.noted.check_key(&who.to_owned()).is_ok()
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
    use std::net::Ipv4Addr;

    #[test]
    fn the_eleventh_try_in_a_moment_is_refused_for_that_name_only() {
        let limits = Limits::default();
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        assert!((0..10).all(|_| limits.password("Sanne", here)));
        assert!(!limits.password("sanne", here));
        assert!(limits.password("yonas", here));
    }
}
