//! The entry of staff: signing in, fairs, what came of them, colleagues. The day itself is `day`, what comes before it
//! `prepare`; tablets and the projector have `hall`.

use leptos::prelude::*;
use sync::views::OfficeView;

fn main() {
    client::mount::<OfficeView, _>(None, || view! { <ui::workplace::Office/> });
}
