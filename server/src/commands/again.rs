//! The same command once more: whether it is the same, and what may be shown a second time.

use super::{fair, people};
use crate::app::App;
use domain::command::{Command, SignUp};
use domain::ids::{FairId, ResidentId, SignUpId};
use domain::people::Actor;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::journal::Read;
use store::{StoreError, Tx, journal, residents};
use sync::{Envelope, Shown, upcast};

/// A PIN is shown again to whom its first answer was lost for, not to who comes by later.
const PIN_AGAIN_MS: i64 = 600_000;

/// What ends a PIN with a new one.
const GIVES_PIN: [&str; 2] = ["give_new_pin@1", "give_new_card@1"];

/// What is kept of a refused sign-up: whose form it was, and a trace of its words, but none of them.
#[derive(Serialize, Deserialize)]
struct Refused {
    fair: FairId,
    sign_up: SignUpId,
    resident: ResidentId,
    sha256: String,
}

/// A command as the journal keeps it. What a stranger typed in vain is nobody's to keep.
pub fn written(actor: &Actor, command: &Command, refused: bool) -> Result<Vec<u8>, StoreError> {
    let corrupt = |_| StoreError::Corrupt("command");
    let whole = serde_json::to_vec(command).map_err(corrupt)?;
    let (Command::SignUp(wish), Actor::Visitor { .. }, true) = (command, actor, refused) else {
        return Ok(whole);
    };
    let sha256 = Sha256::digest(&whole).iter().map(|byte| format!("{byte:02x}")).collect();
    let SignUp { fair, sign_up, resident, .. } = *wish;
    serde_json::to_vec(&Refused { fair, sign_up, resident, sha256 }).map_err(corrupt)
}

/// Whether this is the command that was written down. A form is the same while its ids are: who goes back and mends a
/// name still holds the same form. Of somebody who was forgotten nothing is left to compare.
pub fn is_same(known: &Read, envelope: &Envelope) -> bool {
    let Some(payload) = &known.payload else { return known.kind == envelope.command.kind() };
    match (&envelope.command, read(payload, envelope)) {
        (Command::SignUp(wish), Some(Command::SignUp(first))) => {
            (wish.fair, wish.sign_up, wish.resident) == (first.fair, first.sign_up, first.resident)
        }
        (Command::SignUp(wish), None) => serde_json::from_slice::<Refused>(payload).is_ok_and(|first| {
            (wish.fair, wish.sign_up, wish.resident) == (first.fair, first.sign_up, first.resident)
        }),
        (command, Some(first)) => *command == first,
        (_, None) => false,
    }
}

/// A payload of any build, as the command that it is today.
fn read(payload: &[u8], envelope: &Envelope) -> Option<Command> {
    let mut whole: serde_json::Value = serde_json::from_slice(payload).ok()?;
    whole.as_object()?.get("kind")?;
    whole["id"] = serde_json::to_value(envelope.id).ok()?;
    whole["made_at_ms"] = envelope.made_at_ms.into();
    upcast::read(&whole.to_string()).map(|first| first.command)
}

/// What an applied command shows to who did not hear its answer. Links and codes are kept as hashes only, so those are
/// made anew by asking anew.
pub async fn shown(
    app: &App,
    tx: &mut Tx,
    known: &Read,
    command: &Command,
) -> Result<Option<Shown>, StoreError> {
    let soon = app.clock.now_ms() - known.at_ms < PIN_AGAIN_MS;
    match command {
        Command::SignUp(wish) => fair::shown_again(app, tx, wish, soon).await,
        Command::GiveNewPin { resident } | Command::GiveNewCard { resident } if soon => {
            // A later one has another revision, and is somebody else's to show.
            if journal::last_about(tx, *resident, GIVES_PIN).await? != Some(known.command) {
                return Ok(None);
            }
            let Some(found) = residents::get(tx, *resident).await? else { return Ok(None) };
            Ok(Some(match command {
                Command::GiveNewCard { .. } => people::card(app, &found),
                _ => Shown::Pin(app.keys.pin(found.id, found.pin_rev).reveal().to_owned()),
            }))
        }
        _ => Ok(None),
    }
}
