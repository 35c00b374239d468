//! The tablet: head with clock and save mark, and below it the card that `which_card` decides.

use super::card::Card;
use super::desk::{Desk, keep_actor_fresh, use_desk};
use super::head::TabletHead;
use super::name::PickName;
use super::no_sheet::NoSheet;
use super::sheet::Sheet;
use super::talks::Talks;
use crate::parts::{Button, ButtonKind, Fold, Notice, NoticeKind};
use crate::texts::scoring::tablet as t;
use crate::workplace::context::{use_lang, use_link, use_me};
use crate::workplace::follow::{Follow, Stands};
use crate::workplace::notices::StandingNotices;
use crate::workplace::reopen::Reopened;
use crate::workplace::tray::Unsent;
use domain::command::Talk;
use domain::people::Actor;
use leptos::prelude::*;
use sync::views::{TabletTalk, TabletView};
use sync::{Scope, View};

fn picked(view: &View) -> Option<&TabletView> {
    match view {
        View::Tablet(view) => Some(view),
        _ => None,
    }
}

#[component]
pub fn TabletApp() -> impl IntoView {
    let session = use_me().get_untracked().and_then(|me| match me.actor {
        Actor::Tablet { session, .. } => Some(session),
        _ => None,
    });
    session.map(|session| {
        view! {
            <Follow scope=Scope::Session(session) pick=picked stands=Stands::Alone children=|view| {
                view! { <Tablet view=view/> }.into_any()
            }/>
        }
    })
}

/// How far a tablet came; each is a screen of its own to who cannot see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Waits,
    Names,
    Works,
}

#[component]
fn Tablet(view: Signal<TabletView>) -> impl IntoView {
    keep_actor_fresh(view);
    let desk = use_desk(view);
    let reopened = Reopened::offer();
    Effect::new(move |_| {
        if let Some(talk) = reopened.talk() {
            desk.held.set(Some(talk));
        }
    });
    let naming = Memo::new(move |_| desk.renaming.get() && desk.card.get() != Card::NotConfirmed);
    let open = Memo::new(move |_| match desk.card.get() {
        Card::Sheet(talk) | Card::Late { open: talk, .. } => Some(talk),
        _ => None,
    });
    // What somebody pressed is gone then; a sheet that follows at the bell is told by the clock instead.
    let step = Memo::new(move |_| match (naming.get(), desk.card.get()) {
        (false, Card::NotConfirmed) => Step::Waits,
        (true, _) | (false, Card::PickName) => Step::Names,
        (false, _) => Step::Works,
    });
    let arrived = use_link().arrived;
    Effect::new(move |before: Option<()>| {
        step.track();
        if before.is_some() {
            arrived.run(());
        }
    });
    // The sheet is drawn anew only when another one opens: what is half typed survives the bell.
    let body = move || match (naming.get(), open.get()) {
        (true, _) => view! {
            <PickName view=desk.view picked=move |()| desk.renaming.set(false)/>
        }
        .into_any(),
        (false, Some(talk)) => view! { <OpenSheet desk=desk id=talk/> }.into_any(),
        (false, None) => view! { <NoSheet desk=desk/> }.into_any(),
    };
    view! {
        <div class="tablet">
            <TabletHead desk=desk/>
            <main id="main" class="stack">
                <StandingNotices/>
                <LateNotice desk=desk/>
                {body}
                <Unsent/>
            </main>
        </div>
    }
}

/// "This is the sheet of an earlier talk": the way over is a tap, never the clock.
#[component]
fn LateNotice(desk: Desk) -> impl IntoView {
    let lang = use_lang();
    let late = Memo::new(move |_| match desk.card.get() {
        Card::Late { open, now } => desk.view.with(|view| {
            let find = |wanted: Talk| view.talks.iter().find(|talk| talk.talk == wanted);
            let next = now.and_then(find).map(|talk| format!("{} {}", talk.number, talk.name));
            find(open).map(|talk| (talk.round, next))
        }),
        _ => None,
    });
    move || {
        late.get().map(|(round, next)| {
            let words = move || match &next {
                Some(who) => t::to_now(lang.get(), who),
                None => t::back(lang.get()).to_owned(),
            };
            view! {
                <Notice kind=NoticeKind::Now title=move || t::earlier(lang.get(), round)>
                    <Button kind=ButtonKind::Now on_press=move |()| desk.held.set(None)>{words}</Button>
                </Notice>
            }
        })
    }
}

/// The sheet of one talk, kept on what is known of it.
#[component]
fn OpenSheet(desk: Desk, id: Talk) -> impl IntoView {
    let lang = use_lang();
    let find = move |view: &TabletView| view.talks.iter().find(|talk| talk.talk == id).cloned();
    let first: Option<TabletTalk> = desk.view.with_untracked(find);
    first.map(|first| {
        let talk = Memo::new(move |old: Option<&TabletTalk>| {
            desk.view.with(find).or_else(|| old.cloned()).unwrap_or_else(|| first.clone())
        });
        view! {
            <Sheet talk=talk touched=move |()| desk.held.set(Some(id)) ended=move |()| desk.held.set(None)/>
            <Fold summary=move || t::all(lang.get())>
                <Talks view=desk.view table=desk.table open=move |talk| desk.held.set(Some(talk))/>
            </Fold>
        }
    })
}
