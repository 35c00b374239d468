//! The entry of staff: signing in, fairs, what came of them. The day itself is `day`, what comes before it `prepare`,
//! colleagues and texts are in `house`; tablets and the projector have `hall`.

use leptos::prelude::*;
use sync::views::OfficeView;

fn main() {
    client::mount::<OfficeView, _>(None, || view! { <ui::workplace::Office/> });
}
