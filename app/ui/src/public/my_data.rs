//! What is kept, why, who sees it and until when (domain.md §5), field by field; with the person's own values
//! when they are signed in. A field that the product gains gets its line here.

use super::bits::{apart, said};
use super::frame::Body;
use super::vacancy::interest_words;
use super::views::{MyData, MyDataPage};
use crate::parts::Notice;
use crate::texts::Words;
use crate::texts::dates::minute_of_day;
use crate::texts::public::{self, my_data as words};
use domain::command::Needs;
use domain::lang::Lang;
use domain::people::Contact;
use leptos::prelude::*;

pub(super) fn page(page: MyDataPage, lang: Lang) -> Body {
    let mine = match page.mine {
        Some(mine) => yours(mine, lang).into_any(),
        None => view! { <Notice>{words::sign_in(lang)}</Notice> }.into_any(),
    };
    let kinds: Vec<_> = kinds(lang).into_iter().map(|kind| kept(kind, lang)).collect();
    let main = view! {
        <h1>{said!(lang, my_data::title)}</h1>
        <p>{words::note(lang)}</p>
        {mine}
        {kinds}
        <h2>{said!(lang, my_data::never_title)}</h2>
        <p>{words::never(lang)}</p>
        <h2>{said!(lang, my_data::rights_title)}</h2>
        <p>{words::rights(lang)}</p>
        <p>{words::complain(lang)}</p>
    };
    Body::new(words::title(lang), main)
}

/// A kind of data: its name, why, who, until.
type Kept = [Words; 4];

fn kinds(lang: Lang) -> Vec<Kept> {
    macro_rules! kind {
        ($name:ident $why:ident $who:ident $until:ident) => {
            [words::$name(lang), words::$why(lang), words::$who(lang), words::$until(lang)]
        };
    }
    vec![
        kind!(number number_why number_who number_until),
        kind!(name name_why name_who name_until),
        kind!(contact contact_why contact_who contact_until),
        kind!(spoken spoken_why spoken_who spoken_until),
        kind!(interests interests_why interests_who interests_until),
        kind!(needs needs_why needs_who needs_until),
        kind!(sharing sharing_why sharing_who sharing_until),
        kind!(attendance attendance_why attendance_who attendance_until),
        kind!(answers answers_why answers_who answers_until),
        kind!(sheets sheets_why sheets_who sheets_until),
    ]
}

fn kept([name, why, who, until]: Kept, lang: Lang) -> impl IntoView {
    view! {
        <section class="card stack stack-tight">
            <h2>{name}</h2>
            <dl class="stack stack-tight">
                {term(words::why(lang), why.view())}
                {term(words::who(lang), who.view())}
                {term(words::until(lang), until.view())}
            </dl>
        </section>
    }
}

fn term(name: Words, value: impl IntoView + 'static) -> impl IntoView {
    view! {
        <div>
            <dt class="small soft">{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn yours(mine: MyData, lang: Lang) -> impl IntoView {
    let spoken: Vec<&str> = mine.spoken.iter().map(|spoken| spoken.lang.endonym()).collect();
    let interests: Vec<_> = mine
        .interests
        .into_iter()
        .map(|(title, interest)| view! { <li>{apart(title)} " · " {interest_words(interest, lang)}</li> })
        .collect();
    let shared: Vec<_> = mine.sharing.into_iter().map(|(fair, phone)| shared(fair, phone, lang)).collect();
    let sharing = (!shared.is_empty()).then(|| term(words::sharing(lang), view! { <ul>{shared}</ul> }));
    view! {
        <section class="card is-chosen stack stack-tight">
            <h2>{said!(lang, my_data::yours)}</h2>
            <dl class="stack stack-tight">
                {term(words::number(lang), apart(mine.number))}
                {term(words::name(lang), apart(mine.name))}
                {term(words::contact(lang), contact(mine.contact, lang))}
                {term(words::spoken(lang), apart(or_none(spoken.join(" · "), lang)))}
                {term(words::needs(lang), or_none(needs_words(mine.needs, lang), lang))}
                {sharing}
                {term(words::interests(lang), view! { <ul>{interests}</ul> })}
            </dl>
        </section>
    }
}

fn shared(fair: String, phone: bool, lang: Lang) -> impl IntoView {
    let chosen = if phone { public::mine::share_yes(lang) } else { public::mine::share_no(lang) };
    view! { <li><bdi lang="nl">{fair}</bdi> " · " {chosen}</li> }
}

fn or_none(words: String, lang: Lang) -> String {
    if words.is_empty() { words::nothing(lang).into() } else { words }
}

fn contact(contact: Contact, lang: Lang) -> AnyView {
    match contact {
        Contact::Phone(phone) => view! { <bdi dir="ltr">{String::from(phone)}</bdi> }.into_any(),
        Contact::Desk => public::fair::contact_desk(lang).view(),
        Contact::RoomSlip => public::fair::contact_room(lang).view(),
    }
}

/// What somebody needs, in one line; empty where it is nothing.
pub(super) fn needs_words(needs: Needs, lang: Lang) -> String {
    let interpreter = public::fair::need_interpreter(lang);
    let interpreter = match needs.interpreter_lang {
        Some(spoken) => format!("{interpreter} ({})", spoken.endonym()),
        None => interpreter.to_string(),
    };
    let named = [
        needs.interpreter.then_some(interpreter),
        needs.childcare.then(|| public::fair::need_childcare(lang).to_string()),
        needs.transport.then(|| public::fair::need_transport(lang).to_string()),
        needs.leave_at_min.map(|at| public::mine::leave_at(lang, minute_of_day(lang, at)).to_string()),
    ];
    named.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
