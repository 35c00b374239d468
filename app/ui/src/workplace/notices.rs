//! What stands above every screen when it must: the demo day, a connection without a lock, a device that keeps nothing or
//! was signed out, the tray; and where the last thing written is.

use super::context::{use_lang, use_link};
use super::link::{Contact, Storing, Who};
use super::tray::NeedsAttention;
use crate::parts::{Notice, NoticeKind, Pill, PillKind, SaveMark, SaveState};
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
    let (link, lang) = (use_link(), use_lang());
    let demo = link.demo;
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
        {move || (link.secure && link.storing.get() == Storing::Fails).then(|| view! {
            <Notice kind=NoticeKind::Warn title=move || t::forgetful(lang.get())>
                {move || t::forgetful_text(lang.get())}
            </Notice>
        })}
        {move || link.owes_sign_out.get().then(|| view! {
            <Notice kind=NoticeKind::Warn title=move || t::owes_sign_out(lang.get())>
                {move || t::owes_sign_out_text(lang.get())}
            </Notice>
        })}
        <Ended/>
        <NeedsAttention/>
    }
}

/// Nobody is signed in, and nobody here said so: the device was switched off, or its time is over. What it still holds is
/// counted, also where someone signed out by themselves.
#[component]
fn Ended() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let (ended, left) = (link.ended, link.left_here);
    let nobody = Memo::new(move |_| link.who.get() == Who::Nobody);
    let left_words =
        move || (left.get() > 0).then(|| view! { <p>{t::left_here(lang.get(), left.get())}</p> });
    move || match (nobody.get(), ended.get(), left.get()) {
        (true, true, _) => view! {
            <Notice kind=NoticeKind::Warn title=move || t::ended(lang.get())>
                <p>{move || t::ended_text(lang.get())}</p>
                {left_words}
            </Notice>
        }
        .into_any(),
        (true, false, 1..) => view! { <Notice kind=NoticeKind::Info>{left_words}</Notice> }.into_any(),
        _ => ().into_any(),
    }
}

/// Whether what is written here may be cleared away: said on a tablet before the day, where something can be done about it.
#[component]
pub fn MayGo() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let may_go = Memo::new(move |_| link.secure && link.storing.get() == Storing::MayGo);
    move || may_go.get().then(|| view! { <p class="small soft">{move || t::may_go(lang.get())}</p> })
}

/// The countdown is a guess as long as the server was not heard.
#[component]
pub fn ClockDoubt() -> impl IntoView {
    let (link, lang) = (use_link(), use_lang());
    let sure = link.clock_sure;
    view! {
        <span class="small" role="status">
            {move || (!sure.get()).then(|| view! { <Pill kind=PillKind::Warn>{move || t::clock(lang.get())}</Pill> })}
        </span>
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
