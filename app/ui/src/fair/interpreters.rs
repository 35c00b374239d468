//! The interpreters of a fair: who comes, with which languages and when. One form, on a page of its own, adds and changes.

mod form;

use super::overview::FairAt;
use crate::parts::{ButtonKind, ButtonLink, EmptyState, Lines, PageHead};
use crate::texts::making::interpreters as t;
use crate::workplace::address::inner_id_in;
use crate::workplace::context::{organises, use_lang, use_link, use_me};
use crate::workplace::words::{clock_at, say, told};
use domain::ids::InterpreterId;
use form::{Form, Typed};
use leptos::prelude::*;
use sync::views::{FairView, InterpreterView};

#[component]
pub fn Interpreters(view: Signal<FairView>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let fair = view.with_untracked(|view| view.head.fair);
    let listed = Memo::new(move |_| view.with(|view| view.interpreters.clone()));
    let list = move || {
        let change = |id| can.get().then(|| format!("/app/fair/{fair}/interpreter/{id}"));
        listed.get().into_iter().map(|one| line(change(one.interpreter), one)).collect_view()
    };
    view! {
        <section class="stack">
            <h2>{say(t::title)}</h2>
            {move || listed.with(Vec::is_empty).then(|| view! { <p class="soft">{t::none(lang.get())}</p> })}
            <Lines>{list}</Lines>
            {move || can.get().then(|| view! {
                <div><ButtonLink href=format!("/app/fair/{}/interpreter", fair) kind=ButtonKind::Quiet>
                    {say(t::add)}
                </ButtonLink></div>
            })}
        </section>
    }
}

/// `change`: where it can be changed; None for who may not, or once the day has begun.
fn line(change: Option<String>, one: InterpreterView) -> impl IntoView {
    let lang = use_lang();
    let langs: Vec<_> = one.langs.iter().map(|lang| lang.endonym()).collect();
    let when =
        move || format!("{} – {}", clock_at(lang.get(), one.from_ms), clock_at(lang.get(), one.until_ms));
    let name = one.name.clone();
    view! {
        <li class="line">
            <div class="line-main"><b><bdi>{one.name}</bdi></b><br/><span class="small soft">{langs.join(", ")}</span></div>
            <span class="line-trail">
                <span class="num">{when}</span>
                {change.map(|href| view! {
                    <ButtonLink href=href kind=ButtonKind::Plain>
                        {say(t::change)}<span class="visually-hidden">": "{name}</span>
                    </ButtonLink>
                })}
            </span>
        </li>
    }
}

#[component]
pub fn InterpreterScreen() -> impl IntoView {
    view! { <FairAt children=move |view| view! { <Screen view=view/> }.into_any()/> }
}

#[component]
fn Screen(view: Signal<FairView>) -> impl IntoView {
    let (lang, me, link) = (use_lang(), use_me(), use_link());
    let (path, new_id) = (link.path, link.new_id);
    let can = Memo::new(move |_| organises(me.get().as_deref()) && !view.with(|view| view.setup.begun));
    let named = Memo::new(move |_| path.with(|path| inner_id_in(path).map(str::to_owned)));
    // Typed once: what others change meanwhile does not overwrite what is being typed.
    let body = move || {
        let known = view.with_untracked(|view| whose(view, named.get().as_deref()));
        let sheet = match (can.get(), known) {
            (false, _) => {
                return view! { <EmptyState title=told(t::begun) text=told(t::begun_text)/> }.into_any();
            }
            (true, Whose::Gone) => {
                return view! { <EmptyState title=told(t::gone) text=told(t::gone_text)/> }.into_any();
            }
            (true, Whose::New) => (InterpreterId(new_id.run(())), view.with_untracked(Typed::blank)),
            (true, Whose::Known(one)) => (one.interpreter, Typed::of(&one)),
        };
        view! { <Form view=view about=sheet.0 typed=sheet.1/> }.into_any()
    };
    let title =
        move || if named.with(Option::is_some) { t::change_title(lang.get()) } else { t::add(lang.get()) };
    view! {
        <PageHead title=title note=move || view.with(|view| view.head.name.clone())/>
        {body}
    }
}

/// Whom an address of the form is about.
#[derive(Debug, Clone, PartialEq)]
enum Whose {
    New,
    Known(InterpreterView),
    /// Named, and not on the list.
    Gone,
}

fn whose(view: &FairView, named: Option<&str>) -> Whose {
    let Some(id) = named else { return Whose::New };
    let found = view.interpreters.iter().find(|one| one.interpreter.to_string() == id);
    found.cloned().map_or(Whose::Gone, Whose::Known)
}
