//! Tasks that read and write a fair's files: import, export.

use super::Failed;
use super::place::Place;
use crate::{clock, import};
use clap::Args;
use domain::ids::FairId;
use std::path::PathBuf;
use store::{Tx, employers, fairs, residents};
use sync::Outcome;
use sync::requests::ImportKind;

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
    let (store, _) = place.open().await?;
    let mut tx = store.write().await?;
    let location = location_of(&mut tx, task.fair).await?;
    let now_ms = clock::now_ms();
    let read = import::preview(&mut tx, location, task.fair, kind, &bytes, now_ms).await?;
    let preview = read.map_err(|_| Failed::input("This is not a CSV or .xlsx file, or it is too large."))?;
    for mistake in &preview.mistakes {
        let reason = serde_json::to_string(&mistake.reason).unwrap_or_default();
        println!("row {}, column {}: {}", mistake.row, mistake.column, reason.trim_matches('"'));
    }
    println!(
        "{} new, {} changed, {} the same, {} mistakes",
        preview.new, preview.changed, preview.same, preview.mistakes_total
    );
    if preview.mistakes_total > 0 {
        return Err(Failed::input("Nothing was written: mend the rows above and read the file again."));
    }
    if !task.confirm {
        println!("Nothing was written yet: add --confirm.");
        return Ok(());
    }
    let done = import::confirm(&mut tx, location, preview.import, now_ms).await?;
    if let Outcome::Rejected(_) = done.outcome {
        return Err(Failed::work("Nothing was written: the preview is gone."));
    }
    tx.commit().await?;
    println!("Written.");
    store.close().await;
    Ok(())
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
    fn a_cell_that_begins_like_a_formula_is_written_as_text() {
        assert_eq!(guard("=1+1".into()), "'=1+1");
        assert_eq!(guard("Zonnebloem".into()), "Zonnebloem");
    }
}
