//! Commands of scoring: the sheet that an interviewer writes, and the resident's own answer.

use super::{Desk, Done};
use crate::offered;
use domain::command::{Command, Talk};
use domain::fair::clearly_meant;
use domain::ids::{DeviceId, SheetId, VacancyId};
use domain::people::Actor;
use domain::scoring::{SheetRefused, SheetState, Verdict, complete, leads_on};
use store::sheets::Ending;
use store::{StoreError, Tx, answers, devices, employers, fairs, sheets, sign_ups};
use sync::{Outcome, Rejection, Scope};

pub async fn handle(tx: &mut Tx, desk: &Desk<'_>, command: &Command) -> Result<Done, StoreError> {
    match (command, desk.actor) {
        (Command::PickInterviewer { name }, Actor::Tablet { device, session, .. }) => {
            devices::set_interviewer(tx, *device, name.as_str()).await?;
            Ok(Done::applied(vec![Scope::Session(*session)]))
        }
        (Command::AnswerTalk { session, party, answer }, Actor::Resident { resident, .. }) => {
            answers::set(tx, desk.location, *session, *party, *resident, *answer, desk.now_ms).await?;
            let scopes = vec![Scope::Session(*session), Scope::FollowUp(desk.location)];
            Ok(Done::applied(scopes).about(*resident))
        }
        (command, Actor::Tablet { device, interviewer: Some(scorer), .. }) => {
            on_sheet(tx, desk, command, Writer { scorer, device: *device }).await
        }
        _ => Ok(Done::rejected(Rejection::Malformed)),
    }
}

/// Who writes, and on which tablet.
#[derive(Clone, Copy)]
struct Writer<'a> {
    scorer: &'a str,
    device: DeviceId,
}

async fn on_sheet(
    tx: &mut Tx,
    desk: &Desk<'_>,
    command: &Command,
    writer: Writer<'_>,
) -> Result<Done, StoreError> {
    let Writer { scorer, device } = writer;
    let now_ms = desk.now_ms;
    let (talk, outcome) = match command {
        Command::ScoreCriterion { talk, criterion, score } => {
            let sheet = open(tx, desk, *talk, scorer).await?;
            sheets::set_score(tx, sheet, *criterion, *score, device, now_ms).await?;
            (talk, Outcome::Applied)
        }
        Command::WriteStrength { talk, text } => {
            let sheet = open(tx, desk, *talk, scorer).await?;
            sheets::set_strength(tx, sheet, text.as_str()).await?;
            (talk, Outcome::Applied)
        }
        Command::WriteNote { talk, text } => {
            let sheet = open(tx, desk, *talk, scorer).await?;
            sheets::add_note(tx, sheet, desk.command, text.as_str(), scorer, now_ms).await?;
            (talk, Outcome::Applied)
        }
        Command::GiveVerdict { talk, verdict, next_step, base, vacancy } => {
            let ending = Ending { verdict: *verdict, next_step: *next_step, vacancy: *vacancy };
            (talk, end_sheet(tx, desk, *talk, writer, ending, *base).await?)
        }
        _ => return Ok(Done::rejected(Rejection::Malformed)),
    };
    let scopes = vec![Scope::Session(talk.session), Scope::FollowUp(desk.location)];
    Ok(Done { outcome, ..Done::applied(scopes) }.about(talk.resident))
}

async fn open(tx: &mut Tx, desk: &Desk<'_>, talk: Talk, scorer: &str) -> Result<SheetId, StoreError> {
    sheets::open(tx, desk.location, talk, scorer, SheetId(desk.app.chance.id())).await
}

async fn end_sheet(
    tx: &mut Tx,
    desk: &Desk<'_>,
    talk: Talk,
    writer: Writer<'_>,
    ending: Ending,
    base: Option<Verdict>,
) -> Result<Outcome, StoreError> {
    let Some(Ending { verdict, next_step, vacancy }) = with_vacancy(tx, talk, ending).await? else {
        return Ok(Outcome::Rejected(Rejection::NotFound));
    };
    let stands = sheets::find(tx, talk, writer.scorer).await?;
    let has_strength = stands.as_ref().is_some_and(|sheet| sheet.strength.is_some());
    let names_vacancy = vacancy.is_some();
    if let Err(refused) = complete(SheetState { has_strength, verdict, next_step, names_vacancy }) {
        return Ok(Outcome::Rejected(match refused {
            SheetRefused::StrengthMissing => Rejection::StrengthMissing,
            SheetRefused::NoIsNo => Rejection::NoIsNo,
            SheetRefused::VacancyMissing => Rejection::VacancyMissing,
        }));
    }
    let sheet = open(tx, desk, talk, writer.scorer).await?;
    sheets::add_verdict(tx, sheet, writer.device, verdict, next_step, desk.now_ms).await?;
    // Another tablet gave another verdict since this one looked: that one stands, and both are shown.
    if stands.as_ref().and_then(|sheet| sheet.verdict) != base {
        return Ok(Outcome::Superseded);
    }
    sheets::set_verdict(tx, sheet, verdict, next_step, vacancy, desk.now_ms).await?;
    Ok(Outcome::Applied)
}

/// The vacancy that the talk was about, where something follows from it. A tablet from before sheets named one says
/// none: then what is clear from the person's own stars counts, and what is not is asked. None: not this party's.
async fn with_vacancy(tx: &mut Tx, talk: Talk, ending: Ending) -> Result<Option<Ending>, StoreError> {
    if ending.vacancy.is_none() && !leads_on(ending.verdict, ending.next_step) {
        return Ok(Some(ending));
    }
    let (Some(party), Some(session)) =
        (fairs::party(tx, talk.party).await?, fairs::session(tx, talk.session).await?)
    else {
        return Err(StoreError::Gone);
    };
    let known = employers::vacancies_of_fair(tx, session.fair).await?;
    let offered: Vec<VacancyId> =
        offered::vacancies(&party, &known).into_iter().map(|vacancy| vacancy.id).collect();
    if let Some(named) = ending.vacancy {
        return Ok(offered.contains(&named).then_some(ending));
    }
    let wishes: Vec<_> = sign_ups::interests_of_fair(tx, session.fair)
        .await?
        .into_iter()
        .filter(|(of, _)| *of == talk.resident)
        .map(|(_, choice)| choice)
        .collect();
    Ok(Some(Ending { vacancy: clearly_meant(&wishes, &offered), ..ending }))
}
