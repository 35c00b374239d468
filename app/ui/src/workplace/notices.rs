//! What stands above every screen when it must: the demo day, a connection without a lock, refused commands, and
//! where the last thing written is.

use super::context::{use_lang, use_link, use_me};
use super::link::{Contact, Refused, Request};
use super::reopen::{as_text, way_back};
use super::words::rejection;
use crate::parts::{Button, ButtonKind, Fold, Notice, NoticeKind, Pill, PillKind, SaveMark, SaveState};
use crate::texts::workplace::{notice as t, save as s};
use domain::lang::Lang;
use leptos::prelude::*;

/// Where the last thing written is: the sentence's facts, decided in one place. `kept`: all that was tapped lies on this
/// device or at the server.
pub fn save_state(contact: Contact, unsent: u32, kept: bool, attention: usize) -> SaveState {
    match (attention, contact, unsent) {
        (1.., _, _) => SaveState::NeedsAttention,
        (0, Contact::Offline, 1..) if kept => SaveState::SavedHere,
        (0, Contact::Offline, _) => SaveState::Offline,
        (0, _, 1..) => SaveState::Saving,
        (0, _, 0) => SaveState::SavedAtServer,
    }
}

/// The sentence beside the mark.
pub fn save_words(lang: Lang, state: SaveState, unsent: u32) -> String {
    match state {
        SaveState::NeedsAttention => s::attention(lang).to_owned(),
        SaveState::Offline if unsent > 0 => s::offline_unsent(lang, unsent),
        SaveState::Offline => s::offline(lang).to_owned(),
        SaveState::Saving => s::saving(lang).to_owned(),
        SaveState::SavedHere => s::saved_here(lang, unsent),
        SaveState::SavedAtServer => s::saved(lang).to_owned(),
    }
}

/// The mark in the corner of every screen.
#[component]
pub fn Saved() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let (contact, unsent, kept, attention) = (link.contact, link.unsent, link.kept, link.attention);
    let state = Memo::new(move |_| {
        save_state(contact.get(), unsent.get(), kept.get(), attention.with(|list| list.len()))
    });
    let text = move || save_words(lang.get(), state.get(), unsent.get());
    view! { <SaveMark state=state text=text/> }
}

/// The demo banner and the warning about a connection without a lock.
#[component]
pub fn StandingNotices() -> impl IntoView {
    let (link, lang, me) = (use_link(), use_lang(), use_me());
    let demo = Memo::new(move |_| me.get().is_some_and(|me| me.demo));
    view! {
        {move || demo.get().then(|| view! {
            <p class="small soft no-print">
                <Pill kind=PillKind::Brand>{move || t::demo(lang.get())}</Pill>" "
                {move || t::demo_text(lang.get())}
            </p>
        })}
        {(!link.secure).then(|| view! {
            <Notice kind=NoticeKind::Warn title=move || t::insecure(lang.get())>
                {move || t::insecure_text(lang.get())}
            </Notice>
        })}
        {move || (link.secure && link.storage_fails.get()).then(|| view! {
            <Notice kind=NoticeKind::Warn title=move || t::forgetful(lang.get())>
                {move || t::forgetful_text(lang.get())}
            </Notice>
        })}
        <NeedsAttention/>
    }
}

/// Commands that were refused for good: each with its reason, until someone has seen it. What was written stands
/// behind a tap, because the tablet lies open. What can be mended on this screen opens there again; all of it can be copied.
#[component]
fn NeedsAttention() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let attention = link.attention;
    let has = Memo::new(move |_| attention.with(|list| !list.is_empty()));
    move || {
        has.get().then(|| {
            let lines = move || attention.get().iter().cloned().map(|one| view! { <Entry one=one/> }).collect_view();
            view! {
                <Notice kind=NoticeKind::Stop title=move || t::attention(lang.get())>
                    <ul class="stack stack-tight">{lines}</ul>
                    <Fold summary=move || t::as_text(lang.get())>
                        <p class="tray-text" tabindex="0">{move || attention.with(|list| as_text(lang.get(), list))}</p>
                    </Fold>
                </Notice>
            }
        })
    }
}

#[component]
fn Entry(one: Refused) -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    let (id, why) = (one.id, one.rejection);
    let open = one.command.as_ref().and_then(way_back).map(|reopened| {
        view! {
            <Button kind=ButtonKind::Quiet on_press=move |()| reopened.ask(one.clone())>
                {move || t::mend(lang.get())}
            </Button>
        }
    });
    view! {
        <li class="row row-between">
            <span>{move || rejection(lang.get(), why)}</span>
            <span class="row">
                {open}
                <Button kind=ButtonKind::Quiet on_press=move |()| request.run(Request::Dismiss { command: id })>
                    {move || t::seen(lang.get())}
                </Button>
            </span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_louder_than_the_connection() {
        assert_eq!(save_state(Contact::Offline, 3, true, 1), SaveState::NeedsAttention);
    }

    #[test]
    fn offline_says_how_many_lie_here_and_how_many_lie_nowhere() {
        assert_eq!(save_state(Contact::Offline, 3, true, 0), SaveState::SavedHere);
        assert_eq!(save_state(Contact::Offline, 3, false, 0), SaveState::Offline);
        for state in [SaveState::SavedHere, SaveState::Offline] {
            assert!(save_words(Lang::Nl, state, 3).contains('3'));
        }
    }

    #[test]
    fn saved_at_the_server_means_at_the_server() {
        assert_eq!(save_state(Contact::Online, 0, true, 0), SaveState::SavedAtServer);
        assert_eq!(save_state(Contact::Online, 1, true, 0), SaveState::Saving);
    }
}
