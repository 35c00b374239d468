//! Three questions with pictures, for who chose nothing among the vacancies: with hands or with a computer, inside or
//! outside, with people or with things. An answer is a wish about work: it weighs as one star for the vacancies that fit
//! all of it, and takes none away. Nobody is compared with anybody.

use super::seating::words;
use super::{Interest, VacancyInterest, WorkPicture};
use crate::ids::VacancyId;
use serde::{Deserialize, Serialize};

words! {
    /// What one works with.
    With { Hands "hands", Computer "computer" }
}
words! {
    /// Under a roof or not.
    Air { Inside "inside", Outside "outside" }
}
words! {
    /// What one deals with most.
    Among { People "people", Things "things" }
}

/// What somebody would rather do; each question may be passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Leaning {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<With>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub air: Option<Air>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Among>,
}

/// How the work behind a picture is mostly done.
fn mostly(work: WorkPicture) -> (With, Air, Among) {
    use WorkPicture::*;
    match work {
        Warehouse | Kitchen | Cleaning | Production => (With::Hands, Air::Inside, Among::Things),
        Building | Garden | Transport => (With::Hands, Air::Outside, Among::Things),
        Care | Retail => (With::Hands, Air::Inside, Among::People),
        Office => (With::Computer, Air::Inside, Among::Things),
    }
}

impl Leaning {
    /// Nothing was answered.
    pub fn is_empty(self) -> bool {
        self == Leaning::default()
    }

    /// Whether the work behind a picture fits everything that was answered.
    fn fits(self, work: WorkPicture) -> bool {
        let (with, air, among) = mostly(work);
        !self.is_empty()
            && self.with.is_none_or(|wish| wish == with)
            && self.air.is_none_or(|wish| wish == air)
            && self.among.is_none_or(|wish| wish == among)
    }

    /// The wishes that follow, for who made none of their own: one star each. A picture that we do not know is nobody's
    /// wish.
    pub fn wishes<'a>(self, vacancies: impl Iterator<Item = (VacancyId, &'a str)>) -> Vec<VacancyInterest> {
        let fitting =
            vacancies.filter(|(_, picture)| WorkPicture::parse(picture).is_some_and(|work| self.fits(work)));
        fitting.map(|(vacancy, _)| VacancyInterest { vacancy, interest: Interest::One }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const WORK: [&str; 5] = ["kitchen", "garden", "care", "office", "generic"];

    fn wished(leaning: Leaning) -> Vec<&'static str> {
        let vacancies = (0..).zip(WORK).map(|(n, pictogram)| (VacancyId(Uuid::from_u128(n)), pictogram));
        let wishes = leaning.wishes(vacancies);
        assert!(wishes.iter().all(|wish| wish.interest == Interest::One), "a wish, and never a no");
        wishes.iter().map(|wish| WORK[usize::try_from(wish.vacancy.0.as_u128()).expect("small")]).collect()
    }

    #[test]
    fn an_answer_is_a_star_for_the_work_that_fits_all_of_it() {
        let hands = Leaning { with: Some(With::Hands), ..Leaning::default() };
        assert_eq!(wished(hands), ["kitchen", "garden", "care"]);
        assert_eq!(wished(Leaning { air: Some(Air::Outside), ..hands }), ["garden"]);
        assert_eq!(wished(Leaning { among: Some(Among::People), ..hands }), ["care"]);
        let nothing = Leaning { with: Some(With::Computer), air: Some(Air::Outside), among: None };
        assert_eq!(wished(nothing), [""; 0], "what no vacancy is");
    }

    #[test]
    fn who_answers_nothing_wishes_nothing_and_unknown_work_is_nobodys_wish() {
        assert_eq!(wished(Leaning::default()), [""; 0]);
        for with in [With::Hands, With::Computer] {
            assert!(!wished(Leaning { with: Some(with), ..Leaning::default() }).contains(&"generic"));
        }
    }

    #[test]
    fn what_was_passed_over_is_not_written_down() {
        let leaning = Leaning { air: Some(Air::Outside), ..Leaning::default() };
        let json = serde_json::to_string(&leaning).expect("writes");
        assert_eq!(json, r#"{"air":"outside"}"#);
        assert_eq!(serde_json::from_str::<Leaning>(&json).expect("reads"), leaning);
    }
}
