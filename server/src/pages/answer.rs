//! A visit (who looks, in which language) and the reply (a page with its status and cookies).

use super::draw::Drawing;
use super::known::Shown;
use super::lang;
use super::sheet::Sheet;
use crate::app::{Peer, Shared};
use crate::router::{is_at_home, is_https};
use crate::sign_in::{Door, Signed, from_app, from_mine, set};
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::{CACHE_CONTROL, HeaderName, HeaderValue, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use domain::ids::{FairId, LocationId, ResidentId};
use domain::lang::Lang;
use domain::people::Actor;
use domain::policy::{Facts, May, may};
use leptos::prelude::{Owner, provide_context};
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use store::fairs::Fair;
use store::{StoreError, Tx, fairs};
use ui::public::views::{Frame, Page, SignUpWindow, Sorry};
use ui::texts::overlay::Overlay;

/// Who looks at a page.
pub struct Visit {
    pub app: Shared,
    pub lang: Lang,
    /// Chosen on this very page, so it is kept.
    chosen: bool,
    pub path: String,
    pub headers: HeaderMap,
    pub from: IpAddr,
    /// The wording of the location that the page belongs to, once that is known.
    wording: OnceLock<Arc<Overlay>>,
}

impl FromRequestParts<Shared> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Visit, Infallible> {
        let uri =
            OriginalUri::from_request_parts(parts, app).await.map_or_else(|_| parts.uri.clone(), |uri| uri.0);
        let peer =
            Peer::from_request_parts(parts, app).await.map_or(([127, 0, 0, 1], 0).into(), |peer| peer.0);
        Ok(Visit {
            lang: lang::of(uri.query(), &parts.headers),
            chosen: lang::chosen(uri.query()).is_some(),
            path: uri.path().to_owned(),
            from: crate::sign_in::address(app, &parts.headers, peer),
            headers: parts.headers.clone(),
            app: app.clone(),
            wording: OnceLock::new(),
        })
    }
}

/// A page on its way out.
pub struct Reply {
    status: StatusCode,
    drawing: Option<Drawing>,
    cookies: Vec<HeaderValue>,
    headers: Vec<(HeaderName, HeaderValue)>,
    to: Option<HeaderValue>,
}

impl Visit {
    /// A page with this status.
    pub fn reply(&self, status: StatusCode, page: Page) -> Reply {
        let wording = self.wording.get().cloned().unwrap_or_default();
        self.drawn(status, Drawing::Page(Box::new((page, self.frame(), wording))))
    }

    fn drawn(&self, status: StatusCode, drawing: Drawing) -> Reply {
        let reply = Reply { status, drawing: Some(drawing), cookies: vec![], headers: vec![], to: None };
        if self.chosen { reply.with_cookie(self.lang_cookie()) } else { reply }
    }

    /// What surrounds the page.
    pub fn frame(&self) -> Frame {
        Frame {
            lang: self.lang,
            path: self.path.clone(),
            demo: self.app.settings.demo,
            open_line: !is_https(&self.app, &self.headers) && !is_at_home(&self.headers),
            asset_version: self.app.settings.site_version.clone(),
        }
    }

    /// A page that was drawn before, with this filled in.
    pub fn filled(&self, sheet: Arc<Sheet>, blanks: [String; 3]) -> Reply {
        self.drawn(StatusCode::OK, Drawing::Sheet(sheet, blanks))
    }

    /// A fair as everybody may see it now, and what one can do there; from here on the page speaks as its location words
    /// it. None: there is no such fair, or nobody may see it yet.
    pub async fn fair(&self, id: FairId) -> Result<Option<(Arc<Shown>, SignUpWindow)>, StoreError> {
        let found = self.app.known.look(&self.app, id).await?;
        if let Some((shown, _)) = &found {
            self.wording.get_or_init(|| shown.wording.clone());
        }
        Ok(found)
    }

    pub fn page(&self, page: Page) -> Reply {
        self.reply(StatusCode::OK, page)
    }

    /// From here on the page speaks as this location words it.
    pub async fn at(&self, tx: &mut Tx, location: LocationId) -> Result<(), StoreError> {
        let overlay = self.app.overlays.of(tx, location).await?;
        // A page belongs to one location; the first that is known stays.
        self.wording.get_or_init(|| overlay);
        Ok(())
    }

    /// Says something outside a page in the wording of the location.
    pub fn worded<T>(&self, say: impl FnOnce() -> T) -> T {
        let wording = self.wording.get().cloned().unwrap_or_default();
        Owner::new().with(|| {
            provide_context(wording);
            say()
        })
    }

    /// One sentence about what went wrong.
    pub fn sorry(&self, status: StatusCode, sorry: Sorry) -> Reply {
        self.reply(status, Page::Sorry(sorry))
    }

    /// What is not theirs looks like what is not there.
    pub fn nothing(&self) -> Reply {
        self.sorry(StatusCode::NOT_FOUND, Sorry::NotFound)
    }

    /// The colleague who looks and their location, where they may ask this.
    async fn staff_who_may(&self, ask: &Command) -> Result<Option<(Signed, LocationId)>, StoreError> {
        let Some(signed) = from_app(&self.app, &self.headers).await? else { return Ok(None) };
        let Some(location) = signed.actor.location() else { return Ok(None) };
        let facts = Facts { location: Some(location), ..Facts::default() };
        Ok((may(&signed.actor, ask, &facts) == May::Allowed).then_some((signed, location)))
    }

    /// The colleague who looks and this fair, where they may ask this of it. None: the page is not for them.
    pub async fn staff_of(&self, id: FairId, ask: &Command) -> Result<Option<(Signed, Fair)>, StoreError> {
        let Some(signed) = from_app(&self.app, &self.headers).await? else { return Ok(None) };
        let mut tx = self.app.store.read().await?;
        let Some(fair) = fairs::get(&mut tx, id).await? else { return Ok(None) };
        let facts = Facts { location: Some(fair.location), ..Facts::default() };
        Ok((may(&signed.actor, ask, &facts) == May::Allowed).then_some((signed, fair)))
    }

    /// A page for staff who may ask this, at their location.
    pub async fn for_staff(
        &self,
        ask: &Command,
        page: impl AsyncFnOnce(Signed, LocationId) -> Result<Reply, StoreError>,
    ) -> Reply {
        let shown = match self.staff_who_may(ask).await {
            Ok(Some((signed, location))) => page(signed, location).await,
            Ok(None) => Ok(self.nothing()),
            Err(error) => Err(error),
        };
        self.settled(shown)
    }

    /// The reply, or that the store did not answer.
    pub fn settled(&self, reply: Result<Reply, StoreError>) -> Reply {
        reply.unwrap_or_else(|error| self.trouble(&error))
    }

    /// The store did not answer: nothing was changed.
    pub fn trouble(&self, error: &StoreError) -> Reply {
        tracing::error!(%error, "the store did not answer");
        self.sorry(StatusCode::SERVICE_UNAVAILABLE, Sorry::Trouble)
    }

    /// After a post: go and look there. The language goes along.
    pub fn go_to(&self, path: &str) -> Reply {
        let to = HeaderValue::from_str(&format!("{path}?lang={}", self.lang.tag())).ok();
        Reply { status: StatusCode::SEE_OTHER, drawing: None, cookies: vec![], headers: vec![], to }
    }

    /// The cookie that signs a resident in here.
    pub fn resident_cookie(&self, token: &str, life_s: i64) -> Option<HeaderValue> {
        set(Door::Mine, token, life_s, is_https(&self.app, &self.headers))
    }

    fn lang_cookie(&self) -> Option<HeaderValue> {
        let (name, lang) = (lang::COOKIE_NAME, self.lang.tag());
        let secure = if is_https(&self.app, &self.headers) { "; Secure" } else { "" };
        let line = format!("{name}={lang}; Path=/; Max-Age=31536000; SameSite=Lax{secure}");
        HeaderValue::from_str(&line).ok()
    }

    /// The resident who is signed in here, if any.
    pub async fn resident(&self) -> Result<Option<(Signed, ResidentId)>, StoreError> {
        let signed = from_mine(&self.app, &self.headers).await?;
        if let Some(signed) = &signed {
            let mut tx = self.app.store.read().await?;
            self.at(&mut tx, signed.location).await?;
        }
        Ok(signed.and_then(|signed| match signed.actor {
            Actor::Resident { resident, .. } => Some((signed, resident)),
            _ => None,
        }))
    }

    /// "https://host", as people reach this server.
    pub fn origin(&self) -> String {
        if let Some(url) = &self.app.settings.public_url {
            return url.clone();
        }
        let scheme = if is_https(&self.app, &self.headers) { "https" } else { "http" };
        let host = self.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        format!("{scheme}://{host}")
    }
}

impl Reply {
    /// Sets a cookie along with the page.
    pub fn with_cookie(mut self, cookie: Option<HeaderValue>) -> Reply {
        self.cookies.extend(cookie);
        self
    }

    /// Says something to a script beside the page. What no header can hold is not said.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Reply {
        let value = HeaderValue::from_str(value).ok();
        self.headers.extend(value.map(|value| (HeaderName::from_static(name), value)));
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(drawing) = self.drawing {
            response.extensions_mut().insert(drawing);
        }
        let headers = response.headers_mut();
        // A shared phone must not show the last person's page when someone presses "back".
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for cookie in self.cookies {
            headers.append(SET_COOKIE, cookie);
        }
        headers.extend(self.headers);
        if let Some(to) = self.to {
            headers.insert(LOCATION, to);
        }
        response
    }
}
