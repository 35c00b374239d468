//! Paper for a fair: a flyer (A5) and a poster (A4) in the reader's language, and a page from which the word is spread.
//! They say what the fair's own page says to everybody, and name nobody.

use super::bits::{apart, drawing, fact, in_lang, moment, said, whatsapp, with_link};
use super::dates;
use super::fairs::kind_words;
use super::frame::Body;
use super::views::{FairHead, FlyerPage, Paper, SharePage};
use crate::parts::{ButtonKind, ButtonLink, Sign};
use crate::texts::{self, public};
use domain::lang::Lang;
use leptos::prelude::*;

pub(super) fn page(page: FlyerPage, lang: Lang) -> Body {
    let FlyerPage { head, paper, qr_svg, address, share_path } = page;
    let title = format!("{}, {}", head.name, dates::day_of(lang, head.starts));
    let class = match paper {
        Paper::A5 => "flyer flyer-a5",
        Paper::A4 => "flyer flyer-a4",
    };
    let sheet = view! {
        <article class=class>
            <p class="flyer-kind">{kind_before(&head, lang)}<span lang="nl">{apart(&head.name)}</span></p>
            <h1>{said!(lang, flyer::title)}</h1>
            <p class="lead">{said!(lang, flyer::lead)}</p>
            {facts(&head, lang)}
            <div class="flyer-scan">
                {drawing(qr_svg, public::flyer::scan(lang))}
                <div class="stack stack-tight">
                    <p class="strong">{said!(lang, flyer::scan)}</p>
                    <p>{said!(lang, flyer::free)}</p>
                    <p>{said!(lang, flyer::desk)}</p>
                    <p class="flyer-address" dir="ltr">{address}</p>
                </div>
            </div>
        </article>
    };
    let main = view! {
        <p class="no-print row row-between">
            <ButtonLink href=in_lang(&share_path, lang) kind=ButtonKind::Plain>{public::share::title(lang)}</ButtonLink>
            <span class="small soft">{public::flyer::print(lang)}</span>
        </p>
        {sheet}
    };
    Body { styles: Some("/assets/paper.css"), ..Body::new(title, main) }
}

/// The kind of day, but for a name that begins with it: "Banenmarkt Zonnedauw" says it already.
fn kind_before(head: &FairHead, lang: Lang) -> Option<impl IntoView + use<>> {
    let kind = kind_words(head.kind, lang);
    let told = is_told(&head.name, &kind.clone().into_text());
    (!told).then(|| view! { {kind} " · " })
}

fn is_told(name: &str, kind: &str) -> bool {
    name.to_lowercase().starts_with(&kind.to_lowercase())
}

fn facts(head: &FairHead, lang: Lang) -> impl IntoView + use<> {
    let day = moment(head.starts, dates::day_of(lang, head.starts));
    let span = apart(dates::span(lang, head.starts, head.ends));
    let place = head.place.clone();
    view! {
        <ul class="fair-facts">
            {fact(Sign::Clock, day, span)}
            {fact(Sign::Place, view! { <bdi lang="nl">{place}</bdi> }, public::fair::meet(lang, &head.meeting_point).view())}
        </ul>
    }
}

/// The same words in every language, each with its own link, flyer and poster.
pub(super) fn share(page: SharePage, lang: Lang) -> Body {
    let langs: Vec<_> = texts::PUBLIC_LANGS.iter().map(|of| one(&page, *of, lang).into_any()).collect();
    let main = view! {
        <h1>{said!(lang, share::title)}</h1>
        <p class="lead">{public::share::intro(lang)}</p>
        <p lang="nl">{apart(page.head.name.clone())}</p>
        <div class="stack">{langs}</div>
    };
    Body::new(public::share::title(lang), main)
}

fn one(page: &SharePage, of: Lang, lang: Lang) -> impl IntoView + use<> {
    let link = in_lang(&page.address, of);
    let day = dates::day_of(of, page.head.starts);
    let message = public::share::message(of, day, &link, &page.head.name, &page.head.place);
    let message = with_link(message, &link);
    let paper = |kind: &str| in_lang(&format!("{}/{kind}", page.fair_path), of);
    view! {
        <section class="card stack stack-tight">
            <h2 lang=of.tag() dir=of.direction().as_str() translate="no">{of.endonym()}</h2>
            <p lang=of.tag() dir=of.direction().as_str()>{message.clone()}</p>
            <p class="row">
                <ButtonLink href=whatsapp(None, &message)>{public::share::send(lang)}</ButtonLink>
                <ButtonLink href=paper("flyer") kind=ButtonKind::Plain>{public::share::flyer(lang)}</ButtonLink>
                <ButtonLink href=paper("poster") kind=ButtonKind::Plain>{public::share::poster(lang)}</ButtonLink>
            </p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_says_its_kind_is_not_told_twice() {
        assert!(is_told("Banenmarkt Zonnedauw", "Banenmarkt"));
        assert!(!is_told("Banenmarkt Zonnedauw", "Job fair"), "a reader of English does not know the word");
        assert!(!is_told("Lentemarkt", "Banenmarkt"));
    }
}
