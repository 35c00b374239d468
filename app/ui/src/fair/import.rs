//! Importing a file: choose what it holds, look at what it would do, and only then write.

use super::mistakes::{Figures, Found, Mistakes, Sample, ToldFile};
use crate::parts::{
    Act, Button, ButtonKind, ButtonLink, Choice, ChoiceCards, ChoiceLayout, Field, InputKind, Notice,
    NoticeKind, PageHead,
};
use crate::texts::fair::import as t;
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::context::{may, use_id, use_lang, use_link, use_me};
use crate::workplace::link::Request;
use crate::workplace::words::request_error;
use domain::command::Command;
use domain::ids::{FairId, ImportId};
use domain::lang::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::requests::{ImportKind, ImportPreview, RequestError};
use uuid::Uuid;

/// Element id of the file input; the client reads the file from it.
const FILE_INPUT: &str = "field-import-file";

/// What a preview allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ready {
    Yes,
    HasMistakes,
    NothingInIt,
}

fn ready(preview: &ImportPreview) -> Ready {
    match (preview.mistakes_total, preview.rows_good) {
        (1.., _) => Ready::HasMistakes,
        (0, 0) => Ready::NothingInIt,
        (0, 1..) => Ready::Yes,
    }
}

fn found(preview: &ImportPreview) -> Found {
    let ImportPreview { new, changed, same, mistakes_total: mistakes, .. } = *preview;
    Found { new, changed, same, mistakes }
}

fn kind_words(lang: Lang, kind: ImportKind) -> (&'static str, &'static str) {
    match kind {
        ImportKind::Employers => (t::employers(lang), t::employers_hint(lang)),
        ImportKind::Residents => (t::residents(lang), t::residents_hint(lang)),
        ImportKind::SignUps => (t::sign_ups(lang), t::sign_ups_hint(lang)),
        ImportKind::Interpreters => (t::interpreters(lang), t::interpreters_hint(lang)),
        ImportKind::LastYear => (t::last_year(lang), t::last_year_hint(lang)),
    }
}

#[component]
pub fn ImportScreen() -> impl IntoView {
    let (lang, me, id) = (use_lang(), use_me(), use_id::<FairId>());
    let allowed = Memo::new(move |_| {
        may(me.get().as_deref(), &Command::ConfirmImport { import: ImportId(Uuid::nil()) })
    });
    view! {
        <PageHead title=move || t::title(lang.get()) note=move || t::note(lang.get())/>
        {move || match (id.get(), allowed.get()) {
            (Some(fair), true) => view! { <ImportForm fair=fair/> }.into_any(),
            _ => view! { <Notice kind=NoticeKind::Warn>{move || t::not_yours(lang.get())}</Notice> }.into_any(),
        }}
    }
}

#[component]
fn ImportForm(fair: FairId) -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    let kind = RwSignal::new(ImportKind::Employers);
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<RequestError>));
    let preview = RwSignal::new(None::<ImportPreview>);
    let done = Callback::new(move |answer: Result<ImportPreview, RequestError>| {
        busy.set(false);
        match answer {
            Ok(read) => preview.set(Some(read)),
            Err(why) => error.set(Some(why)),
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        error.set(None);
        preview.set(None);
        busy.set(true);
        request.run(Request::Preview {
            fair,
            kind: kind.get_untracked(),
            input: FILE_INPUT.to_owned(),
            done,
        });
    };
    let choose = move |value: String| {
        preview.set(None);
        kind.set(ImportKind::parse(&value).unwrap_or(ImportKind::Employers));
    };
    // What was said of one file is not said of another.
    let other_file = move |_: String| {
        preview.set(None);
        error.set(None);
    };
    let kinds = move || {
        let choice = |kind: &ImportKind| {
            let (words, hint) = kind_words(lang.get(), *kind);
            Choice::new(kind.as_str(), words).hint(hint)
        };
        let choices = ImportKind::ALL.iter().map(choice).collect::<Vec<_>>();
        view! {
            <ChoiceCards name="import-kind" legend=move || t::kind(lang.get()) layout=ChoiceLayout::Stack
                choices=choices chosen=move || kind.get().as_str() on_choose=choose/>
        }
    };
    let sentence = move || error.get().map(|why| request_error(lang.get(), why)).unwrap_or_default();
    view! {
        <form class="stack" novalidate on:submit=send>
            {kinds}
            <Field name="import-file" label=move || t::file(lang.get()) hint=move || t::file_hint(lang.get())
                kind=InputKind::File error=sentence on_input=other_file/>
            <div><Button act=Act::Submit busy=busy>{move || t::check(lang.get())}</Button></div>
        </form>
        <ToldFile found=Signal::derive(move || preview.with(|preview| preview.as_ref().map(found)))
            error=Signal::derive(sentence)/>
        {move || preview.get().map(|preview| view! { <Preview preview=preview/> })}
    }
}

/// What the file would do, and the button that does it.
#[component]
fn Preview(preview: ImportPreview) -> impl IntoView {
    let lang = use_lang();
    let ask = use_ask();
    let written = RwSignal::new(false);
    let (import, fair, state) = (preview.import, preview.fair, ready(&preview));
    let found = found(&preview);
    let confirm = move |()| ask.ask_then(Command::ConfirmImport { import }, move |_| written.set(true));
    let verdict = move || match (written.get(), state) {
        (true, _) => view! {
            <Notice kind=NoticeKind::Good title=move || t::written(lang.get())>
                <ButtonLink href=format!("/app/fair/{fair}") kind=ButtonKind::Quiet>
                    {move || t::to_fair(lang.get())}
                </ButtonLink>
            </Notice>
        }
        .into_any(),
        (false, Ready::Yes) => view! {
            <Button busy=ask.busy on_press=confirm>{move || t::confirm(lang.get())}</Button>
        }
        .into_any(),
        (false, Ready::HasMistakes) => view! {
            <Notice kind=NoticeKind::Stop title=move || t::has_mistakes(lang.get())>
                {move || t::has_mistakes_text(lang.get())}
            </Notice>
        }
        .into_any(),
        (false, Ready::NothingInIt) => view! {
            <Notice kind=NoticeKind::Warn>{move || t::nothing(lang.get())}</Notice>
        }
        .into_any(),
    };
    view! {
        <section class="import-preview stack">
            <Figures found=found/>
            <RefusalNotice ask=ask/>
            {verdict}
            <Mistakes mistakes=preview.mistakes total=preview.mistakes_total/>
            <Sample columns=preview.columns rows=preview.sample/>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(rows_good: u32, mistakes_total: u32) -> ImportPreview {
        ImportPreview {
            import: ImportId(Uuid::nil()),
            fair: FairId(Uuid::nil()),
            kind: ImportKind::Residents,
            rows_good,
            mistakes: Vec::new(),
            mistakes_total,
            columns: Vec::new(),
            sample: Vec::new(),
            new: rows_good,
            changed: 0,
            same: 0,
        }
    }

    #[test]
    fn one_mistake_keeps_the_whole_file_out() {
        assert_eq!(ready(&preview(119, 1)), Ready::HasMistakes);
        assert_eq!(ready(&preview(120, 0)), Ready::Yes);
        assert_eq!(ready(&preview(0, 0)), Ready::NothingInIt);
    }
}
