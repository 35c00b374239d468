//! The form of a day: what must be known first, what is usually so behind a fold, and the timetable beside it.

use super::preview::Preview;
use super::typed::{Field as F, Typed, Wrong};
use super::words;
use crate::parts::{Act, Button, ErrorSummary, Field, FieldError, Fold};
use crate::texts::making::day as t;
use crate::workplace::ask::{Ask, RefusalNotice};
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::words::told;
use domain::fair::Day;
use domain::lang::Lang;
use domain::time::from_ms;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What is usually so.
const FOLDED: [F; 7] =
    [F::BreakMin, F::BreakAfter, F::SecondMin, F::SecondAfter, F::Most, F::Standby, F::Meeting];

/// Mistakes in words; one type for every form, so that the browser loads its code once.
type Wrongs = RwSignal<Vec<FieldError>>;

/// `done` hears a day that can be. What was typed stays, whatever comes of it.
#[component]
pub fn DayForm(
    typed: RwSignal<Typed>,
    ask: Ask,
    #[prop(into)] submit: TextProp,
    done: impl Fn(Day) + Send + Sync + 'static,
    /// What must be agreed to before it is sent.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (lang, now_ms) = (use_lang(), use_link().now_ms);
    let wrongs: Wrongs = RwSignal::new(Vec::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if ask.busy.get_untracked() {
            return;
        }
        match typed.with_untracked(|typed| typed.read(from_ms(now_ms.get_untracked()))) {
            Ok(day) => {
                wrongs.set(Vec::new());
                done(day);
            }
            Err(found) => {
                wrongs.set(found.into_iter().map(|wrong| in_words(lang.get_untracked(), wrong)).collect())
            }
        }
    };
    // A mistake inside must not stay behind a fold.
    let blamed = Signal::derive(move || wrongs.with(|wrongs| wrongs.iter().any(|wrong| folded(&wrong.name))));
    let ask_for =
        move |fields: &'static [F]| fields.iter().map(|field| question(typed, wrongs, *field)).collect_view();
    view! {
        <form class="split" novalidate on:submit=send>
            <div class="stack">
                <ErrorSummary title=told(t::wrong) errors=wrongs/>
                <RefusalNotice ask=ask/>
                {ask_for(&[F::Name, F::Place])}
                <div class="columns-2 is-level">{ask_for(&[F::Date, F::Time])}</div>
                <div class="grid-cards is-level">{ask_for(&[F::Rounds, F::Talk, F::Change])}</div>
                <div class="columns-2 is-level">{ask_for(&[F::Capacity, F::Promised])}</div>
                <Fold summary=told(t::more) open=blamed>
                    <div class="columns-2 is-level">{ask_for(&FOLDED[..2])}</div>
                    <div class="columns-2 is-level">{ask_for(&FOLDED[2..4])}</div>
                    <div class="columns-2 is-level">{ask_for(&FOLDED[4..6])}</div>
                    {ask_for(&FOLDED[6..])}
                </Fold>
                {children.map(|children| children())}
                <div><Button act=Act::Submit busy=ask.busy>{move || submit.get().to_string()}</Button></div>
            </div>
            <Preview typed=typed/>
        </form>
    }
}

/// Whether the question of this input is behind the fold.
fn folded(input: &str) -> bool {
    FOLDED.iter().any(|field| words::name(*field) == input)
}

fn in_words(lang: Lang, (field, why): (F, Wrong)) -> FieldError {
    FieldError::new(words::name(field), format!("{}: {}", words::label(lang, field), words::wrong(lang, why)))
}

/// What is wrong at the input of this name; empty where nothing is.
pub fn text_at(wrongs: Wrongs, name: &str) -> String {
    wrongs
        .with(|wrongs| wrongs.iter().find(|wrong| wrong.name == name).map(|wrong| wrong.text.clone()))
        .unwrap_or_default()
}

fn question(typed: RwSignal<Typed>, wrongs: Wrongs, field: F) -> AnyView {
    let lang = use_lang();
    let error = move || text_at(wrongs, words::name(field));
    let value = move || typed.with(|typed| typed.get(field).to_owned());
    let label = move || words::label(lang.get(), field);
    let write = move |text: String| typed.update(|typed| typed.set(field, text));
    let (name, kind) = (words::name(field), words::kind(field));
    if words::hint(lang.get_untracked(), field).is_none() {
        return view! { <Field name=name label=label kind=kind value=value error=error on_input=write/> }
            .into_any();
    }
    let hint = move || words::hint(lang.get(), field).unwrap_or_default();
    view! { <Field name=name label=label hint=hint kind=kind value=value error=error on_input=write/> }
        .into_any()
}
