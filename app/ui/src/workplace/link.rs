//! What the screens need from the world outside: pushing, following, plain calls, the clock, the language.
//! The client crate fills a [`Link`] and provides it as a context; no screen touches the browser itself.

use domain::command::Command;
use domain::ids::{CommandId, FairId, SessionId};
use domain::lang::Lang;
use leptos::prelude::*;
use std::sync::Arc;
use sync::device::Taken;
pub use sync::outbox::HELD_MAX;
use sync::requests::{ImportKind, ImportPreview, RequestError, TextsPreview, TextsStand};
use sync::views::{Me, PlanningView};
use sync::{Answer, Rejection, Scope, View};
use uuid::Uuid;

/// Called with the answer of a plain call.
pub type Done<T> = Callback<Result<T, RequestError>>;

/// Everything that a screen may ask for. Cheap to clone: callbacks and signals only.
#[derive(Clone)]
pub struct Link {
    /// Puts a command in the outbox and sends it when it can be sent. The second part hears the server's answer,
    /// also much later; it is not called for commands of an earlier page load.
    pub push: Callback<(Command, Option<Callback<Answer>>), Pushed>,
    /// Follows a scope for as long as the reactive owner that asks lives. Asking twice follows once.
    pub follow: Callback<Scope, ArcReadSignal<Followed>>,
    pub request: Callback<Request>,
    /// The server's clock as well as it is known, four times a second.
    pub now_ms: Signal<i64>,
    /// Where the browser is: "/app/staff".
    pub path: Signal<String>,
    /// What stands behind the `#`, with it: invites keep their secret there, out of every log.
    pub hash: Signal<String>,
    /// Goes to a path of the workplace. Plain links do it by themselves.
    pub go: Callback<String>,
    /// Names the page in the browser's tab; the name of the house comes behind it.
    pub title: Callback<String>,
    /// Somebody came to another screen: the focus goes to its heading as soon as that is there, unless they go on first.
    pub arrived: Callback<()>,
    /// Whether `/` goes to the field that searches; kept by the client.
    pub slash: RwSignal<bool>,
    /// Who is signed in. Asked anew after `SignIn`, `SignOut`, `Pair`, `UseInvite`, `AskMe` and after a 401.
    pub who: Signal<Who>,
    pub contact: Signal<Contact>,
    /// How the plan stands that is being made of a followed session.
    pub planning: Signal<Option<(SessionId, PlanningView)>>,
    /// Commands that no pull has shown yet, oldest first: unsent ones, and answered ones until the next pull
    /// of their scope is in. Screens lay them over the view, so that nothing that was tapped flickers.
    pub outbox: Signal<Arc<Vec<Command>>>,
    /// How many commands have no answer from the server yet.
    pub unsent: Signal<u32>,
    /// Everything that was tapped lies on this device or at the server: the page may go.
    pub kept: Signal<bool>,
    /// Whether this device keeps what is tapped when the page is gone.
    pub storing: Signal<Storing>,
    /// Commands without an answer that lie here while nobody is signed in.
    pub left_here: Signal<u32>,
    /// The last login on this device was ended, and not here.
    pub ended: Signal<bool>,
    /// The server filled itself with the demo day.
    pub demo: Signal<bool>,
    /// Somebody signed out here, and the server has not heard it yet.
    pub owes_sign_out: Signal<bool>,
    /// Whether [`Link::now_ms`] was compared with the server since the device started or woke.
    pub clock_sure: Signal<bool>,
    /// Commands that the server refused for good and that nobody has looked at.
    pub attention: Signal<Arc<Vec<Refused>>>,
    /// A fresh UUID, version 7.
    pub new_id: Callback<(), Uuid>,
    /// Dutch or English; kept by the client.
    pub lang: RwSignal<Lang>,
    /// Kept by the client and set on the document.
    pub theme: RwSignal<Theme>,
    /// HTTPS, or this very computer: camera, offline and encryption work.
    pub secure: bool,
    /// "https://werkronde.example", to write links in full.
    pub origin: Arc<str>,
}

/// A scope as far as this screen knows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Followed {
    /// The latest view; kept while offline, gone when revoked.
    pub view: Option<Arc<View>>,
    pub standing: Standing,
}

/// How a followed scope stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Asked, nothing heard.
    #[default]
    Asking,
    Fresh,
    /// The server cannot be reached; the view, if any, is the last one known.
    Stale,
    /// The server says that this is not (or no longer) ours, or not there.
    Revoked,
    /// The server answered with an error; the client tries again by itself.
    Failed,
}

/// Who is looking.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// The first answer is on its way and nobody is remembered.
    Asking,
    Nobody,
    Known(Arc<Me>),
}

/// Whether the server can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    Connecting,
    Online,
    Offline,
}

/// A command that stays undone, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub id: CommandId,
    /// None: asked on an earlier page, and this entry shows no such thing.
    pub command: Option<Command>,
    /// "give_verdict@1"; empty where even that cannot be read.
    pub kind: String,
    pub made_at_ms: i64,
    pub rejection: Rejection,
}

/// Where what is tapped lies until the server has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storing {
    Asking,
    /// On the device, and the browser promised to leave it there.
    Lasts,
    /// On the device, until the browser runs out of space.
    MayGo,
    /// In the open page only.
    Fails,
}

/// Whether the outbox took a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    Queued,
    /// Not taken, and nothing else lost.
    Full,
}

impl Pushed {
    /// Decides for a device that holds `held` commands already.
    pub fn onto(held: usize) -> Pushed {
        if held < HELD_MAX { Pushed::Queued } else { Pushed::Full }
    }
}

/// Light or dark; System follows the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// Calls beside push and pull.
#[derive(Clone)]
pub enum Request {
    SignIn {
        login_name: String,
        password: String,
        done: Done<()>,
    },
    /// Forgets what this browser knows, then tells the server.
    SignOut,
    AskMe,
    Pair {
        code: String,
        done: Done<()>,
    },
    UseInvite {
        token: String,
        password: String,
        done: Done<()>,
    },
    /// Sends the file that was chosen in the `<input type="file">` with this element id.
    Preview {
        fair: FairId,
        kind: ImportKind,
        input: String,
        done: Done<ImportPreview>,
    },
    /// How the texts for residents stand in each language.
    TextsStand {
        done: Done<Vec<TextsStand>>,
    },
    /// Sends the spreadsheet with texts that was chosen in the `<input type="file">` with this element id.
    PreviewTexts {
        lang: Lang,
        input: String,
        done: Done<TextsPreview>,
    },
    /// Someone threw away a command that was refused, or asked it anew.
    Dismiss {
        command: CommandId,
    },
    /// Offers a text as a file.
    SaveText {
        name: &'static str,
        text: String,
    },
    /// Offers what waits here as a file that only the server opens; hears how many commands are in it.
    SaveUnsent {
        done: Done<u32>,
    },
    /// Sends a file of unsent work that was chosen in the input with this element id.
    LoadUnsent {
        input: String,
        done: Done<Taken>,
    },
    /// The plan that is being made is good enough: what is there counts.
    EnoughPlanning {
        session: SessionId,
    },
    /// Opens the browser's print dialogue.
    Print,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_command_that_fits_is_taken_and_the_next_is_not() {
        assert_eq!(Pushed::onto(HELD_MAX - 1), Pushed::Queued);
        assert_eq!(Pushed::onto(HELD_MAX), Pushed::Full);
    }
}
