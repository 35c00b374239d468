//! All talks of this table: which sheets are ended, which are open, and the way to any of them.

use crate::parts::{Button, ButtonKind, EmptyState, Line, Lines, Pill, PillKind, Seat};
use crate::texts::scoring::talks as t;
use crate::workplace::context::use_lang;
use domain::command::Talk;
use domain::lang::Lang;
use leptos::prelude::*;
use sync::views::{TabletTalk, TabletView};

use super::card::is_begun;
use super::words::verdict as verdict_words;

fn standing(lang: Lang, talk: &TabletTalk) -> (PillKind, String) {
    match talk.sheet.verdict {
        Some(verdict) => (PillKind::Good, verdict_words(lang, verdict).to_owned()),
        None if talk.absent => (PillKind::Plain, t::absent(lang).to_owned()),
        None if is_begun(&talk.sheet) => (PillKind::Warn, t::begun(lang).to_owned()),
        None => (PillKind::Plain, t::open(lang).to_owned()),
    }
}

#[component]
pub fn Talks(
    view: Signal<TabletView>,
    table: Memo<Option<u32>>,
    #[prop(into)] open: Callback<Talk>,
) -> impl IntoView {
    let lang = use_lang();
    let talks = Memo::new(move |_| {
        let table = table.get();
        let mine = |talk: &&TabletTalk| table.is_none_or(|table| talk.table_number == table);
        view.with(|view| view.talks.iter().filter(mine).cloned().collect::<Vec<_>>())
    });
    let line = move |talk: TabletTalk| {
        let (id, round) = (talk.talk, talk.round);
        let (number, name, whom) = (talk.number.to_string(), talk.name.clone(), talk.name.clone());
        let pill = move || {
            let (kind, words) = standing(lang.get(), &talk);
            view! { <Pill kind=kind>{words}</Pill> }
        };
        let trail = move || {
            view! {
                <Button kind=ButtonKind::Quiet on_press=move |()| open.run(id)>
                    {move || t::show(lang.get())}<span class="visually-hidden">": "{whom}</span>
                </Button>
            }
        };
        let lead = move || view! { <Seat number=number/> };
        view! {
            <Line lead=lead trail=trail>
                <b><bdi>{name}</bdi></b>" "{pill}<br/>
                <span class="small soft">{move || t::round(lang.get(), round)}</span>
            </Line>
        }
    };
    move || {
        let list = talks.get();
        if list.is_empty() {
            return view! { <EmptyState title=move || t::none(lang.get()) text=move || t::none_text(lang.get())/> }
                .into_any();
        }
        view! { <Lines>{list.into_iter().map(line).collect_view()}</Lines> }.into_any()
    }
}
