//! Following a scope on a screen: the skeleton, the old view while offline, the closed door, the fault.

use super::address::HALL;
use super::context::{use_lang, use_link};
use super::link::{Followed, Standing};
use super::title;
use crate::parts::{EmptyState, Heads, Notice, NoticeKind, Skeleton};
use crate::texts::workplace::follow as t;
use leptos::prelude::*;
use std::sync::Arc;
use sync::{Scope, View};

/// What a followed scope shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Loading,
    /// Nothing known and no way to ask.
    OfflineEmpty,
    Revoked,
    Failed,
    Shown,
    /// Shown as it was when the server was last heard.
    ShownOld,
}

/// Decides the face: an old view is better than none, but never after a revocation.
pub fn face(has_view: bool, standing: Standing) -> Face {
    match (standing, has_view) {
        (Standing::Revoked, _) => Face::Revoked,
        (Standing::Stale, true) => Face::ShownOld,
        (Standing::Failed, true) => Face::ShownOld,
        (_, true) => Face::Shown,
        (Standing::Stale, false) => Face::OfflineEmpty,
        (Standing::Failed, false) => Face::Failed,
        (Standing::Asking | Standing::Fresh, false) => Face::Loading,
    }
}

/// Where the screen stands: whatever it shows, its page has one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stands {
    /// Inside a page, which gets its heading from the view.
    #[default]
    InPage,
    /// Inside a page, below a heading that is there already.
    UnderHead,
    /// It is the whole page (tablet, projector), with its own sign of being offline.
    Alone,
}

/// Follows `scope` and shows its view, whatever state it is in. `pick` takes this screen's kind of view.
/// Only what must know the kind of view is here; the rest is compiled once, in [`framed`].
#[component]
pub fn Follow<V>(
    scope: Scope,
    pick: fn(&View) -> Option<&V>,
    // A plain function: each closure would be a copy of all this in the file that browsers load.
    children: fn(Signal<V>) -> AnyView,
    #[prop(optional)] stands: Stands,
) -> impl IntoView
where
    V: Clone + PartialEq + Send + Sync + 'static,
{
    let followed: Signal<Followed> = use_link().follow.run(scope).into();
    let known = move |view: &View| pick(view).is_some();
    let draw = move || {
        let first = followed.with_untracked(|f| f.view.as_deref().and_then(pick).cloned())?;
        Some(children(keep(followed, pick, first)))
    };
    framed(followed, Arc::new(known), Arc::new(draw), stands)
}

type Known = Arc<dyn Fn(&View) -> bool + Send + Sync>;
type Draw = Arc<dyn Fn() -> Option<AnyView> + Send + Sync>;

/// What surrounds every followed view: the skeleton, the old view's notice, the closed door, the fault.
fn framed(followed: Signal<Followed>, known: Known, draw: Draw, stands: Stands) -> AnyView {
    let face = Memo::new(move |_| {
        followed.with(|f| face(f.view.as_deref().is_some_and(|view| known(view)), f.standing))
    });
    let body = Memo::new(move |_| match face.get() {
        Face::ShownOld => Face::Shown,
        other => other,
    });
    view! {
        {move || (face.get() == Face::ShownOld && stands != Stands::Alone).then(|| view! { <OldView/> })}
        {move || {
            let state = match body.get() {
                Face::Shown => match draw() {
                    Some(shown) => return shown,
                    None => view! { <Waiting stands=stands/> }.into_any(),
                },
                Face::Revoked => view! { <Revoked stands=stands/> }.into_any(),
                Face::Failed => view! { <Failed stands=stands/> }.into_any(),
                Face::OfflineEmpty => view! { <OfflineEmpty stands=stands/> }.into_any(),
                Face::Loading | Face::ShownOld => view! { <Waiting stands=stands/> }.into_any(),
            };
            paged(stands, state)
        }}
    }
    .into_any()
}

/// A state of its own page, where there is no page around it.
fn paged(stands: Stands, state: AnyView) -> AnyView {
    match stands {
        Stands::InPage | Stands::UnderHead => state,
        Stands::Alone => view! { <main class="page page-narrow stack" id="main">{state}</main> }.into_any(),
    }
}

/// The view as a signal that keeps its last value while the screen is being taken down.
fn keep<V: Clone + PartialEq + Send + Sync + 'static>(
    followed: Signal<Followed>,
    pick: fn(&View) -> Option<&V>,
    first: V,
) -> Signal<V> {
    Memo::new(move |old: Option<&V>| {
        let latest = followed.with(|f| f.view.as_deref().and_then(pick).cloned());
        latest.or_else(|| old.cloned()).unwrap_or_else(|| first.clone())
    })
    .into()
}

impl Stands {
    /// The title of a state heads the page where nothing else does.
    fn heads(self) -> Heads {
        match self {
            Stands::UnderHead => Heads::Part,
            Stands::InPage | Stands::Alone => Heads::Page,
        }
    }
}

/// The name of the screen for the ear, until its own heading is there.
#[component]
fn Named(stands: Stands) -> impl IntoView {
    (stands.heads() == Heads::Page).then(|| {
        let name = title::use_name();
        view! { <h1 class="visually-hidden" tabindex="-1">{name}</h1> }
    })
}

#[component]
fn Waiting(stands: Stands) -> impl IntoView {
    let lang = use_lang();
    view! { <Named stands=stands/><Skeleton label=move || t::loading(lang.get()) lines=4/> }
}

#[component]
fn OldView() -> impl IntoView {
    let lang = use_lang();
    view! { <Notice kind=NoticeKind::Warn>{move || t::old(lang.get())}</Notice> }
}

#[component]
fn Revoked(stands: Stands) -> impl IntoView {
    let lang = use_lang();
    let start = match stands {
        Stands::InPage | Stands::UnderHead => "/app/",
        Stands::Alone => HALL,
    };
    view! {
        <EmptyState heads=stands.heads() title=move || t::revoked(lang.get()) text=move || t::revoked_text(lang.get())>
            <a class="button" href=start rel="external">{move || t::to_start(lang.get())}</a>
        </EmptyState>
    }
}

#[component]
fn Failed(stands: Stands) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Named stands=stands/>
        <Notice kind=NoticeKind::Stop title=move || t::failed(lang.get())>
            {move || t::failed_text(lang.get())}
        </Notice>
    }
}

#[component]
fn OfflineEmpty(stands: Stands) -> impl IntoView {
    let lang = use_lang();
    view! {
        <EmptyState heads=stands.heads() title=move || t::offline(lang.get()) text=move || t::offline_text(lang.get())/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_view_stays_while_the_server_is_away() {
        assert_eq!(face(true, Standing::Stale), Face::ShownOld);
        assert_eq!(face(true, Standing::Failed), Face::ShownOld);
        assert_eq!(face(false, Standing::Stale), Face::OfflineEmpty);
    }

    #[test]
    fn a_state_heads_its_page_unless_a_heading_stands_above_it() {
        assert_eq!(Stands::InPage.heads(), Heads::Page);
        assert_eq!(Stands::Alone.heads(), Heads::Page);
        assert_eq!(Stands::UnderHead.heads(), Heads::Part);
    }

    #[test]
    fn nothing_is_shown_after_a_revocation() {
        assert_eq!(face(true, Standing::Revoked), Face::Revoked);
    }

    #[test]
    fn the_first_wait_is_a_skeleton_and_a_fault_says_so() {
        assert_eq!(face(false, Standing::Asking), Face::Loading);
        assert_eq!(face(false, Standing::Failed), Face::Failed);
    }
}
