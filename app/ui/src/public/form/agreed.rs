//! What a group agreed, as it comes from a phone.

use super::{LEAVE_AT, minute_of_day, value};
use crate::texts::{Words, errors};
use domain::fair::group::{Agreed, Travel};
use domain::lang::Lang;
use domain::text::{Name, TextRefused};

pub const MEET: &str = "meet";
pub const MEET_AT: &str = "meet_at";
pub const TRAVEL: &str = "travel";

/// Everything that was typed, right or wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedAgreed {
    pub meet: String,
    pub meet_at: String,
    pub travel: Option<Travel>,
    pub leave_at: String,
}

/// What must be mended, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreedFault {
    /// Too long, or it cannot be shown.
    Meet,
    /// No time of the day.
    MeetAt,
    LeaveAt,
}

impl AgreedFault {
    pub fn field(self) -> &'static str {
        match self {
            AgreedFault::Meet => MEET,
            AgreedFault::MeetAt => MEET_AT,
            AgreedFault::LeaveAt => LEAVE_AT,
        }
    }

    /// What to do about it.
    pub fn text(self, lang: Lang) -> Words {
        match self {
            AgreedFault::Meet => errors::group::meet(lang),
            AgreedFault::MeetAt | AgreedFault::LeaveAt => errors::sign_up::leave_at(lang),
        }
    }
}

impl TypedAgreed {
    pub fn from_pairs(pairs: &[(String, String)]) -> TypedAgreed {
        let cut = |name: &str| value(pairs, name).chars().take(200).collect::<String>();
        TypedAgreed {
            meet: cut(MEET),
            meet_at: cut(MEET_AT),
            travel: Travel::parse(value(pairs, TRAVEL)),
            leave_at: cut(LEAVE_AT),
        }
    }

    /// What stands now, to be changed.
    pub fn of(agreed: &Agreed) -> TypedAgreed {
        // A time field takes this form in every language.
        let clock = |minutes: Option<u16>| {
            minutes.map(|at| format!("{:02}:{:02}", at / 60, at % 60)).unwrap_or_default()
        };
        TypedAgreed {
            meet: agreed.meet.as_ref().map(Name::to_string).unwrap_or_default(),
            meet_at: clock(agreed.meet_at_min),
            travel: agreed.travel,
            leave_at: clock(agreed.leave_at_min),
        }
    }

    /// What it says; every field may be empty.
    pub fn parse(&self) -> Result<Agreed, Vec<AgreedFault>> {
        let mut faults = vec![];
        let meet = match Name::parse(&self.meet) {
            Ok(meet) => Some(meet),
            Err(TextRefused::Empty) => None,
            Err(TextRefused::TooLong | TextRefused::Unprintable) => {
                faults.push(AgreedFault::Meet);
                None
            }
        };
        let mut time = |typed: &str, fault| {
            let minutes = minute_of_day(typed);
            if minutes.is_none() && !typed.trim().is_empty() {
                faults.push(fault);
            }
            minutes
        };
        let meet_at_min = time(&self.meet_at, AgreedFault::MeetAt);
        let leave_at_min = time(&self.leave_at, AgreedFault::LeaveAt);
        if faults.is_empty() {
            Ok(Agreed { meet, meet_at_min, travel: self.travel, leave_at_min })
        } else {
            Err(faults)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> TypedAgreed {
        let pairs: Vec<_> =
            fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        TypedAgreed::from_pairs(&pairs)
    }

    #[test]
    fn nothing_has_to_be_agreed_and_what_was_reads_back_the_same() {
        assert_eq!(typed(&[]).parse(), Ok(Agreed::default()));
        let all =
            typed(&[(MEET, " De ingang "), (MEET_AT, "12:45"), (TRAVEL, "transit"), (LEAVE_AT, "15.30")]);
        let agreed = all.parse().expect("right");
        assert_eq!((agreed.meet_at_min, agreed.leave_at_min), (Some(765), Some(930)));
        assert_eq!(TypedAgreed::of(&agreed).parse(), Ok(agreed));
    }

    #[test]
    fn each_mistake_is_named_at_its_field() {
        let wrong =
            typed(&[(MEET, &"x".repeat(81)), (MEET_AT, "noon"), (LEAVE_AT, "25:00"), (TRAVEL, "rocket")]);
        assert_eq!(wrong.travel, None, "a word that no form has");
        assert_eq!(wrong.parse(), Err(vec![AgreedFault::Meet, AgreedFault::MeetAt, AgreedFault::LeaveAt]));
    }
}
