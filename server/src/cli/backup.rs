//! `werkronde backup` and `werkronde restore`: SQLite by its own online copy, PostgreSQL by pg_dump and pg_restore. A
//! restored database has a new incarnation, which makes devices offer what it forgot.

use super::Failed;
use super::place::Place;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::{Store, Target};
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
    if !file.is_file() {
        return Err(Failed::input(format!("{} is not there.", file.display())));
    }
    let runs = || Failed::input("The server runs on this database. Stop it first.");
    let _held = place.hold(true).map_err(cannot)?.ok_or_else(runs)?;
    let aside = match &place.database_url {
        Some(url) => {
            let options = ["--clean", "--if-exists", "--no-owner", "--single-transaction"];
            postgres("pg_restore", url, &options, file)?;
            let (store, _) = place.open().await?;
            store.renew_incarnation().await?;
            store.close().await;
            None
        }
        None => in_place(place, file).await?,
    };
    let aside = aside.map(|aside| format!(" What stood there is in {}.", aside.display()));
    println!(
        "The database is restored.{} Tablets that come back fill in what came after the copy.",
        aside.unwrap_or_default()
    );
    Ok(())
}

fn cannot(error: std::io::Error) -> Failed {
    Failed::work(format!("The copy cannot be put in place: {error}."))
}

/// Puts a copy in place of the SQLite file, and gives back where the old one went. The copy is opened, brought to this
/// version's shape and written to the disk beside it first; so until the last step, which is one rename, the old database
/// stands there whole, and a copy that cannot be opened changes nothing.
async fn in_place(place: &Place, copy: &Path) -> Result<Option<PathBuf>, Failed> {
    let (file, new) = (place.file(), place.data_dir.join("werkronde.restoring.db"));
    remove(&new).map_err(cannot)?;
    for part in ["", "-wal"] {
        // What a copied server had not folded into its file yet lies beside it.
        if beside(copy, part).exists() {
            std::fs::copy(beside(copy, part), beside(&new, part)).map_err(cannot)?;
        }
    }
    if let Err(failed) = renewed(place, &new).await {
        remove(&new).map_err(cannot)?;
        return Err(failed);
    }
    let aside = set_aside(&file).map_err(cannot)?;
    std::fs::rename(&new, &file).map_err(cannot)?;
    sync_folder(&place.data_dir).map_err(cannot)?;
    Ok(aside)
}

/// Opens the copy, gives it a new incarnation, and has all of it on the disk in one file.
async fn renewed(place: &Place, new: &Path) -> Result<(), Failed> {
    let key = place.key()?;
    let store = Store::open(&Target::Sqlite(new.to_owned()), key).await?;
    store.renew_incarnation().await?;
    store.close().await;
    std::fs::OpenOptions::new().write(true).open(new).and_then(|file| file.sync_all()).map_err(cannot)
}

/// "werkronde.db" with "-wal" behind it.
fn beside(file: &Path, part: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(part);
    name.into()
}

fn remove(file: &Path) -> std::io::Result<()> {
    for part in ["", "-wal", "-shm"] {
        match std::fs::remove_file(beside(file, part)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Gives the database that stands there another name too, and moves its log there: it must never meet another file.
fn set_aside(file: &Path) -> std::io::Result<Option<PathBuf>> {
    let aside = file.with_extension(format!("before-{}.db", crate::clock::now_ms()));
    if file.exists() {
        // Where a file system knows no second name the old one goes: a moment without a database, never half of one.
        std::fs::hard_link(file, &aside).or_else(|_| std::fs::rename(file, &aside))?;
    }
    for part in ["-wal", "-shm"] {
        if beside(file, part).exists() {
            std::fs::rename(beside(file, part), beside(&aside, part))?;
        }
    }
    Ok(aside.exists().then_some(aside))
}

/// A rename is on the disk once its folder is.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::LocationId;
    use store::locations::{self, Location};

    async fn with_a_location(place: &Place, name: &str) -> LocationId {
        let (store, _) = place.open().await.ok().expect("opened");
        let id = LocationId(crate::chance::id());
        let mut tx = store.write().await.expect("a transaction");
        locations::insert(&mut tx, &Location { id, name: name.into(), created_ms: 1 })
            .await
            .expect("a location");
        tx.commit().await.expect("kept");
        store.close().await;
        id
    }

    async fn names(place: &Place) -> Vec<String> {
        let (store, _) = place.open().await.ok().expect("opened");
        let mut tx = store.read().await.expect("a snapshot");
        let all = locations::all(&mut tx).await.expect("read");
        drop(tx);
        store.close().await;
        all.into_iter().map(|location| location.name).collect()
    }

    fn files(place: &Place) -> Vec<String> {
        let entries = std::fs::read_dir(&place.data_dir).expect("a folder");
        let names = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
        names.filter(|name| name.contains(".db")).collect()
    }

    fn place(folder: &tempfile::TempDir) -> Place {
        Place { data_dir: folder.path().to_owned(), database_url: None }
    }

    #[tokio::test]
    async fn a_copy_takes_the_place_and_what_stood_there_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = place(&folder);
        with_a_location(&place, "Zonnedauw").await;
        let copy = Copy { file: folder.path().join("copy") };
        backup(&place, &copy).await.ok().expect("copied");
        with_a_location(&place, "Later").await;
        // A server that was killed leaves its log; it must not be read into the copy.
        std::fs::write(beside(&place.file(), "-wal"), b"of another time").expect("a log");
        restore(&place, &copy).await.ok().expect("restored");
        assert_eq!(names(&place).await, ["Zonnedauw"]);
        let aside: Vec<_> = files(&place).into_iter().filter(|name| name.contains("before-")).collect();
        assert!(
            aside.iter().any(|name| name.ends_with(".db")) && aside.iter().any(|name| name.ends_with("-wal")),
            "{aside:?}"
        );
    }

    #[tokio::test]
    async fn a_copy_that_cannot_be_opened_changes_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = place(&folder);
        with_a_location(&place, "Zonnedauw").await;
        let before = files(&place);
        let copy = Copy { file: folder.path().join("copy") };
        std::fs::write(&copy.file, "no database at all, and longer than a header of one ".repeat(40))
            .expect("a file");
        assert!(restore(&place, &copy).await.is_err());
        assert_eq!(names(&place).await, ["Zonnedauw"]);
        assert_eq!(files(&place), before, "and nothing stays behind");
    }

    #[tokio::test]
    async fn nothing_is_put_under_a_running_server() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = place(&folder);
        with_a_location(&place, "Zonnedauw").await;
        let copy = Copy { file: folder.path().join("copy") };
        backup(&place, &copy).await.ok().expect("copied");
        let serves = place.hold(false).expect("a lock").expect("free");
        assert!(restore(&place, &copy).await.is_err());
        drop(serves);
        assert!(restore(&place, &copy).await.is_ok());
    }
}
