//! The entry of staff before the day: making a fair, its employers, imports, the desk's form. The day itself is `day`.

use leptos::prelude::*;
use sync::views::PrepareView;

fn main() {
    client::mount::<PrepareView, _>(None, || view! { <ui::workplace::Prepare/> });
}
