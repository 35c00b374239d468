//! PINs and card links are made of the server's key, the resident's id and a revision. Nothing of them is stored,
//! so a stolen database opens no card; a new revision ends the old one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::ResidentId;
use domain::people::Pin;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use store::MasterKey;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Keys made of the master key, one per purpose.
pub struct Keys {
    pin: [u8; 32],
    card: [u8; 32],
    tries: [u8; 32],
}

impl Keys {
    pub fn new(master: &MasterKey) -> Keys {
        Keys { pin: master.derive("pin"), card: master.derive("card"), tries: master.derive("tries") }
    }

    /// The PIN of this revision.
    pub fn pin(&self, resident: ResidentId, rev: u32) -> Pin {
        let mac = of_resident(&self.pin, resident, rev);
        Pin::from_chance(u32::from_be_bytes([mac[0], mac[1], mac[2], mac[3]]))
    }

    /// The secret part of the card's link: id and 128 bits that nobody can guess.
    pub fn card(&self, resident: ResidentId, rev: u32) -> String {
        let mut bytes = resident.0.as_bytes().to_vec();
        bytes.extend_from_slice(&of_resident(&self.card, resident, rev)[..16]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The resident whom a card names. It opens nothing before [`Keys::opens`] agrees.
    pub fn named_by(&self, card: &str) -> Option<ResidentId> {
        let bytes = URL_SAFE_NO_PAD.decode(card).ok()?;
        let id: [u8; 16] = bytes.get(..16)?.try_into().ok()?;
        (bytes.len() == 32).then(|| ResidentId(Uuid::from_bytes(id)))
    }

    /// This card is the resident's current one.
    pub fn opens(&self, card: &str, resident: ResidentId, rev: u32) -> bool {
        same(card.as_bytes(), self.card(resident, rev).as_bytes())
    }

    /// What stands for a login name where its tries are counted: who types a password there leaves nothing to guess at.
    pub fn tried(&self, login_name: &str) -> [u8; 32] {
        mac(&self.tries, &[login_name.trim().to_lowercase().as_bytes()])
    }

    /// This PIN is the resident's current one.
    pub fn pin_fits(&self, pin: &Pin, resident: ResidentId, rev: u32) -> bool {
        same(pin.reveal().as_bytes(), self.pin(resident, rev).reveal().as_bytes())
    }
}

fn of_resident(key: &[u8; 32], resident: ResidentId, rev: u32) -> [u8; 32] {
    mac(key, &[resident.0.as_bytes(), &rev.to_be_bytes()])
}

/// HMAC with SHA-256 (RFC 2104) over these parts.
fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than the hash's block is padded with zeros (RFC 2104 §2), which cannot fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// Compares without telling by its time how much was right.
fn same(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::new(&MasterKey::from_bytes([7; 32]))
    }

    const SOMEONE: ResidentId = ResidentId(Uuid::from_u128(1));
    const ANOTHER: ResidentId = ResidentId(Uuid::from_u128(2));

    #[test]
    fn a_card_opens_for_its_resident_and_revision_only() {
        let card = keys().card(SOMEONE, 1);
        assert_eq!(keys().named_by(&card), Some(SOMEONE));
        assert!(keys().opens(&card, SOMEONE, 1));
        assert!(!keys().opens(&card, SOMEONE, 2));
        assert!(!keys().opens(&card, ANOTHER, 1));
        assert_eq!(keys().named_by("not-a-card"), None);
    }

    #[test]
    fn a_name_is_tried_as_one_however_it_is_typed() {
        assert_eq!(keys().tried(" Sanne"), keys().tried("sanne"));
        assert_ne!(keys().tried("sanne"), keys().tried("yonas"));
    }

    #[test]
    fn a_new_revision_is_another_pin() {
        let pins: std::collections::BTreeSet<_> =
            (1..=20).map(|rev| keys().pin(SOMEONE, rev).reveal().to_owned()).collect();
        assert!(pins.len() > 15);
        assert!(keys().pin_fits(&keys().pin(SOMEONE, 3), SOMEONE, 3));
    }
}
