//! Plain calls beside push and pull: signing in, pairing, an invite, and the preview of an import.
//! The addresses are constants, so that browser and server cannot disagree about them.

use domain::ids::{FairId, ImportId, SessionId};
use domain::lang::Lang;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Every address that a workplace screen calls.
pub mod path {
    use super::ImportKind;
    use domain::ids::FairId;
    use domain::lang::Lang;

    pub const SIGN_IN: &str = "/app-api/sign-in";
    pub const SIGN_OUT: &str = "/app-api/sign-out";
    pub const ME: &str = "/app-api/me";
    pub const PAIR: &str = "/app-api/pair";
    pub const USE_INVITE: &str = "/app-api/use-invite";
    pub const PUSH: &str = "/app-api/push";
    /// A paired device says how it is doing.
    pub const REPORT: &str = "/app-api/report";
    /// A login asks for what it needs to send by file.
    pub const PASS: &str = "/app-api/pass";
    /// The body of the call is the file, byte for byte.
    pub const UNSENT: &str = "/app-api/unsent";
    /// The build that the server has, as plain text.
    pub const BUILD: &str = "/app-api/build";
    /// What everybody may know of this server, before anybody is signed in.
    pub const HOUSE: &str = "/app-api/house";
    pub const OFFER: &str = "/app-api/offer";
    /// `?scope=fair:…&base=12`
    pub const PULL: &str = "/app-api/pull";
    pub const LIVE: &str = "/app-api/live";
    /// The plan that is being made of a session is good enough: what is there counts.
    pub const ENOUGH: &str = "/app-api/enough";

    /// The body of the call is the file, byte for byte.
    pub fn import(fair: FairId, kind: ImportKind) -> String {
        format!("/app-api/import/{fair}/{kind}")
    }

    /// What is missing and what nobody has checked, in each language that residents read.
    pub const TEXTS: &str = "/app-api/texts";

    /// A language as a spreadsheet; and, posted, the changed spreadsheet for a preview.
    pub fn texts_of(lang: Lang) -> String {
        format!("/app-api/texts/{lang}")
    }
}

/// Largest file that is read for import, in bytes.
pub const IMPORT_MAX: u64 = 5_000_000;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    pub login_name: String,
    pub password: String,
}

/// What a screen says before anybody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    /// The server filled itself with the demo day.
    pub demo: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enough {
    pub session: SessionId,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub code: String,
}

/// `token` is what stood behind the `#` of the link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseInvite {
    pub token: String,
    pub password: String,
}

macro_rules! hidden {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }
    )*};
}
hidden!(SignIn, Pair, UseInvite);

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Employers,
    Residents,
    SignUps,
    Interpreters,
    /// Last year's talks, for who met whom.
    LastYear,
}

impl ImportKind {
    /// In the order in which files build on each other.
    pub const ALL: &'static [ImportKind] = &[
        ImportKind::Employers,
        ImportKind::Residents,
        ImportKind::SignUps,
        ImportKind::Interpreters,
        ImportKind::LastYear,
    ];

    /// The word in an address, in storage and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            ImportKind::Employers => "employers",
            ImportKind::Residents => "residents",
            ImportKind::SignUps => "sign_ups",
            ImportKind::Interpreters => "interpreters",
            ImportKind::LastYear => "last_year",
        }
    }

    /// Reads [`ImportKind::as_str`] back.
    pub fn parse(word: &str) -> Option<ImportKind> {
        ImportKind::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for ImportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a file would do. Nothing is written until `ConfirmImport` names `import`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    pub import: ImportId,
    pub fair: FairId,
    pub kind: ImportKind,
    pub rows_good: u32,
    /// At most 200; `mistakes_total` says how many there are. With any mistake nothing can be confirmed.
    pub mistakes: Vec<Mistake>,
    pub mistakes_total: u32,
    /// Names of the columns of `sample`.
    pub columns: Vec<String>,
    /// The first five rows as they were read.
    pub sample: Vec<Vec<String>>,
    pub new: u32,
    pub changed: u32,
    pub same: u32,
}

/// One thing in a file that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// Line of the file as a spreadsheet numbers it, the header is 1; 0: the file as a whole.
    pub row: u32,
    /// Name of the column as the file writes it; empty: the whole row.
    pub column: String,
    pub reason: MistakeReason,
}

/// Why. Each has a sentence in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MistakeReason {
    EmptyFile,
    /// Neither UTF-8 nor Windows-1252.
    UnreadableText,
    MissingColumn,
    UnknownColumn,
    /// Holds what may never be stored (domain.md §5).
    ForbiddenColumn,
    TooFewCells,
    TooManyCells,
    QuoteNeverEnds,
    Empty,
    TooLong,
    ControlCharacter,
    Formula,
    Duplicate,
    NotANumber,
    OutOfRange,
    NotAnAmount,
    BelowMinimumWage,
    NotYesOrNo,
    NotATime,
    NotADate,
    EndsBeforeItBegins,
    NotAPhoneNumber,
    NotAnEmail,
    UnknownWay,
    UnknownWord,
    UnknownLanguage,
    UnknownLevel,
    LanguageNotListed,
    /// Who interprets knows two languages at least.
    OneLanguage,
    Unreadable,
    Minor,
    FewerThanTables,
    /// A file takes no table away.
    FewerTables,
    /// An earlier row says something else of the same company.
    SaidOtherwise,
    /// The day was started: nothing of it moves by a file any more.
    DayBegun,
    /// More than one is called so, and which one is meant cannot be known.
    Ambiguous,
    UnknownPerson,
    UnknownEmployer,
    UnknownVacancy,
    UnknownSession,
    NotInThisSession,
    /// No text has this key.
    UnknownText,
    /// Names in braces are missing or too many.
    WrongBraces,
    /// This language has no such plural form, or the text counts nothing.
    UnknownForm,
    /// A plural form of this text is not in the file or empty.
    MissingForm,
}

/// How the texts for residents stand in one language, at one location.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextsStand {
    pub lang: Lang,
    pub all: u32,
    /// Shown in Dutch.
    pub missing: u32,
    /// There, but no native reader has checked them.
    pub unreviewed: u32,
}

/// What a spreadsheet with texts would do. Nothing is written until `ReviewTexts` names `import`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextsPreview {
    pub import: ImportId,
    pub lang: Lang,
    /// At most 200; `mistakes_total` says how many there are. With any mistake nothing can be confirmed.
    pub mistakes: Vec<Mistake>,
    pub mistakes_total: u32,
    pub new: u32,
    pub changed: u32,
    pub same: u32,
}

/// Why a plain call did not do what was asked. The body of every answer that is not 2xx.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum RequestError {
    /// Name and password do not belong together, or the account is closed: the two look alike.
    WrongPassword,
    /// No such pairing code, used already, or older than five minutes.
    WrongCode,
    /// The link was used, replaced, or is too old.
    UsedUp,
    PasswordTooShort,
    PasswordTooLong,
    TooMany {
        retry_after_s: u32,
    },
    /// The file is larger than [`IMPORT_MAX`].
    TooLarge,
    /// Neither CSV nor XLSX.
    NotASpreadsheet,
    /// Not a file of unsent work that this server can open: another server's, changed, or too old.
    NotOurFile,
    /// Who made the file may send nothing now: the device was switched off or not approved yet, or the login ended.
    MakerEnded,
    /// This device has no pass to send by file with: said by the browser side.
    NoPass,
    /// No file was chosen: said by the browser side.
    NoFile,
    /// Not yours, or not there.
    NotFound,
    /// The server could not read what was asked: another build, or damaged on the way.
    Malformed,
    /// It was asked on behalf of another website.
    OtherSite,
    /// Not signed in any more.
    SignedOut,
    /// The server could not be reached: said by the browser side.
    Offline,
    /// Something went wrong at the server; nothing was changed.
    Server,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_import_reads_back() {
        for kind in ImportKind::ALL {
            assert_eq!(ImportKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).ok(), Some(format!("\"{kind}\"")));
        }
    }

    #[test]
    fn an_error_is_a_word_with_what_belongs_to_it() {
        let wire = serde_json::to_string(&RequestError::TooMany { retry_after_s: 30 }).ok();
        assert_eq!(wire.as_deref(), Some(r#"{"error":"too_many","retry_after_s":30}"#));
        let back = serde_json::from_str::<RequestError>(r#"{"error":"wrong_password"}"#).ok();
        assert_eq!(back, Some(RequestError::WrongPassword));
    }

    #[test]
    fn what_people_typed_does_not_show_in_debug() {
        let typed = SignIn { login_name: "twijg".into(), password: "geheim geheim".into() };
        assert_eq!(format!("{typed:?}"), "SignIn(hidden)");
    }
}
