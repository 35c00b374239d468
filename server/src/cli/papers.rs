//! Tasks that read and write a fair's files: import, export.

use super::Failed;
use super::place::Place;
use crate::app::{App, Settings, Shared};
use crate::{commands, import};
use clap::Args;
use domain::command::Command;
use domain::ids::{CommandId, FairId};
use domain::lang::Lang;
use domain::people::Actor;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Tx, employers, fairs, residents};
use sync::requests::{ImportKind, Mistake};
use sync::{Envelope, Outcome};
use ui::fair::mistakes::reason;
use ui::workplace::words::{rejection, request_error};

#[derive(Debug, Args)]
pub struct Import {
    /// employers, residents, sign_ups, interpreters or last_year
    kind: String,
    /// The file: CSV or .xlsx
    file: PathBuf,
    /// The fair's id, as in its address
    #[arg(long, env = "WERKRONDE_FAIR")]
    fair: FairId,
    /// Write what the preview shows
    #[arg(long, env = "WERKRONDE_CONFIRM")]
    confirm: bool,
}

pub async fn import(place: Place, task: Import) -> Result<(), Failed> {
    let kind = kind(&task.kind)?;
    let bytes = std::fs::read(&task.file)
        .map_err(|error| Failed::input(format!("{} cannot be read: {error}.", task.file.display())))?;
    let paper = import::paper(kind, &bytes).map_err(|why| Failed::input(request_error(Lang::En, why)))?;
    let (store, key) = place.open().await?;
    // The same way as from the screen, without a server around it.
    let app: Shared = Arc::new(App::new(store, &key, Settings::default()));
    let mut tx = app.store.write().await?;
    let location = location_of(&mut tx, task.fair).await?;
    let read = import::preview(&mut tx, location, task.fair, paper, app.clock.now_ms()).await?;
    let preview = read.ok_or_else(|| Failed::input("There is no fair with this id."))?;
    for mistake in &preview.mistakes {
        println!("{}", line(mistake));
    }
    println!(
        "{} new, {} changed, {} the same, {} mistakes",
        preview.new, preview.changed, preview.same, preview.mistakes_total
    );
    if preview.mistakes_total > 0 {
        return Err(Failed::input("Nothing was written: mend the rows above and read the file again."));
    }
    if !task.confirm {
        // Not even the preview stays.
        println!("Nothing was written yet: add --confirm.");
        return Ok(());
    }
    tx.commit().await?;
    let envelope = Envelope {
        id: CommandId(app.chance.id()),
        made_at_ms: app.clock.now_ms(),
        command: Command::ConfirmImport { import: preview.import },
    };
    let answer = commands::execute_whole(&app, &Actor::System, &envelope).await?;
    app.store.close().await;
    match answer.outcome {
        Outcome::Rejected(why) => {
            Err(Failed::work(format!("Nothing was written. {}", rejection(Lang::En, why))))
        }
        Outcome::Noop => {
            println!("It was written before.");
            Ok(())
        }
        Outcome::Applied | Outcome::Superseded => {
            println!("Written.");
            Ok(())
        }
    }
}

/// A mistake as the screen says it, with row and column as a spreadsheet numbers and names them.
fn line(mistake: &Mistake) -> String {
    let why = reason(Lang::En, mistake.reason);
    match (mistake.row, mistake.column.as_str()) {
        (0, "") => format!("the whole file: {why}"),
        (0, column) => format!("the whole file, column {column}: {why}"),
        (row, "") => format!("row {row}: {why}"),
        (row, column) => format!("row {row}, column {column}: {why}"),
    }
}

fn kind(word: &str) -> Result<ImportKind, Failed> {
    ImportKind::parse(word).ok_or_else(|| {
        let words: Vec<_> = ImportKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Failed::input(format!("\"{word}\" is none of: {}.", words.join(", ")))
    })
}

async fn location_of(tx: &mut Tx, fair: FairId) -> Result<domain::ids::LocationId, Failed> {
    let found = fairs::get(tx, fair).await?;
    found.map(|fair| fair.location).ok_or_else(|| Failed::input("There is no fair with this id."))
}

#[derive(Debug, Args)]
pub struct Export {
    /// employers or residents
    kind: String,
    #[arg(long, env = "WERKRONDE_FAIR")]
    fair: FairId,
}

pub async fn export(place: Place, task: Export) -> Result<(), Failed> {
    let (store, _) = place.open().await?;
    let mut tx = store.read().await?;
    location_of(&mut tx, task.fair).await?;
    let rows = match kind(&task.kind)? {
        ImportKind::Residents => resident_rows(&mut tx, task.fair).await?,
        ImportKind::Employers => employer_rows(&mut tx, task.fair).await?,
        _ => return Err(Failed::input("Only employers and residents can be written so far.")),
    };
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(std::io::stdout());
    for row in rows {
        let guarded: Vec<String> = row.into_iter().map(guard).collect();
        out.write_record(&guarded).map_err(|error| Failed::work(format!("Could not write: {error}.")))?;
    }
    out.flush().map_err(|error| Failed::work(format!("Could not write: {error}.")))
}

/// A cell that begins like a formula is one for a spreadsheet: an apostrophe makes it text (OWASP, CSV injection).
fn guard(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

async fn resident_rows(tx: &mut Tx, fair: FairId) -> Result<Vec<Vec<String>>, Failed> {
    let mut rows = vec![vec!["nummer".into(), "code".into(), "roepnaam".into(), "taal".into()]];
    for resident in residents::of_fair(tx, fair).await? {
        rows.push(vec![
            resident.number.to_string(),
            resident.code.unwrap_or_default(),
            resident.name,
            resident.lang.tag().into(),
        ]);
    }
    Ok(rows)
}

async fn employer_rows(tx: &mut Tx, fair: FairId) -> Result<Vec<Vec<String>>, Failed> {
    let names: std::collections::HashMap<_, _> = employers::of_fair(tx, fair)
        .await?
        .into_iter()
        .map(|employer| (employer.id, employer.name))
        .collect();
    let mut rows =
        vec![vec!["werkgever".into(), "vacature".into(), "loon_per_uur".into(), "uren_per_week".into()]];
    for vacancy in employers::vacancies_of_fair(tx, fair).await? {
        rows.push(vec![
            names.get(&vacancy.employer).cloned().unwrap_or_default(),
            vacancy.title,
            vacancy.wage.with_comma(),
            vacancy.hours.to_string(),
        ]);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_said_in_words() {
        let mistake = |row, column: &str| {
            line(&Mistake { row, column: column.into(), reason: sync::requests::MistakeReason::NotATime })
        };
        assert!(mistake(4, "van").starts_with("row 4, column van: "));
        assert!(mistake(0, "").starts_with("the whole file: "));
        assert!(!mistake(4, "van").contains('_'), "{}", mistake(4, "van"));
    }

    #[test]
    fn a_cell_that_begins_like_a_formula_is_written_as_text() {
        assert_eq!(guard("=1+1".into()), "'=1+1");
        assert_eq!(guard("Zonnebloem".into()), "Zonnebloem");
    }
}
