//! What people type to sign in: passwords, PINs and pairing codes. Parsed here, hashed by the server.

use serde::{Deserialize, Serialize};

/// Which kind of secret a try was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credential {
    Password,
    Pin,
    PairingCode,
}

/// A staff password as typed. Shown nowhere: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Password(String);

/// Why a password was not taken. Length only, as NIST SP 800-63B §5.1.1.2 advises; no rules about signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    #[error("shorter than 12 characters")]
    TooShort,
    #[error("longer than 200 characters")]
    TooLong,
}

impl Password {
    pub fn parse(raw: &str) -> Result<Self, PasswordRefused> {
        match raw.chars().count() {
            0..12 => Err(PasswordRefused::TooShort),
            12..=200 => Ok(Self(raw.to_owned())),
            _ => Err(PasswordRefused::TooLong),
        }
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Password {
    type Error = PasswordRefused;
    fn try_from(raw: String) -> Result<Self, PasswordRefused> {
        Self::parse(&raw)
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(hidden)")
    }
}

/// A resident's PIN: five digits, told apart from the card. Shown nowhere: `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    /// Takes Western, Arabic-Indic and Persian digits, with spaces: people type what their keyboard gives.
    pub fn parse(raw: &str) -> Option<Self> {
        let mut digits = String::with_capacity(5);
        for c in raw.chars().filter(|c| !c.is_whitespace()) {
            digits.push(western(c)?);
        }
        (digits.len() == 5).then_some(Self(digits))
    }

    /// The PIN of a number that chance gave; every PIN is equally likely when `chance` is.
    pub fn from_chance(chance: u32) -> Self {
        Self(format!("{:05}", chance % 100_000))
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(hidden)")
    }
}

/// A digit as it is written in Europe, of one that is typed in Arabic or Persian.
pub fn western(c: char) -> Option<char> {
    let digit = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => c as u32 - 0x0660,
        '\u{06f0}'..='\u{06f9}' => c as u32 - 0x06f0,
        _ => return None,
    };
    char::from_digit(digit, 10)
}

/// Wrong tries on one resident's PIN before the card is closed until the desk gives a new PIN.
/// 10 of 100,000: a thief who holds the card guesses right once in 10,000 cards.
pub const TRIES_MAX: u32 = 10;

/// How often a PIN was tried and missed since it last opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinTries(pub u32);

impl PinTries {
    pub fn is_closed(self) -> bool {
        self.0 >= TRIES_MAX
    }
}

/// A code that pairs a tablet or projector: 8 signs without look-alikes, 5 minutes, one use.
#[derive(Clone, PartialEq, Eq)]
pub struct PairingCode(String);

impl PairingCode {
    /// No 0/O, 1/I/L, 2/Z, 5/S, 8/B: read aloud across a hall.
    const SIGNS: &'static [u8] = b"ACDEFGHJKMNPQRTUVWXY34679";
    /// How long a code opens, in seconds.
    pub const LIFE_S: i64 = 300;

    /// Takes small letters, spaces and hyphens.
    pub fn parse(raw: &str) -> Option<Self> {
        let code: String =
            raw.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        let known = |c: char| c.is_ascii() && Self::SIGNS.contains(&(c as u8));
        (code.len() == 8 && code.chars().all(known)).then_some(Self(code))
    }

    /// The code of eight bytes of chance.
    pub fn from_chance(chance: [u8; 8]) -> Self {
        let sign = |byte: u8| Self::SIGNS[usize::from(byte) % Self::SIGNS.len()] as char;
        Self(chance.into_iter().map(sign).collect())
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// "ACDE-FGHJ", as it is shown.
    pub fn spaced(&self) -> String {
        let (left, right) = self.0.split_at(4);
        format!("{left}-{right}")
    }
}

impl std::fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PairingCode(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_may_be_typed_with_any_digits_and_spaces() {
        for raw in ["04217", " 04 217", "٠٤٢١٧", "۰۴۲۱۷"] {
            assert_eq!(Pin::parse(raw).map(|pin| pin.reveal().to_owned()), Some("04217".into()));
        }
        assert_eq!(Pin::parse("0421"), None);
        assert_eq!(Pin::parse("04a17"), None);
    }

    #[test]
    fn a_shown_pairing_code_reads_back() {
        let code = PairingCode::from_chance([0, 25, 99, 255, 7, 8, 9, 10]);
        assert_eq!(PairingCode::parse(&code.spaced().to_lowercase()), Some(code));
        assert_eq!(PairingCode::parse("0000-0000"), None);
    }

    #[test]
    fn secrets_do_not_show_in_debug() {
        assert_eq!(format!("{:?}", Pin::from_chance(12345)), "Pin(hidden)");
    }

    #[test]
    fn the_tenth_wrong_try_closes_the_card() {
        assert!(!PinTries(9).is_closed());
        assert!(PinTries(10).is_closed());
    }
}
