//! The gallery's signs: tables, seats, rings, lines, icons and pictograms.

use leptos::prelude::*;

use crate::parts::*;

/// One word in the language of the sheet.
pub(super) fn say(dir: &str, dutch: &'static str, arabic: &'static str) -> &'static str {
    if dir == "rtl" { arabic } else { dutch }
}

fn sizes() -> impl IntoView {
    [Size::Small, Size::Normal, Size::Large, Size::Huge]
        .map(|size| view! { <TableNo number="26" size=size/> <Seat number="127" size=size/> })
        .collect_view()
}

fn tones() -> impl IntoView {
    let tables = [TableTone::Brand, TableTone::Soft, TableTone::Now, TableTone::Empty, TableTone::Ink]
        .map(|tone| view! { <TableNo number="7" tone=tone/> })
        .collect_view();
    let seats = [SeatTone::Soft, SeatTone::Brand, SeatTone::Missing, SeatTone::Empty]
        .map(|tone| view! { <Seat number="63" tone=tone/> })
        .collect_view();
    view! { {tables} {seats} }
}

fn pills(dir: &str) -> impl IntoView + use<> {
    let sample = [
        (PillKind::Plain, say(dir, "32 uur", "٣٢ ساعة")),
        (PillKind::Brand, say(dir, "tolk", "مترجم")),
        (PillKind::Now, say(dir, "nu", "الآن")),
        (PillKind::Good, say(dir, "binnen", "حاضر")),
        (PillKind::Warn, say(dir, "te laat", "متأخر")),
        (PillKind::Stop, say(dir, "mist", "غائب")),
    ];
    sample.map(|(kind, text)| view! { <Pill kind=kind>{text}</Pill> }).collect_view()
}

/// All signs on one sheet.
pub(super) fn samples(dir: &'static str) -> impl IntoView {
    let steps = vec![
        RoundStep::Done,
        RoundStep::Done,
        RoundStep::Done,
        RoundStep::Current(380),
        RoundStep::ToCome,
        RoundStep::ToCome,
        RoundStep::Pause,
        RoundStep::ToCome,
        RoundStep::ToCome,
        RoundStep::ToCome,
    ];
    let round = say(dir, "ronde 4", "الجولة ٤");
    let rings = [
        (620, "5:12", RingTone::Running),
        (300, "2:24", RingTone::Paused),
        (0, "0:00", RingTone::Over),
    ]
    .map(|(left, text, tone)| view! { <Ring left=left text=text label=round caption=round tone=tone/> })
    .collect_view();
    view! {
        <div class="row">{sizes()}</div>
        <div class="row">{tones()}</div>
        <div class="row">{rings} <Ring left=620 text="5:12" label=round size=Size::Small/></div>
        <RoundLine steps=steps label=round/>
        <div class="row">{pills(dir)}</div>
        <div class="row">{Sign::ALL.map(|sign| view! { <Icon of=sign/> }).collect_view()}</div>
        <div class="row">{Work::ALL.map(|work| view! { <Pictogram of=work/> }).collect_view()}</div>
        <div class="row">{Way::ALL.map(|way| view! { <WayPictogram of=way/> }).collect_view()}</div>
        <div class="row">
            <Figure value="109" label=say(dir, "binnen", "حاضر") tone=PillKind::Good/>
            <Figure value="11" label=say(dir, "verwacht", "متوقع")/>
        </div>
        <Qr text="https://werkronde.example".into() label="QR"/>
    }
}
