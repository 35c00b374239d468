//! The parts that screens are made of: buttons, fields, signs, notices. They know no domain type, hold no
//! words of their own and look nothing up: words come in as text, state as signals, and a tap goes out as a
//! callback. What a part looks like lives in `style/parts/`, one file each.

mod acts;
mod brand;
mod cards;
mod check;
mod choice;
mod dialog;
mod empty;
mod error_summary;
mod field;
mod focus;
mod gallery;
mod icon;
mod language_pick;
mod lines;
mod listen;
mod nav;
mod notice;
mod page_head;
mod pictogram;
mod pill;
mod qr;
mod ring;
mod round_line;
mod save_mark;
mod select;
mod signs;
mod stars;
mod stepper;
mod text_area;
mod wide;

pub use acts::{Act, Bar, Button, ButtonKind, ButtonLink, More, Width};
pub use brand::{Brand, BrandMark};
pub use cards::{Card, CardTone, Figure, Fold};
pub use check::{Check, Checks};
pub use choice::{Choice, ChoiceCards, ChoiceLayout, ChoiceTone, Verdict};
pub use dialog::{Confirm, Dialog};
pub use empty::{EmptyState, Heads, Loading, Skeleton};
pub use error_summary::{ErrorSummary, FieldError};
pub use field::{Field, InputKind};
pub use focus::take_focus;
pub use gallery::PartsGallery;
pub use icon::{Icon, Sign};
pub use language_pick::{Direction, LanguageLink, LanguagePick};
pub use lines::{Fact, Facts, Line, Lines};
pub use listen::Listen;
pub use nav::{Nav, NavItem, Place, Tabs};
pub use notice::{Notice, NoticeKind};
pub use page_head::PageHead;
pub use pictogram::{Pictogram, Way, WayPictogram, Work};
pub use pill::{Pill, PillKind};
pub use qr::{Qr, qr_svg};
pub use ring::{Ring, RingTone};
pub use round_line::{RoundLine, RoundStep};
pub use save_mark::{SaveMark, SaveState};
pub use select::Select;
pub use signs::{Seat, SeatTone, Size, TableNo, TableTone};
pub use stars::{StarWords, Stars};
pub use stepper::{Step, StepState, Stepper};
pub use text_area::TextArea;
pub use wide::Wide;

use leptos::prelude::*;

/// What a part calls when it is pressed: `move |()| …`.
pub type OnPress = Callback<((),)>;

/// What a part calls with the text that was typed or chosen.
pub type OnText = Callback<(String,)>;

/// Reads a text again whenever it changes, for a place in a view or an attribute.
fn words(text: TextProp) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || text.get().to_string()
}

/// The class names of a part: its own and those of its variants; empty ones fall out.
fn classes<const N: usize>(names: [&str; N]) -> String {
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}
