//! Slice pipeline in the workplace: where each candidate stands and why, and below it the sheets that say so.

mod board;
mod candidacies;

use super::context::{use_lang, use_me};
use super::follow::{Follow, Stands};
use crate::follow_up::Sheets;
use crate::parts::PageHead;
use crate::texts::pipeline::screen as t;
use board::Board;
use leptos::prelude::*;
use sync::views::FollowUpView;
use sync::{Scope, View};

fn picked(view: &View) -> Option<&FollowUpView> {
    match view {
        View::FollowUp(view) => Some(view),
        _ => None,
    }
}

#[component]
pub fn FollowUpScreen() -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let location = me.get_untracked().and_then(|me| me.actor.location());
    view! {
        <PageHead title=move || t::title(lang.get()) note=move || t::note(lang.get())/>
        {location.map(|location| view! {
            <Follow scope=Scope::FollowUp(location) pick=picked stands=Stands::UnderHead children=|view| {
                let sheets = Memo::new(move |_| view.with(|view: &FollowUpView| view.sheets.clone()));
                let lang = use_lang();
                let asked = move || t::questions(lang.get(), view.with(|view| view.questions));
                let to = move |page: &str| format!("/app-api/{page}?lang={}", lang.get().tag());
                view! {
                    <p class="row">
                        <a href=move || to("questions") rel="external" target="_blank">{asked}</a>
                        <a href=move || to("second-interviews") rel="external" target="_blank">
                            {move || t::times(lang.get())}
                        </a>
                    </p>
                    <Board view=view/><Sheets rows=sheets/>
                }
                .into_any()
            }/>
        })}
    }
}
