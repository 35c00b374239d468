//! The questions of a sign-up, each drawn once: all of them stand on the fair's page, one by one on pages of their own.

use super::bits::{
    TextField, choice_card, described, error_line, error_summary, fault_at, heard, said, text_field,
};
use super::form::{self, FieldFault, Typed};
use crate::texts::{Words, errors, public};
use domain::command::Needs;
use domain::fair::SignUpRefused;
use domain::lang::Lang;
use leptos::prelude::*;

/// What must be mended, as links to the places; what was typed is all still there.
pub(super) fn summary(
    faults: &[FieldFault],
    refused: Option<SignUpRefused>,
    lang: Lang,
) -> Option<impl IntoView + use<>> {
    let refused = refused.map(|refused| match refused {
        SignUpRefused::Closed => errors::sign_up::closed(lang),
        SignUpRefused::AlreadySignedUp => errors::sign_up::already(lang),
        SignUpRefused::Full => errors::sign_up::full(lang),
    });
    let of_form = faults.iter().filter(|fault| fault.field().is_none()).map(|fault| fault.text(lang));
    let sentences = refused.into_iter().chain(of_form).collect();
    let links = faults.iter().filter_map(|fault| Some((fault.field()?, fault.text(lang)))).collect();
    error_summary(sentences, links, lang)
}

pub(super) fn name(typed: String, faults: &[FieldFault], lang: Lang) -> impl IntoView + use<> {
    let field = TextField {
        name: form::NAME,
        kind: "text",
        inputmode: None,
        autocomplete: "given-name",
        class: "control",
        value: typed,
    };
    let fault = fault_at(faults, form::NAME, lang);
    let field = text_field(field, said!(lang, fair::name), Some(public::fair::name_hint(lang)), fault);
    view! { {heard!(lang, fair::name)} {field} }
}

pub(super) fn contact(typed: &Typed, mail: bool, faults: &[FieldFault], lang: Lang) -> impl IntoView + use<> {
    let error = fault_at(faults, form::CONTACT, lang);
    let described = described(form::CONTACT, false, error.is_some());
    let chosen = typed.contact.as_str();
    // Who chose it while it was offered still sees what they chose.
    let mail = mail || chosen == "email";
    let card = |value, words: AnyView| choice_card("radio", form::CONTACT, value, chosen == value, words);
    let phone = TextField {
        name: form::PHONE,
        kind: "tel",
        inputmode: None,
        autocomplete: "tel",
        class: "control",
        value: typed.phone.clone(),
    };
    let phone_fault = fault_at(faults, form::PHONE, lang);
    let by_mail = mail.then(|| card("email", said!(lang, fair::contact_email)));
    let address = mail.then(|| email(typed.email.clone(), fault_at(faults, form::EMAIL, lang), lang));
    let shares_phone = typed.shares_phone;
    view! {
        <fieldset class="choice" id="field-contact" aria-describedby=described>
            <legend>{said!(lang, fair::contact)}</legend>
            {heard!(lang, fair::contact)}
            {error_line(form::CONTACT, error)}
            <div class="choice-cards is-stack">
                {card("phone", said!(lang, fair::contact_phone))}
                {by_mail}
                {card("desk", said!(lang, fair::contact_desk))}
                {card("room", said!(lang, fair::contact_room))}
            </div>
        </fieldset>
        <div class="if-phone">
            <div class="stack">
                {text_field(phone, said!(lang, fair::phone), Some(public::fair::phone_hint(lang)), phone_fault)}
                {share(shares_phone, lang)}
            </div>
        </div>
        {address.map(|address| view! { <div class="if-email">{address}</div> })}
    }
}

fn email(typed: String, fault: Option<Words>, lang: Lang) -> impl IntoView {
    let field = TextField {
        name: form::EMAIL,
        kind: "email",
        inputmode: None,
        autocomplete: "email",
        class: "control",
        value: typed,
    };
    text_field(field, said!(lang, fair::email), Some(public::fair::email_hint(lang)), fault)
}

/// Whether an employer may have the number: no is a good answer, and the one that nobody has to give.
fn share(shares_phone: bool, lang: Lang) -> impl IntoView {
    view! {
        <div class="field">
            <label class="check">
                <input type="checkbox" name=form::SHARE value="phone" checked=shares_phone/>
                <span>{said!(lang, fair::share_phone)}</span>
            </label>
            <p class="hint">{public::fair::share_hint(lang)}</p>
        </div>
    }
}

pub(super) fn spoken(chosen: &[Lang], lang: Lang) -> impl IntoView + use<> {
    let cards: Vec<_> = Lang::ALL
        .iter()
        .map(|language| {
            let words = view! { <bdi lang=language.tag()>{language.endonym()}</bdi> };
            choice_card("checkbox", form::SPOKEN, language.tag(), chosen.contains(language), words)
        })
        .collect();
    view! {
        <fieldset class="choice">
            <legend>{said!(lang, fair::spoken)} " " {optional(lang)}</legend>
            {heard!(lang, fair::spoken)}
            <div class="choice-cards">{cards}</div>
        </fieldset>
    }
}

pub(super) fn needs(
    needs: Needs,
    leave_at: String,
    faults: &[FieldFault],
    lang: Lang,
) -> impl IntoView + use<> {
    let card = |value, chosen, words: AnyView| choice_card("checkbox", form::NEED, value, chosen, words);
    view! {
        <fieldset class="choice">
            <legend>{said!(lang, fair::needs)} " " {optional(lang)}</legend>
            {heard!(lang, fair::needs)}
            <p class="hint">{public::fair::needs_hint(lang)}</p>
            <div class="choice-cards is-stack">
                {card("interpreter", needs.interpreter, said!(lang, fair::need_interpreter))}
                {card("childcare", needs.childcare, said!(lang, fair::need_childcare))}
                {card("transport", needs.transport, said!(lang, fair::need_transport))}
            </div>
        </fieldset>
        {interpreter_lang(needs.interpreter_lang, lang)}
        {must_leave(leave_at, fault_at(faults, form::LEAVE_AT, lang), lang)}
    }
}

/// Options instead of cards: fifteen more cards would be a screen of their own.
fn interpreter_lang(chosen: Option<Lang>, lang: Lang) -> impl IntoView {
    let options: Vec<_> = Lang::ALL
        .iter()
        .map(|one| {
            let (tag, name) = (one.tag(), one.endonym());
            view! { <option value=tag lang=tag selected=chosen == Some(*one)>{name}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for="field-interpreter">{said!(lang, fair::need_interpreter_lang)}</label>
            <select class="control" id="field-interpreter" name=form::INTERPRETER>
                <option value="">"–"</option>
                {options}
            </select>
        </div>
    }
}

fn must_leave(typed: String, fault: Option<Words>, lang: Lang) -> impl IntoView {
    let field = TextField {
        name: form::LEAVE_AT,
        kind: "time",
        inputmode: None,
        autocomplete: "off",
        class: "control",
        value: typed,
    };
    let label = view! { {said!(lang, fair::leave_at)} " " {optional(lang)} };
    text_field(field, label, Some(public::fair::leave_at_hint(lang)), fault)
}

fn optional(lang: Lang) -> impl IntoView {
    view! { <span class="optional soft">{public::fair::optional(lang)}</span> }
}

pub(super) fn adult(ticked: bool, faults: &[FieldFault], lang: Lang) -> impl IntoView + use<> {
    let error = fault_at(faults, form::ADULT, lang);
    let described = described(form::ADULT, false, error.is_some());
    let invalid = error.is_some().then_some("true");
    view! {
        {heard!(lang, fair::adult)}
        <div class="field">
            {error_line(form::ADULT, error)}
            <label class="check">
                <input
                    type="checkbox"
                    id="field-adult"
                    name=form::ADULT
                    value="1"
                    checked=ticked
                    aria-describedby=described
                    aria-invalid=invalid
                />
                <span>{said!(lang, fair::adult)}</span>
            </label>
        </div>
    }
}
