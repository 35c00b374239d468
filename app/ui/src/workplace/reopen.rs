//! From the tray of refused entries back to the screen where one can be mended and asked again; and the tray as text.

use super::context::use_link;
use super::link::{Refused, Request};
use super::words::rejection;
use domain::command::{Command, Talk};
use domain::lang::Lang;
use leptos::prelude::*;

/// The entry that someone wants to mend. There while a screen is that can show it.
#[derive(Clone, Copy)]
pub struct Reopened(RwSignal<Option<Refused>>);

impl Reopened {
    /// Offered by the screen that holds the sheets.
    pub fn offer() -> Reopened {
        let reopened = Reopened(RwSignal::new(None));
        provide_context(reopened);
        reopened
    }

    pub fn ask(self, refused: Refused) {
        self.0.set(Some(refused));
    }

    /// The talk that it is about.
    pub fn talk(self) -> Option<Talk> {
        self.0.with(|refused| refused.as_ref().and_then(|refused| refused.command.as_ref()).and_then(talk_of))
    }
}

/// Where this entry can be mended, if it can be here.
pub fn way_back(command: &Command) -> Option<Reopened> {
    talk_of(command).and_then(|_| use_context::<Reopened>())
}

/// Hears an entry about this talk. `take` puts it in its place and says so; then it leaves the tray.
pub fn take_back(talk: Talk, take: impl Fn(&Command) -> bool + 'static) {
    let Some(Reopened(reopened)) = use_context::<Reopened>() else { return };
    let request = use_link().request;
    Effect::new(move |_| {
        let Some(refused) = reopened.get() else { return };
        let Some(command) = &refused.command else { return };
        if talk_of(command) == Some(talk) && take(command) {
            reopened.set(None);
            request.run(Request::Dismiss { command: refused.id });
        }
    });
}

fn talk_of(command: &Command) -> Option<Talk> {
    match command {
        Command::ScoreCriterion { talk, .. }
        | Command::WriteStrength { talk, .. }
        | Command::WriteNote { talk, .. }
        | Command::GiveVerdict { talk, .. } => Some(*talk),
        _ => None,
    }
}

/// What someone wrote, which is lost when nobody keeps it.
pub fn written(command: &Command) -> Option<&str> {
    match command {
        Command::WriteStrength { text, .. } => Some(text.as_str()),
        Command::WriteNote { text, .. } => Some(text.as_str()),
        _ => None,
    }
}

/// The whole tray, to copy: a line for each entry with the reason, what was asked, and what was written.
pub fn as_text(lang: Lang, tray: &[Refused]) -> String {
    let line = |refused: &Refused| {
        let why = rejection(lang, refused.rejection);
        let (kind, written) = (&refused.kind, refused.command.as_ref().and_then(written).unwrap_or_default());
        format!("{why} [{kind}] {written}").trim_end().to_owned()
    };
    tray.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::*;
    use domain::text::Note;
    use sync::Rejection;
    use uuid::Uuid;

    fn refused(command: Command) -> Refused {
        Refused {
            id: CommandId(Uuid::from_u128(9)),
            kind: command.kind().to_owned(),
            command: Some(command),
            made_at_ms: 0,
            rejection: Rejection::NotConfirmed,
        }
    }

    #[test]
    fn a_note_that_was_refused_knows_its_talk_and_its_words_can_be_copied() {
        let id = Uuid::from_u128(1);
        let talk = Talk { session: SessionId(id), party: PartyId(id), resident: ResidentId(id) };
        let note = Command::WriteNote { talk, text: Note::parse("belt terug").expect("a note") };
        let open = Command::OpenSignUp { fair: FairId(id) };
        assert_eq!((talk_of(&note), talk_of(&open)), (Some(talk), None));
        let text = as_text(Lang::Nl, &[refused(note), refused(open)]);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].ends_with("[write_note@1] belt terug"), "{text}");
        assert!(lines[1].ends_with("[open_sign_up@1]"), "{text}");
    }
}
