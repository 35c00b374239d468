//! Where ids and tokens are drawn. A handler draws from the chance of its [`App`](crate::app::App), so that a simulation
//! can give it one that repeats itself; what has no app draws from the machine's.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::{Rng, RngCore};
use sha2::{Digest, Sha256};
use uuid::Uuid;

type Draw = Box<dyn Fn() -> Uuid + Send + Sync>;
type Fill = Box<dyn Fn(&mut [u8]) + Send + Sync>;

/// Chance that is handed on.
pub struct Chance {
    id: Draw,
    fill: Fill,
}

impl Default for Chance {
    fn default() -> Chance {
        Chance::of(id, |bytes| rand::rng().fill_bytes(bytes))
    }
}

impl Chance {
    /// Draws ids and bytes from these.
    pub fn of(
        id: impl Fn() -> Uuid + Send + Sync + 'static,
        fill: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Chance {
        Chance { id: Box::new(id), fill: Box::new(fill) }
    }

    /// A new id; ids sort by the time at which they were made.
    pub fn id(&self) -> Uuid {
        (self.id)()
    }

    /// Bytes that nobody can guess.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    /// A 256-bit token as it travels, and the hash as it is stored: who reads the database opens nothing with it.
    pub fn token(&self) -> (String, Vec<u8>) {
        let token = URL_SAFE_NO_PAD.encode(self.bytes::<32>());
        let hash = hash(&token);
        (token, hash)
    }
}

/// A new id from the machine.
#[expect(clippy::disallowed_methods, reason = "ids are drawn here and handed on")]
pub fn id() -> Uuid {
    Uuid::now_v7()
}

/// Bytes from the machine.
pub fn bytes<const N: usize>() -> [u8; N] {
    Chance::default().bytes()
}

/// A token from the machine.
pub fn token() -> (String, Vec<u8>) {
    Chance::default().token()
}

/// What is stored of a token or code.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A number from `least` up to `most`, so that many who wait for the same do not come back at the same moment.
pub fn between(least: u64, most: u64) -> u64 {
    rand::rng().random_range(least..=most.max(least))
}
