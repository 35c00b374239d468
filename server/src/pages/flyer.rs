//! Flyer, poster and the page that helps to spread the word: what anybody may see of a fair, for paper and messages.

use super::fair::{head, path};
use super::{Reply, Visit};
use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::FairId;
use store::{StoreError, fairs};
use ui::parts::qr_svg;
use ui::public::views::{FairHead, FlyerPage, Page, Paper, SharePage, Sorry};

pub async fn flyer(Path(id): Path<FairId>, visit: Visit) -> Reply {
    paper(id, visit, Paper::A5).await
}

pub async fn poster(Path(id): Path<FairId>, visit: Visit) -> Reply {
    paper(id, visit, Paper::A4).await
}

async fn paper(id: FairId, visit: Visit, paper: Paper) -> Reply {
    let draws = |head| {
        let address = address(&visit, id);
        Page::Flyer(Box::new(FlyerPage {
            head,
            paper,
            // Scanned, it opens in the language of the paper.
            qr_svg: qr_svg(&format!("{address}?lang={}", visit.lang.tag())),
            address: address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(),
            share_path: format!("{}/delen", path(id)),
        }))
    };
    of_fair(&visit, id, draws).await
}

pub async fn share(Path(id): Path<FairId>, visit: Visit) -> Reply {
    let draws =
        |head| Page::Share(Box::new(SharePage { head, fair_path: path(id), address: address(&visit, id) }));
    of_fair(&visit, id, draws).await
}

fn address(visit: &Visit, id: FairId) -> String {
    format!("{}{}", visit.origin(), path(id))
}

async fn of_fair(visit: &Visit, id: FairId, draws: impl FnOnce(FairHead) -> Page) -> Reply {
    let loaded = async {
        let mut tx = visit.app.store.read().await?;
        let Some(fair) = fairs::get(&mut tx, id).await?.filter(|fair| fair.state.is_public()) else {
            return Ok::<_, StoreError>(None);
        };
        visit.at(&mut tx, fair.location).await?;
        head(&mut tx, &fair).await.map(Some)
    };
    match loaded.await {
        Ok(Some(head)) => visit.page(draws(head)),
        Ok(None) => visit.sorry(StatusCode::NOT_FOUND, Sorry::NotFound),
        Err(error) => visit.trouble(&error),
    }
}
