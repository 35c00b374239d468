//! Unsent work that comes as a file, because the device that it was tapped on has no network. A login gets a pass for
//! that while it has one: a key to lock the file with, and the same key beside the login's name, sealed by the server for
//! itself. So the server knows who made a file without believing anything that stands in it, nobody can make one in
//! another's name, and who finds one reads nothing. The browser locks with AES-GCM, the cipher that it has; so no cipher
//! comes with the tablet's program.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::ids::LoginId;
use serde::{Deserialize, Serialize};
use store::{MasterKey, Seal};
use sync::device::{PASS_MS, Pass, read_file};
use sync::log::Digest;

/// Gives passes and opens files.
pub struct ByFile(Seal);

#[derive(Serialize, Deserialize)]
struct Sealed {
    login: LoginId,
    key: Digest,
    given_ms: i64,
}

/// A file that was opened.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened {
    /// The login that made it.
    pub login: LoginId,
    /// Pushes, each as it would have been sent.
    pub pushes: Vec<String>,
}

impl ByFile {
    pub fn new(master: &MasterKey) -> ByFile {
        ByFile(Seal::new(master, "unsent work by file"))
    }

    /// None where a cipher fails, which would be a fault of its own: a device works without a pass.
    pub fn pass(&self, login: LoginId, key: [u8; 32], now_ms: i64) -> Option<Pass> {
        let key = Digest(key);
        let sealed = serde_json::to_vec(&Sealed { login, key, given_ms: now_ms }).ok()?;
        let pass = STANDARD_NO_PAD.encode(self.0.seal(&sealed).ok()?);
        Some(Pass { key, pass })
    }

    /// None: no such file, of another server, changed on its way, or by a pass that is too old.
    pub fn open(&self, file: &[u8], now_ms: i64) -> Option<Opened> {
        let (pass, locked) = read_file(file)?;
        let sealed = self.0.open(&STANDARD_NO_PAD.decode(pass).ok()?)?;
        let Sealed { login, key, given_ms } = serde_json::from_slice(&sealed).ok()?;
        if now_ms.saturating_sub(given_ms) > PASS_MS {
            return None;
        }
        let (nonce, locked) = locked.split_at_checked(12)?;
        let cipher = Aes256Gcm::new(&key.0.into());
        let text = cipher.decrypt(Nonce::from_slice(nonce), locked).ok()?;
        let text = String::from_utf8(text).ok()?;
        Some(Opened { login, pushes: text.lines().map(str::to_owned).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sync::device::file_head;
    use uuid::Uuid;

    const NOW: i64 = 1_796_302_500_000;

    fn by_file(byte: u8) -> ByFile {
        ByFile::new(&MasterKey::from_bytes([byte; 32]))
    }

    /// A file as a browser makes it.
    fn file(pass: &Pass, text: &str) -> Vec<u8> {
        let nonce = [7; 12];
        let cipher = Aes256Gcm::new(&pass.key.0.into());
        let locked = cipher.encrypt(Nonce::from_slice(&nonce), text.as_bytes()).expect("locks");
        [file_head(&pass.pass).as_bytes(), &nonce, &locked].concat()
    }

    #[test]
    fn a_file_opens_for_the_server_that_gave_the_pass_and_says_who_made_it() {
        let login = LoginId(Uuid::from_u128(5));
        let pass = by_file(1).pass(login, [3; 32], NOW).expect("a pass");
        let file = file(&pass, "{\"n\":1}\n{\"n\":2}\n");
        let opened = by_file(1).open(&file, NOW + PASS_MS).expect("opens");
        assert_eq!(opened, Opened { login, pushes: vec!["{\"n\":1}".into(), "{\"n\":2}".into()] });
        assert_eq!(by_file(2).open(&file, NOW), None, "another server");
        assert_eq!(by_file(1).open(&file, NOW + PASS_MS + 1), None, "too old");
        assert!(!String::from_utf8_lossy(&file).contains("\"n\""), "nobody reads it on its way");
    }

    #[test]
    fn a_file_with_one_changed_byte_opens_nowhere() {
        let pass = by_file(1).pass(LoginId(Uuid::nil()), [3; 32], NOW).expect("a pass");
        let file = file(&pass, "{}\n");
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_eq!(by_file(1).open(&changed, NOW), None, "byte {at}");
        }
        for end in 0..file.len() {
            assert_eq!(by_file(1).open(&file[..end], NOW), None, "cut at {end}");
        }
    }
}
