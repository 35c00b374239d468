//! "Mijn gegevens": what is kept of a person, as their own page shows it.

use super::{OwnQuestion, SecondInterview, TalkToAnswer};
use domain::command::Needs;
use domain::fair::further::Answers;
use domain::fair::leaning::Leaning;
use domain::fair::{Attendance, Interest, Place};
use domain::lang::Lang;
use domain::people::{Contact, SpokenLang};
use domain::time::Instant;

/// What is kept, why, who sees it, until when; with the person's own values when signed in.
#[derive(Debug, Clone)]
pub struct MyDataPage {
    pub mine: Option<Box<MyData>>,
}

#[derive(Debug, Clone)]
pub struct MyData {
    pub number: u32,
    pub name: String,
    pub lang: Lang,
    pub contact: Contact,
    /// What the file of an import calls the person.
    pub code: Option<String>,
    /// From and until, in minutes after midnight.
    pub hours: Option<(u16, u16)>,
    pub spoken: Vec<SpokenLang>,
    pub strength: Option<String>,
    pub experience: Option<String>,
    pub wishes: Option<String>,
    pub needs: Needs,
    /// Fairs to which the person comes with a group, with the first names of the others.
    pub together: Vec<(String, Vec<String>)>,
    /// Fairs about which the person got messages, and when.
    pub told: Vec<(String, Instant)>,
    /// Fairs whose employers may have the telephone number, and those whose may not.
    pub sharing: Vec<(String, bool)>,
    /// Title of the vacancy and the choice.
    pub interests: Vec<(String, Interest)>,
    /// Fairs for which the person chose no vacancy and said what they would rather do.
    pub leanings: Vec<(String, Leaning)>,
    /// Fairs whose further questions the person answered.
    pub further: Vec<(String, Answers)>,
    pub days: Vec<DayKept>,
    pub talks: Vec<TalkToAnswer>,
    pub second_interviews: Vec<SecondInterview>,
    pub questions: Vec<OwnQuestion>,
}

/// What is kept of one day of a person.
#[derive(Debug, Clone)]
pub struct DayKept {
    pub name: String,
    /// None: withdrawn.
    pub standing: Option<Place>,
    pub attendance: Attendance,
    /// With whom the plan lets them talk, and when.
    pub talks: Vec<(Instant, String)>,
}
