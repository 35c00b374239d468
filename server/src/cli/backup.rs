//! `werkronde backup` and `werkronde restore`: SQLite by its own online copy, PostgreSQL by pg_dump and pg_restore. A
//! restored database has a new incarnation, which makes devices offer what it forgot.

use super::Failed;
use super::place::Place;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::Command;
use url::Url;

#[derive(Debug, Args)]
pub struct Copy {
    /// The file with the copy
    file: PathBuf,
}

pub async fn backup(place: &Place, copy: &Copy) -> Result<(), Failed> {
    let file = &copy.file;
    if file.exists() {
        return Err(Failed::input(format!("{} is there already: name another file.", file.display())));
    }
    match &place.database_url {
        Some(url) => postgres("pg_dump", url, &["--format=custom", "--file"], file)?,
        None => {
            if !place.file().exists() {
                return Err(Failed::input(format!("There is no database in {}.", place.data_dir.display())));
            }
            let (store, _) = place.open().await?;
            store.copy_to(file).await?;
            store.close().await;
        }
    }
    println!(
        "The database is in {}. Keep the master key elsewhere: without it nobody can open this.",
        file.display()
    );
    Ok(())
}

pub async fn restore(place: &Place, copy: &Copy) -> Result<(), Failed> {
    let file = &copy.file;
    let cannot = |error: std::io::Error| Failed::work(format!("The copy cannot be put in place: {error}."));
    if !file.is_file() {
        return Err(Failed::input(format!("{} is not there.", file.display())));
    }
    let runs = || Failed::input("The server runs on this database. Stop it first.");
    let held = place.hold(true).map_err(cannot)?.ok_or_else(runs)?;
    let (kept, aside) = match &place.database_url {
        Some(url) => {
            let options = ["--clean", "--if-exists", "--no-owner", "--single-transaction"];
            postgres("pg_restore", url, &options, file)?;
            (None, String::new())
        }
        None => {
            let kept = set_aside(&place.file()).map_err(cannot)?;
            std::fs::copy(file, place.file()).map_err(cannot)?;
            let said = kept.as_ref().map(|kept| format!(" What stood there is in {}.", kept.display()));
            (kept, said.unwrap_or_default())
        }
    };
    match renewed(place).await {
        Ok(()) => println!(
            "The database is restored.{aside} Tablets that come back fill in what came after the copy."
        ),
        Err(failed) => {
            if let Some(kept) = kept {
                std::fs::rename(kept, place.file()).map_err(cannot)?;
            }
            return Err(failed);
        }
    }
    drop(held);
    Ok(())
}

async fn renewed(place: &Place) -> Result<(), Failed> {
    let (store, _) = place.open().await?;
    store.renew_incarnation().await?;
    store.close().await;
    Ok(())
}

/// Moves the database that stands there out of the way; its log goes with it.
fn set_aside(file: &Path) -> std::io::Result<Option<PathBuf>> {
    if !file.exists() {
        return Ok(None);
    }
    let aside = file.with_extension(format!("before-{}.db", crate::clock::now_ms()));
    for end in ["", "-wal", "-shm"] {
        let with = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        if with(file).exists() {
            std::fs::rename(with(file), with(&aside))?;
        }
    }
    Ok(Some(aside))
}

/// Runs one of PostgreSQL's own tools. The address goes by variables, so that no password stands in a list of programs.
fn postgres(tool: &str, url: &str, options: &[&str], file: &Path) -> Result<(), Failed> {
    let url = Url::parse(url).map_err(|_| Failed::input("DATABASE_URL cannot be read."))?;
    let mut run = Command::new(tool);
    run.args(options).arg(file);
    let name = url.path().trim_start_matches('/');
    let query =
        |key: &str| url.query_pairs().find(|(named, _)| named == key).map(|(_, value)| value.into_owned());
    let host = url.host_str().filter(|host| !host.is_empty()).map(str::to_owned).or_else(|| query("host"));
    let parts = [
        ("PGHOST", host),
        ("PGPORT", url.port().map(|port| port.to_string()).or_else(|| query("port"))),
        ("PGUSER", Some(url.username().to_owned()).filter(|user| !user.is_empty()).or_else(|| query("user"))),
        ("PGPASSWORD", url.password().map(str::to_owned)),
        ("PGDATABASE", Some(name.to_owned()).filter(|name| !name.is_empty())),
    ];
    if tool == "pg_restore" {
        // Without a name it would print the copy instead of putting it in place.
        run.arg(format!("--dbname={name}"));
    }
    for (variable, value) in parts {
        if let Some(value) = value {
            run.env(variable, value);
        }
    }
    match run.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failed::work(format!("{tool} did not do its work; what it said stands above."))),
        Err(error) => Err(Failed::work(format!("{tool} cannot be run: {error}."))),
    }
}
