//! The posted form: parsed, turned into the same command as the workplace sends, answered with a page.

use super::draft::Draft;
use super::fair::{Filled, fresh_ids, load};
use super::{Reply, Visit};
use crate::commands;
use crate::sign_in::new_login;
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::{Command, SignUp};
use domain::fair::{Place, SignUpRefused};
use domain::ids::FairId;
use domain::people::Actor;
use store::StoreError;
use store::logins::Holder;
use sync::{Envelope, Outcome, Rejection};
use ui::parts::qr_svg;
use ui::public::form::{SignUpForm, Typed, parse_sign_up};
use ui::public::views::{FairPage, Page, SignUpIds, SignedUpPage, Sorry};

pub async fn post(Path(fair): Path<FairId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    if !visit.app.limits.post(visit.from) {
        return visit.sorry(StatusCode::TOO_MANY_REQUESTS, Sorry::TooManyTries);
    }
    let pairs = pairs(&body);
    match send(&visit, fair, &pairs, |page| Page::Fair(Box::new(page))).await {
        Ok(reply) => reply,
        Err(error) => visit.trouble(&error),
    }
}

/// The fields of a posted form, at most 400.
pub fn pairs(body: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body)
        .take(400)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// The value of a field that can be read as what it should be.
pub fn field<T: std::str::FromStr>(pairs: &[(String, String)], name: &str) -> Option<T> {
    pairs.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.parse().ok())
}

/// Signs up whom these fields name. What must be mended stands on the page that `page` makes of the fair's.
pub async fn send(
    visit: &Visit,
    fair: FairId,
    pairs: &[(String, String)],
    page: fn(FairPage) -> Page,
) -> Result<Reply, StoreError> {
    let Some((shown, window)) = visit.fair(fair).await? else {
        return Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
    };
    let (location, offered) = (shown.fair.location, &shown.vacancies);
    let typed = Typed::from_pairs(pairs, offered);
    let mut draft = Draft::holding(fair, ids_of(pairs), typed.to_pairs(offered));
    let form = match parse_sign_up(pairs, offered) {
        Ok(form) => form,
        Err(faults) => {
            return again(visit, fair, draft, Filled { typed, faults, ..Filled::default() }, page).await;
        }
    };
    let envelope = envelope(visit, fair, &form);
    // Who has just signed up is signed in on this phone.
    let (login, token, life_s) = new_login(&visit.app, location, Holder::Resident(form.resident));
    let answer = commands::sign_up(&visit.app, &Actor::Visitor { location }, &envelope, login).await?;
    match (&answer.outcome, &answer.shown) {
        (Outcome::Applied, Some(sync::Shown::SignedUp { place, number, card, pin })) => {
            // An old form alone signs nobody in: the PIN would be told with it, or it must be typed.
            let cookie = pin.as_ref().and_then(|_| visit.resident_cookie(&token, life_s));
            let head = shown.head(window);
            let page = signed_up(visit, &form, head, fair, (*place, *number), card, pin.clone());
            let reply = visit.page(page).with_cookie(cookie);
            draft.sent = true;
            Ok(reply.with_cookie(visit.keep(draft)))
        }
        // Signed up with this form and withdrawn since.
        (Outcome::Applied | Outcome::Noop, _) => Ok(visit.sorry(StatusCode::GONE, Sorry::Expired)),
        (Outcome::Rejected(rejection), _) => match refused(*rejection) {
            Some(refused) => {
                let filled = Filled { typed, refused: Some(refused), ..Filled::default() };
                again(visit, fair, draft, filled, page).await
            }
            None => Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound)),
        },
        (Outcome::Superseded, _) => Ok(visit.sorry(StatusCode::CONFLICT, Sorry::Closed)),
    }
}

fn refused(rejection: Rejection) -> Option<SignUpRefused> {
    Some(match rejection {
        Rejection::Closed => SignUpRefused::Closed,
        Rejection::Full => SignUpRefused::Full,
        Rejection::AlreadySignedUp => SignUpRefused::AlreadySignedUp,
        _ => return None,
    })
}

/// The ids that the form came with, so that sending it once more is still the same sign-up.
fn ids_of(pairs: &[(String, String)]) -> SignUpIds {
    let fresh = fresh_ids();
    SignUpIds {
        key: field(pairs, "key").unwrap_or(fresh.key),
        sign_up: field(pairs, "sign_up").unwrap_or(fresh.sign_up),
        resident: field(pairs, "resident").unwrap_or(fresh.resident),
    }
}

/// The form once more, with what was typed; the phone keeps it too.
async fn again(
    visit: &Visit,
    fair: FairId,
    mut draft: Draft,
    filled: Filled,
    page: fn(FairPage) -> Page,
) -> Result<Reply, StoreError> {
    let Some(found) = load(visit, fair, draft.ids(), filled).await? else {
        return Ok(visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound));
    };
    draft.reviewed = true;
    let reply = visit.reply(StatusCode::UNPROCESSABLE_ENTITY, page(found));
    Ok(reply.with_cookie(visit.keep(draft)))
}

fn envelope(visit: &Visit, fair: FairId, form: &SignUpForm) -> Envelope {
    Envelope {
        id: form.key,
        made_at_ms: visit.app.clock.now_ms(),
        command: Command::SignUp(SignUp {
            fair,
            sign_up: form.sign_up,
            resident: form.resident,
            name: form.name.clone(),
            lang: visit.lang,
            contact: form.contact.clone(),
            adult: true,
            spoken: form.spoken.clone(),
            interests: form.interests.clone(),
            needs: form.needs,
            shares_phone: form.shares_phone,
            group: form.group,
        }),
    }
}

fn signed_up(
    visit: &Visit,
    form: &SignUpForm,
    head: ui::public::views::FairHead,
    fair: FairId,
    (place, number): (Place, u32),
    card: &str,
    pin: Option<String>,
) -> Page {
    let card_link = format!("{}/k/{card}", visit.origin());
    Page::SignedUp(Box::new(SignedUpPage {
        head,
        place,
        name: form.name.as_str().to_owned(),
        number,
        badge_qr_svg: qr_svg(&number.to_string()),
        card_qr_svg: qr_svg(&card_link),
        card_link,
        pin,
        leaning_path: form.interests.is_empty().then(|| super::leaning::path(form.sign_up)),
        mine_path: "/mijn".into(),
        next_action: super::steps::next_action(fair),
    }))
}
