//! "Read aloud", for staff: which instructions can be heard in which language, and a recording for each. What must be
//! said stands beside the place for it. The names of things are in the language of staff.

use super::bits::{hidden, in_lang, moment, recording_path};
use super::frame::Body;
use super::staff;
use super::views::{AloudLangPage, AloudNo, AloudPage, AloudSlot, AloudStands};
use super::{dates, form};
use crate::parts::{
    Act, Button, ButtonKind, ErrorSummary, Field, FieldError, InputKind, Notice, NoticeKind, Pill, PillKind,
};
use crate::texts::aloud::{HEARD, text_of};
use crate::texts::wording::aloud as t;
use domain::fair::recording::RecordingRefused;
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn languages(page: AloudPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let title = t::title(lang);
    let lines: Vec<_> = page
        .languages
        .into_iter()
        .map(|(of, path, count)| {
            let kind = if count == 0 { PillKind::Plain } else { PillKind::Good };
            view! {
                <li class="line">
                    <div class="line-main"><a href=in_lang(&path, lang)><bdi lang=of.tag()>{of.endonym()}</bdi></a></div>
                    <span class="line-trail"><Pill kind=kind>{t::count(lang, HEARD.len(), count)}</Pill></span>
                </li>
            }
        })
        .collect();
    let main = view! {
        <h1>{title}</h1>
        <p class="lead">{t::note(lang)}</p>
        <ul class="lines">{lines}</ul>
    };
    Body::new(title, staff::page(lang, (), staff::texts(lang), main))
}

pub(super) fn page(page: AloudLangPage, lang: Lang) -> Body {
    let lang = staff::lang_of(lang);
    let AloudLangPage { of, index_path, action, away_action, slots, fault, no } = page;
    let title = t::of(lang, of.endonym());
    let no = no.map(|why| match why {
        AloudNo::Gone => t::late(lang),
        AloudNo::TooLarge => t::too_large(lang),
    });
    let no = no.map(|words| view! { <Notice kind=NoticeKind::Warn>{words}</Notice> });
    let faults: Vec<_> =
        fault.iter().map(|(key, why)| FieldError::new(field_of(key), fault_words(*why, lang))).collect();
    let slots: Vec<_> = slots
        .into_iter()
        .map(|one| {
            let wrong =
                fault.filter(|(key, _)| *key == one.key).map_or("", |(_, why)| fault_words(why, lang));
            slot(one, of, (&action, &away_action), wrong, lang).into_any()
        })
        .collect();
    let first = view! { <ErrorSummary title=t::mend(lang) errors=faults/> {no} };
    let main = view! {
        <h1>{title.clone()}</h1>
        <Notice>{t::how(lang)}</Notice>
        {slots}
    };
    let back = (in_lang(&index_path, lang), t::title(lang).to_owned());
    Body::new(title, staff::page(lang, first, back, main))
}

fn field_of(key: &str) -> String {
    format!("file-{}", key.replace('.', "-"))
}

fn fault_words(why: RecordingRefused, lang: Lang) -> &'static str {
    match why {
        RecordingRefused::Missing => t::missing(lang),
        RecordingRefused::TooLarge => t::too_large(lang),
        RecordingRefused::NoSound => t::no_sound(lang),
    }
}

/// The text, and what is heard for it.
fn slot(
    slot: AloudSlot,
    of: Lang,
    (action, away_action): (&str, &str),
    wrong: &'static str,
    lang: Lang,
) -> impl IntoView + use<> {
    let text = text_of(slot.key, of).unwrap_or_default();
    let dutch = (of != Lang::Nl).then(|| text_of(slot.key, Lang::Nl)).flatten();
    let dutch = dutch.map(|dutch| view! { <p class="small soft" lang="nl">{dutch}</p> });
    let id = format!("field-{}", field_of(slot.key));
    let whose = text.clone();
    let stands = match slot.stands {
        None => view! { <p><Pill kind=PillKind::Plain>{t::none(lang)}</Pill></p> }.into_any(),
        Some(stands) => heard(stands, whose.clone(), away_action, lang).into_any(),
    };
    view! {
        <section class="card stack stack-tight">
            <h2 lang=of.tag() dir=of.direction().as_str()>{text}</h2>
            {dutch}
            {stands}
            <form class="stack" method="post" action=in_lang(action, lang) enctype="multipart/form-data" novalidate>
                {hidden(form::KEY, slot.put_key)} {hidden(form::RECORDING, slot.recording)} {hidden(form::TEXT, slot.key)}
                <Field name=form::FILE id=id label=t::file(lang) hint=t::file_hint(lang) kind=InputKind::File error=wrong/>
                <div>
                    <Button kind=ButtonKind::Quiet act=Act::Submit>
                        {t::put(lang)}<span class="visually-hidden">": "<bdi>{whose}</bdi></span>
                    </Button>
                </div>
            </form>
        </section>
    }
}

fn heard(stands: AloudStands, whose: String, away_action: &str, lang: Lang) -> impl IntoView + use<> {
    let made = moment(stands.made, dates::day_of(lang, stands.made));
    let newer =
        stands.text_is_newer.then(|| view! { <p><Pill kind=PillKind::Warn>{t::newer(lang)}</Pill></p> });
    view! {
        <audio class="player" controls preload="none" src=recording_path(stands.recording) aria-label=whose.clone()></audio>
        <p class="small soft">{t::since(lang)}" "{made}</p>
        {newer}
        <form method="post" action=in_lang(away_action, lang)>
            {hidden(form::KEY, stands.away_key)} {hidden(form::RECORDING, stands.recording)}
            <Button kind=ButtonKind::Plain act=Act::Submit>
                {t::take_away(lang)}<span class="visually-hidden">": "<bdi>{whose}</bdi></span>
            </Button>
        </form>
    }
}
