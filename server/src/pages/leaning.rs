//! Three pictures for who chose no vacancy.

use super::mine::{MINE, refused, send, sign_in_first};
use super::sign_up::pairs;
use super::{Reply, Visit};
use crate::chance;
use crate::sign_in::Signed;
use axum::extract::{Path, RawForm};
use axum::http::StatusCode;
use domain::command::Command;
use domain::fair::leaning::Leaning;
use domain::ids::{CommandId, ResidentId, SignUpId};
use store::sign_ups::SignUpRow;
use store::{StoreError, Tx, leanings, sign_ups};
use ui::public::form::{KEY, leaning_of};
use ui::public::views::{LeaningPage, Page, Sorry};

/// Where somebody answers for this sign-up.
pub fn path(sign_up: SignUpId) -> String {
    format!("/mijn/werk/{sign_up}")
}

pub async fn page(Path(id): Path<SignUpId>, visit: Visit) -> Reply {
    let loaded = async {
        let Some((_, resident)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        let mut tx = visit.app.store.read().await?;
        let Some(row) = own(&mut tx, id, resident).await? else { return Ok(nothing(&visit)) };
        let page = LeaningPage {
            action: path(row.id),
            key: CommandId(chance::id()),
            leaning: leanings::get(&mut tx, row.id).await?.unwrap_or_default(),
            mine_path: MINE.into(),
        };
        Ok::<_, StoreError>(visit.page(Page::Leaning(page)))
    };
    visit.settled(loaded.await)
}

pub async fn post(Path(id): Path<SignUpId>, visit: Visit, RawForm(body): RawForm) -> Reply {
    let pairs = pairs(&body);
    let done = async {
        let Some((signed, _)) = visit.resident().await? else { return Ok(sign_in_first(&visit)) };
        match leaning_of(&pairs) {
            Some(leaning) => lean(&visit, &signed, id, leaning, &pairs).await,
            None => Ok(visit.sorry(StatusCode::UNPROCESSABLE_ENTITY, Sorry::BadForm)),
        }
    };
    visit.settled(done.await)
}

async fn lean(
    visit: &Visit,
    signed: &Signed,
    sign_up: SignUpId,
    leaning: Leaning,
    pairs: &[(String, String)],
) -> Result<Reply, StoreError> {
    let key = super::sign_up::field(pairs, KEY);
    let sent = send(visit, signed, key, Command::ChooseLeaning { sign_up, leaning }).await?;
    Ok(sent.unwrap_or_else(|why| refused(visit, why)))
}

fn nothing(visit: &Visit) -> Reply {
    visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound)
}

async fn own(tx: &mut Tx, id: SignUpId, resident: ResidentId) -> Result<Option<SignUpRow>, StoreError> {
    Ok(sign_ups::get(tx, id).await?.filter(|row| row.resident == resident && row.state.goes_on()))
}

/// Where who chose nothing for this day can say what they would rather do. None: they chose, or do not come.
pub async fn offered(tx: &mut Tx, row: &SignUpRow) -> Result<Option<String>, StoreError> {
    if !row.state.goes_on() {
        return Ok(None);
    }
    let chose = sign_ups::has_interests(tx, row.id).await?;
    Ok((!chose).then(|| path(row.id)))
}
