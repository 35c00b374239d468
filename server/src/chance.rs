//! The one place that draws ids and tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{Rng, RngCore};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A new id; ids sort by the time at which they were made.
#[expect(clippy::disallowed_methods, reason = "ids are drawn here and handed on")]
pub fn id() -> Uuid {
    Uuid::now_v7()
}

/// Bytes that nobody can guess.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A 256-bit token as it travels, and the hash as it is stored: who reads the database opens nothing with it.
pub fn token() -> (String, Vec<u8>) {
    let token = URL_SAFE_NO_PAD.encode(bytes::<32>());
    let hash = hash(&token);
    (token, hash)
}

/// What is stored of a token or code.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A number from `least` up to `most`, so that many who wait for the same do not come back at the same moment.
pub fn between(least: u64, most: u64) -> u64 {
    rand::rng().random_range(least..=most.max(least))
}
