//! What surrounds every public page: head, way home, languages, footer. No inline script or style anywhere:
//! the content security policy of the server forbids both.

use super::bits::in_lang;
use super::views::Frame;
use crate::parts::{Brand, Direction, LanguageLink, LanguagePick, Notice, NoticeKind, PartsGallery, Place};
use crate::texts::{self, public};
use domain::lang;
use leptos::prelude::*;

/// A page without its frame.
pub(super) struct Body {
    pub title: String,
    /// Where the live part comes from; only the own page has one.
    pub live_url: Option<String>,
    /// Where no script runs: how many seconds until the page is another. None: until somebody asks.
    pub renew_s: Option<i64>,
    /// Shown once, in answer to a form: a language link would lead away from it, and the PIN would be lost.
    pub told_once: bool,
    /// A style sheet besides that of every page.
    pub styles: Option<&'static str>,
    /// A script that only this page has.
    pub script: Option<&'static str>,
    pub main: AnyView,
    /// Fields of a form on the page that are another for each visitor.
    pub last: Option<AnyView>,
}

impl Body {
    pub fn new(title: impl Into<String>, main: impl IntoAny) -> Body {
        Body {
            title: title.into(),
            live_url: None,
            renew_s: None,
            told_once: false,
            styles: None,
            script: None,
            main: main.into_any(),
            last: None,
        }
    }
}

pub(super) fn document(frame: &Frame, body: Body) -> impl IntoView + use<> {
    let lang = frame.lang;
    let asset = |path: &str| format!("{path}?v={}", frame.asset_version);
    // Where the script tells what is new: it stays when the rest of the page is replaced.
    let told = body.live_url.is_some().then(|| {
        view! { <p class="visually-hidden" id="told" role="status"></p> }
    });
    let renew = body.renew_s.map(|seconds| {
        view! { <noscript><meta http-equiv="refresh" content=seconds.to_string()/></noscript> }
    });
    let live = body.live_url.clone().map(|_| view! { {renew} <script src=asset("/live.js") defer></script> });
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() dir=lang.direction().as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{format!("{} · Werkronde", body.title)}</title>
                <meta name="theme-color" content="#faf7f1"/>
                <link rel="icon" href=asset("/favicon.svg") type="image/svg+xml"/>
                <link rel="stylesheet" href=asset("/assets/public.css")/>
                {body.styles.map(|path| view! { <link rel="stylesheet" href=asset(path)/> })}
                {live}
                {body.script.map(|path| view! { <script src=asset(path) defer></script> })}
            </head>
            <body>
                <a class="skip-link" href="#main">{public::frame::skip(lang)}</a>
                {head(frame, body.told_once)}
                <main id="main" class="page page-narrow stack" data-live-url=body.live_url>
                    {demo(frame)}
                    {open_line(frame)}
                    {body.main}
                </main>
                {told}
                {foot(frame.lang)}
                {body.last}
            </body>
        </html>
    }
}

/// The parts of the workplace with the workplace's own style; for who builds screens, in English.
pub(super) fn parts(asset_version: &str, demo: bool) -> impl IntoView + use<> {
    let demo = demo.then(|| {
        view! { <div class="page"><Notice kind=NoticeKind::Warn>{public::frame::demo(lang::Lang::En)}</Notice></div> }
    });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>"Parts · Werkronde"</title>
                <link rel="icon" href=format!("/favicon.svg?v={asset_version}") type="image/svg+xml"/>
                <link rel="stylesheet" href=format!("/assets/main.css?v={asset_version}")/>
            </head>
            <body>
                <main id="main">
                    {demo}
                    <PartsGallery/>
                </main>
            </body>
        </html>
    }
}

fn head(frame: &Frame, told_once: bool) -> impl IntoView + use<> {
    let pick = (!told_once).then(|| {
        let links = texts::PUBLIC_LANGS.iter().map(|lang| link(*lang, frame)).collect();
        view! { <LanguagePick label=public::frame::language(frame.lang).into_text() languages=links/> }
    });
    view! {
        <header class="public-head">
            <Brand name="Werkronde" href=in_lang("/", frame.lang)/>
            {pick}
        </header>
    }
}

fn link(lang: lang::Lang, frame: &Frame) -> LanguageLink {
    LanguageLink {
        tag: lang.tag().to_owned(),
        endonym: lang.endonym().to_owned(),
        href: in_lang(&frame.path, lang),
        direction: match lang.direction() {
            lang::Direction::LeftToRight => Direction::Ltr,
            lang::Direction::RightToLeft => Direction::Rtl,
        },
        place: if lang == frame.lang { Place::Here } else { Place::Elsewhere },
    }
}

fn demo(frame: &Frame) -> Option<impl IntoView + use<>> {
    let lang = frame.lang;
    frame.demo.then(|| view! { <Notice kind=NoticeKind::Warn>{public::frame::demo(lang)}</Notice> })
}

/// Before anybody types a name or a PIN.
fn open_line(frame: &Frame) -> Option<impl IntoView + use<>> {
    let lang = frame.lang;
    frame.open_line.then(|| view! { <Notice kind=NoticeKind::Warn>{public::frame::open_line(lang)}</Notice> })
}

fn foot(lang: lang::Lang) -> impl IntoView {
    view! {
        <footer class="public-foot row no-print">
            <a href=in_lang("/toegankelijkheid", lang)>{public::frame::accessibility(lang)}</a>
            <a href=in_lang("/mijn-gegevens", lang)>{public::frame::my_data(lang)}</a>
        </footer>
    }
}
