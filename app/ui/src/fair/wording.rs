//! The texts that residents read, language by language: what is missing or unchecked, the language as a spreadsheet, and
//! a changed spreadsheet back. Nothing is used before it was looked at and confirmed.

use super::mistakes::{Figures, Found, Mistakes, ToldFile};
use crate::parts::{
    Act, Button, ButtonKind, Choice, Field, InputKind, Notice, NoticeKind, PageHead, Select, Skeleton, Wide,
};
use crate::texts::fair::import as i;
use crate::texts::wording::{change as c, list as t};
use crate::workplace::ask::{RefusalNotice, use_ask};
use crate::workplace::context::{may, use_lang, use_link, use_me};
use crate::workplace::link::Request;
use crate::workplace::words::request_error;
use domain::command::Command;
use domain::ids::ImportId;
use domain::lang::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sync::requests::{RequestError, TextsPreview, TextsStand, path};
use uuid::Uuid;

/// Element id of the file input; the client reads the file from it.
const FILE_INPUT: &str = "field-texts-file";

/// What a preview allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ready {
    Yes,
    HasMistakes,
    NothingChanged,
}

fn ready(preview: &TextsPreview) -> Ready {
    match (preview.mistakes_total, preview.new + preview.changed) {
        (1.., _) => Ready::HasMistakes,
        (0, 0) => Ready::NothingChanged,
        (0, 1..) => Ready::Yes,
    }
}

fn found(preview: &TextsPreview) -> Found {
    let TextsPreview { new, changed, same, mistakes_total: mistakes, .. } = *preview;
    Found { new, changed, same, mistakes }
}

#[component]
pub fn WordingScreen() -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let allowed =
        Memo::new(move |_| may(me.get().as_deref(), &Command::ReviewTexts { import: ImportId(Uuid::nil()) }));
    view! {
        <PageHead title=move || t::title(lang.get()) note=move || t::note(lang.get())/>
        {move || match allowed.get() {
            true => view! { <Aloud/> <Wording/> }.into_any(),
            false => view! { <Notice kind=NoticeKind::Warn>{move || t::not_yours(lang.get())}</Notice> }.into_any(),
        }}
    }
}

/// The way to the recordings: a page that the server draws, because its files are large.
#[component]
fn Aloud() -> impl IntoView {
    let lang = use_lang();
    let path = move || format!("/app-api/aloud?lang={}", lang.get().tag());
    view! { <p><a href=path rel="external" target="_blank">{move || t::aloud(lang.get())}</a></p> }
}

/// What the server said about the languages.
type Stands = Option<Result<Vec<TextsStand>, RequestError>>;

#[component]
fn Wording() -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    let stands = RwSignal::new(None::<Result<Vec<TextsStand>, RequestError>>);
    let count = Callback::new(move |()| {
        let done = Callback::new(move |answer| stands.set(Some(answer)));
        request.run(Request::TextsStand { done });
    });
    count.run(());
    view! {
        {move || list(lang.get(), stands.get(), count)}
        <Change count=count/>
    }
}

fn list(lang: Lang, stands: Stands, count: Callback<()>) -> AnyView {
    match stands {
        None => view! { <Skeleton label=t::loading(lang)/> }.into_any(),
        Some(Err(why)) => view! {
            <Notice kind=NoticeKind::Warn>
                {request_error(lang, why)} " "
                <Button kind=ButtonKind::Quiet on_press=move |()| count.run(())>{t::again(lang)}</Button>
            </Notice>
        }
        .into_any(),
        Some(Ok(stands)) => {
            let rows = stands.into_iter().map(|stand| row(lang, stand)).collect_view();
            view! {
                <Wide label=t::title(lang)>
                    <table class="data-table">
                        <thead><tr>
                            <th scope="col">{t::language(lang)}</th>
                            <th scope="col">{t::missing(lang)}</th>
                            <th scope="col">{t::unreviewed(lang)}</th>
                            <th scope="col">{t::all(lang)}</th>
                            <th scope="col">{t::file(lang)}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </Wide>
                <p class="small soft">{t::explain(lang)}</p>
            }
            .into_any()
        }
    }
}

fn row(lang: Lang, stand: TextsStand) -> impl IntoView {
    let of = stand.lang;
    view! {
        <tr>
            <th scope="row"><bdi lang=of.tag()>{of.endonym()}</bdi></th>
            <td>{stand.missing}</td>
            <td>{stand.unreviewed}</td>
            <td>{stand.all}</td>
            <td><a href=path::texts_of(of) download="">{t::download(lang, of.endonym())}</a></td>
        </tr>
    }
}

#[component]
fn Change(count: Callback<()>) -> impl IntoView {
    let (lang, request) = (use_lang(), use_link().request);
    let of = RwSignal::new(Lang::En);
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<RequestError>));
    let preview = RwSignal::new(None::<TextsPreview>);
    let done = Callback::new(move |answer: Result<TextsPreview, RequestError>| {
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
        request.run(Request::PreviewTexts { lang: of.get_untracked(), input: FILE_INPUT.to_owned(), done });
    };
    let choose = move |tag: String| {
        preview.set(None);
        of.set(tag.parse().unwrap_or(Lang::En));
    };
    // What was said of one file is not said of another.
    let other_file = move |_: String| {
        preview.set(None);
        error.set(None);
    };
    let languages = Lang::ALL.iter().filter(|lang| **lang != Lang::Nl);
    let choices: Vec<_> = languages.map(|lang| Choice::new(lang.tag(), lang.endonym())).collect();
    let sentence = move || error.get().map(|why| request_error(lang.get(), why)).unwrap_or_default();
    view! {
        <section class="stack">
            <h2>{move || c::title(lang.get())}</h2>
            <p>{move || c::steps(lang.get())}</p>
            <form class="stack" novalidate on:submit=send>
                <Select name="texts-lang" label=move || c::language(lang.get()) choices=choices
                    chosen=move || of.get().tag() on_choose=choose/>
                <Field name="texts-file" label=move || i::file(lang.get()) hint=move || i::file_hint(lang.get())
                    kind=InputKind::File error=sentence on_input=other_file/>
                <div><Button act=Act::Submit busy=busy>{move || i::check(lang.get())}</Button></div>
            </form>
            <ToldFile found=Signal::derive(move || preview.with(|preview| preview.as_ref().map(found)))
                error=Signal::derive(sentence)/>
            {move || preview.get().map(|preview| view! { <Preview preview=preview count=count/> })}
        </section>
    }
}

/// What the file would do, and the button that does it.
#[component]
fn Preview(preview: TextsPreview, count: Callback<()>) -> impl IntoView {
    let (lang, ask) = (use_lang(), use_ask());
    let written = RwSignal::new(false);
    let (import, state) = (preview.import, ready(&preview));
    let confirm = move |()| {
        ask.ask_then(Command::ReviewTexts { import }, move |_| {
            written.set(true);
            count.run(());
        });
    };
    let verdict = move || match (written.get(), state) {
        (true, _) => {
            view! { <Notice kind=NoticeKind::Good>{move || c::written(lang.get())}</Notice> }.into_any()
        }
        (false, Ready::Yes) => view! {
            <Button busy=ask.busy on_press=confirm>{move || c::confirm(lang.get())}</Button>
        }
        .into_any(),
        (false, Ready::HasMistakes) => view! {
            <Notice kind=NoticeKind::Stop title=move || i::has_mistakes(lang.get())>
                {move || i::has_mistakes_text(lang.get())}
            </Notice>
        }
        .into_any(),
        (false, Ready::NothingChanged) => view! {
            <Notice kind=NoticeKind::Warn>{move || c::nothing(lang.get())}</Notice>
        }
        .into_any(),
    };
    view! {
        <section class="import-preview stack">
            <Figures found=found(&preview)/>
            <RefusalNotice ask=ask/>
            {verdict}
            <Mistakes mistakes=preview.mistakes total=preview.mistakes_total/>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(changed: u32, mistakes_total: u32) -> TextsPreview {
        let import = ImportId(Uuid::nil());
        TextsPreview { import, lang: Lang::So, mistakes: vec![], mistakes_total, new: 0, changed, same: 3 }
    }

    #[test]
    fn one_mistake_keeps_the_whole_file_out_and_a_file_that_changes_nothing_asks_nothing() {
        assert_eq!(ready(&preview(12, 1)), Ready::HasMistakes);
        assert_eq!(ready(&preview(12, 0)), Ready::Yes);
        assert_eq!(ready(&preview(0, 0)), Ready::NothingChanged);
    }
}
