//! The public pages: what residents see on their phones, complete without script. Each handler loads plain values and
//! hands them to `ui::public`; a posted form builds the same commands as the workplace.

mod agenda;
mod aloud;
mod answer;
mod answering;
mod ask;
mod card;
mod choose_time;
mod draft;
mod draw;
mod fair;
mod flyer;
mod further;
mod group;
mod hall;
mod known;
mod lang;
mod leaning;
mod mine;
mod mine_view;
mod own_data;
mod paper;
mod picture;
mod practical;
mod schedule;
mod sheet;
mod sign_up;
mod steps;
mod telling;
mod times;
mod upload;

use crate::app::Shared;
use crate::app_api::Worded;
use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::routing::{get, post};
use axum::{Extension, Router};

use draw::Drawing;
use tower_http::set_header::SetResponseHeaderLayer;

pub use answer::{Reply, Visit};
pub use draft::Drafts;
pub use draw::{draw, drawn, ready};
pub use known::Known;
pub use telling::mail_words;

/// A form of some hundred fields is large already.
const FORM_BYTES: usize = 64 * 1024;

fn for_staff() -> Router<Shared> {
    Router::new()
        .route("/app-api/paper/{session}/slips", get(paper::slips))
        .route("/app-api/paper/{session}/badges", get(paper::badges))
        .route("/app-api/messages/{fair}", get(telling::page).post(telling::mark))
        .route("/app-api/further/{fair}", get(further::staff_page).post(further::staff_post))
        .route("/app-api/further/for/{sign_up}", get(further::desk_page).post(further::desk_post))
        .route("/app-api/practical/{fair}", get(practical::page).post(practical::post))
        .route("/app-api/questions", get(answering::page).post(answering::post))
        .route(times::PLANNING, get(times::planning))
        .route("/app-api/second-interviews/{vacancy}", get(times::page).post(times::post))
        .route(aloud::ALOUD, get(aloud::languages))
        .route(
            "/app-api/aloud/{lang}",
            get(aloud::page).post(aloud::post.layer(DefaultBodyLimit::max(aloud::UPLOAD_BYTES))),
        )
        .route("/app-api/aloud/{lang}/away", post(aloud::away))
        .layer(axum::middleware::from_fn(draw))
        // Around what is drawn: before that it is no page yet.
        .layer(map_response(Worded::pages))
}

/// Pages to which staff send what takes its time on a slow line.
pub fn slow_routes() -> Router<Shared> {
    Router::new()
        .route(
            "/app-api/picture/{fair}",
            get(picture::page).post(picture::post.layer(DefaultBodyLimit::max(picture::UPLOAD_BYTES))),
        )
        .route("/app-api/picture/{fair}/again", post(picture::again))
        .route("/app-api/picture/{fair}/away", post(picture::away))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(axum::middleware::from_fn(draw))
        .layer(map_response(Worded::pages))
}

/// Pages and forms.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(fair::fairs))
        .route("/locatie/{location}", get(fair::fairs_of))
        .route("/banenmarkt/{fair}", get(fair::page).post(sign_up::post))
        .route("/banenmarkt/{fair}/flyer", get(flyer::flyer))
        .route("/banenmarkt/{fair}/poster", get(flyer::poster))
        .route("/banenmarkt/{fair}/delen", get(flyer::share))
        .route("/banenmarkt/{fair}/stap", get(steps::begin))
        .route("/banenmarkt/{fair}/stap/{step}", get(steps::page).post(steps::post))
        .route("/banenmarkt/{fair}/samen/{group}", get(group::door))
        .route("/banenmarkt/{fair}/volgende", post(steps::next_person))
        .route("/mijn", get(mine::page).post(choose_time::post))
        .route("/mijn/agenda.ics", get(agenda::file))
        .route(schedule::SCHEDULE, get(schedule::page))
        .route("/mijn/antwoord", post(mine::answer))
        .route("/mijn/tweede-gesprek", post(mine::second_interview))
        .route("/mijn/afmelden/{sign_up}", get(mine::withdraw_page).post(mine::withdraw))
        .route("/mijn/delen/{sign_up}", post(mine::share))
        .route("/mijn/werk/{sign_up}", get(leaning::page).post(leaning::post))
        .route("/mijn/vragen/{sign_up}", get(further::page).post(further::post))
        .route("/mijn/plek/{sign_up}", post(mine::answer_offer))
        .route("/mijn/terug/{sign_up}", post(mine::come_back))
        .route("/mijn/groep/{sign_up}", post(mine::start_group))
        .route("/mijn/samen/{sign_up}", post(mine::join_group))
        .route("/mijn/alleen/{sign_up}", post(mine::leave_group))
        .route("/mijn/afspraak/{sign_up}", get(group::arrange_page).post(group::arrange))
        .route(ask::ASK, get(ask::page).post(ask::post))
        .route("/mijn/vraag/{question}", get(ask::back_page).post(ask::take_back))
        .route("/mijn/uit", post(mine::sign_out))
        .route("/mijn-gegevens", get(own_data::page))
        .route("/toegankelijkheid", get(own_data::accessibility))
        .route("/geluid/{recording}", get(aloud::sound))
        .route("/foto/{picture}", get(picture::seen))
        .merge(for_staff())
        .route("/app/parts", get(parts))
        .merge(
            Router::new()
                .route("/k/{card}", get(card::door).post(card::enter))
                .layer(DefaultBodyLimit::max(crate::app_api::DOOR_BYTES)),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(axum::middleware::from_fn(draw))
}

/// Lines that stay open, so without compression and time limit.
pub fn live_routes() -> Router<Shared> {
    Router::new()
        .route("/mijn/live", get(mine::live))
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store")))
}

/// Any other address.
pub async fn not_found(visit: Visit) -> Reply {
    visit.sorry(StatusCode::NOT_FOUND, ui::public::views::Sorry::NotFound)
}

/// Every part of the workplace in every state, for who builds screens.
async fn parts(State(app): State<Shared>) -> Extension<Drawing> {
    Extension(Drawing::Parts(app.settings.site_version.clone(), app.settings.demo))
}
