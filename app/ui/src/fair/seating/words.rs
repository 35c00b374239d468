//! Sentences of the employer's form: what is wrong with an answer, and the words of work.

use super::typed::Wrong;
use crate::texts::making::{seating as t, seating_wrong as w, work};
use domain::fair::{Shift, WorkKind, WorkPicture};
use domain::lang::Lang;
use domain::people::Level;

/// What an input asks; its name ends in the word for it.
pub fn label(lang: Lang, input: &str) -> &'static str {
    match input.rsplit('-').next().unwrap_or_default() {
        "title" => t::title(lang),
        "picture" => t::picture(lang),
        "wage" => t::wage(lang),
        "hours" => t::hours(lang),
        "interviewer" => t::interviewer(lang),
        "room" => t::room(lang),
        "langs" => t::langs(lang),
        "number" => t::number(lang),
        "from" => t::open_from(lang),
        "until" => t::open_until(lang),
        "place" => t::place(lang),
        _ => t::name(lang),
    }
}

pub fn wrong(lang: Lang, why: Wrong) -> &'static str {
    match why {
        Wrong::Empty => w::empty(lang),
        Wrong::TooLong => w::too_long(lang),
        Wrong::Choose => w::choose(lang),
        Wrong::NotAnAmount => w::not_an_amount(lang),
        Wrong::BelowMinimum => w::below_minimum(lang),
        Wrong::Hours => w::hours(lang),
        Wrong::Twice => w::twice(lang),
        Wrong::Langs => w::langs(lang),
        Wrong::Number => w::number(lang),
        Wrong::NumberTaken => w::number_taken(lang),
        Wrong::Times => w::times(lang),
        Wrong::TooMany => w::too_many(lang),
    }
}

pub fn kind(lang: Lang, kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Job => work::job(lang),
        WorkKind::Internship => work::internship(lang),
        WorkKind::WorkExperience => work::work_experience(lang),
    }
}

pub fn shift(lang: Lang, shift: Shift) -> &'static str {
    match shift {
        Shift::Day => work::day(lang),
        Shift::Evening => work::evening(lang),
        Shift::Night => work::night(lang),
        Shift::Weekend => work::weekend(lang),
    }
}

pub fn picture(lang: Lang, picture: WorkPicture) -> &'static str {
    match picture {
        WorkPicture::Warehouse => work::warehouse(lang),
        WorkPicture::Kitchen => work::kitchen(lang),
        WorkPicture::Cleaning => work::cleaning(lang),
        WorkPicture::Care => work::care(lang),
        WorkPicture::Building => work::building(lang),
        WorkPicture::Garden => work::garden(lang),
        WorkPicture::Production => work::production(lang),
        WorkPicture::Retail => work::retail(lang),
        WorkPicture::Office => work::office(lang),
        WorkPicture::Transport => work::transport(lang),
    }
}

/// Levels that a job can ask, from nothing to all.
pub const LEVELS: &[Level] =
    &[Level::NotYet, Level::A1, Level::A2, Level::B1, Level::B2, Level::C1, Level::C2];

pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::NotYet => work::level_not_yet(lang),
        Level::Native => work::level_native(lang),
        other => other.as_str(),
    }
}
