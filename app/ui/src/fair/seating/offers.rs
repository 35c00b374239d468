//! The vacancies of an employer: one card each, and one more with a press.

use super::form::Sheet;
use super::typed::TypedOffer;
use super::words;
use crate::parts::{Button, ButtonKind, Check, Choice, Field, Fold, InputKind, Select};
use crate::texts::making::seating as t;
use crate::workplace::context::{use_lang, use_link};
use crate::workplace::words::{say, told};
use domain::fair::{Shift, WorkKind, WorkPicture};
use domain::ids::VacancyId;
use domain::lang::Lang;
use leptos::prelude::*;

#[component]
pub fn Offers(sheet: Sheet) -> impl IntoView {
    let new_id = use_link().new_id;
    let typed = sheet.typed;
    let ids = Memo::new(move |_| {
        typed.with(|typed| typed.offers.iter().map(|offer| offer.id.0).collect::<Vec<_>>())
    });
    let add = move |()| {
        let id = VacancyId(new_id.run(()));
        typed.update(|typed| typed.offers.push(TypedOffer::usual(id)));
    };
    view! {
        <section class="stack">
            <h2>{say(t::offers)}</h2>
            {move || ids.get().into_iter().map(|id| one_offer(sheet, VacancyId(id))).collect_view()}
            <div><Button kind=ButtonKind::Quiet on_press=add>{say(t::add_offer)}</Button></div>
        </section>
    }
}

/// One vacancy of the sheet, to read and to write.
#[derive(Clone, Copy)]
struct One {
    sheet: Sheet,
    id: VacancyId,
}

impl One {
    fn get<T: Default>(self, pick: impl Fn(&TypedOffer) -> T) -> T {
        self.sheet
            .typed
            .with(|typed| typed.offers.iter().find(|offer| offer.id == self.id).map(pick))
            .unwrap_or_default()
    }

    fn set(self, write: impl FnOnce(&mut TypedOffer)) {
        self.sheet.typed.update(|typed| {
            if let Some(offer) = typed.offers.iter_mut().find(|offer| offer.id == self.id) {
                write(offer);
            }
        });
    }

    fn field(
        self,
        what: &'static str,
        label: fn(Lang) -> &'static str,
        kind: InputKind,
        at: fn(&mut TypedOffer) -> &mut String,
    ) -> AnyView {
        let (lang, name) = (use_lang(), TypedOffer::input(self.id, what));
        let value = move || self.get(|offer| at(&mut offer.clone()).clone());
        view! {
            <Field name=name.clone() label=move || label(lang.get()) kind=kind error=self.sheet.error(name) value=value
                on_input=move |text| self.set(|offer| *at(offer) = text)/>
        }
        .into_any()
    }

    fn choice(
        self,
        what: &'static str,
        label: fn(Lang) -> &'static str,
        choices: fn(Lang) -> Vec<Choice>,
        at: fn(&mut TypedOffer) -> &mut String,
    ) -> AnyView {
        let (lang, name) = (use_lang(), TypedOffer::input(self.id, what));
        let chosen = move || self.get(|offer| at(&mut offer.clone()).clone());
        view! {
            <Select name=name.clone() label=move || label(lang.get()) error=self.sheet.error(name) chosen=chosen
                choices=Signal::derive(move || choices(lang.get()))
                on_choose=move |text| self.set(|offer| *at(offer) = text)/>
        }
        .into_any()
    }
}

fn pictures(lang: Lang) -> Vec<Choice> {
    let all = WorkPicture::ALL.iter().map(|one| Choice::new(one.as_str(), words::picture(lang, *one)));
    std::iter::once(Choice::new("", t::choose(lang))).chain(all).collect()
}

fn kinds(lang: Lang) -> Vec<Choice> {
    WorkKind::ALL.iter().map(|one| Choice::new(one.as_str(), words::kind(lang, *one))).collect()
}

fn langs(_: Lang) -> Vec<Choice> {
    Lang::ALL.iter().map(|one| Choice::new(one.tag(), one.endonym())).collect()
}

fn levels(lang: Lang) -> Vec<Choice> {
    words::LEVELS.iter().map(|one| Choice::new(one.as_str(), words::level(lang, *one))).collect()
}

fn one_offer(sheet: Sheet, id: VacancyId) -> AnyView {
    let lang = use_lang();
    let one = One { sheet, id };
    let several = move || sheet.typed.with(|typed| typed.offers.len() > 1);
    let remove = move |()| sheet.typed.update(|typed| typed.offers.retain(|offer| offer.id != id));
    let title = move || {
        let title = one.get(|offer| offer.title.clone());
        if title.trim().is_empty() { t::offer(lang.get()).to_owned() } else { title }
    };
    view! {
        <fieldset class="panel">
            <legend class="visually-hidden">{title}</legend>
            {one.field("title", t::title, InputKind::Text, |offer| &mut offer.title)}
            <div class="columns-2 is-level">
                {one.choice("picture", t::picture, pictures, |offer| &mut offer.picture)}
                {one.choice("kind", t::kind, kinds, |offer| &mut offer.kind)}
            </div>
            <div class="columns-2 is-level">
                {one.field("wage", t::wage, InputKind::Text, |offer| &mut offer.wage)}
                {one.field("hours", t::hours, InputKind::Number, |offer| &mut offer.hours)}
            </div>
            <div class="columns-2 is-level">
                {one.choice("lang", t::lang, langs, |offer| &mut offer.lang)}
                {one.choice("level", t::level, levels, |offer| &mut offer.level)}
            </div>
            <Fold summary=told(t::more)><More one=one/></Fold>
            {move || several().then(|| view! {
                <div><Button kind=ButtonKind::Plain on_press=remove>
                    {say(t::remove_offer)}<span class="visually-hidden">": "{title}</span>
                </Button></div>
            })}
        </fieldset>
    }
    .into_any()
}

#[component]
fn More(one: One) -> impl IntoView {
    let lang = use_lang();
    let shifts = Shift::ALL
        .iter()
        .map(|shift| {
            let shift = *shift;
            let turn = move |on: bool| {
                one.set(|offer| {
                    let stays = |one: &Shift| if *one == shift { on } else { offer.shifts.contains(one) };
                    offer.shifts = Shift::ALL.iter().copied().filter(stays).collect();
                });
            };
            let held = Signal::derive(move || one.get(|offer| offer.shifts.contains(&shift)));
            view! {
                <Check name=TypedOffer::input(one.id, shift.as_str()) label=move || words::shift(lang.get(), shift)
                    checked=held on_check=turn/>
            }
        })
        .collect_view();
    view! {
        <fieldset class="grid-tables"><legend>{say(t::shifts)}</legend>{shifts}</fieldset>
        <Check name=TypedOffer::input(one.id, "vog") label=told(t::vog)
            checked=Signal::derive(move || one.get(|offer| offer.vog))
            on_check=move |on| one.set(|offer| offer.vog = on)/>
        <Check name=TypedOffer::input(one.id, "permit") label=told(t::permit)
            checked=Signal::derive(move || one.get(|offer| offer.permit_willing))
            on_check=move |on| one.set(|offer| offer.permit_willing = on)/>
    }
}
