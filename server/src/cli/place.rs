//! Where the data is: one SQLite file in a folder, or PostgreSQL.

use super::Failed;
use clap::Args;
use std::path::{Path, PathBuf};
use store::{MasterKey, Store, Target};

#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Folder for the database and the master key
    #[arg(long, global = true, env = "WERKRONDE_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// PostgreSQL instead of SQLite: postgres://user@host/name
    #[arg(long, global = true, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl Place {
    /// Opens the store and brings it to this version's shape. The key comes back for PINs and cards.
    pub async fn open(&self) -> Result<(Store, MasterKey), Failed> {
        let key = self.key()?;
        let target = match &self.database_url {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Target::Postgres(url.clone())
            }
            Some(_) => return Err(Failed::input("DATABASE_URL must begin with postgres://.")),
            None => Target::Sqlite(self.file()),
        };
        let store = Store::open(&target, key.clone()).await?;
        Ok((store, key))
    }
}

impl Place {
    /// The master key; made on first use.
    pub fn key(&self) -> Result<MasterKey, Failed> {
        let made = std::fs::create_dir_all(&self.data_dir);
        made.and_then(|()| master_key(&self.data_dir.join("master.key")))
            .map_err(|error| self.unusable(&error))
    }

    fn unusable(&self, error: &std::io::Error) -> Failed {
        Failed::work(format!("The data folder {} cannot be used: {error}.", self.data_dir.display()))
    }

    pub fn file(&self) -> PathBuf {
        self.data_dir.join("werkronde.db")
    }

    /// Held by what works on the database, beside a server or without one.
    pub fn beside(&self) -> Result<std::fs::File, Failed> {
        let restoring = || Failed::work("The database is being restored. Try again when that is done.");
        self.hold(false).map_err(|error| self.unusable(&error))?.ok_or_else(restoring)
    }

    /// Held while a server runs on this folder, so that nobody puts another database under it. None: `alone` was asked
    /// and a server runs.
    pub fn hold(&self, alone: bool) -> std::io::Result<Option<std::fs::File>> {
        std::fs::create_dir_all(&self.data_dir)?;
        let file = std::fs::File::create(self.data_dir.join("werkronde.lock"))?;
        let held = if alone { file.try_lock() } else { file.try_lock_shared() };
        match held {
            Ok(()) => Ok(Some(file)),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

/// The key that opens the people's keys. Made on first use, readable by the owner only.
/// `WERKRONDE_MASTER_KEY` (64 hexadecimal digits) is for several servers on one database.
fn master_key(path: &Path) -> std::io::Result<MasterKey> {
    let bad = || {
        std::io::Error::new(std::io::ErrorKind::InvalidData, "the master key is not 64 hexadecimal digits")
    };
    if let Ok(text) = std::env::var("WERKRONDE_MASTER_KEY") {
        return parse(text.trim()).ok_or_else(bad);
    }
    match std::fs::read_to_string(path) {
        Ok(text) => parse(text.trim()).ok_or_else(bad),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let bytes = crate::chance::bytes::<32>();
            write_secret(path, &bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())?;
            Ok(MasterKey::from_bytes(bytes))
        }
        Err(error) => Err(error),
    }
}

fn parse(text: &str) -> Option<MasterKey> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(MasterKey::from_bytes(bytes))
}

fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
