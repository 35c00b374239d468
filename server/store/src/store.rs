//! Opening, closing, and who this database is.

use crate::StoreError;
use crate::db::{Db, Inner, Tx};
use crate::held::Held;
use crate::migrations;
use crate::row::args;
use crate::vault::{DataKey, MasterKey, Vault, random};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqliteOwnedBuf, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// How long a transaction waits for a connection or a lock before it is told [`StoreError::Busy`].
pub(crate) const WAIT: Duration = Duration::from_secs(5);
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a connection that answered is taken to live.
const FRESH: Duration = Duration::from_millis(500);

/// Statements that a connection keeps prepared: more than the store has.
const STATEMENTS: usize = 400;

/// Where the data lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Gone with the process: tests and simulation. Has one connection, so never hold two transactions at once.
    Memory,
    /// The same, beginning as a copy of another one: see [`Store::image`].
    Image(Arc<[u8]>),
    /// One file, made where it is missing.
    Sqlite(PathBuf),
    /// `postgres://user@host/name`.
    Postgres(String),
}

/// An open database. Cheap to clone; every clone is the same one.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    vault: Arc<Vault>,
    incarnation: Uuid,
    pub(crate) asked: Arc<AtomicU64>,
}

impl Store {
    /// Opens, migrates, and checks that the master key is the one this database was made with.
    pub async fn open(target: &Target, master_key: MasterKey) -> Result<Store, StoreError> {
        let db = match target {
            Target::Memory => memory(None).await?,
            Target::Image(image) => memory(Some(image)).await?,
            Target::Sqlite(path) => file(path).await?,
            Target::Postgres(address) => postgres(address).await?,
        };
        let vault = Arc::new(Vault::new(&master_key));
        let mut store = Store { db, vault, incarnation: Uuid::nil(), asked: Arc::default() };
        let mut tx = store.write().await?;
        store.incarnation = incarnation(&mut tx).await?;
        tx.commit().await?;
        Ok(store)
    }

    /// A transaction that may write. SQLite: the one writer, BEGIN IMMEDIATE. PostgreSQL: read committed.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        let inner = match &self.db {
            Db::Sqlite { writer, .. } => Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(self.tx(inner))
    }

    fn tx(&self, inner: Inner) -> Tx {
        // Its beginning is a statement too.
        self.asked.fetch_add(1, Ordering::Relaxed);
        Tx { inner, vault: self.vault.clone(), held: Held::default(), asked: self.asked.clone() }
    }

    /// What was asked of the database since this store was opened: statements, beginnings and commits.
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// A transaction that reads one snapshot.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let inner = match &self.db {
            Db::Sqlite { readers, .. } => Inner::Sqlite(readers.begin().await?),
            Db::Postgres(pool) => Inner::Postgres(pool.begin_with(SNAPSHOT).await?),
        };
        Ok(self.tx(inner))
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read().await?.rows("SELECT 1", &[]).await.map(drop)
    }

    /// Waits for open transactions and closes; SQLite then folds its log into the file.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }

    /// Writes a whole copy to a file that is not there yet, while everything goes on. False where there is no copy: in
    /// memory, and on PostgreSQL, which has tools of its own for that.
    pub async fn copy_to(&self, path: &Path) -> Result<bool, StoreError> {
        let Db::Sqlite { writer, .. } = &self.db else { return Ok(false) };
        let name = path.to_str().ok_or(StoreError::Corrupt("a path that is no text"))?;
        sqlx::query("VACUUM INTO $1").bind(name).execute(writer).await?;
        Ok(path.exists())
    }

    /// Everything, as bytes that [`Target::Image`] opens. None on PostgreSQL.
    pub async fn image(&self) -> Result<Option<Arc<[u8]>>, StoreError> {
        let Db::Sqlite { writer, .. } = &self.db else { return Ok(None) };
        let mut image = writer.acquire().await?.serialize(None).await?.to_vec();
        // Memory has no write-ahead log: the header says so (https://sqlite.org/fileformat2.html#file_format_version_numbers).
        if let Some(versions) = image.get_mut(18..20) {
            versions.fill(1);
        }
        Ok(Some(Arc::from(image)))
    }

    /// Another one tells devices that this database may have forgotten what they sent.
    pub fn incarnation(&self) -> Uuid {
        self.incarnation
    }

    /// Gives a restored database its new incarnation; counts from the next [`Store::open`].
    pub async fn renew_incarnation(&self) -> Result<Uuid, StoreError> {
        let mut tx = self.write().await?;
        tx.run("DELETE FROM incarnation", &[]).await?;
        let renewed = incarnation(&mut tx).await?;
        tx.commit().await?;
        Ok(renewed)
    }

    /// "sqlite" or "postgres".
    pub fn kind(&self) -> &'static str {
        match self.db {
            Db::Sqlite { .. } => "sqlite",
            Db::Postgres(_) => "postgres",
        }
    }
}

fn sqlite_options() -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .foreign_keys(true)
        .busy_timeout(WAIT)
        .statement_cache_capacity(STATEMENTS)
        // Deleted keys must not lie on in free pages.
        .pragma("secure_delete", "on")
}

async fn memory(image: Option<&Arc<[u8]>>) -> Result<Db, StoreError> {
    let options = sqlite_options().in_memory(true).filename(":memory:");
    let pool = forever(1).connect_with(options).await?;
    if let Some(image) = image {
        let image = SqliteOwnedBuf::try_from(&image[..])?;
        pool.acquire().await?.deserialize(None, image, false).await?;
    }
    migrations::SQLITE.run(&pool).await?;
    Ok(Db::Sqlite { writer: pool.clone(), readers: pool })
}

async fn file(path: &Path) -> Result<Db, StoreError> {
    let options = sqlite_options()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let writer = forever(1).connect_with(options.clone()).await?;
    migrations::SQLITE.run(&writer).await?;
    let readers = forever(READERS).connect_with(options.pragma("query_only", "on")).await?;
    Ok(Db::Sqlite { writer, readers })
}

/// Connections that stay: an in-memory database lives as long as its connection does.
fn forever(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(connections)
        .acquire_timeout(WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

async fn postgres(address: &str) -> Result<Db, StoreError> {
    let options = address.parse::<PgConnectOptions>()?.statement_cache_capacity(STATEMENTS).options([
        ("lock_timeout", "5s"),
        ("statement_timeout", "15s"),
        ("idle_in_transaction_session_timeout", "30s"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(WAIT)
        // One that answered a moment ago is not asked whether it lives.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move {
                if about.idle_for >= FRESH {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await?;
    migrations::POSTGRES.run(&pool).await?;
    Ok(Db::Postgres(pool))
}

/// Reads the incarnation, or makes the first one. Its row also carries a key wrapped by the master key: one that
/// does not open it would lock new entries away from the old ones.
async fn incarnation(tx: &mut Tx) -> Result<Uuid, StoreError> {
    const MAKE: &str = "INSERT INTO incarnation (one, id, nonce, wrapped) VALUES (1, $1, $2, $3) \
                        ON CONFLICT (one) DO NOTHING";
    let first = uuid::Builder::from_random_bytes(random()).into_uuid();
    let proof = tx.vault.wrap(&DataKey::new(), first.as_bytes())?;
    tx.run(MAKE, args![first, &proof.nonce[..], &proof.ciphertext]).await?;
    let row = tx.row("SELECT id, nonce, wrapped FROM incarnation", &[]).await?;
    let row = row.ok_or(StoreError::Corrupt("incarnation"))?;
    let id: Uuid = row.get("id")?;
    let (nonce, wrapped): (&[u8], &[u8]) = (row.get("nonce")?, row.get("wrapped")?);
    match tx.vault.unwrap(nonce, wrapped, id.as_bytes()) {
        Ok(_) => Ok(id),
        Err(_) => Err(StoreError::Corrupt("this database was made with another master key")),
    }
}
