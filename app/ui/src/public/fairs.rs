//! The fairs of a location: which days there are, and whether one can sign up.

use super::bits::{in_lang, moment, said};
use super::dates;
use super::frame::Body;
use super::views::{FairHead, FairsPage, SignUpWindow};
use crate::parts::{ButtonKind, ButtonLink, EmptyState, Pill, PillKind};
use crate::texts::{Words, public};
use domain::fair::FairKind;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(page: FairsPage, lang: Lang) -> Body {
    let list = if page.fairs.is_empty() { empty(lang).into_any() } else { list(page.fairs, lang).into_any() };
    let main = view! {
        <div class="fair-hero">
            <Pill kind=PillKind::Brand>{page.location_name}</Pill>
            <h1>{said!(lang, fairs::title)}</h1>
            <p>{public::fairs::note(lang)}</p>
        </div>
        {list}
        {elsewhere(page.elsewhere, lang)}
    };
    Body::new(public::fairs::title(lang), main)
}

/// The way to the days of another location, where the server has several.
fn elsewhere(places: Vec<(String, String)>, lang: Lang) -> Option<impl IntoView> {
    let links: Vec<_> = places
        .into_iter()
        .map(|(path, name)| {
            view! { <li class="line"><a class="line-main" href=in_lang(&path, lang)><bdi lang="nl">{name}</bdi></a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="stack stack-tight">
                <h2>{said!(lang, fairs::elsewhere)}</h2>
                <ul class="lines">{links}</ul>
            </section>
        }
    })
}

fn empty(lang: Lang) -> impl IntoView {
    let title = public::fairs::empty_title(lang);
    let tag = title.foreign().map(Lang::tag);
    view! { <div lang=tag><EmptyState title=title.into_text() text=public::fairs::empty_do(lang).into_text()/></div> }
}

fn list(fairs: Vec<(String, FairHead)>, lang: Lang) -> impl IntoView {
    let cards =
        fairs.into_iter().map(|(path, head)| view! { <li>{card(path, head, lang)}</li> }).collect_view();
    view! { <ul class="stack">{cards}</ul> }
}

fn card(path: String, head: FairHead, lang: Lang) -> impl IntoView {
    let (words, kind) = match head.window.takes_sign_ups() {
        true => (public::fairs::look(lang), ButtonKind::Primary),
        false => (public::fairs::look_only(lang), ButtonKind::Quiet),
    };
    view! {
        <article class="card stack stack-tight">
            <p>{window_pill(head.window, lang)}</p>
            <h2 lang="nl"><bdi>{head.name}</bdi></h2>
            <p>
                {moment(head.starts, dates::day_of(lang, head.starts))} <br/>
                <bdi>{dates::span(lang, head.starts, head.ends)}</bdi> " · " <bdi>{head.place}</bdi>
            </p>
            <ButtonLink href=in_lang(&path, lang) kind=kind>{words}</ButtonLink>
        </article>
    }
}

/// The word for the kind of day.
pub(super) fn kind_words(kind: FairKind, lang: Lang) -> Words {
    match kind {
        FairKind::Banenmarkt => public::kind::fair(lang),
        FairKind::SpeedDate => public::kind::speed_date(lang),
    }
}

/// Whether one can sign up, in a word.
pub(super) fn window_words(window: SignUpWindow, lang: Lang) -> Words {
    match window {
        SignUpWindow::NotYet => public::window::not_yet(lang),
        SignUpWindow::Open => public::window::open(lang),
        SignUpWindow::StandbyOnly => public::window::standby_only(lang),
        SignUpWindow::Full => public::window::full(lang),
        SignUpWindow::Closed => public::window::closed(lang),
        SignUpWindow::Cancelled => public::window::cancelled(lang),
    }
}

pub(super) fn window_pill(window: SignUpWindow, lang: Lang) -> impl IntoView {
    let kind = match window {
        SignUpWindow::Open => PillKind::Good,
        SignUpWindow::StandbyOnly => PillKind::Warn,
        SignUpWindow::Cancelled => PillKind::Stop,
        SignUpWindow::NotYet | SignUpWindow::Full | SignUpWindow::Closed => PillKind::Plain,
    };
    view! { <Pill kind=kind>{window_words(window, lang)}</Pill> }
}
