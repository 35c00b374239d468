//! What is kept, why, who sees it and until when (domain.md §5), field by field; with the person's own values
//! when they are signed in (`my_data/yours.rs`). A field that the product gains gets its line here.

mod yours;

use super::bits::said;
use super::frame::Body;
use super::views::MyDataPage;
use crate::parts::Notice;
use crate::texts::Words;
use crate::texts::public::my_data as words;
use domain::lang::Lang;
use leptos::prelude::*;
pub(super) use yours::needs_words;
use yours::yours;

pub(super) fn page(page: MyDataPage, lang: Lang) -> Body {
    let mine = match page.mine {
        Some(mine) => yours(*mine, lang).into_any(),
        None => view! { <Notice>{words::sign_in(lang)}</Notice> }.into_any(),
    };
    let kinds: Vec<_> = kinds(lang).into_iter().map(|kind| section(kind, lang)).collect();
    let main = view! {
        <h1>{said!(lang, my_data::title)}</h1>
        <p>{words::note(lang)}</p>
        {mine}
        <section class="card stack stack-tight">
            <h2>{said!(lang, my_data::until)}</h2>
            <p>{words::until_now(lang)}</p>
            <p>{words::until_login(lang)}</p>
            <p>{words::until_questions(lang)}</p>
            <p>{words::until_mails(lang)}</p>
        </section>
        {kinds}
        <h2>{said!(lang, my_data::never_title)}</h2>
        <p>{words::never(lang)}</p>
        <h2>{said!(lang, my_data::rights_title)}</h2>
        <p>{words::rights(lang)}</p>
        <p>{words::complain(lang)}</p>
    };
    Body::new(words::title(lang), main)
}

/// A kind of data: its name, why, who.
type Kept = [Words; 3];

fn kinds(lang: Lang) -> Vec<Kept> {
    macro_rules! kind {
        ($name:ident $why:ident $who:ident) => {
            [words::$name(lang), words::$why(lang), words::$who(lang)]
        };
    }
    vec![
        kind!(number number_why number_who),
        kind!(name name_why name_who),
        kind!(contact contact_why contact_who),
        kind!(reads reads_why reads_who),
        kind!(spoken spoken_why spoken_who),
        kind!(interests interests_why interests_who),
        kind!(needs needs_why needs_who),
        kind!(further further_why further_who),
        kind!(group group_why group_who),
        kind!(sharing sharing_why sharing_who),
        kind!(hours hours_why hours_who),
        kind!(about about_why about_who),
        kind!(file file_why file_who),
        kind!(talks talks_why talks_who),
        kind!(attendance attendance_why attendance_who),
        kind!(answers answers_why answers_who),
        kind!(sheets sheets_why sheets_who),
        kind!(outcome outcome_why outcome_who),
        kind!(times times_why times_who),
        kind!(told told_why told_who),
        kind!(mail mail_why mail_who),
        kind!(copy copy_why copy_who),
        kind!(questions questions_why questions_who),
        kind!(doors doors_why doors_who),
        kind!(journal journal_why journal_who),
    ]
}

fn section([name, why, who]: Kept, lang: Lang) -> impl IntoView {
    view! {
        <section class="card stack stack-tight">
            <h2>{name}</h2>
            <dl class="stack stack-tight">
                {term(words::why(lang), why.view())}
                {term(words::who(lang), who.view())}
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
