//! Keys. The journal's payloads are locked with a key per person; those keys lie in the database, wrapped by the
//! master key, which does not. Deleting a person's key makes what the journal holds about them unreadable from then
//! on; an older backup still has the wrapped key, so it must not outlive its retention.

use crate::StoreError;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::Sha256;

/// The secret that the server was started with. Shown nowhere: `Debug` hides it.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// Takes 32 bytes that nobody can guess.
    pub fn from_bytes(bytes: [u8; 32]) -> MasterKey {
        MasterKey(bytes)
    }

    /// A key of its own for one purpose; who learns it learns neither the master key nor another one.
    /// HKDF-Expand with SHA-256 (RFC 5869 §2.3), one block; the master key is random, so it needs no Extract.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        // HMAC takes a key of any length; the error of this constructor cannot occur, and an all-zero key must not.
        let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&self.0) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.update(purpose.as_bytes());
        mac.update(&[1]);
        mac.finalize().into_bytes().into()
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(hidden)")
    }
}

/// Something locked, with the number that was used once.
pub(crate) struct Sealed {
    pub nonce: [u8; 24],
    pub ciphertext: Vec<u8>,
}

/// A key of one person, of one location, or of the system.
pub(crate) struct DataKey([u8; 32]);

impl DataKey {
    pub fn new() -> DataKey {
        DataKey(random())
    }

    pub fn seal(&self, plain: &[u8], about: &[u8]) -> Result<Sealed, StoreError> {
        seal(&self.0, plain, about)
    }

    /// None: made with another key or for something else, or changed since.
    pub fn open(&self, nonce: &[u8], ciphertext: &[u8], about: &[u8]) -> Option<Vec<u8>> {
        open(&self.0, nonce, ciphertext, about)
    }
}

/// Locks what the server gives away and wants back: nobody without the master key reads or makes one.
pub struct Seal([u8; 32]);

impl Seal {
    /// A seal of its own for one purpose.
    pub fn new(master: &MasterKey, purpose: &str) -> Seal {
        Seal(master.derive(purpose))
    }

    /// The number used once and the locked bytes, in one.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let sealed = seal(&self.0, plain, b"")?;
        Ok([&sealed.nonce[..], &sealed.ciphertext].concat())
    }

    /// None: not sealed here, or changed since.
    pub fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, ciphertext) = sealed.split_at_checked(24)?;
        open(&self.0, nonce, ciphertext, b"")
    }
}

/// What wraps and unwraps the keys.
pub(crate) struct Vault {
    wrapping: [u8; 32],
}

impl Vault {
    pub fn new(master: &MasterKey) -> Vault {
        Vault { wrapping: master.derive("werkronde: wrap data keys") }
    }

    /// `owner` is bound in, so that a wrapped key cannot be moved to another person's row.
    pub fn wrap(&self, key: &DataKey, owner: &[u8]) -> Result<Sealed, StoreError> {
        seal(&self.wrapping, &key.0, owner)
    }

    pub fn unwrap(&self, nonce: &[u8], wrapped: &[u8], owner: &[u8]) -> Result<DataKey, StoreError> {
        let plain = open(&self.wrapping, nonce, wrapped, owner);
        let key = plain.and_then(|plain| <[u8; 32]>::try_from(plain).ok());
        key.map(DataKey).ok_or(StoreError::Corrupt("a wrapped key"))
    }
}

fn seal(key: &[u8; 32], plain: &[u8], about: &[u8]) -> Result<Sealed, StoreError> {
    let nonce: [u8; 24] = random();
    let ciphertext = XChaCha20Poly1305::new(key.into())
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: about })
        .map_err(|_| StoreError::Corrupt("a payload too long to lock"))?;
    Ok(Sealed { nonce, ciphertext })
}

fn open(key: &[u8; 32], nonce: &[u8], ciphertext: &[u8], about: &[u8]) -> Option<Vec<u8>> {
    if nonce.len() != 24 {
        return None;
    }
    XChaCha20Poly1305::new(key.into())
        .decrypt(XNonce::from_slice(nonce), Payload { msg: ciphertext, aad: about })
        .ok()
}

/// Bytes that nobody can guess. The store draws its own: keys, nonces and the incarnation never leave it.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(byte: u8) -> Vault {
        Vault::new(&MasterKey::from_bytes([byte; 32]))
    }

    #[test]
    fn a_wrapped_key_opens_only_for_its_owner_and_master_key() {
        let key = DataKey::new();
        let wrapped = vault(1).wrap(&key, b"owner").unwrap();
        let opens = |vault: Vault, owner: &[u8]| vault.unwrap(&wrapped.nonce, &wrapped.ciphertext, owner);
        assert_eq!(opens(vault(1), b"owner").unwrap().0, key.0);
        assert!(opens(vault(1), b"other").is_err());
        assert!(opens(vault(2), b"owner").is_err());
    }

    #[test]
    fn every_purpose_has_its_own_key_and_keeps_it() {
        let master = MasterKey::from_bytes([7; 32]);
        assert_eq!(master.derive("pin"), master.derive("pin"));
        assert_ne!(master.derive("pin"), master.derive("card"));
        assert_ne!(master.derive("pin"), MasterKey::from_bytes([8; 32]).derive("pin"));
        assert_eq!(format!("{master:?}"), "MasterKey(hidden)");
    }

    #[test]
    fn a_seal_opens_what_it_sealed_and_nothing_else() {
        let seal = |byte: u8, purpose| Seal::new(&MasterKey::from_bytes([byte; 32]), purpose);
        let mut sealed = seal(1, "archive").seal(b"a command").unwrap();
        assert_eq!(seal(1, "archive").open(&sealed).as_deref(), Some(&b"a command"[..]));
        assert_eq!(seal(1, "other").open(&sealed), None);
        assert_eq!(seal(2, "archive").open(&sealed), None);
        assert_eq!(seal(1, "archive").open(&sealed[..20]), None);
        sealed[30] ^= 1;
        assert_eq!(seal(1, "archive").open(&sealed), None);
    }

    #[test]
    fn a_changed_byte_of_ciphertext_or_purpose_is_noticed() {
        let key = DataKey::new();
        let mut sealed = key.seal(b"a note", b"command 1").unwrap();
        assert_eq!(
            key.open(&sealed.nonce, &sealed.ciphertext, b"command 1").as_deref(),
            Some(&b"a note"[..])
        );
        assert_eq!(key.open(&sealed.nonce, &sealed.ciphertext, b"command 2"), None);
        sealed.ciphertext[0] ^= 1;
        assert_eq!(key.open(&sealed.nonce, &sealed.ciphertext, b"command 1"), None);
    }
}
