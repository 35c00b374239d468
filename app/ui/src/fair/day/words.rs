//! The sentences of the form: labels, hints, and what is wrong with an answer.

use super::typed::{Field as F, Wrong};
use crate::parts::InputKind;
use crate::texts::making::{day as t, day_wrong as w};
use domain::lang::Lang;

/// The name of the input, in the page and in the summary of mistakes.
pub fn name(field: F) -> &'static str {
    match field {
        F::Name => "day-name",
        F::Place => "day-place",
        F::Meeting => "day-meeting",
        F::Date => "day-date",
        F::Time => "day-time",
        F::Rounds => "day-rounds",
        F::Talk => "day-talk",
        F::Change => "day-change",
        F::BreakAfter => "day-break-after",
        F::BreakMin => "day-break",
        F::SecondAfter => "day-second-after",
        F::SecondMin => "day-second",
        F::Capacity => "day-capacity",
        F::Standby => "day-standby",
        F::Promised => "day-promised",
        F::Most => "day-most",
    }
}

pub fn kind(field: F) -> InputKind {
    match field {
        F::Name | F::Place | F::Meeting => InputKind::Text,
        F::Date => InputKind::Date,
        F::Time => InputKind::Time,
        _ => InputKind::Number,
    }
}

pub fn label(lang: Lang, field: F) -> &'static str {
    match field {
        F::Name => t::name(lang),
        F::Place => t::place(lang),
        F::Meeting => t::meeting(lang),
        F::Date => t::date(lang),
        F::Time => t::time(lang),
        F::Rounds => t::rounds(lang),
        F::Talk => t::talk(lang),
        F::Change => t::change(lang),
        F::BreakAfter => t::break_after(lang),
        F::BreakMin => t::break_min(lang),
        F::SecondAfter => t::second_after(lang),
        F::SecondMin => t::second_min(lang),
        F::Capacity => t::capacity(lang),
        F::Standby => t::standby(lang),
        F::Promised => t::promised(lang),
        F::Most => t::most(lang),
    }
}

pub fn hint(lang: Lang, field: F) -> Option<&'static str> {
    match field {
        F::Place => Some(t::place_hint(lang)),
        F::Promised => Some(t::promised_hint(lang)),
        F::BreakMin | F::SecondMin => Some(t::break_hint(lang)),
        _ => None,
    }
}

pub fn wrong(lang: Lang, why: Wrong) -> &'static str {
    match why {
        Wrong::Empty => w::empty(lang),
        Wrong::TooLong => w::too_long(lang),
        Wrong::NotADate => w::not_a_date(lang),
        Wrong::NotATime => w::not_a_time(lang),
        Wrong::NotANumber => w::not_a_number(lang),
        Wrong::Past => w::past(lang),
        Wrong::Rounds => w::rounds(lang),
        Wrong::Minutes => w::minutes(lang),
        Wrong::Break => w::break_after(lang),
        Wrong::SecondBreak => w::second_after(lang),
        Wrong::Midnight => w::midnight(lang),
        Wrong::Capacity => w::capacity(lang),
        Wrong::Promise => w::promise(lang),
    }
}
