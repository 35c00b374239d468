//! The desk signs someone up who sits there: the same fields, parser and command as the public form, and the slips to
//! hand over. A page of its own, so that printing it prints nobody else.

mod filled;
mod slips;
mod words;

use super::overview::FairAt;
use crate::parts::{
    Act, Button, ButtonKind, ButtonLink, Check, Choice, ChoiceCards, ErrorSummary, Field, FieldError, Fold,
    InputKind, Notice, NoticeKind, PageHead, Select,
};
use crate::public::form::{
    ADULT, CONTACT, EMAIL, FieldFault, INTERPRETER, LEAVE_AT, NAME, NEED, PHONE, SHARE, SPOKEN, StarFields,
};
use crate::texts::fair::sign_up as t;
use crate::workplace::ask::{Ask, RefusalNotice, use_ask};
use crate::workplace::context::{may, use_lang, use_link, use_me};
use domain::ids::FairId;
use domain::lang::Lang;
use filled::Filled;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
pub use slips::Papers;
use slips::Slips;
use sync::Shown;
use sync::views::FairView;

#[component]
pub fn SignUpScreen() -> impl IntoView {
    view! { <FairAt children=|view| view! { <AtTheDesk view=view/> }.into_any()/> }
}

/// The way here, for who may and while sign-up is open.
#[component]
pub fn SignUpLink(view: Signal<FairView>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let fair = view.with_untracked(|view| view.head.fair);
    let shown = Memo::new(move |_| {
        let open = view.with(|view| view.head.state.takes_at_the_desk());
        open && Filled::someone(fair).is_some_and(|command| may(me.get().as_deref(), &command))
    });
    move || {
        shown.get().then(|| {
            view! {
                <ButtonLink kind=ButtonKind::Quiet href=format!("/app/fair/{fair}/sign-up")>
                    {move || t::title(lang.get())}
                </ButtonLink>
            }
        })
    }
}

/// The way here from the console, for who walks in during the day.
#[component]
pub fn WalkInLink(fair: FairId, #[prop(into)] words: TextProp) -> impl IntoView {
    let me = use_me();
    let shown =
        Memo::new(move |_| Filled::someone(fair).is_some_and(|command| may(me.get().as_deref(), &command)));
    move || {
        let words = words.clone();
        shown.get().then(|| {
            view! {
                <ButtonLink kind=ButtonKind::Quiet href=format!("/app/fair/{fair}/sign-up")>
                    {move || words.get().to_string()}
                </ButtonLink>
            }
        })
    }
}

#[component]
fn AtTheDesk(view: Signal<FairView>) -> impl IntoView {
    let (lang, ask) = (use_lang(), use_ask());
    let filled = RwSignal::new(Filled::new(use_link().new_id));
    let open = Memo::new(move |_| view.with(|view| view.head.state.takes_at_the_desk()));
    let name = move || view.with(|view| view.head.name.clone());
    let signed_up = Memo::new(move |_| ask.shown.with(|shown| matches!(shown, Some(Shown::SignedUp { .. }))));
    move || match (signed_up.get(), open.get()) {
        (true, _) => view! { <Slips ask=ask fair_name=name/> }.into_any(),
        (false, true) => view! {
            <PageHead title=move || t::title(lang.get()) note=name/>
            <Form view=view filled=filled ask=ask/>
        }
        .into_any(),
        (false, false) => view! {
            <PageHead title=move || t::title(lang.get()) note=name/>
            <Notice kind=NoticeKind::Warn>{move || t::closed(lang.get())}</Notice>
        }
        .into_any(),
    }
}

#[component]
fn Form(view: Signal<FairView>, filled: RwSignal<Filled>, ask: Ask) -> impl IntoView {
    let (lang, new_id, me) = (use_lang(), use_link().new_id, use_me());
    let mails = Memo::new(move |_| me.get().is_some_and(|me| me.mail));
    let faults = RwSignal::new(Vec::<FieldFault>::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if ask.busy.get_untracked() {
            return;
        }
        match view.with_untracked(|view| filled.with_untracked(|filled| filled.command(view))) {
            Err(found) => faults.set(found),
            Ok(command) => {
                faults.set(Vec::new());
                ask.ask_then(command, move |_| filled.set(Filled::new(new_id)));
            }
        }
    };
    let sentence = move |name: &'static str| {
        let fault = faults.with(|faults| faults.iter().find(|fault| fault.field() == Some(name)).copied());
        fault.map_or("", |fault| words::wrong(lang.get(), fault))
    };
    let errors = Signal::derive(move || {
        let error = |fault: &FieldFault| {
            FieldError::new(fault.field().unwrap_or(NAME), words::wrong(lang.get(), *fault))
        };
        faults.with(|faults| faults.iter().map(error).collect::<Vec<_>>())
    });
    let put = move |name: &'static str| move |text: String| filled.update(|filled| filled.put(name, &text));
    let value = move |name: &'static str| move || filled.with(|filled| filled.value(name).to_owned());
    let tick = move |name: &'static str, word: &'static str, label: TextProp| {
        let checked = Signal::derive(move || filled.with(|filled| filled.has(name, word)));
        let on_check =
            Callback::new(move |(on,): (bool,)| filled.update(|filled| filled.tick(name, word, on)));
        view! { <Check name=name label=label value=word checked=checked on_check=on_check/> }
    };
    let spoken = Lang::ALL.iter().map(|lang| tick(SPOKEN, lang.tag(), lang.endonym().into())).collect_view();
    let langs = Lang::ALL.iter().map(|lang| Choice::new(lang.tag(), lang.endonym())).collect::<Vec<_>>();
    let interpreters: Vec<_> = [Choice::new("", "–")].into_iter().chain(langs.clone()).collect();
    let contact = move || {
        let lang = lang.get();
        let mail = mails.get().then(|| ("email", t::email(lang)));
        let others = [("desk", t::desk(lang)), ("room", t::room(lang))];
        let choices = [("phone", t::phone(lang))].into_iter().chain(mail).chain(others);
        let choices = choices.map(|(value, words)| Choice::new(value, words)).collect::<Vec<_>>();
        view! {
            <ChoiceCards name=CONTACT legend=t::contact(lang) choices=choices chosen=value(CONTACT)
                error=move || sentence(CONTACT) on_choose=put(CONTACT)/>
        }
    };
    let address = move || {
        mails.get().then(|| {
            view! {
                <Field name=EMAIL label=move || t::address(lang.get()) kind=InputKind::Email value=value(EMAIL)
                    error=move || sentence(EMAIL) autocomplete="off" on_input=put(EMAIL)/>
            }
        })
    };
    view! {
        <form class="stack page-narrow" novalidate on:submit=send>
            <RefusalNotice ask=ask/>
            <ErrorSummary title=move || t::mend(lang.get()) errors=errors/>
            <Field name=NAME label=move || t::name(lang.get()) hint=move || t::name_hint(lang.get()) value=value(NAME)
                error=move || sentence(NAME) autocomplete="off" on_input=put(NAME)/>
            <Select name=filled::LANG label=move || t::lang(lang.get()) choices=Signal::stored(langs)
                chosen=value(filled::LANG) on_choose=put(filled::LANG)/>
            {contact}
            <Field name=PHONE label=move || t::number(lang.get()) kind=InputKind::Tel value=value(PHONE)
                error=move || sentence(PHONE) autocomplete="off" on_input=put(PHONE)/>
            {address}
            <div id="field-adult">{tick(ADULT, "1", (move || t::adult(lang.get())).into())}</div>
            <Fold summary=move || t::spoken(lang.get())>{spoken}</Fold>
            <Fold summary=move || t::needs(lang.get())>
                {tick(NEED, "interpreter", (move || t::interpreter(lang.get())).into())}
                {tick(NEED, "childcare", (move || t::childcare(lang.get())).into())}
                {tick(NEED, "transport", (move || t::transport(lang.get())).into())}
                <Select name=INTERPRETER label=move || t::interpreter_lang(lang.get())
                    choices=Signal::stored(interpreters) chosen=value(INTERPRETER) on_choose=put(INTERPRETER)/>
                <Field name=LEAVE_AT label=move || t::leave_at(lang.get()) kind=InputKind::Time value=value(LEAVE_AT)
                    error=move || sentence(LEAVE_AT) on_input=put(LEAVE_AT)/>
                {tick(SHARE, "phone", (move || t::share_phone(lang.get())).into())}
            </Fold>
            <Fold summary=move || t::work(lang.get())><Vacancies view=view filled=filled/></Fold>
            <div><Button act=Act::Submit busy=ask.busy>{move || t::submit(lang.get())}</Button></div>
        </form>
    }
}

/// A list with four answers for each vacancy; none is fine.
#[component]
fn Vacancies(view: Signal<FairView>, filled: RwSignal<Filled>) -> impl IntoView {
    let lang = use_lang();
    move || {
        let words = lang.get();
        let answers = [
            ("", "–"),
            ("3", t::three(words)),
            ("2", t::two(words)),
            ("1", t::one(words)),
            ("not", t::not(words)),
        ];
        let answers = Signal::stored(answers.map(|(value, words)| Choice::new(value, words)).to_vec());
        let fields = StarFields::of(view.with(filled::offered));
        let employers = view.with(|view| view.employers.clone());
        let lines = employers.iter().flat_map(|employer| {
            employer.vacancies.iter().map(|vacancy| {
                let (name, sent) = (fields.name(vacancy.vacancy), fields.name(vacancy.vacancy));
                let value = sent.clone();
                view! {
                    <Select name=name label=format!("{} · {}", vacancy.title, employer.name) choices=answers
                        chosen=move || filled.with(|filled| filled.value(&value).to_owned())
                        on_choose=move |text: String| filled.update(|filled| filled.put(&sent, &text))/>
                }
            })
        });
        lines.collect_view()
    }
}
