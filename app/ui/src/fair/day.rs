//! Making a fair, and changing it while it has not begun: two screens around one form with a timetable beside it.

mod approval;
mod change;
mod form;
mod preview;
mod typed;
mod words;

pub use change::SetupScreen;
pub use form::text_at;
pub use typed::{clock, hour_and_minute};

use super::today::picked;
use crate::parts::{Choice, ChoiceCards, EmptyState, PageHead, Select};
use crate::texts::making::day as t;
use crate::workplace::ask::use_ask;
use crate::workplace::context::{organises, use_goto, use_lang, use_link, use_me};
use crate::workplace::follow::{Follow, Stands};
use crate::workplace::words::told;
use domain::command::{Command, MakeFair};
use domain::fair::{Day, FairKind};
use domain::ids::{FairId, SessionId};
use form::DayForm;
use leptos::prelude::*;
use sync::Scope;
use sync::views::{FairHead, LocationView};
use typed::{Field as F, Typed};

#[component]
pub fn NewFairScreen() -> impl IntoView {
    let me = use_me();
    let location = me.get_untracked().and_then(|me| me.actor.location());
    let allowed = Memo::new(move |_| organises(me.get().as_deref()));
    view! {
        <PageHead title=told(t::new_title) note=told(t::new_note)/>
        {move || match (allowed.get(), location) {
            (true, Some(location)) => view! {
                <Follow scope=Scope::Location(location) pick=picked stands=Stands::UnderHead children=move |view| {
                    view! { <NewFair view=view/> }.into_any()
                }/>
            }
            .into_any(),
            _ => view! {
                <EmptyState title=told(t::not_yours) text=told(t::not_yours_text)/>
            }
            .into_any(),
        }}
    }
}

/// The word of the chosen card back.
fn kind_of(word: &str) -> FairKind {
    FairKind::parse(word).unwrap_or(FairKind::Banenmarkt)
}

#[component]
fn NewFair(view: Signal<LocationView>) -> impl IntoView {
    let (lang, new_id, goto) = (use_lang(), use_link().new_id, use_goto());
    let ask = use_ask();
    let kind = RwSignal::new(FairKind::Banenmarkt.as_str().to_owned());
    let like = RwSignal::new(String::new());
    let typed = RwSignal::new(Typed::usual(FairKind::Banenmarkt));
    typed.update(|typed| typed.set(F::Meeting, t::meeting_usual(lang.get_untracked()).to_owned()));
    let choose = move |word: String| {
        let (old, new) = (kind_of(&kind.get_untracked()), kind_of(&word));
        kind.set(word);
        like.set(String::new());
        typed.update(|typed| typed.turn(old, new));
    };
    // Drawn once: asking again after a lost answer is asking for the same fair.
    let (fair, session) = (FairId(new_id.run(())), SessionId(new_id.run(())));
    let make = move |day: Day| {
        let (kind, goto) = (kind_of(&kind.get_untracked()), goto.clone());
        let like = like.get_untracked().parse().ok();
        let command = Command::MakeFair(MakeFair { fair, session, kind, day, like });
        ask.ask_then(command, move |_| goto(&format!("/app/fair/{fair}")));
    };
    let kinds = move || {
        let lang = lang.get();
        let choices = vec![
            Choice::new("banenmarkt", t::banenmarkt(lang)).hint(t::banenmarkt_hint(lang)),
            Choice::new("speed_date", t::speed_date(lang)).hint(t::speed_date_hint(lang)),
        ];
        view! {
            <ChoiceCards name="kind" legend=t::kind(lang) choices=choices
                chosen=kind on_choose=choose/>
        }
    };
    view! {
        {kinds}
        <Like view=view kind=kind like=like/>
        <DayForm typed=typed ask=ask submit=told(t::make) done=make/>
    }
}

/// "Take over from …": fairs of this kind that have employers; nothing where there is none.
#[component]
fn Like(view: Signal<LocationView>, kind: RwSignal<String>, like: RwSignal<String>) -> impl IntoView {
    let lang = use_lang();
    let fairs = Memo::new(move |_| {
        let fits = |head: &&FairHead| kind.with(|kind| head.kind.as_str() == kind) && head.employers > 0;
        view.with(|view| {
            view.fairs.iter().filter(fits).map(|head| (head.fair, head.name.clone())).collect::<Vec<_>>()
        })
    });
    let choices = Signal::derive(move || {
        let nothing = Choice::new("", t::like_nothing(lang.get()));
        let known = fairs.get().into_iter().map(|(fair, name)| Choice::new(fair.to_string(), name));
        std::iter::once(nothing).chain(known).collect::<Vec<_>>()
    });
    move || {
        (!fairs.with(Vec::is_empty)).then(|| {
            view! {
                <Select name="like" label=told(t::like) hint=told(t::like_hint)
                    choices=choices chosen=like on_choose=move |text: String| like.set(text)/>
            }
        })
    }
}
