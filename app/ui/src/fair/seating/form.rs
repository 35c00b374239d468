//! The form of an employer: itself, its vacancies, its tables, and the mistakes above all of it.

use super::offers::Offers;
use super::tables::Tables;
use super::typed::{Typed, TypedOffer, TypedTable};
use super::words;
use crate::fair::day::text_at;
use crate::parts::{Act, Button, ErrorSummary, Field, FieldError};
use crate::texts::making::seating as t;
use crate::workplace::ask::Ask;
use crate::workplace::context::{use_goto, use_lang, use_link};
use crate::workplace::words::{say, told};
use domain::command::Command;
use domain::ids::{EmployerId, TableId, VacancyId};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::views::{EmployerView, FairView};

/// What the parts of the form share.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub typed: RwSignal<Typed>,
    pub wrongs: RwSignal<Vec<FieldError>>,
}

impl Sheet {
    /// The sentence at the input of this name; empty where nothing is wrong.
    pub fn error(self, input: String) -> impl Fn() -> String + Send + Sync + 'static {
        move || text_at(self.wrongs, &input)
    }
}

#[component]
pub fn SeatingForm(view: Signal<FairView>, known: Option<EmployerView>, ask: Ask) -> impl IntoView {
    let (lang, new_id, goto) = (use_lang(), use_link().new_id, use_goto());
    let id = known.as_ref().map_or_else(|| EmployerId(new_id.run(())), |known| known.employer);
    let typed = known.as_ref().map(Typed::of).unwrap_or_else(|| Typed {
        offers: vec![TypedOffer::usual(VacancyId(new_id.run(())))],
        tables: vec![TypedTable::next(TableId(new_id.run(())), None)],
        ..Typed::default()
    });
    let others = view.with_untracked(|view| {
        let others = view.employers.iter().filter(|one| one.employer != id);
        others.flat_map(|one| one.tables.iter().map(|table| table.number)).collect()
    });
    let typed = Typed { taken: others, ..typed };
    let sheet = Sheet { typed: RwSignal::new(typed), wrongs: RwSignal::new(Vec::new()) };
    let Sheet { typed, wrongs } = sheet;
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if ask.busy.get_untracked() {
            return;
        }
        let fair = view.with_untracked(|view| view.head.fair);
        match typed.with_untracked(|typed| typed.read(fair, id)) {
            Ok(wish) => {
                wrongs.set(Vec::new());
                let goto = goto.clone();
                ask.ask_then(Command::SeatEmployer(wish), move |_| goto(&format!("/app/fair/{fair}")));
            }
            Err(found) => {
                let lang = lang.get_untracked();
                let told = |(input, why): (String, _)| {
                    let text = format!("{}: {}", words::label(lang, &input), words::wrong(lang, why));
                    FieldError::new(input, text)
                };
                wrongs.set(found.into_iter().map(told).collect());
            }
        }
    };
    view! {
        <form class="stack" novalidate on:submit=send>
            <ErrorSummary title=told(t::wrong) errors=wrongs/>
            <section class="panel">
                <div class="columns-2 is-level">
                    <Field name="employer" label=told(t::name) error=sheet.error("employer".into())
                        value=move || typed.with(|typed| typed.name.clone())
                        on_input=move |text| typed.update(|typed| typed.name = text)/>
                    <Field name="employer-place" label=told(t::place)
                        optional=told(t::optional) error=sheet.error("employer-place".into())
                        value=move || typed.with(|typed| typed.place.clone())
                        on_input=move |text| typed.update(|typed| typed.place = text)/>
                </div>
            </section>
            <Offers sheet=sheet/>
            <Tables sheet=sheet/>
            <div><Button act=Act::Submit busy=ask.busy>{say(t::save)}</Button></div>
        </form>
    }
}
