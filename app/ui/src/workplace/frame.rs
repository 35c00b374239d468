//! The frame around staff screens, and the door to it: sign-in or staff. A tablet or projector is sent to the hall.

use super::address::HALL;
use super::context::{use_goto, use_lang, use_link, use_me};
use super::link::{Request, Theme, Who};
use super::notices::{Saved, StandingNotices};
use super::places::{Door, door, fair_at, places};
use super::tray::Unsent;
use super::{address, title};
use crate::parts::{Brand, Button, ButtonKind, EmptyState, Heads, Loading, Nav};
use crate::people::SignInScreen;
use crate::texts::workplace::frame as t;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{FairHead, Me};
use sync::{Scope, View};

/// The door, and behind it the screens of whoever is signed in.
#[component]
pub fn Frame(
    /// What the address shows to staff.
    #[prop(into)]
    screen: ViewFn,
) -> impl IntoView {
    let (who, lang) = (use_link().who, use_lang());
    let which = Memo::new(move |_| match who.get() {
        Who::Asking => Door::Waiting,
        Who::Nobody => Door::SignIn,
        Who::Known(me) => door(&me.actor),
    });
    title::keep(move || title::of_door(lang.get(), which.get()).map(str::to_owned));
    move || match which.get() {
        Door::Waiting => view! { <Opening/> }.into_any(),
        Door::SignIn => view! { <SignInScreen/> }.into_any(),
        Door::Staff => view! { <StaffFrame screen=screen.clone()/> }.into_any(),
        Door::Tablet | Door::Projector => view! { <ToTheHall/> }.into_any(),
        Door::NotForYou => view! { <NotForYou/> }.into_any(),
    }
}

/// This device was paired: its screen is in the other entry.
#[component]
fn ToTheHall() -> impl IntoView {
    use_goto()(HALL);
    view! { <Opening/> }
}

#[component]
pub fn Opening() -> impl IntoView {
    let lang = use_lang();
    view! {
        <main class="page page-narrow" id="main"><h1 class="visually-hidden">"Werkronde"</h1><Loading label=move || t::opening(lang.get())/></main>
    }
}

#[component]
pub fn NotForYou() -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    view! {
        <main class="page page-narrow" id="main">
            <EmptyState heads=Heads::Page title=move || t::not_for_you(lang.get()) text=move || t::not_for_you_text(lang.get())>
                <Button on_press=move |()| request.run(Request::SignOut)>{move || t::sign_out(lang.get())}</Button>
            </EmptyState>
        </main>
    }
}

/// The fairs of this location, for the navigation.
fn use_fairs(me: Signal<Option<std::sync::Arc<Me>>>) -> Signal<Vec<FairHead>> {
    let location = me.get_untracked().and_then(|me| me.actor.location());
    let Some(location) = location else { return Signal::stored(Vec::new()) };
    let followed = use_link().follow.run(Scope::Location(location));
    Memo::new(move |_| match followed.get().view.as_deref() {
        Some(View::Location(view)) => view.fairs.clone(),
        _ => Vec::new(),
    })
    .into()
}

#[component]
fn StaffFrame(screen: ViewFn) -> impl IntoView {
    let (lang, me, request) = (use_lang(), use_me(), use_link().request);
    let fairs = use_fairs(me);
    let path = use_link().path;
    let items = Memo::new(move |_| {
        me.get().map_or_else(Vec::new, |me| places(lang.get(), &me.actor, &path.get(), &fairs.get()))
    });
    title::keep(move || {
        let path = path.get();
        let fair = fairs.with(|fairs| fair_at(&path, fairs).map(|head| head.name.clone()));
        Some(title::of_address(lang.get(), address::read(&path), fair.as_deref()))
    });
    let arrived = use_link().arrived;
    Effect::new(move |_| {
        path.track();
        arrived.run(());
    });
    view! {
        <a class="skip-link" href="#main">{move || t::skip(lang.get())}</a>
        <div class="workplace">
            <header class="workplace-top row row-between no-print">
                <Brand name="Werkronde" href="/app/"/>
                <div class="row">
                    <Saved/>
                    <LanguageButton/>
                    <Button kind=ButtonKind::Plain on_press=move |()| request.run(Request::SignOut)>
                        {move || t::sign_out(lang.get())}
                    </Button>
                </div>
            </header>
            <Nav label=move || t::places(lang.get()) more=move || t::more(lang.get()) items=items/>
            <main class="workplace-main stack" id="main">
                <StandingNotices/>
                {move || screen.run()}
                <Unsent/>
                <Foot/>
            </main>
        </div>
    }
}

/// Who I am and where; the key that finds, which people who dictate must be able to turn off; light or dark.
#[component]
fn Foot() -> impl IntoView {
    let (link, lang, me) = (use_link(), use_lang(), use_me());
    let theme = link.theme;
    let name = move || me.get().map(|me| format!("{} · {}", me.name, me.location_name)).unwrap_or_default();
    let turn = move |()| theme.update(|theme| *theme = other_theme(*theme));
    let slash = link.slash;
    let slash_word = move || if slash.get() { t::slash_on(lang.get()) } else { t::slash_off(lang.get()) };
    view! {
        <footer class="row row-between small soft no-print">
            <span>{name}</span>
            <div class="row">
                <Button kind=ButtonKind::Plain on_press=move |()| slash.update(|on| *on = !*on)>{slash_word}</Button>
                <Button kind=ButtonKind::Plain on_press=turn>{move || theme_word(lang.get(), theme.get())}</Button>
            </div>
        </footer>
    }
}

/// Turns to the other staff language; written in that language, so that it can be found.
#[component]
pub fn LanguageButton() -> impl IntoView {
    let lang = use_lang();
    let other = move || if lang.get() == Lang::Nl { Lang::En } else { Lang::Nl };
    view! {
        <button type="button" class="button is-plain" lang=move || other().tag() on:click=move |_| lang.set(other())>
            {move || other().endonym()}
        </button>
    }
}

fn other_theme(theme: Theme) -> Theme {
    match theme {
        Theme::System => Theme::Dark,
        Theme::Dark => Theme::Light,
        Theme::Light => Theme::System,
    }
}

fn theme_word(lang: Lang, theme: Theme) -> &'static str {
    match theme {
        Theme::System => t::theme_system(lang),
        Theme::Dark => t::theme_dark(lang),
        Theme::Light => t::theme_light(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_turns_come_back_to_where_they_began() {
        let turned = other_theme(other_theme(other_theme(Theme::System)));
        assert_eq!(turned, Theme::System);
    }
}
