//! What is known of a resident: a code, the name they want to be called, how to reach them, languages.
//! Nothing else is asked; domain.md §5 lists all that may ever be stored.

use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// The harmless number on card, badge and door: tells two people of one name apart and opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BadgeNumber(pub u32);

/// How well a language is spoken: CEFR, with "not yet" below it. Native is above C2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    #[serde(rename = "not_yet")]
    NotYet,
    A1,
    A2,
    B1,
    B2,
    C1,
    C2,
    #[serde(rename = "native")]
    Native,
}

impl Level {
    /// A talk of eight minutes can be held from A2 on.
    pub fn holds_a_talk(self) -> bool {
        self >= Level::A2
    }

    /// Reads "A2", "nog niet" and the stored words.
    pub fn parse(word: &str) -> Option<Level> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "nog niet" | "not_yet" | "geen" => Level::NotYet,
            "a1" => Level::A1,
            "a2" => Level::A2,
            "b1" => Level::B1,
            "b2" => Level::B2,
            "c1" => Level::C1,
            "c2" => Level::C2,
            "native" | "moedertaal" => Level::Native,
            _ => return None,
        })
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Level::NotYet => "not_yet",
            Level::A1 => "A1",
            Level::A2 => "A2",
            Level::B1 => "B1",
            Level::B2 => "B2",
            Level::C1 => "C1",
            Level::C2 => "C2",
            Level::Native => "native",
        }
    }
}

/// One language that someone speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenLang {
    pub lang: Lang,
    pub level: Level,
}

/// Digits with a country code, as WhatsApp links need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a phone number was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneRefused {
    #[error("holds something that is not a digit")]
    NotDigits,
    #[error("fewer than 9 or more than 15 digits")]
    Length,
}

impl Phone {
    /// Takes spaces, hyphens, dots, brackets, a leading `+` or `00`, and the Dutch `06…`. ITU-T E.164: at most 15 digits.
    pub fn parse(raw: &str) -> Result<Phone, PhoneRefused> {
        let compact: String = raw.chars().filter(|c| !c.is_whitespace() && !"-.()".contains(*c)).collect();
        let digits = match compact.strip_prefix('+').or_else(|| compact.strip_prefix("00")) {
            Some(international) => international.to_owned(),
            None => match compact.strip_prefix('0') {
                Some(dutch) => format!("31{dutch}"),
                None => compact,
            },
        };
        if !digits.chars().all(|c| c.is_ascii_digit()) {
            return Err(PhoneRefused::NotDigits);
        }
        if !(9..=15).contains(&digits.len()) {
            return Err(PhoneRefused::Length);
        }
        Ok(Phone(digits))
    }

    /// Digits only, country code first.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneRefused;
    fn try_from(raw: String) -> Result<Phone, PhoneRefused> {
        Phone::parse(&raw)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        format!("+{}", phone.0)
    }
}

/// An e-mail address, as mail servers everywhere take one: plain letters, digits and signs around one `@`. What stands
/// before it is kept as it was written; what stands behind it means the same in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why an e-mail address was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailRefused {
    #[error("longer than 254 signs")]
    TooLong,
    #[error("is no e-mail address")]
    NotAnAddress,
}

impl Email {
    /// RFC 5321, 4.5.3.1: 254 signs at most, of which 64 before the `@`. Quoted names, addresses of machines by number
    /// and letters that only some mail servers take are refused: a mail that cannot arrive helps nobody.
    pub fn parse(raw: &str) -> Result<Email, EmailRefused> {
        let raw = raw.trim();
        if raw.len() > 254 {
            return Err(EmailRefused::TooLong);
        }
        let (name, domain) = raw.split_once('@').ok_or(EmailRefused::NotAnAddress)?;
        let plain = |sign: u8| sign.is_ascii_alphanumeric();
        let is_name =
            |part: &str| !part.is_empty() && part.bytes().all(|sign| plain(sign) || SIGNS.contains(&sign));
        let is_label = |part: &str| {
            (1..=63).contains(&part.len())
                && part.bytes().all(|sign| plain(sign) || sign == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let last = domain.rsplit('.').next().unwrap_or_default();
        let fits = name.len() <= 64
            && name.split('.').all(is_name)
            && domain.contains('.')
            && domain.split('.').all(is_label)
            && !last.bytes().all(|sign| sign.is_ascii_digit());
        match fits {
            true => Ok(Email(format!("{name}@{}", domain.to_ascii_lowercase()))),
            false => Err(EmailRefused::NotAnAddress),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What may stand in a name besides letters, digits and dots (RFC 5322, `atext`).
const SIGNS: &[u8] = b"!#$%&'*+/=?^_`{|}~-";

impl TryFrom<String> for Email {
    type Error = EmailRefused;
    fn try_from(raw: String) -> Result<Email, EmailRefused> {
        Email::parse(&raw)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

/// How to reach someone. E-mail is never needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "at", rename_all = "snake_case")]
pub enum Contact {
    Phone(Phone),
    Email(Email),
    /// They come by the desk.
    Desk,
    /// A slip to their room.
    RoomSlip,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_may_be_written_as_people_write_it() {
        for raw in ["06 12345678", "+31 6 1234 5678", "0031612345678", "(06) 12-34.56 78"] {
            assert_eq!(Phone::parse(raw).map(|p| p.digits().to_owned()), Ok("31612345678".into()));
        }
        assert_eq!(Phone::parse("06-abc"), Err(PhoneRefused::NotDigits));
        assert_eq!(Phone::parse("0612"), Err(PhoneRefused::Length));
    }

    #[test]
    fn an_address_is_kept_as_it_was_written_but_for_what_means_the_same() {
        for (raw, kept) in [
            (" wind.roos+werk@Post.Example ", "wind.roos+werk@post.example"),
            ("Wind_Roos@mail.post.example", "Wind_Roos@mail.post.example"),
            ("o'x@xn--80ak6aa92e.example", "o'x@xn--80ak6aa92e.example"),
        ] {
            let email = Email::parse(raw);
            assert_eq!(email.as_ref().map(Email::as_str), Ok(kept));
            assert_eq!(Email::parse(kept), email, "reads itself back");
        }
    }

    #[test]
    fn what_could_not_arrive_is_no_address() {
        for raw in [
            "",
            "windroos",
            "@post.example",
            "windroos@",
            "windroos@post",
            "wind@roos@post.example",
            "wind roos@post.example",
            "windroos@post .example",
            "windroos@post..example",
            "windroos@.example",
            "windroos@post.example.",
            "windroos@-post.example",
            "windroos@post-.example",
            ".windroos@post.example",
            "wind..roos@post.example",
            "\"wind roos\"@post.example",
            "<windroos@post.example>",
            "windroos@post.example,regen@post.example",
            "windroos@[127.0.0.1]",
            "windroos@127.0.0.1",
            "wind\nroos@post.example",
            "windroos@post.example\r\nBcc: a@post.example",
            "wind\u{202e}roos@post.example",
            "ورد@post.example",
        ] {
            assert_eq!(Email::parse(raw), Err(EmailRefused::NotAnAddress), "{raw:?}");
        }
        let long = |name: usize, rest: usize| {
            format!("{}@{}.example", "a".repeat(name), vec!["b".repeat(49); rest].join("."))
        };
        assert!(Email::parse(&long(64, 3)).is_ok());
        assert_eq!(Email::parse(&long(65, 3)), Err(EmailRefused::NotAnAddress));
        assert_eq!(Email::parse(&long(64, 4)), Err(EmailRefused::TooLong));
    }

    proptest::proptest! {
        /// One line of plain signs, whatever was typed: it can carry nothing into the head of a mail.
        #[test]
        fn whatever_is_typed_an_address_is_one_line_and_reads_itself_back(
            raw in "[a-z0-9+. -~\\né١]{0,12}@?[a-zA-Z0-9.\\n -]{0,12}\\.[a-z]{0,5}",
        ) {
            if let Ok(email) = Email::parse(&raw) {
                let text = email.as_str();
                proptest::prop_assert!(text.bytes().all(|sign| sign.is_ascii_graphic()) && text.len() <= 254);
                proptest::prop_assert_eq!(text.matches('@').count(), 1);
                proptest::prop_assert_eq!(Email::parse(text), Ok(email.clone()));
            }
        }
    }

    #[test]
    fn a_talk_needs_a2() {
        assert!(!Level::A1.holds_a_talk());
        assert!(Level::A2.holds_a_talk() && Level::Native.holds_a_talk());
    }
}
