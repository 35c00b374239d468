//! Draws what a handler replied with, through leptos_axum: its owner, its response and its clean-up, with our own way
//! of making the text. Its builders end a page with inline scripts for hydration; ours leaves those unasked, because
//! these pages hydrate nothing and the security policy would block them.

use super::sheet::{Coding, Sheet};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use futures_util::Stream;
use futures_util::stream::once;
use leptos::prelude::{AnyView, IntoAny, expect_context, provide_context};
use leptos_axum::{ResponseOptions, ResponseParts, handle_response_inner};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use ui::public::views::{Frame, Page};
use ui::texts::overlay::Overlay;

/// More than any page is long.
const TEXT_MAX: usize = 1 << 20;

/// What a reply wants drawn; it travels from the handler to [`draw`] inside the response.
#[derive(Clone)]
pub enum Drawing {
    /// With what surrounds it and the wording of its location.
    Page(Box<(Page, Frame, Arc<Overlay>)>),
    /// The gallery of parts, with the version of the site files and whether this is the demo.
    Parts(String, bool),
    /// A page that was drawn before, and what is filled in.
    Sheet(Arc<Sheet>, [String; 3]),
}

impl Drawing {
    fn view(self) -> AnyView {
        match self {
            Drawing::Sheet(..) => ().into_any(),
            Drawing::Page(page) => {
                let (page, frame, wording) = *page;
                provide_context(wording);
                ui::public::document(page, &frame)
            }
            Drawing::Parts(version, demo) => ui::public::parts(&version, demo),
        }
    }
}

/// leptos_axum spawns on tokio; call it once before the first page. A second call changes nothing.
pub fn ready() {
    // An error says that it is ready already.
    let _ = any_spawner::Executor::init_tokio();
}

/// Stands around the routes whose handlers reply with pages.
pub async fn draw(request: Request, next: Next) -> Response {
    let takes = Coding::of(request.headers());
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Drawing>() {
        None => response,
        Some(Drawing::Sheet(sheet, filled)) => {
            let (parts, _) = response.into_parts();
            let mut page = sheet.fill(&filled, takes);
            *page.status_mut() = parts.status;
            page.headers_mut().extend(parts.headers);
            page
        }
        Some(drawing) => drawn_as(response, drawing).await,
    }
}

/// The response with what it wants drawn.
pub async fn drawn(mut response: Response) -> Response {
    match response.extensions_mut().remove::<Drawing>() {
        None => response,
        Some(drawing) => drawn_as(response, drawing).await,
    }
}

async fn drawn_as(response: Response, drawing: Drawing) -> Response {
    let (parts, _) = response.into_parts();
    let told = ResponseParts { status: Some(parts.status), headers: parts.headers };
    page(drawing, told).await
}

/// A page as text, to be kept.
pub async fn text(shown: Page, frame: Frame, wording: Arc<Overlay>) -> Option<String> {
    let drawing = Drawing::Page(Box::new((shown, frame, wording)));
    let response = page(drawing, ResponseParts::default()).await;
    let bytes = to_bytes(response.into_body(), TEXT_MAX).await.ok()?;
    String::from_utf8(bytes.to_vec()).ok()
}

async fn page(drawing: Drawing, told: ResponseParts) -> Response {
    // The view gets no address: a personal link must not come near what is drawn.
    let nowhere = Request::new(Body::empty());
    let tell = move || {
        let (status, headers): (_, HeaderMap) = (told.status, told.headers.clone());
        expect_context::<ResponseOptions>().overwrite(ResponseParts { status, headers });
    };
    handle_response_inner(tell, move || drawing.view(), nowhere, whole).await
}

type Text = Pin<Box<dyn Stream<Item = String> + Send>>;

/// The page in one piece. The scripts for hydration are never asked for.
fn whole(
    page: AnyView,
    _scripts: Box<dyn FnOnce() -> Text + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Text> + Send>> {
    let html = ui::public::html(page);
    Box::pin(async move { Box::pin(once(async move { html })) as Text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::SET_COOKIE;
    use axum::http::{HeaderValue, StatusCode};
    use domain::lang::Lang;
    use http_body_util::BodyExt;

    fn accessibility(lang: Lang) -> Drawing {
        let frame =
            Frame { lang, path: "/x".into(), demo: false, open_line: false, asset_version: "1".into() };
        Drawing::Page(Box::new((Page::Accessibility, frame, Arc::default())))
    }

    async fn text(lang: Lang) -> String {
        let response = page(accessibility(lang), ResponseParts::default()).await;
        let body = response.into_body().collect().await.expect("a whole page").to_bytes();
        String::from_utf8(body.to_vec()).expect("text")
    }

    #[tokio::test]
    async fn a_page_carries_no_script_and_no_data_for_hydration() {
        ready();
        let html = text(Lang::Nl).await;
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"nl\"") && html.ends_with("</html>"), "{html}");
        for unwanted in ["<script", "__RESOLVED_RESOURCES", "nonce=", "data-hk", "<!>", "<!--"] {
            assert!(!html.contains(unwanted), "{unwanted}: {html}");
        }
    }

    #[tokio::test]
    async fn status_and_every_cookie_of_the_reply_stand_on_the_page() {
        ready();
        let mut headers = HeaderMap::new();
        headers.append(SET_COOKIE, HeaderValue::from_static("a=1"));
        headers.append(SET_COOKIE, HeaderValue::from_static("b=2"));
        let told = ResponseParts { status: Some(StatusCode::NOT_FOUND), headers };
        let response = page(accessibility(Lang::Nl), told).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(response.headers().get_all(SET_COOKIE).iter().count(), 2);
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn pages_drawn_side_by_side_are_all_the_same() {
        ready();
        let langs = [Lang::Nl, Lang::En, Lang::Ar];
        let expected = [text(langs[0]).await, text(langs[1]).await, text(langs[2]).await];
        let drawing =
            (0..3_000_usize).map(|turn| tokio::spawn(async move { (turn % 3, text(langs[turn % 3]).await) }));
        for page in drawing.collect::<Vec<_>>() {
            let (at, html) = page.await.expect("no panic");
            assert_eq!(html, expected[at]);
        }
    }
}
