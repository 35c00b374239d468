//! Recordings of instructions, to look at.

use super::{at, id};
use crate::public::views::{AloudLangPage, AloudPage, AloudSlot, AloudStands};
use crate::texts::aloud::HEARD;
use domain::fair::recording::RecordingRefused;
use domain::ids::{CommandId, RecordingId};
use domain::lang::Lang;

pub fn aloud() -> AloudPage {
    let of = |lang: &Lang| (*lang, format!("/app-api/aloud/{lang}"), u32::from(*lang == Lang::So));
    AloudPage { languages: Lang::ALL.iter().map(of).collect() }
}

/// One can be heard, of another the file was no sound.
pub fn aloud_in_somali() -> AloudLangPage {
    let slot = |(n, key): (u64, &&'static str)| AloudSlot {
        key,
        stands: (n == 1).then(|| AloudStands {
            recording: RecordingId(id(1_400)),
            made: at("09:12:00"),
            text_is_newer: true,
            away_key: CommandId(id(1_401)),
        }),
        put_key: CommandId(id(1_410 + n)),
        recording: RecordingId(id(1_450 + n)),
    };
    AloudLangPage {
        of: Lang::So,
        index_path: "/app-api/aloud".into(),
        action: "/app-api/aloud/so".into(),
        away_action: "/app-api/aloud/so/away".into(),
        slots: (0..).zip(&HEARD).map(slot).collect(),
        fault: Some(("public.fair.name", RecordingRefused::NoSound)),
        no: None,
    }
}
