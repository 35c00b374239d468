//! What the page of messages is given.

use super::FairHead;
use domain::fair::telling::Message;
use domain::ids::{CommandId, FairId, ResidentId};
use domain::lang::Lang;
use domain::people::Phone;

#[derive(Debug, Clone)]
pub struct TellPage {
    pub head: FairHead,
    /// The whole link to the fair's page.
    pub fair_link: String,
    /// POST.
    pub action: String,
    pub fair: FairId,
    pub mail: MailIs,
    /// Those whose e-mail did not arrive first; then by message and number; as many as fit.
    pub due: Vec<Telling>,
    /// How many more there are.
    pub more: u32,
    /// The latest first.
    pub told: Vec<ToldOf>,
}

/// Somebody who is to be told something.
#[derive(Debug, Clone)]
pub struct Telling {
    pub resident: ResidentId,
    pub number: u32,
    pub name: String,
    pub lang: Lang,
    pub message: Message,
    /// Until when a place is held.
    pub until_ms: Option<i64>,
    /// None: they get a slip, or an e-mail.
    pub phone: Option<Phone>,
    /// They gave an address. It is not shown: the server reads it when it sends.
    pub email: bool,
    /// It was sent already, and did not arrive.
    pub failed: Option<Failed>,
    pub key: CommandId,
}

/// What somebody was told, to be taken back where it was not.
#[derive(Debug, Clone)]
pub struct ToldOf {
    pub resident: ResidentId,
    pub number: u32,
    pub name: String,
    pub message: Message,
    pub at_ms: i64,
    /// None: they were told in another way.
    pub mail: Option<Went>,
    pub key: CommandId,
}

/// Whether the server sends e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailIs {
    Off,
    On,
    /// The demo: into this folder, and to nobody.
    Folder(String),
}

/// Why an e-mail did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failed {
    /// The mail server does not take the address.
    Refused,
    /// It could not be sent for a long time.
    GivenUp,
}

/// How far an e-mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    Waits,
    Sent,
}

/// What an e-mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWords {
    pub subject: String,
    pub text: String,
    pub lang: Lang,
}
