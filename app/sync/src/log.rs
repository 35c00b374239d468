//! A device's log: every command that one maker asked on one device, in order, each chained to the one before it.
//! The chain tells a server that nothing was left out, put in or exchanged on the way, and tells a copied device from
//! the device that it was copied from.

use crate::LogStanding;
use domain::people::Actor;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// SHA-256; written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Before the first command.
    pub const NONE: Digest = Digest([0; 32]);

    /// The digest of the exact bytes of a command.
    pub fn of(bytes: &str) -> Digest {
        Digest(Sha256::digest(bytes.as_bytes()).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDigest;

impl fmt::Display for NoDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a digest")
    }
}

impl FromStr for Digest {
    type Err = NoDigest;
    fn from_str(text: &str) -> Result<Self, NoDigest> {
        let mut digest = Digest::NONE;
        if text.len() != 64 || !text.bytes().all(|sign| sign.is_ascii_hexdigit()) {
            return Err(NoDigest);
        }
        for (byte, at) in digest.0.iter_mut().zip((0..).step_by(2)) {
            let pair = text.get(at..at + 2).ok_or(NoDigest)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NoDigest)?;
        }
        Ok(digest)
    }
}

impl TryFrom<String> for Digest {
    type Error = NoDigest;
    fn try_from(text: String) -> Result<Self, NoDigest> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> String {
        digest.to_string()
    }
}

/// Where a log ends: the number and the chained digest of its last command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEnd {
    pub log: Uuid,
    /// 0 before the first command.
    pub seq: u64,
    pub hash: Digest,
}

impl LogEnd {
    /// A log without commands.
    pub fn empty(log: Uuid) -> LogEnd {
        LogEnd { log, seq: 0, hash: Digest::NONE }
    }

    /// The end after one more command, by the digest of its exact bytes. The chained digest covers the log, the
    /// number, the digest before and the command.
    #[must_use]
    pub fn then(&self, command: &Digest) -> LogEnd {
        let seq = self.seq.saturating_add(1);
        let mut hash = Sha256::new();
        hash.update(self.log.as_bytes());
        hash.update(seq.to_be_bytes());
        hash.update(self.hash.0);
        hash.update(command.0);
        LogEnd { log: self.log, seq, hash: Digest(hash.finalize().into()) }
    }
}

/// What a server that knows a log up to `known` says to commands with these digests that follow `after`: the new end, or
/// why they do not fit. The first `known.seq - after.seq` of them are a resend, and must be known by their ids.
pub fn fit(known: Option<LogEnd>, after: LogEnd, commands: &[Digest]) -> Result<LogEnd, LogStanding> {
    let known = known.unwrap_or(LogEnd::empty(after.log));
    if after.seq > known.seq {
        return Err(LogStanding::Behind);
    }
    let mut end = after;
    let begins_right = after.seq > 0 || after.hash == Digest::NONE;
    let mut right = begins_right && (end.seq < known.seq || end.hash == known.hash);
    for command in commands {
        end = end.then(command);
        right &= end.seq != known.seq || end.hash == known.hash;
    }
    match (right, end.seq > known.seq) {
        (false, _) => Err(LogStanding::Forked),
        (true, true) => Ok(end),
        (true, false) => Ok(known),
    }
}

/// Whose commands a log holds: a staff member, or the tablet of an employer in a session. A tablet that was paired
/// anew at the same tables goes on with what it kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Maker(pub String);

impl Maker {
    /// None for who keeps no log.
    pub fn of(actor: &Actor) -> Option<Maker> {
        match actor {
            Actor::Staff { account, .. } => Some(Maker(format!("staff:{account}"))),
            Actor::Tablet { session, employer, .. } => Some(Maker(format!("tablet:{session}:{employer}"))),
            Actor::Resident { .. } | Actor::Projector { .. } | Actor::Visitor { .. } | Actor::System => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(log: u128, commands: &[&str]) -> LogEnd {
        let empty = LogEnd::empty(Uuid::from_u128(log));
        commands.iter().fold(empty, |end, command| end.then(&Digest::of(command)))
    }

    #[test]
    fn a_chain_ends_the_same_only_after_the_same_commands_in_the_same_log() {
        let end = chain(1, &["a", "b"]);
        assert_eq!(end, chain(1, &["a", "b"]));
        assert_eq!(end.seq, 2);
        for other in [chain(1, &["b", "a"]), chain(1, &["a", "c"]), chain(2, &["a", "b"]), chain(1, &["ab"])]
        {
            assert_ne!(end.hash, other.hash);
        }
    }

    #[test]
    fn a_push_fits_after_what_is_known_or_overlaps_it_truly() {
        let digests = |commands: &[&str]| commands.iter().map(|one| Digest::of(one)).collect::<Vec<_>>();
        let known = chain(1, &["a", "b"]);
        let all = chain(1, &["a", "b", "c"]);
        // Next, a resend with something new behind it, a resend alone.
        assert_eq!(fit(Some(known), known, &digests(&["c"])), Ok(all));
        assert_eq!(fit(Some(known), chain(1, &["a"]), &digests(&["b", "c"])), Ok(all));
        assert_eq!(fit(Some(known), chain(1, &["a"]), &digests(&["b"])), Ok(known));
        assert_eq!(fit(None, chain(1, &[]), &digests(&["a", "b"])), Ok(known));
        // Something left out, another story, a beginning that is none.
        assert_eq!(fit(Some(known), all, &digests(&["d"])), Err(LogStanding::Behind));
        assert_eq!(fit(None, known, &digests(&["c"])), Err(LogStanding::Behind));
        assert_eq!(fit(Some(known), chain(1, &["a"]), &digests(&["x", "c"])), Err(LogStanding::Forked));
        assert_eq!(fit(Some(known), chain(1, &["a", "x"]), &digests(&["c"])), Err(LogStanding::Forked));
        let beginning = LogEnd { seq: 0, ..known };
        assert_eq!(fit(None, beginning, &digests(&["a"])), Err(LogStanding::Forked));
    }

    #[test]
    fn a_digest_is_written_and_read_as_64_signs_and_nothing_else_is_one() {
        let digest = Digest::of("a command");
        assert_eq!(digest.to_string().parse(), Ok(digest));
        for text in ["", "0", &"g".repeat(64), &"é".repeat(32), &"0".repeat(66), &"+f".repeat(32)] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
