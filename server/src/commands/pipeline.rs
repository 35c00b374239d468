//! Of pipeline: the candidacies that begin with what employers wrote. Nobody asks for one; it follows from the sheets.

use super::Desk;
use domain::command::Talk;
use domain::ids::CandidacyId;
use domain::pipeline::begins;
use store::candidacies::{self, Candidacy};
use store::{StoreError, Tx, fairs, sheets};

/// Begins a candidacy for each vacancy that an ended sheet of this employer names for this person. One that has begun
/// stays: where it stands is derived.
pub async fn follow(tx: &mut Tx, desk: &Desk<'_>, talk: Talk) -> Result<(), StoreError> {
    let Some(party) = fairs::party(tx, talk.party).await? else { return Err(StoreError::Gone) };
    for sheet in sheets::endings(tx, talk.session, party.employer, talk.resident).await? {
        let Some(vacancy) = begins(sheet.verdict, sheet.vacancy) else { continue };
        let candidacy = Candidacy {
            id: CandidacyId(desk.app.chance.id()),
            location: desk.location,
            resident: talk.resident,
            vacancy,
            begun_ms: desk.now_ms,
        };
        candidacies::begin(tx, &candidacy).await?;
    }
    Ok(())
}
