//! Line icons on a grid of 24, drawn here. They stand beside words and are silent for the screen reader.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sign {
    Clock,
    Place,
    Help,
    People,
    Door,
    Check,
    Warn,
    Offline,
    Arrow,
    Cross,
    Plus,
    Search,
    Undo,
    Pause,
    Play,
    Print,
    Download,
    Coffee,
    Bus,
    Note,
    Lock,
    Menu,
    #[default]
    Dot,
    Server,
    Device,
    Star,
    StarOutline,
    Language,
}

impl Sign {
    /// All of them, for the gallery.
    pub const ALL: [Self; 28] = [
        Self::Clock,
        Self::Place,
        Self::Help,
        Self::People,
        Self::Door,
        Self::Check,
        Self::Warn,
        Self::Offline,
        Self::Arrow,
        Self::Cross,
        Self::Plus,
        Self::Search,
        Self::Undo,
        Self::Pause,
        Self::Play,
        Self::Print,
        Self::Download,
        Self::Coffee,
        Self::Bus,
        Self::Note,
        Self::Lock,
        Self::Menu,
        Self::Dot,
        Self::Server,
        Self::Device,
        Self::Star,
        Self::StarOutline,
        Self::Language,
    ];

    fn drawing(self) -> &'static str {
        match self {
            Self::Clock => r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>"#,
            Self::Place => {
                r#"<path d="M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>"#
            }
            Self::Help => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M9.3 9.3a2.8 2.8 0 1 1 4 2.6c-.9.5-1.3 1-1.3 2M12 17v.01"/>"#
            }
            Self::People => {
                r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-3.8 2.9-6 6.5-6s6.1 2.2 6.5 6M16 5a3.3 3.3 0 0 1 0 6M18 14.3c2 .8 3.2 2.7 3.5 5.7"/>"#
            }
            Self::Door => {
                r#"<path d="M6 21V4.5A1.5 1.5 0 0 1 7.5 3h9A1.5 1.5 0 0 1 18 4.5V21M3 21h18M14.5 12v.5"/>"#
            }
            Self::Check => r#"<path d="M4.5 12.5l5 5L19.5 7"/>"#,
            Self::Warn => r#"<path d="M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.01"/>"#,
            Self::Offline => {
                r#"<path d="M4 4l16 16M8.5 12.2A6 6 0 0 1 12 11M15.5 12.2l.6.5M5 8.8a11 11 0 0 1 2.6-1.6M12 6.5c2.6 0 5 .9 7 2.3M12 18v.01M9.8 15.2a3.5 3.5 0 0 1 3-.7"/>"#
            }
            Self::Arrow => r#"<path d="M9 5l7 7-7 7"/>"#,
            Self::Cross => r#"<path d="M6 6l12 12M18 6L6 18"/>"#,
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Search => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>"#,
            Self::Undo => r#"<path d="M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3"/>"#,
            Self::Pause => r#"<path d="M8.5 5v14M15.5 5v14"/>"#,
            Self::Play => r#"<path d="M8 5l11 7-11 7z"/>"#,
            Self::Print => {
                r#"<path d="M7 9V3h10v6M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v7H7z"/>"#
            }
            Self::Download => r#"<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>"#,
            Self::Coffee => {
                r#"<path d="M4 9h12v6a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM16 10.5h1.5a2.5 2.5 0 0 1 0 5H16M8 3v2.5M12 3v2.5"/>"#
            }
            Self::Bus => {
                r#"<path d="M4 17V6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5V17zM4 12h16M12 4v8"/><circle cx="8" cy="18" r="1.8"/><circle cx="16" cy="18" r="1.8"/>"#
            }
            Self::Note => r#"<path d="M5 4.5h14v15H5zM8.5 9h7M8.5 12.5h7M8.5 16h4"/>"#,
            Self::Lock => {
                r#"<rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>"#
            }
            Self::Menu => r#"<path d="M4 7h16M4 12h16M4 17h16"/>"#,
            Self::Dot => r#"<circle cx="12" cy="12" r="4" fill="currentColor"/>"#,
            Self::Server => {
                r#"<rect x="4" y="4" width="16" height="7" rx="2"/><rect x="4" y="13" width="16" height="7" rx="2"/><path d="M8 7.5v.01M8 16.5v.01"/>"#
            }
            Self::Device => {
                r#"<rect x="5" y="3" width="14" height="18" rx="2.5"/><path d="M9 12l2.2 2.2L15 10"/>"#
            }
            Self::Star => {
                r#"<path fill="currentColor" d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9L3.5 9.7l5.9-.8z"/>"#
            }
            Self::StarOutline => {
                r#"<path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9L3.5 9.7l5.9-.8z"/>"#
            }
            Self::Language => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.8 2.7 4 5.7 4 9s-1.2 6.3-4 9c-2.8-2.7-4-5.7-4-9s1.2-6.3 4-9z"/>"#
            }
        }
    }

    /// Signs that point along the line of reading, and so turn around in right-to-left text.
    fn class(self) -> &'static str {
        match self {
            Self::Arrow | Self::Undo => "icon is-turning",
            _ => "icon",
        }
    }
}

/// An icon as large as the words beside it.
#[component]
pub fn Icon(of: Sign) -> impl IntoView {
    view! { <svg class=of.class() viewBox="0 0 24 24" aria-hidden="true" inner_html=of.drawing()></svg> }
}
