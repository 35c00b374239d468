//! The entry of staff before the day: making a fair, its employers, imports, the desk's form. The day itself is `day`.

use leptos::prelude::*;
use sync::views::OfficeView;

fn main() {
    client::mount::<OfficeView, _>(None, || view! { <ui::workplace::Prepare/> });
}
