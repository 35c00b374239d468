//! The gallery's words: notices, empty and loading states, lists, navigation and where things are saved.

use leptos::prelude::*;

use super::signs::say;
use crate::parts::*;

fn notices(dir: &'static str) -> impl IntoView {
    let text = say(dir, "Na de pauze gaat u naar tafel 12.", "بعد الاستراحة تذهبين إلى الطاولة ١٢.");
    let title = say(dir, "Wijziging", "تغيير");
    [NoticeKind::Info, NoticeKind::Good, NoticeKind::Warn, NoticeKind::Stop, NoticeKind::Now]
        .map(|kind| view! { <Notice kind=kind title=title><p>{text}</p></Notice> })
        .collect_view()
}

fn save_marks(dir: &'static str) -> impl IntoView {
    let states = [
        (SaveState::Saving, say(dir, "bewaren", "جارٍ الحفظ")),
        (SaveState::SavedHere, say(dir, "bewaard op deze tablet", "محفوظ على هذا الجهاز")),
        (SaveState::SavedAtServer, say(dir, "bewaard", "محفوظ")),
        (SaveState::Offline, say(dir, "offline · 3 bewaard", "دون اتصال · ٣ محفوظة")),
        (SaveState::NeedsAttention, say(dir, "1 vraagt aandacht", "١ يحتاج انتباهك")),
    ];
    states.map(|(state, text)| view! { <SaveMark state=state text=text/> }).collect_view()
}

fn places(dir: &'static str) -> Vec<NavItem> {
    vec![
        NavItem::new("#", say(dir, "Vandaag", "اليوم")).at(Place::Here),
        NavItem::new("#", say(dir, "Deelnemers", "المشاركون")).mark("118", PillKind::Plain),
        NavItem::new("#", say(dir, "Deur", "الباب")).mark("109", PillKind::Good),
    ]
}

/// More places than fit under a thumb.
fn all_places(dir: &'static str) -> Vec<NavItem> {
    let mut all = places(dir);
    all.extend([
        NavItem::new("#", say(dir, "Plan", "الخطة")).icon(Sign::People),
        NavItem::new("#", say(dir, "De dag", "اليوم نفسه")).icon(Sign::Play),
        NavItem::new("#", say(dir, "Apparaten", "الأجهزة")).icon(Sign::Device),
    ]);
    all
}

fn languages() -> Vec<LanguageLink> {
    [
        ("nl", "Nederlands", Direction::Ltr),
        ("en", "English", Direction::Ltr),
        ("ar", "العربية", Direction::Rtl),
    ]
    .map(|(tag, endonym, direction)| LanguageLink {
        tag: tag.to_owned(),
        endonym: endonym.to_owned(),
        href: "#".to_owned(),
        direction,
        place: if tag == "nl" { Place::Here } else { Place::Elsewhere },
    })
    .into()
}

/// All words on one sheet. `number` keeps the landmarks of the four sheets apart.
pub(super) fn samples(dir: &'static str, number: usize) -> impl IntoView {
    let table = || view! { <TableNo number="3" tone=TableTone::Soft/> };
    let time = || view! { <bdi>"14.10"</bdi> };
    let steps = vec![
        Step::new(say(dir, "Bestand", "ملف"), StepState::Done),
        Step::new(say(dir, "Bekijken", "معاينة"), StepState::Current),
        Step::new(say(dir, "Bewaren", "حفظ"), StepState::ToCome),
    ];
    view! {
        <div class="stack stack-tight">{notices(dir)}</div>
        <div class="row">{save_marks(dir)}</div>
        <LanguagePick label=say(dir, "Taal", "اللغة") languages=languages()/>
        <Nav label=format!("{} {number}", say(dir, "Onderdelen", "الأقسام")) more=say(dir, "Meer", "المزيد")
            items=Signal::stored(all_places(dir))/>
        <Tabs label=format!("{} {number}", say(dir, "Plaatsen", "أماكن")) items=places(dir)/>
        <Stepper label=say(dir, "Stappen", "خطوات") steps=steps/>
        <Card>
            <h3>{say(dir, "Straks", "التالي")}</h3>
            <Lines>
                <Line lead=table trail=time><b>"Hotel Het Spoor"</b></Line>
                <Line lead=|| view! { <Seat number="41"/> } href="#".to_owned()>"Rahel"</Line>
            </Lines>
        </Card>
        <Fold summary=say(dir, "Privé", "خاص")><p>{say(dir, "Alleen voor u.", "لك فقط.")}</p></Fold>
        <More label=say(dir, "Meer", "المزيد") of="Rahel">
            <Button kind=ButtonKind::Plain>{say(dir, "Afmelden", "إلغاء")}</Button>
        </More>
        <Facts>
            <Fact term=say(dir, "Beschikbaar", "متاح")>{say(dir, "ma tot vr, overdag", "من الاثنين إلى الجمعة")}</Fact>
        </Facts>
        <EmptyState
            title=say(dir, "Nog geen deelnemers", "لا يوجد مشاركون بعد")
            text=say(dir, "Deel de link of lees een lijst in.", "شارك الرابط أو استورد قائمة.")
        >
            <Button>{say(dir, "Lijst inlezen", "استيراد قائمة")}</Button>
        </EmptyState>
        <Skeleton label=say(dir, "laden", "تحميل")/>
        <Loading label=say(dir, "Plan maken", "إعداد الخطة")/>
    }
}
