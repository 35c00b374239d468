//! The arguments of commands that have many.

use crate::fair::{Day, FairKind, Offer, Seating, VacancyInterest};
use crate::ids::*;
use crate::lang::Lang;
use crate::people::{Contact, SpokenLang};
use crate::text::Name;
use serde::{Deserialize, Serialize};

/// A new day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeFair {
    pub fair: FairId,
    pub session: SessionId,
    pub kind: FairKind,
    pub day: Day,
    /// Employers, vacancies and tables come over from this one; people do not.
    #[serde(default)]
    pub like: Option<FairId>,
}

/// An employer at a fair. An employer of this name that the location knows already is meant by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatEmployer {
    pub fair: FairId,
    pub employer: EmployerId,
    pub name: Name,
    /// Where it is at home.
    #[serde(default)]
    pub place: Option<Name>,
    pub offers: Vec<Offer>,
    pub tables: Vec<Seating>,
}

/// Someone who interprets on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BringInterpreter {
    pub fair: FairId,
    pub interpreter: InterpreterId,
    pub name: Name,
    pub langs: Vec<Lang>,
    /// Minutes since midnight in Amsterdam, on the day of the fair.
    pub from_min: u16,
    pub until_min: u16,
}

/// A resident signs up, or the desk does it for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUp {
    pub fair: FairId,
    pub sign_up: SignUpId,
    pub resident: ResidentId,
    pub name: Name,
    pub lang: Lang,
    pub contact: Contact,
    /// 18 or older; nobody else can sign up (domain.md §5).
    pub adult: bool,
    #[serde(default)]
    pub spoken: Vec<SpokenLang>,
    #[serde(default)]
    pub interests: Vec<VacancyInterest>,
    /// Practical needs, without asking why.
    #[serde(default)]
    pub needs: Needs,
    /// An employer that wants to go on with them may have their telephone number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shares_phone: bool,
    /// Comes along with this group, where it is one of that fair and has room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
}

/// What someone needs to take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Needs {
    #[serde(default)]
    pub interpreter: bool,
    #[serde(default)]
    pub childcare: bool,
    #[serde(default)]
    pub transport: bool,
    /// In which language, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter_lang: Option<Lang>,
    /// Must leave then: minutes since midnight in Amsterdam, on the day of the fair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_at_min: Option<u16>,
}

/// Which talk a sheet is about: never a round or a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Talk {
    pub session: SessionId,
    pub party: PartyId,
    pub resident: ResidentId,
}
