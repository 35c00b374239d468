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
    /// By message, then number; as many as fit.
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
    /// None: they get a slip.
    pub phone: Option<Phone>,
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
    pub key: CommandId,
}
