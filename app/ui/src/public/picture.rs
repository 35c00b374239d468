//! What a fair's place looks like: on the pages that residents read, and where an organiser puts a picture in.

use super::bits::{hidden, in_lang, said};
use super::frame::Body;
use super::views::{PictureNo, PicturePage, PictureStands};
use super::{form, staff};
use crate::parts::{
    Act, Button, ButtonKind, Check, Checks, Choice, ChoiceCards, ErrorSummary, Field, FieldError, InputKind,
    Notice, NoticeKind,
};
use crate::texts::fair::{picture as t, practical};
use crate::texts::{Words, public};
use domain::fair::picture::{PictureRefused, PlacePicture, Shows};
use domain::ids::PictureId;
use domain::lang::Lang;
use leptos::prelude::*;

/// Under when and where; a phone loads it once it comes into view, and keeps it.
pub(super) fn figure(picture: Option<PlacePicture>, place: &str, lang: Lang) -> Option<AnyView> {
    let picture = picture?;
    let image = image(picture, place, lang);
    let caption = match picture.shows {
        Shows::Entrance => said!(lang, picture::entrance),
        Shows::Building => said!(lang, picture::building),
        Shows::Room => said!(lang, picture::room),
        Shows::Way => said!(lang, picture::way),
    };
    Some(
        view! { <figure class="place-picture no-print">{image}<figcaption class="small">{caption}</figcaption></figure> }
            .into_any(),
    )
}

/// Named by what it shows and where that is.
fn image(picture: PlacePicture, place: &str, lang: Lang) -> impl IntoView + use<> {
    let PlacePicture { id, shows, width, height } = picture;
    let words = shows_words(shows)(lang).into_text();
    let named = if place.is_empty() { words.into_owned() } else { format!("{words}, {place}") };
    view! { <img loading="lazy" decoding="async" src=path(id) width=width height=height alt=named/> }
}

/// What a phone loads.
fn path(id: PictureId) -> String {
    format!("/foto/{id}")
}

pub(super) fn shows_words(shows: Shows) -> fn(Lang) -> Words {
    match shows {
        Shows::Entrance => public::picture::entrance,
        Shows::Building => public::picture::building,
        Shows::Room => public::picture::room,
        Shows::Way => public::picture::way,
    }
}

pub(super) fn page(page: PicturePage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let title = t::title(lang);
    let no = page.no.map(|why| match why {
        PictureNo::Gone => t::late(lang),
        PictureNo::Over => t::is_over(lang),
    });
    let no = no.map(|words| view! { <Notice kind=NoticeKind::Warn>{words}</Notice> });
    let faults: Vec<_> =
        page.faults.iter().map(|why| FieldError::new(field_of(*why), fault_words(*why, lang))).collect();
    let stands =
        page.stands.map(|stands| stands_now(stands, &page.place, &page.away_action, lang).into_any());
    let put = match page.is_over {
        true => view! { <Notice>{t::is_over(lang)}</Notice> }.into_any(),
        false => view! { {new(&page, lang)} {elsewhere(&page, lang)} }.into_any(),
    };
    let look = page.public_path.map(|path| {
        view! { <p><a href=in_lang(&path, lang)>{t::look(lang)}</a></p> }
    });
    let first = view! { <ErrorSummary title=t::mend(lang) errors=faults/> {no} };
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{t::note(lang)}</p>
        {stands}
        {put}
        {look}
    };
    let back =
        (in_lang(&page.practical_path, lang), format!("{}, {}", practical::title(lang), page.fair_name));
    Body::new(title, staff::page(lang, first, back, main))
}

/// What residents see now, and its removal in two taps.
fn stands_now(stands: PictureStands, place: &str, away_action: &str, lang: Lang) -> impl IntoView + use<> {
    view! {
        <section class="card stack">
            <h2>{t::stands(lang)}</h2>
            {figure(Some(stands.picture), place, lang)}
            <details class="stack">
                <summary class="button is-plain">{t::take_away(lang)}</summary>
                <form class="stack stack-tight" method="post" action=in_lang(away_action, lang)>
                    {hidden(form::KEY, stands.key)} {hidden(form::PICTURE, stands.picture.id)}
                    <p>{t::take_away_note(lang)}</p>
                    <div><Button kind=ButtonKind::Stop act=Act::Submit>{t::take_away_now(lang)}</Button></div>
                </form>
            </details>
        </section>
    }
}

/// The file comes last: what was said before it is read also where the file is too large.
fn new(page: &PicturePage, lang: Lang) -> impl IntoView + use<> {
    let title = if page.stands.is_some() { t::replace(lang) } else { t::first(lang) };
    let wrong = |of: &str| -> &'static str {
        page.faults.iter().find(|why| field_of(**why) == of).map_or("", |why| fault_words(*why, lang))
    };
    let [no_shows, not_nobody, no_file] = [form::SHOWS, form::NOBODY, form::FILE].map(wrong);
    let nobody = page.nobody;
    let choices: Vec<_> =
        Shows::ALL.iter().map(|one| Choice::new(one.as_str(), shows_words(*one)(lang).into_text())).collect();
    let chosen = page.shows.map_or("", Shows::as_str);
    view! {
        <form class="card stack" method="post" action=in_lang(&page.action, lang) enctype="multipart/form-data" novalidate>
            <h2>{title}</h2>
            {hidden(form::KEY, page.put_key)} {hidden(form::PICTURE, page.picture)}
            <ChoiceCards name=form::SHOWS legend=t::shows(lang) choices=choices chosen=chosen error=no_shows/>
            <Checks name=form::NOBODY legend=t::people(lang) error=not_nobody>
                <Check name=form::NOBODY label=t::nobody(lang) hint=t::nobody_hint(lang) checked=nobody/>
            </Checks>
            <Field name=form::FILE label=t::file(lang) hint=t::file_hint(lang) kind=InputKind::File error=no_file/>
            <div><Button act=Act::Submit>{t::put(lang)}</Button></div>
        </form>
    }
}

/// One that another day shows already.
fn elsewhere(page: &PicturePage, lang: Lang) -> Option<AnyView> {
    let one = |stands: &PictureStands| {
        let named = shows_words(stands.picture.shows)(lang).into_text();
        view! {
            <li>
                <form class="stack stack-tight" method="post" action=in_lang(&page.again_action, lang)>
                    {hidden(form::KEY, stands.key)} {hidden(form::PICTURE, stands.picture.id)}
                    {figure(Some(stands.picture), "", lang)}
                    <Button kind=ButtonKind::Quiet act=Act::Submit>
                        {t::put(lang)}<span class="visually-hidden">": "{named}</span>
                    </Button>
                </form>
            </li>
        }
        .into_any()
    };
    let list: Vec<_> = page.elsewhere.iter().map(one).collect();
    (!list.is_empty()).then(|| {
        view! {
            <section class="card stack">
                <h2>{t::elsewhere(lang)}</h2>
                <ul class="place-pictures">{list}</ul>
            </section>
        }
        .into_any()
    })
}

fn field_of(why: PictureRefused) -> &'static str {
    match why {
        PictureRefused::Shows => form::SHOWS,
        PictureRefused::Nobody => form::NOBODY,
        PictureRefused::Missing
        | PictureRefused::TooLarge
        | PictureRefused::TooSmall
        | PictureRefused::NoPhoto => form::FILE,
    }
}

fn fault_words(why: PictureRefused, lang: Lang) -> &'static str {
    match why {
        PictureRefused::Missing => t::missing(lang),
        PictureRefused::TooLarge => t::too_large(lang),
        PictureRefused::TooSmall => t::too_small(lang),
        PictureRefused::NoPhoto => t::no_photo(lang),
        PictureRefused::Shows => t::shows_missing(lang),
        PictureRefused::Nobody => t::nobody_missing(lang),
    }
}
