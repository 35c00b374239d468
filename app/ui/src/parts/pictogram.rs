//! A picture for each kind of work and each way to work, drawn here on a grid of 32, so that a vacancy is found and a
//! question answered without reading.

use leptos::prelude::*;

/// A kind of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Work {
    Warehouse,
    Kitchen,
    Cleaning,
    Care,
    Building,
    Garden,
    Production,
    Retail,
    Office,
    Transport,
    #[default]
    Generic,
}

impl Work {
    /// All of them, for the gallery.
    pub const ALL: [Self; 11] = [
        Self::Warehouse,
        Self::Kitchen,
        Self::Cleaning,
        Self::Care,
        Self::Building,
        Self::Garden,
        Self::Production,
        Self::Retail,
        Self::Office,
        Self::Transport,
        Self::Generic,
    ];

    /// The kind of work by its English key; what is not known gets the general picture.
    pub fn named(key: &str) -> Self {
        match key {
            "warehouse" => Self::Warehouse,
            "kitchen" => Self::Kitchen,
            "cleaning" => Self::Cleaning,
            "care" => Self::Care,
            "building" => Self::Building,
            "garden" => Self::Garden,
            "production" => Self::Production,
            "retail" => Self::Retail,
            "office" => Self::Office,
            "transport" => Self::Transport,
            _ => Self::Generic,
        }
    }

    fn drawing(self) -> &'static str {
        match self {
            Self::Warehouse => {
                r#"<path d="M4 27V12l12-7 12 7v15"/><path class="accent-fill" d="M10 21h6v6h-6zM16 21h6v6h-6zM13 15h6v6h-6z"/>"#
            }
            Self::Kitchen => {
                r#"<path class="accent-fill" d="M6 15h20v8a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4z"/><path d="M3 17h3M26 17h3M6 15h20M16 11.5V15M12 6c0 1.5 1.5 1.5 1.5 3M18 6c0 1.5 1.5 1.5 1.5 3"/>"#
            }
            Self::Cleaning => {
                r#"<path d="M20 4l-5 13"/><path class="accent-fill" d="M10 16l10 4-2 8c-5 0-9.5-1.5-12-4 2-2 3-4.5 4-8z"/><path d="M12 24l-1 2M25 10h4M27 8v4"/>"#
            }
            Self::Care => {
                r#"<path class="accent-fill" d="M16 15c-2-3-6.5-2-6.5 1.5 0 3 3.5 5 6.5 7.5 3-2.5 6.5-4.5 6.5-7.5C22.5 13 18 12 16 15z"/><path d="M4 15L16 5l12 10M7 13v14h18V13"/>"#
            }
            Self::Building => {
                r#"<path class="accent-fill" d="M6 22a10 10 0 0 1 20 0z"/><path d="M3 22h26v3H3zM13 12V8h6v4M13 8v8M19 8v8"/>"#
            }
            Self::Garden => {
                r#"<path d="M16 28V14"/><path class="accent-fill" d="M16 17C9 17 6 13 6 7c7 0 10 4 10 10zM16 21c6 0 9-3 10-9-6 0-10 3-10 9z"/><path d="M8 28h16"/>"#
            }
            Self::Production => {
                r#"<path d="M3 23h26M6 27a2 2 0 1 0 0-.01M16 27a2 2 0 1 0 0-.01M26 27a2 2 0 1 0 0-.01"/><path class="accent-fill" d="M5 13h9v9H5z"/><path d="M23 4v6M19 14v-2a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/>"#
            }
            Self::Retail => {
                r#"<path class="accent-fill" d="M6 12h20l-1.5 15h-17z"/><path d="M11 16v-6a5 5 0 0 1 10 0v6"/>"#
            }
            Self::Office => {
                r#"<rect class="accent-fill" x="6" y="6" width="20" height="14" rx="2"/><path d="M3 25h26M13 20l-1 5M19 20l1 5M11 11h10M11 15h6"/>"#
            }
            Self::Transport => {
                r#"<path class="accent-fill" d="M3 8h16v15H3z"/><path d="M19 13h5l5 5v5H19z"/><circle class="accent-fill" cx="9" cy="24" r="3"/><circle class="accent-fill" cx="23" cy="24" r="3"/>"#
            }
            Self::Generic => {
                r#"<rect class="accent-fill" x="10" y="10" width="12" height="12" rx="3.5"/><circle cx="16" cy="4.5" r="2"/><circle cx="27.5" cy="16" r="2"/><circle cx="16" cy="27.5" r="2"/><circle cx="4.5" cy="16" r="2"/>"#
            }
        }
    }
}

/// A way to work, for who chose no vacancy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    Hands,
    Computer,
    Inside,
    Outside,
    People,
    Things,
}

impl Way {
    /// All of them, for the gallery.
    pub const ALL: [Self; 6] =
        [Self::Hands, Self::Computer, Self::Inside, Self::Outside, Self::People, Self::Things];

    fn drawing(self) -> &'static str {
        match self {
            Self::Hands => {
                r#"<path class="accent-fill" d="M10 17V9a2 2 0 0 1 4 0V6a2 2 0 0 1 4 0v2a2 2 0 0 1 4 0v4a2 2 0 0 1 4 0v8c0 5-3 8-8 8-4 0-6-2-8-5l-4-6a2 2 0 0 1 3.3-2.2z"/><path d="M14 9v6M18 8v7M22 12v4"/>"#
            }
            Self::Computer => Work::Office.drawing(),
            Self::Inside => {
                r#"<path d="M4 15L16 5l12 10M7 13v14h18V13"/><path class="accent-fill" d="M13 18h6v9h-6z"/>"#
            }
            Self::Outside => {
                r#"<circle class="accent-fill" cx="16" cy="16" r="5.5"/><path d="M16 3v4M16 25v4M3 16h4M25 16h4M6.8 6.8l2.8 2.8M22.4 22.4l2.8 2.8M6.8 25.2l2.8-2.8M22.4 9.6l2.8-2.8"/>"#
            }
            Self::People => {
                r#"<circle class="accent-fill" cx="11" cy="10" r="4"/><circle class="accent-fill" cx="22" cy="12" r="3"/><path d="M4 26c0-5 3-8 7-8s7 3 7 8M20.5 18.2c4-.7 7.5 2.3 7.5 6.8"/>"#
            }
            Self::Things => {
                r#"<path class="accent-fill" d="M5 11l11-5 11 5v11l-11 5-11-5z"/><path d="M5 11l11 5 11-5M16 16v11"/>"#
            }
        }
    }
}

/// The picture on its soft square; decorative, the words stand beside it.
#[component]
pub fn Pictogram(of: Work) -> impl IntoView {
    view! {
        <span class="pictogram">
            <svg viewBox="0 0 32 32" aria-hidden="true" inner_html=of.drawing()></svg>
        </span>
    }
}

/// A way to work, drawn as the kinds of work are.
#[component]
pub fn WayPictogram(of: Way) -> impl IntoView {
    view! {
        <span class="pictogram">
            <svg viewBox="0 0 32 32" aria-hidden="true" inner_html=of.drawing()></svg>
        </span>
    }
}
