//! One question on a screen. A screen is an address of its own and every answer leads on to the next one, so that the
//! phone's own way back works; what was typed travels in the draft.

use super::draft::Draft;
use super::fair::{Filled, load, path};
use super::sign_up::{field, pairs, send};
use super::{Reply, Visit, group, mine};
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::ids::{FairId, VacancyId};
use store::StoreError;
use ui::public::form::{FieldFault, GROUP, Typed, parse_sign_up};
use ui::public::steps::{BACK, MORE, Step, TO, answered};
use ui::public::views::{FairPage, JustSignedUpPage, Page, Sorry, StepPage};

/// The first question.
pub async fn begin(Path(fair): Path<FairId>, visit: Visit) -> Reply {
    match open(&visit, fair).await {
        Ok(Ok(page)) => visit.go_to(&address(fair, Step::first(page.vacancies.len()))),
        Ok(Err(reply)) => reply,
        Err(error) => visit.trouble(&error),
    }
}

pub async fn page(Path((fair, word)): Path<(FairId, String)>, visit: Visit) -> Reply {
    match open(&visit, fair).await {
        Ok(Ok(page)) => shown(&visit, fair, &word, page),
        Ok(Err(reply)) => reply,
        Err(error) => visit.trouble(&error),
    }
}

pub async fn post(Path((fair, word)): Path<(FairId, String)>, visit: Visit, RawForm(body): RawForm) -> Reply {
    if !visit.app.limits.post(visit.from) {
        return visit.sorry(StatusCode::TOO_MANY_REQUESTS, Sorry::TooManyTries);
    }
    let posted = pairs(&body);
    let to: Option<String> = field(&posted, TO);
    let done = async {
        // Not asked whether there is room: whoever taps twice on the last place gets the card that it gave.
        if word == Step::Review.word() && to.as_deref() != Some(BACK) {
            return send(&visit, fair, &visit.draft(fair).pairs(), again).await;
        }
        let page = match open(&visit, fair).await? {
            Ok(page) => page,
            Err(reply) => return Ok(reply),
        };
        let Some(step) = Step::parse(&word, page.vacancies.len()) else {
            return Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
        };
        Ok(taken(&visit, fair, step, to.as_deref(), &posted, page))
    };
    match done.await {
        Ok(reply) => reply,
        Err(error) => visit.trouble(&error),
    }
}

/// Gives the phone to the next one: whoever was signed in here is signed out, and what they typed is gone. The next one
/// of a group comes along with it.
pub async fn next_person(Path(fair): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let to = match field(&pairs(&body), GROUP) {
        Some(group) => group::address(fair, group),
        None => path(fair),
    };
    match mine::end_login(&visit).await {
        Ok(cleared) => visit.go_to(&to).with_cookie(cleared).with_cookie(visit.forget_draft(fair)),
        Err(error) => visit.trouble(&error),
    }
}

/// The fair, while it takes sign-ups or has just taken this one; else the page that says why it does not.
async fn open(visit: &Visit, fair: FairId) -> Result<Result<FairPage, Reply>, StoreError> {
    let draft = visit.draft(fair);
    let Some(page) = load(visit, fair, draft.ids(), Filled::default()).await? else {
        return Ok(Err(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound)));
    };
    match draft.sent || page.head.window.takes_sign_ups() {
        true => Ok(Ok(page)),
        false => Ok(Err(visit.go_to(&path(fair)))),
    }
}

fn address(fair: FairId, step: Step) -> String {
    format!("{}/stap/{}", path(fair), step.word())
}

fn shown(visit: &Visit, fair: FairId, word: &str, page: FairPage) -> Reply {
    let Some(step) = Step::parse(word, page.vacancies.len()) else {
        return visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound);
    };
    let draft = visit.draft(fair);
    if draft.sent {
        return visit.page(Page::JustSignedUp(JustSignedUpPage {
            show_action: address(fair, Step::Review),
            next_action: next_action(fair),
        }));
    }
    let offered = offered(&page);
    let faults = match step {
        Step::Review => faults(&draft, &offered),
        // Nothing was asked yet that could be wrong.
        _ => vec![],
    };
    let typed = Typed::from_pairs(&draft.fields, &offered);
    let page = step_page(page, step, Filled { typed, faults, ..Filled::default() });
    visit.page(Page::Step(Box::new(page))).with_cookie(visit.keep(draft))
}

/// An answer to one question: kept right or wrong, and on to where the button leads.
fn taken(
    visit: &Visit,
    fair: FairId,
    step: Step,
    to: Option<&str>,
    posted: &[(String, String)],
    page: FairPage,
) -> Reply {
    let mut draft = visit.draft(fair);
    if draft.sent {
        return visit.go_to(&address(fair, step));
    }
    let (offered, vacancies) = (offered(&page), page.vacancies.len());
    let typed =
        Typed::from_pairs(&answered(std::mem::take(&mut draft.fields), step, posted, &offered), &offered);
    draft.fields = typed.to_pairs(&offered);
    let wrong = step.faults(&faults(&draft, &offered));
    let next = match to {
        Some(BACK) => step.before(vacancies).unwrap_or(step),
        Some(MORE) => step.more(vacancies).unwrap_or(step),
        _ if !wrong.is_empty() => {
            let page = step_page(page, step, Filled { typed, faults: wrong, ..Filled::default() });
            let reply = visit.reply(StatusCode::UNPROCESSABLE_ENTITY, Page::Step(Box::new(page)));
            return reply.with_cookie(visit.keep(draft));
        }
        _ if draft.reviewed => Step::Review,
        _ => step.next(),
    };
    draft.reviewed |= next == Step::Review;
    visit.go_to(&address(fair, next)).with_cookie(visit.keep(draft))
}

/// The last screen once more, with what must be mended.
fn again(page: FairPage) -> Page {
    let filled = Filled {
        typed: page.typed.clone(),
        faults: page.faults.clone(),
        refused: page.refused,
        ..Filled::default()
    };
    Page::Step(Box::new(step_page(page, Step::Review, filled)))
}

fn faults(draft: &Draft, offered: &[VacancyId]) -> Vec<FieldFault> {
    parse_sign_up(&draft.pairs(), offered).err().unwrap_or_default()
}

fn offered(page: &FairPage) -> Vec<VacancyId> {
    page.vacancies.iter().map(|vacancy| vacancy.id).collect()
}

pub fn next_action(fair: FairId) -> String {
    format!("{}/volgende", path(fair))
}

fn step_page(page: FairPage, step: Step, filled: Filled) -> StepPage {
    let offered = offered(&page);
    let vacancies = match step {
        Step::Review => page.vacancies,
        _ => step.handful(&page.vacancies).to_vec(),
    };
    StepPage {
        head: page.head,
        step,
        vacancies,
        offered,
        fair_path: page.action,
        typed: filled.typed,
        mail: page.mail,
        faults: filled.faults,
        refused: filled.refused,
    }
}
