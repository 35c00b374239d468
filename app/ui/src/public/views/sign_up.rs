//! What the pages of a sign-up are given: the whole form, one question of it, and the card at the end.

use super::FairHead;
use crate::public::form::{FieldFault, Typed};
use crate::public::steps::Step;
use domain::fair::{Place, SignUpRefused, Wage};
use domain::ids::{CommandId, ResidentId, SignUpId, VacancyId};
use domain::lang::Lang;
use domain::people::Level;

/// One fair with its vacancies and the form.
#[derive(Debug, Clone)]
pub struct FairPage {
    pub head: FairHead,
    pub talk_min: u32,
    /// At most 60.
    pub vacancies: Vec<VacancyCard>,
    /// Where the form posts to.
    pub action: String,
    pub ids: SignUpIds,
    /// Empty at first; after a 422 what was typed.
    pub typed: Typed,
    /// The server sends e-mail, so that somebody may choose it.
    pub mail: bool,
    pub faults: Vec<FieldFault>,
    /// Why the whole sign-up was refused, if it was.
    pub refused: Option<SignUpRefused>,
    /// The same form one question after another.
    pub steps_path: String,
    /// POST: the phone goes to the next one. None where nobody typed or signed up here.
    pub next_action: Option<String>,
}

/// One question of the same form, on a screen of its own.
#[derive(Debug, Clone)]
pub struct StepPage {
    pub head: FairHead,
    pub step: Step,
    /// Those of this screen; at the end all of them.
    pub vacancies: Vec<VacancyCard>,
    /// Every vacancy of the fair, in order.
    pub offered: Vec<VacancyId>,
    pub fair_path: String,
    pub typed: Typed,
    pub mail: bool,
    pub faults: Vec<FieldFault>,
    pub refused: Option<SignUpRefused>,
}

impl StepPage {
    /// Where a question stands, and its answer is posted to.
    pub fn action(&self, step: Step) -> String {
        format!("{}/stap/{}", self.fair_path, step.word())
    }
}

/// Somebody has just signed up on this phone.
#[derive(Debug, Clone)]
pub struct JustSignedUpPage {
    /// POST: their card once more.
    pub show_action: String,
    /// POST: the phone goes to the next one.
    pub next_action: String,
}

/// Drawn by the server when the form is shown, and sent back with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignUpIds {
    pub key: CommandId,
    pub sign_up: SignUpId,
    pub resident: ResidentId,
}

/// One vacancy as a card.
#[derive(Debug, Clone)]
pub struct VacancyCard {
    pub id: VacancyId,
    pub title: String,
    pub employer: String,
    /// Where the work is.
    pub place: String,
    /// "baan", "stage" or "werkervaringsplek".
    pub kind: String,
    /// "warehouse": as in the import; an unknown one gets the general picture.
    pub pictogram: String,
    pub wage: Wage,
    pub hours: u32,
    pub lang: Lang,
    pub level: Level,
    /// "dag|avond": as in the import.
    pub shifts: String,
}

/// Signed up: the card, the PIN apart from it, and what comes next.
#[derive(Debug, Clone)]
pub struct SignedUpPage {
    pub head: FairHead,
    pub place: Place,
    pub name: String,
    /// The harmless number on the badge.
    pub number: u32,
    /// QR of the number: opens nothing.
    pub badge_qr_svg: String,
    /// The personal link, whole: `https://…/k/…`.
    pub card_link: String,
    pub card_qr_svg: String,
    /// None when this form was sent before: the PIN is told once.
    pub pin: Option<String>,
    /// GET: three pictures, for who chose no vacancy.
    pub leaning_path: Option<String>,
    /// Own page, for the button that goes there.
    pub mine_path: String,
    /// POST: the phone goes to the next one.
    pub next_action: String,
}
